//! The binary: parse, run, exit.

use std::process::ExitCode;

fn main() -> ExitCode {
    xmppcert::cli::main(std::env::args_os())
}
