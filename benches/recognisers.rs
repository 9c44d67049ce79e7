//! Recognisers beside the segmentation of words that they stand on, on the same text.

use std::path::Path;

use broadsheet::model::annotations::Annotations;
use broadsheet::model::reading::Readings;
use broadsheet::model::schema::Schema;
use broadsheet::suggest::entities::{Known, Names, cities, entities, initiatives, officials};
use broadsheet::suggest::gazetteer::Gazetteer;
use broadsheet::suggest::{Engine, Given, lexicon, propose_given, warm_up};
use broadsheet::text::projection::BreakContext;
use broadsheet::text::source::SourceText;
use strum::IntoEnumIterator as _;

use crate::{Times, head, row};

/// How often everything is read.
const RUNS: usize = 9;

/// Reads the Chinese pages of the tests, and real pages where `BROADSHEET_RAW` names them:
/// their words, their mentions by kind, and all that is proposed for a page. Each line is
/// measured in turn with the others, so that what else the machine does slows all alike.
pub fn run() {
    let sources = sources();
    let texts: Vec<String> = sources.iter().map(reading).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    warm_up();
    let (jieba, schema, none) = (
        lexicon::dictionary(),
        Schema::newspaper(),
        Annotations::default(),
    );
    let (gazetteer, names) = (Gazetteer::builtin(), Names::builtin());
    let engines: Vec<Engine> = Engine::iter().collect();
    let each_text = |work: &dyn Fn(&str)| texts.iter().for_each(|it| work(it));
    let each_page = |work: &dyn Fn(&SourceText)| sources.iter().for_each(work);
    let works: [(&str, &dyn Fn()); 7] = [
        ("jieba-rs, words", &|| {
            each_text(&|it| drop(jieba.cut(it, false)));
        }),
        ("jieba-rs, words and classes", &|| {
            each_text(&|it| drop(jieba.tag(it, false)));
        }),
        ("cities", &|| {
            each_text(&|it| drop(cities(&[it], gazetteer, names)));
        }),
        ("officials", &|| {
            each_text(&|it| drop(officials(&[it])));
        }),
        ("initiatives", &|| {
            each_text(&|it| drop(initiatives(&[it])));
        }),
        ("all mentions of raw pages", &|| {
            each_page(&|it| drop(entities(it, &none, &schema, &Known::default())));
        }),
        ("all that is proposed for raw pages", &|| {
            each_page(&|it| drop(propose_given(it, &schema, &engines, Given::default())));
        }),
    ];
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); works.len()];
    for _ in 0..RUNS {
        for ((_, work), times) in works.iter().zip(&mut times) {
            times.push(Times::of(1, |_| work()).median_ms());
        }
    }
    let title = format!(
        "Recognisers beside jieba-rs alone ({} pages, {:.2} MB of reading text)",
        texts.len(),
        bytes as f64 / 1e6
    );
    head(&title, &["what", "MB/s", "times jieba-rs, words"]);
    let median = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times.get(RUNS / 2).copied().unwrap_or_default()
    };
    let medians: Vec<f64> = times.iter_mut().map(median).collect();
    for ((name, _), ms) in works.iter().zip(&medians) {
        row(&[
            (*name).to_owned(),
            format!("{:.2}", bytes as f64 / 1e3 / ms),
            format!("{:.1}", ms / medians[0]),
        ]);
    }
}

/// Chinese pages, by their paths.
fn sources() -> Vec<SourceText> {
    let mut folders = vec![
        Path::new("tests/it/fixtures").to_owned(),
        Path::new("assets/sample").to_owned(),
    ];
    if let Ok(folder) = std::env::var("BROADSHEET_RAW") {
        folders.push(Path::new(&folder).join("raw"));
    }
    let walk = |folder| walkdir::WalkDir::new(folder).sort_by_file_name();
    let files = folders.iter().flat_map(walk).filter_map(Result::ok);
    let texts = files
        .filter(|it| it.path().extension().is_some_and(|it| it == "txt"))
        .filter_map(|it| std::fs::read_to_string(it.path()).ok());
    texts
        .filter(|text| text.contains('。'))
        .map(SourceText::new)
        .collect()
}

/// What a page reads, its lines joined.
fn reading(source: &SourceText) -> String {
    let (none, inferred) = (Annotations::default(), BreakContext::of(source));
    let readings = Readings::of(source, &none, &inferred);
    readings.page().text().to_owned()
}
