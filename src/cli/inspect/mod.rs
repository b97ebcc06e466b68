//! `xmppcert inspect`: what files are and what is in them.

mod crowd;
mod one;

use std::path::PathBuf;

use anyhow::anyhow;

use crate::files;
use crate::pki::moment::Moment;

use super::failure::Failure;
use super::passphrase::PassphraseArgs;
use super::session::Session;

/// Say what files are and what is in them: certificates, requests, keys, CRLs, keystores
///
/// The kind is recognised by content: PEM in any mixture, DER, PKCS#7, PKCS#12, JKS and JCEKS.
/// Directories are walked. Nothing is looked up, and nothing is judged against a domain. On a
/// terminal the passphrase of a single encrypted file is asked for; an empty answer leaves it closed.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  xmppcert inspect server.crt
  xmppcert inspect --short certs
  xmppcert inspect keystore.p12 --passphrase-file secret
  xmppcert inspect bundle.p7b --pem
  xmppcert inspect --format jsonl certs")]
pub(super) struct Args {
    /// Files and directories; - is standard input
    #[arg(value_name = "FILE", required = true)]
    paths: Vec<PathBuf>,

    /// A line or two a thing
    #[arg(long, conflicts_with = "pem")]
    short: bool,

    /// Print what was found as PEM, private keys excepted
    #[arg(long)]
    pem: bool,

    /// The instant that dates are seen from: RFC 3339, seconds since 1970, or +30d
    #[arg(long, value_name = "INSTANT", allow_hyphen_values = true)]
    at: Option<String>,

    #[command(flatten)]
    passphrase: PassphraseArgs,
}

/// How every file of a run is looked at.
struct Look {
    passphrase: Option<zeroize::Zeroizing<String>>,
    now: Moment,
    pem: bool,
    /// Whether a passphrase may be asked for: of the one file that was named, and of none that was
    /// found.
    ask: bool,
}

/// Looks at every file.
///
/// # Errors
/// When the options make no sense or output cannot be written. Files that cannot be read are told of
/// on standard error and set the exit status to 3; the others are shown all the same.
pub(super) fn run(args: &Args, session: &Session) -> Result<u8, Failure> {
    if args.pem && !session.is_text() {
        return Err(Failure::usage(anyhow!("--pem prints PEM, not JSON"))
            .hint("leave --format or --pem out"));
    }
    let now = match &args.at {
        Some(typed) => Moment::parse(typed, session.now()).map_err(Failure::usage)?,
        None => session.now(),
    };
    let passphrase = args.passphrase.given(session)?;
    let named =
        matches!(args.paths.as_slice(), [path] if path.as_os_str() != "-" && !path.is_dir());
    let ask = named && passphrase.is_none() && session.may_ask();
    let look = Look { passphrase, now, pem: args.pem, ask };
    let session = &session.brief(args.short);
    let mut failed = false;
    let mut paths = Vec::new();
    for path in &args.paths {
        match files::walk(path) {
            Ok(found) => paths.extend(found),
            Err(error) => {
                session.fail(&Failure::input(error));
                failed = true;
            }
        }
    }
    let status = crowd::look_at(&paths, &look, session)?;
    Ok(if failed { 3 } else { status })
}
