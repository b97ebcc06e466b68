//! The JID of an account, as certificates of users name it.

use super::{Jid, JidError};
use crate::name::domain::Domain;
use std::{fmt, str::FromStr};
use thiserror::Error;

/// A JID with a local part and without a resource: what the XmppAddr of a user's certificate
/// holds (RFC 6120 §13.7.1.4, XEP-0178 §2).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountJid(Jid);

impl AccountJid {
    /// The JID.
    pub fn as_jid(&self) -> &Jid {
        &self.0
    }

    /// The name of the account on its domain.
    pub fn local(&self) -> &str {
        self.0.local().unwrap_or_default()
    }

    /// The domain that the account is on.
    pub fn domain(&self) -> &Domain {
        self.0.domain()
    }
}

/// A JID that names no account, or no JID at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AccountError {
    /// No JID.
    #[error(transparent)]
    Jid(#[from] JidError),
    /// A JID with a resource.
    #[error("{session} names a session; a certificate names the account {account}")]
    Session {
        /// The JID as it was given, in canonical form.
        session: Jid,
        /// The same without its resource.
        account: Jid,
    },
    /// A JID without a local part.
    #[error("{0} names a server; an account has a name before an @")]
    Server(Jid),
}

impl TryFrom<Jid> for AccountJid {
    type Error = AccountError;

    fn try_from(jid: Jid) -> Result<Self, Self::Error> {
        match (jid.local(), jid.resource()) {
            (None, _) => Err(AccountError::Server(jid)),
            (Some(_), None) => Ok(Self(jid)),
            (Some(_), Some(_)) => Err(AccountError::Session { account: jid.bare(), session: jid }),
        }
    }
}

impl FromStr for AccountJid {
    type Err = AccountError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<Jid>()?.try_into()
    }
}

impl TryFrom<&str> for AccountJid {
    type Error = AccountError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Display for AccountJid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_has_a_local_part_and_no_resource() {
        let account = AccountJid::try_from("Romeo@example.org").unwrap();
        assert_eq!((account.local(), account.to_string().as_str()), ("romeo", "romeo@example.org"));
        let message = |text: &str| AccountJid::try_from(text).unwrap_err().to_string();
        assert_eq!(
            message("romeo@example.org/orchard"),
            "romeo@example.org/orchard names a session; a certificate names the account romeo@example.org"
        );
        assert!(message("example.org").starts_with("example.org names a server"));
        assert_eq!(message("romeo@"), "romeo@ has no domain after the @");
    }
}
