//! Lists of certificates.

use std::fmt::Write;

use serde_json::Value;

use super::{codes, place, verify};

#[test]
fn every_line_has_its_report_in_order() {
    let place = place();
    let mut list = String::from("# file, domain, service\n\n");
    for number in 0..300 {
        let domain = if number % 3 == 0 { "example.com" } else { "b.example" };
        let service = ["", "\tclient", "\txmpp-server", "\tany"][number % 4];
        writeln!(list, "fullchain.pem\t{domain}{service}").unwrap();
    }
    place.put("list.tsv", list);
    let ran = verify(&place, "--batch list.tsv --format jsonl");
    let text = ran.text();
    let reports: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((reports.len(), ran.status), (300, Some(1)));
    for (number, report) in reports.iter().enumerate() {
        let expected = if number % 3 == 0 { "match" } else { "no-match" };
        assert_eq!(report["facts"]["identity"]["verdict"], expected, "line {number}");
        assert_eq!(codes(report).contains(&"identity-mismatch"), expected == "no-match");
    }
}

#[test]
fn what_cannot_be_read_does_not_keep_from_the_rest() {
    let place = place();
    place.put("list.tsv", "missing.pem\texample.com\nfullchain.pem\texample.com\nleaf.key.pem\n");
    let ran = verify(&place, "--batch list.tsv");
    assert_eq!(ran.status, Some(3));
    assert!(ran.text().starts_with("fullchain.pem  sound  for example.com"), "{}", ran.text());
    assert!(ran.err.contains("no such file: missing.pem"), "{}", ran.err);
    assert!(ran.err.contains("there is no certificate in leaf.key.pem"), "{}", ran.err);
}

#[test]
fn a_line_that_makes_no_sense_is_named() {
    let place = place();
    for (list, said) in [
        ("fullchain.pem\ta.example\tsmtp\n", "line 1: `smtp` is not a service"),
        ("\nfullchain.pem\ta.example\tany\tmore\n", "line 2: 4 fields"),
        ("\ta.example\n", "line 1: there is no file"),
    ] {
        place.put("list.tsv", list);
        let ran = verify(&place, "--batch list.tsv");
        assert_eq!((ran.status, ran.text().as_str()), (Some(2), ""));
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}
