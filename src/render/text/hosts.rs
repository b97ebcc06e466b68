//! The hosts of a server's configuration.

use anstyle::Style;

use super::super::palette;
use super::page::Page;
use crate::report::{HostFact, HostsFacts};

pub(super) fn write(subject: &str, facts: &HostsFacts, page: &mut Page) {
    page.headline(subject, facts.server);
    if facts.hosts.is_empty() {
        page.row("Hosts", palette::WARN, "none that can be read");
    }
    let widest = |width: fn(&HostFact) -> usize| facts.hosts.iter().map(width).max().unwrap_or(0);
    let name = widest(|host| shown(host).chars().count());
    let words = widest(|host| role(host).chars().count());
    for (index, host) in facts.hosts.iter().enumerate() {
        let label = if index == 0 { "Hosts" } else { "" };
        let place = format!("{}:{}", host.file, host.line);
        page.columns(
            label,
            shown(host),
            name,
            palette::FAINT,
            &format!("{:words$}  {place}", role(host)),
        );
    }
    if let Some(command) = &facts.command {
        page.blank();
        page.row("Request", Style::new(), "a certificate for all of them");
        page.command(command);
    }
}

fn shown(host: &HostFact) -> &str {
    host.unicode.as_ref().unwrap_or(&host.domain)
}

/// `component of example.org (muc)`.
fn role(host: &HostFact) -> String {
    let of = host.of.as_ref().map(|of| format!(" of {of}")).unwrap_or_default();
    let service = host.service.as_ref().map(|service| format!(" ({service})")).unwrap_or_default();
    format!("{}{of}{service}", host.kind)
}
