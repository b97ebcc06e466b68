//! `export --install` over a pair in use, killed at any moment.

use std::fs;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant, SystemTime};

use super::given::{Source, has, run};
use super::installed::Bound;
use super::pki::{DOMAIN, P256};

/// So many times over the whole of its run, and so many times about the moment at which the new pair comes.
const KILLS: [u32; 2] = [100, 150];

/// Which of two pairs is there, by key and by chain.
fn pair(bound: &Bound, sources: &[Source; 2]) -> [Option<usize>; 2] {
    let read = |end: &str| fs::read_to_string(bound.path(&format!("{DOMAIN}.{end}")));
    let (chain, key) = (read("crt").unwrap(), read("key").unwrap());
    [
        sources.iter().position(|source| source.leaf.fullchain() == chain),
        sources.iter().position(|source| source.leaf.key == key),
    ]
}

/// When the directory and the hidden one in it changed last.
fn changes(bound: &Bound) -> [Option<SystemTime>; 2] {
    let of = |name: &str| fs::metadata(bound.path(name)).and_then(|data| data.modified()).ok();
    [of("."), of(&format!(".{DOMAIN}.xmppcert"))]
}

/// A run that is on its way.
fn start(bound: &Bound, source: &Source) -> Child {
    let mut command = bound.command(source);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Waits until it begins to write, or has ended.
fn begins(bound: &Bound, before: [Option<SystemTime>; 2], child: &mut Child) {
    while changes(bound) == before && child.try_wait().unwrap().is_none() {
        std::hint::spin_loop();
    }
}

/// How long whole runs take, all of them and from when they begin to write.
fn times(bound: &Bound, sources: &[Source; 2]) -> [Duration; 2] {
    let run = |number: usize| {
        let (before, begin) = (changes(bound), Instant::now());
        let mut child = start(bound, &sources[1 - number % 2]);
        begins(bound, before, &mut child);
        let writes = Instant::now();
        assert!(child.wait().unwrap().success());
        [begin.elapsed(), writes.elapsed()]
    };
    let mut runs: Vec<[Duration; 2]> = (0..6).map(run).collect();
    [0, 1].map(|part| {
        runs.sort_by_key(|run| run[part]);
        runs[3][part].mul_f64(1.1)
    })
}

/// The pairs, and what became of them.
struct Trial {
    bound: Bound,
    sources: [Source; 2],
    now: usize,
    old: u32,
    new: u32,
}

impl Trial {
    /// Kills a run at a moment, which counts from when it begins to write or from its start; whether that left the
    /// new pair.
    fn kill(&mut self, moment: Duration, writing: bool) -> bool {
        let before = changes(&self.bound);
        let mut child = start(&self.bound, &self.sources[1 - self.now]);
        if writing {
            begins(&self.bound, before, &mut child);
        }
        let begin = Instant::now();
        while begin.elapsed() < moment {
            std::hint::spin_loop();
        }
        // which is SIGKILL
        child.kill().unwrap();
        child.wait().unwrap();
        let found = pair(&self.bound, &self.sources);
        let is_pair = found == [Some(0); 2] || found == [Some(1); 2];
        assert!(is_pair, "after {moment:?}: chain and key are {found:?}, were {}", self.now);
        let is_new = found[0] != Some(self.now);
        *if is_new { &mut self.new } else { &mut self.old } += 1;
        self.now = found[0].unwrap();
        is_new
    }
}

#[test]
fn killed_at_any_moment_it_leaves_the_old_pair_or_the_new() {
    let Some(bound) = Bound::new("prosody") else { return };
    let sources = [Source::of(P256), Source::of(P256)];
    bound.install(&sources[0]).sound();
    let [whole, writing] = times(&bound, &sources);
    let mut trial = Trial { bound, sources, now: 0, old: 0, new: 0 };
    for number in 0..KILLS[0] {
        trial.kill(whole * number / KILLS[0], false);
    }
    // where it left the old one it was too early, and else too late
    let (mut moment, mut step) = (writing / 2, writing / 8);
    for _ in 0..KILLS[1] {
        moment = match trial.kill(moment, true) {
            true => moment.saturating_sub(step),
            false => moment + step,
        };
        step = step.mul_f64(0.85).max(Duration::from_micros(15));
    }
    let Trial { bound, sources, now, old, new } = trial;
    println!("killed within {whole:?}, and about {moment:?}: {old} old, {new} new");
    assert!(old > 30 && new > 30, "{old} old, {new} new");
    // what they left is in nobody's way
    bound.install(&sources[1 - now]).sound();
    assert_eq!(pair(&bound, &sources), [Some(1 - now); 2]);
}

/// All that changes a name, each by itself, since each is counted by itself: between two of these every moment is
/// like the other.
const CALLS: [&str; 11] = [
    "?link",
    "?linkat",
    "?symlink",
    "?symlinkat",
    "?mkdir",
    "?mkdirat",
    "?rename",
    "?renameat",
    "?renameat2",
    "?unlink",
    "?unlinkat",
];

#[test]
fn killed_before_any_call_that_changes_a_name_it_leaves_the_old_pair_or_the_new() {
    if !has("strace") {
        return;
    }
    let Some(bound) = Bound::new("prosody") else { return };
    let sources = [Source::of(P256), Source::of(P256)];
    bound.install(&sources[0]).sound();
    let (mut now, mut old, mut new) = (0, 0, 0);
    for call in CALLS {
        for when in 1..40 {
            let fault = format!("inject={call}:signal=KILL:when={when}");
            let tracing =
                ["strace", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &fault];
            let ran = run(&mut bound.command_by(&tracing, &sources[1 - now]));
            let found = pair(&bound, &sources);
            let is_pair = found == [Some(0); 2] || found == [Some(1); 2];
            assert!(is_pair, "{call} {when}: chain and key are {found:?}, were {now}");
            let is_new = found[0] != Some(now);
            now = found[0].unwrap();
            if ran.status == Some(0) {
                break;
            }
            // whom strace traced ended by a signal, and so does strace
            assert!(ran.status.is_none(), "{ran:?}");
            *if is_new { &mut new } else { &mut old } += 1;
        }
    }
    println!("{old} old, {new} new");
    assert!(old > 3 && new > 0, "{old} old, {new} new");
}
