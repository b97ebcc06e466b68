//! Distinguished names as typed on a command line (RFC 4514).

use thiserror::Error;

/// A subject: attributes in the order in which they were typed.
///
/// An empty one is legal; RFC 5280 §4.2.1.6 then wants a critical subjectAltName.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject(Vec<(Attribute, String)>);

/// An attribute type that a subject may have, with its upper bound (RFC 5280 appendix A.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The short name of RFC 4514 §3, as typed and shown.
    pub short: &'static str,
    /// The object identifier's arcs.
    pub arcs: &'static [u64],
    /// Longest value, in characters.
    pub bound: usize,
}

/// `commonName`.
pub const COMMON_NAME: Attribute = Attribute { short: "CN", arcs: &[2, 5, 4, 3], bound: 64 };
/// Every attribute type that `--subject` takes.
pub const ATTRIBUTES: &[Attribute] = &[
    COMMON_NAME,
    Attribute { short: "O", arcs: &[2, 5, 4, 10], bound: 64 },
    Attribute { short: "OU", arcs: &[2, 5, 4, 11], bound: 64 },
    Attribute { short: "C", arcs: &[2, 5, 4, 6], bound: 2 },
    Attribute { short: "ST", arcs: &[2, 5, 4, 8], bound: 128 },
    Attribute { short: "L", arcs: &[2, 5, 4, 7], bound: 128 },
    Attribute { short: "street", arcs: &[2, 5, 4, 9], bound: 128 },
    Attribute { short: "serialNumber", arcs: &[2, 5, 4, 5], bound: 64 },
    Attribute { short: "UID", arcs: &[0, 9, 2342, 19200300, 100, 1, 1], bound: 256 },
    Attribute { short: "emailAddress", arcs: &[1, 2, 840, 113549, 1, 9, 1], bound: 255 },
];

/// Why a typed subject is none.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SubjectError {
    /// A part has no `=`.
    #[error("`{0}` in the subject is not of the form TYPE=value")]
    NoEquals(String),
    /// The attribute type is unknown.
    #[error(
        "`{0}` is not an attribute of a subject; known are CN, O, OU, C, ST, L, street, serialNumber, UID, emailAddress"
    )]
    UnknownType(String),
    /// A value is missing.
    #[error("{0} in the subject has no value")]
    Empty(&'static str),
    /// A value is over its upper bound.
    #[error("{short} holds at most {bound} characters, not the {found} of `{value}`")]
    TooLong {
        /// The attribute's short name.
        short: &'static str,
        /// The upper bound.
        bound: usize,
        /// The characters found.
        found: usize,
        /// The value.
        value: String,
    },
    /// The country is not a two-letter code.
    #[error("C is a country code of two letters, such as DE, not `{0}`")]
    Country(String),
    /// A value has a control character.
    #[error("{0} in the subject holds a control character")]
    Control(&'static str),
    /// An e-mail address, a serial number: ASCII only.
    #[error("{0} in the subject is limited to ASCII, not `{1}`")]
    NotAscii(&'static str, String),
    /// One attribute type stands there twice.
    #[error("the subject names {0} twice; one is enough")]
    Repeated(&'static str),
}

impl Subject {
    /// The subject that has a commonName alone, or the empty one where the name is too long for it
    /// (RFC 5280 appendix A.1: ub-common-name is 64).
    pub fn common_name(name: &str) -> Subject {
        if name.chars().count() > COMMON_NAME.bound {
            return Subject::default();
        }
        Subject(vec![(COMMON_NAME, name.to_owned())])
    }

    /// The attributes in order.
    pub fn attributes(&self) -> &[(Attribute, String)] {
        &self.0
    }

    /// Whether there is no attribute at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The commonName, if there is one.
    pub fn cn(&self) -> Option<&str> {
        self.0.iter().find(|(a, _)| *a == COMMON_NAME).map(|(_, value)| value.as_str())
    }
}

/// Reads `CN=example.org,O=Example`, with the escapes of RFC 4514 §2.4 (`\,` and `\2C`).
impl TryFrom<&str> for Subject {
    type Error = SubjectError;

    fn try_from(typed: &str) -> Result<Subject, SubjectError> {
        let mut attributes: Vec<(Attribute, String)> = Vec::new();
        for part in split_unescaped(typed) {
            let (attribute, value) = attribute(&part)?;
            if attributes.iter().any(|(known, _)| *known == attribute) {
                return Err(SubjectError::Repeated(attribute.short));
            }
            attributes.push((attribute, value));
        }
        Ok(Subject(attributes))
    }
}

/// Shows the subject as it could be typed again.
impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, (attribute, value)) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(f, "{comma}{}={}", attribute.short, escape(value))?;
        }
        Ok(())
    }
}

fn attribute(part: &str) -> Result<(Attribute, String), SubjectError> {
    let (typed, value) =
        part.split_once('=').ok_or_else(|| SubjectError::NoEquals(part.to_owned()))?;
    let typed = typed.trim();
    let attribute = ATTRIBUTES
        .iter()
        .find(|known| known.short.eq_ignore_ascii_case(typed))
        .ok_or_else(|| SubjectError::UnknownType(typed.to_owned()))?;
    let value = unescape(value.trim());
    check(attribute, &value)?;
    Ok((*attribute, value))
}

fn check(attribute: &Attribute, value: &str) -> Result<(), SubjectError> {
    let short = attribute.short;
    let found = value.chars().count();
    if value.is_empty() {
        return Err(SubjectError::Empty(short));
    }
    if short == "C" && !(found == 2 && value.bytes().all(|b| b.is_ascii_uppercase())) {
        return Err(SubjectError::Country(value.to_owned()));
    }
    if found > attribute.bound {
        let (bound, value) = (attribute.bound, value.to_owned());
        return Err(SubjectError::TooLong { short, bound, found, value });
    }
    if value.chars().any(char::is_control) {
        return Err(SubjectError::Control(short));
    }
    if matches!(short, "emailAddress" | "serialNumber") && !value.is_ascii() {
        return Err(SubjectError::NotAscii(short, value.to_owned()));
    }
    Ok(())
}

fn split_unescaped(typed: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for c in typed.chars() {
        match (c, escaped, parts.last_mut()) {
            (',', false, _) => parts.push(String::new()),
            (_, _, Some(part)) => part.push(c),
            (_, _, None) => {}
        }
        escaped = c == '\\' && !escaped;
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// RFC 4514 §2.4: a backslash before two hexadecimal digits is an octet, before anything else that
/// character.
fn unescape(value: &str) -> String {
    let mut octets = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'\\' {
            octets.push(*first);
            continue;
        }
        match tail.get(..2).and_then(octet) {
            Some(octet) => {
                octets.push(octet);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                octets.extend(tail.first());
                rest = tail.get(1..).unwrap_or_default();
            }
        }
    }
    String::from_utf8_lossy(&octets).into_owned()
}

/// The octet of two hexadecimal digits; a sign is none.
fn octet(pair: &[u8]) -> Option<u8> {
    let digits =
        std::str::from_utf8(pair).ok().filter(|_| pair.iter().all(u8::is_ascii_hexdigit))?;
    u8::from_str_radix(digits, 16).ok()
}

/// RFC 4514 §2.4: blanks around a value are written as octets, for whoever reads it trims them.
fn escape(value: &str) -> String {
    let inner = value.trim();
    let (before, rest) = value.split_at(value.len() - value.trim_start().len());
    let behind = &rest[inner.len()..];
    let octets =
        |blanks: &str| blanks.bytes().map(|octet| format!("\\{octet:02X}")).collect::<String>();
    let inner = inner.replace('\\', "\\\\").replace(',', "\\,");
    format!("{}{inner}{}", octets(before), octets(behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_reads_and_shows_its_escapes() {
        let subject = Subject::try_from("CN=example.org, O=Example\\, Inc.,C=DE").unwrap();
        assert_eq!(subject.attributes()[1].1, "Example, Inc.");
        assert_eq!(subject.to_string(), "CN=example.org,O=Example\\, Inc.,C=DE");
        assert_eq!(Subject::try_from("O=a\\2Cb").unwrap().attributes()[0].1, "a,b");
        let blanks = Subject::try_from("O=\\20a\\+5\\C2\\A0").unwrap();
        assert_eq!(blanks.attributes()[0].1, " a+5\u{a0}");
        assert_eq!(blanks.to_string(), "O=\\20a+5\\C2\\A0");
    }

    #[test]
    fn a_bad_subject_says_what_is_wrong() {
        let error = |typed: &str| Subject::try_from(typed).unwrap_err().to_string();
        assert_eq!(
            error("example.org"),
            "`example.org` in the subject is not of the form TYPE=value"
        );
        assert!(error("X=1").starts_with("`X` is not an attribute"));
        assert_eq!(
            error("C=Germany"),
            "C is a country code of two letters, such as DE, not `Germany`"
        );
        assert!(error(&format!("CN={}", "a".repeat(65))).starts_with("CN holds at most 64"));
        assert_eq!(error("O=a,O=b"), "the subject names O twice; one is enough");
    }
}
