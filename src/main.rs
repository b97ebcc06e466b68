//! The binary: parse, run, exit.
fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
