//! Damaged certificates and lists: they are refused or judged, and nothing panics.

use std::sync::{Arc, OnceLock};

use proptest::prelude::*;
use rcgen::{CertificateRevocationListParams, Issuer, KeyIdMethod, SerialNumber};
use xmppcert::check::path::{Judge, Question, RevocationCheck};
use xmppcert::pki::{link::Link, revocation::RevocationList};

use super::super::mint::{NOW, ca, extension, leaf, root};

/// Leaf, intermediate, root and a list, with as many extensions as there are.
fn originals() -> &'static [Vec<u8>; 4] {
    static ORIGINALS: OnceLock<[Vec<u8>; 4]> = OnceLock::new();
    ORIGINALS.get_or_init(|| {
        let dns = [&[0x30, 13, 0x82, 11][..], b"example.org"].concat();
        let constraints = [&[0x30, 17, 0xa0, 15][..], &dns].concat();
        let top = root(ca("root"));
        let mut middle = ca("middle");
        middle.custom_extensions = vec![
            extension(&[2, 5, 29, 30], true, constraints),
            extension(&[2, 5, 29, 36], false, vec![0x30, 3, 0x80, 1, 9]),
            extension(&[2, 5, 29, 32], false, vec![0x30, 5, 0x30, 3, 6, 1, 42]),
            extension(&[2, 5, 29, 54], false, vec![2, 1, 1]),
        ];
        let middle = top.issue(middle);
        let mut bottom = leaf("example.org");
        let point =
            [&[0x30, 19, 0x30, 17, 0xa0, 15, 0xa0, 13, 0x86, 11][..], b"http://x/y/"].concat();
        bottom.custom_extensions.push(extension(&[2, 5, 29, 31], false, point));
        let bottom = middle.issue(bottom);
        let now = time::OffsetDateTime::from_unix_timestamp(NOW).unwrap();
        let list = CertificateRevocationListParams {
            this_update: now,
            next_update: now + time::Duration::days(1),
            crl_number: SerialNumber::from(1),
            issuing_distribution_point: None,
            revoked_certs: Vec::new(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        let params = ca("middle");
        let list = list.signed_by(&Issuer::from_params(&params, &*middle.key)).unwrap();
        let links = [&bottom, &middle, &top].map(|minted| minted.link.der().to_vec());
        let [bottom, middle, top] = links;
        [bottom, middle, top, list.der().to_vec()]
    })
}

fn judge(all: &[Vec<u8>; 4]) -> bool {
    let [bottom, middle, top] = [&all[0], &all[1], &all[2]].map(|der| Link::from_der(der));
    let lists = RevocationList::from_der(&all[3]).ok().map(Arc::new);
    let Ok(bottom) = bottom.map(Arc::new) else { return false };
    let links = |link: Result<Link, _>| link.ok().map(Arc::new);
    let judge = Judge::new(links(top), links(middle), lists);
    let judgement = judge.judge(&bottom, &[], &Question::server(NOW));
    let strict = Question { strict: true, ..Question::server(NOW) };
    let required = Question { revocation: RevocationCheck::Required, ..strict };
    judge.judge(&bottom, &[], &required);
    for breach in judgement.best.breaches.iter() {
        assert!(!breach.to_string().is_empty() && breach.at < judgement.best.certificates.len());
    }
    judgement.is_sound()
}

#[test]
fn undamaged_it_holds() {
    assert!(judge(originals()));
}

proptest! {
    #[test]
    fn damage_is_never_sound_and_never_panics(
        which in 0..3usize,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut all = originals().clone();
        for (place, octet) in damage {
            let place = place.index(all[which].len());
            all[which][place] ^= octet;
        }
        let same = all == *originals();
        // nobody checks an anchor's own signature
        prop_assert!(judge(&all) == same || which == 2);
    }

    #[test]
    fn damaged_lists_never_panic(place in any::<prop::sample::Index>(), octet in any::<u8>()) {
        let mut all = originals().clone();
        let place = place.index(all[3].len());
        all[3][place] ^= octet;
        judge(&all);
    }

    #[test]
    fn cut_short_it_never_panics(which in 0..4usize, place in any::<prop::sample::Index>()) {
        let mut all = originals().clone();
        let place = place.index(all[which].len());
        all[which].truncate(place);
        judge(&all);
    }
}
