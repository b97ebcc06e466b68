//! Certification requests: written through rcgen (RFC 2986), with our own subjectAltName.

use rcgen::{
    CertificateParams, CustomExtension, DistinguishedName, DnType, DnValue,
    ExtendedKeyUsagePurpose, KeyUsagePurpose, SigningKey,
};
use thiserror::Error;

use super::distinguished::Subject;
use super::san::{AltName, SUBJECT_ALT_NAME, general_names};

/// What a request asks for, besides its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestContent {
    /// The subject, perhaps empty.
    pub subject: Subject,
    /// The subjectAltName's entries, in order; never empty in what we make.
    pub names: Vec<AltName>,
    /// The usages asked for.
    pub usages: Usages,
}

/// The keyUsage and extendedKeyUsage that a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usages {
    /// digitalSignature; serverAuth and clientAuth, because a server is a TLS client on outgoing
    /// server-to-server streams.
    Server,
    /// digitalSignature; clientAuth: a user's certificate for SASL EXTERNAL.
    Client,
    /// Neither extension: the CA decides alone.
    Unstated,
}

impl Usages {
    /// The extended purposes by their standard names (RFC 5280 §4.2.1.12).
    pub fn purposes(self) -> &'static [&'static str] {
        match self {
            Usages::Server => &["serverAuth", "clientAuth"],
            Usages::Client => &["clientAuth"],
            Usages::Unstated => &[],
        }
    }
}

/// Why no request could be made.
#[derive(Debug, Error)]
pub enum RequestError {
    /// A subject value is outside the string type that its attribute needs.
    #[error("the subject's {0} cannot be written as its string type")]
    SubjectString(&'static str),
    /// There is no name to ask for.
    #[error("a request needs at least one name")]
    NoNames,
    /// The key could not sign.
    #[error("the request could not be signed")]
    Signing(#[from] rcgen::Error),
}

/// Writes the request and signs it with its own key, proving possession (RFC 2986 §3).
///
/// Returns DER.
///
/// # Errors
/// Without a name, with a subject that its string types cannot hold, or when the key cannot sign.
pub fn write(content: &RequestContent, key: &impl SigningKey) -> Result<Vec<u8>, RequestError> {
    let names = general_names(&content.names).ok_or(RequestError::NoNames)?;
    let mut params = CertificateParams::default();
    params.distinguished_name = distinguished_name(&content.subject)?;
    if content.usages != Usages::Unstated {
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    }
    params.extended_key_usages = match content.usages {
        Usages::Server => {
            vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth]
        }
        Usages::Client => vec![ExtendedKeyUsagePurpose::ClientAuth],
        Usages::Unstated => vec![],
    };
    let mut extension = CustomExtension::from_oid_content(&SUBJECT_ALT_NAME, names);
    // RFC 5280 §4.2.1.6: critical when the subject is empty, and SHOULD NOT be otherwise
    extension.set_criticality(content.subject.is_empty());
    params.custom_extensions = vec![extension];
    Ok(params.serialize_request(key)?.der().to_vec())
}

fn distinguished_name(subject: &Subject) -> Result<DistinguishedName, RequestError> {
    let mut name = DistinguishedName::new();
    for (attribute, value) in subject.attributes() {
        let unwritable = |_| RequestError::SubjectString(attribute.short);
        let value = match attribute.short {
            // RFC 5280 appendix A.1: these two are PrintableString, and this one IA5String
            "C" | "serialNumber" => {
                DnValue::PrintableString(value.as_str().try_into().map_err(unwritable)?)
            }
            "emailAddress" => DnValue::Ia5String(value.as_str().try_into().map_err(unwritable)?),
            _ => DnValue::Utf8String(value.clone()),
        };
        name.push(DnType::from_oid(attribute.arcs), value);
    }
    Ok(name)
}
