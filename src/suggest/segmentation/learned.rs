//! What the pages that editors accepted teach: lines that are furniture in this
//! paper, its habits, and what the forms of lines say for their labels.
//!
//! Lines seen before are remembered (`memory`), habits are counted (`habits`), weights
//! are learned on top of those that come with the program (`trainer`). How far the learned
//! weights are trusted is found by leaving accepted pages out: what does not help on
//! them is not used.

use super::agreement::agreement;
use super::features::{Feature, features};
use super::forms::forms;
use super::habits::{Counts, Habits};
use super::label::{Label, Weights};
use super::lines::Lines;
use super::memory::Memory;
use super::trainer::{ByLabel, Lesson, Lessons, train};
use crate::model::annotations::Annotations;
use crate::model::article::Segment;
use crate::model::id::Role;
use crate::model::line_break::BreakKind;
use crate::model::schema::Schema;
use crate::text::projection::{Break, BreakContext};
use crate::text::source::SourceText;
use crate::text::span::Span;

/// The last so many pages are left out to see whether learning helps, no more.
const MOST_CHECKS: usize = 6;
/// They are left out in so many groups.
const FOLDS: usize = 3;
/// What learned weights must add to the agreement with editors to be used.
const WORTH: f64 = 0.004;

/// How far what was learned is trusted, the most careful way first.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Trust {
    /// Whether lines seen before and habits count.
    habits: bool,
    /// The share of the learned weights that counts.
    weights: f32,
    /// Whether they also say to what a head belongs.
    heads: bool,
}

/// The ways that are tried.
const TRUSTS: [Trust; 5] = [
    Trust {
        habits: true,
        weights: 0.0,
        heads: false,
    },
    Trust {
        habits: false,
        weights: 0.0,
        heads: false,
    },
    Trust {
        habits: true,
        weights: 0.5,
        heads: false,
    },
    Trust {
        habits: true,
        weights: 1.0,
        heads: false,
    },
    Trust {
        habits: true,
        weights: 1.0,
        heads: true,
    },
];

/// What was learned from accepted pages. The same pages in the same order give the same.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learned {
    memory: Memory,
    habits: Habits,
    lessons: Lessons,
    heads: bool,
}

impl Learned {
    /// Learns from pages with their accepted annotations; a page without articles teaches
    /// nothing. Takes a few milliseconds a page.
    pub fn train<'a>(pages: impl Iterator<Item = (&'a SourceText, &'a Annotations)>) -> Self {
        let pages: Vec<Page> = pages
            .filter(|(_, annotations)| annotations.article_count() > 0)
            .map(|(source, annotations)| Page::of(source, annotations))
            .collect();
        let all: Vec<&Page> = pages.iter().collect();
        match best_trust(&pages) {
            Some(trust) => Self::from_pages(&all).trusted(trust),
            None => Self::default(),
        }
    }

    /// All that pages teach.
    fn from_pages(pages: &[&Page]) -> Self {
        let (mut memory, mut counts) = (Memory::default(), Counts::default());
        for page in pages {
            memory.add(&page.memory);
            counts.add(page.counts);
        }
        let own = Weights::default();
        let lessons: Vec<Lesson> = pages
            .iter()
            .map(|page| page.lesson(&own, &memory))
            .collect();
        let lessons = train(&own, &lessons.iter().collect::<Vec<_>>());
        memory.prune();
        Self {
            memory,
            habits: counts.habits(),
            lessons,
            heads: true,
        }
    }

    /// The same, trusted so far.
    fn trusted(mut self, trust: Trust) -> Self {
        if !trust.habits {
            self.memory = Memory::default();
            self.habits = Habits::default();
        }
        self.lessons = self.lessons.scaled(trust.weights);
        self.heads = trust.heads;
        self
    }

    /// Whether a line, given without white space, was furniture more often than not.
    pub(super) fn is_furniture(&self, line: &str) -> bool {
        self.memory.is_furniture(line, None)
    }

    /// How the paper sets its pages.
    pub(super) fn habits(&self) -> Habits {
        self.habits
    }

    /// What was learned of each line, as log-odds by label.
    pub(super) fn lean(&self, lines: &Lines, signs: &[Vec<Feature>]) -> Vec<ByLabel> {
        let forms = forms(lines, signs);
        forms.iter().map(|forms| self.lessons.lean(forms)).collect()
    }

    /// Whether forms say to what a head belongs.
    pub(super) fn tells_heads(&self) -> bool {
        self.heads
    }

    /// The weights of the program with what was learned of steps from label to label.
    pub(super) fn weights(&self, own: &Weights) -> Weights {
        self.lessons.steps(own)
    }
}

/// An accepted page.
struct Page<'a> {
    annotations: &'a Annotations,
    lines: Lines<'a>,
    labels: Vec<Option<Label>>,
    memory: Memory,
    counts: Counts,
}

impl<'a> Page<'a> {
    fn of(source: &'a SourceText, annotations: &'a Annotations) -> Self {
        let lines = Lines::of(source);
        let labels = labels_of(&lines, annotations);
        let mut memory = Memory::default();
        for (at, label) in labels.iter().enumerate() {
            if let Some(label) = label {
                memory.note(&lines.compact(at, at), *label == Label::Furniture);
            }
        }
        Self {
            counts: Counts::of(source, annotations),
            annotations,
            lines,
            labels,
            memory,
        }
    }

    /// How far a proposal for this page agrees with its annotations.
    fn agreement(&self, learned: &Learned) -> f64 {
        let source = self.lines.source;
        let proposal = super::segment(source, &Schema::newspaper(), Some(learned));
        agreement(source, self.annotations, &proposal.annotations)
    }

    /// The lesson of this page, knowing the furniture of the others.
    fn lesson(&self, own: &Weights, all: &Memory) -> Lesson {
        let known = |line: &str| all.is_furniture(line, Some(&self.memory));
        let signs = features(&self.lines, &known);
        Lesson {
            prior: signs.iter().map(|signs| own.emissions(signs)).collect(),
            forms: forms(&self.lines, &signs),
            labels: self.labels.clone(),
        }
    }
}

/// The trust that proves best on pages that are left out; the first one if there are too few
/// to tell, `None` if there are no pages.
fn best_trust(pages: &[Page]) -> Option<Trust> {
    let [careful, ..] = TRUSTS;
    if pages.len() < 2 {
        return (!pages.is_empty()).then_some(careful);
    }
    let first = pages.len().saturating_sub(MOST_CHECKS);
    let mut gains: Vec<[f64; TRUSTS.len()]> = Vec::new();
    for fold in 0..FOLDS.min(pages.len()) {
        let is_out = |at: usize| at >= first && (at - first) % FOLDS == fold;
        let (out, others): (Vec<_>, Vec<_>) =
            pages.iter().enumerate().partition(|(at, _)| is_out(*at));
        let others: Vec<&Page> = others.into_iter().map(|(_, page)| page).collect();
        let learned = Learned::from_pages(&others);
        let ways = TRUSTS.map(|trust| learned.clone().trusted(trust));
        for (_, page) in out {
            gains.push(ways.each_ref().map(|way| page.agreement(way)));
        }
    }
    let total = |way: usize| gains.iter().map(|gain| gain[way]).sum::<f64>();
    let mut best = 0;
    for way in 1..TRUSTS.len() {
        let needed = if way == 1 {
            0.0
        } else {
            WORTH * gains.len() as f64
        };
        let (better, worse) = gains.iter().fold((0, 0), |(better, worse), gain| {
            (
                better + u32::from(gain[way] > gain[best] + WORTH),
                worse + u32::from(gain[way] + WORTH < gain[best]),
            )
        });
        if total(way) > total(best) + needed && better > worse {
            best = way;
        }
    }
    TRUSTS.get(best).copied()
}

/// What each line of an accepted page is.
fn labels_of(lines: &Lines, annotations: &Annotations) -> Vec<Option<Label>> {
    let context = BreakContext::of(lines.source);
    let mut ends = true;
    let mut last = None;
    let mut labels = Vec::with_capacity(lines.all.len());
    for line in &lines.all {
        let segment = main_segment(lines.source, annotations, line.span);
        let label = segment.map(|segment| {
            let first = segment.span.start() >= line.span.start() || last != Some(segment.id);
            let role = segment.role().map(Role::as_str);
            label_of(role, first, ends)
        });
        // The segment that the next line may go on with.
        let end = Span::between(line.span.end().back(1), line.span.end());
        last = annotations
            .segments_in(end)
            .next()
            .map(|segment| segment.id);
        let number = u32::try_from(line.number + 1).unwrap_or(u32::MAX);
        ends = match annotations.line_break(number) {
            Some(kind) => kind == BreakKind::Para,
            None => context
                .infer(number)
                .is_none_or(|found| found.kind == Break::Para),
        };
        labels.push(label);
    }
    labels
}

/// The segment that a line is for the most part; of a line that begins with a dateline
/// that one.
fn main_segment<'a>(
    source: &SourceText,
    annotations: &'a Annotations,
    line: Span,
) -> Option<&'a Segment> {
    let first = annotations.segments_in(line).next()?;
    if first.role().map(Role::as_str) == Some("dateline") {
        return Some(first);
    }
    let here = |segment: &&Segment| {
        let start = segment.span.start().max(line.start());
        source.ink(Span::between(start, segment.span.end().min(line.end())))
    };
    // Of two equal ones the first.
    annotations
        .segments_in(line)
        .fold(None, |best: Option<&Segment>, segment| match best {
            Some(best) if here(&best) >= here(&segment) => Some(best),
            _ => Some(segment),
        })
}

/// The label for a role; `first`: whether the segment begins on this line, `ends`:
/// whether a paragraph ends before it.
fn label_of(role: Option<&str>, first: bool, ends: bool) -> Label {
    match role {
        None => Label::Furniture,
        Some("kicker") => Label::Kicker,
        Some("headline") => Label::Headline,
        Some("subheadline") => Label::Subheadline,
        Some("byline") => Label::Byline,
        Some("dateline") if first => Label::Dateline,
        Some("dateline") => Label::Body,
        Some("heading") => Label::Heading,
        Some("caption") if first => Label::Caption,
        Some("caption") => Label::CaptionBody,
        Some(_) if ends => Label::Lead,
        Some(_) => Label::Body,
    }
}
