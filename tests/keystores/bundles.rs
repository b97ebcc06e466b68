//! PKCS#7 bundles.

use proptest::prelude::*;
use xmppcert::pki::pkcs7::{BundleError, certificates_and_crls};

use super::*;
use crate::support::{Peer, peer};

fn chain() -> BTreeSet<Vec<u8>> {
    IDENTITY.chain.iter().cloned().collect()
}

fn bundle(openssl: Peer) -> Vec<u8> {
    let command = "crl2pkcs7 -nocrl -certfile /dev/stdin -outform DER";
    openssl.run(command, IDENTITY.pem().as_bytes()).unwrap()
}

#[test]
fn bundles_of_openssl_and_gnutls_give_their_certificates() {
    let Some(openssl) = peer("openssl") else { return };
    let bag = certificates_and_crls(&bundle(openssl)).unwrap();
    assert_eq!(bag.certificates.into_iter().collect::<BTreeSet<_>>(), chain());
    assert!(bag.crls.is_empty());

    let sequence = openssl.run("nseq -toseq", IDENTITY.pem().as_bytes()).unwrap();
    let sequence = blocks(&sequence, "CERTIFICATE").pop_first().unwrap();
    let bag = certificates_and_crls(&sequence).unwrap();
    assert_eq!(bag.certificates.into_iter().collect::<BTreeSet<_>>(), chain());

    let Some(certtool) = peer("certtool") else { return };
    let command = "--p7-generate --outder --load-certificate /dev/stdin";
    if let Ok(made) = certtool.run(command, IDENTITY.pem().as_bytes()) {
        let bag = certificates_and_crls(&made).unwrap();
        assert_eq!(bag.certificates.into_iter().collect::<BTreeSet<_>>(), chain());
    }
}

#[test]
fn revocation_lists_come_out_as_they_went_in() {
    let Some(openssl) = peer("openssl") else { return };
    let key = PrivateKey::generate(KeyKind::EcP256).unwrap();
    let mut parameters = CertificateParams::new(vec![]).unwrap();
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    parameters.key_usages = vec![rcgen::KeyUsagePurpose::CrlSign];
    let issuer = Issuer::from_params(&parameters, &key);
    let crl = rcgen::CertificateRevocationListParams {
        this_update: rcgen::date_time_ymd(2026, 1, 1),
        next_update: rcgen::date_time_ymd(2027, 1, 1),
        crl_number: 1u64.into(),
        issuing_distribution_point: None,
        revoked_certs: vec![],
        key_identifier_method: rcgen::KeyIdMethod::Sha256,
    };
    let crl = crl.signed_by(&issuer).unwrap();
    let input = format!("{}{}", IDENTITY.pem(), &*pem::encode("X509 CRL", crl.der()));
    // OpenSSL reads the list from the one and the certificates from the other
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("certificates");
    #[expect(clippy::disallowed_methods, reason = "OpenSSL reads two files")]
    std::fs::write(&file, &input).unwrap();
    let command = format!("crl2pkcs7 -certfile {} -outform DER", file.display());
    let made = openssl.run(&command, input.as_bytes()).unwrap();
    let bag = certificates_and_crls(&made).unwrap();
    assert_eq!(bag.crls, [crl.der().to_vec()]);
    assert_eq!(bag.certificates.len(), 3);
}

#[test]
fn signed_messages_with_open_lengths_give_their_certificates() {
    let Some(openssl) = peer("openssl") else { return };
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, contents: &str| {
        let file = folder.path().join(name);
        #[expect(clippy::disallowed_methods, reason = "OpenSSL reads two files")]
        std::fs::write(&file, contents).unwrap();
        file.display().to_string()
    };
    let [leaf, others @ ..] = &IDENTITY.chain;
    let pem = |der: &Vec<u8>| pem::encode("CERTIFICATE", der).to_string();
    let signer = write("signer", &format!("{}{}", &*IDENTITY.key.to_pkcs8_pem(), pem(leaf)));
    let others = write("others", &others.each_ref().map(pem).concat());
    for command in ["cms", "smime"] {
        let command = format!(
            "{command} -sign -nodetach -stream -outform DER -signer {signer} -certfile {others}"
        );
        let made = openssl.run(&command, b"message").unwrap();
        assert!(made.starts_with(&[0x30, 0x80]), "{command}");
        let bag = certificates_and_crls(&made).unwrap();
        assert_eq!(bag.certificates.into_iter().collect::<BTreeSet<_>>(), chain(), "{command}");
    }
}

#[test]
fn other_things_are_named_and_damage_is_told() {
    let Some(openssl) = peer("openssl") else { return };
    let made = bundle(openssl);
    for length in (30..made.len()).step_by(23) {
        let error = certificates_and_crls(&made[..length]).unwrap_err();
        assert!(matches!(error, BundleError::Broken(_)), "{length}: {error}");
    }
    let error = certificates_and_crls(&IDENTITY.chain[0]).unwrap_err();
    assert_eq!(error, BundleError::Unrecognised);
    let enveloped = [0x30, 0x0b, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 3];
    let error = certificates_and_crls(&enveloped).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the PKCS#7 holds an encrypted message, and no bundle of certificates"
    );
}

#[test]
fn a_certificate_that_nobody_can_read_is_still_handed_over() {
    let Some(openssl) = peer("openssl") else { return };
    let mut made = bundle(openssl);
    // the version of the first certificate: the same length, and no number any more
    let version = made.windows(5).position(|window| window == [0xa0, 3, 2, 1, 2]).unwrap();
    made[version + 2] = 0x1c;
    assert_eq!(certificates_and_crls(&made).unwrap().certificates.len(), 3);
}

proptest! {
    #[test]
    fn no_bytes_make_the_bundle_reader_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..300), prefix: bool,
    ) {
        let begin: &[u8] = &[0x30, 0x80, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
        let bytes = if prefix { [begin, &bytes].concat() } else { bytes };
        let _ = certificates_and_crls(&bytes);
    }
}
