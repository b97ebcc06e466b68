//! Tells key stores apart by their first bytes.

use std::fmt;

use x509_parser::asn1_rs::Tag;

use super::{ber, bouncy};

/// The format of a key store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StoreFormat {
    /// PKCS#12, also called PFX (RFC 7292): `.p12`, `.pfx`, and Java's default since version 9.
    Pkcs12,
    /// The Java key store of Sun.
    Jks,
    /// The Java key store of Sun's cryptography extension, with secret keys.
    Jceks,
    /// The key store of Bouncy Castle.
    Bks {
        /// 1 or 2.
        version: u32,
    },
    /// The encrypted key store of Bouncy Castle.
    Uber {
        /// 1.
        version: u32,
    },
}

impl fmt::Display for StoreFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pkcs12 => f.pad("PKCS#12"),
            Self::Jks => f.pad("JKS"),
            Self::Jceks => f.pad("JCEKS"),
            Self::Bks { version } => f.pad(&format!("BKS version {version}")),
            Self::Uber { version } => f.pad(&format!("UBER version {version}")),
        }
    }
}

/// The format of a key store, by its beginning; `None` for everything else.
///
/// A store that was cut short is still recognised.
pub fn sniff(bytes: &[u8]) -> Option<StoreFormat> {
    match bytes {
        [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 1 | 2, ..] => Some(StoreFormat::Jks),
        [0xce, 0xce, 0xce, 0xce, 0, 0, 0, 1 | 2, ..] => Some(StoreFormat::Jceks),
        [0x30, ..] => is_pfx(bytes).then_some(StoreFormat::Pkcs12),
        _ => bouncy::sniff(bytes),
    }
}

/// `PFX` begins with version 3 and a `ContentInfo` of data or signed data (RFC 7292 §4).
fn is_pfx(bytes: &[u8]) -> bool {
    /// pkcs-7 (RFC 2315 §14): data is 1, signedData is 2.
    const PKCS7: [u8; 10] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07];

    let inside = |bytes| match ber::inside(bytes)? {
        (Tag::Sequence, inside) => Some(inside),
        _ => None,
    };
    let Some([0x02, 0x01, 0x03, rest @ ..]) = inside(bytes) else { return false };
    let content = inside(rest).and_then(|inside| inside.strip_prefix(&PKCS7));
    matches!(content, Some([1 | 2, ..]))
}
