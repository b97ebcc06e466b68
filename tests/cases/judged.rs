//! A case file, judged by the library.

use std::sync::Arc;
use std::time::Duration;

use super::file::CaseFile;
use xmppcert::check::case::{Access, GivenKey, PathPart, Reader};
use xmppcert::check::path::{Judge, Purpose, Question};
use xmppcert::check::{self, Asked, Case, Standing};
use xmppcert::name::{Domain, Profile, Service, Wanted};
use xmppcert::pki::certificate::Certificate;
use xmppcert::pki::link::Link;
use xmppcert::pki::moment::Moment;
use xmppcert::report::Finding;
use xmppcert::servers::choose;

pub fn findings(case: &CaseFile) -> Vec<Finding> {
    judged(case).1
}

/// Whether the path is sound, and the findings.
pub fn judged(case: &CaseFile) -> (bool, Vec<Finding>) {
    let now = Moment::parse(case.option("at").unwrap_or("2026-03-01"), Moment::clamped(0)).unwrap();
    let position = case.option("position").map_or(0, |text| text.parse().unwrap());
    let mut file: Vec<Certificate> =
        case.file.iter().map(|der| Certificate::from_der(der).unwrap()).collect();
    let leaf = file.remove(position);
    let others: Vec<&Certificate> = file.iter().collect();
    let link = link(&leaf.der);
    let names = check::presented(&leaf, &link);
    let standing = asked(case).map(|asked| Standing::of(asked, &names));
    let for_account = matches!(standing, Some(Standing { asked: Asked::Account(_), .. }));
    let purpose = if for_account { Purpose::Client } else { Purpose::Server };
    let strict = case.option("strict").is_some();
    let question = Question { purpose, strict, ..Question::server(now.unix()) };
    let [anchors, elsewhere] =
        [&case.anchors, &case.elsewhere].map(|all| all.iter().map(|der| self::link(der)));
    let own: Vec<Arc<Link>> = others.iter().map(|other| self::link(&other.der)).collect();
    let judgement = Judge::new(anchors, elsewhere, []).judge(&link, &own, &question);
    let access = access(case);
    let components: Vec<Domain> =
        case.every("component").map(|text| Domain::try_from(text).unwrap()).collect();
    let encrypted = case.option("encrypted").is_some();
    let has_key = case.key.is_some() || encrypted;
    let findings = check::findings(&Case {
        file: case.option("file").unwrap_or("server.pem"),
        leaf: &leaf,
        link: &link,
        names: &names,
        others: &others,
        position,
        key: has_key.then_some(GivenKey {
            file: "server.key",
            private: case.key.as_ref(),
            encrypted,
            access: access.as_ref(),
        }),
        standing: standing.as_ref(),
        judgement: &judgement,
        now,
        expires_in: case.option("expires-in").map(days),
        critical_in: case.option("crit").map(days),
        components: &components,
        server: case.option("server").map(|name| choose(name).unwrap()),
        fetched: &[],
    });
    (judgement.is_sound(), findings)
}

/// The findings in the form of the files.
pub fn told(findings: &[Finding]) -> String {
    let one = |finding: &Finding| {
        let Finding { code, subject, explanation, fix } = finding;
        format!("{} {} {subject}\n  {explanation}\n  fix: {fix}\n", code.severity, code.id)
    };
    findings.iter().map(one).collect()
}

fn link(der: &[u8]) -> Arc<Link> {
    Arc::new(Link::from_der(der).unwrap())
}

fn asked(case: &CaseFile) -> Option<Asked> {
    if let Some(jid) = case.option("jid") {
        return Some(Asked::Account(jid.parse().unwrap()));
    }
    let typed = case.option("domain")?;
    let wanted = match Wanted::parse(typed) {
        Ok(wanted) => wanted,
        Err(why) => return Some(Asked::Invalid { typed: typed.to_owned(), why }),
    };
    let services = match case.option("service") {
        None | Some("any") => Service::ALL.to_vec(),
        Some("none") => Vec::new(),
        Some(name) => vec![Service::named(&format!("xmpp-{name}")).unwrap()],
    };
    let legacy = case.option("legacy-cn").is_some();
    let profile = if legacy { Profile::LegacyCommonName } else { Profile::Rfc9525 };
    Some(Asked::Server { wanted, services, profile })
}

/// `access: /etc/ssl 0755 0 0` for each part, and `reader: prosody 104 104`.
fn access(case: &CaseFile) -> Option<Access> {
    let part = |text: &str| {
        let words: Vec<&str> = text.split(' ').collect();
        PathPart {
            path: words[0].to_owned(),
            mode: u32::from_str_radix(words[1], 8).unwrap(),
            uid: words[2].parse().unwrap(),
            gid: words[3].parse().unwrap(),
        }
    };
    let parts: Vec<PathPart> = case.every("access").map(part).collect();
    let reader = case.option("reader").map(|text| {
        let words: Vec<&str> = text.split(' ').collect();
        let gids = words[2..].iter().map(|gid| gid.parse().unwrap()).collect();
        Reader { name: words[0].to_owned(), uid: words[1].parse().unwrap(), gids }
    });
    (!parts.is_empty()).then_some(Access { parts, reader })
}

fn days(text: &str) -> Duration {
    Duration::from_secs(text.trim_end_matches('d').parse::<u64>().unwrap() * 86_400)
}
