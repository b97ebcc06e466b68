//! Certificates of public CAs, in a pool of more than a thousand.

use std::path::Path;

use xmppcert::pki::link::Link;
use xmppcert::pki::moment::Moment;

use super::corpora::corpus;
use super::support::{Place, read};
use super::{chain, codes, openssl_agrees};

/// The chain of a file of `trust`, with the others of that folder as pool.
fn in_trust(trust: &Path, leaf: &str, anchors: &[&str], at: &str) -> (Vec<String>, Vec<String>) {
    let place = Place::default();
    let folder = trust.join("letsencrypt");
    let shown = |name: &str| folder.join(name).display().to_string();
    let anchors: Vec<Vec<u8>> = anchors.iter().map(|name| read(folder.join(name))).collect();
    place.put("anchors.pem", anchors.concat());
    let at = Moment::parse(at, Moment::clamped(0)).unwrap().unix();
    let folder = folder.display().to_string();
    let (found, report, _) =
        chain(&place, at, &[&shown(leaf), &folder, "--anchors", "anchors.pem"]);
    let name = |der: &Vec<u8>| Link::from_der(der).unwrap().subject.common_names().concat();
    let codes = codes(&report).into_iter().map(str::to_owned);
    // these files hold CAs alone
    let codes = codes.filter(|code| code != "ca-as-leaf").collect();
    (found.iter().map(name).collect(), codes)
}

#[test]
fn each_chain_of_a_real_site_comes_out_of_the_pool() {
    let Some(trust) = corpus("trust") else { return };
    let pool = trust.join("cfssl_trust-int-bundle.pem").display().to_string();
    let mut count = 0;
    for entry in trust.join("online").read_dir().unwrap() {
        let case: serde_json::Value = serde_json::from_slice(&read(entry.unwrap().path())).unwrap();
        let all = |field: &str| -> Vec<String> {
            let list = case[field].as_array().unwrap().iter();
            list.map(|pem| pem.as_str().unwrap().to_owned()).collect()
        };
        let at = case["validation_time"].as_str().unwrap();
        let at = Moment::parse(at, Moment::clamped(0)).unwrap().unix();
        let place = Place::default();
        place.put("anchors.pem", all("trusted_certs").join("\n"));
        place.put("leaf.pem", case["peer_certificate"].as_str().unwrap());
        place.put("own.pem", all("untrusted_intermediates").join("\n"));
        let pools = ["leaf.pem", &pool, "own.pem", "--anchors", "anchors.pem"];
        let (found, report, status) = chain(&place, at, &pools);
        assert_eq!(status, 0, "{}: {report:#}", case["id"]);
        assert!((2..=all("untrusted_intermediates").len() + 1).contains(&found.len()));
        openssl_agrees(&place, at);
        count += 1;
    }
    assert_eq!(count, 14);
}

#[test]
fn the_paths_of_lets_encrypt_are_right() {
    let Some(trust) = corpus("trust") else { return };
    let (x1, x2) = ("isrgrootx1.pem", "isrg-root-x2.pem");
    let (staging_x1, staging_x2) = ("letsencrypt-stg-root-x1.pem", "letsencrypt-stg-root-x2.pem");
    let root_ye = "(STAGING) Yearning Yucca Root YE";
    let root_yr = "(STAGING) Yonder Yam Root YR";
    let now = "2026-11-01";
    for (leaf, anchors, at, expected) in [
        ("root-x2-by-x1.pem", vec![x1], now, vec!["ISRG Root X2"]),
        ("lets-encrypt-r3.pem", vec![x1, x2], "2025-01-01", vec!["R3"]),
        ("lets-encrypt-e1.pem", vec![x1, x2], "2025-01-01", vec!["E1"]),
        ("lets-encrypt-e1.pem", vec![x1], "2025-01-01", vec!["E1", "ISRG Root X2"]),
        (
            "lets-encrypt-x3-cross-signed.pem",
            vec!["trustid-x3-root.pem"],
            "2020-01-01",
            vec!["Let's Encrypt Authority X3"],
        ),
        ("root-ye-by-x2.pem", vec![staging_x1, staging_x2], now, vec![root_ye]),
        ("root-yr-by-x1.pem", vec![staging_x1, staging_x2], now, vec![root_yr]),
    ] {
        let (found, codes) = in_trust(&trust, leaf, &anchors, at);
        assert_eq!(
            (found, codes),
            (expected.iter().map(|n| (*n).to_owned()).collect(), vec![]),
            "{leaf}"
        );
    }
}

/// Of the roots of 2025 the folder has those of the test environment only, whose names are others.
#[test]
fn the_root_of_ye1_is_missed_by_name_where_it_is_not_there() {
    let Some(trust) = corpus("trust") else { return };
    for leaf in ["int-ye1.pem", "int-yr1.pem"] {
        let anchors = ["isrgrootx1.pem", "isrg-root-x2.pem"];
        let (found, codes) = in_trust(&trust, leaf, &anchors, "2026-11-01");
        assert_eq!((found.len(), codes), (1, vec!["chain-incomplete".to_owned()]), "{leaf}");
    }
}
