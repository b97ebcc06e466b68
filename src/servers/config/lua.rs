//! Lua as far as a configuration needs it: words, strings and signs with their lines (Lua 5.4
//! reference manual §3.1). Nothing is run.

use super::ConfigError;

/// What a piece of a program is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A name, a keyword or a number.
    Word(String),
    /// A string, its escapes resolved.
    Text(String),
    /// A sign; of the longer ones only `..` and `==` stand together.
    Sign(&'static str),
    /// Any other sign.
    Other(char),
}

/// A token with its line.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) token: Token,
    pub(super) line: usize,
}

const SIGNS: &[&str] =
    &["...", "..", "==", "=", "(", ")", "{", "}", "[", "]", ";", ",", ".", "::", ":"];

/// All tokens of a program.
///
/// # Errors
/// When a string or a comment does not end.
pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, ConfigError> {
    let mut reader = Reader { rest: text, line: 1 };
    if text.starts_with('#') {
        reader.pass_line();
    }
    let mut tokens = Vec::new();
    while let Some(token) = reader.token()? {
        tokens.push(token);
    }
    Ok(tokens)
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Reader<'a> {
    fn token(&mut self) -> Result<Option<Placed>, ConfigError> {
        self.pass_blanks()?;
        let line = self.line;
        let Some(first) = self.rest.chars().next() else { return Ok(None) };
        let token = if first == '"' || first == '\'' {
            self.take(1);
            Token::Text(self.quoted(first)?)
        } else if let Some(text) = self.bracketed()? {
            Token::Text(text)
        } else if first.is_alphanumeric() || first == '_' {
            let end = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_');
            Token::Word(self.take(end.unwrap_or(self.rest.len())).to_owned())
        } else if let Some(sign) = SIGNS.iter().find(|sign| self.rest.starts_with(**sign)) {
            self.take(sign.len());
            Token::Sign(sign)
        } else {
            self.take(first.len_utf8());
            Token::Other(first)
        };
        Ok(Some(Placed { token, line }))
    }

    /// The next octets, with the lines in them counted.
    fn take(&mut self, count: usize) -> &'a str {
        let (head, rest) = self.rest.split_at_checked(count).unwrap_or((self.rest, ""));
        self.line += head.bytes().filter(|byte| *byte == b'\n').count();
        self.rest = rest;
        head
    }

    fn pass_line(&mut self) {
        let end = self.rest.find('\n').unwrap_or(self.rest.len());
        self.take(end);
    }

    fn pass_blanks(&mut self) -> Result<(), ConfigError> {
        loop {
            let blank = self.rest.len() - self.rest.trim_start().len();
            self.take(blank);
            if !self.rest.starts_with("--") {
                return Ok(());
            }
            self.take(2);
            if self.bracketed()?.is_none() {
                self.pass_line();
            }
        }
    }

    /// `[[…]]` or `[=[…]=]`, where one begins here.
    fn bracketed(&mut self) -> Result<Option<String>, ConfigError> {
        let Some(inner) = self.rest.strip_prefix('[') else { return Ok(None) };
        let level = inner.bytes().take_while(|byte| *byte == b'=').count();
        if inner.as_bytes().get(level) != Some(&b'[') {
            return Ok(None);
        }
        let end = format!("]{}]", "=".repeat(level));
        let line = self.line;
        self.take(level + 2);
        let length = self.rest.find(&end);
        let length = length.ok_or_else(|| ConfigError::new(line, "a long bracket does not end"))?;
        let text = self.take(length).to_owned();
        self.take(end.len());
        Ok(Some(text.strip_prefix('\n').map(str::to_owned).unwrap_or(text)))
    }

    fn quoted(&mut self, quote: char) -> Result<String, ConfigError> {
        let line = self.line;
        let unended = || ConfigError::new(line, "a string does not end");
        let mut text = String::new();
        loop {
            let c = self.rest.chars().next().ok_or_else(unended)?;
            self.take(c.len_utf8());
            match c {
                _ if c == quote => return Ok(text),
                '\n' => return Err(unended()),
                '\\' => self.escape(&mut text).ok_or_else(unended)?,
                _ => text.push(c),
            }
        }
    }

    /// What stands behind a backslash; an escape that is none comes out as U+FFFD, which is in no name.
    fn escape(&mut self, text: &mut String) -> Option<()> {
        let c = self.rest.chars().next()?;
        if c.is_ascii_digit() {
            let end = self.rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
            let code = self.take(end).parse::<u8>().ok().filter(u8::is_ascii);
            text.push(code.map_or('\u{fffd}', char::from));
            return Some(());
        }
        self.take(c.len_utf8());
        match c {
            'n' | '\n' => text.push('\n'),
            't' => text.push('\t'),
            'r' => text.push('\r'),
            'x' => {
                let code = self.rest.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
                if code.is_some() {
                    self.take(2);
                }
                text.push(code.filter(u8::is_ascii).map_or('\u{fffd}', char::from));
            }
            'z' => {
                let blank = self.rest.len() - self.rest.trim_start().len();
                self.take(blank);
            }
            '\\' | '"' | '\'' => text.push(c),
            _ => text.push('\u{fffd}'),
        }
        Some(())
    }
}
