//! What is special about each certificate that is shown to the servers.

use rcgen::{
    PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384, PKCS_ECDSA_P521_SHA512, PKCS_ED25519,
    PKCS_RSA_SHA256, SignatureAlgorithm,
};

/// The domain of the server that calls, unless it is said otherwise.
pub const CALLER: &str = "chat.peer.example";
/// The domain of the server that is called.
pub const CALLED: &str = "called.example";

/// All the domains of servers that call, as names of one certificate.
pub const ALL_CALLERS: &str = "dns:chat.peer.example dns:deep.chat.peer.example dns:peer.example \
                               dns:xn--bcher-kva.example dns:strasse.example";

/// What is special about a certificate.
#[derive(Clone, Copy)]
pub struct Spec {
    /// What the tables call it.
    pub name: &'static str,
    /// The domain in whose name it is shown.
    pub from: &'static str,
    /// The subjectAltNames as `kind:value`, with blanks between.
    pub names: &'static str,
    /// The commonName.
    pub cn: &'static str,
    /// The extended key usages, as OpenSSL calls them, with blanks between.
    pub eku: &'static str,
    /// The algorithm of the key.
    pub key: &'static SignatureAlgorithm,
    /// Its first day and its last, counted from today.
    pub days: (i64, i64),
    /// Who issued it and what is sent with it.
    pub path: Path,
}

/// How the servers get from a certificate to the anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// Through an intermediate, which is sent.
    Whole,
    /// Through an intermediate, which is not sent.
    Broken,
    /// The anchor itself has issued it.
    Direct,
    /// It has issued itself.
    SelfSigned,
}

/// Nothing is special about it.
pub const PLAIN: Spec = Spec {
    name: "dNSName",
    from: CALLER,
    names: "dns:chat.peer.example",
    cn: "some server",
    eku: "serverAuth clientAuth",
    key: &PKCS_ECDSA_P256_SHA256,
    days: (-2, 30),
    path: Path::Whole,
};

/// All that is shown to each server.
pub const SPECS: &[&[Spec]] =
    &[&[PLAIN], PURPOSES, NAMES, COMMON_NAMES, WILDCARDS, DOMAINS, KEYS, PATHS];

const PURPOSES: &[Spec] = &[
    Spec { name: "serverAuth only", eku: "serverAuth", ..PLAIN },
    Spec { name: "clientAuth only", eku: "clientAuth", ..PLAIN },
    Spec { name: "anyExtendedKeyUsage only", eku: "any", ..PLAIN },
    Spec { name: "no extKeyUsage", eku: "", ..PLAIN },
];

const NAMES: &[Spec] = &[
    named(
        "dNSName, SRVName",
        "dns:chat.peer.example srv:_xmpp-client.chat.peer.example srv:_xmpp-server.chat.peer.example",
    ),
    named("dNSName, XmppAddr", "dns:chat.peer.example xmpp:chat.peer.example"),
    named("dNSName, XmppAddr of another domain", "dns:chat.peer.example xmpp:other.example"),
    named("dNSName, XmppAddr of an account", "dns:chat.peer.example xmpp:a@chat.peer.example"),
    named("XmppAddr only", "xmpp:chat.peer.example"),
    named("XmppAddr of an account only", "xmpp:a@chat.peer.example"),
    named("SRVName only", "srv:_xmpp-client.chat.peer.example srv:_xmpp-server.chat.peer.example"),
    named("SRVName of the client service only", "srv:_xmpp-client.chat.peer.example"),
    named("SRVName of the server service only", "srv:_xmpp-server.chat.peer.example"),
    named("SRVName with its service in capitals", "srv:_XMPP-SERVER.chat.peer.example"),
    named("SRVName with its domain in capitals", "srv:_xmpp-server.CHAT.peer.example"),
    named("dNSName in capitals", "dns:CHAT.Peer.EXAMPLE"),
    named("dNSName with a final dot", "dns:chat.peer.example."),
    named("dNSName of another domain", "dns:other.peer.example"),
    named("URI only", "uri:xmpp:chat.peer.example"),
];

const COMMON_NAMES: &[Spec] = &[
    common_name("CN only", ""),
    Spec { cn: "CHAT.Peer.EXAMPLE", ..common_name("CN in capitals only", "") },
    Spec { cn: "*.peer.example", ..common_name("CN with a wildcard only", "") },
    common_name("CN beside another dNSName", "dns:other.peer.example"),
    common_name("CN beside another SRVName", "srv:_xmpp-server.other.peer.example"),
    common_name("CN beside an XmppAddr of an account", "xmpp:a@other.peer.example"),
    common_name("CN beside an e-mail address", "email:a@other.peer.example"),
    common_name("CN beside a URI", "uri:https://other.peer.example/"),
];

const WILDCARDS: &[Spec] = &[
    named("wildcard", "dns:*.peer.example"),
    Spec {
        from: "deep.chat.peer.example",
        ..named("wildcard, a label deeper", "dns:*.peer.example")
    },
    Spec { from: "peer.example", ..named("wildcard, its own parent", "dns:*.peer.example") },
    Spec { from: "peer.example", ..named("wildcard right below the top", "dns:*.example") },
    named("wildcard within a label", "dns:ch*.peer.example"),
    named("two wildcards", "dns:*.*.example"),
    named("SRVName with a wildcard", "srv:_xmpp-server.*.peer.example"),
];

const DOMAINS: &[Spec] = &[
    Spec { from: "b\u{fc}cher.example", ..named("A-label", "dns:xn--bcher-kva.example") },
    Spec {
        from: "stra\u{df}e.example",
        ..named("A-label of IDNA2008", "dns:xn--strae-oqa.example")
    },
    Spec { from: "stra\u{df}e.example", ..named("A-label of IDNA2003", "dns:strasse.example") },
];

const KEYS: &[Spec] = &[
    Spec { name: "Ed25519", key: &PKCS_ED25519, ..PLAIN },
    Spec { name: "P-384", key: &PKCS_ECDSA_P384_SHA384, ..PLAIN },
    Spec { name: "P-521", key: &PKCS_ECDSA_P521_SHA512, ..PLAIN },
    Spec { name: "RSA 2048", key: &PKCS_RSA_SHA256, ..PLAIN },
];

const PATHS: &[Spec] = &[
    Spec { name: "issued by the anchor itself", path: Path::Direct, ..PLAIN },
    Spec { name: "expired", days: (-30, -1), ..PLAIN },
    Spec { name: "not yet valid", days: (2, 30), ..PLAIN },
    Spec { name: "self-signed", path: Path::SelfSigned, ..PLAIN },
    Spec { name: "without its intermediate", path: Path::Broken, ..PLAIN },
];

/// The account of the user who logs in.
pub const ACCOUNT: &str = "juliet@called.example";

const USER: Spec = Spec {
    name: "XmppAddr of the account",
    from: ACCOUNT,
    names: "xmpp:juliet@called.example",
    cn: "Juliet",
    eku: "clientAuth",
    ..PLAIN
};

/// All that a user shows to the server of the account.
pub const ACCOUNTS: &[Spec] = &[
    USER,
    Spec { name: "serverAuth only", eku: "serverAuth", ..USER },
    Spec { name: "anyExtendedKeyUsage only", eku: "any", ..USER },
    Spec { name: "no extKeyUsage", eku: "", ..USER },
    Spec { name: "XmppAddr in capitals", names: "xmpp:JULIET@Called.EXAMPLE", ..USER },
    Spec { name: "XmppAddr of another account", names: "xmpp:romeo@called.example", ..USER },
    Spec { name: "XmppAddr of another domain", names: "xmpp:juliet@other.example", ..USER },
    Spec { name: "XmppAddr with a resource", names: "xmpp:juliet@called.example/balcony", ..USER },
    Spec {
        name: "two XmppAddrs, one of them right",
        names: "xmpp:romeo@called.example xmpp:juliet@called.example",
        ..USER
    },
    Spec { name: "XmppAddr of the server's domain", names: "xmpp:called.example", ..USER },
    Spec { name: "XmppAddr of another bare domain", names: "xmpp:other.example", ..USER },
    Spec { name: "no names", names: "", ..USER },
    Spec { name: "CN of the account only", names: "", cn: ACCOUNT, ..USER },
    Spec { name: "dNSName of the server only", names: "dns:called.example", ..USER },
    Spec { name: "Ed25519", key: &PKCS_ED25519, ..USER },
    Spec { name: "expired", days: (-30, -1), ..USER },
    Spec { name: "self-signed", path: Path::SelfSigned, ..USER },
    Spec { name: "without its intermediate", path: Path::Broken, ..USER },
];

const fn named(name: &'static str, names: &'static str) -> Spec {
    Spec { name, names, ..PLAIN }
}

const fn common_name(name: &'static str, names: &'static str) -> Spec {
    Spec { cn: CALLER, ..named(name, names) }
}
