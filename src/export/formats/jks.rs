//! Chain and key in a Java key store.

use super::{Format, plain};
use crate::servers::{Holds, LayoutFile, Store};

pub(super) const FORMAT: Format = Format {
    name: "jks",
    title: "JKS",
    layout: plain(
        &[LayoutFile {
            name: "{domain}.jks",
            role: "key store (JKS)",
            holds: Holds::Jks(Store { alias: "{domain}", password: None }),
        }],
        "sun.security.provider.JavaKeyStore of OpenJDK 17",
    ),
};
