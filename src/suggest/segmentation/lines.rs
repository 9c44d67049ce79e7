//! The lines with text of a page, measured: how wide they are, how wide their
//! column is, how they end, and how many blank lines stand before them.
//!
//! Widths are in em: a full-width character 1, any other ½.

use crate::text::source::SourceText;
use crate::text::span::Span;

/// How many lines on either side tell how wide a full line is.
const NEIGHBOURS: usize = 8;
/// So many lines of prose without a blank line between tell of themselves.
const ENOUGH: usize = 4;
/// A line wider than this is a whole paragraph, in em.
pub(super) const LONG: f32 = 44.0;

/// How the text of a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// With the end of a sentence.
    Final,
    /// With a comma, a colon or an opening bracket: something must follow.
    Comma,
    /// With a word.
    Open,
}

/// How the first lines of paragraphs look on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// They are indented.
    Indented,
    /// They were: their lines are short by the width of the indent.
    LostIndent,
    /// They are as wide as any.
    Flush,
    /// Nothing tells.
    Plain,
}

/// A line with text.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// Its number, from 0.
    pub number: usize,
    /// Its text without white space at either end.
    pub text: &'a str,
    /// Where that text is.
    pub span: Span,
    /// Its width with full-width punctuation counted ¾.
    pub width: f32,
    /// The width of a full line around it.
    pub column: f32,
    /// How far it begins further in than the lines around it.
    pub indent: f32,
    /// The number of blank lines before it.
    pub gap: usize,
    /// How it ends.
    pub ending: Ending,
}

/// The lines with text of one page.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    /// The raw text.
    pub source: &'a SourceText,
    /// The lines, in the order of the raw text.
    pub all: Vec<Line<'a>>,
    /// How many blank lines usually stand between two lines.
    pub rhythm: usize,
    /// Whether most of the text is in a script without spaces between words.
    pub wide: bool,
    /// How paragraphs begin on this page.
    pub style: Style,
}

impl<'a> Lines<'a> {
    /// Measures a page. Time is linear in its length.
    pub fn of(source: &'a SourceText) -> Self {
        let mut all: Vec<Line<'a>> = Vec::new();
        let mut last = None;
        for number in 0..source.line_count() {
            let Some(span) = source.trim(source.line_span(number)) else {
                continue;
            };
            let text = source.line(number).trim();
            all.push(Line {
                number,
                text,
                span,
                width: width(text),
                column: 0.0,
                indent: indent(source.line(number)),
                gap: last.map_or(number, |last| number - last - 1),
                ending: ending(text),
            });
            last = Some(number);
        }
        let rhythm = rhythm(&all);
        measure_columns(&mut all, rhythm);
        level_indents(&mut all);
        let (mut han, mut other) = (0, 0);
        for c in all.iter().flat_map(|line| line.text.chars()) {
            if is_wide(c) {
                han += 1;
            } else if c.is_alphabetic() {
                other += 1;
            }
        }
        Self {
            source,
            rhythm,
            style: style(&all),
            wide: han * 2 >= other,
            all,
        }
    }

    /// Whether more blank lines than usual stand before line `at`, or it is the
    /// first one.
    pub fn set_off(&self, at: usize) -> bool {
        at == 0 || self.all.get(at).is_none_or(|line| line.gap > self.rhythm)
    }

    /// The text of lines `first..=last` without any white space.
    pub fn compact(&self, first: usize, last: usize) -> String {
        let lines = self
            .all
            .get(first..=last.min(self.all.len().saturating_sub(1)));
        lines
            .unwrap_or_default()
            .iter()
            .flat_map(|line| line.text.chars())
            .filter(|c| !c.is_whitespace())
            .collect()
    }

    /// How far the width of a full line may differ from that of its column.
    pub fn tolerance(&self, column: f32) -> f32 {
        if self.wide {
            1.3
        } else {
            (0.1 * column).max(1.3)
        }
    }
}

/// How paragraphs begin, told by the lines after a sentence that ends short of its column.
fn style(all: &[Line]) -> Style {
    let (mut starts, mut indented, mut lost) = (0, 0, 0);
    for pair in all.windows(2) {
        let [above, line] = pair else { continue };
        let ends = above.ending == Ending::Final && above.column - above.width > 1.5;
        if !ends || line.column > LONG || line.ending == Ending::Final {
            continue;
        }
        starts += 1;
        indented += usize::from((0.9..=4.5).contains(&line.indent));
        lost += usize::from((1.2..=3.2).contains(&(line.column - line.width)));
    }
    match () {
        () if indented >= 2 && indented * 2 >= starts => Style::Indented,
        () if lost >= 3 && lost * 3 >= starts * 2 => Style::LostIndent,
        () if starts >= 3 && lost * 3 <= starts => Style::Flush,
        () => Style::Plain,
    }
}

/// The number of blank lines that stand between most lines: 0 or 1.
fn rhythm(all: &[Line]) -> usize {
    let gaps = all.len().saturating_sub(1);
    let apart = all.iter().skip(1).filter(|line| line.gap >= 1).count();
    usize::from(apart * 4 >= gaps * 3 && gaps >= 3)
}

/// Whether `c` is Han, kana or a full-width mark.
pub(super) fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x312F | 0x3190..=0xA4CF | 0xF900..=0xFAFF | 0xFE30..=0xFE6F
        | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

pub(super) use crate::suggest::lexicon::is_han;

fn width(text: &str) -> f32 {
    let spaced = letter_spaced(text);
    text.chars()
        .filter(|c| !spaced || !c.is_whitespace())
        .map(|c| match c {
            '\u{3000}' | '…' | '—' => 1.0,
            _ if c.is_whitespace() => 0.4,
            '“' | '”' | '‘' | '’' => 0.75,
            _ if is_wide(c) && c.is_alphanumeric() => 1.0,
            _ if is_wide(c) => 0.75,
            _ => 0.5,
        })
        .sum()
}

/// Whether every two characters are parted by a space.
pub(super) fn letter_spaced(text: &str) -> bool {
    let parts = text.split_whitespace();
    let (mut all, mut single) = (0, 0);
    for part in parts {
        all += 1;
        single += usize::from(part.chars().nth(1).is_none());
    }
    all >= 4 && single * 4 >= all * 3 && text.chars().any(is_wide)
}

fn indent(line: &str) -> f32 {
    let blank = line.chars().take_while(|c| c.is_whitespace());
    blank
        .map(|c| match c {
            '\u{3000}' => 1.0,
            '\t' => 2.0,
            _ => 0.5,
        })
        .sum()
}

fn ending(text: &str) -> Ending {
    if super::cues::note_after(text).is_some() {
        return Ending::Final;
    }
    let core = text.trim_end_matches(|c| "”’」』》〉】〕］）\"')]}".contains(c));
    match core.chars().next_back() {
        Some(c) if "。！？；…．.!?;".contains(c) => Ending::Final,
        Some(c) if "，、,：:（([“‘「『《〈-".contains(c) && core.len() == text.len() => {
            Ending::Comma
        }
        _ => Ending::Open,
    }
}

/// Sets the width of a full line around each line: that which seven in ten of the
/// nearest lines of prose, of the same stanza if it is long enough, do not exceed, so that last lines, collections of titles and
/// single wide titles do not disturb it.
fn measure_columns(all: &mut [Line], rhythm: usize) {
    let mut stanza = 0;
    let mut stanzas = Vec::with_capacity(all.len());
    for line in all.iter() {
        stanza += usize::from(line.gap > rhythm);
        stanzas.push(stanza);
    }
    let every = || all.iter().zip(&stanzas).enumerate();
    let entry = |(at, (line, stanza)): (usize, (&Line, &usize))| (at, *stanza, line.width);
    let mut measure: Vec<_> = every()
        .filter(|(_, (line, _))| is_prose(line.text))
        .map(entry)
        .collect();
    if measure.len() * 5 < all.len() {
        measure = every().map(entry).collect();
    }
    for (at, line) in all.iter_mut().enumerate() {
        let middle = measure.partition_point(|(place, _, _)| *place < at);
        let range = middle.saturating_sub(NEIGHBOURS)..(middle + NEIGHBOURS).min(measure.len());
        let near = measure.get(range).unwrap_or_default();
        let own: Vec<f32> = near
            .iter()
            .filter(|(_, stanza, _)| Some(stanza) == stanzas.get(at))
            .map(|(_, _, width)| *width)
            .collect();
        let widths = if own.len() >= ENOUGH {
            own
        } else {
            near.iter().map(|(_, _, width)| *width).collect()
        };
        line.column = quantile(&widths, 7);
    }
}

/// Whether a line looks like a piece of running text: it has punctuation, or words in
/// small letters.
fn is_prose(text: &str) -> bool {
    text.contains(['，', '。', '；', '、', ',', '！', '？'])
        || text
            .split(' ')
            .filter(|word| word.starts_with(char::is_lowercase))
            .count()
            >= 3
}

/// Makes indents relative to those of the lines around.
fn level_indents(all: &mut [Line]) {
    let indents: Vec<f32> = all.iter().map(|line| line.indent).collect();
    for (at, line) in all.iter_mut().enumerate() {
        line.indent -= quantile(window(&indents, at), 2);
    }
}

fn window(values: &[f32], at: usize) -> &[f32] {
    let range = at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS + 1).min(values.len());
    values.get(range).unwrap_or_default()
}

/// The value that `tenths` tenths of a few values are below; 0 if there is none.
fn quantile(values: &[f32], tenths: usize) -> f32 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f32::total_cmp);
    sorted
        .get(sorted.len() * tenths / 10)
        .copied()
        .unwrap_or(0.0)
}
