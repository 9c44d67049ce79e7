//! Marking articles by keyboard and by mouse.

use egui_kittest::kittest::Queryable as _;

use crate::support::desk::Setup;

const PAGE: &str = "▲图一\n\n正文甲一\n正文甲二\n\n正文乙一\n正文乙二\n\n主题乙\n栏目栏目\n";

#[test]
fn digits_and_letters_put_scattered_text_in_order() {
    let mut desk = Setup::default().pages(&[("page.txt", PAGE)]);
    desk.caret("正文甲一")
        .keys(&["B"])
        .caret("正文乙一")
        .keys(&["B"]);
    desk.caret("▲图一").keys(&["2", "C"]);
    desk.caret("主题乙").keys(&["H"]);
    desk.caret("栏目栏目").keys(&["X"]);
    assert_eq!(
        desk.articles(),
        "1 body[正文甲一正文甲二]\n2 headline[主题乙] body[正文乙一正文乙二] caption[▲图一]\nx[栏目栏目]"
    );
    let status = desk.harness.query_all_by_label_contains("100%").count();
    assert!(
        status > 0,
        "the status bar shows that everything is assigned"
    );
}

#[test]
fn segments_join_split_move_and_articles_merge_and_go() {
    let mut desk = Setup::default().pages(&[("page.txt", "甲一\n乙一\n丙一\n")]);
    desk.caret("甲一")
        .keys(&["B"])
        .caret("乙一")
        .keys(&["B"])
        .caret("丙一")
        .keys(&["B"]);
    desk.keys(&["J"]);
    assert_eq!(desk.articles(), "1 body[甲一]\n2 body[乙一丙一]");
    desk.caret("丙一").keys(&["/", "Alt+Up"]);
    assert_eq!(desk.articles(), "1 body[甲一]\n2 body[丙一] body[乙一]");
    desk.keys(&["Alt+Shift+Up"]);
    assert_eq!(desk.articles(), "1 body[丙一] body[乙一]\n2 body[甲一]");
    desk.caret("甲一").keys(&["Shift+J"]);
    assert_eq!(desk.articles().lines().count(), 1);
    desk.keys(&["Delete"]);
    assert_eq!(desk.articles(), "");
}

#[test]
fn letters_typed_into_a_field_are_text() {
    let mut desk = Setup::default().pages(&[("page.txt", PAGE)]);
    desk.caret("正文甲一");
    desk.keys(&["Ctrl+F"]);
    desk.type_text("b");
    desk.keys(&["B", "X"]);
    assert_eq!(desk.articles(), "", "nothing was marked");
    desk.keys(&["Escape", "B"]);
    assert!(
        desk.articles().starts_with("1 body"),
        "the page has the keyboard again"
    );
}

#[test]
fn dragging_in_the_inspector_reorders_articles() {
    let mut desk = Setup::default().pages(&[("page.txt", "甲一\n乙一\n丙一\n")]);
    desk.caret("甲一")
        .keys(&["B"])
        .caret("乙一")
        .keys(&["B"])
        .caret("丙一")
        .keys(&["B"]);
    let place = |number: usize, title: &str| {
        let name = desk
            .app()
            .tr()
            .with("articles.head", &[("number", &number), ("title", &title)]);
        // The card above the list has the same heading.
        let row = egui::accesskit::Role::ListItem;
        desk.harness.get_by_role_and_label(row, &name).rect()
    };
    let (third, first) = (place(3, "丙一"), place(1, "甲一"));
    desk.drag(third.center(), first.center_top() + egui::vec2(0.0, 3.0));
    assert_eq!(desk.articles(), "1 body[丙一]\n2 body[甲一]\n3 body[乙一]");
}

#[test]
fn tab_goes_to_text_that_belongs_to_nothing() {
    let mut desk = Setup::default().pages(&[("page.txt", PAGE)]);
    desk.caret("正文甲一").keys(&["B"]);
    desk.keys(&["Tab"]);
    let gap = desk.span("▲图一");
    assert_eq!(desk.app().view().unwrap().page.selection(), gap);
}
