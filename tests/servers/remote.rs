//! A server that calls another one, as far as SASL EXTERNAL (RFC 6120 §5, §6, XEP-0178 §3).

use std::fmt;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Instant;

use super::pki::Shown;
use super::tls::{PATIENCE, Secured, connect, secure};

/// What no answer may be larger than, in octets.
const LARGEST: usize = 64 * 1024;

/// What became of a call; what the server says of it is in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// EXTERNAL succeeded.
    Accepted,
    /// EXTERNAL failed or was not offered, and the stream goes on: to Server Dialback.
    Dialback(String),
    /// EXTERNAL failed and dialback is not listened to, or the stream ended with an error.
    Refused(String),
    /// The stream ended without a word.
    Died,
    /// The handshake was refused.
    TlsRefused(String),
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Accepted => f.write_str("accepted"),
            Outcome::Dialback(words) => write!(f, "dialback: {words}"),
            Outcome::Refused(words) => write!(f, "refused: {words}"),
            Outcome::Died => f.write_str("the stream died"),
            Outcome::TlsRefused(words) => write!(f, "TLS refused: {words}"),
        }
    }
}

/// Calls the server on that port of loopback, shows a certificate, and asks to be the server that it names.
///
/// # Errors
/// What is no answer to the question: nobody listens, no STARTTLS, silence.
pub fn call(port: u16, to: &str, shown: &Shown) -> Result<Outcome, String> {
    let from = shown.spec.from;
    let mut stream = match begin(port, &of_server(from), to, shown)? {
        Begun::Offered(stream) => stream,
        Begun::NotOffered => return Ok(Outcome::Dialback("EXTERNAL is not offered".to_owned())),
        Begun::Ended(outcome) => return Ok(outcome),
    };
    // XEP-0178 §3: the authorization identity is the domain that the stream is from; an empty one
    // where nameprep, which the server applies to it, might make another text of it
    let identity = if from.is_ascii() { base64(from.as_bytes()) } else { "=".to_owned() };
    match external(&mut stream, &identity)? {
        Outcome::Refused(words) if dialback(&mut stream, from, to)? => Ok(Outcome::Dialback(words)),
        outcome => Ok(outcome),
    }
}

/// A stream on which stanzas can be sent: EXTERNAL must succeed.
///
/// # Errors
/// As [`call`].
pub fn introduce(port: u16, to: &str, shown: &Shown) -> Result<Box<Secured>, String> {
    let attributes = of_server(shown.spec.from);
    let Begun::Offered(mut stream) = begin(port, &attributes, to, shown)? else {
        return Err("EXTERNAL is not offered".to_owned());
    };
    match external(&mut *stream, "=")? {
        Outcome::Accepted => {}
        other => return Err(other.to_string()),
    }
    say(&mut *stream, &header(to, &attributes)).map_err(|error| error.to_string())?;
    hear(&mut *stream, FEATURES)?;
    Ok(stream)
}

fn of_server(from: &str) -> String {
    format!(" xmlns='jabber:server' xmlns:db='jabber:server:dialback' from='{from}'")
}

fn header(to: &str, attributes: &str) -> String {
    format!(
        "<?xml version='1.0'?><stream:stream xmlns:stream='http://etherx.jabber.org/streams' \
         to='{to}' version='1.0'{attributes}>"
    )
}

/// Logs in with SASL EXTERNAL as the account in whose name the certificate is shown (XEP-0178 §2).
///
/// # Errors
/// As [`call`].
pub fn log_in(port: u16, to: &str, shown: &Shown) -> Result<Outcome, String> {
    match begin(port, " xmlns='jabber:client'", to, shown)? {
        Begun::Offered(mut stream) => external(&mut stream, &base64(shown.spec.from.as_bytes())),
        Begun::NotOffered => Ok(Outcome::Refused("EXTERNAL is not offered".to_owned())),
        Begun::Ended(outcome) => Ok(outcome),
    }
}

/// What came of the second stream, that within TLS.
enum Begun {
    Offered(Box<Secured>),
    NotOffered,
    Ended(Outcome),
}

fn begin(port: u16, attributes: &str, to: &str, shown: &Shown) -> Result<Begun, String> {
    let header = header(to, attributes);
    let mut stream = match secure(starttls(port, &header)?, to, shown) {
        Ok(stream) => stream,
        Err(alert) => return Ok(Begun::Ended(Outcome::TlsRefused(alert))),
    };
    if let Err(alert) = say(&mut stream, &header) {
        return Ok(Begun::Ended(ended(&alert.to_string())));
    }
    let offer = hear(&mut stream, FEATURES)?;
    Ok(if offer.over {
        Begun::Ended(offer.refusal().map_or_else(|| ended(&offer.why), Outcome::Refused))
    } else if offer.text.contains(">EXTERNAL<") {
        Begun::Offered(Box::new(stream))
    } else {
        Begun::NotOffered
    })
}

/// What features end with; those of jabberd2 may have no prefix.
const FEATURES: &[&str] = &["</stream:features>", "<stream:features/>", "</features>"];

/// A connection on which TLS is to begin (RFC 6120 §5.4.2).
fn starttls(port: u16, header: &str) -> Result<TcpStream, String> {
    let mut stream = connect(port)?;
    say(&mut stream, header).map_err(|error| error.to_string())?;
    let offer = hear(&mut stream, FEATURES)?;
    if !offer.text.contains(TLS) {
        return Err(format!("no STARTTLS: {}", offer.text));
    }
    say(&mut stream, &format!("<starttls xmlns='{TLS}'/>")).map_err(|error| error.to_string())?;
    let proceed = hear(&mut stream, &["<proceed", "<failure"])?;
    match proceed.text.contains("<proceed") {
        true => Ok(stream),
        false => Err(format!("no TLS: {}", proceed.text)),
    }
}

/// The namespace of STARTTLS.
pub const TLS: &str = "urn:ietf:params:xml:ns:xmpp-tls";

fn external(stream: &mut impl ReadWrite, identity: &str) -> Result<Outcome, String> {
    let auth = format!(
        "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='EXTERNAL'>{identity}</auth>"
    );
    if let Err(alert) = say(stream, &auth) {
        return Ok(ended(&alert.to_string()));
    }
    let answer = hear(stream, &["<success", "</failure>", "<failure/>"])?;
    if answer.text.contains("<success") {
        return Ok(Outcome::Accepted);
    }
    Ok(answer.refusal().map_or_else(|| ended(&answer.why), Outcome::Refused))
}

/// Whether dialback is listened to on a stream where EXTERNAL has failed: then the server looks for
/// the one that speaks for the domain, and says that it finds none (XEP-0220 §2.4).
fn dialback(stream: &mut impl ReadWrite, from: &str, to: &str) -> Result<bool, String> {
    let key = format!("<db:result from='{from}' to='{to}'>0123456789abcdef</db:result>");
    if say(stream, &key).is_err() {
        return Ok(false);
    }
    Ok(hear(stream, &["</db:result>"])?.text.contains("<remote-server-"))
}

/// What the end of a connection means.
pub fn ended(why: &str) -> Outcome {
    // in TLS 1.3 the client's certificate is judged after the client's handshake is done
    match why.split_once("received fatal alert: ") {
        Some((_, alert)) => Outcome::TlsRefused(alert.to_owned()),
        None => Outcome::Died,
    }
}

/// What was heard, and whether it was the last.
pub struct Heard {
    pub text: String,
    pub over: bool,
    pub why: String,
}

impl Heard {
    /// The words of an error of the stream or of SASL.
    pub fn refusal(&self) -> Option<String> {
        let from = ["<failure", "<stream:error"].iter().find_map(|tag| self.text.find(tag))?;
        let words = self.text.get(from..)?;
        let ends = ["</failure>", "</stream:error>"].iter().filter_map(|tag| words.find(tag));
        Some(essence(&words[..ends.min().unwrap_or(words.len())]))
    }
}

/// The names of elements and the text between them, without namespaces.
fn essence(xml: &str) -> String {
    let mut words = Vec::new();
    for piece in xml.split('<').filter(|piece| !piece.is_empty() && !piece.starts_with('/')) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        words.push(tag.split([' ', '/']).next().unwrap_or_default());
        words.push(text.trim());
    }
    words.retain(|word| !["", "text", "failure", "stream:error"].contains(word));
    words.join(" ").replace("&apos;", "'")
}

pub trait ReadWrite: Read + Write {}
impl<T: Read + Write> ReadWrite for T {}

pub fn say(stream: &mut impl ReadWrite, words: &str) -> std::io::Result<()> {
    stream.write_all(words.as_bytes())?;
    stream.flush()
}

/// Reads until one of the endings is there, the stream ends, or there is no more patience.
pub fn hear(stream: &mut impl ReadWrite, endings: &[&str]) -> Result<Heard, String> {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
    let by = Instant::now() + PATIENCE;
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if endings.iter().any(|ending| text.contains(ending)) {
            return Ok(Heard { text, over: false, why: String::new() });
        }
        if text.contains("</stream:stream>") {
            return Ok(Heard { text, over: true, why: String::new() });
        }
        if bytes.len() > LARGEST || Instant::now() > by {
            return Err(format!("no end of {text}"));
        }
        match stream.read(&mut buffer) {
            Ok(0) => return Ok(Heard { text, over: true, why: String::new() }),
            Ok(read) => bytes.extend_from_slice(&buffer[..read]),
            Err(error)
                if matches!(
                    error.kind(),
                    std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                ) =>
            {
                return Err(format!("silence after {text}"));
            }
            Err(error) => return Ok(Heard { text, over: true, why: error.to_string() }),
        }
    }
}

/// RFC 4648 §4.
fn base64(octets: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |group: &[u8]| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(*group.get(at).unwrap_or(&0)));
        let sign = |at: usize| match at > group.len() {
            true => '=',
            false => char::from(ALPHABET[bits >> (18 - 6 * at) & 63]),
        };
        (0..4).map(sign).collect::<String>()
    };
    octets.chunks(3).map(group).collect()
}
