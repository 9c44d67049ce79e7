//! How a subcommand ends, and how a mistake in the arguments is told.

use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::process::ExitCode;

use super::output;
use crate::session::SessionError;

/// How a subcommand ended that could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All is well.
    Fine,
    /// Something was found or left out; it has been printed.
    Findings,
}

impl Outcome {
    /// Findings if `any`.
    pub(super) fn of(any: bool) -> Self {
        if any { Self::Findings } else { Self::Fine }
    }
}

/// Why a subcommand could not do its work.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The project, or a file beside it.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// Arguments that do not go together.
    #[error("{0}")]
    Usage(String),
    /// A file that an argument names.
    #[error("{message}: {}", path.display())]
    File {
        /// What is wrong with it and what helps.
        message: String,
        /// The file.
        path: PathBuf,
    },
    /// Standard output.
    #[error("standard output cannot be written: {0}; check where it leads to")]
    Out(#[from] io::Error),
}

impl Failure {
    /// Whether only the reader of our output has gone.
    pub(super) fn is_broken_pipe(&self) -> bool {
        let (Self::Out(cause) | Self::Session(SessionError::File { cause, .. })) = self else {
            return false;
        };
        cause.kind() == ErrorKind::BrokenPipe
    }
}

/// Prints what the parser of the arguments has to say and gives the exit code.
pub(super) fn explain(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // Help or version: a pipe that is closed early is no error here either.
        return match error.print() {
            Err(cause) if cause.kind() != ErrorKind::BrokenPipe => ExitCode::from(2),
            _ => ExitCode::SUCCESS,
        };
    }
    output::complain(&one_sentence(&error.render().to_string()));
    ExitCode::from(2)
}

/// The parser's complaint without its usage lines, on one line.
fn one_sentence(rendered: &str) -> String {
    let rendered = rendered.strip_prefix("error: ").unwrap_or(rendered);
    let told = rendered
        .split("\n\n")
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|part| !part.starts_with("Usage:") && !part.starts_with("For more information"))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>();
    format!("{}; see broadsheet --help", told.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complaint_about_arguments_is_one_line_with_its_tip() {
        let rendered = "error: unexpected argument '--formt' found\n\n  \
             tip: a similar argument exists: '--format'\n\n\
             Usage: broadsheet import <PROJECT>\n\nFor more information, try '--help'.\n";
        assert_eq!(
            one_sentence(rendered),
            "unexpected argument '--formt' found; tip: a similar argument exists: '--format'; \
             see broadsheet --help"
        );
    }
}
