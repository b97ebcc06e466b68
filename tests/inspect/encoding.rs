//! What is unusual in an encoding, shown as it is meant, and judged no harder than readers do.

use std::path::Path;

use serde_json::Value;

use super::build::{Parts, algorithm, attribute, extension, tlv};
use super::support::{scratch, write};
use super::{inspected, jsonl};

/// The exit status, and the one report.
fn report(parts: &Parts) -> (i32, Value) {
    let place = scratch();
    write(place.path().join("it.der"), parts.certificate());
    let (status, out, err) = inspected(place.path(), &["--format", "jsonl", "it.der"]);
    assert_eq!(err, "");
    (status, jsonl(&out).remove(0))
}

fn codes(report: &Value) -> Vec<(&str, &str)> {
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| (finding["code"].as_str().unwrap(), finding["severity"].as_str().unwrap()))
        .collect()
}

#[test]
fn the_wrong_type_of_a_date_is_a_warning_and_a_date_that_is_none_an_error() {
    let utc = || tlv(0x17, b"250101000000Z");
    for (last, status, code, severity) in [
        (tlv(0x18, b"20350101000000Z"), 0, "date-form", "warning"),
        (tlv(0x18, b"20500101000000.5Z"), 1, "date-malformed", "error"),
    ] {
        let (seen, report) = report(&Parts { dates: [utc(), last], ..Parts::default() });
        assert_eq!((seen, codes(&report)), (status, vec![(code, severity)]), "{report}");
    }
    let ends = tlv(0x18, b"20500101000000Z");
    let (status, report) = report(&Parts { dates: [utc(), ends], ..Parts::default() });
    assert_eq!((status, codes(&report)), (0, Vec::new()));
}

#[test]
fn the_roots_of_this_system_have_no_error() {
    const BUNDLE: &str = "/etc/ssl/certs/ca-certificates.crt";
    if !Path::new(BUNDLE).exists() {
        return eprintln!("skipped: there is no {BUNDLE}");
    }
    let (status, out, err) = inspected(Path::new("/"), &["--short", BUNDLE]);
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
}

#[test]
fn object_identifiers_of_a_long_first_arc_are_shown_right_everywhere() {
    // 2.999.n
    let oid = |n: u8| vec![0x88, 0x37, n];
    let named = |n: u8| tlv(0x06, &oid(n));
    let kind = |n: u8, value: Vec<u8>| tlv(0x30, &[named(n), value].concat());
    let name = tlv(0x31, &kind(1, tlv(0x0c, b"x")));
    let other = tlv(0xa0, &[named(2), tlv(0xa0, &tlv(0x0c, b"y"))].concat());
    let extensions = [
        extension(&[0x55, 29, 17], &tlv(0x30, &[other, tlv(0x88, &oid(3))].concat())),
        extension(&[0x55, 29, 37], &tlv(0x30, &named(4))),
        extension(&[0x55, 29, 32], &tlv(0x30, &tlv(0x30, &named(5)))),
    ];
    let (key, signature) = (algorithm(&oid(6)), algorithm(&oid(7)));
    let extensions = extensions.concat();
    let (status, report) = report(&Parts { name, key, signature, extensions, ..Parts::default() });
    let facts = &report["facts"];
    assert_eq!(status, 0, "{report}");
    assert_eq!(facts["subject"], "2.999.1=x");
    assert_eq!(facts["issuer"], "2.999.1=x");
    assert_eq!(facts["names"]["other"][0]["oid"], "2.999.2");
    assert_eq!(facts["names"]["other"][1]["der"], "2.999.3");
    assert_eq!(facts["extended_key_usage"][0], "2.999.4");
    assert_eq!(facts["policies"][0], "2.999.5");
    assert_eq!(facts["key"]["type"], "2.999.6");
    assert_eq!(facts["signature"], "2.999.7");
}

#[test]
fn no_attribute_of_a_name_hides_the_others() {
    let nameless = tlv(0x31, &tlv(0x30, &tlv(0x06, &[0x55, 4, 5])));
    let wide = attribute(10, 0x1c, b"\0\0\0m\0\0\0\xfc");
    let name = [nameless, tlv(0x31, &[]), wide, attribute(3, 0x1e, b"\0b")].concat();
    let directory = tlv(0xa4, &tlv(0x30, &name));
    let extensions = extension(&[0x55, 29, 17], &tlv(0x30, &directory));
    let (_, report) = report(&Parts { name, extensions, ..Parts::default() });
    let facts = &report["facts"];
    for shown in [&facts["subject"], &facts["issuer"], &facts["names"]["other"][0]["der"]] {
        assert_eq!(shown, "#30050603550405, O=mü, CN=b");
    }
    assert_eq!(facts["cn"], "b");
}

#[test]
fn keys_of_such_algorithms_are_foreign_and_not_damaged() {
    let place = scratch();
    // 2.999.3, and an identifier made of a UUID
    let uuid = [&[0x69, 0x83][..], &[0xff; 17], &[0x7f]].concat();
    let uuid = (uuid, format!("2.25.{}", u128::MAX));
    for (oid, dots) in [(vec![0x88, 0x37, 3], "2.999.3".to_owned()), uuid] {
        let plain = [tlv(0x02, &[0]), algorithm(&oid), tlv(0x04, b"key")].concat();
        let sealed = [algorithm(&oid), tlv(0x04, b"key")].concat();
        for key in [plain, sealed] {
            write(place.path().join("it.der"), tlv(0x30, &key));
            let (_, out, _) = inspected(place.path(), &["--format", "jsonl", "it.der"]);
            let facts = &jsonl(&out)[0]["facts"];
            assert!(facts["unusable"].as_str().is_some_and(|why| why.contains(&dots)), "{facts}");
        }
    }
}
