//! Problems of pages in `check`: advice with document, line and sentence.

use super::annotated;

#[test]
fn check_lists_problems_as_advice() {
    let desk = annotated();
    let run = desk.run(&["check", "p.broadsheet"]).expect_fine();
    let headless = "advice: b.txt (main), line 2: article 1: it has no headline";
    assert!(run.out.contains(headless), "{}", run.out);
    let json = desk.run(&["check", "p.broadsheet", "--json"]).expect_fine();
    let json = json.json();
    assert_eq!(json["ok"], true);
    let finding = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["kind"] == "no-headline")
        .unwrap();
    assert_eq!(finding["document"], "b.txt");
    assert_eq!(finding["line"], 2);
    assert_eq!(finding["layer"], "main");
    assert_eq!(finding["severity"], "advice");
    assert_eq!(json["problems"]["ignored"], 0);
}

#[test]
fn the_list_can_be_left_out_or_counted() {
    let desk = annotated();
    let counted = desk
        .run(&["check", "p.broadsheet", "--problems", "count"])
        .expect_fine();
    assert!(!counted.out.contains("headline"), "{}", counted.out);
    assert!(!counted.out.contains("advice: 0"), "{}", counted.out);
    let none = desk
        .run(&["check", "p.broadsheet", "--problems", "none"])
        .expect_fine();
    assert!(none.out.contains("errors: 0, advice: 0"), "{}", none.out);
}

#[test]
fn links_that_are_broken_are_advice() {
    let desk = annotated();
    let linked = concat!(
        r#"{"document":"c.txt","text":"甲报\n清江县。\n清江县又讯。\n","articles":["#,
        r#"{"id":"c1","continues":{"document":"z.txt","article":"z1"},"segments":[{"start":3,"end":7,"role":"body"}]},"#,
        r#"{"id":"c2","continues":{"document":"c.txt","article":"c2x"},"segments":[{"start":8,"end":14,"role":"body"}]}"#,
        "]}\n"
    );
    desk.write("l.jsonl", linked);
    let import = [
        "import",
        "p.broadsheet",
        "l.jsonl",
        "--format",
        "jsonl-pages",
    ];
    desk.run(&[&import[..], &["--layer", "other"]].concat())
        .expect_fine();
    let run = desk.run(&["check", "p.broadsheet"]).expect_fine();
    for number in [1, 2] {
        let advice = format!("advice: c.txt (other): article {number} continues an article that");
        assert!(run.out.contains(&advice), "{}", run.out);
    }
}
