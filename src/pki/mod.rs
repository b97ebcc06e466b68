//! Bytes in, values out: keys, requests, certificates and their encodings.
//!
//! This room touches no file, no clock, no network and no environment.

pub mod bundle;
pub mod certificate;
pub mod content;
pub mod crl;
pub mod der;
pub mod digest;
pub mod distinguished;
pub mod folded;
pub mod general_name;
pub mod hex;
pub mod key;
pub mod keystore;
pub mod link;
pub mod moment;
pub mod name_constraints;
pub mod oid;
pub mod parameters;
pub mod pem;
pub mod pkcs7;
pub mod points;
pub mod policy;
pub mod presented;
pub mod purpose;
pub mod request;
pub mod revocation;
pub mod san;
pub mod signature;
mod tlv;
