//! A page as a verb is about to leave it: the annotations with a few changes
//! laid over them, turned into a transaction at the end.
//!
//! Verbs read their own changes back through the draft, so each can be written
//! as if it edited the page in place, while nothing is touched until the session
//! applies the transaction.

use std::collections::BTreeMap;

use super::label::EditLabel;
use super::op::{Change, Op, PageChange};
use super::transaction::{Focus, Transaction};
use crate::model::annotations::Annotations;
use crate::model::article::{Article, Place, RANK_STEP, Segment};
use crate::model::entity::Attributes;
use crate::model::id::{ArticleId, Role, SegmentId};
use crate::model::layer::Scope;
use crate::model::schema::{Placement, Schema};
use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// One layer of one page, to look at.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// Which page and layer.
    pub scope: Scope,
    /// The raw text.
    pub source: &'a SourceText,
    /// What the layer says.
    pub annotations: &'a Annotations,
    /// The schema of the project.
    pub schema: &'a Schema,
}

/// Changes laid over a page.
#[derive(Debug)]
pub struct Draft<'a> {
    /// The page as it is.
    pub page: Page<'a>,
    articles: BTreeMap<ArticleId, Option<Article>>,
    segments: BTreeMap<SegmentId, Option<Segment>>,
    others: Vec<PageChange>,
}

impl<'a> Draft<'a> {
    /// A draft without changes.
    pub fn new(page: Page<'a>) -> Self {
        Self {
            page,
            articles: BTreeMap::new(),
            segments: BTreeMap::new(),
            others: Vec::new(),
        }
    }

    /// The segments of an article in reading order.
    pub fn segments_of(&self, article: ArticleId) -> Vec<Segment> {
        let kept = self.page.annotations.segments_of(article);
        let mut all = self.overlaid(kept, |segment| segment.article() == Some(article));
        all.sort_by_key(|segment| (segment.rank(), segment.id));
        all
    }

    /// Segments and furniture that share text with `span`, in text order.
    pub fn segments_in(&self, span: Span) -> Vec<Segment> {
        let kept = self.page.annotations.segments_in(span);
        let mut all = self.overlaid(kept, |segment| segment.span.overlaps(span));
        all.sort_by_key(|segment| segment.span);
        all
    }

    /// Those of the segments `kept` that the draft has not touched, and those it
    /// has that are `wanted`.
    fn overlaid<'s>(
        &'s self,
        kept: impl Iterator<Item = &'s Segment>,
        wanted: impl Fn(&Segment) -> bool,
    ) -> Vec<Segment> {
        let kept = kept.filter(|segment| !self.segments.contains_key(&segment.id));
        let laid = self.segments.values().flatten();
        let laid = laid.filter(|segment| wanted(segment));
        kept.chain(laid).cloned().collect()
    }

    /// The articles in reading order of the page.
    pub fn articles(&self) -> Vec<Article> {
        let kept = self
            .page
            .annotations
            .articles()
            .filter(|a| !self.articles.contains_key(&a.id))
            .cloned();
        let laid = self.articles.values().flatten().cloned();
        let mut all: Vec<_> = kept.chain(laid).collect();
        all.sort_by_key(|article| (article.rank, article.id));
        all
    }

    /// Sets an article.
    pub fn set_article(&mut self, article: Article) {
        self.articles.insert(article.id, Some(article));
    }

    /// Sets a segment.
    pub fn set_segment(&mut self, segment: Segment) {
        self.segments.insert(segment.id, Some(segment));
    }

    /// Removes a segment.
    pub fn remove_segment(&mut self, id: SegmentId) {
        self.segments.insert(id, None);
    }

    /// Removes an article; its segments must go elsewhere.
    pub fn remove_article(&mut self, id: ArticleId) {
        self.articles.insert(id, None);
    }

    /// Adds a change to something other than articles and segments.
    pub fn push(&mut self, change: PageChange) {
        self.others.push(change);
    }

    /// A new article at place `at` (from 0) among the articles of the page.
    pub fn new_article(&mut self, at: usize) -> ArticleId {
        let id = ArticleId::new();
        self.set_article(Article {
            id,
            rank: 0,
            title: None,
            continues: None,
            attributes: Attributes::new(),
        });
        self.move_article(id, at);
        id
    }

    /// Moves an article to place `at` (from 0) among the others.
    pub fn move_article(&mut self, id: ArticleId, at: usize) {
        let mut list = self.articles();
        let Some(from) = list.iter().position(|article| article.id == id) else {
            return;
        };
        let mut moved = list.remove(from);
        let at = at.min(list.len());
        let ranks: Vec<_> = list.iter().map(|article| article.rank).collect();
        if let Some(rank) = rank_between(&ranks, at) {
            moved.rank = rank;
            self.set_article(moved);
            return;
        }
        list.insert(at, moved);
        for (article, rank) in list.into_iter().zip(spread_ranks()) {
            self.set_article(Article { rank, ..article });
        }
    }

    /// Puts a segment at place `at` (from 0) among the other segments of `article`.
    pub fn place_segment(
        &mut self,
        id: SegmentId,
        span: Span,
        role: &Role,
        article: ArticleId,
        at: usize,
    ) {
        let mut list = self.segments_of(article);
        list.retain(|segment| segment.id != id);
        let at = at.min(list.len());
        let ranks: Vec<_> = list.iter().map(Segment::rank).collect();
        let place = |rank| Place::Article {
            article,
            rank,
            role: role.clone(),
        };
        if let Some(rank) = rank_between(&ranks, at) {
            self.set_segment(Segment {
                id,
                span,
                place: place(rank),
            });
            return;
        }
        list.insert(
            at,
            Segment {
                id,
                span,
                place: place(0),
            },
        );
        for (mut segment, rank) in list.into_iter().zip(spread_ranks()) {
            if let Place::Article { rank: old, .. } = &mut segment.place {
                *old = rank;
            }
            self.set_segment(segment);
        }
    }

    /// Puts a segment where its role belongs: head, flow of the raw text, or end.
    pub fn place_by_role(&mut self, id: SegmentId, span: Span, role: &Role, article: ArticleId) {
        let schema = self.page.schema;
        let key = |role: &Role, span: Span| {
            let placement = schema.placement(role);
            let order = if placement == Placement::Front {
                schema.role_order(role)
            } else {
                0
            };
            (placement, order, span.start())
        };
        let list: Vec<_> = self
            .segments_of(article)
            .into_iter()
            .filter(|segment| segment.id != id)
            .collect();
        let wanted = key(role, span);
        let at = list
            .iter()
            .rposition(|other| {
                other
                    .role()
                    .is_some_and(|role| key(role, other.span) <= wanted)
            })
            .map_or(0, |before| before + 1);
        self.place_segment(id, span, role, article, at);
    }

    /// Sets `span` free: what lies in it is cut out of segments and furniture.
    /// Returns the pieces that were cut out, in text order.
    pub fn carve(&mut self, span: Span) -> Vec<Segment> {
        let mut cut = Vec::new();
        for segment in self.segments_in(span) {
            if let Some(inside) = segment.span.intersection(span) {
                cut.push(Segment {
                    span: inside,
                    ..segment.clone()
                });
            }
            let rest = segment
                .span
                .without(span)
                .map(|part| part.and_then(|part| self.page.source.trim(part)));
            match rest {
                [None, None] => self.remove_segment(segment.id),
                [Some(part), None] | [None, Some(part)] => self.set_segment(Segment {
                    span: part,
                    ..segment
                }),
                [Some(before), Some(after)] => self.split(&segment, before, after),
            }
        }
        cut
    }

    /// Cuts a segment into two parts that follow each other.
    pub fn split(&mut self, segment: &Segment, before: Span, after: Span) {
        self.set_segment(Segment {
            span: before,
            ..segment.clone()
        });
        let id = SegmentId::new();
        match &segment.place {
            Place::Furniture => self.set_segment(Segment {
                id,
                span: after,
                place: Place::Furniture,
            }),
            Place::Article { article, role, .. } => {
                let list = self.segments_of(*article);
                let at = list
                    .iter()
                    .position(|other| other.id == segment.id)
                    .map_or(list.len(), |at| at + 1);
                self.place_segment(id, after, role, *article, at);
            }
        }
    }

    /// Makes one segment of body text out of neighbours in the reading order
    /// that only white space keeps apart, around the segment `id`.
    pub fn coalesce(&mut self, id: SegmentId, article: ArticleId) {
        let body = self.page.schema.body_role();
        let list = self.segments_of(article);
        let Some(at) = list.iter().position(|segment| segment.id == id) else {
            return;
        };
        let Some(mut kept) = list
            .get(at)
            .filter(|segment| segment.role() == Some(&body))
            .cloned()
        else {
            return;
        };
        let before = at.checked_sub(1).and_then(|at| list.get(at));
        let neighbours = [before, list.get(at + 1)];
        for other in neighbours.into_iter().flatten() {
            let gap = Span::between(
                kept.span.end().min(other.span.end()),
                kept.span.start().max(other.span.start()),
            );
            if other.role() == Some(&body)
                && self.page.source.ink(gap) == 0
                && self.segments_in(gap).is_empty()
            {
                kept.span = kept.span.hull(other.span);
                self.remove_segment(other.id);
            }
        }
        self.set_segment(kept);
    }

    /// Removes the articles that the draft has left without text.
    pub fn drop_empty_articles(&mut self) {
        let left: Vec<_> = self
            .segments
            .keys()
            .filter_map(|&id| self.page.annotations.segment(id).and_then(Segment::article))
            .collect();
        for article in left {
            if self.segments_of(article).is_empty() {
                self.remove_article(article);
            }
        }
    }

    /// The place (from 0) among the articles where one that starts at `offset`
    /// in the raw text belongs.
    pub fn article_place(&self, offset: CharOffset) -> usize {
        let first_start = |article: &Article| {
            self.segments_of(article.id)
                .iter()
                .map(|s| s.span.start())
                .min()
        };
        let list = self.articles();
        let before = list
            .iter()
            .rposition(|article| first_start(article).is_some_and(|start| start < offset));
        before.map_or(0, |at| at + 1)
    }

    /// The transaction that makes the page as drafted; `None` if nothing changes.
    pub fn finish(self, label: EditLabel, after: Span) -> Option<Transaction> {
        let Self {
            page,
            articles,
            segments,
            others,
        } = self;
        let mut changes = Vec::new();
        let mut last = Vec::new();
        for (id, value) in articles {
            match Change::between(page.annotations.article(id).cloned(), value) {
                // Rows that point to an article need it there, so it comes
                // first and goes last.
                Some(removal @ Change::Remove(_)) => last.push(PageChange::Article(removal)),
                Some(change) => changes.push(PageChange::Article(change)),
                None => {}
            }
        }
        let touched = segments.into_iter();
        changes.extend(touched.filter_map(|(id, value)| {
            Change::between(page.annotations.segment(id).cloned(), value).map(PageChange::Segment)
        }));
        changes.extend(others);
        changes.append(&mut last);
        if changes.is_empty() {
            return None;
        }
        let ops = changes
            .into_iter()
            .map(|change| Op::Page {
                scope: page.scope,
                change,
            })
            .collect();
        let focus = Some(Focus {
            document: page.scope.document,
            before: after,
            after,
        });
        Some(Transaction { label, ops, focus })
    }
}

/// A rank for place `at` among sorted `ranks`; `None` if there is no room.
fn rank_between(ranks: &[i64], at: usize) -> Option<i64> {
    let before = at.checked_sub(1).and_then(|at| ranks.get(at)).copied();
    match (before, ranks.get(at).copied()) {
        (None, None) => Some(RANK_STEP),
        (Some(before), None) => before.checked_add(RANK_STEP),
        (None, Some(after)) => after.checked_sub(RANK_STEP),
        (Some(before), Some(after)) => {
            let middle = before.midpoint(after);
            (before < middle && middle < after).then_some(middle)
        }
    }
}

/// Evenly spread ranks for a list that is numbered anew.
fn spread_ranks() -> impl Iterator<Item = i64> {
    (1..).map(|place| place * RANK_STEP)
}
