//! A server that is called, as far as the caller's next step after it has seen the certificate.

use std::io::Read;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::crypto::aws_lc_rs;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::pki::Shown;
use super::remote::{Outcome, TLS, ended, hear, say};
use super::tls::{PATIENCE, patient};

/// What waits for calls on a port of loopback.
pub struct Answering {
    listener: TcpListener,
}

impl Answering {
    /// On a port that was free.
    pub fn new() -> Answering {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        Answering { listener }
    }

    pub fn port(&self) -> u16 {
        self.listener.local_addr().unwrap().port()
    }

    /// Answers the next call with a certificate. It is [`Outcome::Accepted`] when the caller goes on, be it to
    /// EXTERNAL or to dialback: it does not say which of both it would have trusted.
    ///
    /// # Errors
    /// What is no answer to the question: nobody calls, no STARTTLS, silence.
    pub fn meet(&self, shown: &Shown) -> Result<Outcome, String> {
        let mut plain = self.next()?;
        let from = shown.spec.from;
        hear(&mut plain, HEADER)?;
        let starttls = format!("<starttls xmlns='{TLS}'><required/></starttls>");
        say(&mut plain, &greeting(from, &starttls)).map_err(|error| error.to_string())?;
        let wanted = hear(&mut plain, &["<starttls"])?;
        if !wanted.text.contains("<starttls") {
            return Err(format!("no STARTTLS: {}", wanted.text));
        }
        say(&mut plain, &format!("<proceed xmlns='{TLS}'/>")).map_err(|error| error.to_string())?;
        let mut stream = match secure(plain, shown) {
            Ok(stream) => stream,
            Err(alert) => return Ok(Outcome::TlsRefused(alert)),
        };
        let header = hear(&mut stream, HEADER)?;
        if header.over {
            return Ok(header.refusal().map_or_else(|| ended(&header.why), Outcome::Refused));
        }
        let offer = "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>EXTERNAL</mechanism>\
                     </mechanisms><dialback xmlns='urn:xmpp:features:dialback'/>";
        if let Err(alert) = say(&mut stream, &greeting(from, offer)) {
            return Ok(ended(&alert.to_string()));
        }
        let step = hear(&mut stream, &["<auth ", "<db:result", "<db:verify", "</stream:error>"])?;
        let outcome = match step.refusal() {
            Some(words) => Outcome::Refused(words),
            None if step.over => ended(&step.why),
            None => Outcome::Accepted,
        };
        // once it has closed the connection too, it opens another for the next stanza
        if say(&mut stream, "</stream:stream>").is_ok() {
            let _ = stream.read_to_end(&mut Vec::new());
        }
        Ok(outcome)
    }

    fn next(&self) -> Result<TcpStream, String> {
        let by = Instant::now() + PATIENCE;
        while Instant::now() < by {
            if let Ok((stream, _)) = self.listener.accept() {
                stream.set_nonblocking(false).unwrap();
                return Ok(patient(stream));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Err("nobody calls".to_owned())
    }
}

/// The end of a stream header, which that of an XML declaration is not.
const HEADER: &[&str] = &["'>", "\">"];

fn greeting(from: &str, features: &str) -> String {
    format!(
        "<?xml version='1.0'?><stream:stream xmlns='jabber:server' id='1' from='{from}' version='1.0' \
         xmlns:stream='http://etherx.jabber.org/streams' xmlns:db='jabber:server:dialback'>\
         <stream:features>{features}</stream:features>"
    )
}

fn secure(
    mut tcp: TcpStream,
    shown: &Shown,
) -> Result<StreamOwned<ServerConnection, TcpStream>, String> {
    let (chain, key) = shown.for_tls();
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let mut tls = ServerConnection::new(Arc::new(config)).unwrap();
    while tls.is_handshaking() {
        tls.complete_io(&mut tcp).map_err(|error| error.to_string())?;
    }
    Ok(StreamOwned::new(tls, tcp))
}
