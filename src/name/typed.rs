//! Text as somebody typed it: how to quote it safely, and where its parts are.

use std::fmt;

/// The characters that separate labels: the full stop and its three ideographic kin
/// (RFC 3490 §3.1, kept by UTS #46).
pub(super) const DOTS: [char; 4] = ['.', '\u{3002}', '\u{FF0E}', '\u{FF61}'];

/// Schemes and prefixes that people put before a name without `//`.
const SCHEMES: [&str; 10] =
    ["xmpp", "mailto", "acct", "im", "sip", "sips", "dns", "uri", "email", "jid"];

/// How many characters of a text an error message repeats.
const QUOTED: usize = 80;

/// What was typed, fit for one line of a terminal: bare when it is plain, otherwise quoted and
/// escaped, and cut when it is long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed(String);

impl Typed {
    /// Keeps the text up to the limit that any parser reads.
    pub(super) fn new(text: &str) -> Self {
        let ends = text.char_indices().map(|(start, character)| start + character.len_utf8());
        let end = ends.take_while(|&end| end <= super::LONGEST_INPUT).last().unwrap_or(0);
        Self(text[..end].to_owned())
    }

    /// The text itself, unescaped.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start: String = self.0.chars().take(QUOTED).collect();
        let more = if start.len() < self.0.len() { "…" } else { "" };
        if !start.is_empty() && start.chars().all(is_plain) {
            write!(f, "{start}{more}")
        } else {
            write!(f, "{start:?}{more}")
        }
    }
}

/// One character, by its look where it has one and by its number where it is not ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph(pub(super) char);

impl fmt::Display for Glyph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(character) = *self;
        match character {
            ' ' => write!(f, "a space"),
            '!'..='~' => write!(f, "'{character}'"),
            _ if is_plain(character) => write!(f, "U+{:04X} {character}", u32::from(character)),
            _ => write!(f, "U+{:04X}", u32::from(character)),
        }
    }
}

/// Cuts `scheme://rest` or, for the schemes that do without slashes, `scheme:rest`.
pub(super) fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let starts_well = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    if !starts_well || !scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) {
        return None;
    }
    match rest.strip_prefix("//") {
        Some(authority) => Some((scheme, authority)),
        // a host may be called im, but then a port follows
        None if rest.bytes().all(|b| b.is_ascii_digit()) => None,
        None => SCHEMES.iter().any(|s| scheme.eq_ignore_ascii_case(s)).then_some((scheme, rest)),
    }
}

/// Cuts `host:5222`; the port may be missing after its colon.
pub(super) fn split_port(text: &str) -> Option<(&str, &str)> {
    let (host, port) = text.rsplit_once(':')?;
    port.chars().all(|c| c.is_ascii_digit()).then_some((host, port))
}

/// Whether a character shows as itself: no space, no control, nothing that joins or reorders.
fn is_plain(character: char) -> bool {
    let mut escaped = character.escape_debug();
    !character.is_whitespace()
        && (escaped.next() == Some(character) && escaped.next().is_none()
            || matches!(character, '\'' | '"' | '\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_is_shown_on_one_line() {
        assert_eq!(Typed::new("münchen.example").to_string(), "münchen.example");
        assert_eq!(Typed::new("a b\n\u{1b}[31m").to_string(), r#""a b\n\u{1b}[31m""#);
        assert_eq!(Typed::new("").to_string(), r#""""#);
        assert!(Typed::new("a\u{202e}b").to_string().contains("\\u{202e}"));
        assert_eq!(Typed::new(&"x".repeat(5000)).to_string(), format!("{}…", "x".repeat(80)));
    }

    #[test]
    fn a_port_is_no_scheme() {
        assert_eq!(split_scheme("example.org:5222"), None);
        assert_eq!(split_scheme("https://example.org"), Some(("https", "example.org")));
        assert_eq!(split_scheme("XMPP:a@b"), Some(("XMPP", "a@b")));
        assert_eq!(split_scheme("a@b/https://c"), None);
        assert_eq!(split_scheme("im:5222"), None);
    }
}
