//! The command line: everything that is done without a window.
//!
//! A thin client of the session: reads what was typed, calls the session, writes
//! lines or JSON. Nothing here knows the window; [`parse`] says whether it is
//! wanted, and `main` decides.
//!
//! Results go to standard output, everything else (progress, remarks, errors) to
//! standard error. An error is one sentence that starts with `broadsheet: `, tells
//! what helps and names the file last. Exit codes: 0 all is well, 1 something was
//! found or left out, 2 it could not be done. A reader that closes the pipe has
//! had enough, which is no error.
//!
//! **Limitations:** Ctrl-C ends the process like any signal. Nothing that was
//! reported is lost by that, since every step is on the disk before it is
//! reported; an export leaves no half file, at most a hidden temporary one.

mod args;
mod check;
mod evaluate;
mod export;
mod failure;
mod gazetteer;
mod import;
mod model;
mod new;
mod output;
mod replace;
mod salvage;
mod schema;
mod search;
mod stats;
mod suggest;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

pub use args::{
    CheckArgs, Command, EvaluateArgs, ExportArgs, GazetteerArgs, ImportArgs, InputFormat, Loudness,
    NewArgs, ReplaceArgs, SalvageArgs, SearchArgs, StatsArgs, SuggestArgs, WindowArgs,
};
use failure::Outcome;
use output::Output;
pub use schema::SchemaArgs;

/// What the program was asked for.
#[derive(Debug, Clone)]
pub enum Call {
    /// The window.
    Window(WindowArgs),
    /// Work without a window; see [`run`].
    Command(Box<Command>),
}

/// Reads the arguments of the process, the name of the program first.
///
/// # Errors
/// The exit code after help, version or a complaint has been printed.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Call, ExitCode> {
    match args::Typed::try_parse_from(args) {
        Ok(typed) => Ok(match typed.command {
            Some(command) => Call::Command(Box::new(command)),
            None => Call::Window(typed.window),
        }),
        Err(error) => Err(failure::explain(&error)),
    }
}

/// Does the work of a subcommand, prints what came of it, and gives the exit code.
pub fn run(command: &Command) -> ExitCode {
    let outcome = match command {
        Command::New(args) => new::run(args, &Output::new(args.loudness)),
        Command::Import(args) => import::run(args, &Output::new(args.loudness)),
        Command::Replace(args) => replace::run(args, &Output::new(args.loudness)),
        Command::Export(args) => export::run(args, &Output::new(args.loudness)),
        Command::Suggest(args) => suggest::run(args, &Output::new(args.loudness)),
        Command::Schema(args) => schema::run(args, &Output::new(args.loudness)),
        Command::Gazetteer(args) => gazetteer::run(args, &Output::new(args.loudness)),
        Command::Model(args) => model::run(args, &Output::new(args.loudness)),
        Command::Search(args) => search::run(args, &Output::new(args.loudness)),
        Command::Stats(args) => stats::run(args, &Output::new(Loudness { quiet: false })),
        Command::Evaluate(args) => evaluate::run(args, &Output::new(args.loudness)),
        Command::Check(args) => check::run(args, &Output::new(args.loudness)),
        Command::Salvage(args) => salvage::run(args, &Output::new(args.loudness)),
    };
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            output::complain(&failure.to_string());
            ExitCode::from(2)
        }
    }
}
