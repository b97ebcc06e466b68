//! iPAddress subtrees: an address and its mask.

use super::Side;

/// What is wrong with an iPAddress as a subtree (RFC 5280 §4.2.1.10: 8 or 32 octets, CIDR style).
pub(super) fn fault(base: &[u8]) -> Option<&'static str> {
    if !matches!(base.len(), 8 | 32) {
        return Some("is not an address and a mask");
    }
    let (_, mask) = base.split_at(base.len() / 2);
    let ones: u32 = mask.iter().take_while(|octet| **octet == 0xff).map(|_| 8).sum();
    let partial = mask.iter().find(|octet| **octet != 0xff).map_or(0, |octet| octet.leading_ones());
    let total: u32 = mask.iter().map(|octet| octet.count_ones()).sum();
    (ones + partial != total).then_some("has a mask with holes")
}

pub(super) fn contains(base: &[u8], name: &[u8], side: Side) -> bool {
    // what is no address may be anywhere
    if !matches!(name.len(), 4 | 16) || fault(base).is_some() {
        return side == Side::Excluded;
    }
    let (network, mask) = base.split_at(base.len() / 2);
    network.len() == name.len()
        && network.iter().zip(mask).zip(name).all(|((n, m), octet)| n & m == octet & m)
}
