//! A list of certificates: one report each, on all cores, in the order of the list.

use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::super::anchors::octets;
use super::super::crowd;
use super::super::failure::Failure;
use super::super::session::Session;
use super::super::stream::{Output, Rendered};
use super::asked::{Wish, of_domain, profile};
use super::bench::Bench;
use super::{For, one};

/// Judges every line of the list.
///
/// # Errors
/// When the list cannot be read, has a line that makes no sense, or output fails.
pub(super) fn run(list: &Path, bench: &Bench<'_>, session: &Session) -> Result<u8, Failure> {
    let octets = octets(list, session)?;
    let text = std::str::from_utf8(&octets)
        .map_err(|_| Failure::input(anyhow!("the list is not UTF-8: {}", list.display())))?;
    let lines = lines(text, bench)
        .map_err(|error| Failure::usage(error.context(format!("in {}", list.display()))))?;
    // every worker needs them, so they are read before the first
    if !lines.is_empty() {
        bench.seat(session)?;
    }
    let mut output = Output::new(session, "verify");
    let judge = |line: &Line| {
        let report = one::judge(&line.path, &line.wish, bench, session)?;
        Ok(Rendered::new(session, "verify", [report].into_iter()))
    };
    crowd::in_order(&lines, judge, session, |line, judged: Result<_, Failure>| match judged {
        Ok(rendered) => output.show(rendered),
        Err(failure) => output.failed(&line.path.display().to_string(), &failure),
    })?;
    output.end()
}

/// One line of the list.
struct Line {
    path: PathBuf,
    wish: Wish,
}

/// File, domain, and perhaps service, apart by tabs; empty lines and those after `#` are nothing.
fn lines(text: &str, bench: &Bench<'_>) -> Result<Vec<Line>, anyhow::Error> {
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let read = read(line, bench);
        lines.push(read.map_err(|error| error.context(format!("line {}", index + 1)))?);
    }
    Ok(lines)
}

fn read(line: &str, bench: &Bench<'_>) -> Result<Line, anyhow::Error> {
    let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
    let (path, domain, service) = match fields.as_slice() {
        [path] => (path, "", ""),
        [path, domain] => (path, *domain, ""),
        [path, domain, service] => (path, *domain, *service),
        _ => return Err(anyhow!("{} fields, not file, domain and service", fields.len())),
    };
    if path.is_empty() {
        return Err(anyhow!("there is no file"));
    }
    let service = match service {
        "" => bench.args.service,
        "client" | "xmpp-client" => For::Client,
        "server" | "xmpp-server" => For::Server,
        "any" => For::Any,
        "none" => For::None,
        other => return Err(anyhow!("`{other}` is not a service: client, server, any or none")),
    };
    let wish = match domain {
        "" => Wish::default(),
        domain => of_domain(domain, service, profile(bench.args)),
    };
    Ok(Line { path: PathBuf::from(path), wish })
}
