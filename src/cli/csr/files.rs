//! The files of a request: where they go and what is in them.

use std::path::PathBuf;

use anyhow::anyhow;
use zeroize::Zeroizing;

use crate::enroll::{Plan, file_stem};
use crate::files::Artifact;
use crate::pki::key::PrivateKey;
use crate::pki::pem;

use super::super::failure::Failure;
use super::super::key::secret;
use super::super::output::Piece;
use super::super::session::Session;
use super::Args;

/// Refuses what cannot work before a key is made for it.
pub(super) fn check(args: &Args, session: &Session) -> Result<(), Failure> {
    if args.key.is_none() && !args.encrypt {
        args.passphrase.none_wanted()?;
    }
    let stdout = |path: &Option<PathBuf>| path.as_ref().is_some_and(|path| path.as_os_str() == "-");
    let (request, key) = (stdout(&args.out), stdout(&args.key_out));
    if request && key {
        return Err(Failure::usage(anyhow!(
            "standard output cannot carry both the key and the request"
        ))
        .hint("name a file with --key-out"));
    }
    if (request || key) && !session.is_text() {
        return Err(Failure::usage(anyhow!(
            "standard output cannot carry both the {} and the JSON of the report",
            if request { "request" } else { "key" }
        ))
        .hint(format!("name a file with {}", if request { "--out" } else { "--key-out" })));
    }
    Ok(())
}

/// The key first: without it the request is worth nothing.
pub(super) fn pieces(
    args: &Args,
    plan: &Plan,
    key: &PrivateKey,
    request: &[u8],
    session: &Session,
) -> Result<Vec<Piece>, Failure> {
    let mut pieces = Vec::new();
    if args.key.is_none() {
        let path = path(&args.key_out, args, plan, "key");
        let pem = match args.encrypt {
            true => {
                let passphrase = args.passphrase.for_writing(session)?;
                key.to_encrypted_pem(&passphrase).map_err(Failure::internal)?
            }
            false => key.to_pkcs8_pem(),
        };
        pieces.push(secret("private key", &path, &pem));
    }
    let path = path(&args.out, args, plan, "csr");
    let text = pem::encode("CERTIFICATE REQUEST", request);
    let bytes = Zeroizing::new(text.as_bytes().to_vec());
    pieces.push(Piece { role: "request", artifact: Artifact::public(&path, bytes), path });
    Ok(pieces)
}

fn path(given: &Option<PathBuf>, args: &Args, plan: &Plan, extension: &str) -> PathBuf {
    if let Some(path) = given {
        return path.clone();
    }
    args.out_dir.clone().unwrap_or_default().join(format!("{}.{extension}", stem(plan)))
}

/// The name of the files, without extension.
pub(super) fn stem(plan: &Plan) -> String {
    plan.content.names.first().map(file_stem).unwrap_or_default()
}
