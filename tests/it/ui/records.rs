//! Authority records by keyboard: link, offer the rest, find, edit, merge, split, delete.

use broadsheet::session::Session;
use broadsheet::ui::i18n::Language;
use broadsheet::ui::view_state::Mode;
use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};

const PAGE: &str = "陇南开会，陇南又开会。\n陇南市徽县也开会。\n政协陇南市委员会说。\n";

fn setup() -> Setup {
    Setup {
        mode: Mode::Entities,
        ..Setup::default()
    }
}

/// Tags every one of these, in text order.
fn tag(desk: &mut Desk, places: &[(u32, u32)], key: &str) {
    for &(start, end) in places {
        let span = broadsheet::text::span::Span::new(start, end).unwrap();
        let rect = desk.rects(span)[0];
        desk.drag(
            rect.left_center() + egui::vec2(1.0, 0.0),
            rect.right_center() - egui::vec2(1.0, 0.0),
        );
        desk.keys(&[key]);
    }
}

/// The mentions with their records: `陇南=陇南市`, `徽县=`.
fn links(desk: &Desk) -> Vec<String> {
    let (page, session) = (desk.page(), desk.session());
    let name = |id| session.authority(id).unwrap().canonical.clone();
    let all = page.annotations.entities();
    all.map(|it| {
        let record = it.authority.map(name).unwrap_or_default();
        format!("{}={record}", page.source.slice(it.span))
    })
    .collect()
}

fn records(desk: &Desk) -> Vec<String> {
    let all = desk.session().authorities();
    all.map(|it| format!("{} {}", it.canonical, it.aliases.join(",")))
        .collect()
}

fn tr(desk: &Desk, key: &str) -> &'static str {
    desk.app().tr().get(key)
}

#[test]
fn a_mention_is_linked_and_the_rest_offered_with_two_keys() {
    let mut desk = setup().pages(&[("page.txt", PAGE)]);
    tag(&mut desk, &[(0, 2), (5, 7), (12, 15), (15, 17)], "1");
    desk.caret("陇南开会").keys(&["R"]);
    desk.picture("link-record");
    // The gazetteer knows it; Enter takes the first offer.
    desk.keys(&["Enter"]);
    assert_eq!(links(&desk), ["陇南=陇南市", "陇南=", "陇南市=", "徽县="]);
    let count = [("n", &1 as &dyn std::fmt::Display), ("what", &"陇南")];
    let count = desk.app().tr().with("link-more.count", &count);
    desk.harness.get_by_label(&count);
    desk.picture("link-more");
    desk.keys(&["Enter"]);
    assert_eq!(links(&desk)[..2], ["陇南=陇南市", "陇南=陇南市"]);
    let record = desk.session().authorities().next().unwrap();
    assert_eq!(record.code.as_deref(), Some("621200"));
    // The page has the keyboard again: each step is taken back by itself.
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(links(&desk)[1], "陇南=");
    desk.keys(&["Ctrl+Z"]);
    assert!(records(&desk).is_empty());
    desk.keys(&["Ctrl+Shift+Z", "Ctrl+Shift+Z"]);
    // Its full name leads to the same record.
    desk.caret("陇南市徽县").keys(&["R", "Enter"]);
    assert_eq!(links(&desk)[2], "陇南市=陇南市");
    assert_eq!(records(&desk).len(), 1);
    desk.keys(&["Shift+R"]);
    assert_eq!(links(&desk)[2], "陇南市=");
    // What is typed is looked for, and Escape leaves all as it was.
    desk.caret("徽县").keys(&["R"]);
    desk.type_text("lns");
    desk.harness.get_by_label("陇南市");
    desk.keys(&["Escape"]);
    assert_eq!(links(&desk)[3], "徽县=");
}

#[test]
fn people_of_one_name_are_offered_both_and_listed_apart() {
    let mut desk = setup().pages(&[("page.txt", "市长张伟，局长张伟，张伟。\n")]);
    tag(&mut desk, &[(2, 4), (7, 9), (10, 12)], "2");
    // The last line makes a new record; the others are left alone.
    desk.caret("张伟，局长").keys(&["R", "Enter", "Escape"]);
    desk.caret("张伟，张伟")
        .keys(&["R", "Down", "Enter", "Escape"]);
    assert_eq!(links(&desk), ["张伟=张伟", "张伟=张伟", "张伟="]);
    let ids: Vec<_> = desk.session().authorities().map(|it| it.id).collect();
    assert_eq!(ids.len(), 2);
    let linked: Vec<_> = desk
        .page()
        .annotations
        .entities()
        .map(|it| it.authority)
        .collect();
    assert_eq!(linked, [Some(ids[0]), Some(ids[1]), None]);
    desk.caret("张伟。").keys(&["R"]);
    desk.harness.get_by_label(tr(&desk, "link-record.twins"));
    desk.picture("link-twins");
    desk.keys(&["Escape"]);
    assert_eq!(desk.harness.query_all_by_label("Official 张伟").count(), 3);
}

/// Two documents with records 陇南市 (2 + 1 mentions) and 陇南 (1).
fn corpus(setup: &Setup) -> Desk {
    let mut desk = setup.pages(&[("a.txt", PAGE), ("b.txt", "在陇南。\n")]);
    tag(&mut desk, &[(0, 2), (5, 7), (12, 15)], "1");
    desk.caret("陇南开会").keys(&["R", "Enter", "Enter"]);
    desk.caret("陇南市徽县").keys(&["R"]);
    desk.type_text("陇南人");
    desk.keys(&["Enter"]);
    desk.keys(&["Ctrl+PageDown"]);
    tag(&mut desk, &[(1, 3)], "1");
    desk.keys(&["Left", "R", "Enter"]);
    desk.keys(&["Ctrl+PageUp"]);
    assert_eq!(
        links(&desk),
        ["陇南=陇南市", "陇南=陇南市", "陇南市=陇南人"]
    );
    desk
}

#[test]
fn records_are_found_and_their_mentions_jumped_to() {
    let mut desk = corpus(&setup());
    desk.keys(&["Ctrl+Shift+R"]);
    desk.type_text("lns");
    desk.picture("records");
    // From the filter to the list, to the mentions, to the third of them.
    desk.keys(&["Enter", "Enter", "Down", "Down", "Enter"]);
    let view = desk.app().view().unwrap();
    assert_eq!(view.current.as_ref().unwrap().document.name, "b.txt");
    let entity = desk.page().annotations.entities().next().unwrap();
    assert_eq!(view.entity, Some(entity.id));
    // The page has the keyboard: a label key marks.
    desk.keys(&["2"]);
    assert_eq!(desk.entities(), ["OFFICIAL 陇南"]);
}

#[test]
fn records_are_edited_merged_and_split_by_keyboard() {
    let mut desk = corpus(&setup());
    desk.keys(&["Ctrl+Shift+R"]);
    desk.type_text("陇南");
    // The most mentioned one is the first.
    desk.keys(&["Enter", "Down", "E", "Ctrl+A"]);
    desk.type_text("陇南市民");
    desk.picture("record-edit");
    desk.keys(&["Ctrl+Enter"]);
    assert_eq!(records(&desk)[1], "陇南市民 陇南市");
    // Mark it, go to the other one, merge: the one with more mentions stays.
    desk.keys(&["Space", "Up", "M"]);
    desk.picture("record-merge");
    desk.keys(&["Enter"]);
    assert_eq!(records(&desk), ["陇南市 陇南,陇南市民"]);
    let linked = ["陇南=陇南市", "陇南=陇南市", "陇南市=陇南市"];
    assert_eq!(links(&desk), linked);
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(records(&desk).len(), 2, "one step");
    desk.keys(&["Ctrl+Shift+Z"]);
    // Pick a mention and split it off.
    desk.keys(&["Enter", "Space"]);
    desk.picture("record-picked");
    desk.keys(&["S"]);
    desk.keys(&["Ctrl+A"]);
    desk.type_text("另一个");
    desk.keys(&["Enter"]);
    assert_eq!(records(&desk).len(), 2);
    assert_eq!(links(&desk)[0], "陇南=另一个");
    let found = Session::open(&desk.project).unwrap();
    assert_eq!(found.check(&Default::default()).unwrap(), []);
}

#[test]
fn only_what_nothing_mentions_is_deleted() {
    let mut desk = setup().pages(&[("page.txt", PAGE)]);
    tag(&mut desk, &[(0, 2)], "1");
    desk.caret("陇南开会").keys(&["R", "Enter"]);
    desk.keys(&["Ctrl+Shift+R", "Enter", "Delete"]);
    assert_eq!(records(&desk).len(), 1);
    desk.keys(&["Escape", "Shift+R"]);
    assert_eq!(links(&desk), ["陇南="]);
    desk.keys(&["Ctrl+Shift+R", "Enter", "Delete"]);
    assert!(records(&desk).is_empty());
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(records(&desk).len(), 1);
}

#[test]
fn the_panel_is_whole_in_both_languages_and_themes() {
    for (language, dark, name) in [
        (Language::Zh, true, "records-zh-dark"),
        (Language::En, false, "records-en-light"),
    ] {
        let mut setup = setup();
        setup.language = language;
        setup.window.dark = dark;
        let mut desk = corpus(&setup);
        desk.keys(&["Ctrl+Shift+R", "Enter"]);
        desk.harness.get_by_label(tr(&desk, "records.mark"));
        desk.picture(name);
        desk.caret("陇南开会").keys(&["R"]);
        desk.picture(&format!("{name}-link"));
    }
}
