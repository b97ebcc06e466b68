//! Pebble, the ACME test server of Let's Encrypt, on loopback.

use std::{
    fs::File,
    net::TcpListener,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use crate::support::{Place, Ran, ran, words};

/// A running pebble; it ends with the value.
pub(crate) struct Pebble {
    child: Child,
    port: u16,
}

impl Pebble {
    /// Starts it in that place, and waits until it is the one that answers.
    ///
    /// It shows a certificate of an authority that exists in this place alone, so whoever trusts only
    /// that authority (`tls.crt`) talks to this very process.
    pub(crate) fn start(place: &Place) -> Pebble {
        for words in [
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=Loopback \
             -keyout tls-ca.key -out tls.crt",
            "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost \
             -addext subjectAltName=IP:127.0.0.1 -keyout server.key -out server.csr",
            "x509 -req -in server.csr -CA tls.crt -CAkey tls-ca.key -copy_extensions copy -days 2 \
             -out server.crt",
        ] {
            place.run("openssl", &self::words(words)).sound();
        }
        // a port that was free a moment ago may be taken by now
        (0..5).find_map(|_| Pebble::started(place)).expect("pebble does not start")
    }

    #[expect(clippy::disallowed_methods, reason = "the child writes to the file itself")]
    fn started(place: &Place) -> Option<Pebble> {
        let (port, management) = (free_port(), free_port());
        let config = serde_json::json!({ "pebble": {
            "listenAddress": format!("127.0.0.1:{port}"),
            "managementListenAddress": format!("127.0.0.1:{management}"),
            "certificate": place.path("server.crt"),
            "privateKey": place.path("server.key"),
            "httpPort": free_port(),
            "tlsPort": free_port(),
            "ocspResponderURL": "",
            "externalAccountBindingRequired": false,
        }});
        place.put("pebble.json", config.to_string());
        let log = File::create(place.path("pebble.log")).unwrap();
        let child = Command::new("pebble")
            .arg("-config")
            .arg(place.path("pebble.json"))
            .env("PEBBLE_VA_ALWAYS_VALID", "1")
            .env("PEBBLE_VA_NOSLEEP", "1")
            .env("PEBBLE_WFE_NONCEREJECT", "0")
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut pebble = Pebble { child, port };
        let until = Instant::now() + Duration::from_secs(20);
        while Instant::now() < until && pebble.child.try_wait().unwrap().is_none() {
            let hello = format!(
                "s_client -connect 127.0.0.1:{port} -CAfile tls.crt -verify_return_error -brief"
            );
            if place.run("openssl", &words(&hello)).status == Some(0) {
                return Some(pebble);
            }
            sleep(Duration::from_millis(50));
        }
        None
    }

    /// Runs an ACME client that trusts this pebble alone, and uses no proxy.
    pub(crate) fn client(&self, place: &Place, program: &str, arguments: &[&str]) -> Ran {
        let mut command = Command::new(program);
        for name in ["http_proxy", "https_proxy", "all_proxy"] {
            command.env_remove(name).env_remove(name.to_uppercase());
        }
        command.env("REQUESTS_CA_BUNDLE", place.path("tls.crt"));
        command.env("LEGO_CA_CERTIFICATES", place.path("tls.crt"));
        ran(command.args(arguments).env("HOME", place.path("")).current_dir(place.path("")))
    }

    /// What certbot needs to meet it and nobody else, beside what a user types.
    pub(crate) fn certbot(&self, place: &Place, typed: &[&str]) -> Ran {
        let server = format!("https://127.0.0.1:{}/dir", self.port);
        let fixed = "--non-interactive --agree-tos --register-unsafely-without-email --manual \
                     --manual-auth-hook true --config-dir etc --work-dir work --logs-dir log \
                     --max-log-backups 0";
        self.client(place, "certbot", &[typed, &words(fixed), &["--server", &server]].concat())
    }

    /// The same for lego.
    pub(crate) fn lego(&self, place: &Place, request: &str) -> Ran {
        let server = format!("https://127.0.0.1:{}/dir", self.port);
        let http = format!("127.0.0.1:{}", free_port());
        let fixed = "--accept-tos --email admin@example.org --path lego --http --http.port";
        let typed = [&words(fixed)[..], &[&http, "--server", &server, "--csr", request, "run"]];
        self.client(place, "lego", &typed.concat())
    }
}

impl Drop for Pebble {
    fn drop(&mut self) {
        // it may have ended by itself
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
