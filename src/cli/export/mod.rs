//! `xmppcert export`: the files that one server loads, written, or judged where they are.

mod check;
mod found;
mod judged;

use std::path::PathBuf;

use crate::pki::moment::Moment;
use crate::servers::Choice;

use super::anchors::AnchorArgs;
use super::chosen::server;
use super::failure::Failure;
use super::passphrase::PassphraseArgs;
use super::session::Session;

/// Write the files that one server loads, or say what it makes of those that are there
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    /// The server, or a format
    #[arg(long, value_name = "NAME[@VERSION]")]
    server: String,

    /// The XMPP domain that the certificate is for
    #[arg(long = "domain", value_name = "DOMAIN")]
    domains: Vec<String>,

    /// Say what the server would make of the files at these paths
    #[arg(long, value_name = "PATH", num_args = 1.., required = true)]
    check: Vec<PathBuf>,

    /// Look at permissions as this user does, not as the server's own
    #[arg(long, value_name = "NAME", requires = "check")]
    user: Option<String>,

    #[command(flatten)]
    passphrase: PassphraseArgs,

    #[command(flatten)]
    anchors: AnchorArgs,

    /// The instant that judges: RFC 3339, seconds since 1970, or +30d
    #[arg(long, value_name = "INSTANT", allow_hyphen_values = true)]
    at: Option<String>,
}

/// Does what was asked.
///
/// # Errors
/// When an option makes no sense, or a file cannot be read or written.
pub(super) fn run(args: &Args, session: &Session) -> Result<u8, Failure> {
    check::run(args, session)
}

fn chosen(args: &Args) -> Result<Choice, Failure> {
    server(&args.server, &[])
}

/// The instant that judges.
fn now(args: &Args, session: &Session) -> Result<Moment, Failure> {
    match &args.at {
        Some(typed) => Moment::parse(typed, session.now()).map_err(Failure::usage),
        None => Ok(session.now()),
    }
}
