//! A request that renews an old certificate or repeats an old request: the same names.

use std::net::IpAddr;

use thiserror::Error;

use crate::name::{DnsName, Jid, SrvName};
use crate::pki::certificate::{Certificate, Holder, PublicKey, Request};
use crate::pki::key::KeyKind;
use crate::pki::presented::Presented;
use crate::pki::san::AltName;
use crate::report::{Finding, LeftOut};

use super::destinations::Destination;
use super::findings::{self, SRV_NAME_LEFT_OUT, XMPP_ADDR_LEFT_OUT};

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
    /// The names that the destination does not issue.
    pub left_out: Vec<LeftOut>,
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
/// The names of a certificate are put in our order; those of a request stay in its own.
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
    let mut findings = Vec::new();
    let destination = destination.unwrap_or_else(|| guess(certificate, &mut findings));
    if let Some(issuer) = certificate.map(|c| &c.issuer.text).filter(|i| i.contains("StartCom")) {
        findings.push(findings::ca_defunct(issuer));
    }
    let mut left_out = Vec::new();
    let mut names = names(holder, destination, &mut left_out, &mut findings);
    match certificate {
        // `openssl req -x509` makes every self-signed certificate one of a CA
        Some(ca) if ca.is_ca() && names.is_empty() && !ca.is_self_issued() => {
            return Err(RenewalError::Ca(holder.subject.text.clone()));
        }
        Some(certificate) => {
            names.extend(common_name(&certificate.holder, &names, &mut findings));
            put_in_order(&mut names, holder);
        }
        None if names.is_empty() => names.extend(common_name(holder, &names, &mut findings)),
        None => {}
    }
    if names.is_empty() {
        let subject = holder.subject.text.clone();
        return Err(match certificate.is_some_and(|certificate| certificate.is_ca()) {
            true => RenewalError::Ca(subject),
            false => RenewalError::NoNames(subject),
        });
    }
    if !holder.subject.is_empty() && !is_one_of(&holder.subject.text, &names) {
        findings.push(findings::subject_not_kept(&holder.subject.text));
    }
    let key = key_kind(&holder.key, &mut findings);
    Ok(Renewal { names, destination, key, left_out, findings })
}

fn names(
    holder: &Holder,
    destination: &'static Destination,
    left_out: &mut Vec<LeftOut>,
    findings: &mut Vec<Finding>,
) -> Vec<AltName> {
    let mut names: Vec<AltName> = Vec::new();
    for old in &holder.extensions.names {
        match again(old) {
            Ok((name, _)) if names.contains(&name) => {}
            Ok((name, mended)) if (destination.fate)(&name).kept => {
                findings.extend(mended.map(|why| findings::mended(old, &name, why)));
                names.push(name);
            }
            Ok((name, _)) => leave_out(&name, destination, left_out),
            Err(why) => findings.push(findings::not_kept(old, &why)),
        }
    }
    names
}

fn leave_out(name: &AltName, destination: &'static Destination, left_out: &mut Vec<LeftOut>) {
    let lost = (destination.fate)(name).words;
    let (why, code) = match name {
        AltName::Srv(_) => (destination.srv_name_lost, Some(&SRV_NAME_LEFT_OUT)),
        AltName::Xmpp(jid) if jid.local().is_none() => {
            (Some(destination.xmpp_addr_left_out), Some(&XMPP_ADDR_LEFT_OUT))
        }
        AltName::Xmpp(_) | AltName::Dns(_) | AltName::Ip(_) => (None, None),
    };
    let value = name.to_string();
    if left_out.iter().any(|known| known.kind == name.kind() && known.value == value) {
        return;
    }
    let why = why.filter(|why| !why.is_empty()).unwrap_or(lost).to_owned();
    left_out.push(LeftOut { kind: name.kind(), value, why, code });
}

/// The commonName of a server's certificate that has no dNSName: what it was once known by.
fn common_name(holder: &Holder, names: &[AltName], findings: &mut Vec<Finding>) -> Option<AltName> {
    let cn = holder.subject.common_name.as_deref()?;
    let is_account = |name: &Presented| matches!(name, Presented::Xmpp(text) if text.contains('@'));
    let is_host = |name: &Presented| match name {
        Presented::Dns(_) | Presented::Srv(_) | Presented::Ip(_) => true,
        Presented::Xmpp(text) => !text.contains('@'),
        Presented::Malformed { kind, .. } => *kind != "email" && *kind != "uri",
        Presented::Email(_) | Presented::Uri(_) | Presented::Other { .. } | Presented::Rest(..) => {
            false
        }
    };
    // a person's certificate stays one
    let is_person = holder.extensions.names.iter().any(is_account)
        && !holder.extensions.names.iter().any(is_host);
    let has_host = names.iter().any(|name| matches!(name, AltName::Dns(_) | AltName::Ip(_)));
    if is_person || has_host || !(cn.contains('.') || cn == "localhost") {
        return None;
    }
    let name = DnsName::try_from(cn).ok()?;
    findings.push(findings::common_name_promoted(cn));
    Some(AltName::Dns(name))
}

/// Our order: dNSName, SRVName, XmppAddr, iPAddress; the domain of the old commonName first, which
/// names the files and the new subject.
fn put_in_order(names: &mut [AltName], holder: &Holder) {
    let first = holder.subject.common_name.as_deref().and_then(|cn| DnsName::try_from(cn).ok());
    names.sort_by_key(|name| match name {
        AltName::Dns(dns) if dns.is_wildcard() => 2,
        AltName::Dns(dns) => {
            i32::from(first.as_ref().is_none_or(|first| first.domain() != dns.domain()))
        }
        AltName::Srv(_) => 3,
        AltName::Xmpp(_) => 4,
        AltName::Ip(_) => 5,
    });
}

/// Whether the subject is a commonName that repeats one of the names, and nothing else.
fn is_one_of(subject: &str, names: &[AltName]) -> bool {
    subject.strip_prefix("CN=").is_some_and(|cn| names.iter().any(|name| name.to_string() == cn))
}

/// The old name as we would write it, with what had to be mended.
fn again(old: &Presented) -> Result<(AltName, Option<&'static str>), String> {
    const UNSOUND: &str = "its string was of the wrong type or not wrapped as it must be";
    let (name, text) = match old {
        Presented::Dns(text) => match text.parse::<IpAddr>() {
            Ok(ip) => return Ok((AltName::Ip(ip), Some("an address is no DNS name"))),
            Err(_) => (dns(text)?, text),
        },
        Presented::Srv(text) => (srv(text)?, text),
        Presented::Xmpp(text) => (xmpp(text)?, text),
        Presented::Ip(ip) => return Ok((AltName::Ip(*ip), None)),
        Presented::Malformed { kind: "xmpp", text, .. } => return Ok((xmpp(text)?, Some(UNSOUND))),
        Presented::Malformed { kind: "srv", text, .. } => return Ok((srv(text)?, Some(UNSOUND))),
        Presented::Malformed { kind: "dns", text, .. } => (dns(text)?, text),
        Presented::Malformed { why, .. } => return Err(why.clone()),
        Presented::Email(_) => return Err("an e-mail address identifies nobody in XMPP".to_owned()),
        Presented::Uri(_) => {
            return Err("a URI identifies nobody in XMPP (RFC 6120 §13.7.1.2)".to_owned());
        }
        Presented::Other { .. } | Presented::Rest(..) => {
            return Err("it identifies nobody in XMPP".to_owned());
        }
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

/// Marks of issuers whose certificates carry no Web PKI policy or timestamps, because they are
/// older; in lower case.
const PUBLIC: &str = "let's encrypt/digicert/sectigo/comodo/usertrust/globalsign/godaddy/starfield/startcom/\
     wosign/geotrust/rapidssl/equifax/thawte/verisign/symantec/entrust/network solutions/gandi/don dominio";

/// The kind of CA that issued the old one. A request says nothing of its CA: the default.
fn guess(certificate: Option<&Certificate>, findings: &mut Vec<Finding>) -> &'static Destination {
    let named = |id| Destination::find(id).unwrap_or(super::DESTINATIONS[0]);
    let Some(certificate) = certificate else { return named("private-ca") };
    if certificate.is_self_issued() {
        findings.push(findings::destination_guessed(None, named("private-ca")));
        return named("private-ca");
    }
    let shown = certificate.issuer.text.as_str();
    let issuer = shown.to_lowercase();
    let id = if issuer.contains("o=cacert") || issuer.contains("www.cacert.org") {
        "cacert"
    } else if certificate.has_web_pki_marks() || PUBLIC.split('/').any(|mark| issuer.contains(mark))
    {
        "public-ca"
    } else {
        "private-ca"
    };
    findings.push(findings::destination_guessed(Some(shown), named(id)));
    named(id)
}

/// The same kind as the old key, where it is one that we would make.
fn key_kind(old: &PublicKey, findings: &mut Vec<Finding>) -> KeyKind {
    let same = match (old.algorithm.as_str(), old.curve.as_deref(), old.bits) {
        ("RSA", _, Some(2048)) => Some(KeyKind::Rsa2048),
        ("RSA", _, Some(3072)) => Some(KeyKind::Rsa3072),
        ("RSA", _, Some(4096)) => Some(KeyKind::Rsa4096),
        ("EC", Some("P-256"), _) => Some(KeyKind::EcP256),
        ("EC", Some("P-384"), _) => Some(KeyKind::EcP384),
        ("EC", Some("P-521"), _) => Some(KeyKind::EcP521),
        ("Ed25519", _, _) => Some(KeyKind::Ed25519),
        _ => None,
    };
    same.unwrap_or_else(|| {
        findings.push(findings::key_kind_changed(&old.to_string(), "P-256"));
        KeyKind::EcP256
    })
}
