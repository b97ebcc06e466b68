//! Cuts a text into armoured sections; decodes nothing.

use zeroize::Zeroizing;

use super::PemError;

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const DASHES: &[u8] = b"-----";

/// The longest label that is taken for one; the longest in use has 27 characters.
const LONGEST_LABEL: usize = 64;

/// Sections of one file. Debian's trust store has 144, the Web PKI some 10,000 intermediates.
const MOST_SECTIONS: usize = 10_000;

/// Headers of one section; those in use are two.
const MOST_HEADERS: usize = 32;

/// One section, cut out.
pub(super) struct Section {
    pub(super) label: String,
    pub(super) headers: Vec<(String, String)>,
    /// The section again, without any of the liberties that it may have been written with: markers, and
    /// the base64 between them on one line. Headers are left out: they are split already, and say
    /// nothing about the base64.
    pub(super) armour: Zeroizing<Vec<u8>>,
    pub(super) line: usize,
}

impl Section {
    /// The base64 alone.
    pub(super) fn base64(&self) -> Option<&[u8]> {
        let markers = |marker: &[u8]| marker.len() + self.label.len() + DASHES.len() + 1;
        let end = self.armour.len().checked_sub(markers(END) + 1)?;
        self.armour.get(markers(BEGIN)..end)
    }
}

/// Every section of the text, the bad ones as errors, in their order.
pub(super) fn sections(text: &[u8]) -> Vec<Result<Section, PemError>> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut lines = Lines { rest: text, number: 0 }.peekable();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        if line.text.starts_with(BEGIN) {
            if found.len() >= MOST_SECTIONS {
                found.push(Err(PemError::TooMany { most: MOST_SECTIONS, line: line.number }));
                break;
            }
            found.push(section(&line, &mut lines));
        }
    }
    found
}

/// A line without its ending and without the white space around it.
struct Line<'a> {
    number: usize,
    text: &'a [u8],
    /// Octets of the text behind it.
    behind: usize,
    /// White space stood before the text: RFC 1421 continues a header that way.
    indented: bool,
}

/// Splits at LF, CRLF and lone CR, counting from one.
struct Lines<'a> {
    rest: &'a [u8],
    number: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let end = self.rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let (text, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest.strip_prefix(b"\r\n").or(rest.get(1..)).unwrap_or_default();
        self.number += 1;
        let indented = text.first().is_some_and(u8::is_ascii_whitespace);
        Some(Line {
            number: self.number,
            text: text.trim_ascii(),
            behind: self.rest.len(),
            indented,
        })
    }
}

type Upcoming<'a> = std::iter::Peekable<Lines<'a>>;

fn section(begin: &Line<'_>, lines: &mut Upcoming<'_>) -> Result<Section, PemError> {
    let label = label(begin.text, BEGIN).ok_or(PemError::Armour { line: begin.number })?;
    let headers = headers(lines);
    let armour = body(&label, begin, lines)?;
    Ok(Section { label, headers, armour, line: begin.number })
}

/// What stands between the marker and the closing dashes, when that can be a label.
fn label(line: &[u8], marker: &[u8]) -> Option<String> {
    let label = line.strip_prefix(marker)?.strip_suffix(DASHES)?;
    let printable = label.iter().all(|byte| matches!(byte, b' '..=b'~'));
    if label.is_empty() || label.len() > LONGEST_LABEL || !printable {
        return None;
    }
    String::from_utf8(label.to_vec()).ok()
}

/// Takes the headers of RFC 1421 §4.6, which have a colon; base64 never has one.
fn headers(lines: &mut Upcoming<'_>) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    let is_blank = |line: &Line<'_>| line.text.is_empty();
    while lines.next_if(is_blank).is_some() {}
    while let Some(line) = lines.next_if(|line| continues(line, !headers.is_empty())) {
        if headers.len() >= MOST_HEADERS {
            continue;
        }
        let text = String::from_utf8_lossy(line.text);
        match (text.split_once(':'), headers.last_mut()) {
            (Some((name, value)), _) => headers.push((name.trim().into(), value.trim().into())),
            (None, Some((_, value))) => value.push_str(&text),
            (None, None) => {}
        }
    }
    headers
}

fn continues(line: &Line<'_>, after_a_header: bool) -> bool {
    let armour = line.text.starts_with(DASHES);
    let named = line.text.contains(&b':');
    !armour && (named || after_a_header && line.indented && !line.text.is_empty())
}

/// Collects the base64 up to the end marker, between markers.
///
/// A new begin marker ends the section too, and is left for the next one.
fn body(
    label: &str,
    begin: &Line<'_>,
    lines: &mut Upcoming<'_>,
) -> Result<Zeroizing<Vec<u8>>, PemError> {
    // no larger than it must be, for all of it is wiped in the end; and no secret may be left behind by growing
    let usual = if label == super::CERTIFICATE { 1024 } else { 4096 };
    let room = begin.behind.min(usual) + 2 * label.len() + 64;
    let mut armour = Zeroizing::new(Vec::with_capacity(room));
    put(&mut armour, &[BEGIN, label.as_bytes(), DASHES, b"\n"]);
    let begin = begin.number;
    let mut bad_line = None;
    while let Some(line) = lines.next_if(|line| !line.text.starts_with(BEGIN)) {
        if line.text.starts_with(END) {
            closes(label, begin, &line)?;
            return match bad_line {
                Some(at) => Err(PemError::Base64 { label: label.into(), line: begin, at }),
                None => {
                    put(&mut armour, &[b"\n", END, label.as_bytes(), DASHES, b"\n"]);
                    Ok(armour)
                }
            };
        }
        let kinds = line.text.iter().fold(0, |kinds, byte| kinds | KINDS[usize::from(*byte)]);
        if kinds & FOREIGN != 0 {
            bad_line = bad_line.or(Some(line.number));
        }
        match kinds & BLANK {
            0 => armour.extend_from_slice(line.text),
            _ => armour.extend(line.text.iter().filter(|byte| !byte.is_ascii_whitespace())),
        }
    }
    Err(PemError::Unterminated { label: label.into(), line: begin })
}

fn put(armour: &mut Vec<u8>, parts: &[&[u8]]) {
    parts.iter().for_each(|part| armour.extend_from_slice(part));
}

const BLANK: u8 = 1;
const FOREIGN: u8 = 2;

/// What each octet is within base64: [`BLANK`], [`FOREIGN`], or 0 where it belongs.
const KINDS: [u8; 256] = {
    let mut kinds = [FOREIGN; 256];
    let mut octet = 0;
    while octet < 256 {
        let byte = octet as u8;
        if byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=') {
            kinds[octet] = 0;
        } else if byte.is_ascii_whitespace() {
            kinds[octet] = BLANK;
        }
        octet += 1;
    }
    kinds
};

fn closes(opened: &str, begin: usize, end: &Line<'_>) -> Result<(), PemError> {
    let closed = label(end.text, END).ok_or(PemError::Armour { line: end.number })?;
    if closed == opened {
        return Ok(());
    }
    Err(PemError::Mismatched { label: opened.into(), line: begin, closed, at: end.number })
}
