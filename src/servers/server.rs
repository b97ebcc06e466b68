//! An implementation of XMPP, its generations, and how to choose one.

use super::layout::Layout;
use super::loading::Loads;
use super::rules::PeerRules;
use super::version::{Version, Versions};

/// One implementation of an XMPP server.
#[derive(Clone, Copy, Debug)]
pub struct Server {
    /// The name that `--server` takes.
    pub name: &'static str,
    /// The name as its makers write it.
    pub title: &'static str,
    /// As whom its packages run it.
    pub user: Option<&'static str>,
    /// Where it keeps its own certificate and key, and in which form.
    pub layout: &'static Layout,
    /// What was read and run.
    pub cite: &'static str,
    /// Its generations, the newest first, each version in exactly one.
    pub generations: &'static [Generation],
}

/// Versions of a server that treat certificates alike.
#[derive(Clone, Copy, Debug)]
pub struct Generation {
    /// Which versions.
    pub versions: Versions,
    /// What they do with the certificates of peers.
    pub peer: PeerRules,
    /// How they load their own.
    pub loads: Option<&'static Loads>,
}

impl Server {
    /// The server of that name; [`choose`](super::choose) takes a version as well.
    pub fn find(name: &str) -> Option<&'static Server> {
        super::all().find(|server| server.name == name)
    }

    /// The newest generation.
    pub fn newest(&self) -> Option<&'static Generation> {
        self.generations.first()
    }

    /// The generation of a version.
    pub fn generation(&self, version: &Version) -> Option<&'static Generation> {
        self.generations.iter().find(|generation| generation.versions.contains(version))
    }
}

#[cfg(test)]
mod tests {
    use crate::servers::{SERVERS, Version};

    #[test]
    fn names_are_unique_and_generations_leave_no_gap() {
        for (index, server) in SERVERS.iter().enumerate() {
            assert!(SERVERS[..index].iter().all(|other| other.name != server.name));
            let spans: Vec<_> = server.generations.iter().map(|g| g.versions).collect();
            let (first, last) = (spans[0], spans[spans.len() - 1]);
            assert!(first.before.is_empty() && last.from.is_empty(), "{}", server.name);
            assert!(spans.windows(2).all(|two| two[0].from == two[1].before), "{}", server.name);
            for text in ["0", "0.12", "5.0", "13", "25.07", "99"] {
                let version = Version::read(text).unwrap();
                let holding = spans.iter().filter(|span| span.contains(&version)).count();
                assert_eq!(holding, 1, "{} {text}", server.name);
            }
        }
    }
}
