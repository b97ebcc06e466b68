//! `xmppcert key`: make a private key, or convert one.

mod convert;

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use zeroize::Zeroizing;

use crate::files::{self, Artifact};
use crate::pki::digest::sha256_hex;
use crate::pki::key::{EncryptedKey, Found, KeyError, KeyKind, PrivateKey};
use crate::report::{Facts, KeyFacts, Report};

use super::failure::Failure;
use super::output::{Piece, deliver};
use super::passphrase::{PassphraseArgs, open_with};
use super::session::Session;

/// The most that a file with a key may hold: 1 MiB.
const KEY_LIMIT: u64 = 1 << 20;

/// Make a private key, or convert one
///
/// The key goes to standard output unless --out names a file: PKCS#8 in PEM, which every XMPP
/// server and OpenSSL read. A file is readable by its owner alone from its first byte.
#[derive(clap::Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  xmppcert key --out server.key
  xmppcert key --type rsa3072 --encrypt --passphrase-file secret --out server.key
  xmppcert key convert server.key --to pkcs1 --out old-style.key
  xmppcert key convert server.key --to public"
)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Option<Command>,

    /// The kind of key
    #[arg(long = "type", value_name = "TYPE", default_value = "p256", value_parser = kinds())]
    kind: KeyKind,

    /// Write the key to this file
    #[arg(short, long, value_name = "FILE", default_value = "-", hide_default_value = true)]
    out: PathBuf,

    /// Encrypt the key with a passphrase (PBES2, PBKDF2-HMAC-SHA-256, AES-256-CBC)
    #[arg(long)]
    encrypt: bool,

    #[command(flatten)]
    passphrase: PassphraseArgs,

    /// Replace an existing file; the older key is kept beside it
    #[arg(long)]
    force: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Convert(convert::Args),
}

/// The parser of `--type`: clap lists the kinds and guesses the nearest.
pub(super) fn kinds() -> impl TypedValueParser<Value = KeyKind> {
    PossibleValuesParser::new(KeyKind::ALL.map(KeyKind::name))
        .try_map(|name| name.parse::<KeyKind>())
}

/// Makes a key, or hands on to `convert`.
///
/// # Errors
/// When there is no passphrase to encrypt with, or the key cannot be written.
pub(super) fn run(args: Args, session: &Session) -> Result<u8, Failure> {
    if let Some(Command::Convert(args)) = args.command {
        return convert::run(&args, session);
    }
    // asked before the work, so that a refusal costs no key
    let passphrase = match args.encrypt {
        true => Some(args.passphrase.for_writing(session)?),
        false => args.passphrase.none_wanted().map(|()| None)?,
    };
    let key = generate(args.kind)?;
    let pem = match &passphrase {
        Some(passphrase) => key.to_encrypted_pem(passphrase).map_err(Failure::internal)?,
        None => key.to_pkcs8_pem(),
    };
    let piece = secret("private key", &args.out, &pem);
    let facts = facts(&key, true, args.encrypt, Some("pkcs8"));
    deliver_key("key", piece, facts, args.force, session)
}

/// Makes a key.
pub(super) fn generate(kind: KeyKind) -> Result<PrivateKey, Failure> {
    PrivateKey::generate(kind).map_err(Failure::internal)
}

/// A piece that holds a private key.
pub(super) fn secret(role: &'static str, path: &Path, pem: &Zeroizing<String>) -> Piece {
    let bytes = Zeroizing::new(pem.as_bytes().to_vec());
    Piece { role, path: path.to_owned(), artifact: Artifact::secret(path, bytes) }
}

/// The facts of a key, before its files are known.
pub(super) fn facts(
    key: &PrivateKey,
    new: bool,
    encrypted: bool,
    format: Option<&'static str>,
) -> KeyFacts {
    KeyFacts {
        algorithm: key.algorithm().to_string(),
        new,
        encrypted,
        format,
        spki_sha256: sha256_hex(key.spki_der()),
        files: Vec::new(),
    }
}

/// Reads a private key from a file or, for `-`, from standard input, and opens it if it is
/// encrypted. Says whether it was.
///
/// # Errors
/// When the file cannot be read, holds no key, or does not open.
pub(super) fn read(
    path: &Path,
    passphrase: &PassphraseArgs,
    session: &Session,
) -> Result<(PrivateKey, bool), Failure> {
    read_by(path, session, |key, shown| passphrase.open(key, shown, session))
}

/// The same with a passphrase that has been read, where standard input gives it but once.
///
/// # Errors
/// As [`read`].
pub(super) fn read_with(
    path: &Path,
    given: Option<&str>,
    session: &Session,
) -> Result<(PrivateKey, bool), Failure> {
    read_by(path, session, |key, shown| open_with(given, key, shown, session))
}

fn read_by(
    path: &Path,
    session: &Session,
    open: impl FnOnce(&EncryptedKey, &str) -> Result<PrivateKey, Failure>,
) -> Result<(PrivateKey, bool), Failure> {
    let shown = path.display().to_string();
    let bytes = match path.as_os_str() == "-" {
        true => session.stdin()?,
        false => files::read(path, KEY_LIMIT).map_err(Failure::input)?,
    };
    match PrivateKey::find(&bytes) {
        Ok(Found::Plain(key)) => Ok((key, false)),
        Ok(Found::Encrypted(key)) => open(&key, &shown).map(|key| (key, true)),
        Err(error) => Err(unreadable(error, &shown)),
    }
}

fn unreadable(error: KeyError, path: &str) -> Failure {
    let cure = error.cure().map(|cure| cure.replace("FILE", &crate::report::shell_quoted(path)));
    let failure = Failure::input(anyhow::Error::new(error).context(format!("cannot use {path}")));
    match cure {
        Some(cure) => failure.hint(cure),
        None => failure,
    }
}

/// Writes one piece and reports on it.
fn deliver_key(
    command: &'static str,
    piece: Piece,
    facts: KeyFacts,
    force: bool,
    session: &Session,
) -> Result<u8, Failure> {
    if piece.path.as_os_str() == "-" && !session.is_text() {
        return Err(Failure::usage(anyhow::anyhow!(
            "standard output cannot carry both the key and the JSON of the report"
        ))
        .hint("name a file with --out"));
    }
    deliver(vec![piece], force, session, |files, to| {
        let subject = format!("{} key", facts.algorithm);
        let facts = Facts::Key(KeyFacts { files, ..facts });
        let reports = vec![Report { subject, facts, findings: vec![] }];
        session.report(command, &reports, to)?;
        Ok(reports)
    })
}
