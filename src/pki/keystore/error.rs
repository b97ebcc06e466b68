//! Why a key store does not open.

use super::ber::Malformed;

/// Why a key store could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The bytes begin as no key store does.
    #[error("there is no key store here")]
    Unrecognised,
    /// It does not open with no password, nor with an empty one, and none was given.
    #[error("the key store needs a password")]
    PasswordNeeded,
    /// The structure is whole, and the password does not fit.
    #[error("the password of the key store is wrong")]
    WrongPassword,
    /// The structure is damaged, or contents that the password opens were altered.
    #[error("the key store is damaged: {what}")]
    Broken {
        /// What makes no sense.
        what: String,
    },
    /// Opening it would take the machine hostage.
    #[error("the key store demands {demanded} {unit}, more than the {limit} that are granted")]
    Cost {
        /// What the file asks for.
        demanded: u128,
        /// The most that is done for a file.
        limit: u128,
        /// What is counted, such as `rounds of key derivation`.
        unit: &'static str,
    },
    /// Recognised, and nothing here reads it.
    #[error("{what} cannot be opened here")]
    Unsupported {
        /// What it is.
        what: String,
    },
}

impl StoreError {
    /// The command that helps, where one exists; `FILE` stands for the file that was read.
    pub fn cure(&self) -> Option<&'static str> {
        match self {
            Self::Cost { .. } => Some("openssl pkcs12 -in FILE -out NEW"),
            Self::Unrecognised
            | Self::PasswordNeeded
            | Self::WrongPassword
            | Self::Broken { .. }
            | Self::Unsupported { .. } => None,
        }
    }

    pub(super) fn broken(what: impl Into<String>) -> Self {
        Self::Broken { what: what.into() }
    }

    /// Refuses a demand of zero or beyond the limit.
    pub(super) fn within(demanded: u128, limit: u128, unit: &'static str) -> Result<(), Self> {
        match demanded {
            0 => Err(Self::broken(format!("it demands 0 {unit}"))),
            _ if demanded > limit => Err(Self::Cost { demanded, limit, unit }),
            _ => Ok(()),
        }
    }
}

impl From<Malformed> for StoreError {
    fn from(malformed: Malformed) -> Self {
        Self::broken(malformed.to_string())
    }
}
