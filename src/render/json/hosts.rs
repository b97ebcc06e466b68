//! The hosts of a server's configuration.

use serde_json::{Value, json};

use crate::report::{HostFact, HostsFacts};

pub(super) fn hosts(facts: &HostsFacts) -> Value {
    json!({
        "kind": "hosts",
        "server": facts.server,
        "hosts": facts.hosts.iter().map(host).collect::<Vec<_>>(),
        "command": facts.command,
    })
}

fn host(host: &HostFact) -> Value {
    json!({
        "domain": host.domain,
        "unicode": host.unicode,
        "kind": host.kind,
        "of": host.of,
        "service": host.service,
        "file": host.file,
        "line": host.line,
    })
}
