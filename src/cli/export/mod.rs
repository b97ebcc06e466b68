//! `xmppcert export`: the files that one server loads, written, or judged where they are.

mod check;
mod found;
mod judged;
mod lineage;
mod list;
mod place;
mod sources;
mod target;
mod told;
mod trust;
mod write;

use std::path::PathBuf;

use anyhow::anyhow;

use crate::pki::moment::Moment;
use crate::servers::Holds;

use super::anchors::AnchorArgs;
use super::failure::Failure;
use super::passphrase::PassphraseArgs;
use super::session::Session;

use self::target::Target;

/// Write the files that one server loads, or say what it makes of those that are there
///
/// The chain is put together as chain does, made into the server's own layout, and held against the
/// server's own rules of loading: what it would refuse is not written. All files are written or none. With --check
/// nothing is written: it shows which files the server would find, what it would serve for each domain, what it passes over
/// in silence, and what keeps it from starting. The formats jks and pkcs12 without --key make a store of trust anchors
/// that Java sees.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The server, such as prosody or ejabberd@23.01, or a format; --list shows them
    #[arg(long, value_name = "NAME[@VERSION]", required_unless_present = "list")]
    server: Option<String>,

    /// The XMPP domain that the certificate is for; with --check as often as there are domains
    #[arg(long = "domain", value_name = "DOMAIN")]
    domains: Vec<String>,

    /// The private key
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    key: Option<PathBuf>,

    /// Files and directories with the certificate and whatever stands above it, in any format and order; a root among them is trusted
    #[arg(long = "cert", value_name = "FILE|DIR", num_args = 1.., conflicts_with = "check")]
    certs: Vec<PathBuf>,

    /// Take key and chain from where certbot, lego, acme.sh or Snikket keep them
    #[arg(long, value_name = "DIR", conflicts_with_all = ["key", "certs", "check"])]
    from_lineage: Option<PathBuf>,

    /// Write into this directory instead of the current one
    #[arg(long, value_name = "DIR", conflicts_with_all = ["install", "check"])]
    out_dir: Option<PathBuf>,

    /// Write where the server's packages keep the files; what is there is replaced at one instant, and kept as a backup
    #[arg(long, conflicts_with = "check")]
    install: bool,

    /// Give the files to this user and group
    #[arg(long, value_name = "USER[:GROUP]", conflicts_with = "check")]
    owner: Option<String>,

    /// Put the root into the chain as well
    #[arg(long, conflicts_with = "check")]
    with_root: bool,

    /// Protect PKCS#12 as software before 2020 reads it (SHA-1 and triple DES)
    #[arg(long, conflicts_with = "check")]
    legacy: bool,

    /// Show what would be written, and write nothing
    #[arg(long, conflicts_with = "check")]
    dry_run: bool,

    /// Replace existing files, and write what the server would refuse
    #[arg(long, conflicts_with = "check")]
    force: bool,

    /// Say what the server would make of the files at these paths
    #[arg(long, value_name = "PATH", num_args = 1..)]
    check: Vec<PathBuf>,

    /// Look at permissions as this user meets them, not the server's own
    #[arg(long, value_name = "NAME", requires = "check")]
    user: Option<String>,

    /// Show every server and format with its files; with --server that one
    #[arg(long, conflicts_with_all = ["check", "key", "certs", "from_lineage", "install"])]
    list: bool,

    #[command(flatten)]
    passphrase: PassphraseArgs,

    #[command(flatten)]
    anchors: AnchorArgs,

    /// The instant that judges: RFC 3339, seconds since 1970, or +30d
    #[arg(long, value_name = "INSTANT", allow_hyphen_values = true)]
    at: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  xmppcert export --list
  xmppcert export --server prosody --domain example.org --key privkey.pem --cert fullchain.pem --out-dir certs
  xmppcert export --server ejabberd --domain example.org --from-lineage live/example.org --dry-run
  xmppcert export --server openfire --domain example.org --key privkey.pem --cert leaf.pem intermediate.pem --out-dir security
  xmppcert export --server jks --cert root.pem --passphrase-file secret
  xmppcert export --server nginx --domain example.org --check fullchain.pem privkey.pem";

/// Does what was asked.
///
/// # Errors
/// When an option makes no sense, or a file cannot be read or written.
pub(super) fn run(args: &Args, session: &Session) -> Result<u8, Failure> {
    let target = args.server.as_deref().map(Target::named).transpose()?;
    let is_pkcs12 = |target: &Target| {
        target.layout().files.iter().any(|file| matches!(file.holds, Holds::Pkcs12(_)))
    };
    if let Some(target) = target.filter(|target| args.legacy && !is_pkcs12(target)) {
        let error = anyhow!("--legacy is about PKCS#12, and {} has none", target.title());
        return Err(Failure::usage(error));
    }
    match target {
        only if args.list => list::run(only, session),
        Some(target) if !args.check.is_empty() => check::run(args, target, session),
        Some(target) if trust::is_wanted(args, target) => trust::run(args, target, session),
        Some(target) => write::run(args, target, session),
        None => {
            Err(Failure::usage(anyhow!("--server says for which server"))
                .hint("--list shows them all"))
        }
    }
}

/// The instant that judges.
fn now(args: &Args, session: &Session) -> Result<Moment, Failure> {
    match &args.at {
        Some(typed) => Moment::parse(typed, session.now()).map_err(Failure::usage),
        None => Ok(session.now()),
    }
}
