//! A text without its white space, and the way back to where each character stood.

use crate::text::offset::CharOffset;
use crate::text::source::SourceText;

/// The characters of a text that are not white space.
///
/// Positions here count those characters; the way back is kept per run of them, so
/// that a text without spaces costs four bytes a character and little more.
#[derive(Debug)]
pub(super) struct Ink {
    /// The characters.
    pub chars: Vec<char>,
    /// Where each run without white space begins: here, and in the text.
    runs: Vec<(u32, u32)>,
    /// Where the lines that have text begin, here.
    line_starts: Vec<u32>,
    /// The length of the text in code points.
    text_len: u32,
}

impl Ink {
    /// The ink of a text; one pass.
    pub fn of(source: &SourceText) -> Self {
        let mut ink = Self {
            chars: Vec::new(),
            runs: Vec::new(),
            line_starts: Vec::new(),
            text_len: source.len(),
        };
        for line in 0..source.line_count() {
            let start = source.line_span(line).start();
            let mut blank = true;
            let mut in_run = false;
            for (at, c) in source.line(line).chars().enumerate() {
                if c.is_whitespace() {
                    in_run = false;
                    continue;
                }
                let here = ink.chars.len() as u32;
                if std::mem::take(&mut blank) {
                    ink.line_starts.push(here);
                }
                if !in_run {
                    ink.runs.push((here, (start + at as u32).0));
                    in_run = true;
                }
                ink.chars.push(c);
            }
        }
        ink
    }

    /// The number of characters.
    pub fn len(&self) -> u32 {
        self.chars.len() as u32
    }

    /// The characters `from..to`.
    pub fn slice(&self, from: u32, to: u32) -> &[char] {
        self.chars.get(from as usize..to as usize).unwrap_or(&[])
    }

    /// Where character `at` stands in the text; the end of the text if there is none.
    pub fn offset(&self, at: u32) -> CharOffset {
        if at >= self.len() {
            return CharOffset(self.text_len);
        }
        let run = self.runs.partition_point(|&(here, _)| here <= at);
        let (here, offset) = self.run(run.saturating_sub(1));
        CharOffset(offset + (at - here))
    }

    /// One past character `at - 1` in the text: where a stretch ends that ends
    /// before character `at`.
    pub fn end_offset(&self, at: u32) -> CharOffset {
        at.checked_sub(1)
            .map_or(CharOffset(0), |last| self.offset(last) + 1)
    }

    /// How many characters stand before `offset`.
    pub fn index(&self, offset: CharOffset) -> u32 {
        let run = self.runs.partition_point(|&(_, start)| start <= offset.0);
        let Some(before) = run.checked_sub(1) else {
            return 0;
        };
        let (here, start) = self.run(before);
        let next = self.runs.get(run).map_or(self.len(), |&(next, _)| next);
        (here + (offset.0 - start)).min(next)
    }

    fn run(&self, number: usize) -> (u32, u32) {
        self.runs.get(number).copied().unwrap_or_default()
    }

    /// Whether a line begins with character `at`; also true at the end.
    pub fn starts_line(&self, at: u32) -> bool {
        at >= self.len() || self.line_starts.binary_search(&at).is_ok()
    }

    /// The starts of lines that lie in `from..=to`.
    pub fn line_starts_in(&self, from: u32, to: u32) -> &[u32] {
        let first = self.line_starts.partition_point(|&start| start < from);
        let last = self.line_starts.partition_point(|&start| start <= to);
        self.line_starts.get(first..last).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_go_there_and_back() {
        let source = SourceText::new(" 甲 乙\n\n\u{3000}丙丁\r\n");
        let ink = Ink::of(&source);
        assert_eq!(ink.chars, ['甲', '乙', '丙', '丁']);
        let offsets: Vec<_> = (0..=4).map(|at| ink.offset(at).0).collect();
        assert_eq!(offsets, [1, 3, 7, 8, 11]);
        for at in 0..4 {
            assert_eq!(ink.index(ink.offset(at)), at);
            assert_eq!(ink.index(ink.end_offset(at + 1)), at + 1);
        }
        assert_eq!(ink.index(CharOffset(0)), 0);
        assert_eq!(ink.index(CharOffset(5)), 2);
        assert_eq!(ink.line_starts, [0, 2]);
    }
}
