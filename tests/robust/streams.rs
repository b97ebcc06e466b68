//! Standard streams that are full, closed, or have nobody at the other end.

use std::{fs, io::pipe, process::Stdio};

use super::program::{
    CSR, KEY, in_shell, require, require_failure, snapshot, spki_of_key, spki_of_request,
    with_pair, xmppcert,
};

/// Every kind of thing that is printed, and the same with files beside it.
const PRINTS: &[&str] = &[
    "csr example.org",
    "csr example.org --force",
    "csr example.org --format json",
    "csr example.org --out -",
    "csr example.org --key-out - --force",
    "key",
    "key --out new.key",
    "key --out new.key --format json",
    "key convert ../old.key --to public",
    "key convert ../old.key --to der",
    "explain xmpp-addr-left-out",
    "explain --all",
    "completions bash",
    "man",
    "--version",
    "--help",
    "csr --help",
];

#[test]
fn when_nobody_takes_the_output_the_run_fails_and_nothing_has_changed() {
    let dir = with_pair();
    let old = dir.path().join("old.key");
    fs::copy(dir.path().join(KEY), &old).unwrap();
    for run in PRINTS {
        for force in [false, true] {
            let (place, run) = match (force, run.starts_with("csr") || run.starts_with("key")) {
                (true, true) => {
                    (with_pair(), format!("{run} --force").replace("--force --force", "--force"))
                }
                (false, true) if run.contains("--force") => continue,
                (true, false) => continue,
                (false, _) => (tempfile::tempdir().unwrap(), (*run).to_owned()),
            };
            let run = run.replace("../old.key", &old.display().to_string());
            let before = snapshot(place.path());
            let full = in_shell(place.path(), "exec", &run, ">/dev/full").output().unwrap();
            if !run.contains("--help") {
                assert!(require_failure(&full).contains("no space left"), "{run}");
            }
            require_failure(&full);
            assert_eq!(snapshot(place.path()), before, "{run} >/dev/full");

            let (reader, writer) = pipe().unwrap();
            drop(reader);
            let mut gone = xmppcert(place.path(), &run);
            let gone = gone.stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
            let said = require_failure(&gone.wait_with_output().unwrap());
            assert!(said.contains("went away"), "{run}: {said}");
            assert_eq!(snapshot(place.path()), before, "{run} to a reader that is gone");
        }
    }
}

#[test]
fn when_the_report_beside_an_artifact_cannot_be_shown_no_file_is_left() {
    for run in ["csr example.org --out -", "csr example.org --key-out -"] {
        let dir = tempfile::tempdir().unwrap();
        let output = in_shell(dir.path(), "exec", run, "2>/dev/full").output().unwrap();
        require(&output, 3);
        assert!(snapshot(dir.path()).is_empty(), "{run}");
    }
}

/// A program that starts with a closed stream has `/dev/null` in its place before it can look: Rust's
/// runtime sees to that. So a closed stream is one that nobody wants to read, and, above all, no
/// key or certificate is opened under the number of a stream and has messages written into it.
#[test]
fn a_closed_stream_is_as_good_as_dev_null_and_no_message_goes_into_a_file() {
    for closed in
        ["<&-", ">&-", "2>&-", "<&- >&-", ">&- 2>&-", "<&- >&- 2>&-", ">/dev/null", "2>/dev/null"]
    {
        let dir = tempfile::tempdir().unwrap();
        require(&in_shell(dir.path(), "exec", "csr example.org -v", closed).output().unwrap(), 0);
        let files = snapshot(dir.path());
        assert_eq!(files.len(), 2, "{closed}");
        assert_eq!(spki_of_key(&files[KEY].bytes), spki_of_request(&files[CSR].bytes), "{closed}");
        for (name, label) in [(KEY, "PRIVATE KEY"), (CSR, "CERTIFICATE REQUEST")] {
            let text = String::from_utf8(files[name].bytes.clone()).unwrap();
            assert!(text.starts_with(&format!("-----BEGIN {label}-----\n")), "{closed}: {text}");
            assert!(text.ends_with(&format!("-----END {label}-----\n")), "{closed}: {text}");
        }
        let again = in_shell(dir.path(), "exec", "csr example.org", closed).output().unwrap();
        require(&again, 3);
        assert_eq!(snapshot(dir.path()), files, "{closed}");
    }
}

#[test]
fn closed_standard_input_holds_no_key() {
    let dir = tempfile::tempdir().unwrap();
    for run in ["key convert - --to pkcs8", "csr example.org --key -", "csr --from -"] {
        let said = require_failure(&in_shell(dir.path(), "exec", run, "<&-").output().unwrap());
        assert!(said.contains('-'), "{said}");
        assert!(snapshot(dir.path()).is_empty(), "{run}");
    }
}

#[test]
fn an_error_that_cannot_be_told_still_has_its_status() {
    let dir = with_pair();
    let before = snapshot(dir.path());
    for nowhere in ["2>/dev/full", "2>&-", ">&- 2>&-"] {
        for (run, status) in [("csr example.org", 3), ("csr a..b", 2), ("csr --no-such-option", 2)]
        {
            require(&in_shell(dir.path(), "exec", run, nowhere).output().unwrap(), status);
        }
    }
    assert_eq!(snapshot(dir.path()), before);
}
