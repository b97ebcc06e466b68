//! A server that runs, and what it sends after each renewal.

use std::time::{Duration, Instant};

use super::given::{Home, Source, kinds};
use super::pki::{DOMAIN, P384, RSA};
use super::served::{How, ask};

/// The ports of a server.
pub type Ports = [(How, u16)];

/// How long a server may take for new files.
const PATIENCE: Duration = Duration::from_secs(15);

/// A key of each kind, then another one of the last, and then one of the first: servers with several certificates
/// of different kinds have a favourite.
pub fn sources() -> Vec<(&'static str, Source)> {
    let mut all: Vec<_> = kinds().map(|(name, kind)| (name, Source::of(kind))).into();
    all.push(("another P-384", Source::of(P384)));
    all.push(("another RSA 2048", Source::of(RSA)));
    all
}

/// Waits until exactly the chain is sent on all ports.
pub fn sends(ports: &Ports, source: &Source, what: &str, logs: impl Fn() -> String) {
    let by = Instant::now() + PATIENCE;
    for (how, port) in ports {
        loop {
            let shown = ask(*port, DOMAIN, *how);
            if shown.chain == source.chain() {
                break;
            }
            let count = shown.chain.len();
            let leaf = shown.chain.first() == Some(&source.leaf.der);
            assert!(
                Instant::now() < by,
                "{what}, {how}: {count} certificates, ours first: {leaf}; {}\n{}",
                shown.why,
                logs()
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// Exports each source over the one before it, makes the server take it, and looks what it sends.
pub fn renew(
    home: &Home,
    server: &str,
    ports: &Ports,
    sources: &[(&str, Source)],
    logs: impl Fn() -> String,
    reload: impl Fn(),
) {
    for (name, source) in sources {
        // some compare the times of files, which they know in seconds
        std::thread::sleep(Duration::from_millis(1100));
        home.take(server, source, &["--force"]);
        reload();
        sends(ports, source, &format!("{server} with {name}"), &logs);
    }
}
