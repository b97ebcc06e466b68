//! Judging: what is wrong with certificates, and whether they may be relied upon.

pub mod path;
