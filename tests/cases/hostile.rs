//! A great many names and certificates end soon, with few findings.

use std::time::Instant;

use super::super::mint::{NOW, root};
use super::draft::{GOOD, server};
use xmppcert::check::path::{Judge, Question};
use xmppcert::check::{self, Asked, Case, Standing};
use xmppcert::name::{Identity, Profile, Service, Wanted};
use xmppcert::pki::certificate::Certificate;
use xmppcert::pki::moment::Moment;

fn names() -> Vec<Identity> {
    let many = |name: fn(String) -> Identity, form: fn(usize) -> String| {
        (0..2_000).map(move |number| name(form(number)))
    };
    let hosts = many(Identity::Dns, |number| format!("Host{number}.example.net."));
    let stars = many(Identity::Dns, |number| format!("*.d{number}.example.net"));
    let services = many(Identity::Srv, |number| format!("_xmpp-server.*.s{number}.example.net"));
    let users = many(Identity::Xmpp, |number| format!("user{number}@example.net"));
    let servers = many(Identity::Xmpp, |number| format!("x{number}.example.net"));
    hosts.chain(stars).chain(services).chain(users).chain(servers).collect()
}

#[test]
fn ten_thousand_names_and_ten_thousand_certificates_end() {
    let minted = root(server(GOOD));
    let leaf = Certificate::from_der(minted.link.der()).unwrap();
    let other = Certificate::from_der(root(server(GOOD)).link.der()).unwrap();
    let others = vec![&other; 10_000];
    let judge = Judge::new([minted.link.clone()], [], []);
    let judgement = judge.judge(&minted.link, &[], &Question::server(NOW));
    let names = names();
    let server = Asked::Server {
        wanted: Wanted::parse("example.org").unwrap(),
        services: Service::ALL.to_vec(),
        profile: Profile::Rfc9525,
    };
    let asked = [server, Asked::Account("juliet@example.org".parse().unwrap())];
    let asked = asked.map(|asked| Some(Standing::of(asked, &names)));
    let start = Instant::now();
    for standing in asked.iter().chain([&None]) {
        let findings = check::findings(&Case {
            file: "server.pem",
            leaf: &leaf,
            link: &minted.link,
            names: &names,
            others: &others,
            position: 0,
            key: None,
            standing: standing.as_ref(),
            judgement: &judgement,
            now: Moment::clamped(NOW),
            expires_in: None,
            critical_in: None,
            components: &[],
            server: None,
            fetched: &[],
        });
        let longest = findings.iter().map(|finding| finding.explanation.len()).max();
        assert!(findings.len() < 100, "{}", findings.len());
        assert!(longest < Some(4_000), "{longest:?}");
    }
    // without optimisation, with the machine at other work
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
