//! Reading: with a limit, and nothing but files.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use xmppcert::files::{Kind, ReadError, read};

use super::there::make_fifo;

#[test]
fn reading_stops_at_the_limit_and_says_both_sizes() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("f");
    fs::write(&path, b"12345").unwrap();
    assert_eq!(**read(&path, 5).unwrap(), *b"12345");
    let error = read(&path, 4).unwrap_err();
    assert!(matches!(error, ReadError::TooLarge { size: Some(5), limit: 4, .. }));
    let said = format!("has 5 bytes, more than the limit of 4: {}", path.display());
    assert_eq!(error.to_string(), said);
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_hides_its_size_is_read_no_further_than_the_limit() {
    let error = read(Path::new("/proc/self/maps"), 10).unwrap_err();
    assert!(matches!(error, ReadError::TooLarge { size: None, limit: 10, .. }));
    assert!(read(Path::new("/proc/self/status"), 1 << 20).unwrap().starts_with(b"Name:"));
}

#[test]
fn nothing_but_a_file_is_read_and_nothing_makes_it_wait() {
    let dir = TempDir::new().unwrap();
    let in_dir = |name| dir.path().join(name);
    make_fifo(&in_dir("fifo"));
    symlink("fifo", in_dir("link")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(in_dir("socket")).unwrap();
    let started = Instant::now();
    for (path, kind, word) in [
        (in_dir("fifo"), Kind::Fifo, "a named pipe"),
        (in_dir("link"), Kind::Fifo, "a named pipe"),
        (in_dir("socket"), Kind::Socket, "a socket"),
        (in_dir("."), Kind::Directory, "a directory"),
        (PathBuf::from("/dev/zero"), Kind::CharacterDevice, "a character device"),
    ] {
        let error = read(&path, 1 << 20).unwrap_err();
        assert!(matches!(error, ReadError::NotARegularFile { what, .. } if what == kind));
        assert_eq!(error.to_string(), format!("is {word}, not a file: {}", path.display()));
    }
    assert!(started.elapsed() < Duration::from_secs(1));
    assert!(matches!(read(&in_dir("absent"), 1), Err(ReadError::NotFound { .. })));
}
