//! What the pages that editors accepted teach: the weights of line labels, and lines
//! that are furniture in this paper.
//!
//! The weights are those of an averaged structured perceptron (Collins 2002): pages are
//! labelled with the weights so far, and where the labels are wrong the weights of
//! what should have been seen grow and those of what was seen shrink. It starts from
//! the weights that come with the program, so that one page teaches something and no
//! page is needed.

use std::collections::BTreeMap;

use strum::EnumCount;

use super::features::{Feature, features};
use super::label::{Label, Weights};
use super::lines::Lines;
use crate::model::annotations::Annotations;
use crate::model::id::Role;
use crate::model::line_break::BreakKind;
use crate::text::projection::{Break, BreakContext};
use crate::text::source::SourceText;
use crate::text::span::Span;

/// How often each page is gone through.
const ROUNDS: usize = 5;
/// So many pages are left out in turn to see whether learning helps.
const MOST_CHECKS: usize = 6;
/// How far one mistake moves a weight.
const STEP: f32 = 0.02;
/// The longest line that is remembered as furniture, in characters.
const LONGEST: usize = 60;

/// What was learned from accepted pages. The same pages in the same order give the same.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learned {
    weights: Weights,
    /// Lines without white space: how often they were furniture, and how often text.
    seen: BTreeMap<String, (u32, u32)>,
}

/// A page to learn from.
struct Lesson {
    signs: Vec<Vec<Feature>>,
    /// What each line is; `None` where nobody said.
    labels: Vec<Option<Label>>,
}

impl Learned {
    /// Learns from pages with their accepted annotations; a page without articles teaches
    /// nothing. Takes some milliseconds a page.
    pub fn train<'a>(pages: impl Iterator<Item = (&'a SourceText, &'a Annotations)>) -> Self {
        let mut learned = Self::default();
        let mut lessons = Vec::new();
        for (source, annotations) in pages {
            if annotations.article_count() == 0 {
                continue;
            }
            let lines = Lines::of(source);
            let labels = labels_of(&lines, annotations);
            learned.remember(&lines, &labels);
            let signs = features(&lines, &|_| false);
            lessons.push(Lesson { signs, labels });
        }
        if proves_itself(&lessons) {
            let all: Vec<&Lesson> = lessons.iter().collect();
            learned.weights = train(&all);
        }
        learned
    }

    /// Counts which lines are furniture and which are not.
    fn remember(&mut self, lines: &Lines, labels: &[Option<Label>]) {
        for (at, label) in labels.iter().enumerate() {
            let text = lines.compact(at, at);
            if text.chars().count() > LONGEST {
                continue;
            }
            let counts = self.seen.entry(text).or_default();
            match label {
                Some(Label::Furniture) => counts.0 += 1,
                Some(_) => counts.1 += 1,
                None => {}
            }
        }
    }

    /// The weights for labelling lines.
    pub(super) fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Whether a line, given without white space, was furniture more often than not.
    pub(super) fn is_furniture(&self, line: &str) -> bool {
        self.seen.get(line).is_some_and(|(yes, no)| yes > no)
    }
}

/// Whether learning from the other pages labels a page better than knowing none: each of
/// the last pages is left out in turn. What does not help is not learned.
fn proves_itself(lessons: &[Lesson]) -> bool {
    let fresh = Weights::default();
    let (mut without, mut with) = (0, 0);
    for out in lessons.len().saturating_sub(MOST_CHECKS)..lessons.len() {
        let others: Vec<&Lesson> = lessons
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != out)
            .map(|(_, lesson)| lesson)
            .collect();
        if let Some(lesson) = lessons.get(out)
            && !others.is_empty()
        {
            without += lesson.mistakes(&fresh);
            with += lesson.mistakes(&train(&others));
        }
    }
    with < without
}

impl Lesson {
    /// How many lines the weights label otherwise than the editor.
    fn mistakes(&self, weights: &Weights) -> usize {
        let found = weights.decode(&self.signs);
        let pairs = self.labels.iter().zip(found);
        pairs
            .filter(|(label, found)| label.is_some_and(|label| label != *found))
            .count()
    }
}

/// The averaged weights after going through all lessons.
fn train(lessons: &[&Lesson]) -> Weights {
    let mut weights = Weights::default();
    let mut sum = Change::default();
    let mut steps = 0.0_f32;
    for _ in 0..ROUNDS {
        for lesson in lessons {
            let found = weights.decode(&lesson.signs);
            let change = difference(lesson, &found);
            change.add_to(&mut weights, STEP);
            // What a change adds to the average depends on when it is made.
            sum.add(&change, steps * STEP);
            steps += 1.0;
        }
    }
    if steps > 0.0 {
        sum.add_to(&mut weights, -1.0 / steps);
    }
    weights
}

/// A sparse change of weights.
#[derive(Default)]
struct Change {
    signs: BTreeMap<(usize, usize), f32>,
    steps: BTreeMap<(usize, usize), f32>,
}

impl Change {
    fn add(&mut self, other: &Self, factor: f32) {
        for (key, value) in &other.signs {
            *self.signs.entry(*key).or_default() += factor * value;
        }
        for (key, value) in &other.steps {
            *self.steps.entry(*key).or_default() += factor * value;
        }
    }

    fn add_to(&self, weights: &mut Weights, factor: f32) {
        let (signs, steps) = (&mut weights.signs, &mut weights.steps);
        for (&(label, sign), value) in &self.signs {
            if let Some(weight) = signs.get_mut(label).and_then(|row| row.get_mut(sign)) {
                *weight += factor * value;
            }
        }
        for (&(before, label), value) in &self.steps {
            if let Some(weight) = steps.get_mut(before).and_then(|row| row.get_mut(label)) {
                *weight += factor * value;
            }
        }
    }
}

/// What should have been seen less what was seen, for the lines that were labelled
/// wrongly, a share of the page each so that long pages do not shout.
fn difference(lesson: &Lesson, found: &[Label]) -> Change {
    let mut change = Change::default();
    let wanted = |at: usize| lesson.labels.get(at).copied().flatten();
    for (at, (signs, &found_label)) in lesson.signs.iter().zip(found).enumerate() {
        let Some(label) = wanted(at) else { continue };
        if label != found_label {
            for &sign in signs {
                *change
                    .signs
                    .entry((label as usize, sign as usize))
                    .or_default() += 1.0;
                *change
                    .signs
                    .entry((found_label as usize, sign as usize))
                    .or_default() -= 1.0;
            }
        }
        let before = at
            .checked_sub(1)
            .and_then(|at| Some((wanted(at)?, *found.get(at)?)));
        if let Some((before, found_before)) = before
            && (before, label) != (found_before, found_label)
        {
            *change
                .steps
                .entry((before as usize, label as usize))
                .or_default() += 1.0;
            *change
                .steps
                .entry((found_before as usize, found_label as usize))
                .or_default() -= 1.0;
        }
    }
    let most = (Label::COUNT * 4) as f32;
    let wrong = lesson
        .labels
        .iter()
        .zip(found)
        .filter(|(a, b)| a.is_some_and(|a| a != **b))
        .count();
    let share = (most / (wrong as f32).max(1.0)).min(1.0);
    let mut scaled = Change::default();
    scaled.add(&change, share);
    scaled
}

/// What each line of an accepted page is.
fn labels_of(lines: &Lines, annotations: &Annotations) -> Vec<Option<Label>> {
    let context = BreakContext::of(lines.source);
    let mut ends = true;
    let mut last = None;
    let mut labels = Vec::with_capacity(lines.all.len());
    for line in &lines.all {
        let segment = annotations.segments_in(line.span).next();
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
