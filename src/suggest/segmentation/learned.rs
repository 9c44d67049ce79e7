//! What the pages that editors accepted teach: lines that are furniture in this
//! paper, its habits, and what the forms of lines say for their labels.
//!
//! Lines seen before are remembered (`memory`), habits are counted (`habits`), weights
//! are learned on top of those that come with the program (`trainer`). How far all this is
//! trusted is found by leaving accepted pages out (`trust`): what does not help on them
//! is not used.

use super::accepted::labels_of;
use super::agreement::agreement;
use super::features::{Feature, features};
use super::forms::forms;
use super::habits::{Counts, Habits};
use super::label::{Label, Weights};
use super::lines::Lines;
use super::memory::Memory;
use super::trainer::{Lesson, Lessons, train};
use super::trust::{Trial, Trust, Trusts, WAYS, decide, is_known};
use crate::model::annotations::Annotations;
use crate::model::schema::Schema;
use crate::text::source::SourceText;

/// The last so many pages are left out to see whether learning helps, no more.
const MOST_CHECKS: usize = 6;
/// They are left out in so many groups.
const FOLDS: usize = 3;
/// What was learned from accepted pages. The same pages in the same order give the same.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learned {
    memory: Memory,
    habits: Habits,
    lessons: Lessons,
    trusts: Trusts,
}

impl Learned {
    /// Learns from pages with their accepted annotations; a page without articles teaches
    /// nothing. Takes a few milliseconds a page.
    pub fn train<'a>(pages: impl Iterator<Item = (&'a SourceText, &'a Annotations)>) -> Self {
        let pages: Vec<Page> = pages
            .filter(|(_, annotations)| annotations.article_count() > 0)
            .map(|(source, annotations)| Page::of(source, annotations))
            .collect();
        if pages.is_empty() {
            return Self::default();
        }
        let trusts = decide(&trials(&pages));
        let all: Vec<&Page> = pages.iter().collect();
        Self {
            trusts,
            ..Self::from_pages(&all)
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
            trusts: Trusts::default(),
        }
    }

    /// Whether a line, given without white space, was furniture more often than not.
    pub(super) fn is_furniture(&self, line: &str) -> bool {
        self.memory.is_furniture(line, None)
    }

    /// How far all this counts on a page.
    pub(super) fn trust(&self, signs: &[Vec<Feature>]) -> Trust {
        if is_known(signs) {
            self.trusts.known
        } else {
            self.trusts.strange
        }
    }

    /// How the paper sets its pages.
    pub(super) fn habits(&self) -> Habits {
        self.habits
    }

    /// What was learned of forms of lines.
    pub(super) fn lessons(&self) -> &Lessons {
        &self.lessons
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

    /// How well each way to trust what was learned does on this page.
    fn trial(&self, learned: &Learned) -> Trial {
        let source = self.lines.source;
        let schema = Schema::newspaper();
        let known = |line: &str| learned.is_furniture(line);
        let agreement = WAYS.map(|way| {
            let trusts = Trusts {
                known: way,
                strange: way,
            };
            let learned = Learned {
                trusts,
                ..learned.clone()
            };
            let proposal = super::segment(source, &schema, Some(&learned));
            agreement(source, self.annotations, &proposal.annotations)
        });
        Trial {
            known: is_known(&features(&self.lines, &known)),
            agreement,
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

/// How well each way to trust does on the last pages, each left out in turn with others.
fn trials(pages: &[Page]) -> Vec<Trial> {
    let first = pages.len().saturating_sub(MOST_CHECKS);
    let mut trials = Vec::new();
    if pages.len() < 2 {
        return trials;
    }
    for fold in 0..FOLDS.min(pages.len()) {
        let is_out = |at: usize| at >= first && (at - first) % FOLDS == fold;
        let (out, others): (Vec<_>, Vec<_>) =
            pages.iter().enumerate().partition(|(at, _)| is_out(*at));
        let others: Vec<&Page> = others.into_iter().map(|(_, page)| page).collect();
        let learned = Learned::from_pages(&others);
        trials.extend(out.into_iter().map(|(_, page)| page.trial(&learned)));
    }
    trials
}
