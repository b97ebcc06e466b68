//! A case: all that a rule may look at. It is plain data; whoever makes one has read the files and asked
//! the clock.

use std::collections::HashSet;
use std::time::Duration;

use super::coverage::Coverage;
use super::identity::{Asked, Standing};
use super::path::{Breach, Judgement, Rule};
use crate::name::reference::Mismatch;
use crate::name::{AccountJid, Domain, Identity, MatchedBy, Wanted};
use crate::pki::certificate::Certificate;
use crate::pki::key::PrivateKey;
use crate::pki::link::Link;
use crate::pki::moment::Moment;
use crate::report::{Fetched, shell_quoted};
use crate::servers::Choice;

/// A certificate, what came with it, and what is asked about it.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// The file that it stands in, as it was named.
    pub file: &'a str,
    /// The certificate that is judged.
    pub leaf: &'a Certificate,
    /// The same for the path engine.
    pub link: &'a Link,
    /// Its presented identifiers: the subjectAltName in order, then the commonNames.
    pub names: &'a [Identity],
    /// The other certificates of its file, in the file's order.
    pub others: &'a [&'a Certificate],
    /// Its place among the certificates of the file; 0 is the first.
    pub position: usize,
    /// The private key that is said to belong to it.
    pub key: Option<GivenKey<'a>>,
    /// What it must name, and how its names stand to that; `None` where names are not judged.
    pub standing: Option<&'a Standing>,
    /// The paths that were found for it.
    pub judgement: &'a Judgement,
    /// The instant that judges.
    pub now: Moment,
    /// A certificate that ends within this time is worth a warning.
    pub expires_in: Option<Duration>,
    /// A certificate that ends within this time fails.
    pub critical_in: Option<Duration>,
    /// Component hosts that must be covered too.
    pub components: &'a [Domain],
    /// The server implementation that the certificate is for, and its generation.
    pub server: Option<Choice>,
    /// What was asked for missing issuers; empty where nothing was.
    pub fetched: &'a [Fetched],
}

/// A private key as given.
#[derive(Clone, Copy, Debug)]
pub struct GivenKey<'a> {
    /// Its file, as it was named.
    pub file: &'a str,
    /// The key; `None` where it is encrypted and was not opened.
    pub private: Option<&'a PrivateKey>,
    /// Whether the file is encrypted.
    pub encrypted: bool,
    /// Who may reach the file; `None` where that is unknown, as for standard input.
    pub access: Option<&'a Access>,
}

/// Who may reach a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Every part of its path from the root directory down; the last is the file itself.
    pub parts: Vec<PathPart>,
    /// The user as whom the server runs, where it is known.
    pub reader: Option<Reader>,
}

/// A directory or file, with its permissions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathPart {
    /// Its path.
    pub path: String,
    /// Its permission bits, such as `0o640`.
    pub mode: u32,
    /// Its owner.
    pub uid: u32,
    /// Its group.
    pub gid: u32,
}

impl Access {
    /// The parts that the user may not use; none where no user is known. Directories on the way have to
    /// let pass, the last part has to let do what `bit` stands for among the permissions of others.
    pub fn barred(&self, bit: u32) -> Vec<&PathPart> {
        let (Some(reader), Some((file, above))) = (&self.reader, self.parts.split_last()) else {
            return Vec::new();
        };
        let directories = above.iter().filter(|part| !part.lets(reader, 0o1));
        directories.chain(std::iter::once(file).filter(|file| !file.lets(reader, bit))).collect()
    }
}

impl PathPart {
    /// Its permissions and owner, for people.
    pub fn how(&self) -> String {
        format!("mode {:04o}, owner {}, group {}", self.mode, self.uid, self.gid)
    }

    /// Whether a user has a permission, given as its bit for others.
    fn lets(&self, reader: &Reader, bit: u32) -> bool {
        let shift = match () {
            () if reader.uid == 0 => return true,
            () if self.uid == reader.uid => 6,
            () if reader.gids.contains(&self.gid) => 3,
            () => 0,
        };
        self.mode >> shift & bit != 0
    }
}

/// A user as whom a server runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The name, such as `prosody`.
    pub name: String,
    /// The number.
    pub uid: u32,
    /// The groups, first of all its own.
    pub gids: Vec<u32>,
}

impl Case<'_> {
    /// What it must name.
    pub fn asked(&self) -> Option<&Asked> {
        self.standing.map(|standing| &standing.asked)
    }

    /// Whether it is to be a user's certificate, not a server's.
    pub fn is_for_account(&self) -> bool {
        matches!(self.asked(), Some(Asked::Account(_)))
    }

    /// Whether it is to be a server's certificate: that was asked, or it may be one and nothing was asked.
    pub fn is_for_server(&self) -> bool {
        match self.asked() {
            Some(Asked::Server { .. } | Asked::Invalid { .. }) => true,
            Some(Asked::Account(_)) => false,
            None => {
                let purposes = self.link.extensions.purposes.as_ref();
                !self.leaf.is_ca()
                    && purposes.is_none_or(|purposes| purposes.server || purposes.any)
            }
        }
    }

    /// Whether it is for this server implementation.
    pub fn is_for(&self, server: &str) -> bool {
        self.server.is_some_and(|choice| choice.server.name == server)
    }

    /// The domain that is wanted, where it is one.
    pub fn wanted_domain(&self) -> Option<&Domain> {
        match self.asked() {
            Some(Asked::Server { wanted: Wanted::Domain(domain), .. }) => Some(domain),
            _ => None,
        }
    }

    /// The account that is wanted, where it is one.
    pub fn wanted_account(&self) -> Option<&AccountJid> {
        match self.asked() {
            Some(Asked::Account(jid)) => Some(jid),
            _ => None,
        }
    }

    /// Whether there is any name in a subjectAltName.
    pub fn has_alternative_names(&self) -> bool {
        self.names.iter().any(|name| !matches!(name, Identity::CommonName(_)))
    }

    /// The domains that its dNSNames cover.
    pub(super) fn coverage(&self) -> Coverage {
        Coverage::of(self.names)
    }

    /// Why names are not the wanted one, for the services that none of them serves.
    pub fn mismatches(&self) -> impl Iterator<Item = &Mismatch> {
        let verdicts = self.standing.into_iter().flat_map(|standing| &standing.verdicts);
        let unserved = verdicts.filter(|(_, verdict)| !verdict.is_match());
        unserved.flat_map(|(_, verdict)| verdict.reasons.iter().map(|miss| &miss.why))
    }

    /// Whether all is served, and some service by names of this kind alone.
    pub fn matched_only_by(&self, by: MatchedBy) -> bool {
        let Some(standing) = self.standing.filter(|standing| standing.is_match()) else {
            return false;
        };
        standing.verdicts.iter().any(|(_, verdict)| {
            let mut matches = verdict.matched.iter().chain(&verdict.also);
            matches.all(|found| found.by == by)
        })
    }

    /// The places among the others of those that repeat the leaf or one before them.
    pub(super) fn doubles(&self) -> HashSet<usize> {
        if self.others.is_empty() {
            return HashSet::new();
        }
        let mut seen = HashSet::from([self.leaf.der.as_slice()]);
        let all = self.others.iter().enumerate();
        all.filter(|(_, other)| !seen.insert(&other.der)).map(|(place, _)| place).collect()
    }

    /// The command that makes a request for what is asked, else for what the certificate has.
    pub fn request_command(&self) -> String {
        match self.asked() {
            Some(Asked::Server { wanted: Wanted::Domain(domain), .. }) => {
                format!("xmppcert csr {}", shell_quoted(&domain.to_string()))
            }
            Some(Asked::Server { wanted: Wanted::Ip(address), .. }) => {
                format!("xmppcert csr --san ip:{address}")
            }
            Some(Asked::Account(jid)) => {
                format!("xmppcert csr --jid {}", shell_quoted(&jid.to_string()))
            }
            Some(Asked::Invalid { .. }) | None => {
                format!("xmppcert csr --from {}", shell_quoted(self.file))
            }
        }
    }

    /// What a person would call the leaf: its first dNSName, else its XmppAddr, else its subject.
    pub fn title(&self) -> String {
        let host = self.names.iter().find(|name| matches!(name, Identity::Dns(_)));
        let address = || self.names.iter().find(|name| matches!(name, Identity::Xmpp(_)));
        let subject = self.leaf.holder.subject.short();
        match (host.or_else(address), self.names.first()) {
            (Some(name), _) => name.text().into_owned(),
            (None, _) if !subject.is_empty() => subject.to_owned(),
            (None, Some(name)) => name.text().into_owned(),
            (None, None) => "the certificate".to_owned(),
        }
    }

    /// The breaches of a rule on the path that comes nearest.
    pub fn breaches(&self, rule: Rule) -> impl Iterator<Item = &Breach> {
        self.judgement.best.breaches.iter().filter(move |breach| breach.rule == rule)
    }

    /// What a person would call a certificate of the path: `R11, issuer of example.org`.
    pub fn title_at(&self, at: usize) -> String {
        let certificates = &self.judgement.best.certificates;
        let (Some(link), Some(below)) = (certificates.get(at), at.checked_sub(1)) else {
            return self.title();
        };
        let below = match below {
            0 => self.title(),
            below => certificates
                .get(below)
                .map(|link| link.subject.short().to_owned())
                .unwrap_or_default(),
        };
        format!("{}, issuer of {below}", link.subject.short().to_owned())
    }
}
