//! `xmppcert chain`: out of any heap of certificates what a server sends.

mod fetch;
pub(super) mod heap;
pub(super) mod leaf;
mod told;

use std::path::{Path, PathBuf};

use anyhow::anyhow;

use crate::check::assembly::{self, Assembly};
use crate::check::path::Judge;
use crate::files::Artifact;
use crate::pki::moment::Moment;
use crate::pki::pem::encode;

use super::anchors::{AnchorArgs, Anchors};
use super::failure::Failure;
use super::key;
use super::output::{Piece, deliver};
use super::passphrase::PassphraseArgs;
use super::session::Session;

use self::heap::Heap;
use self::leaf::{Leaf, Wish};

/// Put a chain together out of a heap of files: order it, complete it, drop what is surplus
///
/// The leaf is the certificate of LEAF; where that holds several, the one of --key, else the one for
/// --domain, else the first. Its issuers are looked for in LEAF, in POOL and among the trust anchors, by name and
/// key identifier, and proven by signature. --fetch gets those that are missing. Of several ways the shortest to a trust anchor is taken. What is
/// there is printed even where the chain is not complete.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  xmppcert chain leaf.pem intermediate.pem --out chain.pem
  xmppcert chain leaf.pem --fetch --out chain.pem
  xmppcert chain leaf.pem intermediate.pem certs bundle.p7b --domain example.org
  xmppcert chain fullchain.pem --key privkey.pem --with-root --out chain.pem
  xmppcert chain leaf.pem intermediate.pem --anchors root.pem --format json --out chain.pem")]
pub(super) struct Args {
    /// The file with the leaf, and perhaps more; - is standard input
    #[arg(value_name = "LEAF")]
    leaf: PathBuf,

    /// Files and directories with certificates that may be of use, in any format and order
    #[arg(value_name = "POOL")]
    pool: Vec<PathBuf>,

    #[command(flatten)]
    anchors: AnchorArgs,

    /// Put the root in as well, for servers that want it (Tigase)
    #[arg(long)]
    with_root: bool,

    /// Fetch missing issuers from the addresses in the certificates
    ///
    /// Over plain http alone, and only while an issuer is missing: 5 requests at most, 5 seconds and 64 KiB
    /// each, 2 redirects. What comes is used where its signature proves it, and never as a trust anchor.
    /// Addresses on this machine and in private networks are asked too, and no proxy is used.
    #[arg(long)]
    fetch: bool,

    /// Write to this file
    #[arg(short, long, value_name = "FILE", default_value = "-", hide_default_value = true)]
    out: PathBuf,

    /// The private key of the leaf
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,

    /// The domain that the leaf is for
    #[arg(long, value_name = "DOMAIN")]
    domain: Option<String>,

    #[command(flatten)]
    passphrase: PassphraseArgs,

    /// Replace an existing file
    #[arg(long)]
    force: bool,

    /// The instant that judges: RFC 3339, seconds since 1970, or +30d
    #[arg(long, value_name = "INSTANT", allow_hyphen_values = true)]
    at: Option<String>,
}

impl Args {
    /// Whatever may be standard input.
    fn inputs(&self) -> impl Iterator<Item = &PathBuf> {
        let others = self.key.iter().chain(&self.passphrase.passphrase_file);
        std::iter::once(&self.leaf).chain(&self.pool).chain(others).chain(&self.anchors.anchors)
    }
}

/// Reads the heap, puts the chain together, and delivers it with a report.
///
/// # Errors
/// When an option makes no sense, a file cannot be read, LEAF holds no certificate, or output fails.
pub(super) fn run(args: &Args, session: &Session) -> Result<u8, Failure> {
    if args.out.as_os_str() == "-" && !session.is_text() {
        return Err(Failure::usage(anyhow!(
            "standard output cannot carry both the chain and the JSON of the report"
        ))
        .hint("name a file with --out"));
    }
    let named = args.inputs().filter(|path| path.as_os_str() == "-").count();
    if named > 1 {
        return Err(Failure::usage(anyhow!(
            "standard input is read once, and is named {named} times"
        )));
    }
    let now = match &args.at {
        Some(typed) => Moment::parse(typed, session.now()).map_err(Failure::usage)?,
        None => session.now(),
    };
    let passphrase = args.passphrase.given(session)?;
    let passphrase = passphrase.as_ref().map(|secret| secret.as_str());
    let key = match &args.key {
        Some(path) => Some((path.as_path(), key::read_with(path, passphrase, session)?)),
        None => None,
    };
    let key = key.as_ref().map(|(path, (key, encrypted))| (*path, key, *encrypted));
    let mut heap = read(args, passphrase, session)?;
    let leaves = heap.take_leaves();
    let leaf = Leaf::choose(&leaves, &Wish { key, domain: args.domain.as_deref() })?;
    let Anchors { links, words } = args.anchors.load(session)?;
    let question = assembly::question(&leaf.link, now.unix());
    let assemble = |heap: &Heap| {
        let judge = Judge::new(links.clone(), heap.links(), heap.lists.iter().cloned());
        Assembly::of(&judge, &leaf.link, &question)
    };
    let (assembly, fetched) = match args.fetch {
        true => fetch::assembled(&mut heap, assemble, session),
        false => (assemble(&heap), Vec::new()),
    };
    let bytes: Vec<u8> = assembly
        .sent(args.with_root)
        .iter()
        .flat_map(|link| encode("CERTIFICATE", link.der()).as_bytes().to_vec())
        .collect();
    let artifact = Artifact::public(&args.out, bytes);
    let piece = Piece { role: "chain", path: args.out.clone(), artifact };
    let told = told::Told {
        args,
        heap: &heap,
        leaf: &leaf,
        leaves: &leaves,
        assembly: &assembly,
        fetched: &fetched,
        now,
    };
    deliver(vec![piece], args.force, session, |files, to| {
        let reports = vec![told.report(&words, files, key)];
        session.report("chain", &reports, to)?;
        Ok(reports)
    })
}

fn read(args: &Args, passphrase: Option<&str>, session: &Session) -> Result<Heap, Failure> {
    let mut heap = Heap::default();
    heap.read_leaf(std::slice::from_ref(&args.leaf), passphrase, session)?;
    args.pool.iter().try_for_each(|path: &PathBuf| heap.read_pool(path, passphrase, session))?;
    Ok(heap)
}

/// A path for people.
fn shown(path: &Path) -> String {
    path.display().to_string()
}
