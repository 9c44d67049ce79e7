//! Typing corrections where the wrong text is, one for all equal places, the list.

use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};

const PAGE: &str = "谛造者来了\n谛造者又来了，谛造者\n完\n";

/// The corrections in words: `谛>缔`, in text order.
fn corrections(desk: &Desk) -> Vec<String> {
    let page = desk.page();
    let all = page.annotations.corrections();
    all.map(|it| format!("{}>{}", page.source.slice(it.span), it.replacement))
        .collect()
}

#[test]
fn a_correction_is_typed_changed_deleted_and_taken_away_by_keyboard() {
    let mut desk = Setup::default().pages(&[("page.txt", PAGE)]);
    desk.select("谛造").keys(&["E"]);
    desk.type_text("缔造");
    desk.keys(&["Escape"]);
    assert!(corrections(&desk).is_empty(), "Escape leaves all as it was");
    desk.keys(&["E"]);
    desk.type_text("缔造");
    desk.picture("correct-field");
    desk.keys(&["Enter"]);
    assert_eq!(corrections(&desk), ["谛造>缔造"]);
    // The page has the keyboard again; a caret beside a correction means it.
    desk.keys(&["Left", "E"]);
    desk.type_text("");
    desk.keys(&["Ctrl+A", "Backspace", "Enter"]);
    assert_eq!(corrections(&desk), ["谛造>"], "an empty field deletes");
    desk.keys(&["Alt+E"]);
    assert!(corrections(&desk).is_empty());
    desk.keys(&["Ctrl+Z", "Ctrl+Z"]);
    assert_eq!(corrections(&desk), ["谛造>缔造"]);
    assert_eq!(desk.page().source.text(), PAGE);
}

#[test]
fn letters_typed_into_the_field_are_text_and_unchanged_text_is_no_correction() {
    let mut desk = Setup::default().pages(&[("page.txt", PAGE)]);
    desk.select("来了").keys(&["E", "B", "X"]);
    assert_eq!(desk.articles(), "", "nothing was marked");
    desk.keys(&["Enter"]);
    assert!(corrections(&desk).is_empty());
}

#[test]
fn who_goes_to_another_document_keeps_what_was_typed() {
    let pages = [("a.txt", PAGE), ("b.txt", "别的\n")];
    let mut desk = Setup::default().pages(&pages);
    desk.select("谛造").keys(&["E"]);
    desk.type_text("缔造");
    desk.keys(&["Ctrl+PageDown"]);
    assert_eq!(desk.page().source.text(), pages[1].1);
    desk.keys(&["Ctrl+PageUp"]);
    assert_eq!(corrections(&desk), ["谛造>缔造"]);
}

#[test]
fn a_selection_over_a_line_end_begins_with_what_it_reads() {
    let mut desk = Setup::default().pages(&[("page.txt", "理\n\n理武装头脑\n完\n")]);
    desk.select("理理武装").keys(&["E", "Enter"]);
    assert!(
        corrections(&desk).is_empty(),
        "joined lines are no correction"
    );
    desk.keys(&["E"]);
    desk.type_text("理论武装");
    desk.keys(&["Enter"]);
    assert_eq!(corrections(&desk), ["理\n\n理武装>理论武装"]);
}

#[test]
fn one_correction_goes_to_all_equal_places_after_they_were_counted() {
    let pages = [("a.txt", PAGE), ("b.txt", "谛造者。谛造者。\n")];
    let mut desk = Setup::default().pages(&pages);
    desk.select("谛造者").keys(&["E"]);
    desk.type_text("缔造者");
    desk.keys(&["Enter", "Shift+E"]);
    let here = desk.app().tr().with("correct-all.document", &[("n", &2)]);
    desk.harness.get_by_label(&here);
    assert_eq!(corrections(&desk).len(), 1, "nothing happens before");
    let what = [("n", &4_usize as &dyn std::fmt::Display), ("documents", &2)];
    let everywhere = desk.app().tr().with("correct-all.project", &what);
    desk.wait_for(&everywhere);
    desk.picture("correct-all");
    desk.keys(&["Enter"]);
    assert_eq!(corrections(&desk), ["谛造者>缔造者"; 3]);
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(corrections(&desk).len(), 1, "one step takes them back");

    desk.keys(&["Shift+E"]);
    desk.wait_for(&everywhere);
    desk.harness.get_by_label(&everywhere).click();
    desk.settle();
    desk.keys(&["Enter"]);
    assert_eq!(corrections(&desk).len(), 3);
    desk.keys(&["Ctrl+PageDown"]);
    assert_eq!(corrections(&desk).len(), 2, "the other document too");
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(corrections(&desk).len(), 1, "one step takes all back");
}

#[test]
fn the_list_shows_goes_to_and_takes_away() {
    let mut desk = Setup::default().pages(&[("page.txt", PAGE)]);
    for (wrong, right) in [("谛造者来", "缔造者来"), ("又", "再")] {
        desk.select(wrong).keys(&["E"]);
        desk.type_text(right);
        desk.keys(&["Enter"]);
    }
    let row = |desk: &Desk, line: usize, raw: &str, right: &str| {
        let what = [
            ("line", &line as &dyn std::fmt::Display),
            ("raw", &raw),
            ("right", &right),
        ];
        desk.app().tr().with("corrections.row", &what)
    };
    let first = row(&desk, 1, "谛造者来", "缔造者来");
    desk.harness.get_by_label(&first).click();
    desk.settle();
    let selected = desk.app().view().unwrap().page.selection();
    assert_eq!(selected, desk.span("谛造者来"));
    desk.harness.get_by_label(&row(&desk, 2, "又", "再"));
    desk.keys(&["Alt+E"]);
    assert_eq!(corrections(&desk), ["又>再"]);
}
