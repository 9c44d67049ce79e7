//! What searching sees of a text: folded characters with the way back.
//!
//! Folding makes alike what a reader takes for the same. White space is always
//! dropped, except between two words of an alphabet, so that a name that a hard
//! wrap or letter-spacing has cut is in one piece; letter case and full or half
//! width may be made alike too. Traditional and simplified characters stay
//! different.

use super::offset::CharOffset;
use super::span::Span;

/// What is made alike besides white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folding {
    /// Letter case.
    pub case: bool,
    /// Full and half width of ASCII.
    pub width: bool,
}

impl Folding {
    /// Everything: as people type into a search field.
    pub const LOOSE: Self = Self {
        case: true,
        width: true,
    };
    /// White space only: as one name equals another.
    pub const SPACES: Self = Self {
        case: false,
        width: false,
    };
}

/// Where in a word of an alphabet, or a number, what is found may begin and end.
/// Han text has no words to be whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edges {
    /// A query that begins with a letter hits only the start of a word.
    Begin,
    /// Only whole words and numbers are hit.
    Whole,
}

/// A folded text and where each byte of it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    text: String,
    /// For every byte of `text`, the code point that it was made of.
    places: Vec<u32>,
}

impl Folded {
    /// Folds a text.
    pub fn new(raw: &str, folding: Folding) -> Self {
        let mut folded = Self {
            text: String::with_capacity(raw.len()),
            places: Vec::with_capacity(raw.len()),
        };
        let mut space = None;
        let mut word = false;
        for (place, c) in (0_u32..).zip(raw.chars()) {
            if c.is_whitespace() {
                space.get_or_insert(place);
                continue;
            }
            if is_invisible(c) {
                continue;
            }
            let mut take = |c| {
                let wordy = is_wordy(c);
                if let Some(at) = space.take()
                    && word
                    && wordy
                {
                    folded.push(' ', at);
                }
                folded.push(c, place);
                word = wordy;
            };
            let c = if folding.width { half_width(c) } else { c };
            if folding.case {
                fold(c, take);
            } else {
                take(c);
            }
        }
        folded
    }

    fn push(&mut self, c: char, place: u32) {
        self.text.push(c);
        self.places.resize(self.text.len(), place);
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The spans of the text where `query`, folded in the same way, stands, in order;
    /// none overlaps another. An empty query stands nowhere.
    pub fn find<'t>(&'t self, query: &'t Self, edges: Edges) -> impl Iterator<Item = Span> + 't {
        let wanted = Some(query.text.as_str()).filter(|text| !text.is_empty());
        let hits = wanted
            .into_iter()
            .flat_map(|it| self.text.match_indices(it));
        let hits = hits.filter(move |(at, hit)| self.has_edges(*at, hit, edges));
        hits.filter_map(|(at, hit)| {
            let first = self.places.get(at)?;
            let last = self.places.get(at + hit.len().checked_sub(1)?)?;
            Some(Span::between(CharOffset(*first), CharOffset(last + 1)))
        })
    }

    /// Whether a hit at byte `at` begins and ends where it may.
    fn has_edges(&self, at: usize, hit: &str, edges: Edges) -> bool {
        let before = || {
            self.text
                .get(..at)
                .and_then(|text| text.chars().next_back())
        };
        let after = || {
            self.text
                .get(at + hit.len()..)
                .and_then(|text| text.chars().next())
        };
        let (first, last) = (hit.chars().next(), hit.chars().next_back());
        match edges {
            Edges::Begin => !(first.is_some_and(is_letter) && before().is_some_and(is_letter)),
            Edges::Whole => !(goes_on(before(), first) || goes_on(last, after())),
        }
    }
}

/// Whether a word or a number goes on from one character to the next.
fn goes_on(one: Option<char>, next: Option<char>) -> bool {
    let both = |is: fn(char) -> bool| one.is_some_and(is) && next.is_some_and(is);
    both(is_letter) || both(|c| c.is_ascii_digit())
}

/// Gives what a letter becomes without case. Upper and then lower case also brings
/// together what is the same letter in another place or print, as final sigma or the
/// ligature of f and i.
fn fold(c: char, mut give: impl FnMut(char)) {
    match c {
        '\u{80}'..='\u{58f}'
        | '\u{1e00}'..='\u{1fff}'
        | '\u{2c60}'..='\u{2c7f}'
        | '\u{a640}'..='\u{a7ff}'
        | '\u{fb00}'..='\u{fb17}' => {
            c.to_uppercase().flat_map(char::to_lowercase).for_each(give);
        }
        _ => give(c.to_ascii_lowercase()),
    }
}

/// A letter of a script that writes words apart: Latin, Greek, Cyrillic, Armenian.
pub fn is_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{80}'..='\u{2ff}' | '\u{370}'..='\u{58f}' | '\u{1e00}'..='\u{1fff}')
        && c.is_alphabetic()
}

/// Whether white space beside it separates.
fn is_wordy(c: char) -> bool {
    c.is_ascii_digit() || is_letter(c)
}

/// Characters without a width that extractors leave inside words.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// The ASCII character for its full-width form (U+FF01 to U+FF5E).
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, query: &str, folding: Folding, edges: Edges) -> Vec<(u32, u32)> {
        let text = Folded::new(text, folding);
        let query = Folded::new(query, folding);
        let spans = text.find(&query, edges);
        spans.map(|it| (it.start().0, it.end().0)).collect()
    }

    fn hits(text: &str, query: &str) -> Vec<(u32, u32)> {
        found(text, query, Folding::LOOSE, Edges::Begin)
    }

    #[test]
    fn white_space_between_han_is_not_seen() {
        assert_eq!(
            hits("见 罗 琼，罗\r\n\r\n\u{3000}琼", "罗琼"),
            [(2, 5), (6, 13)]
        );
        assert_eq!(hits("罗琼", "罗 琼"), [(0, 2)]);
    }

    #[test]
    fn white_space_between_words_is_one_space() {
        assert_eq!(hits("New\n  York", "new york"), [(0, 10)]);
        assert!(hits("NewYork", "new york").is_empty());
        assert!(hits("10 20", "1020").is_empty());
    }

    #[test]
    fn punctuation_counts() {
        assert!(hits("南京，市长", "京市").is_empty());
        assert_eq!(hits("南京，市长", "京,市"), [(1, 4)]);
    }

    #[test]
    fn words_are_found_by_their_beginning() {
        assert_eq!(hits("Beijing 北京", "ＢＥＩ"), [(0, 3)]);
        assert!(hits("Beijing", "jing").is_empty());
        assert_eq!(hits("𠮷野家 café", "野家"), [(1, 3)]);
        assert_eq!(hits("ﬁne", "FINE"), [(0, 3)]);
    }

    #[test]
    fn names_are_equal_in_case_and_as_whole_words() {
        let whole = |text, name| found(text, name, Folding::SPACES, Edges::Whole);
        assert_eq!(whole("Bath bathe bath, Bath", "Bath"), [(0, 4), (17, 21)]);
        assert_eq!(whole("New\nYork New Yorker", "New York"), [(0, 8)]);
        assert_eq!(whole("第12页 2 12", "2"), [(5, 6)]);
        assert_eq!(whole("陇 南市、陇南", "陇南"), [(0, 3), (5, 7)]);
        assert_eq!(whole("GB杂志", "GB"), [(0, 2)]);
        assert!(whole("甲", "").is_empty() && whole("", "甲").is_empty());
    }
}
