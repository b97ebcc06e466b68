//! What to say of a file that has no certificate.

use anyhow::anyhow;

use crate::pki::content::{Piece, Thing};
use crate::report::shell_quoted;

use super::failure::Failure;

/// What is there instead, for whoever took the wrong file.
pub(super) fn without_certificate(path: &str, pieces: &[Piece]) -> Failure {
    let what = match pieces.first().map(|piece| &piece.thing) {
        Some(Thing::Request(_)) => "a certificate request",
        Some(Thing::PrivateKey(..) | Thing::EncryptedKey(..) | Thing::ForeignKey(_)) => {
            "a private key"
        }
        Some(Thing::PublicKey(_)) => "a public key",
        Some(Thing::Crl(_)) => "a revocation list",
        Some(Thing::ClosedStore(_, error)) => {
            let failure = anyhow!("the keystore {path} stays closed: {error}");
            return Failure::input(failure)
                .hint("give its passphrase with --passphrase-file FILE or --passphrase-env VAR");
        }
        _ => "nothing that is known here",
    };
    Failure::input(anyhow!("there is no certificate in {path}: it holds {what}"))
        .hint(format!("xmppcert inspect {} says more", shell_quoted(path)))
}
