//! OpenSSL as third judge of paths, on x509-limbo of the folder in `XMPPCERT_CORPORA`: where it and the
//! path engine disagree, limbo is asked who is right.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/corpora.rs"]
mod corpora;
#[path = "support/limbo.rs"]
mod limbo;
mod support;

use std::sync::Mutex;

/// Of bettertls, which is 6,341 cases of one kind, every so many.
const BETTERTLS_STEP: usize = 40;

/// Where OpenSSL is right, by limbo, and the path engine is not; tests/path_limbo.rs has the reasons.
const OURS_WRONG: &[&str] = &[
    "webpki::cn::punycode-not-in-san",
    "webpki::san::public-suffix-private-namespace-wildcard-san",
];

#[test]
fn where_openssl_disagrees_limbo_sides_with_us() {
    let Some(file) = corpora::corpus("limbo/limbo.json") else { return };
    if support::peer("openssl").is_none() {
        return;
    }
    let cases = limbo::cases(&file);
    let better = |case: &&limbo::Case| case.id.starts_with("bettertls");
    let others = cases.iter().filter(|case| !better(case));
    let asked: Vec<&limbo::Case> =
        cases.iter().filter(better).step_by(BETTERTLS_STEP).chain(others).collect();
    let found = Mutex::new((0, Vec::new(), 0));
    std::thread::scope(|scope| {
        for share in asked.chunks(asked.len().div_ceil(4)) {
            let found = &found;
            scope.spawn(move || {
                let directory = tempfile::tempdir().unwrap();
                for case in share {
                    let Some(theirs) = case.openssl(directory.path()) else { continue };
                    let ours = case.judge(true).holds;
                    let mut found = found.lock().unwrap();
                    found.0 += 1;
                    if ours != theirs && ours != case.must_hold {
                        found.1.push(case.id.clone());
                    }
                    found.2 += usize::from(ours != theirs && ours == case.must_hold);
                }
            });
        }
    });
    let (compared, mut wrong, theirs_wrong) = found.into_inner().unwrap();
    wrong.sort();
    println!(
        "{compared} compared; OpenSSL alone is wrong on {theirs_wrong}, we alone on {}",
        wrong.len()
    );
    assert!(compared > 250, "only {compared} cases could be asked");
    assert!(theirs_wrong > 0, "OpenSSL was not asked in earnest");
    assert_eq!(wrong, OURS_WRONG, "cases in which OpenSSL is right and we are not");
}
