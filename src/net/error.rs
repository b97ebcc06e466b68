//! Why nothing was fetched.

use std::time::Duration;

use thiserror::Error;

use super::address::AddressError;

/// Why nothing was fetched. What the other side said is in none of them but as a number or an address.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FetchError {
    /// There was no whole answer in time.
    #[error("there was no whole answer within {} s", .0.as_secs_f32())]
    Late(Duration),
    /// The host name leads nowhere.
    #[error("the host name leads to no address")]
    Unresolved,
    /// No connection, or a broken one: what the operating system says.
    #[error("{0}")]
    Connection(String),
    /// The status is not 200.
    #[error("the answer has the status {0}")]
    Status(u16),
    /// The body is too large.
    #[error("the answer has more than {0} octets")]
    TooLarge(u64),
    /// The body ended before the length that was announced, or its chunks are broken.
    #[error("the answer is not whole")]
    Truncated,
    /// The body is encoded, although nothing but plain octets was asked for (RFC 9110 §8.4).
    #[error("the answer is encoded, which was not asked for")]
    Encoded,
    /// A redirect to what is not asked.
    #[error("it redirects to {to}: {why}")]
    Redirect {
        /// Where it leads.
        to: String,
        /// Why that is not asked.
        why: AddressError,
    },
    /// A redirect that does not say where to.
    #[error("it redirects without saying where to")]
    RedirectNowhere,
    /// Too many redirects.
    #[error("it redirects more than {0} times")]
    TooManyRedirects(usize),
    /// No HTTP.
    #[error("the answer is no HTTP that can be read")]
    NotHttp,
}
