//! Chain and key as PEM in two files, as most servers take them.

use super::{Format, plain};
use crate::servers::{Holds, LayoutFile, Part};

pub(super) const FORMAT: Format = Format {
    name: "pem",
    title: "PEM, chain and key apart",
    layout: plain(
        &[
            LayoutFile {
                name: "{domain}.crt",
                role: "chain",
                holds: Holds::Pem(&[Part::Leaf, Part::Issuers]),
            },
            LayoutFile {
                name: "{domain}.key",
                role: "private key",
                holds: Holds::Pem(&[Part::Key]),
            },
        ],
        "RFC 7468",
    ),
};
