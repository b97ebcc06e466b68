-- Prosody 0.12 and later, on loopback
run_as_root = true
daemonize = false
pidfile = "@DIR@/pid"
data_path = "@DIR@"
certificates = "@DIR@/certs"
@SSL@

interfaces = { "127.0.0.1" }
c2s_ports = { @CLIENT@ }
s2s_ports = { @SERVER@ }
c2s_direct_tls_ports = { @DIRECT@ }
s2s_direct_tls_ports = { }
http_ports = { }
https_ports = { }

modules_enabled = { "tls", "saslauth", "dialback", "c2s", "s2s" }
modules_disabled = { "http", "admin_shell", "admin_socket", "posix", "offline" }
log = { { levels = { min = "info" }, to = "console" } }

@HOSTS@
