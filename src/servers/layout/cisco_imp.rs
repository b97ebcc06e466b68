//! What Cisco IM and Presence is given.

use super::super::fact::Fact;
use super::{Holds, Layout, LayoutFile, Part, Reload};

const GUIDES: &str = "Cisco's guides on certificates; nothing was run";

/// Certificates to upload. The key never leaves the box, and none comes in.
pub(in crate::servers) const LAYOUT: Layout = Layout {
    directory: None,
    files: &[
        LayoutFile { name: "{domain}.pem", role: "certificate", holds: Holds::Pem(&[Part::Leaf]) },
        LayoutFile {
            name: "{domain}-issuer-{n}.pem",
            role: "certificate of an issuer",
            holds: Holds::EachIssuer,
        },
    ],
    owner: None,
    group: None,
    snippets: &[],
    unasked: None,
    reload: &[Reload {
        command: "utils service restart Cisco XCP Router",
        what: Fact::unverified(
            "On its command line, once all is uploaded; the XCP services that depend on the router begin anew \
             with it.",
            GUIDES,
        ),
    }],
    notes: &[
        Fact::unverified(
            "No private key can be imported: the request comes from the box itself (Cisco Unified OS \
             Administration, Security, Certificate Management), as cup-xmpp for clients and cup-xmpp-s2s for \
             servers, and the certificate has to be for that key.",
            GUIDES,
        ),
        Fact::unverified(
            "Upload every issuer as cup-xmpp-trust first, the root first of all, and the certificate last.",
            GUIDES,
        ),
    ],
    source: Fact::unverified((), GUIDES),
};
