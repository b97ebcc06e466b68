//! Where Openfire keeps its own.

use super::super::fact::Fact;
use super::{Holds, Layout, LayoutFile, Reload, Store};

const STORES: &str = "igniterealtime/Openfire 3709dd49, CertificateStoreManager";
const JAVA: &str = "run: OpenJDK 17";

/// Its identity store, of the type that it takes where nobody set another.
pub(in crate::servers) const LAYOUT: Layout = Layout {
    directory: Some("/etc/openfire/security"),
    files: &[LayoutFile {
        name: "keystore",
        role: "key store (JKS)",
        holds: Holds::Jks(Store { alias: "{domain}", password: Some("changeit") }),
    }],
    // it writes into its stores what is changed in the admin console
    owner: Some("openfire"),
    group: None,
    snippets: &[],
    unasked: Some(Fact::read(
        "A watcher loads the store when it has changed, unless cert.storewatcher.enabled is false; what it cannot \
         open it passes over without a word.",
        STORES,
    )),
    reload: &[Reload {
        command: "systemctl restart openfire",
        what: Fact::unverified(
            "It opens the store anew, and ends all sessions; where the watcher runs there is no need.",
            "not run",
        ),
    }],
    notes: &[
        Fact::read(
            "The file takes the place of the whole store: certificates of other domains in it are lost, so keep \
             one store for each installation or bring the new certificate in by the admin console.",
            STORES,
        ),
        Fact::run(
            "The key has the password of the store. With one of its own the store is loaded, and every handshake \
             fails.",
            JAVA,
        ),
        Fact::read(
            "The password is changeit unless the system property xmpp.socket.ssl.keypass is set.",
            STORES,
        ),
        Fact::run(
            "Java 17 opens PKCS#12 where the type is jks, and JKS where it is pkcs12; not JCEKS.",
            JAVA,
        ),
        Fact::read(
            "Where no certificate in the store is for its XMPP domain it makes a self-signed one at the start.",
            "igniterealtime/Openfire 3709dd49, IdentityStore",
        ),
        Fact::read(
            "In Debian's package /usr/share/openfire/resources/security is a link to this directory; elsewhere it is \
             resources/security below the home of Openfire.",
            "igniterealtime/Openfire, build/debian/openfire.links",
        ),
    ],
    source: Fact::read(
        (),
        "igniterealtime/Openfire 3709dd49; build/debian; stores run with OpenJDK 17",
    ),
};
