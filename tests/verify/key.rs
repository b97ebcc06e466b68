//! Whether the key belongs to the certificate.

use super::{codes, place, verify};

#[test]
fn a_key_belongs_or_does_not() {
    let place = place();
    let run = |arguments: &str| verify(&place, &format!("{arguments} --format json"));
    let right = run("fullchain.pem --domain example.com --key leaf.key.pem");
    assert!(!codes(&right.report()).contains(&"key-mismatch"), "{}", right.text());
    place.xmppcert(&["key", "--out", "other.key"]).sound();
    let wrong = run("fullchain.pem --domain example.com --key other.key");
    assert!(codes(&wrong.report()).contains(&"key-mismatch"), "{}", wrong.text());
    assert_eq!(wrong.status, Some(1));
}

#[test]
fn a_key_that_is_none_is_an_error() {
    let place = place();
    let ran = verify(&place, "fullchain.pem --key intermediate.pem");
    assert_eq!((ran.status, ran.text().as_str()), (Some(3), ""));
    assert!(ran.err.contains("there is no private key in intermediate.pem"), "{}", ran.err);
    let two = verify(&place, "fullchain.pem leaf.pem --key leaf.key.pem");
    assert_eq!(two.status, Some(2), "{}", two.err);
}

#[test]
fn an_encrypted_key_is_opened_where_there_is_a_passphrase() {
    let place = place();
    place.put("secret", "correct horse\n");
    let made =
        "key convert leaf.key.pem --to pkcs8 --encrypt --passphrase-file secret --out sealed.key";
    place.xmppcert(&super::support::words(made)).sound();
    let asked = "fullchain.pem --key sealed.key --format json";
    let open = verify(&place, &format!("{asked} --passphrase-file secret")).report();
    assert!(!codes(&open).contains(&"key-mismatch"), "{open}");
    place.put("wrong", "battery staple\n");
    let wrong = verify(&place, &format!("{asked} --passphrase-file wrong"));
    assert_eq!(wrong.status, Some(3), "{}", wrong.err);
    assert!(wrong.err.contains("does not open"), "{}", wrong.err);
}
