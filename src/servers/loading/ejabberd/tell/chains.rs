//! What there is to say of chains, and of what is served.

use super::super::Source;
use super::super::choice::{Choice, names};
use super::{Teller, failed};
use crate::name::Domain;
use crate::pki::link::Link;
use crate::report::shell_quoted;
use crate::servers::loading::Fate;
use crate::servers::loading::codes::{
    NOTHING_SERVED, OTHER_SERVED, SEVERAL_CANDIDATES, START_ABORTED,
};

impl Teller<'_> {
    /// A certificate without its key.
    pub(in super::super) fn keyless(&mut self, link: &Link, from: Source) {
        let path = self.path(from.file);
        let line = from.line;
        let logged = failed(
            &path,
            &format!("at line {line}: no matching private key found for this certificate"),
        );
        self.fatal(from.file, &logged);
        let (what, cure) = match link.is_ca() {
            true => (
                "is that of a CA in whose name no other certificate there is signed; ejabberd takes it for one of \
                 its own and finds no key of it",
                format!("take it out of {}", shell_quoted(&path)),
            ),
            false => (
                "is there without its key, or with another",
                format!(
                    "put its key beside it, or take {} out of what certfiles names",
                    shell_quoted(&path)
                ),
            ),
        };
        let text = format!(
            "The certificate of {} in {path} {what}; ejabberd does not start: \"{logged}\".",
            link.subject
        );
        self.say(&START_ABORTED, &path, text, Some(cure));
    }

    /// A certificate of which pkix cannot tell the key.
    pub(in super::super) fn goes_down(&mut self, link: &Link, from: Source) {
        let path = self.path(from.file);
        let text = format!(
            "{path} holds a certificate with an {} key; ejabberd loads RSA and EC keys alone. Its reader of \
             certificates goes down over it, and ejabberd runs on without any certificate, for all of its domains.",
            link.key
        );
        self.set(from.file, Fate::Fatal, format!("pkix goes down over its {} key", link.key));
        let cure = "xmppcert key --type p256 --out NEW, and a certificate for it: xmppcert csr DOMAIN --key NEW";
        self.say(&NOTHING_SERVED, &path, text, Some(cure.to_owned()));
    }

    /// A key that is no certificate's.
    pub(in super::super) fn unused(&mut self, source: Source) {
        let why = format!(
            "its key on line {} is that of no certificate: \"unused private key\"",
            source.line
        );
        if self.fates.get(source.file).is_some_and(Option::is_none) {
            self.set(source.file, Fate::Loaded, why);
        }
    }

    /// There is nothing to serve.
    pub(in super::super) fn empty(&mut self, domain: &Domain) {
        let text = format!(
            "ejabberd finds no certificate at all, and offers no TLS for {domain}; it logs \"No certificate found \
             matching {domain}\"."
        );
        self.say(&NOTHING_SERVED, domain.as_ascii(), text, None);
    }

    /// What is served, where that is a surprise.
    pub(in super::super) fn chosen(&mut self, domain: &Domain, choice: &Choice<'_>) {
        let Some(leaf) = choice.chain.links.first() else { return };
        if choice.by.is_none() {
            let other = match choice.instead.len() {
                0 => String::new(),
                count => {
                    format!(", or one of the {count} others, by a rule that nobody can foretell")
                }
            };
            let text = format!(
                "ejabberd serves a certificate for {}{other}; none is valid for {domain} by dNSName or commonName, \
                 which are all that it looks at.",
                listed(leaf),
            );
            let cure = format!("xmppcert csr {domain}");
            return self.say(&OTHER_SERVED, domain.as_ascii(), text, Some(cure));
        }
        if let Some(passed) = choice.passed.and_then(|chain| chain.links.first()) {
            let text = format!(
                "ejabberd has a certificate for {domain} that ends later (serial number {}), and passes over it: \
                 it stands there without its intermediate.",
                hex(&passed.serial)
            );
            let cure =
                "put its intermediate beside it, or take it away: xmppcert chain FILE --out CHAIN";
            self.say(&SEVERAL_CANDIDATES, domain.as_ascii(), text, Some(cure.to_owned()));
        } else if !choice.instead.is_empty() {
            let text = format!(
                "ejabberd has {} certificates for {domain} that are equally good to it.",
                choice.instead.len() + 1
            );
            self.say(&SEVERAL_CANDIDATES, domain.as_ascii(), text, None);
        }
    }
}

fn listed(leaf: &std::sync::Arc<Link>) -> String {
    let mut names = names(leaf);
    names.dedup();
    if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
}

fn hex(serial: &[u8]) -> String {
    serial.iter().map(|octet| format!("{octet:02x}")).collect()
}
