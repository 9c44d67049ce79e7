//! Searching the corpus by keyboard: type, look, choose, tag, write.

use broadsheet::ui::i18n::Language;
use broadsheet::ui::view_state::Mode;
use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};
use crate::support::harness::Window;

const PAGES: &[(&str, &str)] = &[
    ("a.txt", "陇南来信\n政协陇南市委员会，陇\n南又讯。\n"),
    ("b.txt", "清江县长说：陇 南。\n"),
    ("c.txt", "没有\n"),
];

fn setup() -> Setup {
    Setup {
        mode: Mode::Entities,
        ..Setup::default()
    }
}

fn search(desk: &mut Desk, text: &str) {
    desk.keys(&["Ctrl+Shift+F", "Ctrl+A"]);
    desk.type_text(text);
}

fn hits(desk: &Desk) -> Vec<String> {
    let search = &desk.app().view().unwrap().search;
    let rows = (0..search.order.len()).filter_map(|row| search.row(row));
    rows.map(|(_, hit)| format!("{}{}", hit.found_in.name, hit.context[2]))
        .collect()
}

#[test]
fn hits_are_shown_while_typing_and_enter_goes_there() {
    let mut desk = setup().pages(PAGES);
    search(&mut desk, "陇南");
    assert_eq!(hits(&desk).len(), 4);
    desk.harness.get_by_label("Hits: 4 (documents: 2)");
    desk.picture("search");
    desk.keys(&["Enter", "End", "Enter"]);
    let view = desk.app().view().unwrap();
    let current = &view.current.as_ref().unwrap().document;
    assert_eq!(current.name, "b.txt");
    let shown = desk.page().source.slice(view.page.selection());
    assert_eq!(shown, "陇 南");
    // The page has the keyboard, and the search comes back as it was.
    desk.keys(&["1"]);
    assert_eq!(desk.entities(), ["CITY 陇 南"]);
    desk.keys(&["Ctrl+Shift+F", "Escape", "Escape"]);
    assert!(!desk.app().view().unwrap().search.open);
}

#[test]
fn chosen_hits_are_tagged_with_the_key_of_a_label_in_one_step() {
    let mut desk = setup().pages(PAGES);
    search(&mut desk, "陇南");
    desk.keys(&["Enter", "Space", "Down", "Space", "1"]);
    assert!(desk.harness.query_all_by_label("Places tagged: 2").count() > 0);
    assert_eq!(desk.entities(), ["CITY 陇南", "CITY 陇\n南"]);
    desk.keys(&["Ctrl+Shift+F", "Enter", "Ctrl+A", "1"]);
    assert_eq!(desk.entities().len(), 3);
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(desk.entities().len(), 2);
    desk.keys(&["Ctrl+Z"]);
    assert!(desk.entities().is_empty());
}

#[test]
fn expressions_are_refused_in_words_and_filters_narrow() {
    let mut desk = setup().pages(PAGES);
    search(&mut desk, "陇南[市");
    assert!(hits(&desk).is_empty());
    desk.harness.get_by_label("Regular expression").click();
    desk.settle();
    assert!(desk.app().view().unwrap().search.problem.is_some());
    search(&mut desk, "陇南[市]");
    assert_eq!(hits(&desk).len(), 1, "{:?}", hits(&desk));
    desk.harness.get_by_label("Filters").click();
    desk.settle();
    desk.picture("search-filters");
}

#[test]
fn ten_thousand_hits_scroll_and_are_sorted_in_both_themes() {
    let line = "陇南市开工，张伟说陇南好。\n";
    let text: String = (0..5000).map(|n| format!("{n}{line}")).collect();
    for dark in [false, true] {
        let setup = Setup {
            window: Window {
                dark,
                ..setup().window
            },
            language: if dark { Language::Zh } else { Language::En },
            ..setup()
        };
        let mut desk = setup.pages(&[("long.txt", &text), ("b.txt", PAGES[1].1)]);
        search(&mut desk, "陇南");
        assert_eq!(hits(&desk).len(), 10_001);
        desk.keys(&["Enter", "PageDown", "End"]);
        assert_eq!(desk.app().view().unwrap().search.cursor, 10_000);
        desk.picture(if dark {
            "search-long-dark"
        } else {
            "search-long"
        });
    }
}
