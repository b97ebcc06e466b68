//! Snikket, whose certbot keeps its lineages in a volume of its own.

use super::{Client, Pair};

pub(super) const CLIENT: Client = Client {
    name: "Snikket",
    pairs: &[Pair {
        folder: "letsencrypt/live/{domain}",
        chain: "fullchain.pem",
        key: "privkey.pem",
    }],
    cite: "snikket-im/snikket-server bd30dc0d, ansible/files: /snikket/letsencrypt/live",
};
