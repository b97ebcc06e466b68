//! Everybody on the machine may read the key.

use crate::check::case::Access;
use crate::check::case::Case;
use crate::check::rule::{Raised, Rule};
use crate::report::{Code, Severity, shell_quoted};

/// See [`RULE.code`](Rule::code).
pub static RULE: Rule = Rule {
    code: Code {
        id: "key-exposed",
        severity: Severity::Error,
        title: "everybody on the machine can read the private key",
        cite: "POSIX file permissions; RFC 6120 §13.7.1.1",
        why: "Whoever reads the key can pass for the server. The file is readable to all users, and so is every \
              directory above it.",
        fix: "take the permission away: chmod o= KEY, then have the certificate issued again with a new key if \
              strangers had access",
    },
    check,
};

fn check(case: &Case<'_>, raised: &mut Raised) {
    let Some(given) = case.key.filter(|given| !given.encrypted) else { return };
    let Some(file) = given.access.and_then(exposed) else { return };
    let explanation = format!(
        "{} has mode {:04o}, so every user of this machine can read the key.",
        file.path, file.mode
    );
    raised.with_cure(given.file, explanation, format!("chmod o= {}", shell_quoted(&file.path)));
}

/// The file, where others may read it and pass through every directory above it.
fn exposed(access: &Access) -> Option<&crate::check::case::PathPart> {
    let (file, directories) = access.parts.split_last()?;
    let open = file.mode & 0o004 != 0 && directories.iter().all(|part| part.mode & 0o001 != 0);
    open.then_some(file)
}
