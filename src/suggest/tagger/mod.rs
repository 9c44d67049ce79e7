//! A tagger that learns what mentions are from those that editors accepted, whatever the
//! labels mean.
//!
//! # The method
//!
//! For each label a linear-chain conditional random field (Lafferty et al. 2001) over
//! characters (words, in scripts with spaces) with the tags begin, inside, end, single,
//! outside, and a few dozen hashed signs at each unit (`features`). Its probabilities are
//! those of whole spans, so that reviewing can go by them.
//!
//! An averaged perceptron (Collins 2002) with the same signs was tried beside it, on 22
//! pages, each left out in turn. After 21 pages: CITY F1 0.825 against 0.854, INITIATIVE 0.673
//! against 0.707, OFFICIAL 0.701 against 0.723; after 4 pages 0.695, 0.435, 0.467 against
//! 0.739, 0.508, 0.548. It took twice as long, and the softmax of its scores says 0.99 where
//! 0.92 are right. Leaving signs out by chance while learning (`trainer`) gives the CITY
//! 0.852, INITIATIVE 0.656 and OFFICIAL 0.765 of today: more names are found that were never
//! seen, and a probability is off by 0.03 on average. Naming mentions found elsewhere on the
//! same page in a second round was tried and dropped, because nothing came of it.
//! The bench `tagger` prints the learning curve.
//!
//! **One chain for each label**, so that mentions of different labels may nest or overlap, as a
//! city in the name of a body does, and so that a page without mentions of a label teaches
//! nothing of it. Of mentions with the same label that nest, the outermost counts: it is the
//! one whose borders the text around it shows.
//!
//! The same texts in the same order give the same tagger, bit for bit.

mod bytes;
mod chain;
mod features;
mod lessons;
mod quotes;
mod surfaces;
mod table;
mod taught;
mod trainer;
mod units;

#[cfg(test)]
mod spec;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub use bytes::UnreadableTagger;
use features::{Signs, signs};
use lessons::{Page, known_matches, learn_surfaces, lessons};
use taught::Taught;
use trainer::{Numbering, PageRows, train};
use units::{Units, hash_text};

/// Says whether somebody no longer wants what is being made.
pub type Cancelled<'a> = &'a (dyn Fn() -> bool + Sync);

/// Something that is known of a stretch of text without the tagger: a match in a list of
/// names, or what another recogniser says. How far it is right is learned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// What it is, in any words that are the same each time.
    pub kind: String,
}

/// An accepted text: a whole page or an article whose mentions are all marked.
#[derive(Debug, Clone, Copy)]
pub struct Example<'a> {
    /// The reading text.
    pub text: &'a str,
    /// Its mentions, in bytes, with their labels. One that cuts a word stands for the
    /// whole word; one that runs over a line end teaches nothing.
    pub mentions: &'a [(Range<usize>, String)],
    /// What is known of it without the tagger.
    pub known: &'a [Known],
}

/// A mention that the tagger found.
#[derive(Debug, Clone, PartialEq)]
pub struct Tagged {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// Its label.
    pub label: String,
    /// How likely an editor is to accept it, 0 to 1.
    pub probability: f64,
}

/// A tagger that was taught. The same texts in the same order give the same tagger.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tagger {
    /// In the order of their names.
    labels: Vec<Taught>,
}

impl Tagger {
    /// Learns from accepted texts; `None` if `cancelled` says so on the way. A hundred newspaper
    /// pages with three labels take 0.9 s of processor time, more than half of which is shared
    /// out by label among the processors.
    pub fn train(examples: &[Example], cancelled: Cancelled) -> Option<Self> {
        let mut pages = Vec::with_capacity(examples.len());
        for example in examples {
            if cancelled() {
                return None;
            }
            pages.push(Page::of(example));
        }
        let names: BTreeSet<&str> = pages
            .iter()
            .flat_map(|page| page.mentions.keys().copied())
            .collect();
        let mut known = Vec::new();
        for name in names {
            known.push((name, learn_surfaces(&mut pages, name)));
        }
        let mut numbering = Numbering::new();
        let mut rows = Vec::with_capacity(pages.len());
        for page in &pages {
            if cancelled() {
                return None;
            }
            rows.push(page.rows(&mut numbering));
        }
        let course = Course {
            pages: &pages,
            rows: &rows,
            numbering: &numbering,
            cancelled,
        };
        let labels = in_parallel(known, &|(name, surfaces)| {
            let (whole_lines, lessons) = lessons(course.pages, course.rows, name);
            let weights = train(course.numbering, &lessons, course.cancelled)?;
            Some(Taught {
                label: name.to_owned(),
                whole_lines,
                surfaces,
                steps: weights.steps,
                table: weights.table,
            })
        });
        let labels = labels.into_iter().collect::<Option<_>>()?;
        Some(Self { labels })
    }

    /// The labels of which it was taught something, in order.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().map(|taught| taught.label.as_str())
    }

    /// From how many mentions it was taught each label, in the order of labels.
    pub fn mentions(&self) -> impl Iterator<Item = (&str, u64)> {
        self.labels.iter().map(|taught| {
            let counts = taught.surfaces.iter().map(|(_, counts)| counts.tagged);
            (taught.label.as_str(), counts.map(u64::from).sum())
        })
    }

    /// One tagger of two: for each label that which was taught more mentions of it counts,
    /// but from `enough` mentions on it is always `self`.
    #[must_use]
    pub fn or_better(self, other: Self, enough: u64) -> Self {
        let known: BTreeMap<String, u64> = self
            .mentions()
            .map(|(label, count)| (label.to_owned(), count))
            .collect();
        let better: BTreeSet<String> = other
            .mentions()
            .filter(|(label, count)| {
                let own = known.get(*label).copied().unwrap_or_default();
                own < enough && own < *count
            })
            .map(|(label, _)| label.to_owned())
            .collect();
        let own = self.labels.into_iter();
        let own = own.filter(|taught| !better.contains(&taught.label));
        let theirs = other.labels.into_iter();
        let theirs = theirs.filter(|taught| better.contains(&taught.label));
        let mut labels: Vec<Taught> = own.chain(theirs).collect();
        labels.sort_by(|a, b| a.label.cmp(&b.label));
        Self { labels }
    }

    /// The mentions of a text in order: for each label the likeliest that do not overlap.
    pub fn tag(&self, text: &str, known: &[Known]) -> Vec<Tagged> {
        let (units, signs) = self.look_at(text, known);
        let mut all = Vec::new();
        for taught in &self.labels {
            let found = taught.find(&units, &signs).found.into_iter();
            all.extend(found.filter_map(|(range, probability)| {
                Some(Tagged {
                    range: units.bytes(&range)?,
                    label: taught.label.clone(),
                    probability: f64::from(probability).clamp(0.0, 1.0),
                })
            }));
        }
        all.sort_by_key(|it| (it.range.start, std::cmp::Reverse(it.range.end)));
        all
    }

    /// How many mentions for each 100 characters are to be expected to be tagged wrongly or
    /// missed: the page where this is largest teaches most.
    pub fn uncertainty(&self, text: &str, known: &[Known]) -> f64 {
        let (units, signs) = self.look_at(text, known);
        let wrong = self.labels.iter().map(|it| it.find(&units, &signs).wrong());
        let characters = text.chars().filter(|c| !c.is_whitespace()).count();
        100.0 * wrong.sum::<f64>() / characters.max(1) as f64
    }

    fn look_at(&self, text: &str, known: &[Known]) -> (Units, Signs) {
        let units = Units::of(text);
        let mut matches = known_matches(&units, known);
        for taught in &self.labels {
            let label = hash_text(&taught.label);
            for line in &units.lines {
                let surfaces = &taught.surfaces;
                surfaces.look_up(&units, line, None, label, &mut matches);
            }
        }
        let signs = signs(&units, &matches);
        (units, signs)
    }
}

/// What all labels are learned from.
#[derive(Clone, Copy)]
struct Course<'a> {
    pages: &'a [Page<'a>],
    rows: &'a [PageRows],
    numbering: &'a Numbering,
    cancelled: Cancelled<'a>,
}

/// Does the same with many things, as many at once as there are processors; answers
/// are in the order of the things.
fn in_parallel<T: Send, R: Send>(things: Vec<T>, work: &(dyn Fn(T) -> R + Sync)) -> Vec<R> {
    let at_once = std::thread::available_parallelism().map_or(1, usize::from);
    let mut answers = Vec::with_capacity(things.len());
    let mut things = things.into_iter();
    while things.len() > 0 {
        let some: Vec<T> = things.by_ref().take(at_once).collect();
        std::thread::scope(|scope| {
            let workers: Vec<_> = some
                .into_iter()
                .map(|thing| scope.spawn(move || work(thing)))
                .collect();
            for worker in workers {
                match worker.join() {
                    Ok(answer) => answers.push(answer),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
        });
    }
    answers
}
