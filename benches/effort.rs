//! What annotating a page costs in keys and clicks, with and without suggestions.
//!
//! Prices and rules are those of the simulated editor, which the tests use too. With
//! suggestions the cheapest of three ways counts, each page by itself; what each way
//! costs for all pages alike is printed below each table. Engines have learned from
//! no page.

#[path = "../tests/it/support/effort/mod.rs"]
mod simulated;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use self::simulated::{Effort, GoldPage, Price, Way, size, work};
use crate::{head, row};

/// Where pages with gold stand: title, raw texts, records.
fn groups() -> Vec<(&'static str, PathBuf, PathBuf)> {
    let pages = PathBuf::from("tests/it/fixtures/pages");
    let [held_out, second, fresh] = ["held-out", "second", "held-out-2"].map(|it| pages.join(it));
    let sample = (PathBuf::from("assets/sample"), pages.join("sample"));
    let mut groups = vec![
        ("development pages", pages.clone(), pages),
        ("further development pages", second.clone(), second),
        ("held-out pages", held_out.clone(), held_out),
        ("held-out pages, second set", fresh.clone(), fresh),
        ("sample pages", sample.0, sample.1),
    ];
    if let Ok(folder) = std::env::var("BROADSHEET_RAW") {
        let folder = PathBuf::from(folder);
        groups.insert(0, ("real pages", folder.join("raw"), folder.join("gold")));
    }
    groups
}

/// Prints a table for each group of pages.
///
/// # Panics
/// If a page was not brought to exactly gold.
pub fn run() {
    let mut missed = Vec::new();
    for (title, raw, gold) in groups() {
        let columns = [
            "page",
            "articles",
            "segments",
            "alone: keys + clicks",
            "suggested: keys + clicks",
            "way",
            "ratio",
        ];
        head(&format!("Actions to gold, {title}"), &columns);
        let mut sum = Sum::default();
        for name in names(&gold) {
            let page = GoldPage::new(&raw, &gold, &name);
            let alone = work(&page, Way::Alone);
            let ways = Way::SUGGESTED.map(|way| (way, work(&page, way)));
            let all = ways.iter().map(|(_, effort)| effort).chain([&alone]);
            if !all.clone().all(|effort| effort.exact) {
                missed.push(name.clone());
            }
            print_page(&name, size(&page), alone, &ways, &mut sum);
        }
        sum.print();
    }
    assert!(missed.is_empty(), "gold was not reached: {missed:?}");
}

/// The prices of many pages.
#[derive(Default)]
struct Sum {
    pages: usize,
    size: (usize, usize),
    alone: Price,
    best: Price,
    ways: [Price; Way::SUGGESTED.len()],
}

impl Sum {
    fn print(&self) {
        let name = format!("**all {}**", self.pages);
        print_row(name, self.size, self.alone, self.best, "cheapest", true);
        for (price, way) in self.ways.into_iter().zip(Way::SUGGESTED) {
            let name = "the same".to_owned();
            print_row(name, self.size, self.alone, price, words(way), true);
        }
    }
}

fn print_page(
    name: &str,
    size: (usize, usize),
    alone: Effort,
    ways: &[(Way, Effort)],
    sum: &mut Sum,
) {
    let cheapest = ways.iter().min_by_key(|(_, effort)| effort.price.total());
    let Some((way, best)) = cheapest else { return };
    let exact = alone.exact && ways.iter().all(|(_, effort)| effort.exact);
    print_row(
        name.to_owned(),
        size,
        alone.price,
        best.price,
        words(*way),
        exact,
    );
    sum.pages += 1;
    sum.size.0 += size.0;
    sum.size.1 += size.1;
    sum.alone += alone.price;
    sum.best += best.price;
    for (total, (_, effort)) in sum.ways.iter_mut().zip(ways) {
        *total += effort.price;
    }
}

fn print_row(
    name: String,
    size: (usize, usize),
    alone: Price,
    suggested: Price,
    way: &str,
    exact: bool,
) {
    let price = |it: Price| format!("{} + {} = {}", it.keys, it.clicks, it.total());
    let ratio = f64::from(suggested.total()) / f64::from(alone.total().max(1));
    let note = if exact { "" } else { " (gold not reached)" };
    row(&[
        name,
        size.0.to_string(),
        size.1.to_string(),
        price(alone),
        price(suggested),
        way.to_owned(),
        format!("{ratio:.2}{note}"),
    ]);
}

fn words(way: Way) -> &'static str {
    match way {
        Way::Alone => "alone",
        Way::All => "accept all",
        Way::Sure => "accept what is sure",
        Way::Walk => "walk",
    }
}

/// The names of the pages in a folder of records.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .collect()
}
