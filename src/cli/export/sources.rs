//! What the files are made of: the key, its certificate and the certificates above it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::anyhow;

use crate::check::assembly::{self, Assembly};
use crate::check::path::Judge;
use crate::name::Domain;
use crate::pki::bundle::{Bundle, BundleError, Chain};
use crate::pki::key::PrivateKey;
use crate::pki::link::Link;
use crate::pki::moment::Moment;
use crate::report::shell_quoted;

use super::super::anchors::Anchors;
use super::super::chain::heap::Heap;
use super::super::chain::leaf::{Leaf, Wish};
use super::super::failure::Failure;
use super::super::session::Session;
use super::super::{key, typed};
use super::lineage::{self, Lineage};
use super::{Args, Target};

/// The material of an export.
pub(super) struct Sources {
    /// The key with its chain, up to the root where that is known.
    pub(super) bundle: Bundle,
    /// The certificates that the files hold, the leaf first; the root where it goes in.
    pub(super) sent: Vec<Arc<Link>>,
    /// The domain that they are for.
    pub(super) domain: Domain,
    /// The file of the leaf.
    pub(super) file: String,
    /// The roots among the certificates: whoever brings one vouches for it.
    pub(super) roots: Vec<Arc<Link>>,
}

/// The files that hold the material.
struct Files {
    key: Option<PathBuf>,
    certs: Vec<PathBuf>,
    typed: Option<String>,
    /// The domain that the directory of a lineage is called by.
    called: Option<String>,
}

impl Sources {
    /// Reads key and certificates, and puts the chain together.
    ///
    /// # Errors
    /// When something is missing or cannot be read, or the key belongs to none of the certificates.
    pub(super) fn read(
        args: &Args,
        target: Target,
        passphrase: Option<&str>,
        now: Moment,
        session: &Session,
    ) -> Result<Sources, Failure> {
        let files = files(args)?;
        let key = match &files.key {
            // also where the files hold none: it says which leaf is meant
            Some(path) => Some((path.as_path(), key::read_with(path, passphrase, session)?)),
            None if target.layout().wants_key() => return Err(no_key(target)),
            None => None,
        };
        let mut heap = Heap::default();
        heap.read_leaf(&files.certs, passphrase, session)?;
        let leaves = heap.take_leaves();
        let wish = Wish {
            key: key.as_ref().map(|(path, (key, encrypted))| (*path, key, *encrypted)),
            domain: files.typed.as_deref().or(files.called.as_deref()),
        };
        let leaf = Leaf::choose(&leaves, &wish)?;
        let Anchors { links, .. } = args.anchors.load(session)?;
        let roots: Vec<Arc<Link>> =
            heap.links().filter(|link| link.is_self_issued() && link.is_ca()).collect();
        let anchors = links.into_iter().chain(roots.iter().cloned());
        let judge = Judge::new(anchors, heap.links(), heap.lists.iter().cloned());
        let question = assembly::question(&leaf.link, now.unix());
        let assembly = Assembly::of(&judge, &leaf.link, &question);
        let file = heap.members.iter().find(|member| Arc::ptr_eq(&member.link, &leaf.link));
        let file = file.map(|member| member.file.clone()).unwrap_or_default();
        // certbot calls a second lineage example.org-0001, and any one as its user likes
        let called = files.called.as_deref().filter(|_| leaf.mismatch.is_none());
        let domain = domain(files.typed.as_deref().or(called), &leaf, &file)?;
        let bundle = bundled(assembly.sent(true), key.map(|(path, (key, _))| (path, key)), &file)?;
        let with_root = args.with_root || target.layout().wants_root();
        let sent = assembly.sent(with_root).to_vec();
        Ok(Sources { bundle, sent, domain, file, roots })
    }
}

/// Where key and certificates are, as the options say.
fn files(args: &Args) -> Result<Files, Failure> {
    let typed = match args.domains.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        _ => {
            return Err(Failure::usage(anyhow!("files are written for one --domain at a time"))
                .hint("run it once for each domain; --check takes many"));
        }
    };
    if let Some(directory) = &args.from_lineage {
        let Lineage { key, chain, domain } = lineage::find(directory, typed.as_deref())?;
        return Ok(Files { key: Some(key), certs: vec![chain], typed, called: domain });
    }
    if args.certs.is_empty() {
        return Err(Failure::usage(anyhow!("there is no certificate to write"))
            .hint("name it with --cert, or the directory of an ACME client with --from-lineage"));
    }
    Ok(Files { key: args.key.clone(), certs: args.certs.clone(), typed, called: None })
}

/// The domain that was named, or the one domain of the leaf.
fn domain(typed: Option<&str>, leaf: &Leaf<'_>, file: &str) -> Result<Domain, Failure> {
    if let Some(typed) = typed {
        return typed::domain(typed);
    }
    let mut names = leaf.names.iter().filter_map(|name| match name {
        crate::name::Identity::Dns(pattern) => Domain::try_from(pattern.to_string().as_str()).ok(),
        _ => None,
    });
    match (names.next(), names.next()) {
        (Some(domain), None) => Ok(domain),
        (None, _) => Err(Failure::usage(anyhow!("{file} names no domain; name it with --domain"))),
        (Some(first), Some(_)) => {
            Err(Failure::usage(anyhow!("{file} names several domains; name the one that is meant"))
                .hint(format!("--domain {first}")))
        }
    }
}

fn bundled(
    chain: &[Arc<Link>],
    key: Option<(&Path, PrivateKey)>,
    file: &str,
) -> Result<Bundle, Failure> {
    let chain = Chain::new(chain.iter().map(|link| link.der().to_vec()).collect());
    let chain = chain.map_err(Failure::input)?;
    let Some((path, key)) = key else { return Ok(Bundle::without_key(chain)) };
    Bundle::new(key, chain).map_err(|error| {
        let is_other = matches!(error, BundleError::OtherKey { .. });
        let path = path.display().to_string();
        let failure =
            Failure::input(anyhow::Error::new(error).context(format!("{path} and {file}")));
        match is_other {
            true => failure.hint(format!(
                "xmppcert inspect {} {} shows the public key of each (SPKI pin)",
                shell_quoted(&path),
                shell_quoted(file)
            )),
            false => failure,
        }
    })
}

fn no_key(target: Target) -> Failure {
    let error = anyhow!("the files of {} hold the private key, and none was named", target.title());
    Failure::usage(error).hint("name it with --key")
}
