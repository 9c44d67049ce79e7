//! Statistics of small pages, counted by hand.

use super::count::Counter;
use super::*;
use crate::model::annotations::{Annotations, Parts};
use crate::model::article::{Article, Place, Segment};
use crate::model::correction::Correction;
use crate::model::document::{Document, Sha256, Status};
use crate::model::entity::{Attributes, Entity};
use crate::model::id::{ArticleId, CorrectionId, EntityId, Label, Role, SegmentId};
use crate::model::meta::PageMeta;
use crate::model::schema::Schema;
use crate::text::span::Span;

fn span(text: &str, needle: &str, nth: usize) -> Span {
    let (byte, _) = text.match_indices(needle).nth(nth).unwrap();
    let start = text[..byte].chars().count() as u32;
    Span::new(start, start + needle.chars().count() as u32).unwrap()
}

fn document(name: &str, date: &str, text: &str) -> Document {
    let source = SourceText::new(text);
    Document {
        id: DocumentId::new(),
        name: name.to_owned(),
        source: String::new(),
        sha256: Sha256::of(text.as_bytes()),
        encoding: "UTF-8".to_owned(),
        chars: source.len(),
        lines: source.line_count() as u32,
        ink: source.ink(source.span()),
        meta: PageMeta {
            date: (!date.is_empty()).then(|| date.to_owned()),
            ..PageMeta::default()
        },
        status: Status::New,
        removed: false,
        supersedes: None,
    }
}

fn page(text: &str, articles: &[&str], mentions: &[(&str, usize, &str)]) -> Annotations {
    let mut parts = Parts::default();
    for (rank, body) in articles.iter().enumerate() {
        let id = ArticleId::new();
        let rank = rank as i64;
        parts.articles.push(Article {
            id,
            rank,
            title: None,
            continues: None,
            attributes: Attributes::new(),
        });
        parts.segments.push(Segment {
            id: SegmentId::new(),
            span: span(text, body, 0),
            place: Place::Article {
                article: id,
                rank: 0,
                role: Role::from("body"),
            },
        });
    }
    parts
        .entities
        .extend(mentions.iter().map(|&(name, nth, label)| Entity {
            id: EntityId::new(),
            span: span(text, name, nth),
            label: Label::from(label),
            authority: None,
            attributes: Attributes::new(),
            parts: Vec::new(),
        }));
    Annotations::from_parts(parts)
}

#[test]
fn mentions_things_articles_and_pairs_are_counted() {
    let first = "甲县开展清渠行动，甲\n县说好。\n乙市也说好。\n";
    let second = "乙市。\n";
    let articles = ["甲县开展清渠行动，甲\n县说好。", "乙市也说好。"];
    let tags = [
        ("甲县", 0, "CITY"),
        ("甲\n县", 0, "CITY"),
        ("清渠行动", 0, "INITIATIVE"),
        ("乙市", 0, "CITY"),
    ];
    let schema = Schema::newspaper();
    let mut counter = Counter::new(&schema, std::collections::HashMap::new());
    let mut add = |name: &str, date: &str, text: &str, annotations: &Annotations| {
        counter.add(
            &document(name, date, text),
            &SourceText::new(text),
            annotations,
        );
    };
    add("a", "2024-03-15", first, &page(first, &articles, &tags));
    add(
        "b",
        "2024-03",
        second,
        &page(second, &[], &[("乙市", 0, "CITY")]),
    );
    let found = counter.finish();
    let city = &found.labels[0];
    let said = [
        city.mentions,
        city.things,
        city.linked,
        city.documents,
        city.articles,
    ];
    assert_eq!(said, [4, 2, 0, 2, 2]);
    let things = found.things.iter();
    let things: Vec<_> = things
        .map(|it| (it.name.as_str(), it.mentions, it.documents, it.articles))
        .collect();
    let wanted = [("乙市", 2, 2, 1), ("甲县", 2, 1, 1), ("清渠行动", 1, 1, 1)];
    assert_eq!(things, wanted);
    // Named together in one article: the place and the programme, once.
    let pair = PairCount {
        first: 1,
        second: 2,
        articles: 1,
    };
    assert_eq!(found.pairs, [pair]);
    let months = found.periods(Grain::Month);
    assert_eq!(months.len(), 1);
    assert_eq!((months[0].1, months[0].2.as_slice()), (2, &[4, 0, 1][..]));
    let days = found.periods(Grain::Day);
    assert_eq!((days.len(), days[0].1), (1, 1));
    let stories = found.table(TableKind::Articles, Grain::Day);
    let stories: Vec<String> = stories
        .rows
        .iter()
        .map(|row| row.iter().map(Cell::text).collect::<Vec<_>>().join("|"))
        .collect();
    assert_eq!(
        stories,
        [
            "甲县开展清渠行动，甲县说好。|a|14|1|2|0|1",
            "乙市也说好。|a|6|1|1|0|0"
        ]
    );
    let table = found.table(TableKind::Documents, Grain::Day);
    assert_eq!(table.columns.last().unwrap(), "INITIATIVE");
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.len() == table.columns.len())
    );
}

#[test]
fn a_corrected_surface_is_the_same_thing() {
    let text = "二O二三年规划与二〇二三年规划\n";
    let mut parts = Parts::default();
    parts.corrections.push(Correction {
        id: CorrectionId::new(),
        span: span(text, "O", 0),
        replacement: "〇".to_owned(),
    });
    for name in ["二O二三年规划", "二〇二三年规划"] {
        parts.entities.push(Entity {
            id: EntityId::new(),
            span: span(text, name, 0),
            label: Label::from("INITIATIVE"),
            authority: None,
            attributes: Attributes::new(),
            parts: Vec::new(),
        });
    }
    let schema = Schema::newspaper();
    let mut counter = Counter::new(&schema, std::collections::HashMap::new());
    let annotations = Annotations::from_parts(parts);
    counter.add(
        &document("a", "", text),
        &SourceText::new(text),
        &annotations,
    );
    let found = counter.finish();
    assert_eq!(found.things.len(), 1);
    assert_eq!(found.things[0].mentions, 2);
    assert!(found.periods(Grain::Year).is_empty());
}

#[test]
fn dates_fall_into_periods() {
    let of = |date: &str, grain| Period::of(date, grain).map(|it| it.to_string());
    assert_eq!(of("2024-03-15", Grain::Month).as_deref(), Some("2024-03"));
    assert_eq!(of("2024", Grain::Year).as_deref(), Some("2024"));
    for wrong in ["2024", "2024-0", "20240315", "", "二〇二四-03", "2024-031"] {
        assert_eq!(of(wrong, Grain::Month), None, "{wrong}");
    }
    let at = |date: &str, grain| Period::of(date, grain).unwrap().position();
    assert!(at("2023-12", Grain::Month) + 1.0 == at("2024-01", Grain::Month));
    assert!(at("2024-01-31", Grain::Day) < at("2024-02-01", Grain::Day));
}
