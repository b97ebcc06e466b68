//! Distribution points of revocation lists, in certificates and in the lists (RFC 5280 §4.2.1.13,
//! §5.2.5).

use x509_parser::extensions::GeneralName as Parsed;
use x509_parser::prelude::FromDer;

use super::folded::FoldedName;
use super::general_name::GeneralName;
use super::tlv;

/// Where the certificate's status is published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DistributionPoint {
    /// The point's name.
    pub name: Option<PointName>,
    /// For which reasons; all where it does not say.
    pub reasons: Option<Reasons>,
    /// Who publishes there, if not the certificate's issuer.
    pub crl_issuer: Vec<GeneralName>,
}

/// The name of a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PointName {
    /// Names, any of which is enough.
    Full(Vec<GeneralName>),
    /// The content of a relative name below that of the list's issuer.
    Relative(Vec<u8>),
}

/// A set of reasons for revocation, as bits 1 to 8 of ReasonFlags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reasons(u16);

impl Reasons {
    /// All that there are.
    pub const ALL: Reasons = Reasons(0x1fe);

    /// A BIT STRING's content: the count of unused bits, then the bits from the left.
    fn read(content: &[u8]) -> Reasons {
        let bits = content.iter().skip(1).take(2).enumerate();
        let all = bits.fold(0, |all: u16, (index, octet)| {
            all | u16::from(octet.reverse_bits()) << (8 * index)
        });
        Reasons(all & Reasons::ALL.0)
    }

    /// Those that are in both.
    pub fn and(self, other: Reasons) -> Reasons {
        Reasons(self.0 & other.0)
    }

    /// Those that are in either.
    pub fn or(self, other: Reasons) -> Reasons {
        Reasons(self.0 | other.0)
    }

    /// Those that are not in `other`.
    pub fn without(self, other: Reasons) -> Reasons {
        Reasons(self.0 & !other.0)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl PointName {
    /// `DistributionPointName ::= CHOICE { fullName [0], nameRelativeToCRLIssuer [1] }`.
    pub(super) fn read(content: &[u8]) -> Option<PointName> {
        let (choice, _) = tlv::first(content)?;
        match choice.tag {
            0xa0 => Some(PointName::Full(general_names(choice.content)?)),
            0xa1 => Some(PointName::Relative(choice.content.to_vec())),
            _ => None,
        }
    }

    /// The names in full; a relative one stands below each of `issuers`.
    pub fn in_full<'a>(
        &self,
        issuers: impl IntoIterator<Item = &'a FoldedName>,
    ) -> Vec<GeneralName> {
        match self {
            PointName::Full(names) => names.clone(),
            PointName::Relative(content) => {
                let full = |issuer: &FoldedName| issuer.with_relative(content);
                let names = issuers.into_iter().filter_map(full);
                names.map(GeneralName::Directory).collect()
            }
        }
    }
}

/// The value of cRLDistributionPoints or freshestCRL.
pub(super) fn points(value: &[u8]) -> Option<Vec<DistributionPoint>> {
    let points = tlv::all(tlv::only(value, 0x30)?)?;
    points.iter().map(|point| point_of(point.content)).collect()
}

fn point_of(content: &[u8]) -> Option<DistributionPoint> {
    let mut point = DistributionPoint::default();
    for field in tlv::all(content)? {
        match field.tag {
            0xa0 => point.name = Some(PointName::read(field.content)?),
            0x81 => point.reasons = Some(Reasons::read(field.content)),
            0xa2 => point.crl_issuer = general_names(field.content)?,
            _ => return None,
        }
    }
    Some(point)
}

pub(super) fn reasons(content: &[u8]) -> Reasons {
    Reasons::read(content)
}

/// The members of GeneralNames.
pub(super) fn general_names(content: &[u8]) -> Option<Vec<GeneralName>> {
    tlv::all(content)?.iter().map(general_name).collect()
}

fn general_name(value: &tlv::Tlv<'_>) -> Option<GeneralName> {
    let (_, parsed) = Parsed::from_der(value.whole).ok()?;
    Some(GeneralName::read(&parsed))
}
