//! What must hold of each parser for any octets at all: one function a fuzz target, which panics
//! where it does not hold.
//!
//! `fuzz/` calls these with what libFuzzer thinks up, `tests/regressions.rs` with what was found.

#![allow(unreachable_pub, reason = "two crates take in a copy")]

use xmppcert::inspect;
use xmppcert::name::identity::{Address, Pattern, PresentedSrv};
use xmppcert::name::{
    AccountJid, DnsName, Domain, Identity, Jid, Profile, Reference, Service, SrvName,
};
use xmppcert::pki::certificate::{Certificate, Request};
use xmppcert::pki::content::{Piece, pieces};
use xmppcert::pki::crl::Crl;
use xmppcert::pki::distinguished::Subject;
use xmppcert::pki::key::{Found, PrivateKey};
use xmppcert::pki::keystore::Keystore;
use xmppcert::pki::moment::Moment;
use xmppcert::pki::{der as tolerant, pem as armour, pkcs7 as bundle};
use xmppcert::render::{FORMATS, Manner};
use xmppcert::report::{Code, Report, Severity};
use xmppcert::servers::all;
use xmppcert::servers::config::{FORMATS as FORMATS_OF_SERVERS, Format};
use xmppcert::servers::loading::{Found as OnDisk, Given, Loads};

/// The passphrase of every seed that has one.
pub const PASSPHRASE: &str = "changeit";

/// Puts octets to one of the readers.
type Check = fn(&[u8]);

/// Every function here by the name of its target.
pub const TARGETS: &[(&str, Check)] = &[
    ("certificate", certificate),
    ("configuration", configuration),
    ("content", content),
    ("crl", crl),
    ("der", der),
    ("identity", identity),
    ("key", key),
    ("keystore", keystore),
    ("loading", loading),
    ("moment", moment),
    ("name", name),
    ("pem", pem),
    ("pkcs7", pkcs7),
    ("request", request),
];

/// 2026-11-22T00:00:00Z.
const NOW: i64 = 1_795_305_600;

/// A configuration is read by every format; each host has a name and a line of the text.
pub fn configuration(octets: &[u8]) {
    let text = &*String::from_utf8_lossy(octets);
    let lines = text.lines().count() + 1;
    let _ = Format::of(text);
    for format in FORMATS_OF_SERVERS {
        match format.hosts(text) {
            Ok(mut reading) => {
                reading.settle();
                for host in &reading.hosts {
                    assert_eq!(Domain::try_from(host.domain.as_ascii()).as_ref(), Ok(&host.domain));
                    assert!((1..=lines).contains(&host.line), "{host:?}");
                    assert!(host.of.as_ref() != Some(&host.domain));
                }
                for unread in &reading.unread {
                    assert!((1..=lines).contains(&unread.line), "{unread:?}");
                    assert!(unread.why.ends_with('.'));
                }
            }
            Err(error) => assert!(!error.why.is_empty()),
        }
    }
}

/// What parts the files of [`loading`].
const NEXT: &[u8] = b"\n=====\n";

/// Files of a server: each loader says of each domain what is served, and of each file what becomes of it.
pub fn loading(octets: &[u8]) {
    const NAMES: [&str; 4] = ["example.org.crt", "example.org.key", "example.org.pem", "keystore"];
    let domains = [Domain::try_from("example.org"), Domain::try_from("chat.example.org")];
    let domains = domains.map(|domain| domain.unwrap_or_else(|error| panic!("{error}")));
    for (server, loads) in loaders() {
        for turn in 0..2 {
            let files = parted(octets).into_iter().zip(NAMES.iter().cycle().skip(turn * 2));
            let found: Vec<OnDisk<'_>> = files
                .map(|(octets, name)| OnDisk {
                    path: format!("/certs/{name}"),
                    base: "/certs".len(),
                    octets: Ok(octets),
                    modified: Some(NOW),
                })
                .collect();
            let paths: Vec<String> = found.iter().map(|file| file.path.clone()).collect();
            let given = Given { domains: &domains, found, now: NOW, passphrase: Some(PASSPHRASE) };
            let told = (loads.by)(&given);
            let fates: Vec<&str> = told.files.iter().map(|file| file.path.as_str()).collect();
            assert_eq!(fates, paths, "{server}");
            let is_error = |code: &Code| code.severity == Severity::Error;
            if told.dies.is_some() {
                assert!(told.findings.iter().any(|finding| is_error(finding.code)), "{server}");
            } else {
                let served: Vec<_> = told.served.iter().map(|served| &served.domain).collect();
                assert_eq!(served, domains.iter().collect::<Vec<_>>(), "{server}");
            }
            for served in &told.served {
                assert!(served.files.iter().all(|file| paths.contains(file)), "{server}");
            }
            assert!(
                told.findings.iter().all(|finding| finding.explanation.ends_with('.')),
                "{server}"
            );
        }
    }
}

/// At most four files.
fn parted(mut octets: &[u8]) -> Vec<&[u8]> {
    let mut files = Vec::new();
    while let Some(end) = octets.windows(NEXT.len()).position(|window| window == NEXT) {
        if files.len() == 3 {
            break;
        }
        files.push(&octets[..end]);
        octets = &octets[end + NEXT.len()..];
    }
    files.push(octets);
    files
}

fn loaders() -> impl Iterator<Item = (&'static str, &'static Loads)> {
    let generations =
        all().flat_map(|server| server.generations.iter().map(|one| (server.name, one)));
    generations.filter_map(|(name, generation)| Some((name, generation.loads?)))
}

/// All that `inspect` does with a file: it is shown in every format, harmless to a terminal, and
/// what is JSON can be read back.
pub fn content(octets: &[u8]) {
    shown(&pieces(octets, None));
    shown(&pieces(octets, Some(PASSPHRASE)));
}

fn shown(pieces: &[Piece]) {
    let now = Moment::clamped(NOW);
    let one = |piece| inspect::report("file".to_owned(), piece, now);
    let mut reports: Vec<Report> = inspect::tree("file", pieces).into_iter().collect();
    reports.extend(pieces.iter().map(one));
    for format in FORMATS.iter().filter(|format| !format.is_for_monitoring()) {
        for (verbose, short) in [(true, false), (false, false), (false, true)] {
            let text =
                format.render("inspect", &reports, Manner { verbose, short, ..Manner::default() });
            if format.is_text() {
                let wrong = without_colours(&text).chars().find(|c| c.is_control() && *c != '\n');
                assert!(wrong.is_none(), "{wrong:?} reaches the terminal: {text:?}");
            } else {
                let mut read = serde_json::Deserializer::from_str(&text).into_iter();
                assert!(read.all(|value: Result<serde_json::Value, _>| value.is_ok()), "{text}");
            }
        }
    }
}

/// The text without the sequences of colours, which are ours.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\x1b[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        plain.push_str(rest.strip_prefix('m').unwrap_or("\x1b"));
    }
    plain
}

/// The tolerant reader has few words for anything.
pub fn der(octets: &[u8]) {
    tolerant::shape(octets);
    let (outline, defects) = tolerant::examine(octets);
    let _ = (outline.issuer_text(), outline.subject_text(), outline.serial_hex());
    let _ = (outline.signature_oid(), outline.key_oid(), outline.key_bits());
    assert!(defects.len() <= tolerant::MOST_DEFECTS);
    let words = defects.iter().map(ToString::to_string);
    let words = words.chain(outline.breaks.iter().map(|one| one.why.clone()));
    for text in words {
        assert!(text.len() < 1000, "{text}");
    }
}

/// A block that was read can be written and read again.
pub fn pem(octets: &[u8]) {
    for block in armour::blocks(octets) {
        let block = match block {
            Ok(block) => block,
            Err(error) => {
                assert!(!error.to_string().is_empty());
                continue;
            }
        };
        let again = armour::blocks(armour::encode(&block.label, &block.der).as_bytes());
        let [Ok(again)] = again.as_slice() else { panic!("{block:?} became {again:?}") };
        assert_eq!((&again.label, &again.der), (&block.label, &block.der));
    }
}

/// A key that was found is the same key after it was written.
pub fn key(octets: &[u8]) {
    let key = match PrivateKey::find(octets) {
        Ok(Found::Plain(key)) => key,
        Ok(Found::Encrypted(key)) => {
            assert!(!key.scheme().is_empty());
            match key.open(PASSPHRASE) {
                Ok(key) => key,
                Err(error) => return assert!(!error.to_string().is_empty()),
            }
        }
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let forms = [Ok(key.to_pkcs8_pem()), key.to_pkcs1_pem(), key.to_sec1_pem()];
    for form in forms.into_iter().flatten() {
        let Ok(Found::Plain(again)) = PrivateKey::find(form.as_bytes()) else {
            panic!("{key:?} is not found again")
        };
        assert_eq!(again.pkcs8_der(), key.pkcs8_der());
        assert!(again.matches_spki(key.spki_der()));
    }
    assert_eq!(armour::blocks(key.public_pem().as_bytes()).len(), 1);
}

/// A store is opened without a password, with one, and with those of entries.
pub fn keystore(octets: &[u8]) {
    let attempts =
        [(None, &[][..]), (Some(PASSPHRASE), &[][..]), (Some(PASSPHRASE), &["private"][..])];
    for (password, entry_passwords) in attempts {
        match Keystore::open(octets, password, entry_passwords) {
            Ok(store) => assert!(!format!("{store:?}").is_empty()),
            Err(error) => {
                assert!(!error.to_string().is_empty());
                let _ = error.cure();
            }
        }
    }
}

/// What is in a bundle stands there.
pub fn pkcs7(octets: &[u8]) {
    match bundle::certificates_and_crls(octets) {
        Ok(bag) => {
            let all: usize = bag.certificates.iter().chain(&bag.crls).map(Vec::len).sum();
            assert!(all <= octets.len());
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A certificate is the beginning of what it was read from.
pub fn certificate(octets: &[u8]) {
    match Certificate::from_der(octets) {
        Ok(read) => {
            assert!(octets.starts_with(&read.der));
            let _ = (read.is_self_issued(), read.is_ca(), read.has_web_pki_marks());
            assert!(!format!("{read:?}").is_empty());
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A request is the beginning of what it was read from.
pub fn request(octets: &[u8]) {
    match Request::from_der(octets) {
        Ok(read) => {
            assert!(octets.starts_with(&read.der));
            assert!(!format!("{read:?}").is_empty());
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A CRL is the beginning of what it was read from.
pub fn crl(octets: &[u8]) {
    match Crl::from_der(octets) {
        Ok(read) => {
            assert!(octets.starts_with(&read.der));
            assert!(!format!("{read:?}").is_empty());
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A name that was read is the same name however it is written.
pub fn name(octets: &[u8]) {
    let text = &*String::from_utf8_lossy(octets);
    match Domain::try_from(text) {
        Ok(domain) => {
            assert_eq!(Domain::try_from(domain.as_ascii()).as_ref(), Ok(&domain));
            assert_eq!(Domain::try_from(&*domain.to_unicode()).as_ref(), Ok(&domain));
            let _ = (domain.idna2003(), domain.parent());
        }
        Err(error) => refused(&error, error.meant()),
    }
    match DnsName::try_from(text) {
        Ok(name) => {
            assert_eq!(DnsName::try_from(&*name.as_ascii()).as_ref(), Ok(&name));
            assert_eq!(DnsName::try_from(&*name.to_string()).as_ref(), Ok(&name));
        }
        Err(error) => refused(&error, error.meant()),
    }
    match Jid::try_from(text) {
        Ok(jid) => assert_eq!(Jid::try_from(&*jid.to_string()).as_ref(), Ok(&jid)),
        Err(error) => refused(&error, error.meant()),
    }
    match SrvName::try_from(text) {
        Ok(name) => assert_eq!(SrvName::try_from(&*name.as_ascii()).as_ref(), Ok(&name)),
        Err(error) => refused(&error, error.meant()),
    }
    if let Ok(subject) = Subject::try_from(text) {
        assert_eq!(Subject::try_from(&*subject.to_string()).as_ref(), Ok(&subject));
    }
    let _ = AccountJid::try_from(text).map_err(|error| error.to_string());
}

/// An error about a name has one line, and what was meant can be shown.
fn refused(error: &impl ToString, meant: Option<xmppcert::name::Meant>) {
    let text = error.to_string();
    assert!(!text.is_empty() && !text.contains(char::is_control), "{text:?}");
    let _ = meant.map(|meant| meant.to_string());
}

/// The first line is what is wanted, each other line a presented name behind a letter for its kind.
/// Every name has its place in the verdict, a verdict does not change, and what matches does so
/// whatever stands beside it.
pub fn identity(octets: &[u8]) {
    let text = String::from_utf8_lossy(octets);
    let mut lines = text.split('\n');
    let wanted = lines.next().unwrap_or_default();
    let presented: Vec<Identity> = lines.take(50).map(presented).collect();
    for name in &presented {
        let shown =
            [name.to_string(), name.defect().map(|why| why.to_string()).unwrap_or_default()];
        assert!(!shown.iter().any(|text| text.contains(char::is_control)), "{shown:?}");
        let text = name.text();
        let _ = (Pattern::read(&text), PresentedSrv::read(&text), Address::read(&text));
    }
    for service in [None, Some(Service::Client), Some(Service::Server)] {
        let Ok(reference) = Reference::parse(wanted, service) else { return };
        let reference = Profile::ALL.map(|profile| reference.clone().under(profile));
        reference.iter().for_each(|reference| judged(reference, &presented));
    }
}

fn judged(reference: &Reference, presented: &[Identity]) {
    let verdict = reference.matches(presented);
    let matched = || verdict.matched.iter().chain(&verdict.also);
    let missed = verdict.reasons.iter().map(|miss| miss.index);
    let mut places: Vec<usize> = matched().map(|found| found.index).chain(missed).collect();
    places.sort_unstable();
    assert!(places.into_iter().eq(0..presented.len()));
    for miss in &verdict.reasons {
        let why = miss.why.to_string();
        assert!(!why.is_empty() && !why.contains(char::is_control), "{why:?}");
    }
    assert_eq!(reference.matches(presented), verdict);
    for found in
        matched().filter(|found| !matches!(presented[found.index], Identity::CommonName(_)))
    {
        assert!(reference.matches(&presented[found.index..=found.index]).is_match());
    }
}

fn presented(line: &str) -> Identity {
    let mut rest = line.chars();
    let kind = rest.next();
    let text = rest.as_str().to_owned();
    match kind {
        Some('d') => Identity::Dns(text),
        Some('s') => Identity::Srv(text),
        Some('x') => Identity::Xmpp(text),
        Some('c') => Identity::CommonName(text),
        Some('u') => Identity::Uri(text),
        Some('e') => Identity::Email(text),
        Some('i') => {
            text.parse().map_or_else(|_| Identity::Other { kind: "ip".into(), text }, Identity::Ip)
        }
        Some('o') => Identity::Other { kind: "2.999".into(), text },
        _ => Identity::Malformed { kind: "srv", text, why: "it is a T61String".into() },
    }
}

/// An instant is the same after it was shown.
pub fn moment(octets: &[u8]) {
    let now = Moment::clamped(NOW);
    match Moment::parse(&String::from_utf8_lossy(octets), now) {
        Ok(moment) => {
            assert_eq!(Moment::parse(&moment.to_string(), now).as_ref(), Ok(&moment));
            assert_eq!(Moment::from_unix(moment.unix()), Some(moment));
            assert!(Moment::parse(&moment.date(), now).is_ok());
            assert!(!moment.relative_to(now).is_empty());
            assert_eq!(now.days_until(moment), -moment.days_until(now));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
