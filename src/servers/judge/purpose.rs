//! Whether the key purposes of a certificate are those that a server demands.

use crate::servers::rules::Demand;

/// id-kp-serverAuth.
const SERVER_AUTH: &str = "1.3.6.1.5.5.7.3.1";
/// id-kp-clientAuth.
const CLIENT_AUTH: &str = "1.3.6.1.5.5.7.3.2";

/// Why the purposes do not do, with both sides; `None` where they do. anyExtendedKeyUsage meets no
/// demand: OpenSSL and Erlang were run, webpki was read.
pub(super) fn refusal(demand: Demand, purposes: Option<&[String]>) -> Option<String> {
    let purposes = purposes?;
    let has = |oid: &str| purposes.iter().any(|purpose| purpose == oid);
    let (demanded, is_met) = match demand {
        Demand::Nothing => return None,
        Demand::ServerAuth => ("serverAuth", has(SERVER_AUTH)),
        Demand::ClientAuth => ("clientAuth", has(CLIENT_AUTH)),
        Demand::Either => ("serverAuth or clientAuth", has(SERVER_AUTH) || has(CLIENT_AUTH)),
    };
    let found = || listed(purposes);
    (!is_met).then(|| format!("{demanded} is demanded, the certificate is for {}", found()))
}

/// Purposes by their names.
fn listed(purposes: &[String]) -> String {
    let word = |oid: &String| match crate::pki::oid::known(oid) {
        Some(known) => known.name.to_owned(),
        None => oid.clone(),
    };
    let words: Vec<String> = purposes.iter().map(word).collect();
    if words.is_empty() { "no purpose".to_owned() } else { words.join(" and ") }
}
