//! lego, and Caddy's store, which names its files alike.

use super::{Client, Pair};

pub(super) const CLIENT: Client = Client {
    name: "lego",
    pairs: &[
        Pair { folder: "", chain: "{domain}.crt", key: "{domain}.key" },
        // the wildcard of the domain
        Pair { folder: "", chain: "_.{domain}.crt", key: "_.{domain}.key" },
        Pair { folder: "certificates", chain: "{domain}.crt", key: "{domain}.key" },
        Pair { folder: "certificates", chain: "_.{domain}.crt", key: "_.{domain}.key" },
        Pair { folder: "{domain}", chain: "{domain}.crt", key: "{domain}.key" },
    ],
    cite: "lego's documentation: certificates/DOMAIN.crt has the issuers behind the leaf",
};
