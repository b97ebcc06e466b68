# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_xmppcert_global_optspecs
    string join \n format= color= fail-on= no-input q/quiet v/verbose h/help V/version
end

function __fish_xmppcert_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_xmppcert_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_xmppcert_using_subcommand
    set -l cmd (__fish_xmppcert_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c xmppcert -n "__fish_xmppcert_needs_command" -l format -d 'Show the result in this format' -r -f -a "text\t'text for people'
json\t'one JSON object, as schema/xmppcert.schema.json describes it'
jsonl\t'one JSON object a report, a line each'
nagios\t'one line for Nagios and its kin, with their exit status (verify)'
prometheus\t'metrics for Prometheus\'s textfile collector (verify)'"
complete -c xmppcert -n "__fish_xmppcert_needs_command" -l color -d 'Colour: on a terminal only, always, or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c xmppcert -n "__fish_xmppcert_needs_command" -l fail-on -d 'Exit with status 1 for findings of this severity or worse' -r -f -a "error\t'Peers must refuse it'
warning\t'Some peers, servers or CAs refuse it'
note\t'Anything there is to say'"
complete -c xmppcert -n "__fish_xmppcert_needs_command" -l no-input -d 'Never ask, not even on a terminal'
complete -c xmppcert -n "__fish_xmppcert_needs_command" -s q -l quiet -d 'Show nothing but errors and what fails the run'
complete -c xmppcert -n "__fish_xmppcert_needs_command" -s v -l verbose -d 'Show the source of every finding as well'
complete -c xmppcert -n "__fish_xmppcert_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c xmppcert -n "__fish_xmppcert_needs_command" -s V -l version -d 'Print version'
complete -c xmppcert -n "__fish_xmppcert_needs_command" -f -a "csr" -d 'Make a certificate request with the right XMPP names, and its key'
complete -c xmppcert -n "__fish_xmppcert_needs_command" -f -a "key" -d 'Make a private key, or convert one'
complete -c xmppcert -n "__fish_xmppcert_needs_command" -f -a "inspect" -d 'Say what files are and what is in them: certificates, requests, keys, CRLs, keystores'
complete -c xmppcert -n "__fish_xmppcert_needs_command" -f -a "verify" -d 'Judge certificates: for a domain and service, by path, dates, key and usage, and by what XMPP servers do'
complete -c xmppcert -n "__fish_xmppcert_needs_command" -f -a "chain" -d 'Put a chain together out of a heap of files: order it, complete it, drop what is surplus'
complete -c xmppcert -n "__fish_xmppcert_needs_command" -f -a "export" -d 'Write the files that one server loads, or say what it makes of those that are there'
complete -c xmppcert -n "__fish_xmppcert_needs_command" -f -a "hosts" -d 'Name the hosts that a server\'s own configuration serves, as csr would ask for them'
complete -c xmppcert -n "__fish_xmppcert_needs_command" -f -a "explain" -d 'Say what a finding means, where it comes from, and its cure'
complete -c xmppcert -n "__fish_xmppcert_needs_command" -f -a "completions" -d 'Print a completion script for a shell'
complete -c xmppcert -n "__fish_xmppcert_needs_command" -f -a "man" -d 'Print the manual page, or write all pages to a directory'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l component -d 'A component\'s host (conference.example.org), or a label put before every domain' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l jid -d 'A user\'s account, for a client certificate (SASL EXTERNAL)' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l for -d 'The kind of CA that the request goes to [default: private-ca, or that of --from]' -r -f -a "private-ca\t'dNSName and SRVName: a CA of your own, which keeps every name'
public-ca\t'dNSName alone: Let\'s Encrypt, other ACME CAs, commercial CAs'
cacert\t'dNSName and XmppAddr: CAcert, which rebuilds both from your verified domains'
rfc6120\t'dNSName, SRVName and XmppAddr: everything that RFC 6120 names'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l ip -d 'An address, for what connects without a name' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l san -d 'A name as it shall stand: dns, srv, xmpp or ip; with no domain, exactly these names' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l from -d 'Take the names from an old certificate or request' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l from-config -d 'Take the domains and components from a server\'s own configuration, as hosts reads it' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l key -d 'Sign with this key instead of a new one' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l type -d 'The kind of the new key [default: p256, or that of --from]' -r -f -a "p256\t''
p384\t''
p521\t''
ed25519\t''
rsa2048\t''
rsa3072\t''
rsa4096\t''"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l passphrase-file -d 'Read the passphrase from the first line of this file' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l passphrase-env -d 'Read the passphrase from this environment variable' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l subject -d 'The subject, such as \'CN=example.org,O=Example\' [default: the first name as CN]' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -s o -l out -d 'The request\'s file [default: DOMAIN.csr]' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l key-out -d 'The new key\'s file [default: DOMAIN.key]' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l out-dir -d 'The directory for files that are not named otherwise' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l format -d 'Show the result in this format' -r -f -a "text\t'text for people'
json\t'one JSON object, as schema/xmppcert.schema.json describes it'
jsonl\t'one JSON object a report, a line each'
nagios\t'one line for Nagios and its kin, with their exit status (verify)'
prometheus\t'metrics for Prometheus\'s textfile collector (verify)'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l color -d 'Colour: on a terminal only, always, or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l fail-on -d 'Exit with status 1 for findings of this severity or worse' -r -f -a "error\t'Peers must refuse it'
warning\t'Some peers, servers or CAs refuse it'
note\t'Anything there is to say'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l xmpp-addr -d 'Ask for XmppAddr as well, although servers no longer need it'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l no-srv-name -d 'Leave SRVName out'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l wildcard -d 'Ask for *.DOMAIN as well'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l encrypt -d 'Encrypt the new key with a passphrase'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l force -d 'Replace existing files; an older key is kept beside the new one'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -l no-input -d 'Never ask, not even on a terminal'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -s q -l quiet -d 'Show nothing but errors and what fails the run'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -s v -l verbose -d 'Show the source of every finding as well'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand csr" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and not __fish_seen_subcommand_from convert" -l type -d 'The kind of key' -r -f -a "p256\t''
p384\t''
p521\t''
ed25519\t''
rsa2048\t''
rsa3072\t''
rsa4096\t''"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and not __fish_seen_subcommand_from convert" -s o -l out -d 'Write the key to this file' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and not __fish_seen_subcommand_from convert" -l passphrase-file -d 'Read the passphrase from the first line of this file' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and not __fish_seen_subcommand_from convert" -l passphrase-env -d 'Read the passphrase from this environment variable' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and not __fish_seen_subcommand_from convert" -l format -d 'Show the result in this format' -r -f -a "text\t'text for people'
json\t'one JSON object, as schema/xmppcert.schema.json describes it'
jsonl\t'one JSON object a report, a line each'
nagios\t'one line for Nagios and its kin, with their exit status (verify)'
prometheus\t'metrics for Prometheus\'s textfile collector (verify)'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and not __fish_seen_subcommand_from convert" -l color -d 'Colour: on a terminal only, always, or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and not __fish_seen_subcommand_from convert" -l fail-on -d 'Exit with status 1 for findings of this severity or worse' -r -f -a "error\t'Peers must refuse it'
warning\t'Some peers, servers or CAs refuse it'
note\t'Anything there is to say'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and not __fish_seen_subcommand_from convert" -l encrypt -d 'Encrypt the key with a passphrase (PBES2, PBKDF2-HMAC-SHA-256, AES-256-CBC)'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and not __fish_seen_subcommand_from convert" -l force -d 'Replace an existing file; the older key is kept beside it'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and not __fish_seen_subcommand_from convert" -l no-input -d 'Never ask, not even on a terminal'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and not __fish_seen_subcommand_from convert" -s q -l quiet -d 'Show nothing but errors and what fails the run'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and not __fish_seen_subcommand_from convert" -s v -l verbose -d 'Show the source of every finding as well'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and not __fish_seen_subcommand_from convert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and not __fish_seen_subcommand_from convert" -f -a "convert" -d 'Convert a private key to another format, encrypt or decrypt it, or take its public half'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and __fish_seen_subcommand_from convert" -l to -d 'The format to write' -r -f -a "pkcs8\t'PKCS#8 in PEM: what every XMPP server and tool reads'
pkcs1\t'PKCS#1 in PEM, RSA keys only: for old OpenSSL and Tigase'
sec1\t'SEC1 in PEM, EC keys only: what `openssl ecparam -genkey` writes'
der\t'PKCS#8 in DER'
public\t'The public half in PEM (SubjectPublicKeyInfo)'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and __fish_seen_subcommand_from convert" -s o -l out -d 'Write to this file' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and __fish_seen_subcommand_from convert" -l passphrase-file -d 'Read the passphrase from the first line of this file' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and __fish_seen_subcommand_from convert" -l passphrase-env -d 'Read the passphrase from this environment variable' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and __fish_seen_subcommand_from convert" -l new-passphrase-file -d 'Read the new passphrase from the first line of this file' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and __fish_seen_subcommand_from convert" -l new-passphrase-env -d 'Read the new passphrase from this environment variable' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and __fish_seen_subcommand_from convert" -l format -d 'Show the result in this format' -r -f -a "text\t'text for people'
json\t'one JSON object, as schema/xmppcert.schema.json describes it'
jsonl\t'one JSON object a report, a line each'
nagios\t'one line for Nagios and its kin, with their exit status (verify)'
prometheus\t'metrics for Prometheus\'s textfile collector (verify)'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and __fish_seen_subcommand_from convert" -l color -d 'Colour: on a terminal only, always, or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and __fish_seen_subcommand_from convert" -l fail-on -d 'Exit with status 1 for findings of this severity or worse' -r -f -a "error\t'Peers must refuse it'
warning\t'Some peers, servers or CAs refuse it'
note\t'Anything there is to say'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and __fish_seen_subcommand_from convert" -l encrypt -d 'Encrypt what is written (PKCS#8 only)'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and __fish_seen_subcommand_from convert" -l force -d 'Replace an existing file; the older key is kept beside it'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and __fish_seen_subcommand_from convert" -l no-input -d 'Never ask, not even on a terminal'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and __fish_seen_subcommand_from convert" -s q -l quiet -d 'Show nothing but errors and what fails the run'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and __fish_seen_subcommand_from convert" -s v -l verbose -d 'Show the source of every finding as well'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand key; and __fish_seen_subcommand_from convert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand inspect" -l at -d 'The instant that dates are seen from: RFC 3339, seconds since 1970, or +30d' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand inspect" -l passphrase-file -d 'Read the passphrase from the first line of this file' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand inspect" -l passphrase-env -d 'Read the passphrase from this environment variable' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand inspect" -l format -d 'Show the result in this format' -r -f -a "text\t'text for people'
json\t'one JSON object, as schema/xmppcert.schema.json describes it'
jsonl\t'one JSON object a report, a line each'
nagios\t'one line for Nagios and its kin, with their exit status (verify)'
prometheus\t'metrics for Prometheus\'s textfile collector (verify)'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand inspect" -l color -d 'Colour: on a terminal only, always, or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand inspect" -l fail-on -d 'Exit with status 1 for findings of this severity or worse' -r -f -a "error\t'Peers must refuse it'
warning\t'Some peers, servers or CAs refuse it'
note\t'Anything there is to say'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand inspect" -l short -d 'A line or two a thing'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand inspect" -l pem -d 'Print what was found as PEM, private keys excepted'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand inspect" -l no-input -d 'Never ask, not even on a terminal'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand inspect" -s q -l quiet -d 'Show nothing but errors and what fails the run'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand inspect" -s v -l verbose -d 'Show the source of every finding as well'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand inspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l domain -d 'The domain of the JIDs, which the certificate must name' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l service -d 'What the domain is served for' -r -f -a "client\t'Clients (c2s)'
server\t'Other servers (s2s)'
any\t'Both'
none\t'TLS alone: neither SRVName nor XmppAddr counts'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l jid -d 'The account that a client certificate must name (SASL EXTERNAL)' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l component -d 'A component\'s host that must be named too, or a label put before the domain' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l key -d 'The private key that must belong to the certificate' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l passphrase-file -d 'Read the passphrase from the first line of this file' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l passphrase-env -d 'Read the passphrase from this environment variable' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l anchors -d 'Trust anchors: a file, a directory, `system`, or `mozilla` [default: system]' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l untrusted -d 'Certificates that may stand in the path, and are not trusted: files or directories' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l crl -d 'Revocation lists; with one, certificates must be in the scope of some list' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l max-depth -d 'The most CAs between leaf and trust anchor' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l expires-in -l warn -d 'Warn when the certificate ends within this time' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l crit -d 'Fail when the certificate ends within this time' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l server -d 'The server that is to load the certificate, such as ejabberd or prosody@0.12' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l batch -d 'Judge each line of this file: certificate, domain, service (optional), apart by tabs' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l at -d 'The instant that judges: RFC 3339, seconds since 1970, or +30d' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l format -d 'Show the result in this format' -r -f -a "text\t'text for people'
json\t'one JSON object, as schema/xmppcert.schema.json describes it'
jsonl\t'one JSON object a report, a line each'
nagios\t'one line for Nagios and its kin, with their exit status (verify)'
prometheus\t'metrics for Prometheus\'s textfile collector (verify)'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l color -d 'Colour: on a terminal only, always, or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l fail-on -d 'Exit with status 1 for findings of this severity or worse' -r -f -a "error\t'Peers must refuse it'
warning\t'Some peers, servers or CAs refuse it'
note\t'Anything there is to say'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l strict -d 'Hold the path to every duty of its issuers too, as conformance suites do and no peer does'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l legacy-cn -d 'Let a commonName count where there is no other name, as old software does (RFC 6125)'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l peers -d 'Show which servers accept the certificate, and in which role'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l short -d 'A line or two a certificate; --batch does so by itself'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -l no-input -d 'Never ask, not even on a terminal'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -s q -l quiet -d 'Show nothing but errors and what fails the run'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -s v -l verbose -d 'Show the source of every finding as well'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -l anchors -d 'Trust anchors: a file, a directory, `system`, or `mozilla` [default: system]' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -s o -l out -d 'Write to this file' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -l key -d 'The private key of the leaf' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -l domain -d 'The domain that the leaf is for' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -l passphrase-file -d 'Read the passphrase from the first line of this file' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -l passphrase-env -d 'Read the passphrase from this environment variable' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -l at -d 'The instant that judges: RFC 3339, seconds since 1970, or +30d' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -l format -d 'Show the result in this format' -r -f -a "text\t'text for people'
json\t'one JSON object, as schema/xmppcert.schema.json describes it'
jsonl\t'one JSON object a report, a line each'
nagios\t'one line for Nagios and its kin, with their exit status (verify)'
prometheus\t'metrics for Prometheus\'s textfile collector (verify)'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -l color -d 'Colour: on a terminal only, always, or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -l fail-on -d 'Exit with status 1 for findings of this severity or worse' -r -f -a "error\t'Peers must refuse it'
warning\t'Some peers, servers or CAs refuse it'
note\t'Anything there is to say'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -l with-root -d 'Put the root in as well, for servers that want it (Tigase)'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -l fetch -d 'Fetch missing issuers from the addresses in the certificates'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -l force -d 'Replace an existing file'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -l no-input -d 'Never ask, not even on a terminal'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -s q -l quiet -d 'Show nothing but errors and what fails the run'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -s v -l verbose -d 'Show the source of every finding as well'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand chain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l server -d 'The server, such as prosody or ejabberd@23.01, or a format; --list shows them' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l domain -d 'The XMPP domain that the certificate is for; with --check as often as there are domains' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l key -d 'The private key' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l cert -d 'Files and directories with the certificate and whatever stands above it, in any format and order; a root among them is trusted' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l from-lineage -d 'Take key and chain from where certbot, lego, acme.sh or Snikket keep them' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l out-dir -d 'Write into this directory instead of the current one' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l owner -d 'Give the files to this user and group' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l check -d 'Say what the server would make of the files at these paths' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l user -d 'Look at permissions as this user meets them, not the server\'s own' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l passphrase-file -d 'Read the passphrase from the first line of this file' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l passphrase-env -d 'Read the passphrase from this environment variable' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l anchors -d 'Trust anchors: a file, a directory, `system`, or `mozilla` [default: system]' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l at -d 'The instant that judges: RFC 3339, seconds since 1970, or +30d' -r
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l format -d 'Show the result in this format' -r -f -a "text\t'text for people'
json\t'one JSON object, as schema/xmppcert.schema.json describes it'
jsonl\t'one JSON object a report, a line each'
nagios\t'one line for Nagios and its kin, with their exit status (verify)'
prometheus\t'metrics for Prometheus\'s textfile collector (verify)'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l color -d 'Colour: on a terminal only, always, or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l fail-on -d 'Exit with status 1 for findings of this severity or worse' -r -f -a "error\t'Peers must refuse it'
warning\t'Some peers, servers or CAs refuse it'
note\t'Anything there is to say'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l install -d 'Write where the server\'s packages keep the files; what is there is replaced at one instant, and kept as a backup'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l with-root -d 'Put the root into the chain as well'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l legacy -d 'Protect PKCS#12 as software before 2020 reads it (SHA-1 and triple DES)'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l dry-run -d 'Show what would be written, and write nothing'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l force -d 'Replace existing files, and write what the server would refuse'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l list -d 'Show every server and format with its files; with --server that one'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -l no-input -d 'Never ask, not even on a terminal'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -s q -l quiet -d 'Show nothing but errors and what fails the run'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -s v -l verbose -d 'Show the source of every finding as well'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand hosts" -l server -d 'Read CONFIG as that of this server, whatever it looks like' -r -f -a "prosody\t'prosody.cfg.lua, with what it includes'
ejabberd\t'ejabberd.yml'
mongooseim\t'mongooseim.toml'
jabberd2\t'c2s.xml, sm.xml, s2s.xml'
jabberd14\t'jabber.xml'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand hosts" -l format -d 'Show the result in this format' -r -f -a "text\t'text for people'
json\t'one JSON object, as schema/xmppcert.schema.json describes it'
jsonl\t'one JSON object a report, a line each'
nagios\t'one line for Nagios and its kin, with their exit status (verify)'
prometheus\t'metrics for Prometheus\'s textfile collector (verify)'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand hosts" -l color -d 'Colour: on a terminal only, always, or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand hosts" -l fail-on -d 'Exit with status 1 for findings of this severity or worse' -r -f -a "error\t'Peers must refuse it'
warning\t'Some peers, servers or CAs refuse it'
note\t'Anything there is to say'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand hosts" -l no-input -d 'Never ask, not even on a terminal'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand hosts" -s q -l quiet -d 'Show nothing but errors and what fails the run'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand hosts" -s v -l verbose -d 'Show the source of every finding as well'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand hosts" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand explain" -l format -d 'Show the result in this format' -r -f -a "text\t'text for people'
json\t'one JSON object, as schema/xmppcert.schema.json describes it'
jsonl\t'one JSON object a report, a line each'
nagios\t'one line for Nagios and its kin, with their exit status (verify)'
prometheus\t'metrics for Prometheus\'s textfile collector (verify)'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand explain" -l color -d 'Colour: on a terminal only, always, or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand explain" -l fail-on -d 'Exit with status 1 for findings of this severity or worse' -r -f -a "error\t'Peers must refuse it'
warning\t'Some peers, servers or CAs refuse it'
note\t'Anything there is to say'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand explain" -l all -d 'Every code there is'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand explain" -l no-input -d 'Never ask, not even on a terminal'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand explain" -s q -l quiet -d 'Show nothing but errors and what fails the run'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand explain" -s v -l verbose -d 'Show the source of every finding as well'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand completions" -l format -d 'Show the result in this format' -r -f -a "text\t'text for people'
json\t'one JSON object, as schema/xmppcert.schema.json describes it'
jsonl\t'one JSON object a report, a line each'
nagios\t'one line for Nagios and its kin, with their exit status (verify)'
prometheus\t'metrics for Prometheus\'s textfile collector (verify)'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand completions" -l color -d 'Colour: on a terminal only, always, or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand completions" -l fail-on -d 'Exit with status 1 for findings of this severity or worse' -r -f -a "error\t'Peers must refuse it'
warning\t'Some peers, servers or CAs refuse it'
note\t'Anything there is to say'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand completions" -l no-input -d 'Never ask, not even on a terminal'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand completions" -s q -l quiet -d 'Show nothing but errors and what fails the run'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand completions" -s v -l verbose -d 'Show the source of every finding as well'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand man" -l out-dir -d 'Write every page to this directory' -r -F
complete -c xmppcert -n "__fish_xmppcert_using_subcommand man" -l format -d 'Show the result in this format' -r -f -a "text\t'text for people'
json\t'one JSON object, as schema/xmppcert.schema.json describes it'
jsonl\t'one JSON object a report, a line each'
nagios\t'one line for Nagios and its kin, with their exit status (verify)'
prometheus\t'metrics for Prometheus\'s textfile collector (verify)'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand man" -l color -d 'Colour: on a terminal only, always, or never' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand man" -l fail-on -d 'Exit with status 1 for findings of this severity or worse' -r -f -a "error\t'Peers must refuse it'
warning\t'Some peers, servers or CAs refuse it'
note\t'Anything there is to say'"
complete -c xmppcert -n "__fish_xmppcert_using_subcommand man" -l no-input -d 'Never ask, not even on a terminal'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand man" -s q -l quiet -d 'Show nothing but errors and what fails the run'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand man" -s v -l verbose -d 'Show the source of every finding as well'
complete -c xmppcert -n "__fish_xmppcert_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
