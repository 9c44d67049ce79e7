//! What the pages that editors accepted teach: lines that are furniture in this
//! paper, its habits, and what the forms of lines say for their labels.
//!
//! Lines seen before are remembered (`memory`), habits are counted (`habits`), weights
//! are learned on top of those that come with the program (`trainer`). How far all this is
//! trusted is found by leaving accepted pages out (`trust`): what does not help on them
//! is not used.

use super::accepted::labels_of;
use super::agreement::agreement;
use super::alphabetic;
use super::features::{Feature, features};
use super::forms::{form_of, forms};
use super::habits::{Counts, Habits};
use super::label::{Label, Weights};
use super::lines::Lines;
use super::memory::Memory;
use super::trainer::{ByLabel, Lesson, Lessons, train};
use super::trust::{Trial, Trust, Trusts, WAYS, decide, is_known};
use crate::model::annotations::Annotations;
use crate::model::schema::Schema;
use crate::text::source::SourceText;

/// And no more lines than this, blank ones among them.
const MOST_LINES: usize = 5_000;
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
    /// The last so many pages are learned from, no more: that takes about a quarter of a
    /// second.
    pub const MOST_PAGES: usize = 25;

    /// Learns from the last [`Self::MOST_PAGES`] pages with their accepted annotations; a
    /// page without articles teaches nothing, nor does one of very many lines. Takes about
    /// three milliseconds a page, and a tenth of a second to see whether that helps.
    pub fn train<'a>(pages: impl Iterator<Item = (&'a SourceText, &'a Annotations)>) -> Self {
        let mut pages: Vec<_> = pages
            .filter(|(_, annotations)| annotations.article_count() > 0)
            .collect();
        keep_last(&mut pages);
        let pages: Vec<Page> = pages
            .into_iter()
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

/// Leaves the last pages, as many as can be learned from without anybody waiting.
fn keep_last(pages: &mut Vec<(&SourceText, &Annotations)>) {
    let mut room = MOST_LINES;
    pages.reverse();
    pages.retain(|(source, _)| {
        let rest = room.checked_sub(source.line_count());
        room = rest.unwrap_or(room);
        rest.is_some()
    });
    pages.truncate(Learned::MOST_PAGES);
    pages.reverse();
}

/// An accepted page, with all that does not depend on what other pages teach.
struct Page<'a> {
    annotations: &'a Annotations,
    lines: Lines<'a>,
    labels: Vec<Option<Label>>,
    /// The lines without white space.
    texts: Vec<String>,
    signs: Vec<Vec<Feature>>,
    forms: Vec<Vec<u64>>,
    memory: Memory,
    counts: Counts,
}

impl<'a> Page<'a> {
    fn of(source: &'a SourceText, annotations: &'a Annotations) -> Self {
        let lines = Lines::of(source);
        let labels = labels_of(&lines, annotations);
        let texts: Vec<String> = (0..lines.all.len())
            .map(|at| lines.compact(at, at))
            .collect();
        let mut memory = Memory::default();
        for (text, label) in texts.iter().zip(&labels) {
            if let Some(label) = label {
                memory.note(text, *label == Label::Furniture);
            }
        }
        let signs = features(&lines, &|_| false);
        Self {
            counts: Counts::of(source, annotations),
            annotations,
            labels,
            texts,
            forms: forms(&lines, &signs),
            signs,
            memory,
            lines,
        }
    }

    /// How well each way to trust what was learned does on this page; `None` if what was
    /// learned does not count on it in any way.
    fn trial(&self, learned: &Learned) -> Option<Trial> {
        if alphabetic::is_alphabetic(&self.lines) {
            return None;
        }
        let mut signs = self.signs.clone();
        for (text, signs) in self.texts.iter().zip(&mut signs) {
            if learned.is_furniture(text) {
                signs.push(Feature::KnownFurniture);
            }
        }
        let mut agreement = [0.0; WAYS.len()];
        for (way, trust) in WAYS.into_iter().enumerate() {
            agreement[way] = if trust.adds_habits_only() && learned.habits == Habits::default() {
                agreement[0]
            } else {
                self.agreement(learned, trust, &signs)
            };
        }
        Some(Trial {
            known: is_known(&signs),
            agreement,
        })
    }

    fn agreement(&self, learned: &Learned, trust: Trust, signs: &[Vec<Feature>]) -> f64 {
        let trusts = Trusts {
            known: trust,
            strange: trust,
        };
        let learned = Learned {
            trusts,
            ..learned.clone()
        };
        let schema = Schema::newspaper();
        let proposal = super::segment_lines(&self.lines, signs, &schema, Some(&learned));
        agreement(self.lines.source, self.annotations, &proposal.annotations)
    }

    /// The lesson of this page, knowing the furniture of the others.
    fn lesson(&self, own: &Weights, all: &Memory) -> Lesson {
        let mut prior: Vec<ByLabel> = self.signs.iter().map(|it| own.emissions(it)).collect();
        let mut forms = self.forms.clone();
        for ((text, prior), forms) in self.texts.iter().zip(&mut prior).zip(&mut forms) {
            if all.is_furniture(text, Some(&self.memory)) {
                let known = own.emissions(&[Feature::KnownFurniture]);
                prior.iter_mut().zip(known).for_each(|(p, k)| *p += k);
                forms.push(form_of(Feature::KnownFurniture));
            }
        }
        Lesson {
            prior,
            forms,
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
        trials.extend(out.into_iter().filter_map(|(_, page)| page.trial(&learned)));
    }
    trials
}
