//! `prosody.cfg.lua`: `VirtualHost`, `Component` and `Include`, where they stand by themselves.
//!
//! The file is a Lua program (core/configmanager.lua of Prosody 0.12 and 13), of which a host is a call
//! with a string. Whatever stands in a block, or takes its name from an expression, is told as unread.

use super::lua::{Placed, Token, tokens};
use super::{ConfigError, Format, HostRole, Include, Reading, first_line_with};

pub(super) const FORMAT: Format =
    Format { server: "prosody", files: "prosody.cfg.lua, with what it includes", is, read };

const SIGNS: &[&str] = &["VirtualHost", "Component", "Include", "--", "[", "hosts:", "<"];

fn is(text: &str) -> bool {
    let first = first_line_with(text, SIGNS).map(str::trim_start).unwrap_or_default();
    // three dashes alone begin a document of YAML, and PEM is no program
    first != "---"
        && !first.starts_with("-----BEGIN ")
        && SIGNS.iter().take(4).any(|sign| first.starts_with(sign))
}

fn read(text: &str) -> Result<Reading, ConfigError> {
    let tokens = tokens(text)?;
    let mut program = Program {
        tokens: &tokens,
        at: 0,
        brackets: 0,
        blocks: 0,
        host: None,
        found: Reading::default(),
    };
    while program.step() {}
    program.end_host();
    Ok(program.found)
}

/// The host whose options follow.
struct Open {
    name: String,
    line: usize,
    role: HostRole,
    service: Option<String>,
    enabled: Enabled,
}

/// Whether a host is served: `enabled`, which is true unless it is set.
enum Enabled {
    Yes,
    No,
    Unread(usize),
}

struct Program<'a> {
    tokens: &'a [Placed],
    at: usize,
    brackets: usize,
    blocks: usize,
    host: Option<Open>,
    found: Reading,
}

impl Program<'_> {
    fn ahead(&self, count: usize) -> Option<&Token> {
        self.tokens.get(self.at + count).map(|placed| &placed.token)
    }

    fn line(&self) -> usize {
        let last = self.tokens.len().saturating_sub(1);
        self.tokens.get(self.at.min(last)).map_or(1, |placed| placed.line)
    }

    fn is_sign(&self, count: usize, sign: &str) -> bool {
        matches!(self.ahead(count), Some(Token::Sign(found)) if *found == sign)
    }

    fn step(&mut self) -> bool {
        let Some(token) = self.ahead(0).cloned() else { return false };
        match &token {
            Token::Sign("(" | "{" | "[") => self.brackets += 1,
            Token::Sign(")" | "}" | "]") => self.brackets = self.brackets.saturating_sub(1),
            Token::Word(word) if !self.is_field() => {
                let word = word.clone();
                return self.word(&word);
            }
            _ => {}
        }
        self.at += 1;
        true
    }

    /// Whether the word here is a field of a table (`os.getenv`) or a method.
    fn is_field(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|before| self.tokens.get(before));
        matches!(before.map(|placed| &placed.token), Some(Token::Sign("." | ":")))
    }

    fn word(&mut self, word: &str) -> bool {
        match word {
            // each of these is closed by one `end` or `until`
            "function" | "do" | "if" | "repeat" => self.blocks += 1,
            "end" | "until" => self.blocks = self.blocks.saturating_sub(1),
            "VirtualHost" | "Host" | "host" => return self.call(word, Self::virtual_host),
            "Component" | "component" => return self.call(word, Self::component),
            "Include" | "include" => return self.call(word, Self::include),
            "RunScript" | "dofile" | "loadfile" if self.brackets == 0 => {
                let line = self.line();
                self.found
                    .unread(line, format!("{word} runs another program, which may add hosts."));
            }
            "enabled" if self.brackets == 0 && self.is_sign(1, "=") => self.enabled(2),
            _ => {}
        }
        self.at += 1;
        true
    }

    /// A call with one string, which `then` is given; anything else is told.
    fn call(&mut self, word: &str, then: fn(&mut Self, String, usize)) -> bool {
        let line = self.line();
        let is_call = matches!(self.ahead(1), Some(Token::Text(_))) || self.is_sign(1, "(");
        // in lower case they are words like any other unless they are called
        let is_named = word.starts_with(char::is_uppercase) || (is_call && self.brackets == 0);
        self.at += 1;
        if !is_named {
            return true;
        }
        if self.brackets > 0 || self.blocks > 0 {
            self.end_host();
            let why =
                format!("{word} stands within other code, and only Lua knows whether it is run.");
            self.found.unread(line, why);
            return true;
        }
        match self.argument() {
            Some(name) => then(self, name, line),
            None => {
                self.end_host();
                let why = format!("{word} takes its argument from a Lua expression.");
                self.found.unread(line, why);
            }
        }
        true
    }

    /// `"text"` or `("text")` here, which is passed over, unless it is part of an expression.
    fn argument(&mut self) -> Option<String> {
        let (text, length) = match (self.ahead(0), self.ahead(1)) {
            (Some(Token::Text(text)), _) => (text, 1),
            (Some(Token::Sign("(")), Some(Token::Text(text))) if self.is_sign(2, ")") => (text, 3),
            _ => return None,
        };
        let goes_on = [".", "..", ":", "["].iter().any(|sign| self.is_sign(length, sign));
        let text = (!goes_on).then(|| text.clone())?;
        self.at += length;
        Some(text)
    }

    fn virtual_host(&mut self, name: String, line: usize) {
        self.open(name, line, HostRole::Domain, None);
    }

    fn component(&mut self, name: String, line: usize) {
        let is_text = matches!(self.ahead(0), Some(Token::Text(_)));
        let service = if is_text || self.is_sign(0, "(") { self.argument() } else { None };
        let service = service.or_else(|| Some("external component".to_owned()));
        self.open(name, line, HostRole::Component, service);
    }

    fn include(&mut self, path: String, line: usize) {
        self.found.includes.push(Include { path, line });
    }

    /// A host begins; with a table behind it, that is all of it.
    fn open(&mut self, name: String, line: usize, role: HostRole, service: Option<String>) {
        self.end_host();
        self.host = Some(Open { name, line, role, service, enabled: Enabled::Yes });
        if !self.is_sign(0, "{") {
            return;
        }
        let mut depth = 0_usize;
        while let Some(token) = self.ahead(0) {
            match token {
                Token::Sign("{" | "(" | "[") => depth += 1,
                Token::Sign("}" | ")" | "]") => depth -= 1,
                Token::Word(word) if depth == 1 && word == "enabled" && self.is_sign(1, "=") => {
                    self.enabled(2);
                }
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
        self.end_host();
    }

    fn enabled(&mut self, count: usize) {
        let goes_on = match self.ahead(count + 1) {
            None | Some(Token::Sign(";" | "," | "}") | Token::Text(_)) => false,
            Some(Token::Word(next)) => next == "and" || next == "or",
            Some(_) => true,
        };
        let value = match self.ahead(count) {
            Some(Token::Word(word)) if word == "true" && !goes_on => Enabled::Yes,
            Some(Token::Word(word)) if word == "false" && !goes_on => Enabled::No,
            _ => Enabled::Unread(self.line()),
        };
        let value = if self.blocks > 0 { Enabled::Unread(self.line()) } else { value };
        if let Some(host) = &mut self.host {
            host.enabled = value;
        }
    }

    /// What follows belongs to another host, or to all.
    fn end_host(&mut self) {
        let Some(host) = self.host.take() else { return };
        match host.enabled {
            Enabled::Yes => {
                self.found.host(&host.name, host.line, host.role, host.service.as_deref());
            }
            Enabled::No => {}
            Enabled::Unread(line) => {
                let why = format!("Whether {} is enabled is left to a Lua expression.", host.name);
                self.found.unread(line, why);
            }
        }
    }
}
