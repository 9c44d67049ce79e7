//! Made-up pages and annotations of any size, the same in every run.

use broadsheet::edit::apply::{Ground, apply_changes};
use broadsheet::edit::op::{Change, PageChange};
use broadsheet::model::annotations::Annotations;
use broadsheet::model::article::{Article, Place, RANK_STEP, Segment};
use broadsheet::model::entity::{Attributes, Entity};
use broadsheet::model::id::{ArticleId, EntityId, Label, Role, SegmentId};
use broadsheet::model::schema::Schema;
use broadsheet::text::source::SourceText;
use broadsheet::text::span::Span;

/// Random numbers that are the same in every run (xorshift, Marsaglia 2003).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, end: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as u32 % end.max(1)
    }
}

/// A page of `lines` lines of about `width` Han characters each.
pub fn page(lines: usize, width: u32, seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let mut text = String::new();
    for line in 0..lines {
        let length = if line % 9 == 8 {
            dice.below(width).max(1)
        } else {
            width
        };
        for at in 0..length {
            // Common characters are common, as in real text.
            let spread = if dice.below(4) == 0 { 3500 } else { 400 };
            let han = char::from_u32(0x4E00 + dice.below(spread) * 5).unwrap_or('一');
            text.push(if at + 1 == length && line % 9 == 8 {
                '。'
            } else {
                han
            });
        }
        text.push('\n');
    }
    text
}

/// A page of about `chars` characters in one go.
pub fn page_of(chars: usize, seed: u64) -> String {
    page((chars / 24).max(1), 24, seed)
}

/// Annotations: an article every 40 lines, `entities` entities all over.
pub fn annotations(source: &SourceText, schema: &Schema, entities: usize) -> Annotations {
    let mut changes = Vec::new();
    let mut dice = Dice::new(7);
    for (first, number) in (0..source.line_count()).step_by(40).zip(1..) {
        let last = (first + 38).min(source.line_count() - 1);
        let Some(span) = source.trim(source.span_of_lines(first, last)) else {
            continue;
        };
        let article = ArticleId::new();
        let rank = number * RANK_STEP;
        changes.push(PageChange::Article(Change::Insert(Article {
            id: article,
            rank,
            title: None,
            continues: None,
            attributes: Attributes::new(),
        })));
        let place = Place::Article {
            article,
            rank,
            role: Role::from("body"),
        };
        changes.push(PageChange::Segment(Change::Insert(Segment {
            id: SegmentId::new(),
            span,
            place,
        })));
    }
    let labels = ["CITY", "OFFICIAL", "INITIATIVE"];
    for at in 0..entities {
        let start = dice.below(source.len().saturating_sub(8));
        let span = Span::new(start, start + 2 + dice.below(6)).unwrap_or_default();
        let Some(span) = source.trim(span) else {
            continue;
        };
        changes.push(PageChange::Entity(Change::Insert(entity(
            span,
            labels[at % labels.len()],
        ))));
    }
    let mut annotations = Annotations::default();
    apply_changes(&mut annotations, Ground { source, schema }, &changes)
        .expect("the made-up annotations are legal");
    annotations
}

/// One entity.
pub fn entity(span: Span, label: &str) -> Entity {
    Entity {
        id: EntityId::new(),
        span,
        label: Label::from(label),
        authority: None,
        attributes: Attributes::new(),
        parts: Vec::new(),
    }
}

/// One record of the form `jsonl-pages` with text and entities.
pub fn record(number: usize, chars: usize, entities: usize) -> String {
    let text = page_of(chars, number as u64 + 1);
    let length = text.chars().count() as u32;
    let mut dice = Dice::new(number as u64 + 99);
    let mentions: Vec<_> = (0..entities)
        .map(|_| {
            let start = dice.below(length - 4);
            serde_json::json!({"start": start, "end": start + 3, "label": "CITY"})
        })
        .collect();
    let name = format!("page-{number:06}.txt");
    let mut record = serde_json::json!({"document": name, "text": text, "entities": mentions});
    if entities > 0 {
        let body = serde_json::json!({"start": 0, "end": length - 1, "role": "body"});
        record["articles"] = serde_json::json!([{"segments": [body]}]);
    }
    record.to_string()
}
