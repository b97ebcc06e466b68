//! What all programs share that load with OpenSSL: the first certificate of a file is the server's, those
//! behind it are sent after it as they stand, and the key has to be that of the first
//! (SSL_CTX_use_certificate_chain_file(3)).
//!
//! OpenSSL 3.0.22 and 3.6.5 were run over some 120 files.

mod armour;
mod certificates;
mod key;
#[cfg(test)]
mod tests;

pub(super) use certificates::{Chain, Unloaded, certificates, certificates_and_fault};
pub(super) use key::{Fit, Key, Keyless, key};
