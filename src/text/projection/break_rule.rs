//! Inferring what a break means where nobody has decided it.
//!
//! The rule looks at what compositors and extractors leave behind: how far a line
//! stops short of its column, how it ends, how the next one begins, and which of
//! the possible signs this page uses at all. It knows no words.
//!
//! Columns change within a page, so the full width of a line is that of its
//! neighbours, not that of the page.

use super::Break;
use super::line_shape::{
    ends_final, first_word, holds_sentence, indent, opens_like_item, opens_with_mark, runs_on,
    set_width, squeezed_width,
};
use crate::text::source::SourceText;

/// How many lines on either side tell how wide a full line is.
const NEIGHBOURS: usize = 7;
/// How much further in than its neighbours a first line may begin, in em.
const FIRST_LINE: std::ops::RangeInclusive<f32> = 0.9..=4.5;
/// The indent that a first line may have lost, in em.
const LOST_INDENT: f32 = 2.0;
/// The share of its column that a wrapped line fills at least.
const FULL: f32 = 0.8;
/// A line longer than this is never a title, in em.
const LONGEST_TITLE: f32 = 40.0;

/// Why a break is taken for what it is. The first sign that applies is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The lower line opens with a caption or item mark.
    Mark,
    /// The lower line begins further in than its neighbours.
    Indent,
    /// Punctuation, an open bracket or a small letter shows that the sentence runs on.
    RunsOn,
    /// A sentence ends on a page where every line is a paragraph.
    LineIsParagraph,
    /// The lower line is numbered or a subtitle.
    Item,
    /// A sentence ends and the line is short.
    ShortLine,
    /// A sentence ends and blank lines part paragraphs on this page.
    BlankLine,
    /// A sentence ends and the lower line lacks the width of a lost indent.
    LostIndent,
    /// The upper line stands alone like a title: short or much wider than its column.
    Title,
    /// Nothing speaks for a paragraph end.
    FullLine,
}

/// What is inferred for one break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Inference {
    /// What the break means.
    pub kind: Break,
    /// The sign that tells so.
    pub reason: Reason,
}

impl Inference {
    fn soft(reason: Reason) -> Self {
        let kind = Break::Soft;
        Self { kind, reason }
    }

    fn para(reason: Reason) -> Self {
        let kind = Break::Para;
        Self { kind, reason }
    }
}

/// What is inferred for every break of one page: made once, asked often.
#[derive(Debug, Clone, Default)]
pub struct BreakContext {
    /// For each line; `None` for blank lines and the last line with text.
    inferred: Vec<Option<Inference>>,
    /// For each line; the default for blank lines.
    shapes: Vec<Shape>,
    /// Whether first lines are indented.
    pub(super) indents: bool,
}

/// How a line stands in its column.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape {
    /// Whether it is as long as a line that was wrapped.
    pub full: bool,
    /// Whether it begins further in than most lines.
    pub indented: bool,
}

impl BreakContext {
    /// Looks at a page. Time is linear in its length.
    pub fn of(source: &SourceText) -> Self {
        let page = Page::of(source);
        let mut inferred = vec![None; source.line_count()];
        let mut shapes = vec![Shape::default(); source.line_count()];
        let mut starts_paragraph = true;
        for (at, line) in page.lines.iter().enumerate() {
            let found = page.infer(at, starts_paragraph);
            starts_paragraph = found.is_some_and(|it| it.kind == Break::Para);
            if let Some(place) = inferred.get_mut(line.number) {
                *place = found;
            }
            if let Some(place) = shapes.get_mut(line.number) {
                *place = page.shape(at, line);
            }
        }
        Self {
            inferred,
            shapes,
            indents: page.indents,
        }
    }

    /// How line `line`, counted from 0, stands in its column.
    pub(super) fn shape(&self, line: usize) -> Shape {
        self.shapes.get(line).copied().unwrap_or_default()
    }

    /// What is inferred for the break below line `upper`, counted from 1; `None`
    /// if that line is blank or no line with text follows.
    pub fn infer(&self, upper: u32) -> Option<Inference> {
        let line = (upper as usize).checked_sub(1)?;
        self.inferred.get(line).copied().flatten()
    }

    /// All breaks: the upper line counted from 1, and what is inferred.
    pub fn iter(&self) -> impl Iterator<Item = (u32, Inference)> + '_ {
        (1_u32..)
            .zip(&self.inferred)
            .filter_map(|(upper, found)| Some((upper, (*found)?)))
    }
}

/// A line with text.
struct Line<'a> {
    /// Its number, from 0.
    number: usize,
    /// Its text without white space at either end.
    text: &'a str,
    /// Its width with punctuation squeezed, a first-line indent included.
    squeezed: f32,
    /// Its width with punctuation set plainly, a first-line indent included.
    set: f32,
    /// Whether it begins further in than most lines.
    indented: bool,
    /// Whether it ends as a sentence does.
    ends: bool,
}

/// The lines with text of a page and the signs that mean something on it.
struct Page<'a> {
    lines: Vec<Line<'a>>,
    /// Whether first lines are indented.
    indents: bool,
    /// Whether blank lines part paragraphs; not if one follows nearly every line.
    blanks: bool,
    /// Whether every line is a paragraph.
    line_is_paragraph: bool,
}

impl<'a> Page<'a> {
    fn of(source: &'a SourceText) -> Self {
        let mut lines: Vec<_> = (0..source.line_count())
            .filter_map(|number| Line::of(number, source.line(number)))
            .collect();
        let indented = mark_indents(&mut lines, source);
        let parted = lines
            .windows(2)
            .filter(|pair| matches!(pair, [a, b] if b.number > a.number + 1))
            .count();
        let breaks = lines.len().saturating_sub(1);
        let ink: f32 = lines.iter().map(|line| line.squeezed).sum();
        let ending: f32 = lines
            .iter()
            .filter(|line| line.ends)
            .map(|line| line.squeezed)
            .sum();
        Self {
            indents: indented >= 2,
            blanks: parted > 0 && parted * 4 < breaks * 3,
            // A line that is cut where the column ends ends a sentence by chance
            // only: about one in ten does.
            line_is_paragraph: ending * 2.0 >= ink,
            lines,
        }
    }

    /// What the break below text line `at` means. `first`: whether a paragraph
    /// begins with that line.
    fn infer(&self, at: usize, first: bool) -> Option<Inference> {
        let (upper, lower) = (self.lines.get(at)?, self.lines.get(at + 1)?);
        Some(if opens_with_mark(lower.text) {
            Inference::para(Reason::Mark)
        } else if lower.indented {
            Inference::para(Reason::Indent)
        } else if runs_on(upper.text, lower.text) {
            Inference::soft(Reason::RunsOn)
        } else if self.line_is_paragraph {
            infer_between_paragraphs(upper)
        } else {
            self.infer_in_column(at, upper, lower, first)
        })
    }

    /// The rule for text that was wrapped to the width of a column.
    fn infer_in_column(&self, at: usize, upper: &Line, lower: &Line, first: bool) -> Inference {
        let (above, below) = (self.width_above(at), self.width_below(at));
        let full = above.min(below);
        let allowance = if first { LOST_INDENT } else { 0.0 };
        let needed = allowance + first_word(lower.text);
        let slack = full - needed - upper.set;
        let blank = self.blanks && lower.number > upper.number + 1;
        let squeezed_slack = full - needed - upper.squeezed;
        let stops = upper.ends || squeezed_slack >= 1.5;
        if stops && !self.indents && opens_like_item(lower.text) {
            return Inference::para(Reason::Item);
        }
        if upper.ends {
            let shortfall = below - lower.squeezed;
            let told = self.indents || self.blanks;
            return if slack >= 1.0 || upper.squeezed > 1.5 * above {
                Inference::para(Reason::ShortLine)
            } else if blank {
                Inference::para(Reason::BlankLine)
            } else if !told && (1.5..=3.0).contains(&shortfall) {
                Inference::para(Reason::LostIndent)
            } else {
                Inference::soft(Reason::FullLine)
            };
        }
        let short = slack >= (0.15 * full).max(2.5) || blank && squeezed_slack >= 1.5;
        if short || self.sticks_out(at, above) {
            Inference::para(Reason::Title)
        } else {
            Inference::soft(Reason::FullLine)
        }
    }

    /// How text line `at` stands in its column.
    fn shape(&self, at: usize, line: &Line) -> Shape {
        let full = if self.line_is_paragraph {
            is_cut(line)
        } else {
            line.squeezed >= FULL * self.width_above(at)
        };
        Shape {
            full,
            indented: line.indented,
        }
    }

    /// Whether a line is much wider than its column and than its neighbours.
    fn sticks_out(&self, at: usize, column: f32) -> bool {
        let width = |at: usize| self.lines.get(at).map(|line| line.squeezed);
        let Some(own) = width(at) else { return false };
        let like = |other: Option<f32>| other.is_some_and(|other| (own - other).abs() <= 2.5);
        let before = at.checked_sub(1).and_then(width);
        own > (1.25 * column).max(column + 4.0) && !like(before) && !like(width(at + 1))
    }

    /// The width of a full line in the column that line `at` ends.
    fn width_above(&self, at: usize) -> f32 {
        let from = (at + 1).saturating_sub(NEIGHBOURS + 1);
        let to = if at < 2 { at + 1 + NEIGHBOURS } else { at + 1 };
        self.full_width(from, to)
    }

    /// The width of a full line in the column that the line after `at` begins.
    fn width_below(&self, at: usize) -> f32 {
        let to = at + 1 + NEIGHBOURS;
        if at + 3 < self.lines.len() {
            self.full_width(at + 1, to)
        } else {
            self.full_width((at + 1).saturating_sub(NEIGHBOURS + 1), to)
        }
    }

    /// The width that seven lines in ten do not exceed: last lines of paragraphs
    /// and single wide titles do not disturb it.
    fn full_width(&self, from: usize, to: usize) -> f32 {
        let lines = self.lines.get(from..to.min(self.lines.len()));
        quantile(
            lines.unwrap_or_default().iter().map(|line| line.squeezed),
            7,
        )
    }
}

/// The rule for pages on which every line is a paragraph: only a long line that
/// breaks off in a sentence was cut.
fn infer_between_paragraphs(upper: &Line) -> Inference {
    if upper.ends {
        Inference::para(Reason::LineIsParagraph)
    } else if is_cut(upper) {
        Inference::soft(Reason::RunsOn)
    } else {
        Inference::para(Reason::Title)
    }
}

/// Whether a line that breaks off in a sentence is more than a title, on a page where
/// every line is a paragraph.
fn is_cut(line: &Line) -> bool {
    line.squeezed > LONGEST_TITLE || holds_sentence(line.text)
}

impl<'a> Line<'a> {
    /// The line, unless it is blank.
    fn of(number: usize, line: &'a str) -> Option<Self> {
        let text = line.trim();
        (!text.is_empty()).then(|| Self {
            number,
            text,
            squeezed: squeezed_width(text),
            set: set_width(text),
            indented: false,
            ends: ends_final(text),
        })
    }
}

/// Marks the indented lines, adds their indents to their widths, and returns how
/// many there are.
///
/// A line is indented if it begins a little further in than most lines around it:
/// a block that stands further right as a whole is another column, and a line far
/// in is centred.
fn mark_indents(lines: &mut [Line<'_>], source: &SourceText) -> usize {
    let indents: Vec<_> = lines
        .iter()
        .map(|line| indent(source.line(line.number)))
        .collect();
    let mut count = 0;
    for (at, (line, own)) in lines.iter_mut().zip(&indents).enumerate() {
        let around = at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS + 1).min(indents.len());
        let around = indents.get(around).unwrap_or_default();
        let further = own - quantile(around.iter().copied(), 2);
        if FIRST_LINE.contains(&further) {
            line.indented = true;
            line.squeezed += further;
            line.set += further;
            count += 1;
        }
    }
    count
}

/// The value that `tenths` tenths of a few values are below; 0 if there is none.
fn quantile(values: impl Iterator<Item = f32>, tenths: usize) -> f32 {
    let mut sorted = [0.0_f32; 2 * NEIGHBOURS + 2];
    let mut count = 0;
    for (place, value) in sorted.iter_mut().zip(values) {
        *place = value;
        count += 1;
    }
    let sorted = sorted.get_mut(..count).unwrap_or_default();
    sorted.sort_unstable_by(f32::total_cmp);
    sorted.get(count * tenths / 10).copied().unwrap_or(0.0)
}
