VirtualHost "example.org"
VirtualHost (os.getenv("XMPP_DOMAIN"))
for _, name in ipairs({ "a", "b" }) do
  Component(name .. ".example.org") "muc"
end
Include "missing.cfg.lua"
