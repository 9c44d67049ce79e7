//! Picks the window or the command line, prints what went wrong as one
//! sentence, and sets the exit code.

use std::process::ExitCode;

use broadsheet::cli::{self, Call};
use broadsheet::ui::app::Start;
use broadsheet::ui::window;

fn main() -> ExitCode {
    let args = match cli::parse(std::env::args_os()) {
        Ok(Call::Command(command)) => return cli::run(&command),
        Ok(Call::Window(args)) => args,
        Err(code) => return code,
    };
    let start = Start {
        project: args.project,
        sample: args.sample,
        own_dialogs: args.own_dialogs,
    };
    match window::run(start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("broadsheet: {error}");
            ExitCode::from(2)
        }
    }
}
