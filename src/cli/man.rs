//! `xmppcert man`: the manual pages, made from the definition of the command line.

mod layout;
mod page;
mod servers;

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap_complete::Shell;

use crate::files::{Artifact, Clobber, Deposit, WriteError};
use crate::report::shell_quoted;

use super::completions::script;
use super::failure::Failure;
use super::session::Session;

/// Print the manual page, or write all pages to a directory
///
/// Of a directory that is called man1, or holds a man1, the pages of section 7 go to the man7
/// beside that man1, where man looks for them.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  xmppcert man | man -l -
  xmppcert man --out-dir /usr/local/share/man/man1")]
pub(super) struct Args {
    /// Write every page to this directory
    #[arg(long, value_name = "DIR")]
    out_dir: Option<PathBuf>,
}

/// Prints the first page, or writes all of them.
///
/// # Errors
/// When the directory or standard output cannot be written.
pub(super) fn run(args: &Args, session: &Session) -> Result<u8, Failure> {
    let pages = pages().map_err(|error| Failure::internal(anyhow!("{error}")))?;
    let Some(directory) = &args.out_dir else {
        let first = pages.first().map(|(_, page)| page.as_slice()).unwrap_or_default();
        return session.artifact(first).map(|()| 0);
    };
    let sections = Sections::of(directory);
    let placed = |(name, page): (String, _)| Artifact::public(sections.place(&name), page);
    Deposit::stage(Path::new(""), pages.into_iter().map(placed).collect(), Clobber::Replace)
        .and_then(Deposit::commit)
        .map_err(unwritten)?
        .keep();
    Ok(0)
}

fn unwritten(error: WriteError) -> Failure {
    let missing = match &error {
        WriteError::NoParent { directory, .. } => Some(directory.display().to_string()),
        _ => None,
    };
    let failure = Failure::input(error);
    match missing {
        Some(directory) => failure.hint(format!("mkdir -p {}", shell_quoted(&directory))),
        None => failure,
    }
}

/// The directories of sections 1 and 7: man(1) looks for a page in that of its section alone.
struct Sections {
    one: PathBuf,
    seven: PathBuf,
}

impl Sections {
    fn of(directory: &Path) -> Sections {
        if directory.file_name().is_some_and(|name| name == "man1") {
            return Sections { one: directory.to_owned(), seven: directory.with_file_name("man7") };
        }
        match directory.join("man1").is_dir() {
            true => Sections { one: directory.join("man1"), seven: directory.join("man7") },
            false => Sections { one: directory.to_owned(), seven: directory.to_owned() },
        }
    }

    fn place(&self, name: &str) -> PathBuf {
        if name.ends_with(".7") { self.seven.join(name) } else { self.one.join(name) }
    }
}

/// Every manual page by its file name, the one of the whole program first.
///
/// # Errors
/// When roff cannot be written, which memory does not refuse.
pub fn pages() -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let mut definition = super::definition();
    definition.build();
    let mut pages = Vec::new();
    page::write_all(&definition, &mut pages)?;
    pages.push(("xmppcert-findings.7".to_owned(), findings().into_bytes()));
    pages.push(("xmppcert-servers.7".to_owned(), servers::page().into_bytes()));
    Ok(pages)
}

/// The committed completion scripts by their file names.
pub fn completion_scripts() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("xmppcert.bash", script(Shell::Bash)),
        ("_xmppcert", script(Shell::Zsh)),
        ("xmppcert.fish", script(Shell::Fish)),
    ]
}

/// xmppcert-findings(7), from the registry of codes.
fn findings() -> String {
    let mut roff = String::from(
        ".TH XMPPCERT\\-FINDINGS 7 \"\" \"xmppcert\" \"xmppcert\"\n.SH NAME\n\
         xmppcert\\-findings \\- what the findings of xmppcert mean\n.SH FINDINGS\n",
    );
    for code in super::codes() {
        let text = [
            format!(".SS {} ({})\n", escaped(code.id), code.severity),
            format!("{}.\n.PP\n{}\n", escaped(&capitalised(code.title)), escaped(code.why)),
            format!(".PP\nCure: {}.\n", escaped(code.fix)),
            format!(".PP\nSource: {}.\n", escaped(code.cite)),
        ];
        roff.extend(text);
    }
    roff.push_str(
        ".SH SEE ALSO\n\\fBxmppcert\\fR(1), \\fBxmppcert\\-explain\\fR(1), \\fBxmppcert\\-servers\\fR(7)\n",
    );
    roff
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// Hyphens that may be copied, and no line that roff takes for a request.
pub(super) fn escaped(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-").replace("\n.", "\n\\&.")
}
