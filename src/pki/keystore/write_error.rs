//! Why a key store is not written.

/// Why a key store could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// There is nothing to put in. Java refuses to trust by an empty store, too.
    #[error("there is neither a key nor a certificate to put into the key store")]
    Empty,
    /// An entry has no name.
    #[error("an entry of the key store needs an alias")]
    NoAlias,
    /// Two entries have names that are the same to Java, which knows no upper case.
    #[error("the alias {alias} is there twice; upper and lower case are the same to Java")]
    SameAlias {
        /// The second one, as it was given.
        alias: String,
    },
    /// A key comes without a certificate.
    #[error("the key of {alias} has no certificate")]
    NoChain {
        /// The name of the entry.
        alias: String,
    },
    /// A certificate that no program would read.
    #[error("a certificate of {alias} cannot be read")]
    Certificate {
        /// The name of the entry.
        alias: String,
    },
    /// The first certificate is that of another key.
    #[error("the key of {alias} is not that of its first certificate")]
    OtherKey {
        /// The name of the entry.
        alias: String,
    },
    /// A name or a certificate is beyond what the format can hold.
    #[error("{what} has {actual} bytes, more than the {most} that the format has room for")]
    TooLong {
        /// What it is, such as `an alias`.
        what: &'static str,
        /// Its length.
        actual: usize,
        /// The greatest length.
        most: usize,
    },
    /// The cryptographic library refused.
    #[error("the cryptographic library could not {0}")]
    Library(&'static str),
}
