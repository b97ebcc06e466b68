//! The blocks of a file, as pkix cuts and Erlang's `public_key` decodes them.
//!
//! They are no such readers as `pki::pem` is: a byte order mark or a blank before `BEGIN` hides a block, any
//! octet that is not base64 is skipped, and one bad block spoils the whole file.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::keys::{Material, key_of};
use crate::pki::der::Reader;
use crate::pki::link::Link;
use crate::pki::pem;

/// What pkix takes out of a file.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// The certificates, each with its line.
    pub(super) certificates: Vec<(Arc<Link>, usize)>,
    /// The private keys, each with its line.
    pub(super) keys: Vec<(Material, usize)>,
    /// Blocks that it does not see, each with its line and why.
    pub(super) unseen: Vec<(usize, String)>,
}

/// Why pkix takes nothing out of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bad {
    pub(super) line: usize,
    pub(super) why: Why,
}

/// The reasons that `pkix:format_error` has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    Empty,
    UnexpectedEof,
    Nested,
    Pem,
    Der,
    Encrypted,
    KeyAlgorithm,
    KeyType,
}

/// As it stands in ejabberd's log.
impl fmt::Display for Bad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self.why {
            Why::Empty => return f.write_str("no PEM encoded certificate or private key found"),
            Why::UnexpectedEof => "unexpected end of file",
            Why::Nested => "nested PEM entry",
            Why::Pem => "failed to decode from PEM format",
            Why::Der => "failed to decode from DER format",
            Why::Encrypted => "encrypted certificate",
            Why::KeyAlgorithm => "unknown private key algorithm",
            Why::KeyType => "private key is of unknown type",
        };
        write!(f, "at line {}: {why}", self.line)
    }
}

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";

/// Reads a file.
///
/// # Errors
/// With the first thing that pkix stumbles over.
pub(super) fn read(octets: &[u8]) -> Result<Contents, Bad> {
    let mut contents = Contents::default();
    for block in cut(octets, &mut contents.unseen)? {
        let line = block.line;
        let thing = decode(&block, &mut contents.unseen).map_err(|why| Bad { line, why })?;
        match thing {
            Some(Thing::Certificate(link)) => contents.certificates.push((link, line)),
            Some(Thing::Key(key)) => contents.keys.push((key, line)),
            None => {}
        }
    }
    match contents.certificates.is_empty() && contents.keys.is_empty() {
        true => Err(Bad { line: 1, why: Why::Empty }),
        false => Ok(contents),
    }
}

/// A block: its first line, and those up to its end.
struct Block<'a> {
    line: usize,
    begin: &'a [u8],
    lines: Vec<&'a [u8]>,
}

fn cut<'a>(octets: &'a [u8], unseen: &mut Vec<(usize, String)>) -> Result<Vec<Block<'a>>, Bad> {
    let mut blocks = Vec::new();
    let mut open: Option<Block<'a>> = None;
    for (index, text) in lines(octets).enumerate() {
        let line = index + 1;
        let begins = text.starts_with(BEGIN);
        open = match open {
            Some(block) if text.starts_with(END) => {
                blocks.push(block);
                None
            }
            Some(_) if begins => return Err(Bad { line, why: Why::Nested }),
            Some(mut block) => {
                block.lines.push(text);
                Some(block)
            }
            None if begins => Some(Block { line, begin: text, lines: Vec::new() }),
            None => {
                if let Some(what) = before_begin(text) {
                    unseen.push((line, format!("{what} before its BEGIN hides it")));
                }
                None
            }
        };
    }
    match open {
        Some(block) => Err(Bad { line: block.line, why: Why::UnexpectedEof }),
        None => Ok(blocks),
    }
}

/// Splits at LF, CRLF and lone CR.
fn lines(octets: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(octets);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.iter().position(|octet| matches!(octet, b'\n' | b'\r'));
        let (line, after) = text.split_at(end.unwrap_or(text.len()));
        rest = after.strip_prefix(b"\r\n").or(after.get(1..));
        Some(line)
    })
}

/// What stands before a BEGIN that pkix does not see.
fn before_begin(line: &[u8]) -> Option<&'static str> {
    let place = line.windows(BEGIN.len()).position(|window| window == BEGIN)?;
    match line.get(..place)? {
        [0xef, 0xbb, 0xbf] => Some("a byte order mark"),
        before if before.iter().all(u8::is_ascii_whitespace) => Some("white space"),
        _ => Some("text on the line"),
    }
}

enum Thing {
    Certificate(Arc<Link>),
    Key(Material),
}

/// `public_key:pem_decode`, and pkix's `der_decode`.
fn decode(block: &Block<'_>, unseen: &mut Vec<(usize, String)>) -> Result<Option<Thing>, Why> {
    let marker = block.begin.trim_ascii_end();
    let label = marker.strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(b"-----"));
    let label = String::from_utf8_lossy(label.unwrap_or_default()).into_owned();
    let is_key = ["RSA PRIVATE KEY", "DSA PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY"]
        .contains(&label.as_str());
    if !(is_key || ["CERTIFICATE", "ENCRYPTED PRIVATE KEY"].contains(&label.as_str())) {
        if matches!(&*label, "TRUSTED CERTIFICATE" | "X509 CERTIFICATE" | "OPENSSH PRIVATE KEY") {
            unseen.push((block.line, format!("it does not look at blocks called {label}")));
        }
        return Ok(None);
    }
    if block.lines.first().is_some_and(|line| line.starts_with(b"Proc-Type: 4,ENCRYPTED")) {
        return Err(Why::Encrypted);
    }
    let der = base64(&block.lines).ok_or(Why::Pem)?;
    match label.as_str() {
        "CERTIFICATE" => {
            // Erlang passes over what follows it
            let whole = Reader::new(&der).next().map_or(&der[..], |first| first.der);
            let link = Link::from_der(whole).map_err(|_| Why::Der)?;
            Ok(Some(Thing::Certificate(Arc::new(link))))
        }
        "ENCRYPTED PRIVATE KEY" => Err(Why::Encrypted),
        label => key_of(label, &der).map(|key| Some(Thing::Key(key))),
    }
}

/// `base64:mime_decode`, which skips what is not base64.
fn base64(lines: &[&[u8]]) -> Option<Zeroizing<Vec<u8>>> {
    let known = |octet: &u8| octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'/' | b'=');
    let kept: Zeroizing<Vec<u8>> =
        Zeroizing::new(lines.iter().flat_map(|line| line.iter().copied()).filter(known).collect());
    if kept.is_empty() {
        return Some(Zeroizing::default());
    }
    const ARMOUR: [&[u8]; 2] = [b"-----BEGIN CERTIFICATE-----\n", b"\n-----END CERTIFICATE-----\n"];
    let text = Zeroizing::new([ARMOUR[0], &kept, ARMOUR[1]].concat());
    pem::blocks(&text).into_iter().next()?.ok().map(|block| block.der)
}
