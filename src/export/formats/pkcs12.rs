//! Chain and key in a PKCS#12 store.

use super::{Format, plain};
use crate::servers::{Holds, LayoutFile, Store};

pub(super) const FORMAT: Format = Format {
    name: "pkcs12",
    title: "PKCS#12",
    layout: plain(
        &[LayoutFile {
            name: "{domain}.p12",
            role: "key store (PKCS#12)",
            holds: Holds::Pkcs12(Store { alias: "{domain}", password: None }),
        }],
        "RFC 7292",
    ),
};
