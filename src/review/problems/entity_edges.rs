//! Entities that begin or end in the wrong place.

use std::collections::{HashMap, HashSet};

use super::look::Look;
use super::{Fix, Kind, Problem};
use crate::model::entity::Entity;
use crate::model::id::Label;
use crate::text::span::Span;

/// Quotation marks and brackets that a name has both of or neither.
const PAIRS: [(char, char); 9] = [
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
];
/// Marks that no name begins or ends with.
const OUTSIDE: &str = "，。、；：！？…,;:!?";
/// A name can lack so many code points at its end.
const LONGEST_LACK: usize = 3;

/// No more letters than these are added at either end.
const LONGEST_WORD: u32 = 40;

/// Finds them. A page that has names longer than others by an ending (`青禾`, `青禾市`)
/// tells where the ending was left out.
pub(super) fn find(look: &Look<'_>, found: &mut Vec<Problem>) {
    let endings = endings(look);
    for &(entity, text) in look.entities.iter().filter(|it| !it.0.is_interrupted()) {
        let better = outside_marks(entity.span, text)
            .or_else(|| lone_bracket(look, entity.span, text))
            .or_else(|| left_out(look, entity, text, &endings))
            .or_else(|| cut_word(look, entity.span, text));
        if let Some(better) = better.filter(|better| !better.is_empty()) {
            let fix = Fix::Resize {
                entity: entity.id,
                span: better,
            };
            found.push(
                Problem::new(Kind::EntityEdge, entity.span)
                    .about(look.excerpt(entity.span))
                    .against(look.excerpt(better))
                    .fixed_by(Some(fix)),
            );
        }
    }
}

/// The span without marks that stand outside a name.
fn outside_marks(span: Span, text: &str) -> Option<Span> {
    let outside = |c: &char| OUTSIDE.contains(*c);
    let lead = text.chars().take_while(outside).count() as u32;
    let trail = text.chars().rev().take_while(outside).count() as u32;
    let inner = lead + trail > 0 && lead + trail < span.len();
    inner.then(|| Span::between(span.start() + lead, span.end().back(trail)))
}

/// The span with the other mark of a pair, or without the lone one.
fn lone_bracket(look: &Look<'_>, span: Span, text: &str) -> Option<Span> {
    let source = look.page.source;
    if !text.contains(|c| PAIRS.iter().any(|(open, close)| c == *open || c == *close)) {
        return None;
    }
    for (open, close) in PAIRS {
        let opened = text.matches(open).count();
        let closed = text.matches(close).count();
        if opened == closed + 1 {
            if source.char_at(span.end()) == Some(close) {
                return Some(Span::between(span.start(), span.end() + 1));
            }
            if text.starts_with(open) {
                return Some(Span::between(span.start() + 1, span.end()));
            }
        }
        if closed == opened + 1 {
            if source.char_before(span.start()) == Some(open) {
                return Some(Span::between(span.start().back(1), span.end()));
            }
            if text.ends_with(close) {
                return Some(Span::between(span.start(), span.end().back(1)));
            }
        }
    }
    None
}

/// For each label and surface, the endings with which it is tagged elsewhere.
type Endings<'a> = HashMap<(&'a Label, &'a str), Vec<&'a str>>;

fn endings<'a>(look: &Look<'a>) -> Endings<'a> {
    let texts = look.entities.iter();
    let surfaces: HashSet<(&Label, &str)> =
        texts.map(|&(entity, text)| (&entity.label, text)).collect();
    let mut endings: Endings<'a> = HashMap::new();
    for &(label, long) in &surfaces {
        for (at, _) in long.char_indices().rev().take(LONGEST_LACK) {
            let (short, ending) = long.split_at(at);
            if surfaces.contains(&(label, short)) {
                endings.entry((label, short)).or_default().push(ending);
            }
        }
    }
    endings
}

/// The span with an ending that stands there and was not tagged.
fn left_out(look: &Look<'_>, entity: &Entity, text: &str, endings: &Endings<'_>) -> Option<Span> {
    let endings = endings.get(&(&entity.label, text))?;
    let end = entity.span.end();
    let ahead = look.text(Span::between(end, end + LONGEST_LACK as u32));
    let ending = endings
        .iter()
        .filter(|ending| ahead.starts_with(**ending))
        .max_by_key(|ending| ending.len())?;
    let longer = Span::between(entity.span.start(), end + ending.chars().count() as u32);
    // A longer entity may be there already: then the two overlap, which is another
    // problem.
    let mut others = look.page.annotations.entities_in(longer);
    let alone = others.all(|other| other.id == entity.id || other.label != entity.label);
    alone.then_some(longer)
}

/// The span with the rest of words that are written with letters and spaces.
fn cut_word(look: &Look<'_>, span: Span, text: &str) -> Option<Span> {
    let source = look.page.source;
    let word = |c: Option<char>| c.is_some_and(|c| c.is_lowercase() || c.is_uppercase());
    let (mut start, mut end) = (span.start(), span.end());
    if word(text.chars().next()) {
        while word(source.char_before(start)) && span.start() - start < LONGEST_WORD {
            start = start.back(1);
        }
    }
    if word(text.chars().next_back()) {
        while word(source.char_at(end)) && end - span.end() < LONGEST_WORD {
            end = end + 1;
        }
    }
    (start < span.start() || end > span.end()).then(|| Span::between(start, end))
}
