//! The server may not read its key.

use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::check::words::row;
use crate::report::{Code, Severity, shell_quoted};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "key-unreadable-by-server",
        severity: Severity::Error,
        title: "the server cannot read its private key",
        cite: "POSIX file permissions; certbot/certbot#5257, processone/ejabberd#2145; certbot's live/ and \
              archive/ have mode 0700",
        why: "The server runs as a user of its own. Where that user may not read the file, or not pass through \
              one of the directories above it, the server offers no TLS or serves another certificate.",
        fix: "let a deploy hook install key and chain where the server may read them: xmppcert export --server NAME --key KEY \
              --cert CHAIN --install",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let Some(given) = case.key else { return };
    let Some((access, reader)) = given.access.and_then(|a| a.reader.as_ref().map(|r| (a, r)))
    else {
        return;
    };
    let barred: Vec<String> =
        access.barred(0o4).iter().map(|part| format!("{} ({})", part.path, part.how())).collect();
    if !barred.is_empty() {
        let explanation =
            format!("The user {} may not go through or read {}.", reader.name, row(&barred));
        let server = case.server.map_or("NAME", |choice| choice.server.name);
        let cure = format!(
            "let a deploy hook install key and chain where the server may read them: xmppcert export --server {server} --key {} --cert {} --install",
            shell_quoted(given.file),
            shell_quoted(case.file)
        );
        raised.with_cure(given.file, explanation, cure);
    }
}
