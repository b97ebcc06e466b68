//! An address that may be asked.

use std::fmt;

use thiserror::Error;
use ureq::http::Uri;

/// The most that an address may have, in octets.
const LONGEST: usize = 2048;

/// A URI of the scheme http with a host and without credentials (RFC 9110 §4.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(Uri);

/// Why an address is not asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AddressError {
    /// Another scheme than http.
    #[error("it is {scheme}, and only http is asked")]
    Scheme {
        /// The scheme, in lower case.
        scheme: String,
    },
    /// A name and perhaps a password before the host (RFC 9110 §4.2.4).
    #[error("it has credentials before the host")]
    Credentials,
    /// Longer than anybody needs.
    #[error("it has {octets} octets, more than the {LONGEST} that are asked")]
    TooLong {
        /// Its length.
        octets: usize,
    },
    /// No URI.
    #[error("it is no address (RFC 3986)")]
    Malformed,
}

impl Address {
    /// Reads an absolute URI; a fragment is dropped, since it is never sent.
    ///
    /// # Errors
    /// When it is none of plain http.
    pub fn parse(text: &str) -> Result<Address, AddressError> {
        let octets = text.len();
        if octets > LONGEST {
            return Err(AddressError::TooLong { octets });
        }
        match scheme(text) {
            None => return Err(AddressError::Malformed),
            Some(scheme) if scheme != "http" => return Err(AddressError::Scheme { scheme }),
            Some(_) => {}
        }
        let uri: Uri = text.parse().map_err(|_| AddressError::Malformed)?;
        // `http:` alone is read as a host of that name
        let authority = uri.scheme().and(uri.authority()).ok_or(AddressError::Malformed)?;
        if authority.as_str().contains('@') {
            return Err(AddressError::Credentials);
        }
        match authority.host().is_empty() {
            true => Err(AddressError::Malformed),
            false => Ok(Address(uri)),
        }
    }

    /// Where a redirect leads that was met here (RFC 9110 §10.2.2, RFC 3986 §5.2).
    ///
    /// # Errors
    /// When that is no address of plain http.
    pub(super) fn redirected(&self, location: &str) -> Result<Address, AddressError> {
        if scheme(location).is_some() {
            return Address::parse(location);
        }
        let authority = self.0.authority().map(ToString::to_string).unwrap_or_default();
        let path = self.0.path();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        Address::parse(&match location {
            network if network.starts_with("//") => format!("http:{network}"),
            absolute if absolute.starts_with('/') => format!("http://{authority}{absolute}"),
            query if query.starts_with('?') => format!("http://{authority}{path}{query}"),
            relative => format!("http://{authority}{folder}/{relative}"),
        })
    }

    pub(super) fn uri(&self) -> &Uri {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The scheme in lower case, where there is one (RFC 3986 §3.1).
fn scheme(text: &str) -> Option<String> {
    let (scheme, _) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> AddressError {
        Address::parse(text).unwrap_err()
    }

    #[test]
    fn plain_http_alone_is_an_address() {
        for good in ["http://a.example/x.der", "HTTP://a.example", "http://[::1]:8080/x?y=1#z"] {
            assert!(Address::parse(good).is_ok(), "{good}");
        }
        for scheme in ["https", "ldap", "file", "ftp", "gopher", "jar"] {
            let address = format!("{scheme}://a.example/x");
            assert_eq!(error(&address), AddressError::Scheme { scheme: scheme.to_owned() });
        }
        assert_eq!(error("file:/etc/passwd"), AddressError::Scheme { scheme: "file".to_owned() });
        assert_eq!(error("http://user:pw@a.example/"), AddressError::Credentials);
        assert_eq!(error("http://a.example@b.example/"), AddressError::Credentials);
        let long = format!("http://a/{}", "x".repeat(3000));
        assert_eq!(error(&long), AddressError::TooLong { octets: long.len() });
        for bad in [
            "",
            "/x",
            "a.example",
            "http:",
            "http://",
            "http:///x",
            "http://a b/",
            "http://a\r\nX: y",
        ] {
            assert_eq!(error(bad), AddressError::Malformed, "{bad:?}");
        }
    }

    #[test]
    fn redirects_lead_from_where_they_were_met() {
        let met = Address::parse("http://a.example:81/ca/x.der?q").unwrap();
        for (location, leads) in [
            ("/y", "http://a.example:81/y"),
            ("y", "http://a.example:81/ca/y"),
            ("?z", "http://a.example:81/ca/x.der?z"),
            ("//b.example/y", "http://b.example/y"),
            ("http://c.example/", "http://c.example/"),
        ] {
            assert_eq!(met.redirected(location).unwrap().to_string(), leads);
        }
        assert!(met.redirected("https://a.example/").is_err());
        assert!(met.redirected("//user@b.example/").is_err());
    }
}
