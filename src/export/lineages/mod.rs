//! Where ACME clients (RFC 8555) keep what they renew.
//!
//! One file a client; [`CLIENTS`] lists them. Names only: whoever asks looks which of them are there.

mod acme_sh;
mod certbot;
mod lego;
mod snikket;

/// An ACME client, and how it lays out a lineage: the key and chain that it renews together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    /// Its name.
    pub name: &'static str,
    /// Where a pair may be, the likeliest first, below the directory that is named or one of its own.
    pub pairs: &'static [Pair],
    /// Where this is documented, or the version that was run.
    pub cite: &'static str,
}

/// Key and chain of one lineage. In all three `{domain}` stands for the domain with A-labels, and `{name}` for
/// the name of the directory that the file is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The directory below the one that is named; empty for that one itself.
    pub folder: &'static str,
    /// The file with the leaf and its issuers.
    pub chain: &'static str,
    /// The file with the key.
    pub key: &'static str,
}

/// A pair with its names filled in, relative to the directory that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The client that lays files out so.
    pub client: &'static str,
    /// The file with the leaf and its issuers.
    pub chain: String,
    /// The file with the key.
    pub key: String,
}

/// Every client that is known.
pub const CLIENTS: &[&Client] =
    &[&certbot::CLIENT, &snikket::CLIENT, &lego::CLIENT, &acme_sh::CLIENT];

/// Where the pair of a domain may be below a directory with this name, each place once. Without a domain
/// only places that do not hang on one.
pub fn candidates(directory: &str, domain: Option<&str>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for client in CLIENTS {
        for candidate in
            client.pairs.iter().filter_map(|pair| filled(client, pair, directory, domain))
        {
            let known =
                found.iter().any(|one| one.chain == candidate.chain && one.key == candidate.key);
            if !known {
                found.push(candidate);
            }
        }
    }
    found
}

fn filled(
    client: &Client,
    pair: &Pair,
    directory: &str,
    domain: Option<&str>,
) -> Option<Candidate> {
    let of_domain = |text: &str| match domain {
        Some(domain) => Some(text.replace("{domain}", domain)),
        None => (!text.contains("{domain}")).then(|| text.to_owned()),
    };
    let folder = of_domain(pair.folder)?;
    let last = folder.rsplit('/').next().filter(|last| !last.is_empty()).unwrap_or(directory);
    // acme.sh keeps EC keys apart, and calls them by the domain alone
    let name = last.strip_suffix("_ecc").unwrap_or(last);
    let file = |text: &str| {
        let text = of_domain(text)?.replace("{name}", name);
        Some(if folder.is_empty() { text } else { format!("{folder}/{text}") })
    };
    Some(Candidate { client: client.name, chain: file(pair.chain)?, key: file(pair.key)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(directory: &str, domain: Option<&str>) -> Vec<String> {
        candidates(directory, domain)
            .into_iter()
            .map(|one| format!("{} {}", one.chain, one.key))
            .collect()
    }

    #[test]
    fn without_a_domain_the_directory_itself_tells() {
        let found = places("example.org_ecc", None);
        assert!(found.contains(&"fullchain.pem privkey.pem".to_owned()));
        assert!(found.contains(&"fullchain.cer example.org.key".to_owned()));
        assert!(found.iter().all(|place| !place.contains('{')), "{found:?}");
    }

    #[test]
    fn with_a_domain_its_places_are_found_from_above() {
        let found = places("letsencrypt", Some("example.org"));
        for place in [
            "live/example.org/fullchain.pem live/example.org/privkey.pem",
            "example.org/fullchain.pem example.org/privkey.pem",
            "certificates/example.org.crt certificates/example.org.key",
            "example.org_ecc/fullchain.cer example.org_ecc/example.org.key",
            "example.org/fullchain.cer example.org/example.org.key",
        ] {
            assert!(found.contains(&place.to_owned()), "{place}: {found:?}");
        }
    }

    #[test]
    fn names_are_unique_and_nothing_leads_out_of_the_directory() {
        for (index, client) in CLIENTS.iter().enumerate() {
            assert!(CLIENTS[..index].iter().all(|other| other.name != client.name));
        }
        for candidate in candidates("d", Some("example.org")) {
            assert!(!candidate.chain.starts_with('/') && !candidate.chain.contains(".."));
        }
    }
}
