//! From what was typed to a wish.

use std::path::Path;

use anyhow::anyhow;

use crate::enroll::{DESTINATIONS, Former, Names, Renewal, RenewalError, Wish, renew};
use crate::files;
use crate::name::{AccountJid, Domain};
use crate::pki::certificate::{Certificate, Request};
use crate::pki::distinguished::Subject;
use crate::pki::key::KeyKind;
use crate::pki::pem;
use crate::pki::san::AltName;
use crate::report::{Finding, LeftOut};

use super::super::failure::Failure;
use super::super::hosts::{self, Names as Served};
use super::super::session::Session;
use super::super::typed;
use super::Args;

/// The most that an old certificate or request may hold: 1 MiB.
const FORMER_LIMIT: u64 = 1 << 20;

/// A wish, with what a renewal adds to it.
pub(super) struct Named {
    pub(super) wish: Wish,
    pub(super) kind: KeyKind,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) findings: Vec<Finding>,
}

/// Reads every name and the subject.
///
/// # Errors
/// The first name that is none; an old file that cannot be read or renewed.
pub(super) fn named(args: &Args, session: &Session) -> Result<Named, Failure> {
    let subject =
        args.subject.as_deref().map(Subject::try_from).transpose().map_err(Failure::usage)?;
    let extra = args.sans.iter().map(|san| typed::san(san)).collect::<Result<Vec<_>, _>>()?;
    let (names, destination, kind, left_out, findings) = match &args.from {
        Some(path) => {
            let Renewal { names, destination, key, left_out, findings } = renewal(path, args)?;
            let all = names.into_iter().chain(extra).collect();
            (Names::Exactly(all), destination, key, left_out, findings)
        }
        None => {
            let (names, findings) = names(args, extra, session)?;
            (names, DESTINATIONS[0], KeyKind::EcP256, Vec::new(), findings)
        }
    };
    let wish = Wish {
        names,
        destination: args.destination.unwrap_or(destination),
        subject,
        xmpp_addr: args.xmpp_addr,
        srv_name: !args.no_srv_name,
    };
    Ok(Named { wish, kind: args.kind.unwrap_or(kind), left_out, findings })
}

fn names(
    args: &Args,
    extra: Vec<AltName>,
    session: &Session,
) -> Result<(Names, Vec<Finding>), Failure> {
    if !args.jids.is_empty() {
        let accounts = args.jids.iter().map(|jid| typed::account(jid));
        let accounts = accounts.collect::<Result<Vec<AccountJid>, _>>()?;
        return Ok((Names::Accounts(accounts), Vec::new()));
    }
    let Served { domains, mut components, findings } = match &args.from_config {
        Some(path) => hosts::names(path, session)?,
        None => typed(args)?,
    };
    let has_none = domains.is_empty() && components.is_empty();
    if domains.is_empty() && (!args.components.is_empty() || args.wildcard) {
        return Err(Failure::usage(anyhow!(
            "--component and --wildcard need a domain to stand below"
        ))
        .hint("xmppcert csr example.org --component conference"));
    }
    for component in &args.components {
        for host in typed::components(component, &domains)? {
            // a host of the configuration may be named once more
            if args.from_config.is_none() || !components.contains(&host) {
                components.push(host);
            }
        }
    }
    let ips = args.ips.iter().map(|ip| typed::ip(ip)).collect::<Result<Vec<_>, _>>()?;
    if has_none {
        let ips = ips.into_iter().map(AltName::Ip);
        return Ok((Names::Exactly(extra.into_iter().chain(ips).collect()), findings));
    }
    let wildcard = args.wildcard;
    Ok((Names::Server { domains, components, wildcard, ips, extra }, findings))
}

/// The domains that were typed.
fn typed(args: &Args) -> Result<Served, Failure> {
    let domains = args.domains.iter().map(|name| typed::domain(name));
    let domains = domains.collect::<Result<Vec<Domain>, _>>()?;
    Ok(Served { domains, components: Vec::new(), findings: Vec::new() })
}

fn renewal(path: &Path, args: &Args) -> Result<Renewal, Failure> {
    let bytes = files::read(path, FORMER_LIMIT).map_err(Failure::input)?;
    let former = former(&bytes, path)?;
    renew(&former, args.destination).map_err(|error| {
        let hint = match &error {
            RenewalError::Ca(_) => "give the certificate of the server itself",
            RenewalError::NoNames(_) => "name the domain: xmppcert csr example.org",
        };
        Failure::input(
            anyhow::Error::new(error).context(format!("cannot renew {}", path.display())),
        )
        .hint(hint)
    })
}

/// The first certificate or request of a file, PEM or DER; a CA's certificate only where there is
/// nothing else.
fn former(bytes: &[u8], path: &Path) -> Result<Former, Failure> {
    let mut authority = None;
    let mut damaged = None;
    for block in pem::blocks(bytes) {
        let block = match block {
            Ok(block) => block,
            Err(error) => {
                damaged.get_or_insert(error);
                continue;
            }
        };
        let found = match block.label.as_str() {
            "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => {
                certificate(&block.der, path)?
            }
            "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => request(&block.der, path)?,
            _ => continue,
        };
        match found {
            Former::Certificate(ref ca) if ca.is_ca() => authority = authority.or(Some(found)),
            Former::Certificate(_) | Former::Request(_) => return Ok(found),
        }
    }
    match (authority, damaged) {
        (Some(authority), _) => Ok(authority),
        (None, Some(error)) => Err(unreadable(error, path)),
        (None, None) if bytes.first() != Some(&0x30) => {
            Err(Failure::input(anyhow!("there is no certificate or request in {}", path.display())))
        }
        // DER says nothing of its kind; a request that parses as one is one
        (None, None) => request(bytes, path).or_else(|_| certificate(bytes, path)),
    }
}

fn certificate(der: &[u8], path: &Path) -> Result<Former, Failure> {
    let read = Certificate::from_der(der).map_err(|error| unreadable(error, path))?;
    Ok(Former::Certificate(Box::new(read)))
}

fn request(der: &[u8], path: &Path) -> Result<Former, Failure> {
    let read = Request::from_der(der).map_err(|error| unreadable(error, path))?;
    Ok(Former::Request(Box::new(read)))
}

fn unreadable(error: impl std::error::Error + Send + Sync + 'static, path: &Path) -> Failure {
    Failure::input(anyhow::Error::new(error).context(format!("cannot renew {}", path.display())))
}
