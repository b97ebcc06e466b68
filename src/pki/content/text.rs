//! PEM: every block by its label (RFC 7468).

use super::super::certificate::{PublicKey, Reading};
use super::super::key::{Found, KeyError, PrivateKey};
use super::super::parameters::Parameters;
use super::super::pem::{self, Block, PemError};
use super::binary;
use super::{How, Locked, Piece, Place, Thing};

/// The blocks of a text; empty where there is none.
pub(super) fn pieces(octets: &[u8], how: How<'_>) -> Vec<Piece> {
    let blocks = pem::blocks(octets);
    let reading = how.reading(blocks.len());
    blocks
        .into_iter()
        .flat_map(|block| match block {
            Ok(block) => piece(&block, how, reading),
            Err(error) => vec![broken(&error)],
        })
        .collect()
}

fn broken(error: &PemError) -> Piece {
    let looks_like =
        error.label().map_or_else(|| "PEM".to_owned(), |label| format!("PEM block {label}"));
    Piece { place: Place::Whole, thing: Thing::unreadable(&looks_like, error, &[]), trailing: 0 }
}

fn piece(block: &Block, how: How<'_>, reading: Reading) -> Vec<Piece> {
    let place = Place::Line(block.line);
    let der = block.der.as_slice();
    let one = |(thing, trailing)| vec![Piece { place: place.clone(), thing, trailing }];
    match block.label.as_str() {
        "CERTIFICATE" | "X509 CERTIFICATE" => one(binary::certificate(der, reading)),
        // OpenSSL's own kind has trust settings behind the certificate
        "TRUSTED CERTIFICATE" => one((binary::certificate(der, reading).0, 0)),
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => one(binary::request(der)),
        "X509 CRL" => one(binary::crl(der)),
        "PUBLIC KEY" => one((public_key(der), 0)),
        "PKCS7" | "CMS" | "PKCS #7 SIGNED DATA" => binary::bag(der, how, place),
        "EC PARAMETERS" | "DH PARAMETERS" | "X9.42 DH PARAMETERS" | "DSA PARAMETERS" => {
            let read = Parameters::read(&block.label, der).map(Thing::Parameters);
            let unread = || Thing::unreadable(&block.label, "there are no parameters in it", der);
            one((read.unwrap_or_else(unread), 0))
        }
        label if label.ends_with("PRIVATE KEY") => one((private_key(block, how.passphrase), 0)),
        label => one((
            Thing::unreadable(
                &format!("PEM block {label}"),
                "nothing reads blocks of this label",
                der,
            ),
            0,
        )),
    }
}

fn private_key(block: &Block, passphrase: Option<&str>) -> Thing {
    let format = match block.label.as_str() {
        "RSA PRIVATE KEY" => "PKCS#1",
        "EC PRIVATE KEY" => "SEC1",
        _ => "PKCS#8",
    };
    key(PrivateKey::in_block(block), format, &block.label, passphrase)
}

/// The thing that the reading of a key gives, whatever it gives.
pub(super) fn key(
    found: Result<Found, KeyError>,
    format: &'static str,
    label: &str,
    passphrase: Option<&str>,
) -> Thing {
    match found {
        Ok(Found::Plain(key)) => Thing::PrivateKey(Box::new(key), format),
        Ok(Found::Encrypted(key)) => {
            let opened = match passphrase.map(|passphrase| key.open(passphrase)) {
                None => Err(Locked::NoPassphrase),
                Some(Ok(opened)) => Ok(Box::new(opened)),
                Some(Err(KeyError::WrongPassphrase)) => Err(Locked::WrongPassphrase),
                Some(Err(_)) => Err(Locked::Broken),
            };
            Thing::EncryptedKey(Box::new(key), opened)
        }
        Err(KeyError::Foreign(foreign)) => Thing::ForeignKey(foreign),
        Err(error) => Thing::unreadable(label, error, &[]),
    }
}

pub(super) fn public_key(der: &[u8]) -> Thing {
    match PublicKey::from_der(der) {
        Ok(key) => Thing::PublicKey(Box::new(key)),
        Err(error) => Thing::unreadable("public key", error, der),
    }
}
