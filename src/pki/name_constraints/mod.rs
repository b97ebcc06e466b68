//! Name constraints (RFC 5280 §4.2.1.10, RFC 4985 §4): which names a CA may give.

mod address;
mod dns;
mod mail;

use std::fmt;

use x509_parser::extensions::{GeneralSubtree, NameConstraints as Parsed};

use super::general_name::{Form, GeneralName};
use super::tlv;

/// The nameConstraints of one CA.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameConstraints {
    /// Where it has entries of a form, names of that form must be within one of them.
    pub permitted: Vec<GeneralName>,
    /// No name may be within one of these.
    pub excluded: Vec<GeneralName>,
    /// What is wrong with the extension itself.
    pub faults: Vec<String>,
}

/// What constraints have against a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objection {
    /// It is within this excluded subtree.
    Excluded(GeneralName),
    /// It is within none of these permitted subtrees.
    NotPermitted(Vec<GeneralName>),
    /// There is a subtree of its form, and nobody defined how to compare them.
    Unsupported(GeneralName),
}

/// Comparisons that may still be made; a hostile pair of certificates asks for millions.
#[derive(Clone, Copy, Debug)]
pub struct Comparisons(pub u32);

/// There are more names times subtrees than anybody needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany;

impl NameConstraints {
    pub(super) fn read(parsed: &Parsed<'_>, value: &[u8]) -> NameConstraints {
        let list = |subtrees: &Option<Vec<_>>| -> Vec<GeneralName> {
            let subtrees = subtrees.iter().flatten();
            subtrees.map(|subtree: &GeneralSubtree<'_>| GeneralName::read(&subtree.base)).collect()
        };
        let mut constraints = NameConstraints {
            permitted: list(&parsed.permitted_subtrees),
            excluded: list(&parsed.excluded_subtrees),
            faults: Vec::new(),
        };
        constraints.faults = constraints.find_faults(value);
        constraints
    }

    fn find_faults(&self, value: &[u8]) -> Vec<String> {
        let mut faults = Vec::new();
        // RFC 5280 §4.2.1.10: the extension must not be an empty sequence
        if self.permitted.is_empty() && self.excluded.is_empty() {
            faults.push("they name no subtree".to_owned());
        }
        if has_minimum_or_maximum(value) {
            faults.push("they use minimum or maximum, which RFC 5280 forbids".to_owned());
        }
        for base in self.permitted.iter().chain(&self.excluded) {
            let fault = match base {
                GeneralName::Ip(octets) => address::fault(octets),
                GeneralName::Email(text) => mail::fault(text),
                GeneralName::Dns(text) => dns::fault(text),
                GeneralName::Malformed(_) => Some("is not of its form"),
                _ => None,
            };
            faults.extend(fault.map(|fault| format!("{base} {fault}")));
        }
        faults
    }

    /// Whether there is nothing to compare with.
    pub fn is_empty(&self) -> bool {
        self.permitted.is_empty() && self.excluded.is_empty()
    }

    /// What they have against a name, if anything; both lists are asked (RFC 5280 §6.1.3 (b), (c)).
    ///
    /// # Errors
    /// When the comparisons are used up.
    pub fn objection(
        &self,
        name: &GeneralName,
        left: &mut Comparisons,
    ) -> Result<Option<Objection>, TooMany> {
        let count = self.permitted.len() + self.excluded.len();
        let count = u32::try_from(count).map_err(|_| TooMany)?;
        left.0 = left.0.checked_sub(count).ok_or(TooMany)?;
        Ok(self.excluding(name).or_else(|| self.not_permitting(name)))
    }

    fn excluding(&self, name: &GeneralName) -> Option<Objection> {
        self.excluded.iter().find_map(|base| match compare(base, name, Side::Excluded)? {
            Comparison::Within => Some(Objection::Excluded(base.clone())),
            Comparison::Without => None,
            Comparison::Undefined => Some(Objection::Unsupported(base.clone())),
        })
    }

    fn not_permitting(&self, name: &GeneralName) -> Option<Objection> {
        let mut outside = Vec::new();
        // the name of a domain may be within subtrees of two forms, and then has to be in both
        let mut forms: Vec<(Form, bool)> = Vec::new();
        for base in &self.permitted {
            let Some(comparison) = compare(base, name, Side::Permitted) else { continue };
            if comparison == Comparison::Undefined {
                return Some(Objection::Unsupported(base.clone()));
            }
            let within = comparison == Comparison::Within;
            let form = base.form();
            match forms.iter_mut().find(|(known, _)| *known == form) {
                Some((_, satisfied)) => *satisfied |= within,
                None => forms.push((form, within)),
            }
            if !within {
                outside.push(base);
            }
        }
        let (failed, _) = forms.iter().find(|(_, satisfied)| !satisfied)?;
        let bases = outside.into_iter().filter(|base| base.form() == *failed);
        Some(Objection::NotPermitted(bases.take(SHOWN).cloned().collect()))
    }
}

/// So many subtrees are shown to people.
const SHOWN: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Permitted,
    Excluded,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Within,
    Without,
    Undefined,
}

/// `None` where the subtree says nothing about names of that form.
fn compare(base: &GeneralName, name: &GeneralName, side: Side) -> Option<Comparison> {
    let within = match (base, name) {
        (GeneralName::Dns(base), GeneralName::Dns(name)) => match side {
            Side::Permitted => dns::contains(base, name),
            Side::Excluded => dns::touches(base, name),
        },
        // decision: dNSName subtrees bind the domains of SRVName and XmppAddr too, or a CA held to
        // one domain could speak for every other (RFC 4985 §4 and RFC 6120 leave it open)
        (GeneralName::Dns(base), GeneralName::Srv(_) | GeneralName::Xmpp(_)) => {
            match (dns::domain_of(name), side) {
                (Some(domain), _) => dns::contains(base, &domain),
                (None, side) => side == Side::Excluded,
            }
        }
        (GeneralName::Dns(_), GeneralName::Malformed(Form::Srv | Form::Xmpp)) => {
            side == Side::Excluded
        }
        (GeneralName::Srv(base), GeneralName::Srv(name)) => dns::contains_service(base, name),
        (GeneralName::Ip(base), GeneralName::Ip(name)) => address::contains(base, name, side),
        (GeneralName::Email(base), GeneralName::Email(name)) => mail::contains(base, name),
        (GeneralName::Uri(base), GeneralName::Uri(name)) => match (mail::uri_host(name), side) {
            (Some(host), _) => mail::contains_host(base, host),
            // RFC 5280 §4.2.1.10: a URI without a host name is refused
            (None, side) => side == Side::Excluded,
        },
        (GeneralName::Directory(base), GeneralName::Directory(name)) => base.covers(name),
        (base, name) if base.form() != name.form() => return None,
        (_, GeneralName::Malformed(_)) | (GeneralName::Malformed(_), _) => side == Side::Excluded,
        _ => return Some(Comparison::Undefined),
    };
    Some(if within { Comparison::Within } else { Comparison::Without })
}

/// `GeneralSubtree ::= SEQUENCE { base, minimum [0] DEFAULT 0, maximum [1] OPTIONAL }`.
fn has_minimum_or_maximum(value: &[u8]) -> bool {
    let lists = tlv::only(value, 0x30).and_then(tlv::all).unwrap_or_default();
    let subtrees = lists.iter().filter_map(|list| tlv::all(list.content)).flatten();
    subtrees
        .filter_map(|subtree| tlv::all(subtree.content))
        .any(|fields| fields.iter().skip(1).any(|field| (field.tag, field.content) != (0x80, &[0])))
}

impl fmt::Display for Objection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Objection::Excluded(base) => write!(f, "within {base}, which is excluded"),
            Objection::NotPermitted(bases) => {
                f.write_str("not within ")?;
                for (index, base) in bases.iter().enumerate() {
                    write!(f, "{}{base}", if index == 0 { "" } else { " or " })?;
                }
                f.write_str(", as permitted")
            }
            Objection::Unsupported(base) => {
                write!(f, "of a form for which a subtree ({base}) exists but no way to compare")
            }
        }
    }
}

#[cfg(test)]
mod tests;
