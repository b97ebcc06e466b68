//! A PEM file as Tigase reads it: `CertificateUtil.parseCertificate` of tigase-utils.
//!
//! It goes line by line and knows three labels, CERTIFICATE, PRIVATE KEY and RSA PRIVATE KEY; what stands in
//! blocks of other labels is passed over, EC PRIVATE KEY and ENCRYPTED PRIVATE KEY too. A block that has no
//! end is passed over as well, and a block that begins within another one goes on with its text.

use crate::pki::certificate::Certificate;
use crate::pki::content::{Thing, linked_pieces};
use crate::pki::key::PrivateKey;

/// What is read of a file.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Certificates in the order of the file.
    pub(super) certificates: Vec<Certificate>,
    /// The last of its keys.
    pub(super) key: Option<PrivateKey>,
    /// Labels of private keys that were passed over.
    pub(super) unread: Vec<&'static str>,
}

/// Why nothing is read of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// A certificate cannot be read; why.
    Certificate(String),
    /// The key cannot be read; why.
    Key(String),
}

const LABELS: [&str; 3] = ["CERTIFICATE", "PRIVATE KEY", "RSA PRIVATE KEY"];

/// Keys that it does not know.
const UNKNOWN: [&str; 4] =
    ["EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "DSA PRIVATE KEY", "OPENSSH PRIVATE KEY"];

/// Reads a file.
///
/// # Errors
/// At the first block of a known label that cannot be read.
pub(super) fn read(octets: &[u8]) -> Result<Read, Refusal> {
    let text = String::from_utf8_lossy(octets);
    let (mut read, mut buffer, mut takes) = (Read::default(), String::new(), false);
    for line in text.split(['\n', '\r']) {
        if LABELS.iter().any(|label| has(line, "BEGIN", label)) {
            takes = true;
        } else if let Some(label) = LABELS.iter().find(|label| has(line, "END", label)) {
            takes = false;
            read.take(label, &std::mem::take(&mut buffer))?;
        } else if takes {
            buffer.push_str(line);
        } else if let Some(label) = UNKNOWN.iter().find(|label| has(line, "BEGIN", label)) {
            read.unread.push(label);
        }
    }
    Ok(read)
}

fn has(line: &str, mark: &str, label: &str) -> bool {
    // most lines are base64
    line.contains("-----") && line.contains(&format!("-----{mark} {label}-----"))
}

impl Read {
    fn take(&mut self, label: &str, base64: &str) -> Result<(), Refusal> {
        let armour = format!("-----BEGIN {label}-----\n{base64}\n-----END {label}-----\n");
        for piece in linked_pieces(armour.as_bytes(), None) {
            match piece.thing {
                Thing::Certificate(certificate)
                    if piece.trailing == 0 && certificate.link.is_some() =>
                {
                    self.certificates.push(*certificate);
                }
                Thing::PrivateKey(key, _) => self.key = Some(in_java(*key)?),
                thing => return Err(refusal(label, &thing)),
            }
        }
        Ok(())
    }
}

/// `KeyFactory` is asked for RSA, then for EC.
fn in_java(key: PrivateKey) -> Result<PrivateKey, Refusal> {
    let name = key.algorithm().to_string();
    if name.starts_with("RSA") || name.starts_with("P-") {
        return Ok(key);
    }
    Err(Refusal::Key(format!("it is a key of {name}, and RSA and EC are read")))
}

fn refusal(label: &str, thing: &Thing) -> Refusal {
    let why = match thing {
        Thing::Unreadable(unreadable) => unreadable.why.clone(),
        Thing::ForeignKey(foreign) => foreign.to_string(),
        Thing::EncryptedKey(..) => "the key is encrypted".into(),
        _ => format!("there is no {label} in the block"),
    };
    if label == "CERTIFICATE" { Refusal::Certificate(why) } else { Refusal::Key(why) }
}
