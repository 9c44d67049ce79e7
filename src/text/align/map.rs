//! From a place in the old text to the place in the new one.

use super::Alignment;
use super::blocks::{Block, Gap};
use crate::text::offset::CharOffset;
use crate::text::span::Span;

/// Where a span of the old text is in the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mapped {
    /// The same characters in the same order with nothing between them; white space
    /// may differ.
    Exact(Span),
    /// Some of it is there, or something stands in between.
    Partial {
        /// From the first to the last character that is there, if they are in order.
        span: Span,
        /// How many characters, white space not counted, are not there.
        missing: u32,
    },
    /// Nothing of it is there.
    Lost,
}

/// A stretch of the new text that takes the place of a part of the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where it is in the new text; it begins and ends with ink.
    pub span: Span,
    /// How many characters of the old text it has, white space not counted.
    pub kept: u32,
    /// How many characters it has that were not there.
    pub added: u32,
}

/// What has become of a stretch of the old text that may have been torn apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stretch {
    /// Its pieces in the order of the old text.
    pub pieces: Vec<Piece>,
    /// How many of its characters are not in the new text.
    pub missing: u32,
    /// Whether an end of it had to be guessed, because the text there is another.
    pub guessed: bool,
}

/// What has become of a line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnd {
    /// It is there.
    There {
        /// The upper line in the new text, from 0.
        line: usize,
        /// Whether the characters on either side are the same as before.
        same: bool,
    },
    /// The two lines are one now, and meet in this stretch of white space.
    Joined(Span),
    /// The texts that met there do not meet any more.
    Lost,
}

/// A gap of this many characters between two parts of a stretch belongs to it even
/// if nothing stood there before: about a line that the older reading missed.
const SLACK: u32 = 24;

/// Which end of a stretch is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

impl Alignment {
    /// Where a span of the old text is. A span of white space is where its
    /// neighbours still are neighbours with white space between them.
    pub fn map(&self, span: Span) -> Mapped {
        let (from, to) = self.ink_of(span);
        if from == to {
            return self.map_blank(span, from);
        }
        let parts = self.parts(from, to);
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return Mapped::Lost;
        };
        let kept: u32 = parts.iter().map(|part| part.len).sum();
        let in_order = parts.windows(2).all(|pair| match pair {
            [a, b] => a.new_end() <= b.new,
            _ => true,
        });
        if !in_order {
            // The longest part stands for what was torn apart.
            let longest = parts.iter().max_by_key(|part| part.len).unwrap_or(first);
            let missing = to - from - longest.len;
            let span = self.new_span(longest.new, longest.new_end());
            return Mapped::Partial { span, missing };
        }
        let missing = to - from - kept;
        let hull = self.new_span(first.new, last.new_end());
        if missing == 0 && last.new_end() - first.new == kept {
            return Mapped::Exact(self.with_white_space(span, hull));
        }
        Mapped::Partial {
            span: hull,
            missing,
        }
    }

    /// What has become of a stretch that holds together by itself, such as a part of
    /// an article.
    ///
    /// Parts that follow each other in the new text are one piece, with what is new
    /// between them unless it is far longer than what it replaces. An end whose
    /// text is another is found by what lies beyond it, at a line start where there
    /// is one.
    pub fn stretch(&self, span: Span) -> Stretch {
        let (from, to) = self.ink_of(span);
        let parts = self.parts(from, to);
        let kept: u32 = parts.iter().map(|part| part.len).sum();
        let missing = to - from - kept;
        let mut stretch = Stretch {
            missing,
            ..Stretch::default()
        };
        // Pieces in ink of the new text: from, to, kept.
        let mut pieces: Vec<(u32, u32, u32)> = Vec::new();
        let mut last: Option<Block> = None;
        for part in parts {
            let joins = last.is_some_and(|last| self.joins(last, part));
            match pieces.last_mut().filter(|_| joins) {
                Some(piece) => (piece.1, piece.2) = (part.new_end(), piece.2 + part.len),
                None => pieces.push((part.new, part.new_end(), part.len)),
            }
            last = Some(part);
        }
        let ends = (self.edge(from, Edge::Start), self.edge(to, Edge::End));
        match (pieces.first_mut(), ends) {
            (Some(first), (Some(start), _)) if start != first.0 => {
                stretch.guessed = true;
                first.0 = start.min(first.0);
            }
            (None, (Some(start), Some(end)))
                if start < end && end - start <= self.room(to - from) =>
            {
                stretch.guessed = true;
                pieces.push((start, end, 0));
            }
            _ => {}
        }
        if let (Some(last), Some(end)) = (pieces.last_mut(), ends.1)
            && end != last.1
        {
            stretch.guessed = true;
            last.1 = end.max(last.1);
        }
        stretch.guessed |= missing > 0 && (ends.0.is_none() || ends.1.is_none());
        stretch.pieces = pieces
            .into_iter()
            .map(|(start, end, kept)| Piece {
                span: self.new_span(start, end),
                kept,
                added: end - start - kept,
            })
            .collect();
        stretch
    }

    /// The place in the new text that is nearest to a place in the old one: behind
    /// the last character before it that is there, else before the first one.
    pub fn nearest(&self, offset: CharOffset) -> CharOffset {
        let at = self.old.index(offset);
        let place = self.blocks.places_in(0, at).end;
        let before = place
            .checked_sub(1)
            .and_then(|at| self.blocks.list().get(at));
        match (before, self.blocks.list().get(place)) {
            (Some(block), _) => {
                let inside = at.saturating_sub(block.old).min(block.len);
                self.new.end_offset(block.new + inside)
            }
            (None, Some(block)) => self.new.offset(block.new),
            (None, None) => CharOffset(0),
        }
    }

    /// What stands in the new text between the neighbours of a span, white space at
    /// its ends left out; `None` if they are not there or not neighbours.
    pub fn between_neighbours(&self, span: Span) -> Option<Span> {
        let (from, to) = self.ink_of(span);
        let start = match from.checked_sub(1) {
            Some(before) => self.place(before)? + 1,
            None => 0,
        };
        let end = if to < self.old.len() {
            self.place(to)?
        } else {
            self.new.len()
        };
        (start <= end && end - start <= self.room(to - from)).then(|| {
            if start == end {
                Span::between(self.new.end_offset(start), self.new.offset(start))
            } else {
                self.new_span(start, end)
            }
        })
    }

    /// What has become of the end of line `line` (from 0) of the old text: the end of
    /// that line, or of the last line with text before it, up to the next text.
    pub fn line_end(&self, line: usize) -> LineEnd {
        let at = self.old.index(self.old_source.line_span(line).end());
        let Some(upper) = at.checked_sub(1) else {
            return LineEnd::Lost;
        };
        let behind = if at < self.old.len() {
            self.place(at)
        } else {
            Some(self.new.len())
        };
        let before = self.place(upper).map(|before| before + 1);
        if let (Some(boundary), Some(after)) = (before, behind) {
            return match boundary == after {
                true => self.line_end_at(boundary, true),
                false => LineEnd::Lost,
            };
        }
        // A character beside the line end is another one: the gap tells where it was.
        let next = self.blocks.places_in(0, upper + 1).end;
        let place = if before.is_none() {
            next
        } else {
            next.max(self.blocks.places_in(0, at + 1).end)
        };
        let gap = self.blocks.gap(place, self.old.len(), self.new.len());
        let Some(gap) = gap.filter(|gap| gap.new.0 < gap.new.1 && self.is_alike(*gap)) else {
            return LineEnd::Lost;
        };
        let boundary = before.or(behind).unwrap_or_else(|| self.divide(gap, at));
        self.line_end_at(boundary, false)
    }

    /// The line end before character `boundary` of the new ink.
    fn line_end_at(&self, boundary: u32, same: bool) -> LineEnd {
        let upper = self.new.end_offset(boundary).back(1);
        let line = self.new_source.line_of(upper);
        if !self.new.starts_line(boundary) {
            LineEnd::Joined(Span::between(
                self.new.end_offset(boundary),
                self.new.offset(boundary),
            ))
        } else if boundary == 0 {
            LineEnd::Lost
        } else {
            LineEnd::There { line, same }
        }
    }

    fn ink_of(&self, span: Span) -> (u32, u32) {
        (self.old.index(span.start()), self.old.index(span.end()))
    }

    /// The parts of blocks in `from..to` of the old ink, in its order.
    fn parts(&self, from: u32, to: u32) -> Vec<Block> {
        let places = self.blocks.places_in(from, to);
        let blocks = self.blocks.list().get(places).unwrap_or(&[]);
        blocks
            .iter()
            .filter_map(|block| block.within(from, to))
            .collect()
    }

    /// Where one character of the old ink is in the new ink.
    fn place(&self, at: u32) -> Option<u32> {
        self.parts(at, at + 1).first().map(|part| part.new)
    }

    /// How much may stand where `len` characters stood.
    fn room(&self, len: u32) -> u32 {
        len.saturating_mul(2).saturating_add(SLACK)
    }

    /// Whether `next` goes on where `last` ends, with no more in between than may
    /// have taken the place of what was there.
    fn joins(&self, last: Block, next: Block) -> bool {
        let places = self.blocks.places_in(next.old, next.old + 1);
        let gap = self
            .blocks
            .gap(places.start, self.old.len(), self.new.len());
        let room = self.room(next.old - last.old_end());
        gap.is_some() && last.new_end() <= next.new && next.new - last.new_end() <= room
    }

    /// Where a stretch begins or ends in the new ink that begins or ends before
    /// character `at` of the old ink; `None` if that cannot be told.
    fn edge(&self, at: u32, edge: Edge) -> Option<u32> {
        let inner = match edge {
            Edge::Start => self.place(at),
            Edge::End => at.checked_sub(1).and_then(|last| self.place(last)),
        };
        if let Some(inner) = inner {
            return Some(if edge == Edge::Start {
                inner
            } else {
                inner + 1
            });
        }
        let place = match edge {
            Edge::Start => self.blocks.places_in(0, at + 1).end,
            Edge::End => self.blocks.places_in(0, at).end,
        };
        let gap = self.blocks.gap(place, self.old.len(), self.new.len())?;
        self.is_alike(gap).then(|| self.divide(gap, at))
    }

    /// Whether what is in a gap may well be another reading of what was there.
    fn is_alike(&self, gap: Gap) -> bool {
        gap.new.1 - gap.new.0 <= self.room(gap.old.1 - gap.old.0)
    }

    /// The place in the new side of a gap that answers to `at` in the old side.
    fn divide(&self, gap: Gap, at: u32) -> u32 {
        if at <= gap.old.0 {
            return gap.new.0;
        }
        if at >= gap.old.1 {
            return gap.new.1;
        }
        let share = u64::from(at - gap.old.0) * u64::from(gap.new.1 - gap.new.0)
            / u64::from((gap.old.1 - gap.old.0).max(1));
        let guess = gap.new.0 + share as u32;
        if !self.old.starts_line(at) {
            return guess;
        }
        let starts = self.new.line_starts_in(gap.new.0, gap.new.1);
        let nearest = starts.iter().min_by_key(|start| start.abs_diff(guess));
        nearest.copied().unwrap_or(guess)
    }

    /// The span of the characters `from..to` of the new ink.
    fn new_span(&self, from: u32, to: u32) -> Span {
        Span::between(
            self.new.offset(from),
            self.new.end_offset(to).max(self.new.offset(from)),
        )
    }

    /// Where white space before character `at` of the old ink is: the same part of it
    /// if it is the same as before, else all that stands there now.
    fn map_blank(&self, span: Span, at: u32) -> Mapped {
        let start = match at.checked_sub(1) {
            Some(before) => self.place(before).map(|before| before + 1),
            None => Some(0),
        };
        let end = if at < self.old.len() {
            self.place(at)
        } else {
            Some(self.new.len())
        };
        if start.is_none() || start != end {
            return Mapped::Lost;
        }
        let boundary = start.unwrap_or_default();
        let blank = Span::between(self.new.end_offset(boundary), self.new.offset(boundary));
        let whole = Span::between(self.old.end_offset(at), self.old.offset(at));
        if whole.covers(span) && self.old_source.slice(whole) == self.new_source.slice(blank) {
            let start = blank.start() + (span.start() - whole.start());
            return Mapped::Exact(Span::between(start, start + span.len()));
        }
        if blank.is_empty() {
            Mapped::Lost
        } else {
            Mapped::Exact(blank)
        }
    }

    /// `new` with the white space at its ends that the old span had too.
    fn with_white_space(&self, old: Span, new: Span) -> Span {
        let text = self.old_source.slice(old);
        let lead: Vec<char> = text.chars().take_while(|c| c.is_whitespace()).collect();
        let trail: Vec<char> = text
            .chars()
            .rev()
            .take_while(|c| c.is_whitespace())
            .collect();
        let (mut start, mut end) = (new.start(), new.end());
        for c in lead.into_iter().rev() {
            if self.new_source.char_before(start) != Some(c) {
                break;
            }
            start = start.back(1);
        }
        for c in trail.into_iter().rev() {
            if self.new_source.char_at(end) != Some(c) {
                break;
            }
            end = end + 1;
        }
        Span::between(start, end)
    }
}
