//! Records that do not fit the page, and what becomes of them.

use std::collections::BTreeMap;

use super::*;
use crate::format::pages::{Nest, read_pages};
use crate::format::samples::{Sample, TEXT, span, uuid};
use crate::model::article::Place;
use crate::model::id::EntityId;

const OPTIONS: AttachOptions = AttachOptions {
    fresh_ids: true,
    space: None,
};

fn record(json: &str) -> PageRecord {
    read_pages(json.as_bytes()).next().unwrap().unwrap()
}

/// Attaches the inner part of a record to the sample's page: the page as it is
/// then, and the problems.
fn attached(inner: &str, options: AttachOptions) -> (Sample, Vec<String>) {
    let mut sample = Sample::bare(TEXT);
    let record = record(&format!("{{\"document\":\"page.txt\",{inner}}}"));
    let mut authority = |_: &Label, _: &str| Some(AuthorityId::new());
    let schema = Schema::newspaper();
    let out = attach(&record, &sample.source, &schema, &mut authority, options);
    sample.apply(&out.changes);
    let problems = out.problems.iter().map(ToString::to_string).collect();
    (sample, problems)
}

fn assert_starts(problems: &[String], starts: &[&str]) {
    assert_eq!(problems.len(), starts.len(), "{problems:#?}");
    for (problem, start) in problems.iter().zip(starts) {
        assert!(problem.starts_with(start), "{problem}\n{start}");
    }
}

fn surfaces(sample: &Sample) -> Vec<String> {
    let entities = sample.annotations.entities();
    entities
        .map(|entity| format!("{} {}", entity.label, entity.surface(&sample.source)))
        .collect()
}

#[test]
fn offsets_count_code_points() {
    let inner = r#""entities":[{"start":0,"end":3,"label":"CITY"},{"start":12,"end":14,"label":"OFFICIAL"}]"#;
    let (sample, problems) = attached(inner, OPTIONS);
    assert_eq!(surfaces(&sample), ["CITY 𠮷田县", "OFFICIAL 王毅"]);
    assert_eq!(problems, [""; 0]);
}

#[test]
fn bad_mentions_are_listed_and_good_ones_kept() {
    let inner = r#""entities":[
        {"id":"a1","start":12,"end":14,"label":"OFFICIAL","attributes":{"title":"部长","x":[1],"n":null,"ok":true}},
        {"id":"a2","start":30,"end":99,"label":"CITY"},
        {"id":"a3","start":9,"end":4,"label":"CITY"},
        {"id":"a4","start":4,"end":4,"label":"CITY"},
        {"id":"a5","start":"4","end":5,"label":"CITY"},
        {"id":"a6","start":-4,"end":5,"label":"CITY"},
        {"id":"a7","start":1e300,"end":5,"label":"CITY"},
        {"start":4,"label":"CITY"},
        {"start":0,"end":3,"label":"TOWN"},
        {"start":0,"end":3},
        {"start":0,"end":36,"label":"CITY"}]"#;
    let (sample, problems) = attached(inner, OPTIONS);
    assert_eq!(surfaces(&sample).len(), 2);
    let official = sample.annotations.entities().nth(1).unwrap();
    assert_eq!(
        official.attributes.keys().collect::<Vec<_>>(),
        ["ok", "title"]
    );
    assert_starts(
        &problems,
        &[
            "entity 1 (a1): the attribute \"x\" is a list; write a text",
            "entity 2 (a2): 30..99 leaves the text, which has 36 code points; ",
            "entity 3 (a3): 9..4 runs backwards; ",
            "entity 4 (a4): 4..4 is empty; ",
            "entity 5 (a5): its start is \"4\"; write a whole number",
            "entity 6 (a6): its start is -4; ",
            "entity 7 (a7): its start is 1e300; ",
            "entity 8: its end is missing; ",
            "entity 9: the schema has no label \"TOWN\"; ",
            "entity 10: it has no label; ",
        ],
    );
}

#[test]
fn parts_that_make_up_nothing_are_listed() {
    let inner = r#""entities":[
        {"id":"a1","start":0,"end":14,"parts":[[0,3],[12,14]],"label":"CITY"},
        {"id":"a2","start":0,"end":3,"parts":[[0,3]],"label":"CITY"},
        {"id":"a3","start":0,"end":3,"parts":null,"label":"CITY"},
        {"id":"b1","start":0,"end":14,"parts":[[0,3],[3,14]],"label":"CITY"},
        {"id":"b2","start":0,"end":14,"parts":[[12,14],[0,3]],"label":"CITY"},
        {"id":"b3","start":0,"end":14,"parts":[[0,3],[5,13]],"label":"CITY"},
        {"id":"b4","start":0,"end":14,"parts":[[0,3],[5,99]],"label":"CITY"},
        {"id":"b5","start":0,"end":14,"parts":[["x",3],[5,14]],"label":"CITY"},
        {"id":"b6","start":0,"end":14,"parts":[[0,2]],"label":"CITY"},
        {"parts":[[0,2],[4,5]],"label":"CITY"}]"#;
    let (sample, problems) = attached(inner, OPTIONS);
    assert_eq!(
        surfaces(&sample),
        ["CITY 𠮷田县", "CITY 𠮷田县", "CITY 𠮷田县…王毅"]
    );
    assert_starts(
        &problems,
        &[
            "entity 4 (b1): its parts do not make up 0..14",
            "entity 5 (b2): its parts do not make up 0..14",
            "entity 6 (b3): its parts do not make up 0..14",
            "entity 7 (b4): part 2: 5..99 leaves the text",
            "entity 8 (b5): part 1: its start is \"x\"",
            "entity 9 (b6): its parts do not make up 0..14",
            "entity 10: its start is missing",
        ],
    );
}

#[test]
fn parts_and_attributes_of_another_kind_cost_only_what_they_belong_to() {
    let inner = r#""entities":[
        {"id":"a1","start":0,"end":14,"parts":[[0,3],[12,14,15]],"label":"CITY"},
        {"id":"a2","start":0,"end":3,"parts":7,"label":"CITY"},
        {"id":"a3","start":0,"end":3,"parts":[3,4],"label":"CITY"},
        {"id":"b1","start":0,"end":3,"attributes":"k=v","label":"CITY"},
        {"id":"b2","start":12,"end":14,"attributes":["这是一个很长很长的列表","这是一个很长很长的列表",
         "这是一个很长很长的列表","这是一个很长很长的列表"],"label":"OFFICIAL"},
        {"id":"b3","start":12,"end":14,"attributes":null,"label":"OFFICIAL"}],
        "articles":[{"id":"c1","attributes":7,"segments":[{"start":0,"end":7,"role":"headline"}]}]"#;
    let (sample, problems) = attached(inner, OPTIONS);
    assert_eq!(sample.annotations.article_count(), 1);
    assert_eq!(
        surfaces(&sample),
        ["CITY 𠮷田县", "OFFICIAL 王毅", "OFFICIAL 王毅"]
    );
    assert_starts(
        &problems,
        &[
            "article 1 (c1): its attributes are 7 and were left out; write an object",
            "entity 1 (a1): its parts are [[0,3],[12,14,15]]; write a list, and each part",
            "entity 2 (a2): its parts are 7; ",
            "entity 3 (a3): its parts are [3,4]; ",
            "entity 4 (b1): its attributes are \"k=v\" and were left out; ",
            "entity 5 (b2): its attributes are [\"这是一个很长很长的列表\",\"这是一个很长很长的列表\",",
        ],
    );
}

#[test]
fn attributes_of_articles_are_kept_and_bad_ones_listed() {
    let inner = r#""articles":[
        {"id":"a1","attributes":{"topic":"水","ok":true,"n":2,"x":[1],"y":null},
         "segments":[{"start":0,"end":7,"role":"headline"}]}]"#;
    let (sample, problems) = attached(inner, OPTIONS);
    let article = sample.annotations.articles().next().unwrap();
    let names: Vec<_> = article.attributes.keys().map(String::as_str).collect();
    assert_eq!(names, ["n", "ok", "topic"]);
    assert_starts(
        &problems,
        &["article 1 (a1): the attribute \"x\" is a list"],
    );
}

#[test]
fn numbers_that_are_none_are_left_out() {
    let mut record =
        record(r#"{"document":"page.txt","entities":[{"start":0,"end":3,"label":"CITY"}]}"#);
    let number = |number| {
        crate::format::pages::Value(Ok(crate::model::entity::AttributeValue::Number(number)))
    };
    record.entities[0].attributes = Nest(Ok(BTreeMap::from([
        ("n".into(), number(f64::NAN)),
        ("m".into(), number(2.5)),
    ])));
    let source = SourceText::new(TEXT);
    let out = attach(
        &record,
        &source,
        &Schema::newspaper(),
        &mut |_, _| Some(AuthorityId::new()),
        OPTIONS,
    );
    assert_eq!(
        out.problems[0].to_string(),
        "entity 1: the attribute \"n\" is not a finite number"
    );
    let PageChange::Entity(Change::Insert(entity)) = &out.changes[0] else {
        panic!()
    };
    assert_eq!(entity.attributes.keys().collect::<Vec<_>>(), ["m"]);
}

#[test]
fn of_overlapping_articles_the_first_keeps_the_text() {
    let inner = r#""articles":[
        {"id":"a1","segments":[{"start":8,"end":16,"role":"body"},{"start":20,"end":22,"role":"body"}]},
        {"id":"a2","segments":[{"start":0,"end":29,"role":"body"},{"start":9,"end":12,"role":"caption"},
                               {"start":31,"end":33,"role":"verse"},{"start":31,"end":33,"role":"caption"}]},
        {"id":"a3","segments":[{"start":10,"end":12,"role":"body"}]},
        {"id":"a4","title":"没有正文"}],
        "furniture":[[28,35],[1,0],7,[1],{"start":0},["x",2],null,[1,2,3]]"#;
    let (sample, problems) = attached(inner, OPTIONS);
    let numbers: Vec<_> = sample
        .annotations
        .segments()
        .map(|segment| {
            let number = segment
                .article()
                .and_then(|id| sample.annotations.article_number(id));
            (segment.span, number, segment.place == Place::Furniture)
        })
        .collect();
    assert_eq!(
        numbers,
        [
            (span(0, 8), Some(2), false),
            (span(8, 16), Some(1), false),
            (span(16, 20), Some(2), false),
            (span(20, 22), Some(1), false),
            (span(22, 29), Some(2), false),
            (span(31, 33), Some(2), false),
            (span(33, 35), None, true),
        ]
    );
    let second = sample.annotations.article_by_number(2).unwrap().id;
    let order: Vec<_> = sample
        .annotations
        .segments_of(second)
        .map(|s| s.span.start().0)
        .collect();
    assert_eq!(order, [0, 16, 22, 31]);
    assert_eq!(
        sample
            .annotations
            .article_by_number(3)
            .unwrap()
            .title
            .as_deref(),
        Some("没有正文")
    );
    assert_starts(
        &problems,
        &[
            "article 2 (a2), segment 1: 0..29 overlaps what came before it in the file; only 0..8 and 16..20 and 22..29 was kept",
            "article 2 (a2), segment 2: 9..12 belongs to what came before",
            "article 2 (a2), segment 3: the schema has no role \"verse\"; ",
            "article 3 (a3), segment 1: 10..12 belongs to",
            "article 3 (a3): none of its segments could be used; it was left out",
            "furniture 1: 28..35 overlaps what came before it in the file; only 33..35 was kept",
            "furniture 2: 1..0 runs backwards",
            "furniture 3: it is 7 and was left out; write it as [start, end]",
            "furniture 4: it is [1] and was left out; ",
            "furniture 5: it is {\"start\":0} and was left out; ",
            "furniture 6: its start is ",
            "furniture 7: ",
            "furniture 8: it is [1,2,3] and was left out; ",
        ],
    );
}

#[test]
fn a_title_that_the_headline_gives_is_not_stored() {
    let article = |title: &str| {
        let inner = format!(
            r#""articles":[{{"title":{title},"segments":[{{"start":0,"end":7,"role":"headline"}},{{"start":8,"end":11,"role":"headline"}}]}}]"#
        );
        let (sample, problems) = attached(&inner, OPTIONS);
        assert_eq!(problems, [""; 0]);
        sample.annotations.articles().next().unwrap().title.clone()
    };
    assert_eq!(article("\"𠮷田县召开会议 本报讯\""), None);
    assert_eq!(
        article("\"𠮷田县召开会议本报讯\"").as_deref(),
        Some("𠮷田县召开会议本报讯")
    );
    assert_eq!(article("null"), None);
    assert_eq!(article("\" \""), None);
}

#[test]
fn line_breaks_that_are_not_of_the_page_are_listed() {
    let inner = r#""line_breaks":{"1":"para","2":"hard","0":"soft","7":"soft","-1":"soft","one":"soft","01":"soft","4294967296":"soft","3":null,"6":"soft"}"#;
    let (sample, problems) = attached(inner, OPTIONS);
    let kept: Vec<_> = sample
        .annotations
        .line_breaks()
        .map(|found| found.line)
        .collect();
    assert_eq!(kept, [1, 6]);
    assert_starts(
        &problems,
        &[
            "line break 2: \"hard\" is neither",
            "line break 0: the page has the lines 1 to 6",
            "line break 7: the page has the lines 1 to 6",
            "line break \"-1\": this is not the number of a line",
            "line break \"one\": this is not the number of a line",
            "line break 1: the line is there twice; the first was kept",
            "line break \"4294967296\": this is not",
            "line break 3: null is neither",
        ],
    );
}

#[test]
fn of_overlapping_corrections_the_first_is_kept() {
    let inner = r#""corrections":[{"start":20,"end":26,"to":"二〇二"},{"start":25,"end":28,"to":"x"},{"start":26,"end":27,"to":""},{"start":1,"end":2},{"start":3,"end":3,"to":"x"}]"#;
    let (sample, problems) = attached(inner, OPTIONS);
    let kept: Vec<_> = sample
        .annotations
        .corrections()
        .map(|c| c.replacement.as_str())
        .collect();
    assert_eq!(kept, ["二〇二", ""]);
    assert_starts(
        &problems,
        &[
            "correction 2: 25..28 overlaps the correction of 20..26, which was kept",
            "correction 4: it does not say how the text should read",
            "correction 5: 3..3 is empty",
        ],
    );
}

#[test]
fn relations_follow_whatever_ids_the_file_has() {
    let inner = r#""entities":[
        {"id":"a1","start":0,"end":3,"label":"CITY"},
        {"id":"a1","start":17,"end":19,"label":"CITY"},
        {"id":7,"start":12,"end":14,"label":"OFFICIAL"},
        {"id":"gone","start":12,"end":99,"label":"OFFICIAL"}],
        "relations":[
        {"id":"r","label":"holds_office_in","from":7,"to":"a1"},
        {"label":"holds_office_in","from":"gone","to":"a1"},
        {"label":"holds_office_in","to":"a1"},
        {"label":"likes","from":7,"to":"a1"}]"#;
    let (sample, problems) = attached(inner, OPTIONS);
    let relation = sample.annotations.relations().next().unwrap();
    let at = |id| sample.annotations.entity(id).unwrap().span;
    assert_eq!(
        (at(relation.from), at(relation.to)),
        (span(12, 14), span(0, 3))
    );
    assert_starts(
        &problems,
        &[
            "entity 2 (a1): another one has the same id; it was given a new one",
            "entity 4 (gone): 12..99 leaves",
            "relation 2: its \"from\" is the entity \"gone\", which is not on the page or was left out",
            "relation 3: it has no \"from\"",
            "relation 4: the schema has no relation \"likes\"",
        ],
    );
}

#[test]
fn uuids_are_kept_only_if_the_caller_says_so() {
    let known = uuid(0x77);
    let inner = format!(
        r#""entities":[{{"id":"{known}","start":0,"end":3,"label":"CITY"}},{{"id":"{known}","start":4,"end":5,"label":"CITY"}},{{"id":"x","start":5,"end":6,"label":"CITY"}}]"#
    );
    let ids = |fresh_ids| -> Vec<EntityId> {
        let (sample, _) = attached(
            &inner,
            AttachOptions {
                fresh_ids,
                ..OPTIONS
            },
        );
        sample
            .annotations
            .entities()
            .map(|entity| entity.id)
            .collect()
    };
    assert_eq!(ids(false).iter().filter(|id| id.0 == known).count(), 1);
    assert!(
        ids(true)
            .iter()
            .all(|id| id.0 != known && id.0.get_version_num() == 7)
    );
}

#[test]
fn a_record_of_another_text_is_refused_as_a_whole() {
    let refused = |text: &str| {
        let text = serde_json::to_string(text).unwrap();
        let inner = format!(r#""text":{text},"entities":[{{"start":0,"end":3,"label":"CITY"}}]"#);
        let (sample, problems) = attached(&inner, OPTIONS);
        assert_eq!(sample.annotations.is_empty(), !problems.is_empty());
        problems.join("|")
    };
    assert_eq!(refused(TEXT), "");
    assert_eq!(
        refused(&TEXT.replace("王毅", "王殴")),
        "text: at code point 13 (line 2) the record has '殴' where the page has '毅'; import it \
         only into the page from which it was made"
    );
    assert!(
        refused(&TEXT.replace('\n', "\r\n"))
            .starts_with("text: at code point 7 (line 1) the record has '\\r'")
    );
    assert!(
        refused(&TEXT[..7]).starts_with("text: the record's text ends at code point 2 (line 1)")
    );
    assert!(refused(&format!("{TEXT}x")).starts_with("text: the record's text goes on"));
    assert!(refused("").starts_with("text: the record's text ends at code point 0"));
}

#[test]
fn authorities_are_asked_for_kept_mentions_only() {
    let record = record(
        r#"{"document":"x","entities":[{"start":0,"end":3,"label":"CITY","canonical":" 𠮷田县 "},
        {"start":0,"end":3,"label":"CITY","canonical":" "},{"start":0,"end":99,"label":"CITY","canonical":"上海市"}]}"#,
    );
    let mut asked = Vec::new();
    let mut authority = |label: &Label, name: &str| {
        asked.push(format!("{label} {name}"));
        Some(AuthorityId::new())
    };
    let source = SourceText::new(TEXT);
    attach(
        &record,
        &source,
        &Schema::newspaper(),
        &mut authority,
        OPTIONS,
    );
    assert_eq!(asked, ["CITY 𠮷田县"]);
}
