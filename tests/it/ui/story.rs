//! The main job from beginning to end: three articles and furniture, five
//! entities, everything undone and done again, closed, reopened, exported.

use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};

const PAGE: &str = "青禾日报_2024-06-08_04.txt";

#[test]
fn an_editor_marks_a_page_and_gets_a_dataset_out() {
    let setup = Setup::default();
    let mut desk = setup.sample();
    desk.harness.get_by_label(PAGE).click();
    desk.settle();
    mark_articles(&mut desk);
    let articles = desk.articles();
    tag_entities(&mut desk);
    let entities = desk.entities();
    desk.picture("story");

    let mut steps = 0;
    while desk
        .session()
        .undo_label()
        .is_some_and(|label| label.deed.as_str() != "import-documents")
    {
        desk.keys(&["Ctrl+Z"]);
        steps += 1;
    }
    assert_eq!(
        (desk.articles().as_str(), desk.entities()),
        ("", Vec::new()),
        "undone"
    );
    for _ in 0..steps {
        desk.keys(&["Ctrl+Shift+Z"]);
    }
    assert_eq!(
        (desk.articles(), desk.entities()),
        (articles.clone(), entities.clone()),
        "redone"
    );

    let mut desk = desk.reopen(&setup);
    desk.harness.get_by_label(PAGE).click();
    desk.settle();
    assert_eq!(
        (desk.articles(), desk.entities()),
        (articles, entities),
        "reopened"
    );
    let exported = export(&mut desk);
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/story.jsonl");
        std::fs::write(folder, format!("{}\n", without_ids(&exported))).unwrap();
    }
    let expected = include_str!("../fixtures/story.jsonl");
    assert_eq!(without_ids(&exported), without_ids(expected.trim_end()));
}

fn mark_articles(desk: &mut Desk) {
    for start in ["本报铜川讯", "本报延川讯", "本报韩城讯"] {
        desk.caret(start).keys(&["B"]);
    }
    for headline in ["三座老窑重新点火", "五号垄该锄了", "价格旁边多了一列数"]
    {
        // The words also stand in a body; the headline is the line of their own.
        headline_of(desk, headline);
    }
    desk.select("本报铜川讯（记者谷雨）6月6日，").keys(&["D"]);
    desk.select("本报富平讯（通讯员毋秋）").keys(&["X"]);
    let shown = desk.articles();
    assert!(
        shown.starts_with("1 headline[三座老窑重新点火] dateline["),
        "{shown}"
    );
    assert_eq!(
        shown.lines().count(),
        4,
        "three articles and furniture: {shown}"
    );
}

/// Puts the caret on the line that is just `text` and presses `H`.
fn headline_of(desk: &mut Desk, text: &str) {
    let page = desk.page();
    let line = (0..page.source.line_count())
        .find(|&line| page.source.line(line) == text)
        .unwrap();
    desk.keys(&["Ctrl+G"]);
    desk.type_text(&(line + 1).to_string());
    desk.keys(&["Enter", "H"]);
}

fn tag_entities(desk: &mut Desk) {
    desk.keys(&["F3"]);
    desk.select("铜川市").keys(&["1"]);
    desk.select("耀州区").keys(&["1"]);
    desk.select("窦青砚").keys(&["2"]);
    desk.select("“老窑新火”工程").keys(&["3"]);
    desk.select("延川县").keys(&["1"]);
    assert_eq!(
        desk.entities(),
        [
            "CITY 铜\r\n川市",
            "CITY 耀州区",
            "OFFICIAL 窦青砚",
            "INITIATIVE “老窑新\r\n火”工程",
            "CITY 延川县"
        ]
    );
}

/// Exports by menu, dialog and path dialog; returns the line of the page.
fn export(desk: &mut Desk) -> String {
    desk.keys(&["Ctrl+E", "Enter"]);
    let path = desk.folder.path().join("out.jsonl");
    desk.keys(&["Ctrl+A"]);
    desk.type_text(&path.display().to_string());
    desk.keys(&["Enter"]);
    desk.settle();
    let written = std::fs::read_to_string(&path).expect("the export was written");
    let mut lines = written.lines().filter(|line| line.contains(PAGE));
    lines.next().expect("the page was exported").to_owned()
}

/// The record without what differs from run to run.
fn without_ids(line: &str) -> serde_json::Value {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                map.shift_remove("id");
                map.values_mut().for_each(strip);
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::from_str(line).unwrap();
    strip(&mut value);
    value
}
