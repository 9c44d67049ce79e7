//! Carrying one kind of thing after the other.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{Fate, Review, What};
use super::{Move, Reanchored};
use crate::model::annotations::Parts;
use crate::model::article::{Article, Place, RANK_STEP, Segment};
use crate::model::correction::Correction;
use crate::model::entity::Entity;
use crate::model::id::{ArticleId, EntityId, SegmentId};
use crate::model::line_break::{BreakKind, LineBreak};
use crate::text::align::{LineEnd, Mapped, Stretch};
use crate::text::span::Span;

/// Surfaces are quoted up to this many code points.
const QUOTED: usize = 50;

/// What was carried so far.
pub(super) struct Carrier<'a> {
    from: Move<'a>,
    parts: Parts,
    told: Reanchored,
    /// Articles with a segment that was carried.
    alive: BTreeSet<ArticleId>,
    /// Articles whose segments must be numbered anew.
    torn: BTreeSet<ArticleId>,
    mentions: BTreeSet<EntityId>,
}

impl<'a> Carrier<'a> {
    pub fn new(from: Move<'a>) -> Self {
        Self {
            from,
            parts: Parts::default(),
            told: Reanchored::default(),
            alive: BTreeSet::new(),
            torn: BTreeSet::new(),
            mentions: BTreeSet::new(),
        }
    }

    pub fn finish(self) -> (Parts, Reanchored) {
        (self.parts, self.told)
    }

    /// Segments and furniture, each whole or in parts, and no two of them over the
    /// same text.
    pub fn segments(&mut self) {
        let mut lost: BTreeMap<ArticleId, Vec<Segment>> = BTreeMap::new();
        for segment in self.from.annotations.segments() {
            let unknown = segment
                .role()
                .is_some_and(|role| self.from.schema.role(role).is_none());
            if unknown {
                self.tell_segment(segment, Fate::NotInSchema, None);
                continue;
            }
            let stretch = self.from.alignment.stretch(segment.span);
            if stretch.pieces.is_empty() {
                match segment.article() {
                    Some(article) => lost.entry(article).or_default().push(segment.clone()),
                    None => self.tell_segment(segment, Fate::Lost, None),
                }
                continue;
            }
            self.place_segment(segment, &stretch);
        }
        for (article, segments) in lost {
            // Of an article that is gone as a whole one line is enough.
            if self.alive.contains(&article) {
                for segment in segments {
                    self.tell_segment(&segment, Fate::Lost, None);
                }
            }
        }
        self.clip_overlaps();
        self.number_torn();
    }

    fn place_segment(&mut self, segment: &Segment, stretch: &Stretch) {
        let first = stretch.pieces.first().map(|piece| piece.span);
        for (number, piece) in stretch.pieces.iter().enumerate() {
            let id = if number == 0 {
                segment.id
            } else {
                SegmentId::new()
            };
            self.parts.segments.push(Segment {
                id,
                span: piece.span,
                place: segment.place.clone(),
            });
        }
        self.alive.extend(segment.article());
        if stretch.pieces.len() > 1 {
            self.torn.extend(segment.article());
            self.tell_segment(segment, Fate::TornApart, first);
            return;
        }
        let (missing, added) = (
            stretch.missing,
            stretch.pieces.iter().map(|piece| piece.added).sum::<u32>(),
        );
        let ink = self.from.alignment.old().ink(segment.span);
        if missing == 0 && added == 0 {
            self.told.exact += 1;
        } else if stretch.guessed {
            self.tell_segment(segment, Fate::EndGuessed, first);
        } else if missing.max(added) * 10 > ink {
            self.tell_segment(segment, Fate::TextChanged, first);
        } else {
            self.told.adjusted += 1;
        }
    }

    /// Where guessed ends made two overlap, the later one begins behind the earlier.
    fn clip_overlaps(&mut self) {
        let mut order: Vec<Segment> = std::mem::take(&mut self.parts.segments);
        let places: BTreeMap<SegmentId, usize> =
            order.iter().map(|segment| segment.id).zip(0..).collect();
        order.sort_by_key(|segment| segment.span);
        let mut end = crate::text::offset::CharOffset(0);
        let mut kept = Vec::with_capacity(order.len());
        for mut segment in order {
            if segment.span.start() < end {
                let rest = Span::between(end.min(segment.span.end()), segment.span.end());
                match self.from.alignment.new_text().trim(rest) {
                    Some(rest) => segment.span = rest,
                    None => continue,
                }
            }
            end = segment.span.end();
            kept.push(segment);
        }
        // Back to the order of the old text, in which the parts of a torn one follow
        // each other.
        kept.sort_by_key(|segment| places.get(&segment.id).copied());
        self.parts.segments = kept;
    }

    fn number_torn(&mut self) {
        for article in std::mem::take(&mut self.torn) {
            let mut own: Vec<&mut Segment> = self
                .parts
                .segments
                .iter_mut()
                .filter(|segment| segment.article() == Some(article))
                .collect();
            // Stable: parts of one segment keep the order of the old text.
            own.sort_by_key(|segment| segment.rank());
            for (segment, number) in own.into_iter().zip(1_i64..) {
                if let Place::Article { rank, .. } = &mut segment.place {
                    *rank = number * RANK_STEP;
                }
            }
        }
    }

    /// Articles that still have text, and which of them continues which.
    pub fn articles(&mut self) {
        self.alive = self
            .parts
            .segments
            .iter()
            .filter_map(Segment::article)
            .collect();
        for article in self.from.annotations.articles() {
            if !self.alive.contains(&article.id) {
                let mut segments = self.from.annotations.segments_of(article.id);
                if let Some(first) = segments.next() {
                    self.tell(What::Article, "", Fate::Lost, first.span, None);
                }
                continue;
            }
            let gone = |id: &ArticleId| {
                self.from.annotations.article(*id).is_some() && !self.alive.contains(id)
            };
            self.parts.articles.push(Article {
                continues: article.continues.filter(|id| !gone(id)),
                ..article.clone()
            });
        }
    }

    /// Decisions about line ends, where the same two texts still meet at one.
    pub fn line_breaks(&mut self) {
        let mut there: BTreeMap<u32, BreakKind> = BTreeMap::new();
        for decided in self.from.annotations.line_breaks() {
            let upper = (decided.line as usize).saturating_sub(1);
            match self.from.alignment.line_end(upper) {
                LineEnd::There { line, same } => {
                    there.entry(line as u32 + 1).or_insert(decided.kind);
                    if same {
                        self.told.exact += 1;
                    } else {
                        self.told.adjusted += 1;
                    }
                }
                LineEnd::Joined(_) if decided.kind == BreakKind::Soft => self.told.settled += 1,
                LineEnd::Joined(place) => {
                    self.tell_line(decided, upper, Fate::LinesJoined, Some(place));
                }
                LineEnd::Lost => self.tell_line(decided, upper, Fate::Lost, None),
            }
        }
        self.parts.line_breaks = there
            .into_iter()
            .map(|(line, kind)| LineBreak { line, kind })
            .collect();
    }

    /// Corrections, where the wrong text is still there.
    pub fn corrections(&mut self) {
        let mut end = crate::text::offset::CharOffset(0);
        let mut carried: Vec<Correction> = Vec::new();
        for correction in self.from.annotations.corrections() {
            let right = self
                .from
                .alignment
                .between_neighbours(correction.span)
                .filter(|&now| self.reads_right(now, &correction.replacement));
            let mapped = self.from.alignment.map(correction.span);
            match (right, mapped) {
                (Some(place), _) => {
                    self.told.settled += 1;
                    self.tell_correction(correction, Fate::RightAlready, Some(place));
                }
                (None, Mapped::Exact(span)) if !span.is_empty() => carried.push(Correction {
                    span,
                    ..correction.clone()
                }),
                (None, Mapped::Partial { span, .. }) => {
                    self.tell_correction(correction, Fate::Lost, Some(span));
                }
                _ => self.tell_correction(correction, Fate::Lost, None),
            }
        }
        carried.sort_by_key(|correction| correction.span);
        for correction in carried {
            // White space around two of them may have become the same.
            if correction.span.start() >= end {
                end = correction.span.end();
                self.told.exact += 1;
                self.parts.corrections.push(correction);
            }
        }
    }

    /// Whether the new text reads as a correction wants it, white space at the ends
    /// not counted.
    fn reads_right(&self, now: Span, replacement: &str) -> bool {
        self.from.alignment.new_text().slice(now).trim() == replacement.trim()
    }

    /// Mentions, also those whose text has changed a little.
    pub fn entities(&mut self) {
        for entity in self.from.annotations.entities() {
            if self.from.schema.label(&entity.label).is_none() {
                self.tell_entity(entity, Fate::NotInSchema, None);
                continue;
            }
            if entity.is_interrupted() {
                self.interrupted(entity);
                continue;
            }
            match self.from.alignment.map(entity.span) {
                Mapped::Exact(span) if !span.is_empty() => {
                    self.told.exact += 1;
                    self.keep_entity(entity, span);
                }
                Mapped::Partial { span, missing } => {
                    let whole = self.with_ends(entity.span, span);
                    let found = [whole, span];
                    let mut found = found.into_iter();
                    match found.find(|&span| self.is_recognisable(entity.span, span, missing)) {
                        Some(span) => {
                            self.tell_entity(entity, Fate::TextChanged, Some(span));
                            self.keep_entity(entity, span);
                        }
                        None => self.tell_entity(entity, Fate::Lost, Some(span)),
                    }
                }
                _ => self.tell_entity(entity, Fate::Lost, None),
            }
        }
    }

    /// A mention in several parts, if each of them is there and still in its place
    /// among the others: with a part missing it would be another name.
    fn interrupted(&mut self, entity: &Entity) {
        let mut carried: Vec<Span> = Vec::with_capacity(entity.parts.len());
        let mut same = true;
        for &part in &entity.parts {
            let now = match self.from.alignment.map(part) {
                Mapped::Exact(span) if !span.is_empty() => Some(span),
                Mapped::Partial { span, missing } => {
                    same = false;
                    let found = [self.with_ends(part, span), span];
                    let mut found = found.into_iter();
                    found.find(|&now| self.is_recognisable(part, now, missing))
                }
                _ => None,
            };
            let follows = |now: &Span| carried.last().is_none_or(|it| it.end() <= now.start());
            let Some(now) = now.filter(follows) else {
                self.tell_entity(entity, Fate::Lost, None);
                return;
            };
            carried.push(now);
        }
        let Some(now) = entity.clone().with_pieces(carried) else {
            return;
        };
        // Parts that stand together now are one name without a gap.
        if same {
            self.told.exact += 1;
        } else {
            self.tell_entity(entity, Fate::TextChanged, Some(now.span));
        }
        self.mentions.insert(now.id);
        self.parts.entities.push(now);
    }

    fn keep_entity(&mut self, entity: &Entity, span: Span) {
        self.mentions.insert(entity.id);
        self.parts.entities.push(Entity {
            span,
            ..entity.clone()
        });
    }

    /// What is left of a mention with what took the place of a wrong first or last
    /// character.
    fn with_ends(&self, old: Span, left: Span) -> Span {
        match self.from.alignment.stretch(old).pieces.as_slice() {
            [one] => one.span,
            _ => left,
        }
    }

    /// Whether half of a mention is there and not much stands in between.
    fn is_recognisable(&self, old: Span, now: Span, missing: u32) -> bool {
        let was = self.from.alignment.old().ink(old);
        missing * 2 <= was && self.from.alignment.new_text().ink(now) <= was + was / 2 + 1
    }

    /// Relations between mentions that were carried.
    pub fn relations(&mut self) {
        for relation in self.from.annotations.relations() {
            let has_ends = [relation.from, relation.to]
                .iter()
                .all(|end| self.mentions.contains(end));
            let fate = if self.from.schema.relation(&relation.label).is_none() {
                Fate::NotInSchema
            } else if !has_ends {
                Fate::Unsupported
            } else {
                self.told.exact += 1;
                self.parts.relations.push(relation.clone());
                continue;
            };
            let start = self.from.annotations.entity(relation.from);
            if let Some(start) = start {
                let (span, label) = (start.span, relation.label.as_str());
                self.tell(What::Relation, label, fate, span, None);
            }
        }
    }
}

/// Telling.
impl Carrier<'_> {
    fn tell(&mut self, what: What, name: &str, fate: Fate, old: Span, place: Option<Span>) {
        let place = place.unwrap_or_else(|| {
            let near = self.from.alignment.nearest(old.start());
            Span::caret(near)
        });
        let mut words = self.from.alignment.old().slice(old).split_whitespace();
        let mut surface = words.next().unwrap_or_default().to_owned();
        for word in words.take(QUOTED) {
            surface.push(' ');
            surface.push_str(word);
        }
        if let Some((cut, _)) = surface.char_indices().nth(QUOTED) {
            surface.truncate(cut);
            surface.push('…');
        }
        self.told.review.push(Review {
            what,
            name: name.to_owned(),
            fate,
            old,
            surface,
            place,
        });
    }

    fn tell_segment(&mut self, segment: &Segment, fate: Fate, place: Option<Span>) {
        match segment.role() {
            Some(role) => self.tell(What::Segment, role.as_str(), fate, segment.span, place),
            None => self.tell(What::Furniture, "", fate, segment.span, place),
        }
    }

    fn tell_line(&mut self, decided: LineBreak, upper: usize, fate: Fate, place: Option<Span>) {
        let line = self.from.alignment.old().line_span(upper);
        self.tell(What::LineBreak, decided.kind.as_str(), fate, line, place);
    }

    fn tell_correction(&mut self, correction: &Correction, fate: Fate, place: Option<Span>) {
        let name = correction.replacement.as_str();
        self.tell(What::Correction, name, fate, correction.span, place);
    }

    fn tell_entity(&mut self, entity: &Entity, fate: Fate, place: Option<Span>) {
        self.tell(
            What::Entity,
            entity.label.as_str(),
            fate,
            entity.span,
            place,
        );
    }
}
