//! Every case gives what it must give, and every rule has cases.

use std::collections::BTreeSet;
use std::fs;

use super::file::{CaseFile, all};
use super::judged::{findings, judged, told};
use xmppcert::check::RULES;
use xmppcert::report::Severity;

#[test]
fn every_case_gives_its_findings() {
    let bless = std::env::var_os("BLESS").is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    for path in all() {
        let case = CaseFile::read(&path);
        let found = told(&findings(&case));
        if found == case.findings {
            continue;
        }
        if bless {
            // other tests read at the same time
            let draft = path.with_extension("draft");
            fs::write(&draft, case.with_findings(&found)).unwrap();
            fs::rename(draft, &path).unwrap();
        } else {
            wrong.push(format!(
                "{}\n--- expected\n{}+++ found\n{found}",
                path.display(),
                case.findings
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Of a folder that is called like a code, what begins with `fires` gives it and what begins with `silent`
/// does not.
#[test]
fn cases_fire_what_they_are_named_for() {
    for path in all() {
        let code = path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let fires = findings(&CaseFile::read(&path)).iter().any(|finding| finding.code.id == code);
        assert_eq!(fires, name.starts_with("fires"), "{}", path.display());
        assert!(name.starts_with("fires") || name.starts_with("silent"), "{}", path.display());
    }
}

#[test]
fn every_rule_has_a_case_that_fires_and_one_that_does_not() {
    let known: BTreeSet<String> = all()
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            let kind = if name.starts_with("fires") { "fires" } else { "silent" };
            format!("{}/{kind}", path.parent().unwrap().file_name().unwrap().to_string_lossy())
        })
        .collect();
    let missing: Vec<String> = RULES
        .iter()
        .flat_map(|rule| ["fires", "silent"].map(|kind| format!("{}/{kind}", rule.code.id)))
        .filter(|wanted| !known.contains(wanted))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// A folder is called like a code, or nobody would look for it.
#[test]
fn folders_are_called_like_codes() {
    for path in all() {
        let folder = path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
        assert!(xmppcert::check::codes().any(|code| code.id == folder), "{folder}");
    }
}

/// A path that does not hold is an error, whoever tells of it.
#[test]
fn no_path_is_refused_without_an_error() {
    for path in all() {
        let (is_sound, findings) = judged(&CaseFile::read(&path));
        let has_error = findings.iter().any(|finding| finding.code.severity == Severity::Error);
        assert!(is_sound || has_error, "{}", path.display());
    }
}

/// As CONTRIBUTING.md has them.
#[test]
fn findings_are_whole_sentences() {
    for path in all() {
        for finding in findings(&CaseFile::read(&path)) {
            let place = path.display();
            assert!(finding.explanation.ends_with('.'), "{place}: {}", finding.explanation);
            assert!(
                !finding.fix.is_empty() && !finding.fix.ends_with('.'),
                "{place}: {}",
                finding.fix
            );
            assert!(!finding.subject.is_empty(), "{place}");
        }
    }
}
