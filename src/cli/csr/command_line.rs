//! The command line that makes the same request again.

use crate::enroll::{Names, Wish};
use crate::pki::key::KeyAlgorithm;
use crate::pki::key::KeyKind;
use crate::report::shell_quoted;

use super::Args;

/// The command in one line, for the next time or for a script. Secrets are never in it.
pub(super) fn again(args: &Args, wish: &Wish, algorithm: KeyAlgorithm) -> String {
    let mut words = vec!["xmppcert".to_owned(), "csr".to_owned()];
    words.extend(args.domains.iter().cloned());
    if let Some(path) = &args.from {
        words.extend(["--from".to_owned(), path.display().to_string()]);
    }
    if let Some(path) = &args.from_config {
        words.extend(["--from-config".to_owned(), path.display().to_string()]);
    }
    let mut option = |name: &str, values: &[String]| {
        words.extend(values.iter().flat_map(|value| [name.to_owned(), value.clone()]));
    };
    option("--component", &args.components);
    option("--jid", &args.jids);
    option("--ip", &args.ips);
    option("--san", &args.sans);
    option("--for", &[wish.destination.id.to_owned()]);
    match &args.key {
        Some(path) => option("--key", &[path.display().to_string()]),
        None => option("--type", &kind(algorithm)),
    }
    option("--subject", args.subject.as_slice());
    let paths = [("--out", &args.out), ("--key-out", &args.key_out), ("--out-dir", &args.out_dir)];
    for (name, path) in paths {
        option(name, path.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().as_slice());
    }
    words.extend(flags(args, wish).into_iter().map(str::to_owned));
    words.iter().map(|word| shell_quoted(word)).collect::<Vec<_>>().join(" ")
}

fn kind(algorithm: KeyAlgorithm) -> Vec<String> {
    let kind = KeyKind::ALL.into_iter().find(|kind| kind.algorithm() == algorithm);
    kind.map(|kind| kind.name().to_owned()).into_iter().collect()
}

fn flags(args: &Args, wish: &Wish) -> Vec<&'static str> {
    let server = matches!(wish.names, Names::Server { .. });
    let all = [
        (args.wildcard, "--wildcard"),
        (args.xmpp_addr, "--xmpp-addr"),
        (args.no_srv_name && server, "--no-srv-name"),
        (args.encrypt, "--encrypt"),
        (args.force, "--force"),
    ];
    all.into_iter().filter(|(set, _)| *set).map(|(_, flag)| flag).collect()
}
