//! What users rely on: the exact form, and that nothing changes on the way.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::format::samples::Sample;
use crate::model::id::Label;

const GOLDEN: &str = concat!(
    r#"{"document":"page.txt","sha256":"SHA","#,
    r#""meta":{"newspaper":"民主协商报","date":"2024-02-01","page":null,"edition":"A"},"#,
    r#""layer":"main","#,
    r#""text":"𠮷田县召开会议\n本报讯 王毅到上\n海市调研二 O 二四年。\n\n报头报头\n","#,
    r#""articles":[{"id":"00000000-0000-0000-0000-0000000000a1","title":"𠮷田县召开会议","#,
    r#""segments":[{"start":0,"end":7,"role":"headline"},{"start":8,"end":29,"role":"body"}]}],"#,
    r#""furniture":[[31,35]],"line_breaks":{"2":"soft"},"#,
    r#""entities":[{"id":"00000000-0000-0000-0000-0000000000e1","start":0,"end":3,"#,
    r#""label":"CITY","canonical":"𠮷田县","attributes":{}},"#,
    r#"{"id":"00000000-0000-0000-0000-0000000000e2","start":12,"end":14,"#,
    r#""label":"OFFICIAL","canonical":"王毅","attributes":{"title":"部长"}},"#,
    r#"{"id":"00000000-0000-0000-0000-0000000000e3","start":15,"end":19,"#,
    r#""label":"CITY","canonical":"上海市","attributes":{}}],"#,
    r#""relations":[{"id":"00000000-0000-0000-0000-00000000000f","label":"holds_office_in","#,
    r#""from":"00000000-0000-0000-0000-0000000000e2","#,
    r#""to":"00000000-0000-0000-0000-0000000000e3"}],"#,
    r#""corrections":[{"start":21,"end":26,"to":"二〇二"}]}"#,
    "\n"
);

fn written(page: &PageRecord) -> String {
    let mut out = Vec::new();
    write_page(&mut out, page).unwrap();
    String::from_utf8(out).unwrap()
}

fn read_one(json: &str) -> PageRecord {
    let mut pages = read_pages(json.as_bytes());
    let page = pages.next().unwrap().unwrap();
    assert!(pages.next().is_none());
    page
}

#[test]
fn a_page_is_one_line_of_exactly_this_form() {
    let sample = Sample::full();
    let line = sample.export(|page| written(&PageRecord::of(page, TextIn::Record)));
    let golden = GOLDEN.replace("SHA", &sample.document.sha256.to_string());
    assert_eq!(line, golden);
    assert_eq!(written(&read_one(&golden)), golden);
}

#[test]
fn the_text_can_be_left_out() {
    let sample = Sample::full();
    let page = sample.export(|page| PageRecord::of(page, TextIn::Nowhere));
    assert!(!written(&page).contains("\"text\""));
    assert_eq!(page.entities.len(), 3);
}

#[test]
fn relations_go_with_the_labels_that_are_left_out() {
    let mut sample = Sample::full();
    sample.labels = Some(BTreeSet::from([Label::from("CITY")]));
    let page = sample.export(|page| PageRecord::of(page, TextIn::Nowhere));
    let labels: Vec<_> = page.entities.iter().map(|e| e.label.as_deref()).collect();
    assert_eq!(labels, [Some("CITY"), Some("CITY")]);
    assert!(page.relations.is_empty());
}

#[test]
fn line_breaks_are_written_in_the_order_of_the_lines() {
    let lines: Vec<u32> = (1..=12).collect();
    let page = PageRecord {
        document: "x".into(),
        line_breaks: lines
            .iter()
            .map(|&line| {
                (
                    Number(Ok(line)),
                    Kind(Ok(crate::model::line_break::BreakKind::Para)),
                )
            })
            .collect(),
        ..PageRecord::default()
    };
    let text = written(&page);
    assert!(
        text.contains(r#""9":"para","10":"para","11":"para""#),
        "{text}"
    );
    assert_eq!(read_one(&text), page);
}

#[test]
fn control_characters_survive() {
    let all: String = ('\0'..='\u{a0}')
        .chain(['\u{2028}', '\u{feff}', '\u{ffff}', '𠮷'])
        .collect();
    let page = PageRecord {
        document: "x".into(),
        text: Some(all),
        ..PageRecord::default()
    };
    let text = written(&page);
    assert_eq!(text.matches('\n').count(), 1);
    assert_eq!(read_one(&text), page);
}

#[test]
fn numbers_that_json_cannot_write_never_leave() {
    let numbers = [("a", f64::NAN), ("b", f64::INFINITY), ("c", 0.5)].map(|(name, number)| {
        let value = Value(Ok(crate::model::entity::AttributeValue::Number(number)));
        (name.to_owned(), value)
    });
    let entity = EntityRecord {
        attributes: Nest(Ok(BTreeMap::from(numbers))),
        ..EntityRecord::default()
    };
    let page = PageRecord {
        document: "x".into(),
        entities: vec![entity],
        ..PageRecord::default()
    };
    let text = written(&page);
    assert!(
        text.contains(r#""attributes":{"a":null,"b":null,"c":0.5}"#),
        "{text}"
    );
}

#[test]
fn every_key_may_be_missing_or_null() {
    let empty = PageRecord {
        document: "x".into(),
        ..PageRecord::default()
    };
    assert_eq!(read_one(r#"{"document":"x"}"#), empty);
    let keys = [
        "sha256",
        "meta",
        "layer",
        "text",
        "articles",
        "furniture",
        "line_breaks",
    ];
    let mut json = String::from(r#"{"document":"x","entities":null,"relations":null"#);
    for key in keys {
        json.push_str(&format!(",\"{key}\":null"));
    }
    assert_eq!(read_one(&(json + "}")), empty);
}

#[test]
fn a_leaf_of_the_wrong_kind_does_not_cost_the_page() {
    let page = read_one(
        r#"{"document":7,"meta":{"page":3,"odd":[1],"front":true},
        "entities":[{"id":5,"start":"12","end":-3,"label":{"x":[]},"attributes":{"n":1e300,"l":[1]}},
                    {"start":1e300,"end":12.0,"label":"CITY"}],
        "line_breaks":{"x":"soft","-1":"soft","3":1,"٣":"para"}}"#,
    );
    assert_eq!(page.document, "7");
    assert_eq!(page.meta.page.as_deref(), Some("3"));
    assert_eq!(page.meta.extra.len(), 1);
    let entity = &page.entities[0];
    assert_eq!(entity.id.as_deref(), Some("5"));
    assert_eq!(entity.start.0, Err("\"12\"".to_owned()));
    assert_eq!(entity.end.0, Err("-3".to_owned()));
    assert_eq!(entity.label, None);
    let attributes = entity.attributes.0.as_ref().unwrap();
    assert_eq!(attributes["l"].0, Err("a list".to_owned()));
    assert_eq!(page.entities[1].start.0, Err("1e300".to_owned()));
    assert_eq!(page.entities[1].end.0, Ok(12));
    let bad: Vec<_> = page
        .line_breaks
        .iter()
        .map(|(n, k)| n.0.is_ok() && k.0.is_ok())
        .collect();
    assert_eq!(bad, [false; 4]);
}
