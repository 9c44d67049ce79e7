//! A tagger that learns what mentions are from those that editors accepted, whatever the
//! labels mean.

mod bytes;
mod chain;
mod features;
mod quotes;
mod surfaces;
mod table;
mod trainer;
mod units;

use std::collections::BTreeMap;
use std::ops::Range;

pub use bytes::UnreadableTagger;
use chain::{ByTag, Lattice, Steps, TAGS};
use features::{Match, Signs, hash, signs};
use surfaces::{Own, Surfaces};
use table::{Row, Table};
use trainer::{Lesson, Numbering, PageRows};
use units::{Units, hash_text};

/// Something that is known of a stretch of text without the tagger: a match in a list, or
/// what another recogniser says.
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
    /// Its mentions, in bytes, with their labels.
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
    /// How likely it is to be accepted, 0 to 1.
    pub probability: f64,
}

/// What less likely mentions than this are: not proposed.
const LEAST: f32 = 0.35;
/// With fewer texts than this, sentences are left out instead of texts.
const FEW: usize = 4;

/// A tagger that was taught. The same texts in the same order give the same tagger.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tagger {
    labels: Vec<Taught>,
}

/// What was taught of one label.
#[derive(Debug, Clone, PartialEq)]
struct Taught {
    label: String,
    whole_lines: bool,
    surfaces: Surfaces,
    steps: [Row; TAGS],
    table: Table,
}

/// A text to learn from.
struct Page<'a> {
    example: &'a Example<'a>,
    units: Units,
    /// By label: mentions in units, apart from each other, in order.
    mentions: BTreeMap<&'a str, Vec<Range<usize>>>,
}

impl<'a> Page<'a> {
    fn of(example: &'a Example<'a>) -> Self {
        let units = Units::of(example.text);
        let mut mentions: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
        for (range, label) in example.mentions {
            let range = units.within(range);
            let line = units.lines.partition_point(|line| line.end <= range.start);
            let in_line = units.lines.get(line).is_some_and(|it| range.end <= it.end);
            if !range.is_empty() && in_line {
                mentions.entry(label).or_default().push(range);
            }
        }
        for ranges in mentions.values_mut() {
            keep_outermost(ranges);
        }
        Self {
            example,
            units,
            mentions,
        }
    }
}

/// Leaves the longest of mentions that overlap.
fn keep_outermost(ranges: &mut Vec<Range<usize>>) {
    ranges.sort_by_key(|it| (std::cmp::Reverse(it.len()), it.start));
    let mut kept: Vec<Range<usize>> = Vec::new();
    for range in ranges.iter() {
        if kept
            .iter()
            .all(|it| it.end <= range.start || range.end <= it.start)
        {
            kept.push(range.clone());
        }
    }
    kept.sort_by_key(|it| it.start);
    *ranges = kept;
}

/// What is left out of the counts of surfaces together: whole texts, or sentences of few.
fn folds(units: &Units, texts: usize) -> Vec<Range<usize>> {
    if texts < FEW {
        units.sentences.clone()
    } else {
        vec![0..units.all.len()]
    }
}

impl Tagger {
    /// Learns from accepted texts; `None` if `cancelled` says so on the way.
    pub fn train(examples: &[Example], cancelled: &dyn Fn() -> bool) -> Option<Self> {
        let pages: Vec<Page> = examples.iter().map(Page::of).collect();
        let names: std::collections::BTreeSet<&str> = pages
            .iter()
            .flat_map(|page| page.mentions.keys().copied())
            .collect();
        let mut matches: Vec<Vec<Match>> = pages
            .iter()
            .map(|page| known_matches(&page.units, page.example.known))
            .collect();
        let mut surfaces = Vec::new();
        for name in &names {
            surfaces.push(learn_surfaces(&pages, name, &mut matches));
        }
        let mut numbering = Numbering::new();
        let mut rows = Vec::new();
        for (page, matches) in pages.iter().zip(&matches) {
            if cancelled() {
                return None;
            }
            rows.push(numbering.rows(signs(&page.units, matches).into_parts()));
        }
        let mut labels = Vec::new();
        for (name, surfaces) in names.into_iter().zip(surfaces) {
            let (whole_lines, lessons) = lessons(&pages, &rows, name);
            let weights = trainer::train(&numbering, &lessons, cancelled)?;
            labels.push(Taught {
                label: name.to_owned(),
                whole_lines,
                surfaces,
                steps: weights.steps,
                table: weights.table,
            });
        }
        Some(Self { labels })
    }

    /// The mentions of a text: for each label the likeliest ones that do not overlap.
    pub fn tag(&self, text: &str, known: &[Known]) -> Vec<Tagged> {
        let units = Units::of(text);
        let signs = self.signs(&units, known);
        let mut all = Vec::new();
        for taught in &self.labels {
            taught.each_stretch(&units, &signs, |stretch, lattice, steps| {
                let found = lattice.mentions(steps, LEAST);
                for (range, probability) in apart(found) {
                    let range = stretch.start + range.start..stretch.start + range.end;
                    if let Some(range) = units.bytes(&range) {
                        all.push(Tagged {
                            range,
                            label: taught.label.clone(),
                            probability: f64::from(probability),
                        });
                    }
                }
            });
        }
        all.sort_by_key(|it| (it.range.start, it.range.end));
        all
    }

    fn signs(&self, units: &Units, known: &[Known]) -> Signs {
        let mut matches = known_matches(units, known);
        for taught in &self.labels {
            let label = hash_text(&taught.label);
            for stretch in &units.lines {
                taught
                    .surfaces
                    .look_up(units, stretch, None, label, &mut matches);
            }
        }
        signs(units, &matches)
    }
}

impl Taught {
    fn each_stretch(
        &self,
        units: &Units,
        signs: &Signs,
        mut each: impl FnMut(&Range<usize>, &Lattice, &Steps),
    ) {
        let steps = Steps::of(&self.steps.map(|row| table::weights(&row)));
        let mut lattice = Lattice::default();
        for stretch in units.stretches(self.whole_lines) {
            let scores: Vec<ByTag> = stretch
                .clone()
                .map(|unit| {
                    let mut sum = [0; TAGS];
                    for sign in signs.of(unit) {
                        self.table.add(*sign, &mut sum);
                    }
                    sum.map(|it| it as f32 / table::ONE)
                })
                .collect();
            lattice.run(&scores, &steps);
            each(stretch, &lattice, &steps);
        }
    }
}

/// The likeliest of mentions that overlap.
fn apart(mut found: Vec<(Range<usize>, f32)>) -> Vec<(Range<usize>, f32)> {
    found.sort_by(|(a, p), (b, q)| q.total_cmp(p).then(a.start.cmp(&b.start)));
    let mut kept: Vec<(Range<usize>, f32)> = Vec::new();
    for (range, probability) in found {
        let free = |it: &Range<usize>| it.end <= range.start || range.end <= it.start;
        if kept.iter().all(|(it, _)| free(it)) {
            kept.push((range, probability));
        }
    }
    kept
}

fn known_matches(units: &Units, known: &[Known]) -> Vec<Match> {
    let matches = known.iter().map(|it| Match {
        units: units.within(&it.range),
        what: hash(81, &[hash_text(&it.kind)]),
    });
    matches.filter(|it| !it.units.is_empty()).collect()
}

/// The surfaces of one label, and what each text shows of those that others tagged.
fn learn_surfaces(pages: &[Page], label: &str, matches: &mut [Vec<Match>]) -> Surfaces {
    let mut surfaces = Surfaces::default();
    let teaching: Vec<(usize, &Page)> = pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.mentions.contains_key(label))
        .collect();
    for (_, page) in &teaching {
        for mention in page.mentions.get(label).into_iter().flatten() {
            surfaces.note(&page.units, mention);
        }
    }
    let mut owns: Vec<(usize, Range<usize>, Own)> = Vec::new();
    for (at, page) in &teaching {
        let mentions = page.mentions.get(label).map_or(&[][..], Vec::as_slice);
        for fold in folds(&page.units, teaching.len()) {
            let own = surfaces.count(&page.units, &fold, mentions);
            owns.push((*at, fold, own));
        }
    }
    for (_, _, own) in &owns {
        surfaces.add(own);
    }
    let name = hash_text(label);
    for (at, fold, own) in &owns {
        if let (Some(page), Some(matches)) = (pages.get(*at), matches.get_mut(*at)) {
            surfaces.look_up(&page.units, fold, Some(own), name, matches);
        }
    }
    for (at, page) in pages.iter().enumerate() {
        if !page.mentions.contains_key(label)
            && let Some(matches) = matches.get_mut(at)
        {
            surfaces.look_up(&page.units, &(0..page.units.all.len()), None, name, matches);
        }
    }
    surfaces
}

/// The stretches that teach a label, and whether they are whole lines.
fn lessons<'a>(pages: &'a [Page], rows: &'a [PageRows], label: &str) -> (bool, Vec<Lesson<'a>>) {
    let teaching = || {
        let pages = pages.iter().zip(rows);
        pages.filter_map(|(page, rows)| Some((page, rows, page.mentions.get(label)?)))
    };
    let whole_lines = teaching().any(|(page, _, mentions)| {
        mentions.iter().any(|mention| {
            let sentences = &page.units.sentences;
            let at = sentences.partition_point(|it| it.end <= mention.start);
            sentences.get(at).is_none_or(|it| it.end < mention.end)
        })
    });
    let mut lessons = Vec::new();
    for (page, rows, mentions) in teaching() {
        for stretch in page.units.stretches(whole_lines) {
            let from = mentions.partition_point(|it| it.start < stretch.start);
            let to = mentions.partition_point(|it| it.start < stretch.end);
            lessons.push(Lesson {
                rows,
                stretch: stretch.clone(),
                mentions: mentions.get(from..to).unwrap_or_default().to_vec(),
            });
        }
    }
    (whole_lines, lessons)
}
