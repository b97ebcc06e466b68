//! Key stores and bundles that are written: those who load them find in them what was put in.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may fail, as tests do")]

#[path = "stores/bundles.rs"]
mod bundles;
#[path = "stores/identity.rs"]
mod identity;
#[path = "stores/java.rs"]
mod java;
#[path = "stores/keytool.rs"]
mod keytool;
#[path = "stores/openssl.rs"]
mod openssl;
#[path = "stores/ours.rs"]
mod ours;
mod support;

use xmppcert::pki::{keystore::Strength, moment::Moment};

const PASSWORD: &str = "changeit";

const STRENGTHS: [Strength; 2] = [Strength::Modern, Strength::Legacy];

/// 2026-11-22T12:00:00Z.
fn created() -> Moment {
    Moment::clamped(1_795_348_800)
}
