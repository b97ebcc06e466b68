//! A reader of DER that gives what is there and says what is wrong (X.690, RFC 5280).
//!
//! x509-parser reads what is well-formed, and of the rest nothing. This reader is for the rest: no
//! octets make it fail, panic, recurse, or take more memory than a small multiple of the input.

mod cursor;
mod defect;
mod extensions;
mod fields;
mod flaw;
mod form;
mod found;
mod names;
mod outline;
mod path;
mod profile;
mod shape;
mod strings;
mod tag;
mod times;
mod tlv;
mod value;
mod walk;
mod words;

pub use defect::{Defect, DefectKind, MOST_DEFECTS};
pub use flaw::{BitStringFlaw, OidFlaw};
pub use outline::{Break, Extension, Outline, certificate_outline};
pub use shape::{Shape, shape};
pub use strings::StringFlaw;
pub use tag::{Class, Tag};
pub use times::TimeFlaw;
pub use tlv::{Flaws, Reader, Tlv};

use found::Found;

/// What is wrong with a DER file, in its order; at most [`MOST_DEFECTS`].
///
/// Certificates, requests and revocation lists are held to RFC 5280 as well. PKCS#7 and PKCS#12 are
/// BER, so only damage counts there.
pub fn defects(der: &[u8]) -> Vec<Defect> {
    examine(der).1
}

/// The outline and the defects in one reading.
pub fn examine(der: &[u8]) -> (Outline<'_>, Vec<Defect>) {
    let outline = certificate_outline(der);
    let mut found = Found::default();
    let Some(whole) = outline.whole.filter(|_| is_der(&outline)) else {
        found.add(0, DefectKind::NotDer);
        if let Some(whole) = outline.whole.filter(|whole| whole.tag.is_sequence()) {
            walk::header(&whole, &mut found);
        }
        return (outline, found.into_sorted());
    };
    if whole.end() < der.len() {
        found.add(whole.end(), DefectKind::TrailingBytes { count: der.len() - whole.end() });
    }
    if outline.shape != Shape::UnknownAsn1 {
        fields(&outline, &mut found);
    }
    walk::walk(Reader::at(0, whole.der), &mut found);
    let mut all = found.into_sorted();
    if matches!(outline.shape, Shape::Pkcs7 | Shape::Pkcs12) {
        all.retain(|defect| defect.kind.is_damage());
    }
    all.iter_mut().for_each(|defect| defect.path = path::path(&outline, defect.offset));
    (outline, all)
}

fn is_der(outline: &Outline<'_>) -> bool {
    outline.shape != Shape::NotDer || outline.signed.is_some()
}

/// The defects that a walk over all encodings does not see.
fn fields(outline: &Outline<'_>, found: &mut Found) {
    use Shape::{Certificate, NotDer, Request, RevocationList};
    if !matches!(outline.shape, Certificate | Request | RevocationList | NotDer) {
        return;
    }
    for one in &outline.breaks {
        found.add(one.offset, DefectKind::Structure { why: one.why.clone() });
    }
    profile::check(outline, found);
    outline.extensions.iter().for_each(|extension| extensions::check(extension, found));
}
