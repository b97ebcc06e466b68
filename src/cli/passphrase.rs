//! Passphrases: from a file, from the environment, or asked on the terminal; never as an argument.

use std::path::PathBuf;

use anyhow::anyhow;
use clap::Args;
use dialoguer::Password;
use dialoguer::theme::ColorfulTheme;
use zeroize::Zeroizing;

use crate::files;
use crate::pki::key::{EncryptedKey, KeyError, PrivateKey};
use crate::render::sanitized;

use super::failure::Failure;
use super::session::Session;
use super::terminal::{await_interrupt, let_interrupt_come, restored_on_interrupt};

/// The most that a passphrase file may hold, in bytes.
const FILE_LIMIT: u64 = 4096;

/// Where a passphrase comes from.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct PassphraseArgs {
    /// Read the passphrase from the first line of this file
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase_env")]
    pub(super) passphrase_file: Option<PathBuf>,

    /// Read the passphrase from this environment variable
    #[arg(long, value_name = "VAR")]
    pub(super) passphrase_env: Option<String>,
}

impl PassphraseArgs {
    /// The passphrase given, if one was; to read with, so an empty one is one.
    ///
    /// # Errors
    /// When the file cannot be read, the variable is not set, or either is not UTF-8.
    pub(super) fn given(&self, session: &Session) -> Result<Option<Zeroizing<String>>, Failure> {
        if let Some(path) = &self.passphrase_file {
            let bytes = if path.as_os_str() == "-" {
                session.stdin()?
            } else {
                files::read(path, FILE_LIMIT).map_err(Failure::input)?
            };
            return first_line(&bytes, &path.display().to_string()).map(Some);
        }
        let Some(name) = &self.passphrase_env else { return Ok(None) };
        let value = session
            .environment(name)
            .ok_or_else(|| Failure::usage(anyhow!("the environment variable {name} is not set")))?;
        first_line(value.as_encoded_bytes(), name).map(Some)
    }

    /// The passphrase given for a new file, if one was: an empty one protects nothing.
    ///
    /// # Errors
    /// As [`PassphraseArgs::given`], and when it is empty.
    pub(super) fn given_for_writing(
        &self,
        session: &Session,
    ) -> Result<Option<Zeroizing<String>>, Failure> {
        let given = self.given(session)?;
        if given.as_ref().is_some_and(|passphrase| passphrase.is_empty()) {
            let file = self.passphrase_file.as_ref().map(|path| path.display().to_string());
            let source = file.or_else(|| self.passphrase_env.clone()).unwrap_or_default();
            return Err(Failure::input(anyhow!("the passphrase is empty: {source}")));
        }
        Ok(given)
    }

    /// Refuses a passphrase where a new key stays plain: whoever gives one expects the opposite.
    ///
    /// # Errors
    /// When a passphrase was given.
    pub(super) fn none_wanted(&self) -> Result<(), Failure> {
        if self.passphrase_file.is_none() && self.passphrase_env.is_none() {
            return Ok(());
        }
        Err(Failure::usage(anyhow!(
            "a passphrase was given, but the new key would not be encrypted"
        ))
        .hint("--encrypt encrypts it"))
    }

    /// The passphrase for a new file: given, or asked twice.
    ///
    /// # Errors
    /// As [`PassphraseArgs::given`]; and when there is none and nobody to ask.
    pub(super) fn for_writing(&self, session: &Session) -> Result<Zeroizing<String>, Failure> {
        match self.given_for_writing(session)? {
            Some(passphrase) => Ok(passphrase),
            None if session.may_ask() => ask_new("Passphrase for the new key"),
            None => Err(nobody_to_ask("a passphrase is needed to encrypt the key")),
        }
    }

    /// Opens an encrypted key with the passphrase given, or asks for it, three times at most.
    ///
    /// # Errors
    /// When there is no passphrase and nobody to ask, when it is wrong, or the key is broken.
    pub(super) fn open(
        &self,
        key: &EncryptedKey,
        path: &str,
        session: &Session,
    ) -> Result<PrivateKey, Failure> {
        let given = self.given(session)?;
        open_with(given.as_ref().map(|given| given.as_str()), key, path, session)
    }
}

/// Opens an encrypted key with a passphrase that has been read, or asks for it, three times at most.
///
/// # Errors
/// When there is no passphrase and nobody to ask, when it is wrong, or the key is broken.
pub(super) fn open_with(
    given: Option<&str>,
    key: &EncryptedKey,
    path: &str,
    session: &Session,
) -> Result<PrivateKey, Failure> {
    if let Some(passphrase) = given {
        return key.open(passphrase).map_err(|error| unopened(error, path));
    }
    if !session.may_ask() {
        let what = format!("the key is encrypted ({}): {path}", key.scheme());
        return Err(nobody_to_ask(&what));
    }
    for _ in 0..2 {
        match key.open(&ask(&format!("Passphrase of {path}"))?) {
            Err(KeyError::WrongPassphrase) => session.to_stderr("wrong passphrase, once more\n")?,
            opened => return opened.map_err(|error| unopened(error, path)),
        }
    }
    key.open(&ask(&format!("Passphrase of {path}"))?).map_err(|error| unopened(error, path))
}

fn unopened(error: KeyError, path: &str) -> Failure {
    Failure::input(anyhow::Error::new(error).context(format!("cannot open the key {path}")))
}

fn nobody_to_ask(what: &str) -> Failure {
    Failure::usage(anyhow!("{what}"))
        .hint("give the passphrase with --passphrase-file FILE or --passphrase-env VAR")
}

/// Asks twice for a new passphrase; an empty one is refused.
///
/// # Errors
/// When the terminal goes away or the user interrupts.
pub(super) fn ask_new(prompt: &str) -> Result<Zeroizing<String>, Failure> {
    restored_on_interrupt();
    let theme = ColorfulTheme::default();
    let password = Password::with_theme(&theme)
        .with_prompt(prompt)
        .with_confirmation("The same again", "the two are not the same");
    password.interact().map(Zeroizing::new).map_err(unanswered)
}

/// Asks for the passphrase of a file, once; `None` for an empty answer, which leaves the file closed.
///
/// # Errors
/// When the terminal goes away or the user interrupts.
pub(super) fn ask_for(path: &str) -> Result<Option<Zeroizing<String>>, Failure> {
    let answer = ask_with(&format!("passphrase for {path}"), true)?;
    if answer.is_empty() {
        let_interrupt_come();
    }
    Ok(Some(answer).filter(|answer| !answer.is_empty()))
}

fn ask(prompt: &str) -> Result<Zeroizing<String>, Failure> {
    ask_with(prompt, false)
}

fn ask_with(prompt: &str, may_be_empty: bool) -> Result<Zeroizing<String>, Failure> {
    restored_on_interrupt();
    let theme = ColorfulTheme::default();
    Password::with_theme(&theme)
        // the name of a file is text from elsewhere
        .with_prompt(sanitized(prompt))
        .allow_empty_password(may_be_empty)
        .interact()
        .map(Zeroizing::new)
        .map_err(unanswered)
}

/// A prompt that was interrupted, or whose terminal went away.
pub(super) fn unanswered(error: dialoguer::Error) -> Failure {
    let dialoguer::Error::IO(cause) = &error;
    if cause.kind() == std::io::ErrorKind::Interrupted {
        await_interrupt();
    }
    Failure::input(anyhow!("no answer: {error}"))
}

fn first_line(bytes: &[u8], source: &str) -> Result<Zeroizing<String>, Failure> {
    let end = bytes.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(bytes.len());
    let line = std::str::from_utf8(&bytes[..end])
        .map_err(|_| Failure::input(anyhow!("the passphrase is not UTF-8: {source}")))?;
    Ok(Zeroizing::new(line.to_owned()))
}
