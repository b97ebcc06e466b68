//! `export --check`: what a server would make of the files that are there.

use std::collections::HashSet;

use anyhow::anyhow;

use crate::check::rules::identity_mismatch;
use crate::files;
use crate::pki::hex::hex;
use crate::pki::link::Link;
use crate::pki::moment::Moment;
use crate::report::{ChainLink, Facts, FateFact, Finding, LoadingFacts, Report, ServedFact};
use crate::servers::Choice;
use crate::servers::loading::{Fate, Given, Loading, Loads, OTHER_SERVED, Served};

use super::super::failure::Failure;
use super::super::session::Session;
use super::super::typed;
use super::found::{self, OnDisk};
use super::judged::Bench;
use super::{Args, Target};

/// Shows what the server would load, serve, pass over, refuse or die of.
///
/// # Errors
/// When nothing is known of how the server loads, a domain is none, or a file cannot be read by us.
pub(super) fn run(args: &Args, target: Target, session: &Session) -> Result<u8, Failure> {
    let Some((choice, loads)) = target.choice().zip(target.loads()) else {
        return Err(unknown(target));
    };
    if args.domains.is_empty() {
        return Err(Failure::usage(anyhow!("--check needs to know for which domain"))
            .hint("name it with --domain; xmppcert hosts CONFIG names those of a configuration"));
    }
    let domains =
        args.domains.iter().map(|one| typed::domain(one)).collect::<Result<Vec<_>, _>>()?;
    let user = user(args, choice)?;
    let mut on_disk: Vec<OnDisk> = Vec::new();
    for path in &args.check {
        on_disk.extend(found::at(path, user.as_deref())?);
    }
    let now = super::now(args, session)?;
    let passphrase = args.passphrase.given(session)?;
    let loading = (loads.by)(&Given {
        domains: &domains,
        found: on_disk.iter().map(OnDisk::found).collect(),
        now: now.unix(),
        passphrase: passphrase.as_ref().map(|secret| secret.as_str()),
    });
    let bench = Bench::new(&args.anchors, now, Some(choice), session);
    let mut findings = loading.findings.clone();
    for served in &loading.served {
        let judged = bench.findings(served)?;
        let told = |new: &Finding| loading.findings.iter().any(|old| says_the_same(old, new));
        findings.extend(judged.into_iter().filter(|new| !told(new)));
    }
    // one certificate may serve many domains, and has one end
    let mut seen = HashSet::new();
    findings.retain(|finding| seen.insert((finding.code.id, finding.explanation.clone())));
    findings.iter_mut().for_each(|finding| of_server(target, finding));
    let names: Vec<String> = args.check.iter().map(|path| path.display().to_string()).collect();
    let facts = Facts::Loading(Box::new(facts(choice, loads, &loading, user)));
    let report = Report { subject: names.join(" "), facts, findings };
    session.report(
        "export",
        std::slice::from_ref(&report),
        super::super::session::Stream::Stdout,
    )?;
    Ok(session.exit_status(&[report]))
}

/// The cure with the name of the server.
pub(super) fn of_server(target: Target, finding: &mut Finding) {
    let named = format!("--server {}", target.name());
    finding.fix = finding.fix.replace("--server NAME", &named);
}

/// Whether the loader has told already what a rule of `verify` tells.
fn says_the_same(old: &Finding, new: &Finding) -> bool {
    let misnamed = new.code.id == identity_mismatch::RULE.code.id;
    old.code.id == new.code.id || (misnamed && old.code.id == OTHER_SERVED.id)
}

/// As whom to look: the server's user, where this system has one.
fn user(args: &Args, choice: Choice) -> Result<Option<String>, Failure> {
    match &args.user {
        Some(name) if files::user(name).is_some() => Ok(Some(name.clone())),
        Some(name) => Err(Failure::usage(anyhow!("there is no user {name} in /etc/passwd"))),
        None => {
            Ok(choice.server.user.filter(|name| files::user(name).is_some()).map(str::to_owned))
        }
    }
}

fn unknown(target: Target) -> Failure {
    let error = anyhow!("it is not known how {} loads its files", target.title());
    Failure::usage(error)
        .hint("xmppcert verify --key KEY says whether key and certificate belong together")
}

fn facts(choice: Choice, loads: &Loads, loading: &Loading, user: Option<String>) -> LoadingFacts {
    let fate = |file: &crate::servers::loading::FileFate| FateFact {
        path: file.path.clone(),
        fate: word(file.fate),
        why: file.why.clone(),
    };
    LoadingFacts {
        server: choice.server.name,
        title: choice.server.title,
        versions: choice.generation.versions.words,
        evidence: loads.evidence,
        cite: loads.cite,
        user,
        dies: loading.dies.clone(),
        served: loading.served.iter().map(served).collect(),
        files: loading.files.iter().map(fate).collect(),
    }
}

fn served(served: &Served) -> ServedFact {
    ServedFact {
        domain: served.domain.as_ascii().to_owned(),
        chain: served.chain.iter().map(|link| part(link)).collect(),
        files: served.files.clone(),
        how: served.how.clone(),
        instead: served.instead.iter().map(|link| part(link)).collect(),
    }
}

/// A certificate of a chain, wherever it is from.
pub(super) fn part(link: &Link) -> ChainLink {
    ChainLink {
        subject: link.subject.to_string(),
        file: None,
        not_after: Moment::clamped(link.not_after).to_string(),
        sha256: hex(&link.fingerprint),
    }
}

fn word(fate: Fate) -> &'static str {
    match fate {
        Fate::Served => "served",
        Fate::Loaded => "loaded",
        Fate::Ignored => "ignored",
        Fate::Refused => "refused",
        Fate::Fatal => "fatal",
    }
}
