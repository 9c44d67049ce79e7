//! What a part of a question says, in words that do not depend on ids: a new run
//! that proposes the same gives the same words.
//!
//! Sameness is exact. An article is known by its headline, or by what is read
//! first, so that it stays itself while other segments come and go.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::model::annotations::Annotations;
use crate::model::article::Segment;
use crate::model::entity::{Attributes, Entity};
use crate::model::id::ArticleId;
use crate::model::schema::Schema;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Earlier versions kept a SHA-256 in the place of words longer than this many bytes.
const LONGEST: usize = 200;

/// The words that are remembered: whole, however many, so that the names in them can be
/// followed when the schema changes ([`renamed`](crate::review::renamed)).
pub(in crate::review) fn words(kind: &str, words: &str) -> String {
    format!("{kind} {words}")
}

/// Words of several parts as one.
pub(super) fn joined(kind: &str, parts: &[String]) -> String {
    words(kind, &parts.join("; "))
}

/// What among the `rejected` says the same as these words: they themselves, or the digest
/// that an earlier version kept of them.
pub(in crate::review) fn among<'r>(
    rejected: &'r BTreeSet<String>,
    words: &str,
) -> Option<&'r String> {
    let whole = rejected.get(words);
    whole.or_else(|| rejected.get(&digest(words)?))
}

/// What an earlier version kept of words; `None` if it was the words themselves.
fn digest(words: &str) -> Option<String> {
    let (kind, rest) = words.split_once(' ')?;
    if rest.len() <= LONGEST {
        return None;
    }
    let mut text = format!("{kind} sha256:");
    for byte in Sha256::digest(rest) {
        // Writing to a string cannot fail.
        write!(text, "{byte:02x}").ok();
    }
    Some(text)
}

/// The stretch by which an article is known.
pub(super) fn core(
    source: &SourceText,
    schema: &Schema,
    layer: &Annotations,
    article: ArticleId,
) -> String {
    let headline = schema.headline_role();
    let is_headline = |segment: &&Segment| segment.role() == Some(&headline);
    let mut list = layer.segments_of(article);
    let first = layer.segments_of(article).find(is_headline);
    first
        .or_else(|| list.next())
        .map_or_else(String::new, |segment| trimmed(source, segment).to_string())
}

/// The words for one segment of theirs.
pub(super) fn segment(source: &SourceText, segment: &Segment, core: &str) -> String {
    let span = trimmed(source, segment);
    match segment.role() {
        Some(role) => words("segment", &format!("{span} {role} of {core}")),
        None => format!("furniture {span}"),
    }
}

/// The words for a list of segments, in the order in which they are read.
pub(super) fn list<'s>(
    source: &SourceText,
    segments: impl Iterator<Item = &'s Segment>,
) -> Vec<String> {
    let words = |segment: &Segment| {
        let role = segment.role().map_or("furniture", |role| role.as_str());
        format!("{} {role}", trimmed(source, segment))
    };
    segments.map(words).collect()
}

/// The words for a mention.
pub(in crate::review) fn entity(entity: &Entity) -> String {
    let Entity {
        parts,
        span,
        label,
        authority,
        attributes,
        ..
    } = entity;
    let authority = authority.map_or_else(String::new, |id| id.to_string());
    let mut words = format!("{span} {label} {authority} {attributes:?}");
    for part in parts {
        // Writing to a string cannot fail.
        write!(words, " {part}").ok();
    }
    words
}

/// The words for what is said of an article.
pub(super) fn attributes(attributes: &Attributes, core: &str) -> String {
    words("attributes", &format!("{attributes:?} of {core}"))
}

fn trimmed(source: &SourceText, segment: &Segment) -> Span {
    source.trim(segment.span).unwrap_or(segment.span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_version_kept_is_found_again() {
        let long = words("order", &"3..5 body; ".repeat(30));
        let short = words("order", "3..5 body");
        let kept = format!("order sha256:{}", hex(&long["order ".len()..]));
        let rejected = BTreeSet::from([kept.clone(), short.clone()]);
        assert_eq!(among(&rejected, &long), Some(&kept));
        assert_eq!(among(&rejected, &short), Some(&short));
        assert_eq!(among(&rejected, &long.replace('3', "4")), None);
        assert_eq!(among(&rejected, "order 3..6 body"), None);
        assert_eq!(among(&rejected, ""), None);
    }

    #[test]
    fn the_edge_is_where_it_was() {
        let at = |bytes| digest(&words("tag", &"x".repeat(bytes)));
        assert_eq!(at(200), None);
        assert!(at(201).is_some());
    }

    fn hex(text: &str) -> String {
        let bytes = Sha256::digest(text);
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
