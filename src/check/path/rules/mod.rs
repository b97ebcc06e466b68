//! The rules, one file a subject; each looks at a certificate or a link and names what is broken.

pub(super) mod authority;
pub(super) mod form;
pub(super) mod keys;
pub(super) mod leaf;
pub(super) mod names;
pub(super) mod policies;
pub(super) mod words;

/// Where a certificate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// At the bottom.
    Leaf,
    /// At the bottom, and trusted by itself.
    TrustedLeaf,
    /// At the bottom, and there to sign a revocation list.
    ListSigner,
    /// Between leaf and anchor.
    Intermediate,
    /// At the top, and trusted.
    Anchor,
}

impl Position {
    /// Whether it signs certificates.
    pub(super) fn is_issuer(self) -> bool {
        matches!(self, Position::Intermediate | Position::Anchor)
    }

    /// Whether it is trusted by itself, not by a signature.
    pub(super) fn is_trusted(self) -> bool {
        matches!(self, Position::TrustedLeaf | Position::Anchor)
    }
}
