//! What is recognised and yet not read, each with a way out.

use pkcs8::ObjectIdentifier;

/// Something that is no private key, or none that can be used here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Foreign {
    /// A PKCS#8 key of an algorithm that we do not have.
    #[error("keys of the algorithm {0} are not supported")]
    Algorithm(String),
    /// An EC key on a curve that we do not have.
    #[error("keys on the curve {0} are not supported")]
    Curve(String),
    /// An EC key whose curve is spelled out in numbers, which RFC 5480 §2.1.1 forbids.
    #[error("the key spells its curve out instead of naming it")]
    SpelledOutCurve,
    /// An EC key with no curve in it, of a length that fits none of ours.
    #[error(
        "the key names no curve, and a scalar of {0} bytes fits none of P-256, P-384 and P-521"
    )]
    UnnamedCurve(usize),
    /// An RSA key of more than two primes.
    #[error("RSA keys of more than two primes are not supported")]
    MultiPrime,
    /// Encrypted by a scheme that we do not have, PBES1 for instance.
    #[error("the key is encrypted by {0}, which is not supported")]
    Encryption(String),
    /// The private key format of OpenSSH.
    #[error("this is a private key in OpenSSH's own format")]
    OpenSsh,
    /// An Ed25519 key in the format of OpenSSH, which `ssh-keygen` cannot convert.
    #[error("this is an Ed25519 key in OpenSSH's own format")]
    OpenSshEd25519,
    /// A key of PuTTY.
    #[error("this is a key of PuTTY")]
    Putty,
    /// An OpenPGP key.
    #[error("this is an OpenPGP key")]
    OpenPgp,
    /// A key store of Java.
    #[error("this is a Java key store (JKS or JCEKS)")]
    JavaKeyStore,
    /// A PKCS#12 file (RFC 7292).
    #[error("this is a PKCS#12 key store")]
    Pkcs12,
    /// Anything else that has a name, such as a certificate.
    #[error("this is {0}")]
    Other(String),
}

impl Foreign {
    /// The command that makes it usable; `FILE` stands for the file that was read.
    pub fn cure(&self) -> Option<&'static str> {
        match self {
            Self::Algorithm(_) | Self::Curve(_) | Self::MultiPrime | Self::OpenSshEd25519 => {
                Some("xmppcert key --out NEW")
            }
            Self::SpelledOutCurve => Some("openssl ec -in FILE -param_enc named_curve -out NEW"),
            Self::Encryption(name) if needs_legacy_provider(name) => Some(
                "openssl pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default -in FILE -out NEW",
            ),
            Self::Encryption(_) => Some("openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out NEW"),
            Self::OpenSsh => Some("cp FILE NEW && ssh-keygen -p -m PKCS8 -f NEW"),
            Self::Putty => Some("puttygen FILE -O private-openssh -o NEW"),
            Self::JavaKeyStore => Some(
                "keytool -importkeystore -srckeystore FILE -destkeystore NEW.p12 -deststoretype PKCS12",
            ),
            Self::Pkcs12 => Some("openssl pkcs12 -in FILE -nocerts -out NEW"),
            Self::UnnamedCurve(_) | Self::OpenPgp | Self::Other(_) => None,
        }
    }

    pub(super) fn algorithm(oid: ObjectIdentifier) -> Self {
        Self::Algorithm(named(oid))
    }

    pub(super) fn curve(oid: ObjectIdentifier) -> Self {
        Self::Curve(named(oid))
    }

    pub(super) fn encryption(oid: ObjectIdentifier) -> Self {
        Self::Encryption(named(oid))
    }

    /// What a PEM label announces.
    pub(super) fn labelled(label: &str) -> Self {
        Self::Other(match label {
            "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => "a certificate".into(),
            "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => "a certificate request".into(),
            "PUBLIC KEY" | "RSA PUBLIC KEY" => "a public key".into(),
            "X509 CRL" => "a revocation list".into(),
            "PKCS7" | "CMS" => "a PKCS#7 bundle".into(),
            "EC PARAMETERS" => "the parameters of a curve, without a key".into(),
            other => format!("a PEM block {other}"),
        })
    }
}

/// Whether OpenSSL 3 has put the cipher aside; single DES, RC2, RC4 and other relics are there.
fn needs_legacy_provider(cipher: &str) -> bool {
    const CURRENT: [&str; 4] = ["Camellia", "CAMELLIA", "ARIA", "Triple DES"];
    !CURRENT.iter().any(|name| cipher.contains(name))
}

/// The object identifier, after its name where it has one that people know.
fn named(oid: ObjectIdentifier) -> String {
    let oid = oid.to_string();
    match NAMES.iter().find(|(number, _)| *number == oid) {
        Some((_, name)) => format!("{name} ({oid})"),
        None => oid,
    }
}

const NAMES: &[(&str, &str)] = &[
    // algorithms of keys
    ("1.3.101.110", "X25519"),
    ("1.3.101.111", "X448"),
    ("1.3.101.113", "Ed448"),
    ("1.2.840.10040.4.1", "DSA"),
    ("1.2.840.113549.1.3.1", "Diffie-Hellman"),
    ("1.2.840.113549.1.1.7", "RSA for OAEP only"),
    ("1.2.840.113549.1.1.10", "RSA for PSS only"),
    ("2.16.840.1.101.3.4.3.17", "ML-DSA-44"),
    ("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
    ("2.16.840.1.101.3.4.3.19", "ML-DSA-87"),
    // curves
    ("1.2.840.10045.3.1.1", "P-192"),
    ("1.3.132.0.33", "P-224"),
    ("1.3.132.0.10", "secp256k1"),
    ("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"),
    ("1.3.36.3.3.2.8.1.1.8", "brainpoolP256t1"),
    ("1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"),
    ("1.3.36.3.3.2.8.1.1.12", "brainpoolP384t1"),
    ("1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"),
    ("1.3.36.3.3.2.8.1.1.14", "brainpoolP512t1"),
    ("1.2.156.10197.1.301", "SM2"),
    // PBES1 (RFC 8018 appendix A.3)
    ("1.2.840.113549.1.5.1", "PBES1 with MD2 and DES"),
    ("1.2.840.113549.1.5.3", "PBES1 with MD5 and DES"),
    ("1.2.840.113549.1.5.4", "PBES1 with MD2 and RC2"),
    ("1.2.840.113549.1.5.6", "PBES1 with MD5 and RC2"),
    ("1.2.840.113549.1.5.10", "PBES1 with SHA-1 and DES"),
    ("1.2.840.113549.1.5.11", "PBES1 with SHA-1 and RC2"),
    // the encryption of PKCS#12 (RFC 7292 appendix C)
    ("1.2.840.113549.1.12.1.1", "PKCS#12 with RC4-128"),
    ("1.2.840.113549.1.12.1.2", "PKCS#12 with RC4-40"),
    ("1.2.840.113549.1.12.1.3", "PKCS#12 with three-key Triple DES"),
    ("1.2.840.113549.1.12.1.4", "PKCS#12 with two-key Triple DES"),
    ("1.2.840.113549.1.12.1.5", "PKCS#12 with RC2-128"),
    ("1.2.840.113549.1.12.1.6", "PKCS#12 with RC2-40"),
    // inside PBES2
    ("1.3.14.3.2.7", "DES-CBC"),
    ("1.2.840.113549.3.2", "RC2-CBC"),
    ("1.2.392.200011.61.1.1.1.2", "Camellia-128-CBC"),
    ("1.2.392.200011.61.1.1.1.4", "Camellia-256-CBC"),
];
