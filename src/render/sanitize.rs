//! Text from elsewhere, made harmless for a terminal.

use std::fmt::Write;

/// The text with every control, formatting and bidirectional character written as `\u{..}`.
///
/// Line feeds and tabs count as controls here: a name must not break a line of the report.
pub fn sanitized(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    push_sanitized(&mut safe, text);
    safe
}

/// The same, put behind what is there.
pub(super) fn push_sanitized(safe: &mut String, text: &str) {
    // nearly all text is printable ASCII
    if text.bytes().all(|octet| matches!(octet, b' '..=b'~')) {
        return safe.push_str(text);
    }
    for c in text.chars() {
        push(safe, c);
    }
}

/// The same, but line feeds stay: for text of several lines that we composed ourselves around
/// names from elsewhere.
pub fn sanitized_lines(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' {
            safe.push(c);
        } else {
            push(&mut safe, c);
        }
    }
    safe
}

fn push(safe: &mut String, c: char) {
    if is_treacherous(c) {
        // writing to a String cannot fail
        let _ = write!(safe, "\\u{{{:x}}}", u32::from(c));
    } else {
        safe.push(c);
    }
}

/// Controls (C0, C1, DEL), and what moves, hides or reorders text: Unicode's bidirectional
/// embeddings, overrides and isolates (UAX #9), invisible separators, joiners outside words cannot
/// be told from hiding, variation selectors, tags, byte order marks.
pub(super) fn is_treacherous(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_overrides_are_shown_not_obeyed() {
        assert_eq!(
            sanitized("a\x1b[2Jb\u{202e}c\nd\u{9b}"),
            "a\\u{1b}[2Jb\\u{202e}c\\u{a}d\\u{9b}"
        );
        assert_eq!(sanitized("münchen.例え"), "münchen.例え");
        assert_eq!(sanitized_lines("a\nb\r"), "a\nb\\u{d}");
    }
}
