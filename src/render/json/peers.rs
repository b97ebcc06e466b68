//! What the peers make of a certificate.

use serde_json::{Value, json};

use crate::report::PeerFact;

/// The array `peers` of the facts.
pub(super) fn peers(rows: &[PeerFact]) -> Value {
    rows.iter().map(row).collect()
}

fn row(row: &PeerFact) -> Value {
    json!({
        "server": row.server,
        "versions": row.versions,
        "role": row.role.to_string(),
        "accepts": row.accepts.to_string(),
        "refused_where": row.refused_where,
        "why": row.why,
        "evidence": row.evidence.to_string(),
    })
}
