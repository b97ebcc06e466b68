//! How each server is started, with a configuration of ours and without systemd.

use super::daemon::{Daemon, free_port, running};
use super::generation::{Generation, Place};
use super::pki::PKI;
use super::specs::{ALL_CALLERS, CALLED};

/// Prosody; where it is strict, `s2s_secure_auth` is true. It calls every server at `calls`.
pub fn prosody(generation: &Generation, strict: bool, calls: u16) -> Daemon {
    running(|| {
        let (place, port) = (place(generation), free_port());
        place.put(&format!("certs/{CALLED}.crt"), PKI.called.chain_pem());
        place.put(&format!("certs/{CALLED}.key"), PKI.called.key_pem());
        let (port_text, calls, strict) = (port.to_string(), calls.to_string(), strict.to_string());
        let words =
            [("PORT", &*port_text), ("CALLS", &*calls), ("SECURE", &*strict), ("DOMAIN", CALLED)];
        place.fill("prosody.cfg.lua", include_str!("prosody.cfg.lua"), &words);
        place.fill(
            "plugins/mod_calls_loopback.lua",
            include_str!("mod_calls_loopback.lua"),
            &words,
        );
        let mut command = generation.command("prosody");
        command.args(["-F", "--config", &place.path("prosody.cfg.lua")]);
        let mut daemon = Daemon::new(place, port);
        daemon.start(&mut command, "out.log", port)?;
        Ok(daemon)
    })
}

/// ejabberd for other servers; where it is strict, there is no `mod_s2s_dialback`.
///
/// It calls every server at `calls`, and has a host for each certificate: between calls for the same pair
/// of domains it would wait.
pub fn ejabberd(generation: &Generation, strict: bool, calls: u16) -> Daemon {
    let module = if strict { "mod_disco" } else { "mod_s2s_dialback" };
    let hosts: Vec<String> = (0..PKI.shown.len()).map(host).collect();
    let configuration = include_str!("ejabberd.yml").replace("@MODULE@", module);
    let configuration = configuration.replace("@HOSTS@", &hosts.join(", "));
    ejabberd_with(generation, &configuration.replace("@CALLS@", &calls.to_string()))
}

/// The host of ejabberd that is asked to call the server with the certificate of that number.
pub fn host(number: usize) -> String {
    format!("host{number}.{CALLED}")
}

/// ejabberd for users, with `tls_verify`.
pub fn ejabberd_for_users(generation: &Generation) -> Daemon {
    ejabberd_with(generation, include_str!("ejabberd-c2s.yml"))
}

/// In an Erlang that is alone: no name, so no cookie and no epmd, and no DNS.
fn ejabberd_with(generation: &Generation, configuration: &str) -> Daemon {
    let libraries = generation.library("ejabberd-");
    running(|| {
        let (place, port) = (place(generation), free_port());
        let words = [("PORT", &*port.to_string()), ("DOMAIN", CALLED)];
        place.fill("ejabberd.yml", configuration, &words);
        let callers = ALL_CALLERS.replace("dns:", "");
        place.put("hosts", format!("127.0.0.1 localhost {callers}\n"));
        let hosts = place.path("hosts");
        place.put(
            "inetrc",
            format!("{{lookup, [file]}}. {{resolv_conf, \"\"}}. {{hosts_file, \"{hosts}\"}}.\n"),
        );
        // it asks both Erlang and the C library for addresses
        let mut command = generation.command_with_hosts("erl", &place.inside.join("hosts"));
        // no shell; one thread that works will do
        command.args(["-noinput", "+S", "1:1", "-mnesia", "dir"]);
        command.args([&format!("\"{}\"", place.path("db")), "-s", "ejabberd"]);
        command.env("ERL_LIBS", &libraries).env("HOME", &place.inside);
        command.env("ERL_INETRC", place.path("inetrc")).env("ERL_CRASH_DUMP_SECONDS", "0");
        command.env("EJABBERD_CONFIG_PATH", place.path("ejabberd.yml"));
        command.env("EJABBERD_LOG_PATH", place.path("ejabberd.log"));
        let mut daemon = Daemon::new(place, port);
        daemon.start(&mut command, "out.log", port)?;
        Ok(daemon)
    })
}

/// The two of jabberd2's programs that meet other servers; where it is strict, its `verify-mode` is 1.
pub fn jabberd2(generation: &Generation, strict: bool, _: u16) -> Daemon {
    running(|| {
        let (place, port, router) = (place(generation), free_port(), free_port());
        let words = [
            ("PORT", &*port.to_string()),
            ("ROUTER", &*router.to_string()),
            ("VERIFY", if strict { "1" } else { "0" }),
            ("SECRET", "nobody listens"),
            ("DOMAIN", CALLED),
        ];
        place.fill("router.xml", include_str!("jabberd2-router.xml"), &words);
        place.fill("router-users.xml", include_str!("jabberd2-users.xml"), &words);
        place.fill("s2s.xml", include_str!("jabberd2-s2s.xml"), &words);
        let mut commands = ["router", "s2s"].map(|part| {
            let mut command = generation.command(&format!("jabberd2-{part}"));
            command.args(["-c", &place.path(&format!("{part}.xml"))]);
            command
        });
        let mut daemon = Daemon::new(place, port);
        daemon.start(&mut commands[0], "router-out.log", router)?;
        daemon.start(&mut commands[1], "s2s-out.log", port)?;
        Ok(daemon)
    })
}

/// Erlang's ssl as a server, which asks for a certificate; its log is `out.log`.
pub fn otp(generation: &Generation) -> Daemon {
    running(|| {
        let (place, port) = (place(generation), free_port());
        place.put("accept.escript", include_str!("otp/accept.escript"));
        let mut command = generation.command("escript");
        command.args([place.path("accept.escript"), port.to_string()]);
        command.args(["server.pem", "server.pem", "anchor.pem"].map(|file| place.path(file)));
        command.env("HOME", &place.inside);
        let mut daemon = Daemon::new(place, port);
        daemon.start(&mut command, "out.log", port)?;
        Ok(daemon)
    })
}

/// A folder with what all of them need.
fn place(generation: &Generation) -> Place {
    let place = generation.place();
    place.put("anchor.pem", &PKI.root_pem);
    place.put("server.pem", PKI.called.chain_pem() + &PKI.called.key_pem());
    place
}
