//! The colours, each with one meaning, for reports, help and errors alike.

use anstyle::{AnsiColor, Style};

/// Headings.
pub const TITLE: Style = Style::new().bold();
/// Commands and options to be typed.
pub const COMMAND: Style = AnsiColor::Cyan.on_default();
/// What the eye may pass over.
pub const FAINT: Style = Style::new().dimmed();
/// Sound.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// Some peers, servers or CAs will object.
pub const WARN: Style = AnsiColor::Yellow.on_default();
/// Wrong.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
