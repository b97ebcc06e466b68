//! `ejabberd.yml`: `hosts`, and the modules that serve hosts of their own.
//!
//! First labels as in `mod_options/1` of ejabberd 23.01 and its documentation of modules; `host_config`
//! replaces the modules of a host, and `append_host_config` adds some.

use crate::name::Domain;

use super::pattern::{self, Service};
use super::yaml::{Content, Node, document};
use super::{ConfigError, Format, HostRole, Reading, first_line_with};

pub(super) const FORMAT: Format = Format { server: "ejabberd", files: "ejabberd.yml", is, read };

const SERVICES: &[Service] = &[
    ("mod_http_upload", "upload"),
    ("mod_mix", "mix"),
    ("mod_muc", "conference"),
    ("mod_multicast", "multicast"),
    ("mod_proxy65", "proxy"),
    ("mod_pubsub", "pubsub"),
    ("mod_vcard", "vjud"),
];

const SIGNS: &[&str] = &[
    "hosts:",
    "host_config:",
    "append_host_config:",
    "modules:",
    "listen:",
    "loglevel:",
    "certfiles:",
    "define_macro:",
    "include_config_file:",
    "---",
    "[",
    "<",
    "VirtualHost",
    "--",
];

fn is(text: &str) -> bool {
    let first = first_line_with(text, SIGNS).unwrap_or_default();
    first == "---" || SIGNS.iter().take(9).any(|sign| first.starts_with(sign))
}

fn read(text: &str) -> Result<Reading, ConfigError> {
    let mut found = Reading::default();
    let Some(root) = document(text)? else { return Ok(found) };
    let Some(pairs) = root.map() else {
        return Err(ConfigError::new(root.line, "the file is no mapping of options"));
    };
    let mut file = File { root: &root, macros: macros(&root), found: &mut found };
    for (key, _) in pairs {
        match key.text() {
            Some("<<") | None => {
                file.unread(key, "An alias or a compound key stands among the options.")
            }
            Some("include_config_file") => {
                file.unread(
                    key,
                    "include_config_file names further files, which are not read here.",
                );
            }
            Some(_) => {}
        }
    }
    file.hosts();
    file.listeners();
    Ok(found)
}

/// The names that `define_macro` and `define_keyword` give to values.
fn macros(root: &Node) -> Vec<&str> {
    let sections = ["define_macro", "define_keyword"].iter().filter_map(|name| root.entry(name));
    let pairs = sections.filter_map(|(_, section)| section.map()).flatten();
    pairs.filter_map(|(key, _)| key.text()).collect()
}

struct File<'a> {
    root: &'a Node,
    macros: Vec<&'a str>,
    found: &'a mut Reading,
}

impl<'a> File<'a> {
    fn unread(&mut self, node: &Node, why: &str) {
        self.found.unread(node.line, why);
    }

    /// A text that is what it says; anything else is told.
    fn literal(&mut self, node: &'a Node, what: &str) -> Option<&'a str> {
        match &node.content {
            Content::Scalar(text, is_plain) => {
                let is_macro = self.macros.contains(&&**text) && *is_plain;
                let has_keyword = text.replace("@HOST@", "").contains('@');
                if !is_macro && !has_keyword {
                    return Some(text);
                }
                self.found
                    .unread(node.line, format!("{what} is `{text}`, which a macro stands for."));
            }
            Content::Alias => self.found.unread(node.line, format!("{what} is an alias of YAML.")),
            Content::List(_) | Content::Map(_) => {
                self.found.unread(node.line, format!("{what} is no text."));
            }
        }
        None
    }

    fn hosts(&mut self) {
        let Some((_, hosts)) = self.root.entry("hosts") else { return };
        let Some(nodes) = hosts.list() else {
            return self.unread(hosts, "hosts is an alias, a macro or no list.");
        };
        for node in nodes {
            let Some(name) = self.literal(node, "A host") else { continue };
            self.found.host(name, node.line, HostRole::Domain, None);
            if let Ok(domain) = Domain::try_from(name) {
                self.modules_of(&domain);
            }
        }
    }

    fn modules_of(&mut self, domain: &Domain) {
        let own = self.of_host("host_config", domain);
        if let Some(modules) = own.or(self.root.entry("modules").map(|(_, modules)| modules)) {
            self.modules(modules, domain);
        }
        if let Some(modules) = self.of_host("append_host_config", domain) {
            self.modules(modules, domain);
        }
    }

    /// The modules that a section has for one host.
    fn of_host(&self, section: &str, domain: &Domain) -> Option<&'a Node> {
        let (_, section) = self.root.entry(section)?;
        let is_it = |key: &Node| {
            key.text().is_some_and(|name| Domain::try_from(name).is_ok_and(|name| name == *domain))
        };
        let (_, options) = section.map()?.iter().rfind(|(key, _)| is_it(key))?;
        options.entry("modules").map(|(_, modules)| modules)
    }

    fn modules(&mut self, modules: &'a Node, domain: &Domain) {
        let Some(pairs) = modules.map() else {
            if !modules.is_null() {
                self.unread(modules, "modules is an alias, a macro or no mapping.");
            }
            return;
        };
        for (key, options) in pairs {
            let Some(name) = key.text().filter(|name| *name != "<<") else {
                self.unread(key, "An alias or a compound key stands among the modules.");
                continue;
            };
            if let Some((module, label)) = SERVICES.iter().find(|(module, _)| *module == name) {
                self.module(module, label, key, options, domain);
            }
        }
    }

    fn module(
        &mut self,
        module: &'static str,
        label: &str,
        key: &Node,
        options: &'a Node,
        domain: &Domain,
    ) {
        if options.map().is_none() && !options.is_null() {
            let why = format!("The options of {module} are an alias, a macro or no mapping.");
            return self.found.unread(options.line, why);
        }
        if options.entry("<<").is_some() {
            self.unread(options, &format!("The options of {module} come from an alias of YAML."));
        }
        // the directory of mod_vcard has no host unless it is searched (`search`, false by default)
        if module == "mod_vcard" && !self.is_searched(options) {
            return;
        }
        let several = options.entry("hosts").map(|(_, hosts)| hosts);
        match several.map(|hosts| (hosts, hosts.list())) {
            Some((_, Some([]))) | None => {}
            Some((hosts, None)) => {
                return self
                    .unread(hosts, &format!("hosts of {module} is an alias, a macro or no list."));
            }
            Some((_, Some(nodes))) => {
                return nodes.iter().for_each(|node| self.pattern(module, node, domain));
            }
        }
        match options.entry("host") {
            Some((_, host)) => self.pattern(module, host, domain),
            None => {
                pattern::component(
                    self.found,
                    &format!("{label}.@HOST@"),
                    key.line,
                    domain,
                    module,
                );
            }
        }
    }

    fn is_searched(&mut self, options: &'a Node) -> bool {
        let Some((_, search)) = options.entry("search") else { return false };
        match self.literal(search, "search of mod_vcard") {
            Some(value) => matches!(value, "true" | "True" | "TRUE" | "yes" | "on"),
            None => false,
        }
    }

    fn pattern(&mut self, module: &str, node: &'a Node, domain: &Domain) {
        if let Some(text) = self.literal(node, &format!("The host of {module}")) {
            pattern::component(self.found, text, node.line, domain, module);
        }
    }

    /// External components, which `ejabberd_service` lets in (XEP-0114).
    fn listeners(&mut self) {
        let Some((_, listen)) = self.root.entry("listen") else { return };
        let Some(listeners) = listen.list() else {
            return self.unread(listen, "listen is an alias, a macro or no list.");
        };
        for listener in listeners {
            let module = listener.entry("module").and_then(|(_, module)| module.text());
            if module != Some("ejabberd_service") {
                continue;
            }
            match listener.entry("hosts").map(|(_, hosts)| (hosts, hosts.map())) {
                Some((_, Some(pairs))) => pairs.iter().for_each(|(key, _)| self.external(key)),
                Some((hosts, None)) => {
                    self.unread(
                        hosts,
                        "hosts of ejabberd_service is an alias, a macro or no mapping.",
                    );
                }
                None => self.unread(
                    listener,
                    "ejabberd_service has no hosts: each component names its own.",
                ),
            }
        }
    }

    fn external(&mut self, key: &'a Node) {
        if let Some(name) = self.literal(key, "A host of ejabberd_service") {
            self.found.host(name, key.line, HostRole::Component, Some("external component"));
        }
    }
}
