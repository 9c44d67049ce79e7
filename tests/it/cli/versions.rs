//! `broadsheet replace`: other texts of pages, and what is told of the annotations.

use super::{PAGE, annotated};

const COMMAND: [&str; 2] = ["replace", "p.broadsheet"];

#[test]
fn a_better_text_takes_the_place_of_the_document_of_its_name() {
    let desk = annotated();
    // One line instead of two, and a name that reads otherwise.
    let better = PAGE
        .replace("召开\n常委会", "召开常委会")
        .replace("周文", "周仌");
    desk.write("again/a.txt", &better);
    let run = desk.run(&[&COMMAND[..], &["again/a.txt"]].concat());
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let lines: Vec<_> = run.out.lines().collect();
    assert_eq!(
        lines,
        [
            "review: a.txt, line 2 (before: 3), layer main: entity OFFICIAL: carried, but its text \
             has changed: 周文",
            "a.txt: 51 of 52 characters are in the new text; carried exactly: 3, over changed \
             text: 1, not needed any more: 1, for review: 1",
        ]
    );
    let records = desk.records(&["--format", "jsonl-pages"]);
    assert_eq!(records.len(), 2);
    let page = records.iter().find(|it| it["document"] == "a.txt").unwrap();
    assert_eq!(page["text"], better);
    assert_eq!(page["articles"][0]["segments"].as_array().unwrap().len(), 3);
    assert_eq!(page["line_breaks"].as_object().unwrap().len(), 0);
    desk.expect_sound();
    // Once more is nothing to do.
    desk.run(&[&COMMAND[..], &["again/a.txt"]].concat());
}

#[test]
fn the_report_can_be_read_by_programs() {
    let desk = annotated();
    desk.write("new.txt", PAGE.replace("周文", "周仌"));
    let run = desk.run(&[&COMMAND[..], &["new.txt", "--document", "a", "--json"]].concat());
    let told = run.json();
    let done = &told["replaced"][0];
    assert_eq!(
        (done["document"].as_str(), done["exact"].as_u64()),
        (Some("a.txt"), Some(4))
    );
    let review = &done["review"][0];
    assert_eq!(
        (review["what"].as_str(), review["fate"].as_str()),
        (Some("entity"), Some("text-changed"))
    );
    assert_eq!(
        (review["line"].as_u64(), review["start"].as_u64()),
        (Some(3), Some(45))
    );
    assert_eq!(review["carried"], true);
    assert_eq!(told["refused"].as_array().unwrap().len(), 0);
}

#[test]
fn files_that_cannot_be_used_are_named_and_the_others_taken() {
    let desk = annotated();
    desk.write("again/a.txt", PAGE.replace('\n', "\n\n"));
    desk.write("again/nobody.txt", "别的\n");
    desk.write("again/b.txt", "");
    let files = ["again/nobody.txt", "again/b.txt", "again/a.txt"];
    let run = desk.run(&[&COMMAND[..], &files].concat());
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("nobody.txt") && run.err.contains("is empty"),
        "{}",
        run.err
    );
    assert!(run.out.contains("for review: 0"), "{}", run.out);
    // The same text again is nothing new.
    let run = desk.run(&[&COMMAND[..], &["again/a.txt"]].concat());
    assert!(run.err.contains("nothing to replace"), "{}", run.err);
    desk.run(&[&COMMAND[..], &["again/a.txt", "x.txt", "--document", "a"]].concat())
        .expect_sentence(2, &["--document", "one file"]);
    desk.run(&[&COMMAND[..], &["again/a.txt", "--document", "none"]].concat())
        .expect_sentence(2, &["none"]);
    desk.expect_sound();
}
