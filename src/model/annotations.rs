//! The annotations of one layer of one page, with the look-ups that views need.
//!
//! Reading is open to everyone; changing is for `edit::op` alone, which is why
//! the mutators are `pub(crate)` and a test watches who calls them.

use std::collections::BTreeMap;

use super::article::{Article, Segment};
use super::correction::Correction;
use super::entity::Entity;
use super::id::{ArticleId, CorrectionId, EntityId, RelationId, SegmentId};
use super::line_break::{BreakKind, LineBreak};
use super::relation::Relation;
use crate::text::offset::CharOffset;
use crate::text::span::Span;
use crate::text::span_index::SpanIndex;

/// Everything that one layer says of one page.
///
/// Invariant: every index agrees with the objects; orders are by rank, then id.
#[derive(Debug, Clone, Default)]
pub struct Annotations {
    articles: BTreeMap<ArticleId, Article>,
    article_order: Vec<(i64, ArticleId)>,
    segments: BTreeMap<SegmentId, Segment>,
    segment_index: SpanIndex<SegmentId>,
    segment_order: BTreeMap<ArticleId, Vec<(i64, SegmentId)>>,
    line_breaks: BTreeMap<u32, BreakKind>,
    corrections: BTreeMap<CorrectionId, Correction>,
    correction_index: SpanIndex<CorrectionId>,
    entities: BTreeMap<EntityId, Entity>,
    entity_index: SpanIndex<EntityId>,
    relations: BTreeMap<RelationId, Relation>,
    relations_of: BTreeMap<EntityId, Vec<RelationId>>,
}

/// What a set of annotations is made of, each list in any order and without two of
/// the same identity; of two that have it, one is kept.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// The articles.
    pub articles: Vec<Article>,
    /// Segments and furniture.
    pub segments: Vec<Segment>,
    /// Decisions about line ends.
    pub line_breaks: Vec<LineBreak>,
    /// Corrections.
    pub corrections: Vec<Correction>,
    /// Mentions.
    pub entities: Vec<Entity>,
    /// Relations between mentions.
    pub relations: Vec<Relation>,
}

impl Annotations {
    /// The parts that the set is made of; [`Annotations::from_parts`] makes an equal one.
    pub fn to_parts(&self) -> Parts {
        Parts {
            articles: self.articles().cloned().collect(),
            segments: self.segments().cloned().collect(),
            line_breaks: self.line_breaks().collect(),
            corrections: self.corrections().cloned().collect(),
            entities: self.entities().cloned().collect(),
            relations: self.relations().cloned().collect(),
        }
    }

    /// A set made at once: several times as fast as one by one, and fastest if the
    /// lists are in the order of their ids.
    pub fn from_parts(parts: Parts) -> Self {
        let by_id = |article: Article| (article.id, article);
        let articles: BTreeMap<_, _> = parts.articles.into_iter().map(by_id).collect();
        let by_id = |segment: Segment| (segment.id, segment);
        let segments: BTreeMap<_, _> = parts.segments.into_iter().map(by_id).collect();
        let by_line = |line_break: LineBreak| (line_break.line, line_break.kind);
        let by_id = |correction: Correction| (correction.id, correction);
        let corrections: BTreeMap<_, _> = parts.corrections.into_iter().map(by_id).collect();
        let by_id = |entity: Entity| (entity.id, entity);
        let entities: BTreeMap<_, _> = parts.entities.into_iter().map(by_id).collect();

        let mut article_order: Vec<_> = articles.values().map(|a| (a.rank, a.id)).collect();
        article_order.sort_unstable();
        let mut segment_order: BTreeMap<ArticleId, Vec<_>> = BTreeMap::new();
        for segment in segments.values() {
            if let Some(article) = segment.article() {
                let order = segment_order.entry(article).or_default();
                order.push((segment.rank(), segment.id));
            }
        }
        segment_order.values_mut().for_each(|o| o.sort_unstable());
        let index = segments.values().map(|s| (s.span, s.id)).collect();
        let segment_index = SpanIndex::from_entries(index);
        let index = corrections.values().map(|c| (c.span, c.id)).collect();
        let correction_index = SpanIndex::from_entries(index);
        let index = entities.values().map(|e| (e.span, e.id)).collect();
        let entity_index = SpanIndex::from_entries(index);

        let mut set = Self {
            articles,
            article_order,
            segments,
            segment_index,
            segment_order,
            line_breaks: parts.line_breaks.into_iter().map(by_line).collect(),
            corrections,
            correction_index,
            entities,
            entity_index,
            relations: BTreeMap::new(),
            relations_of: BTreeMap::new(),
        };
        for relation in parts.relations {
            set.put_relation(relation.id, Some(relation));
        }
        set
    }
}

/// Articles and segments.
impl Annotations {
    /// Articles in reading order of the page.
    pub fn articles(&self) -> impl DoubleEndedIterator<Item = &Article> {
        self.article_order
            .iter()
            .filter_map(|(_, id)| self.articles.get(id))
    }

    /// The number of articles.
    pub fn article_count(&self) -> usize {
        self.articles.len()
    }

    /// One article.
    pub fn article(&self, id: ArticleId) -> Option<&Article> {
        self.articles.get(&id)
    }

    /// The article that people call number `number`, from 1.
    pub fn article_by_number(&self, number: usize) -> Option<&Article> {
        let (_, id) = self.article_order.get(number.checked_sub(1)?)?;
        self.articles.get(id)
    }

    /// The number by which people call an article, from 1.
    pub fn article_number(&self, id: ArticleId) -> Option<usize> {
        let article = self.articles.get(&id)?;
        self.article_order
            .binary_search(&(article.rank, id))
            .ok()
            .map(|at| at + 1)
    }

    /// The segments of an article in reading order.
    pub fn segments_of(&self, article: ArticleId) -> impl DoubleEndedIterator<Item = &Segment> {
        let order = self
            .segment_order
            .get(&article)
            .map_or(&[][..], Vec::as_slice);
        order.iter().filter_map(|(_, id)| self.segments.get(id))
    }

    /// All segments and furniture in the order of the raw text.
    pub fn segments(&self) -> impl Iterator<Item = &Segment> {
        self.segment_index
            .iter()
            .filter_map(|(_, id)| self.segments.get(&id))
    }

    /// The number of segments, furniture included.
    pub fn segment_count(&self) -> usize {
        self.segments.len()
    }

    /// One segment.
    pub fn segment(&self, id: SegmentId) -> Option<&Segment> {
        self.segments.get(&id)
    }

    /// Segments and furniture that share a code point with `span`, in text order.
    pub fn segments_in(&self, span: Span) -> impl Iterator<Item = &Segment> {
        self.segment_index
            .overlapping(span)
            .filter_map(|(_, id)| self.segments.get(&id))
    }

    /// The segment or furniture that a caret at `offset` stands in: the one with
    /// the code point after the caret, else the one that ends there.
    pub fn segment_at(&self, offset: CharOffset) -> Option<&Segment> {
        let mut touching = self.segment_index.touching(offset);
        let first = touching.next()?;
        let best = touching
            .next()
            .filter(|(span, _)| span.contains(offset))
            .unwrap_or(first);
        self.segments.get(&best.1)
    }

    /// The first segment or furniture that starts at or after `offset`.
    pub fn next_segment(&self, offset: CharOffset) -> Option<&Segment> {
        self.segment_index
            .next_from(offset)
            .and_then(|(_, id)| self.segments.get(&id))
    }

    /// The last segment or furniture that starts before `offset`.
    pub fn previous_segment(&self, offset: CharOffset) -> Option<&Segment> {
        self.segment_index
            .last_before(offset)
            .and_then(|(_, id)| self.segments.get(&id))
    }
}

/// Line breaks and corrections.
impl Annotations {
    /// The decision for the line end of `line` (from 1), if one was made.
    pub fn line_break(&self, line: u32) -> Option<BreakKind> {
        self.line_breaks.get(&line).copied()
    }

    /// All decisions by line.
    pub fn line_breaks(&self) -> impl Iterator<Item = LineBreak> + '_ {
        self.line_breaks
            .iter()
            .map(|(&line, &kind)| LineBreak { line, kind })
    }

    /// All corrections in text order.
    pub fn corrections(&self) -> impl Iterator<Item = &Correction> {
        self.correction_index
            .iter()
            .filter_map(|(_, id)| self.corrections.get(&id))
    }

    /// One correction.
    pub fn correction(&self, id: CorrectionId) -> Option<&Correction> {
        self.corrections.get(&id)
    }

    /// Corrections that share a code point with `span`, in text order.
    pub fn corrections_in(&self, span: Span) -> impl Iterator<Item = &Correction> {
        self.correction_index
            .overlapping(span)
            .filter_map(|(_, id)| self.corrections.get(&id))
    }
}

/// Entities and relations.
impl Annotations {
    /// All entities in text order.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.entity_index
            .iter()
            .filter_map(|(_, id)| self.entities.get(&id))
    }

    /// The number of entities.
    pub fn entity_count(&self) -> usize {
        self.entities.len()
    }

    /// One entity.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(&id)
    }

    /// Entities that share a code point with `span`, in text order. What stands
    /// between the parts of one is not its own.
    pub fn entities_in(&self, span: Span) -> impl Iterator<Item = &Entity> {
        self.entities_around(span)
            .filter(move |entity| entity.overlaps(span))
    }

    /// The same, and those that begin before and go on after `span`.
    pub fn entities_around(&self, span: Span) -> impl Iterator<Item = &Entity> {
        self.entity_index
            .overlapping(span)
            .filter_map(|(_, id)| self.entities.get(&id))
    }

    /// Entities that a caret at `offset` touches, innermost first.
    pub fn entities_at(&self, offset: CharOffset) -> Vec<&Entity> {
        let mut found: Vec<_> = self
            .entity_index
            .touching(offset)
            .filter_map(|(_, id)| self.entities.get(&id))
            .filter(|entity| entity.pieces().any(|piece| piece.touches(offset)))
            .collect();
        found.sort_by_key(|entity| {
            let length: u32 = entity.pieces().map(Span::len).sum();
            (length, !entity.pieces().any(|piece| piece.contains(offset)))
        });
        found
    }

    /// The first entity that starts at or after `offset`.
    pub fn next_entity(&self, offset: CharOffset) -> Option<&Entity> {
        self.entity_index
            .next_from(offset)
            .and_then(|(_, id)| self.entities.get(&id))
    }

    /// The last entity that starts before `offset`.
    pub fn previous_entity(&self, offset: CharOffset) -> Option<&Entity> {
        self.entity_index
            .last_before(offset)
            .and_then(|(_, id)| self.entities.get(&id))
    }

    /// All relations by id.
    pub fn relations(&self) -> impl Iterator<Item = &Relation> {
        self.relations.values()
    }

    /// One relation.
    pub fn relation(&self, id: RelationId) -> Option<&Relation> {
        self.relations.get(&id)
    }

    /// The relations that start from or lead to an entity.
    pub fn relations_of(&self, entity: EntityId) -> impl Iterator<Item = &Relation> {
        let ids = self
            .relations_of
            .get(&entity)
            .map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|id| self.relations.get(id))
    }

    /// Whether nothing at all is annotated.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
            && self.segments.is_empty()
            && self.line_breaks.is_empty()
            && self.corrections.is_empty()
            && self.entities.is_empty()
    }
}

/// The mutators; each keeps its indexes in step. `None` removes.
impl Annotations {
    /// Puts `value` in place of the article `id` and returns what was there.
    pub(crate) fn put_article(&mut self, id: ArticleId, value: Option<Article>) -> Option<Article> {
        let old = self.articles.remove(&id);
        if let Some(old) = &old {
            remove_sorted(&mut self.article_order, &(old.rank, id));
        }
        if let Some(new) = value {
            insert_sorted(&mut self.article_order, (new.rank, id));
            self.articles.insert(id, new);
        }
        old
    }

    /// Puts `value` in place of the segment `id` and returns what was there.
    pub(crate) fn put_segment(&mut self, id: SegmentId, value: Option<Segment>) -> Option<Segment> {
        let old = self.segments.remove(&id);
        if let Some(old) = &old {
            self.segment_index.remove(old.span, id);
            if let Some(article) = old.article()
                && let Some(order) = self.segment_order.get_mut(&article)
            {
                remove_sorted(order, &(old.rank(), id));
                if order.is_empty() {
                    self.segment_order.remove(&article);
                }
            }
        }
        if let Some(new) = value {
            self.segment_index.insert(new.span, id);
            if let Some(article) = new.article() {
                insert_sorted(
                    self.segment_order.entry(article).or_default(),
                    (new.rank(), id),
                );
            }
            self.segments.insert(id, new);
        }
        old
    }

    /// Sets or clears the decision for a line end and returns what was there.
    pub(crate) fn put_line_break(
        &mut self,
        line: u32,
        kind: Option<BreakKind>,
    ) -> Option<BreakKind> {
        match kind {
            Some(kind) => self.line_breaks.insert(line, kind),
            None => self.line_breaks.remove(&line),
        }
    }

    /// Puts `value` in place of the correction `id` and returns what was there.
    pub(crate) fn put_correction(
        &mut self,
        id: CorrectionId,
        value: Option<Correction>,
    ) -> Option<Correction> {
        let old = self.corrections.remove(&id);
        if let Some(old) = &old {
            self.correction_index.remove(old.span, id);
        }
        if let Some(new) = value {
            self.correction_index.insert(new.span, id);
            self.corrections.insert(id, new);
        }
        old
    }

    /// Puts `value` in place of the entity `id` and returns what was there.
    pub(crate) fn put_entity(&mut self, id: EntityId, value: Option<Entity>) -> Option<Entity> {
        let old = self.entities.remove(&id);
        if let Some(old) = &old {
            self.entity_index.remove(old.span, id);
        }
        if let Some(new) = value {
            self.entity_index.insert(new.span, id);
            self.entities.insert(id, new);
        }
        old
    }

    /// Puts `value` in place of the relation `id` and returns what was there.
    pub(crate) fn put_relation(
        &mut self,
        id: RelationId,
        value: Option<Relation>,
    ) -> Option<Relation> {
        let old = self.relations.remove(&id);
        if let Some(old) = &old {
            for end in [old.from, old.to] {
                if let Some(ids) = self.relations_of.get_mut(&end) {
                    remove_sorted(ids, &id);
                    if ids.is_empty() {
                        self.relations_of.remove(&end);
                    }
                }
            }
        }
        if let Some(new) = value {
            for end in [new.from, new.to] {
                insert_sorted(self.relations_of.entry(end).or_default(), id);
            }
            self.relations.insert(id, new);
        }
        old
    }
}

fn insert_sorted<T: Ord>(list: &mut Vec<T>, item: T) {
    if let Err(at) = list.binary_search(&item) {
        list.insert(at, item);
    }
}

fn remove_sorted<T: Ord>(list: &mut Vec<T>, item: &T) {
    if let Ok(at) = list.binary_search(item) {
        list.remove(at);
    }
}

/// Two sets are equal if they say the same; indexes follow from that.
impl PartialEq for Annotations {
    fn eq(&self, other: &Self) -> bool {
        self.articles == other.articles
            && self.segments == other.segments
            && self.line_breaks == other.line_breaks
            && self.corrections == other.corrections
            && self.entities == other.entities
            && self.relations == other.relations
    }
}
