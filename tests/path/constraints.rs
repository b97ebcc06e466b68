//! The vectors of name constraints, through a chain of three.

use serde_json::Value;
use xmppcert::check::path::{Judge, Question, Rule};

use super::super::mint::{NOW, ca, extension, leaf, root};

fn octets(hex: &Value) -> Vec<u8> {
    let hex = hex.as_str().unwrap().as_bytes();
    let digit = |b: u8| (b as char).to_digit(16).unwrap() as u8;
    hex.chunks(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}

#[test]
fn name_constraints_hold_as_the_vectors_have_it() {
    let vectors: Value =
        serde_json::from_str(include_str!("../vectors/name-constraints.json")).unwrap();
    let all = vectors["vectors"].as_array().unwrap();
    assert_eq!(all.len() as u64, vectors["count"].as_u64().unwrap());
    let top = root(ca("root"));
    for vector in all {
        let mut middle = ca("constrained");
        let constraints = octets(&vector["name_constraints_der"]);
        middle.custom_extensions.push(extension(&[2, 5, 29, 30], true, constraints));
        let middle = top.issue(middle);
        let mut bottom = leaf("x");
        bottom.subject_alt_names.clear();
        bottom.custom_extensions.push(extension(
            &[2, 5, 29, 17],
            false,
            octets(&vector["san_der"]),
        ));
        let bottom = middle.issue(bottom);
        let judge = Judge::new([top.link.clone()], [middle.link.clone()], []);
        let judgement = judge.judge(&bottom.link, &[], &Question::server(NOW));
        let allowed = vector["expect"] == "allowed";
        assert_eq!(
            judgement.is_sound(),
            allowed,
            "{}: {:#?}",
            vector["id"],
            judgement.best.breaches
        );
        if !allowed {
            let named = |rule| matches!(rule, Rule::NameExcluded | Rule::NameNotPermitted);
            let mut breaches = judgement.best.breaches.iter();
            assert!(
                breaches.any(|breach| breach.at == 0 && named(breach.rule)),
                "{}",
                vector["id"]
            );
        }
    }
}
