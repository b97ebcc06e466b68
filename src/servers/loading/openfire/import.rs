//! PEM as the admin console imports it: `IdentityStore.installCertificate` and `replaceCertificate`, the chain put
//! in order by `CertificateUtils.order`, the key read by `CertificateManager.parsePrivateKey`.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use crate::pki::certificate::Certificate;
use crate::pki::content::{Locked, Piece, Thing};
use crate::pki::folded::FoldedName;
use crate::pki::key::PrivateKey;

/// Certificates from the holder's up, as `CertificateUtils.order` puts them.
///
/// # Errors
/// What keeps them from being one chain, without a full stop.
#[expect(clippy::mutable_key_type, reason = "a name's hash is fixed when it is read")]
pub(super) fn order(certificates: &[Certificate]) -> Result<Vec<Certificate>, String> {
    if certificates.len() < 2 {
        return Ok(certificates.to_vec());
    }
    let names: Vec<Names<'_>> = certificates.iter().filter_map(Names::of).collect();
    let mut by_issuer: HashMap<Name<'_>, usize> = HashMap::new();
    let mut by_subject: HashMap<Name<'_>, usize> = HashMap::new();
    let mut root: Option<usize> = None;
    for (at, name) in names.iter().enumerate() {
        if name.issuer == name.subject {
            if let Some(other) = root.replace(at).and_then(|other| names.get(other)) {
                return Err(format!(
                    "there is more than one root, {} and {}",
                    other.subject.0.short(),
                    name.subject.0.short()
                ));
            }
        } else if by_issuer.insert(name.issuer, at).is_some() {
            return Err(format!("two certificates have the issuer {}", name.issuer.0.short()));
        }
        if by_subject.insert(name.subject, at).is_some() {
            return Err(format!("two certificates have the subject {}", name.subject.0.short()));
        }
    }
    let leaves: Vec<&Names<'_>> =
        names.iter().filter(|name| !by_issuer.contains_key(&name.subject)).collect();
    let first = match leaves.as_slice() {
        [] => return Err("each certificate has issued another one".into()),
        [one] => *one,
        [one, other, ..] => {
            return Err(format!(
                "neither {} nor {} has issued another certificate, so they are of different chains",
                one.subject.0.short(),
                other.subject.0.short()
            ));
        }
    };
    chain(first, by_subject, &names, certificates)
}

/// Follows the issuers; each certificate has to be met.
#[expect(clippy::mutable_key_type, reason = "a name's hash is fixed when it is read")]
fn chain<'a>(
    first: &Names<'a>,
    mut by_subject: HashMap<Name<'a>, usize>,
    names: &[Names<'a>],
    certificates: &[Certificate],
) -> Result<Vec<Certificate>, String> {
    let mut ordered = vec![first.certificate.clone()];
    let mut next = by_subject.remove(&first.issuer).and_then(|at| names.get(at));
    while let Some(name) = next {
        ordered.push(name.certificate.clone());
        next = by_subject.remove(&name.issuer).and_then(|at| names.get(at));
    }
    if ordered.len() == certificates.len() {
        return Ok(ordered);
    }
    Err(format!("{} of the {} certificates are a chain", ordered.len(), certificates.len()))
}

/// A name as a key of a map.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Name<'a>(&'a FoldedName);

impl Hash for Name<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0.hash());
    }
}

struct Names<'a> {
    issuer: Name<'a>,
    subject: Name<'a>,
    certificate: &'a Certificate,
}

impl<'a> Names<'a> {
    fn of(certificate: &'a Certificate) -> Option<Names<'a>> {
        let link = certificate.link.as_deref()?;
        Some(Names { issuer: Name(&link.issuer), subject: Name(&link.subject), certificate })
    }
}

/// The key of a file, as `CertificateManager.parsePrivateKey` has it, which reads the first PEM block alone;
/// none where the file has none.
///
/// # Errors
/// Why it is not read, without a full stop.
pub(super) fn key(pieces: &[Piece]) -> Option<Result<&PrivateKey, String>> {
    let is_of_key = |piece: &&Piece| {
        !matches!(piece.thing, Thing::Certificate(_) | Thing::Bag { .. } | Thing::Unreadable(_))
    };
    let first = pieces.iter().find(is_of_key)?;
    Some(match &first.thing {
        Thing::PrivateKey(key, _) => Ok(key),
        Thing::EncryptedKey(_, Ok(key)) => Ok(key),
        Thing::EncryptedKey(_, Err(Locked::NoPassphrase)) => {
            Err("the key is encrypted, and no passphrase was given".into())
        }
        Thing::EncryptedKey(_, Err(Locked::WrongPassphrase)) => {
            Err("the passphrase does not open the key".into())
        }
        Thing::EncryptedKey(_, Err(Locked::Broken)) => Err("the key is damaged".into()),
        Thing::ForeignKey(foreign) => Err(foreign.to_string()),
        Thing::Parameters(_) => {
            Err("a block of parameters stands before the key, and only the first block is read"
                .into())
        }
        _ => return None,
    })
}
