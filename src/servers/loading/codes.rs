//! What there is to say about files that a server loads.

use crate::report::{Code, Severity};

/// The user that the server runs as cannot read a file.
pub(super) const FILES_UNREADABLE: Code = Code {
    id: "files-unreadable",
    severity: Severity::Error,
    title: "the server's user cannot read a file that it has to load",
    cite: "POSIX file permissions; certbot/certbot#5257, processone/ejabberd#2145; certbot's live/ and archive/ \
           have mode 0700",
    why: "The server runs as a user of its own, who needs the right to read the file and to pass through every \
          directory above it. Most servers only log it, and go on without TLS.",
    fix: "let a deploy hook put the files where the server may read them: xmppcert export --server NAME --install",
};

/// It does not start.
pub(super) const START_ABORTED: Code = Code {
    id: "start-aborted",
    severity: Severity::Error,
    title: "the server does not start with these files",
    cite: "observed with ejabberd 23.01 and 26.07, Prosody 0.12.3, jabberd2 2.7.0; processone/ejabberd#3442",
    why: "One file that cannot be loaded keeps the whole server from starting, though it serves on as long as \
          nobody starts it again: the fault shows weeks later, at a reboot.",
    fix: "take the file out of what the server loads, or write all files anew: xmppcert export --server NAME --install",
};

/// Nothing is served for a domain.
pub(super) const NOTHING_SERVED: Code = Code {
    id: "nothing-served",
    severity: Severity::Error,
    title: "the server has no certificate for the domain",
    cite: "observed with Prosody, ejabberd and jabberd2; their loading rules are in xmppcert-servers(7)",
    why: "Without a certificate the server offers no TLS for the domain, or ends the handshake; other servers and \
          clients that insist on encryption stay away.",
    fix: "write the files in the names and places that the server looks at: xmppcert export --server NAME --install",
};

/// A certificate of another domain is served.
pub const OTHER_SERVED: Code = Code {
    id: "other-served",
    severity: Severity::Error,
    title: "the server serves a certificate of another domain",
    cite: "observed with ejabberd, Prosody and jabberd2; RFC 6120 §13.7.2",
    why: "A server that finds nothing for a domain often takes whatever it has, and peers refuse that by its name.",
    fix: "give the server a certificate for the domain: xmppcert csr DOMAIN",
};

/// A file is passed over.
pub(super) const FILE_IGNORED: Code = Code {
    id: "file-ignored",
    severity: Severity::Warning,
    title: "the server passes over a file without a word",
    cite: "observed with Prosody and ejabberd; their loading rules are in xmppcert-servers(7)",
    why: "Servers look for names, first lines and partners of their own, and what does not fit them is not \
          mentioned in any log.",
    fix: "write the file in the name and form that the server looks for: xmppcert export --server NAME --install",
};

/// A file is refused, and the server goes on.
pub(super) const FILE_REFUSED: Code = Code {
    id: "file-refused",
    severity: Severity::Warning,
    title: "the server cannot load a file, and goes on without it",
    cite: "observed with Prosody, ejabberd, coturn and jabberd2",
    why: "The server writes it into its log and works on without the file, so the fault shows only when somebody \
          asks for the domain.",
    fix: "write the file in the form that the server loads: xmppcert export --server NAME --install",
};

/// One of several is picked.
pub(super) const SEVERAL_CANDIDATES: Code = Code {
    id: "several-candidates",
    severity: Severity::Warning,
    title: "the server picks one of several certificates, and not by a rule that can be relied on",
    cite: "Prosody core/certmanager.lua (next over a table); ejabberd pkix.erl",
    why: "After a renewal beside the old files the server may go on with the old certificate, and after a restart \
          it may choose another.",
    fix: "leave one certificate of each domain where the server looks",
};

/// The key does not belong to the leaf.
pub(super) const KEY_NOT_OF_LEAF: Code = Code {
    id: "key-not-of-leaf",
    severity: Severity::Error,
    title: "the key is not that of the certificate that the server takes for its own",
    cite: "OpenSSL SSL_CTX_use_certificate_chain_file(3): the first certificate is the server's; observed with \
           Prosody, jabberd2, nginx, HAProxy and coturn",
    why: "Most servers take the first certificate of a file for their own, and the key has to be its key.",
    fix: "put leaf and key together again: xmppcert chain FILE --key KEY --out CHAIN",
};

/// The key cannot be loaded.
pub(super) const KEY_NOT_LOADED: Code = Code {
    id: "key-not-loaded",
    severity: Severity::Error,
    title: "the server cannot load the private key",
    cite: "observed with Prosody, ejabberd, jabberd2, nginx, HAProxy and coturn; Tigase, CertificateUtil.java",
    why: "Each server reads some kinds and formats of keys, and most of them no encrypted ones.",
    fix: "write the key in a form that every server reads: xmppcert key convert KEY --to pkcs8 --out FILE",
};

/// The keystore stays closed, or looks empty.
pub(super) const STORE_NOT_LOADED: Code = Code {
    id: "store-not-loaded",
    severity: Severity::Error,
    title: "the server cannot use the keystore",
    cite: "observed with OpenJDK 17; Openfire CertificateStoreManager, IdentityStore",
    why: "A keystore with another password, another key password, an unencrypted key or certificates without \
          Java's mark of trust opens as an empty one, or not at all, and nothing says so.",
    fix: "write the keystore anew: xmppcert export --server openfire --domain DOMAIN --key KEY --cert CHAIN",
};

/// The root has to be there.
pub(super) const ROOT_NOT_IN_STORE: Code = Code {
    id: "root-not-there",
    severity: Severity::Error,
    title: "the server wants the root in its file",
    cite: "Tigase tigase-utils CertificateUtil.java, sort; tigase/tigase-server#129",
    why: "Tigase orders the certificates of a file from the root down; without one it cannot, and serves a \
          self-signed certificate that it makes itself.",
    fix: "put the root in: xmppcert chain FILE --with-root --out CHAIN",
};

/// The file is older than what the server holds.
pub(super) const NOT_RELOADED: Code = Code {
    id: "not-reloaded",
    severity: Severity::Warning,
    title: "the server may not notice that the file has changed",
    cite: "processone/pkix pkix.erl, add_file; observed with ejabberd 23.01 and 26.07",
    why: "ejabberd compares the time of the last change; a file put there with an older time (cp -p, rsync -t) is \
          not read again.",
    fix: "give the file a new time and reload: touch FILE && ejabberdctl reload_config",
};

/// The chain sent is longer or shorter than the one meant.
pub(super) const CHAIN_REFUSED: Code = Code {
    id: "chain-refused",
    severity: Severity::Error,
    title: "the server refuses the chain",
    cite: "Openfire CertificateUtils.order, IdentityStore; Tigase CertificateUtil.java; igniterealtime OF-1100",
    why: "Openfire imports no two certificates of one subject or one issuer and no more than one root; Tigase wants \
          each certificate once, with the root.",
    fix: "put the chain together anew: xmppcert chain FILE --out CHAIN",
};

/// The server sends the leaf alone, whatever stands behind it.
pub(super) const CHAIN_NOT_SENT: Code = Code {
    id: "chain-not-sent",
    severity: Severity::Error,
    title: "the server sends no certificate but the first of the file",
    cite: "mawis/jabberd d1be2e0, jabberd/mio_ssl.c: SSL_CTX_use_certificate_file(3)",
    why: "Peers need the certificates between leaf and root from the server (RFC 8446 §4.4.2); jabberd 1.4 has no \
          way to send them.",
    fix: "use a newer server, or a certificate that the root itself has issued",
};

/// Every code of this part of the room.
pub const CODES: &[&Code] = &[
    &FILES_UNREADABLE,
    &START_ABORTED,
    &NOTHING_SERVED,
    &OTHER_SERVED,
    &FILE_IGNORED,
    &FILE_REFUSED,
    &SEVERAL_CANDIDATES,
    &KEY_NOT_OF_LEAF,
    &KEY_NOT_LOADED,
    &STORE_NOT_LOADED,
    &ROOT_NOT_IN_STORE,
    &NOT_RELOADED,
    &CHAIN_REFUSED,
    &CHAIN_NOT_SENT,
];
