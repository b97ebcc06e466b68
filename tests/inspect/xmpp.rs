//! Every name that XMPP software and standards put into their certificates comes out.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::support::{corpora, read};
use super::{inspected, jsonl};

/// The names of a kind in all the reports of a file; malformed ones too, which are shown beside the
/// others.
fn shown(reports: &[Value], kind: &str) -> BTreeSet<String> {
    let text = |name: &Value| name.as_str().unwrap().to_owned();
    let mut all = BTreeSet::new();
    for names in reports.iter().map(|report| &report["facts"]["names"]) {
        all.extend(names[kind].as_array().into_iter().flatten().map(text));
        let malformed = names["malformed"].as_array().into_iter().flatten();
        all.extend(malformed.filter(|name| name["kind"] == kind).map(|name| text(&name["text"])));
    }
    all
}

fn listed(names: &Value) -> BTreeSet<String> {
    let names = names.as_array().into_iter().flatten();
    names.map(|name| name.as_str().unwrap().to_owned()).collect()
}

fn manifest(folder: &Path, name: &str) -> Vec<Value> {
    serde_json::from_slice(&read(folder.join(name))).unwrap()
}

fn reports(folder: &Path, file: &str) -> Vec<Value> {
    let (status, out, err) = inspected(folder, &["--format", "jsonl", file]);
    assert!(status == 0 || status == 1, "{file}: {status} {err}");
    assert_eq!(err, "", "{file}");
    jsonl(&out)
}

#[test]
fn what_the_manifest_names_comes_out() {
    let Some(folder) = corpora().map(|corpora| corpora.join("xmpp")) else { return };
    let (mut files, mut names) = (0, 0);
    for entry in manifest(&folder, "manifest.json") {
        let file = entry["file"].as_str().unwrap();
        let reports = reports(&folder, file);
        files += 1;
        for kind in ["xmpp", "srv", "dns"] {
            let (wanted, seen) = (listed(&entry["san"][kind]), shown(&reports, kind));
            assert!(wanted.is_subset(&seen), "{file}: of {kind} {wanted:?} only {seen:?}");
            names += wanted.len();
        }
    }
    assert!(files > 40 && names > 100, "{names} names in {files} files");
}

#[test]
fn what_other_projects_extract_comes_out() {
    let Some(folder) = corpora().map(|corpora| corpora.join("xmpp")) else { return };
    let mut names = 0;
    for entry in manifest(&folder, "extract.json") {
        let reports = reports(&folder, entry["cert"].as_str().unwrap());
        for (key, kind) in [("xmppAddr", "xmpp"), ("srvName", "srv"), ("dns", "dns")] {
            let (wanted, seen) = (listed(&entry[key]), shown(&reports, kind));
            assert!(wanted.is_subset(&seen), "{}: of {kind} {wanted:?} only {seen:?}", entry["id"]);
            names += wanted.len();
        }
        if let Some(wanted) = entry["cn"].as_str() {
            assert!(reports.iter().any(|report| report["facts"]["cn"] == wanted), "{entry}");
        }
    }
    assert!(names > 20, "{names} names");
}
