//! Facts of what a command made.

use super::super::Code;
use super::{PathFacts, PathLink};

/// A chain that was put together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChainFacts {
    /// What is sent, the leaf first.
    pub certificates: Vec<ChainLink>,
    /// The path that it was taken from, to its trust anchor where it has one.
    pub path: PathFacts,
    /// The subject of the trust anchor; `None` where none was reached.
    pub anchor: Option<String>,
    /// Whether nothing is missing between the leaf and a trust anchor.
    pub is_complete: bool,
    /// How the leaf was chosen, where several stood there.
    pub choice: Option<String>,
    /// What was at hand and is not sent.
    pub dropped: Vec<Dropped>,
    /// Other paths that hold as well, the leaf first.
    pub alternatives: Vec<Vec<PathLink>>,
    /// What was fetched for it, or was to be, in the order of the asking.
    pub fetched: Vec<Fetched>,
    /// The files written.
    pub files: Vec<FileFact>,
}

/// An address of an issuer (RFC 5280 §4.2.2.1), and what came of asking it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// The address as the certificate has it.
    pub address: String,
    /// `fetched`, `useless` (nothing in it that can be used), `failed`, `refused` (no address that
    /// is asked) or `limit` (too many were asked before).
    pub outcome: &'static str,
    /// Why there is nothing; `None` where there is something.
    pub why: Option<String>,
    /// Where redirects led, in their order.
    pub redirects: Vec<String>,
    /// The subjects of the certificates that came.
    pub certificates: Vec<String>,
}

/// One certificate of a chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChainLink {
    /// The subject in one line.
    pub subject: String,
    /// Where it was found; `None` where it is from the trust anchors.
    pub file: Option<String>,
    /// Its last second in RFC 3339.
    pub not_after: String,
    /// SHA-256 of it in hexadecimal.
    pub sha256: String,
}

/// What is not part of a chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// The subject in one line, or what could not be read.
    pub subject: String,
    /// What a person would call it.
    pub short: String,
    /// Where it was found.
    pub file: String,
    /// Why, in a word.
    pub reason: &'static str,
    /// Why, in words.
    pub why: String,
}

/// A key that was made, read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFacts {
    /// The algorithm as people name it, such as `P-256` or `RSA 3072`.
    pub algorithm: String,
    /// Whether this run made it.
    pub new: bool,
    /// Whether the file that was written, or that it came from, is encrypted.
    pub encrypted: bool,
    /// The format written: `pkcs8`, `pkcs1`, `sec1`, `der` or `public`; `None` when none was.
    pub format: Option<&'static str>,
    /// SHA-256 of the subjectPublicKeyInfo, in lower-case hexadecimal.
    pub spki_sha256: String,
    /// The files written.
    pub files: Vec<FileFact>,
}

/// A certification request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestFacts {
    /// The kind of CA that it is made for, as `--for` names it.
    pub destination: &'static str,
    /// The same in words.
    pub destination_title: &'static str,
    /// The names asked for, in the order of the extension.
    pub names: Vec<NameFact>,
    /// Names that a user may expect and that are not asked for.
    pub left_out: Vec<LeftOut>,
    /// The subject as text; empty for the empty subject.
    pub subject: String,
    /// The extended key usages asked for.
    pub extended_key_usage: Vec<&'static str>,
    /// The key that signs it.
    pub key: KeyFacts,
    /// The files written, or to be written.
    pub files: Vec<FileFact>,
    /// What to do next.
    pub next: Vec<Step>,
    /// The command line that makes the same request again.
    pub command: String,
}

/// One name of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameFact {
    /// `dns`, `srv`, `xmpp` or `ip`.
    pub kind: &'static str,
    /// The value as it stands in the request.
    pub value: String,
    /// The value with U-labels, where that differs.
    pub unicode: Option<String>,
    /// Whether the chosen CA will put it into the certificate.
    pub kept: bool,
    /// What the chosen CA will do with it.
    pub fate: &'static str,
}

/// A name that is not asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its kind.
    pub kind: &'static str,
    /// Its value.
    pub value: String,
    /// Why it is left out.
    pub why: String,
    /// The code that `xmppcert explain` tells more of, where there is one.
    pub code: Option<&'static Code>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFact {
    /// What it holds: `key`, `request` or `public key`.
    pub role: &'static str,
    /// Where it is; `-` for standard output.
    pub path: String,
    /// Its permission bits; `None` for standard output.
    pub mode: Option<u32>,
    /// Its owner and group, where it was given to somebody: `root:prosody`.
    pub owner: Option<String>,
    /// Whether an older file was replaced.
    pub replaced: bool,
    /// Where the older file's content is kept.
    pub backup: Option<String>,
}

/// Something to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it does, in a few words.
    pub what: String,
    /// The command, if one does it.
    pub command: Option<String>,
}
