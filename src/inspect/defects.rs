//! Defects of names and of the encoding. One bad name never hides the others.

use crate::name::Jid;
use crate::pki::certificate::{Certificate, Extensions, Request};
use crate::pki::der::{self, Defect, DefectKind, TimeFlaw};
use crate::pki::presented::Presented;
use crate::report::{Code, Finding};

use super::findings::*;
use super::names::domain_of;

pub(super) fn of_certificate(certificate: &Certificate, findings: &mut Vec<Finding>) {
    of_names(&certificate.holder.extensions, findings);
    if certificate.holder.subject.is_empty()
        && certificate.holder.extensions.san_critical == Some(false)
    {
        let text = "The subject is empty, but the subjectAltName is not critical.";
        findings.push(Finding::new(&SAN_NOT_CRITICAL, "subjectAltName", text));
    }
    of_encoding(&der::defects(&certificate.der), "the certificate", findings);
}

pub(super) fn of_request(request: &Request, findings: &mut Vec<Finding>) {
    of_names(&request.holder.extensions, findings);
    if request.proves_possession == Some(false) {
        let text = "The signature is not that of the key in the request.";
        findings.push(Finding::new(&REQUEST_UNPROVEN, "signature", text));
    }
    of_encoding(&der::defects(&request.der), "the request", findings);
}

/// What the tolerant reader complains of. Names are told of by [`of_names`], which knows more of them.
pub(super) fn of_encoding(defects: &[Defect], what: &str, findings: &mut Vec<Finding>) {
    for defect in defects {
        let is_string = matches!(defect.kind, DefectKind::BadString { .. });
        if is_string && defect.path.contains("subjectAltName") {
            continue;
        }
        let place = if defect.path.is_empty() { what } else { defect.path.as_str() };
        let text = format!("At octet {}, {place}: {}.", defect.offset, defect.kind);
        findings.push(Finding::new(code(&defect.kind), place, text));
    }
}

/// Whether the defect is one of what a date or a number says, not of how the octets hang together.
pub(super) fn is_about_content(kind: &DefectKind) -> bool {
    [&DATE_MALFORMED, &DATE_FORM, &SERIAL_UNUSUAL].contains(&code(kind))
}

fn code(kind: &DefectKind) -> &'static Code {
    use DefectKind as K;
    match kind {
        K::BadGeneralizedTime { why: TimeFlaw::Before2050, .. } => &DATE_FORM,
        K::BadUtcTime { .. } | K::BadGeneralizedTime { .. } => &DATE_MALFORMED,
        K::NegativeSerial | K::ZeroSerial | K::SerialTooLong { .. } => &SERIAL_UNUSUAL,
        K::TrailingBytes { .. } => &TRAILING_BYTES,
        K::BadString { .. }
        | K::DuplicateExtension { .. }
        | K::EmptySequence
        | K::ExtensionsInV1 { .. }
        | K::SignatureAlgorithmMismatch { .. }
        | K::Structure { .. }
        | K::UniqueIdentifiers
        | K::VersionUnknown { .. } => &STRUCTURE_UNUSUAL,
        K::BadBitString(_)
        | K::BadOid(_)
        | K::BooleanNotCanonical { .. }
        | K::ExplicitDefault { .. }
        | K::FlagsNotMinimal
        | K::HeaderCutShort
        | K::IndefiniteLength
        | K::IntegerEmpty
        | K::IntegerNotMinimal
        | K::LengthBeyondEnd { .. }
        | K::NonMinimalLength { .. }
        | K::NotDer
        | K::ReservedTag
        | K::SetNotSorted
        | K::TagNotMinimal
        | K::TooDeep
        | K::Unterminated
        | K::WrongForm { .. }
        | K::WrongLength { .. } => &DER_NOT_CANONICAL,
    }
}

fn of_names(extensions: &Extensions, findings: &mut Vec<Finding>) {
    for name in &extensions.names {
        if let Some((code, why)) = defect(name) {
            let text = name.text();
            let shown = if text.is_empty() { "(empty)".to_owned() } else { text };
            let explanation = format!("The {} {shown}: {why}.", kind(name));
            findings.push(Finding::new(code, shown, explanation));
        }
    }
}

fn defect(name: &Presented) -> Option<(&'static Code, String)> {
    let text = match name {
        Presented::Malformed { kind: "xmpp" | "srv", why, .. } => {
            return Some((&OTHER_NAME_TYPE, why.clone()));
        }
        Presented::Malformed { kind: "dns", text, .. } if !text.is_ascii() => {
            return Some((
                &U_LABEL_IN_DNS_NAME,
                "its octets are not those of an IA5String".to_owned(),
            ));
        }
        Presented::Malformed { why, .. } => return Some((&NAME_MALFORMED, why.clone())),
        Presented::Dns(text) | Presented::Srv(text) | Presented::Xmpp(text) => text,
        Presented::Email(text) | Presented::Uri(text) => {
            return controls(text)
                .map(|code| (code, "a control character stands in it".to_owned()));
        }
        Presented::Ip(_) | Presented::Other { .. } | Presented::Rest(..) => return None,
    };
    if text.trim().is_empty() {
        return Some((&EMPTY_NAME, "nothing stands in it".to_owned()));
    }
    if let Some(code) = controls(text) {
        return Some((code, "a control character stands in it".to_owned()));
    }
    of_kind(name, text)
}

fn controls(text: &str) -> Option<&'static Code> {
    match (text.contains('\0'), text.chars().any(char::is_control)) {
        (true, _) => Some(&NUL_IN_NAME),
        (false, true) => Some(&CONTROL_IN_NAME),
        (false, false) => None,
    }
}

fn of_kind(name: &Presented, text: &str) -> Option<(&'static Code, String)> {
    let a_label =
        || text.to_ascii_lowercase().split(['.', '@']).any(|label| label.starts_with("xn--"));
    match name {
        Presented::Dns(_) | Presented::Srv(_) if !text.is_ascii() => {
            Some((&U_LABEL_IN_DNS_NAME, "A-labels (xn--) belong here".to_owned()))
        }
        Presented::Srv(_) if text.to_ascii_lowercase().starts_with("_xmpps-") => Some((
            &XMPPS_SRV_NAME,
            "certificates name _xmpp-client and _xmpp-server alone".to_owned(),
        )),
        Presented::Srv(_) if !text.starts_with('_') || !text.contains('.') => {
            Some((&NAME_MALFORMED, "an SRVName has the form _service.name".to_owned()))
        }
        Presented::Xmpp(_) if a_label() => {
            Some((&A_LABEL_IN_XMPP_ADDR, "a JID is written with U-labels".to_owned()))
        }
        Presented::Xmpp(_) if Jid::try_from(text).is_err() => {
            Some((&NAME_MALFORMED, "an XmppAddr is a JID".to_owned()))
        }
        // RFC 9525 §6.3 leaves underscores to the peers; they are a matter of matching, not of form
        _ if domain_of(text).is_none() && domain_of(&text.replace('_', "-")).is_none() => {
            Some((&NAME_MALFORMED, "there is no domain in it".to_owned()))
        }
        _ => None,
    }
}

fn kind(name: &Presented) -> &'static str {
    match name {
        Presented::Dns(_) => "dNSName",
        Presented::Srv(_) => "SRVName",
        Presented::Xmpp(_) => "XmppAddr",
        Presented::Ip(_) => "iPAddress",
        Presented::Email(_) => "rfc822Name",
        Presented::Uri(_) => "URI",
        Presented::Other { .. } | Presented::Rest(..) => "name",
        Presented::Malformed { kind, .. } => kind,
    }
}
