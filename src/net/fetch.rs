//! One GET over plain http.

use std::io::Read;
use std::time::{Duration, Instant};

use ureq::http::{Response, StatusCode, header};
use ureq::{Agent, Body, Error};

use super::address::Address;
use super::error::FetchError;

/// The most that the head of an answer may have, in octets.
const HEAD: usize = 16 << 10;

/// How much is granted to one fetch.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most that the body may have, in octets.
    pub octets: u64,
    /// All the time there is: for names, connections, redirects and the body together.
    pub time: Duration,
    /// How many redirects are followed.
    pub redirects: usize,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// Where redirects led, in their order.
    pub redirects: Vec<String>,
    /// The body, or why there is none.
    pub body: Result<Vec<u8>, FetchError>,
}

/// Asks an address for its octets.
pub fn fetch(address: &Address, limits: &Limits) -> Fetched {
    let mut redirects = Vec::new();
    let body = follow(address.clone(), limits, &mut redirects);
    Fetched { redirects, body }
}

fn follow(
    mut address: Address,
    limits: &Limits,
    redirects: &mut Vec<String>,
) -> Result<Vec<u8>, FetchError> {
    let started = Instant::now();
    loop {
        let left = limits.time.saturating_sub(started.elapsed());
        let answer = ask(&address, left).map_err(|error| of(error, limits))?;
        if !is_redirect(answer.status()) {
            return body(answer, limits);
        }
        if redirects.len() == limits.redirects {
            return Err(FetchError::TooManyRedirects(limits.redirects));
        }
        address = leads(&answer, &address)?;
        redirects.push(address.to_string());
    }
}

#[expect(clippy::disallowed_methods, reason = "this is where the network is asked")]
fn ask(address: &Address, left: Duration) -> Result<Response<Body>, Error> {
    let config = Agent::config_builder()
        .timeout_global(Some(left))
        // redirects are followed here, where each is looked at first
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        // whoever sets a proxy for a shell has not meant this address
        .proxy(None)
        .max_response_header_size(HEAD)
        .max_idle_connections(0)
        .accept_encoding("identity")
        .user_agent(concat!("xmppcert/", env!("CARGO_PKG_VERSION")))
        .build();
    Agent::new_with_config(config).get(address.uri()).call()
}

fn is_redirect(status: StatusCode) -> bool {
    // 300 and 304 lead nowhere by themselves (RFC 9110 §15.4)
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

fn leads(answer: &Response<Body>, met: &Address) -> Result<Address, FetchError> {
    let location = answer.headers().get(header::LOCATION);
    let location = location.and_then(|value| value.to_str().ok()).unwrap_or_default();
    if location.is_empty() {
        return Err(FetchError::RedirectNowhere);
    }
    let refused = |why| FetchError::Redirect { to: location.to_owned(), why };
    met.redirected(location).map_err(refused)
}

fn body(answer: Response<Body>, limits: &Limits) -> Result<Vec<u8>, FetchError> {
    if answer.status() != StatusCode::OK {
        return Err(FetchError::Status(answer.status().as_u16()));
    }
    let encoding = answer.headers().get(header::CONTENT_ENCODING);
    if encoding.is_some_and(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        return Err(FetchError::Encoded);
    }
    let mut octets = Vec::new();
    // one octet more shows that there is more
    let mut reader = answer.into_body().into_reader().take(limits.octets.saturating_add(1));
    reader.read_to_end(&mut octets).map_err(|error| of(Error::from(error), limits))?;
    match u64::try_from(octets.len()).is_ok_and(|count| count <= limits.octets) {
        true => Ok(octets),
        false => Err(FetchError::TooLarge(limits.octets)),
    }
}

fn of(error: Error, limits: &Limits) -> FetchError {
    match error {
        Error::Timeout(_) => FetchError::Late(limits.time),
        Error::HostNotFound => FetchError::Unresolved,
        Error::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            FetchError::Truncated
        }
        Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            FetchError::Connection("the connection is refused".to_owned())
        }
        Error::Io(error) => FetchError::Connection(error.to_string()),
        Error::ConnectionFailed => FetchError::Connection("there is no connection".to_owned()),
        _ => FetchError::NotHttp,
    }
}
