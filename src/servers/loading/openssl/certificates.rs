//! The certificates of a file (`SSL_CTX_use_certificate_chain_file`).

use std::fmt;
use std::sync::Arc;

use super::armour::{Section, sections};
use crate::pki::certificate::{Certificate, Doubt, Reading};
use crate::pki::link::Link;
use crate::pki::signature::{Curve, KeyKind};

/// What was loaded.
#[derive(Clone, Debug)]
pub(in crate::servers::loading) struct Chain {
    /// The certificates in the order of the file; the first is the leaf.
    pub(in crate::servers::loading) links: Vec<Arc<Link>>,
    /// Their subjectPublicKeyInfos.
    pub(super) spkis: Vec<Vec<u8>>,
}

/// Why nothing was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::servers::loading) enum Unloaded {
    /// There is no block that it takes for a certificate.
    Absent,
    /// A block is broken, of whatever kind it is.
    Broken {
        /// What it is called.
        label: String,
        /// Where it begins.
        line: usize,
        /// What is wrong with it.
        why: String,
        /// Whether it is the armour, and not what stands in it.
        armour: bool,
    },
    /// The key of a certificate is smaller than security level 2 allows.
    Small {
        /// Where the certificate begins.
        line: usize,
        /// Its key.
        key: String,
        /// As OpenSSL says it.
        says: &'static str,
    },
    /// A certificate is signed with a hash that security level 2 does not allow.
    Weak {
        /// Where the certificate begins.
        line: usize,
    },
}

impl fmt::Display for Unloaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unloaded::Absent => f.write_str("it has no PEM block of a certificate (no start line)"),
            Unloaded::Broken { label, line, why, .. } => {
                write!(f, "the {label} block that begins on line {line} cannot be read: {why}")
            }
            Unloaded::Small { line, key, says } => write!(
                f,
                "the certificate on line {line} has a key of {key}, too small for security level 2 ({says})"
            ),
            Unloaded::Weak { line } => write!(
                f,
                "the certificate on line {line} is signed with SHA-1 or older, too weak for security level 2 of \
                 OpenSSL 3.0 (ca md too weak), though not for OpenSSL 3.6"
            ),
        }
    }
}

/// Loads the certificates of a file, as OpenSSL 3 does.
///
/// The first may be a `TRUSTED CERTIFICATE` (`PEM_read_bio_X509_AUX`), later ones not. A broken block of any
/// kind, before or behind the certificates, spoils all of it, since each has to be read to know what it is.
///
/// # Errors
/// What it stumbled over.
pub(in crate::servers::loading) fn certificates(octets: &[u8]) -> Result<Chain, Unloaded> {
    match certificates_and_fault(octets)? {
        (chain, None) => Ok(chain),
        (_, Some(fault)) => Err(fault),
    }
}

/// The same for programs that go on with what had been loaded when something went wrong, the first certificate
/// at least; and what that was.
///
/// # Errors
/// What it stumbled over before the first certificate.
pub(in crate::servers::loading) fn certificates_and_fault(
    octets: &[u8],
) -> Result<(Chain, Option<Unloaded>), Unloaded> {
    let mut chain = Chain { links: Vec::new(), spkis: Vec::new() };
    // a line that begins with a zero ends the file for a function that returns C strings
    let octets = if octets.first() == Some(&0) { &[] } else { octets };
    for section in sections(octets) {
        let first = chain.links.is_empty();
        match load(&section, first) {
            Ok(None) => {}
            Ok(Some((link, spki))) => {
                chain.links.push(link);
                chain.spkis.push(spki);
            }
            Err(fault) if first => return Err(fault),
            Err(fault) => return Ok((chain, Some(fault))),
        }
    }
    if chain.links.is_empty() { Err(Unloaded::Absent) } else { Ok((chain, None)) }
}

/// A certificate with its subjectPublicKeyInfo.
type Loaded = (Arc<Link>, Vec<u8>);

fn load(section: &Section, first: bool) -> Result<Option<Loaded>, Unloaded> {
    let Some(certificate) = certificate(section, first)? else { return Ok(None) };
    let link = certificate.link.ok_or_else(|| section.broken(NO_CERTIFICATE))?;
    level(&link, first, section.line)?;
    Ok(Some((link, certificate.holder.key.spki)))
}

const NO_CERTIFICATE: &str = "it is no certificate (ASN1 lib)";

/// The certificate in a block, where it is one.
fn certificate(section: &Section, first: bool) -> Result<Option<Certificate>, Unloaded> {
    let block = section.block.as_ref().map_err(|why| section.broken(why))?;
    let wanted = match section.label.as_str() {
        "CERTIFICATE" | "X509 CERTIFICATE" => true,
        "TRUSTED CERTIFICATE" => first,
        _ => false,
    };
    if !wanted {
        return Ok(None);
    }
    if !block.headers.is_empty() {
        return Err(section.broken("it is encrypted"));
    }
    let reading = Reading { doubt: Doubt::Waived, link: true };
    let certificate = Certificate::read(&block.der, reading);
    let certificate = certificate.map_err(|_| section.broken(NO_CERTIFICATE))?;
    // d2i_X509_AUX: what stands behind the first has to be a SEQUENCE of trust settings
    match block.der.get(certificate.der.len()) {
        Some(tag) if first && *tag != 0x30 => {
            Err(section.broken("octets stand behind the certificate (ASN1 lib)"))
        }
        _ => Ok(Some(certificate)),
    }
}

impl Section {
    fn broken(&self, why: &str) -> Unloaded {
        let armour = self.block.is_err();
        Unloaded::Broken { label: self.label.clone(), line: self.line, why: why.to_owned(), armour }
    }
}

/// Security level 2 wants 112 bits of strength; Debian's OpenSSL has it from 1.1.1 on, OpenSSL's own from
/// 3.2 on (SSL_CTX_set_security_level(3)).
fn level(link: &Link, first: bool, line: usize) -> Result<(), Unloaded> {
    let small = match link.key.kind() {
        KeyKind::Rsa { bits, .. } | KeyKind::RsaPss { bits } => *bits < 2048,
        KeyKind::Ec(Curve::Other(name)) => name == "P-192",
        KeyKind::Ec(_) | KeyKind::Ed25519 | KeyKind::Other(_) => false,
    };
    let says = if first { "ee key too small" } else { "ca key too small" };
    if small {
        return Err(Unloaded::Small { line, key: link.key.to_string(), says });
    }
    // nobody checks the signature of a root (ssl_security_cert_sig); 3.6.5 looked at none of them
    if link.scheme.is_weak() && !link.is_self_issued() {
        return Err(Unloaded::Weak { line });
    }
    Ok(())
}
