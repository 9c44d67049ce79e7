//! How lines fill their columns: where a line was broken on purpose, where a paragraph
//! ends.
//!
//! A compositor fills a line as far as words and hyphens let him. How short full lines
//! fall on a page is measured on lines whose sentence runs on.

use super::super::lines::{Ending, Line, Lines};
use super::cues;
use crate::text::projection::{Break, BreakContext, Inference, Reason};

/// One line in so many ends with a hyphen on a page that divides words.
const HYPHENS: usize = 25;
/// On such a page no more of a word than this is carried over undivided, in characters.
const UNDIVIDED: usize = 6;
/// Two characters are allowed for ragged setting, in em.
const ALLOWANCE: f32 = 1.4;
/// The least by which the last line of a paragraph falls short, in em.
const SHORT: f32 = 1.5;
/// The least where speech or capitals begin the next line, in em.
const SPEECH: f32 = 0.7;

/// The setting of a page.
pub(super) struct Measure<'a> {
    lines: &'a Lines<'a>,
    breaks: BreakContext,
    /// Whether words are divided at line ends.
    divides: bool,
    /// How far nine in ten of the lines that run on fall short of their column, in em.
    ragged: f32,
}

impl<'a> Measure<'a> {
    /// Measures a page. Time is linear in its length, and sorting.
    pub fn of(lines: &'a Lines<'a>) -> Self {
        let pairs = || lines.all.iter().zip(lines.all.iter().skip(1));
        let hyphens = pairs().filter(|(line, _)| cues::hyphen(line.text)).count();
        let mut short: Vec<f32> = pairs()
            .filter(|(line, next)| runs_on(line, next))
            .map(|(line, _)| (line.column - line.width).max(0.0))
            .collect();
        short.sort_unstable_by(f32::total_cmp);
        let ragged = short.get(short.len() * 9 / 10).copied();
        Self {
            lines,
            breaks: BreakContext::of(lines.source),
            divides: hyphens >= 3 && hyphens * HYPHENS >= lines.all.len(),
            ragged: ragged.unwrap_or(2.5),
        }
    }

    /// Whether the first word of the line below would have had room on line `at`: the line
    /// was broken there on purpose.
    pub fn room(&self, at: usize) -> bool {
        let (Some(line), Some(next)) = (self.lines.all.get(at), self.lines.all.get(at + 1)) else {
            return true;
        };
        let word = next
            .text
            .split_whitespace()
            .next()
            .map_or(0, |word| word.chars().count());
        let needed = if self.divides {
            word.min(UNDIVIDED)
        } else {
            word
        };
        line.width + 0.5 * needed as f32 + ALLOWANCE <= line.column
    }

    /// What the break below line `at` means, and why; `None` at the end of the page.
    pub fn below(&self, at: usize) -> Option<Inference> {
        let (line, next) = (self.lines.all.get(at)?, self.lines.all.get(at + 1)?);
        let found = self.breaks.infer(u32::try_from(line.number + 1).ok()?)?;
        let doubtful = found.reason == Reason::FullLine && found.kind == Break::Soft;
        if doubtful && self.ends_short(line, next) {
            return Some(Inference {
                kind: Break::Para,
                reason: Reason::ShortLine,
            });
        }
        Some(found)
    }

    /// Whether line `at` falls shorter than lines do that run on.
    pub fn stops_short(&self, at: usize) -> bool {
        let missing = self.lines.all.get(at).map(|line| line.column - line.width);
        missing.is_some_and(|missing| missing > self.ragged.max(SHORT))
    }

    /// Whether a sentence ends with a line that falls shorter than lines do that run on.
    fn ends_short(&self, line: &Line, next: &Line) -> bool {
        let ends = line.ending == Ending::Final && !cues::abbreviated(line.text);
        let missing = line.column - line.width;
        let opens = cues::opens_speech(next.text) || cues::capital_lead(next.text);
        let least = if opens {
            SPEECH
        } else {
            self.ragged.max(SHORT)
        };
        ends && missing > least && !cues::starts_lower(next.text)
    }
}

/// Whether the sentence of a full line goes on in the next.
fn runs_on(line: &Line, next: &Line) -> bool {
    line.ending != Ending::Final
        && !line.is_long()
        && line.width > 0.6 * line.column
        && cues::starts_lower(next.text)
}
