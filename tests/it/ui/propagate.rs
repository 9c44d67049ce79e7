//! Tag one, tag all, by keyboard: offered, counted, done in one step, taken back.

use broadsheet::ui::i18n::Language;
use broadsheet::ui::view_state::Mode;
use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};
use crate::support::harness::Window;

const FIRST: &str = "陇南市要闻\n代表来自陇南市，又到陇\n南市和陇南市行动。\n";
const SECOND: &str = "另一版\n陇南市也来了，陇南市。\n";

fn setup() -> Setup {
    Setup {
        mode: Mode::Entities,
        ..Setup::default()
    }
}

fn desk() -> Desk {
    setup().pages(&[("a.txt", FIRST), ("b.txt", SECOND)])
}

fn shows(desk: &Desk, text: &str) {
    let found = desk.harness.query_all_by_label(text).count();
    assert!(found > 0, "{text:?} is not on the screen");
}

#[test]
fn equal_names_are_tagged_with_one_key_in_the_document_and_in_all() {
    let mut desk = desk();
    desk.select("陇南市").keys(&["1"]);
    shows(&desk, "Document 3");
    shows(&desk, "All 5");
    desk.picture("alike-offered");
    desk.keys(&["Shift+A"]);
    let cities = desk.entities();
    assert_eq!(
        cities,
        ["CITY 陇南市", "CITY 陇南市", "CITY 陇\n南市", "CITY 陇南市"]
    );
    shows(&desk, "Places tagged: 3");
    shows(&desk, "All 2");
    desk.keys(&["Ctrl+Shift+A"]);
    shows(&desk, "Places tagged: 2");
    desk.keys(&["Ctrl+PageDown"]);
    assert_eq!(desk.entities(), ["CITY 陇南市", "CITY 陇南市"]);
    desk.keys(&["Ctrl+Z"]);
    assert!(desk.entities().is_empty(), "one step takes all back");
    desk.keys(&["Ctrl+PageUp"]);
    assert_eq!(desk.entities().len(), 4);
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(desk.entities(), ["CITY 陇南市"]);
}

#[test]
fn an_article_is_a_limit() {
    let mut desk = desk();
    desk.keys(&["F2"]).caret("代表").keys(&["B", "F3"]);
    desk.select("来自陇南市").keys(&["1"]);
    desk.keys(&["Alt+Shift+Right", "Alt+Shift+Right"]);
    assert_eq!(desk.entities(), ["CITY 陇南市"]);
    desk.keys(&["A"]);
    assert_eq!(desk.entities().len(), 3);
    let page = desk.page();
    let first = page.annotations.entities().next().unwrap();
    assert!(first.span.start().0 > 5, "the headline is in no article");
}

#[test]
fn what_is_in_the_way_is_listed_before_all_documents_are_tagged() {
    for dark in [false, true] {
        let mut desk = Setup {
            window: Window {
                dark,
                ..setup().window
            },
            language: if dark { Language::Zh } else { Language::En },
            ..setup()
        }
        .pages(&[("a.txt", FIRST), ("b.txt", SECOND)]);
        desk.select("陇南市行动").keys(&["3"]);
        desk.select("陇南市").keys(&["1", "Ctrl+Shift+A"]);
        let (title, told) = if dark {
            ("标注同名之处", "冲突 1 处")
        } else {
            ("Tag all alike", "In the way: 1")
        };
        shows(&desk, title);
        shows(&desk, told);
        desk.picture(if dark {
            "alike-dialog-dark"
        } else {
            "alike-dialog"
        });
        desk.keys(&["Enter"]);
        assert_eq!(desk.entities().len(), 4, "the longer mention stays");
        assert!(
            desk.entities()
                .contains(&"INITIATIVE 陇南市行动".to_owned())
        );
        desk.keys(&["Ctrl+Z"]);
        assert_eq!(desk.entities().len(), 2);
    }
}

#[test]
fn many_entities_are_relabelled_and_removed_after_they_were_counted() {
    let mut desk = desk();
    desk.select("陇南市").keys(&["1", "Ctrl+Shift+A"]);
    assert_eq!(desk.entities().len(), 4);
    desk.caret("陇南市").keys(&["Ctrl+Shift+P"]);
    desk.type_text("Remove all");
    desk.keys(&["Enter"]);
    shows(&desk, "Entities: 4 (documents: 1)");
    desk.picture("mentions-remove");
    let all = (egui::Role::RadioButton, "All documents");
    desk.harness.get_by_role_and_label(all.0, all.1).click();
    desk.settle();
    shows(&desk, "Entities: 6 (documents: 2)");
    desk.harness.get_by_label("Remove 6").click();
    desk.settle();
    assert!(desk.entities().is_empty());
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(desk.entities().len(), 4);
}

#[test]
fn a_step_over_many_pages_is_taken_back_and_done_again_by_a_job() {
    let made = |n| {
        (
            format!("p{n}.txt"),
            format!("第{n}版\n陇南市也来了，陇南市。\n"),
        )
    };
    let texts: Vec<(String, String)> = (0..8).map(made).collect();
    let pages: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    let mut desk = setup().pages(&pages);
    desk.select("陇南市").keys(&["1"]);
    shows(&desk, "All 15");
    desk.keys(&["Ctrl+Shift+A"]);
    shows(&desk, "Places tagged: 15 (documents: 8)");
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(desk.entities(), ["CITY 陇南市"]);
    desk.keys(&["Ctrl+Y"]);
    assert_eq!(desk.entities().len(), 2);
    desk.keys(&["Ctrl+PageDown"]);
    assert_eq!(desk.entities().len(), 2);
    desk.keys(&["Ctrl+Z", "Ctrl+Z"]);
    assert!(desk.entities().is_empty(), "nothing is tagged any more");
}
