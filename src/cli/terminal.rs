//! The terminal under the questions, given back as it was when one of them is interrupted.
//!
//! Questions hide the cursor and switch the echo off. A process that Ctrl-C ends in the middle of
//! one would leave the terminal like that.

#[cfg(unix)]
use std::sync::Once;

/// From now on, an interrupt shows the cursor and restores the terminal's settings before it ends
/// the process as it always does. To be called before a question.
#[cfg(unix)]
pub(super) fn restored_on_interrupt() {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        // where it cannot be watched, the questions still work
        let _ = watch();
    });
}

#[cfg(unix)]
fn watch() -> std::io::Result<()> {
    use dialoguer::console::Term;
    use rustix::stdio::stdin;
    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::{iterator::Signals, low_level::emulate_default_handler};

    let settings = tcgetattr(stdin())?;
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    let watch = move || {
        for signal in signals.forever() {
            // a terminal that has gone away needs nothing back
            let _ = Term::stderr().show_cursor();
            let _ = Term::stderr().write_line("");
            // a question that was just being put switches the echo off within this time, not after it
            std::thread::sleep(std::time::Duration::from_millis(30));
            let _ = tcsetattr(stdin(), OptionalActions::Now, &settings);
            let _ = emulate_default_handler(signal);
        }
    };
    std::thread::Builder::new().name("interrupts".to_owned()).spawn(watch).map(drop)
}

/// Leaves it to the interrupt that has just been seen to end the process.
pub(super) fn await_interrupt() {
    std::thread::sleep(std::time::Duration::from_secs(1));
}

/// Gives an interrupt at a question the time to end the process, before an answer that may be its
/// doing counts.
pub(super) fn let_interrupt_come() {
    std::thread::sleep(std::time::Duration::from_millis(60));
}

/// Elsewhere the terminal looks after itself.
#[cfg(not(unix))]
pub(super) fn restored_on_interrupt() {}
