//! What files a server is to get: which, with what in them. Nothing is written here.

pub mod lineages;
