//! PBES2 (RFC 8018 §6.2), the encryption of PKCS#8 keys, in both directions.

use pkcs8::{
    EncryptedPrivateKeyInfoOwned, ObjectIdentifier, PrivateKeyInfoRef,
    der::{Decode, ErrorKind, Reader, asn1::AnyRef},
    pkcs5::{
        self,
        pbes2::{self, EncryptionScheme, Kdf, Pbkdf2Prf, ScryptParams},
    },
    spki::AlgorithmIdentifierRef,
};
use zeroize::Zeroizing;

use super::{Foreign, KeyError, PrivateKey, encrypted::Opened, shape::unusual_algorithm};
use crate::pki::pem;

/// The rounds of PBKDF2 with SHA-256 that OWASP's password storage cheat sheet asks for.
const ITERATIONS: u32 = 600_000;

/// The rounds that we do for a file: some seconds, for which a fuzzer has no time.
const MOST_ITERATIONS: u32 = if cfg!(fuzzing) { 10_000 } else { 10_000_000 };

/// The memory that we take for a file.
const MOST_MIB: u128 = if cfg!(fuzzing) { 1 } else { 512 };

/// The work that we do for a file, as the memory that scrypt walks through in all its lanes.
const MOST_MIB_WALKED: u128 = 4 * MOST_MIB;

impl PrivateKey {
    /// The key as encrypted PKCS#8 in PEM: PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC.
    ///
    /// PBKDF2 and not scrypt, because GnuTLS 3.7 and Java 17 read no scrypt.
    ///
    /// # Errors
    /// When the passphrase is empty, or the library fails.
    pub fn to_encrypted_pem(&self, passphrase: &str) -> Result<Zeroizing<String>, KeyError> {
        if passphrase.is_empty() {
            return Err(KeyError::EmptyPassphrase);
        }
        let failed = KeyError::Library("encrypt the key");
        let parameters = fresh_parameters().ok_or(failed.clone())?;
        let der = PrivateKeyInfoRef::from_der(self.pkcs8_der())
            .ok()
            .and_then(|info| info.encrypt_with_params(parameters, passphrase).ok())
            .ok_or(failed)?;
        Ok(pem::encode("ENCRYPTED PRIVATE KEY", der.as_bytes()))
    }
}

fn fresh_parameters() -> Option<pbes2::Parameters> {
    let (mut salt, mut iv) = ([0; 16], [0; 16]);
    aws_lc_rs::rand::fill(&mut salt).ok()?;
    aws_lc_rs::rand::fill(&mut iv).ok()?;
    pbes2::Parameters::generate_pbkdf2_sha256_aes256cbc(ITERATIONS, &salt, iv).ok()
}

/// An encrypted PKCS#8 key whose scheme we have and whose cost we grant.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Pbes2(EncryptedPrivateKeyInfoOwned);

impl Pbes2 {
    pub(super) fn read(der: &[u8]) -> Result<Self, KeyError> {
        let scheme = outer_scheme(der).ok_or_else(|| match unusual_algorithm(der, 0) {
            Some(oid) => Foreign::Encryption(oid).into(),
            None => malformed(),
        })?;
        if scheme != pbes2::PBES2_OID {
            return Err(Foreign::encryption(scheme).into());
        }
        if !has_whole_vectors(der) {
            return Err(malformed());
        }
        let info = EncryptedPrivateKeyInfoOwned::from_der(der).map_err(unsupported)?;
        let sealed = Self(info);
        let parameters = sealed.parameters()?;
        grant(&parameters.kdf)?;
        if !sealed.encrypted().len().is_multiple_of(block_bytes(parameters.encryption)) {
            return Err(KeyError::Broken("its encrypted part is cut short"));
        }
        Ok(sealed)
    }

    pub(super) fn scheme(&self) -> String {
        let Ok(parameters) = self.parameters() else {
            return "PBES2".into();
        };
        format!("PBES2, {}, {}", kdf_name(&parameters.kdf), cipher_name(parameters.encryption))
    }

    pub(super) fn decrypt(&self, passphrase: &str) -> Opened {
        match self.parameters()?.decrypt(passphrase, self.encrypted()) {
            Ok(der) => Ok(Zeroizing::new(der)),
            Err(pkcs5::Error::AlgorithmParametersInvalid { .. }) => Err(malformed()),
            Err(_) => Err(KeyError::WrongPassphrase),
        }
    }

    fn encrypted(&self) -> &[u8] {
        self.0.encrypted_data.as_bytes()
    }

    fn parameters(&self) -> Result<&pbes2::Parameters, KeyError> {
        self.0.encryption_algorithm.pbes2().ok_or(malformed())
    }
}

fn outer_scheme(der: &[u8]) -> Option<ObjectIdentifier> {
    let outer = AnyRef::from_der(der).ok()?;
    let scheme = outer.sequence(|reader| {
        let algorithm = AlgorithmIdentifierRef::decode(reader)?;
        AnyRef::decode(reader)?;
        reader.is_finished().then_some(algorithm.oid).ok_or(ErrorKind::Failed.into())
    });
    scheme.map_err(|_: pkcs8::der::Error| ()).ok()
}

/// Whether the initialization vector behind every DES-EDE3-CBC has its 8 octets (RFC 8018 appendix
/// B.2.2). pkcs5 0.8 takes the first 8 without a look at how many there are.
fn has_whole_vectors(der: &[u8]) -> bool {
    const DES_EDE3_CBC: [u8; 10] = [0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x03, 0x07];
    const VECTOR: [u8; 2] = [0x04, 0x08];
    let width = DES_EDE3_CBC.len();
    let places = der.windows(width).enumerate().filter(|(_, octets)| *octets == DES_EDE3_CBC);
    places
        .into_iter()
        .all(|(place, _)| der.get(place + width..).is_some_and(|rest| rest.starts_with(&VECTOR)))
}

/// Names the part of PBES2 that the library does not have, when that is what it stumbled over.
fn unsupported(error: pkcs8::der::Error) -> KeyError {
    match error.kind() {
        ErrorKind::OidUnknown { oid } => Foreign::encryption(oid).into(),
        _ => malformed(),
    }
}

fn malformed() -> KeyError {
    KeyError::Broken("the parameters of its encryption make no sense")
}

/// Refuses to work for hours, or to take all memory, because a file says so.
fn grant(kdf: &Kdf) -> Result<(), KeyError> {
    match kdf {
        Kdf::Pbkdf2(parameters) => {
            within(parameters.iteration_count.into(), MOST_ITERATIONS.into(), "PBKDF2 iterations")
        }
        Kdf::Scrypt(parameters) => grant_scrypt(parameters),
        _ => Err(malformed()),
    }
}

/// RFC 7914 §2: N is a power of two above one; the memory is 128·N·r bytes, each of p lanes.
fn grant_scrypt(parameters: &ScryptParams) -> Result<(), KeyError> {
    let n = parameters.cost_parameter;
    let (r, p) = (u128::from(parameters.block_size), u128::from(parameters.parallelization));
    // the library takes the logarithm of N before it looks whether there is one
    if n < 2 || !n.is_power_of_two() || r == 0 || p == 0 {
        return Err(malformed());
    }
    let mebibytes = |bytes: u128| bytes.div_ceil(1 << 20);
    let lane = 128 * u128::from(n) * r;
    within(mebibytes(lane + 128 * r * p), MOST_MIB, "MiB of memory for scrypt")?;
    within(mebibytes(lane * p), MOST_MIB_WALKED, "MiB of work for scrypt")
}

fn within(demanded: u128, limit: u128, unit: &'static str) -> Result<(), KeyError> {
    match demanded {
        0 => Err(malformed()),
        _ if demanded > limit => Err(KeyError::Cost { demanded, limit, unit }),
        _ => Ok(()),
    }
}

fn kdf_name(kdf: &Kdf) -> &'static str {
    match kdf {
        Kdf::Scrypt(_) => "scrypt",
        Kdf::Pbkdf2(parameters) => match parameters.prf {
            Pbkdf2Prf::HmacWithSha1 => "PBKDF2-SHA1",
            Pbkdf2Prf::HmacWithSha224 => "PBKDF2-SHA224",
            Pbkdf2Prf::HmacWithSha256 => "PBKDF2-SHA256",
            Pbkdf2Prf::HmacWithSha384 => "PBKDF2-SHA384",
            Pbkdf2Prf::HmacWithSha512 => "PBKDF2-SHA512",
            _ => "PBKDF2",
        },
        _ => "an unknown derivation",
    }
}

fn block_bytes(cipher: EncryptionScheme) -> usize {
    match cipher {
        EncryptionScheme::Aes128Gcm { .. } | EncryptionScheme::Aes256Gcm { .. } => 1,
        EncryptionScheme::DesEde3Cbc { .. } => 8,
        _ => 16,
    }
}

fn cipher_name(cipher: EncryptionScheme) -> &'static str {
    match cipher {
        EncryptionScheme::Aes128Cbc { .. } => "AES-128-CBC",
        EncryptionScheme::Aes192Cbc { .. } => "AES-192-CBC",
        EncryptionScheme::Aes256Cbc { .. } => "AES-256-CBC",
        EncryptionScheme::Aes128Gcm { .. } => "AES-128-GCM",
        EncryptionScheme::Aes256Gcm { .. } => "AES-256-GCM",
        EncryptionScheme::DesEde3Cbc { .. } => "DES-EDE3-CBC",
        _ => "an unknown cipher",
    }
}

#[cfg(test)]
mod tests {
    use pkcs8::pkcs5::pbes2::{Pbkdf2Params, Salt};

    use super::*;

    fn scrypt(n: u64, r: u16, p: u16) -> Result<(), KeyError> {
        grant(&Kdf::Scrypt(ScryptParams {
            salt: Salt::new([7; 16]).unwrap(),
            cost_parameter: n,
            block_size: r,
            parallelization: p,
            key_length: None,
        }))
    }

    fn pbkdf2(iterations: u32) -> Result<(), KeyError> {
        grant(&Kdf::Pbkdf2(Pbkdf2Params::hmac_sha256(iterations, &[7; 16]).unwrap()))
    }

    #[test]
    fn the_costs_that_tools_write_are_granted() {
        assert_eq!(pbkdf2(1), Ok(()));
        assert_eq!(pbkdf2(10_000_000), Ok(()));
        assert_eq!(scrypt(1 << 14, 8, 1), Ok(()));
        assert_eq!(scrypt(1 << 18, 8, 4), Ok(()));
    }

    #[test]
    fn an_absurd_cost_is_refused_by_its_number() {
        let error = pbkdf2(10_000_001).unwrap_err().to_string();
        assert!(error.contains("10000001 PBKDF2 iterations"), "{error}");
        let error = scrypt(1 << 20, 8, 1).unwrap_err().to_string();
        assert!(error.contains("1025 MiB of memory"), "{error}");
        let error = scrypt(1 << 18, 8, 9).unwrap_err().to_string();
        assert!(error.contains("2304 MiB of work"), "{error}");
        assert!(matches!(scrypt(1 << 63, u16::MAX, u16::MAX), Err(KeyError::Cost { .. })));
    }

    #[test]
    fn a_cost_that_makes_no_sense_is_refused_before_the_library_sees_it() {
        for (n, r, p) in [(0, 8, 1), (1, 8, 1), (3, 8, 1), (16, 0, 1), (16, 8, 0)] {
            assert_eq!(scrypt(n, r, p), Err(malformed()), "{n} {r} {p}");
        }
        assert_eq!(pbkdf2(0), Err(malformed()));
    }
}
