//! Certificates that have the name of their issuer: their own, and those of another key.

use rcgen::{
    BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyIdMethod, KeyPair,
    PKCS_ECDSA_P256_SHA256,
};
use xmppcert::pki::content::{Piece, Thing, pieces};
use xmppcert::pki::pem;

/// A CA whose key identifiers are said or left out.
fn authority(identified: bool) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "CA of two keys");
    params.use_authority_key_identifier_extension = identified;
    if identified {
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_identifier_method = KeyIdMethod::Sha256;
    }
    params
}

fn key() -> KeyPair {
    KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap()
}

/// The certificate of a key by itself, and that of the next key by this one.
fn both(identified: bool) -> [Vec<u8>; 2] {
    let (old, next) = (key(), key());
    let params = authority(identified);
    let own = params.self_signed(&old).unwrap().der().to_vec();
    let issuer = Issuer::from_params(&params, &old);
    let rolled = authority(identified).signed_by(&next, &issuer).unwrap().der().to_vec();
    [own, rolled]
}

fn self_signed(pieces: &[Piece]) -> Vec<bool> {
    let seen = pieces.iter().filter_map(|piece| match &piece.thing {
        Thing::Certificate(seen) => Some((seen.is_self_issued(), seen.self_signed)),
        _ => None,
    });
    seen.map(|(issued, signed)| issued && signed).collect()
}

#[test]
fn the_same_name_does_not_make_a_certificate_self_signed() {
    for identified in [true, false] {
        let [own, rolled] = both(identified);
        for (der, wanted) in [(&own, true), (&rolled, false)] {
            assert_eq!(self_signed(&pieces(der, None)), [wanted], "{identified}");
        }
        let text: String =
            [own, rolled].iter().map(|der| pem::encode("CERTIFICATE", der).to_string()).collect();
        assert_eq!(self_signed(&pieces(text.as_bytes(), None)), [true, false], "{identified}");
    }
}

#[test]
fn in_a_trust_store_the_key_identifiers_decide_alone() {
    for (identified, wanted) in [(true, [true, false]), (false, [true, true])] {
        let text: String =
            both(identified).iter().map(|der| pem::encode("CERTIFICATE", der).repeat(10)).collect();
        let seen = self_signed(&pieces(text.as_bytes(), None));
        assert_eq!((seen.len(), [seen[0], seen[19]]), (20, wanted));
    }
}
