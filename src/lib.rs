//! Everything an XMPP operator does with certificates, as a library under a thin command.
//!
//! The rooms, from the ground up; `tests/house.rs` holds who may import whom:
//!
//! | floor | room | what it is |
//! |---|---|---|
//! | 5 | [`cli`] | one file a subcommand; composes the others, asks the clock, prints |
//! | 4 | [`render`] | reports in, bytes out |
//! | 3 | [`enroll`] | what to ask a CA for, and what it will make of it |
//! | 3 | [`export`] | the files that each server loads, made of one chain and its key |
//! | 3 | [`check`] | what is wrong with certificates, and whether they may be relied upon |
//! | 3 | [`inspect`] | what a file holds, and what is wrong with its encoding |
//! | 2 | [`report`] | facts and findings |
//! | 2 | [`servers`] | what each server implementation makes of certificates |
//! | 1 | [`pki`] | bytes in, values out: no file, no network, no clock |
//! | 0 | [`name`], [`files`], [`net`] | what XMPP things are called; the one door to the disk; the one to the network |
//!
//! Invariants:
//!
//! 1. An instant is given, never asked for, below `cli`.
//! 2. Only `files` opens a file (the system's trust anchors are opened by rustls-native-certs, in `cli`); only `cli/session.rs` prints, reads standard input and the
//!    environment. Only `net` opens a socket, and only for a command whose options ask for it.
//! 3. A *finding* says that a certificate or request is wrong or could be better; an *error* says
//!    that we could not look or could not write. They never mix.
//! 4. No private key has a `Debug` that shows it, and none reaches the disk but as an
//!    [`files::Artifact`] marked secret: mode 0600 from its first byte.
//! 5. Text from a certificate or a peer is escaped before it reaches a terminal.
//! 6. JSON is the promise of `schema/`, written from [`report`]'s facts, never serde of inner types.

pub mod check;
pub mod cli;
pub mod enroll;
pub mod export;
pub mod files;
pub mod inspect;
pub mod name;
pub mod net;
pub mod pki;
pub mod render;
pub mod report;
pub mod servers;
