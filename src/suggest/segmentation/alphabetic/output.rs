//! Writing down what was found as annotations with evidence.

use std::collections::BTreeMap;

use super::super::order::Role;
use super::articles::Layout;
use super::parts::{self, Part};
use super::signs::Sign;
use super::stretches::{Page, Stretch};
use crate::model::annotations::{Annotations, Parts};
use crate::model::article::{Article, Place, RANK_STEP, Segment};
use crate::model::entity::Attributes;
use crate::model::evidence::{Cue, Evidence, Proposal, Reason, Subject};
use crate::model::id::{ArticleId, SegmentId};
use crate::model::line_break::{BreakKind, LineBreak};
use crate::model::schema::Schema;
use crate::text::projection::{self, Break};

/// The proposal for a page.
pub(super) fn proposal(page: &Page, all: &[Stretch], layout: &Layout, schema: &Schema) -> Proposal {
    let mut writer = Writer {
        page,
        schema,
        parts: Parts::default(),
        evidence: BTreeMap::new(),
        used: vec![false; page.labels.len()],
    };
    for article in &layout.articles {
        let parts = parts::parts(page, all, article, &layout.sections);
        let odds = article.stretches.first().map_or(0.0, |it| it.1);
        writer.article(&parts, odds);
    }
    writer.furniture();
    Proposal {
        annotations: Annotations::from_parts(writer.parts),
        evidence: writer.evidence,
        open: Vec::new(),
        places: BTreeMap::new(),
    }
}

struct Writer<'a> {
    page: &'a Page<'a>,
    schema: &'a Schema,
    parts: Parts,
    evidence: BTreeMap<Subject, Evidence>,
    /// By line: whether it is part of an article.
    used: Vec<bool>,
}

impl Writer<'_> {
    fn article(&mut self, parts: &[Part], odds: f32) {
        if parts.is_empty() {
            return;
        }
        let id = ArticleId::new();
        let rank = (self.parts.articles.len() as i64 + 1) * RANK_STEP;
        self.parts.articles.push(Article {
            id,
            rank,
            title: None,
            continues: None,
            attributes: Attributes::new(),
        });
        self.say(
            Subject::Article(id),
            probability(odds),
            vec![Reason::new(opening(parts))],
        );
        for (at, part) in parts.iter().enumerate() {
            self.segment(id, at, part);
        }
        self.line_breaks(parts);
    }

    fn segment(&mut self, article: ArticleId, at: usize, part: &Part) {
        let id = SegmentId::new();
        let place = Place::Article {
            article,
            rank: (at as i64 + 1) * RANK_STEP,
            role: part.role.named(self.schema),
        };
        let span = part.span;
        self.parts.segments.push(Segment { id, span, place });
        self.used
            .get_mut(part.lines.0..=part.lines.1)
            .unwrap_or_default()
            .fill(true);
        let reason = Reason::new(self.cue(part, at));
        self.say(Subject::Segment(id), probability(part.odds), vec![reason]);
    }

    /// The strongest sign of a part.
    fn cue(&self, part: &Part, at: usize) -> Cue {
        let has = |sign| self.page.has(part.lines.0, sign);
        match part.role {
            Role::Dateline => Cue::Dateline,
            Role::Byline => Cue::Byline,
            Role::Caption => Cue::CaptionMark,
            Role::Heading if has(Sign::Numbered) => Cue::Numbered,
            Role::Kicker | Role::Headline | Role::Subheadline | Role::Heading => match () {
                () if has(Sign::Alone) && self.ended_above(part.lines.0) => Cue::SentenceEnd,
                () if has(Sign::Room) => Cue::ShortLine,
                () if has(Sign::Leads) => Cue::BlankLines,
                () if has(Sign::Wider) => Cue::Width,
                () => Cue::Usual,
            },
            Role::Body if at > 0 => Cue::Neighbour,
            Role::Body => Cue::Usual,
        }
    }

    /// Whether a sentence ends with the line above line `at`.
    fn ended_above(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|above| self.page.ends(above))
    }

    fn say(&mut self, subject: Subject, score: f64, reasons: Vec<Reason>) {
        self.evidence.insert(subject, Evidence { score, reasons });
    }

    /// The breaks inside the parts, and between a dateline and its text.
    fn line_breaks(&mut self, parts: &[Part]) {
        for part in parts {
            for at in part.lines.0..part.lines.1 {
                self.line_break(part.role, at);
            }
        }
        for pair in parts.windows(2) {
            if let [a, b] = pair
                && a.role == Role::Dateline
                && b.role == Role::Body
                && b.lines.0 == a.lines.1 + 1
            {
                self.line_break(Role::Dateline, a.lines.1);
            }
        }
    }

    fn line_break(&mut self, role: Role, at: usize) {
        let Some(line) = self
            .page
            .lines
            .all
            .get(at)
            .and_then(|line| u32::try_from(line.number + 1).ok())
        else {
            return;
        };
        let Some((kind, score, cue)) = self.decide(role, at) else {
            return;
        };
        self.parts.line_breaks.push(LineBreak { line, kind });
        self.say(Subject::LineBreak(line), score, vec![Reason::new(cue)]);
    }

    fn decide(&self, role: Role, at: usize) -> Option<(BreakKind, f64, Cue)> {
        let listed = |at: usize| {
            self.page.listed.get(at).copied().unwrap_or(false) || self.page.has(at, Sign::Tabular)
        };
        if !matches!(role, Role::Body | Role::Caption) {
            return Some((BreakKind::Soft, 0.93, Cue::ShortLine));
        }
        if role == Role::Body && listed(at) && listed(at + 1) {
            return Some((BreakKind::Para, 0.85, Cue::ShortLine));
        }
        if role == Role::Caption && !self.page.ends(at) {
            return Some((BreakKind::Soft, 0.97, Cue::OpenSentence));
        }
        let found = self.page.measure.below(at)?;
        let (score, cue) = match found.reason {
            projection::Reason::Mark => (0.95, Cue::CaptionMark),
            projection::Reason::Indent => (0.97, Cue::Indent),
            projection::Reason::RunsOn => (0.99, Cue::OpenSentence),
            projection::Reason::LineIsParagraph => (0.97, Cue::SentenceEnd),
            projection::Reason::Item => (0.9, Cue::Numbered),
            projection::Reason::BlankLine => (0.95, Cue::BlankLines),
            projection::Reason::LostIndent => (0.75, Cue::Indent),
            projection::Reason::Title => (0.8, Cue::ShortLine),
            projection::Reason::ShortLine | projection::Reason::FullLine => (0.93, Cue::Width),
        };
        let kind = match found.kind {
            Break::Soft => BreakKind::Soft,
            Break::Para => BreakKind::Para,
        };
        Some((kind, score, cue))
    }

    /// All lines that are part of no article.
    fn furniture(&mut self) {
        for (at, line) in self.page.lines.all.iter().enumerate() {
            if self.used.get(at).copied().unwrap_or(false) {
                continue;
            }
            let id = SegmentId::new();
            let (span, place) = (line.span, Place::Furniture);
            self.parts.segments.push(Segment { id, span, place });
            let has = |sign| self.page.has(at, sign);
            let cue = match () {
                () if has(Sign::Known) => Cue::Learned,
                () if has(Sign::Continued) => Cue::Continuation,
                () if has(Sign::Rule) || has(Sign::Junk) => Cue::Junk,
                () if has(Sign::Repeated) => Cue::Repeated,
                () => Cue::RunningHead,
            };
            self.say(Subject::Segment(id), 0.9, vec![Reason::new(cue)]);
        }
    }
}

/// What shows that an article begins with its first part.
fn opening(parts: &[Part]) -> Cue {
    match parts {
        _ if parts.iter().any(|part| part.role == Role::Dateline) => Cue::Dateline,
        _ if parts.iter().any(|part| part.role == Role::Byline) => Cue::Byline,
        [part, ..] if part.role != Role::Body => Cue::ShortLine,
        _ => Cue::Usual,
    }
}

/// The probability for log-odds.
fn probability(odds: f32) -> f64 {
    1.0 / (1.0 + (-f64::from(odds)).exp())
}
