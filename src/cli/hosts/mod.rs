//! `xmppcert hosts`: the hosts that a server's own configuration serves.

mod files;

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::name::Domain;
use crate::report::{Facts, Finding, HostFact, HostsFacts, Report, shell_quoted};
use crate::servers::config::{FORMATS, Format, HOST_UNREADABLE, HostRole};

use super::failure::Failure;
use super::session::Session;
use super::stream::{Output, Rendered};

use self::files::{Configuration, Served};

/// Name the hosts that a server's own configuration serves, as csr would ask for them
///
/// The configuration is read and never run: what a Lua expression, a macro or a database decides is told
/// as a warning, with its line, and not guessed. The server is recognised by content.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Configurations: prosody.cfg.lua, ejabberd.yml, mongooseim.toml, c2s.xml, sm.xml or jabber.xml; - is standard input
    #[arg(value_name = "CONFIG", required = true)]
    paths: Vec<PathBuf>,

    /// Read CONFIG as that of this server, whatever it looks like
    #[arg(long, value_name = "NAME", value_parser = servers())]
    server: Option<&'static Format>,
}

const EXAMPLES: &str = "\
Examples:
  xmppcert hosts /etc/prosody/prosody.cfg.lua
  xmppcert hosts /etc/ejabberd/ejabberd.yml --format json
  xmppcert hosts --server mongooseim /etc/mongooseim/mongooseim.toml --fail-on warning
  xmppcert csr --from-config /etc/prosody/prosody.cfg.lua";

fn servers() -> impl TypedValueParser<Value = &'static Format> {
    let values = FORMATS.iter().map(|known| PossibleValue::new(known.server).help(known.files));
    PossibleValuesParser::new(values)
        .try_map(|name| Format::find(&name).ok_or("no server has this name"))
}

/// Names the hosts of every configuration.
///
/// # Errors
/// When output cannot be written. Files that cannot be read are told of, and the others are shown.
pub(super) fn run(args: &Args, session: &Session) -> Result<u8, Failure> {
    let mut output = Output::new(session, "hosts");
    for path in &args.paths {
        match files::read(path, args.server, session) {
            Ok(read) => {
                let report = [report(path, &read)].into_iter();
                output.show(Rendered::new(session, "hosts", report))?;
            }
            Err(failure) => output.failed(&path.display().to_string(), &failure)?,
        }
    }
    output.end()
}

/// The names of a configuration for a request.
pub(super) struct Names {
    /// Domains of accounts.
    pub(super) domains: Vec<Domain>,
    /// Hosts of components.
    pub(super) components: Vec<Domain>,
    /// What could not be read.
    pub(super) findings: Vec<Finding>,
}

/// The names that a configuration serves.
///
/// # Errors
/// When it cannot be read, or names no host.
pub(super) fn names(path: &Path, session: &Session) -> Result<Names, Failure> {
    let read = files::read(path, None, session)?;
    if read.hosts.is_empty() {
        let why = anyhow::anyhow!("{} names no host that can be read", path.display());
        let command = format!("xmppcert hosts {}", shell_quoted(&path.display().to_string()));
        return Err(Failure::input(why).hint(format!("{command} says why")));
    }
    let of = |role| {
        let hosts = read.hosts.iter().map(|served| &served.host);
        hosts.filter(move |host| host.role == role).map(|host| host.domain.clone()).collect()
    };
    Ok(Names {
        domains: of(HostRole::Domain),
        components: of(HostRole::Component),
        findings: findings(&read),
    })
}

fn report(path: &Path, read: &Configuration) -> Report {
    let hosts = read.hosts.iter().map(fact).collect();
    let facts = HostsFacts { server: read.server, hosts, command: command(path, read) };
    let subject = path.display().to_string();
    Report { subject, facts: Facts::Hosts(facts), findings: findings(read) }
}

fn findings(read: &Configuration) -> Vec<Finding> {
    let finding = |(file, unread): &(String, crate::servers::config::Unread)| {
        let place = format!("{file}:{}", unread.line);
        Finding::new(&HOST_UNREADABLE, &place, format!("{place}: {}", unread.why))
    };
    read.unread.iter().map(finding).collect()
}

fn fact(served: &Served) -> HostFact {
    let Served { file, host } = served;
    let unicode = host.domain.to_unicode();
    HostFact {
        domain: host.domain.as_ascii().to_owned(),
        unicode: (unicode != host.domain.as_ascii()).then_some(unicode),
        kind: match host.role {
            HostRole::Domain => "domain",
            HostRole::Component => "component",
        },
        of: host.of.as_ref().map(|of| of.as_ascii().to_owned()),
        service: host.service.clone(),
        file: file.clone(),
        line: host.line,
    }
}

/// The command line that asks for all of them.
fn command(path: &Path, read: &Configuration) -> Option<String> {
    if read.hosts.is_empty() {
        return None;
    }
    let is = |role| move |served: &&Served| served.host.role == role;
    let domains = read.hosts.iter().filter(is(HostRole::Domain));
    let components = || read.hosts.iter().filter(is(HostRole::Component));
    let mut words: Vec<&str> = domains.map(|served| served.host.domain.as_ascii()).collect();
    // csr takes a single label for one that stands before each domain, and a component needs a domain
    if words.is_empty() || components().any(|served| served.host.domain.is_single_label()) {
        let path = path.display().to_string();
        return Some(format!("xmppcert csr --from-config {}", shell_quoted(&path)));
    }
    words.extend(components().flat_map(|served| ["--component", served.host.domain.as_ascii()]));
    Some(format!("xmppcert csr {}", words.join(" ")))
}
