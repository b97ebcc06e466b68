//! The rules, one file each.

use super::rule::Rule;

pub mod expired;
pub mod identity_mismatch;

/// Every rule, in the order of the report: names, dates, chain, uses, key.
pub static RULES: &[&Rule] = &[&identity_mismatch::RULE, &expired::RULE];
