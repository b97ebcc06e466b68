//! What there is to say about a request, finding by finding.

mod codes;
mod keys;
mod names;
mod renewals;

pub use codes::*;
pub use keys::about_key;
pub use renewals::*;

use crate::pki::request::RequestContent;
use crate::report::{Code, Finding};

use super::wish::Wish;

/// Every code of this room, in the order of the list that `explain --all` shows.
pub const CODES: &[&Code] = &[
    &XMPP_ADDR_CRASHES_EJABBERD,
    &XMPP_ADDR_LEFT_OUT,
    &SRV_NAME_LEFT_OUT,
    &CA_DROPS_NAME,
    &CA_REBUILDS_NAMES,
    &NOT_A_PUBLIC_NAME,
    &WILDCARD_NEEDS_DNS,
    &ADDRESS_AT_PUBLIC_CA,
    &TOO_MANY_NAMES,
    &COMPONENTS_UNNAMED,
    &IDNA2003_DIFFERS,
    &COMMON_NAME_LEFT_OUT,
    &COMMON_NAME_UNCERTIFIED,
    &KEY_REFUSED_BY_CA,
    &KEY_UNLOADABLE,
    &KEY_ENCRYPTED,
    &NAME_NOT_KEPT,
    &NAME_MENDED,
    &SUBJECT_NOT_KEPT,
    &KEY_KIND_CHANGED,
    &DESTINATION_GUESSED,
    &CA_DEFUNCT,
];

/// All findings about the names and subject of a request.
pub(super) fn about(wish: &Wish, content: &RequestContent) -> Vec<Finding> {
    let mut findings = Vec::new();
    names::about_xmpp_addr(wish, content, &mut findings);
    names::about_dropped_names(wish, content, &mut findings);
    names::about_public_names(wish, content, &mut findings);
    names::about_components(wish, &mut findings);
    names::about_old_idna(content, &mut findings);
    names::about_subject(wish, content, &mut findings);
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_complete() {
        for (index, code) in CODES.iter().enumerate() {
            assert!(CODES[..index].iter().all(|other| other.id != code.id), "{}", code.id);
            assert!(
                code.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            );
            assert!(!code.title.ends_with('.') && code.why.ends_with('.'), "{}", code.id);
            assert!(!code.cite.is_empty() && !code.fix.is_empty(), "{}", code.id);
        }
    }
}
