//! PEM as OpenSSL reads it (`PEM_read_bio_ex`), which is less forgiving than we are: a marker has its line
//! to itself, and a block that is cut short swallows the next one up to its END line.
//!
//! OpenSSL 3.0.22 and 3.6.5 were run and agree.

use zeroize::Zeroizing;

use crate::pki::pem::{self, Block};

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const DASHES: &[u8] = b"-----";
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What it reads at once: a buffer of 255 octets with a zero at its end.
const CHUNK: usize = 254;
/// A line behind a blank one has no more, and only the last may have less.
const LINE: usize = 64;

/// What a block is read to be.
pub(super) struct Section {
    /// What stands behind `BEGIN`.
    pub(super) label: String,
    /// The line of the BEGIN marker, counted from 1.
    pub(super) line: usize,
    /// The block, or what is wrong with it.
    pub(super) block: Result<Block, &'static str>,
}

/// The blocks of a text, in order. Behind a broken one the search goes on where its reading ended.
pub(super) fn sections(text: &[u8]) -> impl Iterator<Item = Section> {
    let mut lines = Lines { rest: text, number: 0, whole: true };
    // RFC 7468 knows no byte order mark; OpenSSL 3 strips one from the first line that it looks at
    std::iter::from_fn(move || {
        let mut first = true;
        loop {
            let line = lines.next()?;
            let marker = if first { unmarked(line.text) } else { line.text };
            first = false;
            if let Some(label) = between(trimmed(marker), BEGIN) {
                let label = String::from_utf8_lossy(label).into_owned();
                let block = body(&label, &mut lines);
                return Some(Section { label, line: line.number, block });
            }
        }
    })
}

/// A line, or as much of one as is read at once.
struct Line<'a> {
    text: &'a [u8],
    number: usize,
    /// Whether the one before ended with its line.
    begins: bool,
}

struct Lines<'a> {
    rest: &'a [u8],
    number: usize,
    whole: bool,
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let window = self.rest.get(..CHUNK).unwrap_or(self.rest);
        let ends = window.iter().position(|octet| *octet == b'\n');
        let (text, rest) = self.rest.split_at(ends.map_or(window.len(), |end| end + 1));
        let begins = self.whole;
        self.number += usize::from(begins);
        (self.rest, self.whole) = (rest, ends.is_some());
        Some(Line { text, number: self.number, begins })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// No blank line has been met: this may be a header or the base64.
    Unknown,
    Header,
    Base64,
}

/// Reads up to the END marker.
fn body(label: &str, lines: &mut Lines<'_>) -> Result<Block, &'static str> {
    const BAD_END: &str = "it has no END line of its own (bad end line)";
    let mut part = Part::Unknown;
    let mut header = Vec::new();
    // one allocation, so that no copy of a key stays behind
    let mut base64 = Zeroizing::new(Vec::with_capacity(lines.rest.len().min(8192)));
    let mut last = false;
    loop {
        let line = lines.next().ok_or(BAD_END)?;
        if part == Part::Unknown && line.text.contains(&b':') {
            part = Part::Header;
        }
        let text = trimmed(line.text);
        if text.is_empty() {
            if line.begins && part == Part::Base64 {
                return Err("there is a blank line in it (bad end line)");
            }
            if line.begins {
                if part == Part::Unknown && !base64.is_empty() {
                    // what it had taken for base64 is a header now, and no header that it knows
                    return Err("there is a blank line in it (not proc type)");
                }
                part = Part::Base64;
            }
            continue;
        }
        if let Some(end) = text.strip_prefix(END) {
            let own = end.strip_suffix(DASHES).is_some_and(|end| end == label.as_bytes());
            return if own { decode(label, &header, &base64) } else { Err(BAD_END) };
        }
        if last {
            return Err("a line of it is shorter than the others (bad end line)");
        }
        match part {
            Part::Header => push(&mut header, text),
            Part::Unknown | Part::Base64 => push(&mut base64, text),
        }
        if part == Part::Base64 {
            if text.len() > LINE {
                return Err("a line of it has more than 64 characters");
            }
            last = text.len() < LINE;
        }
    }
}

fn push(to: &mut Vec<u8>, line: &[u8]) {
    to.extend_from_slice(line);
    to.push(b'\n');
}

/// Puts the block together again as everybody writes it, and has it decoded.
fn decode(label: &str, header: &[u8], base64: &[u8]) -> Result<Block, &'static str> {
    const NO_TYPE: &str = "its headers have no Proc-Type (not proc type)";
    if !header.is_empty() && !header.starts_with(b"Proc-Type:") {
        return Err(NO_TYPE);
    }
    // a dash ends base64, whatever follows (EVP_DecodeUpdate)
    let dash = base64.iter().position(|octet| *octet == b'-').unwrap_or(base64.len());
    let base64 = base64.get(..dash).unwrap_or_default();
    if base64.iter().all(u8::is_ascii_whitespace) {
        return Err("it is empty");
    }
    // the label is not what is judged here
    let usual = label.len() <= 40 && label.bytes().all(|octet| matches!(octet, b' '..=b'~'));
    let label = if usual && !label.is_empty() { label } else { "X" };
    let mut text = Zeroizing::new(Vec::with_capacity(base64.len() + header.len() + 128));
    let begin = format!("-----BEGIN {label}-----\n");
    let end = format!("\n-----END {label}-----\n");
    for part in [begin.as_bytes(), header, b"\n", base64, end.as_bytes()] {
        text.extend_from_slice(part);
    }
    let block = pem::blocks(&text).pop();
    block.and_then(Result::ok).ok_or("its base64 is damaged (bad base64 decode)")
}

/// What stands between a marker and the dashes at its end.
fn between<'a>(line: &'a [u8], marker: &[u8]) -> Option<&'a [u8]> {
    line.strip_prefix(marker)?.strip_suffix(DASHES)
}

fn unmarked(line: &[u8]) -> &[u8] {
    line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line)
}

/// Without what counts as white space at the end: every octet that is no larger than a blank, as a signed
/// number, so those above 127 too.
fn trimmed(line: &[u8]) -> &[u8] {
    let seen = |octet: &u8| matches!(octet, 0x21..=0x7f);
    let end = line.iter().rposition(seen).map_or(0, |last| last + 1);
    line.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "paWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWl";

    fn read(text: &str) -> Vec<(String, Result<usize, &'static str>)> {
        let section = |s: Section| (s.label, s.block.map(|block| block.der.len()));
        sections(text.as_bytes()).map(section).collect()
    }

    fn block(body: &str) -> String {
        format!("-----BEGIN X-----\n{body}\n-----END X-----\n")
    }

    #[test]
    fn what_openssl_reads_is_read() {
        let good = block(BODY);
        let read_as_one = [
            good.clone(),
            good.replace('\n', "\r\n"),
            format!("\u{feff}{good}"),
            format!("prose: of any kind\n\n{good}"),
            good.replace("-----\n", "-----  \u{a0}\n"),
            block(&format!("\n{BODY}")),
            block(&BODY.replace("pa", " p\na ")),
            good.trim_end().to_owned(),
            format!("x{good}{good}"),
        ];
        for text in read_as_one {
            assert_eq!(read(&text), [("X".to_owned(), Ok(48))], "{text:?}");
        }
        assert_eq!(read(&block(&BODY.repeat(9)))[0].1, Ok(432), "one long line");
    }

    #[test]
    fn what_openssl_refuses_is_broken() {
        let good = block(BODY);
        let broken = [
            block(&format!("{BODY}\n\n{BODY}")),
            block(&format!("\n{BODY}\n\n{BODY}")),
            block(&format!("\n{}", BODY.repeat(2))),
            block(&format!("\npaWl\n{BODY}")),
            block("pa!l"),
            block("paWl="),
            block(""),
            block("A: b\n\npaWl"),
            good.replace("END X", "END Y"),
            good.replace("END X-----", "END X-----z"),
            "-----BEGIN X-----".to_owned(),
        ];
        for text in broken {
            assert!(matches!(&read(&text)[..], [(_, Err(_))]), "{text:?}");
        }
        for text in ["", " -----BEGIN X-----\n", "-----BEGIN X----\n", "\r-----BEGIN X-----\n"] {
            assert_eq!(read(text), [], "{text:?}");
        }
        assert_eq!(read(&block(&BODY.repeat(9)).replace('\n', "\r")), []);
    }

    #[test]
    fn a_block_without_end_swallows_the_next() {
        let (good, cut) = (block(BODY), format!("-----BEGIN X-----\n{BODY}\n"));
        // a marker in the middle ends the base64 and no more
        assert_eq!(
            read(&format!("{cut}{good}{good}")),
            [("X".into(), Ok(48)), ("X".into(), Ok(48))]
        );
        let key = good.replace(" X-", " KEY-");
        let found = read(&format!("{cut}{key}{good}"));
        assert!(matches!(&found[..], [(_, Err(_)), (_, Ok(48))]), "{found:?}");
    }

    #[test]
    fn lines_are_counted_as_people_do() {
        let text = format!("{}\n{}", "x".repeat(600), block(BODY));
        assert_eq!(sections(text.as_bytes()).next().unwrap().line, 2);
    }
}
