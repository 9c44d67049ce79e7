//! Whether two layers say the same of a page.

use std::collections::BTreeMap;

use super::difference::{mention_words, relation_words};
use crate::model::annotations::Annotations;
use crate::model::article::{Article, Segment};
use crate::model::entity::Attributes;
use crate::model::id::{ArticleId, EntityId};
use crate::model::line_break::LineBreak;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Whether two layers of a page say the same: equal but for ids and ranks, for
/// white space at the ends of segments, for segments and articles without ink, and
/// for where furniture is cut into pieces.
pub fn says_the_same(source: &SourceText, a: &Annotations, b: &Annotations) -> bool {
    Content::of(source, a) == Content::of(source, b)
}

/// What a layer says, without what does not matter.
#[derive(Debug, PartialEq)]
struct Content {
    articles: Vec<ArticleContent>,
    furniture: Vec<Span>,
    line_breaks: Vec<LineBreak>,
    corrections: Vec<(Span, String)>,
    entities: Vec<String>,
    relations: Vec<String>,
}

#[derive(Debug, PartialEq)]
struct ArticleContent {
    title: Option<String>,
    attributes: Attributes,
    continues: Option<Target>,
    segments: Vec<(Span, Option<String>)>,
}

/// What an article continues.
#[derive(Debug, PartialEq)]
enum Target {
    /// An article of the page, by its place.
    Here(usize),
    /// One elsewhere.
    Elsewhere(ArticleId),
}

impl Content {
    fn of(source: &SourceText, layer: &Annotations) -> Self {
        let words = |id: EntityId| layer.entity(id).map_or_else(String::new, mention_words);
        let mut entities: Vec<_> = layer.entities().map(mention_words).collect();
        let relations = layer.relations();
        let mut relations: Vec<_> = relations.map(|one| relation_words(one, words)).collect();
        entities.sort_unstable();
        relations.sort_unstable();
        Self {
            articles: articles(source, layer),
            furniture: furniture(source, layer),
            line_breaks: layer.line_breaks().collect(),
            corrections: layer
                .corrections()
                .map(|one| (one.span, one.replacement.clone()))
                .collect(),
            entities,
            relations,
        }
    }
}

fn articles(source: &SourceText, layer: &Annotations) -> Vec<ArticleContent> {
    let segments = |article: &Article| -> Vec<_> {
        let part = |segment: &Segment| {
            let role = segment.role().map(|role| role.as_str().to_owned());
            Some((source.trim(segment.span)?, role))
        };
        layer.segments_of(article.id).filter_map(part).collect()
    };
    let real: Vec<_> = layer
        .articles()
        .map(|article| (article, segments(article)))
        .filter(|(_, segments)| !segments.is_empty())
        .collect();
    let places: BTreeMap<ArticleId, usize> = real
        .iter()
        .map(|(article, _)| article.id)
        .zip(0..)
        .collect();
    let target = |id| match places.get(&id) {
        Some(&place) => Target::Here(place),
        None => Target::Elsewhere(id),
    };
    let content = real.into_iter().map(|(article, segments)| ArticleContent {
        title: article.title.clone(),
        attributes: article.attributes.clone(),
        continues: continues(source, layer, article).map(target),
        segments,
    });
    content.collect()
}

/// What an article continues; an article of the page without ink is nothing.
pub(super) fn continues(
    source: &SourceText,
    layer: &Annotations,
    article: &Article,
) -> Option<ArticleId> {
    let has_ink = |segment: &Segment| source.trim(segment.span).is_some();
    article
        .continues
        .filter(|&target| layer.article(target).is_none() || layer.segments_of(target).any(has_ink))
}

/// The stretches of furniture; those without ink between them are one.
fn furniture(source: &SourceText, layer: &Annotations) -> Vec<Span> {
    let mut stretches: Vec<Span> = Vec::new();
    for segment in layer
        .segments()
        .filter(|segment| segment.article().is_none())
    {
        let Some(span) = source.trim(segment.span) else {
            continue;
        };
        match stretches.last_mut() {
            Some(last) if source.ink(Span::between(last.end(), span.start())) == 0 => {
                *last = last.hull(span);
            }
            _ => stretches.push(span),
        }
    }
    stretches
}
