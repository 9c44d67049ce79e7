//! Real pages, where `BROADSHEET_RAW` names a folder with `raw/*.txt` and
//! `gold/*.json`: they come in byte by byte, and what annotators said of them goes
//! in and out unchanged.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::cli::Desk;

fn root() -> PathBuf {
    PathBuf::from(std::env::var("BROADSHEET_RAW").expect("BROADSHEET_RAW names the folder"))
}

/// A project with all raw pages.
fn with_pages() -> Desk {
    let desk = Desk::with_project();
    let raw = root().join("raw");
    desk.run(&["import", "p.broadsheet", raw.to_str().unwrap()])
        .expect_fine();
    desk
}

/// The same with the annotations in the layer `gold`.
fn with_gold() -> Desk {
    let desk = with_pages();
    let gold = root().join("gold");
    let run = desk.run(&[
        "import",
        "p.broadsheet",
        gold.to_str().unwrap(),
        "--format",
        "jsonl-pages",
        "--layer",
        "gold",
    ]);
    // Keys that only annotators need may be listed; nothing else.
    for line in run.err.lines() {
        assert!(line.contains("keys that were not used"), "{line}");
    }
    desk
}

fn gold(name: &str) -> Value {
    let stem = name.strip_suffix(".txt").unwrap();
    let path = root().join("gold").join(format!("{stem}.json"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// The parts of a list, each cut down to `keys`, in text order.
fn parts(record: &Value, list: &str, keys: &[&str]) -> Vec<Vec<Value>> {
    let list = record[list].as_array().into_iter().flatten();
    let mut parts: Vec<Vec<Value>> = list
        .map(|part| keys.iter().map(|key| part[*key].clone()).collect())
        .collect();
    parts.sort_by_key(|part| (part[0].as_u64(), part[1].as_u64(), part[2].to_string()));
    parts
}

fn sorted(list: &Value) -> Vec<String> {
    let mut all: Vec<String> = list
        .as_array()
        .into_iter()
        .flatten()
        .map(ToString::to_string)
        .collect();
    all.sort();
    all
}

#[test]
#[ignore = "needs annotated pages in BROADSHEET_RAW"]
fn raw_pages_come_in_byte_by_byte() {
    use sha2::Digest as _;
    let desk = with_pages();
    let records = desk.records(&["--format", "jsonl-pages"]);
    let files = std::fs::read_dir(root().join("raw")).unwrap().count();
    assert_eq!(records.len(), files);
    for record in records {
        let name = record["document"].as_str().unwrap();
        let bytes = std::fs::read(root().join("raw").join(Path::new(name))).unwrap();
        assert_eq!(record["text"].as_str().unwrap().as_bytes(), bytes, "{name}");
        let digest: String = sha2::Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(record["sha256"], digest, "{name}");
    }
    desk.expect_sound();
}

#[test]
#[ignore = "needs annotated pages in BROADSHEET_RAW"]
fn gold_annotations_come_out_as_they_went_in() {
    let desk = with_gold();
    desk.expect_sound();
    let records = desk.records(&["--format", "jsonl-pages", "--layer", "gold"]);
    assert!(!records.is_empty());
    for record in &records {
        let name = record["document"].as_str().unwrap();
        let gold = gold(name);
        let articles = |record: &Value| -> Vec<(Value, Value)> {
            let list = record["articles"].as_array().unwrap();
            let article = |it: &Value| (it["title"].clone(), it["segments"].clone());
            list.iter().map(article).collect()
        };
        assert_eq!(articles(record), articles(&gold), "{name}");
        let entities = ["start", "end", "label", "canonical"];
        assert_eq!(
            parts(record, "entities", &entities),
            parts(&gold, "entities", &entities),
            "{name}"
        );
        let corrections = ["start", "end", "to"];
        assert_eq!(
            parts(record, "corrections", &corrections),
            parts(&gold, "corrections", &corrections),
            "{name}"
        );
        assert_eq!(sorted(&record["furniture"]), sorted(&gold["furniture"]));
        let breaks = record["line_breaks"].as_object().unwrap();
        let wanted = gold["line_breaks"].as_object().unwrap();
        assert_eq!(breaks.len(), wanted.len(), "{name}");
        assert!(wanted.iter().all(|(line, kind)| breaks[line] == *kind));
    }
    // Once more from our own export: nothing changes any more.
    desk.run(&[
        "export",
        "p.broadsheet",
        "--format",
        "jsonl-pages",
        "--layer",
        "gold",
        "--out",
        "gold.jsonl",
    ])
    .expect_fine();
    desk.run(&[
        "import",
        "p.broadsheet",
        "gold.jsonl",
        "--format",
        "jsonl-pages",
        "--layer",
        "again",
    ])
    .expect_fine();
    let again = desk.records(&["--format", "jsonl-pages", "--layer", "again"]);
    for (first, second) in records.iter().zip(&again) {
        let clean = crate::cli::imports::without_ids;
        assert_eq!(clean(first), clean(second));
    }
}

/// Whether a paragraph may end after this character: a sentence, a quotation, a
/// bracket or an announcement is over.
fn ends_a_sentence(last: char) -> bool {
    "。！？；：…”’》）」』!?.;:)".contains(last)
}

#[test]
#[ignore = "needs annotated pages in BROADSHEET_RAW"]
fn the_reading_text_of_gold_breaks_no_sentence() {
    let desk = with_gold();
    let articles = desk.records(&["--format", "jsonl-articles", "--layer", "gold"]);
    let mut ends = 0;
    for article in &articles {
        let text: Vec<char> = article["text"].as_str().unwrap().chars().collect();
        let segments: Vec<(usize, usize, &str)> = article["segments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| {
                let edge = |key: &str| it[key].as_u64().unwrap() as usize;
                (edge("start"), edge("end"), it["role"].as_str().unwrap())
            })
            .collect();
        assert!(!text.contains(&'\r'));
        for at in (0..text.len()).filter(|&at| text[at] == '\n') {
            // A line end on the edge of a segment stands beside a headline, a
            // heading, a caption; one inside a body ends a paragraph.
            let inside = segments
                .iter()
                .find(|(start, end, _)| *start < at && at + 1 < *end);
            let Some((_, _, "body")) = inside else {
                continue;
            };
            ends += 1;
            let before: String = text[at.saturating_sub(15)..at].iter().collect();
            assert!(
                ends_a_sentence(text[at - 1]),
                "{}: “{before}” is cut",
                article["document"]
            );
        }
    }
    println!(
        "{} articles, {ends} paragraph ends inside bodies",
        articles.len()
    );
    assert!(ends > 0);
}
