//! `jabber.xml` of jabberd14 and jabberd 1.4: the hosts of its services.
//!
//! As in jabber.xml.dist: the session manager (`jsm`) serves domains, every other service components. A
//! `<jabberd:cmdline>` in a host takes the place of its text when jabberd is started with that flag.

use super::xml::{Element, element, root_name};
use super::{ConfigError, Format, HostRole, Reading};

pub(super) const FORMAT: Format = Format { server: "jabberd14", files: "jabber.xml", is, read };

fn is(text: &str) -> bool {
    root_name(text).is_some_and(|name| name == "jabber")
}

fn read(text: &str) -> Result<Reading, ConfigError> {
    let root = element(text)?;
    let mut found = Reading::default();
    for include in root.all("jabberd:include").chain(root.all("xi:include")) {
        found.unread(
            include.line,
            format!("<{}> names another file, which is not read here.", include.name),
        );
    }
    for one in root.all("service") {
        service(one, &mut found);
    }
    Ok(found)
}

fn service(service: &Element, found: &mut Reading) {
    let is_jsm = service.all("jsm").next().is_some();
    let role = if is_jsm { HostRole::Domain } else { HostRole::Component };
    let name = service.id.as_deref().filter(|_| !is_jsm);
    let mut hosts = service.all("host").peekable();
    // without <host> a service goes by its id, which is a host only where it looks like one
    if let (None, Some(id)) = (hosts.peek(), name.filter(|id| id.contains('.'))) {
        found.host(id, service.line, role, name);
    }
    for host in hosts {
        if host.has_entity || !host.children.is_empty() {
            let why = "<host> holds an entity or an element, such as <jabberd:cmdline>, instead of a name.";
            found.unread(host.line, why);
        } else if !host.text.is_empty() {
            found.host(&host.text, host.line, role, name);
        } else if is_jsm {
            found.unread(host.line, "An empty <host/> lets the session manager serve every name.");
        }
    }
}
