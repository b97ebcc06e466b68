//! The key stores of Bouncy Castle, by their headers.
//!
//! `org.bouncycastle.jcajce.provider.keystore.bc.BcKeyStoreSpi` is what describes them: a version,
//! a salt of 20 bytes with its length, and a number of rounds. UBER goes on with blocks of Twofish,
//! BKS with entries and a MAC of 20 bytes.

use super::{StoreFormat, jks::reader::Reader};

const SALT_BYTES: u32 = 20;
const MAC_BYTES: usize = 20;
const BLOCK_BYTES: usize = 16;

/// More rounds than any version of Bouncy Castle wrote.
const MOST_ROUNDS: u32 = 1_000_000;

/// The format, if the header is that of one.
pub(super) fn sniff(bytes: &[u8]) -> Option<StoreFormat> {
    let mut reader = Reader::new(bytes);
    let version = reader.int().ok()?;
    let salt = reader.bytes().ok()?;
    let rounds = reader.int().ok()?;
    let sized = u32::try_from(salt.len()) == Ok(SALT_BYTES);
    if !sized || rounds == 0 || rounds > MOST_ROUNDS {
        return None;
    }
    if matches!(version, 1 | 2) && begins_an_entry(reader.clone()) {
        return Some(StoreFormat::Bks { version });
    }
    let blocks = reader.rest().len();
    let whole = blocks > 0 && blocks.is_multiple_of(BLOCK_BYTES);
    (version == 1 && whole).then_some(StoreFormat::Uber { version })
}

/// An entry has a type, a name, and an instant of this century or the end of the last; or there is
/// none, and the MAC follows.
fn begins_an_entry(mut reader: Reader<'_>) -> bool {
    const YEARS: std::ops::Range<i64> = 631_152_000..4_102_444_800;

    match reader.byte() {
        Ok(0) => reader.rest().len() == MAC_BYTES,
        Ok(1..=4) => {
            reader.text().is_ok() && reader.instant().is_ok_and(|instant| YEARS.contains(&instant))
        }
        _ => false,
    }
}
