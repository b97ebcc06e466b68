//! The command as its users meet it: sessions in plain files under `tests/cmd`.
//!
//! `TRYCMD=overwrite cargo test --test cli` rewrites what they expect;
//! `cargo test --test cli -- every trycmd=wildcard` runs those with that in their name.

#[test]
fn every_recorded_session_goes_as_recorded() {
    trycmd::TestCases::new()
        .case("tests/cmd/*/*.trycmd")
        .register_bin("xmppcert", std::path::PathBuf::from(env!("CARGO_BIN_EXE_xmppcert")))
        // the width of the terminal that runs the tests is not theirs
        .env("COLUMNS", "100");
}
