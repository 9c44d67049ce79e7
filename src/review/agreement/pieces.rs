//! The common refinement of two layers: the page cut wherever a line or a segment
//! of either begins or ends, so that each piece has one answer in both.

use std::collections::BTreeMap;

use crate::model::annotations::Annotations;
use crate::model::id::Role;
use crate::model::line_break::BreakKind;
use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// What a layer, or a trivial answer, says of articles and line ends.
pub(super) struct View<'a> {
    /// Segments in text order.
    placed: Vec<(Span, Place<'a>)>,
    /// Decisions by the upper line, from 1.
    pub breaks: BTreeMap<u32, BreakKind>,
}

/// Where a stretch of text belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place<'a> {
    /// The number of the article on its page, from 1; 0 for none.
    pub article: u32,
    /// The place of the segment among those of its article.
    pub order: u32,
    /// What it is in its article.
    pub role: Option<&'a Role>,
    /// Whether it is furniture and not merely unassigned.
    pub furniture: bool,
}

impl<'a> View<'a> {
    /// What a layer says.
    pub fn of(annotations: &'a Annotations) -> Self {
        let mut placed = Vec::with_capacity(annotations.segment_count());
        for (article, number) in annotations.articles().zip(1..) {
            for (segment, order) in annotations.segments_of(article.id).zip(0..) {
                let place = Place {
                    article: number,
                    order,
                    role: segment.role(),
                    furniture: false,
                };
                placed.push((segment.span, place));
            }
        }
        let furniture = Place {
            furniture: true,
            ..Place::default()
        };
        let segments = annotations.segments();
        let none = segments.filter(|segment| segment.article().is_none());
        placed.extend(none.map(|segment| (segment.span, furniture)));
        placed.sort_by_key(|(span, _)| *span);
        let breaks = annotations.line_breaks();
        Self {
            placed,
            breaks: breaks.map(|it| (it.line, it.kind)).collect(),
        }
    }

    /// The trivial answer of one article and one paragraph.
    pub fn one_article(source: &SourceText, role: Option<&'a Role>, gold: &View<'_>) -> Self {
        let decided = gold.breaks.keys();
        Self {
            placed: vec![(source.span(), trivial(1, role))],
            breaks: decided.map(|&line| (line, BreakKind::Soft)).collect(),
        }
    }

    /// The trivial answer of an article and a paragraph for each block.
    pub fn every_block(source: &SourceText, role: Option<&'a Role>, gold: &View<'_>) -> Self {
        let mut blocks = blocks(source, false);
        if blocks.len() <= 1 {
            blocks = self::blocks(source, true);
        }
        let last_line = |span: &Span| *source.lines_of(*span).end() as u32 + 1;
        let ends: Vec<u32> = blocks.iter().map(last_line).collect();
        let kind = |line: &u32| match ends.binary_search(line) {
            Ok(_) => BreakKind::Para,
            Err(_) => BreakKind::Soft,
        };
        let decided = gold.breaks.keys();
        Self {
            breaks: decided.map(|line| (*line, kind(line))).collect(),
            placed: blocks
                .into_iter()
                .zip(1..)
                .map(|(span, number)| (span, trivial(number, role)))
                .collect(),
        }
    }
}

fn trivial(article: u32, role: Option<&Role>) -> Place<'_> {
    Place {
        article,
        role,
        ..Place::default()
    }
}

/// Runs of lines with text, or these lines one by one.
fn blocks(source: &SourceText, each_line: bool) -> Vec<Span> {
    let mut blocks: Vec<Span> = Vec::new();
    let mut open = false;
    for line in 0..source.line_count() {
        if source.is_blank_line(line) {
            open = false;
            continue;
        }
        let span = source.line_span(line);
        match blocks.last_mut() {
            Some(block) if open && !each_line => *block = block.hull(span),
            _ => blocks.push(span),
        }
        open = true;
    }
    blocks
}

/// A stretch of one line with text, for which both layers have one answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// From its first to its last code point that is not white space.
    pub span: Span,
    /// Code points that are not white space, at least 1.
    pub ink: u64,
    /// What gold says.
    pub gold: Place<'a>,
    /// What the other layer says.
    pub other: Place<'a>,
}

/// Which of two layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Gold,
    Other,
}

impl<'a> Piece<'a> {
    /// What one of the layers says.
    pub fn place(&self, side: Side) -> &Place<'a> {
        match side {
            Side::Gold => &self.gold,
            Side::Other => &self.other,
        }
    }
}

/// All pieces of a page in text order; white space is in none of them.
pub(super) struct Pieces<'a> {
    /// The pieces.
    pub all: Vec<Piece<'a>>,
}

impl<'a> Pieces<'a> {
    /// Cuts the page. The text is read once.
    pub fn new(source: &SourceText, gold: &View<'a>, other: &View<'a>) -> Self {
        let mut cuts = cuts(source, gold, other).into_iter().peekable();
        let (mut gold, mut other) = (Cursor::new(gold), Cursor::new(other));
        let mut all = Vec::new();
        let mut open: Option<Piece<'a>> = None;
        for (c, at) in source.text().chars().zip(0..) {
            while cuts.next_if(|&cut| cut <= at).is_some() {
                all.extend(open.take());
            }
            if c.is_whitespace() {
                continue;
            }
            let here = Span::between(CharOffset(at), CharOffset(at + 1));
            match &mut open {
                Some(piece) => {
                    piece.ink += 1;
                    piece.span = piece.span.hull(here);
                }
                None => {
                    open = Some(Piece {
                        span: here,
                        ink: 1,
                        gold: gold.at(CharOffset(at)),
                        other: other.at(CharOffset(at)),
                    });
                }
            }
        }
        all.extend(open);
        Self { all }
    }

    /// The pieces of each article of one layer, as indices in reading order, by the
    /// number of the article.
    pub fn in_order(&self, side: Side) -> BTreeMap<u32, Vec<usize>> {
        let mut articles: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, piece) in self.all.iter().enumerate() {
            let article = piece.place(side).article;
            if article > 0 {
                articles.entry(article).or_default().push(at);
            }
        }
        // Stable, so within a segment the order of the text stays.
        for pieces in articles.values_mut() {
            pieces.sort_by_key(|&at| self.all.get(at).map(|piece| piece.place(side).order));
        }
        articles
    }
}

/// Everywhere that something begins or ends, in order.
fn cuts(source: &SourceText, gold: &View<'_>, other: &View<'_>) -> Vec<u32> {
    let lines = (0..source.line_count()).map(|line| source.line_span(line).start().0);
    let spans = gold.placed.iter().chain(&other.placed);
    let edges = spans.flat_map(|(span, _)| [span.start().0, span.end().0]);
    let mut cuts: Vec<u32> = lines.chain(edges).collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// Looks up places at growing offsets.
struct Cursor<'v, 'a> {
    placed: &'v [(Span, Place<'a>)],
}

impl<'v, 'a> Cursor<'v, 'a> {
    fn new(view: &'v View<'a>) -> Self {
        Self {
            placed: &view.placed,
        }
    }

    fn at(&mut self, offset: CharOffset) -> Place<'a> {
        while let Some(((span, place), rest)) = self.placed.split_first() {
            if span.end() <= offset {
                self.placed = rest;
            } else if span.contains(offset) {
                return *place;
            } else {
                break;
            }
        }
        Place::default()
    }
}
