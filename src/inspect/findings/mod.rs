//! The codes of what can be wrong with an encoding.

mod encoding;
mod names;
mod things;

pub use encoding::*;
pub use names::*;
pub use things::*;

use crate::report::Code;

/// Every code of this room.
pub const CODES: &[&Code] = &[
    &OTHER_NAME_TYPE,
    &A_LABEL_IN_XMPP_ADDR,
    &U_LABEL_IN_DNS_NAME,
    &NUL_IN_NAME,
    &CONTROL_IN_NAME,
    &EMPTY_NAME,
    &NAME_MALFORMED,
    &XMPPS_SRV_NAME,
    &SAN_NOT_CRITICAL,
    &DER_NOT_CANONICAL,
    &DATE_MALFORMED,
    &DATE_FORM,
    &SERIAL_UNUSUAL,
    &TRAILING_BYTES,
    &STRUCTURE_UNUSUAL,
    &UNREADABLE,
    &NOT_RECOGNISED,
    &KEY_UNUSABLE,
    &LOCKED,
    &REQUEST_UNPROVEN,
];
