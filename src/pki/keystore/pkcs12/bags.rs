//! `SafeContents` and the bags in it (RFC 7292 §4.2).

use std::borrow::Cow;

use pkcs8::ObjectIdentifier;

use crate::pki::keystore::ber::{Element, Malformed, Parts};

/// How deep bags within bags are followed.
const MOST_LEVELS: u8 = 8;

pub(super) const FRIENDLY_NAME: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.20");
pub(super) const LOCAL_KEY_ID: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.21");
pub(super) const X509_CERTIFICATE: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.22.1");
const X509_CRL: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.23.1");

/// Java's mark of a trust anchor: trustedKeyUsage of Oracle, which no standard describes.
pub(super) const TRUSTED: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("2.16.840.1.113894.746875.1.1");

/// A bag with its attributes.
#[derive(Clone)]
pub(super) struct Bag<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) labels: Labels,
}

/// The attributes of a bag (RFC 2985 §5.5).
#[derive(Debug, Clone, Default)]
pub(super) struct Labels {
    pub(super) name: Option<String>,
    pub(super) local_id: Option<Vec<u8>>,
    pub(super) trusted: bool,
}

/// What a bag holds, as it stands in the file.
#[derive(Clone)]
pub(super) enum Kind<'a> {
    /// `PrivateKeyInfo`.
    Key(&'a [u8]),
    /// The parts of an `EncryptedPrivateKeyInfo`.
    ShroudedKey(Parts<'a>),
    Certificate(Cow<'a, [u8]>),
    Crl(Cow<'a, [u8]>),
    /// The same in a `SecretBag`, as Java writes it.
    Secret(Parts<'a>),
    Unreadable(String),
}

/// Reads `SafeContents`, and hands each bag over. A bag that makes no sense is handed over as such.
///
/// # Errors
/// When it is no `SEQUENCE`.
pub(super) fn read(safe: &[u8], each: &mut dyn FnMut(Bag<'_>)) -> Result<(), Malformed> {
    read_levels(Element::first(safe)?.0.sequence()?, MOST_LEVELS, each);
    Ok(())
}

fn read_levels(bags: Parts<'_>, levels: u8, each: &mut dyn FnMut(Bag<'_>)) {
    for bag in bags {
        if let Err(Malformed) = bag.and_then(|bag| read_bag(bag.sequence()?, levels, each)) {
            each(unreadable("a bag is malformed"));
        }
    }
}

fn unreadable(why: &str) -> Bag<'static> {
    Bag { kind: Kind::Unreadable(why.into()), labels: Labels::default() }
}

fn read_bag(
    mut bag: Parts<'_>,
    levels: u8,
    each: &mut dyn FnMut(Bag<'_>),
) -> Result<(), Malformed> {
    let oid = bag.required()?.oid()?;
    let value = bag.explicit()?.parts().required()?;
    let labels = bag.next().transpose()?.map_or(Labels::default(), |set| labels(set.parts()));
    let number = oid.to_string();
    let kind = match number.strip_prefix("1.2.840.113549.1.12.10.1.") {
        Some("1") => Kind::Key(value.raw()),
        Some("2") => Kind::ShroudedKey(value.sequence()?),
        Some("3") => typed(value.sequence()?, X509_CERTIFICATE, Kind::Certificate)?,
        Some("4") => typed(value.sequence()?, X509_CRL, Kind::Crl)?,
        Some("5") => secret(value.sequence()?)?,
        Some("6") => {
            match levels.checked_sub(1) {
                Some(levels) => read_levels(value.sequence()?, levels, each),
                None => each(unreadable("bags are nested too deep")),
            }
            return Ok(());
        }
        _ => Kind::Unreadable(format!("a bag of the type {}", super::names::of(oid))),
    };
    each(Bag { kind, labels });
    Ok(())
}

/// `CertBag` and `CRLBag` (RFC 7292 §4.2.3, §4.2.4): a type, and an octet string with the value.
fn typed<'a>(
    mut bag: Parts<'a>,
    wanted: ObjectIdentifier,
    kind: fn(Cow<'a, [u8]>) -> Kind<'a>,
) -> Result<Kind<'a>, Malformed> {
    let oid = bag.required()?.oid()?;
    if oid != wanted {
        return Ok(Kind::Unreadable(format!("a bag with {}", super::names::of(oid))));
    }
    Ok(kind(bag.explicit()?.parts().required()?.octets()?))
}

/// `SecretBag` (RFC 7292 §4.2.5) leaves the contents open. Java puts an octet string with an
/// `EncryptedPrivateKeyInfo` there.
fn secret(mut bag: Parts<'_>) -> Result<Kind<'_>, Malformed> {
    bag.required()?.oid()?;
    let value = bag.explicit()?.parts().required()?;
    Ok(match Element::first(value.content()) {
        Ok((key, [])) => Kind::Secret(key.sequence()?),
        _ => Kind::Unreadable("a secret of an unknown form".into()),
    })
}

/// What the attributes say; those that make no sense say nothing.
fn labels(attributes: Parts<'_>) -> Labels {
    let mut labels = Labels::default();
    for attribute in attributes.map_while(Result::ok) {
        let Ok((oid, value)) = attribute_value(&attribute) else { continue };
        match oid {
            FRIENDLY_NAME => labels.name = value.and_then(|value| bmp(value.content())),
            LOCAL_KEY_ID => labels.local_id = value.map(|value| value.content().to_vec()),
            TRUSTED => labels.trusted = true,
            _ => {}
        }
    }
    labels
}

type Attribute<'a> = (ObjectIdentifier, Option<Element<'a>>);

/// The type, and the first value of the set.
fn attribute_value<'a>(attribute: &Element<'a>) -> Result<Attribute<'a>, Malformed> {
    let mut parts = attribute.sequence()?;
    let oid = parts.required()?.oid()?;
    Ok((oid, parts.required()?.parts().next().transpose()?))
}

/// A `BMPString` (X.680 §41), with pairs of surrogates where tools put them in.
fn bmp(bytes: &[u8]) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = units.iter().map(|unit| u16::from_be_bytes(*unit)).collect();
    rest.is_empty().then(|| String::from_utf16_lossy(&units))
}
