//! The certificates of one file as a tree: who issued whom.

use crate::pki::certificate::Certificate;
use crate::pki::content::{Piece, Thing};
use crate::report::{Branch, Facts, Report};

/// A report that draws the certificates of a file, where there are two or more.
pub fn tree(subject: &str, pieces: &[Piece]) -> Option<Report> {
    let mut all: Vec<&Certificate> = Vec::new();
    for piece in pieces {
        if let Thing::Certificate(seen) = &piece.thing
            && all.iter().all(|known| known.der != seen.der)
        {
            all.push(seen);
        }
    }
    // of a whole trust store there is no picture that helps
    if !(2..=16).contains(&all.len()) {
        return None;
    }
    let parents: Vec<Option<usize>> =
        all.iter().map(|certificate| issuer_of(certificate, &all)).collect();
    let mut branches = Vec::new();
    for (index, parent) in parents.iter().enumerate() {
        if parent.is_none() {
            grow(index, 0, &all, &parents, &mut branches);
        }
    }
    // where two name each other as issuers there is no top to begin at
    for index in 0..all.len() {
        grow(index, 0, &all, &parents, &mut branches);
    }
    Some(Report { subject: subject.to_owned(), facts: Facts::Tree(branches), findings: vec![] })
}

/// The certificate of the file whose subject and key the issuer fields name (RFC 5280 §4.2.1.1).
fn issuer_of(certificate: &Certificate, all: &[&Certificate]) -> Option<usize> {
    if certificate.is_self_issued() {
        return None;
    }
    let authority = certificate.holder.extensions.authority_key.as_deref();
    all.iter().position(|other| {
        let key = other.holder.extensions.subject_key.as_deref();
        other.holder.subject.raw == certificate.issuer.raw
            && (authority.is_none() || key.is_none() || authority == key)
            && other.der != certificate.der
    })
}

fn grow(
    index: usize,
    depth: usize,
    all: &[&Certificate],
    parents: &[Option<usize>],
    branches: &mut Vec<Branch>,
) {
    // two certificates may name each other as issuers; nothing is drawn twice
    if branches.iter().any(|branch| branch.number == index + 1) || depth > all.len() {
        return;
    }
    let certificate = all[index];
    let note = match (certificate.self_signed, parents[index]) {
        (true, _) => Some("self-signed".to_owned()),
        (false, None) => {
            Some(format!("issued by {}, which is not here", certificate.issuer.short()))
        }
        (false, Some(_)) => None,
    };
    branches.push(Branch {
        number: index + 1,
        depth,
        subject: certificate.holder.subject.short().to_owned(),
        note,
    });
    for (child, parent) in parents.iter().enumerate() {
        if *parent == Some(index) {
            grow(child, depth + 1, all, parents, branches);
        }
    }
}
