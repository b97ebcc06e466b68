//! Thousands of certificates and near-certificates: what we read of them is what OpenSSL reads.

use std::collections::BTreeMap;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;
use xmppcert::pki::content::pieces;
use xmppcert::pki::moment::Moment;
use xmppcert::report::{CertificateFacts, Facts, NamesSeen, Report};

use super::support::{corpora, der, peer, read};

const NOW: i64 = 1_780_000_000;

struct Specimen {
    file: String,
    der: Vec<u8>,
    /// Whether OpenSSL decodes it.
    decoded: bool,
}

fn specimens(corpora: &Path) -> Vec<Specimen> {
    let folder = corpora.join("parser");
    let manifest: Vec<Value> = serde_json::from_slice(&read(folder.join("manifest.json"))).unwrap();
    let specimen = |entry: &Value| {
        let file = entry["file"].as_str().unwrap().to_owned();
        Specimen { der: read(folder.join(&file)), file, decoded: entry["openssl_rc"] == 0 }
    };
    manifest.iter().map(specimen).collect()
}

fn reports(der: &[u8]) -> Vec<Report> {
    let now = Moment::clamped(NOW);
    let report = |piece| xmppcert::inspect::report("file".to_owned(), piece, now);
    pieces(der, None).iter().map(report).collect()
}

#[test]
fn no_file_panics_or_takes_a_second() {
    let Some(corpora) = corpora() else { return };
    let specimens = specimens(&corpora);
    assert!(specimens.len() > 3000, "{} files", specimens.len());
    for Specimen { file, der, .. } in &specimens {
        let start = Instant::now();
        let reports = catch_unwind(|| reports(der)).unwrap_or_else(|_| panic!("{file} panics"));
        let taken = start.elapsed();
        assert!(!reports.is_empty(), "nothing is said of {file}");
        assert!(taken < Duration::from_secs(1), "{file} takes {taken:?}");
    }
}

/// Types and values.
type Attributes = Vec<(String, String)>;

/// What OpenSSL says of a certificate, or what we say in OpenSSL's words.
#[derive(Debug, Default, PartialEq, Eq)]
struct View {
    subject: Attributes,
    issuer: Attributes,
    serial: String,
    from: String,
    until: String,
    /// As OpenSSL prints them, without the kinds that are not compared, sorted.
    names: Vec<String>,
}

#[test]
fn certificates_say_what_openssl_says_of_them() {
    let (Some(corpora), Some(_)) = (corpora(), peer("openssl")) else { return };
    let specimens = specimens(&corpora);
    let decoded: Vec<&Specimen> = specimens.iter().filter(|specimen| specimen.decoded).collect();
    let views = views(&decoded);
    let mut found = Vec::new();
    for Specimen { file, der, .. } in &decoded {
        let theirs = tbs(der).and_then(|tbs| views.get(tbs));
        let theirs = theirs.unwrap_or_else(|| panic!("OpenSSL says nothing of {file}"));
        let reports = reports(der);
        let ours = reports.iter().find_map(|report| match &report.facts {
            Facts::Certificate(facts) => Some(in_their_words(facts)),
            _ => None,
        });
        let Some(ours) = ours else {
            found.push((file.as_str(), "unread", why_unread(&reports)));
            continue;
        };
        let differences = ours.differences(theirs);
        found.extend(differences.into_iter().map(|(what, why)| (file.as_str(), what, why)));
    }
    for (file, what, why) in KNOWN {
        assert!(
            found.iter().any(|found| (found.0, found.1) == (*file, *what)),
            "{file}: the {what} no longer differs, though {why}"
        );
    }
    let mut kinds: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for (file, what, why) in &found {
        let known = KNOWN.iter().any(|known| (known.0, known.1) == (*file, *what));
        kinds.entry((what, if known { "known" } else { why })).or_default().push(file);
    }
    let counts: Vec<(&str, &str, usize)> =
        kinds.iter().map(|((what, why), files)| (*what, *why, files.len())).collect();
    let unexplained: Vec<_> = kinds.iter().filter(|((_, why), _)| why.is_empty()).collect();
    assert!(unexplained.is_empty(), "{unexplained:#?}");
    assert_eq!(counts, KINDS_OF_DIFFERENCES);
}

/// What differs, how it comes, and in how many files.
const KINDS_OF_DIFFERENCES: &[(&str, &str, usize)] = &[
    ("from", "we leave fractions of seconds out", 1),
    ("names", "OpenSSL breaks the line where a line feed stands in a name", 3),
    ("names", "OpenSSL prints no name, or not that one, where one has a NUL in it", 15),
    ("names", "known", 11),
    ("subject", "known", 1),
    ("unread", "a date that is none, which OpenSSL shows as it is", 64),
    ("unread", "a key in a form that X.509 does not have", 3),
    ("unread", "a signature that is no bit string", 3),
    ("unread", "a version that X.509 does not have", 2),
    ("unread", "it ends too early or has lengths that do not fit", 7),
    ("until", "we leave fractions of seconds out", 1),
];

/// Differences of single files: the file, what differs, and the reason.
const KNOWN: &[(&str, &str, &str)] = &[
    ("gnutls-fuzz/6eed8afdb90bf15554b8dc08317944a8326bc735.der", "names", NO_NAMES),
    ("gnutls-fuzz/90be30e2a73cf0cd592513fa16beb7d4bf7b1fce.der", "names", NO_NAMES),
    ("gnutls-fuzz/9c6162f35a4833f55f0013c854a3943a222dc64c.der", "names", NO_NAMES),
    ("gnutls-fuzz/acbdec97a62ded9d203066b697051e81dc1f3375.der", "names", NO_NAMES),
    ("gnutls-fuzz/b1ee301fbac734a2cdea938cb6c36ec19cadc533.der", "names", NO_NAMES),
    ("gnutls-fuzz/bc2d9f2f9472880afcb6de6860bcd2e36381c672.der", "names", NO_NAMES),
    ("gnutls-fuzz/dcc26b8f2782d0a9ff03ae618d5035b895542092.der", "names", NO_NAMES),
    (
        "gnutls-fuzz/a3e8a5a8b0cb1e441b9d1a9baf572c1e3f122b5f.der",
        "names",
        "an rfc822Name made of parts, which OpenSSL puts together and we call malformed",
    ),
    ("gnutls-tests/cert-tests__data__template-othername.pem.der", "names", WRONG_TYPE),
    ("openssl/bad-othername-cert.pem.der", "names", WRONG_TYPE),
    (
        "openssl/bad-othername-namec.pem.der",
        "names",
        "the value of a SmtpUTF8Mailbox is no UTF8String, so OpenSSL shows none of the names",
    ),
    (
        "boringssl-pki/parse_certificate_unittest__subject_printable_string_containing_utf8_client_cert.pem.der",
        "subject",
        "UTF-8 in a PrintableString, which OpenSSL shows as Latin-1",
    ),
];

const NO_NAMES: &str =
    "an otherName in it breaks, so OpenSSL shows none of the names, and we the others";
const WRONG_TYPE: &str =
    "an SRVName that is no IA5String, so OpenSSL shows none of the names, and we what is wrong";

/// Why x509-parser does not read it where OpenSSL does. Then the report shows what the tolerant reader
/// made out, and the finding says what is wrong.
fn why_unread(reports: &[Report]) -> &'static str {
    let [Report { facts: Facts::Unreadable(facts), findings, .. }] = reports else { return "" };
    if findings.iter().all(|finding| finding.code.id != "unreadable") {
        return "";
    }
    const WHYS: [(&str, &str); 6] = [
        ("InvalidDate", "a date that is none, which OpenSSL shows as it is"),
        ("InvalidSPKI", "a key in a form that X.509 does not have"),
        ("InvalidSignatureValue", "a signature that is no bit string"),
        ("InvalidVersion", "a version that X.509 does not have"),
        ("Eof", "it ends too early or has lengths that do not fit"),
        ("breaks at octet", "the encoding breaks"),
    ];
    WHYS.iter().find(|(word, _)| facts.why.contains(word)).map_or("", |(_, why)| why)
}

impl View {
    /// What differs, and why where that is a known kind of difference.
    fn differences(&self, theirs: &View) -> Vec<(&'static str, &'static str)> {
        let name = |ours: &Attributes, theirs: &Attributes| match () {
            () if same_attributes(ours, theirs) => None,
            () => Some(""),
        };
        let date = |ours: &str, theirs: &str| match theirs.split_once('.') {
            _ if ours == theirs => None,
            Some((second, _)) if ours.starts_with(second) => {
                Some("we leave fractions of seconds out")
            }
            _ => Some(""),
        };
        let names = match () {
            () if self.names == theirs.names => None,
            () if self.names.iter().any(|name| name.contains('\0')) => {
                Some("OpenSSL prints no name, or not that one, where one has a NUL in it")
            }
            () if self.names.iter().any(|name| name.contains(['\n', '\r'])) => {
                Some("OpenSSL breaks the line where a line feed stands in a name")
            }
            () => Some(""),
        };
        let serial = (self.serial != theirs.serial).then_some("");
        let all = [
            ("subject", name(&self.subject, &theirs.subject)),
            ("issuer", name(&self.issuer, &theirs.issuer)),
            ("serial", serial),
            ("from", date(&self.from, &theirs.from)),
            ("until", date(&self.until, &theirs.until)),
            ("names", names),
        ];
        all.into_iter().filter_map(|(what, why)| Some((what, why?))).collect()
    }
}

/// The same values in the same order, of the same types; a type that we or OpenSSL have no name for
/// may be any, and hexadecimal digits may be of either case.
fn same_attributes(ours: &Attributes, theirs: &Attributes) -> bool {
    let nameless = |kind: &str| kind.starts_with(|first: char| first.is_ascii_digit());
    let hexadecimal = |value: &str| value.strip_prefix('#').map(str::to_ascii_lowercase);
    let same = |ours: &str, theirs: &str| {
        ours == theirs
            || hexadecimal(ours).is_some_and(|digits| Some(digits) == hexadecimal(theirs))
    };
    let both = ours.iter().zip(theirs);
    ours.len() == theirs.len()
        && both.into_iter().all(|((our_kind, ours), (their_kind, theirs))| {
            let same_kind = our_kind == their_kind || nameless(our_kind) != nameless(their_kind);
            same(ours, theirs) && same_kind
        })
}

/// OpenSSL's view of every certificate, by the octets of its TBSCertificate, which OpenSSL keeps as
/// they are. All in two processes, for starting one for each file takes minutes.
fn views(specimens: &[&Specimen]) -> BTreeMap<Vec<u8>, View> {
    let openssl = peer("openssl").unwrap();
    let pem =
        |specimen: &&Specimen| pem::encode(&pem::Pem::new("CERTIFICATE", specimen.der.as_slice()));
    let place = super::support::Place::default();
    place.put("all.pem", specimens.iter().map(pem).collect::<String>());
    place
        .run("openssl", &["crl2pkcs7", "-nocrl", "-certfile", "all.pem", "-out", "all.p7b"])
        .sound();
    let bag = place.read("all.p7b");
    let names = openssl.run("pkcs7 -print_certs", &bag).unwrap();
    let texts = openssl.run("pkcs7 -print_certs -text", &bag).unwrap();
    let (names, texts) = (blocks(&names), blocks(&texts));
    assert_eq!(names.len(), texts.len());
    let both = names.iter().zip(&texts);
    both.map(|((names, pem), (text, _))| {
        let der = der(pem.as_bytes());
        (tbs(&der).unwrap().to_vec(), view(names, text))
    })
    .collect()
}

/// What stands before each PEM block, and the block.
fn blocks(printed: &[u8]) -> Vec<(String, String)> {
    let printed = String::from_utf8_lossy(printed);
    const END: &str = "-----END CERTIFICATE-----\n";
    let parts = printed.split_inclusive(END).filter(|part| part.ends_with(END));
    parts
        .map(|part| {
            let (text, pem) = part.split_at(part.find("-----BEGIN ").unwrap());
            (text.to_owned(), pem.to_owned())
        })
        .collect()
}

fn view(names: &str, text: &str) -> View {
    let behind = |text: &str, mark: &str| {
        let line = text.lines().find_map(|line| line.trim_start().strip_prefix(mark));
        line.unwrap_or_default().to_owned()
    };
    let serial = match behind(text, "Serial Number:") {
        line if line.is_empty() => text
            .lines()
            .skip_while(|line| !line.trim_start().starts_with("Serial Number:"))
            .nth(1)
            .unwrap_or_default()
            .trim()
            .replace(':', "")
            .replace(" (Negative)", "-")
            .replace("(Negative)", "-"),
        line => {
            let sign = if line.trim().starts_with('-') { "-" } else { "" };
            let hex = line.rsplit_once("0x").map_or("", |(_, hex)| hex.trim_end_matches(')'));
            format!("{sign}{hex}")
        }
    };
    let sign = if serial.starts_with('-') { "-" } else { "" };
    let digits = serial.trim_start_matches('-').trim_start_matches('0');
    let lines: Vec<&str> = text.lines().collect();
    let alternative: Vec<&str> = lines
        .windows(2)
        .filter(|pair| pair[0].contains("X509v3 Subject Alternative Name:"))
        .map(|pair| pair[1].trim_start())
        .collect();
    View {
        subject: attributes(&behind(names, "subject=")),
        issuer: attributes(&behind(names, "issuer=")),
        serial: format!("{sign}{digits}"),
        from: behind(text, "Not Before: "),
        until: behind(text, "Not After : "),
        names: compared(&alternative.join(", ")),
    }
}

const KINDS: [&str; 6] =
    ["DNS:", "email:", "URI:", "IP Address:", "othername: XmppAddr::", "othername: SRVName::"];

fn compared(line: &str) -> Vec<String> {
    let of_kind = |name: &&str| KINDS.iter().any(|kind| name.starts_with(kind));
    let mut names: Vec<String> = line.split(", ").filter(of_kind).map(str::to_owned).collect();
    names.sort();
    names
}

/// The attributes of `CN = a, O = "b, c" + OU = d`, with the values decoded.
fn attributes(name: &str) -> Attributes {
    let mut parts: Vec<Vec<u8>> = vec![Vec::new()];
    let mut quoted = false;
    let mut octets = name.bytes().peekable();
    while let Some(octet) = octets.next() {
        let part = parts.last_mut().unwrap();
        match octet {
            b'\\' => {
                let escaped = octets.next().unwrap_or_default();
                let pair = [escaped, octets.peek().copied().unwrap_or_default()];
                match std::str::from_utf8(&pair)
                    .ok()
                    .and_then(|hex| u8::from_str_radix(hex, 16).ok())
                {
                    Some(decoded) if pair.iter().all(u8::is_ascii_hexdigit) => {
                        octets.next();
                        part.push(decoded);
                    }
                    _ => part.push(escaped),
                }
            }
            b'"' => quoted = !quoted,
            b',' | b'+' if !quoted => {
                // ` + ` stands between attributes, `, ` between relative names
                if octet == b'+' {
                    part.pop();
                }
                parts.push(Vec::new());
            }
            octet => part.push(octet),
        }
    }
    let attribute = |part: Vec<u8>| {
        let text = String::from_utf8_lossy(&part).into_owned();
        let (kind, value) = text.split_once('=')?;
        Some((kind.trim().to_owned(), value.strip_prefix(' ').unwrap_or(value).to_owned()))
    };
    parts.into_iter().filter_map(attribute).collect()
}

fn in_their_words(facts: &CertificateFacts) -> View {
    View {
        subject: our_attributes(&facts.holder.subject),
        issuer: our_attributes(&facts.issued.issuer),
        serial: signed(&facts.issued.serial),
        from: their_date(&facts.issued.validity.not_before),
        until: their_date(facts.issued.validity.not_after.as_deref().unwrap()),
        names: their_names(&facts.holder.names),
    }
}

/// Ours, which escape `,`, `+` and `\` and nothing else.
fn our_attributes(name: &str) -> Attributes {
    let mut parts = vec![String::new()];
    let mut letters = name.chars();
    while let Some(letter) = letters.next() {
        let part = parts.last_mut().unwrap();
        match letter {
            '\\' => part.extend(letters.next()),
            ',' | '+' => parts.push(String::new()),
            letter => part.push(letter),
        }
    }
    let attribute = |(index, part): (usize, String)| {
        let part = if index > 0 { part.strip_prefix(' ').unwrap_or(&part) } else { &part };
        let (kind, value) = part.split_once('=')?;
        Some((kind.to_owned(), value.to_owned()))
    };
    parts.into_iter().enumerate().filter_map(attribute).collect()
}

/// The number in octets of two's complement, as a sign and digits.
fn signed(hex: &str) -> String {
    let octet = |index: usize| u8::from_str_radix(&hex[index..index + 2], 16).unwrap();
    let mut octets: Vec<u8> = (0..hex.len()).step_by(2).map(octet).collect();
    let negative = octets.first().is_some_and(|first| first & 0x80 != 0);
    if negative {
        octets.iter_mut().for_each(|octet| *octet = !*octet);
        for octet in octets.iter_mut().rev() {
            *octet = octet.wrapping_add(1);
            if *octet != 0 {
                break;
            }
        }
    }
    let digits: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
    format!("{}{}", if negative { "-" } else { "" }, digits.trim_start_matches('0'))
}

/// `2017-01-01T00:00:00Z` as `Jan  1 00:00:00 2017 GMT`.
fn their_date(ours: &str) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (date, time) = ours.split_once('T').unwrap();
    let parts: Vec<&str> = date.split('-').collect();
    let month = MONTHS[parts[1].parse::<usize>().unwrap() - 1];
    let day: u32 = parts[2].parse().unwrap();
    let year: u32 = parts[0].parse().unwrap();
    format!("{month} {day:>2} {} {year} GMT", time.trim_end_matches('Z'))
}

fn their_names(seen: &NamesSeen) -> Vec<String> {
    let lists = [&seen.dns, &seen.email, &seen.uri, &seen.ip, &seen.xmpp, &seen.srv];
    let mut line = Vec::new();
    for (kind, list) in KINDS.iter().zip(lists) {
        line.extend(list.iter().map(|name| match name.parse::<std::net::Ipv6Addr>() {
            Ok(ip) if *kind == "IP Address:" => {
                format!("{kind}{}", ip.segments().map(|segment| format!("{segment:X}")).join(":"))
            }
            _ => format!("{kind}{name}"),
        }));
    }
    let kinds = ["dns", "email", "uri", "ip", "xmpp", "srv"];
    for name in &seen.malformed {
        let Some(place) = kinds.iter().position(|kind| *kind == name.kind) else { continue };
        line.push(match name.text.strip_suffix(" octets") {
            Some(octets) if name.kind == "ip" => {
                format!("{}<invalid length={octets}>", KINDS[place])
            }
            _ => format!("{}{}", KINDS[place], name.text),
        });
    }
    // a name with a comma in it is several in OpenSSL's words
    compared(&line.join(", "))
}

/// The octets of the first value inside the outermost one.
fn tbs(der: &[u8]) -> Option<&[u8]> {
    let inside = &der[header(der)?.0..];
    let (head, length) = header(inside)?;
    inside.get(..head + length)
}

/// How long tag and length are, and what the length is.
fn header(der: &[u8]) -> Option<(usize, usize)> {
    match *der.get(1)? {
        short @ ..=0x7f => Some((2, usize::from(short))),
        long => {
            let more = usize::from(long & 0x7f);
            let octets = der.get(2..2 + more)?;
            Some((2 + more, octets.iter().fold(0, |sum, octet| sum << 8 | usize::from(*octet))))
        }
    }
}
