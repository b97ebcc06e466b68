//! Files written for a server, and what it makes of files.

use serde_json::{Value, json};

use super::judged::{link, links};
use super::made::{files, step};
use crate::report::{
    ExportFacts, FateFact, LayoutFacts, LayoutFileFact, LoadingFacts, ServedFact, SnippetFact,
};

pub(super) fn export(facts: &ExportFacts) -> Value {
    json!({
        "kind": "export",
        "server": facts.server,
        "versions": facts.versions,
        "evidence": facts.evidence.to_string(),
        "cite": facts.cite,
        "domain": facts.domain,
        "certificates": links(&facts.chain),
        "path_links": facts.path.links.iter().map(link).collect::<Vec<_>>(),
        "anchors": facts.path.anchors,
        "files": files(&facts.files),
        "is_plan": facts.is_plan,
        "snippets": facts.snippets.iter().map(snippet).collect::<Vec<_>>(),
        "next": facts.next.iter().map(step).collect::<Vec<_>>(),
        "notes": facts.notes,
    })
}

pub(super) fn layout(facts: &LayoutFacts) -> Value {
    let file = |file: &LayoutFileFact| json!({ "name": file.name, "role": file.role, "mode": format!("{:04o}", file.mode) });
    json!({
        "kind": "layout",
        "server": facts.server,
        "title": facts.title,
        "is_format": facts.is_format,
        "directory": facts.directory,
        "files": facts.files.iter().map(file).collect::<Vec<_>>(),
        "owner": facts.owner,
        "group": facts.group,
        "reload": facts.reload,
        "checks": facts.checks,
        "evidence": facts.evidence.to_string(),
        "cite": facts.cite,
    })
}

pub(super) fn loading(facts: &LoadingFacts) -> Value {
    json!({
        "kind": "loading",
        "server": facts.server,
        "versions": facts.versions,
        "evidence": facts.evidence.to_string(),
        "cite": facts.cite,
        "user": facts.user,
        "starts": facts.dies.is_none(),
        "dies": facts.dies,
        "served": facts.served.iter().map(served).collect::<Vec<_>>(),
        "files": facts.files.iter().map(fate).collect::<Vec<_>>(),
    })
}

fn snippet(snippet: &SnippetFact) -> Value {
    json!({ "file": snippet.file, "text": snippet.text, "is_shipped": snippet.is_shipped })
}

fn served(served: &ServedFact) -> Value {
    json!({
        "domain": served.domain,
        "certificates": links(&served.chain),
        "files": served.files,
        "how": served.how,
        "instead": links(&served.instead),
    })
}

fn fate(file: &FateFact) -> Value {
    json!({ "path": file.path, "fate": file.fate, "why": file.why })
}
