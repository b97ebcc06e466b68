//! The facts of certificates, requests and CRLs.

use crate::pki::certificate::{Certificate, Holder, PublicKey, Request};
use crate::pki::crl::{Crl, Revoked};
use crate::pki::digest::{sha1_hex, sha256_hex};
use crate::pki::moment::Moment;
use crate::report::{
    CertificateFacts, CrlFacts, HolderFacts, Issued, PublicKeyFacts, Shown, Validity,
};

use super::{hex, issuer, named, names, purpose};

/// Days before its end from which a certificate is shown as ending soon.
const SOON: i64 = 21;
/// Entries of a CRL that are shown.
const MOST_ENTRIES: usize = 100;

pub(super) fn certificate(certificate: &Certificate, now: Moment) -> CertificateFacts {
    let extensions = &certificate.holder.extensions;
    let holder = holder(&certificate.holder, &certificate.signature);
    let issued = Issued {
        version: certificate.version,
        issuer: certificate.issuer.text.clone(),
        issuer_note: issuer::note(&certificate.issuer),
        serial: hex(&certificate.serial),
        validity: validity(certificate.not_before, Some(certificate.not_after), now),
        self_signed: certificate.self_signed,
        aki: extensions.authority_key.as_deref().map(hex),
        ocsp: extensions.ocsp.clone(),
        issuers: extensions.ca_issuers.clone(),
        crls: extensions.crls.clone(),
        sct_count: extensions.sct_count,
        policies: extensions.policies.iter().map(|oid| named(oid)).collect(),
        sha256: sha256_hex(&certificate.der),
        sha1: sha1_hex(&certificate.der),
    };
    CertificateFacts { holder, issued }
}

pub(super) fn request(request: &Request) -> HolderFacts {
    let mut facts = holder(&request.holder, &request.signature);
    facts.proves_possession = request.proves_possession;
    facts
}

pub(super) fn public_key(key: &PublicKey) -> PublicKeyFacts {
    PublicKeyFacts {
        kind: key.algorithm.clone(),
        curve: key.curve.clone(),
        bits: key.bits,
        spki_sha256: sha256_hex(&key.spki),
    }
}

pub(super) fn crl(crl: &Crl, now: Moment) -> CrlFacts {
    let entry = |revoked: &Revoked| {
        (hex(&revoked.serial), revoked.date.to_string(), revoked.reason.clone())
    };
    CrlFacts {
        issuer: crl.issuer.text.clone(),
        validity: validity(crl.this_update, crl.next_update, now),
        number: crl.number.as_deref().map(hex),
        signature: named(&crl.signature),
        revoked: crl.revoked.len(),
        entries: crl.revoked.iter().take(MOST_ENTRIES).map(entry).collect(),
    }
}

fn holder(seen: &Holder, signature: &str) -> HolderFacts {
    let Holder { subject, key, extensions } = seen;
    let basic = extensions.basic_constraints;
    let purposes = extensions.extended_key_usage.as_ref();
    HolderFacts {
        subject: subject.text.clone(),
        cn: subject.common_name.clone(),
        names: names::by_kind(&extensions.names),
        good_for: purpose::good_for(extensions),
        key: public_key(key),
        signature: named(signature),
        key_usage: extensions.key_usage.clone(),
        extended_key_usage: purposes.map(|all| all.iter().map(|oid| named(oid)).collect()),
        is_ca: basic.is_some_and(|basic| basic.ca),
        path_length: basic.and_then(|basic| basic.path_length),
        ski: extensions.subject_key.as_deref().map(hex),
        tls_features: extensions.tls_features.iter().map(|number| feature(*number)).collect(),
        proves_possession: None,
    }
}

/// RFC 7633 §4.2.3.1: 5 is status_request.
fn feature(number: u8) -> String {
    match number {
        5 => "status_request (must-staple)".to_owned(),
        17 => "status_request_v2".to_owned(),
        other => other.to_string(),
    }
}

fn validity(not_before: Moment, not_after: Option<Moment>, now: Moment) -> Validity {
    let (words, state) = match not_after {
        _ if now < not_before => (format!("begins {}", not_before.relative_to(now)), Shown::Bad),
        None => {
            (format!("made {}, no next one announced", not_before.relative_to(now)), Shown::Good)
        }
        Some(end) if end < now => (format!("ended {}", end.relative_to(now)), Shown::Bad),
        Some(end) => {
            let soon = now.days_until(end) < SOON;
            (format!("ends {}", end.relative_to(now)), if soon { Shown::Soon } else { Shown::Good })
        }
    };
    Validity {
        not_before: not_before.to_string(),
        not_after: not_after.map(|end| end.to_string()),
        days_left: not_after.map(|end| now.days_until(end)),
        words,
        state,
    }
}
