//! The command run in a directory of its own.

use std::path::Path;
use std::process::{Command, Stdio};

/// The command that these tests are about, in a directory, asking nobody.
pub fn xmppcert(directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xmppcert"));
    command.current_dir(directory).stdin(Stdio::null());
    command.env_remove("XMPPCERT_NO_INPUT").env_remove("NO_COLOR");
    command
}

/// Runs it and says what it printed, standard output first.
pub fn run(directory: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = xmppcert(directory).args(arguments).output().expect("the command starts");
    let text = |bytes| String::from_utf8(bytes).expect("what it prints is UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

/// An empty directory that goes away.
pub fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().expect("there is room for a directory")
}

/// The names of what a directory holds, sorted.
pub fn files_in(directory: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(directory).expect("the directory is there");
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.expect("an entry").file_name();
    let mut names: Vec<String> =
        entries.map(|entry| name(entry).to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A file of the scenario directory or the scratch directory.
#[expect(clippy::disallowed_methods, reason = "the tests look at what the command wrote")]
pub fn read(path: impl AsRef<Path>) -> Vec<u8> {
    let path = path.as_ref();
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Writes a file for the command to find.
#[expect(clippy::disallowed_methods, reason = "the tests lay out what the command finds")]
pub fn write(path: impl AsRef<Path>, content: impl AsRef<[u8]>) {
    let path = path.as_ref();
    std::fs::write(path, content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// An old certificate with names of every kind; `tests/cmd` renews it too.
pub fn old_certificate() -> Vec<u8> {
    read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/csr/from-a-certificate.in/old.crt"))
}
