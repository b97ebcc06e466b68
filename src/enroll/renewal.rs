//! A request that renews an old certificate or repeats an old request: the same names.

use thiserror::Error;

use crate::name::{DnsName, Jid, SrvName};
use crate::pki::certificate::{Certificate, Holder, Request};
use crate::pki::held_key::HeldKey;
use crate::pki::key::KeyKind;
use crate::pki::presented::Presented;
use crate::pki::san::AltName;
use crate::report::Finding;

use super::destinations::Destination;
use super::findings;

/// What a renewal starts from.
#[derive(Clone, Debug)]
pub enum Former {
    /// A certificate.
    Certificate(Box<Certificate>),
    /// A request.
    Request(Box<Request>),
}

/// What the old one gives to the new request.
#[derive(Clone, Debug)]
pub struct Renewal {
    /// The names that can be asked for again.
    pub names: Vec<AltName>,
    /// The destination, chosen or guessed.
    pub destination: &'static Destination,
    /// The kind of a new key.
    pub key: KeyKind,
    /// What was lost, mended or guessed.
    pub findings: Vec<Finding>,
}

/// Why nothing can be renewed.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum RenewalError {
    /// It is a CA's own certificate.
    #[error("it is the certificate of a CA ({0}), not of a server or a user")]
    Ca(String),
    /// No name in it can be asked for.
    #[error("it has no name that can be asked for today (its subject is `{0}`)")]
    NoNames(String),
}

/// Takes from `former` what can be asked for again, for `destination` or one like the old issuer.
///
/// # Errors
/// When it belongs to a CA, or has no name that XMPP or the CA could use.
pub fn renew(
    former: &Former,
    destination: Option<&'static Destination>,
) -> Result<Renewal, RenewalError> {
    let (holder, certificate) = match former {
        Former::Certificate(certificate) => (&certificate.holder, Some(certificate.as_ref())),
        Former::Request(request) => (&request.holder, None),
    };
    if let Some(ca) = certificate.filter(|c| c.is_ca && c.holder.names.is_empty()) {
        return Err(RenewalError::Ca(ca.holder.subject.clone()));
    }
    let mut findings = Vec::new();
    let destination = destination.unwrap_or_else(|| guess(certificate, &mut findings));
    if let Some(issuer) = certificate.map(|c| &c.issuer.text).filter(|i| i.contains("StartCom")) {
        findings.push(findings::ca_defunct(issuer));
    }
    let names = names(holder, destination, &mut findings);
    if names.is_empty() {
        return Err(RenewalError::NoNames(holder.subject.clone()));
    }
    if holder.subject.contains(", ") {
        findings.push(findings::subject_not_kept(&holder.subject));
    }
    Ok(Renewal { names, destination, key: key_kind(&holder.key, &mut findings), findings })
}

fn names(
    holder: &Holder,
    destination: &'static Destination,
    findings: &mut Vec<Finding>,
) -> Vec<AltName> {
    let mut names: Vec<AltName> = Vec::new();
    for old in &holder.names {
        match again(old) {
            Ok((name, mended)) if (destination.fate)(&name).kept => {
                if let Some(why) = mended {
                    findings.push(findings::mended(old, &name.to_string(), why));
                }
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            Ok((name, _)) => {
                findings.push(findings::not_kept(old, (destination.fate)(&name).words))
            }
            Err(why) => findings.push(findings::not_kept(old, &why)),
        }
    }
    let cn = holder.common_name.as_deref().filter(|cn| cn.contains('.') || *cn == "localhost");
    if let (true, Some(cn)) = (names.is_empty(), cn)
        && let Ok(name) = DnsName::try_from(cn)
    {
        findings.push(findings::common_name_promoted(cn));
        names.push(AltName::Dns(name));
    }
    names
}

/// The old name as we would write it, with what had to be mended.
fn again(old: &Presented) -> Result<(AltName, Option<&'static str>), String> {
    let (name, text) = match old {
        Presented::Dns(text) => (dns(text)?, text),
        Presented::Srv(text) => (srv(text)?, text),
        Presented::Xmpp(text) => (xmpp(text)?, text),
        Presented::Ip(ip) => return Ok((AltName::Ip(*ip), None)),
        Presented::Malformed { kind: "xmpp", text, .. } => {
            return Ok((
                xmpp(text)?,
                Some("its string was of the wrong type or not wrapped as it must be"),
            ));
        }
        Presented::Malformed { kind: "srv", text, .. } => {
            return Ok((
                srv(text)?,
                Some("its string was of the wrong type or not wrapped as it must be"),
            ));
        }
        Presented::Malformed { kind: "dns", text, .. } => dns(text).map(|name| (name, text))?,
        Presented::Malformed { why, .. } => return Err(why.clone()),
        Presented::Email(_) => return Err("an e-mail address identifies nobody in XMPP".to_owned()),
        Presented::Uri(_) => {
            return Err("a URI identifies nobody in XMPP (RFC 6120 §13.7.1.2)".to_owned());
        }
        Presented::Other(_) => return Err("it identifies nobody in XMPP".to_owned()),
    };
    let mended = (name.to_string() != *text).then_some("this is its canonical form");
    Ok((name, mended))
}

fn dns(text: &str) -> Result<AltName, String> {
    DnsName::try_from(text).map(AltName::Dns).map_err(|error| error.to_string())
}

fn srv(text: &str) -> Result<AltName, String> {
    SrvName::try_from(text).map(AltName::Srv).map_err(|error| error.to_string())
}

fn xmpp(text: &str) -> Result<AltName, String> {
    Jid::try_from(text).map(AltName::Xmpp).map_err(|error| error.to_string())
}

/// The kind of CA that issued the old one. A request says nothing of its CA: the default.
fn guess(certificate: Option<&Certificate>, findings: &mut Vec<Finding>) -> &'static Destination {
    /// Marks of issuers whose certificates carry no Web PKI policy or timestamps, because they are older.
    const PUBLIC: [&str; 14] = [
        "Let's Encrypt",
        "DigiCert",
        "Sectigo",
        "COMODO",
        "GlobalSign",
        "GoDaddy",
        "StartCom",
        "WoSign",
        "GeoTrust",
        "Thawte",
        "VeriSign",
        "Entrust",
        "Gandi",
        "Don Dominio",
    ];
    let named = |id| Destination::find(id).unwrap_or(super::DESTINATIONS[0]);
    let Some(certificate) = certificate else { return named("private-ca") };
    let issuer = certificate.issuer.text.as_str();
    let id = if issuer.contains("CAcert") || issuer.contains("cacert.org") {
        "cacert"
    } else if certificate.publicly_trusted_marks || PUBLIC.iter().any(|mark| issuer.contains(mark))
    {
        "public-ca"
    } else {
        "private-ca"
    };
    let shown = if certificate.issuer.is_subject { "itself" } else { issuer };
    findings.push(findings::destination_guessed(shown, named(id)));
    named(id)
}

/// The same kind as the old key, where it is one that we would make.
fn key_kind(old: &HeldKey, findings: &mut Vec<Finding>) -> KeyKind {
    match old {
        HeldKey::Rsa(2048) => return KeyKind::Rsa2048,
        HeldKey::Rsa(3072) => return KeyKind::Rsa3072,
        HeldKey::Rsa(4096) => return KeyKind::Rsa4096,
        HeldKey::Ed25519 => return KeyKind::Ed25519,
        HeldKey::Curve(name) => match name.as_str() {
            "P-256" => return KeyKind::EcP256,
            "P-384" => return KeyKind::EcP384,
            "P-521" => return KeyKind::EcP521,
            _ => {}
        },
        HeldKey::Rsa(_) | HeldKey::Other(_) => {}
    }
    findings.push(findings::key_kind_changed(&old.to_string(), "P-256"));
    KeyKind::EcP256
}
