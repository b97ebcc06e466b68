//! How verdicts are shown, and that nothing is made up of servers that are silent.

use super::cases::Case;
use serde_json::Value;
use xmppcert::render::{Format, Manner};
use xmppcert::report::{Facts, PeersFacts, Report, VerdictFacts};
use xmppcert::servers::{SERVERS, peers, who_accepts};

/// A verdict that has nothing but its peers, in a format.
fn rendered(peers: PeersFacts, format: &str) -> String {
    let facts = VerdictFacts { peers: Some(peers), ..VerdictFacts::default() };
    let facts = Facts::Verdict(Box::new(facts));
    let report = Report { subject: "a.pem".to_owned(), facts, findings: Vec::new() };
    Format::find(format).unwrap().render("verify", &[report], Manner::default())
}

#[test]
fn servers_of_which_nothing_is_known_have_no_verdict() {
    let facts = peers(who_accepts(&Case::read("dns:a.example").shown()));
    assert_eq!(facts.unknown, ["M-Link", "Cisco IM&P"]);
    assert!(facts.rows.iter().all(|row| row.server != "mlink" && row.server != "cisco-imp"));
    let told = SERVERS.iter().filter(|server| facts.rows.iter().any(|r| r.server == server.name));
    assert_eq!(told.count() + facts.unknown.len(), SERVERS.len());
}

#[test]
fn the_table_says_once_what_many_say_and_is_narrow() {
    let case = Case::read("dns:a.example srv:_xmpp-server.a.example serverAuth");
    let text = anstream::adapter::strip_str(&rendered(peers(who_accepts(&case.shown())), "text"))
        .to_string();
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    assert_eq!(text.matches("its dNSName a.example counts").count(), 3, "{text}");
    assert!(text.contains("ejabberd (before 25.08)"), "{text}");
    assert!(text.contains("ejabberd (25.08 and later)"), "{text}");
    assert!(!text.contains("Prosody ("), "{text}");
}

#[test]
fn json_has_every_row_with_its_words() {
    let rows = who_accepts(&Case::read("dns:b.example").shown());
    let line: Value = serde_json::from_str(&rendered(peers(rows.clone()), "jsonl")).unwrap();
    let json = &line["facts"]["peers"];
    assert_eq!(json.as_array().unwrap().len(), rows.len());
    let first = json[0].as_object().unwrap();
    let keys: Vec<&str> = first.keys().map(String::as_str).collect();
    let mut sorted = keys.clone();
    sorted.sort_unstable();
    assert_eq!(
        sorted,
        ["accepts", "evidence", "refused_where", "role", "server", "versions", "why"]
    );
    assert_eq!(first["server"], "prosody");
    assert_eq!(first["role"], "s2s-incoming");
    assert_eq!(first["accepts"], "fallback");
}

#[test]
fn the_names_of_a_certificate_keep_their_kinds() {
    use xmppcert::name::Identity;
    use xmppcert::pki::presented::Presented;
    let identity = |presented: Presented| Identity::from(&presented);
    assert_eq!(identity(Presented::Srv("_x.y".into())), Identity::Srv("_x.y".into()));
    let der = vec![4, 0];
    let other = Identity::Other { kind: "1.2.3".into(), text: String::new() };
    assert_eq!(identity(Presented::Other { oid: "1.2.3".into(), der: der.clone() }), other);
    let (text, why) = ("a".to_owned(), "it is no UTF8String".to_owned());
    let malformed =
        Presented::Malformed { kind: "xmpp", text: text.clone(), der, why: why.clone() };
    assert_eq!(identity(malformed), Identity::Malformed { kind: "xmpp", text, why });
}
