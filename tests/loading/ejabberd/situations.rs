//! Files as an operator may leave them where `certfiles` looks.

use std::sync::Arc;

use rcgen::SerialNumber;

use super::super::pki::{
    DOMAIN, ED25519, Leaf, P384, P521, PKI, RIGHT, RSA, Wish, certificate, inner, leaf, named,
    outer, right, root, rsa_pss,
};
use super::super::situation::{File, Situation, directory, file, link};
use crate::mint::{self, Minted};

/// All hosts that ejabberd has in its configuration.
pub const HOSTS: [&str; 6] = [
    DOMAIN,
    "other.example",
    "wild.example",
    "a.wild.example",
    "b.a.wild.example",
    "third.example",
];

/// Those in which ejabberd takes one of several, and nobody can tell which.
pub const UNCERTAIN: [&str; 5] = [
    "parent of a wildcard",
    "names without certificate",
    "nameless beside named",
    "newer one without its intermediate",
    "equally long",
];

/// A CA of which no situation has anything.
pub fn anchor() -> String {
    certificate(mint::root(mint::ca("Anchor")).link.der())
}

/// With the key behind the chain, as `export` writes it.
fn whole(leaf: &Leaf) -> String {
    leaf.fullchain() + &leaf.key
}

fn one(name: &'static str, content: impl AsRef<[u8]>) -> Situation {
    Situation::new(name, [file("chat.pem", content)])
}

/// A file beside one that is right.
fn beside(name: &'static str, path: &str, content: impl AsRef<[u8]>) -> Situation {
    Situation::new(name, [file("chat.pem", whole(&right())), file(path, content)])
}

fn kind(kind: &'static rcgen::SignatureAlgorithm) -> Leaf {
    leaf(&Wish { kind, ..RIGHT })
}

pub fn situations() -> Vec<Situation> {
    [forms(), keys(), broken(), names(), several(), places()].concat()
}

/// Orders and pieces.
fn forms() -> Vec<Situation> {
    let leaf = right();
    let (key, pem) = (&leaf.key, leaf.pem());
    let crlf = whole(&leaf).replace('\n', "\r\n");
    let bag = format!("Bag Attributes\n    friendlyName: chat\n{}", whole(&leaf));
    vec![
        one("right", whole(&leaf)),
        Situation::new(
            "separate key",
            [file("fullchain.pem", leaf.fullchain()), file("privkey.pem", key)],
        ),
        Situation::new(
            "four files",
            [file("a", &pem), file("b", key), file("c", outer()), file("d", inner())],
        ),
        one("key first", key.clone() + &leaf.fullchain()),
        one("key in the middle", pem.clone() + key + &inner() + &outer()),
        one("leaf last", inner() + &outer() + &pem + key),
        one("reversed chain", pem.clone() + &outer() + &inner() + key),
        one("missing intermediate", pem.clone() + key),
        one("second intermediate missing", pem.clone() + &inner() + key),
        one("first intermediate missing", pem.clone() + &outer() + key),
        one("root included", leaf.fullchain() + &root() + key),
        one("everything twice", whole(&leaf) + &whole(&leaf)),
        beside("the certificate in a second file", "again.pem", whole(&leaf)),
        one("CRLF", crlf),
        one("CR alone", whole(&leaf).replace('\n', "\r")),
        one("Bag Attributes before BEGIN", bag),
        one("text behind the END", whole(&leaf) + "\nso much for that\n"),
        one("octets among the base64 that are none", whole(&leaf).replace("\nMII", "\n M!II")),
    ]
}

/// Kinds and formats of keys.
fn keys() -> Vec<Situation> {
    let (ec, rsa, pss) = (right(), kind(RSA), rsa_pss());
    let chain = ec.fullchain();
    let old = ec.encrypted("secret").replace("ENCRYPTED PRIVATE", "RSA PRIVATE").replace(
        "KEY-----\nMII",
        "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\nMII",
    );
    vec![
        one("SEC1", chain.clone() + &ec.sec1()),
        one("RSA, PKCS#8", whole(&rsa)),
        one("RSA, PKCS#1", rsa.fullchain() + &rsa.pkcs1()),
        one("P-384", whole(&kind(P384))),
        one("P-521", whole(&kind(P521))),
        one("Ed25519", whole(&kind(ED25519))),
        beside("Ed25519 beside", "z.pem", whole(&kind(ED25519))),
        one("Ed25519 without its key", kind(ED25519).fullchain()),
        beside("an Ed25519 key beside", "z.key", &kind(ED25519).key),
        one("RSA-PSS", pss.pem() + &pss.key),
        one("RSA-PSS without its key", pss.pem()),
        one("encrypted key", chain.clone() + &ec.encrypted("secret")),
        one("encrypted key and passphrase", chain.clone() + &ec.encrypted("secret"))
            .passphrase("secret"),
        one("encrypted key of old", chain.clone() + &old),
        one("key of another certificate", chain.clone() + &right().key),
        one("EC key without its point", chain.clone() + &without_point(&ec)),
        beside("key that is nobody's", "z.key", right().key),
        one("EC parameters before the key", chain + EC_PARAMETERS + &ec.sec1()),
    ]
}

const EC_PARAMETERS: &str =
    "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";

/// As `openssl ec -no_public` leaves it (RFC 5915 §3).
fn without_point(leaf: &Leaf) -> String {
    let blocks = xmppcert::pki::pem::blocks(leaf.sec1().as_bytes());
    let der = blocks.into_iter().next().unwrap().unwrap().der;
    // the SEQUENCE, version 1, 32 octets and the named curve, and nothing behind them
    let octets = [&[0x30, 49][..], &der[2..2 + 3 + 34 + 12]].concat();
    xmppcert::pki::pem::encode("EC PRIVATE KEY", &octets).to_string()
}

/// What cannot be loaded.
fn broken() -> Vec<Situation> {
    let leaf = right();
    let pem = whole(&leaf);
    let bom = [&b"\xef\xbb\xbf"[..], pem.as_bytes()].concat();
    let trusted = pem.replacen(" CERTIFICATE", " TRUSTED CERTIFICATE", 2);
    let spoilt = leaf.pem().replacen("MII", "AII", 1);
    let nested = leaf.pem().replace("-----END CERTIFICATE-----\n", "") + &pem;
    let first = Situation::new(
        "BOM before a key",
        [file("chat.pem", [&b"\xef\xbb\xbf"[..], right().key.as_bytes(), pem.as_bytes()].concat())],
    );
    vec![
        beside("certificate without its key", "stray.pem", right().pem()),
        beside(
            "intermediate of another CA",
            "stray.pem",
            certificate(PKI.root.issue(mint::ca("Former")).link.der()),
        ),
        beside("root that signed nothing there", "root.pem", anchor()),
        beside("cut PEM", "cut.pem", &pem[..pem.len() / 2]),
        beside("garbage", "garbage.pem", "this is no certificate\n"),
        beside("empty file", "empty.pem", ""),
        beside("DER", "chat.der", &right().der),
        beside("DH parameters alone", "dh.pem", EC_PARAMETERS),
        beside("damaged DER", "bad.pem", spoilt),
        one("nested PEM", nested),
        one(
            "nested in what is passed over",
            format!("-----BEGIN PUBLIC KEY-----\n{}{pem}", leaf.pem()),
        ),
        one("a BEGIN and no more behind all", format!("{pem}-----BEGIN CERTIFICATE-----\nMII\n")),
        beside("encrypted key that is nobody's", "z.key", right().encrypted("secret")),
        one("BOM before the leaf", bom),
        first,
        one("blank before BEGIN", pem.replacen("-----BEGIN", " -----BEGIN", 1)),
        one("TRUSTED CERTIFICATE", trusted),
        Situation::new("no file at all", []),
        Situation::new("key alone", [file("privkey.pem", &leaf.key)]),
    ]
}

fn time(seconds: i64) -> Option<::time::OffsetDateTime> {
    ::time::OffsetDateTime::from_unix_timestamp(seconds).ok()
}

/// What certificates are found by.
fn names() -> Vec<Situation> {
    let wish = |cn, names| whole(&leaf(&Wish { cn, names, ..RIGHT }));
    let days = |days| whole(&leaf(&Wish { days, ..RIGHT }));
    vec![
        one("wrong name", whole(&named(&["elsewhere.example"]))),
        one("expired", days((-90, -1))),
        one("not yet valid", days((1, 90))),
        one("CN alone", wish(DOMAIN, "")),
        one("CN beside another dNSName", wish(DOMAIN, "dns:else.example")),
        one("SRVName alone", wish("", "srv:_xmpp-server.chat.example")),
        one("XmppAddr alone", wish("", "xmpp:chat.example")),
        one(
            "all kinds of names",
            wish("", "dns:chat.example srv:_xmpp-client.chat.example xmpp:chat.example"),
        ),
        one("no name at all", wish("", "")),
        one("capitals", wish("", "dns:Chat.Example")),
        one("wildcard", wish("", "dns:*.wild.example")).domains(&[
            "wild.example",
            "a.wild.example",
            "b.a.wild.example",
            DOMAIN,
        ]),
        beside("wildcard and exact", "wild.pem", wish("", "dns:*.wild.example"))
            .domains(&["a.wild.example", DOMAIN]),
        Situation::new(
            "parent of a wildcard",
            [
                file("a.pem", wish("", "dns:*.wild.example")),
                file("b.pem", wish("", "dns:other.example dns:third.example dns:fourth.example")),
            ],
        )
        .domains(&["wild.example"]),
        beside("names without certificate", "z.pem", wish("", "dns:other.example")).domains(&[
            DOMAIN,
            "other.example",
            "third.example",
        ]),
        one("several domains", wish("", "dns:chat.example dns:other.example"))
            .domains(&[DOMAIN, "other.example"]),
        Situation::new(
            "nameless beside named",
            [file("a.pem", wish("", "")), file("b.pem", wish("", "dns:other.example"))],
        )
        .domains(&["other.example", DOMAIN]),
    ]
}

/// Several candidates for one domain.
fn several() -> Vec<Situation> {
    let of = |kind, days| leaf(&Wish { kind, days, ..RIGHT });
    let p256 = |days| leaf(&Wish { days, ..RIGHT });
    let two = |name, first: String, second: String| {
        Situation::new(name, [file("a.pem", first), file("b.pem", second)])
    };
    let (early, late) = (p256((-60, 20)), p256((-10, 80)));
    let (day, shared) = ((-10, 80), p256((-10, 80)));
    let again = super::super::pki::leaf_of(&RIGHT, &shared);
    let longer = super::super::pki::leaf_of(&Wish { days: (-10, 85), ..RIGHT }, &shared);
    vec![
        two("older and newer", whole(&early), whole(&late)),
        two("newer and older", whole(&late), whole(&early)),
        two("RSA and EC", whole(&of(RSA, day)), whole(&of(P384, day))),
        two("newer RSA and older EC", whole(&of(RSA, day)), whole(&early)),
        two("valid RSA and expired EC", whole(&of(RSA, day)), whole(&p256((-90, -1)))),
        two("expired and valid", whole(&p256((-90, -1))), whole(&late)),
        two("valid and to be valid", whole(&p256((1, 95))), whole(&late)),
        two("newer self-signed one", lone(&late), whole(&early)),
        two("valid self-signed one and expired", lone(&late), whole(&p256((-90, -1)))),
        two("two self-signed", lone(&early), lone(&late)),
        two("newer one without its intermediate", orphan(95), whole(&early)),
        two("one key, renewed", whole(&shared), longer.fullchain()),
        two("equally long", whole(&shared), again.fullchain()),
        rival(
            "by its CN, and the later one",
            Wish { cn: DOMAIN, names: "dns:else.example", ..RIGHT },
        ),
        rival("not by capitals", Wish { names: "dns:Chat.Example", ..RIGHT }),
        rival("not by an SRVName", Wish { names: "srv:_xmpp-server.chat.example", ..RIGHT }),
        rival("not by an XmppAddr", Wish { names: "xmpp:chat.example", ..RIGHT }),
        rival("not by a wildcard above", Wish { names: "dns:*.chat.example", ..RIGHT }),
        rival("by the exact name before a wildcard", Wish { names: "dns:*.example", ..RIGHT }),
        namesake("namesake of the intermediate, lower serial number", 1),
        namesake("namesake of the intermediate, higher serial number", 0x7f),
        circle(),
    ]
}

/// One that ends sooner, and another that would be taken if it counted for the domain.
fn rival(name: &'static str, wish: Wish<'_>) -> Situation {
    let sooner = leaf(&Wish { days: (-10, 20), ..RIGHT });
    Situation::new(name, [file("a.pem", whole(&sooner)), file("b.pem", whole(&leaf(&wish)))])
}

/// Issued by another CA, which is not there.
fn orphan(days: i64) -> String {
    let mut params = mint::leaf(DOMAIN);
    let now = ::time::OffsetDateTime::now_utc();
    (params.not_before, params.not_after) = (now, now + ::time::Duration::days(days));
    let minted = mint::root(mint::ca("Stranger")).issue(params);
    certificate(minted.link.der()) + &pkcs8(&minted)
}

/// Self-signed, with the dates of another.
fn lone(leaf: &Leaf) -> String {
    let mut params = mint::leaf(DOMAIN);
    let link = xmppcert::pki::link::Link::from_der(&leaf.der).unwrap();
    params.not_before = time(link.not_before).unwrap();
    params.not_after = time(link.not_after).unwrap();
    let minted = mint::root(params);
    certificate(minted.link.der()) + &pkcs8(&minted)
}

fn pkcs8(minted: &Minted) -> String {
    xmppcert::pki::pem::encode("PRIVATE KEY", &minted.key.serialize_der()).to_string()
}

/// Beside the intermediate another certificate of its name with another key.
fn namesake(name: &'static str, first: u8) -> Situation {
    let mut params = mint::ca("Inner");
    let serial = [&[first][..], &[0x11; 20]].concat();
    params.serial_number = Some(SerialNumber::from(if first == 1 { vec![first] } else { serial }));
    let decoy = PKI.outer.issue(params);
    beside(name, "decoy.pem", certificate(decoy.link.der()))
}

/// Two CAs that have signed each other.
fn circle() -> Situation {
    let (one, two) = (mint::root(mint::ca("One")), mint::root(mint::ca("Two")));
    let crossed = [
        one.issue_for(mint::ca("Two"), Arc::clone(&two.key)),
        two.issue_for(mint::ca("One"), Arc::clone(&one.key)),
    ];
    let leaf = one.issue(mint::leaf(DOMAIN));
    let pem = |minted: &Minted| certificate(minted.link.der());
    let all = pem(&leaf) + &pem(&crossed[0]) + &pem(&crossed[1]) + &pkcs8(&leaf);
    Situation::new("two CAs that signed each other", [file("chat.pem", all)])
}

/// Where files stand, and who may read them.
fn places() -> Vec<Situation> {
    let leaf = right();
    let pem = whole(&leaf);
    let at = |path: &str| file(path, &pem);
    let situation = |name, files: Vec<File>| Situation::new(name, files);
    vec![
        situation("any file name", vec![at("README")]),
        situation("dot file", vec![at(".chat.pem")]),
        situation(
            "left over of an editor",
            vec![at("chat.pem"), file(".chat.pem.swp", "b0VIM 8.2\n")],
        ),
        situation("directory beside", vec![at("chat.pem"), file("old/chat.pem", &pem)]),
        situation("symbolic link", vec![at("chat.pem"), link("link.pem", "chat.pem")]),
        situation(
            "unreadable key",
            vec![file("chat.pem", leaf.fullchain()), file("chat.key", &leaf.key).mode(0o600)],
        ),
        situation(
            "unreadable file beside",
            vec![at("chat.pem"), file("z.pem", "whatever").mode(0o600)],
        ),
        situation("unreadable directory", vec![directory("", 0o700), at("chat.pem")]),
    ]
}
