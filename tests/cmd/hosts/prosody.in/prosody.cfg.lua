-- Prosody
admins = { "admin@example.org" }
certificates = "certs"

VirtualHost "example.org"

Component "conference.example.org" "muc"
	modules_enabled = { "muc_mam" }
Component "irc.example.org"
	component_secret = "secret"

VirtualHost "old.example.org"
	enabled = false

Include "conf.d/*.cfg.lua"
