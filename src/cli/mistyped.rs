//! Better answers to what the parser of the command line cannot make sense of.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::nearest::nearest;
use super::{meant, typed};

/// The same error, with a guess where clap has none: commands of three letters are too short for
/// it, and a domain with a hyphen at its start looks like an option.
pub(super) fn explained(mut error: clap::Error, arguments: &[OsString]) -> clap::Error {
    match (error.kind(), text(&error)) {
        (ErrorKind::InvalidSubcommand, Some(word)) => {
            let definition = super::definition();
            let commands = definition.get_subcommands().map(clap::Command::get_name);
            let known = error.get(ContextKind::SuggestedSubcommand).is_some();
            if let (false, Some(meant)) = (known, nearest(&word, commands, 2)) {
                let meant = ContextValue::Strings(vec![meant.to_owned()]);
                error.insert(ContextKind::SuggestedSubcommand, meant);
            }
            error
        }
        (ErrorKind::InvalidValue, Some(option)) => {
            let meant =
                match (error.get(ContextKind::InvalidValue), error.get(ContextKind::ValidValue)) {
                    (Some(ContextValue::String(typed)), Some(ContextValue::Strings(possible))) => {
                        meant::value(&option, typed, possible).map(str::to_owned)
                    }
                    _ => None,
                };
            if let Some(meant) = meant {
                error.insert(ContextKind::SuggestedValue, ContextValue::String(meant));
            }
            error
        }
        (ErrorKind::UnknownArgument, Some(option)) => {
            let whole = arguments.iter().filter_map(|argument| argument.to_str());
            let mut domains = whole.filter(|word| {
                word.starts_with(&option) && word.contains('.') && !word.contains(['=', '/'])
            });
            match domains.next().map(typed::domain) {
                Some(Err(failure)) => {
                    clap::Error::raw(ErrorKind::UnknownArgument, format!("{failure}\n"))
                }
                Some(Ok(_)) | None => error,
            }
        }
        _ => error,
    }
}

/// `xmppcert help COMMAND…`, as git and cargo have it, for `xmppcert COMMAND… --help`.
pub(super) fn with_help(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|word| word == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
}

fn text(error: &clap::Error) -> Option<String> {
    let (of_command, of_option) = (ContextKind::InvalidSubcommand, ContextKind::InvalidArg);
    match error.get(of_command).or_else(|| error.get(of_option)) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        _ => None,
    }
}
