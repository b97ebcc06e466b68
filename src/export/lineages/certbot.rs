//! certbot, and dehydrated, which names its files alike.

use super::{Client, Pair};

pub(super) const CLIENT: Client = Client {
    name: "certbot",
    pairs: &[
        Pair { folder: "", chain: "fullchain.pem", key: "privkey.pem" },
        Pair { folder: "{domain}", chain: "fullchain.pem", key: "privkey.pem" },
        Pair { folder: "live/{domain}", chain: "fullchain.pem", key: "privkey.pem" },
        Pair { folder: "certs/{domain}", chain: "fullchain.pem", key: "privkey.pem" },
    ],
    cite: "certbot's documentation, \"Where are my certificates?\"; $RENEWED_LINEAGE is the directory",
};
