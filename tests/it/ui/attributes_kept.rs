//! What is typed into an attribute gets there, wherever the keyboard goes next.

use std::sync::Arc;

use broadsheet::model::schema::Schema;
use broadsheet::session::Session;
use broadsheet::ui::view_state::Mode;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::attributes::{desk, of_article, of_entity};
use super::welcome::Dropped;
use crate::support::desk::{Desk, Setup};

fn has(desk: &Desk, text: &str) -> bool {
    let mut all = desk.harness.query_all_by_label_contains(text);
    all.next().is_some()
}

/// A mention with the keyboard in its field “Topic”.
fn topic() -> Desk {
    let mut desk = desk(&Setup {
        mode: Mode::Entities,
        ..Setup::default()
    });
    desk.select("陇南市").keys(&["1", "I", "Tab"]);
    desk
}

fn drop_project(desk: &mut Desk, project: &std::path::Path) {
    let file: Arc<dyn egui::DroppedFile + Send + Sync> = Arc::new(Dropped(project.to_path_buf()));
    desk.harness.input_mut().dropped_files.push(file);
    desk.settle();
}

#[test]
fn enter_in_the_same_frame_as_the_last_letters_saves_them() {
    let mut desk = topic();
    let enter = Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let events = &mut desk.harness.input_mut().events;
    events.extend([Event::Text("水利".to_owned()), enter]);
    desk.harness.step();
    desk.settle();
    assert_eq!(of_entity(&desk), ["topic=水利"]);
}

#[test]
fn letters_before_a_click_and_after_a_tab_in_one_frame_get_where_they_belong() {
    let mut desk = topic();
    let elsewhere = desk.middle("春耕");
    let text = |text: &str| Event::Text(text.to_owned());
    let button = |pressed| Event::PointerButton {
        pos: elsewhere,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let moved = Event::PointerMoved(elsewhere);
    let events = &mut desk.harness.input_mut().events;
    events.extend([text("水利"), moved, button(true), button(false)]);
    desk.settle();
    assert_eq!(of_entity(&desk), ["topic=水利"]);
    desk.caret("南市").keys(&["I", "Tab"]);
    let tab = || Event::Key {
        key: Key::Tab,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let events = &mut desk.harness.input_mut().events;
    events.extend([text("春耕"), tab(), tab(), text("12"), tab()]);
    desk.settle();
    let said = of_entity(&desk);
    assert!(said.contains(&"words=12".to_owned()), "{said:?}");
    assert!(said.iter().any(|it| it.contains("春耕")), "{said:?}");
}

#[test]
fn a_project_that_comes_in_between_does_not_lose_the_typing() {
    let mut desk = topic();
    desk.type_text("水利");
    assert_eq!(of_entity(&desk), [""; 0], "still being typed");
    let other = desk.folder.path().join("other.broadsheet");
    drop(Session::create(&other, &Schema::newspaper()).unwrap());
    drop_project(&mut desk, &other);
    assert!(desk.app().view().unwrap().current.is_none());
    let first = desk.project.clone();
    drop_project(&mut desk, &first);
    assert_eq!(of_entity(&desk), ["topic=水利"]);
}

#[test]
fn what_is_no_number_is_not_dropped_without_a_word() {
    let mut desk = topic();
    desk.keys(&["Tab", "Tab"]);
    desk.type_text("约30");
    desk.keys(&["Enter"]);
    assert!(has(&desk, "“约30” is not a number and was not saved"));
    assert_eq!(of_entity(&desk), [""; 0]);
}

#[test]
fn keys_that_edit_text_stay_in_the_field() {
    let mut desk = topic();
    desk.type_text("水");
    desk.keys(&["Ctrl+U", "Ctrl+Alt+S"]);
    assert!(!has(&desk, "Add label"));
    desk.type_text("土");
    desk.keys(&["Enter"]);
    assert_eq!(of_entity(&desk), ["topic=土"]);
}

#[test]
fn in_mode_read_the_key_means_the_mention_and_without_one_the_article() {
    let mut desk = desk(&Setup::default());
    desk.caret("陇南市").keys(&["B", "F3"]);
    desk.select("陇南市").keys(&["1"]);
    desk.caret("书记").keys(&["F4"]);
    assert_eq!(desk.app().view().unwrap().entity, None);
    desk.keys(&["I", "1"]);
    assert_eq!(of_article(&desk), ["genre=news"]);
    assert_eq!(of_entity(&desk), [""; 0]);
    desk.keys(&["F4", "Tab", "I", "2"]);
    desk.picture("attributes-read");
    assert_eq!(of_entity(&desk), ["genre=comment"]);
    assert_eq!(of_article(&desk), ["genre=news"]);
}

#[test]
fn an_earlier_version_shows_its_attributes_and_takes_none() {
    let mut desk = topic();
    desk.type_text("水利");
    desk.keys(&["Enter"]);
    let path = desk.folder.path().join("again.txt");
    std::fs::write(&path, "陇南市抓好春耕\n市长王明说。\n").unwrap();
    for (command, more) in [
        ("Replace text", Some(&path)),
        ("Show the old version", None),
    ] {
        desk.keys(&["Ctrl+Shift+P"]);
        desk.type_text(command);
        desk.keys(&["Enter"]);
        if let Some(path) = more {
            desk.type_text(&format!("{}{}", "../".repeat(12), path.display()));
            desk.keys(&["Enter", "Escape"]);
        }
    }
    desk.caret("陇南市");
    let role = egui::accesskit::Role::TextInput;
    let mut fields = desk.harness.query_all_by_role(role);
    let field = fields.find(|it| it.value().as_deref() == Some("水利"));
    let field = field.expect("the field is shown");
    assert!(field.accesskit_node().is_disabled());
}
