//! A page as the finders of faults see it: characters, lines with text, what each
//! line is, and which three characters stand together anywhere on the page.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::Suggested;
use crate::model::annotations::Annotations;
use crate::model::article::{Place, Segment};
use crate::model::evidence::{Evidence, Reason};
use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// A line longer than this is not taken for a head where nobody has said what it
/// is, in characters.
const LONGEST_HEAD: usize = 40;

/// What the text of a line is, as far as faults depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line above or beside the headline.
    Kicker,
    /// Any other head of an article or of a part of it.
    Head,
    /// Names of writers and photographers.
    Byline,
    /// Running text.
    Text,
    /// Belongs to no article.
    Furniture,
    /// Nobody has said; short enough for a head.
    Short,
}

impl Kind {
    fn of(segment: &Segment) -> Self {
        match &segment.place {
            Place::Furniture => Self::Furniture,
            Place::Article { role, .. } => match role.as_str() {
                "kicker" => Self::Kicker,
                "headline" | "subheadline" | "heading" => Self::Head,
                "byline" | "dateline" => Self::Byline,
                _ => Self::Text,
            },
        }
    }
}

/// A line with text: where its first character is, and one past its last.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) ink: Range<usize>,
    pub(super) kind: Kind,
}

/// The page. Positions are in code points.
pub(super) struct Page {
    chars: Vec<char>,
    pub(super) lines: Vec<Line>,
    context: OnceCell<Context>,
}

impl Page {
    pub(super) fn of(source: &SourceText, layout: &Annotations) -> Self {
        let lines = (0..source.line_count())
            .filter_map(|number| {
                let ink = source.trim(source.line_span(number))?;
                let ink = ink.start().0 as usize..ink.end().0 as usize;
                let start = CharOffset(u32::try_from(ink.start).ok()?);
                let segment = layout
                    .segment_at(start)
                    .filter(|it| it.span.contains(start));
                let kind = match segment {
                    Some(segment) => Kind::of(segment),
                    None if ink.len() <= LONGEST_HEAD => Kind::Short,
                    None => Kind::Text,
                };
                Some(Line { ink, kind })
            })
            .collect();
        Self {
            chars: source.text().chars().collect(),
            lines,
            context: OnceCell::new(),
        }
    }

    /// The characters of a range; none if it does not lie in the page.
    pub(super) fn slice(&self, range: Range<usize>) -> &[char] {
        self.chars.get(range).unwrap_or(&[])
    }

    /// The character at a position.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// The character before a position.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.at(at.checked_sub(1)?)
    }

    /// The Han characters that end at `end`, at most `most`, going back no further
    /// than `from`.
    pub(super) fn han_before(&self, from: usize, end: usize, most: usize) -> &[char] {
        let all = self.slice(from.max(end.saturating_sub(most))..end);
        let count = all.iter().rev().take_while(|&&c| is_han(c)).count();
        all.get(all.len() - count..).unwrap_or(&[])
    }

    /// The Han characters that begin at `start`, at most `most`, going no further
    /// than `to`.
    pub(super) fn han_after(&self, start: usize, to: usize, most: usize) -> &[char] {
        let all = self.slice(start..to.min(start + most));
        let count = all.iter().take_while(|&&c| is_han(c)).count();
        all.get(..count).unwrap_or(&[])
    }

    /// What stands together on this page.
    pub(super) fn context(&self) -> &Context {
        self.context.get_or_init(|| Context::of(&self.chars))
    }

    /// A suggestion for a range of this page.
    pub(super) fn suggest(
        &self,
        range: Range<usize>,
        replacement: impl Into<String>,
        score: f64,
        reasons: Vec<Reason>,
    ) -> Suggested {
        let offset = |at: usize| CharOffset(u32::try_from(at).unwrap_or(u32::MAX));
        Suggested {
            span: Span::between(offset(range.start), offset(range.end)),
            replacement: replacement.into(),
            evidence: Evidence { score, reasons },
        }
    }
}

/// How often three characters follow one another on a page, white space left out.
pub(super) struct Context {
    counts: HashMap<[char; 3], u32>,
    /// For a character and the two after the next one: that next one, if it is
    /// always the same. Doubled characters do not count.
    between: HashMap<[char; 3], Option<char>>,
}

impl Context {
    fn of(chars: &[char]) -> Self {
        let ink: Vec<char> = chars
            .iter()
            .copied()
            .filter(|c| !c.is_whitespace())
            .collect();
        let mut counts = HashMap::with_capacity(ink.len());
        for three in ink.windows(3) {
            if let &[a, b, c] = three {
                *counts.entry([a, b, c]).or_default() += 1;
            }
        }
        let mut between = HashMap::with_capacity(ink.len());
        for four in ink.windows(4) {
            if let &[a, x, b, c] = four
                && x != a
            {
                let seen = between.entry([a, b, c]).or_insert(Some(x));
                *seen = seen.filter(|&it| it == x);
            }
        }
        Self { counts, between }
    }

    /// How often the three stand together.
    pub(super) fn count(&self, three: [char; 3]) -> u32 {
        self.counts.get(&three).copied().unwrap_or(0)
    }

    /// The one character that stands between `first` and `rest` on this page.
    pub(super) fn between(&self, first: char, rest: [char; 2]) -> Option<char> {
        let [second, third] = rest;
        self.between.get(&[first, second, third]).copied().flatten()
    }
}

pub(super) use crate::suggest::lexicon::is_han;

/// Whether the character is written without spaces between words: Han or kana.
pub(super) fn is_unspaced(c: char) -> bool {
    is_han(c) || matches!(u32::from(c), 0x3005 | 0x3041..=0x30FF | 0x31F0..=0x31FF)
}

/// The probability of log-odds.
pub(super) fn probability(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}
