//! The key file is encrypted.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity, shell_quoted};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "key-file-encrypted",
        severity: Severity::Warning,
        title: "the key file is encrypted, and most servers cannot start with it",
        cite: "observed with ejabberd 23.01 and 26.07, Prosody 0.12, jabberd2 2.7; Tigase source",
        why: "ejabberd refuses to start, jabberd2 crashes without the password in its configuration, Tigase \
              reads no encrypted key, and Prosody needs the password in its configuration as well.",
        fix: "give the server a plain key in a file that only it may read: xmppcert key convert KEY --to pkcs8 \
              --out SERVERKEY",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let Some(given) = case.key.filter(|given| given.encrypted) else { return };
    let explanation = format!(
        "{} is encrypted. ejabberd and Tigase do not load it, Prosody and jabberd2 need the \
         password in their configuration.",
        given.file
    );
    let cure =
        format!("xmppcert key convert {} --to pkcs8 --out SERVERKEY", shell_quoted(given.file));
    raised.with_cure(given.file, explanation, cure);
}
