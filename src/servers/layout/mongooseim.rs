//! Where MongooseIM keeps its own.

use super::super::fact::Fact;
use super::{Holds, Layout, LayoutFile, Part, Reload, Snippet};

const DOC: &str = "esl/MongooseIM 475087c6, doc/listeners, doc/configuration/s2s.md";

/// Chain and key apart, as its migration notes of 6.4.1 want them.
pub(in crate::servers) const LAYOUT: Layout = Layout {
    directory: Some("/etc/mongooseim"),
    files: &[
        LayoutFile {
            name: "{domain}.crt",
            role: "chain",
            holds: Holds::Pem(&[Part::Leaf, Part::Issuers]),
        },
        LayoutFile { name: "{domain}.key", role: "private key", holds: Holds::Pem(&[Part::Key]) },
    ],
    owner: None,
    group: Some("mongooseim"),
    snippets: &[Snippet {
        file: "/etc/mongooseim/mongooseim.toml",
        text: "\
[[listen.c2s]]
  port = 5222
  tls.mode = \"starttls_required\"
  tls.certfile = \"{0}\"
  tls.keyfile = \"{1}\"

[[listen.s2s]]
  port = 5269
  tls.certfile = \"{0}\"
  tls.keyfile = \"{1}\"

[s2s.outgoing]
  tls.certfile = \"{0}\"
  tls.keyfile = \"{1}\"",
        is_shipped: false,
    }],
    unasked: Some(Fact::unverified(
        "Erlang keeps what it read of a PEM file for two minutes; new connections get the new one then.",
        "the documentation of OTP's ssl, ssl_pem_cache_clean",
    )),
    reload: &[Reload {
        command: "systemctl restart mongooseim",
        what: Fact::unverified("It reads all files, and ends all sessions.", "not run"),
    }],
    notes: &[
        Fact::read("A listener has one certificate for all its domains.", DOC),
        Fact::read(
            "Before 6.4.1 certfile could hold the key too; with OTP 28.1 and later it may not.",
            "the notes on migration from 6.4.0 to 6.4.1",
        ),
        Fact::read(
            "verify_mode is peer unless it is set, which needs cacertfile, the certificates that it trusts, and \
             turns away who has none to show. Set it to \"none\" in [[listen.c2s]] where users log in by password.",
            DOC,
        ),
    ],
    source: Fact::read((), "esl/MongooseIM, tools/pkg/scripts/deb and src/just_tls.erl"),
};
