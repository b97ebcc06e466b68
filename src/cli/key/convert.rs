//! `xmppcert key convert`: the same key in another format.

use std::path::PathBuf;

use anyhow::anyhow;
use clap::ValueEnum;
use zeroize::Zeroizing;

use crate::files::Artifact;
use crate::pki::key::PrivateKey;

use super::super::failure::Failure;
use super::super::output::Piece;
use super::super::passphrase::PassphraseArgs;
use super::super::session::Session;
use super::{deliver_key, facts, read, unreadable};

/// Convert a private key to another format, encrypt or decrypt it, or take its public half
///
/// Reads PKCS#8, PKCS#1 and SEC1, PEM or DER, encrypted (PBES2, or the old PEM with Proc-Type) or
/// not, whatever else is in the file.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  xmppcert key convert server.key --to pkcs8 --out plain.key
  xmppcert key convert server.key --to sec1 --out ec.key
  xmppcert key convert server.key --to pkcs8 --encrypt --new-passphrase-file secret --out sealed.key
  xmppcert key convert server.key --to public --out server.pub")]
pub(super) struct Args {
    /// The file with the key; - is standard input
    #[arg(value_name = "IN")]
    input: PathBuf,

    /// The format to write
    #[arg(long, value_name = "FORMAT")]
    to: Form,

    /// Write to this file
    #[arg(short, long, value_name = "FILE", default_value = "-", hide_default_value = true)]
    out: PathBuf,

    /// Encrypt what is written (PKCS#8 only)
    #[arg(long)]
    encrypt: bool,

    #[command(flatten)]
    passphrase: PassphraseArgs,

    /// Read the new passphrase from the first line of this file
    #[arg(long, value_name = "FILE", requires = "encrypt", conflicts_with = "new_passphrase_env")]
    new_passphrase_file: Option<PathBuf>,

    /// Read the new passphrase from this environment variable
    #[arg(long, value_name = "VAR", requires = "encrypt")]
    new_passphrase_env: Option<String>,

    /// Replace an existing file; the older key is kept beside it
    #[arg(long)]
    force: bool,
}

/// The formats that a key can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// PKCS#8 in PEM: what every XMPP server and tool reads
    Pkcs8,
    /// PKCS#1 in PEM, RSA keys only: for old OpenSSL and Tigase
    Pkcs1,
    /// SEC1 in PEM, EC keys only: what `openssl ecparam -genkey` writes
    Sec1,
    /// PKCS#8 in DER
    Der,
    /// The public half in PEM (SubjectPublicKeyInfo)
    Public,
}

impl Form {
    fn name(self) -> &'static str {
        match self {
            Form::Pkcs8 => "pkcs8",
            Form::Pkcs1 => "pkcs1",
            Form::Sec1 => "sec1",
            Form::Der => "der",
            Form::Public => "public",
        }
    }
}

/// Reads, converts, writes.
///
/// # Errors
/// When the key cannot be read or opened, has no such form, or cannot be written.
pub(super) fn run(args: &Args, session: &Session) -> Result<u8, Failure> {
    if args.encrypt && args.to != Form::Pkcs8 {
        return Err(Failure::usage(anyhow!(
            "--encrypt goes with --to pkcs8, not --to {}",
            args.to.name()
        ))
        .hint("PKCS#8 is the one format with an encryption worth its name"));
    }
    let (key, was_encrypted) = read(&args.input, &args.passphrase, session)?;
    let bytes = match args.encrypt {
        true => {
            let passphrase = args.new_passphrase(was_encrypted, session)?;
            pem_bytes(&key.to_encrypted_pem(&passphrase).map_err(Failure::input)?)
        }
        false => {
            let input = args.input.display().to_string();
            converted(&key, args.to).map_err(|error| unreadable(error, &input))?
        }
    };
    let public = args.to == Form::Public;
    let artifact = match public {
        true => Artifact::public(&args.out, bytes),
        false => Artifact::secret(&args.out, bytes),
    };
    let role = if public { "public key" } else { "private key" };
    let piece = Piece { role, path: args.out.clone(), artifact };
    let facts = facts(&key, false, args.encrypt, Some(args.to.name()));
    deliver_key("key convert", piece, facts, args.force, session)
}

fn converted(key: &PrivateKey, to: Form) -> Result<Zeroizing<Vec<u8>>, crate::pki::key::KeyError> {
    Ok(match to {
        Form::Pkcs8 => pem_bytes(&key.to_pkcs8_pem()),
        Form::Pkcs1 => pem_bytes(&key.to_pkcs1_pem()?),
        Form::Sec1 => pem_bytes(&key.to_sec1_pem()?),
        Form::Der => Zeroizing::new(key.pkcs8_der().to_vec()),
        Form::Public => Zeroizing::new(key.public_pem().into_bytes()),
    })
}

fn pem_bytes(pem: &str) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(pem.as_bytes().to_vec())
}

impl Args {
    /// The passphrase to write with. `--passphrase-…` means the old one where the input has one,
    /// so only a plain input may borrow it.
    fn new_passphrase(
        &self,
        was_encrypted: bool,
        session: &Session,
    ) -> Result<Zeroizing<String>, Failure> {
        let new = PassphraseArgs {
            passphrase_file: self.new_passphrase_file.clone(),
            passphrase_env: self.new_passphrase_env.clone(),
        };
        if let Some(passphrase) = new.given_for_writing(session)? {
            return Ok(passphrase);
        }
        if !was_encrypted {
            return self.passphrase.for_writing(session);
        }
        if session.may_ask() {
            return new.for_writing(session);
        }
        Err(Failure::usage(anyhow!("a new passphrase is needed to encrypt the key again"))
            .hint("give it with --new-passphrase-file FILE or --new-passphrase-env VAR"))
    }
}
