//! Engines: how long a page waits for its proposal, beside what a page is read and
//! laid out for anyway.

use std::path::Path;

use broadsheet::model::schema::Schema;
use broadsheet::suggest::{Engine, propose};
use broadsheet::text::projection::BreakContext;
use broadsheet::text::source::SourceText;
use strum::IntoEnumIterator as _;

use crate::{Times, corpus, head, row};

/// Times `propose` on the sample pages of the tests, on real pages where
/// `BROADSHEET_RAW` names them, and on a page far longer than any newspaper's.
pub fn run() {
    head(
        "Proposing for a page (all engines), milliseconds",
        &[
            "page",
            "lines",
            "characters",
            "propose",
            "infer line ends alone",
        ],
    );
    let mut pages = texts_in(Path::new("tests/it/fixtures/pages"));
    if let Ok(folder) = std::env::var("BROADSHEET_RAW") {
        pages.extend(texts_in(&Path::new(&folder).join("raw")));
    }
    pages.push((
        "made up, 100,000 lines".into(),
        corpus::page_of(2_000_000, 1),
    ));
    for (name, text) in pages {
        time_page(&name, text);
    }
}

fn time_page(name: &str, text: String) {
    let schema = Schema::newspaper();
    let engines: Vec<_> = Engine::iter().collect();
    let source = SourceText::new(text);
    let runs = if source.len() > 100_000 { 3 } else { 30 };
    let propose = Times::of(runs, |_| drop(propose(&source, &schema, &engines, None)));
    let infer = Times::of(runs, |_| drop(BreakContext::of(&source)));
    row(&[
        name.to_owned(),
        source.line_count().to_string(),
        source.len().to_string(),
        format!("{:.2}", propose.median_ms()),
        format!("{:.2}", infer.median_ms()),
    ]);
}

/// The text files of a folder with their names, sorted.
fn texts_in(folder: &Path) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .filter_map(|path| {
            let name = path.file_stem()?.to_string_lossy().into_owned();
            Some((name, std::fs::read_to_string(&path).ok()?))
        })
        .collect();
    found.sort();
    found
}
