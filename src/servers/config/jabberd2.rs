//! jabberd2's `c2s.xml`, `sm.xml` and `s2s.xml`: each `<id>` in `<local>` is a domain.
//!
//! As etc/c2s.xml.dist.in and etc/sm.xml.dist.in of jabberd2 2.7 explain them: an empty `<id/>` sets the
//! defaults of domains that are not listed.

use super::xml::{element, root_name};
use super::{ConfigError, Format, HostRole, Reading};

pub(super) const FORMAT: Format =
    Format { server: "jabberd2", files: "c2s.xml, sm.xml, s2s.xml", is, read };

fn is(text: &str) -> bool {
    root_name(text).is_some_and(|name| matches!(&*name, "c2s" | "sm" | "s2s"))
}

fn read(text: &str) -> Result<Reading, ConfigError> {
    let root = element(text)?;
    let mut found = Reading::default();
    for id in root.all("local").flat_map(|local| local.all("id")) {
        if id.has_entity || !id.children.is_empty() {
            found.unread(id.line, "<id> holds an entity or an element instead of a name.");
        } else if id.text.is_empty() {
            found.unread(id.line, "An empty <id/> stands for every domain that is not listed.");
        } else {
            found.host(&id.text, id.line, HostRole::Domain, None);
        }
    }
    Ok(found)
}
