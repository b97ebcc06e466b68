//! Whether an extended key usage allows a role in XMPP (RFC 5280 §4.2.1.12).

use thiserror::Error;

/// id-kp-serverAuth.
const SERVER_AUTH: &str = "1.3.6.1.5.5.7.3.1";
/// id-kp-clientAuth.
const CLIENT_AUTH: &str = "1.3.6.1.5.5.7.3.2";
/// anyExtendedKeyUsage.
const ANY: &str = "2.5.29.37.0";
/// id-kp-imUri, for certificates that sign messages (RFC 9734).
const IM_URI: &str = "1.3.6.1.5.5.7.3.40";
/// The arc of the key purposes that PKIX knows.
const PKIX: &str = "1.3.6.1.5.5.7.3.";

/// What a certificate is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A server, for its clients.
    ClientsServer,
    /// A server that another server connects to.
    Responder,
    /// A server that connects to another server.
    Initiator,
    /// A user, for SASL EXTERNAL.
    Account,
    /// A CA below the trust anchor that issues to servers: its key purposes bind theirs.
    Intermediate,
}

impl Role {
    /// The key purpose that the role needs. A server is one at both ends of TLS: public CAs give
    /// serverAuth alone (XEP-0178, xsf/xeps pull request 1501).
    fn needed(self) -> &'static str {
        match self {
            Self::ClientsServer | Self::Responder | Self::Initiator | Self::Intermediate => {
                SERVER_AUTH
            }
            Self::Account => CLIENT_AUTH,
        }
    }
}

/// Whether an extended key usage allows a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allowance {
    /// It does.
    Yes,
    /// It does, with something that some software minds.
    WithWarnings(Vec<Warning>),
    /// It does not: its purposes, none of which is the one that is needed.
    No {
        /// The purpose that the role needs, as object identifier.
        needed: &'static str,
        /// The purposes that there are.
        found: Vec<String>,
    },
}

impl Allowance {
    /// Whether the role is allowed.
    pub fn is_allowed(&self) -> bool {
        match self {
            Self::Yes | Self::WithWarnings(_) => true,
            Self::No { .. } => false,
        }
    }
}

/// What some software minds in an extended key usage that allows the role.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Warning {
    /// There is no extended key usage (decision B8).
    #[error(
        "there is no extended key usage: RFC 5280 allows every use, XEP-0178 may soon refuse it"
    )]
    Absent,
    /// anyExtendedKeyUsage (decision B8).
    #[error("it allows every purpose by anyExtendedKeyUsage, which public CAs may not issue")]
    Any,
    /// A purpose that no TLS software knows, or that does not go with TLS.
    #[error("it has the purpose {0}, which does not belong in a certificate for TLS")]
    Foreign(String),
}

/// Whether the purposes of an extended key usage, as object identifiers in dots, allow a role;
/// `None` is a certificate without the extension.
pub fn allows<S: AsRef<str>>(purposes: Option<&[S]>, role: Role) -> Allowance {
    let Some(purposes) = purposes else { return unrestricted(role) };
    let has = |oid: &str| purposes.iter().any(|purpose| purpose.as_ref() == oid);
    if !has(role.needed()) && !has(ANY) {
        let found = purposes.iter().map(|purpose| purpose.as_ref().to_owned()).collect();
        return Allowance::No { needed: role.needed(), found };
    }
    // RFC 6120 §13.7.1.4 would have id-on-xmppAddr stand here; no TLS software knows it (B9)
    let foreign = |oid: &&str| (!oid.starts_with(PKIX) && *oid != ANY) || *oid == IM_URI;
    let strange = purposes.iter().map(AsRef::as_ref).filter(foreign);
    let mut warnings: Vec<Warning> = strange.map(|oid| Warning::Foreign(oid.to_owned())).collect();
    if has(ANY) {
        warnings.insert(0, Warning::Any);
    }
    if warnings.is_empty() { Allowance::Yes } else { Allowance::WithWarnings(warnings) }
}

/// RFC 5280 §4.2.1.12: without the extension every use is allowed, and so it is usual for a CA.
fn unrestricted(role: Role) -> Allowance {
    match role {
        Role::Intermediate => Allowance::Yes,
        Role::ClientsServer | Role::Responder | Role::Initiator | Role::Account => {
            Allowance::WithWarnings(vec![Warning::Absent])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_carries_both_sides() {
        let found = vec![CLIENT_AUTH.to_owned()];
        let refused = Allowance::No { needed: SERVER_AUTH, found };
        assert_eq!(allows(Some(&[CLIENT_AUTH]), Role::Initiator), refused);
        assert!(!allows::<&str>(Some(&[]), Role::Account).is_allowed());
    }

    #[test]
    fn a_purpose_for_messages_does_not_go_with_tls() {
        let warnings = vec![Warning::Foreign(IM_URI.to_owned())];
        let allowance = allows(Some(&[CLIENT_AUTH, IM_URI]), Role::Account);
        assert_eq!(allowance, Allowance::WithWarnings(warnings));
        assert_eq!(allows::<&str>(None, Role::Intermediate), Allowance::Yes);
    }
}
