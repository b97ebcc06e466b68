//! A store of trust anchors, as Java takes them: `jks` or `pkcs12` with certificates and no key.

use std::collections::HashSet;
use std::path::Path;

use anyhow::anyhow;
use zeroize::Zeroizing;

use crate::export::Format;
use crate::files::Artifact;
use crate::name::Domain;
use crate::pki::keystore::{NewAnchor, Strength, write_jks, write_pkcs12};
use crate::pki::link::Link;
use crate::pki::moment::Moment;
use crate::report::{ExportFacts, Facts, FileFact, Finding, PathFacts, Report};
use crate::servers::Holds;

use super::super::chain::heap::Heap;
use super::super::failure::Failure;
use super::super::output::{Piece, deliver};
use super::super::session::{Session, Stream};
use super::super::typed;
use super::check::part;
use super::{Args, Target, now, write};

/// Whether certificates alone are to be put into a store.
pub(super) fn is_wanted(args: &Args, target: Target) -> bool {
    let is_store = |format: &Format| format.layout.wants_password();
    matches!(target, Target::Format(format) if is_store(format))
        && args.key.is_none()
        && args.from_lineage.is_none()
}

/// Writes the certificates of all files as trust anchors.
///
/// # Errors
/// When there is none, no passphrase, or the store cannot be written.
pub(super) fn run(args: &Args, target: Target, session: &Session) -> Result<u8, Failure> {
    if args.certs.is_empty() {
        return Err(
            Failure::usage(anyhow!("there is no certificate to write")).hint("name it with --cert")
        );
    }
    let now = now(args, session)?;
    let name = args.domains.first().map(|typed| typed::domain(typed)).transpose()?;
    let given = args.passphrase.given(session)?;
    let mut heap = Heap::default();
    heap.read_leaf(&args.certs, None, session)?;
    let links: Vec<_> = heap.links().collect();
    let aliases = aliases(links.iter().map(AsRef::as_ref));
    let anchors: Vec<NewAnchor<'_>> = links
        .iter()
        .zip(&aliases)
        .map(|(link, alias)| NewAnchor { alias, der: link.der() })
        .collect();
    let password = write::password(target, given.as_ref().map(|secret| secret.as_str()), session)?;
    let password = password.unwrap_or_default();
    let (bytes, role, ending) = store(args, target, &anchors, &password, now)?;
    let name = name.as_ref().map_or("truststore", Domain::as_ascii);
    let name = format!("{name}.{ending}");
    let path = args.out_dir.as_deref().unwrap_or(Path::new("")).join(name);
    // nothing in it is a secret, and a server that runs as another user has to read it
    let artifact = Artifact::public(&path, bytes);
    let report = |files: Vec<FileFact>, is_plan| Report {
        subject: path.display().to_string(),
        facts: Facts::Export(Box::new(facts(
            target,
            links.iter().map(AsRef::as_ref),
            files,
            is_plan,
        ))),
        findings: Vec::<Finding>::new(),
    };
    if args.dry_run {
        let file = FileFact {
            role,
            path: path.display().to_string(),
            mode: Some(0o644),
            owner: None,
            replaced: path.exists(),
            backup: None,
        };
        session.report("export", &[report(vec![file], true)], Stream::Stdout)?;
        return Ok(0);
    }
    let piece = Piece { role, path: path.clone(), artifact };
    deliver(vec![piece], args.force, session, |files, to| {
        let reports = vec![report(files, false)];
        session.report("export", &reports, to)?;
        Ok(reports)
    })
}

/// The octets of the store, what it is, and how such files end.
type Store = (Zeroizing<Vec<u8>>, &'static str, &'static str);

fn store(
    args: &Args,
    target: Target,
    anchors: &[NewAnchor<'_>],
    password: &str,
    now: Moment,
) -> Result<Store, Failure> {
    let is_jks = target.layout().files.iter().any(|file| matches!(file.holds, Holds::Jks(_)));
    if is_jks {
        let bytes = write_jks(&[], anchors, password, now).map_err(Failure::input)?;
        return Ok((bytes, "trust store (JKS)", "jks"));
    }
    let strength = if args.legacy { Strength::Legacy } else { Strength::Modern };
    let bytes = write_pkcs12(&[], anchors, password, strength, now).map_err(Failure::input)?;
    Ok((bytes, "trust store (PKCS#12)", "p12"))
}

/// Names that Java tells apart: the subjects, with numbers where they are the same.
fn aliases<'a>(links: impl Iterator<Item = &'a Link>) -> Vec<String> {
    let mut taken = HashSet::new();
    let alias = |link: &Link| {
        let name = link.subject.short().to_lowercase();
        let numbered = (2_u32..).map(|number| format!("{name}-{number}"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        names.find(|name| !name.is_empty() && taken.insert(name.clone())).unwrap_or_default()
    };
    links.map(alias).collect()
}

fn facts<'a>(
    target: Target,
    links: impl Iterator<Item = &'a Link>,
    files: Vec<FileFact>,
    is_plan: bool,
) -> ExportFacts {
    let (evidence, cite) = target.source();
    ExportFacts {
        server: target.name(),
        title: target.title(),
        versions: target.versions(),
        evidence,
        cite,
        domain: None,
        chain: links.map(part).collect(),
        path: PathFacts::default(),
        files,
        is_plan,
        snippets: Vec::new(),
        next: Vec::new(),
        notes: Vec::new(),
    }
}
