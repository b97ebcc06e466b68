//! acme.sh.

use super::{Client, Pair};

pub(super) const CLIENT: Client = Client {
    name: "acme.sh",
    pairs: &[
        Pair { folder: "", chain: "fullchain.cer", key: "{name}.key" },
        Pair { folder: "{domain}_ecc", chain: "fullchain.cer", key: "{name}.key" },
        Pair { folder: "{domain}", chain: "fullchain.cer", key: "{name}.key" },
    ],
    cite: "acme.sh's wiki: ~/.acme.sh/DOMAIN, and DOMAIN_ecc for EC keys",
};
