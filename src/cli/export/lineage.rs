//! `--from-lineage`: the pair that an ACME client has renewed.

use std::path::{Path, PathBuf};

use anyhow::anyhow;

use crate::export::lineages::candidates;
use crate::name::Domain;

use super::super::failure::Failure;

/// A key and its chain.
pub(super) struct Lineage {
    pub(super) key: PathBuf,
    pub(super) chain: PathBuf,
    /// The domain that the directory is called by.
    pub(super) domain: Option<String>,
}

/// Looks for the pair in a directory of certbot, lego, acme.sh or Snikket, or in that of one of its domains.
///
/// # Errors
/// When there is none, or more than one.
pub(super) fn find(directory: &Path, typed: Option<&str>) -> Result<Lineage, Failure> {
    let name = directory.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let ascii = typed.and_then(|typed| Domain::try_from(typed).ok());
    let domain = ascii.as_ref().map(Domain::as_ascii);
    let there = candidates(&name, domain)
        .into_iter()
        .filter(|one| directory.join(&one.chain).is_file() && directory.join(&one.key).is_file());
    let there: Vec<_> = there.collect();
    match there.as_slice() {
        [one] => Ok(Lineage {
            key: directory.join(&one.key),
            chain: directory.join(&one.chain),
            domain: domain_of(&name),
        }),
        [] => Err(nothing(directory, typed)),
        [first, second, ..] => Err(Failure::usage(anyhow!(
            "{} holds more than one pair: {} and {}",
            directory.display(),
            first.chain,
            second.chain
        ))
        .hint("name the one that is meant with --cert and --key")),
    }
}

/// The domain that certbot and acme.sh call a directory by.
fn domain_of(name: &str) -> Option<String> {
    let name = name.strip_suffix("_ecc").unwrap_or(name);
    Domain::try_from(name).ok().filter(|domain| !domain.is_single_label()).map(|_| name.to_owned())
}

fn nothing(directory: &Path, typed: Option<&str>) -> Failure {
    let of = typed.map(|typed| format!(" of {typed}")).unwrap_or_default();
    let error = anyhow!(
        "no key and chain{of} as certbot, lego, acme.sh or Snikket lay them out: {}",
        directory.display()
    );
    let failure = Failure::input(error);
    match (typed, directory.is_dir()) {
        (None, true) => {
            failure.hint("name the domain with --domain, or the pair with --cert and --key")
        }
        (_, true) => failure.hint("name the pair itself with --cert and --key"),
        (_, false) => {
            failure.hint("it is no directory, or it is not open to you: run it with sudo")
        }
    }
}
