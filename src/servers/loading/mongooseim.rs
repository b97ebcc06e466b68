//! MongooseIM: `certfile` and `keyfile` of a listener, read by Erlang's `ssl` for each connection.
//!
//! The first file that has a certificate stands for `certfile`; the first other file that has a private key, or
//! else the same, stands for `keyfile`. All domains of a listener share them. Where `certfile` has two certificates
//! or more, they are sent as they stand there; a leaf that is alone is sent with what `cacertfile` has above it, which
//! is not among what is given.
//!
//! MongooseIM starts whatever stands in the files: what is wrong with them ends each handshake.

use std::sync::Arc;

use super::codes::{
    FILE_IGNORED, FILE_REFUSED, FILES_UNREADABLE, KEY_NOT_LOADED, KEY_NOT_OF_LEAF, NOTHING_SERVED,
};
use super::erlang::{BEGIN, Block, END, before_begin, lines};
use super::{Fate, FileFate, Found, Given, Loading, Loads, Served};
use crate::pki::certificate::Certificate;
use crate::pki::key::{Found as Key, PrivateKey};
use crate::pki::link::Link;
use crate::pki::pem;
use crate::report::{Evidence, Finding, shell_quoted};

/// Its rules are those of `ssl`, which was run; that MongooseIM hands it the files as they are was read.
pub(in crate::servers) const LOADS: Loads = Loads {
    by: load,
    evidence: Evidence::Read,
    cite: "esl/MongooseIM 475087c6, src/just_tls.erl read; ssl of OTP 25 and 29 run",
};

fn load(given: &Given<'_>) -> Loading {
    let files: Vec<File<'_>> = given.found.iter().map(File::read).collect();
    let certfile = files.iter().position(|file| !file.certificates.is_empty());
    let other = files
        .iter()
        .enumerate()
        .position(|(index, file)| Some(index) != certfile && file.has_key());
    let keyfile = other.or(certfile);
    let mut findings: Vec<Finding> = files.iter().flat_map(File::findings).collect();
    let chain = match (
        certfile.and_then(|index| files.get(index)),
        keyfile.and_then(|index| files.get(index)),
    ) {
        (Some(certfile), Some(keyfile)) => certfile.chain(keyfile, given.passphrase),
        _ => Err(Finding::new(
            &NOTHING_SERVED,
            "certfile",
            "None of the files has a certificate that Erlang's ssl sees; MongooseIM starts, and ends every handshake.",
        )),
    };
    let (links, how) = match chain {
        Ok(links) => (links, "its certfile, as it stands there".to_owned()),
        Err(finding) => {
            let how = finding.explanation.clone();
            // what was told of the file says it already
            if !files.iter().any(File::is_closed) || finding.code.id == KEY_NOT_OF_LEAF.id {
                findings.push(finding);
            }
            (Vec::new(), how)
        }
    };
    let used = [certfile, keyfile];
    let fates = files
        .iter()
        .enumerate()
        .map(|(index, file)| file.fate(used.contains(&Some(index)), !links.is_empty()));
    let files_of_chain: Vec<String> = used
        .iter()
        .flatten()
        .filter_map(|index| files.get(*index))
        .map(|file| file.path())
        .collect();
    let served = given.domains.iter().map(|domain| Served {
        domain: domain.clone(),
        chain: links.clone(),
        files: if links.is_empty() { Vec::new() } else { files_of_chain.clone() },
        how: how.clone(),
        instead: Vec::new(),
    });
    Loading { dies: None, served: served.collect(), files: fates.collect(), findings }
}

/// What Erlang makes of a file.
struct File<'a> {
    found: &'a Found<'a>,
    certificates: Vec<Block<'a>>,
    keys: Vec<Block<'a>>,
    /// Blocks that are not seen, with their lines.
    unseen: Vec<(usize, String)>,
    /// The line of a block that has no end.
    endless: Option<usize>,
}

impl<'a> File<'a> {
    fn read(found: &'a Found<'a>) -> File<'a> {
        let (mut certificates, mut keys, mut unseen) = (Vec::new(), Vec::new(), Vec::new());
        let mut open: Option<Block<'_>> = None;
        let octets = found.octets.as_ref().copied().unwrap_or_default();
        for (index, text) in lines(octets).enumerate() {
            let line = index + 1;
            match open.take() {
                Some(block) if text.starts_with(END) => match block.label().as_str() {
                    "CERTIFICATE" => certificates.push(block),
                    _ if block.is_key() => keys.push(block),
                    _ => {}
                },
                // what begins within another block is content of that
                Some(mut block) => {
                    block.lines.push(text);
                    open = Some(block);
                }
                None if text.starts_with(BEGIN) => {
                    let block = Block { line, begin: text, lines: Vec::new() };
                    unseen.extend(block.unknown().map(|why| (line, why)));
                    open = Some(block).filter(Block::is_known);
                }
                None => unseen.extend(before_begin(text).map(|why| (line, why.to_owned()))),
            }
        }
        File { found, certificates, keys, unseen, endless: open.map(|block| block.line) }
    }

    fn path(&self) -> String {
        self.found.path.clone()
    }

    /// Whether nothing can be taken out of it.
    fn is_closed(&self) -> bool {
        self.found.octets.is_err() || self.endless.is_some()
    }

    fn has_key(&self) -> bool {
        !self.keys.is_empty()
    }

    /// What there is to say of the file alone.
    fn findings(&self) -> Vec<Finding> {
        let path = self.path();
        let mut findings = Vec::new();
        if let Err(barred) = &self.found.octets {
            let text = format!(
                "{} has to read {path}, and {} is closed to it ({}); every handshake ends.",
                barred.user, barred.at, barred.how
            );
            findings.push(Finding::new(&FILES_UNREADABLE, &path, text));
        }
        if let Some(line) = self.endless {
            let text = format!(
                "The PEM block that begins on line {line} of {path} has no end, and Erlang takes nothing out of \
                 the file; every handshake ends with {{certfile,function_clause}} in the log."
            );
            findings.push(Finding::new(&FILE_REFUSED, &path, text));
        }
        findings.extend(self.unseen.iter().map(|(line, why)| {
            Finding::new(&FILE_IGNORED, &path, format!("{path}, line {line}: {why}."))
        }));
        findings
    }

    /// What is sent where this file is `certfile`.
    fn chain(
        &self,
        keyfile: &File<'_>,
        passphrase: Option<&str>,
    ) -> Result<Vec<Arc<Link>>, Finding> {
        if self.endless.or(keyfile.endless).is_some() {
            let text = "A file that has to be loaded is cut short.";
            return Err(Finding::new(&NOTHING_SERVED, self.path(), text));
        }
        let key = keyfile.key(passphrase)?;
        let broken = |block: &Block<'_>| {
            let text =
                format!("The certificate on line {} of {} is damaged.", block.line, self.path());
            Finding::new(&NOTHING_SERVED, self.path(), text)
        };
        let mut links = Vec::new();
        for block in &self.certificates {
            links.push(certificate(block).ok_or_else(|| broken(block))?);
        }
        match links.first() {
            Some((leaf, spki)) if !key.matches_spki(spki) => {
                let text = format!(
                    "The first certificate of {}, that of {}, is sent as the server's own, and the {} key in {} is \
                     not its key; every client ends the handshake.",
                    self.path(),
                    leaf.subject,
                    key.algorithm(),
                    keyfile.path()
                );
                Err(Finding::new(&KEY_NOT_OF_LEAF, keyfile.path(), text))
            }
            _ => Ok(links.into_iter().map(|(link, _)| link).collect()),
        }
    }

    /// The one private key.
    fn key(&self, passphrase: Option<&str>) -> Result<PrivateKey, Finding> {
        let path = self.path();
        let refuse = |text: String| Finding::new(&KEY_NOT_LOADED, &path, text);
        let [block] = self.keys.as_slice() else {
            return Err(match self.keys.len() {
                0 => refuse(format!("No private key that Erlang's ssl sees is in {path}.")),
                count => refuse(format!(
                    "{path} holds {count} private keys; Erlang's ssl loads a keyfile only where there is one."
                ))
                .cured_by(format!("leave one of the keys in {}", shell_quoted(&path))),
            });
        };
        let damaged =
            || refuse(format!("The private key on line {} of {path} cannot be read.", block.line));
        let found = match pem::blocks(&text(block)).into_iter().next() {
            Some(Ok(read)) => PrivateKey::in_block(&read).map_err(|_| damaged())?,
            _ => return Err(damaged()),
        };
        match (found, passphrase) {
            (Key::Plain(key), _) => Ok(key),
            (Key::Encrypted(key), Some(passphrase)) => key.open(passphrase).map_err(|_| {
                refuse(format!("The private key in {path} is encrypted, and the password does not open it."))
            }),
            (Key::Encrypted(_), None) => Err(refuse(format!(
                "The private key in {path} is encrypted, and the listener has no password; every handshake ends."
            ))
            .cured_by("set tls.password of the listener, or decrypt the key: xmppcert key convert KEY --to pkcs8 --out FILE")),
        }
    }

    fn fate(&self, is_used: bool, is_sent: bool) -> FileFate {
        let (fate, why) = match (&self.found.octets, is_used) {
            (Err(barred), _) => (Fate::Refused, format!("{} may not read it", barred.user)),
            _ if self.endless.is_some() => (Fate::Refused, "a block in it has no end".to_owned()),
            (_, true) if is_sent => (Fate::Served, "it is certfile or keyfile".to_owned()),
            (_, true) => (Fate::Refused, "every handshake ends".to_owned()),
            (_, false) => (
                Fate::Ignored,
                "a listener has one certfile and one keyfile, which others are".to_owned(),
            ),
        };
        FileFate { path: self.path(), fate, why }
    }
}

/// A certificate with its SubjectPublicKeyInfo.
fn certificate(block: &Block<'_>) -> Option<(Arc<Link>, Vec<u8>)> {
    let der = block.der()?;
    let link = Link::from_der(&der).ok()?;
    Some((Arc::new(link), Certificate::from_der(&der).ok()?.holder.key.spki))
}

/// The block as it stands.
fn text(block: &Block<'_>) -> zeroize::Zeroizing<Vec<u8>> {
    let end = format!("-----END {}-----", block.label());
    let lines = [&[block.begin][..], &block.lines, &[end.as_bytes()]].concat();
    zeroize::Zeroizing::new(lines.join(&b'\n'))
}
