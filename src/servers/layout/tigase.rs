//! Where Tigase keeps its own.

use super::super::fact::Fact;
use super::{Holds, Layout, LayoutFile, Part, Reload, Snippet};

const CONTAINER: &str = "tigase/tigase-server 6e5d3b7f, CertificateContainer.java";
const UTIL: &str = "tigase/tigase-utils, CertificateUtil.java";

/// One file for each domain, with the root in it, which it looks for and does not send.
pub(in crate::servers) const LAYOUT: Layout = Layout {
    directory: None,
    files: &[LayoutFile {
        name: "{domain}.pem",
        role: "chain to the root, and private key",
        holds: Holds::Pem(&[Part::Leaf, Part::Key, Part::Issuers, Part::Root]),
    }],
    // it writes the certificates that it makes itself into the same directory
    owner: Some("tigase"),
    group: None,
    snippets: &[Snippet {
        file: "etc/config.tdsl",
        text: "\
'certificate-container' {
    'custom-certificates' {
        '{host}' = '{0}'
    }
}",
        is_shipped: false,
    }],
    unasked: None,
    reload: &[Reload {
        command: "systemctl restart tigase",
        what: Fact::unverified(
            "It reads the files at its start; the unit may be called otherwise. The ad-hoc command \
             ssl-certificate-add, and the HTTP API, give it a new certificate while it runs.",
            CONTAINER,
        ),
    }],
    notes: &[
        Fact::read(
            "Every .pem, .crt and .cer in certs/ below its home is loaded for the domain of its name; the lines are \
             for a file that stands elsewhere. default.pem is for domains without one.",
            CONTAINER,
        ),
        Fact::read(
            "Without the root the file is not loaded: it sorts the chain from the root down.",
            UTIL,
        ),
        Fact::read(
            "Where a file cannot be loaded it warns, makes a self-signed certificate and serves that.",
            CONTAINER,
        ),
        Fact::read(
            "It reads RSA and EC keys in PKCS#8, and RSA keys in PKCS#1; an EC key in SEC1 is passed over \
             without a word.",
            UTIL,
        ),
    ],
    source: Fact::read(
        (),
        "tigase/tigase-server 6e5d3b7f, tigase/tigase-utils and Server_Certificates",
    ),
};
