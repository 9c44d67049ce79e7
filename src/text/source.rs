//! One raw text that never changes, with its lines and offset conversion.
//!
//! Lines are those of `text.split('\n')`, so that line numbers agree with every
//! other reader of the file; a `\r` before the `\n` belongs to the line end and
//! not to the line. A text that has carriage returns only (old Macintosh files)
//! is cut at those.

use std::sync::Arc;

use super::offset::{ByteOffset, CharOffset};
use super::span::Span;

/// Every `CHECKPOINT`-th code point has its byte offset remembered.
///
/// 64 keeps the table at 1/16 of a UTF-8 Chinese text and the scan after a
/// look-up below a cache line or three.
const CHECKPOINT: u32 = 64;

/// An immutable text with a line index; cheap to clone.
#[derive(Clone)]
pub struct SourceText {
    inner: Arc<Inner>,
}

struct Inner {
    text: Box<str>,
    /// Byte offset of code points 0, 64, 128 …
    checkpoints: Vec<u32>,
    chars: u32,
    lines: Vec<LineEntry>,
}

/// Where one line is: code points and bytes, without its line end.
#[derive(Debug, Clone, Copy)]
struct LineEntry {
    start: u32,
    end: u32,
    byte_start: u32,
    byte_end: u32,
}

impl SourceText {
    /// Indexes a text. One pass; about 1 GB/s for Chinese UTF-8.
    ///
    /// The text must be shorter than 4 GiB; the decoder refuses far smaller ones.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        let terminator = if text.contains('\n') || !text.contains('\r') {
            b'\n'
        } else {
            b'\r'
        };
        let mut checkpoints = Vec::with_capacity(text.len() / (CHECKPOINT as usize) + 1);
        let mut lines = Vec::new();
        let mut chars = 0_u32;
        let (mut start, mut byte_start) = (0_u32, 0_u32);
        let bytes = text.as_bytes();
        let mut close = |start: u32, byte_start: u32, end: u32, byte_end: u32| {
            let returns = u32::from(
                terminator == b'\n'
                    && byte_end > byte_start
                    && bytes.get(byte_end as usize - 1) == Some(&b'\r'),
            );
            lines.push(LineEntry {
                start,
                end: end - returns,
                byte_start,
                byte_end: byte_end - returns,
            });
        };
        for (at, &byte) in bytes.iter().enumerate() {
            if byte & 0xC0 == 0x80 {
                continue; // not the first byte of a code point
            }
            if chars.is_multiple_of(CHECKPOINT) {
                checkpoints.push(at as u32);
            }
            if byte == terminator {
                close(start, byte_start, chars, at as u32);
                (start, byte_start) = (chars + 1, at as u32 + 1);
            }
            chars += 1;
        }
        close(start, byte_start, chars, bytes.len() as u32);
        Self {
            inner: Arc::new(Inner {
                checkpoints,
                chars,
                lines,
                text,
            }),
        }
    }

    /// Whether the two are clones of one another, without looking at the text.
    ///
    /// `false` for equal texts that were indexed separately: what is cached for
    /// one of them must not outlive it.
    pub fn same_as(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.inner.text
    }

    /// The length in code points.
    pub fn len(&self) -> u32 {
        self.inner.chars
    }

    /// Whether the text has no code point at all.
    pub fn is_empty(&self) -> bool {
        self.inner.chars == 0
    }

    /// The span of the whole text.
    pub fn span(&self) -> Span {
        Span::between(CharOffset(0), CharOffset(self.inner.chars))
    }

    /// Whether `span` lies within the text.
    pub fn contains(&self, span: Span) -> bool {
        span.end().0 <= self.inner.chars
    }

    /// The byte offset of a code-point offset; offsets past the end give the end.
    pub fn byte_offset(&self, offset: CharOffset) -> ByteOffset {
        if offset.0 >= self.inner.chars {
            return ByteOffset(self.inner.text.len() as u32);
        }
        let from = self
            .inner
            .checkpoints
            .get((offset.0 / CHECKPOINT) as usize)
            .copied()
            .unwrap_or(0);
        let rest = self.inner.text.get(from as usize..).unwrap_or("");
        let step = rest
            .char_indices()
            .nth((offset.0 % CHECKPOINT) as usize)
            .map_or(rest.len(), |(at, _)| at);
        ByteOffset(from + step as u32)
    }

    /// The code-point offset of a byte offset; one inside a code point gives
    /// the start of that code point.
    pub fn char_offset(&self, offset: ByteOffset) -> CharOffset {
        let block = self
            .inner
            .checkpoints
            .partition_point(|&byte| byte <= offset.0)
            .saturating_sub(1);
        let from = self.inner.checkpoints.get(block).copied().unwrap_or(0);
        let rest = self.inner.text.get(from as usize..).unwrap_or("");
        let wanted = (offset.0 - from.min(offset.0)) as usize;
        let passed = rest
            .char_indices()
            .take_while(|(at, c)| at + c.len_utf8() <= wanted)
            .count();
        CharOffset((block as u32 * CHECKPOINT + passed as u32).min(self.inner.chars))
    }

    /// The text of a span; parts outside the text are left out.
    pub fn slice(&self, span: Span) -> &str {
        let (start, end) = (self.byte_offset(span.start()), self.byte_offset(span.end()));
        self.inner
            .text
            .get(start.index()..end.index())
            .unwrap_or("")
    }

    /// The code point after `offset`, if there is one.
    pub fn char_at(&self, offset: CharOffset) -> Option<char> {
        self.inner
            .text
            .get(self.byte_offset(offset).index()..)?
            .chars()
            .next()
    }

    /// The code point before `offset`, if there is one.
    pub fn char_before(&self, offset: CharOffset) -> Option<char> {
        self.inner
            .text
            .get(..self.byte_offset(offset).index())?
            .chars()
            .next_back()
    }

    /// The number of lines, at least 1.
    pub fn line_count(&self) -> usize {
        self.inner.lines.len()
    }

    /// The span of line `line` (from 0) without its line end; the empty span at
    /// the end of the text if there is no such line.
    pub fn line_span(&self, line: usize) -> Span {
        self.inner
            .lines
            .get(line)
            .map_or(Span::caret(CharOffset(self.inner.chars)), |entry| {
                Span::between(CharOffset(entry.start), CharOffset(entry.end))
            })
    }

    /// The text of line `line` (from 0) without its line end.
    pub fn line(&self, line: usize) -> &str {
        self.inner
            .lines
            .get(line)
            .and_then(|entry| {
                self.inner
                    .text
                    .get(entry.byte_start as usize..entry.byte_end as usize)
            })
            .unwrap_or("")
    }

    /// The line (from 0) on which `offset` stands; a line end belongs to the
    /// line that it ends.
    pub fn line_of(&self, offset: CharOffset) -> usize {
        self.inner
            .lines
            .partition_point(|entry| entry.start <= offset.0)
            .saturating_sub(1)
    }

    /// The lines (from 0, inclusive) that `span` touches. An end that stands at
    /// the very start of a line does not touch that line.
    pub fn lines_of(&self, span: Span) -> std::ops::RangeInclusive<usize> {
        let first = self.line_of(span.start());
        let last = if span.is_empty() {
            first
        } else {
            self.line_of(span.end().back(1))
        };
        first..=last
    }

    /// Whether line `line` (from 0) has nothing but white space.
    pub fn is_blank_line(&self, line: usize) -> bool {
        self.line(line).chars().all(char::is_whitespace)
    }

    /// The span of the lines `first..=last` (from 0) without the last line end.
    pub fn span_of_lines(&self, first: usize, last: usize) -> Span {
        self.line_span(first).hull(self.line_span(last.max(first)))
    }

    /// `span` without white space at either end; `None` if nothing is left.
    pub fn trim(&self, span: Span) -> Option<Span> {
        let text = self.slice(span);
        let lead = text.chars().take_while(|c| c.is_whitespace()).count() as u32;
        if lead
            == span
                .len()
                .min(self.inner.chars - span.start().0.min(self.inner.chars))
        {
            return None;
        }
        let trail = text.chars().rev().take_while(|c| c.is_whitespace()).count() as u32;
        let end = span.end().min(CharOffset(self.inner.chars)).back(trail);
        Some(Span::between(span.start() + lead, end))
    }

    /// The number of code points in `span` that are not white space.
    pub fn ink(&self, span: Span) -> u32 {
        self.slice(span)
            .chars()
            .filter(|c| !c.is_whitespace())
            .count() as u32
    }
}

impl std::fmt::Debug for SourceText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "SourceText({} code points, {} lines)",
            self.len(),
            self.line_count()
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let source = SourceText::new(text);
        (0..source.line_count())
            .map(|line| source.line(line).to_owned())
            .collect()
    }

    #[test]
    fn lines_are_those_of_split() {
        assert_eq!(lines(""), [""]);
        assert_eq!(lines("甲\n\n乙\n"), ["甲", "", "乙", ""]);
        assert_eq!(lines("甲\r\n乙\r\n"), ["甲", "乙", ""]);
        assert_eq!(lines("甲\r乙"), ["甲", "乙"]);
        assert_eq!(lines("甲\r乙\n丙"), ["甲\r乙", "丙"]);
    }

    #[test]
    fn a_line_end_belongs_to_the_line_it_ends() {
        let source = SourceText::new("甲乙\r\n丙");
        assert_eq!(source.line_of(CharOffset(3)), 0);
        assert_eq!(source.line_of(CharOffset(4)), 1);
        assert_eq!(source.line_span(0), Span::new(0, 2).unwrap());
        assert_eq!(source.lines_of(Span::new(0, 4).unwrap()), 0..=0);
    }

    #[test]
    fn trimming_finds_the_ink() {
        let source = SourceText::new(" \n甲 乙\u{3000}\n");
        assert_eq!(source.trim(source.span()), Span::new(2, 5));
        assert_eq!(source.trim(Span::new(0, 2).unwrap()), None);
        assert_eq!(source.ink(source.span()), 2);
    }

    proptest! {
        #[test]
        fn offsets_round_trip(text in "[a\\n\\r é甲𠮷]{0,300}") {
            let source = SourceText::new(text.as_str());
            prop_assert_eq!(source.len() as usize, text.chars().count());
            for (index, (byte, c)) in text.char_indices().enumerate() {
                let offset = CharOffset(index as u32);
                prop_assert_eq!(source.byte_offset(offset), ByteOffset(byte as u32));
                prop_assert_eq!(source.char_offset(ByteOffset(byte as u32)), offset);
                prop_assert_eq!(source.char_at(offset), Some(c));
                let inside = ByteOffset((byte + c.len_utf8() - 1) as u32);
                prop_assert_eq!(source.char_offset(inside), offset);
            }
            let end = ByteOffset(text.len() as u32);
            prop_assert_eq!(source.char_offset(end), CharOffset(source.len()));
        }

        #[test]
        fn lines_cover_the_text_in_order(text in "[a\\n\\r甲𠮷]{0,200}") {
            let source = SourceText::new(text.as_str());
            let mut end = CharOffset(0);
            for line in 0..source.line_count() {
                let span = source.line_span(line);
                prop_assert!(span.start() >= end);
                prop_assert_eq!(source.slice(span), source.line(line));
                prop_assert_eq!(source.line_of(span.start()), line);
                end = span.end();
            }
        }
    }
}
