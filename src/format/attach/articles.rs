//! Articles, segments and furniture of a record.

use uuid::Uuid;

use super::Attacher;
use super::ids::{Ids, article_id};
use super::problem::Part;
use crate::edit::op::PageChange;
use crate::format::pages::{ArticleRecord, PageRecord, SegmentRecord};
use crate::format::title::{headline_text, is_headline};
use crate::model::article::{Article, Place, RANK_STEP, Segment};
use crate::model::id::{ArticleId, Role, SegmentId};
use crate::text::span::Span;
use crate::text::span_index::SpanIndex;

/// The text that belongs to somebody already, with a running number as key.
#[derive(Default)]
struct Taken {
    spans: SpanIndex<u32>,
    count: u32,
}

impl Taken {
    /// Takes what is free of `span`; in text order.
    fn take(&mut self, attacher: &Attacher<'_>, span: Span) -> Vec<Span> {
        let mut free = Vec::new();
        let mut rest = Some(span);
        for (other, _) in self.spans.overlapping(span) {
            let Some(current) = rest else { break };
            let before = Span::between(current.start(), other.start().max(current.start()));
            free.push(before);
            rest = (other.end() < current.end()).then(|| Span::between(other.end(), current.end()));
        }
        let whole = free.is_empty();
        free.extend(rest);
        if !whole {
            // What is left between others is often only a line end.
            free.retain(|part| attacher.source.ink(*part) > 0);
        }
        for part in &free {
            self.spans.insert(*part, self.count);
            self.count += 1;
        }
        free
    }
}

impl Attacher<'_> {
    /// Articles with their segments, then furniture.
    pub(super) fn articles(&mut self, record: &PageRecord) {
        let mut ids = Ids::new(ArticleId, ArticleId::new);
        let mut taken = Taken::default();
        for (index, article) in record.articles.iter().enumerate() {
            let part = Part {
                kind: "article",
                index,
                id: article.id.as_deref(),
            };
            self.article(article, part, &mut ids, &mut taken);
        }
        for (index, ends) in record.furniture.iter().enumerate() {
            let part = Part {
                kind: "furniture",
                index,
                id: None,
            };
            let ends = ends.0.as_ref().map_err(|instead| {
                format!("it is {instead} and was left out; write it as [start, end]")
            });
            match ends.and_then(|[start, end]| self.span(start, end)) {
                Ok(span) => {
                    for span in self.free(&part.to_string(), span, &mut taken) {
                        self.segment(span, Place::Furniture);
                    }
                }
                Err(message) => self.problem(part, message),
            }
        }
    }

    fn article<'r>(
        &mut self,
        record: &'r ArticleRecord,
        part: Part<'r>,
        ids: &mut Ids<'r, ArticleId>,
        taken: &mut Taken,
    ) {
        let mut segments = Vec::new();
        for (index, segment) in record.segments.iter().enumerate() {
            let place = format!("{part}, segment {}", index + 1);
            match self.role_and_span(segment) {
                Ok((role, span)) => {
                    let free = self.free(&place, span, taken);
                    segments.extend(free.into_iter().map(|span| (span, role.clone())));
                }
                Err(message) => self.problem(place, message),
            }
        }
        if segments.is_empty() && !record.segments.is_empty() {
            self.problem(part, "none of its segments could be used; it was left out");
            return;
        }
        let id = ids.give(part, self.derived(part.id), self);
        let attributes = self.attributes(&record.attributes, part);
        let article = Article {
            id,
            rank: rank(part.index),
            title: self.own_title(record, &segments),
            continues: self.continued(record).filter(|other| *other != id),
            attributes,
        };
        self.insert(PageChange::Article, article);
        for (index, (span, role)) in segments.into_iter().enumerate() {
            let rank = rank(index);
            self.segment(
                span,
                Place::Article {
                    article: id,
                    rank,
                    role,
                },
            );
        }
    }

    /// The id that an article gets which has this one in the file.
    fn derived(&self, name: Option<&str>) -> Option<Uuid> {
        let (space, name) = self.options.space.zip(name)?;
        Some(article_id(space, self.document, name))
    }

    /// The article that one continues.
    fn continued(&self, record: &ArticleRecord) -> Option<ArticleId> {
        let link = record.continues.as_ref()?;
        let document = if link.document.is_empty() {
            self.document
        } else {
            &link.document
        };
        let id = match (self.options.space, self.options.fresh_ids) {
            (Some(space), _) => Some(article_id(space, document, &link.article)),
            (None, false) => Uuid::parse_str(&link.article).ok(),
            (None, true) => None,
        };
        id.map(ArticleId)
    }

    /// The title of the record, unless the headline says the same anyway.
    fn own_title(&self, record: &ArticleRecord, segments: &[(Span, Role)]) -> Option<String> {
        let title = record.title.as_ref()?;
        let headline = segments
            .iter()
            .filter(|(_, role)| is_headline(role.as_str()));
        let spans: Vec<Span> = headline.map(|(span, _)| *span).collect();
        let corrections: Vec<_> = self.corrected().collect();
        let derived = headline_text(self.source, &spans, &corrections);
        (!title.trim().is_empty() && *title != derived).then(|| title.clone())
    }

    fn role_and_span(&self, segment: &SegmentRecord) -> Result<(Role, Span), String> {
        let span = self.span(&segment.start, &segment.end)?;
        let name = segment
            .role
            .as_deref()
            .ok_or("it has no role; give it one of the schema's")?;
        let role = Role::from(name);
        if self.schema.role(&role).is_none() {
            return Err(format!(
                "the schema has no role {name:?}; add it there or rename it in the file"
            ));
        }
        Ok((role, span))
    }

    /// What of `span` nobody has; lists what somebody has.
    fn free(&mut self, place: &str, span: Span, taken: &mut Taken) -> Vec<Span> {
        let free = taken.take(self, span);
        if free.is_empty() {
            self.problem(
                place,
                format!("{span} belongs to what came before it in the file; it was left out"),
            );
        } else if free.first() != Some(&span) {
            let kept: Vec<String> = free.iter().map(ToString::to_string).collect();
            self.problem(
                place,
                format!(
                    "{span} overlaps what came before it in the file; only {} was kept",
                    kept.join(" and ")
                ),
            );
        }
        free
    }

    fn segment(&mut self, span: Span, place: Place) {
        let id = SegmentId::new();
        self.insert(PageChange::Segment, Segment { id, span, place });
    }
}

/// The rank of the `index`-th of a list.
fn rank(index: usize) -> i64 {
    (index as i64 + 1).saturating_mul(RANK_STEP)
}
