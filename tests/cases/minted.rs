//! The certificates of the cases, each made with one fault or with none.

use super::super::mint::{Minted, ca, extension, key, leaf, root};
use super::draft::{GOOD, World, public, san, server, tlv};
use rcgen::{BasicConstraints, ExtendedKeyUsagePurpose as Use, IsCa, KeyPair, KeyUsagePurpose};
use time::{Duration, OffsetDateTime};
use xmppcert::pki::certificate::Certificate;

use super::foreign::{RsaPublic, sha1_self_signed};

#[test]
#[ignore = "makes new certificates; then BLESS=1 cargo test --test cases writes the findings"]
fn mint() {
    if std::env::var_os("BLESS").is_none_or(|value| value != "1") {
        return;
    }
    let world = World::new();
    names(&world);
    wildcards(&world);
    kinds_of_names(&world);
    spelling(&world);
    accounts(&world);
    dates(&world);
    chains(&world);
    order(&world);
    roots(&world);
    uses(&world);
    keys(&world);
    access(&world);
    oddities(&world);
    paths(&world);
}

fn names(world: &World) {
    let hosting: &[_] = &[("dns", "xmpp.example.org"), ("dns", "www.example.net")];
    world.draft().names(hosting).write("identity-mismatch/fires-for-the-srv-host");
    let client: &[_] = &[("srv", "_xmpp-client.example.org")];
    world.draft().names(client).write("identity-mismatch/fires-for-one-service");
    world.draft().write("identity-mismatch/silent-without-fault");
    world
        .draft()
        .names(&[("dns", "münchen.example"), ("xmpp", "juliet@example.org")])
        .write("identity-mismatch/fires-with-malformed-names");
    world.draft().asked(&["domain: juliet@example.org"]).write("invalid-reference/fires");
    world.draft().asked(&["domain: EXAMPLE.org."]).write("invalid-reference/silent");
    world.draft().names(&[]).common_name(Some("Example Ltd")).write("san-missing/fires");
    world.draft().names(&[("dns", "example.net")]).write("san-missing/silent-with-another-name");
    world
        .draft()
        .names(&[])
        .asked(&[])
        .uses(&[Use::ClientAuth])
        .write("san-missing/silent-for-a-client");
    world.draft().names(&[]).write("cn-only/fires");
    world.draft().names(&[]).and("legacy-cn: yes").write("cn-only/silent-where-it-counts");
    world.draft().names(&[]).and("legacy-cn: yes").write("cn-relied/fires");
    world.draft().and("legacy-cn: yes").write("cn-relied/silent-beside-names");
    let room: &[_] =
        &["domain: example.org", "component: conference.example.org", "component: example.org"];
    world.draft().asked(room).write("component-uncovered/fires");
    let both: &[_] = &[("dns", "example.org"), ("dns", "*.example.org")];
    world.draft().names(both).asked(&room[..2]).write("component-uncovered/silent-with-a-wildcard");
    world
        .draft()
        .names(&[("dns", "chat.local")])
        .asked(&["domain: chat.local"])
        .write("private-name/fires");
    world.draft().write("private-name/silent");
}

fn wildcards(world: &World) {
    let star: &[_] = &[("dns", "*.example.org")];
    world.draft().names(star).write("wildcard-apex/fires");
    world.draft().names(star).asked(&[]).write("wildcard-apex/fires-unasked");
    world
        .draft()
        .names(star)
        .asked(&["domain: chat.example.org"])
        .write("wildcard-apex/silent-below");
    world.draft().names(star).asked(&["domain: a.chat.example.org"]).write("wildcard-depth/fires");
    world.draft().names(star).asked(&["domain: chat.example.org"]).write("wildcard-depth/silent");
    let wide: &[_] = &[("dns", "*.co.uk"), ("dns", "*.com"), ("dns", "example.org")];
    world.draft().names(wide).write("public-suffix-wildcard/fires");
    let narrow: &[_] = &[("dns", "*.example.co.uk"), ("dns", "example.org")];
    world.draft().names(narrow).write("public-suffix-wildcard/silent");
    let private: &[_] = &[("dns", "*.github.io"), ("dns", "example.org")];
    world.draft().names(private).write("public-suffix-wildcard/silent-for-a-company");
    let srv: &[_] = &[("dns", "example.org"), ("srv", "_xmpp-server.*.example.org")];
    world.draft().names(srv).write("srv-wildcard/fires");
    world.draft().write("srv-wildcard/silent");
}

fn kinds_of_names(world: &World) {
    world.draft().names(&GOOD[1..]).write("srv-only/fires");
    world.draft().names(&GOOD[1..]).asked(&[]).write("srv-only/fires-unasked");
    world.draft().write("srv-only/silent-beside-a-dns-name");
    let xmpp: &[_] = &[("xmpp", "example.org")];
    world.draft().names(xmpp).write("xmpp-addr-only/fires");
    let both: &[_] = &[("dns", "example.org"), ("xmpp", "example.org")];
    world.draft().names(both).write("xmpp-addr-only/silent");
    world.draft().names(&GOOD[..1]).write("no-srv/fires");
    world
        .draft()
        .names(&GOOD[..1])
        .with(|p| p.custom_extensions.push(public()))
        .write("no-srv/silent-of-a-public-ca");
    let other: &[_] = &[("dns", "example.org"), ("xmpp", "example.net")];
    world.draft().names(other).write("no-xmpp-addr/fires");
    world.draft().names(both).write("no-xmpp-addr/silent");
    world.draft().write("no-xmpp-addr/silent-without-any");
    world.draft().names(both).write("xmpp-addr-breaks-ejabberd/fires");
    let user: &[_] = &[("dns", "example.org"), ("xmpp", "juliet@example.org")];
    world.draft().names(user).write("xmpp-addr-breaks-ejabberd/silent-for-an-account");
    let address: &[_] = &[("xmpp", "192.0.2.1")];
    world.draft().names(address).asked(&["domain: 192.0.2.1"]).write("address-in-xmpp-addr/fires");
    world.draft().names(address).write("address-in-xmpp-addr/silent");
}

fn spelling(world: &World) {
    let dots: &[_] =
        &[("dns", "example.org"), ("dns", "chat.example.org."), ("xmpp", "example.org.")];
    world.draft().names(dots).write("trailing-dot/fires");
    world.draft().asked(&["domain: example.org."]).write("trailing-dot/silent");
    let upper: &[_] = &[("dns", "Example.ORG")];
    world.draft().names(upper).write("uppercase-name/fires");
    world.draft().asked(&["domain: EXAMPLE.ORG"]).write("uppercase-name/silent-when-asked-so");
    let street: &[_] = &[("dns", "xn--strae-oqa.org")];
    world.draft().names(street).asked(&["domain: straße.org"]).write("old-idna-differs/fires");
    let both: &[_] = &[("dns", "xn--strae-oqa.org"), ("dns", "strasse.org")];
    world.draft().names(both).asked(&["domain: straße.org"]).write("old-idna-differs/silent");
}

fn accounts(world: &World) {
    let user: &[_] = &[("xmpp", "juliet@example.org")];
    let draft = || world.draft().asked(&["jid: juliet@example.org"]).uses(&[Use::ClientAuth]);
    draft().names(&[("xmpp", "romeo@example.net")]).write("jid-mismatch/fires");
    draft().names(user).write("jid-mismatch/silent");
    draft().names(&[]).common_name(Some("juliet")).write("jid-missing/fires");
    draft().names(&[("xmpp", "example.org")]).write("jid-missing/fires-for-a-server");
    draft()
        .names(&[("xmpp", "juliet@example.org/balcony")])
        .write("jid-missing/silent-for-a-full-jid");
    let two: &[_] = &[("xmpp", "juliet@example.org"), ("xmpp", "nurse@example.org")];
    draft().names(two).write("several-jids/fires");
    draft().names(user).write("several-jids/silent");
    draft().names(user).uses(&[Use::ServerAuth]).write("eku-not-client/fires");
    draft().names(user).write("eku-not-client/silent");
}

fn day(text: &str) -> OffsetDateTime {
    xmppcert::pki::moment::Moment::parse(text, xmppcert::pki::moment::Moment::clamped(0))
        .unwrap()
        .into()
}

fn dates(world: &World) {
    world.draft().and("at: 2026-04-15").anchors(&[world.root.link.der()]).write("expired/fires");
    world.draft().and("at: 2026-03-30").write("expired/silent-on-the-last-day");
    world.draft().and("at: 2026-01-01").write("not-yet-valid/fires");
    world.draft().and("at: 2026-01-31").write("not-yet-valid/silent");
    world.draft().and("expires-in: 31d").write("expires-soon/fires");
    world.draft().and("expires-in: 21d").write("expires-soon/silent");
    world.draft().and("expires-in: 31d").and("crit: 31d").write("ends-within-limit/fires");
    world.draft().and("crit: 7d").write("ends-within-limit/silent");
    let span = |days: i64| {
        move |p: &mut rcgen::CertificateParams| {
            p.custom_extensions.push(public());
            p.not_before = day("2026-03-20");
            p.not_after = p.not_before + Duration::days(days) - Duration::seconds(1);
        }
    };
    let draft = || world.draft().names(&GOOD[..1]).and("at: 2026-03-21");
    draft().with(span(201)).write("overlong-validity/fires");
    draft().with(span(200)).write("overlong-validity/silent-within-the-limit");
    let private =
        |p: &mut rcgen::CertificateParams| p.not_after = p.not_before + Duration::days(3650);
    world.draft().with(private).write("overlong-validity/silent-for-a-private-ca");
}

/// A CA below the root, with the address of its certificate in what it issues.
fn middle(world: &World, name: &str) -> Minted {
    world.root.issue(ca(name))
}

fn address() -> rcgen::CustomExtension {
    let uri = tlv(0x86, b"http://ca.example.net/middle.der");
    let method = tlv(6, &[0x2b, 6, 1, 5, 5, 7, 0x30, 2]);
    let access = tlv(0x30, &tlv(0x30, &[method, uri].concat()));
    extension(&[1, 3, 6, 1, 5, 5, 7, 1, 1], false, access)
}

fn chains(world: &World) {
    let middle = middle(world, "Test CA");
    let der = middle.link.der();
    let draft = || world.draft().with(|p| p.custom_extensions.push(address())).by(&middle);
    draft().write("chain-incomplete/fires");
    draft().others(&[der]).write("chain-incomplete/silent");
    draft().elsewhere(der).write("chain-not-in-file/fires");
    draft().others(&[der]).write("chain-not-in-file/silent");
    let other = world.root.issue(ca("Another CA"));
    draft().others(&[der, other.link.der()]).write("chain-surplus/fires");
    draft().others(&[der]).write("chain-surplus/silent");
    draft().others(&[der, der]).write("duplicate-in-file/fires");
    draft().others(&[der]).write("duplicate-in-file/silent");
    draft().others(&[der, world.root.link.der()]).write("root-in-file/fires");
    let tigase = draft().and("server: tigase");
    tigase.others(&[der, world.root.link.der()]).write("root-in-file/silent-for-tigase");
    draft().and("server: tigase").others(&[der]).write("root-not-in-file/fires");
    let both: &[&[u8]] = &[der, world.root.link.der()];
    draft().and("server: tigase").others(both).write("root-not-in-file/silent");
    let mut old = ca("Test CA");
    old.not_after = day("2026-02-15");
    let old = world.root.issue_for(old, middle.key.clone());
    draft().others(&[der, old.link.der()]).write("expired-in-file/fires");
    draft().others(&[der]).write("expired-in-file/silent");
    draft().others(&[old.link.der()]).write("expired/fires-for-the-intermediate");
}

fn order(world: &World) {
    let upper = middle(world, "Upper CA");
    let lower = upper.issue(ca("Lower CA"));
    let [up, low] = [upper.link.der(), lower.link.der()];
    world.draft().by(&lower).others(&[up, low]).write("chain-order/fires");
    world.draft().by(&lower).others(&[low, up]).write("chain-order/silent");
    let ejabberd = world.draft().and("server: ejabberd");
    ejabberd.by(&lower).others(&[up, low]).write("chain-order/silent-for-ejabberd");
    let end = lower.issue(server(GOOD));
    let reversed = || world.draft().leaf(low).others(&[end.link.der(), up]);
    reversed().write("leaf-not-first/fires");
    reversed().beside(&end.key).write("leaf-not-first/fires-with-the-key");
    world
        .draft()
        .by(&lower)
        .before(&[low])
        .others(&[up])
        .and("position: 1")
        .write("leaf-not-first/fires-by-its-place");
    world.draft().by(&lower).others(&[low, up]).write("leaf-not-first/silent");
    world.draft().leaf(low).others(&[end.link.der(), up]).write("ca-as-leaf/silent-in-wrong-order");
}

fn roots(world: &World) {
    world.draft().others(&[world.root.link.der()]).anchors(&[]).write("untrusted-root/fires");
    world.draft().write("untrusted-root/silent");
    let own = root(server(GOOD));
    world.draft().leaf(own.link.der()).write("self-signed/fires");
    world
        .draft()
        .leaf(own.link.der())
        .anchors(&[own.link.der()])
        .write("self-signed/silent-when-trusted");
    let authority = |p: &mut rcgen::CertificateParams| {
        p.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    };
    world.draft().with(authority).write("ca-as-leaf/fires");
    world.draft().write("ca-as-leaf/silent");
    let mut params = server(GOOD);
    authority(&mut params);
    let own = root(params);
    world.draft().leaf(own.link.der()).anchors(&[own.link.der()]).write("trusted-ca-as-leaf/fires");
    world.draft().leaf(own.link.der()).write("trusted-ca-as-leaf/silent-when-untrusted");
}

fn uses(world: &World) {
    let plain = &GOOD[..1];
    let public_ca = |p: &mut rcgen::CertificateParams| p.custom_extensions.push(public());
    world.draft().uses(&[Use::ClientAuth]).write("eku-not-server/fires");
    world.draft().write("eku-not-server/silent");
    world.draft().uses(&[Use::ServerAuth]).write("eku-no-client-auth/fires");
    let of_public = world.draft().names(plain).with(public_ca);
    of_public.uses(&[Use::ServerAuth]).write("eku-no-client-auth/fires-of-a-public-ca");
    let clients = world.draft().and("service: client");
    clients.uses(&[Use::ServerAuth]).write("eku-no-client-auth/silent-for-clients");
    world.draft().uses(&[]).write("eku-absent/fires");
    world.draft().write("eku-absent/silent");
    world.draft().uses(&[Use::Any]).write("eku-any/fires");
    world.draft().uses(&[Use::Any, Use::ServerAuth]).write("eku-any/silent-beside-the-purpose");
    world.draft().uses(&[Use::Any, Use::ServerAuth]).write("any-purpose-beside/fires");
    world.draft().uses(&[Use::Any]).write("any-purpose-beside/silent");
    let messages = Use::Other(vec![1, 3, 6, 1, 5, 5, 7, 3, 40]);
    let foreign = [Use::ServerAuth, Use::ClientAuth, messages];
    world.draft().uses(&foreign).write("eku-foreign/fires");
    let cacert = Use::Other(vec![2, 16, 840, 1, 113_730, 4, 1]);
    world
        .draft()
        .uses(&[Use::ServerAuth, Use::ClientAuth, cacert])
        .write("eku-foreign/silent-for-step-up");
}

fn keys(world: &World) {
    let [one, other] = [key(), key()];
    world.draft().keyed(&one).beside(&other).write("key-mismatch/fires");
    world.draft().keyed(&one).write("key-mismatch/silent");
    world.draft().and("encrypted: yes").write("key-file-encrypted/fires");
    world.draft().keyed(&one).write("key-file-encrypted/silent");
    let edwards = KeyPair::generate_for(&rcgen::PKCS_ED25519).unwrap();
    world.draft().for_public(&edwards).write("key-type-unsupported/fires");
    let ejabberd = || world.draft().and("server: ejabberd");
    ejabberd().for_public(&edwards).write("key-type-unsupported/silent-for-a-server");
    ejabberd().for_public(&edwards).write("key-type-refused/fires");
    let prosody = world.draft().and("server: prosody");
    prosody.for_public(&edwards).write("key-type-refused/silent-for-prosody");
    world.draft().for_public(&RsaPublic::of_bits(1024)).write("weak-key/fires");
    world.draft().for_public(&RsaPublic::of_bits(2048)).write("weak-key/silent");
    let (weak, at) = sha1_self_signed();
    world.draft().leaf(&weak).and(&format!("at: {at}")).write("weak-signature/fires");
    world.draft().write("weak-signature/silent");
}

fn access(world: &World) {
    let one = key();
    let draft = |parts: [&str; 3]| {
        let draft = world.draft().keyed(&one);
        parts.into_iter().fold(draft, |draft, part| draft.and(&format!("access: {part}")))
    };
    let open = ["/ 0755 0 0", "/etc 0755 0 0", "/etc/server.key 0644 0 0"];
    draft(open).write("key-exposed/fires");
    draft(["/ 0755 0 0", "/etc 0750 0 0", "/etc/server.key 0644 0 0"])
        .write("key-exposed/silent-behind-a-directory");
    let reader = "reader: prosody 104 104 110";
    let live = ["/ 0755 0 0", "/live 0700 0 0", "/live/server.key 0644 0 0"];
    draft(live).and(reader).write("key-unreadable-by-server/fires");
    draft(live).write("key-unreadable-by-server/silent-without-user");
    let group = ["/ 0755 0 0", "/live 0710 0 110", "/live/server.key 0640 0 110"];
    draft(group).and(reader).write("key-unreadable-by-server/silent-for-the-group");
}

fn oddities(world: &World) {
    let critical = |oid: &'static [u64], value: Vec<u8>| {
        move |p: &mut rcgen::CertificateParams| {
            p.custom_extensions.push(extension(oid, true, value))
        }
    };
    let poison: &[u64] = &[1, 3, 6, 1, 4, 1, 11129, 2, 4, 3];
    world.draft().with(critical(poison, vec![5, 0])).write("precertificate/fires");
    world.draft().write("precertificate/silent");
    let acme: &[u64] = &[1, 3, 6, 1, 5, 5, 7, 1, 31];
    let answer = tlv(4, &[7; 32]);
    world.draft().with(critical(acme, answer)).write("acme-validation-certificate/fires");
    world.draft().write("acme-validation-certificate/silent");
    let staple = |feature: u8| {
        let value = vec![0x30, 3, 2, 1, feature];
        extension(&[1, 3, 6, 1, 5, 5, 7, 1, 24], false, value)
    };
    world.draft().with(|p| p.custom_extensions.push(staple(5))).write("must-staple/fires");
    world
        .draft()
        .with(|p| p.custom_extensions.push(staple(17)))
        .write("must-staple/silent-for-another-feature");
    let nameless = |p: &mut rcgen::CertificateParams| {
        p.custom_extensions.push(san(GOOD, true));
    };
    world.draft().names(&[]).with(nameless).common_name(None).write("empty-subject/fires");
    world.draft().write("empty-subject/silent");
}

/// Some of the codes that only paths have.
fn paths(world: &World) {
    let good = middle(world, "Test CA");
    let changed = |change: fn(&mut rcgen::CertificateParams)| {
        let mut params = ca("Test CA");
        change(&mut params);
        world.root.issue_for(params, key())
    };
    let silent = |code: &str| {
        world.draft().by(&good).others(&[good.link.der()]).write(&format!("{code}/silent"));
    };
    let fires = |code: &str, issuer: &Minted| {
        world.draft().by(issuer).others(&[issuer.link.der()]).write(&format!("{code}/fires"));
        silent(code);
    };
    fires("issuer-not-ca", &changed(|p| p.is_ca = IsCa::ExplicitNoCa));
    fires("issuer-may-not-sign", &changed(|p| p.key_usages = vec![KeyUsagePurpose::CrlSign]));
    fires("issuer-purpose", &changed(|p| p.extended_key_usages = vec![Use::EmailProtection]));
    let only = tlv(0x30, &tlv(0xa0, &tlv(0x30, &tlv(0x82, b"example.net"))));
    let mut limited = ca("Test CA");
    limited.custom_extensions.push(extension(&[2, 5, 29, 30], true, only));
    fires("name-not-permitted", &world.root.issue(limited));
    // another CA of the same name, with the key identifier of the first
    let other = changed(|_| {});
    world.draft().by(&good).others(&[other.link.der()]).write("bad-signature/fires");
    silent("bad-signature");
    let strange = |p: &mut rcgen::CertificateParams| {
        p.custom_extensions.push(extension(&[1, 2, 3], true, vec![5, 0]));
    };
    world.draft().with(strange).write("critical-extension-unknown/fires");
    silent("critical-extension-unknown");
    let host = world.draft().common_name(Some("www.example.net"));
    host.write("common-name-not-in-san/fires");
    silent("common-name-not-in-san");
    let critical = |p: &mut rcgen::CertificateParams| p.custom_extensions.push(san(GOOD, true));
    world.draft().names(&[]).with(critical).write("san-critical/fires");
    silent("san-critical");
    let mut no_key = leaf("example.org");
    no_key.use_authority_key_identifier_extension = false;
    let unnamed = good.issue(no_key);
    assert!(Certificate::from_der(unnamed.link.der()).is_ok());
    world
        .draft()
        .leaf(unnamed.link.der())
        .others(&[good.link.der()])
        .write("authority-key-id-missing/fires");
    silent("authority-key-id-missing");
    world
        .draft()
        .and("strict: yes")
        .leaf(unnamed.link.der())
        .others(&[good.link.der()])
        .write("refused-strictly/fires");
    world.draft().and("strict: yes").write("refused-strictly/silent");
}
