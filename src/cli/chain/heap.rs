//! Everything at hand: the certificates of all files, each with the file that it is from.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files;
use crate::pki::certificate::Certificate;
use crate::pki::content::{Piece, Thing, linked_pieces, links_alone, published_pieces};
use crate::pki::link::Link;
use crate::pki::revocation::RevocationList;
use crate::report::Dropped;

use super::super::absent::without_certificate;
use super::super::anchors::octets;
use super::super::failure::Failure;
use super::super::session::Session;
use super::shown;

/// Certificates and lists, in the order of the command line.
#[derive(Default)]
pub(in crate::cli) struct Heap {
    /// Each certificate once.
    pub(in crate::cli) members: Vec<Member>,
    /// The certificates that may be the leaf: those of the first file, each once.
    leaves: Vec<Candidate>,
    /// Those that are there again, and the file.
    pub(in crate::cli) doubles: Vec<Member>,
    /// What cannot be read.
    pub(in crate::cli) unread: Vec<Dropped>,
    pub(in crate::cli) lists: Vec<Arc<RevocationList>>,
    known: HashSet<[u8; 32]>,
    /// The files of the leaf.
    files: HashSet<PathBuf>,
}

/// A certificate that may be the leaf.
pub(in crate::cli) type Candidate = (Box<Certificate>, Arc<Link>);

/// A certificate and its file, or the address that it was fetched from.
pub(in crate::cli) struct Member {
    pub(in crate::cli) link: Arc<Link>,
    pub(in crate::cli) file: String,
}

impl Heap {
    /// Takes the files with the leaf.
    ///
    /// # Errors
    /// When one cannot be read, or none of them holds a certificate.
    pub(in crate::cli) fn read_leaf(
        &mut self,
        paths: &[PathBuf],
        passphrase: Option<&str>,
        session: &Session,
    ) -> Result<(), Failure> {
        let (mut first, mut none) = (Vec::new(), None);
        for path in paths {
            for file in files::walk(path).map_err(Failure::input)? {
                let found = linked_pieces(&octets(&file, session)?, passphrase);
                self.files.insert(plain(&file).to_owned());
                // whoever took the wrong file is told what it holds
                none.get_or_insert_with(|| without_certificate(&shown(path), &found));
                self.take(found, &shown(&file), &mut |certificate, link| {
                    add_once(&mut first, certificate, link);
                });
            }
        }
        if first.is_empty() {
            let path = paths.first().map(|path| shown(path)).unwrap_or_default();
            return Err(none.unwrap_or_else(|| without_certificate(&path, &[])));
        }
        self.leaves = first;
        Ok(())
    }

    /// Takes a file or directory of others.
    ///
    /// # Errors
    /// When one cannot be read.
    pub(in crate::cli) fn read_pool(
        &mut self,
        path: &Path,
        passphrase: Option<&str>,
        session: &Session,
    ) -> Result<(), Failure> {
        for file in files::walk(path).map_err(Failure::input)? {
            // a directory that holds the leaf's file as well does not hold its certificates twice
            if !self.files.contains(plain(&file)) {
                self.take_pool(&octets(&file, session)?, &shown(&file), passphrase);
            }
        }
        Ok(())
    }

    fn take_pool(&mut self, octets: &[u8], file: &str, passphrase: Option<&str>) {
        match links_alone(octets) {
            Some(links) => links.into_iter().for_each(|link| self.join(Arc::new(link), file)),
            None => self.take(linked_pieces(octets, passphrase), file, &mut |_, _| ()),
        }
    }

    /// Takes the certificates of what an address gave, and says whose they are.
    pub(in crate::cli) fn take_fetched(&mut self, octets: &[u8], address: &str) -> Vec<String> {
        let mut found = published_pieces(octets);
        // what a stranger says of revocation was not asked for
        found.retain(|piece| matches!(piece.thing, Thing::Certificate(_)));
        let mut subjects = Vec::new();
        self.take(found, address, &mut |_, link| subjects.push(link.subject.to_string()));
        subjects
    }

    /// The certificates that may be the leaf, taken out.
    pub(in crate::cli) fn take_leaves(&mut self) -> Vec<Candidate> {
        std::mem::take(&mut self.leaves)
    }

    /// All certificates, for the judge.
    pub(in crate::cli) fn links(&self) -> impl Iterator<Item = Arc<Link>> {
        self.members.iter().map(|member| Arc::clone(&member.link))
    }

    fn take(
        &mut self,
        found: Vec<Piece>,
        file: &str,
        each: &mut dyn FnMut(Box<Certificate>, Arc<Link>),
    ) {
        for piece in found {
            match piece.thing {
                Thing::Certificate(certificate) => match certificate.link.clone() {
                    Some(link) => {
                        self.join(Arc::clone(&link), file);
                        each(certificate, link);
                    }
                    None => {
                        let subject = certificate.holder.subject.short();
                        let why = "its outer structure is not DER".to_owned();
                        self.unread.push(unread(subject, file, why));
                    }
                },
                Thing::Crl(list) => {
                    self.lists.extend(RevocationList::from_der(&list.der).ok().map(Arc::new));
                }
                Thing::ClosedStore(_, error) => {
                    let why = format!("the keystore stays closed: {error}");
                    self.unread.push(unread("a keystore", file, why));
                }
                Thing::Unreadable(seen) if seen.looks_like == "certificate" => {
                    self.unread.push(unread("a certificate", file, seen.why));
                }
                _ => {}
            }
        }
    }

    fn join(&mut self, link: Arc<Link>, file: &str) {
        let is_new = self.known.insert(link.fingerprint);
        let list = if is_new { &mut self.members } else { &mut self.doubles };
        list.push(Member { link, file: file.to_owned() });
    }
}

/// The path without a `./` that means nothing.
fn plain(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

fn add_once(first: &mut Vec<Candidate>, certificate: Box<Certificate>, link: Arc<Link>) {
    if first.iter().all(|(_, known)| known.fingerprint != link.fingerprint) {
        first.push((certificate, link));
    }
}

fn unread(what: &str, file: &str, why: String) -> Dropped {
    let short = what.to_owned();
    Dropped { subject: short.clone(), short, file: file.to_owned(), reason: "unreadable", why }
}
