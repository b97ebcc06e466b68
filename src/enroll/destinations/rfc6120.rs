//! Everything RFC 6120 knows, XmppAddr included: for old networks and CAs of XMPP federations.

use super::{Destination, Fate, signs_with_openssl};

/// Every identifier of RFC 6120 §13.7.1.2.
pub(super) const DESTINATION: Destination = Destination {
    id: "rfc6120",
    title: "a CA that issues all of RFC 6120's names",
    summary: "dNSName, SRVName and XmppAddr: everything that RFC 6120 names",
    cite: "RFC 6120 §13.7.1.2",
    srv_name_lost: None,
    xmpp_addr_by_default: true,
    xmpp_addr_left_out: "",
    certifies_jids: true,
    states_usages: true,
    public_names_only: false,
    fate: |_| Fate::kept("kept, if the CA copies extensions"),
    refuses_key: |_| None,
    next: signs_with_openssl,
};
