//! The files of a server: made, held against its own loading rules, and put in their place.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use zeroize::Zeroizing;

use crate::check::rules::identity_mismatch;
use crate::export::{Order, Plan, PlanError};
use crate::files::Clobber;
use crate::name::Domain;
use crate::pki::keystore::Strength;
use crate::pki::moment::Moment;
use crate::report::{FileFact, Finding, PathFacts, Severity};
use crate::servers::loading::{Found, Given, OTHER_SERVED};

use super::super::failure::Failure;
use super::super::output::{Piece, Way, deliver_by};
use super::super::passphrase::ask_new;
use super::super::session::{Session, Stream};
use super::check::of_server;
use super::judged::Bench;
use super::place::Place;
use super::sources::Sources;
use super::told::Told;
use super::{Args, Target, found, now};

/// Writes the files, or shows which ones, or why not.
///
/// # Errors
/// When an option makes no sense, key or certificates cannot be read or do not belong together, or the files
/// cannot be written.
pub(super) fn run(args: &Args, target: Target, session: &Session) -> Result<u8, Failure> {
    let now = now(args, session)?;
    // it opens the key, and protects a keystore, which an empty one does not
    let given = match target.layout().wants_password() {
        true => args.passphrase.given_for_writing(session)?,
        false => args.passphrase.given(session)?,
    };
    let given = given.as_ref().map(|secret| secret.as_str());
    let sources = Sources::read(args, target, given, now, session)?;
    let password = password(target, given, session)?;
    let plan = plan(args, target, &sources, password.as_ref().map(|secret| secret.as_str()), now)?;
    let place = Place::of(args, target)?;
    let bench = Bench::new(&args.anchors, now, target.choice(), session).trusting(&sources.roots);
    let (mut findings, path) = judged(&bench, &sources)?;
    let mut refused = refused(target, &plan, &place, &sources.domain, password.as_ref(), now);
    refused.retain(|finding| !says_the_same(finding, &findings));
    findings.extend(refused);
    findings.iter_mut().for_each(|finding| of_server(target, finding));
    let fails = findings.iter().any(|finding| finding.code.severity == Severity::Error);
    let told = Told { args, target, sources: &sources, path: &path, place: &place };
    if args.dry_run || (fails && !args.force) {
        let files = planned(&plan, &place);
        let report = told.report(files, findings, true);
        session.report("export", std::slice::from_ref(&report), Stream::Stdout)?;
        return Ok(session.exit_status(&[report]));
    }
    let paths: Vec<PathBuf> =
        plan.files.iter().map(|file| place.path(&file.artifact.name)).collect();
    let pieces = plan.files.into_iter().map(|file| {
        let (role, artifact) = (file.file.role, place.put(file));
        Piece { role, path: artifact.name.clone(), artifact }
    });
    let pieces = pieces.collect();
    let way = way(args, &sources.domain, paths.len());
    deliver_by(way, "--out-dir names another directory", pieces, session, |files, to| {
        findings.extend(barred(args, target, &paths, &findings)?);
        let reports = vec![told.report(files, findings, false)];
        session.report("export", &reports, to)?;
        Ok(reports)
    })
}

/// That the name is another one is told once.
fn says_the_same(new: &Finding, known: &[Finding]) -> bool {
    new.code.id == OTHER_SERVED.id
        && known.iter().any(|old| old.code.id == identity_mismatch::RULE.code.id)
}

/// With --install what is there is renewed, and stays as a backup.
fn way(args: &Args, domain: &Domain, count: usize) -> Way {
    match (args.install, args.force, count) {
        (true, _, 2..) => Way::Together(domain.as_ascii().to_owned()),
        (true, ..) => Way::EachItself(Clobber::ReplaceHidden),
        (false, true, _) => Way::EachItself(Clobber::Replace),
        (false, false, _) => Way::EachItself(Clobber::Refuse),
    }
}

/// The password of a keystore that is to be written: the one given, that of the server's own default, or
/// one that is asked for.
///
/// # Errors
/// When there is none, and nobody to ask.
pub(super) fn password(
    target: Target,
    given: Option<&str>,
    session: &Session,
) -> Result<Option<Zeroizing<String>>, Failure> {
    let layout = target.layout();
    match (layout.wants_password(), given, layout.known_password()) {
        (false, ..) => Ok(None),
        (true, Some(given), _) => Ok(Some(Zeroizing::new(given.to_owned()))),
        (true, None, Some(known)) => Ok(Some(Zeroizing::new(known.to_owned()))),
        (true, None, None) if session.may_ask() => {
            ask_new("Passphrase for the new keystore").map(Some)
        }
        (true, None, None) => {
            Err(Failure::usage(anyhow!("a passphrase is needed for the keystore"))
                .hint("give it with --passphrase-file FILE or --passphrase-env VAR"))
        }
    }
}

fn plan(
    args: &Args,
    target: Target,
    sources: &Sources,
    password: Option<&str>,
    now: Moment,
) -> Result<Plan, Failure> {
    let order = Order {
        layout: target.layout(),
        domain: &sources.domain,
        bundle: &sources.bundle,
        with_root: args.with_root,
        may_lack_root: args.force,
        password,
        strength: if args.legacy { Strength::Legacy } else { Strength::Modern },
        created: now,
    };
    Plan::make(&order).map_err(|error| match error {
        PlanError::NoRoot => Failure::input(anyhow!("{}: {error}", target.title())).hint(
            "add the root's file to --cert, or name it with --anchors; xmppcert chain --with-root shows how far the chain goes",
        ),
        error => Failure::input(error),
    })
}

/// What `verify` says of the chain, and its path.
fn judged(bench: &Bench<'_>, sources: &Sources) -> Result<(Vec<Finding>, PathFacts), Failure> {
    let judged = bench.judge(&sources.sent, &sources.domain, &sources.file)?;
    Ok(judged.unwrap_or_default())
}

/// What the server would find wrong with the files, if they were there already.
fn refused(
    target: Target,
    plan: &Plan,
    place: &Place,
    domain: &Domain,
    password: Option<&Zeroizing<String>>,
    now: Moment,
) -> Vec<Finding> {
    let Some(loads) = target.loads() else { return Vec::new() };
    let base = place.directory.display().to_string();
    let found = plan.files.iter().map(|file| Found {
        path: format!("{base}/{}", file.artifact.name.display()),
        base: base.len(),
        octets: Ok(file.artifact.bytes()),
        modified: Some(now.unix()),
    });
    let loading = (loads.by)(&Given {
        domains: std::slice::from_ref(domain),
        found: found.collect(),
        now: now.unix(),
        passphrase: password.map(|secret| secret.as_str()),
    });
    loading.findings
}

/// What keeps the server's user from the files now that they are there.
fn barred(
    args: &Args,
    target: Target,
    paths: &[PathBuf],
    known: &[Finding],
) -> Result<Vec<Finding>, Failure> {
    let user = target.choice().and_then(|choice| choice.server.user);
    let user = user.filter(|_| args.install);
    let Some(user) = user else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for path in paths {
        found.extend(found::closed_to(path, user));
    }
    found.retain(|new| known.iter().all(|old| old.explanation != new.explanation));
    Ok(found)
}

fn planned(plan: &Plan, place: &Place) -> Vec<FileFact> {
    let file = |planned: &crate::export::Planned| {
        let path = place.path(&planned.artifact.name);
        let (mode, owner) = place.told(planned.artifact.is_secret());
        FileFact {
            role: planned.file.role,
            mode: Some(mode),
            owner,
            replaced: Path::exists(&path),
            path: path.display().to_string(),
            backup: None,
        }
    };
    plan.files.iter().map(file).collect()
}
