//! How fast the tagger learns: F1 on pages left out after one page, two, four and so on, how
//! far its probabilities hold, and how long learning takes.
//!
//! Each page is left out in turn and tagged after the pages that follow it, in a ring.
//! Spans must be exact. A mention that annotators disagree on is neither required nor wrong.
//! Nothing but the pages before is known: no gazetteer, no list of names.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Instant;

use broadsheet::model::reading::Readings;
use broadsheet::suggest::tagger::{Example, Tagger};
use broadsheet::text::offset::CharOffset;
use broadsheet::text::projection::{BreakContext, ReadingText};
use broadsheet::text::span::Span;
use regex::Regex;
use serde_json::Value;

use crate::gold_pages::{GoldPage, pages};
use crate::{head, row};

/// So many pages of so many characters are learned from where only time counts.
const MANY: (usize, usize) = (100, 1_500);
/// Classes of probabilities begin here.
const CLASSES: [f64; 5] = [0.35, 0.5, 0.7, 0.85, 0.95];

/// A mention and its label.
type Mention = (Range<usize>, String);

/// An annotated reading text.
struct Text {
    text: String,
    mentions: Vec<Mention>,
    /// Those that annotators disagree on.
    optional: Vec<Mention>,
}

/// Prints a table for the labels of newspapers, one for labels made by patterns, and the time
/// that many pages take.
pub fn run() {
    let texts = texts();
    table("cities, officials, initiatives", &texts);
    let others: Vec<Text> = texts.iter().map(|it| by_pattern(&it.text)).collect();
    table("bodies, meetings, dates", &others);
    time(&texts);
}

/// All pages that have entities: sample pages, development pages, real pages where
/// `BROADSHEET_RAW` names them.
fn texts() -> Vec<Text> {
    let fixtures = Path::new("tests/it/fixtures");
    let dev = fixtures.join("entities/dev");
    let mut all = texts_of(&dev, &dev, &dev, "json");
    all.extend(texts_of(
        Path::new("assets/sample"),
        &fixtures.join("pages/sample"),
        &fixtures.join("sample-entities"),
        "txt.json",
    ));
    if let Ok(folder) = std::env::var("BROADSHEET_RAW") {
        let folder = PathBuf::from(folder);
        let gold = folder.join("gold");
        all.extend(texts_of(&folder.join("raw"), &gold, &gold, "json"));
    }
    all
}

fn texts_of(raw: &Path, gold: &Path, entities: &Path, ending: &str) -> Vec<Text> {
    let text = |page: GoldPage| {
        let name = page.name.trim_end_matches(".txt");
        let record = std::fs::read(entities.join(format!("{name}.{ending}"))).expect("entities");
        text_of(&page, &serde_json::from_slice(&record).expect("a record"))
    };
    pages(raw, gold).into_iter().map(text).collect()
}

/// The reading text of all articles of a page.
fn reading(page: &GoldPage) -> ReadingText {
    let inferred = BreakContext::of(&page.source);
    Readings::of(&page.source, &page.gold, &inferred).articles()
}

fn text_of(page: &GoldPage, record: &Value) -> Text {
    let reading = reading(page);
    let text = reading.text().to_owned();
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let mentions = |field: &str| {
        let entities = record[field].as_array().into_iter().flatten();
        let mention = |entity: &Value| {
            let offset = |name: &str| Some(CharOffset(entity[name].as_u64()?.try_into().ok()?));
            let span = Span::new(offset("start")?.0, offset("end")?.0)?;
            let Range { start, end } = reading.stretch_of(span)?;
            let range = *bytes.get(start as usize)?..*bytes.get(end as usize)?;
            Some((range, entity["label"].as_str()?.to_owned()))
        };
        entities.filter_map(mention).collect()
    };
    Text {
        mentions: mentions("entities"),
        optional: mentions("optional_entities"),
        text,
    }
}

/// The text with labels of another kind, which nest: bodies, meetings, dates.
fn by_pattern(text: &str) -> Text {
    const PATTERNS: [(&str, &str); 3] = [
        (
            "BODY",
            r"(?:政协|中共)\p{Han}{2,5}?委员会|\p{Han}{2,3}[市县区州](?:政协|\p{Han}{1,4}?(?:局|院|中学|小学|公司|委|中心|馆))",
        ),
        (
            "MEETING",
            r"(?:\p{Han}届)?(?:[\p{Han}]?次)?(?:全体|常委会?|主席|主任|工作|推进|座谈|协商|动员|调度|现场|视频|专题|党组)+(?:会议?|议政会)",
        ),
        (
            "DATE",
            r"(?:\d{4} ?年 ?)?\d{1,2} ?月(?: ?\d{1,2} ?日)?|\d{4} ?年",
        ),
    ];
    let mut mentions = Vec::new();
    for (label, pattern) in PATTERNS {
        let pattern = Regex::new(pattern).expect("a pattern");
        let found = pattern.find_iter(text);
        mentions.extend(found.map(|it| (it.range(), label.to_owned())));
    }
    Text {
        text: text.to_owned(),
        mentions,
        optional: Vec::new(),
    }
}

fn learn<'a>(texts: impl Iterator<Item = &'a Text>) -> Tagger {
    let examples: Vec<Example> = texts
        .map(|it| Example {
            text: &it.text,
            mentions: &it.mentions,
            known: &[],
        })
        .collect();
    Tagger::train(&examples, &|| false).expect("not cancelled")
}

/// What was found of one label, what should have been, and both.
#[derive(Default, Clone, Copy)]
struct Score {
    found: f64,
    gold: f64,
    both: f64,
}

impl Score {
    fn f1(self) -> f64 {
        2.0 * self.both / (self.found + self.gold).max(1.0)
    }
}

/// How many mentions of a class of probabilities there are, the sum of these, and how many
/// are right.
type Bin = [f64; 3];

fn table(title: &str, texts: &[Text]) {
    let labels: std::collections::BTreeSet<&str> = texts
        .iter()
        .flat_map(|it| &it.mentions)
        .map(|(_, label)| label.as_str())
        .collect();
    let mut columns = vec!["pages learned from".to_owned()];
    columns.extend(labels.iter().map(|label| format!("{label} F1 (P, R)")));
    columns.extend(["learning, ms", "model, kB"].map(str::to_owned));
    columns.extend(CLASSES.map(|from| format!("right from {from}")));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    head(
        &format!(
            "The tagger on pages left out ({} pages): {title}",
            texts.len()
        ),
        &columns,
    );
    let most = texts.len() - 1;
    for count in [1, 2, 4, 8, 16, most] {
        if count > most {
            continue;
        }
        let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
        let mut bins = [[0.0; 3]; CLASSES.len()];
        let (mut time, mut size) = (0.0, 0);
        for (at, left_out) in texts.iter().enumerate() {
            let others = texts.iter().cycle().skip(at + 1).take(count);
            let since = Instant::now();
            let tagger = learn(others);
            time += since.elapsed().as_secs_f64() * 1000.0;
            size += tagger.to_bytes().len();
            judge(&tagger, left_out, &labels, &mut scores, &mut bins);
        }
        let mut cells = vec![count.to_string()];
        cells.extend(labels.iter().map(|label| {
            let score = scores.get(label).copied().unwrap_or_default();
            let [p, r] = [score.found, score.gold].map(|all| score.both / all.max(1.0));
            format!("{:.3} ({p:.2}, {r:.2})", score.f1())
        }));
        let mean = |sum: f64| sum / texts.len() as f64;
        cells.push(format!("{:.0}", mean(time)));
        cells.push(format!("{:.0}", mean(size as f64) / 1000.0));
        cells.extend(bins.map(|[n, p, right]| {
            format!(
                "{:.2} (said {:.2}, n {n})",
                right / n.max(1.0),
                p / n.max(1.0)
            )
        }));
        row(&cells);
    }
}

fn judge<'a>(
    tagger: &Tagger,
    left_out: &'a Text,
    labels: &std::collections::BTreeSet<&'a str>,
    scores: &mut BTreeMap<&'a str, Score>,
    bins: &mut [Bin],
) {
    let found = tagger.tag(&left_out.text, &[]);
    for &label in labels {
        let score = scores.entry(label).or_default();
        let is_one = |mentions: &[Mention], range: &Range<usize>| {
            mentions.iter().any(|(it, of)| it == range && of == label)
        };
        let of_label = left_out.mentions.iter().filter(|(_, of)| of == label);
        score.gold += of_label.count() as f64;
        for tagged in found.iter().filter(|it| it.label == label) {
            let right = is_one(&left_out.mentions, &tagged.range);
            if !right && is_one(&left_out.optional, &tagged.range) {
                continue;
            }
            let right = f64::from(u8::from(right));
            score.found += 1.0;
            score.both += right;
            let class = CLASSES.iter().rposition(|from| tagged.probability >= *from);
            if let Some(bin) = bins.get_mut(class.unwrap_or(0)) {
                bin[0] += 1.0;
                bin[1] += tagged.probability;
                bin[2] += right;
            }
        }
    }
}

/// How long many pages take to learn from, and one to tag: all pages of the tests with labels
/// made by patterns.
fn time(texts: &[Text]) {
    let (pages, characters) = MANY;
    let folder = Path::new("tests/it/fixtures/pages");
    let folders = [
        folder.to_owned(),
        folder.join("second"),
        folder.join("one-paper"),
    ];
    let others = folders
        .iter()
        .flat_map(|it| crate::gold_pages::pages(it, it));
    let all: String = others
        .map(|page| reading(&page).text().to_owned() + "\n")
        .chain(texts.iter().map(|it| it.text.clone() + "\n"))
        .collect();
    let characters_of: Vec<char> = all.chars().collect();
    let cut: Vec<Text> = characters_of
        .chunks(characters)
        .cycle()
        .take(pages)
        .map(|it| by_pattern(&it.iter().collect::<String>()))
        .collect();
    let learning = crate::Times::of(5, |_| drop(learn(cut.iter())));
    let tagger = learn(cut.iter());
    let tagging = crate::Times::of(5, |_| {
        cut.iter().for_each(|it| drop(tagger.tag(&it.text, &[])));
    });
    println!(
        "\nLearning from {pages} pages of {characters} characters ({} of them different): {:.0} ms. \
         Tagging one: {:.2} ms. Bytes: {} kB.",
        characters_of.len().div_ceil(characters),
        learning.median_ms(),
        tagging.median_ms() / pages as f64,
        tagger.to_bytes().len() / 1000,
    );
}
