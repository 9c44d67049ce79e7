//! A passage as the recognisers of names read it: without the blanks of typesetting, with
//! one form of each mark, in simplified characters, and cut into words.

use std::ops::Range;

use super::simplified::simplified;
use crate::suggest::lexicon;

/// A passage without blanks between its Han characters. Positions are in characters of what
/// is left.
#[derive(Debug)]
pub(super) struct Passage {
    text: String,
    chars: Vec<Char>,
    words: Vec<Word>,
}

/// A character that is left, and where it stood.
#[derive(Debug, Clone, Copy)]
struct Char {
    is: char,
    /// The same in the characters of the text.
    said: char,
    /// Where it stands in the passage, in bytes.
    from: usize,
    to: usize,
    /// Where it stands in the text without blanks, in bytes.
    at: usize,
    /// Whether blanks stood before it.
    gap: bool,
}

/// A word of the likeliest reading of the passage.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Where it stands.
    pub range: Range<usize>,
    /// Its class in the dictionary of jieba: `n`, `v`, `ns`, `nr` …
    pub class: String,
}

impl Passage {
    /// Reads a passage.
    pub fn new(passage: &str) -> Self {
        let chars = without_blanks(passage);
        let text: String = chars.iter().map(|it| it.is).collect();
        let mut words = Vec::new();
        let mut end = 0;
        for tag in lexicon::dictionary().tag(&text, false) {
            let start = end;
            end += tag.word.chars().count();
            words.push(Word {
                range: start..end,
                class: tag.tag.to_owned(),
            });
        }
        Self { text, chars, words }
    }

    /// The number of characters.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at a place; the end of a paragraph beyond the ends.
    pub fn char(&self, at: usize) -> char {
        self.chars.get(at).map_or('\n', |it| it.is)
    }

    /// The character before a place; the end of a paragraph at the beginning.
    pub fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\n', |at| self.char(at))
    }

    /// Whether blanks stood before the character at a place.
    pub fn gap(&self, at: usize) -> bool {
        self.chars.get(at).is_some_and(|it| it.gap)
    }

    /// The text without blanks.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A part of the text without blanks.
    pub fn part(&self, range: Range<usize>) -> &str {
        let byte = |at: usize| self.chars.get(at).map_or(self.text.len(), |it| it.at);
        let range = byte(range.start)..byte(range.end);
        self.text.get(range).unwrap_or_default()
    }

    /// A part as the text says it, without blanks: in its own characters.
    pub fn said(&self, range: Range<usize>) -> String {
        let part = self.chars.get(range).unwrap_or_default();
        part.iter().map(|it| it.said).collect()
    }

    /// The characters of a part.
    pub fn chars_of(&self, range: Range<usize>) -> Vec<char> {
        self.part(range).chars().collect()
    }

    /// Whether these words stand at a place.
    pub fn has(&self, at: usize, words: &str) -> bool {
        self.part(at..self.len()).starts_with(words)
    }

    /// Whether these words end at a place.
    pub fn ends(&self, at: usize, words: &str) -> bool {
        self.part(0..at).ends_with(words)
    }

    /// The words whose end is at most `end`, from the last to the first.
    pub fn words_before(&self, end: usize) -> impl Iterator<Item = &Word> {
        let count = self.words.partition_point(|word| word.range.end <= end);
        self.words.iter().take(count).rev()
    }

    /// The words that overlap a part, from the last to the first.
    pub fn words_in(&self, range: Range<usize>) -> impl Iterator<Item = &Word> {
        let count = self
            .words
            .partition_point(|word| word.range.start < range.end);
        let words = self.words.iter().take(count).rev();
        words.take_while(move |word| word.range.end > range.start)
    }

    /// The position of a byte of the text without blanks.
    pub fn position(&self, byte: usize) -> usize {
        self.chars.partition_point(|it| it.at < byte)
    }

    /// Where a part stands in the passage that was given, in bytes.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let last = range.end.checked_sub(1).and_then(|at| self.chars.get(at));
        let first = self.chars.get(range.start);
        match (first, last) {
            (Some(first), Some(last)) if range.start < range.end => first.from..last.to,
            _ => 0..0,
        }
    }

    /// The end of the stretch of Han characters from a place on, at most `most` long.
    pub fn run(&self, from: usize, most: usize) -> usize {
        let end = self.len().min(from + most);
        (from..end)
            .find(|at| !is_han(self.char(*at)))
            .unwrap_or(end)
    }

    /// The beginning of the stretch of Han characters up to a place, at most `most` long.
    pub fn run_back(&self, to: usize, most: usize) -> usize {
        let first = to.saturating_sub(most);
        (first..to)
            .rev()
            .find(|at| !is_han(self.char(*at)))
            .map_or(first, |at| at + 1)
    }

    /// Whether a place is inside 《》.
    pub fn in_title_marks(&self, at: usize) -> bool {
        let near = at.saturating_sub(60)..at;
        let open = near
            .clone()
            .rev()
            .find(|at| "《》\n".contains(self.char(*at)));
        open.is_some_and(|at| self.char(at) == '《')
    }
}

pub(super) use crate::suggest::lexicon::is_han;

/// The characters of a passage without the blanks that separate no words.
fn without_blanks(passage: &str) -> Vec<Char> {
    let mut chars: Vec<Char> = Vec::with_capacity(passage.len() / 3);
    let mut gap = false;
    let mut at = 0;
    for (from, c) in passage.char_indices() {
        if c != '\n' && (c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}') {
            gap = true;
            continue;
        }
        let is = simplified(unified(c));
        chars.push(Char {
            is,
            said: c,
            from,
            to: from + c.len_utf8(),
            at,
            gap,
        });
        at += is.len_utf8();
        gap = false;
    }
    chars
}

/// One form of each mark.
fn unified(c: char) -> char {
    match c {
        ',' | '﹐' => '，',
        ';' => '；',
        ':' | '∶' => '：',
        '(' => '（',
        ')' => '）',
        '「' | '『' => '“',
        '」' | '』' => '”',
        '・' | '•' | '‧' | '∙' | '⋅' => '·',
        '\r' | '\u{2028}' | '\u{2029}' => '\n',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_of_typesetting_are_left_out_and_places_lead_back() {
        let text = "市长  罗 琼\n,说";
        let passage = Passage::new(text);
        assert_eq!(passage.text(), "市长罗琼\n，说");
        assert!(passage.gap(2) && passage.gap(3) && !passage.gap(1));
        assert_eq!(text.get(passage.bytes(2..4)), Some("罗 琼"));
        assert_eq!(passage.run(0, 9), 4);
        assert_eq!(passage.bytes(9..12), 0..0);
    }

    #[test]
    fn title_marks_hold_what_is_in_them() {
        let passage = Passage::new("读《治国理政》的人");
        assert!(passage.in_title_marks(3));
        assert!(!passage.in_title_marks(8));
    }
}
