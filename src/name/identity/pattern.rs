//! The host names that a presented name covers.

use super::Defect;
use crate::name::domain::Domain;
use std::fmt;

/// One host name, or all that are one label under a name; lower-case ASCII.
///
/// More lenient than [`DnsName`](crate::name::DnsName): underscores (decision A8) and false
/// A-labels may stand in it, which then equal no [`Domain`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pattern {
    host: String,
    is_wildcard: bool,
}

impl Pattern {
    /// Reads the value of a dNSName.
    ///
    /// # Errors
    /// The first thing that keeps it from being a host name or a wildcard of RFC 9525 §6.3.
    pub fn read(text: &str) -> Result<Self, Defect> {
        if text.is_empty() {
            return Err(Defect::Empty);
        }
        if text.len() > 253 {
            return Err(Defect::LongName(text.len()));
        }
        let (host, is_wildcard) = match text.strip_prefix("*.") {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        refuse_stars(text, host)?;
        refuse_characters(host)?;
        refuse_labels(host)?;
        // decision A4: RFC 9525 §6.3 names no least number of labels, all TLS stacks do
        if is_wildcard && !host.contains('.') {
            return Err(Defect::TopLevel(host.to_owned()));
        }
        Ok(Self { host: host.to_ascii_lowercase(), is_wildcard })
    }

    /// The host name; for a wildcard what stands after its star.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether it stands for every name one label under the host.
    pub fn is_wildcard(&self) -> bool {
        self.is_wildcard
    }

    /// Whether it covers the domain: the names are equal without regard to case, or the star
    /// stands for the first label, whole and alone (RFC 9525 §6.3).
    pub fn covers(&self, domain: &Domain) -> bool {
        let name = domain.as_ascii();
        if self.is_wildcard {
            name.split_once('.').is_some_and(|(_, rest)| rest == self.host)
        } else {
            name == self.host
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.is_wildcard { "*." } else { "" }, self.host)
    }
}

fn refuse_stars(text: &str, host: &str) -> Result<(), Defect> {
    if text == "*" || host.is_empty() {
        return Err(Defect::LoneStar);
    }
    match host.find('*') {
        None => Ok(()),
        // the first label holds a star and more
        Some(at) if host.len() == text.len() && !host[..at].contains('.') => {
            Err(Defect::PartialLabel)
        }
        Some(_) => Err(Defect::MisplacedStar),
    }
}

/// RFC 5280 §4.2.1.6: the preferred name syntax; the underscore is tolerated (decision A8).
fn refuse_characters(host: &str) -> Result<(), Defect> {
    let may_stand = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    match host.chars().find(|&c| !may_stand(c)) {
        Some(character) => Err(Defect::Character(character)),
        None => Ok(()),
    }
}

fn refuse_labels(host: &str) -> Result<(), Defect> {
    if host.ends_with('.') {
        // decision A3: a reference loses its final dot, a certificate has none to lose
        return Err(Defect::TrailingDot);
    }
    for label in host.split('.') {
        match label.len() {
            0 => return Err(Defect::EmptyLabel),
            1..=63 => {}
            octets => return Err(Defect::LongLabel(octets)),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_one_whole_label() {
        let pattern = Pattern::read("*.Example.org").unwrap();
        let covers = |name: &str| pattern.covers(&Domain::try_from(name).unwrap());
        assert!(covers("chat.example.org") && covers("münchen.example.org"));
        assert!(!covers("example.org") && !covers("a.b.example.org") && !covers("org"));
        assert_eq!(pattern.to_string(), "*.example.org");
    }

    #[test]
    fn each_defect_has_its_name() {
        let defect = |text: &str| Pattern::read(text).unwrap_err();
        assert_eq!((defect("*"), defect("*.")), (Defect::LoneStar, Defect::LoneStar));
        assert_eq!(defect("*.com"), Defect::TopLevel("com".into()));
        for partial in ["c*.example.com", "*t.example.com", "*example.com", "**.example.com"] {
            assert_eq!(defect(partial), Defect::PartialLabel, "{partial}");
        }
        for misplaced in ["chat.*.com", "*.*.com", "*.c*.com"] {
            assert_eq!(defect(misplaced), Defect::MisplacedStar, "{misplaced}");
        }
        assert_eq!(defect("example.com."), Defect::TrailingDot);
        assert_eq!(defect(".example.com"), Defect::EmptyLabel);
        assert_eq!(defect("a.com\0.b"), Defect::Character('\0'));
        assert_eq!(defect(&"x".repeat(64)), Defect::LongLabel(64));
        assert_eq!(defect(&"x.".repeat(127)), Defect::LongName(254));
    }
}
