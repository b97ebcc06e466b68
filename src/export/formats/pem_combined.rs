//! Chain and key as PEM in one file.

use super::{Format, plain};
use crate::servers::{Holds, LayoutFile, Part};

pub(super) const FORMAT: Format = Format {
    name: "pem-combined",
    title: "PEM, chain and key together",
    layout: plain(
        &[LayoutFile {
            name: "{domain}.pem",
            role: "chain and private key",
            holds: Holds::Pem(&[Part::Leaf, Part::Issuers, Part::Key]),
        }],
        "RFC 7468",
    ),
};
