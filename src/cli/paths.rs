//! The facts of a path, for every command that finds one.

use crate::check::path::{Breach, PathVerdict};
use crate::pki::link::Link;
use crate::report::{PathFacts, PathLink};

/// A path, link by link.
pub(super) fn path_facts(best: &PathVerdict, anchors: &str, others: usize) -> PathFacts {
    PathFacts {
        is_sound: best.sound,
        links: best
            .certificates
            .iter()
            .enumerate()
            .map(|(at, link)| linked(best, at, link))
            .collect(),
        anchors: anchors.to_owned(),
        others,
    }
}

fn linked(path: &PathVerdict, at: usize, link: &Link) -> PathLink {
    let is_anchor =
        path.anchor.as_ref().is_some_and(|anchor| anchor.fingerprint == link.fingerprint)
            && at + 1 == path.certificates.len();
    let broken = path.breaches.iter().filter(|breach| breach.at == at && breach.is_hard());
    PathLink {
        subject: link.subject.to_string(),
        short: link.subject.short().to_owned(),
        is_anchor,
        faults: broken.map(|breach: &Breach| breach.rule.id().replace('-', " ")).collect(),
    }
}
