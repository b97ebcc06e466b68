//! How fast the program is beside OpenSSL, GnuTLS and cfssl, in one run on one machine.
//!
//! Whole processes are measured, as a user starts them, in the order A B A B …, so that both sides
//! meet the same noise. CPU time is user and system time of the child as the kernel counts it
//! (`getrusage(RUSAGE_CHILDREN)` before and after); wall time is from before the start to after
//! the end. What counts is the ratio of the two medians; the median of the ratios of neighbours
//! stands beside it, and where both agree the figure can be trusted.
//!
//! # Limits and noise
//!
//! A limit is a ratio of CPU times. Making an RSA key is a search for primes, whose time spreads by
//! half its median: a median of 25 is good to ±20 %, one of 41 to ±15 %. A full run (`cargo bench`)
//! fails above the limit itself. A short run, with fewer runs than 25 (`BENCH_RUNS=9`, as `.ci/run` has
//! it on machines that others use too), fails above 1.6 times the limit.
//!
//! Peers that are not installed are left out, OpenSSL excepted.
//!
//! Of many files at once `peers/fleet.rs` holds absolute limits as well.
//!
//! Words after `--` choose the pairs whose name holds one of them: `cargo bench -- request`, and
//! `cargo bench -- files` for the many files.
//!
//! `BENCH_PROGRAM` names another binary than the one that Cargo has just built; so the bench itself can be
//! built in the profile of the tests, and measure what a release build has made.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench is a program of its own, and has nobody else to tell"
)]

#[path = "peers/fleet.rs"]
mod fleet;
#[path = "peers/pool.rs"]
mod pool;

use std::{
    env, fs,
    path::Path,
    process::{Command, ExitCode, Stdio},
    time::{Duration, Instant},
};

use nix::sys::resource::{UsageWho, getrusage};

/// The program as Cargo has built it for this bench.
const BUILT: &str = env!("CARGO_BIN_EXE_xmppcert");

/// What the pairs cannot show: many files at once.
const FLEET: &str = "many files";

/// Debian's trust store, left out where it is not.
const BUNDLE: &str = "/etc/ssl/certs/ca-certificates.crt";

/// Two commands that do the same.
struct Pair {
    what: &'static str,
    ours: Vec<String>,
    theirs: Vec<String>,
    /// How often each is run, unless `BENCH_RUNS` says otherwise.
    runs: usize,
    /// The highest ratio of CPU times that passes; none where the peer is there for comparison.
    limit: Option<f64>,
}

/// What one process took, in seconds.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    cpu: f64,
}

fn main() -> ExitCode {
    let runs: Option<usize> = env::var("BENCH_RUNS").ok().map(|runs| runs.parse().unwrap());
    let margin = if runs.is_some_and(|runs| runs < 25) { 1.6 } else { 1.0 };
    let program = env::var("BENCH_PROGRAM").unwrap_or_else(|_| BUILT.to_owned());
    let program = fs::canonicalize(program).unwrap().into_os_string().into_string().unwrap();
    let dir = tempfile::tempdir().unwrap();
    prepare(&program, dir.path());
    println!("{}\n", machine());
    // Cargo adds `--bench`
    let wanted: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let is_wanted =
        |what: &str| wanted.is_empty() || wanted.iter().any(|word| what.contains(&**word));
    let mut broken = Vec::new();
    if is_wanted(FLEET) {
        let runs = runs.map_or(25, |wanted| wanted.min(25));
        broken.extend(fleet::measure(&program, runs, margin));
        broken.extend(fleet::judge(&program, runs, margin));
    }
    println!(
        "| what | peer | runs | CPU ms, ours | peer's | ratio | of neighbours | limit | wall ms, ours | peer's | ratio |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for pair in pairs(&program).into_iter().filter(|pair| is_wanted(pair.what)) {
        if !is_installed(&pair.theirs[0]) {
            println!("| {} | {} | not installed |||||||||", pair.what, pair.theirs[0]);
            continue;
        }
        let runs = runs.map_or(pair.runs, |wanted| wanted.min(pair.runs));
        let ratio = measure(&pair, runs, dir.path());
        if pair.limit.is_some_and(|limit| ratio > limit * margin) {
            broken.push(format!("{}: {ratio:.2}", pair.what));
        }
    }
    if broken.is_empty() {
        println!("\nevery limit is kept (times {margin})");
        return ExitCode::SUCCESS;
    }
    println!("\nbroken, although {margin} times the limit was allowed: {}", broken.join("; "));
    ExitCode::FAILURE
}

/// Every comparison. The requests of ours and of OpenSSL have the same seven names.
fn pairs(program: &str) -> Vec<Pair> {
    let pair = |what, ours: &str, theirs: &str, runs, limit| Pair {
        what,
        ours: words(&format!("{program} {ours}")),
        theirs: words(theirs),
        runs,
        limit,
    };
    let rsa = |bits: u32, what, runs| {
        [
            pair(
                what,
                &format!("key --type rsa{bits} --out ours.key --force"),
                &format!(
                    "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:{bits} -out peer.key"
                ),
                runs,
                Some(0.6),
            ),
            pair(
                what,
                &format!("key --type rsa{bits} --out ours.key --force"),
                &format!(
                    "certtool --generate-privkey --no-text --key-type rsa --bits {bits} --outfile peer.key"
                ),
                runs.min(25),
                None,
            ),
        ]
    };
    let mut pairs = vec![
        pair("start-up", "--version", "openssl version", 201, Some(1.0)),
        pair("start-up", "--version", "certtool --version", 101, None),
        pair(
            "request, P-256 key there, to stdout",
            "csr example.org --component conference --xmpp-addr --key there.key --out -",
            &format!(
                "openssl req -new -key there.key -subj /CN=example.org -addext {}",
                same_names()
            ),
            201,
            Some(1.0),
        ),
        pair(
            "request, P-256 key there",
            "csr example.org --component conference --xmpp-addr --key there.key --out ours.csr --force",
            &format!(
                "openssl req -new -key there.key -subj /CN=example.org -addext {} -out peer.csr",
                same_names()
            ),
            201,
            Some(1.0),
        ),
        pair(
            "request, P-256 key there",
            "csr example.org --component conference --xmpp-addr --key there.key --out ours.csr --force",
            "certtool --generate-request --no-text --load-privkey there.key --template names.cfg --outfile peer.csr",
            101,
            None,
        ),
        pair(
            "request and new P-256 key",
            "csr example.org --component conference --xmpp-addr --force",
            &format!(
                "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout peer.key \
                 -subj /CN=example.org -addext {} -out peer.csr",
                same_names()
            ),
            101,
            None,
        ),
        pair(
            "P-256 key",
            "key --out ours.key --force",
            "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out peer.key",
            101,
            None,
        ),
        pair(
            "Ed25519 key",
            "key --type ed25519 --out ours.key --force",
            "openssl genpkey -algorithm ED25519 -out peer.key",
            101,
            None,
        ),
    ];
    pairs.extend([
        pair(
            "one certificate",
            "inspect one.crt",
            "openssl x509 -in one.crt -noout -text",
            101,
            Some(0.2),
        ),
        pair("one certificate", "inspect one.crt", "certtool -i --infile one.crt", 101, Some(1.0)),
    ]);
    pairs.extend(chains(program));
    pairs.extend(assemblies(program));
    if Path::new(BUNDLE).exists() {
        let (ours, theirs) =
            (format!("inspect {BUNDLE}"), format!("certtool -i --infile {BUNDLE}"));
        pairs.push(pair("trust store", &ours, &theirs, 61, Some(0.25)));
    }
    pairs.push(pair(
        "JKS",
        "export --server jks --domain example.org --key there.key --cert one.crt --anchors one.crt \
         --passphrase-file store.secret --force",
        "keytool -importkeystore -noprompt -srckeystore there.p12 -srcstorepass:file store.secret \
         -destkeystore peer.jks -deststoretype jks -deststorepass:file store.secret",
        25,
        Some(0.05),
    ));
    pairs.extend(rsa(2048, "RSA 2048 key", 101));
    pairs.extend(rsa(3072, "RSA 3072 key", 61));
    pairs.extend(rsa(4096, "RSA 4096 key", 41));
    pairs
}

/// One chain of the fleet, with the one anchor that it needs and with those of the system.
fn chains(program: &str) -> Vec<Pair> {
    let fleet = fleet::made();
    let fleet = fleet.display();
    let ours = format!("{program} verify {fleet}/chain.pem --domain host0.xmpp.example");
    let own = format!("--anchors {fleet}/root.pem");
    let pair = |what, ours: &str, theirs: String, limit| Pair {
        what,
        ours: words(ours),
        theirs: words(&theirs),
        runs: 101,
        limit,
    };
    vec![
        pair(
            "chain",
            &format!("{ours} {own}"),
            format!(
                "certtool --verify --load-ca-certificate {fleet}/root.pem --infile {fleet}/chain.pem"
            ),
            Some(1.0),
        ),
        pair(
            "chain",
            &format!("{ours} {own}"),
            format!(
                "openssl verify -CAfile {fleet}/root.pem -untrusted {fleet}/chain.pem {fleet}/chain.pem"
            ),
            None,
        ),
        pair(
            "chain, the system's anchors",
            &ours,
            format!("certtool --verify --infile {fleet}/chain.pem"),
            Some(1.0),
        ),
    ]
}

/// A chain put together out of a thousand intermediates, of which it needs two.
fn assemblies(program: &str) -> Vec<Pair> {
    let pool = pool::made();
    let pool = pool.display();
    let pair = |theirs: String, limit| Pair {
        what: "chain out of 1,000",
        ours: words(&format!(
            "{program} chain {pool}/leaf.pem {pool}/pool.pem --anchors {pool}/root.pem"
        )),
        theirs: words(&theirs),
        runs: 61,
        limit,
    };
    vec![
        pair(
            format!(
                "cfssl bundle -flavor optimal -ca-bundle {pool}/root.pem -int-bundle {pool}/pool.pem \
                 -cert {pool}/leaf.pem"
            ),
            Some(0.5),
        ),
        pair(
            format!(
                "openssl verify -show_chain -CAfile {pool}/root.pem -untrusted {pool}/pool.pem \
                 {pool}/leaf.pem"
            ),
            None,
        ),
    ]
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}

/// What the request of ours asks for, in OpenSSL's words.
fn same_names() -> String {
    let other = |arc, value: &str| format!("otherName:1.3.6.1.5.5.7.8.{arc};{value}");
    let names = [
        "DNS:example.org".to_owned(),
        "DNS:conference.example.org".to_owned(),
        other(7, "IA5STRING:_xmpp-client.example.org"),
        other(7, "IA5STRING:_xmpp-server.example.org"),
        other(7, "IA5STRING:_xmpp-server.conference.example.org"),
        other(5, "UTF8:example.org"),
        other(5, "UTF8:conference.example.org"),
    ];
    format!("subjectAltName={}", names.join(","))
}

/// The key that is there, and the template that certtool wants.
fn prepare(program: &str, dir: &Path) {
    let made = run(&words(&format!("{program} key --out there.key")), dir);
    assert!(made.is_some(), "{program} makes no key");
    let issued =
        "openssl req -x509 -key there.key -days 30 -subj /CN=example.org -out one.crt -addext";
    let issued = [words(issued), vec![same_names()]].concat();
    assert!(run(&issued, dir).is_some(), "openssl issues no certificate");
    fs::write(dir.join("store.secret"), "changeit\n").unwrap();
    let store = "openssl pkcs12 -export -inkey there.key -in one.crt -name example.org -out there.p12 -passout \
                 file:store.secret";
    assert!(run(&words(store), dir).is_some(), "openssl makes no keystore");
    let template = "cn = example.org\ndns_name = example.org\ndns_name = conference.example.org\n\
                    xmpp_name = example.org\nxmpp_name = conference.example.org\n";
    fs::write(dir.join("names.cfg"), template).unwrap();
}

fn is_installed(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    assert!(found || program != "openssl", "openssl is not installed");
    found
}

/// Measures a pair, prints its line, and returns the ratio of the medians of CPU time.
fn measure(pair: &Pair, runs: usize, dir: &Path) -> f64 {
    let cost = |command| run(command, dir).unwrap_or_else(|| panic!("failed: {command:?}"));
    // once for nothing: the files must be in memory
    cost(&pair.ours);
    cost(&pair.theirs);
    let costs: Vec<(Cost, Cost)> =
        (0..runs).map(|_| (cost(&pair.ours), cost(&pair.theirs))).collect();
    let median_of =
        |figure: &dyn Fn(&(Cost, Cost)) -> f64| median(costs.iter().map(figure).collect());
    let cpu = (median_of(&|pair| pair.0.cpu), median_of(&|pair| pair.1.cpu));
    let wall = (median_of(&|pair| pair.0.wall), median_of(&|pair| pair.1.wall));
    let ratio = cpu.0 / cpu.1;
    let neighbours = median_of(&|pair| pair.0.cpu / pair.1.cpu);
    let limit = pair.limit.map_or("–".to_owned(), |limit| format!("{limit:?}"));
    println!(
        "| {} | {} | {runs} | {:.2} | {:.2} | **{ratio:.2}** | {neighbours:.2} | {limit} | {:.2} | {:.2} | {:.2} |",
        pair.what,
        pair.theirs[0],
        1e3 * cpu.0,
        1e3 * cpu.1,
        1e3 * wall.0,
        1e3 * wall.1,
        wall.0 / wall.1,
    );
    ratio
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// Runs a command with nothing to read and nobody to read it; none when it fails.
///
/// That `inspect` and `verify` have found something wrong is no failure: trust stores have roots with faults, and
/// of the fleet one in ten has expired. Ours then end with status 1, OpenSSL with 2 and certtool with 1.
fn run(command: &[String], dir: &Path) -> Option<Cost> {
    let mut process = Command::new(&command[0]);
    process.args(&command[1..]).current_dir(dir);
    process.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let (before, started) = (cpu_of_children(), Instant::now());
    let status = process.status().ok()?;
    let found = match (command[0].as_str(), command.get(1).map(String::as_str)) {
        ("openssl", Some("verify")) => Some(2),
        ("certtool", Some("--verify")) => Some(1),
        (_, Some("inspect" | "verify")) => Some(1),
        _ => None,
    };
    let succeeded = status.success() || found.is_some() && status.code() == found;
    let wall = started.elapsed().as_secs_f64();
    let cpu = (cpu_of_children() - before).as_secs_f64();
    // backups of keys pile up, and are counted whenever a key is replaced
    let _ = fs::read_dir(dir)
        .ok()?
        .flatten()
        .filter(|entry| {
            entry.file_name().to_string_lossy().ends_with('~')
                && fs::remove_file(entry.path()).is_ok()
        })
        .count();
    succeeded.then_some(Cost { wall, cpu })
}

fn cpu_of_children() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let seconds = usage.user_time() + usage.system_time();
    Duration::new(
        u64::try_from(seconds.tv_sec()).unwrap(),
        u32::try_from(seconds.tv_usec() * 1000).unwrap(),
    )
}

/// The processor and the versions, for whoever reads the table later.
fn machine() -> String {
    let cpuinfo = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpuinfo.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let processors = std::thread::available_parallelism().map_or(0, usize::from);
    let openssl = Command::new("openssl").arg("version").output().unwrap().stdout;
    let openssl = String::from_utf8_lossy(&openssl);
    let openssl = openssl.split(" (").next().unwrap_or_default().trim();
    let model = model.map_or("unknown processor", |(_, name)| name);
    format!("{model}, {processors} processors; {openssl}; xmppcert {}", env!("CARGO_PKG_VERSION"))
}
