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
