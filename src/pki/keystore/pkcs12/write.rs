//! The structure of the stores that are written (RFC 7292 §4 and §5).

use std::collections::HashSet;

use pkcs8::ObjectIdentifier;
use zeroize::Zeroizing;

use super::{
    DATA, ENCRYPTED_DATA,
    bags::{FRIENDLY_NAME, LOCAL_KEY_ID, TRUSTED, X509_CERTIFICATE},
    sealing::Sealing,
};
use crate::pki::{
    keystore::{NewAnchor, NewEntry, Strength, WriteError},
    moment::Moment,
    tlv,
};

const SHROUDED_KEY_BAG: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.2");
const CERTIFICATE_BAG: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.3");

/// anyExtendedKeyUsage (RFC 5280 §4.2.1.12): Java writes it as what a certificate is trusted for.
const ANY_PURPOSE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.37.0");

/// The version of `PFX`.
const VERSION: u32 = 3;

/// A store of entries and anchors that were checked.
pub(in crate::pki::keystore) fn write(
    entries: &[NewEntry<'_>],
    anchors: &[NewAnchor<'_>],
    password: &str,
    strength: Strength,
    created: Moment,
) -> Result<Zeroizing<Vec<u8>>, WriteError> {
    let sealing = Sealing::new(password, strength);
    let entries: Vec<Labelled<'_>> = labelled(entries, created).collect();
    let certificates = certificates(&entries, anchors);
    let sealed = sealing.data(&tlv::sequence(&[&certificates.concat()]))?;
    let mut safes = vec![content_info(ENCRYPTED_DATA, &sealed)];
    if !entries.is_empty() {
        let keys = entries.iter().map(|labelled| labelled.key_bag(&sealing));
        let keys = keys.collect::<Result<Vec<_>, _>>()?;
        safes.push(data(&tlv::sequence(&[&keys.concat()])));
    }
    let contents = tlv::sequence(&[&safes.concat()]);
    let mac = sealing.mac(&contents)?;
    Ok(Zeroizing::new(tlv::sequence(&[&tlv::integer(VERSION), &data(&contents), &mac])))
}

/// An entry with what ties key and certificate together.
struct Labelled<'a> {
    entry: &'a NewEntry<'a>,
    key_id: String,
}

/// The localKeyId (RFC 2985 §5.5.2) is Java's, which reads the date of the entry out of it; one of a
/// millisecond each, since it must not be the same for two keys.
fn labelled<'a>(
    entries: &'a [NewEntry<'a>],
    created: Moment,
) -> impl Iterator<Item = Labelled<'a>> {
    let milliseconds = created.unix().saturating_mul(1000)..;
    let labelled = |(entry, id)| Labelled { entry, key_id: format!("Time {id}") };
    entries.iter().zip(milliseconds).map(labelled)
}

impl Labelled<'_> {
    fn key_bag(&self, sealing: &Sealing) -> Result<Vec<u8>, WriteError> {
        let key = sealing.key(self.entry.key.pkcs8_der())?;
        Ok(bag(SHROUDED_KEY_BAG, &key, self.attributes()))
    }

    /// The attributes of the key and of its own certificate.
    fn attributes(&self) -> Vec<Vec<u8>> {
        let id = tlv::encode(tlv::OCTET_STRING, &[self.key_id.as_bytes()]);
        vec![friendly_name(self.entry.alias), attribute(LOCAL_KEY_ID, &id)]
    }
}

/// The bags of chains, the leaf first, and then those of anchors: Java takes the first of a name for
/// the issuer. What several chains share is there once.
fn certificates(entries: &[Labelled<'_>], anchors: &[NewAnchor<'_>]) -> Vec<Vec<u8>> {
    let (mut bags, mut known) = (Vec::new(), HashSet::new());
    for labelled in entries {
        let Some((leaf, issuers)) = labelled.entry.chain.split_first() else { continue };
        bags.push(certificate_bag(leaf, labelled.attributes()));
        let new = issuers.iter().filter(|der| known.insert(**der));
        bags.extend(new.map(|der| certificate_bag(der, Vec::new())));
    }
    bags.extend(anchors.iter().map(|anchor| {
        let trusted = attribute(TRUSTED, &tlv::oid(ANY_PURPOSE));
        certificate_bag(anchor.der, vec![friendly_name(anchor.alias), trusted])
    }));
    bags
}

/// `CertBag` (RFC 7292 §4.2.3).
fn certificate_bag(der: &[u8], attributes: Vec<Vec<u8>>) -> Vec<u8> {
    let octets = tlv::encode(tlv::OCTET_STRING, &[der]);
    let value = tlv::encode(tlv::CONSTRUCTED_0, &[&octets]);
    bag(CERTIFICATE_BAG, &tlv::sequence(&[&tlv::oid(X509_CERTIFICATE), &value]), attributes)
}

/// `SafeBag` (RFC 7292 §4.2), whose attributes are left out where there are none.
fn bag(kind: ObjectIdentifier, value: &[u8], attributes: Vec<Vec<u8>>) -> Vec<u8> {
    let value = tlv::encode(tlv::CONSTRUCTED_0, &[value]);
    let attributes = match attributes.is_empty() {
        true => Vec::new(),
        false => tlv::set_of(tlv::SET, attributes),
    };
    tlv::sequence(&[&tlv::oid(kind), &value, &attributes])
}

/// friendlyName (RFC 2985 §5.5.1), with pairs of surrogates for what a `BMPString` has no room for,
/// as Java and OpenSSL write them.
fn friendly_name(alias: &str) -> Vec<u8> {
    let units: Vec<u8> = alias.encode_utf16().flat_map(u16::to_be_bytes).collect();
    attribute(FRIENDLY_NAME, &tlv::encode(tlv::BMP_STRING, &[&units]))
}

fn attribute(kind: ObjectIdentifier, value: &[u8]) -> Vec<u8> {
    tlv::sequence(&[&tlv::oid(kind), &tlv::encode(tlv::SET, &[value])])
}

/// A `ContentInfo` of plain data (RFC 5652 §4).
fn data(contents: &[u8]) -> Vec<u8> {
    content_info(DATA, &tlv::encode(tlv::OCTET_STRING, &[contents]))
}

/// `ContentInfo` (RFC 5652 §3).
fn content_info(kind: ObjectIdentifier, content: &[u8]) -> Vec<u8> {
    tlv::sequence(&[&tlv::oid(kind), &tlv::encode(tlv::CONSTRUCTED_0, &[content])])
}
