//! How good the projection is on pages annotated by hand.
//!
//! Run with `BROADSHEET_RAW=FOLDER` and `--ignored`: the folder holds `raw/*.txt`
//! and, under the same names, `gold/*.json`.

use std::collections::HashMap;
use std::path::PathBuf;

use serde_json::Value;

use super::*;
use crate::text::offset::CharOffset;

struct Page {
    name: String,
    source: SourceText,
    /// For each article its segments and their roles.
    articles: Vec<(Vec<Span>, Vec<String>)>,
    breaks: HashMap<u32, Break>,
    corrections: Vec<(Span, String)>,
    entities: Vec<Span>,
}

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().expect("a number")).expect("a small number")
}

fn span(value: &Value) -> Span {
    Span::new(number(&value["start"]), number(&value["end"])).expect("start before end")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn pages() -> Vec<Page> {
    let root = std::env::var("BROADSHEET_RAW").expect("BROADSHEET_RAW names the folder");
    let mut files: Vec<PathBuf> = std::fs::read_dir(PathBuf::from(&root).join("gold"))
        .expect("a folder of annotations")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .collect();
    files.sort();
    files.iter().map(|path| page(&root, path)).collect()
}

fn page(root: &str, path: &std::path::Path) -> Page {
    let name = path
        .file_stem()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let raw = PathBuf::from(root).join("raw").join(format!("{name}.txt"));
    let gold: Value =
        serde_json::from_slice(&std::fs::read(path).expect("annotations")).expect("JSON");
    let mut corrections: Vec<_> = list(&gold["corrections"])
        .iter()
        .map(|it| (span(it), it["to"].as_str().expect("text").to_owned()))
        .collect();
    corrections.sort();
    Page {
        source: SourceText::new(std::fs::read_to_string(raw).expect("UTF-8")),
        articles: list(&gold["articles"])
            .iter()
            .map(|article| {
                list(&article["segments"])
                    .iter()
                    .map(|it| (span(it), it["role"].as_str().unwrap_or_default().to_owned()))
                    .unzip()
            })
            .collect(),
        breaks: gold["line_breaks"]
            .as_object()
            .expect("decisions")
            .iter()
            .map(|(line, kind)| {
                let para = kind.as_str() == Some("para");
                let kind = if para { Break::Para } else { Break::Soft };
                (line.parse().expect("a line number"), kind)
            })
            .collect(),
        entities: list(&gold["entities"]).iter().map(span).collect(),
        corrections,
        name,
    }
}

impl Page {
    /// The reading text of some segments, with or without the decisions.
    fn read(&self, segments: &[Span], decided: bool) -> ReadingText {
        let corrections: Vec<_> = self
            .corrections
            .iter()
            .map(|(span, text)| (*span, text.as_str()))
            .collect();
        ProjectionInput {
            source: &self.source,
            segments,
            flows: &[],
            breaks: &|line| self.breaks.get(&line).copied().filter(|_| decided),
            inferred: &BreakContext::of(&self.source),
            corrections: &corrections,
        }
        .project()
    }
}

#[test]
#[ignore = "needs annotated pages in BROADSHEET_RAW"]
fn inferred_breaks_agree_with_the_annotators() {
    let (mut right, mut all) = (0, 0);
    let (mut hits, mut wrong_para, mut missed) = (0, 0, 0);
    for page in pages() {
        let context = BreakContext::of(&page.source);
        let mut lines: Vec<_> = page.breaks.iter().collect();
        lines.sort_unstable_by_key(|(line, _)| **line);
        let before = (right, all);
        for (&line, &wanted) in lines {
            let found = context.infer(line).expect("an inference for every break");
            all += 1;
            right += usize::from(found.kind == wanted);
            match (found.kind, wanted) {
                (Break::Para, Break::Para) => hits += 1,
                (Break::Para, Break::Soft) => wrong_para += 1,
                (Break::Soft, Break::Para) => missed += 1,
                (Break::Soft, Break::Soft) => {}
            }
            if found.kind != wanted {
                println!("{} line {line}: {found:?}, wanted {wanted:?}", page.name);
            }
        }
        println!("{}: {} of {}", page.name, right - before.0, all - before.1);
    }
    let accuracy =
        f64::from(u32::try_from(right).unwrap()) / f64::from(u32::try_from(all).unwrap());
    let f1 = 2.0 * f64::from(hits) / f64::from(2 * hits + wrong_para + missed);
    println!(
        "accuracy {accuracy:.4}, paragraph F1 {f1:.4} ({hits} right, {wrong_para} too many, {missed} missed)"
    );
    assert!(accuracy > 0.98 && f1 > 0.95);
}

#[test]
#[ignore = "needs annotated pages in BROADSHEET_RAW"]
fn no_paragraph_of_a_body_ends_inside_a_sentence() {
    let mut ends = 0;
    for page in pages() {
        for (segments, roles) in &page.articles {
            let reading = page.read(segments, true);
            let chars: Vec<char> = reading.text().chars().collect();
            for segment in reading.segments() {
                if roles[segment.index] != "body" {
                    continue;
                }
                for at in segment.reading.clone() {
                    if chars[at as usize] != '\n' {
                        continue;
                    }
                    ends += 1;
                    let before = chars[at as usize - 1];
                    let tail: String = chars[(at as usize).saturating_sub(12)..at as usize]
                        .iter()
                        .collect();
                    assert!(
                        "。！？；：…”》）!?.".contains(before),
                        "{}: “{tail}” ends a paragraph",
                        page.name
                    );
                }
            }
        }
    }
    println!("{ends} paragraph ends inside bodies, all after a sentence");
    assert!(ends > 0);
}

#[test]
#[ignore = "needs annotated pages in BROADSHEET_RAW"]
fn every_mention_reads_as_one_piece() {
    let (mut mentions, mut cut) = (0, 0);
    for page in pages() {
        for (segments, _) in &page.articles {
            let reading = page.read(segments, true);
            for &raw in &page.entities {
                let Some(range) = reading.reading_range_of(raw) else {
                    continue;
                };
                mentions += 1;
                cut += usize::from(page.source.slice(raw).contains('\n'));
                let span = Span::between(CharOffset(range.start), CharOffset(range.end));
                assert!(
                    !reading.source().slice(span).contains(['\n', '\r']),
                    "{raw}"
                );
                assert_eq!(reading.hull_of(range), Some(raw), "{}", page.name);
            }
        }
    }
    println!("{mentions} mentions, {cut} of them cut by a line end in the raw text");
    assert!(cut > 0);
}

#[test]
#[ignore = "needs annotated pages in BROADSHEET_RAW"]
fn inferred_breaks_make_the_same_articles() {
    let (mut same, mut all) = (0, 0);
    for page in pages() {
        for (segments, _) in &page.articles {
            all += 1;
            let (wanted, found) = (page.read(segments, true), page.read(segments, false));
            same += usize::from(wanted.text() == found.text());
        }
    }
    println!("{same} of {all} articles read the same without any decision");
}
