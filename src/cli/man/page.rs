//! One manual page a command: what clap knows, in the order in which manual pages say it.

use std::io::{self, Write};

use clap::{Arg, Command};
use clap_mangen::Man;

use super::escaped;

/// Where `xmppcert` describes the options that each page need not repeat.
const GLOBAL: &str = "Options for every command";

/// The page of the program, then those of its commands, each by its file name.
pub(super) fn write_all(program: &Command, pages: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    write(program, program, "xmppcert", pages)
}

fn write(
    program: &Command,
    command: &Command,
    name: &str,
    pages: &mut Vec<(String, Vec<u8>)>,
) -> io::Result<()> {
    let root = name == "xmppcert";
    let shown = command.clone().mut_args(|arg| brief(arg, root));
    let man = Man::new(shown).title(name.to_uppercase()).source("xmppcert").manual("xmppcert");
    let mut roff = Vec::new();
    man.render_title(&mut roff)?;
    man.render_name_section(&mut roff)?;
    synopsis(command, &mut roff)?;
    man.render_description_section(&mut roff)?;
    man.render_options_section(&mut roff)?;
    if !root {
        globals(program, &mut roff)?;
    }
    if command.has_subcommands() {
        man.render_subcommands_section(&mut roff)?;
    }
    sections(&text(command), &mut roff)?;
    if !root {
        let all = text(program);
        sections(exit_status(&all), &mut roff)?;
    }
    see_also(program, name, &mut roff)?;
    pages.push((format!("{name}.1"), roff));
    for below in command.get_subcommands() {
        write(program, below, &format!("{name}-{}", below.get_name()), pages)?;
    }
    Ok(())
}

/// Values that explain themselves stand in the line of the option; options of every command stand
/// on the page of the program.
fn brief(arg: Arg, root: bool) -> Arg {
    if arg.is_global_set() && !root {
        return arg.hide(true);
    }
    let values = arg.get_possible_values();
    if values.is_empty() || values.iter().any(|value| value.get_help().is_some()) {
        return arg;
    }
    let names: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    arg.help(format!("{help}: {}", names.join(", "))).hide_possible_values(true)
}

fn synopsis(command: &Command, roff: &mut impl Write) -> io::Result<()> {
    let usage = command.clone().render_usage().to_string();
    writeln!(roff, ".SH SYNOPSIS\n.nf")?;
    for line in usage.trim_start_matches("Usage:").lines() {
        writeln!(roff, "{}", escaped(line.trim()))?;
    }
    writeln!(roff, ".fi")
}

fn globals(program: &Command, roff: &mut impl Write) -> io::Result<()> {
    let longs = program.get_arguments().filter(|arg| arg.is_global_set()).filter_map(Arg::get_long);
    let names: Vec<String> =
        longs.map(|long| format!("\\fB{}\\fR", escaped(&format!("--{long}")))).collect();
    writeln!(roff, ".SH {}", GLOBAL.to_uppercase())?;
    writeln!(roff, "{} are described in \\fBxmppcert\\fR(1).", names.join(", "))
}

fn text(command: &Command) -> String {
    let text = command.get_after_long_help().or_else(|| command.get_after_help());
    text.map(ToString::to_string).unwrap_or_default()
}

/// The section that every page repeats.
fn exit_status(text: &str) -> &str {
    text.split("\n\n").find(|section| section.starts_with("Exit status:")).unwrap_or_default()
}

/// The sections under a help text: a title with a colon, then lines of one or two columns.
fn sections(text: &str, roff: &mut impl Write) -> io::Result<()> {
    for line in text.lines() {
        match (line.strip_prefix("  "), line.strip_suffix(':')) {
            (Some(entry), _) => match entry.split_once("  ") {
                Some((term, what)) => {
                    writeln!(roff, ".TP\n\\fB{}\\fR\n{}", escaped(term), escaped(what.trim()))?;
                }
                None => writeln!(roff, ".PP\n.RS 4\n.nf\n{}\n.fi\n.RE", escaped(entry))?,
            },
            (None, Some(title)) => writeln!(roff, ".SH {}", title.to_uppercase())?,
            (None, None) => {}
        }
    }
    Ok(())
}

/// Every other page of section 1 that stands beside or below this one, and those of section 7.
fn see_also(program: &Command, name: &str, roff: &mut impl Write) -> io::Result<()> {
    let commands = program.get_subcommands().flat_map(|command| {
        let below = command
            .get_subcommands()
            .map(|b| format!("xmppcert-{}-{}", command.get_name(), b.get_name()));
        std::iter::once(format!("xmppcert-{}", command.get_name())).chain(below)
    });
    let pages = std::iter::once("xmppcert".to_owned()).chain(commands).filter(|page| page != name);
    let ones = pages.map(|page| format!("\\fB{}\\fR(1)", escaped(&page)));
    let all: Vec<String> = ones
        .chain(["findings", "servers"].map(|page| format!("\\fBxmppcert\\-{page}\\fR(7)")))
        .collect();
    writeln!(roff, ".SH SEE ALSO\n{}", all.join(", "))
}
