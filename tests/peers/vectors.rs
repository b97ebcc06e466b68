//! The vectors that were shown to Prosody's own code and to a model of ejabberd's.

use super::cases::{Case, key};
use super::{answer, presented, verdict};
use serde_json::Value;
use xmppcert::name::{Identity, Wanted};
use xmppcert::servers::{PathState, PeerRole};

fn document(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

/// The case of a vector; `None` where the reference is no name, which no server is asked.
fn case(vector: &Value) -> Option<Case> {
    Some(Case {
        names: presented::from_der(vector),
        wanted: Wanted::parse(vector["reference"].as_str().unwrap()).ok()?,
        purposes: None,
        key: key(),
        path: PathState::Sound,
    })
}

/// How many vectors of servers agree, and the identifiers of those that do not.
fn compared(server: &str, peer: &str) -> (usize, Vec<String>) {
    let document = document(include_str!("../vectors/identity.json"));
    let (mut agree, mut differ) = (0, Vec::new());
    for vector in document["vectors"].as_array().unwrap() {
        let said = vector["peer_results"][peer].as_str().unwrap();
        let (Some(case), true) = (case(vector), said != "n/a") else { continue };
        // a server asks for _xmpp-server alone, the vectors for other services too
        let is_srv = |name: &Identity| name.kind() == "srv";
        let service = vector["service"].as_str().unwrap();
        if service != "xmpp-server" && case.names.iter().any(is_srv) {
            continue;
        }
        let predicted = answer(&verdict(server, PeerRole::Incoming, &case)) == "yes";
        match predicted == (said == "match") {
            true => agree += 1,
            false => differ.push(vector["id"].as_str().unwrap().to_owned()),
        }
    }
    (agree, differ)
}

/// Prosody reads XmppAddr when it is asked for `_xmpp-server`, as the vectors ask, and its s2s asks
/// for `xmpp-server`.
const XMPP_ADDR: [&str; 7] =
    ["XADDR-01", "XADDR-02", "XADDR-05", "XADDR-13", "XADDR-16", "XADDR-17", "XADDR-24"];

#[test]
fn prosody_matches_names_as_its_own_code_does() {
    let (agree, differ) = compared("prosody", "prosody");
    // DOT-06: a domain with a final dot, which ours has lost before it is compared
    assert_eq!(differ, [&["DOT-06"], XMPP_ADDR.as_slice()].concat());
    assert_eq!(agree, 95);
}

/// Metronome has Prosody's code of old, which asked for no underscore before it read XmppAddr, and
/// counted the commonName.
#[test]
fn metronome_matches_names_as_the_code_that_it_shares_does() {
    let (agree, differ) = compared("metronome", "prosody");
    // XADDR-04 asks for no service; XADDR-14 for a domain in A-labels, which ours shows as U-labels
    let asked = ["DOT-06", "XADDR-04", "XADDR-14"];
    assert_eq!(differ, [asked.as_slice(), &["CN-01", "CN-02", "CN-07", "CN-11"]].concat());
    assert_eq!(agree, 96);
}

/// The model knows what ejabberd means to do with an XmppAddr; run, it dies of every one of a bare
/// domain. And the model has no nameprep, which makes straße.example strasse.example before it is
/// compared (IDN-09).
#[test]
fn ejabberd_matches_names_as_the_model_of_its_code_does() {
    let (agree, differ) = compared("ejabberd", "ejabberd_model");
    let dead = ["WILD-26", "SRV-31", "XADDR-01", "XADDR-02", "XADDR-05", "XADDR-13", "XADDR-14"];
    assert_eq!(differ, [dead.as_slice(), &["XADDR-16", "XADDR-17", "IDN-09"]].concat());
    assert_eq!(agree, 85);
}

/// What is known of the key purposes that verifiers take from a server that connects.
#[test]
fn key_purposes_are_taken_as_the_vectors_say() {
    let document = document(include_str!("../vectors/eku.json"));
    let mut compared = 0;
    for fact in document["interop"].as_array().unwrap() {
        let server = match fact["verifier"].as_str().unwrap() {
            // ejabberd's was that check and nothing more until it changed
            "OpenSSL default purpose check" | "ejabberd < 25.08" => "ejabberd@25.04",
            "Prosody (lsec_ignore_purpose)" => "prosody",
            "ejabberd >= 25.08" => "ejabberd@25.08",
            "Metronome (issue 560, open)" => "metronome",
            // no server uses it: xmpp-proxy has a verifier of its own
            "rustls WebPkiClientVerifier" => continue,
            other => unreachable!("no server verifies with {other}"),
        };
        let words = match &fact["eku"] {
            Value::Null => "dns:a.example no-eku",
            Value::Array(purposes) if purposes.len() == 2 => "dns:a.example",
            _ => "dns:a.example serverAuth",
        };
        let accepts = answer(&verdict(server, PeerRole::Incoming, &Case::read(words))) == "yes";
        assert_eq!(accepts, fact["accepts"].as_bool().unwrap(), "{fact}");
        compared += 1;
    }
    assert_eq!(compared, 7);
}
