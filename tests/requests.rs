//! Requests made by the command line: their octets, and what OpenSSL and GnuTLS see in them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::LazyLock;

use serde_json::Value;
use support::{Place, der, peer, san, words};

static VECTORS: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("vectors/san-encoding.json")).unwrap());

/// One key of every kind, made once: RSA keys take their time.
static KEYS: LazyLock<Place> = LazyLock::new(|| {
    let place = Place::default();
    for kind in KINDS {
        place.xmppcert(&["key", "--type", kind, "--out", kind]).sound();
    }
    place
});

const KINDS: [&str; 7] = ["p256", "p384", "p521", "ed25519", "rsa2048", "rsa3072", "rsa4096"];

fn key(kind: &str) -> String {
    KEYS.path(kind).display().to_string()
}

fn vectors() -> impl Iterator<Item = (&'static str, &'static Value)> {
    let vectors = VECTORS["vectors"].as_array().unwrap();
    assert_eq!(VECTORS["count"].as_u64(), Some(vectors.len() as u64));
    vectors.iter().map(|vector| (vector["id"].as_str().unwrap(), vector))
}

/// What a user types to get each vector.
fn typed(id: &str) -> &'static str {
    match id {
        "san-02" => "im.example.com --for rfc6120",
        "san-03" => "example.net --component conference --for rfc6120",
        "san-04" => "example.org --for public-ca",
        "san-05" => "example.org --wildcard --xmpp-addr",
        "san-08" => "пример.испытание --for rfc6120",
        "san-10" => "localhost --xmpp-addr",
        "san-11" => "--san xmpp:example.com",
        "san-12" => "--jid juliet@example.com",
        "san-13" => "--jid jülïet@münchen.example",
        "san-14" => "--jid juliet@example.com --jid romeo@example.net",
        "san-15" => "xmpp1.example.com --no-srv-name --ip 192.0.2.1 --ip 2001:db8::1",
        _ => panic!("{id} is new: what does a user type for it?"),
    }
}

#[test]
fn what_a_user_types_gives_the_octets_of_every_vector() {
    let place = Place::default();
    for (id, vector) in vectors() {
        let (request, report) = place.request(&words(typed(id)));
        assert_eq!(san(&request), vector["extension_der"].as_str().unwrap(), "{id}");
        assert_eq!(report["facts"]["fates"].as_array().unwrap().len(), names(vector).len());
    }
}

#[test]
fn the_same_names_by_san_alone_give_the_octets_of_every_vector() {
    let place = Place::default();
    for (id, vector) in vectors() {
        let names = names(vector);
        let typed: Vec<&str> = names.iter().flat_map(|name| ["--san", name]).collect();
        let (request, _) = place.request(&typed);
        assert_eq!(san(&request), vector["extension_der"].as_str().unwrap(), "{id}");
    }
}

/// The names of a vector as `--san` takes them.
fn names(vector: &Value) -> Vec<String> {
    let of = |name: &Value| {
        format!("{}:{}", name["type"].as_str().unwrap(), name["value"].as_str().unwrap())
    };
    vector["names"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn a_critical_extension_has_the_octets_of_the_critical_vector() {
    let place = Place::default();
    for (id, vector) in vectors() {
        let names = names(vector);
        let typed: Vec<&str> = names.iter().flat_map(|name| ["--san", name]).collect();
        let (request, _) = place.request(&[&typed[..], &["--subject", ""]].concat());
        assert_eq!(san(&request), vector["extension_critical_der"].as_str().unwrap(), "{id}");
    }
}

#[test]
fn a_request_for_a_public_ca_asks_for_nothing_but_the_vector() {
    let place = Place::default();
    let vector = vectors().find(|(id, _)| *id == "san-04").unwrap().1;
    let (request, _) = place.request(&["example.org", "--for", "public-ca"]);
    let attribute = vector["csr_extension_request_attribute_der"].as_str().unwrap();
    assert!(support::hex(&request).contains(attribute));
}

const ALL_KINDS_OF_NAMES: &str = "example.org münchen.example --component conference.example.org \
     --wildcard --xmpp-addr --ip 192.0.2.1 --ip 2001:db8::1 --san xmpp:jülïet@münchen.example";

/// What OpenSSL and GnuTLS print of them.
const SHOWN: [(&str, &str); 10] = [
    ("DNS:example.org,", "DNSname: example.org\n"),
    ("DNS:*.xn--mnchen-3ya.example,", "DNSname: *.xn--mnchen-3ya.example"),
    ("DNS:conference.example.org,", "DNSname: conference.example.org\n"),
    ("SRVName::_xmpp-client.example.org,", "SRVName: _xmpp-client.example.org\n"),
    (
        "SRVName::_xmpp-server.xn--mnchen-3ya.example,",
        "SRVName: _xmpp-server.xn--mnchen-3ya.example\n",
    ),
    (
        "SRVName::_xmpp-server.conference.example.org,",
        "SRVName: _xmpp-server.conference.example.org\n",
    ),
    ("XmppAddr::münchen.example,", "XMPP Address: münchen.example\n"),
    ("IP Address:192.0.2.1,", "IPAddress: 192.0.2.1\n"),
    ("IP Address:2001:DB8:0:0:0:0:0:1,", "IPAddress: 2001:db8::1\n"),
    ("XmppAddr::jülïet@münchen.example\n", "XMPP Address: jülïet@münchen.example\n"),
];

#[test]
fn openssl_verifies_and_prints_the_request_of_every_kind_of_key() {
    if peer("openssl").is_none() {
        return;
    }
    let place = Place::default();
    for kind in KINDS {
        place.request(&[&words(ALL_KINDS_OF_NAMES)[..], &["--key", &key(kind)]].concat());
        let told = place.run("openssl", &words("req -verify -noout -text -in made.csr")).sound();
        let (text, said) = (told.text(), format!("{}{}", told.text(), told.err));
        assert!(said.contains("verify OK"), "{kind}: {said}");
        assert!(!text.contains("unsupported"), "{kind}: {text}");
        for (shown, _) in SHOWN {
            assert!(text.contains(shown), "{kind}: {shown} is not in {text}");
        }
        assert_eq!(text.matches("othername:").count(), 9, "{text}");
        assert_eq!(text.matches("DNS:").count(), 5, "{text}");
    }
}

#[test]
fn gnutls_verifies_and_prints_the_request_of_every_kind_of_key() {
    if peer("certtool").is_none() {
        return;
    }
    let place = Place::default();
    for kind in KINDS {
        place.request(&[&words(ALL_KINDS_OF_NAMES)[..], &["--key", &key(kind)]].concat());
        let told = place.run("certtool", &words("--crq-info --infile made.csr")).sound();
        let text = told.text();
        assert!(text.contains("Self signature: verified"), "{kind}: {text}{}", told.err);
        for (_, shown) in SHOWN {
            assert!(text.contains(shown), "{kind}: {shown} is not in {text}");
        }
    }
}

/// The lines of `openssl asn1parse`.
fn asn1(place: &Place) -> String {
    place.run("openssl", &words("asn1parse -i -in made.csr")).sound().text()
}

#[test]
fn names_and_subjects_have_the_string_types_of_their_standards() {
    if peer("openssl").is_none() {
        return;
    }
    let place = Place::default();
    let subject = "CN=example.org,O=Münchner Verein,C=DE,serialNumber=7,emailAddress=a@example.org";
    let (request, _) = place.request(&["example.org", "--for", "rfc6120", "--subject", subject]);
    let shown = asn1(&place);
    // each attribute's value stands on the line below its type
    let below = |kind: &str| {
        let mut lines = shown.lines().skip_while(|line| !line.ends_with(kind));
        lines.nth(1).unwrap_or_else(|| panic!("no {kind} in {shown}")).to_owned()
    };
    for (kind, value) in [
        (":commonName", "UTF8STRING        :example.org"),
        (":organizationName", "UTF8STRING        :Münchner Verein"),
        (":countryName", "PRINTABLESTRING   :DE"),
        (":serialNumber", "PRINTABLESTRING   :7"),
        (":emailAddress", "IA5STRING         :a@example.org"),
    ] {
        assert!(below(kind).ends_with(value), "{kind}: {}", below(kind));
    }
    place.put("san.der", extension_value(&request));
    let san = place.run("openssl", &words("asn1parse -inform DER -in san.der")).sound().text();
    let under = |oid: &str| -> Vec<&str> {
        let lines: Vec<&str> = san.lines().collect();
        let at = (0..lines.len()).filter(|at| lines[*at].ends_with(oid));
        // below the identifier the [0] wrapper, and below that the string
        at.map(|at| lines[at + 2]).collect()
    };
    let srv = under(":SRVName");
    assert!(srv[0].ends_with("IA5STRING         :_xmpp-client.example.org"), "{san}");
    assert!(srv[1].ends_with("IA5STRING         :_xmpp-server.example.org"), "{san}");
    let xmpp = under(":XmppAddr");
    assert!(xmpp[0].ends_with("UTF8STRING        :example.org"), "{san}");
    assert_eq!((srv.len(), xmpp.len()), (2, 1));
}

/// The GeneralNames of a request.
fn extension_value(request: &[u8]) -> Vec<u8> {
    let hex = san(request);
    let octets: Vec<u8> = (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect();
    let vector = vectors().find(|(id, _)| *id == "san-02").unwrap().1;
    assert!(vector["extension_der"].as_str().unwrap().contains("0603551d11"));
    let inner = octets.windows(5).position(|five| five == [0x06, 0x03, 0x55, 0x1d, 0x11]).unwrap();
    // OCTET STRING, then its length: one octet, or as many as the first says
    let length = octets[inner + 6];
    let skip = if length < 0x80 { 7 } else { 7 + usize::from(length & 0x7f) };
    octets[inner + skip..].to_vec()
}

#[test]
fn a_subject_has_what_was_typed_and_never_a_placeholder() {
    let place = Place::default();
    let subject = |typed: &[&str]| -> (String, bool) {
        let (request, report) = place.request(typed);
        // critical: BOOLEAN TRUE behind the identifier
        let critical = san(&request).contains("0603551d110101ff");
        (report["facts"]["subject"].as_str().unwrap().to_owned(), critical)
    };
    assert_eq!(subject(&["example.org"]), ("CN=example.org".to_owned(), false));
    assert_eq!(subject(&["--jid", "juliet@example.org"]).0, "CN=juliet@example.org");
    assert_eq!(subject(&["münchen.example"]).0, "CN=xn--mnchen-3ya.example");
    assert_eq!(subject(&["a.example", "--subject", "O=A"]), ("O=A".to_owned(), false));
    let label = "a".repeat(56);
    let (longest, longer) = (format!("{label}.example"), format!("{label}b.example"));
    assert_eq!(subject(&[&longest]), (format!("CN={longest}"), false));
    assert_eq!(subject(&[&longer]), (String::new(), true), "65 characters are too many");
    assert_eq!(subject(&[&longer, "--subject", "O=A"]), ("O=A".to_owned(), false));
    for typed in ["C=", "C=XX1", "CN=", "C=--", "CN=a\tb"] {
        let refused = place.xmppcert(&["csr", "a.example", "--subject", typed]);
        assert_eq!(refused.status, Some(2), "{typed}: {}", refused.err);
    }
}

#[test]
fn the_request_is_signed_by_the_key_that_was_given() {
    let Some(openssl) = peer("openssl") else { return };
    let place = Place::default();
    for kind in KINDS {
        place.request(&["example.org", "--key", &key(kind)]);
        let mine = place.run("openssl", &["pkey", "-pubout", "-in", &key(kind)]).sound().out;
        let asked = openssl.run("req -noout -pubkey", &place.read("made.csr")).unwrap();
        assert_eq!(mine, asked, "{kind}");
        assert!(!der(&asked).is_empty());
    }
}
