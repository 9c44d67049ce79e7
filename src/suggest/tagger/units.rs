//! The units in which text is tagged: one character each, but words of scripts with
//! spaces between words and runs of digits as a whole. White space is no unit, so that a
//! mention may have spaces in it without being another mention.

use std::ops::Range;

use crate::suggest::lexicon;
use crate::text::projection::{is_wide, is_word};

/// What kind of thing a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// No unit: before the first or after the last of a line.
    Edge,
    Han,
    /// A Han numeral.
    Numeral,
    /// Another character of a script without spaces.
    Wide,
    Digits,
    /// A word in small letters.
    Small,
    /// A word with one capital, the first.
    Capital,
    /// A word in capitals, and mixtures.
    Capitals,
    QuoteOpen,
    QuoteClose,
    TitleOpen,
    TitleClose,
    BracketOpen,
    BracketClose,
    /// It ends sentences.
    Stop,
    Comma,
    /// `、` and marks in names.
    Pause,
    Mark,
}

/// A unit of text.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Where it is, in bytes.
    pub range: Range<usize>,
    pub class: Class,
    /// What it is, in small letters: equal for equal units.
    pub symbol: u32,
    /// The same, but digits only by how many they are.
    pub shape: u32,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// The word that it is in, counted from 0.
    pub word: usize,
}

/// A word, as the dictionary cuts them.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// What it is, in small letters.
    pub symbol: u32,
    /// Its part of speech in the dictionary.
    pub speech: u32,
    /// Its units.
    pub units: Range<usize>,
}

/// A text in units.
#[derive(Debug, Clone, Default)]
pub(super) struct Units {
    pub all: Vec<Unit>,
    pub words: Vec<Word>,
    /// Lines that have units, in units.
    pub lines: Vec<Range<usize>>,
    /// Sentences of lines, in units.
    pub sentences: Vec<Range<usize>>,
}

impl Units {
    pub fn of(text: &str) -> Self {
        let mut units = Self::default();
        let mut start = 0;
        for line in text.split('\n') {
            units.add_line(text, start..start + line.len());
            start += line.len() + 1;
        }
        units
    }

    /// The units of a range in bytes: those that it touches.
    pub fn within(&self, bytes: &Range<usize>) -> Range<usize> {
        let from = self.all.partition_point(|it| it.range.end <= bytes.start);
        let to = self.all.partition_point(|it| it.range.start < bytes.end);
        from..to.max(from)
    }

    /// The bytes of some units, which are there.
    pub fn bytes(&self, units: &Range<usize>) -> Option<Range<usize>> {
        let first = self.all.get(units.start)?;
        let last = self.all.get(units.end.checked_sub(1)?)?;
        Some(first.range.start..last.range.end)
    }

    /// Stretches that are tagged one by one: sentences or whole lines.
    pub fn stretches(&self, whole_lines: bool) -> &[Range<usize>] {
        if whole_lines {
            &self.lines
        } else {
            &self.sentences
        }
    }

    fn add_line(&mut self, text: &str, line: Range<usize>) {
        let first = self.all.len();
        let Some(line_text) = text.get(line.clone()) else {
            return;
        };
        let mut spaced = false;
        let mut rest = line_text.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            if c.is_whitespace() || c.is_control() {
                spaced = true;
                continue;
            }
            let mut end = at + c.len_utf8();
            if is_word(c) {
                let goes_on = |next: char| is_word(next) && next.is_numeric() == c.is_numeric();
                while let Some((_, next)) = rest.next_if(|(_, next)| goes_on(*next)) {
                    end += next.len_utf8();
                }
            }
            let unit = line_text.get(at..end).unwrap_or_default();
            let lower = unit.to_lowercase();
            let class = class_of(unit, c);
            let symbol = hash_text(&lower);
            self.all.push(Unit {
                range: line.start + at..line.start + end,
                class,
                symbol,
                shape: if class == Class::Digits {
                    hash_text("0000".get(..unit.len().min(4)).unwrap_or_default())
                } else {
                    symbol
                },
                spaced,
                word: 0,
            });
            spaced = false;
        }
        let units = first..self.all.len();
        if !units.is_empty() {
            self.lines.push(units.clone());
            self.cut_sentences(&units);
            self.add_words(line_text, line.start, &units);
        }
    }

    /// Words of a line. A unit is in the word that its first character is in.
    fn add_words(&mut self, line: &str, start: usize, units: &Range<usize>) {
        let mut end = start;
        let mut at = units.start;
        for tag in lexicon::dictionary().tag(line, true) {
            end += tag.word.len();
            let first = at;
            while let Some(unit) = self.all.get_mut(at)
                && unit.range.start < end
            {
                unit.word = self.words.len();
                at += 1;
            }
            if at > first {
                self.words.push(Word {
                    symbol: hash_text(&tag.word.to_lowercase()),
                    speech: hash_text(tag.tag),
                    units: first..at,
                });
            }
        }
    }

    fn cut_sentences(&mut self, line: &Range<usize>) {
        let mut first = line.start;
        for at in line.clone() {
            let next = self.all.get(at + 1).filter(|_| at + 1 < line.end);
            if next.is_none_or(|next| self.ends_sentence(first, at, next)) {
                self.sentences.push(first..at + 1);
                first = at + 1;
            }
        }
    }

    /// Whether a sentence ends between a unit and the next.
    fn ends_sentence(&self, first: usize, at: usize, next: &Unit) -> bool {
        let closes = |class| {
            matches!(
                class,
                Class::QuoteClose | Class::TitleClose | Class::BracketClose | Class::Stop
            )
        };
        let back = self.all.get(first..=at).unwrap_or_default();
        let stop = back.iter().rev().find(|it| it.class != Class::QuoteClose);
        let stops = stop.is_some_and(|it| it.class == Class::Stop) && !closes(next.class);
        let wide = stop.is_some_and(|it| it.range.len() > 1);
        stops && (wide || next.spaced && next.class == Class::Capital)
    }
}

fn class_of(unit: &str, first: char) -> Class {
    match first {
        '“' | '‘' | '「' | '『' | '〝' => Class::QuoteOpen,
        '”' | '’' | '」' | '』' | '〞' | '"' => Class::QuoteClose,
        '《' | '〈' => Class::TitleOpen,
        '》' | '〉' => Class::TitleClose,
        '（' | '(' | '【' | '[' | '［' | '〔' => Class::BracketOpen,
        '）' | ')' | '】' | ']' | '］' | '〕' => Class::BracketClose,
        '。' | '！' | '？' | '；' | '.' | '!' | '?' | ';' => Class::Stop,
        '，' | ',' | '：' | ':' => Class::Comma,
        '、' | '·' | '-' | '—' | '•' => Class::Pause,
        _ if "〇零一二三四五六七八九十百千万亿".contains(first) => Class::Numeral,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => Class::Han,
        _ if first.is_numeric() => Class::Digits,
        _ if is_word(first) => class_of_word(unit),
        _ if is_wide(first) && first.is_alphabetic() => Class::Wide,
        _ if first.is_alphabetic() => Class::Wide,
        _ => Class::Mark,
    }
}

fn class_of_word(word: &str) -> Class {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    match capitals {
        0 => Class::Small,
        1 if word.starts_with(char::is_uppercase) => Class::Capital,
        _ => Class::Capitals,
    }
}

/// A number for a text, the same on every machine (FNV-1a, folded).
pub(super) fn hash_text(text: &str) -> u32 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    (hash ^ (hash >> 32)) as u32
}
