//! What protects a store from being altered: `MacData` (RFC 7292 §4), PBMAC1 (RFC 9579).

use std::fmt;

use pkcs8::ObjectIdentifier;
use zeroize::Zeroizing;

use super::{
    hash::{Hash, Purpose},
    kdf::Kdf,
    names,
    password::Password,
};
use crate::pki::keystore::{
    StoreError,
    ber::{Malformed, Parts},
    budget::Budget,
};

const PBMAC1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.14");

/// A shorter key protects nothing (RFC 9579); a longer one than HMAC's block helps nobody.
const KEY_BYTES: std::ops::RangeInclusive<u64> = 20..=1024;

/// The code over the contents, and how it is made.
pub(super) struct Mac {
    scheme: Scheme,
    code: Vec<u8>,
}

enum Scheme {
    /// HMAC with a key by RFC 7292 appendix B.
    Old { hash: Hash, salt: Vec<u8>, rounds: u64 },
    /// HMAC with a key by PBKDF2, of that many bytes.
    Pbmac1 { kdf: Kdf, length: usize, hash: Hash },
    /// One that is not had here, by its name.
    Foreign(String),
}

impl Mac {
    /// Reads the parts of a `MacData`.
    pub(super) fn read(mut parts: Parts<'_>) -> Result<Self, StoreError> {
        let mut digest_info = parts.sequence()?;
        let mut algorithm = digest_info.sequence()?;
        let code = digest_info.required()?.octets()?.into_owned();
        let oid = algorithm.required()?.oid()?;
        if oid == PBMAC1 {
            return Ok(Self { scheme: pbmac1(algorithm.sequence()?)?, code });
        }
        let salt = parts.required()?.octets()?.into_owned();
        let rounds = parts.next().transpose()?.map_or(Ok(1), |rounds| rounds.number())?;
        let scheme = match Hash::named(oid) {
            Some(hash) => Scheme::Old { hash, salt, rounds },
            None => Scheme::Foreign(names::of(oid)),
        };
        Ok(Self { scheme, code })
    }

    /// The first reading of a password whose code is that of the contents.
    ///
    /// # Errors
    /// When that is too costly, or this MAC is not had here.
    pub(super) fn verified<'p>(
        &self,
        contents: &[u8],
        passwords: &'p [Password],
        budget: &mut Budget,
    ) -> Result<Option<&'p Password>, StoreError> {
        for password in passwords {
            let (hash, key) = self.scheme.key(password, budget)?;
            if hash.authenticates(&key, contents, &self.code) {
                return Ok(Some(password));
            }
        }
        Ok(None)
    }

    /// Whether it can be verified here.
    pub(super) fn is_known(&self) -> bool {
        !matches!(self.scheme, Scheme::Foreign(_))
    }
}

impl Scheme {
    fn key(
        &self,
        password: &Password,
        budget: &mut Budget,
    ) -> Result<(Hash, Zeroizing<Vec<u8>>), StoreError> {
        match self {
            Self::Old { hash, salt, rounds } => {
                budget.spend(*rounds, hash.work())?;
                let rounds = i32::try_from(*rounds).map_err(|_| Malformed)?;
                let length = hash.output_bytes();
                let key = hash.pkcs12(&password.wide, salt, Purpose::Mac, rounds, length);
                Ok((*hash, key))
            }
            Self::Pbmac1 { kdf, length, hash } => {
                Ok((*hash, kdf.derive(&password.narrow, *length, budget)?))
            }
            Self::Foreign(name) => {
                Err(StoreError::Unsupported { what: format!("a MAC of {name}") })
            }
        }
    }
}

impl fmt::Display for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.scheme {
            Scheme::Old { hash, rounds, .. } => {
                write!(f, "MAC {}, {}", hash.name(), super::rounds(*rounds))
            }
            Scheme::Pbmac1 { kdf, hash, .. } => write!(f, "PBMAC1, {kdf}, HMAC {}", hash.name()),
            Scheme::Foreign(name) => write!(f, "MAC of {name}, not verified"),
        }
    }
}

/// RFC 8018 appendix A.5; the length of the key must be there (RFC 9579).
fn pbmac1(mut parameters: Parts<'_>) -> Result<Scheme, StoreError> {
    let kdf = Kdf::read(parameters.sequence()?)?;
    let oid = parameters.sequence()?.required()?.oid()?;
    let (kdf, hash) = match (kdf, Hash::of_hmac(oid)) {
        (Ok(kdf), Some(hash)) => (kdf, hash),
        (Err(foreign), _) => return Ok(Scheme::Foreign(format!("PBMAC1 with {foreign}"))),
        (_, None) => return Ok(Scheme::Foreign(format!("PBMAC1 with {}", names::of(oid)))),
    };
    let length = kdf.length().filter(|length| KEY_BYTES.contains(length));
    let length = length.and_then(|length| usize::try_from(length).ok());
    let unsafe_length =
        || StoreError::broken("its PBMAC1 has a key of no length, or not of 20 to 1024 bytes");
    Ok(Scheme::Pbmac1 { kdf, length: length.ok_or_else(unsafe_length)?, hash })
}
