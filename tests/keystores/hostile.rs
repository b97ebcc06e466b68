//! Damaged, mutated, greedy and meaningless input; and that nothing secret is shown.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::support::peer;

/// The longest that any input may take.
const PATIENCE: Duration = Duration::from_secs(1);

fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    let length = match length {
        [0, 0, 0, short @ ..0x80] => vec![short],
        [0, 0, 0, one] => vec![0x81, one],
        [0, 0, two @ ..] => [&[0x82][..], &two].concat(),
        four => [&[0x84][..], &four].concat(),
    };
    [&[tag][..], &length, &content].concat()
}

const DATA: &[u8] = &[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
const ENCRYPTED: &[u8] = &[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 6];

/// A store of these parts.
pub(super) fn pfx(safes: &[&[u8]], mac: &[u8]) -> Vec<u8> {
    let contents = tlv(0x04, &[&tlv(0x30, safes)]);
    tlv(0x30, &[&[2, 1, 3], &tlv(0x30, &[DATA, &tlv(0xa0, &[&contents])]), mac])
}

/// A MAC with SHA-1 after so many rounds.
fn mac(rounds: &[u8]) -> Vec<u8> {
    mac_of(&[6, 5, 0x2b, 0x0e, 3, 2, 0x1a], rounds)
}

const SHA_512: &[u8] = &[6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3];

fn mac_of(hash: &[u8], rounds: &[u8]) -> Vec<u8> {
    let hash = tlv(0x30, &[hash, &[5, 0]]);
    let digest = tlv(0x30, &[&hash, &tlv(0x04, &[&[0; 20]])]);
    tlv(0x30, &[&digest, &tlv(0x04, &[&[0; 8]]), &tlv(0x02, &[rounds])])
}

/// An encrypted part, by an algorithm with its parameters.
fn encrypted(algorithm: &[u8]) -> Vec<u8> {
    let info = tlv(0x30, &[DATA, algorithm, &tlv(0x80, &[&[0; 32]])]);
    tlv(0x30, &[ENCRYPTED, &tlv(0xa0, &[&tlv(0x30, &[&[2, 1, 0], &info])])])
}

fn pbes2(kdf: &[u8], cipher: &[u8]) -> Vec<u8> {
    let oid = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 0x0d];
    encrypted(&tlv(0x30, &[&oid, &tlv(0x30, &[kdf, cipher])]))
}

fn pbkdf2(salt: &[u8], rounds: &[u8]) -> Vec<u8> {
    let oid = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 0x0c];
    tlv(0x30, &[&oid, &tlv(0x30, &[&tlv(0x04, &[salt]), &tlv(0x02, &[rounds])])])
}

fn scrypt(n: &[u8], r: &[u8], p: &[u8]) -> Vec<u8> {
    let oid = [6, 9, 0x2b, 6, 1, 4, 1, 0xda, 0x47, 4, 0x0b];
    let [n, r, p] = [n, r, p].map(|number| tlv(0x02, &[number]));
    tlv(0x30, &[&oid, &tlv(0x30, &[&tlv(0x04, &[&[7; 8]]), &n, &r, &p])])
}

fn aes256(iv: &[u8]) -> Vec<u8> {
    tlv(0x30, &[&[6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 0x2a], &tlv(0x04, &[iv])])
}

fn triple_des(iv: &[u8]) -> Vec<u8> {
    tlv(0x30, &[&[6, 8, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 3, 7], &tlv(0x04, &[iv])])
}

fn opened(bytes: &[u8], password: Option<&str>) -> Result<Keystore, StoreError> {
    let start = Instant::now();
    let opened = Keystore::open(bytes, password, &["another"]);
    let took = start.elapsed();
    assert!(took < PATIENCE, "{took:?} for {} bytes", bytes.len());
    opened
}

/// 2^62.
const HUGE: [u8; 8] = [0x40, 0, 0, 0, 0, 0, 0, 0];

#[test]
fn greed_is_refused_by_its_number() {
    let three_million_and_one = [0x2d, 0xc6, 0xc1];
    let two_million = [0x1e, 0x84, 0x80];
    let (one, iv) = ([1], [0; 16]);
    let cases = [
        (pfx(&[], &mac(&three_million_and_one)), "3000001 rounds of key derivation, more"),
        (pfx(&[], &mac(&[0x7f; 8])), "9187201950435737471 rounds"),
        (
            pfx(&[], &mac_of(SHA_512, &two_million)),
            "12000000 rounds of key derivation in all, more",
        ),
        (
            pfx(&[&pbes2(&pbkdf2(&[7; 8], &three_million_and_one), &aes256(&iv))], &[]),
            "3000001 rounds of key derivation, more",
        ),
        (
            pfx(&[&pbes2(&scrypt(&[0x10, 0, 0], &[8], &one), &aes256(&iv))], &[]),
            "1024 MiB of memory for scrypt, more than the 128",
        ),
        (
            pfx(&[&pbes2(&scrypt(&[0x40, 0], &[8], &[64]), &aes256(&iv))], &[]),
            "1024 MiB of work for scrypt, more than the 256",
        ),
        (
            pfx(&[&pbes2(&scrypt(&[0x40; 1], &[0x7f; 8], &[0x7f; 8]), &aes256(&iv))], &[]),
            "MiB of memory for scrypt, more than the 128",
        ),
        (
            pfx(&[&pbes2(&scrypt(&HUGE, &[0x7f; 8], &[0x7f; 8]), &aes256(&iv))], &[]),
            "MiB of memory for scrypt, more than the 128",
        ),
    ];
    for (bytes, words) in cases {
        assert_eq!(sniff(&bytes), Some(StoreFormat::Pkcs12));
        let error = opened(&bytes, Some(PASSWORD)).unwrap_err();
        assert!(matches!(error, StoreError::Cost { .. }), "{error}");
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn parameters_that_make_no_sense_are_damage() {
    let one = [1];
    let parts = [
        pbes2(&pbkdf2(&[7; 8], &[0]), &aes256(&[0; 16])),
        pbes2(&pbkdf2(&[7; 8], &[0xff]), &aes256(&[0; 16])),
        pbes2(&pbkdf2(&[7; 8], &one), &aes256(&[0; 3])),
        pbes2(&pbkdf2(&[7; 8], &one), &triple_des(&[0; 3])),
        pbes2(&scrypt(&[3], &[8], &one), &aes256(&[0; 16])),
        pbes2(&scrypt(&[16], &[0], &one), &aes256(&[0; 16])),
        pbes2(&scrypt(&[16], &[8], &[0]), &aes256(&[0; 16])),
    ];
    for part in parts {
        let store = opened(&pfx(&[&part], &[]), Some(PASSWORD));
        let unreadable = |store: &Keystore| {
            matches!(
                store.entries[..],
                [xmppcert::pki::keystore::Entry { content: EntryContent::Unreadable { .. }, .. }]
            )
        };
        assert!(
            matches!(store, Err(StoreError::Broken { .. })) || store.as_ref().is_ok_and(unreadable),
            "{store:?}"
        );
    }
    // and a salt of any length is one
    for length in [0, 33, 64, 200] {
        let part = pbes2(&pbkdf2(&vec![7; length], &one), &aes256(&[0; 16]));
        let error = opened(&pfx(&[&part], &[]), Some(PASSWORD)).unwrap_err();
        assert_eq!(error, StoreError::WrongPassword);
    }
}

/// A part with one bag, which is not encrypted.
fn plain(bag_type: u8, value: &[u8]) -> Vec<u8> {
    let oid = [6, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 0x0c, 0x0a, 1, bag_type];
    let bags = tlv(0x30, &[&tlv(0x30, &[&oid, &tlv(0xa0, &[value])])]);
    tlv(0x30, &[DATA, &tlv(0xa0, &[&tlv(0x04, &[&bags])])])
}

#[test]
fn a_key_bag_holds_a_key_and_nothing_else() {
    let pbes2 = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 0x0d];
    let parameters = tlv(0x30, &[&pbkdf2(&[7; 8], &[1]), &triple_des(&[0; 3])]);
    let encrypted = tlv(0x30, &[&tlv(0x30, &[&pbes2, &parameters]), &tlv(0x04, &[&[0; 32]])]);
    let armoured = pem::encode("ENCRYPTED PRIVATE KEY", &encrypted);
    // its length has a byte too many for DER, and then there is PEM
    let content = [&[2, 1, 0, b'\n'], armoured.as_bytes()].concat();
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    let dressed = [&[0x30, 0x83, 0][..], &length, &content].concat();
    for value in [&encrypted, &dressed] {
        let store = opened(&pfx(&[&plain(1, value)], &[]), None).unwrap();
        assert!(matches!(keys(&store)[..], [(KeyState::Unsupported(_), [])]), "{store:?}");
    }
}

#[test]
fn nesting_without_end_comes_to_an_end() {
    let open: Vec<u8> = [0x30, 0x80].repeat(50_000);
    assert!(opened(&open, None).is_err());
    let begun = [&[0x30, 0x80, 2, 1, 3, 0x30, 0x80], DATA, &[0xa0, 0x80].repeat(50_000)].concat();
    assert!(matches!(opened(&begun, None), Err(StoreError::Broken { .. })));
    let segments = [0x24, 0x80].repeat(50_000);
    let begun = [&[0x30, 0x80, 2, 1, 3, 0x30, 0x80], DATA, &[0xa0, 0x80], &segments].concat();
    assert!(matches!(opened(&begun, None), Err(StoreError::Broken { .. })));

    let safe_contents = [6, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 0x0c, 0x0a, 1, 6];
    let mut bags = tlv(0x30, &[]);
    for _ in 0..2000 {
        bags = tlv(0x30, &[&tlv(0x30, &[&safe_contents, &tlv(0xa0, &[&bags])])]);
    }
    let safe = tlv(0x30, &[DATA, &tlv(0xa0, &[&tlv(0x04, &[&bags])])]);
    let store = opened(&pfx(&[&safe], &[]), None).unwrap();
    let EntryContent::Unreadable { why } = &store.entries[0].content else { panic!("{store:?}") };
    assert_eq!(why, "bags are nested too deep");
}

#[test]
fn java_stores_announce_more_than_they_have() {
    let header = [0xce, 0xce, 0xce, 0xce, 0, 0, 0, 2];
    let greedy = [&header[..], &[0xff; 40]].concat();
    assert!(matches!(opened(&greedy, None), Err(StoreError::Cost { .. })));
    let name_and_date = [0, 1, b'a', 0, 0, 0, 0, 0, 0, 0, 0];
    let secret = [&[0, 0, 0, 3], &name_and_date[..], &[0xac, 0xed, 0, 5]].concat();
    for object in [&[0x73][..], &[0x75], &[0x72], &[0x77], &[0x74, 0xff, 0xff], &[0x71; 5]] {
        let deep = object.repeat(10_000);
        let store = [&header[..], &[0, 0, 0, 1], &secret, &deep, &[0; 20]].concat();
        let store = opened(&store, None).unwrap();
        let EntryContent::Unreadable { why } = &store.entries[0].content else {
            panic!("{store:?}")
        };
        assert!(why.contains("cannot be found"), "{why}");
    }
}

#[test]
fn what_is_no_store_is_not_taken_for_one() {
    let others: [&[u8]; 6] = [
        &IDENTITY.chain[0],
        IDENTITY.key.pkcs8_der(),
        IDENTITY.key.spki_der(),
        &[0; 64],
        b"",
        IDENTITY.pem().leak().as_bytes(),
    ];
    for bytes in others {
        assert_eq!(sniff(bytes), None);
        assert_eq!(Keystore::open(bytes, None, &[]).unwrap_err(), StoreError::Unrecognised);
    }
}

/// What is mutated: made by OpenSSL with one round, or nothing where it is missing.
static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let Some(openssl) = peer("openssl") else { return vec![] };
    let made = ["", "-legacy", "-nomac", "-keypbe NONE", "-keypbe NONE -certpbe NONE -nomac"];
    let export = |options| {
        let command = format!("pkcs12 -export -iter 1 {options} -passout pass:{PASSWORD}");
        openssl.run(&command, IDENTITY.pem().as_bytes()).unwrap()
    };
    let mut seeds: Vec<Vec<u8>> = made.into_iter().map(export).collect();
    seeds.push(java_store());
    seeds
});

/// A JCEKS with a certificate and a sealed key, unsealed and unverified.
fn java_store() -> Vec<u8> {
    let name = |text: &str| {
        [&u16::try_from(text.len()).unwrap().to_be_bytes()[..], text.as_bytes()].concat()
    };
    let der = &IDENTITY.chain[0];
    let certificate = [
        &[0, 0, 0, 2][..],
        &name("root"),
        &[0, 0, 1, 0x80, 0, 0, 0, 0],
        &name("X.509"),
        &u32::try_from(der.len()).unwrap().to_be_bytes(),
        der,
    ];
    let field = |kind: u8, text: &str| [&[kind][..], &name(text)].concat();
    let class = |text: &str, flags: u8, fields: &[&[u8]]| {
        let count = u16::try_from(fields.len()).unwrap().to_be_bytes();
        let begin = [&[0x72][..], &name(text), &[0; 8], &[flags], &count].concat();
        [begin, fields.concat(), vec![0x78]].concat()
    };
    let text_type = [&[0x74][..], &name("Ljava/lang/String;")].concat();
    let fields = [
        [field(b'[', "encryptedContent"), vec![0x74], name("[B")].concat(),
        [field(b'L', "sealAlg"), text_type].concat(),
    ];
    let above = class("javax.crypto.SealedObject", 2, &[&fields[0], &fields[1]]);
    let sealed = class("com.sun.crypto.provider.SealedObjectForKeyProtector", 2, &[]);
    let bytes = [class("[B", 2, &[]), vec![0x70, 0, 0, 0, 3, 1, 2, 3]].concat();
    let values = [vec![0x75], bytes, vec![0x74], name("PBEWithMD5AndTripleDES")].concat();
    let secret = [
        &[0, 0, 0, 3][..],
        &name("key"),
        &[0, 0, 1, 0x80, 0, 0, 0, 0],
        &[0xac, 0xed, 0, 5, 0x73],
        &sealed,
        &above,
        &[0x70],
        &values,
    ];
    let header = [0xce, 0xce, 0xce, 0xce, 0, 0, 0, 2, 0, 0, 0, 2];
    [&header[..], &secret.concat(), &certificate.concat(), &[0; 20]].concat()
}

#[test]
fn what_follows_a_sealed_key_is_found() {
    let store = Keystore::open(&java_store(), None, &[]).unwrap();
    let [secret, certificate] = store.entries.as_slice() else { panic!("{store:?}") };
    let EntryContent::Secret { algorithm } = &secret.content else { panic!("{secret:?}") };
    assert_eq!(algorithm, "sealed by PBEWithMD5AndTripleDES");
    assert!(matches!(certificate.content, EntryContent::Certificate { trusted: true, .. }));
}

#[test]
fn debug_shows_nothing_secret() {
    let Some(store) = SEEDS.first() else { return };
    let shown = format!("{:?}", keys(&Keystore::open(store, Some(PASSWORD), &[]).unwrap())[0].0);
    assert_eq!(shown, "Open(PrivateKey(P-256))");
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..400), prefix in 0..4usize,
    ) {
        let prefixes: [&[u8]; 4] = [
            b"",
            &[0x30, 0x80, 2, 1, 3, 0x30, 0x80, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1],
            &[0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, b'a'],
            &[0xce, 0xce, 0xce, 0xce, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 1, b'a',
              0, 0, 0, 0, 0, 0, 0, 0, 0xac, 0xed, 0, 5],
        ];
        if prefix == 0 {
            prop_assert_eq!(sniff(&bytes), None);
        }
        let _ = opened(&[prefixes[prefix], &bytes].concat(), Some(PASSWORD));
    }

    #[test]
    fn no_mutation_of_a_store_makes_the_reader_panic(
        which: prop::sample::Index, given: bool,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..5),
        cut in proptest::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        if SEEDS.is_empty() {
            return Ok(());
        }
        let mut bytes = which.get(&SEEDS).clone();
        for (at, value) in &changes {
            let at = at.index(bytes.len());
            bytes[at] = *value;
        }
        bytes.truncate(cut.map_or(bytes.len(), |cut| cut.index(bytes.len())));
        let _ = opened(&bytes, given.then_some(PASSWORD));
    }
}
