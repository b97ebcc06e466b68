//! `xmppcert verify`: a verdict with reasons, and what each XMPP server will say.

mod asked;
mod batch;
mod bench;
mod given;
mod one;
mod told;

use std::path::PathBuf;

use anyhow::anyhow;
use clap::ValueEnum;

use super::anchors::AnchorArgs;
use super::failure::Failure;
use super::passphrase::PassphraseArgs;
use super::session::Session;
use super::stream::{Output, Rendered};

use self::bench::Bench;

pub(super) use self::given::access;

/// Judge certificates: for a domain and service, by path, dates, key and usage, and by what XMPP servers do
///
/// The first certificate of FILE is the leaf, the others are what stands between it and a trust anchor. Without
/// --domain and --jid names are not judged. Every finding is named, not only the first.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{MONITORING}"))]
pub(super) struct Args {
    /// Certificates to judge; - is standard input
    #[arg(value_name = "FILE", required_unless_present = "batch", conflicts_with = "batch")]
    paths: Vec<PathBuf>,

    /// The domain of the JIDs, which the certificate must name
    #[arg(long, value_name = "DOMAIN", conflicts_with = "jid")]
    domain: Option<String>,

    /// What the domain is served for
    #[arg(long, value_name = "SERVICE", default_value = "any")]
    service: For,

    /// The account that a client certificate must name (SASL EXTERNAL)
    #[arg(long, value_name = "JID")]
    jid: Option<String>,

    /// A component's host that must be named too, or a label put before the domain
    #[arg(long = "component", value_name = "HOST|LABEL", requires = "domain")]
    components: Vec<String>,

    /// The private key that must belong to the certificate
    #[arg(long, value_name = "FILE", conflicts_with = "batch")]
    key: Option<PathBuf>,

    #[command(flatten)]
    passphrase: PassphraseArgs,

    #[command(flatten)]
    anchors: AnchorArgs,

    /// Certificates that may stand in the path, and are not trusted: files or directories
    #[arg(long, value_name = "FILE|DIR")]
    untrusted: Vec<PathBuf>,

    /// Revocation lists; with one, certificates must be in the scope of some list
    #[arg(long, value_name = "FILE|DIR")]
    crl: Vec<PathBuf>,

    /// The most CAs between leaf and trust anchor
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    max_depth: usize,

    /// Hold the path to every duty of its issuers too, as conformance suites do and no peer does
    #[arg(long)]
    strict: bool,

    /// Let a commonName count where there is no other name, as old software does (RFC 6125)
    #[arg(long)]
    legacy_cn: bool,

    /// Warn when the certificate ends within this time
    #[arg(long, visible_alias = "warn", value_name = "TIME", default_value = "21d")]
    expires_in: String,

    /// Fail when the certificate ends within this time
    #[arg(long, value_name = "TIME")]
    crit: Option<String>,

    /// The server that is to load the certificate, such as ejabberd or prosody@0.12
    #[arg(long, value_name = "NAME[@VERSION]")]
    server: Option<String>,

    /// Show which servers accept the certificate, and in which role
    #[arg(long)]
    peers: bool,

    /// Judge each line of this file: certificate, domain, service (optional), apart by tabs
    #[arg(long, value_name = "LIST", conflicts_with_all = ["domain", "jid"])]
    batch: Option<PathBuf>,

    /// A line or two a certificate; --batch does so by itself
    #[arg(long)]
    short: bool,

    /// The instant that judges: RFC 3339, seconds since 1970, or +30d
    #[arg(long, value_name = "INSTANT", allow_hyphen_values = true)]
    at: Option<String>,
}

/// What a domain is served for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum For {
    /// Clients (c2s)
    Client,
    /// Other servers (s2s)
    Server,
    /// Both
    Any,
    /// TLS alone: neither SRVName nor XmppAddr counts
    None,
}

const EXAMPLES: &str = "\
Examples:
  xmppcert verify fullchain.pem --domain example.org
  xmppcert verify fullchain.pem --domain example.org --component conference --key privkey.pem
  xmppcert verify fullchain.pem --domain example.org --service server --peers
  xmppcert verify leaf.pem --domain example.org --anchors root.pem --untrusted intermediate.pem --server ejabberd@23.01
  xmppcert verify juliet.crt --jid juliet@example.org --anchors ca.pem
  xmppcert verify --batch fleet.tsv --format jsonl
  xmppcert verify fullchain.pem --domain example.org --format nagios --warn 21d --crit 7d";

const MONITORING: &str = "\
Monitoring:
  --format nagios      one line and performance data; exit status 0 OK, 1 WARNING when the end is near,
                       2 CRITICAL for findings at or over --fail-on, 3 UNKNOWN
  --format prometheus  metrics for the textfile collector of node_exporter";

/// Judges every file.
///
/// # Errors
/// When the options make no sense, or trust anchors, the key or output fail. Certificates that cannot be
/// read are told of, and the others are judged all the same.
pub(super) fn run(args: &Args, session: &Session) -> Result<u8, Failure> {
    let bench = Bench::new(args, session)?;
    match &args.batch {
        Some(list) => batch::run(list, &bench, &session.brief(true)),
        None => each(args, &bench, &session.brief(args.short)),
    }
}

fn each(args: &Args, bench: &Bench<'_>, session: &Session) -> Result<u8, Failure> {
    if args.key.is_some() && args.paths.len() > 1 {
        return Err(Failure::usage(anyhow!(
            "one key is for one certificate, and {} files were given",
            args.paths.len()
        )));
    }
    let asked = asked::asked(args)?;
    let mut output = Output::new(session, "verify");
    for path in &args.paths {
        match one::judge(path, &asked, bench, session) {
            Ok(report) => output.show(Rendered::new(session, "verify", [report].into_iter()))?,
            Err(failure) => output.failed(&path.display().to_string(), &failure)?,
        }
    }
    output.end()
}
