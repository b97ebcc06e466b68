//! The house: which room may import which. The table is that of ARCHITECTURE.md.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads the tree as it is"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may import, bottom first.
const TABLE: &[(&str, &[&str])] = &[
    ("name", &[]),
    ("files", &[]),
    ("net", &[]),
    ("pki", &["name"]),
    ("report", &["name", "pki"]),
    // of files only Artifact, which is bytes with a name
    ("servers", &["name", "pki", "report", "files"]),
    ("check", &["name", "pki", "report", "servers"]),
    ("enroll", &["name", "pki", "report"]),
    // of files only Artifact, too
    ("export", &["name", "files", "pki", "report", "servers"]),
    ("inspect", &["name", "pki", "report"]),
    ("render", &["name", "report"]),
    (
        "cli",
        &[
            "name", "files", "net", "pki", "report", "servers", "check", "enroll", "export",
            "inspect", "render",
        ],
    ),
];

#[test]
fn no_room_imports_a_room_that_the_table_does_not_grant() {
    let mut offences = Vec::new();
    for (room, granted) in TABLE {
        for (imported, file) in imports(room) {
            if imported != *room && !granted.contains(&imported.as_str()) {
                offences.push(format!("{} imports {imported}", file.display()));
            }
        }
    }
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
}

/// What is to be written is an Artifact; the disk is not for these rooms.
#[test]
fn servers_and_export_know_of_files_their_artifacts_alone() {
    let rooms = ["servers", "export"].map(|room| rust_files(&source().join(room)));
    for file in rooms.into_iter().flatten() {
        let code = code(&file);
        for (place, _) in code.match_indices("crate::files") {
            let rest = &code[place + "crate::files".len()..];
            assert!(rest.starts_with("::Artifact"), "{} imports files{rest:.20}", file.display());
        }
    }
}

#[test]
fn every_room_is_in_the_table() {
    let known: BTreeSet<String> = TABLE.iter().map(|(room, _)| (*room).to_owned()).collect();
    let found: BTreeSet<String> = fs::read_dir(source())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(known, found);
}

#[test]
fn a_room_is_granted_only_rooms_below_it() {
    for (index, (room, granted)) in TABLE.iter().enumerate() {
        for below in *granted {
            let place = TABLE.iter().position(|(known, _)| known == below);
            assert!(place.is_some_and(|place| place < index), "{room} is granted {below}");
        }
    }
}

#[test]
fn modules_of_a_room_do_not_import_each_other_in_circles() {
    for (room, _) in TABLE {
        let graph = module_graph(room);
        for start in graph.keys() {
            let path = circle(&graph, start);
            assert!(path.is_none(), "{room}: {}", path.unwrap().join(" -> "));
        }
    }
}

#[test]
fn no_file_is_longer_than_300_lines_and_main_has_20_at_most() {
    for file in rust_files(&source()) {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        let most = if file.ends_with("main.rs") { 20 } else { 300 };
        assert!(lines <= most, "{} has {lines} lines", file.display());
    }
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// Code without comments: a doc link is no import.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Every `crate::room` that the files of a room name.
fn imports(room: &str) -> BTreeSet<(String, PathBuf)> {
    let mut found = BTreeSet::new();
    for file in rust_files(&source().join(room)) {
        let code = code(&file);
        for (place, _) in code.match_indices("crate::") {
            let rest = &code[place + "crate::".len()..];
            if let Some(group) = rest.strip_prefix('{') {
                let group = group.split('}').next().unwrap_or_default();
                let firsts = group.split(',').map(|item| word(item.trim()));
                found.extend(firsts.filter(|w| !w.is_empty()).map(|w| (w, file.clone())));
            } else {
                found.insert((word(rest), file.clone()));
            }
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The top-level modules of a room, and which of their siblings each names by
/// `crate::room::module`, or by `super::module` at its own top level.
fn module_graph(room: &str) -> BTreeMap<String, BTreeSet<String>> {
    let directory = source().join(room);
    let module = |file: &Path| {
        let first = file.strip_prefix(&directory).unwrap().components().next().unwrap();
        first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
    };
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in
        rust_files(&directory).iter().filter(|file| !file.ends_with(format!("{room}/mod.rs")))
    {
        let depth = file.strip_prefix(&directory).unwrap().components().count();
        let depth = if file.ends_with("mod.rs") { depth - 1 } else { depth };
        let code = code(file);
        let mut prefixes = vec![format!("crate::{room}::")];
        prefixes.push("super::".repeat(depth));
        let named = prefixes.iter().flat_map(|prefix| {
            code.match_indices(prefix.as_str())
                .filter(|(place, _)| !code[..*place].ends_with("super::"))
                .map(|(place, _)| word(&code[place + prefix.len()..]))
                .collect::<Vec<_>>()
        });
        graph.entry(module(file)).or_default().extend(named.filter(|name| *name != module(file)));
    }
    let known: BTreeSet<String> = graph.keys().cloned().collect();
    graph.values_mut().for_each(|named| named.retain(|name| known.contains(name)));
    graph
}

fn circle(graph: &BTreeMap<String, BTreeSet<String>>, start: &str) -> Option<Vec<String>> {
    let mut ways = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        for next in &graph[way.last().unwrap()] {
            let mut longer = way.clone();
            longer.push(next.clone());
            if next == start {
                return Some(longer);
            }
            if seen.insert(next.clone()) {
                ways.push(longer);
            }
        }
    }
    None
}
