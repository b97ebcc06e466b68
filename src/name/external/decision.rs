//! What a server answers.

use super::Reason;
use crate::name::jid::AccountJid;
use crate::name::reference::Wanted;
use std::fmt;

/// What a server answers, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whether it offers EXTERNAL at all (RFC 6120 §6.3.4).
    pub is_offered: bool,
    /// Whether it sends an empty challenge first (decision B4).
    pub is_challenged: bool,
    /// How it ends.
    pub outcome: Outcome,
    /// Whether dialback may still prove the domain of a server (XEP-0178 §3, XEP-0220).
    pub may_dial_back: bool,
    /// What it was decided by, in order.
    pub reasons: Vec<Reason>,
}

impl Decision {
    /// A refusal before EXTERNAL is offered.
    pub(super) fn unoffered(condition: Condition, reasons: Vec<Reason>) -> Self {
        let outcome = Outcome::Failure(condition);
        let (is_offered, is_challenged, may_dial_back) = (false, false, false);
        Self { is_offered, is_challenged, outcome, may_dial_back, reasons }
    }

    /// What is answered to an offer that was taken up.
    pub(super) fn offered(is_challenged: bool, outcome: Outcome, reasons: Vec<Reason>) -> Self {
        Self { is_offered: true, is_challenged, outcome, may_dial_back: false, reasons }
    }

    /// The same, but dialback may follow.
    pub(super) fn or_dialback(self) -> Self {
        Self { may_dial_back: true, ..self }
    }
}

/// How an attempt ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A user is let in.
    Account {
        /// As which account.
        account: AccountJid,
        /// To which resources the session is bound; none means any (XEP-0257 §3, decision B3).
        resources: Vec<String>,
    },
    /// A server is let in as this domain.
    Server(Wanted),
    /// Nobody is let in.
    Failure(Condition),
}

/// The SASL errors that EXTERNAL has reason for (RFC 6120 §6.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The response is not base64 (§6.5.5).
    IncorrectEncoding,
    /// The identity asked for may not be assumed, or must be said (§6.5.6).
    InvalidAuthzid,
    /// EXTERNAL was not offered, for there is no certificate (§6.5.7).
    InvalidMechanism,
    /// The response is no authorization identity (§6.5.8).
    MalformedRequest,
    /// The certificate proves nothing that is of use (§6.5.10).
    NotAuthorized,
}

impl Condition {
    /// The same, with its reason noted.
    pub(super) fn because(self, reason: Reason, reasons: &mut Vec<Reason>) -> Self {
        reasons.push(reason);
        self
    }
}

impl fmt::Display for Condition {
    /// The name of the element in `<failure/>`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::IncorrectEncoding => "incorrect-encoding",
            Self::InvalidAuthzid => "invalid-authzid",
            Self::InvalidMechanism => "invalid-mechanism",
            Self::MalformedRequest => "malformed-request",
            Self::NotAuthorized => "not-authorized",
        })
    }
}
