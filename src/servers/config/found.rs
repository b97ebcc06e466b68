//! What a configuration was found to say.

use crate::name::Domain;

/// What a host is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostRole {
    /// Accounts: clients and servers connect to it.
    Domain,
    /// A service, which only servers connect to.
    Component,
}

/// A host that is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// Its name.
    pub domain: Domain,
    /// What it is for.
    pub role: HostRole,
    /// Of a component the domain that it belongs to, where there is one.
    pub of: Option<Domain>,
    /// Of a component the module or program that serves it.
    pub service: Option<String>,
    /// The line that makes it, from 1.
    pub line: usize,
}

/// Something that decides about a host and cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The line, from 1.
    pub line: usize,
    /// What stands there and why it cannot be read: sentences with full stops.
    pub why: String,
}

/// Another file that belongs to the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Include {
    /// Its path, relative to this file; the last part may have `*` and `?`.
    pub path: String,
    /// The line that names it, from 1.
    pub line: usize,
}

/// What one file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The hosts, in the order of the file.
    pub hosts: Vec<Host>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// Further files.
    pub includes: Vec<Include>,
}

impl Reading {
    /// Puts a name among the hosts, or among what could not be read when it is none.
    pub(super) fn host(&mut self, name: &str, line: usize, role: HostRole, service: Option<&str>) {
        match Domain::try_from(name) {
            Ok(domain) => self.hosts.push(Host {
                domain,
                role,
                of: None,
                service: service.map(str::to_owned),
                line,
            }),
            Err(error) => self.unread(line, format!("`{name}` is no name of a host: {error}.")),
        }
    }

    /// Puts something among what could not be read.
    pub(super) fn unread(&mut self, line: usize, why: impl Into<String>) {
        self.unread.push(Unread { line, why: why.into() });
    }

    /// Takes in what an included file says.
    pub fn absorb(&mut self, other: Reading) {
        self.hosts.extend(other.hosts);
        self.unread.extend(other.unread);
    }

    /// Each host once, and each component with the nearest domain above it.
    pub fn settle(&mut self) {
        let mut seen = std::collections::HashSet::new();
        self.hosts.retain(|host| seen.insert(host.domain.clone()));
        let is_main = |host: &&Host| host.role == HostRole::Domain;
        let domains: std::collections::HashSet<Domain> =
            self.hosts.iter().filter(is_main).map(|host| host.domain.clone()).collect();
        for host in &mut self.hosts {
            if host.role == HostRole::Component && host.of.is_none() {
                let above = std::iter::successors(host.domain.parent(), Domain::parent);
                host.of = above.into_iter().find(|domain| domains.contains(domain));
            }
        }
    }
}
