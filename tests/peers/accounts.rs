//! Certificates of users, for SASL EXTERNAL.

use super::cases::Case;
use xmppcert::name::AccountJid;
use xmppcert::servers::{Accepts, ShownAccount, choose, who_admits};

fn admits(server: &str, words: &str) -> (Accepts, String) {
    let (case, jid) = (Case::read(words), AccountJid::try_from("juliet@a.example").unwrap());
    let shown = ShownAccount {
        names: &case.names,
        jid: &jid,
        purposes: case.purposes.as_deref(),
        key: &case.key,
        path: case.path,
    };
    let choice = choose(server).unwrap();
    let row = who_admits(&shown).into_iter().find(|row| choice.says(row)).unwrap();
    (row.accepts, row.why)
}

#[test]
fn an_account_is_let_in_by_its_xmpp_addr() {
    for server in ["ejabberd", "ejabberd@23.01", "mongooseim", "jabberd2"] {
        let accepts = |words: &str| admits(server, words).0;
        assert_eq!(accepts("xmpp:juliet@a.example clientAuth"), Accepts::Yes, "{server}");
        assert_eq!(accepts("xmpp:juliet@a.example serverAuth"), Accepts::No, "{server}");
        assert_eq!(accepts("xmpp:romeo@a.example"), Accepts::No, "{server}");
        assert_eq!(accepts("xmpp:juliet@a.example expired"), Accepts::No, "{server}");
    }
}

/// Run with ejabberd 23.01: a verified certificate without XmppAddr logged in as whoever it asked.
#[test]
fn ejabberd_lets_a_nameless_certificate_in_as_anybody() {
    let (accepts, why) = admits("ejabberd", "cn:random clientAuth");
    assert_eq!(accepts, Accepts::Yes);
    let says = "the certificate has no XmppAddr, and so lets its holder in as anybody; EXTERNAL is \
                offered where tls_verify is true";
    assert_eq!(why, says);
    assert_eq!(admits("ejabberd", "xmpp:a.example").0, Accepts::Yes);
    assert_eq!(admits("ejabberd", "xmpp:b.example").0, Accepts::No);
    assert_eq!(admits("mongooseim", "cn:random").0, Accepts::No);
}

#[test]
fn jabberd2_reads_other_names_octet_by_octet() {
    assert_eq!(admits("jabberd2", "cn:juliet@a.example").0, Accepts::Yes);
    assert_eq!(admits("jabberd2", "cn:Juliet@a.example").0, Accepts::No);
    assert_eq!(admits("mongooseim", "cn:juliet@a.example").0, Accepts::No);
}
