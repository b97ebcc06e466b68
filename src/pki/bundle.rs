//! A chain of certificates, and the key that belongs to it.

use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;

use super::key::{KeyAlgorithm, PrivateKey};
use super::link::Link;

/// Certificates in DER: the leaf, each issuer after what it signed, and at the end the root, if it is
/// at hand. That each has signed the one before was for others to find out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    leaf: Vec<u8>,
    issuers: Vec<Vec<u8>>,
    root: Option<Vec<u8>>,
    spki: Vec<u8>,
    subject: String,
    is_self_issued: bool,
}

/// A chain with the private key of its leaf, where there is one at hand.
#[derive(Clone, Debug)]
pub struct Bundle {
    key: Option<PrivateKey>,
    chain: Chain,
}

/// Why certificates are no chain, or a chain and a key no bundle.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// There is no certificate.
    #[error("there is no certificate")]
    Empty,
    /// A certificate that cannot be read.
    #[error("certificate {0} of the chain cannot be read")]
    Unreadable(usize),
    /// The key is that of another certificate.
    #[error("the private key ({algorithm}) is not that of the certificate of {subject}")]
    OtherKey {
        /// What the key is.
        algorithm: KeyAlgorithm,
        /// What a person would call the leaf.
        subject: String,
    },
}

impl Chain {
    /// The chain of these certificates, the leaf first. The last one is the root if it has issued itself
    /// and is not the leaf (RFC 5280 §6.1, self-issued).
    ///
    /// # Errors
    /// When there is none, or one cannot be read.
    pub fn new(certificates: Vec<Vec<u8>>) -> Result<Chain, BundleError> {
        let mut links = Vec::with_capacity(certificates.len());
        for (index, der) in certificates.iter().enumerate() {
            links.push(Link::from_der(der).map_err(|_| BundleError::Unreadable(index + 1))?);
        }
        let first = links.first().ok_or(BundleError::Empty)?;
        let ends_in_root = links.len() > 1 && links.last().is_some_and(Link::is_self_issued);
        let mut rest = certificates.into_iter();
        let leaf = rest.next().ok_or(BundleError::Empty)?;
        let mut issuers: Vec<Vec<u8>> = rest.collect();
        let root = if ends_in_root { issuers.pop() } else { None };
        let spki = spki(&leaf).ok_or(BundleError::Unreadable(1))?.to_vec();
        let subject = first.subject.short().to_owned();
        Ok(Chain { leaf, issuers, root, spki, subject, is_self_issued: first.is_self_issued() })
    }

    /// The certificate of the server.
    pub fn leaf(&self) -> &[u8] {
        &self.leaf
    }

    /// The certificates between leaf and root.
    pub fn issuers(&self) -> impl Iterator<Item = &[u8]> {
        self.issuers.iter().map(Vec::as_slice)
    }

    /// The root, where it is known.
    pub fn root(&self) -> Option<&[u8]> {
        self.root.as_deref()
    }

    /// Whether the leaf is its own root, so that nothing is above it.
    pub fn is_self_issued(&self) -> bool {
        self.is_self_issued
    }

    /// Whether the chain goes up to a root.
    pub fn reaches_root(&self) -> bool {
        self.root.is_some() || (self.is_self_issued && self.issuers.is_empty())
    }
}

impl Bundle {
    /// The key with the chain of its certificate.
    ///
    /// # Errors
    /// When the key is that of another certificate.
    pub fn new(key: PrivateKey, chain: Chain) -> Result<Bundle, BundleError> {
        if !key.matches_spki(&chain.spki) {
            let (algorithm, subject) = (key.algorithm(), chain.subject);
            return Err(BundleError::OtherKey { algorithm, subject });
        }
        Ok(Bundle { key: Some(key), chain })
    }

    /// A chain whose key is elsewhere.
    pub fn without_key(chain: Chain) -> Bundle {
        Bundle { key: None, chain }
    }

    /// The private key of the leaf.
    pub fn key(&self) -> Option<&PrivateKey> {
        self.key.as_ref()
    }

    /// The certificates.
    pub fn chain(&self) -> &Chain {
        &self.chain
    }
}

/// The public key of a certificate.
fn spki(der: &[u8]) -> Option<&[u8]> {
    let (_, certificate) = X509Certificate::from_der(der).ok()?;
    Some(certificate.tbs_certificate.subject_pki.raw)
}
