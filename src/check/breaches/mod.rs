//! What is broken on a path, as findings: one code for each rule of [`path`](super::path).

use super::case::Case;
use crate::report::{Code, Finding};

/// The codes of paths.
pub static CODES: &[&Code] = &[];

/// Raises every breach of the path that comes nearest, unless a rule of this room has told of it.
pub fn raise(_case: &Case<'_>, _findings: &mut Vec<Finding>) {}
