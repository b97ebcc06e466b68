//! What several loaders have in common: certificates with their links, and words about files.

use std::sync::Arc;

use super::{Fate, FileFate, Found, Served};
use crate::name::{Domain, Identity};
use crate::pki::certificate::{Certificate, Doubt, Reading};
use crate::pki::key::PrivateKey;
use crate::pki::link::Link;
use crate::report::Finding;

/// A certificate with its link; none where one of the two readers cannot read it.
pub(super) fn certificate(der: &[u8]) -> Option<Certificate> {
    let read = Certificate::read(der, Reading { doubt: Doubt::Waived, link: true }).ok()?;
    (read.link.is_some() && read.der.len() == der.len()).then_some(read)
}

/// The links of a chain.
pub(super) fn links(chain: &[Certificate]) -> Vec<Arc<Link>> {
    chain.iter().filter_map(|certificate| certificate.link.clone()).collect()
}

/// The entries of the subjectAltName in their order, then the commonNames.
pub(super) fn names(certificate: &Certificate) -> Vec<Identity> {
    let alternative = certificate.holder.extensions.names.iter().map(Identity::from);
    let common = certificate.link.iter().flat_map(|link| link.subject.common_names());
    alternative.chain(common.map(Identity::CommonName)).collect()
}

/// Whether the key is that of the certificate.
pub(super) fn fits(key: &PrivateKey, certificate: &Certificate) -> bool {
    key.matches_spki(&certificate.holder.key.spki)
}

/// What a person calls a certificate: the commonName of its subject, else all of the subject.
pub(super) fn called(certificate: &Certificate) -> &str {
    certificate.holder.subject.short()
}

/// What becomes of a file.
pub(super) fn fate(found: &Found<'_>, fate: Fate, why: impl Into<String>) -> FileFate {
    FileFate { path: found.path.clone(), fate, why: why.into() }
}

/// What becomes of a file that is not loaded, and what there is to say of it.
pub(super) type Told = Box<(FileFate, Finding)>;

/// The octets of a file; else what becomes of it and what there is to say, where the server cannot
/// read it.
pub(super) fn octets<'a>(found: &Found<'a>) -> Result<&'a [u8], Told> {
    found.octets.as_ref().map(|octets| *octets).map_err(|barred| {
        let why =
            format!("the user {} cannot read it: {} has {}", barred.user, barred.at, barred.how);
        let told = format!(
            "{} cannot read {}: {} has {}.",
            barred.user, found.path, barred.at, barred.how
        );
        let finding = Finding::new(&super::codes::FILES_UNREADABLE, &found.path, told);
        Box::new((fate(found, Fate::Refused, why), finding))
    })
}

/// Nothing for a domain, and why.
pub(super) fn nothing(domain: &Domain, how: impl Into<String>) -> Served {
    Served {
        domain: domain.clone(),
        chain: Vec::new(),
        files: Vec::new(),
        how: how.into(),
        instead: Vec::new(),
    }
}
