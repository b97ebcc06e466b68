//! What is told of files, without any server.

use xmppcert::servers::loading::{Fate, Loading};

use super::pki::right;
use super::samples::{permissions, samples};
use super::situation::{Named, Situation, Standing, file};
use super::table::predict;

fn loading(server: &str, version: &str, situation: &Situation) -> Loading {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("certs");
    situation.put(&root);
    let files =
        situation.files.iter().map(|file| file.path.as_str()).filter(|path| *path != "live");
    let names: Vec<&str> = files.filter(|path| !path.contains('/')).collect();
    let standing =
        Standing::read(situation, &root, "/etc/certs", Named::Files(&names), Some("server"));
    predict(server, version, &standing.given())
}

fn told(server: &str, version: &str, situation: &Situation) -> String {
    let loading = loading(server, version, situation);
    let codes = loading.findings.iter().map(|finding| finding.code.id.to_owned());
    let dies = loading.dies.map(|_| "dies".to_owned());
    let chain = loading.served.iter().map(|served| served.chain.len().to_string());
    dies.into_iter().chain(chain).chain(codes).collect::<Vec<_>>().join(" ")
}

fn sample(name: &str, server: &str) -> Situation {
    let all = samples();
    let sample = all.iter().find(|sample| sample.name() == name);
    let sample = sample.unwrap_or_else(|| panic!("no sample {name}"));
    match server {
        "jabberd2" => sample.in_one("server.pem"),
        _ => {
            sample.in_two("site.pem", if server == "haproxy" { "site.pem.key" } else { "site.key" })
        }
    }
}

#[test]
fn each_fault_is_told_once_with_its_code() {
    let table = [
        ("jabberd2", "2.7.0", "right", "3"),
        ("jabberd2", "2.7.0", "leaf last, keys of one kind", "0 key-not-of-leaf"),
        ("jabberd2", "2.7.0", "leaf last, keys of two kinds", "0 key-not-of-leaf"),
        ("jabberd2", "2.7.0", "no key", "0 key-not-loaded"),
        ("jabberd2", "2.7.0", "encrypted key", "dies 0 key-not-loaded"),
        ("jabberd2", "2.7.0", "encrypted key and another password", "0 key-not-loaded"),
        ("jabberd2", "2.7.0", "DER", "0 nothing-served"),
        ("nginx", "1.22.1", "right", "3"),
        ("nginx", "1.22.1", "DER", "dies 0 start-aborted"),
        ("nginx", "1.22.1", "leaf last, keys of one kind", "dies 0 key-not-of-leaf"),
        ("nginx", "1.22.1", "leaf last, keys of two kinds", "0 key-not-of-leaf"),
        ("nginx", "1.22.1", "encrypted key", "dies 0 key-not-loaded"),
        ("haproxy", "2.6.12", "right", "3"),
        ("haproxy", "2.6.12", "leaf last, keys of two kinds", "dies 0 key-not-of-leaf"),
        ("haproxy", "2.6.12", "issuer of no base64", "1 file-refused"),
        ("haproxy", "2.6.12", "issuer of nonsense", "dies 0 start-aborted"),
        ("haproxy", "2.6.12", "wrong name", "3 other-served"),
        ("coturn", "4.6.1", "right", "3"),
        ("coturn", "4.6.1", "issuer of nonsense", "1 file-refused"),
        ("coturn", "4.6.1", "garbage", "0 nothing-served"),
        ("coturn", "4.6.1", "key of another certificate", "0 key-not-of-leaf"),
        ("jabberd14", "1.6.1", "right", "3"),
        ("jabberd14", "1.6.1", "issuers in reverse", "3"),
        ("jabberd14", "1.6.1", "leaf twice", "2"),
        ("jabberd14", "1.6.1", "CR alone", "3"),
        ("jabberd14", "1.6.1", "unknown block of no base64", "3"),
        ("jabberd14", "1.6.1", "trusted leaf", "0 key-not-of-leaf"),
        ("jabberd14", "1.6.1", "issuer of nonsense", "0 nothing-served"),
        ("jabberd14", "1.6.1", "leaf last, keys of one kind", "0 key-not-of-leaf"),
        ("jabberd14", "1.6.1", "encrypted key", "0 key-not-loaded"),
        ("jabberd14", "1.6.1", "right key behind nonsense", "0 key-not-loaded"),
        ("jabberd14", "1.4.4", "key first", "1 chain-not-sent"),
        ("jabberd14", "1.4.4", "no intermediate", "0 key-not-loaded"),
    ];
    for (server, version, name, expected) in table {
        assert_eq!(told(server, version, &sample(name, server)), expected, "{server}: {name}");
    }
}

#[test]
fn what_is_closed_is_told_with_the_part_of_the_way() {
    for server in ["jabberd2", "nginx", "haproxy", "coturn", "jabberd14"] {
        let all = permissions("server.pem");
        let expected = ["files-unreadable"; 2];
        for (situation, expected) in all.iter().zip(expected) {
            let loading = loading(server, "99", situation);
            let [finding] = &loading.findings[..] else { panic!("{:?}", loading.findings) };
            assert_eq!(finding.code.id, expected, "{server}: {}", situation.name);
            assert!(finding.explanation.contains("server cannot read it: /etc/certs/"));
        }
    }
}

#[test]
fn files_have_their_fates_and_findings_both_sides() {
    let leaf = right();
    let files = [
        file("site.crt", leaf.fullchain()),
        file("site.key", &leaf.key),
        file("old.crt", right().fullchain()),
    ];
    let situation = Situation::new("more than is used", files);
    let fates = |server: &str| -> Vec<Fate> {
        loading(server, "99", &situation).files.iter().map(|fate| fate.fate).collect()
    };
    assert_eq!(fates("nginx"), [Fate::Served, Fate::Served, Fate::Ignored]);
    assert_eq!(fates("coturn"), [Fate::Served, Fate::Served, Fate::Ignored]);
    assert_eq!(fates("jabberd2"), [Fate::Refused, Fate::Ignored, Fate::Ignored]);
    assert_eq!(fates("haproxy"), [Fate::Fatal, Fate::Ignored, Fate::Fatal]);
    let told = loading("haproxy", "99", &situation).findings;
    assert!(
        told.iter().any(|finding| finding.fix.starts_with("put it beside its chain: mv /etc/"))
    );
    let swapped = sample("leaf last, keys of two kinds", "nginx");
    let told = &loading("nginx", "99", &swapped).findings[0].explanation;
    for side in ["RSA 2048", "CN=Inner, EC P-256", "it is that of certificate 2", "alert 40"] {
        assert!(told.contains(side), "{side}: {told}");
    }
}
