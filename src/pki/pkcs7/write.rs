//! Bundles of certificates as they are written: `.p7b`.

use pkcs8::ObjectIdentifier;

use super::SIGNED_DATA;
use crate::pki::tlv;

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");

/// A bundle of these certificates and nothing else, in DER: `SignedData` of which nobody is the signer
/// (RFC 2315 §9.1, RFC 5652 §5.1).
///
/// The order is that of DER (X.690 §11.6), shorter certificates first, and not that of a chain: they
/// are a set, and programs that want one order find it themselves. A certificate that is there twice
/// is written once. In PEM the label is `PKCS7` (RFC 7468 §8).
pub fn write(certificates: &[&[u8]]) -> Vec<u8> {
    let mut certificates: Vec<Vec<u8>> = certificates.iter().map(|der| der.to_vec()).collect();
    certificates.sort_unstable();
    certificates.dedup();
    let signed_data = tlv::sequence(&[
        // version 1: nothing but X.509 certificates, and contents of the type data (RFC 5652 §5.1)
        &tlv::integer(1),
        &tlv::set_of(tlv::SET, Vec::new()),
        &tlv::sequence(&[&tlv::oid(DATA)]),
        &tlv::set_of(tlv::CONSTRUCTED_0, certificates),
        &tlv::set_of(tlv::SET, Vec::new()),
    ]);
    let content = tlv::encode(tlv::CONSTRUCTED_0, &[&signed_data]);
    tlv::sequence(&[&tlv::oid(SIGNED_DATA), &content])
}
