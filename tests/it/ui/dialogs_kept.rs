//! What is typed into a dialog is not lost where it cannot be saved at once.

use broadsheet::model::authority::Authority;
use broadsheet::session::Session;
use broadsheet::ui::view_state::Mode;
use egui_kittest::kittest::Queryable as _;

use super::attributes::schema;
use crate::support::desk::{Desk, Setup};

const PAGES: [(&str, &str); 2] = [
    ("a.txt", "陇南市抓好春耕\n市长说。\n"),
    ("b.txt", "又在陇南市。\n"),
];

/// A mention with a record; the other page has the same name once more.
fn desk() -> Desk {
    let setup = Setup {
        mode: Mode::Entities,
        ..Setup::default()
    };
    let mut desk = setup.pages_with(&schema(), &PAGES);
    desk.caret("陇南市").keys(&["F2", "B", "F3"]);
    desk.select("陇南市").keys(&["1", "R", "Enter"]);
    desk
}

fn record(desk: &Desk) -> Authority {
    let mut all = desk.session().authorities();
    all.next().expect("there is a record").clone()
}

fn shows(desk: &Desk, key: &str) -> bool {
    let text = desk.app().tr().get(key);
    desk.harness.query_all_by_label(text).next().is_some()
}

/// Has a job begin that changes the project and does not get on before the connection
/// that is returned lets it.
fn busy(desk: &mut Desk) -> rusqlite::Connection {
    desk.keys(&["Ctrl+Shift+A"]);
    let other = rusqlite::Connection::open(&desk.project).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    desk.key_meanwhile("Enter");
    assert!(desk.app().is_busy(), "the names are being tagged");
    other
}

#[test]
fn a_title_is_saved_after_a_job_that_changes_the_project() {
    let mut desk = desk();
    let other = busy(&mut desk);
    desk.key_meanwhile("F2").key_meanwhile("N");
    desk.key_meanwhile("Ctrl+A").type_meanwhile("甘肃要闻");
    desk.key_meanwhile("Enter");
    assert!(desk.app().is_busy(), "still being tagged");
    other.execute_batch("ROLLBACK").unwrap();
    desk.settle();
    let title = |desk: &Desk| {
        let article = desk.page().annotations.articles().next().cloned();
        article.and_then(|it| it.title)
    };
    assert_eq!(title(&desk), None);
    desk.keys(&["Enter"]);
    assert_eq!(title(&desk).as_deref(), Some("甘肃要闻"));
}

#[test]
fn what_two_say_of_a_record_at_once_is_both_kept() {
    let mut desk = desk();
    desk.keys(&["Ctrl+Shift+R", "Enter", "E"]);
    desk.type_text("甘肃");
    let mut theirs = Session::open(&desk.project).unwrap();
    let before = record(&desk);
    let after = Authority {
        note: "别处所写".to_owned(),
        ..before.clone()
    };
    let change = theirs.edit_record(&before, after).unwrap();
    theirs.edit(change).unwrap();
    drop(theirs);
    for _ in 0..2 {
        if shows(&desk, "record.title") {
            desk.keys(&["Ctrl+Enter"]);
        }
    }
    assert!(!shows(&desk, "record.title"));
    let now = record(&desk);
    assert!(now.canonical.contains("甘肃"), "{now:?}");
    assert_eq!(now.note, "别处所写");
}

#[test]
fn what_is_no_number_stays_while_another_field_is_typed_into() {
    let mut desk = desk();
    desk.keys(&["Ctrl+Shift+R", "Enter", "E"]);
    desk.keys(&["Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab"]);
    desk.type_text("约30");
    desk.keys(&["Shift+Tab", "Shift+Tab"]);
    desk.type_text("水");
    desk.keys(&["Ctrl+Enter"]);
    assert!(shows(&desk, "record.title"), "“约30” is no number");
    assert_eq!(record(&desk).attributes.len(), 0);
    let fields = desk
        .harness
        .query_all_by_role(egui::accesskit::Role::TextInput);
    let values: Vec<_> = fields.filter_map(|it| it.value()).collect();
    assert!(values.contains(&"约30".to_owned()), "{values:?}");
    desk.keys(&["Tab", "Tab", "Ctrl+A"]);
    desk.type_text("30");
    desk.keys(&["Ctrl+Enter"]);
    let names: Vec<_> = record(&desk).attributes.into_keys().collect();
    assert_eq!(names, ["topic", "words"]);
}
