//! The certificate alone in DER.

use super::{Format, plain};
use crate::servers::{Holds, LayoutFile};

pub(super) const FORMAT: Format = Format {
    name: "der",
    title: "DER",
    layout: plain(
        &[LayoutFile { name: "{domain}.der", role: "certificate (DER)", holds: Holds::Der }],
        "RFC 5280",
    ),
};
