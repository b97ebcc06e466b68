//! `mongooseim.toml`: `general.hosts`, and the modules that serve hosts of their own.
//!
//! First labels and the rule that modules of `host_config` replace all others as in MongooseIM's
//! documentation of modules and of `host_config`. Domains of a host type are kept in a database.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::name::Domain;

use super::pattern::{self, Service};
use super::{ConfigError, Format, HostRole, Reading, first_line_with};

pub(super) const FORMAT: Format =
    Format { server: "mongooseim", files: "mongooseim.toml", is, read };

const SERVICES: &[Service] = &[
    ("mod_http_upload", "upload"),
    ("mod_muc", "conference"),
    ("mod_muc_light", "muclight"),
    ("mod_pubsub", "pubsub"),
    ("mod_vcard", "vjud"),
];

fn is(text: &str) -> bool {
    let first = first_line_with(text, &["[", "general.", "<", "hosts:", "VirtualHost"]);
    first.is_some_and(|line| {
        let line = line.trim_start();
        line.starts_with('[') || line.starts_with("general.")
    })
}

fn read(text: &str) -> Result<Reading, ConfigError> {
    let line = |place: usize| 1 + text.bytes().take(place).filter(|byte| *byte == b'\n').count();
    // as deep as dots make it, and the tree is dropped level by level
    if let Some(place) = text.lines().position(|line| line.matches('.').count() > 2_000) {
        return Err(ConfigError::too_deep(place + 1));
    }
    let root = DeTable::parse(text).map_err(|error| {
        let place = error.span().map_or(0, |span| span.start);
        ConfigError::new(line(place), error.message().to_owned())
    })?;
    let mut file = File { root: root.get_ref(), line: &line, found: Reading::default() };
    file.hosts();
    Ok(file.found)
}

type Value<'t> = Spanned<DeValue<'t>>;

struct File<'a, 't> {
    root: &'a DeTable<'t>,
    line: &'a dyn Fn(usize) -> usize,
    found: Reading,
}

fn table<'a, 't>(value: &'a Value<'t>) -> Option<&'a DeTable<'t>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

fn list<'a, 't>(value: Option<&'a Value<'t>>) -> impl Iterator<Item = &'a Value<'t>> {
    let values = value.and_then(|value| match value.get_ref() {
        DeValue::Array(values) => Some(values.iter()),
        _ => None,
    });
    values.into_iter().flatten()
}

fn text<'a>(value: &'a Value<'_>) -> Option<&'a str> {
    match value.get_ref() {
        DeValue::String(text) => Some(text),
        _ => None,
    }
}

impl<'a, 't> File<'a, 't> {
    fn unread(&mut self, value: &Value<'_>, why: &str) {
        let line = (self.line)(value.span().start);
        self.found.unread(line, why);
    }

    fn hosts(&mut self) {
        let Some(general) = self.root.get("general").and_then(table) else { return };
        if let Some(hosts) = general.get("hosts") {
            if !matches!(hosts.get_ref(), DeValue::Array(_)) {
                self.unread(hosts, "general.hosts is no list.");
            }
            list(Some(hosts)).for_each(|host| self.host(host));
        }
        for kind in list(general.get("host_types")) {
            let name = text(kind).unwrap_or_default();
            let why = format!("The domains of the host type `{name}` are kept in a database.");
            self.unread(kind, &why);
        }
    }

    fn host(&mut self, host: &Value<'_>) {
        let Some(name) = text(host) else { return self.unread(host, "A host is no text.") };
        let line = (self.line)(host.span().start);
        self.found.host(name, line, HostRole::Domain, None);
        let Ok(domain) = Domain::try_from(name) else { return };
        let own = list(self.root.get("host_config")).filter_map(table).find(|section| {
            let name = section.get("host").and_then(text);
            name.is_some_and(|name| Domain::try_from(name).is_ok_and(|name| name == domain))
        });
        let modules = own.and_then(|section| section.get("modules"));
        let modules = modules.or_else(|| self.root.get("modules")).and_then(table);
        for (module, label) in SERVICES {
            let options = modules.and_then(|modules| modules.get_key_value(*module));
            if let Some((key, options)) = options {
                self.module(module, label, key.span().start, options, &domain);
            }
        }
    }

    fn module(
        &mut self,
        module: &str,
        label: &str,
        place: usize,
        options: &Value<'_>,
        domain: &Domain,
    ) {
        let options = table(options);
        match options.and_then(|options| options.get("host")) {
            None => {
                let line = (self.line)(place);
                let pattern = format!("{label}.@HOST@");
                pattern::component(&mut self.found, &pattern, line, domain, module);
            }
            Some(host) => match text(host) {
                Some(pattern) => {
                    let line = (self.line)(host.span().start);
                    pattern::component(&mut self.found, pattern, line, domain, module);
                }
                None => self.unread(host, &format!("The host of {module} is no text.")),
            },
        }
    }
}
