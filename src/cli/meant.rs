//! What was probably meant by a value that is none of those that an option takes.

/// Other names of values, in lower case and without blanks and signs: the option, the names, the
/// value.
const NAMES: &[(&str, &[&str], &str)] = &[
    ("--for", &["letsencrypt", "le", "acme", "certbot", "zerossl", "public"], "public-ca"),
    ("--for", &["private", "own", "internal"], "private-ca"),
    ("--for", &["cacertorg"], "cacert"),
    ("--for", &["rfc", "xmpp"], "rfc6120"),
    ("--type", &["ec", "ecc", "ecdsa", "prime256v1", "secp256r1", "nistp256", "ecp256"], "p256"),
    ("--type", &["secp384r1", "nistp384", "ecp384", "ecdsa384"], "p384"),
    ("--type", &["secp521r1", "nistp521", "ecp521", "ecdsa521"], "p521"),
    ("--type", &["eddsa", "ed", "25519", "curve25519"], "ed25519"),
    ("--type", &["rsa"], "rsa2048"),
    ("--to", &["p8", "pkcs"], "pkcs8"),
    ("--to", &["ec"], "sec1"),
    ("--to", &["rsa"], "pkcs1"),
    ("--to", &["pub", "spki"], "public"),
];

/// The value of an option, such as `--for <CA>`, that goes by another name, or in other letters and
/// signs, as it was typed.
pub(super) fn value<'a>(option: &str, typed: &str, possible: &'a [String]) -> Option<&'a str> {
    let typed = bare(typed);
    let option = option.split([' ', '=']).next().unwrap_or_default();
    let named = NAMES.iter().find(|(of, names, _)| *of == option && names.contains(&&*typed));
    let meant = |value: &&String| match named {
        Some((_, _, meant)) => value.as_str() == *meant,
        None => bare(value) == typed,
    };
    possible.iter().find(meant).map(String::as_str)
}

/// Letters and digits in lower case.
fn bare(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enroll::DESTINATIONS;
    use crate::pki::key::KeyKind;

    fn kinds() -> Vec<String> {
        KeyKind::ALL.map(|kind| kind.name().to_owned()).into()
    }

    fn authorities() -> Vec<String> {
        DESTINATIONS.iter().map(|one| one.id.to_owned()).collect()
    }

    #[test]
    fn what_goes_by_another_name_is_found() {
        for typed in ["letsencrypt", "lets-encrypt", "Let's Encrypt", "le", "LE", "Public CA"] {
            assert_eq!(value("--for <CA>", typed, &authorities()), Some("public-ca"), "{typed}");
        }
        for (typed, meant) in
            [("P256", "p256"), ("ec", "p256"), ("rsa", "rsa2048"), ("RSA-4096", "rsa4096")]
        {
            assert_eq!(value("--type <TYPE>", typed, &kinds()), Some(meant));
        }
        assert_eq!(value("--type <TYPE>", "le", &kinds()), None);
        assert_eq!(value("--for <CA>", "", &authorities()), None);
    }

    #[test]
    fn every_name_is_bare_and_leads_to_a_value_that_there_is() {
        let forms = ["pkcs8", "pkcs1", "sec1", "der", "public"].map(str::to_owned);
        for (option, names, meant) in NAMES {
            let possible = match *option {
                "--for" => authorities(),
                "--type" => kinds(),
                _ => forms.to_vec(),
            };
            assert!(possible.iter().any(|value| value == meant), "{option} {meant}");
            for name in *names {
                assert_eq!(bare(name), *name);
                assert!(!possible.iter().any(|value| value == name), "{option} {name}");
            }
        }
    }
}
