//! Facts: what a command made or saw, one struct a kind. Their JSON is a promise (`schema/`).

mod exported;
mod hosts;
mod judged;
mod loading;
mod made;
mod peers;
mod seen;

pub use exported::{ExportFacts, LayoutFacts, LayoutFileFact, SnippetFact};
pub use hosts::{HostFact, HostsFacts};
pub use judged::{IdentityFact, PathFacts, PathLink, VerdictFacts};
pub use loading::{FateFact, LoadingFacts, ServedFact};
pub use made::{
    ChainFacts, ChainLink, Dropped, Fetched, FileFact, KeyFacts, LeftOut, NameFact, RequestFacts,
    Step,
};
pub use peers::{Accepts, Evidence, PeerFact, PeerRole, PeersFacts};
pub use seen::{
    Branch, CertificateFacts, CrlFacts, HolderFacts, Issued, MalformedName, NamesSeen, OtherName,
    ParametersFacts, PrivateKeyFacts, PublicKeyFacts, Shown, StoreEntry, StoreFacts,
    UnreadableFacts, Validity,
};

use super::Code;

/// The facts of a report.
#[derive(Clone, Debug)]
pub enum Facts {
    /// A certificate seen.
    Certificate(Box<CertificateFacts>),
    /// A chain put together.
    Chain(Box<ChainFacts>),
    /// A finding code explained.
    Code(&'static Code),
    /// A certificate revocation list seen.
    Crl(Box<CrlFacts>),
    /// Files written for a server.
    Export(Box<ExportFacts>),
    /// The hosts of a server's configuration.
    Hosts(HostsFacts),
    /// A private key made or converted.
    Key(KeyFacts),
    /// The files that a server loads.
    Layout(LayoutFacts),
    /// What a server makes of its files.
    Loading(Box<LoadingFacts>),
    /// Parameters of keys seen.
    Parameters(ParametersFacts),
    /// A private key seen.
    PrivateKey(PrivateKeyFacts),
    /// A public key seen.
    PublicKey(PublicKeyFacts),
    /// A certification request made.
    Request(Box<RequestFacts>),
    /// A certification request seen.
    RequestSeen(Box<HolderFacts>),
    /// A keystore or a bag of certificates seen.
    Store(StoreFacts),
    /// The certificates of one file as a tree.
    Tree(Vec<Branch>),
    /// Something that could not be read, or is nothing that we know.
    Unreadable(UnreadableFacts),
    /// A certificate judged.
    Verdict(Box<VerdictFacts>),
}
