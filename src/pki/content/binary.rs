//! DER and keystores, told apart by their shape.

use super::super::certificate::{Certificate, Doubt, Reading, Request};
use super::super::crl::Crl;
use super::super::der::{Shape, shape};
use super::super::key::PrivateKey;
use super::super::keystore::{EntryContent, Keystore, StoreFormat};
use super::super::pkcs7;
use super::text::{key, public_key};
use super::{How, Piece, Place, Thing};

/// What a file without PEM holds.
pub(super) fn pieces(octets: &[u8], how: How<'_>, place: Place) -> Vec<Piece> {
    let (thing, trailing) = match shape(octets) {
        Shape::Certificate => certificate(octets, how.reading(1)),
        Shape::Request => request(octets),
        Shape::RevocationList => crl(octets),
        Shape::PublicKey => (public_key(octets), 0),
        Shape::Pkcs7 => return bag(octets, how, place),
        Shape::Pkcs12 => return store(octets, StoreFormat::Pkcs12, how, place),
        Shape::PrivateKey | Shape::EncryptedPrivateKey => {
            (key(PrivateKey::find(octets), "DER", "private key", how.passphrase), 0)
        }
        Shape::OcspResponse => {
            (Thing::unreadable("OCSP response", "it is not one of the kinds shown here", octets), 0)
        }
        Shape::UnknownAsn1 => (
            Thing::unreadable(
                "DER of an unknown kind",
                "its structure is that of no known thing",
                octets,
            ),
            0,
        ),
        Shape::NotDer => (Thing::unreadable("unknown", no_der(octets), octets), 0),
    };
    vec![Piece { place, thing, trailing }]
}

impl How<'_> {
    /// What so many certificates of one file deserve: more than a chain has are a trust store, where roots
    /// are what they say they are, and to check all their signatures would take most of the time.
    pub(super) fn reading(self, certificates: usize) -> Reading {
        const CHAIN: usize = 16;
        let doubt = if certificates > CHAIN { Doubt::Waived } else { Doubt::Checked };
        Reading { doubt, link: self.links }
    }
}

/// Whether the octets have the shape of one of the things that are read here.
pub(super) fn is_known(octets: &[u8]) -> bool {
    !matches!(shape(octets), Shape::UnknownAsn1 | Shape::NotDer)
}

fn no_der(octets: &[u8]) -> &'static str {
    match octets {
        [] => "the file is empty",
        _ => "it is neither PEM nor DER nor a keystore",
    }
}

pub(super) fn certificate(der: &[u8], reading: Reading) -> (Thing, usize) {
    match Certificate::read(der, reading) {
        Ok(read) => {
            let trailing = der.len() - read.der.len();
            (Thing::Certificate(Box::new(read)), trailing)
        }
        Err(error) => (Thing::unreadable("certificate", error, der), 0),
    }
}

pub(super) fn request(der: &[u8]) -> (Thing, usize) {
    match Request::from_der(der) {
        Ok(read) => {
            let trailing = der.len() - read.der.len();
            (Thing::Request(Box::new(read)), trailing)
        }
        Err(error) => (Thing::unreadable("request", error, der), 0),
    }
}

pub(super) fn crl(der: &[u8]) -> (Thing, usize) {
    match Crl::from_der(der) {
        Ok(read) => {
            let trailing = der.len() - read.der.len();
            (Thing::Crl(Box::new(read)), trailing)
        }
        Err(error) => (Thing::unreadable("CRL", error, der), 0),
    }
}

/// A PKCS#7 bag, then its members.
pub(super) fn bag(der: &[u8], how: How<'_>, place: Place) -> Vec<Piece> {
    let bag = match pkcs7::certificates_and_crls(der) {
        Ok(bag) => bag,
        Err(error) => {
            let thing = Thing::unreadable("PKCS#7", error, der);
            return vec![Piece { place, thing, trailing: 0 }];
        }
    };
    let thing = Thing::Bag { certificates: bag.certificates.len(), crls: bag.crls.len() };
    let reading = how.reading(bag.certificates.len());
    let members = bag.certificates.iter().map(|der| certificate(der, reading));
    let members = members.chain(bag.crls.iter().map(|der| crl(der)));
    let members = members.enumerate().map(|(index, (thing, trailing))| Piece {
        place: Place::Member(index + 1),
        thing,
        trailing,
    });
    std::iter::once(Piece { place, thing, trailing: 0 }).chain(members).collect()
}

/// A keystore, then the certificates of its entries.
pub(super) fn store(octets: &[u8], format: StoreFormat, how: How<'_>, place: Place) -> Vec<Piece> {
    let store = match Keystore::open(octets, how.passphrase, &[]) {
        Ok(store) => store,
        Err(error) => {
            let thing = Thing::ClosedStore(format, error);
            return vec![Piece { place, thing, trailing: 0 }];
        }
    };
    let reading = how.reading(store.entries.len());
    let mut members = Vec::new();
    for (index, entry) in store.entries.iter().enumerate() {
        let alias = entry.alias.clone().unwrap_or_else(|| (index + 1).to_string());
        let place = Place::Entry(alias);
        let mut push =
            |(thing, trailing)| members.push(Piece { place: place.clone(), thing, trailing });
        match &entry.content {
            EntryContent::Key { chain, .. } => {
                chain.iter().for_each(|der| push(certificate(der, reading)));
            }
            EntryContent::Certificate { der, .. } => push(certificate(der, reading)),
            EntryContent::Crl(der) => push(crl(der)),
            EntryContent::Secret { .. } | EntryContent::Unreadable { .. } => {}
        }
    }
    let first = Piece { place, thing: Thing::Store(Box::new(store)), trailing: 0 };
    std::iter::once(first).chain(members).collect()
}
