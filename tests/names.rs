//! The name room against the tables of `tests/vectors/` and against any text at all.
#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap, as tests do")]

use proptest::prelude::*;
use serde_json::Value;
use std::net::IpAddr;
use xmppcert::name::{AccountJid, DnsName, Domain, DomainFault, Jid, Meant, SrvName};

fn vectors(json: &str) -> Vec<Value> {
    let document: Value = serde_json::from_str(json).unwrap();
    let vectors = document["vectors"].as_array().unwrap().clone();
    assert_eq!(document["count"], vectors.len());
    vectors
}

fn identity() -> Vec<Value> {
    vectors(include_str!("vectors/identity.json"))
}

fn is_ip(text: &str) -> bool {
    text.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}

/// Writes a name of the vectors as the name room writes it.
fn rewritten(kind: &str, value: &str) -> String {
    match kind {
        "dns" => DnsName::try_from(value).unwrap().as_ascii(),
        "srv" => SrvName::try_from(value).unwrap().as_ascii(),
        "xmpp" if value.contains('@') => AccountJid::try_from(value).unwrap().to_string(),
        "xmpp" => Jid::try_from(value).unwrap().to_string(),
        "ip" => value.parse::<IpAddr>().unwrap().to_string(),
        other => unreachable!("no kind of name: {other}"),
    }
}

#[test]
fn names_to_be_encoded_are_in_canonical_form() {
    let json = include_str!("vectors/san-encoding.json");
    let document: Value = serde_json::from_str(json).unwrap();
    let single = document["single_general_names"].as_array().unwrap().iter().map(|s| &s["name"]);
    let lists = vectors(json);
    let listed = lists.iter().flat_map(|v| v["names"].as_array().unwrap());
    for name in single.chain(listed) {
        let (kind, value) = (name["type"].as_str().unwrap(), name["value"].as_str().unwrap());
        assert_eq!(rewritten(kind, value), value, "{kind}");
    }
}

#[test]
fn invalid_references_are_refused_and_all_others_are_names() {
    let mut refused = 0;
    for vector in identity() {
        let (id, text) = (&vector["id"], vector["reference"].as_str().unwrap());
        let domain = Domain::try_from(text);
        if vector["expect"] == "invalid-reference" {
            assert!(domain.is_err() && !is_ip(text), "{id}: {text} was taken");
            refused += 1;
        } else if is_ip(text) {
            let fault = domain.unwrap_err().fault().clone();
            assert!(matches!(fault, DomainFault::IpAddress(_)), "{id}: {fault:?}");
        } else {
            assert!(domain.is_ok(), "{id}: {}", domain.unwrap_err());
        }
    }
    assert_eq!(refused, 11);
}

#[test]
fn a_reference_equals_the_name_that_matches_it() {
    let mut compared = 0;
    for vector in identity().iter().filter(|v| v["category"] != "DANE") {
        let Ok(wanted) = Domain::try_from(vector["reference"].as_str().unwrap()) else { continue };
        let Some(at) = vector["matched"]["index"].as_u64() else { continue };
        let value = vector["presented"][at as usize]["value"].as_str().unwrap();
        let presented = match vector["matched"]["kind"].as_str().unwrap() {
            "dns" => Domain::try_from(value).unwrap(),
            "dns-wildcard" => DnsName::try_from(value).unwrap().domain().clone(),
            "srv" => SrvName::try_from(value).unwrap().domain().clone(),
            "xmpp" => Jid::try_from(value).unwrap().domain().clone(),
            _ => continue,
        };
        let is_wildcard = vector["matched"]["kind"] == "dns-wildcard";
        let wanted = if is_wildcard { wanted.parent().unwrap() } else { wanted };
        assert_eq!(wanted, presented, "{}", vector["id"]);
        compared += 1;
    }
    assert!(compared > 40, "only {compared} vectors compared");
}

#[test]
fn refusals_say_in_one_line_what_is_wrong() {
    let long = format!("{}.example", "x".repeat(64));
    for (typed, message) in [
        ("", "\"\" is empty, a domain has at least one label"),
        ("a..b", "a..b has an empty label: a dot too many"),
        ("-x.example", "-x.example has a label that starts or ends with a hyphen, \"-x\""),
        (
            "ab--c.example",
            "ab--c.example has hyphens in places 3 and 4 of \"ab--c\", which only xn-- may have",
        ),
        ("*.com", "*.com is a wildcard: an XMPP domain has no * in it"),
        ("x.org:5222", "x.org:5222 names a port, \"5222\": a certificate holds for every port"),
        (
            "https://x.org/",
            "https://x.org/ starts with a scheme, \"https:\": only the domain is wanted",
        ),
        ("192.0.2.1", "192.0.2.1 is an IP address, not a domain"),
        ("[::1]", "[::1] is an IP address, not a domain"),
        ("１９２.0.2.1", "１９２.0.2.1 is an IP address, not a domain"),
        ("192.0.2.256", "192.0.2.256 ends in a number, \"256\", and is no IP address either"),
        ("☕.example", "☕.example holds U+2615 ☕, which a domain name may not hold"),
        ("❤️.example", "\"❤\\u{fe0f}.example\" holds U+2764 ❤, which a domain name may not hold"),
        ("a!b.example", "a!b.example holds '!', which a domain name may not hold"),
        (
            "a·b.example",
            "a·b.example holds U+00B7 ·, which a domain name may not hold in this place",
        ),
        (
            "a\u{200d}b.example",
            "\"a\\u{200d}b.example\" holds U+200D, which a domain name may not hold in this place",
        ),
        (
            "xn--a.example",
            "xn--a.example has a false A-label, \"xn--a\": it stands for no valid name",
        ),
        (
            "xn--\u{202e}a",
            "\"xn--\\u{202e}a\" has a false A-label, \"xn--\\u{202e}a\": it stands for no valid name",
        ),
        ("xn--53h.example", "xn--53h.example holds U+2615 ☕, which a domain name may not hold"),
        ("אa.example", "אa.example mixes writing directions in a way that RFC 5893 forbids"),
        ("a\u{7}b", "\"a\\u{7}b\" holds the control character U+0007"),
        (" example.org", "\" example.org\" has white space in it"),
        ("my_host.example", "my_host.example has an underscore in it, which no host name has"),
        (&long, &format!("{long} has a label of 64 octets, at most 63 are allowed")),
    ] {
        let error = Domain::try_from(typed).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn lengths_are_counted_on_a_labels() {
    let label = "x".repeat(63);
    let longest = format!("{label}.{label}.{label}.{}", "x".repeat(61));
    let domain = Domain::try_from(longest.as_str()).unwrap();
    assert_eq!(domain.as_ascii().len(), 253);
    assert!(DnsName::try_from(format!("*.{longest}").as_str()).is_err());
    let fault = Domain::try_from(format!("{longest}x").as_str()).unwrap_err().fault().clone();
    assert_eq!(fault, DomainFault::LongName { octets: 254 });
    let umlauts = "ü".repeat(60);
    assert!(matches!(
        Domain::try_from(umlauts.as_str()).unwrap_err().fault(),
        DomainFault::LongLabel { octets: 64.. }
    ));
    let huge = "é.".repeat(100_000);
    assert_eq!(
        *Domain::try_from(huge.as_str()).unwrap_err().fault(),
        DomainFault::Oversized(300_000)
    );
    assert!(Jid::try_from(huge.as_str()).is_err() && SrvName::try_from(huge.as_str()).is_err());
}

/// Whether a guess is what it says it is.
fn parses(meant: &Meant) -> bool {
    match meant {
        Meant::Domain(name) => Domain::try_from(name.as_str()).is_ok(),
        Meant::Jid(name) => Jid::try_from(name.as_str()).is_ok(),
        Meant::Ip(address) => address.parse::<IpAddr>().is_ok(),
        Meant::Wildcard(_) => DnsName::try_from(meant.to_string().as_str()).is_ok(),
        Meant::SrvName(name) => SrvName::try_from(name.as_str()).is_ok(),
        Meant::Several(names) => names.iter().all(|n| Domain::try_from(n.as_str()).is_ok()),
    }
}

/// Texts that are nearly names: letters of many scripts, and all punctuation that we know.
fn nearly() -> impl Strategy<Value = String> {
    let letters = "[a-cX-Z0-2üÜßςΣא-גب١۲नेと・·ｅ。☕\u{200d}\u{202e}\u{301}-]{0,6}";
    let between = prop_oneof![
        8 => Just("."), 1 => Just(".."), 1 => Just("@"), 1 => Just("/"), 1 => Just(":"),
        1 => Just("*."), 1 => Just(","), 1 => Just(" "), 1 => Just("://"), 1 => Just("xmpp:"),
        1 => Just("_xmpp-server."), 1 => Just("_tcp."), 1 => Just("xn--"), 1 => Just("[::1]")
    ];
    prop::collection::vec((between, letters), 0..6)
        .prop_map(|parts| parts.iter().map(|(mark, text)| format!("{text}{mark}")).collect())
}

/// Names of which most are valid.
fn mostly_valid() -> impl Strategy<Value = String> {
    let label =
        prop_oneof!["[a-zA-Z0-9]{1,8}", "[a-zäßςжñ]{1,9}", "[あ-んア-ン・]{1,5}", "[א-ת]{1,5}"];
    prop::collection::vec(label, 1..5).prop_map(|labels| labels.join("."))
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in prop_oneof![any::<String>(), nearly()]) {
        let is_unfit = |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202E}');
        let line = |error: &dyn std::fmt::Display| !error.to_string().contains(is_unfit);
        let domain = Domain::try_from(text.as_str()).err();
        let jid = Jid::try_from(text.as_str()).err();
        let srv = SrvName::try_from(text.as_str()).err();
        let dns = DnsName::try_from(text.as_str()).err();
        let account = AccountJid::try_from(text.as_str()).err();
        prop_assert!(domain.iter().all(|e| line(e)) && jid.iter().all(|e| line(e)));
        prop_assert!(srv.iter().all(|e| line(e)) && dns.iter().all(|e| line(e)));
        let meant = [
            domain.and_then(|e| e.meant()), jid.and_then(|e| e.meant()), srv.and_then(|e| e.meant()),
            dns.and_then(|e| e.meant()), account.and_then(|e| e.meant()),
        ];
        for guess in meant.iter().flatten() {
            prop_assert!(parses(guess), "{guess:?}");
        }
    }

    #[test]
    fn a_domain_is_its_own_canonical_form(text in prop_oneof![nearly(), mostly_valid()]) {
        if let Ok(domain) = Domain::try_from(text.as_str()) {
            let ascii = domain.as_ascii();
            prop_assert_eq!(&Domain::try_from(domain.to_string().as_str()).unwrap(), &domain);
            prop_assert_eq!(&Domain::try_from(ascii).unwrap(), &domain);
            prop_assert!(ascii.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.')));
            prop_assert!(!ascii.is_empty() && ascii.len() <= 253 && !ascii.contains(".."));
            prop_assert!(!ascii.starts_with('.') && !ascii.ends_with('.'));
            prop_assert!(domain.labels().all(|label| label.len() <= 63));
            if let Some(parent) = domain.parent() {
                prop_assert_eq!(&Domain::try_from(parent.as_ascii()).unwrap(), &parent);
            }
        }
    }

    #[test]
    fn a_jid_is_its_own_canonical_form(
        local in "[a-zA-ZÜß+.=٠א☕]{1,6}", domain in mostly_valid(), resource in "[ -~ⅫﬁÅא]{1,8}"
    ) {
        for text in [format!("{local}@{domain}"), format!("{local}@{domain}/{resource}")] {
            if let Ok(jid) = Jid::try_from(text.as_str()) {
                prop_assert_eq!(&Jid::try_from(jid.to_string().as_str()).unwrap(), &jid);
                prop_assert!(jid.bare().resource().is_none());
            }
        }
    }

    #[test]
    fn any_jid_is_its_own_canonical_form(text in prop_oneof![any::<String>(), nearly()]) {
        if let Ok(jid) = Jid::try_from(text.as_str()) {
            prop_assert_eq!(Jid::try_from(jid.to_string().as_str()).unwrap(), jid);
        }
    }
}
