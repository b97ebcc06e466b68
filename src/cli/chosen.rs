//! The server that `--server` names.

use anyhow::anyhow;

use crate::servers::{self, Choice, ChoiceError};

use super::failure::Failure;
use super::nearest::nearest;

/// The server of `NAME` or `NAME@VERSION`.
///
/// # Errors
/// When there is none; with the nearest name that there is, of these and the `others`.
pub(super) fn server(typed: &str, others: &[&'static str]) -> Result<Choice, Failure> {
    servers::choose(typed).map_err(|error| {
        let near = match &error {
            ChoiceError::Name { name, candidates } => {
                nearest(name, candidates.iter().chain(others).copied(), 3)
            }
            ChoiceError::Version { .. } => None,
        };
        let failure = Failure::usage(anyhow!("{error}"));
        match near {
            Some(near) => failure.hint(format!("did you mean {near}?")),
            None => failure,
        }
    })
}
