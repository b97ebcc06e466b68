//! `xmppcert explain`: what a finding means.

use anyhow::anyhow;

use super::codes;
use crate::report::{Code, Facts, Report};

use super::failure::Failure;
use super::nearest::nearest;
use super::session::{Session, Stream};

/// Say what a finding means, where it comes from, and its cure
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  xmppcert explain xmpp-addr-left-out
  xmppcert explain --all --format json")]
pub(super) struct Args {
    /// Codes, as they stand in a report
    #[arg(value_name = "CODE", required_unless_present = "all")]
    codes: Vec<String>,

    /// Every code there is
    #[arg(long, conflicts_with = "codes")]
    all: bool,
}

/// Looks the codes up and shows them.
///
/// # Errors
/// When a code is unknown; the nearest one is named.
pub(super) fn run(args: &Args, session: &Session) -> Result<u8, Failure> {
    let codes: Vec<&'static Code> = if args.all {
        codes().collect()
    } else {
        args.codes.iter().map(|typed| find(typed)).collect::<Result<_, _>>()?
    };
    let reports: Vec<Report> = codes
        .into_iter()
        .map(|code| Report {
            subject: code.id.to_owned(),
            facts: Facts::Code(code),
            findings: vec![],
        })
        .collect();
    session.report("explain", &reports, Stream::Stdout)?;
    Ok(0)
}

fn find(typed: &str) -> Result<&'static Code, Failure> {
    if let Some(code) = codes().find(|code| code.id.eq_ignore_ascii_case(typed)) {
        return Ok(code);
    }
    let failure = Failure::usage(anyhow!("there is no finding with the code `{typed}`"));
    Err(match nearest(typed, codes().map(|code| code.id), 4) {
        Some(code) => failure.hint(format!("did you mean {code}?")),
        None => failure.hint("xmppcert explain --all lists every code"),
    })
}
