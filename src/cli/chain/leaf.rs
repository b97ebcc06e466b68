//! Which certificate of the first file the chain is for.

use std::path::Path;
use std::sync::Arc;

use anyhow::anyhow;

use crate::check::{Asked, Standing, presented};
use crate::name::{Identity, Profile, Service, Wanted};
use crate::pki::certificate::Certificate;
use crate::pki::key::PrivateKey;
use crate::pki::link::Link;

use super::super::failure::Failure;
use super::heap::Candidate;

/// What the leaf should be; the key with its file, and whether it is encrypted there.
pub(in crate::cli) struct Wish<'a> {
    pub(in crate::cli) key: Option<(&'a Path, &'a PrivateKey, bool)>,
    pub(in crate::cli) domain: Option<&'a str>,
}

/// The leaf.
pub(in crate::cli) struct Leaf<'a> {
    pub(in crate::cli) certificate: &'a Certificate,
    pub(in crate::cli) link: Arc<Link>,
    pub(in crate::cli) names: Vec<Identity>,
    /// How its names stand to the domain, where they do not cover it.
    pub(in crate::cli) mismatch: Option<Standing>,
    /// How it was chosen, where several stood there.
    pub(in crate::cli) choice: Option<String>,
}

impl<'a> Leaf<'a> {
    /// Chooses among the certificates of the first file.
    ///
    /// # Errors
    /// When there is none.
    pub(in crate::cli) fn choose(
        leaves: &'a [Candidate],
        wish: &Wish<'_>,
    ) -> Result<Leaf<'a>, Failure> {
        let all: Vec<&Candidate> = leaves.iter().collect();
        let mut able: Vec<&Candidate> =
            all.iter().copied().filter(|(_, link)| !link.is_ca()).collect();
        if able.is_empty() {
            able = all;
        }
        let of_key = wish.key.and_then(|(_, key, _)| able.iter().find(|one| fits(key, one)));
        let of_domain = || {
            let domain = wish.domain?;
            able.iter().find(|(certificate, link)| is_for(domain, &presented(certificate, link)))
        };
        let (chosen, how) = match (of_key, able.as_slice()) {
            (Some(chosen), _) => (*chosen, "the one of the key"),
            (None, [first, ..]) => match of_domain() {
                Some(chosen) => (*chosen, "the one for the domain"),
                None => (*first, "the first, for want of --key and --domain that say which"),
            },
            (None, []) => return Err(Failure::input(anyhow!("there is no certificate"))),
        };
        let (certificate, link) = chosen;
        let names = presented(certificate, link);
        let count = able.len();
        let choice = (count > 1).then(|| format!("of {count} in the first file {how}"));
        let mismatch = wish.domain.filter(|domain| !is_for(domain, &names));
        let mismatch = mismatch.map(|domain| Standing::of(asked(domain), &names));
        Ok(Leaf { certificate, link: Arc::clone(link), names, mismatch, choice })
    }
}

fn fits(key: &PrivateKey, (certificate, _): &Candidate) -> bool {
    key.matches_spki(&certificate.holder.key.spki)
}

fn asked(domain: &str) -> Asked {
    let services = vec![Service::Client, Service::Server];
    match Wanted::parse(domain) {
        Ok(wanted) => Asked::Server { wanted, services, profile: Profile::Rfc9525 },
        Err(why) => Asked::Invalid { typed: domain.to_owned(), why },
    }
}

/// Whether it is for the domain, in whatever service.
fn is_for(domain: &str, names: &[Identity]) -> bool {
    let standing = Standing::of(asked(domain), names);
    standing.verdicts.iter().any(|(_, verdict)| verdict.is_match())
}
