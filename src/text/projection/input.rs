//! Which of the segments and corrections given can be used, and what of each.

use std::collections::BTreeMap;

use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// The segments cut to the text, each with its place in the input, without the
/// empty ones and those that overlap an earlier one.
pub(super) fn usable_segments(source: &SourceText, spans: &[Span]) -> Vec<(usize, Span)> {
    let mut taken: BTreeMap<CharOffset, CharOffset> = BTreeMap::new();
    let mut usable = Vec::with_capacity(spans.len());
    let limit = source.span().end();
    for (index, &span) in spans.iter().enumerate() {
        let span = Span::between(span.start().min(limit), span.end().min(limit));
        let before = taken.range(..span.end()).next_back();
        if span.is_empty() || before.is_some_and(|(_, &end)| end > span.start()) {
            continue;
        }
        taken.insert(span.start(), span.end());
        usable.push((index, span));
    }
    usable
}

/// The corrections in order without the empty ones and those that overlap one
/// that begins before them.
pub(super) fn usable_corrections<'a>(all: &[(Span, &'a str)]) -> Vec<(Span, &'a str)> {
    let mut sorted: Vec<_> = all
        .iter()
        .copied()
        .filter(|(span, _)| !span.is_empty())
        .collect();
    sorted.sort_by_key(|(span, _)| *span);
    let mut reach = CharOffset(0);
    sorted.retain(|(span, _)| {
        let free = span.start() >= reach;
        if free {
            reach = span.end();
        }
        free
    });
    sorted
}

/// The part of a correction in which raw text and replacement differ, with plain
/// line ends; `None` if they are the same.
///
/// What is the same at either end is as good as copied: a name that ends in the
/// first character of a correction keeps its exact place. White space is not
/// taken for the same, for it may stand at the edge of a line. The raw part is
/// never empty, so that what is inserted has a place too.
pub(super) fn narrow(source: &SourceText, at: Span, replacement: &str) -> Option<(Span, String)> {
    let raw: Vec<char> = source.slice(at).chars().collect();
    let new: Vec<char> = with_plain_line_ends(replacement).chars().collect();
    let same = |(a, b): &(&char, &char)| a == b && !a.is_whitespace();
    let mut head = raw.iter().zip(&new).take_while(same).count();
    let (raw_rest, new_rest) = (raw.get(head..)?, new.get(head..)?);
    let mut tail = raw_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(same)
        .count();
    if raw_rest.len() == tail {
        if new_rest.len() == tail {
            return None;
        }
        if head > 0 {
            head -= 1;
        } else {
            tail -= 1;
        }
    }
    let end = at.end().back(u32::try_from(tail).ok()?);
    let span = Span::between(at.start() + u32::try_from(head).ok()?, end);
    let text = new.get(head..new.len() - tail)?.iter().collect();
    Some((span, text))
}

/// The text with every line end written `\n`.
fn with_plain_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn narrowed(raw: &str, replacement: &str) -> Option<(u32, u32, String)> {
        let source = SourceText::new(raw);
        narrow(&source, source.span(), replacement)
            .map(|(span, text)| (span.start().0, span.end().0, text))
    }

    #[test]
    fn only_what_differs_is_replaced() {
        let part = |start, end, text: &str| Some((start, end, text.to_owned()));
        assert_eq!(narrowed("市委委员会", "市委员会"), part(2, 3, ""));
        assert_eq!(narrowed("理\n\n理武装", "理论武装"), part(1, 4, "论"));
        assert_eq!(narrowed("谛造", "缔造"), part(0, 1, "缔"));
        assert_eq!(narrowed("甲乙", "丙丁"), part(0, 2, "丙丁"));
        assert_eq!(narrowed("甲\n", "甲\r\n"), part(1, 2, "\n"));
        assert_eq!(narrowed("甲", ""), part(0, 1, ""));
    }

    #[test]
    fn an_insertion_holds_on_to_a_neighbour() {
        assert_eq!(narrowed("甲乙", "甲丙乙"), Some((0, 1, "甲丙".to_owned())));
        assert_eq!(narrowed("乙", "甲乙"), Some((0, 1, "甲乙".to_owned())));
    }

    #[test]
    fn a_correction_that_changes_nothing_is_none() {
        assert_eq!(narrowed("甲乙", "甲乙"), None);
    }
}
