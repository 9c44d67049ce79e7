//! What comes in: encodings, folders, duplicates, metadata, annotations.

use encoding_rs::GB18030;

use super::{ANNOTATED, PAGE, annotated};
use crate::support::cli::Desk;

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// The texts of all documents by name, as the main export has them.
fn texts(desk: &Desk) -> Vec<(String, String)> {
    let records = desk.records(&["--format", "jsonl-pages"]);
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    records
        .iter()
        .map(|record| (text(&record["document"]), text(&record["text"])))
        .collect()
}

#[test]
fn every_encoding_gives_the_same_text() {
    let desk = Desk::with_project();
    let crlf = PAGE.replace('\n', "\r\n");
    desk.write("in/1.txt", PAGE);
    desk.write("in/2.txt", GB18030.encode(&PAGE.repeat(3)).0);
    desk.write("in/3.txt", utf16(PAGE));
    desk.write("in/4.txt", &crlf);
    let run = desk.run(&["import", "p.broadsheet", "in"]).expect_fine();
    assert_eq!(run.out, "4 documents imported\n");
    let found = texts(&desk);
    let wanted = [PAGE.to_owned(), PAGE.repeat(3), PAGE.to_owned(), crlf];
    assert_eq!(found.len(), 4);
    for ((name, text), wanted) in found.iter().zip(wanted) {
        assert_eq!(*text, wanted, "{name}");
    }
    desk.expect_sound();
}

#[test]
fn an_encoding_that_was_named_is_used() {
    let desk = Desk::with_project();
    let short = "青禾";
    desk.write("a.txt", GB18030.encode(short).0);
    desk.run(&["import", "p.broadsheet", "a.txt", "--encoding", "gbk"])
        .expect_fine();
    assert_eq!(texts(&desk)[0].1, short);
}

#[test]
fn folders_are_searched_to_their_depth_by_a_pattern() {
    let desk = Desk::with_project();
    desk.write("in/2023/a.txt", "a");
    desk.write("in/2024/deep/b.TXT", "b");
    desk.write("in/2024/c.md", "c");
    desk.run(&["import", "p.broadsheet", "in"]).expect_fine();
    assert_eq!(texts(&desk).len(), 2);
    desk.run(&["import", "p.broadsheet", "in", "--glob", "*.md"])
        .expect_fine();
    assert_eq!(texts(&desk).len(), 3);
    desk.run(&["import", "p.broadsheet", "in", "--glob", "*.xyz"])
        .expect_sentence(1, &["*.xyz", "--glob", ": in"]);
    desk.run(&["import", "p.broadsheet", "in", "--glob", "[a"])
        .expect_sentence(2, &["[a"]);
}

#[test]
fn the_same_bytes_come_in_once() {
    let desk = Desk::with_project();
    desk.write("a.txt", PAGE);
    desk.write("copy.txt", PAGE);
    let first = desk
        .run(&["import", "p.broadsheet", "a.txt", "copy.txt", "a.txt"])
        .expect_fine();
    assert_eq!(first.out, "1 document imported, 1 already in the project\n");
    assert!(first.err.contains("as a.txt: copy.txt"), "{}", first.err);
    let again = desk.run(&["import", "p.broadsheet", "."]).expect_fine();
    assert_eq!(
        again.out,
        "0 documents imported, 2 already in the project\n"
    );
    assert_eq!(desk.stats()["documents"], 1);
}

#[test]
fn metadata_come_from_names_and_tables() {
    let desk = Desk::with_project();
    desk.write("in/青禾日报-20240315-01.txt", "一");
    desk.write("in/x.txt", "二");
    desk.write(
        "in/metadata.csv",
        "file,newspaper,date,page,editor\nx.txt,清江晚报,2024.4.2,3,李青\n",
    );
    desk.run(&[
        "import",
        "p.broadsheet",
        "in",
        "--pattern",
        "{newspaper}-{date}-{page}",
    ])
    .expect_fine();
    let records = desk.records(&["--format", "jsonl-pages"]);
    let meta: Vec<_> = records.iter().map(|record| &record["meta"]).collect();
    assert_eq!(meta[1]["newspaper"], "青禾日报");
    assert_eq!(meta[1]["date"], "2024-03-15");
    assert_eq!(meta[1]["page"], "01");
    assert_eq!(meta[0]["newspaper"], "清江晚报");
    assert_eq!(meta[0]["date"], "2024-04-02");
    assert_eq!(meta[0]["editor"], "李青");
}

#[test]
fn a_table_tells_pages_of_one_name_apart_by_their_folders() {
    let desk = Desk::with_project();
    desk.write("in/15/01.txt", "一");
    desk.write("in/16/01.txt", "二");
    desk.write(
        "table.csv",
        "file,date\n15/01.txt,2024-03-15\n16/01.txt,2024-03-16\n",
    );
    desk.run(&["import", "p.broadsheet", "in", "--metadata", "table.csv"])
        .expect_fine();
    let records = desk.records(&["--format", "jsonl-pages"]);
    assert_eq!(records[0]["meta"]["date"], "2024-03-15");
    assert_eq!(records[1]["meta"]["date"], "2024-03-16");
}

#[test]
fn each_folder_has_its_own_table() {
    let desk = Desk::with_project();
    for (folder, paper) in [("east", "东报"), ("west", "西报")] {
        desk.write(&format!("{folder}/01.txt"), paper);
        let table = format!("file,newspaper\n01.txt,{paper}\n");
        desk.write(&format!("{folder}/metadata.csv"), table);
    }
    desk.run(&["import", "p.broadsheet", "east", "west"])
        .expect_fine();
    for record in desk.records(&["--format", "jsonl-pages"]) {
        assert_eq!(record["meta"]["newspaper"], record["text"]);
    }
}

#[test]
fn a_table_that_was_asked_for_must_be_one() {
    let desk = Desk::with_project();
    desk.write("in/a.txt", PAGE);
    desk.write("in/metadata.csv", "colour,shape\nred,round\n");
    desk.run(&[
        "import",
        "p.broadsheet",
        "in",
        "--metadata",
        "in/metadata.csv",
    ])
    .expect_sentence(2, &["metadata.csv"]);
    desk.run(&["import", "p.broadsheet", "in", "--metadata", "none.csv"])
        .expect_sentence(2, &["check the name", "none.csv"]);
    assert_eq!(desk.stats()["documents"], 0);
    // One that merely lies there is passed over.
    let run = desk.run(&["import", "p.broadsheet", "in"]).expect_fine();
    assert!(run.err.contains("metadata.csv"), "{}", run.err);
    assert_eq!(desk.stats()["documents"], 1);
}

#[test]
fn annotations_go_into_a_layer_and_come_out_the_same() {
    let desk = annotated();
    desk.run(&[
        "export",
        "p.broadsheet",
        "--format",
        "jsonl-pages",
        "--out",
        "out.jsonl",
    ])
    .expect_fine();
    desk.run(&[
        "import",
        "p.broadsheet",
        "out.jsonl",
        "--format",
        "jsonl-pages",
        "--layer",
        "copy",
    ])
    .expect_fine();
    let own = desk.records(&["--format", "jsonl-pages"]);
    let copy = desk.records(&["--format", "jsonl-pages", "--layer", "copy"]);
    assert_eq!(own.len(), 2);
    for (own, copy) in own.iter().zip(&copy) {
        assert_eq!(without_ids(own), without_ids(copy));
        assert_eq!(copy["layer"], "copy");
    }
    desk.expect_sound();
}

/// A record without what differs between two imports of the same annotations.
pub fn without_ids(record: &serde_json::Value) -> serde_json::Value {
    let mut record = record.clone();
    record["layer"] = serde_json::Value::Null;
    for list in ["articles", "entities"] {
        for part in record[list].as_array_mut().unwrap() {
            part["id"] = serde_json::Value::Null;
        }
    }
    record
}

#[test]
fn annotations_that_fit_no_page_are_listed_and_make_no_layer() {
    let desk = Desk::with_project();
    desk.write("n.jsonl", ANNOTATED.lines().next().unwrap());
    desk.run(&[
        "import",
        "p.broadsheet",
        "n.jsonl",
        "--format",
        "jsonl-pages",
        "--layer",
        "gold",
    ])
    .expect_sentence(1, &["a.txt", "raw text first", "n.jsonl"]);
    assert_eq!(desk.stats()["layers"].as_array().unwrap().len(), 1);
}

#[test]
fn a_broken_line_of_annotations_does_not_hurt_the_others() {
    let desk = Desk::with_project();
    let second = ANNOTATED.lines().nth(1).unwrap();
    desk.write(
        "n.jsonl",
        format!("{{\"document\": \"a\n{second}\n[1, 2]\n"),
    );
    let run = desk.run(&[
        "import",
        "p.broadsheet",
        "n.jsonl",
        "--format",
        "jsonl-pages",
    ]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("line 1"), "{}", run.err);
    assert_eq!(desk.stats()["documents"], 1);
    desk.expect_sound();
}

#[test]
fn annotations_for_another_page_of_the_same_name_leave_ours_alone() {
    let desk = annotated();
    let before = desk.records(&["--format", "jsonl-pages"]);
    desk.write(
        "other.jsonl",
        r#"{"document":"a.txt","text":"另一版","entities":[]}"#,
    );
    desk.run(&[
        "import",
        "p.broadsheet",
        "other.jsonl",
        "--format",
        "jsonl-pages",
    ])
    .expect_sentence(1, &["a.txt", "other.jsonl"]);
    assert_eq!(desk.records(&["--format", "jsonl-pages"]), before);
}
