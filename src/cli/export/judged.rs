//! A chain that a server serves, judged as `verify` judges it.

use std::cell::OnceCell;
use std::sync::Arc;
use std::time::Duration;

use crate::check::path::{Judge, Question};
use crate::check::rules::root_not_in_file;
use crate::check::{self, Asked, Case, Standing};
use crate::name::{Domain, Profile, Service, Wanted};
use crate::pki::certificate::Certificate;
use crate::pki::content::{Thing, linked_pieces};
use crate::pki::link::Link;
use crate::pki::moment::Moment;
use crate::report::{Finding, PathFacts};
use crate::servers::Choice;
use crate::servers::loading::Served;

use super::super::anchors::{AnchorArgs, Anchors};
use super::super::failure::Failure;
use super::super::session::Session;

/// A certificate that ends within this time is worth a warning, as for `verify`: 21 days.
const SOON: Duration = Duration::from_secs(21 * 24 * 60 * 60);

/// What every judgement of a run shares.
pub(super) struct Bench<'a> {
    anchors: &'a AnchorArgs,
    now: Moment,
    server: Option<Choice>,
    session: &'a Session,
    /// Trust anchors beside those that --anchors names.
    roots: Vec<Arc<Link>>,
    judge: OnceCell<(Judge, String)>,
}

impl<'a> Bench<'a> {
    /// A bench whose trust anchors are read when the first chain comes.
    pub(super) fn new(
        anchors: &'a AnchorArgs,
        now: Moment,
        server: Option<Choice>,
        session: &'a Session,
    ) -> Bench<'a> {
        Bench { anchors, now, server, session, roots: Vec::new(), judge: OnceCell::new() }
    }

    /// The same bench, on which these roots are trusted as well.
    pub(super) fn trusting(self, roots: &[Arc<Link>]) -> Bench<'a> {
        Bench { roots: roots.to_vec(), ..self }
    }

    /// What is wrong with what is served for a domain; nothing where nothing is.
    ///
    /// # Errors
    /// When the trust anchors cannot be read.
    pub(super) fn findings(&self, served: &Served) -> Result<Vec<Finding>, Failure> {
        let file = served.files.first().cloned().unwrap_or_default();
        let judged = self.judge(&served.chain, &served.domain, &file)?;
        let mut findings = judged.map_or_else(Vec::new, |all| all.0);
        // what is served is not what stands in the file, and of that the loader tells
        findings.retain(|finding| finding.code.id != root_not_in_file::RULE.code.id);
        Ok(findings)
    }

    /// What is wrong with a chain for a domain, and its path; `None` for the empty chain.
    ///
    /// # Errors
    /// When the trust anchors cannot be read.
    pub(super) fn judge(
        &self,
        chain: &[Arc<Link>],
        domain: &Domain,
        file: &str,
    ) -> Result<Option<(Vec<Finding>, PathFacts)>, Failure> {
        let Some((link, above)) = chain.split_first() else { return Ok(None) };
        let Some(leaf) = read(link) else { return Ok(None) };
        let others: Vec<Box<Certificate>> = above.iter().filter_map(|link| read(link)).collect();
        let others: Vec<&Certificate> = others.iter().map(AsRef::as_ref).collect();
        let (judge, words) = self.judge_of_anchors()?;
        let judgement = judge.judge(link, above, &Question::server(self.now.unix()));
        let names = check::presented(&leaf, link);
        let asked = Asked::Server {
            wanted: Wanted::Domain(domain.clone()),
            services: vec![Service::Client, Service::Server],
            profile: Profile::Rfc9525,
        };
        let findings = check::findings(&Case {
            file,
            leaf: &leaf,
            link,
            names: &names,
            others: &others,
            position: 0,
            key: None,
            standing: Some(&Standing::of(asked, &names)),
            judgement: &judgement,
            now: self.now,
            expires_in: Some(SOON),
            critical_in: None,
            components: &[],
            server: self.server,
            fetched: &[],
        });
        let path = super::super::paths::path_facts(&judgement.best, words, judgement.others.len());
        Ok(Some((findings, path)))
    }

    fn judge_of_anchors(&self) -> Result<(&Judge, &str), Failure> {
        let (judge, words) = match self.judge.get() {
            Some(known) => known,
            None => {
                let Anchors { links, words } = self.anchors.load(self.session)?;
                let links = links.into_iter().chain(self.roots.iter().cloned());
                let judge = Judge::new(links, std::iter::empty(), std::iter::empty());
                self.judge.get_or_init(|| (judge, words))
            }
        };
        Ok((judge, words))
    }
}

/// The certificate of a link, for the rules.
fn read(link: &Link) -> Option<Box<Certificate>> {
    linked_pieces(link.der(), None).into_iter().find_map(|piece| match piece.thing {
        Thing::Certificate(certificate) => Some(certificate),
        _ => None,
    })
}
