//! Stretches: a head with the text below it, or a text that begins as an article might.
//!
//! Every article is one or more stretches; whether a new one begins with a stretch is
//! weighed in `boundaries`.

use super::super::lines::{Ending, Lines};
use super::label::Label;
use super::measure::Measure;
use super::signs::Sign;
use super::{captions, cues, lists, words};
use crate::text::projection::Break;

/// So many items with the same mark or make show that they are a column of items.
const ITEMS: usize = 3;

/// The page as it was read so far.
pub(super) struct Page<'a> {
    pub lines: &'a Lines<'a>,
    pub signs: Vec<Vec<Sign>>,
    pub labels: Vec<Label>,
    pub measure: &'a Measure<'a>,
    /// By line: whether it is an item of a list, a row of a table or a verse.
    pub listed: Vec<bool>,
    /// By line: the first line of the caption that it is part of.
    pub captions: Vec<Option<usize>>,
    /// The first lines of verse.
    pub verse: Vec<usize>,
    /// Whether a word and a colon, or a mark, open items on this page.
    items: (bool, bool),
}

/// How the text of a stretch begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Plain,
    Dateline,
    RunIn,
    Salutation,
    /// With the mark of an item.
    Bullet,
    /// With words in capitals, as small advertisements do.
    Notice,
    /// Verse, below a sentence of prose that breaks off.
    Verse,
    /// Inside a sentence, though that above has ended: it goes on from elsewhere.
    Inside,
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
    /// How many lines of a name stand at its end.
    pub signed: usize,
}

impl Stretch {
    fn new() -> Self {
        Self {
            head: Vec::new(),
            text: Vec::new(),
            start: Start::Plain,
            parted: false,
            caption: false,
            signed: 0,
        }
    }

    /// Its first line.
    pub fn first(&self) -> Option<usize> {
        self.head.first().or(self.text.first()).copied()
    }
}

impl<'a> Page<'a> {
    /// Reads the labels; runs of short lines become text.
    pub fn new(
        lines: &'a Lines<'a>,
        measure: &'a Measure<'a>,
        signs: Vec<Vec<Sign>>,
        labels: Vec<Label>,
    ) -> Self {
        let mut page = Self {
            measure,
            listed: vec![false; labels.len()],
            captions: Vec::new(),
            verse: Vec::new(),
            items: (false, false),
            lines,
            signs,
            labels,
        };
        lists::settle(&mut page);
        page.captions = captions::lines(&page);
        let items = |sign| {
            let first = |at: &usize| page.paragraph(*at) && page.has(*at, sign);
            (0..page.labels.len()).filter(first).count() >= ITEMS
        };
        page.items = (items(Sign::ColonLead), items(Sign::Bullet));
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

    /// Whether a paragraph begins with text line `at`.
    pub fn paragraph(&self, at: usize) -> bool {
        let Some(above) = at.checked_sub(1) else {
            return true;
        };
        let found = self.measure.below(above);
        self.lines.set_off(at)
            || !self.label(above).is_text()
            || found.is_none_or(|it| it.kind == Break::Para)
    }

    fn start(&self, at: usize) -> Start {
        let above = at.wrapping_sub(1);
        let text = self.text(at);
        let below_head = matches!(self.label(above), Label::Title | Label::Byline);
        let ended = at == 0 || self.ends(above) || !self.label(above).is_text();
        let begins = self.paragraph(at) && !self.has(at, Sign::LowerStart);
        let listed = self.listed.get(at).copied().unwrap_or(false);
        let colon = self.items.0 && self.has(at, Sign::ColonLead);
        match () {
            () if self.verse.contains(&at) && !ended && !text_leads_to(self.text(above)) => {
                Start::Verse
            }
            () if self.label(at) == Label::Dateline => Start::Dateline,
            () if below_head && begins && cues::place_lead(text).is_some() => Start::Dateline,
            () if ended && self.has(at, Sign::RunIn) && cues::capital_lead(text) => Start::RunIn,
            () if ended && cues::capital_lead(text) && cues::begins_with(text, words::NOTICE) => {
                Start::Notice
            }
            () if !begins || listed => Start::Plain,
            () if self.has(at, Sign::Salutation) => Start::Salutation,
            () if ended && (self.has(at, Sign::RunIn) || colon) => Start::RunIn,
            () if ended && self.items.1 && self.has(at, Sign::Bullet) => Start::Bullet,
            () if ended && cues::capital_lead(text) => Start::Notice,
            () => Start::Plain,
        }
    }

    /// Whether text line `at` begins inside a sentence though that above has ended.
    fn inside(&self, at: usize) -> bool {
        let above = at.wrapping_sub(1);
        self.has(at, Sign::LowerStart)
            && self.label(above).is_text()
            && self.ends(above)
            && (self.lines.set_off(at) || self.measure.stops_short(above))
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
        let mut reader = Reader {
            page: self,
            all: Vec::new(),
            own: Stretch::new(),
            parted: false,
            caption: None,
            open: false,
        };
        for at in 0..self.labels.len() {
            if self.label(at) == Label::Furniture {
                reader.parted |= self.has(at, Sign::Rule) || self.has(at, Sign::Continued);
            } else {
                reader.read(at);
            }
        }
        reader.close();
        reader.all
    }
}

/// Whether a text announces what follows, verse or a list.
fn text_leads_to(above: &str) -> bool {
    above.ends_with(':')
}

/// Takes the lines of a page one after another.
struct Reader<'a> {
    page: &'a Page<'a>,
    all: Vec<Stretch>,
    own: Stretch,
    /// Whether a rule or a note stood before the line at hand.
    parted: bool,
    /// The caption at hand.
    caption: Option<usize>,
    /// Whether some text above was left inside a sentence.
    open: bool,
}

impl Reader<'_> {
    fn close(&mut self) {
        if self.own.first().is_none() {
            return;
        }
        let own = std::mem::replace(&mut self.own, Stretch::new());
        let last = own.text.last();
        self.open |= own.signed == 0 && !own.caption && last.is_some_and(|at| !self.page.ends(*at));
        self.all.push(own);
    }

    fn read(&mut self, at: usize) {
        let page = self.page;
        let label = page.label(at);
        let begun = !self.own.text.is_empty();
        let caption = page.captions.get(at).copied().flatten();
        let below = label == Label::Byline && begun && (self.own.signed > 0 || page.closes(at));
        let start = match label {
            _ if !label.is_text() || caption.is_some() => Start::Plain,
            _ if self.open && begun && page.inside(at) => Start::Inside,
            _ => page.start(at),
        };
        let apart = self.parted || page.lines.set_off(at) || self.own.signed > 0;
        let cut = match label {
            Label::Title => begun,
            Label::Byline => begun && !below,
            _ => begun && (apart || start != Start::Plain || caption != self.caption),
        };
        if cut {
            self.close();
        }
        if self.own.first().is_none() {
            self.own.parted = self.parted;
        }
        self.parted = false;
        match label {
            Label::Byline if below => {
                self.own.signed += 1;
                self.own.text.push(at);
            }
            Label::Title | Label::Byline => self.own.head.push(at),
            _ => {
                if self.own.text.is_empty() {
                    self.own.start = start;
                    self.own.caption = caption.is_some();
                    self.caption = caption;
                }
                self.own.text.push(at);
            }
        }
    }
}
