//! What a part of a question says, in words that do not depend on ids: a new run
//! that proposes the same gives the same words.
//!
//! Sameness is exact. An article is known by its headline, or by what is read
//! first, so that it stays itself while other segments come and go.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::model::annotations::Annotations;
use crate::model::article::Segment;
use crate::model::entity::{Attributes, Entity};
use crate::model::id::ArticleId;
use crate::model::schema::Schema;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Words longer than this many bytes are replaced by their SHA-256.
const LONGEST: usize = 200;

/// The words, or what stands for them if they are many.
pub(in crate::review) fn short(kind: &str, words: &str) -> String {
    if words.len() <= LONGEST {
        return format!("{kind} {words}");
    }
    let mut text = format!("{kind} sha256:");
    for byte in Sha256::digest(words) {
        // Writing to a string cannot fail.
        write!(text, "{byte:02x}").ok();
    }
    text
}

/// Words of several parts as one.
pub(super) fn joined(kind: &str, parts: &[String]) -> String {
    short(kind, &parts.join("; "))
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
        Some(role) => short("segment", &format!("{span} {role} of {core}")),
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
    short("attributes", &format!("{attributes:?} of {core}"))
}

fn trimmed(source: &SourceText, segment: &Segment) -> Span {
    source.trim(segment.span).unwrap_or(segment.span)
}
