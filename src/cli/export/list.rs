//! `export --list`: every server and format, and its files.

use crate::export::FORMATS;
use crate::report::{Facts, LayoutFacts, LayoutFileFact, Report};
use crate::servers::{Choice, all};

use super::super::failure::Failure;
use super::super::session::{Session, Stream};
use super::Target;

/// Shows all of them, or the one that was named.
///
/// # Errors
/// When standard output is full or closed.
pub(super) fn run(only: Option<Target>, session: &Session) -> Result<u8, Failure> {
    let reports: Vec<Report> = match only {
        Some(target) => vec![report(target)],
        None => {
            let servers = all().filter_map(|server| {
                let generation = server.newest()?;
                Some(Target::Server(Choice { server, generation }))
            });
            servers.chain(FORMATS.iter().map(|format| Target::Format(format))).map(report).collect()
        }
    };
    session.brief(only.is_none()).report("export", &reports, Stream::Stdout)?;
    Ok(0)
}

fn report(target: Target) -> Report {
    let (evidence, cite) = target.source();
    let layout = target.layout();
    let file = |file: &crate::servers::LayoutFile| LayoutFileFact {
        name: file.name,
        role: file.role,
        mode: layout.mode(file),
    };
    let facts = LayoutFacts {
        server: target.name(),
        title: target.title(),
        is_format: target.choice().is_none(),
        directory: layout.directory,
        files: layout.files.iter().map(file).collect(),
        owner: layout.owner,
        group: layout.group,
        reload: layout.reload.iter().map(|reload| reload.command).collect(),
        checks: target.loads().is_some(),
        evidence,
        cite,
    };
    Report { subject: target.name().to_owned(), facts: Facts::Layout(facts), findings: Vec::new() }
}
