//! PKCS#7 bundles.

use std::collections::BTreeSet;

use xmppcert::pki::pkcs7::{certificates_and_crls, write};

use super::identity::{authorities, identities};
use crate::support::peer;

fn certificates() -> Vec<&'static [u8]> {
    let leaves = identities().iter().map(|identity| identity.chain()[0]);
    let authorities = authorities();
    leaves.chain([authorities.intermediate.as_slice(), &authorities.root]).collect()
}

#[test]
fn what_is_written_is_read_whatever_the_order_was() {
    let mut all = certificates();
    let made = write(&all);
    let bag = certificates_and_crls(&made).unwrap();
    assert!(bag.crls.is_empty());
    let found: BTreeSet<&[u8]> = bag.certificates.iter().map(Vec::as_slice).collect();
    assert_eq!(found, all.iter().copied().collect());
    // DER has one encoding of a set
    assert!(bag.certificates.is_sorted());
    all.reverse();
    all.push(all[0]);
    assert_eq!(write(&all), made);

    let none = certificates_and_crls(&write(&[])).unwrap();
    assert!(none.certificates.is_empty());
}

#[test]
fn openssl_gnutls_and_java_find_every_certificate() {
    let all = certificates();
    let made = write(&all);
    let readers = [
        ("openssl", "pkcs7 -inform DER -print_certs"),
        ("certtool", "--p7-info --inder"),
        ("keytool", "-J-XX:TieredStopAtLevel=1 -printcert -rfc"),
    ];
    for (program, command) in readers {
        let Some(peer) = peer(program) else { continue };
        let said = peer.run(command, &made).unwrap();
        let pem = pem::parse_many(&said).unwrap();
        let certificates = pem.iter().filter(|block| block.tag() == "CERTIFICATE");
        let found: BTreeSet<&[u8]> = certificates.map(pem::Pem::contents).collect();
        assert_eq!(found, all.iter().copied().collect(), "{program}");
    }
}
