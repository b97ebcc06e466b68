//! What a server really sends to those who ask for a domain.

use std::fmt;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, SignatureScheme};

use xmppcert::name::Domain;

/// What no answer may take longer than.
const PATIENCE: Duration = Duration::from_secs(10);

/// By which way a server is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// STARTTLS, as a user's client (RFC 6120 §5).
    Client,
    /// STARTTLS, as another server.
    Server,
    /// TLS from the first octet (XEP-0368).
    Direct,
}

impl fmt::Display for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            How::Client => "c2s",
            How::Server => "s2s",
            How::Direct => "direct",
        })
    }
}

/// What was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The certificates of a handshake that was brought to its end, in DER and in the order in which they were
    /// sent; empty when there was none.
    pub chain: Vec<Vec<u8>>,
    /// Why there was none.
    pub why: String,
}

/// Asks the server on that port of loopback for a domain.
pub fn ask(port: u16, domain: &str, how: How) -> Shown {
    let asked = match how {
        How::Client => starttls(port, domain, "jabber:client"),
        How::Server => starttls(port, domain, "jabber:server"),
        How::Direct => connect(port),
    };
    match asked.and_then(|stream| handshake(stream, domain)) {
        Ok(chain) => Shown { chain, why: String::new() },
        Err(why) => Shown { chain: Vec::new(), why },
    }
}

fn connect(port: u16) -> Result<TcpStream, String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let stream =
        TcpStream::connect_timeout(&address, PATIENCE).map_err(|error| error.to_string())?;
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    Ok(stream)
}

/// A connection on which TLS is to begin (RFC 6120 §5.4.2).
fn starttls(port: u16, domain: &str, namespace: &str) -> Result<TcpStream, String> {
    const TLS: &str = "urn:ietf:params:xml:ns:xmpp-tls";
    let mut stream = connect(port)?;
    let from = match namespace {
        "jabber:server" => " xmlns:db='jabber:server:dialback' from='peer.example'",
        _ => "",
    };
    say(
        &mut stream,
        &format!(
            "<?xml version='1.0'?><stream:stream xmlns:stream='http://etherx.jabber.org/streams' \
             xmlns='{namespace}' to='{domain}' version='1.0'{from}>"
        ),
    )?;
    // those of jabberd2 may have no prefix
    let offer = hear(&mut stream, &["</stream:features>", "<stream:features/>", "</features>"])?;
    if !offer.contains(TLS) {
        return Err(format!("no STARTTLS: {offer}"));
    }
    say(&mut stream, &format!("<starttls xmlns='{TLS}'/>"))?;
    let proceed = hear(&mut stream, &["<proceed", "<failure"])?;
    match proceed.contains("<proceed") {
        true => Ok(stream),
        false => Err(format!("no TLS: {proceed}")),
    }
}

fn say(stream: &mut TcpStream, words: &str) -> Result<(), String> {
    stream.write_all(words.as_bytes()).map_err(|error| error.to_string())
}

/// Reads until one of the endings is there, or the stream ends.
fn hear(stream: &mut TcpStream, endings: &[&str]) -> Result<String, String> {
    let (mut octets, mut buffer) = (Vec::new(), [0; 4096]);
    let by = Instant::now() + PATIENCE;
    loop {
        let text = String::from_utf8_lossy(&octets).into_owned();
        if endings.iter().any(|ending| text.contains(ending)) || text.contains("</stream:stream>") {
            return Ok(text);
        }
        if octets.len() > 64 * 1024 || Instant::now() > by {
            return Err(format!("no end of {text}"));
        }
        match stream.read(&mut buffer) {
            Ok(0) => return Ok(text),
            Ok(read) => octets.extend_from_slice(&buffer[..read]),
            Err(error) => return Err(format!("{error} after {text}")),
        }
    }
}

fn handshake(mut stream: TcpStream, domain: &str) -> Result<Vec<Vec<u8>>, String> {
    let watching = Arc::new(Watching::default());
    let mut config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(watching.clone())
        .with_no_client_auth();
    // each handshake has to show the certificate
    config.resumption = rustls::client::Resumption::disabled();
    // RFC 6066 §3: in A-labels
    let domain: Domain = domain.parse().unwrap();
    let name = ServerName::try_from(domain.as_ascii().to_owned()).unwrap();
    let mut tls = ClientConnection::new(Arc::new(config), name).unwrap();
    let by = Instant::now() + PATIENCE;
    while tls.is_handshaking() {
        if Instant::now() > by {
            return Err("no end of the handshake".to_owned());
        }
        tls.complete_io(&mut stream).map_err(|error| error.to_string())?;
    }
    let seen = watching.seen.lock().unwrap().clone();
    Ok(seen)
}

/// Keeps what it is shown, and takes all.
#[derive(Debug, Default)]
struct Watching {
    seen: Mutex<Vec<Vec<u8>>>,
}

impl ServerCertVerifier for Watching {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let all = [leaf].into_iter().chain(others);
        *self.seen.lock().unwrap() = all.map(|der| der.to_vec()).collect();
        Ok(ServerCertVerified::assertion())
    }

    // whether it has the key is for the server's own library to care about, which also signs with keys that
    // ours does not read
    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        // RFC 8446 §4.2.3; 0x0809 to 0x080b are RSASSA-PSS with keys for nothing else
        let numbers = [
            0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0809, 0x080a, 0x080b, 0x0804, 0x0805, 0x0806,
            0x0401, 0x0501, 0x0601,
        ];
        numbers.into_iter().map(SignatureScheme::from).collect()
    }
}
