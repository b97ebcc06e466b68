//! Key stores as they are written, of what was checked before.

use std::collections::HashSet;

use x509_parser::{certificate::X509Certificate, prelude::FromDer};
use zeroize::Zeroizing;

use super::{NewAnchor, NewEntry, Strength, WriteError, jks, pkcs12};
use crate::pki::moment::Moment;

/// A PKCS#12 store (RFC 7292) of keys with their chains and of trust anchors, either of which there
/// may be none of: without keys it is a trust store.
///
/// Keys have the password of the store, since Openfire and many others ask for no other one. Anchors
/// bear the mark (Oracle's trustedKeyUsage) without which Java passes over them. Programs put
/// chains together by names, so an anchor that has issued the last certificate of a chain becomes a
/// part of that chain.
///
/// The password may be empty, and any text: but keytool asks for six characters at least, and Java
/// reads no PKCS#12 by a password outside of printable ASCII. Java shows `created` as the date of the
/// keys.
///
/// # Errors
/// When there is nothing to put in, when entries have the same name or none, when a key has no
/// certificate or that of another key, when a certificate cannot be read, or the library fails.
pub fn write_pkcs12(
    entries: &[NewEntry<'_>],
    anchors: &[NewAnchor<'_>],
    password: &str,
    strength: Strength,
    created: Moment,
) -> Result<Zeroizing<Vec<u8>>, WriteError> {
    check(entries, anchors)?;
    pkcs12::write(entries, anchors, password, strength, created)
}

/// A JKS of version 2, of keys with their chains and of trust anchors, either of which there may be
/// none of.
///
/// JKS protects its keys and itself by one round of SHA-1, so whoever gets the file tries passwords
/// as fast as SHA-1 goes. Java 17 reads a PKCS#12 store as well where the type `jks` is configured.
///
/// The password, which is that of the keys as well, may be any text; keytool asks for six characters
/// at least. `created` is the date of every entry.
///
/// # Errors
/// As [`write_pkcs12`], and when a name or a certificate is longer than the format allows for.
pub fn write_jks(
    entries: &[NewEntry<'_>],
    anchors: &[NewAnchor<'_>],
    password: &str,
    created: Moment,
) -> Result<Zeroizing<Vec<u8>>, WriteError> {
    check(entries, anchors)?;
    jks::write(entries, anchors, password, created)
}

fn check(entries: &[NewEntry<'_>], anchors: &[NewAnchor<'_>]) -> Result<(), WriteError> {
    if entries.is_empty() && anchors.is_empty() {
        return Err(WriteError::Empty);
    }
    let aliases = entries.iter().map(|entry| entry.alias);
    check_aliases(aliases.chain(anchors.iter().map(|anchor| anchor.alias)))?;
    entries.iter().try_for_each(check_entry)?;
    anchors.iter().try_for_each(|anchor| spki(anchor.alias, anchor.der).map(|_| ()))
}

fn check_aliases<'a>(aliases: impl Iterator<Item = &'a str>) -> Result<(), WriteError> {
    let mut known = HashSet::new();
    for alias in aliases {
        if alias.is_empty() {
            return Err(WriteError::NoAlias);
        }
        if !known.insert(alias.to_lowercase()) {
            return Err(WriteError::SameAlias { alias: alias.into() });
        }
    }
    Ok(())
}

fn check_entry(entry: &NewEntry<'_>) -> Result<(), WriteError> {
    let alias = || entry.alias.to_owned();
    let (leaf, issuers) =
        entry.chain.split_first().ok_or_else(|| WriteError::NoChain { alias: alias() })?;
    if !entry.key.matches_spki(spki(entry.alias, leaf)?) {
        return Err(WriteError::OtherKey { alias: alias() });
    }
    issuers.iter().try_for_each(|der| spki(entry.alias, der).map(|_| ()))
}

/// The public key of a certificate, nothing following it.
fn spki<'a>(alias: &str, der: &'a [u8]) -> Result<&'a [u8], WriteError> {
    match X509Certificate::from_der(der) {
        Ok(([], certificate)) => Ok(certificate.tbs_certificate.subject_pki.raw),
        _ => Err(WriteError::Certificate { alias: alias.into() }),
    }
}
