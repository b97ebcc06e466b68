//! General cures, made those of a case.

use super::assembly::{is_asked, issuer_addresses};
use super::case::Case;
use crate::name::Domain;
use crate::report::shell_quoted;

/// A cure with the file, the domain, the account and the key of the case for the words `FILE`, `DOMAIN`,
/// `JID` and `KEY`, where they are known; a request goes to a public CA where the certificate is from one.
pub(super) fn of_case(case: &Case<'_>, cure: &str) -> String {
    let is_vain = cure.contains(" --fetch") && !can_fetch(case);
    let cure = &if is_vain { cure.replace(" --fetch", " INTERMEDIATES") } else { cure.to_owned() };
    let Some((words, command)) = cure.split_once("xmppcert ") else { return cure.to_owned() };
    let mut words = format!("{words}xmppcert");
    for word in command.split(' ') {
        words.push(' ');
        words.push_str(&specific(case, word));
        let is_open = !["--for ", "--from ", "--jid "].iter().any(|said| command.contains(said));
        if word == "csr" && is_open && case.leaf.has_web_pki_marks() {
            words.push_str(" --for public-ca");
        }
    }
    words
}

/// Whether `chain --fetch` has an address to ask, and has not asked already.
fn can_fetch(case: &Case<'_>) -> bool {
    let path = &case.judgement.best.certificates;
    let addresses = || path.iter().flat_map(|link| issuer_addresses(link));
    case.fetched.is_empty() && addresses().any(|address| is_asked(&address))
}

fn specific(case: &Case<'_>, word: &str) -> String {
    let known = match word {
        "FILE" => Some(case.file.to_owned()),
        "DOMAIN" => case.wanted_domain().map(Domain::to_string),
        "JID" => case.wanted_account().map(|jid| jid.to_string()),
        "KEY" => case.key.map(|key| key.file.to_owned()),
        _ => None,
    };
    known.map_or_else(|| word.to_owned(), |known| shell_quoted(&known))
}
