//! What keeps a chain and a key from being used together, for programs that load with OpenSSL.

use super::codes::{
    FILES_UNREADABLE, KEY_NOT_LOADED, KEY_NOT_OF_LEAF, NOTHING_SERVED, START_ABORTED,
};
use super::given::{Barred, Found};
use super::ledger::Ledger;
use super::openssl::{
    Chain, Fit, Key, Keyless, Unloaded, certificates, certificates_and_fault, key,
};
use super::outcome::Fate;
use super::pairs::Pair;
use crate::report::{Code, shell_quoted};

/// What went wrong.
pub(super) enum Trouble {
    /// A file is closed to the server's user.
    Barred(Barred),
    /// The certificates cannot be loaded.
    Chain(Unloaded),
    /// The key cannot be loaded.
    Keyless(Keyless),
    /// The key is not the first certificate's.
    Foreign {
        /// What OpenSSL makes of that.
        fit: Fit,
        /// The first certificate and its key.
        leaf: String,
        /// The key, and where it stands.
        key: String,
        /// The number of the certificate whose key it is, counted from 1.
        own: Option<usize>,
    },
}

/// Loads chain and key and puts them together.
pub(super) fn load(
    chain: &Found<'_>,
    with: &Found<'_>,
    passphrase: Option<&str>,
) -> Result<Chain, Trouble> {
    let chain = certificates(octets(chain)?).map_err(Trouble::Chain)?;
    let key = key(octets(with)?, passphrase).map_err(Trouble::Keyless)?;
    fitting(chain, &key)
}

/// The same for a program that goes on when a certificate behind the first cannot be loaded; and that fault.
pub(super) fn load_all_the_same(
    chain: &Found<'_>,
    with: &Found<'_>,
    passphrase: Option<&str>,
) -> Result<(Chain, Option<Unloaded>), Trouble> {
    let (chain, fault) = certificates_and_fault(octets(chain)?).map_err(Trouble::Chain)?;
    let key = key(octets(with)?, passphrase).map_err(Trouble::Keyless)?;
    Ok((fitting(chain, &key)?, fault))
}

fn octets<'a>(found: &Found<'a>) -> Result<&'a [u8], Trouble> {
    match &found.octets {
        Ok(octets) => Ok(octets),
        Err(barred) => Err(Trouble::Barred(barred.clone())),
    }
}

/// The chain, where the key is its leaf's.
pub(super) fn fitting(chain: Chain, key: &Key) -> Result<Chain, Trouble> {
    let fit = chain.fit(key);
    let Some(leaf) = chain.links.first().filter(|_| fit != Fit::Own) else { return Ok(chain) };
    Err(Trouble::Foreign {
        fit,
        leaf: format!("{}, {}", leaf.subject, leaf.key),
        key: format!("{}, line {}", key.shown, key.line),
        own: chain.owner(key),
    })
}

impl Trouble {
    /// Whether it is the key's file that is at fault.
    fn is_of_key(&self) -> bool {
        matches!(self, Trouble::Keyless(_))
    }

    /// What is so, as a part of a sentence.
    pub(super) fn words(&self) -> String {
        match self {
            Trouble::Barred(barred) => {
                format!("{} cannot read it: {} has {}", barred.user, barred.at, barred.how)
            }
            Trouble::Chain(unloaded) => unloaded.to_string(),
            Trouble::Keyless(Keyless::Absent) => "it has no private key".to_owned(),
            Trouble::Keyless(Keyless::Broken { label, line }) => {
                format!("the {label} block that begins on line {line} is no key that OpenSSL reads")
            }
            Trouble::Keyless(Keyless::Locked { line }) => {
                format!("the key on line {line} is encrypted, and no password is configured")
            }
            Trouble::Keyless(Keyless::WrongPassphrase { line }) => {
                format!("the key on line {line} is encrypted, and the password does not open it")
            }
            Trouble::Foreign { leaf, key, own, .. } => {
                let own = own.map(|number| format!("; it is that of certificate {number}"));
                format!(
                    "the key ({key}) is not that of the first certificate ({leaf}){}",
                    own.unwrap_or_default()
                )
            }
        }
    }

    fn code(&self, fatal: bool) -> &'static Code {
        match self {
            Trouble::Barred(_) => &FILES_UNREADABLE,
            Trouble::Keyless(_) => &KEY_NOT_LOADED,
            Trouble::Foreign { .. } => &KEY_NOT_OF_LEAF,
            Trouble::Chain(_) if fatal => &START_ABORTED,
            Trouble::Chain(_) => &NOTHING_SERVED,
        }
    }

    fn cure(&self, chain: &str, key: &str) -> Option<String> {
        let (chain, key) = (shell_quoted(chain), shell_quoted(key));
        match self {
            Trouble::Barred(_) => None,
            Trouble::Keyless(Keyless::Absent | Keyless::Broken { .. }) => Some(format!(
                "put the key in, or write all anew: xmppcert chain {chain} --key KEY --out CHAIN"
            )),
            Trouble::Keyless(_) => Some(format!(
                "take the password off: xmppcert key convert {key} --to pkcs8 --out NEW"
            )),
            Trouble::Foreign { .. } | Trouble::Chain(_) => Some(format!(
                "put the chain in order: xmppcert chain {chain} --key {key} --out NEW"
            )),
        }
    }

    /// Notes the fate of the files and tells it, with what the server does about it and says.
    pub(super) fn note(&self, ledger: &mut Ledger<'_>, pair: Pair, fate: Fate, does: &str) {
        let (chain, key) = (ledger.path(pair.chain), ledger.path(pair.key));
        let barred = |file: usize| ledger.found(file).is_some_and(|found| found.octets.is_err());
        let of_key = self.is_of_key()
            || matches!(self, Trouble::Barred(_)) && !barred(pair.chain) && barred(pair.key);
        let (file, path) = if of_key { (pair.key, key) } else { (pair.chain, chain) };
        let words = self.words();
        ledger.fate(file, fate, words.clone());
        for other in [pair.chain, pair.key] {
            ledger.fate(other, Fate::Loaded, format!("it is of no use without the other: {words}"));
        }
        let code = self.code(fate == Fate::Fatal);
        ledger.tell(code, path, format!("{path}: {words}. {does}"), self.cure(chain, key));
    }
}
