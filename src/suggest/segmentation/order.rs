//! The parts of an article in reading order, with their roles.

use super::assign::{Assignment, Board};
use super::blocks::{Block, Kind};
use super::cues;
use super::features::couplet;
use super::label::Label;
use crate::model::id::Role as RoleName;
use crate::model::schema::Schema;
use crate::text::span::Span;

/// What a part of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Role {
    Kicker,
    Headline,
    Subheadline,
    Byline,
    Dateline,
    Heading,
    Body,
    Caption,
}

impl Role {
    /// The name in the default schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kicker => "kicker",
            Self::Headline => "headline",
            Self::Subheadline => "subheadline",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Heading => "heading",
            Self::Body => "body",
            Self::Caption => "caption",
        }
    }

    /// The role of a schema by its name, or that of plain text where it lacks it.
    pub fn named(self, schema: &Schema) -> RoleName {
        let name = RoleName::from(self.name());
        if schema.role(&name).is_some() {
            name
        } else {
            schema.body_role()
        }
    }
}

/// A part of an article.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub role: Role,
    pub span: Span,
    /// The first and last line, as indices into the lines with text.
    pub lines: (usize, usize),
    /// The block that it comes from.
    pub block: usize,
}

/// The parts of an article in reading order.
pub(super) fn parts(board: &Board, found: &Assignment, article: usize) -> Vec<Part> {
    let mut front = Vec::new();
    let mut flow = Vec::new();
    let mut back = Vec::new();
    let of_article = found
        .article_of
        .iter()
        .enumerate()
        .filter(|(_, a)| **a == Some(article));
    for (at, _) in of_article {
        let Some(block) = board.block(at) else {
            continue;
        };
        let heading = found.heading.get(at).copied().unwrap_or(false);
        match block.kind {
            Kind::Text => text_parts(board, at, block, &mut flow),
            Kind::Caption => caption_parts(board, at, block, &mut back),
            Kind::Head if heading => {
                let all = (block.first, block.last);
                push(board, &mut flow, Role::Heading, all, at);
            }
            Kind::Head if follows(board, found, at, &flow) => {
                push(
                    board,
                    &mut flow,
                    Role::Byline,
                    (block.first, block.last),
                    at,
                );
            }
            Kind::Head => head_parts(board, at, block, &mut front),
            Kind::Furniture => {}
        }
    }
    settle_titles(board, &mut front);
    front.sort_by_key(|part| part.role);
    order_headlines(board, &mut front, &flow);
    merge(board, [front, flow, back].concat())
}

/// Whether the block is a byline after the text: directly below one of its article, or in a paper
/// that puts them there.
fn follows(board: &Board, found: &Assignment, at: usize, flow: &[Part]) -> bool {
    let byline = |at: usize| board.labels.get(at) == Some(&Label::Byline);
    let Some(block) = board.block(at) else {
        return false;
    };
    let below = at.checked_sub(1).is_some_and(|above| {
        let text = board.block(above).is_some_and(|b| b.kind == Kind::Text);
        text && found.article_of.get(above) == found.article_of.get(at)
    });
    (below || board.taught.habits.byline_after > 0.0)
        && !flow.is_empty()
        && (block.first..=block.last).all(byline)
}

fn push(board: &Board, to: &mut Vec<Part>, role: Role, lines: (usize, usize), block: usize) {
    let span = |at: usize| board.lines.all.get(at).map(|line| line.span);
    if let (Some(first), Some(last)) = (span(lines.0), span(lines.1)) {
        let span = first.hull(last);
        to.push(Part {
            role,
            span,
            lines,
            block,
        });
    }
}

fn head_parts(board: &Board, at: usize, block: &Block, to: &mut Vec<Part>) {
    for line in block.first..=block.last {
        let role = match board.labels.get(line) {
            Some(Label::Subheadline) => Role::Subheadline,
            Some(Label::Byline) => Role::Byline,
            Some(Label::Kicker) => Role::Kicker,
            _ => Role::Headline,
        };
        push(board, to, role, (line, line), at);
    }
}

/// Running text without notes of continuation, its dateline or lead word apart.
fn text_parts(board: &Board, at: usize, block: &Block, to: &mut Vec<Part>) {
    let before = to.len();
    push(board, to, Role::Body, (block.first, block.last), at);
    let Some(body) = to.get_mut(before) else {
        return;
    };
    let start = block.notes[0].map_or(body.span.start(), Span::end);
    let end = block.notes[1].map_or(body.span.end(), Span::start);
    if let Some(rest) = board
        .lines
        .source
        .trim(Span::between(start, end.max(start)))
    {
        body.span = rest;
    }
    let cut = match block.lead_word {
        Some(length) => Some((Role::Headline, body.span.start() + length as u32)),
        None if block.dateline && !board.taught.habits.datelines_in_text => {
            dateline_end(board, block).map(|end| (Role::Dateline, end))
        }
        None => None,
    };
    let Some((role, cut)) = cut else { return };
    let Some(head) = board
        .lines
        .source
        .trim(Span::between(body.span.start(), cut.min(body.span.end())))
    else {
        return;
    };
    let Some(rest) = board
        .lines
        .source
        .trim(Span::between(cut.min(body.span.end()), body.span.end()))
    else {
        body.role = role;
        return;
    };
    let line_at = |offset| {
        let number = board.lines.source.line_of(offset);
        board.lines.all.partition_point(|line| line.number < number)
    };
    let last = line_at(head.end().back(1));
    body.span = rest;
    body.lines.0 = line_at(rest.start());
    let part = Part {
        role,
        span: head,
        lines: (block.first, last),
        block: at,
    };
    to.insert(before, part);
}

/// Where the dateline of a block ends.
fn dateline_end(board: &Board, block: &Block) -> Option<crate::text::offset::CharOffset> {
    let to = (block.first + 3).min(block.last);
    let (first, last) = (board.lines.all.get(block.first)?, board.lines.all.get(to)?);
    let span = first.span.hull(last.span);
    let text = board.lines.source.slice(span);
    let wide = board.lines.wide;
    let counts = |c: &char| !wide || !c.is_whitespace();
    let compact: String = text.chars().filter(counts).collect();
    let mut left = cues::dateline(&compact)?;
    let mut end = span.start();
    for c in text.chars() {
        if left == 0 {
            break;
        }
        left -= usize::from(counts(&c));
        end = end + 1;
    }
    Some(end)
}

/// A caption; the credit of a picture story is a byline of its own.
fn caption_parts(board: &Board, at: usize, block: &Block, to: &mut Vec<Part>) {
    let before = to.len();
    push(board, to, Role::Caption, (block.first, block.last), at);
    let Some(last) = board.lines.all.get(block.last) else {
        return;
    };
    let words: Vec<&str> = last.text.split_whitespace().collect();
    let credit = (0..words.len()).find_map(|from| {
        let tail: String = words.get(from..)?.concat();
        let apart = from > 0
            && words
                .get(from - 1)
                .is_some_and(|word| word.ends_with(['。', '！', '？', '”']))
            || from == 0 && block.last > block.first;
        (apart && cues::credit(&tail)).then_some(*words.get(from)?)
    });
    let Some(start) = credit.and_then(|word| last.text.rfind(word)) else {
        return;
    };
    let head = last.text.get(..start).unwrap_or("");
    let cut = last.span.start() + head.chars().count() as u32;
    let Some(part) = to.get_mut(before) else {
        return;
    };
    let Some(rest) = board
        .lines
        .source
        .trim(Span::between(part.span.start(), cut))
    else {
        return;
    };
    let span = Span::between(cut, part.span.end());
    part.span = rest;
    if head.trim().is_empty() {
        part.lines.1 = block.last.saturating_sub(1).max(block.first);
    }
    let byline = Part {
        role: Role::Byline,
        span,
        lines: (block.last, block.last),
        block: at,
    };
    to.push(byline);
}

/// Decides which titles are kickers: the couplets, if another line is the headline.
fn settle_titles(board: &Board, front: &mut [Part]) {
    let text = |part: &Part| board.lines.source.slice(part.span);
    let is_title = |part: &Part| matches!(part.role, Role::Kicker | Role::Headline);
    let titles = front.iter().filter(|part| is_title(part)).count();
    let couplets = front
        .iter()
        .filter(|part| is_title(part) && couplet(text(part)))
        .count();
    let mixed = couplets > 0 && couplets < titles;
    if settle_as_taught(board, front) {
        return;
    }
    let has_headline = front.iter().any(|part| part.role == Role::Headline);
    for part in front.iter_mut().filter(|part| is_title(part)) {
        if mixed {
            part.role = if couplet(text(part)) {
                Role::Kicker
            } else {
                Role::Headline
            };
        } else if !has_headline || titles == 1 {
            part.role = Role::Headline;
        }
    }
}

/// Tells kickers from headlines by their forms, if accepted pages say what all of them are
/// and leave a headline.
fn settle_as_taught(board: &Board, front: &mut [Part]) -> bool {
    let is_title = |part: &Part| matches!(part.role, Role::Kicker | Role::Headline);
    let told: Option<Vec<bool>> = front
        .iter()
        .filter(|part| is_title(part))
        .map(|part| board.taught.is_kicker(part.lines.0))
        .collect();
    let Some(told) = told.filter(|told| told.contains(&false)) else {
        return false;
    };
    let titles = front.iter_mut().filter(|part| is_title(part));
    for (part, kicker) in titles.zip(told) {
        part.role = if kicker { Role::Kicker } else { Role::Headline };
    }
    true
}

/// Puts headlines that stand apart in the order in which the text takes up their words.
fn order_headlines(board: &Board, front: &mut [Part], flow: &[Part]) {
    let from = front.partition_point(|part| part.role < Role::Headline);
    let to = front.partition_point(|part| part.role <= Role::Headline);
    let Some(headlines) = front.get_mut(from..to) else {
        return;
    };
    let apart = headlines.windows(2).any(|pair| match pair {
        [a, b] => {
            let gap = board.lines.all.get(b.lines.0).map_or(0, |line| line.gap);
            b.lines.0 != a.lines.1 + 1 || gap > 0
        }
        _ => false,
    });
    if headlines.len() != 2 || !apart {
        return;
    }
    let Some(first) = flow.first() else { return };
    let body = board.lines.compact(first.lines.0, first.lines.1 + 6);
    let place = |part: &Part| {
        let title = board.lines.compact(part.lines.0, part.lines.1);
        let chars: Vec<char> = title.chars().collect();
        let found: Vec<usize> = chars
            .windows(2)
            .filter_map(|pair| body.find(&String::from_iter(pair)))
            .collect();
        if found.is_empty() {
            usize::MAX
        } else {
            found.iter().sum::<usize>() / found.len()
        }
    };
    headlines.sort_by_key(place);
}

/// Makes one part of neighbours of one role with nothing between them.
fn merge(board: &Board, parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        match out.last_mut() {
            Some(last)
                if last.role == part.role
                    && part.lines.0 == last.lines.1 + 1
                    && merges(board, last, &part) =>
            {
                last.span = last.span.hull(part.span);
                last.lines.1 = part.lines.1;
            }
            _ => out.push(part),
        }
    }
    out
}

/// Whether two neighbours of one role are one part: texts always, unless a note stands
/// between them, titles if no blank line parts them, captions never.
fn merges(board: &Board, above: &Part, below: &Part) -> bool {
    let line = |at: usize| board.lines.all.get(at);
    let whole = line(above.lines.1).is_some_and(|line| line.span.end() == above.span.end())
        && line(below.lines.0).is_some_and(|line| line.span.start() == below.span.start());
    whole
        && match below.role {
            Role::Body => true,
            Role::Caption | Role::Dateline => false,
            _ => line(below.lines.0).is_some_and(|line| line.gap == 0),
        }
}
