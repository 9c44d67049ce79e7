//! Picks the window or the command line, prints what went wrong as one
//! sentence, and sets the exit code.

use std::process::ExitCode;

use broadsheet::ui::app::Start;
use broadsheet::ui::window;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let start = Start {
        project: None,
        sample: args.any(|a| a == "--sample"),
        own_dialogs: false,
    };
    match window::run(start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("broadsheet: {error}");
            ExitCode::from(2)
        }
    }
}
