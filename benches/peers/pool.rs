//! A thousand intermediates, of which a chain needs two.

use std::fs;
use std::path::{Path, PathBuf};

use rcgen::{BasicConstraints, CertificateParams, Issuer, KeyPair, PKCS_ECDSA_P256_SHA256};
use xmppcert::pki::pem;

use super::fleet::{ca, kept, leaf};

/// Certificates of the pool.
const POOL: usize = 1000;
/// One of so many decoys has the name of the issuer, and another key.
const NAMESAKES: usize = 50;
/// What issued the leaf.
const ISSUING: &str = "Pool Issuing CA";

/// The pool: `leaf.pem`, `root.pem`, and `pool.pem` with the two CAs between them among the decoys.
pub(super) fn made() -> PathBuf {
    kept(&format!("pool-of-{POOL}"), make)
}

fn make(directory: &Path) {
    let key = || KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let any = |name: &str| ca(name, BasicConstraints::Unconstrained);
    let signed = |params: &CertificateParams, key: &KeyPair, issuer: &Issuer<'_, &KeyPair>| {
        params.signed_by(key, issuer).unwrap().der().to_vec()
    };
    let (root_key, policy_key, issuing_key) = (key(), key(), key());
    let (root, policy, issuing) = (any("Bench Root CA"), any("Pool Policy CA"), any(ISSUING));
    let own = root.self_signed(&root_key).unwrap().der().to_vec();
    let by_root = Issuer::from_params(&root, &root_key);
    let by_policy = Issuer::from_params(&policy, &policy_key);
    let by_issuing = Issuer::from_params(&issuing, &issuing_key);
    let decoy_key = key();
    let decoy_root = any("Decoy Root");
    let by_decoy = Issuer::from_params(&decoy_root, &decoy_key);
    let decoy = |number: usize| {
        let name = match number % NAMESAKES {
            7 => ISSUING.to_owned(),
            _ => format!("Decoy CA {number}"),
        };
        signed(&any(&name), &key(), &by_decoy)
    };
    let mut pool: Vec<Vec<u8>> = (0..POOL - 2).map(decoy).collect();
    pool.insert(POOL * 9 / 10, signed(&policy, &policy_key, &by_root));
    pool.insert(POOL / 3, signed(&issuing, &issuing_key, &by_policy));
    let write = |name: &str, ders: &[Vec<u8>]| {
        let text: String =
            ders.iter().map(|der| pem::encode("CERTIFICATE", der).to_string()).collect();
        fs::write(directory.join(name), text).unwrap();
    };
    write("root.pem", &[own]);
    write("pool.pem", &pool);
    write("leaf.pem", &[signed(&leaf(0), &key(), &by_issuing)]);
}
