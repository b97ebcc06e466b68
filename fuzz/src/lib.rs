//! The fuzz targets call the functions that the regression tests of the parent call.

#[path = "../../tests/parsers/mod.rs"]
pub mod parsers;
