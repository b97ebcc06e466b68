//! SASL EXTERNAL, by every row of `vectors/sasl-external.json`.

use super::purpose::{Role, allows, oid};
use serde_json::Value;
use std::collections::BTreeMap;
use xmppcert::name::external::{
    Attempt, Condition, Credentials, Decision, Directory, Outcome, Reason, Response, Trust,
    admit_client, admit_server,
};
use xmppcert::name::{AccountJid, Domain, Identity};

fn document() -> Value {
    serde_json::from_str(include_str!("../vectors/sasl-external.json")).unwrap()
}

fn rows() -> Vec<Value> {
    super::vectors(include_str!("../vectors/sasl-external.json"), "vectors")
}

fn row(id: &str) -> Value {
    rows().into_iter().find(|row| row["id"] == id).unwrap()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn account(value: &Value) -> AccountJid {
    AccountJid::try_from(value.as_str().unwrap()).unwrap()
}

fn names(certificate: &Value) -> Vec<Identity> {
    let mut names = Vec::new();
    names.extend(strings(&certificate["xmpp"]).into_iter().map(Identity::Xmpp));
    names.extend(strings(&certificate["dns"]).into_iter().map(Identity::Dns));
    names.extend(strings(&certificate["srv"]).into_iter().map(Identity::Srv));
    names.extend(strings(&certificate["email"]).into_iter().map(Identity::Email));
    names.extend(certificate["cn"].as_str().map(|text| Identity::CommonName(text.to_owned())));
    names
}

fn trust(certificate: &Value) -> Trust {
    match certificate["trust"].as_str().unwrap() {
        "trusted" => Trust::Sound,
        "unknown-ca" | "self-signed" => Trust::Unanchored,
        "expired" | "self-signed-expired" => Trust::Unsound,
        other => unreachable!("no trust: {other}"),
    }
}

/// What the server of a row knows: the common environment, or the row's own.
struct Server {
    domains: Vec<Domain>,
    accounts: Vec<AccountJid>,
    proxies: Vec<(AccountJid, AccountJid)>,
    mapped: Vec<(String, AccountJid)>,
}

impl Server {
    fn of(row: &Value) -> Self {
        let common = document()["environment"].clone();
        let own =
            |key: &str| if row["env"][key].is_null() { &common[key] } else { &row["env"][key] };
        let proxies: BTreeMap<String, Value> =
            serde_json::from_value(common["proxy_authorization"].clone()).unwrap();
        let pairs = proxies.iter().flat_map(|(who, whom)| {
            let who = AccountJid::try_from(who.as_str()).unwrap();
            whom.as_array().unwrap().iter().map(move |whom| (who.clone(), account(whom)))
        });
        let mapped = row["mapping"].as_object().into_iter().flatten();
        Self {
            domains: strings(own("hosts")).iter().map(|d| d.as_str().try_into().unwrap()).collect(),
            accounts: own("accounts").as_array().unwrap().iter().map(account).collect(),
            proxies: pairs.collect(),
            mapped: mapped.map(|(name, to)| (name.clone(), account(to))).collect(),
        }
    }

    fn directory(&self) -> Directory<'_> {
        let Self { domains, accounts, proxies, mapped } = self;
        Directory { domains, accounts, proxies, mapped }
    }
}

fn decide(row: &Value) -> Decision {
    let response = Response::read(row["initial_response"].as_str());
    if let Some(authzid) = row["authzid"].as_str() {
        assert_eq!(response, Response::Authzid(authzid.to_owned()), "{}", row["id"]);
    }
    let (from, to) = (row["stream"]["from"].as_str(), row["stream"]["to"].as_str());
    let attempt = Attempt { from, to, response: &response };
    let certificate = &row["certificate"];
    let is_client = row["kind"] == "c2s";
    let uploader = row["uploaded_for"].as_str().map(|jid| AccountJid::try_from(jid).unwrap());
    let identities = if certificate.is_null() { Vec::new() } else { names(certificate) };
    let credentials = (!certificate.is_null()).then(|| Credentials {
        identities: &identities,
        trust: trust(certificate),
        has_purpose: has_purpose(certificate, is_client),
        uploaded_for: uploader.as_ref(),
    });
    if is_client {
        admit_client(credentials.as_ref(), &attempt, &Server::of(row).directory())
    } else {
        admit_server(credentials.as_ref(), &attempt)
    }
}

fn has_purpose(certificate: &Value, is_client: bool) -> bool {
    let role = if is_client { Role::Account } else { Role::Initiator };
    let purposes = certificate["eku"].as_array();
    let purposes: Option<Vec<String>> =
        purposes.map(|list| list.iter().map(|name| oid(name.as_str().unwrap())).collect());
    allows(purposes.as_deref(), role).is_allowed()
}

/// The decision in the words of the vectors.
fn told(decision: &Decision) -> Value {
    let mut told = serde_json::json!({ "offer_external": decision.is_offered });
    let result = match &decision.outcome {
        Outcome::Account { account, resources } => {
            told["identity"] = account.to_string().into();
            if let [resource] = resources.as_slice() {
                told["resource"] = resource.as_str().into();
            }
            "success"
        }
        Outcome::Server(domain) => {
            told["identity"] = domain.to_string().into();
            "success"
        }
        Outcome::Failure(condition) => {
            told["error"] = condition.to_string().into();
            "failure"
        }
    };
    told[if decision.is_challenged { "then" } else { "result" }] = result.into();
    if decision.is_challenged {
        told["result"] = "challenge".into();
        told["challenge"] = "=".into();
    }
    if decision.may_dial_back {
        told["fallback"] = "dialback".into();
    }
    told
}

#[test]
fn every_row_is_decided_as_it_says() {
    let mut kinds = (0, 0);
    for row in rows() {
        let decision = decide(&row);
        assert_eq!(told(&decision), row["expect"], "{}: {:?}", row["id"], decision.reasons);
        if row["kind"] == "c2s" {
            kinds.0 += 1
        } else {
            kinds.1 += 1
        }
        let has_failed = matches!(decision.outcome, Outcome::Failure(_));
        assert!(!has_failed || !decision.reasons.is_empty(), "{} has no reason", row["id"]);
    }
    assert_eq!(kinds, (26, 17));
}

#[test]
fn both_views_are_told_where_standards_disagree() {
    let reasons = |id: &str| decide(&row(id)).reasons;
    assert!(matches!(reasons("c2s-07")[..], [Reason::SelectedByHeader(_)]));
    assert!(matches!(reasons("s2s-05")[..], [Reason::NamedByAuthzid(_), Reason::Covered { .. }]));
    assert!(matches!(
        reasons("s2s-22")[..],
        [Reason::Covered { .. }, Reason::NormalisedAuthzid(_)]
    ));
}

#[test]
fn who_may_act_for_another_is_let_in_as_the_other() {
    let mut attempt = row("c2s-02");
    attempt["certificate"]["xmpp"] = serde_json::json!(["admin@example.com"]);
    let as_whom = |authzid: &str, response: &str| {
        let mut attempt = attempt.clone();
        attempt["authzid"] = authzid.into();
        attempt["initial_response"] = response.into();
        decide(&attempt).outcome
    };
    let romeo = AccountJid::try_from("romeo@example.com").unwrap();
    let let_in = Outcome::Account { account: romeo, resources: Vec::new() };
    assert_eq!(as_whom("romeo@example.com", "cm9tZW9AZXhhbXBsZS5jb20="), let_in);
    let refused = Outcome::Failure(Condition::InvalidAuthzid);
    assert_eq!(as_whom("juliet@example.com", "anVsaWV0QGV4YW1wbGUuY29t"), refused);
}

/// A row with some of it replaced, decided.
fn changed(id: &str, changes: &[(&str, Value)]) -> Value {
    let mut row = row(id);
    for (pointer, value) in changes {
        *row.pointer_mut(pointer).unwrap() = value.clone();
    }
    told(&decide(&row))
}

#[test]
fn what_no_row_asks_fails_closed() {
    use serde_json::json;
    let error = |told: Value| told["error"].as_str().map(ToOwned::to_owned);
    let not_authorized = Some("not-authorized".to_owned());
    // the key purposes of a server do not let a user in
    let told = changed("c2s-01", &[("/certificate/eku", json!(["serverAuth"]))]);
    assert_eq!(error(told), not_authorized);
    let told = changed("s2s-16", &[("/certificate/eku", json!(["clientAuth"]))]);
    assert_eq!(
        (&told["fallback"], error(told.clone())),
        (&json!("dialback"), not_authorized.clone())
    );
    // a mapping is for certificates without XmppAddr
    let foreign = ("/certificate/xmpp", json!(["juliet@elsewhere.example"]));
    assert_eq!(error(changed("c2s-15", &[foreign])), not_authorized);
    // a mapping needs a trusted path, an upload does not
    let untrusted = ("/certificate/trust", json!("unknown-ca"));
    assert_eq!(error(changed("c2s-15", &[untrusted])), not_authorized);
    // an account of a domain that is served no more
    let mut moved = row("c2s-01");
    moved["env"] = json!({ "hosts": ["im.example.com"] });
    assert!(matches!(decide(&moved).reasons[..], [Reason::ForeignDomain(_), Reason::NoAccount]));
    // a stream from nobody is not from the account
    assert_eq!(error(changed("c2s-01", &[("/stream/from", json!("@"))])), not_authorized);
    assert_eq!(error(changed("s2s-02", &[("/stream/from", json!("a_b"))])), not_authorized);
    let srv = [("/certificate/srv", json!(["_xmpp-client.a.example"]))];
    assert_eq!(error(changed("s2s-08", &srv)), not_authorized);
}

#[test]
fn the_domain_of_the_stream_selects_among_accounts() {
    use serde_json::json;
    let names = ("/certificate/xmpp", json!(["juliet@example.com", "nurse@im.example.com"]));
    let told = changed("c2s-06", &[names.clone(), ("/stream/to", json!("im.example.com"))]);
    assert_eq!(told["identity"], "nurse@im.example.com");
    let told = changed("c2s-06", &[names, ("/stream/to", json!("elsewhere.example"))]);
    assert_eq!(told["error"], "invalid-authzid");
}
