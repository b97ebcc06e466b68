//! The kinds of CA that a request can go to, one file each, and their registry.

mod cacert;
mod private_ca;
mod public_ca;
mod rfc6120;

use crate::pki::key::KeyAlgorithm;
use crate::pki::san::AltName;
use crate::report::Step;

/// Every destination, in the order in which help shows them.
pub const DESTINATIONS: &[&Destination] = &[
    &private_ca::DESTINATION,
    &public_ca::DESTINATION,
    &cacert::DESTINATION,
    &rfc6120::DESTINATION,
];

/// A kind of CA: what it takes from a request and what it makes of it.
#[derive(Debug)]
pub struct Destination {
    /// The name that `--for` takes.
    pub id: &'static str,
    /// The kind in words, with its article: what a request goes to.
    pub title: &'static str,
    /// One line for the help.
    pub summary: &'static str,
    /// The standard, programme or source that these rules come from.
    pub cite: &'static str,
    /// Why SRVName is not asked for; `None` where it is.
    pub srv_name_lost: Option<&'static str>,
    /// Whether servers get XmppAddr unasked.
    pub xmpp_addr_by_default: bool,
    /// Why servers get no XmppAddr.
    pub xmpp_addr_left_out: &'static str,
    /// Whether a user's JID can be certified there.
    pub certifies_jids: bool,
    /// Whether the request states keyUsage and extendedKeyUsage.
    pub states_usages: bool,
    /// Whether only names of the public DNS can be had.
    pub public_names_only: bool,
    /// What becomes of a name.
    pub fate: fn(&AltName) -> Fate,
    /// Why a key of this kind is refused; `None` where it is taken.
    pub refuses_key: fn(&KeyAlgorithm) -> Option<&'static str>,
    /// What to do with the request, by the path of its file and the stem for the certificate's.
    pub next: fn(request: &str, stem: &str) -> Vec<Step>,
}

/// What a CA does with a name of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate {
    /// Whether the certificate will have it.
    pub kept: bool,
    /// The same in a few words.
    pub words: &'static str,
}

impl Fate {
    const fn kept(words: &'static str) -> Fate {
        Fate { kept: true, words }
    }

    const fn lost(words: &'static str) -> Fate {
        Fate { kept: false, words }
    }
}

impl Destination {
    /// The destination of that id.
    pub fn find(id: &str) -> Option<&'static Destination> {
        DESTINATIONS.iter().copied().find(|destination| destination.id == id)
    }
}

/// Identity, not content: every destination is one of the registry's.
impl PartialEq for Destination {
    fn eq(&self, other: &Destination) -> bool {
        self.id == other.id
    }
}

/// Why XmppAddr is opt-in wherever the CA would keep it.
const XMPP_ADDR_OPT_IN: &str = "not needed beside a dNSName (RFC 6120 §13.7.1.4 no longer encourages it), and it kills \
     ejabberd's incoming SASL EXTERNAL; --xmpp-addr puts it in";

fn signs_with_openssl(request: &str, stem: &str) -> Vec<Step> {
    let request = crate::report::shell_quoted(request);
    let certificate = crate::report::shell_quoted(&format!("{stem}.crt"));
    vec![Step {
        what: "sign it with a CA of your own, every name kept".to_owned(),
        command: Some(format!(
            "openssl x509 -req -in {request} -CA ca.crt -CAkey ca.key -copy_extensions copyall \
             -days 365 -out {certificate}"
        )),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_found() {
        for (index, destination) in DESTINATIONS.iter().enumerate() {
            assert_eq!(Destination::find(destination.id), Some(*destination));
            assert!(DESTINATIONS[..index].iter().all(|other| other.id != destination.id));
            assert!(!destination.summary.ends_with('.'));
        }
    }
}
