//! CAcert, the community CA: takes the key and the names it has verified, and rebuilds the rest.

use crate::pki::san::AltName;
use crate::report::Step;

use super::{Destination, Fate};

/// As CAcert's own source does it (`buildSubject`).
pub(super) const DESTINATION: Destination = Destination {
    id: "cacert",
    title: "CAcert",
    summary: "dNSName and XmppAddr: CAcert, which rebuilds both from your verified domains",
    cite: "CAcert source, includes/account.php",
    srv_name_lost: Some("CAcert reads only host names from a request and never issues an SRVName"),
    xmpp_addr_by_default: true,
    xmpp_addr_left_out: "",
    certifies_jids: false,
    states_usages: false,
    public_names_only: true,
    fate,
    refuses_key: |_| None,
    next,
};

fn fate(name: &AltName) -> Fate {
    match name {
        AltName::Dns(_) => Fate::kept("rebuilt, if the domain is verified in your account"),
        AltName::Xmpp(jid) if jid.local().is_none() => {
            Fate::kept("rebuilt for every verified domain, asked for or not")
        }
        AltName::Xmpp(_) => Fate::lost("dropped: CAcert certifies no JIDs of users"),
        AltName::Srv(_) => Fate::lost("dropped: CAcert never issues an SRVName"),
        AltName::Ip(_) => Fate::lost("dropped: CAcert certifies domains, not addresses"),
    }
}

fn next(request: &str, _stem: &str) -> Vec<Step> {
    vec![Step {
        what: format!(
            "log in at www.cacert.org, choose Server Certificates, New, and paste the content of {request}"
        ),
        command: None,
    }]
}
