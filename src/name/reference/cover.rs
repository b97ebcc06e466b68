//! Which of the wanted domains a pattern covers, or how it fails to.

use super::{Mismatch, Reference, Remark, Wanted};
use crate::name::domain::Domain;
use crate::name::identity::Pattern;

impl Reference {
    /// The remarks on a pattern that covers what is wanted.
    pub(super) fn covered_by(&self, pattern: &Pattern) -> Result<Vec<Remark>, Mismatch> {
        let domain = match &self.wanted {
            Wanted::Domain(domain) => domain,
            // RFC 9525 §3: the text of an address in a dNSName is no address
            Wanted::Ip(address) => return Err(Mismatch::AddressWanted(*address)),
        };
        if pattern.covers(domain) {
            return Ok(Vec::new());
        }
        match &self.secure_target {
            Some(target) if pattern.covers(target) => Ok(vec![by_target(target)]),
            Some(_) | None => Err(self.uncovered(pattern, domain)),
        }
    }

    /// The remarks on a domain that is the wanted one.
    pub(super) fn is_domain(&self, presented: &Domain) -> Result<Vec<Remark>, Mismatch> {
        match (&self.wanted, &self.secure_target) {
            (Wanted::Domain(domain), _) if domain == presented => Ok(Vec::new()),
            (Wanted::Domain(_), Some(target)) if target == presented => Ok(vec![by_target(target)]),
            (Wanted::Domain(_) | Wanted::Ip(_), _) => {
                let (covers, wanted) = (presented.as_ascii().to_owned(), self.words());
                Err(Mismatch::Host { covers, wanted })
            }
        }
    }

    /// What is wanted, in the form of the names that it is compared with.
    pub(super) fn words(&self) -> String {
        match (&self.wanted, &self.secure_target) {
            (Wanted::Domain(domain), Some(target)) => {
                format!("{} or {}", domain.as_ascii(), target.as_ascii())
            }
            (Wanted::Domain(domain), None) => domain.as_ascii().to_owned(),
            (Wanted::Ip(address), _) => address.to_string(),
        }
    }

    fn uncovered(&self, pattern: &Pattern, domain: &Domain) -> Mismatch {
        let (name, host) = (domain.as_ascii(), pattern.host());
        if pattern.is_wildcard() && name == host {
            return Mismatch::Apex(host.to_owned());
        }
        let front = name.strip_suffix(host).and_then(|front| front.strip_suffix('.'));
        if let (true, Some(front)) = (pattern.is_wildcard(), front) {
            let labels = front.split('.').count();
            return Mismatch::Depth { under: host.to_owned(), wanted: name.to_owned(), labels };
        }
        // without an A-label, IDNA2003 and IDNA2008 agree
        if name.contains("xn--") && domain.idna2003().as_deref() == Some(host) {
            return Mismatch::OldIdna { covers: host.to_owned(), wanted: domain.to_string() };
        }
        Mismatch::Host { covers: pattern.to_string(), wanted: self.words() }
    }
}

fn by_target(target: &Domain) -> Remark {
    Remark::SecureSrvTarget(target.as_ascii().to_owned())
}
