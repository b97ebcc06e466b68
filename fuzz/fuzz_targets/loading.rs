//! See `loading` in tests/parsers/mod.rs.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| xmppcert_fuzz::parsers::loading(octets));
