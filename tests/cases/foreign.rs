//! What rcgen does not make: weak keys, and signatures over SHA-1.

use std::process::Command;

use rcgen::{PublicKeyData, SignatureAlgorithm};
use xmppcert::pki::certificate::Certificate;

fn openssl(arguments: &str) -> Vec<u8> {
    let done = Command::new("openssl").args(arguments.split(' ')).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    done.stdout
}

/// An RSA key of any size.
pub struct RsaPublic(Vec<u8>);

impl RsaPublic {
    pub fn of_bits(bits: usize) -> RsaPublic {
        let folder = std::env::temp_dir().join(format!("xmppcert-cases-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("key.pem");
        let file = file.to_str().unwrap();
        openssl(&format!("genrsa -out {file} {bits}"));
        let key = openssl(&format!("rsa -in {file} -RSAPublicKey_out -outform DER"));
        std::fs::remove_dir_all(folder).unwrap();
        RsaPublic(key)
    }
}

impl PublicKeyData for RsaPublic {
    fn der_bytes(&self) -> &[u8] {
        &self.0
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &rcgen::PKCS_RSA_SHA256
    }
}

/// A self-signed certificate for example.org, valid from now on, and an instant at which it is valid.
pub fn sha1_self_signed() -> (Vec<u8>, String) {
    let der = openssl(
        "req -x509 -sha1 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /dev/null -days 30 -subj \
         /CN=example.org -addext subjectAltName=DNS:example.org -addext basicConstraints=critical,CA:FALSE \
         -addext extendedKeyUsage=serverAuth,clientAuth -addext keyUsage=digitalSignature -outform DER",
    );
    let begins = Certificate::from_der(&der).unwrap().not_before;
    (der, begins.plus_seconds(86_400).to_string())
}
