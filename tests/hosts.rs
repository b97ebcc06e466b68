//! Configurations of servers: what is read of each language, what is told as unread, and that nothing
//! hostile takes long or falls over.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::time::{Duration, Instant};

use xmppcert::servers::config::{FORMATS, Format, HostRole, LIMIT, Reading};

/// The hosts in words, components with their domains behind `<`, and the lines that could not be read.
fn read(server: &str, text: &str) -> (Vec<String>, Vec<usize>) {
    let mut reading: Reading = Format::find(server).unwrap().hosts(text).unwrap();
    reading.settle();
    let words = reading.hosts.iter().map(|host| {
        let of = host.of.as_ref().map(|of| of.as_ascii()).unwrap_or("-");
        match host.role {
            HostRole::Domain => host.domain.to_string(),
            HostRole::Component => format!("{}<{of}", host.domain),
        }
    });
    (words.collect(), reading.unread.iter().map(|unread| unread.line).collect())
}

#[track_caller]
fn holds(server: &str, text: &str, hosts: &[&str], unread: &[usize]) {
    let (found, lines) = read(server, text);
    assert_eq!((found.as_slice(), lines.as_slice()), (&*owned(hosts), unread), "{text}");
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn every_format_knows_its_own_text_and_no_other() {
    for (text, server) in [
        ("-- a comment\nadmins = {}\nVirtualHost \"a.example\"\n", Some("prosody")),
        ("\u{feff}Include \"conf.d/*.cfg.lua\"", Some("prosody")),
        ("---\nhosts: [a.example]\n", Some("ejabberd")),
        ("### ejabberd\n\nloglevel: info\nhosts:\n  - a.example\n", Some("ejabberd")),
        ("# MongooseIM\n[general]\n  hosts = []\n", Some("mongooseim")),
        ("<!-- x --><c2s/>", Some("jabberd2")),
        ("<?xml version='1.0'?>\n<sm></sm>", Some("jabberd2")),
        ("<jabber></jabber>", Some("jabberd14")),
        ("<router/>", None),
        ("", None),
        ("-----BEGIN CERTIFICATE-----\n-- \n", None),
        ("------------ hosts", Some("prosody")),
    ] {
        assert_eq!(Format::of(text).map(|format| format.server), server, "{text}");
    }
}

#[test]
fn lua_is_read_where_a_host_stands_by_itself() {
    for (text, hosts, unread) in [
        ("VirtualHost \"a.example\"", &["a.example"][..], &[][..]),
        (
            "VirtualHost 'a.example';Component [[b.a.example]] 'muc'",
            &["a.example", "b.a.example<a.example"],
            &[],
        ),
        ("Component('x.example')('muc')", &["x.example<-"], &[]),
        ("host 'a.example'\ncomponent 'b.a.example'", &["a.example", "b.a.example<a.example"], &[]),
        (
            "-- VirtualHost 'a.example'\n--[[ VirtualHost 'b.example'\n]] --[==[ ]] ]==] VirtualHost 'c.example'",
            &["c.example"],
            &[],
        ),
        ("x = [[\nVirtualHost 'a.example'\n]] y = \"VirtualHost 'b.example' \\\" \"", &[], &[]),
        ("VirtualHost '\\97.ex\\x61mple'", &["a.example"], &[]),
        ("t = { host = 'a.example', VirtualHost = 1 }", &[], &[1]),
        (
            "VirtualHost 'a.example' enabled = false\nVirtualHost 'b.example' { enabled = false }",
            &[],
            &[],
        ),
        ("VirtualHost 'a.example' enabled = true", &["a.example"], &[]),
        ("VirtualHost 'a.example'\nenabled = x\nVirtualHost 'b.example'", &["b.example"], &[2]),
        ("VirtualHost 'a.example'\nenabled = false or x", &[], &[2]),
        ("VirtualHost 'a.example' { t = { enabled = false } }", &["a.example"], &[]),
        (
            "VirtualHost(name)\nVirtualHost('a' .. '.example')\nVirtualHost(('A'):lower())",
            &[],
            &[1, 2, 3],
        ),
        ("if x then\nVirtualHost 'a.example'\nend\nVirtualHost 'b.example'", &["b.example"], &[2]),
        ("function f() VirtualHost 'a.example' end", &[], &[1]),
        ("pcall(VirtualHost, 'a.example')\nlocal V = VirtualHost", &[], &[1, 2]),
        ("RunScript 'more.lua'", &[], &[1]),
        ("VirtualHost 'a b'\nVirtualHost '@DOMAIN@'", &[], &[1, 2]),
        ("VirtualHost 'a.example'\nVirtualHost 'A.example'", &["a.example"], &[]),
    ] {
        holds("prosody", text, hosts, unread);
    }
    let include =
        Format::find("prosody").unwrap().hosts("Include 'a/*.lua'\ninclude('b')").unwrap();
    let paths: Vec<_> = include.includes.iter().map(|one| (one.path.as_str(), one.line)).collect();
    assert_eq!(paths, [("a/*.lua", 1), ("b", 2)]);
}

#[test]
fn yaml_is_read_without_aliases_and_macros() {
    for (text, hosts, unread) in [
        ("hosts: [a.example, \"b.example\"]", &["a.example", "b.example"][..], &[][..]),
        (
            "hosts:\n- a.example\nmodules:\n  mod_muc:\n",
            &["a.example", "conference.a.example<a.example"],
            &[],
        ),
        (
            "hosts: [a.example]\nmodules:\n  mod_vcard: {search: true}\n  mod_pubsub: {hosts: []}",
            &["a.example", "vjud.a.example<a.example", "pubsub.a.example<a.example"],
            &[],
        ),
        (
            "hosts: [a.example]\nmodules: {mod_muc: {host: rooms.example}}",
            &["a.example", "rooms.example<a.example"],
            &[],
        ),
        ("hosts: &h [a.example]\nx: *h", &["a.example"], &[]),
        ("x: &h [a.example]\nhosts: *h", &[], &[2]),
        ("x: &h a.example\nhosts: [*h]", &[], &[2]),
        ("define_macro: {H: a.example}\nhosts:\n- H\n- 'h.@H@'", &[], &[3, 4]),
        ("hosts: a.example", &[], &[1]),
        ("hosts: [a.example]\nmodules:\n  <<: *m", &[], &[]),
        (
            "listen:\n- module: ejabberd_service\n  port: 1\n- {module: ejabberd_service, hosts: {c.example: {}}}",
            &["c.example<-"],
            &[2],
        ),
    ] {
        if text.contains("*m") {
            assert!(Format::find("ejabberd").unwrap().hosts(text).is_err(), "an unknown anchor");
            continue;
        }
        holds("ejabberd", text, hosts, unread);
    }
}

#[test]
fn toml_and_xml_are_read() {
    for (server, text, hosts, unread) in [
        (
            "mongooseim",
            "[general]\nhosts = ['a.example']\n[modules.mod_muc_light]",
            &["a.example", "muclight.a.example<a.example"][..],
            &[][..],
        ),
        (
            "mongooseim",
            "general.hosts = ['a.example', 1]\ngeneral.host_types = ['t']",
            &["a.example"],
            &[1, 2],
        ),
        (
            "mongooseim",
            "[general]\nhosts = ['a.example']\n[modules.mod_muc]\n[[host_config]]\nhost = 'a.example'\nmodules.mod_pubsub = {}",
            &["a.example", "pubsub.a.example<a.example"],
            &[],
        ),
        (
            "jabberd2",
            "<c2s><id>c2s</id><local>\n<id/>\n<id>a.example</id><id>&x;.b.example</id></local></c2s>",
            &["a.example"],
            &[2, 3],
        ),
        (
            "jabberd2",
            "<sm><local><id><![CDATA[a.example]]></id><id>\n b.example\n</id></local></sm>",
            &["a.example", "b.example"],
            &[],
        ),
        (
            "jabberd14",
            "<jabber><service id='s'><host>a.example</host><jsm/></service><service id='m.a.example'/><service id='c2s'/></jabber>",
            &["a.example", "m.a.example<a.example"],
            &[],
        ),
        (
            "jabberd14",
            "<jabber><service><host/><host><jabberd:cmdline flag='h'>x</jabberd:cmdline></host><jsm/></service></jabber>",
            &[],
            &[1, 1],
        ),
    ] {
        holds(server, text, hosts, unread);
    }
}

#[test]
fn broken_and_hostile_texts_are_refused_in_time() {
    let big = |text: &str| text.repeat((LIMIT as usize) / text.len());
    let texts = [
        big("["),
        big("{"),
        big("("),
        big("<a>"),
        big("- "),
        big("a: {"),
        big("a."),
        big("&a [*a,"),
        big("VirtualHost "),
        big("VirtualHost 'a.example'\n"),
        big("hosts: [a.example]\n"),
        big("[[a]]\n"),
        big("\\"),
        big("\""),
        big("--[["),
        big("[=["),
        big("<!--"),
        big("<![CDATA["),
        big("&lt;"),
        format!("[{}]", big("a.").trim_end_matches('.')),
        big("if "),
        big("end "),
        "x".repeat(LIMIT as usize + 1),
        format!("a = {}", big("{a=")),
        format!("<!DOCTYPE c2s [{}]><c2s/>", big("<!ENTITY a '&b;&b;'>")),
        format!("hosts: [{}]", big("b.example,")),
        "\0".into(),
        "VirtualHost 'a\n'".into(),
    ];
    for text in &texts {
        for format in FORMATS {
            let start = Instant::now();
            let _ = Format::of(text);
            let _ = format.hosts(text).map(|mut reading| reading.settle());
            let head: String = text.chars().take(12).collect();
            assert!(start.elapsed() < Duration::from_secs(20), "{} {head}", format.server);
        }
    }
    for (server, text) in [
        ("prosody", "x = '"),
        ("ejabberd", "a: [b"),
        ("mongooseim", "a = "),
        ("jabberd2", "<c2s><a></c2s>"),
        ("jabberd14", "<jabber>"),
        ("ejabberd", "- a"),
    ] {
        assert!(Format::find(server).unwrap().hosts(text).is_err(), "{server} {text}");
    }
}
