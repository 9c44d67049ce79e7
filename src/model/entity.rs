//! Mentions in the text.

use std::collections::BTreeMap;

use super::id::{AuthorityId, EntityId, Label};
use crate::text::source::SourceText;
use crate::text::span::Span;

/// A mention: a stretch of raw text with a label, or several that make one name.
///
/// Mentions may overlap, nest and run over line breaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its identity.
    pub id: EntityId,
    /// Where it is in the raw text, in code points; never empty. Of a mention in
    /// several parts, from the beginning of the first to the end of the last.
    pub span: Span,
    /// The parts of a mention that is interrupted, see [`Entity::are_sound`]; empty
    /// for one in one piece.
    pub parts: Vec<Span>,
    /// What kind of thing it names.
    pub label: Label,
    /// The record of the thing it names.
    pub authority: Option<AuthorityId>,
    /// Attributes, by the id that the schema gives them.
    pub attributes: Attributes,
}

impl Entity {
    /// The stretches of text that the mention is: its parts, or its span if it is in
    /// one piece.
    pub fn pieces(&self) -> impl DoubleEndedIterator<Item = Span> + '_ {
        let whole = self.parts.is_empty().then_some(self.span);
        whole.into_iter().chain(self.parts.iter().copied())
    }

    /// Whether other text stands between its parts.
    pub fn is_interrupted(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Whether a piece shares a code point with `span`.
    pub fn overlaps(&self, span: Span) -> bool {
        self.pieces().any(|piece| piece.overlaps(span))
    }

    /// The same mention on these stretches of text, in any order; those that touch or
    /// overlap become one. `None` if there is no text in them.
    #[must_use]
    pub fn with_pieces(self, pieces: impl IntoIterator<Item = Span>) -> Option<Self> {
        let parts = joined(pieces);
        let (first, last) = parts.first().zip(parts.last())?;
        let span = first.hull(*last);
        let parts = if parts.len() > 1 { parts } else { Vec::new() };
        Some(Self {
            span,
            parts,
            ..self
        })
    }

    /// The same mention from the beginning to the end of `span`: parts outside are cut
    /// off, the outer ones reach to ends that lie further out. In one piece if no part
    /// is left; `None` if `span` is empty.
    #[must_use]
    pub fn with_ends(self, span: Span) -> Option<Self> {
        let mut pieces: Vec<Span> = self
            .pieces()
            .filter_map(|piece| piece.intersection(span))
            .collect();
        let (was, now) = (self.span, span);
        match pieces.first_mut() {
            Some(first) if now.start() < was.start() => {
                *first = Span::between(now.start(), first.end());
            }
            Some(_) => {}
            None => pieces.push(span),
        }
        if let Some(last) = pieces.last_mut().filter(|_| now.end() > was.end()) {
            *last = Span::between(last.start(), now.end());
        }
        self.with_pieces(pieces)
    }

    /// Whether `parts` may be the parts of a mention with this span: none, or at least
    /// two, none of them empty, in text order with other text between them, of which
    /// the first begins and the last ends with the span.
    pub fn are_sound(parts: &[Span], span: Span) -> bool {
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return true;
        };
        let apart = |pair: &[Span]| matches!(pair, [a, b] if a.end() < b.start());
        parts.len() > 1
            && first.start() == span.start()
            && last.end() == span.end()
            && parts.iter().all(|part| !part.is_empty())
            && parts.windows(2).all(apart)
    }

    /// The words of the mention as they stand in `text`, parts with `…` between them.
    pub fn surface(&self, text: &SourceText) -> String {
        let mut surface = String::new();
        for piece in self.pieces() {
            if !surface.is_empty() {
                surface.push_str(OMITTED);
            }
            surface.push_str(text.slice(piece));
        }
        surface
    }
}

/// What stands between the parts of a mention where its words are shown.
pub const OMITTED: &str = "…";

/// Stretches in text order, none empty, those that touch or overlap as one.
fn joined(pieces: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut sorted: Vec<Span> = pieces.into_iter().filter(|it| !it.is_empty()).collect();
    sorted.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(sorted.len());
    for piece in sorted {
        match joined.last_mut() {
            Some(last) if piece.start() <= last.end() => *last = last.hull(piece),
            _ => joined.push(piece),
        }
    }
    joined
}

/// Values of attributes by their id.
pub type Attributes = BTreeMap<String, AttributeValue>;

/// What is said of one thing that two have become: where both say something, what
/// `kept` says.
pub fn united(kept: &Attributes, gone: &Attributes) -> Attributes {
    let mut united = gone.clone();
    united.extend(kept.clone());
    united
}

/// Gives an attribute a value, or takes it away.
pub fn set_value(attributes: &mut Attributes, name: &str, value: Option<AttributeValue>) {
    match value {
        Some(value) => attributes.insert(name.to_owned(), value),
        None => attributes.remove(name),
    };
}

/// The value of one attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum AttributeValue {
    /// Free text, or one of the choices that the schema lists.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A finite number.
    Number(f64),
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span::new(start, end).unwrap()
    }

    fn entity(span: Span) -> Entity {
        Entity {
            id: EntityId::new(),
            span,
            label: Label::from("CITY"),
            authority: None,
            attributes: Attributes::new(),
            parts: Vec::new(),
        }
    }

    #[test]
    fn the_words_of_parts_have_a_sign_between_them() {
        let text = SourceText::new("兰州、天水两市");
        let city = entity(span(0, 2));
        assert_eq!(city.surface(&text), "兰州");
        let whole = city.with_pieces([span(6, 7), span(0, 2)]).unwrap();
        assert_eq!(whole.surface(&text), "兰州…市");
        assert_eq!(whole.span, span(0, 7));
        assert!(!whole.overlaps(span(2, 6)));
        let ends = |from, to| {
            let moved = whole.clone().with_ends(span(from, to)).unwrap();
            (moved.span, moved.parts)
        };
        assert_eq!(ends(1, 8), (span(1, 8), vec![span(1, 2), span(6, 8)]));
        assert_eq!(ends(2, 7), (span(6, 7), vec![]));
        assert_eq!(ends(3, 5), (span(3, 5), vec![]));
        assert_eq!(ends(0, 7).0, whole.span);
        let again = whole.with_pieces([span(0, 2), span(2, 5)]).unwrap();
        assert_eq!((again.span, again.is_interrupted()), (span(0, 5), false));
        assert_eq!(again.with_pieces([span(3, 3)]), None);
    }

    #[test]
    fn what_cannot_be_parts() {
        let whole = span(0, 9);
        for parts in [
            vec![span(0, 9)],
            vec![span(0, 4), span(4, 9)],
            vec![span(0, 5), span(4, 9)],
            vec![span(5, 9), span(0, 4)],
            vec![span(1, 4), span(5, 9)],
            vec![span(0, 4), span(5, 8)],
            vec![span(0, 0), span(5, 9)],
            vec![span(0, 2), span(4, 4), span(5, 9)],
        ] {
            assert!(!Entity::are_sound(&parts, whole), "{parts:?}");
        }
        assert!(Entity::are_sound(&[span(0, 2), span(3, 9)], whole));
        assert!(Entity::are_sound(&[], whole));
    }

    proptest! {
        /// Any heap of stretches makes a sound mention of exactly the text in them.
        #[test]
        fn pieces_make_a_sound_mention(
            ends in prop::collection::vec((0_u32..40, 0_u32..8), 0..8),
        ) {
            let pieces: Vec<Span> = ends.iter().map(|&(at, len)| span(at, at + len)).collect();
            let Some(made) = entity(span(0, 1)).with_pieces(pieces.clone()) else {
                prop_assert!(pieces.iter().all(|piece| piece.is_empty()));
                return Ok(());
            };
            prop_assert!(Entity::are_sound(&made.parts, made.span));
            for at in 0..50 {
                let one = span(at, at + 1);
                let wanted = pieces.iter().any(|piece| piece.overlaps(one));
                prop_assert_eq!(made.overlaps(one), wanted);
            }
            let again = made.clone().with_pieces(made.pieces());
            prop_assert_eq!(again, Some(made));
        }
    }
}
