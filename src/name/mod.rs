//! The name room.
