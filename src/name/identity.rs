//! The names that a certificate presents, as they stand in it: the presented identifiers of
//! RFC 9525 §1.8.
//!
//! Certificates hold much that no strict type takes, so an [`Identity`] keeps what was found, and
//! its readings ([`Pattern`], [`Service names`](PresentedSrv), [`Address`]) say what it stands for
//! or, as a [`Defect`], why it stands for nothing.

mod address;
mod defect;
mod pattern;
mod srv;

pub use address::Address;
pub use defect::Defect;
pub use pattern::Pattern;
pub use srv::PresentedSrv;

use super::typed::Typed;
use std::{borrow::Cow, fmt, net::IpAddr};

/// One name of a certificate, as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// A commonName of the subject, which is not in the subjectAltName.
    CommonName(String),
    /// dNSName, perhaps with a wildcard.
    Dns(String),
    /// iPAddress of 4 or 16 octets.
    Ip(IpAddr),
    /// SRVName (RFC 4985).
    Srv(String),
    /// XmppAddr (RFC 6120 §13.7.1.4).
    Xmpp(String),
    /// uniformResourceIdentifier.
    Uri(String),
    /// rfc822Name.
    Email(String),
    /// Any other kind of name: directoryName, registeredID, an otherName that XMPP does not know.
    Other {
        /// The kind, in the words of its standard or as object identifier in dots.
        kind: String,
        /// The value, as far as it is text.
        text: String,
    },
    /// A name whose octets its standard does not allow (decision A6): it never matches and never
    /// hides another name.
    Malformed {
        /// What it tries to be, in the words of [`kind`](Self::kind).
        kind: &'static str,
        /// What could be read of it.
        text: String,
        /// What is wrong with it.
        why: String,
    },
}

impl Identity {
    /// The kind in one short word: `cn`, `dns`, `ip`, `srv`, `xmpp`, `uri`, `email` or `other`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::CommonName(_) => "cn",
            Self::Dns(_) => "dns",
            Self::Ip(_) => "ip",
            Self::Srv(_) => "srv",
            Self::Xmpp(_) => "xmpp",
            Self::Uri(_) => "uri",
            Self::Email(_) => "email",
            Self::Other { .. } => "other",
            Self::Malformed { kind, .. } => kind,
        }
    }

    /// The value as text, unescaped.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::CommonName(text)
            | Self::Dns(text)
            | Self::Srv(text)
            | Self::Xmpp(text)
            | Self::Uri(text)
            | Self::Email(text)
            | Self::Other { text, .. }
            | Self::Malformed { text, .. } => Cow::Borrowed(text),
            Self::Ip(address) => Cow::Owned(address.to_string()),
        }
    }

    /// What keeps the name from standing for anything; `None` where nothing does, and for the
    /// kinds that XMPP does not read.
    pub fn defect(&self) -> Option<Defect> {
        match self {
            Self::Dns(text) => Pattern::read(text).err(),
            Self::Srv(text) => PresentedSrv::read(text).err(),
            Self::Xmpp(text) => Address::read(text).err(),
            Self::Malformed { why, .. } => Some(Defect::Encoding(why.clone())),
            Self::CommonName(_)
            | Self::Ip(_)
            | Self::Uri(_)
            | Self::Email(_)
            | Self::Other { .. } => None,
        }
    }

    /// Whether a commonName is of no account beside it (RFC 6125 §6.4.4); a malformed name is
    /// counted, for whoever put it there did not mean the commonName.
    pub(super) fn outranks_common_name(&self) -> bool {
        match self {
            Self::Dns(_) | Self::Ip(_) | Self::Srv(_) | Self::Xmpp(_) | Self::Uri(_) => true,
            Self::Malformed { .. } => true,
            Self::CommonName(_) | Self::Email(_) | Self::Other { .. } => false,
        }
    }
}

impl fmt::Display for Identity {
    /// The kind and the value, fit for one line of a terminal: `dNSName *.example.org`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match (self, self.kind()) {
            (Self::Other { kind, .. }, _) => kind.as_str(),
            (_, "cn") => "commonName",
            (_, "dns") => "dNSName",
            (_, "ip") => "iPAddress",
            (_, "srv") => "SRVName",
            (_, "xmpp") => "XmppAddr",
            (_, "uri") => "uniformResourceIdentifier",
            (_, "email") => "rfc822Name",
            (_, kind) => kind,
        };
        write!(f, "{kind} {}", Typed::new(&self.text()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_on_one_line() {
        let shown = |identity: Identity| identity.to_string();
        assert_eq!(shown(Identity::Dns("*.example.org".into())), "dNSName *.example.org");
        assert_eq!(shown(Identity::Ip([192, 0, 2, 1].into())), "iPAddress 192.0.2.1");
        let kind = "1.3.6.1.4.1.311.20.2.3".to_owned();
        let upn = Identity::Other { kind, text: "a\nb".into() };
        assert_eq!(shown(upn), "1.3.6.1.4.1.311.20.2.3 \"a\\nb\"");
    }

    #[test]
    fn only_names_that_xmpp_reads_have_defects() {
        assert_eq!(Identity::Dns("example.org.".into()).defect(), Some(Defect::TrailingDot));
        assert_eq!(Identity::Xmpp("example.org.".into()).defect(), None);
        assert_eq!(Identity::Email("example.org.".into()).defect(), None);
    }
}
