//! Certificates and requests: names first, then what they are good for, then the rest.

use anstyle::Style;

use super::super::super::palette;
use super::super::page::Page;
use crate::name::Domain;
use crate::report::{
    CertificateFacts, HolderFacts, Issued, NamesSeen, PublicKeyFacts, Shown, Validity,
};

const PLAIN: Style = Style::new();

pub(in super::super) fn certificate(subject: &str, facts: &CertificateFacts, page: &mut Page) {
    let issued = &facts.issued;
    page.headline(subject, if facts.holder.is_ca { "CA certificate" } else { "certificate" });
    names(&facts.holder.names, page);
    good_for(&facts.holder, page);
    validity("Valid", &issued.validity, page);
    subject_row(&facts.holder, page);
    page.row(
        "Issuer",
        PLAIN,
        if issued.self_signed { "itself (self-signed)" } else { &issued.issuer },
    );
    if let Some(note) = &issued.issuer_note {
        page.row("", palette::FAINT, note);
    }
    page.row("Serial", PLAIN, &issued.serial);
    key(&facts.holder, page);
    identifiers(&facts.holder, issued, page);
    pointers(issued, page);
    page.row("SHA-256", palette::FAINT, &issued.sha256);
    page.row("SHA-1", palette::FAINT, &issued.sha1);
    page.row("SPKI", palette::FAINT, &format!("sha256:{}", facts.holder.key.spki_sha256));
}

/// What matters beside a verdict.
pub(in super::super) fn in_brief(facts: &CertificateFacts, page: &mut Page) {
    validity("Valid", &facts.issued.validity, page);
    if let Some(note) = &facts.issued.issuer_note {
        page.row("Issuer", PLAIN, note);
    }
    key(&facts.holder, page);
    page.row("SHA-256", palette::FAINT, &facts.issued.sha256);
}

pub(in super::super) fn request(subject: &str, facts: &HolderFacts, page: &mut Page) {
    page.headline(subject, "certificate request");
    names(&facts.names, page);
    good_for(facts, page);
    subject_row(facts, page);
    key(facts, page);
    match facts.proves_possession {
        Some(true) => page.row("Signature", palette::GOOD, "made with the request's own key"),
        Some(false) => page.row("Signature", palette::BAD, "not made with the request's own key"),
        None => page.row("Signature", palette::FAINT, "not checked"),
    }
    page.row("SPKI", palette::FAINT, &format!("sha256:{}", facts.key.spki_sha256));
}

fn names(names: &NamesSeen, page: &mut Page) {
    let both_forms = |name: &String| match other_form(name) {
        Some(other) => format!("{name} ({other})"),
        None => name.clone(),
    };
    let before = page.length();
    for (label, list) in [("DNS", &names.dns), ("SRV", &names.srv), ("XMPP", &names.xmpp)] {
        page.list(label, PLAIN, list.iter().map(both_forms));
    }
    for (label, list) in [("IP", &names.ip), ("E-mail", &names.email), ("URI", &names.uri)] {
        page.list(label, PLAIN, list.iter().cloned());
    }
    let other = names.other.iter().map(|name| match name.label {
        Some(label) => format!("{} ({label})", name.oid),
        None if name.der.is_empty() => name.oid.clone(),
        None => format!("{} {}", name.oid, name.der),
    });
    page.list("Other", palette::FAINT, other);
    let malformed =
        names.malformed.iter().map(|name| format!("{} {}: {}", name.kind, name.text, name.why));
    page.list("Malformed", palette::BAD, malformed);
    if page.length() == before {
        page.row("Names", palette::FAINT, "none beside the subject");
    }
    page.blank();
}

/// U-labels for a name in A-labels, A-labels for one in U-labels.
fn other_form(name: &str) -> Option<String> {
    let a_label = name.to_ascii_lowercase().split('.').any(|label| label.starts_with("xn--"));
    if name.is_ascii() && !a_label {
        return None;
    }
    let (head, host) = match (name.rsplit_once('@'), name.split_once('.')) {
        (Some((local, host)), _) => (format!("{local}@"), host),
        (None, Some((first, host))) if first == "*" || first.starts_with('_') => {
            (format!("{first}."), host)
        }
        (None, _) => (String::new(), name),
    };
    let domain = Domain::try_from(host).ok()?;
    let other = if name.is_ascii() { domain.to_unicode() } else { domain.as_ascii().to_owned() };
    (other != host).then(|| format!("{head}{other}"))
}

fn good_for(facts: &HolderFacts, page: &mut Page) {
    for (index, words) in facts.good_for.iter().enumerate() {
        page.paragraph(if index == 0 { "Good for" } else { "" }, PLAIN, words);
    }
}

/// `2026-01-01 to 2026-07-20, ended 125 days ago, on 2026-07-20`.
pub(super) fn validity(label: &str, validity: &Validity, page: &mut Page) {
    let style = match validity.state {
        Shown::Good => palette::GOOD,
        Shown::Soon => palette::WARN,
        Shown::Bad => palette::BAD,
    };
    let date = |instant: &str| instant.split('T').next().unwrap_or_default().to_owned();
    let dates = match &validity.not_after {
        Some(end) => format!("{} to {}", date(&validity.not_before), date(end)),
        None => format!("since {}", date(&validity.not_before)),
    };
    page.columns(label, &dates, 0, style, &validity.words);
}

fn subject_row(facts: &HolderFacts, page: &mut Page) {
    let subject = if facts.subject.is_empty() { "empty" } else { &facts.subject };
    page.row("Subject", PLAIN, subject);
}

fn key(facts: &HolderFacts, page: &mut Page) {
    page.row("Key", PLAIN, &format!("{}, signed with {}", key_words(&facts.key), facts.signature));
    let mut usage: Vec<String> = Vec::new();
    usage.extend(facts.key_usage.as_ref().map(|all| all.join(", ")));
    usage.extend(facts.extended_key_usage.as_ref().map(|all| all.join(", ")));
    if facts.is_ca {
        usage.push(match facts.path_length {
            Some(depth) => format!("CA, path length {depth}"),
            None => "CA".to_owned(),
        });
    }
    if !usage.is_empty() {
        page.paragraph("Usage", PLAIN, &usage.join("; "));
    }
    page.list("TLS feature", palette::WARN, facts.tls_features.iter().cloned());
}

/// `RSA 2048`, `P-256`, `EC (secp256k1)`, `Ed25519`.
pub(super) fn key_words(key: &PublicKeyFacts) -> String {
    match (&key.curve, key.bits) {
        (Some(curve), _) if curve.starts_with("P-") => curve.clone(),
        (Some(curve), _) => format!("{} ({curve})", key.kind),
        (None, Some(bits)) => format!("{} {bits}", key.kind),
        (None, None) => key.kind.clone(),
    }
}

fn identifiers(holder: &HolderFacts, issued: &Issued, page: &mut Page) {
    if let Some(ski) = &holder.ski {
        page.row("Key id", palette::FAINT, ski);
    }
    if let Some(aki) = &issued.aki {
        page.row("Issuer id", palette::FAINT, aki);
    }
}

fn pointers(issued: &Issued, page: &mut Page) {
    page.list("OCSP", palette::FAINT, issued.ocsp.iter().cloned());
    page.list("Issuer at", palette::FAINT, issued.issuers.iter().cloned());
    page.list("CRL", palette::FAINT, issued.crls.iter().cloned());
    if issued.sct_count > 0 {
        page.row(
            "Logged",
            palette::FAINT,
            &format!("{} certificate transparency timestamps", issued.sct_count),
        );
    }
    page.list("Policies", palette::FAINT, issued.policies.iter().cloned());
}
