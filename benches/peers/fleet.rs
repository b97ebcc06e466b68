//! Ten thousand certificates in a directory, as a provider of many domains has them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use nix::sys::resource::{UsageWho, getrusage};
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256,
};
use time::{Duration, OffsetDateTime};
use xmppcert::name::{DnsName, Domain, Jid, SrvName};
use xmppcert::pki::pem;
use xmppcert::pki::san::{AltName, general_names};

use super::{median, run, words};

/// Certificates of the fleet.
const FILES: usize = 10_000;
/// Keys that they share: to make as many keys would take the time, and nothing looks at that.
const KEYS: usize = 16;
/// The directory of the leaves.
const LEAVES: &str = "certs";
/// So long a fleet lasts: then those that end within days have ended.
const FRESH: std::time::Duration = std::time::Duration::from_secs(4 * 24 * 60 * 60);
/// Seconds of CPU time. The aim is 0.4 s of wall time on two cores that have nothing else to do.
const MOST_CPU: f64 = 0.8;
/// Seconds of CPU time to judge them: 1 s of wall time on two cores that have nothing else to do.
const MOST_CPU_VERIFY: f64 = 2.0;
/// CPU time to judge them, of that which OpenSSL takes.
const MOST_OF_PEER: f64 = 0.3;
/// Peak resident memory in MiB.
const MOST_MEMORY: f64 = 64.0;

/// Measures `inspect --short` of the fleet, prints its line, and returns what is over a limit.
///
/// Nobody else does the same, so the limits are absolute. The peak is that of the largest child up to
/// now: this comes before all that may be larger.
pub(super) fn measure(program: &str, runs: usize, margin: f64) -> Vec<String> {
    let fleet = made();
    let command = words(&format!("{program} inspect --short {LEAVES}"));
    let cost = || run(&command, &fleet).unwrap_or_else(|| panic!("failed: {command:?}"));
    // once for nothing: the files must be in memory
    cost();
    let costs: Vec<_> = (0..runs).map(|_| cost()).collect();
    let cpu = median(costs.iter().map(|cost| cost.cpu).collect());
    let wall = median(costs.iter().map(|cost| cost.wall).collect());
    let peak = peak();
    println!("| what | runs | CPU ms | limit | wall ms | peak MiB | limit |");
    println!("|---|---|---|---|---|---|---|");
    println!(
        "| inspect --short of {FILES} files | {runs} | **{:.0}** | {:.0} | {:.0} | **{peak:.1}** | {MOST_MEMORY} |\n",
        1e3 * cpu,
        1e3 * MOST_CPU,
        1e3 * wall
    );
    let mut broken = Vec::new();
    if cpu > MOST_CPU * margin {
        broken.push(format!("{FILES} files: {cpu:.2} s"));
    }
    if peak > MOST_MEMORY {
        broken.push(format!("{FILES} files: {peak:.0} MiB"));
    }
    broken
}

/// Measures `verify --batch` of the fleet beside `openssl verify`, which checks no names and tells no more
/// than the first error; prints its line, and returns what is over a limit.
///
/// The peak is that of the largest child up to now, as of [`measure`]; that of OpenSSL counts too, and is lower.
pub(super) fn judge(program: &str, runs: usize, margin: f64) -> Vec<String> {
    let fleet = made();
    let ours =
        format!("{program} verify --batch list.tsv --anchors root.pem --untrusted inter.pem");
    let files = (0..FILES).map(file);
    let theirs: Vec<String> = words("openssl verify -CAfile root.pem -untrusted inter.pem")
        .into_iter()
        .chain(files)
        .collect();
    let cost =
        |command: &[String]| run(command, &fleet).unwrap_or_else(|| panic!("failed: {ours}"));
    let commands = [words(&ours), theirs];
    let costs: Vec<_> =
        (0..=runs).map(|_| commands.each_ref().map(|command| cost(command))).collect();
    // the first are for nothing: the files must be in memory
    let costs = &costs[1..];
    let [ours, theirs] =
        [0, 1].map(|side| median(costs.iter().map(|pair| pair[side].cpu).collect()));
    let wall = median(costs.iter().map(|[ours, _]| ours.wall).collect());
    let neighbours = median(costs.iter().map(|[ours, theirs]| ours.cpu / theirs.cpu).collect());
    let (ratio, peak) = (ours / theirs, peak());
    println!(
        "| what | peer | runs | CPU ms | limit | peer's | ratio | of neighbours | limit | wall ms | peak MiB | limit |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|");
    println!(
        "| verify --batch of {FILES} files | openssl | {runs} | **{:.0}** | {:.0} | {:.0} | **{ratio:.2}** | {neighbours:.2} | {MOST_OF_PEER} | {:.0} | **{peak:.1}** | {MOST_MEMORY} |\n",
        1e3 * ours,
        1e3 * MOST_CPU_VERIFY,
        1e3 * theirs,
        1e3 * wall
    );
    [
        (ratio > MOST_OF_PEER * margin, format!("verify of {FILES} files: {ratio:.2}")),
        (ours > MOST_CPU_VERIFY * margin, format!("verify of {FILES} files: {ours:.2} s")),
        (peak > MOST_MEMORY, format!("verify of {FILES} files: {peak:.0} MiB")),
    ]
    .into_iter()
    .filter_map(|(is_over, words)| is_over.then_some(words))
    .collect()
}

/// Peak resident memory of the largest child up to now, in MiB.
fn peak() -> f64 {
    getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss() as f64 / 1024.0
}

/// The fleet; made by the first run, and kept below `target/` for those to come.
///
/// `root.pem`, `inter.pem`, `certs/` with the leaves, `list.tsv` with the domain of each, and `chain.pem`, the
/// first leaf with its issuer.
pub(super) fn made() -> PathBuf {
    kept(&format!("fleet-of-{FILES}"), make)
}

/// A directory that is made by the first run and kept for those to come, as long as it is fresh.
pub(super) fn kept(name: &str, make: fn(&Path)) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // what was made some weeks ago has expired
    let age =
        fs::metadata(&place).and_then(|made| made.modified()).ok().and_then(|at| at.elapsed().ok());
    if age.is_some_and(|age| age > FRESH) {
        fs::remove_dir_all(&place).unwrap();
    }
    if !place.is_dir() {
        let unfinished = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        make(unfinished.path());
        fs::rename(unfinished.keep(), &place).unwrap();
    }
    place
}

fn make(directory: &Path) {
    let key = || KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let (root_key, ca_key) = (key(), key());
    let root = ca("Bench Root CA", BasicConstraints::Unconstrained);
    let own = root.self_signed(&root_key).unwrap();
    let root = Issuer::from_params(&root, &root_key);
    let ca = ca("Bench Intermediate CA", BasicConstraints::Constrained(0));
    let intermediate = ca.signed_by(&ca_key, &root).unwrap();
    let ca = Issuer::from_params(&ca, &ca_key);
    let keys: Vec<KeyPair> = (0..KEYS).map(|_| key()).collect();
    let write = |name: &str, ders: &[&[u8]]| {
        let text: String =
            ders.iter().map(|der| pem::encode("CERTIFICATE", der).to_string()).collect();
        fs::write(directory.join(name), text).unwrap();
    };
    fs::create_dir(directory.join(LEAVES)).unwrap();
    write("root.pem", &[own.der()]);
    write("inter.pem", &[intermediate.der()]);
    let mut list = String::new();
    for (number, key) in (0..FILES).zip(keys.iter().cycle()) {
        let signed = leaf(number).signed_by(key, &ca).unwrap();
        write(&file(number), &[signed.der()]);
        if number == 0 {
            write("chain.pem", &[signed.der(), intermediate.der()]);
        }
        let asked = if number % 10 == 7 { "other" } else { "host" };
        list.push_str(&format!("{}\t{asked}{number}.xmpp.example\n", file(number)));
    }
    fs::write(directory.join("list.tsv"), list).unwrap();
}

fn file(number: usize) -> String {
    format!("{LEAVES}/{number:05}.pem")
}

pub(super) fn ca(name: &str, constraints: BasicConstraints) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(constraints);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.use_authority_key_identifier_extension = true;
    params
}

/// A certificate with the names that a server's has. Of ten one has expired, one ends within days, one has
/// no dNSName, one a wildcard alone, one dNSName alone, and one is asked for another domain.
pub(super) fn leaf(number: usize) -> CertificateParams {
    let host = format!("host{number}.xmpp.example");
    let domain = Domain::try_from(host.as_str()).unwrap();
    let dns = AltName::Dns(DnsName::from(domain.clone()));
    let rest = [
        AltName::Xmpp(Jid::from(domain)),
        AltName::Srv(SrvName::try_from(format!("_xmpp-client.{host}").as_str()).unwrap()),
        AltName::Srv(SrvName::try_from(format!("_xmpp-server.{host}").as_str()).unwrap()),
    ];
    let names = match number % 10 {
        6 => rest.to_vec(),
        8 => vec![AltName::Dns(DnsName::try_from("*.xmpp.example").unwrap())],
        9 => vec![dns],
        _ => [vec![dns], rest.to_vec()].concat(),
    };
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, host);
    let san = general_names(&names).unwrap();
    params.custom_extensions = vec![CustomExtension::from_oid_content(&[2, 5, 29, 17], san)];
    params.extended_key_usages =
        vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
    params.use_authority_key_identifier_extension = true;
    params.is_ca = IsCa::ExplicitNoCa;
    let days = |count| OffsetDateTime::now_utc() + Duration::days(count);
    (params.not_before, params.not_after) = match number % 10 {
        3 => (days(-100), days(-10)),
        5 => (days(-10), days(5)),
        _ => (days(-10), days(80)),
    };
    params
}
