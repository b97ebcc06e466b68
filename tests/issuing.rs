//! Real CAs issue from our requests: OpenSSL, GnuTLS, and an ACME server behind certbot and lego.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "issuing/pebble.rs"]
mod pebble;
mod support;

use pebble::Pebble;
use support::{Place, der, peer, put_authority, san, words};

/// Requests whose names a CA of one's own keeps to the last octet.
const REQUESTS: [&str; 6] = [
    "example.org --component conference",
    "example.org münchen.example --wildcard --xmpp-addr --ip 192.0.2.1 --ip 2001:db8::1",
    "example.org --component conference --component upload --for rfc6120",
    "--jid juliet@example.org",
    "--jid jülïet@münchen.example --jid romeo@example.net",
    "example.org --subject O=Montague",
];

/// `openssl ca` signs what a policy lets through; this one lets everything.
const OPENSSL_CA: &str = "[ca]
default_ca = ours
[ours]
database = index.txt
new_certs_dir = .
rand_serial = yes
certificate = ca.crt
private_key = ca.key
default_md = sha256
default_days = 1
policy = anything
copy_extensions = copy
unique_subject = no
[anything]
commonName = optional
organizationName = optional
";

/// Makes each request and lets `issue` turn `made.csr` into the certificate that it returns.
fn every_name_is_kept(issue: impl Fn(&Place) -> Vec<u8>) {
    let place = Place::default();
    put_authority(&place);
    for typed in REQUESTS {
        let (request, _) = place.request(&words(typed));
        let certificate = issue(&place);
        assert_eq!(san(&der(&certificate)), san(&request), "{typed}");
        assert!(san(&request).len() > 40, "{typed}");
        place.put("issued.crt", &certificate);
        let shown = place.run("openssl", &words("x509 -noout -text -in issued.crt")).sound().text();
        let client_only = typed.starts_with("--jid");
        assert_eq!(shown.contains("TLS Web Server Authentication"), !client_only, "{shown}");
        assert!(shown.contains("TLS Web Client Authentication"), "{shown}");
        assert_same_key(&place, "issued.crt");
    }
}

/// The certificate in that file is for the key that signed `made.csr`.
fn assert_same_key(place: &Place, certificate: &str) {
    let asked = place.run("openssl", &words("req -noout -pubkey -in made.csr")).sound().out;
    let got = place.run("openssl", &["x509", "-noout", "-pubkey", "-in", certificate]).sound().out;
    assert_eq!(asked, got);
}

#[test]
fn openssl_ca_keeps_every_name() {
    if peer("openssl").is_none() {
        return;
    }
    every_name_is_kept(|place| {
        place.put("ca.cnf", OPENSSL_CA);
        place.put("index.txt", "");
        let typed = "ca -batch -notext -utf8 -config ca.cnf -in made.csr -out openssl-ca.crt";
        place.run("openssl", &words(typed)).sound();
        place.read("openssl-ca.crt")
    });
}

#[test]
fn openssl_x509_keeps_every_name() {
    if peer("openssl").is_none() {
        return;
    }
    every_name_is_kept(|place| {
        let typed = "x509 -req -in made.csr -CA ca.crt -CAkey ca.key -copy_extensions copyall";
        place.run("openssl", &words(typed)).sound().out
    });
}

#[test]
fn gnutls_keeps_every_name() {
    if peer("certtool").is_none() || peer("openssl").is_none() {
        return;
    }
    every_name_is_kept(|place| {
        place.put("ca.template", "expiration_days = 1\nhonor_crq_extensions\n");
        let typed = "--generate-certificate --load-request made.csr --load-ca-certificate ca.crt \
                     --load-ca-privkey ca.key --template ca.template --outfile gnutls.crt";
        place.run("certtool", &words(typed)).sound();
        place.read("gnutls.crt")
    });
}

#[test]
fn the_command_that_the_report_ends_with_issues_the_certificate() {
    if peer("openssl").is_none() {
        return;
    }
    let place = Place::default();
    put_authority(&place);
    // a name that the printed command must quote
    for stem in ["example.org", "juliet's own"] {
        let out = format!("{stem}.csr");
        let typed = ["csr", "example.org", "--force", "--out", &out];
        let shown = place.xmppcert(&typed).sound().text();
        let command = shown.lines().map(str::trim).find(|line| line.starts_with("openssl "));
        place.run("sh", &["-c", command.expect(&shown)]).sound();
        let request = der(&place.read(&format!("{stem}.csr")));
        let certificate = der(&place.read(&format!("{stem}.crt")));
        assert_eq!(san(&certificate), san(&request));
        let verify = ["verify", "-CAfile", "ca.crt", &format!("{stem}.crt")];
        place.run("openssl", &verify).sound();
    }
}

/// The dNSNames that OpenSSL prints, sorted; they must be all the names there are.
fn dns_names(place: &Place, certificate: &str) -> Vec<String> {
    let typed = ["x509", "-noout", "-ext", "subjectAltName", "-in", certificate];
    let shown = place.run("openssl", &typed).sound().text();
    let names = shown.lines().nth(1).unwrap().split(',').map(str::trim);
    let mut names: Vec<String> =
        names.map(|name| name.strip_prefix("DNS:").expect(name).to_owned()).collect();
    names.sort();
    names
}

const PUBLIC: &str = "münchen.example --component conference --component upload --for public-ca";
const PUBLIC_NAMES: [&str; 3] = [
    "conference.xn--mnchen-3ya.example",
    "upload.xn--mnchen-3ya.example",
    "xn--mnchen-3ya.example",
];

#[test]
fn certbot_gets_the_names_that_were_asked_for_with_the_command_that_the_report_ends_with() {
    if ["openssl", "pebble", "certbot"].into_iter().any(|program| peer(program).is_none()) {
        return;
    }
    let place = Place::default();
    let pebble = Pebble::start(&place);
    let (_, report) = place.request(&words(PUBLIC));
    let next = report["facts"]["next"][0]["command"].as_str().unwrap().to_owned();
    let typed = next.strip_prefix("certbot ").unwrap();
    let told = pebble.certbot(&place, &words(typed)).sound();
    assert!(support::exists(&place.path("made.fullchain.pem")), "{}{}", told.text(), told.err);
    assert_eq!(dns_names(&place, "made.fullchain.pem"), PUBLIC_NAMES);
    assert_same_key(&place, "made.fullchain.pem");
}

#[test]
fn lego_gets_the_names_that_were_asked_for_from_every_kind_of_key_that_public_cas_take() {
    if ["openssl", "pebble", "lego"].into_iter().any(|program| peer(program).is_none()) {
        return;
    }
    let place = Place::default();
    let pebble = Pebble::start(&place);
    for kind in ["p256", "p384", "rsa2048"] {
        place.request(&[&words(PUBLIC)[..], &["--type", kind]].concat());
        pebble.lego(&place, "made.csr").sound();
        let certificate = "lego/certificates/xn--mnchen-3ya.example.crt";
        assert_eq!(dns_names(&place, certificate), PUBLIC_NAMES, "{kind}");
        assert_same_key(&place, certificate);
    }
}

#[test]
fn an_acme_ca_drops_srv_names_and_xmpp_addresses_without_a_word() {
    if ["openssl", "pebble", "certbot", "lego"].into_iter().any(|program| peer(program).is_none()) {
        return;
    }
    let place = Place::default();
    let pebble = Pebble::start(&place);
    let (request, _) = place.request(&words("example.org --component conference --for rfc6120"));
    // id-on-dnsSRV and id-on-xmppAddr
    let others = ["2b06010505070807", "2b06010505070805"];
    assert!(others.iter().all(|oid| san(&request).contains(oid)));
    pebble.certbot(&place, &words("certonly --csr made.csr --fullchain-path got.pem")).sound();
    pebble.lego(&place, "made.csr").sound();
    for certificate in ["got.pem", "lego/certificates/example.org.crt"] {
        assert_eq!(dns_names(&place, certificate), ["conference.example.org", "example.org"]);
        assert!(others.iter().all(|oid| !san(&der(&place.read(certificate))).contains(oid)));
    }
}
