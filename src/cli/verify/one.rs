//! One file: its leaf judged.

use std::path::Path;
use std::sync::Arc;

use crate::check::path::{Judgement, Purpose, Question};
use crate::check::{self, Asked, Case, Standing};
use crate::inspect;
use crate::name::Identity;
use crate::pki::certificate::Certificate;
use crate::pki::content::{Piece, Thing, linked_pieces};
use crate::pki::link::Link;
use crate::report::Report;

use super::super::absent::without_certificate;
use super::super::anchors::octets;
use super::super::failure::Failure;
use super::super::session::Session;
use super::asked::Wish;
use super::bench::{Bench, Seat};
use super::given::Key;
use super::told;

/// Judges the first certificate of a file.
///
/// # Errors
/// When the file, the key or the trust anchors cannot be read, or it holds no certificate.
pub(super) fn judge(
    path: &Path,
    wish: &Wish,
    bench: &Bench<'_>,
    session: &Session,
) -> Result<Report, Failure> {
    let shown = path.display().to_string();
    let octets = octets(path, session)?;
    let pieces = linked_pieces(&octets, bench.passphrase.as_ref().map(|secret| secret.as_str()));
    let leaf = pieces.iter().find(|piece| is_certificate(&piece.thing));
    let Some(leaf) = leaf else { return Err(without_certificate(&shown, &pieces)) };
    let Thing::Certificate(certificate) = &leaf.thing else {
        return Ok(inspect::report(shown, leaf, bench.now));
    };
    let seat = bench.seat(session)?;
    let all = Certificates::read(certificate, &pieces)?;
    let judgement = seat.judge.judge(&all.link, &all.above, &question(wish, bench));
    let key = match &bench.args.key {
        Some(path) => {
            let user = bench.server.and_then(|choice| choice.server.user);
            Some(Key::read(path, bench.passphrase.as_ref(), user, session)?)
        }
        None => None,
    };
    let seen = inspect::report(shown, leaf, bench.now);
    Ok(verdict(seen, &all, &judgement, key.as_ref(), wish, bench, seat))
}

/// The certificates of a file, each read once.
struct Certificates<'a> {
    leaf: &'a Certificate,
    link: Arc<Link>,
    others: Vec<&'a Certificate>,
    above: Vec<Arc<Link>>,
    names: Vec<Identity>,
}

impl<'a> Certificates<'a> {
    fn read(leaf: &'a Certificate, pieces: &'a [Piece]) -> Result<Certificates<'a>, Failure> {
        let link = match &leaf.link {
            Some(link) => Arc::clone(link),
            // for what is wrong with it
            None => Link::from_der(&leaf.der).map(Arc::new).map_err(Failure::input)?,
        };
        let others: Vec<&Certificate> = pieces
            .iter()
            .filter_map(|piece| match &piece.thing {
                Thing::Certificate(other) if !std::ptr::eq(other.as_ref(), leaf) => {
                    Some(other.as_ref())
                }
                _ => None,
            })
            .collect();
        let above = others.iter().filter_map(|other| other.link.clone()).collect();
        let names = check::presented(leaf, &link);
        Ok(Certificates { leaf, link, others, above, names })
    }
}

fn verdict(
    seen: Report,
    all: &Certificates<'_>,
    judgement: &Judgement,
    key: Option<&Key>,
    wish: &Wish,
    bench: &Bench<'_>,
    seat: &Seat,
) -> Report {
    let standing = wish.asked.clone().map(|asked| Standing::of(asked, &all.names));
    let case = Case {
        file: &seen.subject,
        leaf: all.leaf,
        link: &all.link,
        names: &all.names,
        others: &all.others,
        position: 0,
        key: key.map(Key::given),
        standing: standing.as_ref(),
        judgement,
        now: bench.now,
        expires_in: Some(bench.expires_in),
        critical_in: bench.critical_in,
        components: &wish.components,
        server: bench.server,
        fetched: &[],
    };
    let mut findings = seen.findings;
    findings.extend(check::findings(&case));
    let soon = &check::rules::expires_soon::RULE.code;
    let is_ending = findings.iter().any(|finding| std::ptr::eq(finding.code, soon));
    let facts = told::facts(seen.facts, &case, wish, bench, &seat.anchors, is_ending);
    Report { subject: seen.subject, facts, findings }
}

fn question(wish: &Wish, bench: &Bench<'_>) -> Question {
    let purpose = match &wish.asked {
        Some(Asked::Server { .. } | Asked::Invalid { .. }) => Purpose::Server,
        Some(Asked::Account(_)) => Purpose::Client,
        None => Purpose::Any,
    };
    Question { purpose, ..bench.question() }
}

fn is_certificate(thing: &Thing) -> bool {
    match thing {
        Thing::Certificate(_) => true,
        Thing::Unreadable(seen) => seen.looks_like == "certificate",
        _ => false,
    }
}
