//! A certificate that is read for its facts and for its path at once.

use xmppcert::pki::certificate::Certificate;
use xmppcert::pki::content::{Piece, Thing, linked_pieces, pieces};
use xmppcert::pki::link::Link;

use super::super::mint::{ca, leaf, root};

fn certificate(piece: &Piece) -> &Certificate {
    match &piece.thing {
        Thing::Certificate(certificate) => certificate,
        _ => unreachable!("it is a certificate"),
    }
}

#[test]
fn a_link_that_is_read_along_is_the_one_that_is_read_alone() {
    let root = root(ca("Root"));
    let leaf = root.issue(leaf("example.org"));
    for der in [root.link.der(), leaf.link.der()] {
        let alone = Link::from_der(der).unwrap();
        let linked = linked_pieces(der, None);
        let along = certificate(&linked[0]).link.as_ref().unwrap();
        assert_eq!(format!("{along:?}"), format!("{alone:?}"));
        assert!(along.verify_with(&root.link).is_ok());
        assert!(certificate(&pieces(der, None)[0]).link.is_none());
    }
}

#[test]
fn what_follows_a_certificate_is_not_signed() {
    let root = root(ca("Root"));
    let longer = [root.link.der(), b"behind"].concat();
    let linked = linked_pieces(&longer, None);
    assert_eq!(linked[0].trailing, 6);
    let along = certificate(&linked[0]).link.as_ref().unwrap();
    assert_eq!(along.fingerprint, root.link.fingerprint);
    assert!(Link::from_der(&longer).is_err());
}
