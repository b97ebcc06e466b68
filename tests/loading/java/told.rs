//! What is told of Openfire's stores, and the cures.

use xmppcert::name::Domain;
use xmppcert::servers::Server;
use xmppcert::servers::loading::{Barred, Fate, Found, Given, Loading};

use crate::pem_files::{NOW, codes, fates};
use crate::situations::{self, DOMAIN};

const EXPORT: &str =
    "xmppcert export --server openfire --domain example.org --key KEY --cert CHAIN";

fn load(path: &str, octets: Result<&[u8], Barred>) -> Loading {
    let domains = [Domain::try_from(DOMAIN).unwrap()];
    let found = Found { path: path.to_owned(), base: 0, octets, modified: None };
    let given = Given { domains: &domains, found: vec![found], now: NOW, passphrase: None };
    (Server::find("openfire").unwrap().newest().unwrap().loads.unwrap().by)(&given)
}

fn store(name: &str) -> &'static [u8] {
    &situations::of_openssl().iter().find(|one| one.name == name).unwrap().store
}

#[test]
fn a_store_that_is_of_no_use_is_told_of_with_its_cure() {
    if crate::support::peer("openssl").is_none() {
        return;
    }
    let sound = load("x.p12", Ok(store("modern")));
    assert_eq!((codes(&sound), fates(&sound)), (vec![], vec![Fate::Served]));
    for (name, why) in [
        ("another password, none configured", "Java says: keystore password was incorrect"),
        (
            "an unencrypted key",
            "so the store looks empty: the key example.org, which is not encrypted",
        ),
    ] {
        let loading = load("security/keystore", Ok(store(name)));
        assert_eq!(codes(&loading), ["store-not-loaded", "nothing-served"], "{name}");
        let told = loading.findings[0].explanation.to_lowercase();
        assert!(told.contains(&why.to_lowercase()), "{told}");
        assert!(loading.findings.iter().all(|finding| finding.fix == EXPORT));
    }
}

#[test]
fn a_trust_store_without_the_mark_is_empty() {
    if crate::support::peer("openssl").is_none() {
        return;
    }
    let loading = load("security/client.truststore", Ok(store("certificates without Java's mark")));
    assert_eq!(fates(&loading), [Fate::Loaded]);
    assert_eq!(codes(&loading), ["store-not-loaded", "nothing-served"]);
    assert!(loading.findings[0].explanation.contains("does not bear Java's mark of trust"));
    assert!(loading.findings[0].fix.contains("keytool -importcert"));
}

#[test]
fn a_store_that_the_user_cannot_read_is_told_of() {
    let how = "mode 0600, owner 0, group 0".to_owned();
    let barred = Barred { user: "openfire".into(), at: "/etc/openfire/keystore".into(), how };
    let loading = load("/etc/openfire/keystore", Err(barred));
    assert_eq!(fates(&loading), [Fate::Refused]);
    assert_eq!(codes(&loading), ["files-unreadable", "nothing-served"]);
    assert!(
        loading.findings[0].explanation.contains("openfire cannot read /etc/openfire/keystore")
    );
}
