//! Raw pages with what annotators say of them, outside of any project.

use std::path::Path;

use broadsheet::edit::apply::{Ground, apply_changes};
use broadsheet::format::attach::{AttachOptions, attach};
use broadsheet::format::pages::PageRecord;
use broadsheet::model::annotations::Annotations;
use broadsheet::model::id::AuthorityId;
use broadsheet::model::schema::Schema;
use broadsheet::text::decode::{DecodeOptions, decode};
use broadsheet::text::source::SourceText;

/// A page with what annotators say of it.
pub struct GoldPage {
    /// What its record calls it.
    pub name: String,
    /// Its text.
    pub source: SourceText,
    /// What annotators say.
    pub gold: Annotations,
}

impl GoldPage {
    /// Whether its sentences end as in Chinese and Japanese.
    pub fn is_wide(&self) -> bool {
        self.source.text().contains('。')
    }
}

/// The pages with a record `NAME.json` in `gold` and a text `NAME.txt` in `raw`, by name.
///
/// # Panics
/// If one of them cannot be read.
pub fn pages(raw: &Path, gold: &Path) -> Vec<GoldPage> {
    let entries = std::fs::read_dir(gold).into_iter().flatten().flatten();
    let mut records: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    records.sort();
    records.iter().map(|record| page(raw, record)).collect()
}

fn page(raw: &Path, record: &Path) -> GoldPage {
    let name = record.file_name().expect("a file");
    let text = std::fs::read(raw.join(name).with_extension("txt")).expect("a text");
    let decoded = decode(&text, &DecodeOptions::default()).expect("readable");
    let source = SourceText::new(decoded.text);
    let record = std::fs::read(record).expect("a record");
    let record: PageRecord = serde_json::from_slice(&record).expect("a record of a page");
    let schema = Schema::newspaper();
    let mut authority = |_: &_, _: &str| Some(AuthorityId::new());
    let options = AttachOptions::default();
    let attached = attach(&record, &source, &schema, &mut authority, options);
    let ground = Ground {
        source: &source,
        schema: &schema,
    };
    let mut gold = Annotations::default();
    apply_changes(&mut gold, ground, &attached.changes).expect("legal annotations");
    GoldPage {
        name: record.document,
        source,
        gold,
    }
}
