//! The command line. Here alone things are printed, and the exit code is chosen:
//! 0 fine, 1 the author's mistake, 2 the machine's fault or wrong usage.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
