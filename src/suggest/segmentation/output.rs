//! Writing down what was found as annotations with evidence.

use std::collections::BTreeMap;

use super::assign::{Assignment, Board};
use super::blocks::Kind;
use super::breaks;
use super::features::Feature;
use super::order::{self, Part, Role};
use super::paragraphs::Paragraphs;
use super::reasons;
use crate::model::annotations::{Annotations, Parts};
use crate::model::article::{Article, Place, RANK_STEP, Segment};
use crate::model::entity::Attributes;
use crate::model::evidence::{Cue, Evidence, OpenBlock, Proposal, Reason, Subject};
use crate::model::id::{ArticleId, SegmentId};
use crate::model::line_break::LineBreak;
use crate::model::schema::Schema;
use crate::suggest::calibration::{self, Steps};
use crate::text::projection::BreakContext;
use crate::text::span::Span;

/// The proposal for a page.
pub(super) fn proposal(board: &Board, found: &Assignment, schema: &Schema) -> Proposal {
    let mut writer = Writer {
        board,
        found,
        schema,
        breaks: BreakContext::of(board.lines.source),
        parts: Parts::default(),
        evidence: BTreeMap::new(),
        open: Vec::new(),
        ids: Vec::new(),
    };
    writer.articles();
    writer.leftovers();
    Proposal {
        annotations: Annotations::from_parts(writer.parts),
        evidence: writer.evidence,
        open: writer.open,
        places: BTreeMap::new(),
    }
}

struct Writer<'a> {
    board: &'a Board<'a>,
    found: &'a Assignment,
    schema: &'a Schema,
    breaks: BreakContext,
    parts: Parts,
    evidence: BTreeMap<Subject, Evidence>,
    open: Vec<OpenBlock>,
    ids: Vec<ArticleId>,
}

impl Writer<'_> {
    fn articles(&mut self) {
        let mut rank = 0;
        for article in 0..self.found.articles {
            let id = ArticleId::new();
            self.ids.push(id);
            let parts = order::parts(self.board, self.found, article);
            if parts.is_empty() {
                continue;
            }
            rank += RANK_STEP;
            self.parts.articles.push(Article {
                id,
                rank,
                title: None,
                continues: None,
                attributes: Attributes::new(),
            });
            let mut worst = 6.0_f32;
            for (at, part) in parts.iter().enumerate() {
                let odds = self.found.sureness.get(part.block).copied().unwrap_or(0.0);
                worst = worst.min(odds);
                self.segment(article, at, part, odds);
            }
            let reasons = reasons::of_article(&parts);
            let score = calibration::probability(calibration::ARTICLE, f64::from(worst));
            self.say(Subject::Article(id), score, reasons);
            self.line_breaks(&parts);
        }
    }

    fn segment(&mut self, number: usize, at: usize, part: &Part, odds: f32) {
        let Some(&article) = self.ids.get(number) else {
            return;
        };
        let id = SegmentId::new();
        let rank = (at as i64 + 1) * RANK_STEP;
        let role = part.role.named(self.schema);
        let place = Place::Article {
            article,
            rank,
            role,
        };
        self.parts.segments.push(Segment {
            id,
            span: part.span,
            place,
        });
        let reasons = reasons::of_part(self.board, self.found, number, part);
        let score = calibration::probability(steps(part.role), f64::from(odds));
        self.say(Subject::Segment(id), score, reasons);
    }

    fn say(&mut self, subject: Subject, score: f64, reasons: Vec<Reason>) {
        self.evidence.insert(subject, Evidence { score, reasons });
    }

    /// The breaks inside the parts, and between a dateline and its text.
    fn line_breaks(&mut self, parts: &[Part]) {
        let paragraphs = Paragraphs::of(self.board, parts);
        for part in parts {
            self.breaks_between(&paragraphs, part, part.lines.0, part.lines.1);
        }
        for pair in parts.windows(2) {
            if let [a, b] = pair
                && a.role == Role::Dateline
                && b.role == Role::Body
                && b.lines.0 == a.lines.1 + 1
            {
                self.breaks_between(&paragraphs, a, a.lines.1, b.lines.0);
            }
        }
    }

    fn breaks_between(&mut self, paragraphs: &Paragraphs, part: &Part, first: usize, last: usize) {
        for at in first..last {
            if let Some(found) = breaks::decide(self.board, (&self.breaks, paragraphs), part, at) {
                let (line, kind) = (found.line, found.kind);
                self.parts.line_breaks.push(LineBreak { line, kind });
                let score = calibration::line_end(kind, found.reason.cue, found.score);
                self.say(Subject::LineBreak(line), score, vec![found.reason]);
            }
        }
    }

    /// Furniture, and what was assigned to nothing.
    fn leftovers(&mut self) {
        for (at, block) in self.board.blocks.iter().enumerate() {
            for note in block.notes.into_iter().flatten() {
                self.furniture(note, at);
            }
            if self.found.article_of.get(at).copied().flatten().is_some() {
                continue;
            }
            let line = |at: usize| self.board.lines.all.get(at).map(|line| line.span);
            let (Some(first), Some(last)) = (line(block.first), line(block.last)) else {
                continue;
            };
            let span = first.hull(last);
            let choices = self.found.choices.get(at).map_or(&[][..], Vec::as_slice);
            if block.kind == Kind::Furniture || choices.is_empty() || self.is_column_head(at) {
                self.furniture(span, at);
            } else {
                let choices = choices.iter().filter_map(|&(article, odds)| {
                    Some((*self.ids.get(article)?, probability(odds)))
                });
                self.open.push(OpenBlock {
                    span,
                    choices: choices.collect(),
                });
            }
        }
    }

    /// Whether a title that nothing needs is a column head: short, set off, one line.
    fn is_column_head(&self, at: usize) -> bool {
        self.board.block(at).is_some_and(|block| {
            block.first == block.last && self.board.has_sign(block, Feature::SetOffAbove)
        })
    }

    fn furniture(&mut self, span: Span, at: usize) {
        let id = SegmentId::new();
        self.parts.segments.push(Segment {
            id,
            span,
            place: Place::Furniture,
        });
        let sign = |sign| {
            self.board
                .block(at)
                .is_some_and(|block| self.board.has_sign(block, sign))
        };
        let cue = match () {
            () if sign(Feature::ShadowCopy) => Cue::Repeated,
            () if sign(Feature::Doubled) => Cue::Doubled,
            () if sign(Feature::KnownFurniture) => Cue::Learned,
            () if sign(Feature::Continued) => Cue::Continuation,
            () if sign(Feature::Junk) => Cue::Junk,
            () => Cue::RunningHead,
        };
        let reasons = vec![Reason::new(cue)];
        self.say(Subject::Segment(id), calibration::FURNITURE, reasons);
    }
}

/// How far the log-odds of a part are to be believed.
fn steps(role: Role) -> Steps {
    match role {
        Role::Kicker | Role::Headline | Role::Subheadline | Role::Heading => calibration::TITLE,
        Role::Byline => calibration::BYLINE,
        Role::Dateline => calibration::DATELINE,
        Role::Body => calibration::BODY,
        Role::Caption => calibration::CAPTION,
    }
}

/// The probability for log-odds.
fn probability(odds: f32) -> f64 {
    1.0 / (1.0 + (-f64::from(odds)).exp())
}
