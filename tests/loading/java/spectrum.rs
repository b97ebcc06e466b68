//! Spectrum's store, the expected read off `PKCS12_parse` of OpenSSL.

use xmppcert::name::Domain;
use xmppcert::servers::choose;
use xmppcert::servers::loading::{Found, Given, Loading};

use crate::pem_files::{NOW, codes};
use crate::situations::{self, DOMAIN};

fn load(store: &[u8], passphrase: Option<&str>) -> Loading {
    let domains = [Domain::try_from(DOMAIN).unwrap()];
    let found = Found { path: "cert.p12".into(), base: 0, octets: Ok(store), modified: None };
    let given = Given { domains: &domains, found: vec![found], now: NOW, passphrase };
    (choose("spectrum2").unwrap().generation.loads.unwrap().by)(&given)
}

#[test]
fn a_store_is_opened_by_its_password_or_by_none() {
    if crate::support::peer("openssl").is_none() {
        return;
    }
    for (name, passphrase, expected) in [
        ("modern", Some("changeit"), Ok(2)),
        ("modern", None, Err("its password is another one")),
        ("an unencrypted key", Some("changeit"), Ok(2)),
        ("a stranger's certificate as well", Some("changeit"), Ok(3)),
        ("an empty password, none configured", None, Ok(2)),
        ("an empty password, none configured", Some("changeit"), Err("its password is empty")),
        ("RC2 of 40 bits, as the custom was", Some("changeit"), Err("OpenSSL 3 has no more")),
        ("certificates without Java's mark", Some("changeit"), Err("there is no key")),
    ] {
        let store = situations::of_openssl().iter().find(|one| one.name == name).unwrap();
        let loading = load(&store.store, passphrase);
        match expected {
            Ok(length) => assert_eq!(loading.served[0].chain.len(), length, "{name}"),
            Err(why) => {
                assert_eq!(codes(&loading), ["store-not-loaded", "nothing-served"], "{name}");
                assert!(loading.files[0].why.contains(why), "{name}: {}", loading.files[0].why);
            }
        }
    }
    assert_eq!(codes(&load(b"text", None)), ["store-not-loaded", "nothing-served"]);
}
