//! How many of the corrections of annotators are suggested, and how many others.
//!
//! Run with `BROADSHEET_RAW=FOLDER` and `--ignored`: the folder holds `raw/*.txt`
//! and, under the same names, `gold/*.json`.

use std::path::PathBuf;

use serde_json::Value;

use super::*;
use crate::model::schema::Schema;
use crate::suggest::{Engine, propose};

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().expect("a number")).expect("a small number")
}

/// A page: name, text, and the corrections of its annotators.
type Page = (String, SourceText, Vec<(Span, String)>);

fn pages() -> Vec<Page> {
    let root =
        PathBuf::from(std::env::var("BROADSHEET_RAW").expect("BROADSHEET_RAW names the folder"));
    let mut files: Vec<PathBuf> = std::fs::read_dir(root.join("gold"))
        .expect("a folder of annotations")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .collect();
    files.sort();
    let page = |path: &PathBuf| {
        let name = path.file_stem().expect("a name").to_string_lossy();
        let raw = std::fs::read_to_string(root.join("raw").join(format!("{name}.txt")));
        let gold: Value =
            serde_json::from_slice(&std::fs::read(path).expect("annotations")).expect("JSON");
        let wanted = gold["corrections"].as_array().expect("corrections").iter();
        let wanted = wanted.map(|it| {
            let span = Span::new(number(&it["start"]), number(&it["end"])).expect("a span");
            (span, it["to"].as_str().expect("text").to_owned())
        });
        let source = SourceText::new(raw.expect("UTF-8"));
        (name.into_owned(), source, wanted.collect())
    };
    files.iter().map(page).collect()
}

/// What a page reads over a stretch with one correction, white space left out.
fn reading(source: &SourceText, over: Span, at: Span, replacement: &str) -> String {
    let before = source.slice(Span::between(over.start(), at.start()));
    let after = source.slice(Span::between(at.end(), over.end()));
    let text = format!("{before}{replacement}{after}");
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
#[ignore = "needs annotated pages in BROADSHEET_RAW"]
fn suggestions_are_those_of_the_annotators() {
    let (mut right, mut exact, mut wrong, mut all) = (0, 0, 0, 0);
    for (name, source, wanted) in pages() {
        let layout = propose(&source, &Schema::newspaper(), &[Engine::Segmentation], None);
        all += wanted.len();
        for it in corrections(&source, &layout.annotations, Options::default()) {
            let same = |(span, text): &&(Span, String)| {
                let over = span.hull(it.span);
                span.overlaps(it.span)
                    && reading(&source, over, *span, text)
                        == reading(&source, over, it.span, &it.replacement)
            };
            match wanted.iter().find(same) {
                Some((span, text)) => {
                    right += 1;
                    exact += usize::from(*span == it.span && *text == it.replacement);
                }
                None => {
                    wrong += 1;
                    println!("{name}: {} → {}", source.slice(it.span), it.replacement);
                }
            }
        }
    }
    println!("{right} of {all} found, {exact} of them exactly; {wrong} others");
    assert!(right * 10 >= all * 9 && wrong <= 1);
}
