//! A keystore as Java opens it: `KeyStore.getInstance("jks")`, which takes JKS and PKCS#12 alike, and
//! `load` with the password of the configuration (`CertificateStore`, constructor).

use std::collections::HashMap;

use crate::pki::certificate::Certificate;
use crate::pki::keystore::{
    self, EntryContent, KeyState, Keystore, StoreError, StoreFormat, sniff,
};
use crate::servers::loading::parts;

/// What Java has of a store.
#[derive(Debug)]
pub(super) struct Store {
    /// Its entries, in the order in which Java lists those of PKCS#12.
    pub(super) entries: Vec<Entry>,
    /// What stands in the file and Java passes over, in words.
    pub(super) passed_over: Vec<String>,
    /// Whether the order of the entries says nothing: JKS keeps them by hashes of their names.
    pub(super) unordered: bool,
}

/// An entry, as Java has it.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its alias, which Java has in lower case.
    pub(super) alias: String,
    /// Its certificates in the order in which they are sent.
    pub(super) chain: Vec<Certificate>,
    /// Its key.
    pub(super) key: EntryKey,
}

/// The key of an entry.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum EntryKey {
    /// It opens, and is that of the first certificate.
    Fits,
    /// It opens, and is not that of the first certificate.
    Other {
        /// Whether it is of the same algorithm, so that Java signs with it all the same.
        same_algorithm: bool,
    },
    /// Another password than that of the store encrypts it.
    OtherPassword,
    /// Java cannot read it, or we cannot; why.
    Unusable(String),
    /// There is none: the entry is a trust anchor or a secret key.
    None,
}

/// Why a store stays closed.
#[derive(Debug)]
pub(super) struct Refusal {
    /// What is so, without a full stop.
    pub(super) why: String,
    /// What Java says.
    pub(super) says: &'static str,
}

const NO_STORE: &str = "Invalid keystore format";
const PKCS12_PASSWORD: &str = "keystore password was incorrect";
const JKS_PASSWORD: &str = "Keystore was tampered with, or password was incorrect";

const NAMELESS: &str = "X.509 Certificate is incomplete: SubjectAlternativeName extension MUST be marked critical when subject field is empty";

/// Opens a store.
///
/// # Errors
/// Where Java does not.
pub(super) fn open(octets: &[u8], password: &str) -> Result<Store, Refusal> {
    let refused = |why: String, says| Err(Refusal { why, says });
    let format = match sniff(octets) {
        Some(format @ (StoreFormat::Pkcs12 | StoreFormat::Jks)) => format,
        Some(other) => {
            return refused(
                format!("it is a {other} store, and JKS and PKCS#12 are opened"),
                NO_STORE,
            );
        }
        None if octets.is_empty() => return refused("it is empty".into(), "EOFException"),
        None => return refused("it is no keystore".into(), NO_STORE),
    };
    // seen with OpenJDK 17; 25 opens it
    if format == StoreFormat::Pkcs12 && !password.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return refused(
            "the password is not of ASCII alone, and Java 17 opens no PKCS#12 with such a one"
                .into(),
            PKCS12_PASSWORD,
        );
    }
    let store = match Keystore::open(octets, Some(password), &[]) {
        Ok(store) => store,
        Err(StoreError::WrongPassword | StoreError::PasswordNeeded) => {
            return refused("its password is another one".into(), says_of_password(format));
        }
        // Java takes whatever the MAC does not cover for a wrong password
        Err(StoreError::Broken { what }) if what.contains("altered") => {
            return refused(what, says_of_password(format));
        }
        Err(error) => return refused(error.to_string(), NO_STORE),
    };
    let said = |words: &str| store.protection.iter().any(|line| line.contains(words));
    // the reader tries the empty password as well, which Java does not
    if !password.is_empty() && said("the password is empty") {
        return refused("its password is empty".into(), says_of_password(format));
    }
    if said("scrypt") || said("PBMAC1") {
        let why = "it is protected by scrypt or PBMAC1, which Java 17 does not know";
        return refused(why.into(), "NoSuchAlgorithmException");
    }
    let store = seen(store, format);
    let mut certificates = store.entries.iter().flat_map(|entry| &entry.chain);
    if certificates.any(is_refused) {
        let why = "a certificate in it has an empty issuer, or an empty subject and a subjectAltName that is not critical \
                   (RFC 5280 §4.1.2.4, §4.2.1.6)";
        let says = if format == StoreFormat::Jks { NAMELESS } else { PKCS12_PASSWORD };
        return refused(why.into(), says);
    }
    Ok(store)
}

/// What Java's own reader of certificates takes for none.
fn is_refused(certificate: &Certificate) -> bool {
    let holder = &certificate.holder;
    let nameless = holder.subject.is_empty() && holder.extensions.san_critical != Some(true);
    nameless || certificate.issuer.is_empty()
}

fn says_of_password(format: StoreFormat) -> &'static str {
    if format == StoreFormat::Jks { JKS_PASSWORD } else { PKCS12_PASSWORD }
}

/// The entries that Java sees; the last one of a name is the one that it has.
fn seen(store: Keystore, format: StoreFormat) -> Store {
    let mut seen = Store {
        entries: Vec::new(),
        passed_over: Vec::new(),
        unordered: format == StoreFormat::Jks,
    };
    let (mut nameless, mut places) = (0, HashMap::new());
    for entry in store.entries {
        if !entry.seen_by_java {
            seen.passed_over.push(what(&entry));
            continue;
        }
        let alias = entry.alias.clone().unwrap_or_else(|| {
            nameless += 1;
            nameless.to_string()
        });
        let (chain, key) = content(entry.content);
        let entry = Entry { alias: alias.to_lowercase(), chain, key };
        let known = places.get(&entry.alias).and_then(|at| seen.entries.get_mut(*at));
        if let Some(known) = known {
            *known = entry;
            continue;
        }
        places.insert(entry.alias.clone(), seen.entries.len());
        seen.entries.push(entry);
    }
    seen
}

fn content(content: EntryContent) -> (Vec<Certificate>, EntryKey) {
    match content {
        EntryContent::Key { key, chain } => {
            let chain: Vec<_> = chain.iter().filter_map(|der| parts::certificate(der)).collect();
            let key = of(&key, chain.first());
            (chain, key)
        }
        EntryContent::Certificate { der, .. } => {
            (parts::certificate(&der).into_iter().collect(), EntryKey::None)
        }
        EntryContent::Secret { .. } | EntryContent::Crl(_) => (Vec::new(), EntryKey::None),
        EntryContent::Unreadable { why } => (Vec::new(), EntryKey::Unusable(why)),
    }
}

fn of(key: &KeyState, leaf: Option<&Certificate>) -> EntryKey {
    match (key, leaf) {
        (KeyState::Locked, _) => EntryKey::OtherPassword,
        // a certificate tells more of what Java reads than our own reader of keys
        (KeyState::Unsupported(_), Some(leaf)) if JAVA_ONLY.contains(&algorithm(leaf)) => {
            EntryKey::Fits
        }
        (KeyState::Unsupported(why), _) => EntryKey::Unusable(why.clone()),
        (KeyState::Open(_), None) => EntryKey::Unusable("no certificate belongs to it".into()),
        (KeyState::Open(key), Some(leaf)) if parts::fits(key, leaf) => EntryKey::Fits,
        (KeyState::Open(key), Some(leaf)) => {
            let name = key.algorithm().to_string();
            let of_key =
                if name.starts_with("P-") { "EC" } else { name.split(' ').next().unwrap_or("") };
            EntryKey::Other { same_algorithm: of_key == algorithm(leaf) }
        }
    }
}

/// Algorithms that Java signs with, and whose keys are not read here.
const JAVA_ONLY: [&str; 3] = ["RSA-PSS", "RSASSA-PSS", "Ed448"];

/// The algorithm of a certificate's key: `RSA`, `EC`, `Ed25519`.
pub(super) fn algorithm(certificate: &Certificate) -> &str {
    &certificate.holder.key.algorithm
}

/// What an entry is that Java does not list, in words.
fn what(entry: &keystore::Entry) -> String {
    let named = entry.alias.as_ref().map_or(String::new(), |alias| format!(" {alias}"));
    match &entry.content {
        EntryContent::Key { .. } => format!("the key{named}, which is not encrypted"),
        EntryContent::Certificate { .. } => {
            format!(
                "a certificate{named} that belongs to no key and does not bear Java's mark of trust"
            )
        }
        EntryContent::Crl(_) => format!("a CRL{named}"),
        EntryContent::Secret { .. } => format!("a secret{named}"),
        EntryContent::Unreadable { why } => why.clone(),
    }
}
