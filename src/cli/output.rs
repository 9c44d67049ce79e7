//! What the command line says, and where: results to standard output, the rest to
//! standard error.
//!
//! On a terminal long work shows a bar; in a pipe or a log it says now and then on
//! a plain line how far it is. Names of files come from anywhere, so control
//! characters in them are written as escapes: a file name can neither colour a
//! terminal nor break a line.

use std::fmt;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::Loudness;
use crate::jobs::Ticket;

/// How often a bar is drawn anew.
const BAR_TICK: Duration = Duration::from_millis(100);
/// How long a plain line of progress is the last one at least.
const LINE_TICK: Duration = Duration::from_secs(1);
/// How many characters of a file name stand beside a bar.
const NOTE_CHARS: usize = 24;

/// A number of things in words, where `one` is what one of them is called: "1 page",
/// "2 entities".
pub(super) fn count<N: fmt::Display + PartialEq + From<u8> + Copy>(number: N, one: &str) -> String {
    if number == 1.into() {
        return format!("{number} {one}");
    }
    match one.strip_suffix('y') {
        Some(stem) => format!("{number} {stem}ies"),
        None => format!("{number} {one}s"),
    }
}

/// Where words go, and how many of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Output {
    quiet: bool,
}

impl Output {
    /// As loud as the user asked.
    pub(super) fn new(loudness: Loudness) -> Self {
        Self {
            quiet: loudness.quiet,
        }
    }

    /// Writes a line of a result to standard output.
    ///
    /// # Errors
    /// The system's, a closed pipe among them.
    pub(super) fn result(self, line: &str) -> io::Result<()> {
        writeln!(io::stdout(), "{}", plain(line))
    }

    /// Writes a JSON value on one line to standard output.
    ///
    /// # Errors
    /// As [`Output::result`].
    pub(super) fn json(self, value: &serde_json::Value) -> io::Result<()> {
        writeln!(io::stdout(), "{value}")
    }

    /// Writes a line about what was done to standard output, unless quiet.
    ///
    /// # Errors
    /// As [`Output::result`].
    pub(super) fn done(self, line: &str) -> io::Result<()> {
        if self.quiet {
            Ok(())
        } else {
            self.result(line)
        }
    }

    /// Writes a remark to standard error, unless quiet.
    pub(super) fn remark(self, line: &str) {
        if !self.quiet {
            complain(line);
        }
    }

    /// Does `work` and shows on standard error how far it is; `doing` is what
    /// stands before the numbers.
    pub(super) fn watch<T>(self, doing: &str, work: impl FnOnce(&Ticket) -> T) -> T {
        let ticket = Ticket::default();
        if self.quiet {
            return work(&ticket);
        }
        std::thread::scope(|scope| {
            let (finished, over) = channel::<()>();
            let watched = ticket.clone();
            scope.spawn(move || {
                let mut display = Display::new(doing);
                while over.recv_timeout(display.tick()) == Err(RecvTimeoutError::Timeout) {
                    display.show(&watched);
                }
                display.clear();
            });
            let outcome = work(&ticket);
            drop(finished);
            outcome
        })
    }
}

/// Writes an error or a remark to standard error. That nobody reads it is nothing
/// that could be told to anybody.
pub(super) fn complain(line: &str) {
    if let Err(error) = writeln!(io::stderr(), "broadsheet: {}", plain(line)) {
        log::debug!("standard error cannot be written: {error}");
    }
}

/// The text with control characters as escapes, on one line.
fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// What shows how far long work is.
enum Display {
    Bar(ProgressBar),
    Lines {
        doing: String,
        since: Instant,
        due: Duration,
        last: u64,
    },
}

impl Display {
    fn new(doing: &str) -> Self {
        if io::stderr().is_terminal() {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{prefix} {bar:30} {pos}/{len} {eta} {msg}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_prefix(doing.to_owned());
            return Self::Bar(bar);
        }
        Self::Lines {
            doing: doing.to_owned(),
            since: Instant::now(),
            due: LINE_TICK,
            last: 0,
        }
    }

    fn tick(&self) -> Duration {
        BAR_TICK
    }

    fn show(&mut self, ticket: &Ticket) {
        let progress = ticket.progress();
        match self {
            Self::Bar(bar) if progress.total > 0 => {
                let note: String = plain(&progress.note).chars().take(NOTE_CHARS).collect();
                bar.set_length(progress.total);
                bar.set_position(progress.done);
                bar.set_message(note);
            }
            Self::Bar(_) => {}
            Self::Lines {
                doing,
                since,
                due,
                last,
            } => {
                let elapsed = since.elapsed();
                if elapsed >= *due && progress.done > *last {
                    complain(&format!("{doing} {} of {}", progress.done, progress.total));
                    *last = progress.done;
                    // The longer it takes, the rarer the lines: a night's work
                    // leaves a page of log.
                    *due = elapsed + LINE_TICK.max(elapsed / 10);
                }
            }
        }
    }

    fn clear(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_colour_the_terminal() {
        assert_eq!(plain("青禾\u{1b}[31m\n报"), "青禾\\u{1b}[31m\\n报");
    }

    #[test]
    fn work_that_is_watched_gives_its_answer() {
        let output = Output::new(Loudness { quiet: false });
        let answer = output.watch("adding", |ticket| {
            ticket.report(1, 2);
            41 + 1
        });
        assert_eq!(answer, 42);
    }
}
