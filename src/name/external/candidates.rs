//! The accounts that a certificate names.

use super::{Credentials, Directory, Reason, Trust};
use crate::name::identity::{Address, Identity};
use crate::name::jid::AccountJid;

/// An account that a certificate may be used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) account: AccountJid,
    /// The resources of its full JIDs; none when a bare JID names it as well.
    pub(super) resources: Vec<String>,
    has_bare: bool,
}

/// Every account, and the reasons for and against each name; empty when EXTERNAL is not for it.
pub(super) fn candidates(
    credentials: &Credentials<'_>,
    directory: &Directory<'_>,
    reasons: &mut Vec<Reason>,
) -> Vec<Candidate> {
    let (mut found, without) = match credentials.trust {
        Trust::Sound => (named(credentials, directory, reasons), Reason::NoAccount),
        Trust::Unanchored => (Vec::new(), Reason::Unanchored),
        // XEP-0257 §3: an expired certificate is refused, whoever uploaded it
        Trust::Unsound => {
            reasons.push(Reason::Unsound);
            return Vec::new();
        }
    };
    if found.is_empty() {
        match credentials.uploaded_for {
            Some(account) => {
                reasons.push(Reason::Uploaded(account.clone()));
                found.push(uploader(credentials.identities, account));
            }
            None => reasons.push(without),
        }
    }
    found
}

/// The accounts of a certificate with a valid path: those of its XmppAddrs or, where it has none,
/// that of its commonName (XEP-0178 §2).
fn named(
    credentials: &Credentials<'_>,
    directory: &Directory<'_>,
    reasons: &mut Vec<Reason>,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    for identity in credentials.identities {
        if let Some((account, resource)) = addressed(identity, reasons) {
            admit(&mut found, account, resource, directory, reasons);
        }
    }
    if !credentials.identities.iter().any(|identity| identity.kind() == "xmpp") {
        mapped(&mut found, credentials, directory, reasons);
    }
    found
}

/// RFC 6120 §13.7.1.3: only the XmppAddr names an account, no rfc822Name and no commonName.
fn addressed(
    identity: &Identity,
    reasons: &mut Vec<Reason>,
) -> Option<(AccountJid, Option<String>)> {
    let (text, address) = match identity {
        Identity::Xmpp(text) => (text, Address::read(text)),
        Identity::CommonName(_)
        | Identity::Dns(_)
        | Identity::Ip(_)
        | Identity::Srv(_)
        | Identity::Uri(_)
        | Identity::Email(_)
        | Identity::Other { .. }
        | Identity::Malformed { .. } => return None,
    };
    match address {
        Ok(Address::Account(account, resource)) => return Some((account, resource)),
        Ok(Address::Domain(_) | Address::Ip(_)) => reasons.push(Reason::Server(text.clone())),
        Err(defect) => reasons.push(Reason::Malformed { text: text.clone(), defect }),
    }
    None
}

/// XEP-0178 §2: an address counts when it is of this server and has an account.
fn admit(
    found: &mut Vec<Candidate>,
    account: AccountJid,
    resource: Option<String>,
    directory: &Directory<'_>,
    reasons: &mut Vec<Reason>,
) {
    if !directory.domains.contains(account.domain()) {
        return reasons.push(Reason::ForeignDomain(account));
    }
    if !directory.accounts.contains(&account) {
        return reasons.push(Reason::NoSuchAccount(account));
    }
    let has_bare = resource.is_none();
    let resources: Vec<String> = resource.into_iter().collect();
    match found.iter_mut().find(|candidate| candidate.account == account) {
        None => found.push(Candidate { account, resources, has_bare }),
        Some(candidate) => {
            candidate.has_bare |= has_bare;
            candidate.resources.extend(resources);
            if candidate.has_bare {
                candidate.resources.clear();
            }
        }
    }
}

/// XEP-0178 §2, case 3.
fn mapped(
    found: &mut Vec<Candidate>,
    credentials: &Credentials<'_>,
    directory: &Directory<'_>,
    reasons: &mut Vec<Reason>,
) {
    for (common_name, account) in directory.mapped {
        let is_named = |identity: &Identity| matches!(identity, Identity::CommonName(text) if text == common_name);
        if credentials.identities.iter().any(is_named) {
            let (common_name, account) = (common_name.clone(), account.clone());
            reasons.push(Reason::Mapped { common_name, account: account.clone() });
            admit(found, account, None, directory, reasons);
        }
    }
}

/// The account whose user uploaded the certificate, bound to the resources that its XmppAddrs name
/// for the account, unless the bare JID stands there too (XEP-0257 §3).
fn uploader(identities: &[Identity], account: &AccountJid) -> Candidate {
    let named = identities.iter().filter_map(|identity| addressed(identity, &mut Vec::new()));
    let own = named.filter(|(named, _)| named == account).map(|(_, resource)| resource);
    let resources = own.collect::<Option<Vec<String>>>().unwrap_or_default();
    Candidate { account: account.clone(), has_bare: resources.is_empty(), resources }
}
