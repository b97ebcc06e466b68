//! Names as typed: parsed into values, or refused in one line that says what was meant.

use std::net::IpAddr;

use anyhow::anyhow;

use crate::name::{AccountJid, DnsName, Domain, Jid, Meant, SrvName};
use crate::pki::san::AltName;

use super::failure::Failure;

/// A domain, for an argument of `csr`.
pub(super) fn domain(typed: &str) -> Result<Domain, Failure> {
    Domain::try_from(typed).map_err(|error| refused(&error, error.meant()))
}

/// An account, for `--jid`.
pub(super) fn account(typed: &str) -> Result<AccountJid, Failure> {
    AccountJid::try_from(typed).map_err(|error| refused(&error, error.meant().map(bare)))
}

/// Without the resource, which no account has.
fn bare(meant: Meant) -> Meant {
    match meant {
        Meant::Jid(jid) => Meant::Jid(jid.split('/').next().unwrap_or_default().to_owned()),
        other => other,
    }
}

/// An address, for `--ip`, with or without the brackets of a URL.
pub(super) fn ip(typed: &str) -> Result<IpAddr, Failure> {
    let bare = typed.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(typed);
    bare.parse().map_err(|_| {
        Failure::usage(anyhow!("`{typed}` is not an IP address, such as 192.0.2.1 or 2001:db8::1"))
    })
}

/// A host, or a label to be put before every domain, for `--component`.
pub(super) fn components(typed: &str, domains: &[Domain]) -> Result<Vec<Domain>, Failure> {
    if typed.contains('.') {
        return Ok(vec![domain(typed)?]);
    }
    let below =
        |parent: &Domain| parent.subdomain(typed).map_err(|error| refused(&error, error.meant()));
    domains.iter().map(below).collect()
}

/// `KIND:VALUE`, for `--san`. The otherName kinds may also be given by their identifiers
/// (RFC 6120 §13.7.1.4 lists three spellings).
pub(super) fn san(typed: &str) -> Result<AltName, Failure> {
    let (kind, value) = split_kind(typed).ok_or_else(|| unknown_kind(typed))?;
    match kind {
        "dns" => DnsName::try_from(value)
            .map(AltName::Dns)
            .map_err(|error| refused(&error, error.meant())),
        "srv" => SrvName::try_from(value)
            .map(AltName::Srv)
            .map_err(|error| refused(&error, error.meant())),
        "ip" => ip(value).map(AltName::Ip),
        _ => {
            Jid::try_from(value).map(AltName::Xmpp).map_err(|error| refused(&error, error.meant()))
        }
    }
}

fn split_kind(typed: &str) -> Option<(&'static str, &str)> {
    const SPELLINGS: [(&str, &str); 10] = [
        ("dns", "dns"),
        ("srv", "srv"),
        ("xmpp", "xmpp"),
        ("ip", "ip"),
        ("xmpp", "id-on-xmppAddr"),
        ("xmpp", "1.3.6.1.5.5.7.8.5"),
        ("xmpp", "urn:oid:1.3.6.1.5.5.7.8.5"),
        ("srv", "id-on-dnsSRV"),
        ("srv", "1.3.6.1.5.5.7.8.7"),
        ("srv", "urn:oid:1.3.6.1.5.5.7.8.7"),
    ];
    SPELLINGS.into_iter().find_map(|(kind, spelling)| {
        let head = typed.get(..spelling.len())?;
        let value = typed.get(spelling.len()..)?.strip_prefix(':')?;
        head.eq_ignore_ascii_case(spelling).then_some((kind, value))
    })
}

fn unknown_kind(typed: &str) -> Failure {
    let guess = match typed.split_once(':') {
        Some((_, value)) => value,
        None => typed,
    };
    let kind = match (guess.parse::<IpAddr>(), guess.starts_with('_'), guess.contains('@')) {
        (Ok(_), _, _) => "ip",
        (Err(_), true, _) => "srv",
        (Err(_), false, true) => "xmpp",
        (Err(_), false, false) => "dns",
    };
    let guess = format!("{kind}:{guess}");
    let meant = san(&guess).map(|_| format!("; did you mean {guess}?")).unwrap_or_default();
    Failure::usage(anyhow!(
        "`{typed}` is not of the form KIND:VALUE with KIND dns, srv, xmpp or ip{meant}"
    ))
}

/// One line: what is wrong, then what was probably meant.
fn refused<E>(error: &E, meant: Option<Meant>) -> Failure
where
    E: std::error::Error,
{
    let meant = match meant {
        None => String::new(),
        Some(Meant::Domain(name)) => format!("; did you mean {name}?"),
        Some(Meant::Jid(jid)) => format!("; did you mean --jid {jid}?"),
        Some(Meant::Ip(ip)) => format!("; did you mean --ip {ip}?"),
        Some(Meant::Wildcard(apex)) => format!("; did you mean {apex} --wildcard?"),
        Some(Meant::SrvName(name)) => format!("; did you mean --san srv:{name}?"),
        Some(Meant::Several(names)) => format!("; did you mean {}?", names.join(" ")),
    };
    Failure::usage(anyhow!("{error}{meant}"))
}
