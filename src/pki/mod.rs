//! Bytes in, values out: keys, requests, certificates and their encodings.
//!
//! This room touches no file, no clock, no network and no environment.

pub mod certificate;
pub mod content;
pub mod crl;
pub mod der;
pub mod digest;
pub mod distinguished;
pub mod key;
pub mod keystore;
pub mod moment;
pub mod oid;
pub mod pem;
pub mod pkcs7;
pub mod presented;
pub mod purpose;
pub mod request;
pub mod san;
