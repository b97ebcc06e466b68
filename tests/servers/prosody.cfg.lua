-- Prosody 0.12 and later, on loopback, for other servers only
run_as_root = true
daemonize = false
pidfile = "@DIR@/pid"
data_path = "@DIR@/data"
certificates = "@DIR@/certs"
ssl = { cafile = "@DIR@/anchor.pem" }

interfaces = { "127.0.0.1" }
s2s_ports = { @PORT@ }
c2s_ports = { }
c2s_direct_tls_ports = { }
s2s_direct_tls_ports = { }
http_ports = { }
https_ports = { }

plugin_paths = { "@DIR@/plugins" }
modules_enabled = { "tls", "saslauth", "dialback", "s2s", "s2s_auth_certs", "calls_loopback" }
modules_disabled = { "c2s", "http", "admin_shell", "admin_socket", "posix" }
s2s_secure_auth = @SECURE@
log = { debug = "@DIR@/prosody.log" }

VirtualHost "@DOMAIN@"
