//! What peers make of a path and its purposes, through the command.

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose as Purpose, IsCa, Issuer,
    KeyPair,
};
use serde_json::Value;
use xmppcert::pki::pem::encode;

use super::support::Place;

/// A CA and a leaf with those purposes that ended so many days ago, negative in the future.
fn minted(purposes: Vec<Purpose>, ended: i64) -> Place {
    let (key, leaf_key) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
    let mut root = CertificateParams::default();
    root.distinguished_name.push(DnType::CommonName, "Root");
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let mut leaf = CertificateParams::new(["a.example".to_owned()]).unwrap();
    leaf.extended_key_usages = purposes;
    leaf.not_after = time::OffsetDateTime::now_utc() - time::Duration::days(ended);
    let leaf = leaf.signed_by(&leaf_key, &Issuer::from_params(&root, &key)).unwrap();
    let place = Place::default();
    place.put("root.pem", encode("CERTIFICATE", root.self_signed(&key).unwrap().der()).as_str());
    place.put("leaf.pem", encode("CERTIFICATE", leaf.der()).as_str());
    place
}

/// The row of a server and version that is connected to.
fn row(place: &Place, arguments: &[&str], server: &str, versions: &str) -> Value {
    let head = ["verify", "leaf.pem", "--domain", "a.example", "--peers", "--format", "json"];
    let report = place.xmppcert(&[&head[..], arguments].concat()).report();
    let peers = report["facts"]["peers"].as_array().unwrap();
    let is_it = |row: &&Value| {
        row["server"] == server && row["role"] == "s2s-incoming" && row["versions"] == versions
    };
    peers.iter().find(is_it).unwrap().clone()
}

#[test]
fn purposes_are_for_each_server_to_judge() {
    let (old, new) = ("before 25.08", "25.08 and later");
    let anchors = ["--anchors", "root.pem"];
    let client = minted(vec![Purpose::ClientAuth], -9);
    assert_eq!(row(&client, &anchors, "ejabberd", old)["accepts"], "yes");
    assert_ne!(row(&client, &anchors, "ejabberd", new)["accepts"], "yes");
    let server = minted(vec![Purpose::ServerAuth], -9);
    assert_ne!(row(&server, &anchors, "ejabberd", old)["accepts"], "yes");
    assert_eq!(row(&server, &anchors, "ejabberd", new)["accepts"], "yes");
}

#[test]
fn no_server_accepts_a_path_that_does_not_hold() {
    let both = || vec![Purpose::ServerAuth, Purpose::ClientAuth];
    let new = "25.08 and later";
    let sound = row(&minted(both(), -9), &["--anchors", "root.pem"], "ejabberd", new);
    assert_eq!(sound["accepts"], "yes");
    let expired = row(&minted(both(), 9), &["--anchors", "root.pem"], "ejabberd", new);
    let untrusted = row(&minted(both(), -9), &["--anchors", "mozilla"], "ejabberd", new);
    assert_ne!(expired["accepts"], "yes");
    assert_ne!(untrusted["accepts"], "yes");
    assert_ne!(expired["why"], untrusted["why"]);
}
