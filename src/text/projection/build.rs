//! Making a reading text: one walk over the raw text of each segment.
//!
//! Separators are decided late. Line ends, white space and deletions wait until
//! the next character that is written, because only then is it known what
//! stands on both sides.

use super::across::{Joint, joint};
use super::input::{narrow, usable_corrections, usable_segments};
use super::join::{Join, join};
use super::map::{Deletion, Piece, ReadingText, SegmentText};
use super::{Break, BreakContext, ProjectionInput};
use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// See [`ProjectionInput::project`].
pub(super) fn project(input: &ProjectionInput<'_>) -> ReadingText {
    let corrections = usable_corrections(input.corrections);
    let mut builder = Builder::new(input);
    for (index, span) in usable_segments(input.source, input.segments) {
        let first = corrections.partition_point(|(at, _)| at.start() < span.start());
        let inside = corrections.get(first..).unwrap_or_default();
        let end = inside.partition_point(|(at, _)| at.start() < span.end());
        let inside = inside.get(..end).unwrap_or_default();
        let joint = builder.joint(input, index, span);
        builder.segment(index, span, inside, joint);
    }
    ReadingText::new(
        builder.text,
        builder.segments,
        builder.pieces,
        builder.deletions,
    )
}

/// What has been read and waits for the next character on the same line.
enum Waiting {
    /// White space, written if it turns out to stand inside a line.
    Space(Span),
    /// Deleted text, whose place in the reading text is not known yet.
    Deleted(Span),
}

struct Builder<'a> {
    source: &'a SourceText,
    breaks: &'a dyn Fn(u32) -> Option<Break>,
    inferred: &'a BreakContext,
    text: String,
    /// The length of `text` in code points.
    chars: u32,
    segments: Vec<SegmentText>,
    pieces: Vec<Piece>,
    deletions: Vec<Deletion>,
    /// The first piece of this segment, or where it will be.
    first_piece: usize,
    /// Where this segment begins, or the first one whose text goes on in it, in
    /// bytes of `text`.
    flow_byte: usize,
    /// The break since the last character written.
    pending: Option<Break>,
    waiting: Vec<Waiting>,
    /// Whether white space that comes now stands after text of its line.
    inside_line: bool,
}

impl<'a> Builder<'a> {
    fn new(input: &ProjectionInput<'a>) -> Self {
        Self {
            source: input.source,
            breaks: input.breaks,
            inferred: input.inferred,
            text: String::with_capacity(input.source.text().len()),
            chars: 0,
            segments: Vec::with_capacity(input.segments.len()),
            pieces: Vec::with_capacity(2 * input.source.line_count()),
            deletions: Vec::new(),
            first_piece: 0,
            flow_byte: 0,
            pending: None,
            waiting: Vec::new(),
            inside_line: false,
        }
    }

    /// How a segment goes on from the one before it, if it does.
    fn joint(&self, input: &ProjectionInput<'_>, index: usize, span: Span) -> Option<Joint> {
        let flows = input.flows.get(index).copied().unwrap_or_default();
        let before = self.segments.last().filter(|it| it.index + 1 == index)?;
        flows.then(|| joint(input, before.raw, span)).flatten()
    }

    /// Writes one segment with the corrections that begin in it.
    fn segment(&mut self, index: usize, span: Span, inside: &[(Span, &str)], joint: Option<Joint>) {
        self.first_piece = self.pieces.len();
        self.inside_line = joint == Some(Joint::Line);
        self.pending = match joint {
            Some(Joint::Break(kind)) => Some(kind),
            _ => None,
        };
        if joint.is_none() {
            self.flow_byte = self.text.len();
        }
        let mut cursor = span.start();
        for &(at, replacement) in inside.iter().filter(|(at, _)| span.covers(*at)) {
            if let Some((at, replacement)) = narrow(self.source, at, replacement) {
                self.copy(Span::between(cursor, at.start()));
                self.replace(at, &replacement);
                cursor = at.end();
            }
        }
        self.copy(Span::between(cursor, span.end()));
        self.drop_spaces();
        self.write_waiting();
        let first = self.pieces.get(self.first_piece);
        let start = first.map_or(self.chars, |piece| piece.reading);
        self.segments.push(SegmentText {
            index,
            raw: span,
            reading: start..self.chars,
            pieces: self.first_piece..self.pieces.len(),
        });
    }

    /// Copies raw text in which nothing is corrected.
    fn copy(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        for line in self.source.lines_of(span) {
            let content = self.source.line_span(line);
            if let Some(part) = span.intersection(content) {
                self.copy_within_line(part);
            }
            if span.end() > content.end() {
                self.end_line(line);
            }
        }
    }

    /// Copies a part of one line, in runs of white space and of text.
    fn copy_within_line(&mut self, part: Span) {
        let mut rest = self.source.slice(part);
        let mut at = part.start();
        while let Some(first) = rest.chars().next() {
            let blank = first.is_whitespace();
            let end = rest.find(|c: char| c.is_whitespace() != blank);
            let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
            let span = Span::between(at, at + length(run));
            if !blank {
                self.separate(first);
                self.inside_line = true;
                self.write_copied(span, run);
            } else if run.contains('\r') {
                self.drop_spaces();
                self.inside_line = false;
                self.pending = self.pending.or(Some(Break::Soft));
            } else if self.inside_line {
                self.waiting.push(Waiting::Space(span));
            }
            (rest, at) = (after, span.end());
        }
    }

    /// Passes the end of line `line` (from 0).
    fn end_line(&mut self, line: usize) {
        self.drop_spaces();
        self.inside_line = false;
        let nothing = self.pieces.len() == self.first_piece;
        if nothing || self.source.is_blank_line(line) {
            return;
        }
        let upper = u32::try_from(line + 1).unwrap_or(u32::MAX);
        let kind = (self.breaks)(upper)
            .or_else(|| self.inferred.infer(upper).map(|found| found.kind))
            .unwrap_or(Break::Soft);
        self.pending = Some(kind.with(self.pending));
    }

    /// Writes what the raw text `at` should read instead.
    fn replace(&mut self, at: Span, replacement: &str) {
        let line = self.source.line_span(self.source.line_of(at.start()));
        let over_break = at.end() > line.end();
        if over_break && self.is_blank(at.start(), line.end()) {
            self.drop_spaces();
        }
        match replacement.chars().next() {
            None => self.waiting.push(Waiting::Deleted(at)),
            Some(first) => {
                self.separate(first);
                self.write_replaced(at, replacement);
            }
        }
        if over_break {
            let line = self.source.line_span(self.source.line_of(at.end()));
            self.inside_line = !self.is_blank(line.start(), at.end());
        } else {
            self.inside_line |= !replacement.is_empty();
        }
    }

    /// Whether there is nothing but white space from `start` to `end`.
    fn is_blank(&self, start: CharOffset, end: CharOffset) -> bool {
        start >= end || self.source.ink(Span::between(start, end)) == 0
    }

    /// Writes what belongs between the text so far and `next`.
    fn separate(&mut self, next: char) {
        if self.wrote_nothing() {
            self.drop_spaces();
            if !self.text.is_empty() {
                self.insert('\n');
                self.flow_byte = self.text.len();
            }
        } else if let Some(kind) = self.pending {
            self.drop_spaces();
            match kind {
                Break::Para if next == '\n' || self.text.ends_with('\n') => {}
                Break::Para => self.insert('\n'),
                Break::Soft => self.join(next),
            }
        }
        self.pending = None;
        self.write_waiting();
    }

    fn join(&mut self, next: char) {
        let tail = self.text.get(self.flow_byte..).unwrap_or_default();
        match join(tail, next) {
            Join::Close => {}
            Join::Space => self.insert(' '),
            Join::DropHyphen => self.drop_hyphen(),
        }
    }

    /// Takes the last character back, unless a correction put it there.
    fn drop_hyphen(&mut self) {
        if let Some(last) = self.pieces.last_mut()
            && !last.replaced
        {
            last.len -= 1;
            last.raw_len -= 1;
            if last.len == 0 {
                self.pieces.pop();
            }
            self.text.pop();
            self.chars -= 1;
            self.take_back();
        }
    }

    /// After a character was taken back: segments before this one end where the text does.
    fn take_back(&mut self) {
        let (chars, pieces) = (self.chars, self.pieces.len());
        self.first_piece = self.first_piece.min(pieces);
        for segment in self.segments.iter_mut().rev() {
            if segment.reading.end <= chars && segment.pieces.end <= pieces {
                break;
            }
            let reading = &mut segment.reading;
            *reading = reading.start.min(chars)..reading.end.min(chars);
            let own = &mut segment.pieces;
            *own = own.start.min(pieces)..own.end.min(pieces);
        }
    }

    /// Whether nothing has been written to which this segment could be joined, nor of itself.
    fn wrote_nothing(&self) -> bool {
        self.text.len() == self.flow_byte
    }

    fn drop_spaces(&mut self) {
        self.waiting
            .retain(|item| matches!(item, Waiting::Deleted(_)));
    }

    fn write_waiting(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let source = self.source;
        for item in std::mem::take(&mut self.waiting) {
            match item {
                Waiting::Space(span) => self.write_copied(span, source.slice(span)),
                Waiting::Deleted(raw) => self.deletions.push(Deletion {
                    reading: self.chars,
                    raw,
                }),
            }
        }
    }

    fn insert(&mut self, c: char) {
        self.text.push(c);
        self.chars += 1;
    }

    fn write_copied(&mut self, raw: Span, text: &str) {
        let starts = self.pieces.len() == self.first_piece;
        match self.pieces.last_mut() {
            Some(last)
                if !last.replaced
                    && !starts
                    && last.raw_end() == raw.start().0
                    && last.reading_end() == self.chars =>
            {
                last.len += raw.len();
                last.raw_len += raw.len();
            }
            _ => self.pieces.push(Piece {
                reading: self.chars,
                len: raw.len(),
                raw: raw.start().0,
                raw_len: raw.len(),
                replaced: false,
            }),
        }
        self.text.push_str(text);
        self.chars += raw.len();
    }

    fn write_replaced(&mut self, at: Span, replacement: &str) {
        let len = length(replacement);
        self.pieces.push(Piece {
            reading: self.chars,
            len,
            raw: at.start().0,
            raw_len: at.len(),
            replaced: true,
        });
        self.text.push_str(replacement);
        self.chars += len;
    }
}

/// The length of a text in code points.
fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
