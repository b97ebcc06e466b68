//! A domain as XMPP names it: the domainpart of a JID, without IP addresses (RFC 7622 §3.2).

mod diagnosis;
pub(super) mod idna2008;
mod refusal;

pub(super) use diagnosis::ip_address;
pub use refusal::{DomainError, DomainFault};

use super::typed::{DOTS, Typed};
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use std::{fmt, str::FromStr};

/// A domain name, kept as lower-case A-labels without a trailing dot and shown as U-labels.
///
/// Every label is valid in IDNA2008 (RFC 5891 §5.4, RFC 5892) and has at most 63 octets, the
/// whole at most 253; the last label is not a number, so no IP address passes for a domain.
/// A single label such as `localhost` is a domain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain(String);

impl Domain {
    /// The A-label form, as DNS, SNI, dNSName and SRVName write it.
    pub fn as_ascii(&self) -> &str {
        &self.0
    }

    /// The U-label form in NFC, as JIDs and XmppAddr write it (RFC 7622 §3.2.1).
    pub fn to_unicode(&self) -> String {
        // without an A-label both forms are the same
        if !self.0.contains("xn--") {
            return self.0.clone();
        }
        Uts46::new().to_unicode(self.0.as_bytes(), AsciiDenyList::STD3, Hyphens::Check).0.into()
    }

    /// The A-labels, from the left.
    pub fn labels(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('.')
    }

    /// Whether the name has one label only, as `localhost` has.
    pub fn is_single_label(&self) -> bool {
        !self.0.contains('.')
    }

    /// Whether the public DNS may have it: it is no single label and not under a name that is never
    /// delegated (RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476, and ICANN's `internal`).
    pub fn is_of_public_dns(&self) -> bool {
        const RESERVED: [&str; 9] = [
            "alt",
            "arpa",
            "internal",
            "invalid",
            "local",
            "localhost",
            "onion",
            "test",
            "example",
        ];
        let last = self.labels().next_back().unwrap_or_default();
        !self.is_single_label() && !RESERVED.contains(&last)
    }

    /// The domain with `label` (one or more labels) put before it: `conference` and `example.org`
    /// give `conference.example.org`.
    ///
    /// # Errors
    /// As for parsing: the label may be faulty, or the whole too long.
    pub fn subdomain(&self, label: &str) -> Result<Self, DomainError> {
        Self::try_from(format!("{label}.{}", self.0).as_str())
    }

    /// The domain without its left-most label; `None` for a single label.
    pub fn parent(&self) -> Option<Self> {
        self.0.split_once('.').map(|(_, rest)| Self(rest.to_owned()))
    }

    /// The A-label form for which software with IDNA2003 looks (RFC 3490), if it differs:
    /// `straße.example` is `strasse.example` to it.
    ///
    /// `None` as well when the old mapping gives no name at all, such as a label that grew too long.
    pub fn idna2003(&self) -> Option<String> {
        let modern = self.to_unicode();
        // the four deviations of UTS #46 §4: nothing else maps differently
        let old = modern.replace('ß', "ss").replace('ς', "σ").replace(['\u{200C}', '\u{200D}'], "");
        (old != modern).then(|| Self::try_from(old.as_str()).ok()).flatten().map(|d| d.0)
    }
}

impl FromStr for Domain {
    type Err = DomainError;

    /// Reads a domain in either form, in any case, with or without one trailing dot.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).map_err(|fault| DomainError::new(Typed::new(text), fault))
    }
}

impl TryFrom<&str> for Domain {
    type Error = DomainError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_unicode())
    }
}

fn parse(text: &str) -> Result<Domain, DomainFault> {
    // nearly every name there is: none of what follows has anything to say of it
    let last = text.rsplit('.').next().unwrap_or_default();
    if is_plain(text) && !last.bytes().all(|octet| octet.is_ascii_digit()) {
        return Ok(Domain(text.to_ascii_lowercase()));
    }
    diagnosis::screen(text)?;
    // RFC 7622 §3.2: a final dot is stripped before any other step
    let name = text.strip_suffix(DOTS).unwrap_or(text);
    if is_plain(name) {
        diagnosis::refuse_numbers(name)?;
        return Ok(Domain(name.to_ascii_lowercase()));
    }
    let ascii = Uts46::new()
        .to_ascii(name.as_bytes(), AsciiDenyList::STD3, Hyphens::Check, DnsLength::Verify)
        .map_err(|_| diagnosis::diagnose(name))?;
    diagnosis::refuse_numbers(&ascii)?;
    let domain = Domain(ascii.into_owned());
    // RFC 5892: UTS #46 lets symbols such as U+2615 through, IDNA2008 does not
    for label in domain.to_unicode().split('.') {
        if let Some(character) = idna2008::offender(label) {
            return Err(DomainFault::Character(character));
        }
    }
    Ok(domain)
}

/// Whether it is so plain a name that UTS #46 changes nothing but the case: letters, digits and hyphens
/// of ASCII in labels of a legal length (RFC 1123 §2.1), none of them `xn--` or the like (RFC 5891 §4.2.3.1).
fn is_plain(name: &str) -> bool {
    let label = |label: &[u8]| {
        matches!(label.len(), 1..=63)
            && label.iter().all(|octet| octet.is_ascii_alphanumeric() || *octet == b'-')
            && !label.starts_with(b"-")
            && !label.ends_with(b"-")
            && label.get(2..4) != Some(b"--")
    };
    name.len() <= 253 && name.as_bytes().split(|octet| *octet == b'.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(text: &str) -> Domain {
        Domain::try_from(text).unwrap()
    }

    #[test]
    fn either_form_is_the_same_domain() {
        let munich = domain("MÜNCHEN.example.");
        assert_eq!(munich, domain("xn--mnchen-3ya.Example"));
        assert_eq!(munich.as_ascii(), "xn--mnchen-3ya.example");
        assert_eq!(munich.to_string(), "münchen.example");
    }

    #[test]
    fn old_software_looks_for_another_name() {
        assert_eq!(domain("straße.example").idna2003().as_deref(), Some("strasse.example"));
        assert_eq!(domain("νίκος.example").idna2003(), Some("xn--kxawhku.example".into()));
        assert_eq!(domain("münchen.example").idna2003(), None);
    }

    #[test]
    fn plain_names_are_those_that_the_mapping_leaves_alone() {
        let long = |label: usize, all: usize| "a".repeat(label) + &".a".repeat((all - label) / 2);
        let names =
            ["a", "A-1.Example", "a--b", "0x.1", "xn--a", "ab--c", "-a", "a-", "a..b", "a_b", ""];
        let names = names.map(str::to_owned).into_iter();
        for name in names.chain([long(63, 253), long(64, 252), long(63, 255)]) {
            let mapped = Uts46::new().to_ascii(
                name.as_bytes(),
                AsciiDenyList::STD3,
                Hyphens::Check,
                DnsLength::Verify,
            );
            let plain = mapped.is_ok_and(|ascii| ascii == name.to_ascii_lowercase());
            assert_eq!(is_plain(&name), plain, "{name}");
        }
    }

    #[test]
    fn families_of_domains() {
        let shop = domain("shop.example");
        assert_eq!(shop.subdomain("bücher").unwrap().to_string(), "bücher.shop.example");
        assert_eq!(shop.parent(), Some(domain("example")));
        assert_eq!(domain("example").parent(), None);
        assert!(domain("localhost").is_single_label());
        assert_eq!(shop.labels().collect::<Vec<_>>(), ["shop", "example"]);
        assert!(shop.subdomain("").is_err() && shop.subdomain("*").is_err());
    }
}
