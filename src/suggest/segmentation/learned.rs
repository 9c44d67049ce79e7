//! What the pages that editors accepted teach: lines that are furniture in this
//! paper, its habits, and what the forms of lines say for their labels.
//!
//! Lines seen before are remembered (`memory`), habits are counted (`habits`), weights
//! are learned on top of those that come with the program (`trainer`). How far the learned
//! weights are trusted is found by leaving accepted pages out: what does not help on
//! them is not used.

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
use crate::text::projection::{Break, BreakContext};
use crate::text::source::SourceText;
use crate::text::span::Span;

/// So many parts the pages are cut into to see whether learning helps.
const FOLDS: usize = 4;
/// The last so many pages are left out in turn, no more.
const MOST_CHECKS: usize = 12;
/// How far learned weights may be trusted.
const TRUST: [f32; 2] = [0.5, 1.0];
/// The share of wrong lines that learning must save to be used.
const SAVED: f32 = 0.05;

/// What was learned from accepted pages. The same pages in the same order give the same.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learned {
    memory: Memory,
    habits: Habits,
    lessons: Lessons,
}

impl Learned {
    /// Learns from pages with their accepted annotations; a page without articles teaches
    /// nothing. Takes a few milliseconds a page.
    pub fn train<'a>(pages: impl Iterator<Item = (&'a SourceText, &'a Annotations)>) -> Self {
        let pages: Vec<Page> = pages
            .filter(|(_, annotations)| annotations.article_count() > 0)
            .map(|(source, annotations)| Page::of(source, annotations))
            .collect();
        let (mut memory, mut counts) = (Memory::default(), Counts::default());
        for page in &pages {
            memory.add(&page.memory);
            counts.add(page.counts);
        }
        let own = Weights::default();
        let lessons: Vec<Lesson> = pages.iter().map(|page| page.lesson(&own, &memory)).collect();
        memory.prune();
        Self {
            memory,
            habits: counts.habits(),
            lessons: trusted(&own, &lessons),
        }
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

    /// The weights of the program with what was learned of steps from label to label.
    pub(super) fn weights(&self, own: &Weights) -> Weights {
        self.lessons.steps(own)
    }
}

/// An accepted page.
struct Page<'a> {
    lines: Lines<'a>,
    labels: Vec<Option<Label>>,
    memory: Memory,
    counts: Counts,
}

impl<'a> Page<'a> {
    fn of(source: &'a SourceText, annotations: &Annotations) -> Self {
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
            lines,
            labels,
            memory,
        }
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

/// What the lessons teach, as far as it proves right on pages that are left out; one
/// page is cut in halves for that.
fn trusted(own: &Weights, lessons: &[Lesson]) -> Lessons {
    let halves = match lessons {
        [] => return Lessons::default(),
        [one] => Some(one.halves()),
        _ => None,
    };
    let checks = halves.as_ref().map_or(lessons, |halves| &halves[..]);
    let trust = best_trust(own, checks);
    if trust > 0.0 {
        let all: Vec<&Lesson> = lessons.iter().collect();
        train(own, &all).scaled(trust)
    } else {
        Lessons::default()
    }
}

/// How far to trust what is learned: the share that labels left-out pages best, 0 if none
/// saves enough on the whole, or if it harms more pages than it helps.
fn best_trust(own: &Weights, lessons: &[Lesson]) -> f32 {
    let first = lessons.len().saturating_sub(MOST_CHECKS);
    let fresh = Lessons::default();
    let mut without = 0.0;
    let mut with = [(0.0, 0_i32); TRUST.len()];
    for fold in 0..FOLDS.min(lessons.len()) {
        let is_out = |at: usize| at >= first && at % FOLDS == fold;
        let (out, others): (Vec<_>, Vec<_>) = lessons.iter().enumerate().partition(|(at, _)| is_out(*at));
        let others: Vec<&Lesson> = others.into_iter().map(|(_, lesson)| lesson).collect();
        if others.is_empty() || out.is_empty() {
            continue;
        }
        let learned = train(own, &others);
        for (sum, trust) in with.iter_mut().zip(TRUST) {
            let learned = learned.clone().scaled(trust);
            for (_, lesson) in &out {
                let (before, after) = (lesson.loss(own, &fresh), lesson.loss(own, &learned));
                sum.0 += after;
                sum.1 += i32::from(after + 0.5 < before) - i32::from(after > before + 0.5);
            }
        }
        without += out.iter().map(|(_, lesson)| lesson.loss(own, &fresh)).sum::<f32>();
    }
    let most = without - (without * SAVED).max(1.0);
    let fits = with.iter().zip(TRUST).filter(|((loss, pages), _)| *loss <= most && *pages > 0);
    fits.min_by(|a, b| a.0.0.total_cmp(&b.0.0)).map_or(0.0, |(_, trust)| trust)
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
fn main_segment<'a>(source: &SourceText, annotations: &'a Annotations, line: Span) -> Option<&'a Segment> {
    let first = annotations.segments_in(line).next()?;
    if first.role().map(Role::as_str) == Some("dateline") {
        return Some(first);
    }
    let here = |segment: &&Segment| {
        let start = segment.span.start().max(line.start());
        source.ink(Span::between(start, segment.span.end().min(line.end())))
    };
    // Of two equal ones the first.
    annotations.segments_in(line).fold(None, |best: Option<&Segment>, segment| match best {
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
