//! Encryption and MAC of the stores that are written.

use pkcs8::ObjectIdentifier;

use super::{
    DATA,
    hash::{Hash, Purpose},
    kdf::PBKDF2,
    password::Password,
    pbe::PBES2,
};
use crate::pki::{
    keystore::{Strength, WriteError, cipher::Cipher, random::random},
    tlv,
};

const AES_256_CBC: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.1.42");
const HMAC_WITH_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.2.9");
const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");

/// pbeWithSHAAnd3-KeyTripleDES-CBC (RFC 7292 appendix C).
const TRIPLE_DES: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.3");

/// As long as the salts of Java, which is longer than those of OpenSSL.
const SALT_BYTES: usize = 20;

const MODERN_ROUNDS: u16 = 10_000;
const LEGACY_ROUNDS: u16 = 2048;

/// The password and the strength of one store.
pub(super) struct Sealing {
    password: Password,
    strength: Strength,
}

/// An `AlgorithmIdentifier` (RFC 5280 §4.1.1.2), and what that algorithm made.
struct Sealed {
    algorithm: Vec<u8>,
    encrypted: Vec<u8>,
}

impl Sealing {
    pub(super) fn new(password: &str, strength: Strength) -> Self {
        Self { password: Password::of_today(password), strength }
    }

    /// `EncryptedPrivateKeyInfo` (RFC 5958 §3).
    pub(super) fn key(&self, pkcs8: &[u8]) -> Result<Vec<u8>, WriteError> {
        let Sealed { algorithm, encrypted } = self.seal(pkcs8)?;
        Ok(tlv::sequence(&[&algorithm, &tlv::encode(tlv::OCTET_STRING, &[&encrypted])]))
    }

    /// `EncryptedData` (RFC 5652 §8) of version 0, of plain data.
    pub(super) fn data(&self, contents: &[u8]) -> Result<Vec<u8>, WriteError> {
        let Sealed { algorithm, encrypted } = self.seal(contents)?;
        let encrypted = tlv::encode(tlv::PRIMITIVE_0, &[&encrypted]);
        let info = tlv::sequence(&[&tlv::oid(DATA), &algorithm, &encrypted]);
        Ok(tlv::sequence(&[&tlv::integer(0), &info]))
    }

    /// `MacData` (RFC 7292 §4) over the contents.
    pub(super) fn mac(&self, contents: &[u8]) -> Result<Vec<u8>, WriteError> {
        let (hash, oid, rounds) = match self.strength {
            Strength::Modern => (Hash::Sha256, SHA256, MODERN_ROUNDS),
            Strength::Legacy => (Hash::Sha1, SHA1, LEGACY_ROUNDS),
        };
        let salt = random::<SALT_BYTES>()?;
        let length = hash.output_bytes();
        let key = hash.pkcs12(&self.password.wide, &salt, Purpose::Mac, rounds.into(), length);
        let code = hash.authenticate(&key, contents);
        let code = code.ok_or(WriteError::Library("authenticate the key store"))?;
        let digest_info = tlv::sequence(&[
            &algorithm(oid, &tlv::NULL),
            &tlv::encode(tlv::OCTET_STRING, &[&code]),
        ]);
        let salt = tlv::encode(tlv::OCTET_STRING, &[&salt]);
        Ok(tlv::sequence(&[&digest_info, &salt, &tlv::integer(rounds.into())]))
    }

    fn seal(&self, plain: &[u8]) -> Result<Sealed, WriteError> {
        match self.strength {
            Strength::Modern => self.modern(plain, random()?, random()?),
            Strength::Legacy => self.legacy(plain, random()?),
        }
    }

    /// PBES2 (RFC 8018 appendix A.4).
    fn modern(
        &self,
        plain: &[u8],
        salt: [u8; SALT_BYTES],
        iv: [u8; 16],
    ) -> Result<Sealed, WriteError> {
        let (cipher, rounds) = (Cipher::Aes256, MODERN_ROUNDS);
        let key =
            Hash::Sha256.pbkdf2(&self.password.narrow, &salt, rounds.into(), cipher.key_bytes());
        let prf = algorithm(HMAC_WITH_SHA256, &tlv::NULL);
        let kdf = algorithm(PBKDF2, &tlv::sequence(&[&salted(&salt, rounds), &prf]));
        let scheme = algorithm(AES_256_CBC, &tlv::encode(tlv::OCTET_STRING, &[&iv]));
        Ok(Sealed {
            algorithm: algorithm(PBES2, &tlv::sequence(&[&kdf, &scheme])),
            encrypted: encrypt(cipher, &key, &iv, plain)?,
        })
    }

    /// RFC 7292 appendix C: the vector, too, comes of the password.
    fn legacy(&self, plain: &[u8], salt: [u8; SALT_BYTES]) -> Result<Sealed, WriteError> {
        let (cipher, rounds) = (Cipher::TripleDes, LEGACY_ROUNDS);
        let derive = |purpose, length| {
            Hash::Sha1.pkcs12(&self.password.wide, &salt, purpose, rounds.into(), length)
        };
        let key = derive(Purpose::Encryption, cipher.key_bytes());
        let iv = derive(Purpose::Vector, cipher.block_bytes());
        Ok(Sealed {
            algorithm: algorithm(TRIPLE_DES, &tlv::sequence(&[&salted(&salt, rounds)])),
            encrypted: encrypt(cipher, &key, &iv, plain)?,
        })
    }
}

fn encrypt(cipher: Cipher, key: &[u8], iv: &[u8], plain: &[u8]) -> Result<Vec<u8>, WriteError> {
    cipher.encrypt(key, iv, plain).ok_or(WriteError::Library("encrypt the key store"))
}

/// A salt and a number of rounds, with which the parameters of both derivations begin.
fn salted(salt: &[u8], rounds: u16) -> Vec<u8> {
    [tlv::encode(tlv::OCTET_STRING, &[salt]), tlv::integer(rounds.into())].concat()
}

fn algorithm(oid: ObjectIdentifier, parameters: &[u8]) -> Vec<u8> {
    tlv::sequence(&[&tlv::oid(oid), parameters])
}
