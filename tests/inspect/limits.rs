//! What is large, deep, endless or closed ends in a clear answer, soon, and in little memory.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::support::{old_certificate, read, scratch, write, xmppcert};
use super::{inspected, jsonl};

/// Peak resident memory, in KiB.
const MOST: u64 = 64 * 1024;

/// What a run said, once it is sure that it took less than a second and 64 MiB.
fn measured(directory: &Path, arguments: &[&str]) -> (i32, String, String) {
    // the machine may be busy; what counts is the best of some
    let mut quickest = Duration::MAX;
    let mut said = None;
    for _ in 0..3 {
        let start = Instant::now();
        said = Some(inspected(directory, arguments));
        quickest = quickest.min(start.elapsed());
    }
    assert!(quickest < Duration::from_secs(1), "{arguments:?} takes {quickest:?}");
    if let Some(peak) = peak(directory, arguments) {
        assert!(peak < MOST, "{arguments:?} takes {peak} KiB");
    }
    said.unwrap()
}

/// Peak resident memory in KiB, where GNU time is there to tell.
fn peak(directory: &Path, arguments: &[&str]) -> Option<u64> {
    let ours = xmppcert(directory);
    let mut command = Command::new("/usr/bin/time");
    command.current_dir(directory).args(["-f", "%M", "-o", "peak"]).arg(ours.get_program());
    command.arg("inspect").args(arguments).stdin(std::process::Stdio::null());
    command.output().ok()?;
    let said = String::from_utf8(read(directory.join("peak"))).unwrap();
    said.lines().last()?.parse().ok()
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// `30 len (30 len (…))`.
fn nested(depth: usize) -> Vec<u8> {
    // outermost last: built from the inside and turned round
    let mut turned: Vec<u8> = Vec::new();
    for _ in 0..depth {
        let length = turned.len();
        match length {
            0..=0x7f => turned.push(length as u8),
            _ => {
                let octets = length.to_be_bytes();
                let octets = &octets[octets.iter().position(|octet| *octet != 0).unwrap()..];
                turned.extend(octets.iter().rev());
                turned.push(0x80 | octets.len() as u8);
            }
        }
        turned.push(0x30);
    }
    turned.reverse();
    turned
}

#[test]
fn what_cannot_be_looked_at_is_said_with_status_3() {
    let place = scratch();
    let big = std::fs::File::create(place.path().join("big")).unwrap();
    big.set_len(100 << 20).unwrap();
    pipe(&place.path().join("pipe"));
    for (path, words) in [
        ("big", "has 104857600 bytes, more than the limit of 16777216"),
        ("pipe", "is a named pipe, not a file"),
        ("/dev/zero", "is a character device, not a file"),
        ("nowhere", "no such file"),
    ] {
        for arguments in [vec![path], vec!["--short", path], vec!["--format", "jsonl", path]] {
            let (status, out, err) = measured(place.path(), &arguments);
            assert_eq!((status, out.as_str()), (3, ""), "{arguments:?}: {err}");
            assert!(err.contains(words) && err.lines().count() <= 3, "{path}: {err}");
        }
    }
}

#[test]
fn one_file_that_cannot_be_read_hides_no_other() {
    let place = scratch();
    write(place.path().join("a.crt"), old_certificate());
    let (status, out, err) =
        inspected(place.path(), &["--format", "jsonl", "nowhere", "a.crt", "neither"]);
    assert_eq!((status, jsonl(&out).len(), err.lines().count()), (3, 1, 2), "{err}");
}

#[test]
fn bombs_are_told_to_be_nothing_that_is_known() {
    let place = scratch();
    let bomb = nested(10_000);
    let deep = format!(
        "-----BEGIN CERTIFICATE-----\n{}-----END CERTIFICATE-----\n",
        pem::encode(&pem::Pem::new("X", bomb.as_slice()))
            .lines()
            .filter(|line| !line.starts_with('-'))
            .map(|line| format!("{line}\n"))
            .collect::<String>()
    );
    let cases: [(&str, Vec<u8>); 7] = [
        ("deep", bomb),
        ("deep.pem", deep.into_bytes()),
        ("endless", [0x30, 0x80].repeat(100_000)),
        ("long", [&[0x30, 0x88, 0x80][..], &[0; 7], &[0x30, 0]].concat()),
        ("longest", [&[0x30, 0x88][..], &[0xff; 8], &[0x30, 0]].concat()),
        ("empty", Vec::new()),
        ("zeros", vec![0; 2 << 20]),
    ];
    for (name, content) in cases {
        write(place.path().join(name), content);
        let (status, out, err) = measured(place.path(), &["--format", "jsonl", name]);
        assert_eq!((status, err.as_str()), (1, ""), "{name}");
        let reports = jsonl(&out);
        let [report] = reports.as_slice() else { panic!("{name}: {out}") };
        assert_eq!(report["facts"]["kind"], "unreadable", "{name}");
        let code = report["findings"][0]["code"].as_str().unwrap();
        assert!(code == "not-recognised" || code == "unreadable", "{name}: {code}");
    }
}

#[test]
fn a_walk_ends_though_links_go_round_and_pipes_stand_in_the_way() {
    let place = scratch();
    let inner = place.path().join("tree/inner");
    std::fs::create_dir_all(&inner).unwrap();
    symlink("..", inner.join("round")).unwrap();
    symlink(place.path().join("tree"), place.path().join("tree/itself")).unwrap();
    symlink("gone", inner.join("dangling")).unwrap();
    symlink("/dev/zero", inner.join("zero")).unwrap();
    pipe(&inner.join("pipe"));
    write(inner.join("b.crt"), old_certificate());
    write(place.path().join("tree/a.crt"), old_certificate());
    let (status, out, err) = measured(place.path(), &["--format", "jsonl", "tree"]);
    // one name of this certificate has a defect of severity error
    assert_eq!((status, err.as_str()), (1, ""), "{out}");
    let subjects: Vec<String> =
        jsonl(&out).iter().map(|report| report["subject"].as_str().unwrap().to_owned()).collect();
    assert_eq!(subjects, ["tree/a.crt", "tree/inner/b.crt"]);
}

#[test]
fn many_files_are_shown_in_order_and_in_little_memory() {
    let place = scratch();
    let certificate = old_certificate();
    std::fs::create_dir(place.path().join("many")).unwrap();
    for number in 0..600 {
        write(place.path().join(format!("many/{number:04}.crt")), &certificate);
    }
    let (status, out, _) = inspected(place.path(), &["--format", "jsonl", "many"]);
    let subjects: Vec<String> =
        jsonl(&out).iter().map(|report| report["subject"].as_str().unwrap().to_owned()).collect();
    let wanted: Vec<String> = (0..600).map(|number| format!("many/{number:04}.crt")).collect();
    assert_eq!((status, subjects), (1, wanted));
    let peak = peak(place.path(), &["--format", "jsonl", "many"]).unwrap_or_default();
    assert!(peak < MOST, "{peak} KiB");
}
