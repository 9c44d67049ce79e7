//! A stretch of raw text that is wrong wherever it stands, and the right one.
//!
//! The same text means: the same code points, where any run of white space
//! stands for any other. In scripts that part words by spaces an end that is the
//! end of a word must be one at every place, so that correcting `teh` leaves
//! `tehran` alone; Han text has no such ends, and how much of it was corrected
//! says how much must be the same: `谛造者` is safer than `谛`.

use crate::model::correction::Correction;
use crate::text::offset::ByteOffset;
use crate::text::projection::is_word;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Raw text that should read differently everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongText {
    raw: String,
    right: String,
    /// Whether it must begin, and whether it must end, at the edge of a word.
    edges: [bool; 2],
}

impl WrongText {
    /// What a correction says, freed from its place; `None` if the raw text is
    /// only white space, which is wrong nowhere else.
    pub fn of(source: &SourceText, correction: &Correction) -> Option<Self> {
        let span = correction.span;
        let raw = source.slice(span);
        if raw.trim().is_empty() {
            return None;
        }
        let [before, after] = [source.char_before(span.start()), source.char_at(span.end())];
        Some(Self {
            raw: raw.to_owned(),
            right: correction.replacement.clone(),
            edges: [
                parts_words(before, raw.chars().next()),
                parts_words(raw.chars().next_back(), after),
            ],
        })
    }

    /// The wrong text, as it stood where it was corrected.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// What it should read; empty if it should go.
    pub fn right(&self) -> &str {
        &self.right
    }

    /// Whether a text may have it: a quick look for going through many.
    pub fn may_be_in(&self, text: &str) -> bool {
        let longest = self.raw.split_whitespace().max_by_key(|word| word.len());
        longest.is_some_and(|word| text.contains(word))
    }

    /// All places in text order; none overlaps another. Those that read right
    /// already are left out: white space may be all that was wrong.
    pub fn places(&self, source: &SourceText) -> Vec<Span> {
        let text = source.text();
        let Some(first) = self.raw.split_whitespace().next() else {
            return Vec::new();
        };
        let mut places: Vec<Span> = Vec::new();
        let (mut from, mut taken) = (0, 0);
        while let Some(found) = text.get(from..).and_then(|rest| rest.find(first)) {
            let at = from + found;
            from = at + first.chars().next().map_or(1, char::len_utf8);
            let Some((start, end)) = self.place_at(text, at) else {
                continue;
            };
            if start >= taken {
                (from, taken) = (from.max(end), end);
                places.push(span_of(source, start, end));
            }
        }
        places
    }

    /// The bytes of the place whose first word stands at byte `at`.
    fn place_at(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        let (mut start, mut end) = (at, at);
        for (number, word) in self.raw.split_whitespace().enumerate() {
            if number > 0 {
                end = past_space(text, end)?;
            }
            if !text.get(end..)?.starts_with(word) {
                return None;
            }
            end += word.len();
        }
        if self.raw.starts_with(char::is_whitespace) {
            start = text.get(..at)?.trim_end().len();
            if start == at {
                return None;
            }
        }
        if self.raw.ends_with(char::is_whitespace) {
            end = past_space(text, end)?;
        }
        let place = text.get(start..end)?;
        (place != self.right && self.has_edges(text, start, end)).then_some((start, end))
    }

    /// Whether a place begins and ends at the edge of a word where it must.
    fn has_edges(&self, text: &str, start: usize, end: usize) -> bool {
        let is_edge = |at: usize| {
            let (before, after) = text.split_at_checked(at).unwrap_or_default();
            parts_words(before.chars().next_back(), after.chars().next())
        };
        let [first, last] = self.edges;
        (!first || is_edge(start)) && (!last || is_edge(end))
    }
}

/// Whether a word of a script with spaces begins or ends between two code points.
fn parts_words(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(is_word) != after.is_some_and(is_word)
}

/// The byte after the run of white space at `at`; `None` if there is none.
fn past_space(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let run = rest.len() - rest.trim_start().len();
    (run > 0).then_some(at + run)
}

fn span_of(source: &SourceText, start: usize, end: usize) -> Span {
    let offset =
        |byte: usize| source.char_offset(ByteOffset(u32::try_from(byte).unwrap_or(u32::MAX)));
    Span::between(offset(start), offset(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::CorrectionId;

    /// The text of all places where what stands between brackets stands.
    fn places(text: &str, right: &str) -> Vec<String> {
        let (before, rest) = text.split_once('[').unwrap();
        let (raw, after) = rest.split_once(']').unwrap();
        let source = SourceText::new(format!("{before}{raw}{after}"));
        let start = before.chars().count() as u32;
        let span = Span::new(start, start + raw.chars().count() as u32).unwrap();
        let correction = Correction {
            id: CorrectionId::new(),
            span,
            replacement: right.to_owned(),
        };
        let Some(wrong) = WrongText::of(&source, &correction) else {
            return Vec::new();
        };
        let places = wrong.places(&source);
        assert!(places.is_empty() || wrong.may_be_in(source.text()));
        assert!(places.is_sorted() && places.windows(2).all(|two| !two[0].overlaps(two[1])));
        places
            .iter()
            .map(|&place| source.slice(place).to_owned())
            .collect()
    }

    #[test]
    fn the_same_text_is_found_wherever_it_stands() {
        assert_eq!(places("[谛造]者，谛造，缔造", "缔造"), ["谛造", "谛造"]);
        assert_eq!(places("[啊啊]啊啊啊", "啊"), ["啊啊", "啊啊"]);
        assert_eq!(places("[a.b]axb a.b", ""), ["a.b", "a.b"]);
    }

    #[test]
    fn runs_of_white_space_are_alike_but_not_none() {
        assert_eq!(
            places("[罗 琼]、罗\n\n琼、罗\u{3000}琼、罗琼", "罗琼"),
            ["罗 琼", "罗\n\n琼", "罗\u{3000}琼"]
        );
        assert_eq!(places("甲[ 乙]甲乙甲  乙", "乙"), [" 乙", "  乙"]);
        assert_eq!(places("甲[\n]乙\n丙", ""), Vec::<String>::new());
    }

    #[test]
    fn words_are_whole_where_the_first_one_was() {
        assert_eq!(places("[teh] tehran, teh. kteh", "the"), ["teh", "teh"]);
        assert_eq!(places("[teh]ran teh ateh", "the"), ["teh", "teh"]);
        let three = ["gov", "gov", "gov"];
        assert_eq!(places("x[gov]ment ogovm gov", "govern"), three);
    }

    #[test]
    fn what_reads_right_already_is_left_alone() {
        let places = places("[理\n论] 理 论 理\n\n论", "理 论");
        assert_eq!(places, ["理\n论", "理\n\n论"]);
    }
}
