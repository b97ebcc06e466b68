//! Walks over every encoding, whatever it means.

use super::defect::DefectKind;
use super::found::Found;
use super::tag::{SEQUENCE, SET};
use super::tlv::{MAX_DEPTH, Reader, Tlv, length_octets};
use super::value;

/// EXTERNAL, EMBEDDED PDV and CHARACTER STRING are constructed, as SEQUENCE and SET are.
const CONSTRUCTED: [u32; 5] = [8, 11, SEQUENCE, SET, 29];

/// Adds what is wrong with the reader's encodings and all within them; without recursion, and no
/// deeper than [`MAX_DEPTH`].
pub(super) fn walk(reader: Reader<'_>, found: &mut Found) {
    let mut levels = vec![reader];
    while let Some(level) = levels.last_mut() {
        let Some(tlv) = level.next().filter(|_| !found.is_full()) else {
            levels.pop();
            continue;
        };
        if is_reserved(&tlv) {
            // whatever follows is no ASN.1
            found.add(tlv.offset, DefectKind::ReservedTag);
            levels.pop();
            continue;
        }
        header(&tlv, found);
        form(&tlv, found);
        if !tlv.tag.constructed {
            content(&tlv, found);
        } else if levels.len() < MAX_DEPTH {
            levels.push(tlv.children());
        } else {
            found.add_once(tlv.offset, DefectKind::TooDeep);
        }
    }
}

/// Adds what is wrong with identifier and length.
pub(super) fn header(tlv: &Tlv<'_>, found: &mut Found) {
    let flaws = &tlv.flaws;
    if flaws.cut_short {
        found.add(tlv.offset, DefectKind::HeaderCutShort);
        return;
    }
    if flaws.tag_not_minimal {
        found.add(tlv.offset, DefectKind::TagNotMinimal);
    }
    let there = tlv.content.len();
    if let Some(octets) = flaws.length_octets {
        let right = length_octets(flaws.claimed.unwrap_or(there as u64));
        found.add(tlv.offset, DefectKind::NonMinimalLength { octets, right });
    }
    if flaws.unterminated {
        found.add(tlv.offset, DefectKind::Unterminated);
    } else if flaws.indefinite {
        found.add(tlv.offset, DefectKind::IndefiniteLength);
    }
    if let Some(claimed) = flaws.claimed {
        found.add(tlv.offset, DefectKind::LengthBeyondEnd { claimed, there });
    }
}

fn is_reserved(tlv: &Tlv<'_>) -> bool {
    tlv.tag.universal() == Some(0) && !tlv.flaws.cut_short
}

/// X.690 §8.9.1, §8.11.1 and §10.2: SEQUENCE and SET are constructed, in DER all values primitive.
fn form(tlv: &Tlv<'_>, found: &mut Found) {
    let Some(universal) = tlv.tag.universal().filter(|_| !tlv.flaws.cut_short) else { return };
    let constructed = tlv.tag.constructed;
    if CONSTRUCTED.contains(&universal) != constructed {
        found.add(tlv.offset, DefectKind::WrongForm { of: tlv.tag.to_string(), constructed });
    } else if universal == SET && !tlv.is_incomplete() && !is_sorted(tlv) {
        found.add(tlv.offset, DefectKind::SetNotSorted);
    }
}

/// X.690 §11.6: in ascending order, the shorter padded with zeros, which is the order of slices.
fn is_sorted(set: &Tlv<'_>) -> bool {
    set.children().map(|tlv| tlv.der).is_sorted()
}

/// What is missing at the end is reported once, as a length.
fn content(tlv: &Tlv<'_>, found: &mut Found) {
    if !tlv.is_incomplete() {
        value::check(tlv, found);
    }
}
