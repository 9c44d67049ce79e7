//! What accepted pages teach: how much better a page is proposed when other pages of
//! its paper were accepted before it, and how long learning takes.
//!
//! Each page is left out in turn and proposed after the pages that follow it, in a ring.
//! Figures are means over the pages left out, as `broadsheet evaluate` measures
//! them; furniture is the text that is in no article.

use std::path::Path;
use std::time::Instant;

use broadsheet::model::schema::Schema;
use broadsheet::review::agreement::{Figures, Measure, measure};
use broadsheet::suggest::{Engine, Learned, propose};

use crate::gold_pages::{GoldPage, pages};
use crate::{head, row};

/// The measures in the table, beside furniture.
const MEASURES: [Measure; 4] = [
    Measure::Grouping,
    Measure::Roles,
    Measure::Kept,
    Measure::Paragraphs,
];
/// So many pages are learned from where only time counts.
const MANY: usize = 100;

/// Prints a table for each paper, one for pages of many papers, and how long many pages take.
pub fn run() {
    let folder = Path::new("tests/it/fixtures/pages");
    let paper = pages(&folder.join("one-paper"), &folder.join("one-paper"));
    let mixed = pages(folder, folder);
    for prefix in prefixes(&paper) {
        let of_paper: Vec<&GoldPage> = paper
            .iter()
            .filter(|page| page.name.starts_with(prefix))
            .collect();
        table(prefix, &of_paper, &[0, 1, 2, 4, 8]);
    }
    let all = mixed.len() - 1;
    table(
        "pages of many papers",
        &mixed.iter().collect::<Vec<_>>(),
        &[0, 8, all],
    );
    let ring = paper.iter().chain(&mixed).cycle().take(MANY);
    let many: Vec<&GoldPage> = ring.collect();
    let times = crate::Times::of(5, |_| drop(learn(many.iter().copied())));
    println!("\nLearning from {MANY} pages: {:.0} ms.", times.median_ms());
}

fn table(title: &str, pages: &[&GoldPage], taught: &[usize]) {
    let columns = [
        "accepted pages",
        "B³ F1",
        "roles",
        "furniture F1",
        "order",
        "paragraph ends F1",
        "learning, ms",
    ];
    head(&format!("Taught by accepted pages: {title}"), &columns);
    let most = pages.len() - 1;
    let mut counts: Vec<usize> = taught.iter().map(|count| *count.min(&most)).collect();
    counts.dedup();
    for count in counts {
        let mut sums = [Mean::default(); 6];
        for (at, page) in pages.iter().enumerate() {
            let others = pages.iter().cycle().skip(at + 1).take(count).copied();
            let since = Instant::now();
            let learned = (count > 0).then(|| learn(others));
            let time = since.elapsed().as_secs_f64() * 1000.0;
            let figures = figures(page, learned.as_ref());
            let [grouping, roles, order, paragraphs] = MEASURES.map(|measure| measure.of(&figures));
            let row = [
                grouping,
                roles,
                furniture(&figures),
                order,
                paragraphs,
                Some(time),
            ];
            sums.iter_mut().zip(row).for_each(|(sum, it)| sum.add(it));
        }
        let mut cells = vec![count.to_string()];
        let (time, figures) = sums.split_last().expect("six columns");
        cells.extend(figures.iter().map(|mean| format!("{:.3}", mean.value())));
        cells.push(format!("{:.1}", time.value()));
        row(&cells);
    }
}

/// A mean of what is there.
#[derive(Clone, Copy, Default)]
struct Mean(f64, f64);

impl Mean {
    fn add(&mut self, value: Option<f64>) {
        if let Some(value) = value {
            self.0 += value;
            self.1 += 1.0;
        }
    }

    fn value(self) -> f64 {
        self.0 / self.1.max(1.0)
    }
}

fn learn<'a>(pages: impl Iterator<Item = &'a GoldPage>) -> Learned {
    Learned::train(pages.map(|page| (&page.source, &page.gold)))
}

fn figures(page: &GoldPage, learned: Option<&Learned>) -> Figures {
    let engines = [Engine::Segmentation, Engine::LineBreaks];
    let found = propose(&page.source, &Schema::newspaper(), &engines, learned);
    measure(&page.source, &page.gold, &found.annotations)
        .scores
        .layer
}

/// F1 of text that is in no article; `None` where neither layer has such text.
fn furniture(figures: &Figures) -> Option<f64> {
    let (mut both, mut all) = (0, 0);
    for ((gold, other), ink) in &figures.roles.confusion {
        both += if gold.is_none() && other.is_none() {
            *ink
        } else {
            0
        };
        all += ink * u64::from(gold.is_none()) + ink * u64::from(other.is_none());
    }
    (all > 0).then(|| 2.0 * both as f64 / all as f64)
}

/// The papers: what stands before the number in the names of pages.
fn prefixes(pages: &[GoldPage]) -> Vec<&str> {
    let prefix = |page: &'_ GoldPage| page.name.rfind('_').unwrap_or(page.name.len());
    let mut all: Vec<&str> = pages
        .iter()
        .map(|page| page.name.split_at(prefix(page)).0)
        .collect();
    all.dedup();
    all
}
