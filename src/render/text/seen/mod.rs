//! Things seen in files, one screen each.

mod certificate;
mod rest;

pub(super) use certificate::{certificate, in_brief, request};
pub(super) use rest::{crl, parameters, private_key, public_key, store, tree, unreadable};
