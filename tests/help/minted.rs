//! Certificates that the examples of `verify` are shown: of a CA that the test alone trusts.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;

use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, OtherNameValue, SanType,
};

use xmppcert::pki::pem::encode;

use crate::support::write;

/// id-on-xmppAddr.
const XMPP_ADDR: [u64; 9] = [1, 3, 6, 1, 5, 5, 7, 8, 5];

/// Writes a server's chain and key, a user's certificate, a list, and the CA.
pub(crate) fn lay_out(directory: &Path) {
    let keys: Vec<KeyPair> = (0..3).map(|_| KeyPair::generate().unwrap()).collect();
    let [root_key, middle_key, key] = keys.as_slice() else { unreachable!() };
    let root = ca("Example Root");
    let root_pem = encode("CERTIFICATE", root.self_signed(root_key).unwrap().der());
    let middle = ca("Example Intermediate");
    let by_root = Issuer::from_params(&root, root_key);
    let middle_der = middle.signed_by(middle_key, &by_root).unwrap().der().to_vec();
    let middle_pem = encode("CERTIFICATE", &middle_der);
    let by_middle = Issuer::from_params(&middle, middle_key);
    let mut server = leaf("example.org", &["example.org", "conference.example.org"], None);
    server.custom_extensions.push(told_at(&published(middle_der)));
    let server_pem = encode("CERTIFICATE", server.signed_by(key, &by_middle).unwrap().der());
    let user = leaf("Juliet", &[], Some("juliet@example.org"));
    let user_pem = encode("CERTIFICATE", user.signed_by(key, &by_root).unwrap().der());
    write(directory.join("juliet.crt"), user_pem.as_str());
    write(directory.join("leaf.pem"), server_pem.as_str());
    for name in ["fullchain.pem", "cert.pem"] {
        write(directory.join(name), [server_pem.as_str(), &middle_pem].concat());
    }
    write(directory.join("intermediate.pem"), middle_pem.as_str());
    write(directory.join("root.pem"), root_pem.as_str());
    write(directory.join("ca.pem"), root_pem.as_str());
    write(directory.join("privkey.pem"), encode("PRIVATE KEY", key.serialized_der()).as_str());
    closed(&directory.join("privkey.pem"));
    for name in ["security", "live", "live/example.org"] {
        std::fs::create_dir(directory.join(name)).unwrap();
    }
    let lineage = directory.join("live/example.org");
    write(lineage.join("fullchain.pem"), [server_pem.as_str(), &middle_pem].concat());
    write(lineage.join("privkey.pem"), encode("PRIVATE KEY", key.serialized_der()).as_str());
    write(directory.join("fleet.tsv"), "fullchain.pem\texample.org\tserver\n");
}

/// The address at which a thread of this test publishes these octets.
fn published(octets: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/ca.der", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", octets.len());
            // the request has arrived when its first octet has; a client that is gone needs no answer
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(&[head.as_bytes(), &octets].concat());
        }
    });
    address
}

/// authorityInfoAccess with one caIssuers (RFC 5280 §4.2.2.1), which is short.
fn told_at(address: &str) -> CustomExtension {
    let wrapped =
        |tag: u8, content: &[u8]| [&[tag, u8::try_from(content.len()).unwrap()], content].concat();
    let place = wrapped(0x86, address.as_bytes());
    let ca_issuers = [0x06, 8, 0x2b, 6, 1, 5, 5, 7, 0x30, 2];
    let access = wrapped(0x30, &wrapped(0x30, &[&ca_issuers[..], &place].concat()));
    CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], access)
}

/// As keys are kept.
fn closed(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
}

fn ca(name: &str) -> CertificateParams {
    let mut params = named(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn leaf(name: &str, domains: &[&str], jid: Option<&str>) -> CertificateParams {
    let mut params = named(name);
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    let (client, server) =
        (ExtendedKeyUsagePurpose::ClientAuth, ExtendedKeyUsagePurpose::ServerAuth);
    params.extended_key_usages = if jid.is_some() { vec![client] } else { vec![server, client] };
    let dns = domains.iter().map(|domain| SanType::DnsName((*domain).try_into().unwrap()));
    let xmpp = jid.map(|jid| {
        let value = OtherNameValue::Utf8String(jid.to_owned());
        SanType::OtherName((XMPP_ADDR.to_vec(), value))
    });
    params.subject_alt_names = dns.chain(xmpp).collect();
    params
}

/// Valid from yesterday for a quarter.
fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    let now = time::OffsetDateTime::now_utc();
    params.not_before = now - time::Duration::days(1);
    params.not_after = now + time::Duration::days(90);
    params.use_authority_key_identifier_extension = true;
    params
}
