//! Public keys, private keys, certificates: bytes in, values out.
//!
//! Nothing here touches a file, a socket, the clock or the environment.

pub mod key;
pub mod pem;
