//! xmpp-proxy's files, the expected read off `read_certified_key`.

use crate::pem_files::{Pki, chain, codes, load};

#[test]
fn the_first_certificate_is_the_leaf_and_any_plain_key_does() {
    let Pki { root, middle, leaf } = Pki::default();
    let made = [&root, &middle, &leaf];
    let of = |certificates: &str, key: &str| {
        let files = [("chain.pem", certificates.to_owned()), ("key.pem", key.to_owned())];
        let loading = load("xmpp-proxy", &files, &["example.org"]);
        (
            chain(&loading, 0, &made),
            codes(&loading).first().map_or(String::new(), |code| (*code).to_owned()),
        )
    };
    let (l, m, r, key) = (leaf.pem(), middle.pem(), root.pem(), leaf.key_pem());
    let served =
        |names: &[&str]| (names.iter().map(|name| (*name).to_owned()).collect(), String::new());
    let refused = |code: &str| (vec![], code.to_owned());
    assert_eq!(of(&[l.as_str(), &m].concat(), &key), served(&["leaf", "middle"]));
    assert_eq!(of(&[l.as_str(), &r, &m].concat(), &key), served(&["leaf", "root", "middle"]));
    assert_eq!(of(&[m.as_str(), &l].concat(), &key), refused("key-not-of-leaf"));
    assert_eq!(of(&l, &leaf.key.to_sec1_pem().unwrap()), served(&["leaf"]));
    assert_eq!(of(&l, &middle.key_pem()), refused("key-not-of-leaf"));
    assert_eq!(of(&l, "no key"), refused("key-not-loaded"));
    if let Some(sealed) = leaf.sealed_key() {
        assert_eq!(of(&l, &sealed), refused("key-not-loaded"));
        // a key that it can read may stand behind one that it cannot
        assert_eq!(of(&l, &[sealed.as_str(), &key].concat()), served(&["leaf"]));
    }
    assert_eq!(of("no certificate", &key), refused("file-refused"));
    assert_eq!(of(&l[..l.len() - 30], &key), refused("file-refused"));
    // one block that cannot be read spoils the others
    assert_eq!(of(&[l.as_str(), &m[..m.len() - 30]].concat(), &key), refused("file-refused"));
    let file = [("both.pem", [key.as_str(), &l, &m].concat())];
    let loading = load("xmpp-proxy", &file, &["example.org", "example.net"]);
    assert_eq!(loading.served[1].chain.len(), 2);
}
