//! Private keys: what we write others read, what others write we read, and nothing makes us panic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "keys/hostile.rs"]
mod hostile;
mod support;

use std::sync::LazyLock;

use support::{Peer, peer};
use xmppcert::pki::{
    key::{Foreign, Found, KeyAlgorithm, KeyError, KeyKind, PrivateKey},
    pem,
};

const PASSPHRASE: &str = "correct-horse";

/// Lets OpenSSL 3 use what it has put aside, DES for instance.
const LEGACY: &str = "-provider legacy -provider default";

/// One key of every kind, made once: RSA keys take their time.
static KEYS: LazyLock<Vec<(KeyKind, PrivateKey)>> = LazyLock::new(|| {
    KeyKind::ALL.into_iter().map(|kind| (kind, PrivateKey::generate(kind).unwrap())).collect()
});

fn key(kind: KeyKind) -> &'static PrivateKey {
    &KEYS.iter().find(|(found, _)| *found == kind).unwrap().1
}

/// Finds the key, and opens it with the passphrase of these tests where it is encrypted.
fn read(bytes: &[u8]) -> Result<PrivateKey, KeyError> {
    match PrivateKey::find(bytes)? {
        Found::Plain(key) => Ok(key),
        Found::Encrypted(key) => key.open(PASSPHRASE),
    }
}

/// Every PEM form that the key has, with a name for messages.
fn forms(key: &PrivateKey) -> Vec<(&'static str, String)> {
    let mut forms = vec![
        ("PKCS#8", key.to_pkcs8_pem().to_string()),
        ("encrypted", key.to_encrypted_pem(PASSPHRASE).unwrap().to_string()),
    ];
    forms.extend(key.to_pkcs1_pem().ok().map(|pem| ("PKCS#1", pem.to_string())));
    forms.extend(key.to_sec1_pem().ok().map(|pem| ("SEC1", pem.to_string())));
    forms
}

#[test]
fn openssl_reads_every_form_of_every_kind() {
    let Some(openssl) = peer("openssl") else { return };
    for (kind, key) in KEYS.iter() {
        let check = format!("pkey -check -noout -passin pass:{PASSPHRASE}");
        for (form, pem) in forms(key) {
            openssl.run(&check, pem.as_bytes()).unwrap_or_else(|e| panic!("{kind} {form}: {e}"));
            let public = openssl
                .run(&format!("pkey -pubout -passin pass:{PASSPHRASE}"), pem.as_bytes())
                .unwrap();
            let public = String::from_utf8(public).unwrap();
            assert_eq!(public, key.public_pem(), "{kind} {form}");
        }
        openssl.run(&format!("{check} -inform DER"), key.pkcs8_der()).unwrap();
    }
}

#[test]
fn gnutls_reads_every_form_of_every_kind() {
    let Some(certtool) = peer("certtool") else { return };
    for (kind, key) in KEYS.iter() {
        for (form, pem) in forms(key) {
            let password = if form == "encrypted" {
                format!("--password {PASSPHRASE}")
            } else {
                String::new()
            };
            let told = certtool.run(&format!("--key-info {password}"), pem.as_bytes());
            told.unwrap_or_else(|e| panic!("{kind} {form}: {e}"));
        }
    }
}

#[test]
fn every_form_is_read_back_as_the_same_key() {
    for (kind, key) in KEYS.iter() {
        assert_eq!(key.algorithm(), kind.algorithm());
        for (form, pem) in forms(key) {
            let again = read(pem.as_bytes()).unwrap_or_else(|e| panic!("{kind} {form}: {e}"));
            // equal bytes: what is made is in the form that reading gives
            assert_eq!(again.pkcs8_der(), key.pkcs8_der(), "{kind} {form}");
            assert!(again.matches_spki(key.spki_der()));
        }
        assert_eq!(read(key.pkcs8_der()).unwrap().spki_der(), key.spki_der());
    }
}

/// Splits a table: what is expected, and the one or two commands that make the input.
fn table(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| {
        let (expected, commands) = line.split_once(" | ").unwrap();
        let (make, rewrite) = commands.split_once(" |").unwrap_or((commands, ""));
        (expected, make, rewrite.trim())
    })
}

fn made_by(openssl: Peer, make: &str, rewrite: &str) -> Vec<u8> {
    let made = openssl.run(make, b"").unwrap();
    if rewrite.is_empty() { made } else { openssl.run(rewrite, &made).unwrap() }
}

#[test]
fn keys_of_openssl_are_read() {
    let Some(openssl) = peer("openssl") else { return };
    let public = format!("pkey -pubout -passin pass:{PASSPHRASE} {LEGACY}");
    let plain = format!("pkcs8 -topk8 -nocrypt -outform DER -passin pass:{PASSPHRASE} {LEGACY}");
    for (algorithm, make, rewrite) in table(include_str!("keys/read.table")) {
        let theirs = made_by(openssl, make, rewrite);
        let ours = read(&theirs).unwrap_or_else(|e| panic!("{make} | {rewrite}: {e}"));
        assert_eq!(ours.algorithm().to_string(), algorithm, "{make} | {rewrite}");
        let public = openssl.run(&public, &theirs).unwrap();
        // OpenSSL keeps a point compressed when the file has it so
        let whole = openssl.run("pkey -pubin -pubout -ec_conv_form uncompressed", &public);
        let public = if algorithm.starts_with("P-") { whole.unwrap() } else { public };
        assert_eq!(ours.public_pem().as_bytes(), public, "{make} | {rewrite}");
        let plain = openssl.run(&plain, &theirs).unwrap();
        // unless the point is compressed or missing: that does not survive us
        if !rewrite.contains("compressed") && !rewrite.contains("no_public") {
            assert_eq!(ours.pkcs8_der(), plain, "{make} | {rewrite}");
        }
    }
}

#[test]
fn what_is_not_supported_is_named_and_the_cure_cures() {
    let Some(openssl) = peer("openssl") else { return };
    for (words, make, rewrite) in table(include_str!("keys/refused.table")) {
        let file = made_by(openssl, make, rewrite);
        let error = read(&file).unwrap_err();
        assert!(matches!(error, KeyError::Foreign(_)), "{make} | {rewrite}: {error}");
        assert!(error.to_string().contains(words), "{make} | {rewrite}: {error}");
        let Some(cure) = error.cure().and_then(|cure| cure.strip_prefix("openssl ")) else {
            continue;
        };
        let cure = cure.replace("FILE", "/dev/stdin").replace("NEW", "/dev/stdout");
        let asked = format!("-passin pass:{PASSPHRASE} -passout pass:{PASSPHRASE}");
        let cured = openssl.run(&format!("{cure} {asked}"), &file).unwrap();
        read(&cured).unwrap_or_else(|e| panic!("{make} | {rewrite}, {cure}: {e}"));
    }
}

#[test]
fn formats_of_other_worlds_are_recognised() {
    let openssh =
        |kind| pem::encode("OPENSSH PRIVATE KEY", format!("openssh-key-v1\0{kind}").as_bytes());
    let pgp = "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\nAAAA\n=abcd\n\
               -----END PGP PRIVATE KEY BLOCK-----\n";
    let (rsa, ed25519) = (openssh("ssh-rsa"), openssh("ssh-ed25519"));
    let cases: [(&[u8], Foreign); 6] = [
        (rsa.as_bytes(), Foreign::OpenSsh),
        (ed25519.as_bytes(), Foreign::OpenSshEd25519),
        (b"PuTTY-User-Key-File-3: ssh-rsa\n", Foreign::Putty),
        (pgp.as_bytes(), Foreign::OpenPgp),
        (&[0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2], Foreign::JavaKeyStore),
        (&[0x30, 0x80, 2, 1, 3, 0x30, 0x80], Foreign::Pkcs12),
    ];
    for (bytes, expected) in cases {
        assert_eq!(read(bytes).unwrap_err(), KeyError::Foreign(expected));
    }
}

#[test]
fn version_two_is_read_and_version_one_is_written() {
    let pair = aws_lc_rs::signature::Ed25519KeyPair::generate().unwrap();
    let (v2, v1) = (pair.to_pkcs8().unwrap(), pair.to_pkcs8v1().unwrap());
    assert_eq!(read(v2.as_ref()).unwrap().pkcs8_der(), v1.as_ref());
    let mut wrong = v2.as_ref().to_vec();
    *wrong.last_mut().unwrap() ^= 1;
    assert!(matches!(read(&wrong).unwrap_err(), KeyError::Broken(_)));
}

#[test]
fn a_passphrase_that_is_wrong_is_told_from_a_file_that_is_damaged() {
    let Some(openssl) = peer("openssl") else { return };
    let encrypted = |made: &[u8]| match PrivateKey::find(made) {
        Ok(Found::Encrypted(key)) => key,
        other => panic!("{other:?}"),
    };
    let key = encrypted(key(KeyKind::Rsa2048).to_encrypted_pem(PASSPHRASE).unwrap().as_bytes());
    assert_eq!(key.scheme(), "PBES2, PBKDF2-SHA256, AES-256-CBC");
    assert_eq!(key.open("incorrect-horse").unwrap_err(), KeyError::WrongPassphrase);

    let old = made_by(openssl, "genrsa 2048", "rsa -traditional -des3 -passout pass:correct-horse");
    let key = encrypted(&old);
    assert_eq!(key.scheme(), "traditional PEM, DES-EDE3-CBC");
    assert_eq!(key.open("incorrect-horse").unwrap_err(), KeyError::WrongPassphrase);
    let mut lines: Vec<&str> = std::str::from_utf8(&old).unwrap().lines().collect();
    // two lines of 48 bytes are whole blocks: only the end is missing
    lines.drain(lines.len() - 4..lines.len() - 2);
    let cut = encrypted(lines.join("\n").as_bytes());
    assert!(matches!(cut.open(PASSPHRASE).unwrap_err(), KeyError::Broken(_)));
    assert_eq!(cut.open("incorrect-horse").unwrap_err(), KeyError::WrongPassphrase);
}

#[test]
fn requests_signed_by_every_kind_verify() {
    let Some(openssl) = peer("openssl") else { return };
    for (kind, key) in KEYS.iter() {
        let mut parameters = rcgen::CertificateParams::default();
        parameters.distinguished_name = rcgen::DistinguishedName::new();
        let request = parameters.serialize_request(key).unwrap();
        let told = openssl.run("req -inform DER -verify -noout", request.der());
        told.unwrap_or_else(|e| panic!("{kind}: {e}"));
    }
}

#[test]
fn encryption_is_what_old_and_new_servers_open() {
    let Some(openssl) = peer("openssl") else { return };
    let pem = key(KeyKind::EcP256).to_encrypted_pem(PASSPHRASE).unwrap();
    let shown = String::from_utf8(openssl.run("asn1parse", pem.as_bytes()).unwrap()).unwrap();
    // 0x927c0 are the 600,000 rounds
    for part in [":PBES2", ":PBKDF2", ":hmacWithSHA256", ":0927C0", ":aes-256-cbc"] {
        assert!(shown.contains(part), "{part} is not in {shown}");
    }
    let again = key(KeyKind::EcP256).to_encrypted_pem(PASSPHRASE).unwrap();
    assert_ne!(pem, again, "salt and vector are new each time");
}

#[test]
fn a_small_rsa_key_is_read_and_converted_but_does_not_sign() {
    let Some(openssl) = peer("openssl") else { return };
    let small = read(&made_by(openssl, "genrsa 1024", "")).unwrap();
    assert_eq!(small.algorithm(), KeyAlgorithm::Rsa { bits: 1024 });
    small.to_pkcs1_pem().unwrap();
    assert_eq!(small.sign(b"message").unwrap_err(), KeyError::SigningSize { bits: 1024 });
}

#[test]
fn a_form_that_the_algorithm_does_not_have_is_refused() {
    let error = key(KeyKind::EcP256).to_pkcs1_pem().unwrap_err();
    assert_eq!(error.to_string(), "a P-256 key has no PKCS#1 form");
    let error = key(KeyKind::Rsa2048).to_sec1_pem().unwrap_err();
    assert_eq!(error.to_string(), "an RSA 2048 key has no SEC1 form");
    assert_eq!(key(KeyKind::EcP256).to_encrypted_pem("").unwrap_err(), KeyError::EmptyPassphrase);
}

#[test]
fn a_key_is_found_among_everything_else() {
    let (one, other) = (key(KeyKind::EcP256), key(KeyKind::Ed25519));
    let certificate = &*pem::encode("CERTIFICATE", b"anything");
    let parameters = &*pem::encode("EC PARAMETERS", b"\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07");
    let (pkcs8, sec1) = (&*one.to_pkcs8_pem(), &*one.to_sec1_pem().unwrap());
    let heap = format!("{certificate}{parameters}{sec1}and again\n{pkcs8}{certificate}");
    assert_eq!(read(heap.as_bytes()).unwrap().pkcs8_der(), one.pkcs8_der());

    let two = format!("{pkcs8}{}", &*other.to_pkcs8_pem());
    assert_eq!(read(two.as_bytes()).unwrap_err(), KeyError::Several(2));
    let damaged = format!("{pkcs8}-----BEGIN CERTIFICATE-----\n????\n-----END CERTIFICATE-----\n");
    assert_eq!(read(damaged.as_bytes()).unwrap().pkcs8_der(), one.pkcs8_der());
}

#[test]
fn a_compressed_point_in_a_certificate_still_matches() {
    let Some(openssl) = peer("openssl") else { return };
    let (ours, other) = (key(KeyKind::EcP256), PrivateKey::generate(KeyKind::EcP256).unwrap());
    let compress = "pkey -pubin -pubout -outform DER -ec_conv_form compressed";
    let compressed = openssl.run(compress, ours.public_pem().as_bytes()).unwrap();
    assert!(compressed.len() < ours.spki_der().len());
    assert!(ours.matches_spki(&compressed));
    assert!(!other.matches_spki(&compressed));
    assert!(!ours.matches_spki(other.spki_der()));
}

#[test]
fn kinds_go_by_their_names() {
    for kind in KeyKind::ALL {
        assert_eq!(kind.to_string().parse(), Ok(kind));
    }
    assert!("rsa1024".parse::<KeyKind>().unwrap_err().to_string().contains("rsa2048"));
}
