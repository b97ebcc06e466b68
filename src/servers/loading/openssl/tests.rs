//! Files as OpenSSL 3.0.22 and 3.6.5 took and refused them.

use rcgen::{CertificateParams, DnType, KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_ED25519};

use super::*;
use crate::pki::key::PrivateKey;
use crate::pki::pem;

struct Made {
    certificate: String,
    key: String,
    own: PrivateKey,
}

fn made(name: &str, kind: &'static rcgen::SignatureAlgorithm) -> Made {
    let pair = KeyPair::generate_for(kind).unwrap();
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    let certificate = params.self_signed(&pair).unwrap();
    let own = match PrivateKey::find(&pair.serialize_der()).unwrap() {
        crate::pki::key::Found::Plain(own) => own,
        crate::pki::key::Found::Encrypted(_) => panic!("encrypted"),
    };
    let certificate = pem::encode("CERTIFICATE", certificate.der()).to_string();
    Made { certificate, key: own.to_pkcs8_pem().to_string(), own }
}

/// `ok` and the number of certificates, or the first words of what is wrong.
fn verdict(text: &str) -> String {
    let chain = match certificates(text.as_bytes()) {
        Ok(chain) => chain,
        Err(Unloaded::Absent) => return "absent".into(),
        Err(Unloaded::Broken { .. }) => return "broken".into(),
        Err(Unloaded::Small { .. } | Unloaded::Weak { .. }) => return "small or weak".into(),
    };
    match key(text.as_bytes(), None) {
        Ok(key) => match chain.fit(&key) {
            Fit::Own => format!("ok {}", chain.links.len()),
            Fit::Mismatch => format!("mismatch {:?}", chain.owner(&key)),
            Fit::OtherKind => format!("other kind {:?}", chain.owner(&key)),
        },
        Err(Keyless::Absent) => "no key".into(),
        Err(Keyless::Broken { .. }) => "broken key".into(),
        Err(Keyless::Locked { .. }) => "locked".into(),
        Err(Keyless::WrongPassphrase { .. }) => "wrong passphrase".into(),
    }
}

#[test]
fn files_are_taken_and_refused_as_openssl_does() {
    let (leaf, issuer) =
        (made("leaf", &PKCS_ECDSA_P256_SHA256), made("issuer", &PKCS_ECDSA_P256_SHA256));
    let other = made("other", &PKCS_ED25519);
    let (l, i, k) = (&leaf.certificate, &issuer.certificate, &leaf.key);
    let full = format!("{l}{i}");
    let relabelled = |label: &str| l.replace("CERTIFICATE", label);
    let garbage = |label: &str| format!("-----BEGIN {label}-----\nAAAA\n-----END {label}-----\n");
    let broken = |label: &str| garbage(label).replace("AAAA", "A!AA");
    let sec1 = leaf.own.to_sec1_pem().unwrap().to_string();
    let locked = leaf.own.to_encrypted_pem("secret").unwrap().to_string();
    let cut = l.get(..200).unwrap();
    let table: &[(String, &str)] = &[
        (format!("{full}{k}"), "ok 2"),
        (format!("{k}{full}"), "ok 2"),
        (format!("{l}{k}{i}"), "ok 2"),
        (format!("{l}{l}{k}"), "ok 2"),
        (format!("{i}{l}{k}"), "mismatch Some(2)"),
        (format!("{i}{}{}", other.certificate, other.key), "other kind Some(2)"),
        (format!("{full}{}", other.key), "other kind None"),
        (format!("{full}{}{k}", issuer.key), "mismatch Some(2)"),
        (format!("{full}{k}{}", issuer.key), "ok 2"),
        (full.clone(), "no key"),
        (k.clone(), "absent"),
        (String::new(), "absent"),
        ("hello\n".into(), "absent"),
        (format!("\0\n{full}{k}"), "absent"),
        (format!("{full}{k}").replace('\n', "\r\n"), "ok 2"),
        (format!("{full}{k}").replace('\n', "\r"), "absent"),
        (format!("\u{feff}{l}\u{feff}{i}{k}"), "ok 2"),
        (format!("Bag Attributes\n    a: b\n{l}Bag Attributes: <No>\n{i}{k}"), "ok 2"),
        (format!(" {full}{k}"), "mismatch None"),
        (format!("{}{i}{k}", relabelled("TRUSTED CERTIFICATE")), "ok 2"),
        (format!("{}{i}{k}", relabelled("X509 CERTIFICATE")), "ok 2"),
        (format!("{l}{}{k}", i.replace("CERT", "TRUSTED CERT")), "ok 1"),
        (format!("{}{i}{k}", relabelled("certificate")), "mismatch None"),
        (format!("{l}{}{k}", garbage("CERTIFICATE")), "broken"),
        (format!("{l}{}{k}", broken("CERTIFICATE")), "broken"),
        (format!("{}{full}{k}", broken("ANYTHING")), "broken"),
        (format!("{full}{k}{}", broken("ANYTHING")), "broken"),
        (format!("{}{full}{k}", garbage("ANYTHING")), "ok 2"),
        (format!("{cut}\n{full}{k}"), "broken"),
        (format!("{full}{k}{cut}\n"), "broken"),
        (format!("{full}{}{k}", garbage("PRIVATE KEY")), "ok 2"),
        (format!("{full}{}{k}", garbage("EC PARAMETERS")), "ok 2"),
        (format!("{full}{}", garbage("PRIVATE KEY")), "broken key"),
        (format!("{full}{sec1}"), "ok 2"),
        (format!("{full}{}", sec1.replace("EC PRIVATE", "PRIVATE")), "broken key"),
        (format!("{full}{}", k.replace("PRIVATE", "RSA PRIVATE")), "broken key"),
        (format!("{full}{}", k.replace("PRIVATE", "OPENSSH PRIVATE")), "broken key"),
        (format!("{full}{locked}{k}"), "locked"),
        (format!("{full}{k}{locked}"), "ok 2"),
    ];
    for (number, (text, expected)) in table.iter().enumerate() {
        assert_eq!(verdict(text), *expected, "row {number}\n{text}");
    }
}

#[test]
fn a_passphrase_opens_a_key_or_ends_the_search() {
    let leaf = made("leaf", &PKCS_ECDSA_P256_SHA256);
    let locked = leaf.own.to_encrypted_pem("secret").unwrap().to_string() + &leaf.key;
    assert!(key(locked.as_bytes(), Some("secret")).is_ok());
    let wrong = key(locked.as_bytes(), Some("other")).err();
    assert_eq!(wrong, Some(Keyless::WrongPassphrase { line: 1 }));
}

#[test]
fn a_file_of_nothing_but_markers_takes_no_time() {
    let text = "-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n".repeat(10_000);
    assert!(certificates(text.as_bytes()).is_err() && key(text.as_bytes(), None).is_err());
    let text = "-----BEGIN X-----\nAAAA\n-----END X-----\n".repeat(10_000);
    assert_eq!(certificates(text.as_bytes()).err(), Some(Unloaded::Absent));
}
