//! `xmppcert csr`: a certificate request with the right XMPP names, and its key.

mod command_line;
mod files;
mod names;
mod wizard;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::enroll::{DESTINATIONS, Destination, Plan, PlanError, Wish, findings, plan};
use crate::pki::key::{KeyKind, PrivateKey};
use crate::pki::request;
use crate::report::{Facts, Finding, KeyFacts, Report, RequestFacts};

use super::failure::Failure;
use super::key::{facts as key_facts, generate, kinds, read as read_key};
use super::output::{Piece, deliver};
use super::passphrase::PassphraseArgs;
use super::session::Session;

/// Make a certificate request with the right XMPP names, and its key
///
/// The request names each domain as dNSName and as SRVName for clients and servers, as RFC 6120
/// wants it, or what the chosen CA can issue (--for). Key and request go to DOMAIN.key and
/// DOMAIN.csr; nothing is overwritten without --force. On a terminal and without a domain it asks.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{FILES}"))]
pub(super) struct Args {
    /// XMPP domains: what stands behind the @ of a JID; U-labels or A-labels
    #[arg(value_name = "DOMAIN")]
    domains: Vec<String>,

    /// A component's host (conference.example.org), or a label put before every domain
    #[arg(long = "component", value_name = "HOST|LABEL", conflicts_with_all = ["jids", "from"])]
    components: Vec<String>,

    /// A user's account, for a client certificate (SASL EXTERNAL)
    #[arg(long = "jid", value_name = "JID", conflicts_with_all = ["domains", "from"])]
    jids: Vec<String>,

    /// The kind of CA that the request goes to [default: private-ca, or that of --from]
    #[arg(long = "for", value_name = "CA", value_parser = destinations())]
    destination: Option<&'static Destination>,

    /// Ask for XmppAddr as well, although servers no longer need it
    #[arg(long, conflicts_with = "from")]
    xmpp_addr: bool,

    /// Leave SRVName out
    #[arg(long, conflicts_with = "from")]
    no_srv_name: bool,

    /// Ask for *.DOMAIN as well
    #[arg(long, conflicts_with_all = ["jids", "from"])]
    wildcard: bool,

    /// An address, for what connects without a name
    #[arg(long = "ip", value_name = "ADDR", conflicts_with_all = ["jids", "from"])]
    ips: Vec<String>,

    /// A name as it shall stand: dns, srv, xmpp or ip; with no domain, exactly these names
    #[arg(long = "san", value_name = "KIND:VALUE", conflicts_with = "jids")]
    sans: Vec<String>,

    /// Take the names from an old certificate or request
    #[arg(long, value_name = "CERT|CSR", conflicts_with = "domains")]
    from: Option<PathBuf>,

    /// Take the domains and components from a server's own configuration, as hosts reads it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["domains", "jids", "from"])]
    from_config: Option<PathBuf>,

    /// Sign with this key instead of a new one
    #[arg(long, value_name = "FILE", conflicts_with_all = ["kind", "key_out", "encrypt"])]
    key: Option<PathBuf>,

    /// The kind of the new key [default: p256, or that of --from]
    #[arg(long = "type", value_name = "TYPE", value_parser = kinds())]
    kind: Option<KeyKind>,

    /// Encrypt the new key with a passphrase
    #[arg(long)]
    encrypt: bool,

    #[command(flatten)]
    passphrase: PassphraseArgs,

    /// The subject, such as 'CN=example.org,O=Example' [default: the first name as CN]
    #[arg(long, value_name = "SUBJECT")]
    subject: Option<String>,

    /// The request's file [default: DOMAIN.csr]
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// The new key's file [default: DOMAIN.key]
    #[arg(long, value_name = "FILE")]
    key_out: Option<PathBuf>,

    /// The directory for files that are not named otherwise
    #[arg(long, value_name = "DIR")]
    out_dir: Option<PathBuf>,

    /// Replace existing files; an older key is kept beside the new one
    #[arg(long)]
    force: bool,
}

const EXAMPLES: &str = "\
Examples:
  xmppcert csr example.org
  xmppcert csr example.org --component conference --component upload --for public-ca
  xmppcert csr example.org --for cacert --type rsa2048
  xmppcert csr --jid juliet@example.org
  xmppcert csr --from old.crt --key server.key
  xmppcert csr --from-config /etc/prosody/prosody.cfg.lua
  xmppcert csr --san dns:chat.example.org --san srv:_xmpp-server.chat.example.org";

const FILES: &str = "\
Files:
  DOMAIN.key      the new key, readable by its owner alone
  DOMAIN.csr      the request, in PEM
  DOMAIN.key.~1~  the older key, when --force replaced one";

fn destinations() -> impl TypedValueParser<Value = &'static Destination> {
    let values = DESTINATIONS.iter().map(|known| PossibleValue::new(known.id).help(known.summary));
    PossibleValuesParser::new(values)
        .try_map(|id| Destination::find(&id).ok_or("no destination has this name"))
}

/// A wish made into a plan, with the key that signs it.
struct Prepared {
    wish: Wish,
    plan: Plan,
    key: PrivateKey,
    key_facts: KeyFacts,
    args: Args,
    asked: bool,
}

/// Makes the request.
///
/// # Errors
/// When a name is none, the key cannot be had, or a file cannot be written.
pub(super) fn run(args: Args, session: &Session) -> Result<u8, Failure> {
    let nothing_named = args.domains.is_empty()
        && args.jids.is_empty()
        && args.sans.is_empty()
        && args.from.is_none()
        && args.from_config.is_none();
    if nothing_named && session.may_ask() {
        return wizard::run(args, session);
    }
    if nothing_named {
        return Err(Failure::usage(anyhow::anyhow!("there is no domain to make a request for"))
            .hint("xmppcert csr example.org"));
    }
    let (prepared, pieces) = prepare(args, false, session)?;
    write(&prepared, pieces, session)
}

/// Everything short of writing: names, key and request.
fn prepare(args: Args, asked: bool, session: &Session) -> Result<(Prepared, Vec<Piece>), Failure> {
    files::check(&args, session)?;
    let named = names::named(&args, session)?;
    let mut plan = plan(&named.wish).map_err(unplanned)?;
    let (key, key_facts) = key(&args, named.kind, session)?;
    plan.left_out.splice(0..0, named.left_out);
    plan.findings.splice(0..0, named.findings);
    let destination = named.wish.destination;
    plan.findings.extend(findings::about_key(
        &key.algorithm(),
        key_facts.encrypted && key_facts.new,
        destination,
        &plan.content,
    ));
    let der = request::write(&plan.content, &key).map_err(Failure::input)?;
    let pieces = files::pieces(&args, &plan, &key, &der, session)?;
    Ok((Prepared { wish: named.wish, plan, key, key_facts, args, asked }, pieces))
}

fn key(args: &Args, kind: KeyKind, session: &Session) -> Result<(PrivateKey, KeyFacts), Failure> {
    match &args.key {
        Some(path) => {
            let (key, encrypted) = read_key(path, &args.passphrase, session)?;
            let facts = key_facts(&key, false, encrypted, None);
            Ok((key, facts))
        }
        None => {
            let key = generate(kind)?;
            let facts = key_facts(&key, true, args.encrypt, Some("pkcs8"));
            Ok((key, facts))
        }
    }
}

fn write(prepared: &Prepared, pieces: Vec<Piece>, session: &Session) -> Result<u8, Failure> {
    let force = prepared.args.force;
    deliver(pieces, force, session, |files, to| {
        let facts = prepared.facts(files);
        if prepared.asked && session.is_text() {
            session.to_stderr(&crate::render::written(&facts))?;
            return Ok(vec![]);
        }
        let reports = vec![prepared.report(facts)];
        session.report("csr", &reports, to)?;
        Ok(reports)
    })
}

impl Prepared {
    fn report(&self, facts: RequestFacts) -> Report {
        Report {
            subject: self.subject(),
            facts: Facts::Request(Box::new(facts)),
            findings: self.findings(),
        }
    }

    fn findings(&self) -> Vec<Finding> {
        self.plan.findings.clone()
    }

    /// The first name, as the report's subject.
    fn subject(&self) -> String {
        let first = self.plan.names.first();
        first
            .map(|name| name.unicode.clone().unwrap_or_else(|| name.value.clone()))
            .unwrap_or_default()
    }

    fn facts(&self, files: Vec<crate::report::FileFact>) -> RequestFacts {
        let destination = self.wish.destination;
        let request = files.iter().find(|file| file.role == "request");
        let request = match request.map(|file| file.path.as_str()) {
            None | Some("-") => format!("{}.csr", files::stem(&self.plan)),
            Some(path) => path.to_owned(),
        };
        let known = [".csr", ".pem", ".req"];
        let stem =
            known.iter().find_map(|end| request.strip_suffix(end)).unwrap_or(&request).to_owned();
        let command = command_line::again(&self.args, &self.wish, self.key.algorithm());
        let mut next = (destination.next)(&request, &stem);
        if self.asked {
            next.push(crate::report::Step {
                what: "the same again, without questions".to_owned(),
                command: Some(command.clone()),
            });
        }
        RequestFacts {
            destination: destination.id,
            destination_title: destination.title,
            names: self.plan.names.clone(),
            left_out: self.plan.left_out.clone(),
            subject: self.plan.content.subject.to_string(),
            extended_key_usage: self.plan.content.usages.purposes().to_vec(),
            key: self.key_facts.clone(),
            files,
            next,
            command,
        }
    }
}

fn unplanned(error: PlanError) -> Failure {
    let hint = match &error {
        PlanError::AccountAtPublicCa(_) => "a CA of your own can: --for private-ca",
        PlanError::NothingLeft(_) => "--for private-ca takes every kind of name",
    };
    Failure::usage(error).hint(hint)
}
