//! Every rule that a certificate made here can break is named, at its place.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyUsagePurpose};
use time::{Duration, OffsetDateTime};
use xmppcert::check::path::{
    EXCUSES, Judge, Judgement, Purpose, Question, RevocationCheck, Rule, SecondOpinion,
};
use xmppcert::pki::link::Link;

use super::super::mint::{Minted, NOW, ca, extension, key, leaf, root};

fn day(from_now: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(NOW).unwrap() + Duration::days(from_now)
}

/// A chain of three, each changed a little.
fn chain(
    top: impl FnOnce(&mut CertificateParams),
    middle: impl FnOnce(&mut CertificateParams),
    bottom: impl FnOnce(&mut CertificateParams),
) -> [Minted; 3] {
    let (mut one, mut two, mut three) = (ca("top"), ca("middle"), leaf("example.org"));
    top(&mut one);
    middle(&mut two);
    bottom(&mut three);
    let one = root(one);
    let two = one.issue(two);
    let three = two.issue(three);
    [one, two, three]
}

fn judge(chain: &[Minted; 3]) -> Judgement {
    let judge = Judge::new([chain[0].link.clone()], [chain[1].link.clone()], []);
    judge.judge(&chain[2].link, &[], &Question::server(NOW))
}

fn broken(chain: &[Minted; 3]) -> Vec<(Rule, usize)> {
    let judgement = judge(chain);
    judgement.best.breaches.iter().map(|breach| (breach.rule, breach.at)).collect()
}

fn nothing(_: &mut CertificateParams) {}

#[test]
fn a_good_chain_is_sound_and_both_judges_say_so() {
    let chain = chain(nothing, nothing, nothing);
    let judgement = judge(&chain);
    assert!(judgement.is_sound() && judgement.best.breaches.is_empty(), "{judgement:#?}");
    assert_eq!(judgement.best.second, SecondOpinion::Sound);
    assert_eq!(judgement.best.anchor.as_ref().unwrap().fingerprint, chain[0].link.fingerprint);
    assert_eq!(judgement.budget_spent.signatures, 2);
    // what came with the leaf serves as well as the heap
    let judge = Judge::new([chain[0].link.clone()], [], []);
    let own = [chain[1].link.clone()];
    assert!(judge.judge(&chain[2].link, &own, &Question::server(NOW)).is_sound());
    assert!(!judge.judge(&chain[2].link, &[], &Question::server(NOW)).is_sound());
}

#[test]
fn each_breach_is_named_where_it_is() {
    type Change = fn(&mut CertificateParams);
    let table: &[(Change, Change, Change, Rule, usize)] = &[
        (nothing, nothing, |p| p.not_after = day(-1), Rule::Expired, 0),
        (nothing, |p| p.not_before = day(1), nothing, Rule::NotYetValid, 1),
        (|p| p.not_after = day(-1), nothing, nothing, Rule::Expired, 2),
        (nothing, nothing, |p| p.not_after = day(-40), Rule::NeverValid, 0),
        (nothing, |p| p.is_ca = IsCa::NoCa, nothing, Rule::NotCa, 1),
        (nothing, |p| p.is_ca = IsCa::ExplicitNoCa, nothing, Rule::NotCa, 1),
        (nothing, |p| p.key_usages = vec![KeyUsagePurpose::CrlSign], nothing, Rule::CertSign, 1),
        (
            |p| p.is_ca = IsCa::Ca(BasicConstraints::Constrained(0)),
            nothing,
            nothing,
            Rule::PathLength,
            2,
        ),
        (
            nothing,
            nothing,
            |p| p.is_ca = IsCa::Ca(BasicConstraints::Unconstrained),
            Rule::CaAsLeaf,
            0,
        ),
        (nothing, nothing, |p| p.key_usages = vec![KeyUsagePurpose::CrlSign], Rule::TlsKeyUsage, 0),
        (
            nothing,
            nothing,
            |p| p.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ClientAuth],
            Rule::WrongPurpose,
            0,
        ),
        (
            nothing,
            |p| p.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ClientAuth],
            nothing,
            Rule::WrongPurpose,
            1,
        ),
        (
            nothing,
            nothing,
            |p| p.custom_extensions.push(extension(&[1, 2, 3], true, vec![5, 0])),
            Rule::UnknownCriticalExtension,
            0,
        ),
        (
            nothing,
            |p| p.custom_extensions.push(extension(&[2, 5, 29, 54], true, vec![5, 0])),
            nothing,
            Rule::UnreadableExtension,
            1,
        ),
        (
            nothing,
            nothing,
            |p| {
                p.custom_extensions.push(extension(&[1, 2, 3], false, vec![5, 0]));
                p.custom_extensions.push(extension(&[1, 2, 3], false, vec![5, 0]));
            },
            Rule::DuplicateExtension,
            0,
        ),
        (
            nothing,
            |p| {
                p.custom_extensions.push(extension(
                    &[2, 5, 29, 36],
                    true,
                    vec![0x30, 3, 0x80, 1, 0],
                ))
            },
            nothing,
            Rule::Policy,
            0,
        ),
    ];
    for (top, middle, bottom, rule, at) in table {
        let found = broken(&chain(top, middle, bottom));
        assert!(found.contains(&(*rule, *at)), "{rule:?} at {at}: {found:?}");
    }
}

#[test]
fn all_breaches_are_named_not_the_first() {
    let chain = chain(
        |p| p.not_after = day(-1),
        |p| p.key_usages = vec![KeyUsagePurpose::CrlSign],
        |p| p.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ClientAuth],
    );
    let found = broken(&chain);
    for wanted in [(Rule::WrongPurpose, 0), (Rule::CertSign, 1), (Rule::Expired, 2)] {
        assert!(found.contains(&wanted), "{wanted:?}: {found:?}");
    }
}

#[test]
fn ends_that_are_missing() {
    let chain = chain(nothing, nothing, nothing);
    let [top, middle, bottom] = &chain;
    let question = Question::server(NOW);
    let rules = |anchors: &[&Minted], heap: &[&Minted], leaf: &Arc<Link>| -> Vec<Rule> {
        let links = |all: &[&Minted]| all.iter().map(|one| one.link.clone()).collect::<Vec<_>>();
        let judgement = Judge::new(links(anchors), links(heap), []).judge(leaf, &[], &question);
        judgement.best.breaches.iter().map(|breach| breach.rule).collect()
    };
    assert_eq!(rules(&[top], &[], &bottom.link), [Rule::IssuerMissing]);
    assert_eq!(rules(&[], &[middle, top], &bottom.link), [Rule::UntrustedRoot]);
    let namesake = root(ca("top"));
    let found = rules(&[&namesake], &[middle], &bottom.link);
    assert!(
        found.contains(&Rule::BadSignature) && found.contains(&Rule::KeyIdMismatch),
        "{found:?}"
    );
    // trusted by itself, a leaf needs no more
    assert_eq!(rules(&[bottom], &[], &bottom.link), []);
    assert_eq!(rules(&[middle], &[], &bottom.link), []);
}

#[test]
fn the_question_decides() {
    let chain = chain(nothing, nothing, |p| {
        p.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ClientAuth];
    });
    let judge = Judge::new([chain[0].link.clone()], [chain[1].link.clone()], []);
    let sound = |question: Question| judge.judge(&chain[2].link, &[], &question).is_sound();
    let server = Question::server(NOW);
    assert!(!sound(server.clone()));
    assert!(sound(Question { purpose: Purpose::Client, ..server.clone() }));
    assert!(sound(Question { purpose: Purpose::Any, ..server.clone() }));
    let client = Question { purpose: Purpose::Client, ..server };
    assert!(!sound(Question { max_depth: 0, ..client.clone() }));
    assert!(!sound(Question { revocation: RevocationCheck::Required, ..client.clone() }));
    assert!(!sound(Question { now: NOW + 86_400 * 31, ..client.clone() }));
    assert!(!sound(Question { now: -1, ..client }));
}

#[test]
fn a_further_leaf_costs_one_signature() {
    let [top, middle, _] = chain(nothing, nothing, nothing);
    let judge = Judge::new([top.link.clone()], [middle.link.clone()], []);
    let key = key();
    for number in 1..=50 {
        let leaf = middle.issue_for(leaf(&format!("host{number}.example.org")), key.clone());
        for _ in 0..2 {
            let judgement = judge.judge(&leaf.link, &[], &Question::server(NOW));
            assert_eq!(judgement.best.second, SecondOpinion::Sound);
        }
        assert_eq!(judge.signatures_checked(), number + 1);
    }
}

/// webpki reads no pathLenConstraint over 255, and its refusal counts.
#[test]
fn the_second_judge_has_a_voice() {
    let chain = chain(
        nothing,
        |p| {
            p.is_ca = IsCa::NoCa;
            let value = vec![0x30, 7, 1, 1, 0xff, 2, 2, 1, 0x2c];
            p.custom_extensions.push(extension(&[2, 5, 29, 19], true, value));
        },
        nothing,
    );
    let judgement = judge(&chain);
    assert!(matches!(judgement.best.second, SecondOpinion::Refused { .. }), "{judgement:#?}");
    assert!(broken(&chain).contains(&(Rule::SecondJudge, 0)));
    assert!(!judgement.is_sound());
}

#[test]
fn excuses_give_reasons() {
    assert!(EXCUSES.iter().all(|excuse| excuse.reason.starts_with("it ")));
}
