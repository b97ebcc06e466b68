//! Ten thousand certificates in a directory, as a provider of many domains has them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use nix::sys::resource::{UsageWho, getrusage};
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, PKCS_ECDSA_P256_SHA256,
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
/// Seconds of CPU time. The aim is 0.4 s of wall time on two cores that have nothing else to do.
const MOST_CPU: f64 = 0.8;
/// Peak resident memory in MiB.
const MOST_MEMORY: f64 = 64.0;

/// Measures `inspect --short` of the fleet, prints its line, and returns what is over a limit.
///
/// Nobody else does the same, so the limits are absolute. The peak is that of the largest child up to
/// now: this comes before all that may be larger.
pub(super) fn measure(program: &str, runs: usize, margin: f64) -> Vec<String> {
    let fleet = made();
    let command = words(&format!("{program} inspect --short {}", fleet.display()));
    let cost = || run(&command, &fleet).unwrap_or_else(|| panic!("failed: {command:?}"));
    // once for nothing: the files must be in memory
    cost();
    let costs: Vec<_> = (0..runs).map(|_| cost()).collect();
    let cpu = median(costs.iter().map(|cost| cost.cpu).collect());
    let wall = median(costs.iter().map(|cost| cost.wall).collect());
    let peak = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss() as f64 / 1024.0;
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

/// The directory of the fleet; made by the first run, and kept below `target/` for those to come.
fn made() -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fleet-{FILES}"));
    if !place.is_dir() {
        let unfinished = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        make(unfinished.path());
        fs::rename(unfinished.keep(), &place).unwrap();
    }
    place
}

fn make(directory: &Path) {
    let key = || KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let mut ca = CertificateParams::default();
    ca.distinguished_name.push(DnType::CommonName, "Bench Intermediate CA");
    ca.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    let ca_key = key();
    let ca = Issuer::from_params(&ca, &ca_key);
    let keys: Vec<KeyPair> = (0..KEYS).map(|_| key()).collect();
    for (number, key) in (0..FILES).zip(keys.iter().cycle()) {
        let signed = leaf(number).signed_by(key, &ca).unwrap();
        let text = pem::encode("CERTIFICATE", signed.der());
        fs::write(directory.join(format!("{number:05}.pem")), text.as_bytes()).unwrap();
    }
}

/// A certificate with the names that a server's has; in one of ten it has expired.
fn leaf(number: usize) -> CertificateParams {
    let host = format!("host{number}.xmpp.example");
    let domain = Domain::try_from(host.as_str()).unwrap();
    let names = [
        AltName::Dns(DnsName::from(domain.clone())),
        AltName::Srv(SrvName::try_from(format!("_xmpp-client.{host}").as_str()).unwrap()),
        AltName::Srv(SrvName::try_from(format!("_xmpp-server.{host}").as_str()).unwrap()),
        AltName::Xmpp(Jid::from(domain)),
    ];
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, host);
    let san = general_names(&names).unwrap();
    params.custom_extensions = vec![CustomExtension::from_oid_content(&[2, 5, 29, 17], san)];
    params.extended_key_usages =
        vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
    params.use_authority_key_identifier_extension = true;
    params.is_ca = IsCa::ExplicitNoCa;
    let now = OffsetDateTime::now_utc();
    let begin = now - Duration::days(if number % 10 == 3 { 100 } else { 10 });
    (params.not_before, params.not_after) = (begin, begin + Duration::days(90));
    params
}
