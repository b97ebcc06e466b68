//! Shells and `man`, which must be able to read what is generated for them.

use std::process::Command;

use crate::support::{peer, scratch, write};

/// The scripts as this build makes them, each in its file.
fn completions() -> tempfile::TempDir {
    let directory = scratch();
    for (name, script) in xmppcert::cli::completion_scripts() {
        write(directory.path().join(name), script);
    }
    directory
}

#[test]
fn shells_load_the_completions() {
    for (shell, flag, script) in [
        ("bash", "-n", "xmppcert.bash"),
        ("zsh", "-n", "_xmppcert"),
        ("fish", "--no-execute", "xmppcert.fish"),
    ] {
        if peer(shell).is_some() {
            let directory = completions();
            let script = directory.path().join(script);
            let output = Command::new(shell).arg(flag).arg(&script).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success() && said.is_empty(), "{shell}: {said}");
        }
    }
}

#[test]
fn bash_completes_commands_options_and_values() {
    if peer("bash").is_none() {
        return;
    }
    let directory = completions();
    let script = directory.path().join("xmppcert.bash");
    for (typed, expected) in [
        (vec!["xmppcert", "c"], "csr"),
        (vec!["xmppcert", "csr", "--comp"], "--component"),
        (vec!["xmppcert", "csr", "--for", "pub"], "public-ca"),
        (vec!["xmppcert", "key", "convert", "--to", "pk"], "pkcs8"),
    ] {
        let load = format!(
            "source {script:?}; COMP_WORDS=({}); COMP_CWORD={}; _xmppcert xmppcert {:?} {:?}; echo ${{COMPREPLY[@]}}",
            typed.join(" "),
            typed.len() - 1,
            typed[typed.len() - 1],
            typed[typed.len() - 2],
        );
        let output = Command::new("bash").args(["--norc", "-c", &load]).output().unwrap();
        let offered = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(offered.split_whitespace().any(|word| word == expected), "{typed:?}: {offered}");
    }
}

#[test]
fn man_renders_every_page_without_a_warning() {
    if peer("man").is_none() || peer("groff").is_none() {
        return;
    }
    let directory = scratch();
    for (page, roff) in xmppcert::cli::pages().unwrap() {
        let path = directory.path().join(&page);
        write(&path, roff);
        let output = Command::new("man").args(["--warnings", "-l"]).arg(path).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && said.is_empty(), "{page}: {said}");
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        for section in ["NAME", "SEE ALSO"] {
            assert!(shown.contains(section), "{page} has no {section}");
        }
    }
}
