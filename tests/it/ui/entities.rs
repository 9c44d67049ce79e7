//! Tagging by keyboard and by mouse.

use broadsheet::ui::view_state::Mode;
use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};

fn desk(text: &str) -> Desk {
    Setup {
        mode: Mode::Entities,
        ..Setup::default()
    }
    .pages(&[("page.txt", text)])
}

#[test]
fn a_double_clicked_word_is_tagged_with_one_key() {
    let mut desk = desk("the mayor of York spoke\n");
    desk.double_click("York").keys(&["1"]);
    assert_eq!(desk.entities(), ["CITY York"]);
}

#[test]
fn label_and_ends_change_with_one_key_each() {
    let mut desk = desk("在嘉峪\n关市召开\n");
    desk.select("嘉峪关").keys(&["2", "1"]);
    assert_eq!(desk.entities(), ["CITY 嘉峪\n关"]);
    desk.caret("嘉峪关").keys(&["Alt+Right"]);
    assert_eq!(desk.entities(), ["CITY 嘉峪\n关市"]);
    desk.keys(&["Alt+Shift+Left"]);
    assert_eq!(desk.entities(), ["CITY 在嘉峪\n关市"]);
    desk.keys(&["Alt+Shift+Right", "Delete"]);
    assert!(desk.entities().is_empty());
}

#[test]
fn mentions_of_one_name_stand_together_and_each_click_shows_the_next() {
    let mut desk = desk("上海和上海与北京\n上海\n");
    for at in [0_usize, 3] {
        let span = broadsheet::text::span::Span::new(at as u32, at as u32 + 2).unwrap();
        let rect = desk.rects(span)[0];
        desk.drag(
            rect.left_center() + egui::vec2(1.0, 0.0),
            rect.right_center() - egui::vec2(1.0, 0.0),
        );
        desk.keys(&["1"]);
    }
    desk.harness.get_by_label("City 上海").click();
    desk.settle();
    let first = desk.app().view().unwrap().entity;
    desk.harness.get_by_label("City 上海").click();
    desk.settle();
    assert_ne!(desk.app().view().unwrap().entity, first);
    assert_eq!(desk.entities(), ["CITY 上海", "CITY 上海"]);
}

#[test]
fn what_is_typed_into_an_attribute_is_saved_when_the_page_is_clicked() {
    let mut desk = desk("市长王明和书记李华\n");
    desk.select("王明").keys(&["2"]);
    let field = desk
        .harness
        .get_by_role_and_label(egui::Role::TextInput, "Office");
    let pos = field.rect().center();
    desk.click(pos);
    desk.type_text("市长");
    desk.select("李华").keys(&["2"]);
    let page = desk.page();
    let office = page
        .annotations
        .entities()
        .next()
        .unwrap()
        .attributes
        .get("title")
        .cloned();
    let said = broadsheet::model::entity::AttributeValue::Text("市长".into());
    assert_eq!(office, Some(said));
}
