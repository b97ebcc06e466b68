//! The chain as PKCS#7, without the key.

use super::{Format, plain};
use crate::servers::{Holds, LayoutFile};

pub(super) const FORMAT: Format = Format {
    name: "p7b",
    title: "PKCS#7",
    layout: plain(
        &[LayoutFile { name: "{domain}.p7b", role: "chain (PKCS#7)", holds: Holds::Pkcs7 }],
        "RFC 2315, RFC 5652",
    ),
};
