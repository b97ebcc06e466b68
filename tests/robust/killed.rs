//! Killed at any moment: what `xmppcert::files` promises, seen from outside.

use std::{
    collections::BTreeMap,
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

use super::program::{
    CSR, KEY, Seen, has_nameless_files, random, require, snapshot, spki_of_key, spki_of_request,
    with_pair, xmppcert,
};

/// How often; `XMPPCERT_KILLS` asks for more.
fn rounds() -> u32 {
    std::env::var("XMPPCERT_KILLS").map_or(200, |rounds| rounds.parse().unwrap())
}

/// Starts a run and kills it between its start and a little after its usual end. Says whether it
/// was still running.
fn run_and_kill(dir: &Path, arguments: &str, usual: Duration) -> bool {
    let moment = random(u64::try_from(usual.as_micros()).unwrap() * 5 / 4);
    let mut run = xmppcert(dir, arguments);
    let run = run.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    let mut run = run.spawn().unwrap();
    sleep(Duration::from_micros(moment));
    run.kill().unwrap();
    run.wait().unwrap().code().is_none()
}

/// How long a run takes here that nobody kills: the median of nine.
fn usual_time(arguments: &str) -> Duration {
    let mut times: Vec<Duration> = (0..9)
        .map(|_| {
            let dir = with_pair();
            let started = Instant::now();
            require(&xmppcert(dir.path(), arguments).output().unwrap(), 0);
            started.elapsed()
        })
        .collect();
    times.sort();
    times[4]
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

fn is_backup(name: &str) -> bool {
    name.starts_with(&format!("{KEY}.~")) && name.ends_with('~')
}

/// Every file is whole and as closed as it should be, and the request's key is somewhere.
fn require_whole(files: &BTreeMap<String, Seen>) {
    for (name, file) in files {
        let secret = name.contains(".key");
        assert_eq!(file.mode, if secret { 0o600 } else { 0o644 }, "{name}");
        if secret {
            spki_of_key(&file.bytes);
        } else {
            spki_of_request(&file.bytes);
        }
        let known = name == KEY || name == CSR || is_hidden(name) || is_backup(name);
        assert!(known, "{name} is left");
    }
    let Some(request) = files.get(CSR) else { return };
    let wanted = spki_of_request(&request.bytes);
    let visible = files.iter().filter(|(name, _)| *name == KEY || is_backup(name));
    let mut keys = visible.map(|(_, file)| spki_of_key(&file.bytes));
    assert!(keys.any(|key| key == wanted), "the key of the request is lost");
}

#[test]
fn killed_while_it_replaces_a_pair_old_or_new_is_there_whole() {
    const RUN: &str = "csr example.org --force";
    if !has_nameless_files() {
        return;
    }
    let usual = usual_time(RUN);
    let (mut killed, mut changed, mut between, mut with_hidden, mut most) = (0, 0, 0, 0, 0);
    let mut dir = with_pair();
    for round in 0..rounds() {
        if round % 20 == 0 {
            // backups pile up, and each is read in every round
            dir = with_pair();
        }
        let before = snapshot(dir.path());
        killed += u32::from(run_and_kill(dir.path(), RUN, usual));
        let after = snapshot(dir.path());
        require_whole(&after);
        let (key, csr) = (after[KEY] != before[KEY], after[CSR] != before[CSR]);
        assert!(key || !csr, "the request is new and its key is old");
        // whatever was there before and is not a hidden name is there still
        let old_key = after.iter().any(|(_, file)| *file == before[KEY]);
        assert!(old_key, "the older key is lost");
        changed += u32::from(key && csr);
        between += u32::from(key != csr);
        let hidden = after.keys().filter(|name| is_hidden(name)).count();
        let hidden_before = before.keys().filter(|name| is_hidden(name)).count();
        with_hidden += u32::from(hidden > hidden_before);
        most = most.max(hidden.saturating_sub(hidden_before));
        // one name each for the old request, the new request and the new key
        assert!(hidden <= hidden_before + 3, "{hidden_before} hidden names became {hidden}");
        if hidden > 0 && round % 4 == 3 {
            require(&xmppcert(dir.path(), RUN).output().unwrap(), 0);
            assert!(!snapshot(dir.path()).keys().any(|name| is_hidden(name)), "hidden names stay");
        }
    }
    println!(
        "{} runs of {usual:?}, {killed} of them killed: {changed} pairs replaced, {between} in between, \
         {with_hidden} left hidden names, at most {most}",
        rounds()
    );
    // or the test has looked at nothing
    assert!(killed > rounds() / 8, "only {killed} were killed");
}

#[test]
fn killed_while_it_makes_a_pair_nothing_is_there_or_it_is_whole() {
    const RUN: &str = "csr example.org";
    if !has_nameless_files() {
        return;
    }
    let usual = usual_time("csr example.org --force");
    let (mut killed, mut nothing, mut key_only, mut both) = (0, 0, 0, 0);
    for _ in 0..rounds() {
        let dir = tempfile::tempdir().unwrap();
        killed += u32::from(run_and_kill(dir.path(), RUN, usual));
        let files = snapshot(dir.path());
        require_whole(&files);
        assert!(files.keys().all(|name| name == KEY || name == CSR), "{:?}", files.keys());
        match files.len() {
            0 => nothing += 1,
            1 => {
                assert!(files.contains_key(KEY), "a request without its key");
                key_only += 1;
            }
            _ => {
                assert_eq!(spki_of_key(&files[KEY].bytes), spki_of_request(&files[CSR].bytes));
                both += 1;
            }
        }
    }
    println!(
        "{} runs of {usual:?}, {killed} of them killed: {nothing} left nothing, {key_only} the key, \
         {both} both",
        rounds()
    );
    assert!(killed > rounds() / 8, "only {killed} were killed");
    assert!(nothing > 0);
}
