//! Damaged, mutated and meaningless input; and that nothing secret is shown.

use proptest::prelude::*;

use super::*;

#[test]
fn a_key_that_was_cut_short_says_so() {
    let whole = key(KeyKind::Rsa2048).pkcs8_der();
    let half = &whole[..whole.len() / 2];
    let expected = KeyError::Truncated { announced: whole.len(), actual: half.len() };
    assert_eq!(read(half).unwrap_err(), expected);
    assert_eq!(read(pem::encode("PRIVATE KEY", half).as_bytes()).unwrap_err(), expected);
    let encrypted = &mut der(ONE_ROUND.as_bytes());
    // three bytes less everywhere: the outer length, the inner length, the bytes themselves
    encrypted.truncate(encrypted.len() - 3);
    encrypted[2] -= 3;
    let length = encrypted.iter().rposition(|byte| *byte == 0x90).unwrap();
    encrypted[length] -= 3;
    assert_eq!(read(encrypted).unwrap_err(), KeyError::Broken("its encrypted part is cut short"));
    let text = key(KeyKind::EcP256).to_pkcs8_pem();
    let error = read(&text.as_bytes()[..text.len() - 30]).unwrap_err();
    assert!(matches!(error, KeyError::Pem(pem::PemError::Unterminated { .. })), "{error}");
    assert_eq!(read(b"").unwrap_err(), KeyError::Unrecognised);
}

#[test]
fn numbers_that_contradict_each_other_are_found() {
    let whole = key(KeyKind::Rsa2048).pkcs8_der();
    // the last number of all is the CRT coefficient, which nothing but a check would miss
    let mut garbled = whole.to_vec();
    *garbled.last_mut().unwrap() ^= 1;
    assert!(matches!(read(&garbled).unwrap_err(), KeyError::Broken(_)));
    let mut foreign = key(KeyKind::EcP256).pkcs8_der().to_vec();
    *foreign.last_mut().unwrap() ^= 1;
    assert!(matches!(read(&foreign).unwrap_err(), KeyError::Broken(_)));
}

#[test]
fn debug_shows_nothing_secret() {
    assert_eq!(format!("{:?}", key(KeyKind::EcP256)), "PrivateKey(P-256)");
    let encrypted = key(KeyKind::EcP256).to_encrypted_pem(PASSPHRASE).unwrap();
    let shown = format!("{:?}", PrivateKey::find(encrypted.as_bytes()));
    assert_eq!(shown, "Ok(Encrypted(EncryptedKey(PBES2, PBKDF2-SHA256, AES-256-CBC)))");
    let blocks = pem::blocks(key(KeyKind::EcP256).to_pkcs8_pem().as_bytes());
    assert_eq!(
        format!("{blocks:?}"),
        r#"[Ok(Block { label: "PRIVATE KEY", headers: [], line: 1, .. })]"#
    );
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
        let _ = read(pem::encode("PRIVATE KEY", &bytes).as_bytes());
        let _ = read(pem::encode("EC PRIVATE KEY", &bytes).as_bytes());
    }

    #[test]
    fn no_mutation_of_a_key_makes_the_reader_panic(
        which in 0..7usize, form in 0..4usize, as_der: bool,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let forms = &*PEM_FORMS[which];
        let pem = forms[form % forms.len()].as_bytes();
        let mut bytes = if as_der { der(pem) } else { pem.to_vec() };
        mutate(&mut bytes, &changes);
        // found, not opened: 600,000 rounds for each case would take an hour
        let _ = PrivateKey::find(&bytes);
        let _ = PrivateKey::find(pem::encode("PRIVATE KEY", &bytes).as_bytes());
    }

    #[test]
    fn no_mutation_of_an_encrypted_key_makes_the_reader_panic(
        pem in prop::sample::select(vec![TRADITIONAL, ONE_ROUND]), as_der: bool,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = if as_der { der(pem.as_bytes()) } else { pem.as_bytes().to_vec() };
        mutate(&mut bytes, &changes);
        let _ = read(&bytes);
    }
}

fn der(pem: &[u8]) -> Vec<u8> {
    pem::blocks(pem).remove(0).unwrap().der.to_vec()
}

fn mutate(bytes: &mut [u8], changes: &[(prop::sample::Index, u8)]) {
    for (at, value) in changes {
        bytes[at.index(bytes.len())] = *value;
    }
}

static PEM_FORMS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    KEYS.iter().map(|(_, key)| forms(key).into_iter().map(|(_, pem)| pem).collect()).collect()
});

/// Two encryptions of one key, by OpenSSL 3.0: `ec -aes256` and `pkcs8 -topk8 -iter 1`.
const TRADITIONAL: &str = include_str!("traditional.pem");
const ONE_ROUND: &str = include_str!("one-round.pem");

#[test]
fn encrypted_keys_that_were_kept_are_still_read() {
    let (one, other) = (read(TRADITIONAL.as_bytes()), read(ONE_ROUND.as_bytes()));
    assert_eq!(one.unwrap().pkcs8_der(), other.unwrap().pkcs8_der());
}

/// pkcs5 0.8 would take eight octets of a vector that has four.
#[test]
fn a_vector_that_is_too_short_is_refused() {
    let tlv = |tag: u8, parts: &[&[u8]]| {
        let content = parts.concat();
        [&[tag, u8::try_from(content.len()).unwrap()], content.as_slice()].concat()
    };
    let sealed = |vector: &[u8]| {
        let pbes2 = [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 13];
        let pbkdf2 = [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 12];
        let triple_des = [0x06, 8, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 3, 7];
        let salt_and_rounds = tlv(0x30, &[&tlv(0x04, &[&[7; 8]]), &[2, 2, 8, 0]]);
        let derivation = tlv(0x30, &[&pbkdf2, &salt_and_rounds]);
        let cipher = tlv(0x30, &[&triple_des, &tlv(0x04, &[vector])]);
        let scheme = tlv(0x30, &[&pbes2, &tlv(0x30, &[&derivation, &cipher])]);
        tlv(0x30, &[&scheme, &tlv(0x04, &[&[9; 16]])])
    };
    assert!(matches!(PrivateKey::find(&sealed(&[1; 8])), Ok(Found::Encrypted(_))));
    for length in [0, 4, 7, 9] {
        let refused = read(&sealed(&vec![1; length])).unwrap_err();
        assert!(matches!(refused, KeyError::Broken(_)), "{length}: {refused}");
    }
}
