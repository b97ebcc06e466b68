//! The blocks of a file, as pkix cuts them. One bad block spoils the whole file.

use std::fmt;
use std::sync::Arc;

use super::keys::{Material, key_of};
use crate::pki::der::Reader;
use crate::pki::link::Link;
use crate::servers::loading::erlang::{BEGIN, Block, END, before_begin, lines};

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
                    unseen.push((line, what.to_owned()));
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

enum Thing {
    Certificate(Arc<Link>),
    Key(Material),
}

/// `public_key:pem_decode`, and pkix's `der_decode`.
fn decode(block: &Block<'_>, unseen: &mut Vec<(usize, String)>) -> Result<Option<Thing>, Why> {
    let label = block.label();
    if !block.is_key() && label != "CERTIFICATE" {
        unseen.extend(block.unknown().map(|why| (block.line, why)));
        return Ok(None);
    }
    if block.is_encrypted() {
        return Err(Why::Encrypted);
    }
    let der = block.der().ok_or(Why::Pem)?;
    if block.is_key() {
        return key_of(&label, &der).map(|key| Some(Thing::Key(key)));
    }
    // Erlang passes over what follows it
    let whole = Reader::new(&der).next().map_or(&der[..], |first| first.der);
    let link = Link::from_der(whole).map_err(|_| Why::Der)?;
    Ok(Some(Thing::Certificate(Arc::new(link))))
}
