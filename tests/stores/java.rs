//! What Java makes of them: servers load key stores through the same calls.

use super::identity::{Identity, anchors, authorities, identities};
use super::{PASSWORD, STRENGTHS, created};
use crate::support::{Place, hex, peer};
use xmppcert::pki::keystore::{NewAnchor, NewEntry, Strength, write_jks, write_pkcs12};

/// Stores on the disk, with what Java is to say of them.
#[derive(Default)]
struct Stores {
    place: Place,
    list: String,
    expected: Vec<String>,
}

impl Stores {
    fn put(&mut self, name: &str, store: &[u8], password: &str, types: &[&str], says: &[String]) {
        self.place.put(name, store);
        self.place.put(&format!("{name}.password"), format!("{password}\n"));
        for kind in types {
            self.list.push_str(&format!("{name} {kind} {name}.password\n"));
            self.expected.push(format!("store {name} {kind}"));
            self.expected.extend_from_slice(says);
        }
    }

    /// The same contents as PKCS#12 of both strengths, and as JKS.
    fn put_all(
        &mut self,
        name: &str,
        entries: &[NewEntry<'_>],
        anchors: &[NewAnchor<'_>],
        says: &[String],
    ) {
        for (strength, suffix) in STRENGTHS.into_iter().zip(["modern.p12", "legacy.p12"]) {
            let made = write_pkcs12(entries, anchors, PASSWORD, strength, created()).unwrap();
            // each type opens the other as well
            self.put(&format!("{name}-{suffix}"), &made, PASSWORD, &["PKCS12", "JKS"], says);
        }
        let made = write_jks(entries, anchors, PASSWORD, created()).unwrap();
        self.put(&format!("{name}.jks"), &made, PASSWORD, &["JKS"], says);
    }

    fn said_by_java(&self) -> Vec<String> {
        self.place.put("Stores.java", include_str!("Stores.java"));
        self.place.put("list", &self.list);
        let arguments = ["-XX:TieredStopAtLevel=1", "Stores.java", "list"];
        let ran = self.place.run("java", &arguments).sound();
        ran.text().lines().map(str::to_owned).collect()
    }
}

/// What Java says of an entry.
fn key(alias: &str, identity: &Identity, number: i64, chain: &[&[u8]]) -> Vec<String> {
    let milliseconds = created().unix() * 1000 + number;
    let key = format!("key {alias} {} {milliseconds}", hex(identity.key.pkcs8_der()));
    let chain = chain.iter().map(|der| format!("chain {}", hex(der)));
    [key].into_iter().chain(chain).collect()
}

fn anchor(anchor: &NewAnchor<'_>) -> String {
    format!("anchor {} {}", anchor.alias.to_lowercase(), hex(anchor.der))
}

/// The same, and what the server showed whose only key it was.
fn served(alias: &str, identity: &Identity) -> Vec<String> {
    let chain = identity.chain();
    let sent = chain.map(hex).join(" ");
    let served = ["SunX509", "NewSunX509"].map(|by| format!("served {by} whole {sent}"));
    [key(alias, identity, 0, &chain), served.into()].concat()
}

#[test]
fn java_loads_every_store_and_serves_with_its_keys() {
    if peer("java").is_none() {
        return;
    }
    let mut stores = Stores::default();
    let says: Vec<String> = anchors().iter().map(anchor).chain(["trusts 2".to_owned()]).collect();
    stores.put_all("trust", &[], &anchors(), &says);
    for identity in identities() {
        let chain = identity.chain();
        let entry = identity.entry("Example.org", &chain);
        stores.put_all(identity.name, &[entry], &[], &served("example.org", identity));
    }
    stores.put_of_all_keys();
    stores.put_with_passwords();
    assert_eq!(stores.said_by_java(), stores.expected);
}

impl Stores {
    /// Every key and an anchor in one store. Java completes the chains of PKCS#12 by the anchor.
    fn put_of_all_keys(&mut self) {
        let chains: Vec<_> = identities().iter().map(Identity::chain).collect();
        let pairs = identities().iter().zip(&chains);
        let entries: Vec<_> = pairs.map(|(one, chain)| one.entry(one.name, chain)).collect();
        let root = &anchors()[..1];
        let says = |date: fn(i64) -> i64, above: &[&[u8]]| {
            let entries = identities().iter().zip(0..).map(|(identity, number)| {
                let chain = [&identity.chain(), above].concat();
                key(identity.name, identity, date(number), &chain)
            });
            let mut says: Vec<_> = entries.chain([vec![anchor(&root[0])]]).collect();
            says.sort_by_key(|lines| lines[0].split(' ').nth(1).unwrap().to_owned());
            says.concat()
        };
        let made = write_pkcs12(&entries, root, PASSWORD, Strength::Modern, created()).unwrap();
        // the date is what tells the keys apart
        let above = [authorities().root.as_slice()];
        self.put("all.p12", &made, PASSWORD, &["PKCS12"], &says(|number| number, &above));
        let made = write_jks(&entries, root, PASSWORD, created()).unwrap();
        self.put("all.jks", &made, PASSWORD, &["JKS"], &says(|_| 0, &[]));
    }

    fn put_with_passwords(&mut self) {
        let identity = &identities()[1];
        let chain = identity.chain();
        let entry = [identity.entry("a", &chain)];
        let says = served("a", identity);
        // Java turns down every password of PKCS#12 that is not ASCII, its own stores' as well
        let refuses = ["error java.io.IOException: keystore password was incorrect".to_owned()];
        for (number, password) in ["", "\u{fc}ber", "\u{1f511}"].into_iter().enumerate() {
            for strength in STRENGTHS {
                let made = write_pkcs12(&entry, &[], password, strength, created()).unwrap();
                let name = format!("password{number}-{strength:?}");
                let says = if password.is_ascii() { &says[..] } else { &refuses };
                self.put(&name, &made, password, &["PKCS12"], says);
            }
            let made = write_jks(&entry, &[], password, created()).unwrap();
            self.put(&format!("password{number}.jks"), &made, password, &["JKS"], &says);
        }
    }
}
