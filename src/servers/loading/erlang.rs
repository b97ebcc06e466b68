//! PEM as Erlang's `public_key` cuts and decodes it, which is not as `pki::pem` does.
//!
//! A byte order mark or a blank before `BEGIN` hides a block, a label that is not known too, what ends it is of
//! no interest, and any octet that is not base64 is skipped.

use zeroize::Zeroizing;

use crate::pki::pem;

pub(super) const BEGIN: &[u8] = b"-----BEGIN ";
pub(super) const END: &[u8] = b"-----END ";

/// A block.
#[derive(Debug)]
pub(super) struct Block<'a> {
    /// Its first line, counted from 1.
    pub(super) line: usize,
    /// That line.
    pub(super) begin: &'a [u8],
    /// The lines up to its end.
    pub(super) lines: Vec<&'a [u8]>,
}

impl Block<'_> {
    /// What stands after BEGIN; empty where that is no marker.
    pub(super) fn label(&self) -> String {
        let marker = self.begin.trim_ascii_end();
        let label = marker.strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(b"-----"));
        String::from_utf8_lossy(label.unwrap_or_default()).into_owned()
    }

    /// Whether it is a private key that Erlang looks at.
    pub(super) fn is_key(&self) -> bool {
        const LABELS: [&str; 5] = [
            "RSA PRIVATE KEY",
            "DSA PRIVATE KEY",
            "EC PRIVATE KEY",
            "PRIVATE KEY",
            "ENCRYPTED PRIVATE KEY",
        ];
        LABELS.contains(&self.label().as_str())
    }

    /// Whether Erlang knows blocks of this label; of others it passes over the first line, and no more.
    pub(super) fn is_known(&self) -> bool {
        const LABELS: [&str; 9] = [
            "CERTIFICATE",
            "CERTIFICATE REQUEST",
            "DH PARAMETERS",
            "EC PARAMETERS",
            "OPENSSH PRIVATE KEY",
            "PKCS7",
            "PUBLIC KEY",
            "RSA PUBLIC KEY",
            "X509 CRL",
        ];
        self.is_key() || LABELS.contains(&self.label().as_str())
    }

    /// Whether it is encrypted (RFC 5958 §3, RFC 1421 §4.6.1.1).
    pub(super) fn is_encrypted(&self) -> bool {
        let header =
            self.lines.first().is_some_and(|line| line.starts_with(b"Proc-Type: 4,ENCRYPTED"));
        header || self.label() == "ENCRYPTED PRIVATE KEY"
    }

    /// `base64:mime_decode`; `None` where the padding is missing.
    pub(super) fn der(&self) -> Option<Zeroizing<Vec<u8>>> {
        const ARMOUR: [&[u8]; 2] =
            [b"-----BEGIN CERTIFICATE-----\n", b"\n-----END CERTIFICATE-----\n"];
        let known =
            |octet: &u8| octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'/' | b'=');
        let octets = self.lines.iter().flat_map(|line| line.iter().copied()).filter(known);
        let kept: Zeroizing<Vec<u8>> = Zeroizing::new(octets.collect());
        if kept.is_empty() {
            return Some(Zeroizing::default());
        }
        let text = Zeroizing::new([ARMOUR[0], &kept, ARMOUR[1]].concat());
        pem::blocks(&text).into_iter().next()?.ok().map(|block| block.der)
    }

    /// Why nothing is made of it, though people may think so.
    pub(super) fn unknown(&self) -> Option<String> {
        let label = self.label();
        let looks = ["TRUSTED CERTIFICATE", "X509 CERTIFICATE", "OPENSSH PRIVATE KEY"];
        looks.contains(&label.as_str()).then(|| format!("blocks called {label} are not looked at"))
    }
}

/// Splits at LF, CRLF and lone CR.
pub(super) fn lines(octets: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(octets);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.iter().position(|octet| matches!(octet, b'\n' | b'\r'));
        let (line, after) = text.split_at(end.unwrap_or(text.len()));
        rest = after.strip_prefix(b"\r\n").or(after.get(1..));
        Some(line)
    })
}

/// What stands before a BEGIN that is not seen.
pub(super) fn before_begin(line: &[u8]) -> Option<&'static str> {
    let place = line.windows(BEGIN.len()).position(|window| window == BEGIN)?;
    match line.get(..place)? {
        [0xef, 0xbb, 0xbf] => Some("a byte order mark before its BEGIN hides it"),
        before if before.iter().all(u8::is_ascii_whitespace) => {
            Some("white space before its BEGIN hides it")
        }
        _ => Some("text before its BEGIN hides it"),
    }
}
