//! A chain as Tigase puts it in order: `CertificateUtil.sort` and `removeRootCACertificate` of
//! tigase-utils, called by `CertificateEntry.updateChain` and `CertificateContainer.addCertificateEntry`.

use crate::pki::certificate::Certificate;
use crate::pki::folded::FoldedName;

/// Why the certificates of a file are no chain to Tigase.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Disorder {
    /// No certificate is its own issuer.
    NoRoot,
    /// Of those left none was issued by the one of this subject.
    Interrupted(String),
    /// Nothing is left when the root is taken away.
    OnlyRoot,
}

/// The certificates from the holder's up, the root last.
///
/// The last one that is its own issuer is the root; from there on the first one that names the one before
/// as its issuer follows, until none is left.
///
/// # Errors
/// Where that comes to no end.
pub(super) fn sort(certificates: &[Certificate]) -> Result<Vec<Certificate>, Disorder> {
    let mut left: Vec<(Names<'_>, &Certificate)> =
        certificates.iter().filter_map(|one| Some((Names::of(one)?, one))).collect();
    let root = left.iter().rposition(|(names, _)| names.is_root()).ok_or(Disorder::NoRoot)?;
    // what is taken out is the first that equals it
    let same = left
        .iter()
        .position(|(_, one)| left.get(root).is_some_and(|(_, root)| one.der == root.der));
    let mut last = left.remove(same.unwrap_or(root));
    let mut sorted = vec![last.1.clone()];
    while !left.is_empty() {
        let next = left.iter().position(|(names, _)| names.follows(last.0));
        let Some(next) = next else {
            return Err(Disorder::Interrupted(last.0.subject.short().to_owned()));
        };
        last = left.remove(next);
        sorted.push(last.1.clone());
    }
    sorted.reverse();
    Ok(sorted)
}

/// What is served of a sorted chain: all but the certificates that are their own issuers and have
/// keyCertSign.
///
/// # Errors
/// Where that is nothing.
pub(super) fn without_root(sorted: Vec<Certificate>) -> Result<Vec<Certificate>, Disorder> {
    let stays = |one: &Certificate| {
        let usage = one.holder.extensions.key_usage.as_ref();
        let signs = usage.is_some_and(|usage| usage.contains(&"keyCertSign"));
        !(signs && Names::of(one).is_some_and(|names| names.is_root()))
    };
    let left: Vec<Certificate> = sorted.into_iter().filter(stays).collect();
    if left.is_empty() { Err(Disorder::OnlyRoot) } else { Ok(left) }
}

#[derive(Clone, Copy)]
struct Names<'a> {
    issuer: &'a FoldedName,
    subject: &'a FoldedName,
}

impl<'a> Names<'a> {
    fn of(certificate: &'a Certificate) -> Option<Names<'a>> {
        let link = certificate.link.as_deref()?;
        Some(Names { issuer: &link.issuer, subject: &link.subject })
    }

    fn is_root(self) -> bool {
        self.follows(self)
    }

    /// Whether the other names are those of its issuer.
    fn follows(self, issuer: Names<'_>) -> bool {
        self.issuer.hash() == issuer.subject.hash() && self.issuer == issuer.subject
    }
}

impl Disorder {
    /// What is so, without a full stop.
    pub(super) fn why(&self) -> String {
        match self {
            Self::NoRoot => "there is no root among its certificates".into(),
            Self::Interrupted(name) => {
                format!("{name} has issued none of the certificates that are left")
            }
            Self::OnlyRoot => "it holds a root alone, which is taken away".into(),
        }
    }

    /// What Tigase says.
    pub(super) fn says(&self) -> String {
        match self {
            Self::NoRoot => "Can't find root certificate in chain!".into(),
            Self::Interrupted(name) => format!("Can't find certificate {name} in chain."),
            Self::OnlyRoot => "Private key must be accompanied by certificate chain".into(),
        }
    }
}
