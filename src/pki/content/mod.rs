//! What is in a file, recognised by content: certificates, requests, keys, CRLs, bags and stores.
//!
//! Nothing here fails: what cannot be read is a [`Thing`] too, with the reason.

mod binary;
mod text;

use super::certificate::{Certificate, PublicKey, Request};
use super::crl::Crl;
use super::key::{EncryptedKey, Foreign, PrivateKey};
use super::keystore::{Keystore, StoreError, StoreFormat};
use super::link::Link;
use super::parameters::Parameters;
use super::pem::{Block, PemError, blocks};

/// One thing found, and where.
#[derive(Debug)]
pub struct Piece {
    /// Where in the file.
    pub place: Place,
    /// What it is.
    pub thing: Thing,
    /// Octets that stand behind it in the same block or file, and belong to nothing.
    pub trailing: usize,
}

/// Where in a file a thing stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is all of the file.
    Whole,
    /// A PEM block that begins on this line, counted from 1.
    Line(usize),
    /// A member of a PKCS#7 bag, counted from 1.
    Member(usize),
    /// An entry of a keystore by its alias, or by its number where it has none.
    Entry(String),
}

/// What was found.
#[derive(Debug)]
pub enum Thing {
    /// A certificate.
    Certificate(Box<Certificate>),
    /// A certification request.
    Request(Box<Request>),
    /// A CRL.
    Crl(Box<Crl>),
    /// A private key, and the name of its format.
    PrivateKey(Box<PrivateKey>, &'static str),
    /// An encrypted private key; opened when the passphrase fits, else why not.
    EncryptedKey(Box<EncryptedKey>, Result<Box<PrivateKey>, Locked>),
    /// A key that is recognised and cannot be used.
    ForeignKey(Foreign),
    /// A public key.
    PublicKey(Box<PublicKey>),
    /// A bag of certificates and CRLs (PKCS#7); its members follow as pieces of their own.
    Bag {
        /// How many certificates.
        certificates: usize,
        /// How many CRLs.
        crls: usize,
    },
    /// A keystore; its certificates follow as pieces of their own.
    Store(Box<Keystore>),
    /// A keystore that could not be opened.
    ClosedStore(StoreFormat, StoreError),
    /// The parameters of keys, such as a curve.
    Parameters(Parameters),
    /// Something of a known kind that cannot be read, or of no known kind.
    Unreadable(Unreadable),
}

/// Why an encrypted key stays closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locked {
    /// No passphrase was given.
    NoPassphrase,
    /// The one given does not fit.
    WrongPassphrase,
    /// What came out is no key.
    Broken,
}

/// Something that could not be read.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// What it looks like.
    pub looks_like: String,
    /// Why it is not that.
    pub why: String,
    /// Its octets, for the tolerant reader.
    pub der: Vec<u8>,
}

/// Everything in these octets, in order. Encrypted things are opened with `passphrase`; stores are
/// also tried without any.
pub fn pieces(octets: &[u8], passphrase: Option<&str>) -> Vec<Piece> {
    read(octets, How { passphrase, links: false })
}

/// The same for path validation: each certificate with its [`Certificate::link`], read at once.
pub fn linked_pieces(octets: &[u8], passphrase: Option<&str>) -> Vec<Piece> {
    read(octets, How { passphrase, links: true })
}

/// The certificates of a file that holds nothing but sound ones in PEM, for path validation alone: what
/// else there is to see in them is not read. `None` for every other file, which [`linked_pieces`] reads.
pub fn links_alone(octets: &[u8]) -> Option<Vec<Link>> {
    if super::keystore::sniff(octets).is_some() || binary::is_known(octets) {
        return None;
    }
    let link = |block: Result<Block, PemError>| {
        let block = block.ok().filter(|block| block.label == "CERTIFICATE")?;
        Link::from_der(&block.der).ok()
    };
    let links: Vec<Link> = blocks(octets).into_iter().map(link).collect::<Option<_>>()?;
    (!links.is_empty()).then_some(links)
}

/// What a stranger publishes as certificates (RFC 5280 §4.2.2.1), as [`linked_pieces`] has it. A keystore
/// stays closed: who wrote it decides how long it takes to open.
pub fn published_pieces(octets: &[u8]) -> Vec<Piece> {
    match super::keystore::sniff(octets) {
        Some(_) => Vec::new(),
        None => linked_pieces(octets, None),
    }
}

/// How things are read.
#[derive(Clone, Copy)]
struct How<'a> {
    passphrase: Option<&'a str>,
    /// Whether certificates have links.
    links: bool,
}

fn read(octets: &[u8], how: How<'_>) -> Vec<Piece> {
    if let Some(format) = super::keystore::sniff(octets) {
        return binary::store(octets, format, how, Place::Whole);
    }
    if binary::is_known(octets) {
        return binary::pieces(octets, how, Place::Whole);
    }
    let pieces = text::pieces(octets, how);
    if pieces.is_empty() { binary::pieces(octets, how, Place::Whole) } else { pieces }
}

impl Thing {
    fn unreadable(looks_like: &str, why: impl ToString, der: &[u8]) -> Thing {
        // a report shows the beginning; nobody reads more of what cannot be read
        const KEPT: usize = 1 << 20;
        let der = der[..der.len().min(KEPT)].to_vec();
        Thing::Unreadable(Unreadable {
            looks_like: looks_like.to_owned(),
            why: why.to_string(),
            der,
        })
    }
}
