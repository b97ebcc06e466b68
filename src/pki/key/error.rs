//! Why there is no key.

use super::{Foreign, KeyAlgorithm};
use crate::pki::pem::PemError;

/// Why a key could not be read, made, written or used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Neither PEM nor DER.
    #[error("there is neither PEM nor DER here")]
    Unrecognised,
    /// Recognised, and something that we do not read keys from.
    #[error("no usable private key: {0}")]
    Foreign(#[from] Foreign),
    /// Several keys, and nothing that says which is meant.
    #[error("there are {0} different private keys here; which one is meant cannot be told")]
    Several(usize),
    /// The armour of a private key is damaged.
    #[error(transparent)]
    Pem(#[from] PemError),
    /// The header of the DER announces more bytes than there are.
    #[error("the private key is cut short: {actual} of {announced} bytes are there")]
    Truncated {
        /// What the header says.
        announced: usize,
        /// What there is.
        actual: usize,
    },
    /// The structure or the numbers of a key make no sense.
    #[error("the private key is damaged: {0}")]
    Broken(&'static str),
    /// An RSA key of a size that is not read at all.
    #[error("an RSA key of {bits} bits is outside of the 1024 to 16384 bits that are read")]
    RsaSize {
        /// The length of the modulus.
        bits: usize,
    },
    /// The passphrase does not open the key.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// Opening the key would take the machine hostage.
    #[error("the encrypted key demands {demanded} {unit}, more than the {limit} that are granted")]
    Cost {
        /// What the file asks for.
        demanded: u128,
        /// The most that we do.
        limit: u128,
        /// What is counted, such as `PBKDF2 iterations`.
        unit: &'static str,
    },
    /// Encryption with no passphrase at all.
    #[error("an empty passphrase protects nothing")]
    EmptyPassphrase,
    /// The form does not exist for the algorithm.
    #[error("{} key has no {form} form", with_article(.algorithm))]
    NoSuchForm {
        /// The algorithm of the key.
        algorithm: KeyAlgorithm,
        /// The form that was asked for, such as `PKCS#1`.
        form: &'static str,
    },
    /// The key is of a size that cannot sign here.
    #[error("an RSA key of {bits} bits cannot sign: 2048 to 8192 bits are needed")]
    SigningSize {
        /// The length of the modulus.
        bits: u32,
    },
    /// The cryptographic library refused.
    #[error("the cryptographic library could not {0}")]
    Library(&'static str),
}

impl KeyError {
    /// The command that helps, where one exists; `FILE` stands for the file that was read.
    pub fn cure(&self) -> Option<&'static str> {
        match self {
            Self::Foreign(foreign) => foreign.cure(),
            Self::SigningSize { .. } => Some("xmppcert key --type rsa2048 --out NEW"),
            Self::NoSuchForm { .. } => Some("xmppcert key convert FILE --to pkcs8"),
            Self::Cost { .. } => Some("openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out NEW"),
            Self::Unrecognised
            | Self::Several(_)
            | Self::Pem(_)
            | Self::Truncated { .. }
            | Self::Broken(_)
            | Self::RsaSize { .. }
            | Self::WrongPassphrase
            | Self::EmptyPassphrase
            | Self::Library(_) => None,
        }
    }
}

fn with_article(algorithm: &KeyAlgorithm) -> String {
    match algorithm {
        KeyAlgorithm::Ed25519 | KeyAlgorithm::Rsa { .. } => format!("an {algorithm}"),
        KeyAlgorithm::EcP256 | KeyAlgorithm::EcP384 | KeyAlgorithm::EcP521 => {
            format!("a {algorithm}")
        }
    }
}
