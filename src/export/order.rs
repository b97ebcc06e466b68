//! What is to be made, and why it cannot.

use crate::name::Domain;
use crate::pki::bundle::Bundle;
use crate::pki::keystore::{Strength, WriteError};
use crate::pki::moment::Moment;
use crate::servers::Layout;

/// What is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The files and their form.
    pub layout: &'static Layout,
    /// The domain that stands in their names.
    pub domain: &'a Domain,
    /// What they are made of.
    pub bundle: &'a Bundle,
    /// Whether the root goes where the chain goes, even if nobody needs it there.
    pub with_root: bool,
    /// Whether files that should hold the root are made without it where it is not at hand.
    pub may_lack_root: bool,
    /// The password of keystores; without one, that which the server tries of itself.
    pub password: Option<&'a str>,
    /// How PKCS#12 stores are protected.
    pub strength: Strength,
    /// The date that keystores bear.
    pub created: Moment,
}

/// Why a layout cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// There is no private key.
    #[error("the files hold a private key, and there is none")]
    NoKey,
    /// There is no root.
    #[error("the files hold the chain up to its root, and the root is not at hand")]
    NoRoot,
    /// There is no password.
    #[error("a keystore has a password, and there is none")]
    NoPassword,
    /// The keystore cannot be made.
    #[error(transparent)]
    Store(#[from] WriteError),
}
