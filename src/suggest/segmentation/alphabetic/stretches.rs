//! Stretches: a head with the text below it, or a text that begins as an article might.
//!
//! Every article is one or more stretches; whether a new one begins with a stretch is
//! weighed in `boundaries`.

use super::super::lines::{Ending, Lines};
use super::cues;
use super::label::Label;
use super::signs::Sign;
use crate::text::projection::{Break, BreakContext};

/// The longest caption, in lines.
const CAPTION: usize = 6;
/// So many lines in a row that stop short, without a blank line between, are a list, a
/// table or verse and not titles.
const LIST: usize = 5;

/// The page as it was read so far.
pub(super) struct Page<'a> {
    pub lines: &'a Lines<'a>,
    pub signs: Vec<Vec<Sign>>,
    pub labels: Vec<Label>,
    pub breaks: BreakContext,
    /// By line: whether it is an item of a list, a row of a table or a verse.
    pub listed: Vec<bool>,
}

/// How the text of a stretch begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Plain,
    Dateline,
    RunIn,
    Salutation,
    /// With words in capitals, as small advertisements do.
    Notice,
}

/// A head with the text below it; either may be missing. Lines are indices among the
/// lines with text.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    /// Lines of titles and bylines.
    pub head: Vec<usize>,
    /// Lines of text, and of a name at its end.
    pub text: Vec<usize>,
    pub start: Start,
    /// Whether a rule or a note of continuation stands before it.
    pub parted: bool,
    /// Whether it is a caption.
    pub caption: bool,
    /// Whether a name stands at its end.
    pub signed: bool,
}

impl Stretch {
    fn new() -> Self {
        Self {
            head: Vec::new(),
            text: Vec::new(),
            start: Start::Plain,
            parted: false,
            caption: false,
            signed: false,
        }
    }

    /// Its first line.
    pub fn first(&self) -> Option<usize> {
        self.head.first().or(self.text.first()).copied()
    }

    /// Its last line.
    pub fn last(&self) -> Option<usize> {
        self.text.last().or(self.head.last()).copied()
    }
}

impl<'a> Page<'a> {
    /// Reads the labels; runs of short lines become text.
    pub fn new(lines: &'a Lines<'a>, signs: Vec<Vec<Sign>>, labels: Vec<Label>) -> Self {
        let mut page = Self {
            breaks: BreakContext::of(lines.source),
            listed: vec![false; labels.len()],
            lines,
            signs,
            labels,
        };
        page.settle_lists();
        page
    }

    /// Whether line `at` shows a sign.
    pub fn has(&self, at: usize, sign: Sign) -> bool {
        self.signs
            .get(at)
            .is_some_and(|signs| signs.contains(&sign))
    }

    /// What line `at` is.
    pub fn label(&self, at: usize) -> Label {
        self.labels.get(at).copied().unwrap_or(Label::Furniture)
    }

    /// The text of line `at`.
    pub fn text(&self, at: usize) -> &'a str {
        self.lines.all.get(at).map_or("", |line| line.text)
    }

    /// Whether the sentence of line `at` ends there.
    pub fn ends(&self, at: usize) -> bool {
        self.lines
            .all
            .get(at)
            .is_none_or(|line| line.ending == Ending::Final)
    }

    fn settle_lists(&mut self) {
        let mut first = 0;
        for at in 0..=self.labels.len() {
            let short = at < self.labels.len()
                && (self.label(at) == Label::Title || self.has(at, Sign::Tabular));
            if short && (at == first || !self.lines.set_off(at)) {
                continue;
            }
            let capitals = (first..at).filter(|&at| self.has(at, Sign::Caps)).count();
            if at - first >= LIST && capitals * 2 < at - first {
                self.labels
                    .get_mut(first..at)
                    .unwrap_or_default()
                    .fill(Label::Text);
                self.listed
                    .get_mut(first..at)
                    .unwrap_or_default()
                    .fill(true);
            }
            first = if short { at } else { at + 1 };
        }
    }

    /// Whether a paragraph begins with text line `at`.
    fn paragraph(&self, at: usize) -> bool {
        let Some(above) = at.checked_sub(1) else {
            return true;
        };
        let upper = self
            .lines
            .all
            .get(above)
            .and_then(|line| u32::try_from(line.number).ok());
        let found = upper.and_then(|number| self.breaks.infer(number + 1));
        self.lines.set_off(at)
            || !self.label(above).is_text()
            || found.is_none_or(|it| it.kind == Break::Para)
    }

    fn start(&self, at: usize) -> Start {
        let ended = at
            .checked_sub(1)
            .is_none_or(|above| self.ends(above) || !self.label(above).is_text());
        let begins = self.paragraph(at) && !self.has(at, Sign::LowerStart);
        match () {
            () if self.label(at) == Label::Dateline => Start::Dateline,
            () if !begins => Start::Plain,
            () if self.has(at, Sign::Salutation) => Start::Salutation,
            () if self.has(at, Sign::RunIn) && ended => Start::RunIn,
            () if cues::capital_lead(self.text(at))
                && ended
                && !self.listed.get(at).copied().unwrap_or(false) =>
            {
                Start::Notice
            }
            () => Start::Plain,
        }
    }

    /// Whether the byline at `at` stands below its text: no text follows it.
    fn closes(&self, at: usize) -> bool {
        let next = at + 1;
        let apart = self.lines.set_off(at) && !self.lines.set_off(next);
        let opens = apart && !self.has(at, Sign::Signature)
            || self.has(at, Sign::Byline) && self.start(next) == Start::Dateline;
        !(self.label(next).is_text() && opens)
    }

    /// The stretches of the page in the order of the raw text.
    pub fn stretches(&self) -> Vec<Stretch> {
        let mut all: Vec<Stretch> = Vec::new();
        let mut own = Stretch::new();
        let mut parted = false;
        for at in 0..self.labels.len() {
            let label = self.label(at);
            if label == Label::Furniture {
                parted |= self.has(at, Sign::Rule) || self.has(at, Sign::Continued);
                continue;
            }
            let below =
                label == Label::Byline && !own.text.is_empty() && !own.signed && self.closes(at);
            let begun = !own.text.is_empty();
            let apart = self.lines.set_off(at);
            let title = label == Label::Title || label == Label::Byline;
            let start = if label.is_text() {
                self.start(at)
            } else {
                Start::Plain
            };
            let cut = match label {
                Label::Title => begun,
                Label::Byline => begun && !below,
                _ => begun && (parted || apart || own.signed || start != Start::Plain),
            };
            if cut {
                all.push(std::mem::replace(&mut own, Stretch::new()));
            }
            if own.first().is_none() {
                own.parted = parted;
            }
            parted = false;
            if below {
                own.signed = true;
                own.text.push(at);
            } else if title {
                own.head.push(at);
            } else {
                if own.text.is_empty() {
                    own.start = start;
                }
                own.text.push(at);
            }
        }
        if own.first().is_some() {
            all.push(own);
        }
        for stretch in &mut all {
            stretch.caption = self.is_caption(stretch);
        }
        all
    }

    /// A short text that speaks of a picture, without a head.
    fn is_caption(&self, stretch: &Stretch) -> bool {
        let speaks = |at: Option<&usize>| at.is_some_and(|at| self.has(*at, Sign::Picture));
        let few = (1..=CAPTION).contains(&stretch.text.len()) && stretch.head.is_empty();
        few && stretch.start != Start::Dateline
            && (speaks(stretch.text.first()) || speaks(stretch.text.last()))
    }
}
