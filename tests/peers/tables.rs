//! The tables of observations: a certificate a row, a server a column.

use super::cases::Case;
use super::{answer, verdict};
use xmppcert::servers::{Evidence, PeerRole};

/// Run on 2026-11-22 as servers that connect with SASL EXTERNAL.
const RUN: &str = "\
certificate                                       | ejabberd@26.07 | ejabberd@23.01 | prosody@13.0.7 | prosody@0.12.3
dns:a.example                                     | yes            | yes            | yes            | yes
dns:a.example srv:_xmpp-server.a.example          | yes            | yes            | yes            | yes
dns:a.example srv:_xmpp-server.a.example serverAuth | yes          | policy         | yes            | yes
dns:a.example clientAuth                          | policy         | yes            | policy         | policy
dns:a.example any                                 | policy         | policy         | policy         | policy
dns:a.example no-eku                              | yes            | yes            | yes            | yes
dns:a.example xmpp:a.example                      | no             | no             | yes            | yes
dns:a.example srv:_xmpp-server.a.example xmpp:a.example | no       | no             | yes            | yes
cn:a.example dns:a.example xmpp:b.example         | no             | no             | yes            | yes
xmpp:a.example                                    | no             | no             | policy         | policy
srv:_xmpp-server.a.example                        | policy         | policy         | yes            | yes
srv:_xmpp-client.a.example                        | policy         | policy         | policy         | policy
cn:a.example                                      | yes            | yes            | policy         | yes
cn:a.example dns:b.example                        | yes            | yes            | policy         | policy
dns:*.example                                     | yes            | yes            | yes            | yes
dns:b.example                                     | policy         | policy         | policy         | policy
dns:a.example Ed25519                             | yes            | yes            | yes            | yes
dns:a.example expired                             | policy         | policy         | policy         | policy
dns:a.example self-signed                         | policy         | policy         | policy         | policy
dns:a.example incomplete                          | policy         | policy         | policy         | policy
";

/// jabberd2 2.7.0 with verify-mode 1 run; of MongooseIM, Openfire and Tigase the TLS run and the
/// names read.
const RUN_OR_READ: &str = "\
certificate                                      | jabberd2@2.7 | mongooseim | openfire@5.1 | openfire@5.0 | tigase
dns:a.example srv:_xmpp-server.a.example         | fallback     | yes        | yes          | yes          | yes
dns:a.example xmpp:a.example                     | fallback     | yes        | yes          | yes          | yes
xmpp:a.example                                   | fallback     | yes        | yes          | yes          | fallback
srv:_xmpp-server.a.example srv:_xmpp-client.a.example | -       | no         | yes          | yes          | fallback
srv:_xmpp-client.a.example                       | -            | no         | yes          | yes          | fallback
dns:a.example                                    | fallback     | yes        | yes          | yes          | yes
cn:a.example                                     | fallback     | yes        | policy       | yes          | yes
cn:a.example dns:b.example                       | fallback     | yes        | policy       | policy       | fallback
cn:a.example srv:_xmpp-server.b.example          | fallback     | yes        | policy       | policy       | yes
dns:*.example                                    | -            | yes        | yes          | yes          | yes
dns:*.a.example                                  | -            | no         | yes          | yes          | yes
dns:a.example serverAuth                         | policy       | no         | yes          | yes          | yes
dns:a.example clientAuth                         | fallback     | yes        | yes          | yes          | yes
dns:a.example no-eku                             | fallback     | yes        | yes          | yes          | yes
dns:a.example any                                | policy       | no         | -            | -            | -
dns:a.example expired                            | policy       | no         | policy       | policy       | fallback
dns:a.example self-signed                        | policy       | no         | policy       | policy       | yes
dns:a.example incomplete                         | policy       | no         | policy       | policy       | fallback
dns:a.example Ed25519                            | fallback     | -          | yes          | yes          | -
";

/// Read only.
const READ: &str = "\
certificate                                 | snikket | metronome | jabberd14 | xmpp-proxy
dns:a.example                               | yes     | yes       | yes       | yes
dns:A.Example                               | yes     | yes       | yes       | yes
dns:a.example serverAuth                    | yes     | fallback  | yes       | yes
dns:a.example clientAuth                    | no      | yes       | yes       | no
xmpp:a.example                              | no      | yes       | yes       | no
srv:_xmpp-server.a.example                  | yes     | yes       | fallback  | no
srv:_xmpp-server.a.example dns:a.example    | yes     | yes       | fallback  | yes
cn:a.example                                | no      | yes       | yes       | no
dns:b.example                               | no      | fallback  | fallback  | no
dns:a.example expired                       | no      | fallback  | fallback  | no
";

/// How they compare, read.
const COMPARED: &str = "\
certificate                                | prosody | ejabberd | mongooseim | openfire | tigase   | jabberd14 | xmpp-proxy
for:a.b.example dns:*.b.example            | yes     | yes      | yes        | yes      | yes      | yes       | yes
for:a.b.example dns:*.example              | policy  | policy   | no         | yes      | fallback | yes       | no
for:b.example dns:*.b.example              | policy  | policy   | no         | yes      | yes      | fallback  | no
for:b.example dns:*.example                | yes     | yes      | yes        | yes      | yes      | yes       | no
for:chat.b.example dns:c*t.b.example       | policy  | policy   | yes        | policy   | yes      | fallback  | no
for:a.b.example dns:A.B.Example            | yes     | policy   | yes        | policy   | yes      | yes       | yes
for:straße.example dns:strasse.example     | yes     | yes      | no         | yes      | fallback | fallback  | no
for:straße.example dns:xn--strae-oqa.example | policy | policy  | yes        | policy   | fallback | fallback  | no
for:münchen.example dns:xn--mnchen-3ya.example | yes | yes      | yes        | yes      | fallback | fallback  | no
for:192.0.2.1 ip:192.0.2.1                 | policy  | policy   | no         | policy   | yes      | fallback  | yes
for:192.0.2.1 dns:192.0.2.1                | yes     | yes      | yes        | yes      | fallback | yes       | no
xmpp:juliet@a.example                      | policy  | policy   | yes        | policy   | fallback | fallback  | no
dns:a.example secp256k1                    | yes     | yes      | yes        | no       | no       | yes       | no
";

#[test]
fn servers_compare_names_each_in_its_way() {
    assert_eq!(hold(COMPARED, false), 91);
}

#[test]
fn what_rests_on_a_guess_is_not_verified() {
    let evidence = |words: &str| verdict("tigase", PeerRole::Incoming, &Case::read(words)).evidence;
    assert_eq!(evidence("dns:a.example"), Evidence::Read);
    assert_eq!(evidence("for:straße.example dns:xn--strae-oqa.example"), Evidence::Unverified);
}

#[test]
fn servers_that_were_run_say_what_they_said() {
    assert_eq!(hold(RUN, true), 80);
}

#[test]
fn servers_whose_tls_was_run_say_what_they_said() {
    assert_eq!(hold(RUN_OR_READ, false), 86);
}

#[test]
fn servers_that_were_read_say_what_their_source_says() {
    assert_eq!(hold(READ, false), 40);
}

/// Every cell that is not `-`; how many there are.
fn hold(table: &str, is_run: bool) -> usize {
    let mut lines = table.lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    let servers = lines.next().unwrap();
    let (mut offences, mut held) = (Vec::new(), 0);
    for row in lines {
        assert_eq!(row.len(), servers.len(), "{}", row[0]);
        for (server, expected) in servers.iter().zip(&row).skip(1).filter(|(_, cell)| **cell != "-")
        {
            let verdict = verdict(server, PeerRole::Incoming, &Case::read(row[0]));
            if answer(&verdict) != *expected {
                offences.push(format!("{server}, {}: {expected}, not {verdict:?}", row[0]));
            }
            // what an ejabberd goes on to do was read
            let enough = if *expected == "policy" { Evidence::Read } else { Evidence::Run };
            if is_run && verdict.evidence < enough {
                offences.push(format!("{server}, {}: was run, not {}", row[0], verdict.evidence));
            }
            held += 1;
        }
    }
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
    held
}

#[test]
fn a_refusal_is_in_the_words_of_the_server_with_both_sides() {
    for (server, words, expected) in [
        (
            "ejabberd@23.01",
            "dns:a.example serverAuth",
            "clientAuth is demanded, the certificate is for serverAuth \
             (it says \"unsupported certificate purpose\")",
        ),
        (
            "prosody",
            "cn:a.example",
            "a.example is wanted, there is commonName a.example (it counts dNSName and SRVName of \
             _xmpp-server, says \"not valid for this name\")",
        ),
        (
            "ejabberd",
            "dns:a.example xmpp:a.example",
            "the stream dies (badarg) of XmppAddr a.example, whatever other names there are",
        ),
        (
            "prosody",
            "dns:b.example clientAuth expired",
            "the certificate, or one above it, has expired; serverAuth is demanded, the certificate \
             is for clientAuth (it says \"not trusted\"); a.example is wanted, there is dNSName \
             b.example (it counts dNSName and SRVName of _xmpp-server, says \"not valid for this \
             name\")",
        ),
    ] {
        let verdict = verdict(server, PeerRole::Incoming, &Case::read(words));
        assert_eq!(verdict.why, expected, "{server}");
    }
}

#[test]
fn of_many_names_a_few_are_shown() {
    let why = |words: &str| verdict("xmpp-proxy", PeerRole::Incoming, &Case::read(words)).gist;
    assert_eq!(why(""), "a.example is wanted, there is no name at all");
    assert_eq!(
        why("dns:b.x dns:c.x dns:d.x dns:e.x dns:f.x"),
        "a.example is wanted, there is dNSName b.x, dNSName c.x, dNSName d.x and 2 more"
    );
}

/// A certificate that does not pass TLS is never read for its names, so ejabberd survives it.
#[test]
fn an_expired_certificate_does_not_kill_the_stream() {
    let case = Case::read("dns:a.example xmpp:a.example expired");
    assert_eq!(answer(&verdict("ejabberd", PeerRole::Incoming, &case)), "policy");
}

/// Whom a server connects to needs serverAuth, whichever generation.
#[test]
fn the_side_that_answers_needs_server_auth() {
    let (server, client) =
        (Case::read("dns:a.example serverAuth"), Case::read("dns:a.example clientAuth"));
    for name in ["prosody", "prosody@0.12", "ejabberd", "ejabberd@23.01", "metronome", "xmpp-proxy"]
    {
        let told = |case: &Case| answer(&verdict(name, PeerRole::Outgoing, case));
        assert_eq!(told(&server), "yes", "{name}");
        assert_ne!(told(&client), "yes", "{name}");
    }
    let dead = Case::read("dns:a.example xmpp:a.example");
    assert_eq!(answer(&verdict("ejabberd", PeerRole::Outgoing, &dead)), "policy");
    let unnamed = Case::read("dns:b.example");
    assert_eq!(answer(&verdict("jabberd2", PeerRole::Outgoing, &unnamed)), "yes");
}
