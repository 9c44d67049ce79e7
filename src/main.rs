//! Picks the window or the command line and sets the exit code.

use std::process::ExitCode;

use broadsheet::cli::{self, Call};

fn main() -> ExitCode {
    match cli::parse(std::env::args_os()) {
        Ok(Call::Command(command)) => cli::run(&command),
        Ok(Call::Window(_)) => {
            eprintln!("broadsheet: this build has no window; see broadsheet --help");
            ExitCode::from(2)
        }
        Err(code) => code,
    }
}
