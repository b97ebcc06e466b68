//! The second judge: rustls-webpki, which stops at its first objection and knows less of RFC 5280,
//! but was written by others.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use rustls_pki_types::{
    AlgorithmIdentifier, CertificateDer, InvalidSignature, SignatureVerificationAlgorithm, UnixTime,
};
use webpki::{EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter, KeyUsage};

use super::excuse::EXCUSES;
use super::judgement::SecondOpinion;
use super::question::{Purpose, Question};
use crate::pki::link::Link;

/// What webpki says of a path that the first judge found sound.
pub(super) fn opinion(path: &[Arc<Link>], question: &Question) -> SecondOpinion {
    let Err(error) = ask(path, question) else { return SecondOpinion::Sound };
    let words = error.to_string();
    match EXCUSES.iter().find(|excuse| excuse.applies(&error, path, question)) {
        Some(excuse) => SecondOpinion::Excused { error: words, reason: excuse.reason },
        None => SecondOpinion::Refused { error: words },
    }
}

fn ask(path: &[Arc<Link>], question: &Question) -> Result<(), Error> {
    let [leaf, intermediates @ .., anchor] = path else { return Ok(()) };
    let anchor = CertificateDer::from(anchor.der());
    let anchors = [webpki::anchor_from_trusted_cert(&anchor)?];
    let leaf = CertificateDer::from(leaf.der());
    let leaf = EndEntityCert::try_from(&leaf)?;
    let intermediates: Vec<CertificateDer<'_>> =
        intermediates.iter().map(|link| CertificateDer::from(link.der())).collect();
    let algorithms: Vec<Checked<'_>> =
        webpki::ALL_VERIFICATION_ALGS.iter().map(|inner| Checked { inner: *inner, path }).collect();
    let algorithms: Vec<&dyn SignatureVerificationAlgorithm> =
        algorithms.iter().map(|algorithm| algorithm as _).collect();
    let seconds = u64::try_from(question.now).unwrap_or_default();
    let now = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
    let usage = Usage(question.purpose);
    leaf.verify_for_usage(&algorithms, &anchors, &intermediates, now, usage, None, None)?;
    Ok(())
}

struct Usage(Purpose);

impl ExtendedKeyUsageValidator for Usage {
    fn validate(&self, purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        match self.0 {
            Purpose::Server => KeyUsage::server_auth().validate(purposes),
            Purpose::Client => KeyUsage::client_auth().validate(purposes),
            Purpose::Any => Ok(()),
        }
    }
}

/// A signature algorithm of webpki that does not repeat what the first judge checked: both use
/// aws-lc-rs, and would only ask it twice.
struct Checked<'a> {
    inner: &'static dyn SignatureVerificationAlgorithm,
    path: &'a [Arc<Link>],
}

impl fmt::Debug for Checked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl SignatureVerificationAlgorithm for Checked<'_> {
    fn verify_signature(
        &self,
        public_key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        let is_checked = self.path.windows(2).any(|pair| match pair {
            [below, issuer] => {
                below.signed() == message
                    && below.signature() == signature
                    && issuer.key.bits() == public_key
            }
            _ => false,
        });
        if is_checked {
            return Ok(());
        }
        self.inner.verify_signature(public_key, message, signature)
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.inner.public_key_alg_id()
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.inner.signature_alg_id()
    }
}
