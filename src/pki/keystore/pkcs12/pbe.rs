//! Encryption by password: the schemes of RFC 7292 appendix C, and PBES2 (RFC 8018 §6.2).

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
    cipher::{Cipher, Opened},
};

pub(super) const PBES2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.13");
const RC2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.3.2");

/// The ciphers of RFC 7292 appendix C that are in use; the stream cipher RC4 is not.
const OF_PKCS12: [(&str, Cipher); 4] = [
    ("1.2.840.113549.1.12.1.3", Cipher::TripleDes),
    ("1.2.840.113549.1.12.1.4", Cipher::TwoKeyTripleDes),
    ("1.2.840.113549.1.12.1.5", Cipher::Rc2),
    ("1.2.840.113549.1.12.1.6", Cipher::Rc2Export),
];

/// The ciphers of PBES2 (RFC 8018 appendix B.2, RFC 3565).
const OF_PBES2: [(&str, Cipher); 4] = [
    ("2.16.840.1.101.3.4.1.2", Cipher::Aes128),
    ("2.16.840.1.101.3.4.1.22", Cipher::Aes192),
    ("2.16.840.1.101.3.4.1.42", Cipher::Aes256),
    ("1.2.840.113549.3.7", Cipher::TripleDes),
];

/// How something is encrypted.
#[derive(Clone)]
pub(super) enum Scheme {
    /// A scheme of PKCS#12: SHA-1 gives key and vector.
    Old { cipher: Cipher, salt: Vec<u8>, rounds: u64 },
    /// PBES2.
    Pbes2 { kdf: Kdf, cipher: Cipher, iv: Vec<u8> },
    /// One that is not had here, by its name.
    Foreign(String),
}

impl Scheme {
    /// Reads the parts of an `AlgorithmIdentifier` (RFC 5280 §4.1.1.2).
    pub(super) fn read(mut algorithm: Parts<'_>) -> Result<Self, Malformed> {
        let oid = algorithm.required()?.oid()?;
        if oid == PBES2 {
            return pbes2(algorithm.sequence()?);
        }
        let Some(cipher) = find(&OF_PKCS12, oid) else {
            return Ok(Self::Foreign(names::of(oid)));
        };
        let mut parameters = algorithm.sequence()?;
        let salt = parameters.required()?.octets()?.into_owned();
        Ok(Self::Old { cipher, salt, rounds: parameters.required()?.number()? })
    }

    /// Decrypts by the first reading of a password that gives one whole `SEQUENCE`.
    ///
    /// # Errors
    /// When the scheme is too costly, or not had; `None` when no password fits.
    pub(super) fn open(
        &self,
        encrypted: &[u8],
        passwords: &[Password],
        budget: &mut Budget,
    ) -> Result<Opened, StoreError> {
        let mut tried: Option<&[u8]> = None;
        for password in passwords {
            let narrow_only = matches!(self, Self::Pbes2 { .. });
            if narrow_only && tried.replace(&password.narrow) == Some(&password.narrow) {
                continue;
            }
            let opened = self.decrypt(encrypted, password, budget)?;
            if let Some(sequence) = opened.filter(super::is_one_sequence) {
                return Ok(Some(sequence));
            }
        }
        Ok(None)
    }

    fn decrypt(
        &self,
        encrypted: &[u8],
        password: &Password,
        budget: &mut Budget,
    ) -> Result<Opened, StoreError> {
        match self {
            Self::Old { cipher, salt, rounds } => {
                let (key, iv) = old_key_and_vector(*cipher, password, salt, *rounds, budget)?;
                Ok(cipher.decrypt(&key, &iv, encrypted))
            }
            Self::Pbes2 { kdf, cipher, iv } => {
                let key = kdf.derive(&password.narrow, cipher.key_bytes(), budget)?;
                Ok(cipher.decrypt(&key, iv, encrypted))
            }
            Self::Foreign(name) => {
                Err(StoreError::Unsupported { what: format!("what {name} encrypts") })
            }
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Old { cipher, rounds, .. } => {
                let rounds = super::rounds(*rounds);
                write!(f, "PKCS#12 with SHA-1, {rounds}, {}", cipher.name())
            }
            Self::Pbes2 { kdf, cipher, .. } => write!(f, "PBES2, {kdf}, {}", cipher.name()),
            Self::Foreign(name) => f.pad(name),
        }
    }
}

fn find(ciphers: &[(&str, Cipher)], oid: ObjectIdentifier) -> Option<Cipher> {
    let oid = oid.to_string();
    ciphers.iter().find(|(number, _)| *number == oid).map(|(_, cipher)| *cipher)
}

fn pbes2(mut parameters: Parts<'_>) -> Result<Scheme, Malformed> {
    let kdf = Kdf::read(parameters.sequence()?)?;
    let cipher = cipher(parameters.sequence()?)?;
    let foreign = |name| Ok(Scheme::Foreign(format!("PBES2 with {name}")));
    let (kdf, (cipher, iv)) = match (kdf, cipher) {
        (Ok(kdf), Ok(cipher)) => (kdf, cipher),
        (_, Err(name)) | (Err(name), _) => return foreign(name),
    };
    let fits = iv.len() == cipher.block_bytes() && kdf.gives(cipher.key_bytes());
    fits.then_some(Scheme::Pbes2 { kdf, cipher, iv }).ok_or(Malformed)
}

/// A cipher with its vector, or the name of one that is not had here.
type Known = Result<(Cipher, Vec<u8>), String>;

fn cipher(mut algorithm: Parts<'_>) -> Result<Known, Malformed> {
    let oid = algorithm.required()?.oid()?;
    if oid == RC2 {
        return rc2(algorithm.sequence()?);
    }
    let Some(cipher) = find(&OF_PBES2, oid) else { return Ok(Err(names::of(oid))) };
    Ok(Ok((cipher, algorithm.required()?.octets()?.into_owned())))
}

/// RFC 8018 appendix B.2.3: a number stands for the bits of the key.
fn rc2(mut parameters: Parts<'_>) -> Result<Known, Malformed> {
    let cipher = match parameters.required()?.number()? {
        58 => Cipher::Rc2,
        160 => Cipher::Rc2Export,
        _ => return Ok(Err("RC2 with a key that is neither of 40 nor of 128 bits".into())),
    };
    Ok(Ok((cipher, parameters.required()?.octets()?.into_owned())))
}

type Secret = Zeroizing<Vec<u8>>;

/// RFC 7292 appendix B.1: the vector, too, comes of the password.
fn old_key_and_vector(
    cipher: Cipher,
    password: &Password,
    salt: &[u8],
    rounds: u64,
    budget: &mut Budget,
) -> Result<(Secret, Secret), StoreError> {
    let (key, vector) = (cipher.key_bytes(), cipher.block_bytes());
    budget.spend(rounds, key.div_ceil(Hash::Sha1.output_bytes()) + 1)?;
    let rounds = i32::try_from(rounds).map_err(|_| Malformed)?;
    let derive = |purpose, length| Hash::Sha1.pkcs12(&password.wide, salt, purpose, rounds, length);
    Ok((derive(Purpose::Encryption, key), derive(Purpose::Vector, vector)))
}
