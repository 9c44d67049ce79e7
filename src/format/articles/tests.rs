//! Offsets into the reading text, checked against texts made by hand.

use serde_json::Value;

use super::*;
use crate::edit::op::PageChange;
use crate::format::samples::{Sample, span, uuid};
use crate::model::article::{Article, Place, RANK_STEP, Segment};
use crate::model::correction::Correction;
use crate::model::entity::AttributeValue;
use crate::model::entity::Attributes;
use crate::model::id::{ArticleId, CorrectionId, SegmentId};

const GOLDEN: &str = concat!(
    r#"{"id":"00000000-0000-0000-0000-0000000000a1","document":"page.txt","position":1,"#,
    r#""title":"𠮷田县召开会议","text":"𠮷田县召开会议\n本报讯 王毅到上海市调研二〇二四年。","#,
    r#""segments":[{"start":0,"end":7,"role":"headline","raw":[0,7]},"#,
    r#"{"start":8,"end":26,"role":"body","raw":[8,29]}],"#,
    r#""entities":[{"start":0,"end":3,"label":"CITY","canonical":"𠮷田县","text":"𠮷田县","raw":[[0,3]]},"#,
    r#"{"start":12,"end":14,"label":"OFFICIAL","canonical":"王毅","attributes":{"title":"部长"},"text":"王毅","raw":[[12,14]]},"#,
    r#"{"start":15,"end":18,"label":"CITY","canonical":"上海市","text":"上海市","raw":[[15,16],[17,19]]}],"#,
    r#""meta":{"newspaper":"民主协商报","date":"2024-02-01","page":null,"edition":"A"}}"#,
    "\n"
);

fn lines(sample: &Sample) -> String {
    let mut out = Vec::new();
    let count = sample
        .export(|page| write_articles(&mut out, page, &Chains::default()))
        .unwrap();
    assert_eq!(count, sample.annotations.article_count());
    String::from_utf8(out).unwrap()
}

/// Every offset, read as Python would read it, gives the text beside it.
fn assert_offsets_hold(sample: &Sample) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for line in lines(sample).lines() {
        let article: Value = serde_json::from_str(line).unwrap();
        let text: Vec<char> = article["text"].as_str().unwrap().chars().collect();
        for entity in article["entities"].as_array().unwrap() {
            let at = |key: &str| entity[key].as_u64().unwrap() as usize;
            let surface: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(entity["text"], surface.as_str());
            found.push((surface, entity["raw"].to_string()));
        }
    }
    found
}

#[test]
fn an_article_is_one_line_of_exactly_this_form() {
    assert_eq!(lines(&Sample::full()), GOLDEN);
}

#[test]
fn mentions_are_clipped_to_the_article_and_follow_corrections() {
    let mut sample = Sample::full();
    // From the last line of the article into the furniture; the year, whose
    // letters are corrected; furniture alone; text that is deleted.
    sample.entity(0x10, span(28, 33), "INITIATIVE", "a");
    sample.entity(0x11, span(22, 28), "INITIATIVE", "b");
    sample.entity(0x12, span(31, 33), "INITIATIVE", "c");
    sample.insert(
        PageChange::Correction,
        Correction {
            id: CorrectionId(uuid(0x20)),
            span: span(8, 12),
            replacement: String::new(),
        },
    );
    sample.entity(0x13, span(8, 11), "INITIATIVE", "d");
    let found = assert_offsets_hold(&sample);
    let surfaces: Vec<_> = found.iter().map(|(surface, _)| surface.as_str()).collect();
    assert_eq!(surfaces, ["𠮷田县", "王毅", "上海市", "〇二四年", "。"]);
    assert_eq!(found[4].1, "[[28,29]]");
}

#[test]
fn a_mention_in_parts_and_what_is_said_of_an_article() {
    let mut sample = Sample::full();
    sample.in_parts(0x10, &[span(15, 16), span(17, 19), span(21, 28)]);
    sample.say_of_articles("topic", &AttributeValue::Text("水".into()));
    let mut out = Vec::new();
    sample
        .export(|page| write_articles(&mut out, page, &Chains::default()))
        .unwrap();
    let line: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(line["attributes"]["topic"], "水");
    let found = line["entities"].as_array().unwrap().iter();
    let found = found
        .filter(|it| it["label"] == "INITIATIVE")
        .collect::<Vec<_>>();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["text"], "上…海市…二〇二四年");
    let parts = found[0]["parts"].as_array().unwrap();
    let text: Vec<char> = line["text"].as_str().unwrap().chars().collect();
    let words: Vec<String> = parts
        .iter()
        .map(|part| {
            let at = |n: usize| part[n].as_u64().unwrap() as usize;
            text[at(0)..at(1)].iter().collect()
        })
        .collect();
    assert_eq!(words, ["上", "海市", "二〇二四年"]);
    assert_eq!(found[0]["start"], parts[0][0]);
    assert_eq!(found[0]["end"], parts[2][1]);
    assert!(line["entities"][0].get("parts").is_none());
}

#[test]
fn a_mention_over_two_articles_is_in_both() {
    let mut sample = Sample::bare("甲乙丙丁戊己");
    for (number, at) in [(1, span(0, 3)), (2, span(3, 6))] {
        let article = ArticleId(uuid(number));
        let rank = number as i64 * RANK_STEP;
        let (id, title, continues) = (article, None, None);
        sample.insert(
            PageChange::Article,
            Article {
                id,
                rank,
                title,
                continues,
                attributes: Attributes::new(),
            },
        );
        let place = Place::Article {
            article,
            rank,
            role: "body".into(),
        };
        let id = SegmentId(uuid(number));
        sample.insert(
            PageChange::Segment,
            Segment {
                id,
                span: at,
                place,
            },
        );
    }
    sample.entity(0x10, span(2, 5), "CITY", "x");
    let found = assert_offsets_hold(&sample);
    assert_eq!(
        found,
        [
            ("丙".to_owned(), "[[2,3]]".to_owned()),
            ("丁戊".to_owned(), "[[3,5]]".to_owned())
        ]
    );
}

#[test]
fn a_mention_over_scattered_segments_keeps_its_longest_stretch() {
    let mut sample = Sample::bare("甲乙丙丁戊己");
    let article = ArticleId(uuid(1));
    let (id, rank, title, continues) = (article, 1, None, None);
    sample.insert(
        PageChange::Article,
        Article {
            id,
            rank,
            title,
            continues,
            attributes: Attributes::new(),
        },
    );
    for (rank, at) in [(1, span(0, 2)), (3, span(2, 4)), (2, span(4, 6))] {
        let place = Place::Article {
            article,
            rank,
            role: "body".into(),
        };
        let id = SegmentId(uuid(rank as u128));
        sample.insert(
            PageChange::Segment,
            Segment {
                id,
                span: at,
                place,
            },
        );
    }
    // Reads 甲乙 / 戊己 / 丙丁.
    sample.entity(0x10, span(1, 4), "CITY", "x");
    sample.entity(0x11, span(3, 6), "CITY", "y");
    let found = assert_offsets_hold(&sample);
    assert_eq!(
        found,
        [
            ("戊己".to_owned(), "[[4,6]]".to_owned()),
            ("丙丁".to_owned(), "[[2,4]]".to_owned()),
        ]
    );
}
