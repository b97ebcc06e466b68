//! Missing issuers, fetched from the addresses that certificates name (RFC 5280 §4.2.2.1).
//!
//! Nobody vouches for these addresses, nor for what they give: an issuer counts when it has signed the
//! certificate below it, and a root that comes along is no trust anchor.

use std::time::Duration;

use crate::check::assembly::{Assembly, issuer_addresses};
use crate::net::{self, Address, Limits};
use crate::report::Fetched;

use super::super::session::Session;
use super::heap::Heap;

/// So many addresses are asked for one chain, whatever they give.
const REQUESTS: usize = 5;

/// What each of them is granted.
const LIMITS: Limits = Limits { octets: 64 << 10, time: Duration::from_secs(5), redirects: 2 };

/// The chain, with what had to be fetched for it, and an account of that.
pub(super) fn assembled(
    heap: &mut Heap,
    assemble: impl Fn(&Heap) -> Assembly,
    session: &Session,
) -> (Assembly, Vec<Fetched>) {
    let mut told: Vec<Fetched> = Vec::new();
    let mut requests = 0;
    loop {
        let assembly = assemble(heap);
        let Some(address) = next(&assembly, &told) else { return (assembly, told) };
        let fetched = match Address::parse(&address) {
            Err(why) => Fetched { why: Some(why.to_string()), ..outcome(address, "refused") },
            Ok(_) if requests == REQUESTS => {
                let why = format!("{REQUESTS} addresses were asked before, which is the limit");
                Fetched { why: Some(why), ..outcome(address, "limit") }
            }
            Ok(known) => {
                requests += 1;
                session.meanwhile(&format!("fetching {known}"));
                ask(&known, address, heap)
            }
        };
        told.push(fetched);
    }
}

/// The next address that may lead on: the first of the last certificate that was not tried. More of them than
/// requests are not looked at.
fn next(assembly: &Assembly, told: &[Fetched]) -> Option<String> {
    let addresses = issuer_addresses(assembly.end()?);
    let is_new = |address: &String| told.iter().all(|fetched| fetched.address != *address);
    addresses.into_iter().take(REQUESTS).find(is_new)
}

fn outcome(address: String, outcome: &'static str) -> Fetched {
    Fetched { address, outcome, ..Fetched::default() }
}

fn ask(known: &Address, address: String, heap: &mut Heap) -> Fetched {
    let net::Fetched { redirects, body } = net::fetch(known, &LIMITS);
    let fetched = match body {
        Err(error) => Fetched { why: Some(error.to_string()), ..outcome(address, "failed") },
        Ok(octets) => match heap.take_fetched(&octets, &address) {
            none if none.is_empty() => {
                let why = Some("the answer holds no certificate".to_owned());
                Fetched { why, ..outcome(address, "useless") }
            }
            certificates => Fetched { certificates, ..outcome(address, "fetched") },
        },
    };
    Fetched { redirects, ..fetched }
}
