//! The bytes of one file.

use zeroize::Zeroizing;

use super::order::{Order, PlanError};
use crate::pki::bundle::{Bundle, Chain};
use crate::pki::key::PrivateKey;
use crate::pki::keystore::{NewEntry, write_jks, write_pkcs12};
use crate::pki::{pem, pkcs7};
use crate::servers::{Part, Store};

/// The certificates that a file holds.
pub(super) struct Certificates<'a> {
    pub(super) chain: &'a Chain,
    pub(super) with_root: bool,
}

impl<'a> Certificates<'a> {
    /// In DER, the leaf first.
    fn der(&self) -> Vec<&'a [u8]> {
        let root = self.chain.root().filter(|_| self.with_root);
        std::iter::once(self.chain.leaf()).chain(self.chain.issuers()).chain(root).collect()
    }
}

/// PEM blocks in the order of the parts (RFC 7468).
pub(super) fn pem(
    parts: &[Part],
    bundle: &Bundle,
    with_root: bool,
) -> Result<Zeroizing<Vec<u8>>, PlanError> {
    let chain = bundle.chain();
    // a root that was asked for stands at the end of the chain, unless the layout has a place for it
    let with_root = with_root && !parts.contains(&Part::Root);
    let mut blocks: Vec<Zeroizing<String>> = Vec::new();
    for part in parts {
        match part {
            Part::Leaf => blocks.push(armoured(chain.leaf())),
            Part::Issuers => {
                blocks.extend(chain.issuers().map(armoured));
                blocks.extend(chain.root().filter(|_| with_root).map(armoured));
            }
            Part::Root => blocks.extend(chain.root().map(armoured)),
            Part::Key => blocks.push(key(bundle)?.to_pkcs8_pem()),
        }
    }
    Ok(joined(&blocks))
}

/// One certificate in PEM.
pub(super) fn certificate(der: &[u8]) -> Vec<u8> {
    armoured(der).as_bytes().to_vec()
}

/// A PKCS#12 store.
pub(super) fn pkcs12(
    alias: &str,
    order: &Order<'_>,
    store: &Store,
) -> Result<Zeroizing<Vec<u8>>, PlanError> {
    let certificates =
        Certificates { chain: order.bundle.chain(), with_root: order.with_root }.der();
    let entry = NewEntry { alias, key: key(order.bundle)?, chain: &certificates };
    let password = password(order, store)?;
    Ok(write_pkcs12(&[entry], &[], password, order.strength, order.created)?)
}

/// A Java key store.
pub(super) fn jks(
    alias: &str,
    order: &Order<'_>,
    store: &Store,
) -> Result<Zeroizing<Vec<u8>>, PlanError> {
    let certificates =
        Certificates { chain: order.bundle.chain(), with_root: order.with_root }.der();
    let entry = NewEntry { alias, key: key(order.bundle)?, chain: &certificates };
    Ok(write_jks(&[entry], &[], password(order, store)?, order.created)?)
}

/// A bag of certificates.
pub(super) fn pkcs7(certificates: &Certificates<'_>) -> Zeroizing<Vec<u8>> {
    pkcs7::write(&certificates.der()).into()
}

fn key(bundle: &Bundle) -> Result<&PrivateKey, PlanError> {
    bundle.key().ok_or(PlanError::NoKey)
}

fn password<'a>(order: &Order<'a>, store: &Store) -> Result<&'a str, PlanError> {
    order.password.or(store.password).ok_or(PlanError::NoPassword)
}

fn armoured(der: &[u8]) -> Zeroizing<String> {
    pem::encode("CERTIFICATE", der)
}

fn joined(blocks: &[Zeroizing<String>]) -> Zeroizing<Vec<u8>> {
    // with room for all, so that no copy of a key is left where it had too little
    let mut text = Zeroizing::new(Vec::with_capacity(blocks.iter().map(|block| block.len()).sum()));
    blocks.iter().for_each(|block| text.extend_from_slice(block.as_bytes()));
    text
}
