//! Why a certificate is not part of a chain.

use std::fmt;

use super::Assembly;
use crate::pki::link::Link;
use crate::pki::moment::Moment;

/// Why a certificate is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is there already.
    Duplicate,
    /// It is the trust anchor, which peers have.
    Root,
    /// It is a root, and none of the trust anchors.
    UntrustedRoot,
    /// It is of a CA of the chain, has expired, and another certificate of that CA has not.
    ExpiredCrossSign {
        /// The CA.
        of: String,
        /// When it ended, in words.
        end: String,
    },
    /// It is of a CA of the chain, and another certificate of that CA leads to an anchor by fewer steps.
    LongerWay {
        /// The CA.
        of: String,
    },
    /// It stands on another path that holds.
    OtherWay,
    /// It has the name of a CA of the chain, and another key.
    Namesake {
        /// The CA.
        of: String,
    },
    /// It is no CA.
    OtherLeaf,
    /// It has nothing to do with the leaf.
    Unrelated,
}

impl Assembly {
    /// Why a certificate is not sent; `None` where it is.
    pub fn reason(&self, link: &Link, with_root: bool, now: Moment) -> Option<Reason> {
        let is_in = |path: &[std::sync::Arc<Link>]| {
            path.iter().any(|part| part.fingerprint == link.fingerprint)
        };
        if is_in(self.sent(with_root)) {
            return None;
        }
        Some(match () {
            () if is_in(self.path()) && self.is_complete() => Reason::Root,
            () if is_in(self.path()) => Reason::UntrustedRoot,
            () => self.beside(link, now).unwrap_or_else(|| self.aside(link, is_in)),
        })
    }

    /// Another certificate of a CA of the chain, or one that has its name.
    fn beside(&self, link: &Link, now: Moment) -> Option<Reason> {
        let cas = self.path().iter().skip(1);
        let namesake = cas.filter(|ca| ca.subject == link.subject);
        // a CA that changes keys may be in the chain with both
        let ca = namesake.max_by_key(|ca| ca.key == link.key)?;
        let of = ca.subject.short().to_owned();
        Some(match () {
            () if ca.key != link.key => Reason::Namesake { of },
            () if link.not_after < now.unix() => {
                let end = Moment::clamped(link.not_after).relative_to(now);
                Reason::ExpiredCrossSign { of, end }
            }
            () if link.is_self_issued() => Reason::UntrustedRoot,
            () => Reason::LongerWay { of },
        })
    }

    fn aside(&self, link: &Link, is_in: impl Fn(&[std::sync::Arc<Link>]) -> bool) -> Reason {
        match () {
            () if self.alternatives.iter().any(|path| is_in(&path.certificates)) => {
                Reason::OtherWay
            }
            () if !link.is_ca() && link.version > 1 => Reason::OtherLeaf,
            () => Reason::Unrelated,
        }
    }
}

impl Reason {
    /// Its word in the JSON facts.
    pub fn word(&self) -> &'static str {
        match self {
            Reason::Duplicate => "duplicate",
            Reason::Root => "root",
            Reason::UntrustedRoot => "untrusted-root",
            Reason::ExpiredCrossSign { .. } => "expired-cross-sign",
            Reason::LongerWay { .. } => "longer-way",
            Reason::OtherWay => "other-way",
            Reason::Namesake { .. } => "namesake",
            Reason::OtherLeaf => "other-leaf",
            Reason::Unrelated => "unrelated",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Duplicate => f.write_str("there twice"),
            Reason::Root => f.write_str("the root, which peers have"),
            Reason::UntrustedRoot => f.write_str("a root that is none of the trust anchors"),
            Reason::ExpiredCrossSign { of, end } => {
                write!(f, "an expired cross-sign of {of}: it ended {end}")
            }
            Reason::LongerWay { of } => {
                write!(f, "a cross-sign of {of}; the way without it is no longer")
            }
            Reason::OtherWay => f.write_str("on another path, which is no shorter"),
            Reason::Namesake { of } => write!(f, "named as {of} is, and of another key"),
            Reason::OtherLeaf => f.write_str("another leaf"),
            Reason::Unrelated => f.write_str("on no path of the leaf"),
        }
    }
}
