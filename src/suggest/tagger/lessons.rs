//! What accepted texts have to teach: their units, mentions by label, and what was
//! tagged elsewhere.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Example;
use super::Known;
use super::features::{Match, hash, signs};
use super::surfaces::{Own, Surfaces};
use super::trainer::{Lesson, Numbering, PageRows};
use super::units::{Units, hash_text};

/// With fewer texts than this, sentences are left out of the counts of surfaces
/// instead of texts: there would be nothing left.
const FEW: usize = 4;

/// A text to learn from.
pub(super) struct Page<'a> {
    pub units: Units,
    /// By label: mentions in units, apart from each other, in order.
    pub mentions: BTreeMap<&'a str, Vec<Range<usize>>>,
    /// What is known of it.
    matches: Vec<Match>,
}

impl<'a> Page<'a> {
    pub fn of(example: &Example<'a>) -> Self {
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
            ranges.sort_by_key(|it| (std::cmp::Reverse(it.len()), it.start));
            *ranges = apart(std::mem::take(ranges), Range::clone);
        }
        Self {
            matches: known_matches(&units, example.known),
            units,
            mentions,
        }
    }

    /// The signs of its units as rows of weights.
    pub fn rows(&self, numbering: &mut Numbering) -> PageRows {
        numbering.rows(signs(&self.units, &self.matches).into_parts())
    }

    /// What is left out of the counts of surfaces together.
    fn folds(&self, texts: usize) -> Vec<Range<usize>> {
        if texts < FEW {
            self.units.sentences.clone()
        } else {
            let whole = 0..self.units.all.len();
            std::iter::once(whole).collect()
        }
    }
}

/// What is known of a text, in units.
pub(super) fn known_matches(units: &Units, known: &[Known]) -> Vec<Match> {
    let matches = known.iter().map(|it| Match {
        units: units.within(&it.range),
        what: hash(81, &[hash_text(&it.kind)]),
    });
    matches.filter(|it| !it.units.is_empty()).collect()
}

/// Of things that overlap, those that come first; in the order of their places.
pub(super) fn apart<T>(all: Vec<T>, place: impl Fn(&T) -> Range<usize>) -> Vec<T> {
    let mut kept: BTreeMap<usize, (usize, T)> = BTreeMap::new();
    for it in all {
        let Range { start, end } = place(&it);
        let before = kept.range(..end).next_back();
        if before.is_none_or(|(_, (last, _))| *last <= start) {
            kept.insert(start, (end, it));
        }
    }
    kept.into_values().map(|(_, it)| it).collect()
}

/// The surfaces of one label. Each text is told of those that others tagged.
pub(super) fn learn_surfaces(pages: &mut [Page], label: &str) -> Surfaces {
    let mut surfaces = Surfaces::default();
    let mut texts = 0;
    for page in pages.iter() {
        let Some(mentions) = page.mentions.get(label) else {
            continue;
        };
        texts += 1;
        for mention in mentions {
            surfaces.note(&page.units, mention);
        }
    }
    let mut owns: Vec<Vec<(Range<usize>, Own)>> = Vec::new();
    for page in pages.iter() {
        let own = |mentions: &Vec<Range<usize>>| {
            let folds = page.folds(texts).into_iter();
            let own = |fold| {
                let own = surfaces.count(&page.units, &fold, mentions);
                (fold, own)
            };
            folds.map(own).collect()
        };
        owns.push(page.mentions.get(label).map(own).unwrap_or_default());
    }
    for (_, own) in owns.iter().flatten() {
        surfaces.add(own);
    }
    let name = hash_text(label);
    for (page, owns) in pages.iter_mut().zip(&owns) {
        let Page { units, matches, .. } = page;
        for (fold, own) in owns {
            surfaces.look_up(units, fold, Some(own), name, matches);
        }
        if owns.is_empty() {
            surfaces.look_up(units, &(0..units.all.len()), None, name, matches);
        }
    }
    surfaces
}

/// The stretches that teach a label, and whether they are whole lines: if a mention is
/// longer than a sentence, they are.
pub(super) fn lessons<'a>(
    pages: &'a [Page],
    rows: &'a [PageRows],
    label: &str,
) -> (bool, Vec<Lesson<'a>>) {
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
