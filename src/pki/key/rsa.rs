//! RSA keys between PKCS#1 and PKCS#8.

use rsa::{
    RsaPrivateKey, RsaPublicKey,
    pkcs1::{self, der::Decode},
    pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey, PrivateKeyInfo},
    traits::PublicKeyParts,
};
use zeroize::Zeroizing;

use super::{Foreign, KeyAlgorithm, KeyError, PrivateKey};

/// The sizes of a modulus that are read. Servers have smaller and larger ones no more.
const BITS: std::ops::RangeInclusive<usize> = 1024..=16384;

/// Reads `RSAPrivateKey` (RFC 8017 appendix A.1.2).
///
/// # Errors
/// When it is malformed, of an odd size, or its numbers contradict each other. Whether the primes
/// are prime is not tested.
pub(super) fn read(pkcs1: &[u8]) -> Result<PrivateKey, KeyError> {
    let numbers = pkcs1::RsaPrivateKey::from_der(pkcs1)
        .map_err(|_| KeyError::Broken("its RSA numbers are malformed"))?;
    if numbers.version() == pkcs1::Version::Multi {
        return Err(Foreign::MultiPrime.into());
    }
    // sizes first: the arithmetic of the checks grows with the square of the length
    within_limits(&numbers)?;
    let key = RsaPrivateKey::from_pkcs8_der(&wrapped(pkcs1)?).map_err(|_| contradiction())?;
    let pkcs8 = key.to_pkcs8_der().map_err(|_| contradiction())?;
    // re-encoding computes the CRT values anew: a difference is a wrong value in the file
    if *unwrapped(pkcs8.as_bytes())? != *pkcs1 {
        return Err(contradiction());
    }
    let bits = u32::try_from(key.n().bits()).map_err(|_| contradiction())?;
    let spki = RsaPublicKey::from(&key).to_public_key_der();
    let spki = spki.map_err(|_| KeyError::Library("write the public key"))?;
    let pkcs8 = Zeroizing::new(pkcs8.as_bytes().to_vec());
    PrivateKey::new(KeyAlgorithm::Rsa { bits }, pkcs8, spki.into_vec())
}

/// The `RSAPrivateKey` within a PKCS#8 key.
pub(super) fn unwrapped(pkcs8: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let info = PrivateKeyInfo::try_from(pkcs8).map_err(|_| KeyError::Library("unwrap the key"))?;
    Ok(Zeroizing::new(info.private_key.to_vec()))
}

fn wrapped(pkcs1: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    use rsa::pkcs8::der::Encode;

    let der = PrivateKeyInfo::new(pkcs1::ALGORITHM_ID, pkcs1).to_der();
    Ok(Zeroizing::new(der.map_err(|_| KeyError::Library("wrap the key"))?))
}

fn within_limits(numbers: &pkcs1::RsaPrivateKey<'_>) -> Result<(), KeyError> {
    let modulus = numbers.modulus.as_bytes();
    let leading = modulus.first().map_or(8, |byte| byte.leading_zeros());
    let bits = (8 * modulus.len()).saturating_sub(usize::try_from(leading).unwrap_or(8));
    if !BITS.contains(&bits) {
        return Err(KeyError::RsaSize { bits });
    }
    let others = [&numbers.private_exponent, &numbers.prime1, &numbers.prime2];
    let fit = others.iter().all(|number| number.as_bytes().len() <= modulus.len());
    fit.then_some(()).ok_or_else(contradiction)
}

fn contradiction() -> KeyError {
    KeyError::Broken("its RSA numbers contradict each other")
}
