//! Trust anchors, and other certificates and lists that a judgement rests on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::anyhow;
use clap::Args;

use crate::files;
use crate::pki::content::{Piece, Thing, linked_pieces};
use crate::pki::link::Link;
use crate::pki::revocation::RevocationList;

use super::failure::Failure;
use super::session::Session;

/// The most that a file may hold: 16 MiB.
const LIMIT: u64 = 16 << 20;

/// Where the systems keep all their anchors in one file, which is read much faster than a directory
/// of links to them.
const BUNDLES: [&str; 4] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// Whom to trust.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct AnchorArgs {
    /// Trust anchors: a file, a directory, `system`, or `mozilla` [default: system]
    #[arg(long, value_name = "FILE|DIR|system|mozilla")]
    pub(super) anchors: Vec<PathBuf>,
}

/// Trust anchors, and how to speak of them.
pub(super) struct Anchors {
    pub(super) links: Vec<Arc<Link>>,
    /// `the 142 trust anchors of the system`.
    pub(super) words: String,
}

impl AnchorArgs {
    /// Reads the anchors; of several sources all count.
    ///
    /// # Errors
    /// When a file cannot be read, or a source has no certificate.
    pub(super) fn load(&self, session: &Session) -> Result<Anchors, Failure> {
        let system = [PathBuf::from("system")];
        let sources = if self.anchors.is_empty() { &system[..] } else { &self.anchors };
        let mut links: Vec<Arc<Link>> = Vec::new();
        let mut words = Vec::new();
        for source in sources {
            let (found, of) = match source.to_str() {
                Some("system") => (of_system(session)?, "of the system".to_owned()),
                Some("mozilla") => (of_mozilla(), "of Mozilla".to_owned()),
                _ => (of_path(source, session)?, format!("in {}", source.display())),
            };
            words.push(format!("{} {of}", counted(found.len())));
            links.extend(found);
        }
        Ok(Anchors { links, words: words.join(" and ") })
    }
}

fn counted(count: usize) -> String {
    match count {
        1 => "the trust anchor".to_owned(),
        many => format!("the {many} trust anchors"),
    }
}

fn of_system(session: &Session) -> Result<Vec<Arc<Link>>, Failure> {
    let told = ["SSL_CERT_FILE", "SSL_CERT_DIR"];
    let is_told = told.into_iter().any(|name| session.environment(name).is_some());
    let bundle = BUNDLES.into_iter().map(Path::new).find(|path| !is_told && path.is_file());
    let loaded = match bundle {
        Some(bundle) => rustls_native_certs::load_certs_from_paths(Some(bundle), None),
        None => rustls_native_certs::load_native_certs(),
    };
    let links = links(loaded.certs.iter().map(AsRef::as_ref));
    match (links.is_empty(), loaded.errors.first()) {
        (false, _) => Ok(links),
        (true, Some(error)) => Err(without(anyhow!("the system's trust anchors: {error}"))),
        (true, None) => Err(without(anyhow!("the system has no trust anchors"))),
    }
}

fn without(error: anyhow::Error) -> Failure {
    Failure::input(error)
        .hint("--anchors mozilla takes the ones built in, --anchors FILE those of a file")
}

fn of_mozilla() -> Vec<Arc<Link>> {
    links(webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(AsRef::as_ref))
}

/// Anchors that cannot be read serve nobody; the others do.
fn links<'a>(all: impl Iterator<Item = &'a [u8]>) -> Vec<Arc<Link>> {
    all.filter_map(|der| Link::from_der(der).ok()).map(Arc::new).collect()
}

fn of_path(path: &Path, session: &Session) -> Result<Vec<Arc<Link>>, Failure> {
    let found = heap([path], session)?;
    if found.links.is_empty() {
        let error = anyhow!("there is no certificate in {}", path.display());
        return Err(
            Failure::input(error).hint("--anchors takes certificates of CAs, in PEM or DER")
        );
    }
    Ok(found.links)
}

/// What heaps of files hold that a path can be made of.
#[derive(Default)]
pub(super) struct Heap {
    pub(super) links: Vec<Arc<Link>>,
    pub(super) lists: Vec<Arc<RevocationList>>,
}

/// The certificates and lists in files and directories, in any of the formats that are read.
///
/// # Errors
/// When a path cannot be read.
pub(super) fn heap<'a>(
    paths: impl IntoIterator<Item = &'a Path>,
    session: &Session,
) -> Result<Heap, Failure> {
    let mut heap = Heap::default();
    for path in paths {
        for file in files::walk(path).map_err(Failure::input)? {
            heap.take(&linked_pieces(&octets(&file, session)?, None));
        }
    }
    Ok(heap)
}

impl Heap {
    fn take(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match &piece.thing {
                Thing::Certificate(seen) => {
                    self.links.extend(seen.link.clone());
                }
                Thing::Crl(seen) => {
                    self.lists.extend(RevocationList::from_der(&seen.der).ok().map(Arc::new));
                }
                _ => {}
            }
        }
    }
}

/// A file's octets, or those of standard input for `-`.
///
/// # Errors
/// When it cannot be read, or is larger than 16 MiB.
pub(super) fn octets(
    path: &Path,
    session: &Session,
) -> Result<zeroize::Zeroizing<Vec<u8>>, Failure> {
    match path.as_os_str() == "-" {
        true => session.stdin(),
        false => files::read(path, LIMIT).map_err(Failure::input),
    }
}
