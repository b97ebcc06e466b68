//! Issuers that operators meet, recognised by name.

use crate::pki::distinguished::Name;

/// A few words on an issuer, where it is one that XMPP operators meet or met.
///
/// The name alone decides: a note is a help to memory, no verdict.
pub(super) fn note(issuer: &Name) -> Option<String> {
    let organization = issuer.organization.as_deref().unwrap_or_default();
    let common_name = issuer.common_name.as_deref().unwrap_or_default();
    match organization {
        "Let's Encrypt" => Some(lets_encrypt(common_name)),
        "ISRG" | "Internet Security Research Group" => Some(isrg(common_name)),
        "Digital Signature Trust Co." if common_name == "DST Root CA X3" => {
            Some("the root that first carried Let's Encrypt, expired 2021-09-30".to_owned())
        }
        _ => by_word(&issuer.text).map(str::to_owned),
    }
}

/// As published by Let's Encrypt on 2026-07-08.
fn lets_encrypt(common_name: &str) -> String {
    let state = match common_name {
        "YE1" | "YE2" | "YR1" | "YR2" => "intermediate in use",
        "YE3" | "YR3" => "intermediate in reserve",
        "E5" | "E6" | "E7" | "E8" | "E9" | "R10" | "R11" | "R12" | "R13" | "R14" => {
            "retired intermediate of 2024"
        }
        "E1" | "E2" | "R3" | "R4" => "retired intermediate of 2020, expired in 2025",
        name if name.starts_with("Let's Encrypt Authority X") => {
            "intermediate of 2015 and 2016, expired"
        }
        _ => "intermediate",
    };
    format!("Let's Encrypt, {state}")
}

fn isrg(common_name: &str) -> String {
    match common_name {
        "ISRG Root X1" => "Let's Encrypt's root of 2015, RSA, in every trust store".to_owned(),
        "ISRG Root X2" => "Let's Encrypt's root of 2020, P-384".to_owned(),
        "Root YE" | "Root YR" | "ISRG Root YE" | "ISRG Root YR" => {
            "Let's Encrypt's root of 2025, not yet in trust stores, reached through a cross-sign"
                .to_owned()
        }
        _ => "Let's Encrypt's organisation".to_owned(),
    }
}

fn by_word(text: &str) -> Option<&'static str> {
    const WORDS: [(&str, &str); 12] = [
        ("XMPP ICA", "the XMPP Intermediate CA of 2006 under StartCom, gone"),
        ("XMPP Standards Foundation", "the XMPP Intermediate CA of 2006 under StartCom, gone"),
        ("Jabber Software Foundation", "the XMPP Intermediate CA of 2006 under StartCom, gone"),
        ("StartCom", "StartCom, distrusted since 2016, closed in 2018"),
        ("WoSign", "WoSign, distrusted since 2016"),
        ("CAcert", "CAcert, the community CA, in no mainstream trust store"),
        ("cacert.org", "CAcert, the community CA, in no mainstream trust store"),
        ("Symantec", "Symantec's CA, distrusted since 2018"),
        ("GeoTrust", "GeoTrust; what Symantec issued under this name is distrusted since 2018"),
        ("VeriSign", "VeriSign, whose roots are distrusted since 2018"),
        ("Prosody", "made by prosodyctl, self-signed unless it says otherwise"),
        ("Internet Widgits", "OpenSSL's placeholder subject"),
    ];
    WORDS.into_iter().find(|(word, _)| text.contains(word)).map(|(_, note)| note)
}
