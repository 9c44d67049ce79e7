//! Nothing is lost between a page and its record: made-up pages and, where they
//! are at hand, pages that people have annotated.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use proptest::prelude::*;

use super::*;
use crate::format::pages::{PageRecord, TextIn, read_pages, write_page};
use crate::format::samples::{Sample, span, uuid};
use crate::model::article::{Article, Place, RANK_STEP, Segment};
use crate::model::authority::Authority;
use crate::model::correction::Correction;
use crate::model::entity::{AttributeValue, Attributes, Entity};
use crate::model::id::{ArticleId, CorrectionId, EntityId, RelationId, RelationType, SegmentId};
use crate::model::line_break::{BreakKind, LineBreak};
use crate::model::relation::Relation;

/// Imports a record into a page with the same text.
fn import(record: &PageRecord, text: &str) -> (Sample, Vec<Problem>) {
    let mut sample = Sample::bare(text);
    let mut made: BTreeMap<(String, String), AuthorityId> = BTreeMap::new();
    let mut authority = |label: &Label, name: &str| {
        let key = (label.to_string(), name.to_owned());
        Some(*made.entry(key).or_insert_with(AuthorityId::new))
    };
    let schema = Schema::newspaper();
    let options = AttachOptions::default();
    let out = attach(record, &sample.source, &schema, &mut authority, options);
    sample.apply(&out.changes);
    for ((label, canonical), id) in made {
        let label = Label::from(label);
        sample.authorities.insert(
            id,
            Authority {
                id,
                label,
                canonical,
                aliases: Vec::new(),
                code: None,
                note: String::new(),
                attributes: Attributes::new(),
            },
        );
    }
    (sample, out.problems)
}

fn through_bytes(record: &PageRecord) -> PageRecord {
    let mut bytes = Vec::new();
    write_page(&mut bytes, record).unwrap();
    let read = read_pages(&bytes[..]).next().unwrap().unwrap();
    assert_eq!(&read, record);
    read
}

/// The record with ids that only say which is which.
fn without_ids(mut record: PageRecord) -> PageRecord {
    let mut names = HashMap::new();
    let mut plain = |id: &mut Option<String>| {
        if let Some(id) = id {
            let next = names.len();
            *id = names.entry(id.clone()).or_insert(next).to_string();
        }
    };
    record
        .articles
        .iter_mut()
        .for_each(|article| plain(&mut article.id));
    record
        .entities
        .iter_mut()
        .for_each(|entity| plain(&mut entity.id));
    for relation in &mut record.relations {
        [&mut relation.id, &mut relation.from, &mut relation.to]
            .into_iter()
            .for_each(&mut plain);
    }
    record
}

/// What is put on a made-up page; numbers are taken modulo what there is.
#[derive(Debug, Clone)]
struct Plan {
    text: String,
    /// Where the text is cut, and what each piece becomes: nothing, furniture,
    /// or a segment of an article with a role and a place in it.
    pieces: Vec<(u32, u8, u8, i64)>,
    titles: Vec<Option<String>>,
    breaks: Vec<(u32, bool)>,
    corrections: Vec<(u32, String)>,
    entities: Vec<(u32, u32, u8, Option<String>, i32)>,
    relations: Vec<(usize, usize, bool)>,
}

fn plans() -> impl Strategy<Value = Plan> {
    (
        "[甲乙𠮷a \\n\\u{0}\"\\\\]{1,120}",
        prop::collection::vec((0_u32..120, 0_u8..5, 0_u8..8, 0_i64..9), 0..12),
        prop::collection::vec(prop::option::of("[甲乙a][甲乙a \"]{0,8}"), 3),
        prop::collection::vec((0_u32..100, any::<bool>()), 0..10),
        prop::collection::vec((0_u32..120, "[甲\\n\"]{0,4}"), 0..5),
        prop::collection::vec(
            (
                0_u32..120,
                1_u32..30,
                0_u8..3,
                prop::option::of("[甲乙]{1,3}"),
                any::<i32>(),
            ),
            0..12,
        ),
        prop::collection::vec((0_usize..12, 0_usize..12, any::<bool>()), 0..6),
    )
        .prop_map(
            |(text, pieces, titles, breaks, corrections, entities, relations)| Plan {
                text,
                pieces,
                titles,
                breaks,
                corrections,
                entities,
                relations,
            },
        )
}

/// Puts a plan on a page.
fn build(plan: &Plan) -> Sample {
    let mut sample = Sample::bare(&plan.text);
    for (index, title) in plan.titles.iter().enumerate() {
        let id = ArticleId(uuid(100 - index as u128));
        let (rank, title) = (index as i64, title.clone());
        sample.insert(
            PageChange::Article,
            Article {
                id,
                rank,
                title,
                continues: None,
                attributes: (0..index)
                    .map(|n| (format!("字{n}"), AttributeValue::Number(n as f64 / 3.0)))
                    .collect(),
            },
        );
    }
    build_segments(plan, &mut sample);
    build_repairs(plan, &mut sample);
    build_mentions(plan, &mut sample);
    sample
}

fn build_segments(plan: &Plan, sample: &mut Sample) {
    let roles = Schema::newspaper().roles;
    let mut pieces = plan.pieces.clone();
    pieces.sort_unstable();
    pieces.dedup_by_key(|piece| piece.0);
    let ends = pieces
        .iter()
        .skip(1)
        .map(|piece| piece.0)
        .chain([sample.source.len()]);
    for (&(start, kind, role, rank), end) in pieces.iter().zip(ends.collect::<Vec<_>>()) {
        let end = end.min(sample.source.len());
        let article = ArticleId(uuid(98 + u128::from(kind)));
        let place = match kind {
            0..3 => Place::Article {
                article,
                rank: rank * RANK_STEP,
                role: roles[role as usize].id.as_str().into(),
            },
            3 => Place::Furniture,
            _ => continue,
        };
        if start < end {
            let (id, span) = (SegmentId::new(), span(start, end));
            sample.insert(PageChange::Segment, Segment { id, span, place });
        }
    }
}

fn build_repairs(plan: &Plan, sample: &mut Sample) {
    let breaks: BTreeMap<u32, bool> = plan.breaks.iter().copied().collect();
    for (line, soft) in breaks {
        let line = line % sample.source.line_count() as u32 + 1;
        let kind = if soft {
            BreakKind::Soft
        } else {
            BreakKind::Para
        };
        if sample.annotations.line_break(line).is_none() {
            sample.insert(PageChange::LineBreak, LineBreak { line, kind });
        }
    }
    for (start, replacement) in &plan.corrections {
        let span = span(*start, start + 2);
        let free = sample.annotations.corrections_in(span).next().is_none();
        if free && sample.source.contains(span) {
            let (id, replacement) = (CorrectionId::new(), replacement.clone());
            sample.insert(
                PageChange::Correction,
                Correction {
                    id,
                    span,
                    replacement,
                },
            );
        }
    }
}

fn build_mentions(plan: &Plan, sample: &mut Sample) {
    let mut ids = Vec::new();
    for (start, len, label, canonical, number) in &plan.entities {
        let start = start % sample.source.len();
        let id = EntityId::new();
        let label = Label::from(["CITY", "OFFICIAL", "INITIATIVE"][*label as usize]);
        let authority = canonical.as_ref().map(|canonical| {
            let id = AuthorityId::new();
            let (label, canonical) = (label.clone(), canonical.clone());
            let record = Authority {
                id,
                label,
                canonical,
                aliases: Vec::new(),
                code: None,
                note: String::new(),
                attributes: Attributes::new(),
            };
            sample.authorities.insert(id, record);
            id
        });
        let attributes = Attributes::from([
            ("flag".into(), AttributeValue::Flag(number % 2 == 0)),
            (
                "number".into(),
                AttributeValue::Number(f64::from(*number) / 4.0),
            ),
            ("字".into(), AttributeValue::Text(number.to_string())),
        ]);
        let span = span(start, (start + len).min(sample.source.len()));
        let whole = Entity {
            id,
            span,
            label,
            authority,
            attributes,
            parts: Vec::new(),
        };
        let last = sample.source.len() - 1;
        let entity = if number % 3 == 0 {
            let more = [span, self::span(last, last + 1)];
            whole.with_pieces(more).unwrap()
        } else {
            whole
        };
        sample.insert(PageChange::Entity, entity);
        ids.push(id);
    }
    for &(from, to, first) in &plan.relations {
        if ids.is_empty() {
            break;
        }
        let label = RelationType::from(if first {
            "holds_office_in"
        } else {
            "carried_out_in"
        });
        let (from, to) = (ids[from % ids.len()], ids[to % ids.len()]);
        sample.insert(
            PageChange::Relation,
            Relation {
                id: RelationId::new(),
                label,
                from,
                to,
            },
        );
    }
}

proptest! {
    #[test]
    fn a_page_comes_back_as_it_went(plan in plans()) {
        let sample = build(&plan);
        let record = sample.export(|page| PageRecord::of(page, TextIn::Record));
        let (back, problems) = import(&through_bytes(&record), &plan.text);
        prop_assert_eq!(problems, []);
        let again = back.export(|page| PageRecord::of(page, TextIn::Record));
        prop_assert_eq!(without_ids(again), without_ids(record));
        prop_assert_eq!(back.annotations.segment_count(), sample.annotations.segment_count());
    }

    #[test]
    fn whatever_a_record_says_its_changes_can_be_applied(
        plan in plans(), shift in 0_u32..40, text in "[甲\\n]{0,60}"
    ) {
        let mut record = build(&plan).export(|page| PageRecord::of(page, TextIn::Nowhere));
        for segment in record.articles.iter_mut().flat_map(|article| &mut article.segments) {
            if let (Ok(start), Ok(end)) = (&mut segment.start.0, &mut segment.end.0) {
                *start /= 2;
                *end = (*end + shift) / 2;
            }
        }
        for entity in &mut record.entities {
            entity.start.0 = entity.start.0.clone().map(|start| start + shift);
        }
        // `import` fails if a change cannot be applied.
        let (back, _) = import(&record, &text);
        for segment in back.annotations.segments() {
            prop_assert!(back.source.contains(segment.span));
        }
    }
}

/// A folder with annotated pages: texts in `raw`, a JSON for each in `gold`.
fn pages_of_people() -> PathBuf {
    PathBuf::from(std::env::var_os("BROADSHEET_RAW").expect("set BROADSHEET_RAW to the folder"))
}

#[test]
#[ignore = "needs annotated pages, which are not part of the sources: set BROADSHEET_RAW"]
fn pages_of_people_come_back_as_they_went() {
    let root = pages_of_people();
    let mut count = 0;
    for file in std::fs::read_dir(root.join("gold")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let mut pages = read_pages(&bytes[..]);
        let gold = pages.next().unwrap().unwrap();
        assert_eq!(
            pages.unknown_keys().collect::<Vec<_>>(),
            ["optional_entities"]
        );
        let text =
            std::fs::read_to_string(root.join("raw").join(&gold.document).with_extension("txt"))
                .unwrap();
        let (sample, problems) = import(&gold, &text);
        assert_eq!(problems, []);
        let mut back = through_bytes(&sample.export(|page| PageRecord::of(page, TextIn::Nowhere)));
        let explicit = sample
            .annotations
            .articles()
            .filter(|article| article.title.is_some());
        println!(
            "{}: {} titles of their own",
            gold.document,
            explicit.count()
        );
        for (back, gold) in back.articles.iter_mut().zip(&gold.articles) {
            back.id.clone_from(&gold.id);
        }
        back.entities.iter_mut().for_each(|entity| entity.id = None);
        let mut entities = gold.entities.clone();
        entities.sort_by_key(|entity| (entity.start.0.clone(), entity.end.0.clone()));
        assert_eq!(back.articles, gold.articles);
        assert_eq!(back.furniture, gold.furniture);
        assert_eq!(back.line_breaks, gold.line_breaks);
        assert_eq!(back.entities, entities);
        assert_eq!(back.corrections, gold.corrections);
        count += 1;
    }
    assert!(count > 0);
}
