//! Relating entities by keyboard and by mouse.

use std::time::{Duration, Instant};

use broadsheet::model::schema::Schema;
use broadsheet::ui::view_state::Mode;
use egui::Modifiers;
use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};

fn desk() -> Desk {
    let setup = Setup {
        mode: Mode::Entities,
        ..Setup::default()
    };
    let mut desk = setup.pages(&[("page.txt", "陇南市市长王明\n到兰州调研\n")]);
    desk.select("陇南市").keys(&["1"]);
    desk.select("兰州").keys(&["1"]);
    desk.select("王明").keys(&["2"]);
    desk
}

/// The relations of the page, as texts of their ends.
fn relations(desk: &mut Desk) -> Vec<String> {
    let page = desk.page();
    let text = |id| {
        let entity = page.annotations.entity(id).unwrap();
        page.source.slice(entity.span).to_owned()
    };
    let said = page.annotations.relations();
    let said = said.map(|it| format!("{} {} {}", text(it.from), it.label.as_str(), text(it.to)));
    let mut said: Vec<String> = said.collect();
    said.sort();
    said
}

#[test]
fn two_keys_relate_whichever_end_comes_first() {
    let mut desk = desk();
    desk.caret("王明").keys(&["M"]);
    desk.caret("陇南市").keys(&["M"]);
    assert_eq!(relations(&mut desk), ["王明 holds_office_in 陇南市"]);
    // From the place to the person: the schema knows only the other way.
    desk.caret("兰州").keys(&["M"]);
    desk.caret("王明").keys(&["M"]);
    let both = ["王明 holds_office_in 兰州", "王明 holds_office_in 陇南市"];
    assert_eq!(relations(&mut desk), both);
    desk.keys(&["Shift+M"]);
    assert_eq!(relations(&mut desk), both[1..]);
    desk.keys(&["Ctrl+Z", "Ctrl+Z", "Ctrl+Z"]);
    assert!(relations(&mut desk).is_empty());
}

#[test]
fn what_the_schema_does_not_know_is_refused() {
    let mut desk = desk();
    desk.caret("兰州").keys(&["M"]);
    desk.caret("陇南市").keys(&["M"]);
    assert!(relations(&mut desk).is_empty());
    let refused = "The schema has no relation between these labels";
    let mut shown = desk.harness.query_all_by_label_contains(refused);
    assert!(shown.next().is_some());
}

#[test]
fn escape_gives_up() {
    let mut desk = desk();
    desk.caret("王明").keys(&["M", "Escape"]);
    desk.caret("陇南市").keys(&["M"]);
    assert!(relations(&mut desk).is_empty());
}

#[test]
fn a_relation_is_drawn_with_the_mouse_and_removed_in_the_inspector() {
    let mut desk = desk();
    let (from, to) = (desk.middle("王明"), desk.middle("陇南市"));
    desk.drag_with(Modifiers::COMMAND, from, to);
    assert_eq!(relations(&mut desk), ["王明 holds_office_in 陇南市"]);
    desk.caret("王明");
    let remove = "Remove relation Holds office in → 陇南市";
    desk.harness.get_by_label(remove).click();
    desk.settle();
    assert!(relations(&mut desk).is_empty());
}

#[test]
fn where_several_relations_fit_a_number_chooses() {
    let ron = Schema::newspaper().to_ron();
    let mut schema = Schema::from_ron(&ron).unwrap();
    let mut second = schema.relations[0].clone();
    second.id = "was_born_in".to_owned();
    schema.relations.push(second);
    let setup = Setup {
        mode: Mode::Entities,
        ..Setup::default()
    };
    let mut desk = setup.pages_with(&schema, &[("page.txt", "陇南市市长王明\n")]);
    desk.select("陇南市").keys(&["1"]);
    desk.select("王明").keys(&["2", "M"]);
    desk.caret("陇南市").keys(&["M"]);
    desk.keys(&["2"]);
    assert_eq!(relations(&mut desk), ["王明 was_born_in 陇南市"]);
}

/// Runs frames until a text is somewhere in the window.
fn wait_for_text(desk: &mut Desk, text: &str) {
    let since = Instant::now();
    while desk
        .harness
        .query_all_by_label_contains(text)
        .next()
        .is_none()
    {
        let waited = since.elapsed();
        assert!(waited < Duration::from_secs(30), "there is no {text:?}");
        std::thread::sleep(Duration::from_millis(5));
        desk.settle();
    }
}

#[test]
fn a_question_about_a_relation_names_both_ends_and_one_about_an_office_no_label() {
    let setup = Setup {
        mode: Mode::Entities,
        ..Setup::default()
    };
    let mut desk = setup.pages(&[("page.txt", "陇南市市长王明到兰州调研，要求抓好春耕。\n")]);
    desk.select("陇南市").keys(&["1"]);
    desk.select("王明").keys(&["2", "F5"]);
    wait_for_text(&mut desk, "王明 → 陇南市: Holds office in");
    wait_for_text(&mut desk, "王明: other attributes");
}
