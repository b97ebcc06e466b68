//! The derivation of keys within PBES2 and PBMAC1: PBKDF2 and scrypt.

use std::fmt;

use pkcs8::ObjectIdentifier;
use x509_parser::asn1_rs::Tag;
use zeroize::Zeroizing;

use super::{hash::Hash, names};
use crate::pki::keystore::{
    StoreError,
    ber::{Malformed, Parts},
    budget::Budget,
};

pub(super) const PBKDF2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.12");
const SCRYPT: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.11591.4.11");

/// The memory that is taken for a file.
const MOST_MIB: u128 = 128;

/// The memory that scrypt walks through for a file, in all its lanes.
const MOST_MIB_WALKED: u128 = 256;

/// As many rounds of PBKDF2 take the time of a mebibyte of scrypt.
const ROUNDS_OF_A_MIB: u64 = 20_000;

/// A derivation with its parameters.
#[derive(Clone)]
pub(super) enum Kdf {
    Pbkdf2 { salt: Vec<u8>, rounds: u64, length: Option<u64>, hash: Hash },
    Scrypt { salt: Vec<u8>, n: u64, r: u64, p: u64, length: Option<u64> },
}

/// A derivation, or the name of one that is not had here.
type Known = Result<Kdf, String>;

impl Kdf {
    /// Reads the parts of an `AlgorithmIdentifier`.
    pub(super) fn read(mut algorithm: Parts<'_>) -> Result<Known, Malformed> {
        match algorithm.required()?.oid()? {
            PBKDF2 => pbkdf2(algorithm.sequence()?),
            SCRYPT => Ok(Ok(scrypt(algorithm.sequence()?)?)),
            other => Ok(Err(names::of(other))),
        }
    }

    /// The length of the key that the parameters ask for.
    pub(super) fn length(&self) -> Option<u64> {
        match self {
            Self::Pbkdf2 { length, .. } | Self::Scrypt { length, .. } => *length,
        }
    }

    /// Whether the parameters allow for a key of that length.
    pub(super) fn gives(&self, bytes: usize) -> bool {
        self.length().is_none_or(|length| usize::try_from(length) == Ok(bytes))
    }

    /// Derives a key of that length.
    ///
    /// # Errors
    /// When that is too costly, or the parameters make no sense.
    pub(super) fn derive(
        &self,
        password: &[u8],
        length: usize,
        budget: &mut Budget,
    ) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        match self {
            Self::Pbkdf2 { salt, rounds, hash, .. } => {
                let blocks = length.div_ceil(hash.output_bytes());
                budget.spend(*rounds, blocks.saturating_mul(hash.work()))?;
                let rounds = u32::try_from(*rounds).map_err(|_| Malformed)?;
                Ok(hash.pbkdf2(password, salt, rounds, length))
            }
            Self::Scrypt { salt, n, r, p, .. } => {
                let (parameters, mebibytes) = granted(*n, *r, *p)?;
                budget.spend(mebibytes.saturating_mul(ROUNDS_OF_A_MIB), 1)?;
                let mut key = Zeroizing::new(vec![0; length]);
                let done = scrypt::scrypt(password, salt, &parameters, &mut key);
                done.map(|()| key).map_err(|_| Malformed.into())
            }
        }
    }
}

impl fmt::Display for Kdf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pbkdf2 { rounds, hash, .. } => {
                let hash = hash.name().replacen('-', "", 1);
                write!(f, "PBKDF2-{hash} {}", super::rounds(*rounds))
            }
            Self::Scrypt { n, r, p, .. } => write!(f, "scrypt {n}/{r}/{p}"),
        }
    }
}

/// RFC 8018 appendix A.2; the default of the hash function is SHA-1.
fn pbkdf2(mut parameters: Parts<'_>) -> Result<Known, Malformed> {
    let salt = parameters.required()?;
    if !salt.is(Tag::OctetString) {
        return Ok(Err("PBKDF2 with a salt from elsewhere".into()));
    }
    let salt = salt.octets()?.into_owned();
    let rounds = parameters.required()?.number()?;
    let (mut length, mut hash) = (None, Hash::Sha1);
    for part in parameters {
        let part = part?;
        if part.is(Tag::Integer) {
            length = Some(part.number()?);
            continue;
        }
        let oid = part.sequence()?.required()?.oid()?;
        match Hash::of_hmac(oid) {
            Some(known) => hash = known,
            None => return Ok(Err(format!("PBKDF2 with {}", names::of(oid)))),
        }
    }
    Ok(Ok(Kdf::Pbkdf2 { salt, rounds, length, hash }))
}

/// RFC 7914 §7.1.
fn scrypt(mut parameters: Parts<'_>) -> Result<Kdf, Malformed> {
    let salt = parameters.required()?.octets()?.into_owned();
    let mut number = || parameters.required()?.number();
    let (n, r, p) = (number()?, number()?, number()?);
    let length = parameters.next().transpose()?.map(|length| length.number()).transpose()?;
    Ok(Kdf::Scrypt { salt, n, r, p, length })
}

/// RFC 7914 §2: N is a power of two above one; the memory is 128·N·r bytes, each of p lanes.
///
/// Gives the mebibytes of work as well.
fn granted(n: u64, r: u64, p: u64) -> Result<(scrypt::Params, u64), StoreError> {
    if n < 2 || !n.is_power_of_two() {
        return Err(StoreError::broken("the N of its scrypt is no power of two"));
    }
    let mebibytes = |bytes: u128| bytes.div_ceil(1 << 20);
    let lane = (128 * u128::from(n)).saturating_mul(r.into());
    let all = lane.saturating_mul(p.into());
    StoreError::within(mebibytes(lane), MOST_MIB, "MiB of memory for scrypt")?;
    StoreError::within(mebibytes(all), MOST_MIB_WALKED, "MiB of work for scrypt")?;
    let parameters = (u8::try_from(n.ilog2()), u32::try_from(r), u32::try_from(p));
    let (Ok(log_n), Ok(r), Ok(p)) = parameters else { return Err(Malformed.into()) };
    let parameters = scrypt::Params::new(log_n, r, p).map_err(|_| Malformed)?;
    Ok((parameters, u64::try_from(mebibytes(all)).map_err(|_| Malformed)?))
}
