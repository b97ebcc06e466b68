//! PEM, the text armour of RFC 7468, with the headers of RFC 1421 that old keys have.
//!
//! Reading is lenient about everything around and between the base64 – prose, `Bag Attributes`,
//! a byte order mark, any line ending, stray white space – and exact about the base64 itself. One
//! bad block never hides the others.
//!
//! The standard sections are decoded by `rustls-pemfile`, whose base64 works on private keys in
//! constant time. It is named in this file alone. All other sections go through the `pem` crate; of
//! those the private ones are encrypted, or of kinds that we only name and never use. Certificates,
//! which are no secret, are decoded by table where their base64 is canonical.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

mod base64;
mod scan;
#[cfg(test)]
mod tests;

use scan::Section;

/// The label of certificates.
const CERTIFICATE: &str = "CERTIFICATE";

/// One armoured block, decoded.
pub struct Block {
    /// What stands after `BEGIN`, such as `CERTIFICATE`.
    pub label: String,
    /// The headers of RFC 1421, such as `DEK-Info`, in their order.
    pub headers: Vec<(String, String)>,
    /// The bytes that the base64 stood for.
    pub der: Zeroizing<Vec<u8>>,
    /// The line of the `BEGIN` marker, counted from one.
    pub line: usize,
}

impl Block {
    /// The value of the first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Block");
        shown.field("label", &self.label).field("headers", &self.headers).field("line", &self.line);
        if self.label.contains("PRIVATE") {
            return shown.finish_non_exhaustive();
        }
        shown.field("der", &*self.der).finish()
    }
}

/// What is wrong with one block.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PemError {
    /// A `BEGIN` or `END` line without its closing dashes or without a usable label.
    #[error("the PEM marker on line {line} is malformed")]
    Armour {
        /// Where the marker stands.
        line: usize,
    },
    /// The text, or the next block, came before the `END` line.
    #[error("the {label} block that begins on line {line} has no end")]
    Unterminated {
        /// The label of the block.
        label: String,
        /// Where it begins.
        line: usize,
    },
    /// The `END` line names another label than the `BEGIN` line.
    #[error("the {label} block that begins on line {line} is closed as {closed} on line {at}")]
    Mismatched {
        /// The label of the block.
        label: String,
        /// Where it begins.
        line: usize,
        /// The label of its `END` line.
        closed: String,
        /// Where that stands.
        at: usize,
    },
    /// A character that base64 does not have.
    #[error(
        "the {label} block that begins on line {line} has a character on line {at} that is not base64"
    )]
    Base64 {
        /// The label of the block.
        label: String,
        /// Where it begins.
        line: usize,
        /// Where the character stands.
        at: usize,
    },
    /// More blocks than any file has.
    #[error("the {most} PEM blocks before line {line} are all that is read of a file")]
    TooMany {
        /// The most that is read.
        most: usize,
        /// Where the first one begins that is not read.
        line: usize,
    },
    /// Base64 that was cut short or is padded wrongly.
    #[error("the base64 of the {label} block that begins on line {line} is incomplete")]
    Incomplete {
        /// The label of the block.
        label: String,
        /// Where it begins.
        line: usize,
    },
}

impl PemError {
    /// The label of the block, when the block got far enough to have one.
    pub fn label(&self) -> Option<&str> {
        match self {
            Self::Armour { .. } | Self::TooMany { .. } => None,
            Self::Unterminated { label, .. }
            | Self::Mismatched { label, .. }
            | Self::Base64 { label, .. }
            | Self::Incomplete { label, .. } => Some(label),
        }
    }
}

/// Every block of a text, in order; a block that cannot be read is an error in its place. Behind 10,000
/// of them stands an error instead of the rest.
pub fn blocks(text: &[u8]) -> Vec<Result<Block, PemError>> {
    scan::sections(text).into_iter().map(|section| section.and_then(decode)).collect()
}

/// Armours bytes: 64 columns, LF line endings (RFC 7468 §2).
pub fn encode(label: &str, der: &[u8]) -> Zeroizing<String> {
    let armoured = pem::Pem::new(label, der);
    let config = pem::EncodeConfig::new().set_line_ending(pem::LineEnding::LF);
    let text = Zeroizing::new(pem::encode_config(&armoured, config));
    armoured.into_contents().zeroize();
    text
}

fn decode(section: Section) -> Result<Block, PemError> {
    let decoded = match section.headers.is_empty() {
        true => certificate(&section).or_else(|| standard(&section)),
        false => other(&section),
    };
    let Section { label, headers, line, .. } = section;
    match decoded {
        Some(der) => Ok(Block { label, headers, der, line }),
        None => Err(PemError::Incomplete { label, line }),
    }
}

/// A certificate whose base64 is as it should be, since they come by the thousand.
fn certificate(section: &Section) -> Option<Zeroizing<Vec<u8>>> {
    if section.label != CERTIFICATE {
        return None;
    }
    base64::decoded(section.base64()?).map(Zeroizing::new)
}

/// The sections that `rustls-pemfile` knows; it passes over all others.
fn standard(section: &Section) -> Option<Zeroizing<Vec<u8>>> {
    use rustls_pemfile::Item;

    let Some((item, _)) = rustls_pemfile::read_one_from_slice(&section.armour).ok()? else {
        return other(section);
    };
    let der = match item {
        Item::X509Certificate(der) => der.to_vec(),
        Item::SubjectPublicKeyInfo(der) => der.to_vec(),
        Item::Crl(der) => der.to_vec(),
        Item::Csr(der) => der.to_vec(),
        Item::Pkcs1Key(mut key) => secret(&mut key, |key| key.secret_pkcs1_der()),
        Item::Pkcs8Key(mut key) => secret(&mut key, |key| key.secret_pkcs8_der()),
        Item::Sec1Key(mut key) => secret(&mut key, |key| key.secret_sec1_der()),
        _ => return other(section),
    };
    Some(Zeroizing::new(der))
}

/// Copies a key out and wipes where it was.
fn secret<K: Zeroize>(key: &mut K, bytes: impl Fn(&K) -> &[u8]) -> Vec<u8> {
    let der = bytes(key).to_vec();
    key.zeroize();
    der
}

fn other(section: &Section) -> Option<Zeroizing<Vec<u8>>> {
    let parsed = pem::parse(section.armour.as_slice()).ok()?;
    Some(Zeroizing::new(parsed.into_contents()))
}
