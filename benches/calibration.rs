//! Whether the probabilities of proposals hold: how often annotators agree with what
//! is proposed, by kind and score.

use std::path::{Path, PathBuf};

use broadsheet::model::schema::Schema;
use broadsheet::suggest::{Engine, propose};
use strum::IntoEnumIterator as _;

use crate::gold_pages::{GoldPage, pages};
use crate::reliability::{BINS, Claim, bins, claims, error};
use crate::{head, row};

/// Prints a table for pages to develop on, for those that are held out, and for real pages
/// where `BROADSHEET_RAW` names them; pages in alphabetic scripts have one of their own.
pub fn run() {
    let folder = Path::new("tests/it/fixtures/pages");
    let held_out = folder.join("held-out");
    let mut development = pages(folder, folder);
    development.extend(pages(Path::new("assets/sample"), &folder.join("sample")));
    development.retain(GoldPage::is_wide);
    table("development pages", &development);
    let held_out = pages(&held_out, &held_out).into_iter();
    let (wide, others): (Vec<_>, Vec<_>) = held_out.partition(GoldPage::is_wide);
    table("held-out pages", &wide);
    table("held-out pages in alphabetic scripts", &others);
    if let Ok(folder) = std::env::var("BROADSHEET_RAW") {
        let folder = PathBuf::from(folder);
        let real = pages(&folder.join("raw"), &folder.join("gold"));
        table("real pages", &real);
    }
}

fn table(title: &str, pages: &[GoldPage]) {
    let engines: Vec<_> = Engine::iter().collect();
    let schema = Schema::newspaper();
    let of_page = |page| claims(page, &propose(&page.source, &schema, &engines, None));
    let all: Vec<Claim> = pages.iter().flat_map(of_page).collect();
    let mut columns = vec![
        "kind".to_owned(),
        "n".into(),
        "right".into(),
        "error".into(),
    ];
    let from = |class: usize| class as f64 / BINS as f64;
    columns.extend((0..BINS).map(|class| format!("from {:.1}", from(class))));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    head(
        &format!("Share that is right (of so many) by probability, {title}"),
        &columns,
    );
    for (kind, bins) in bins(&all) {
        let count: f64 = bins.iter().map(|bin| bin.count).sum();
        let right: f64 = bins.iter().map(|bin| bin.right).sum();
        let mut cells = vec![
            kind.to_owned(),
            count.to_string(),
            format!("{:.3}", right / count),
            format!("{:.3}", error(&bins)),
        ];
        cells.extend(bins.iter().map(|bin| match bin.count {
            0.0 => String::new(),
            count => format!("{:.2} ({count})", bin.right / count),
        }));
        row(&cells);
    }
}
