//! A CA of one's own, or of one's organisation: keeps what it is told to keep.

use super::{Destination, Fate, XMPP_ADDR_OPT_IN, signs_with_openssl};

/// The default destination.
pub(super) const DESTINATION: Destination = Destination {
    id: "private-ca",
    title: "a private CA",
    summary: "dNSName and SRVName: a CA of your own, which keeps every name",
    cite: "RFC 6120 §13.7.1.2.1",
    srv_name_lost: None,
    xmpp_addr_by_default: false,
    xmpp_addr_left_out: XMPP_ADDR_OPT_IN,
    certifies_jids: true,
    states_usages: true,
    public_names_only: false,
    fate: |_| Fate::kept("kept, if the CA copies extensions"),
    refuses_key: |_| None,
    next: signs_with_openssl,
};
