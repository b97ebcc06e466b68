//! Some servers cannot load this kind of key.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::pki::signature::KeyKind;
use crate::report::{Code, Severity};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "key-type-unsupported",
        severity: Severity::Warning,
        title: "some XMPP servers cannot load this kind of key",
        cite: "observed with ejabberd 23.01 and 26.07; Tigase source, CertificateUtil",
        why: "An Ed25519 key of its own crashes ejabberd's certificate manager, which then serves no \
              certificate at all; an RSA-PSS key keeps ejabberd from starting; Tigase reads RSA and EC keys \
              only. Peers accept such certificates.",
        fix: "make a key of the default kind, which every server loads: xmppcert key",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let refusing = refusing(case.link.key.kind());
    // with a server named, key-type-refused tells of it
    if refusing.is_empty() || case.server.is_some() || !case.is_for_server() {
        return;
    }
    let explanation = format!("Its key is {}, which {} cannot load.", case.link.key, row(refusing));
    raised.about(case.title(), explanation);
}

/// The servers that cannot load a kind of key as their own.
pub(super) fn refusing(kind: &KeyKind) -> &'static [&'static str] {
    match kind {
        KeyKind::Rsa { .. } | KeyKind::Ec(_) => &[],
        KeyKind::RsaPss { .. } | KeyKind::Ed25519 | KeyKind::Other(_) => &["ejabberd", "Tigase"],
    }
}
