//! What a decision was made by.

use crate::name::identity::Defect;
use crate::name::jid::AccountJid;
use crate::name::reference::{InvalidReference, MatchedBy, Mismatch, Wanted};
use crate::name::typed::Typed;
use thiserror::Error;

/// What a decision was made by, for or against; each is a whole clause.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Reason {
    /// No certificate was presented.
    #[error("there is no certificate, so EXTERNAL is not offered (RFC 6120 §6.3.4)")]
    NoCertificate,
    /// The extended key usage does not allow the role.
    #[error("the extended key usage does not have {0} (RFC 5280 §4.2.1.12)")]
    Purpose(&'static str),
    /// The certificate is of an unknown CA or self-signed, and nobody uploaded it.
    #[error("the certificate leads to no trusted CA (RFC 6120 §13.7.2.2)")]
    Unanchored,
    /// The certificate is expired, revoked or broken.
    #[error("the certificate is not valid (RFC 6120 §13.7.2, XEP-0257 §3)")]
    Unsound,
    /// An XmppAddr without a local part (decision B2).
    #[error("XmppAddr {} names a server, no account (RFC 6120 §13.7.1.3)", Typed::new(.0))]
    Server(String),
    /// An XmppAddr that is no JID.
    #[error("XmppAddr {} {defect}", Typed::new(.text))]
    Malformed {
        /// The XmppAddr, as found.
        text: String,
        /// What is wrong with it.
        defect: Defect,
    },
    /// An account on a domain that this server does not serve.
    #[error("{0} is on another server's domain")]
    ForeignDomain(AccountJid),
    /// An account that does not exist.
    #[error("{0} is no account here")]
    NoSuchAccount(AccountJid),
    /// A certificate without XmppAddr and without an account of its own.
    #[error("no XmppAddr names an account (RFC 6120 §13.7.1.3), and no other way leads to one")]
    NoAccount,
    /// An account found by the commonName.
    #[error("the commonName {} stands for {account} (XEP-0178 §2)", Typed::new(.common_name))]
    Mapped {
        /// The commonName.
        common_name: String,
        /// Its account.
        account: AccountJid,
    },
    /// An account whose user uploaded the certificate.
    #[error("{0} uploaded the certificate (XEP-0257 §3)")]
    Uploaded(AccountJid),
    /// The stream header names somebody else than the certificate (decision B5).
    #[error("the stream is from {}, whom the certificate does not name (RFC 6120 §13.7.2)", Typed::new(.0))]
    OtherFrom(String),
    /// Several accounts, and nothing selects one.
    #[error("the certificate names {0} accounts, neither authzid nor stream header says which")]
    Ambiguous(usize),
    /// Several accounts, of which the stream header selects one (decision B1).
    #[error(
        "the stream header selects {0} (RFC 6120 §13.7.2.2.1); by XEP-0178 §2 alone the answer would be invalid-authzid"
    )]
    SelectedByHeader(AccountJid),
    /// A response that is no base64.
    #[error("the response is not base64 (RFC 6120 §6.5.5)")]
    NotBase64,
    /// A response that is no text.
    #[error("the response is no UTF-8 text (RFC 4422 §A)")]
    NotText,
    /// An authzid that is no bare JID of an account, or no domain (RFC 6120 §6.3.8).
    #[error("authzid {} is not {wanted} (RFC 6120 §6.3.8)", Typed::new(.authzid))]
    AuthzidForm {
        /// The authzid, as sent.
        authzid: String,
        /// What it should be.
        wanted: &'static str,
    },
    /// An authzid that the certificate gives no right to.
    #[error("the certificate does not allow to act as {0} (RFC 6120 §6.5.6)")]
    AuthzidRefused(AccountJid),
    /// An authzid for which the certificate's account may act.
    #[error("{account} may act as {authzid} (RFC 6120 §6.3.8)")]
    Proxy {
        /// Whom the certificate names.
        account: AccountJid,
        /// Whom it acts as.
        authzid: AccountJid,
    },
    /// Neither stream header nor authzid names the peer (decision B7).
    #[error("neither from nor authzid says which server it is (XEP-0178 §3)")]
    Nameless,
    /// No `from`, so the authzid names the peer (decision B7).
    #[error("the stream has no from, the authzid says that it is {0} (RFC 6120 §4.7.1)")]
    NamedByAuthzid(Wanted),
    /// A `from` that is no domain.
    #[error("the stream is from no domain: {0}")]
    InvalidFrom(InvalidReference),
    /// A name of the certificate covers the peer.
    #[error("the certificate names {wanted}, by {by}")]
    Covered {
        /// The peer.
        wanted: Wanted,
        /// As what it is named.
        by: MatchedBy,
    },
    /// No name of the certificate covers the peer; why not follows name by name.
    #[error("no name of the certificate covers {0}")]
    Uncovered(Wanted),
    /// Why one name does not cover the peer.
    #[error("{} {why}", Typed::new(.presented))]
    Name {
        /// The name, with its kind.
        presented: String,
        /// Why it does not.
        why: Mismatch,
    },
    /// An authzid that is another domain than `from` (decision B6).
    #[error("authzid {authzid} is not {from}, whom the stream is from (XEP-0178 §3)")]
    OtherAuthzid {
        /// The authzid.
        authzid: Wanted,
        /// The `from`.
        from: Wanted,
    },
    /// An authzid that equals `from` only once both are normalised (decision B10).
    #[error("authzid {} and from differ in octets, which Prosody refuses (RFC 7622 §3.2)", Typed::new(.0))]
    NormalisedAuthzid(String),
}
