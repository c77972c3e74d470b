//! The program `groundswell`: reads the command line, does what it says, prints the answer.
//!
//! Everything else is in the library of the same name.

use groundswell::cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    let answer = match cli::parse(std::env::args_os()) {
        Ok(cli) => cli::run(&cli),
        Err(answer) => answer,
    };
    answer.print()
}
