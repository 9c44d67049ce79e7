//! `search`: keyword in context, as lines, JSON and a table; refusals in a sentence.

use super::annotated;

#[test]
fn hits_are_lines_with_their_context() {
    let desk = annotated();
    let run = desk
        .run(&["search", "p.broadsheet", "青禾市"])
        .expect_fine();
    let lines: Vec<_> = run.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", run.out);
    assert_eq!(
        lines[0],
        "a.txt:1: [青禾市]政协召开常委会会议 本报讯（记者 李青）3月14日，青禾市政"
    );
    assert!(run.err.contains("2 hits in 1 document"), "{}", run.err);
    let none = desk
        .run(&["search", "p.broadsheet", "没有", "-q"])
        .expect_fine();
    assert_eq!((none.out.as_str(), none.err.as_str()), ("", ""));
}

#[test]
fn a_name_over_a_line_end_is_found_in_one_piece() {
    let desk = annotated();
    let args = [
        "search",
        "p.broadsheet",
        "召开常委会",
        "--role",
        "body",
        "--json",
    ];
    let run = desk.run(&args).expect_fine();
    let hit = run.json();
    assert_eq!(hit["hit"], "召开常委会");
    assert_eq!(
        (&hit["start"], &hit["end"], &hit["line"]),
        (&34.into(), &40.into(), &2.into())
    );
    assert_eq!((&hit["article"], &hit["role"]), (&1.into(), &"body".into()));
    assert_eq!(hit["label"], serde_json::Value::Null);
}

#[test]
fn filters_and_the_table() {
    let desk = annotated();
    let search = |more: &[&str]| {
        let args = [
            &["search", "p.broadsheet", ".县|青禾市", "--regex", "-q"],
            more,
        ]
        .concat();
        desk.run(&args).expect_fine().out
    };
    assert_eq!(search(&[]).lines().count(), 3);
    assert_eq!(search(&["--tagged", "CITY"]).lines().count(), 1);
    assert_eq!(search(&["--inside", "any"]).lines().count(), 2);
    assert_eq!(
        search(&["--document", "b.", "--outside", "CITY"])
            .lines()
            .count(),
        0
    );
    assert_eq!(search(&["--role", "headline"]).lines().count(), 1);
    let table = search(&["--csv"]);
    assert!(table.starts_with("\u{feff}document,newspaper,"), "{table}");
    assert_eq!(table.lines().count(), 4);
}

#[test]
fn more_hits_than_the_limit_are_a_finding() {
    let desk = annotated();
    let run = desk.run(&["search", "p.broadsheet", "青禾市", "--limit", "1"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.out.lines().count(), 1);
    assert!(run.err.contains("there are more hits"), "{}", run.err);
}

#[test]
fn what_cannot_be_searched_for_is_told_in_a_sentence() {
    let desk = annotated();
    for (args, said) in [
        (&["(", "--regex"][..], "this is no regular expression"),
        (&["(.{1000}){1000}", "--regex"], "too large"),
        (&[" "], "nothing to look for"),
        (&["市", "--role", "nonsense"], "furniture"),
        (&["市", "--inside", "NONE"], "CITY"),
        (&["市", "--by", "main"], "--inside"),
        (&["市", "--from", "soon"], "is no date"),
        (&["市", "--layer", "nobody"], "main"),
        (&["市", "--json", "--csv"], "cannot be used with"),
    ] {
        let run = desk.run(&[&["search", "p.broadsheet"], args].concat());
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
        assert!(run.err.starts_with("broadsheet: "), "{}", run.err);
    }
}
