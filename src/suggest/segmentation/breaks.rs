//! What the line ends inside the parts of articles mean.
//!
//! The projection infers them from shapes alone; here it is known besides what the lines
//! are and how paragraphs begin on this page.

use super::assign::Board;
use super::cues;
use super::features::Feature;
use super::label::Label;
use super::lines::{Ending, Style};
use super::order::{Part, Role};
use crate::model::evidence::{Cue, Reason};
use crate::model::line_break::BreakKind;
use crate::text::projection::{self, Break, BreakContext};

/// A decision about a line end with the probability that it is right.
pub(super) struct Decision {
    /// The upper line, from 1.
    pub line: u32,
    pub kind: BreakKind,
    pub score: f64,
    pub reason: Reason,
}

/// Decides the break after line `at` (among the lines with text), inside `part`; `None`
/// if no line with text follows.
pub(super) fn decide(
    board: &Board,
    context: &BreakContext,
    part: &Part,
    at: usize,
) -> Option<Decision> {
    let (upper, lower) = (board.lines.all.get(at)?, board.lines.all.get(at + 1)?);
    let line = u32::try_from(upper.number).ok()? + 1;
    let say = |kind, score, cue| {
        let reason = Reason::new(cue);
        Some(Decision {
            line,
            kind,
            score,
            reason,
        })
    };
    let sign = |at: usize, sign| {
        board
            .signs
            .get(at)
            .is_some_and(|signs| signs.contains(&sign))
    };
    if matches!(
        part.role,
        Role::Kicker | Role::Headline | Role::Subheadline | Role::Heading
    ) {
        return say(BreakKind::Soft, 0.9, Cue::ShortLine);
    }
    if part.role == Role::Body && (sign(at, Feature::Tabular) || sign(at + 1, Feature::Tabular)) {
        return say(BreakKind::Para, 0.9, Cue::Width);
    }
    if board.verse.get(at).copied().unwrap_or(false) {
        return say(BreakKind::Para, 0.85, Cue::ShortLine);
    }
    let ended = upper.ending == Ending::Final;
    if part.role == Role::Dateline || part.role == Role::Caption && !ended {
        return say(BreakKind::Soft, 0.97, Cue::OpenSentence);
    }
    if ended && cues::speaker(lower.text) {
        return say(BreakKind::Para, 0.93, Cue::SentenceEnd);
    }
    if ended && lost_indent(board, at + 1) {
        return say(BreakKind::Para, 0.85, Cue::Indent);
    }
    let found = context.infer(line)?;
    let kind = match found.kind {
        Break::Soft => BreakKind::Soft,
        Break::Para => BreakKind::Para,
    };
    let (score, cue) = match found.reason {
        projection::Reason::Mark => (0.97, Cue::CaptionMark),
        projection::Reason::Indent => (0.98, Cue::Indent),
        projection::Reason::RunsOn => (0.99, Cue::OpenSentence),
        projection::Reason::LineIsParagraph => (0.97, Cue::SentenceEnd),
        projection::Reason::Item => (0.9, Cue::Numbered),
        projection::Reason::ShortLine => (0.97, Cue::Width),
        projection::Reason::BlankLine => (0.9, Cue::BlankLines),
        projection::Reason::LostIndent => (0.8, Cue::Indent),
        projection::Reason::Title => (0.85, Cue::ShortLine),
        projection::Reason::FullLine if ended => (0.85, Cue::Width),
        projection::Reason::FullLine => (0.98, Cue::Width),
    };
    say(kind, score, cue)
}

/// Whether a line looks like a first line that has lost its indent: short by about two
/// characters, and the line after it is full.
fn lost_indent(board: &Board, at: usize) -> bool {
    let short = |at: usize| {
        board
            .lines
            .all
            .get(at)
            .filter(|line| line.ending != Ending::Final)
            .map(|line| line.column - line.width)
    };
    let told = match board.lines.style {
        Style::LostIndent => true,
        Style::Plain => short(at + 1).is_some_and(|short| short.abs() <= 0.9),
        Style::Indented | Style::Flush => false,
    };
    let starts = board.labels.get(at) == Some(&Label::Lead);
    told && starts && short(at).is_some_and(|short| (1.2..=3.2).contains(&short))
}
