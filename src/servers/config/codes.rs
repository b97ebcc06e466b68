//! What there is to say about a configuration.

use crate::report::{Code, Severity};

/// Something that decides about a host cannot be read.
pub const HOST_UNREADABLE: Code = Code {
    id: "host-unreadable",
    severity: Severity::Warning,
    title: "the configuration makes a host in a way that only the server itself can follow",
    cite: "Prosody core/configmanager.lua; ejabberd and MongooseIM documentation of the options named",
    why: "A Lua expression, a macro, an alias or a database decides about the host, and a guess would put a \
          wrong name into a certificate or leave a right one out.",
    fix: "name the host yourself beside the others: xmppcert csr DOMAIN --component HOST",
};

/// Every code of this part of the room.
pub const CODES: &[&Code] = &[&HOST_UNREADABLE];
