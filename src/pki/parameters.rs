//! Parameters of keys in blocks of their own, as OpenSSL writes them: a curve, or the numbers of DH
//! and DSA.

use super::certificate::curve_name;
use super::der::{Reader, Tlv};
use super::oid;

/// What a `… PARAMETERS` block of PEM holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameters {
    /// The label of the block, such as `EC PARAMETERS`.
    pub label: String,
    /// The curve of EC parameters (RFC 5480 §2.1.1), such as `P-256`, or its OID in dots.
    pub curve: Option<String>,
    /// The size in bits of the prime of DH (PKCS #3, RFC 3279 §2.3.3) or DSA (RFC 3279 §2.3.2)
    /// parameters.
    pub bits: Option<usize>,
}

impl Parameters {
    /// Reads the DER of a block of that label; `None` where it holds no parameters of that kind.
    pub fn read(label: &str, der: &[u8]) -> Option<Parameters> {
        let whole = Reader::new(der).next().filter(|whole| !whole.is_incomplete())?;
        let (curve, bits) = match (label.starts_with("EC "), whole.tag.is_sequence()) {
            (true, true) => (Some("a curve of its own".to_owned()), None),
            (true, false) => (Some(named(&whole)?), None),
            (false, true) => (None, Some(prime(&whole)?)),
            (false, false) => return None,
        };
        Some(Parameters { label: label.to_owned(), curve, bits })
    }
}

fn named(curve: &Tlv<'_>) -> Option<String> {
    const OID: u32 = 6;
    (curve.tag.universal() == Some(OID)).then(|| curve_name(&oid::text(curve.content)))
}

/// The bits of the first INTEGER, which is the prime in all three kinds.
fn prime(parameters: &Tlv<'_>) -> Option<usize> {
    const INTEGER: u32 = 2;
    let first = parameters.children().next()?;
    let number = first.tag.universal() == Some(INTEGER) && !first.is_incomplete();
    let octets = Some(first.content).filter(|_| number)?;
    let zeros = octets.iter().take_while(|octet| **octet == 0).count();
    let top = octets.get(zeros)?;
    Some((octets.len() - zeros) * 8 - top.leading_zeros() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_are_named_and_primes_measured() {
        let read = |label: &str, der: &[u8]| {
            Parameters::read(label, der).map(|it| (it.curve.unwrap_or_default(), it.bits))
        };
        let p256 = [6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
        assert_eq!(read("EC PARAMETERS", &p256), Some(("P-256".to_owned(), None)));
        assert_eq!(read("EC PARAMETERS", &[6, 2, 0x88, 0x37]), Some(("2.999".to_owned(), None)));
        assert!(read("EC PARAMETERS", &[0x30, 0]).is_some());
        let dh = [0x30, 7, 2, 2, 0, 0xff, 2, 1, 2];
        assert_eq!(read("DH PARAMETERS", &dh), Some((String::new(), Some(8))));
        for none in [&[][..], &[6, 9], &[0x30, 0], &[4, 0], &p256] {
            assert_eq!(read("DH PARAMETERS", none), None, "{none:?}");
        }
        assert_eq!(read("EC PARAMETERS", &[4, 0]), None);
    }
}
