//! The schema editor in the window, by keyboard; guidelines beside the page.

use broadsheet::edit::label::{Deed, EditLabel};
use broadsheet::edit::op::{Change, Op};
use broadsheet::edit::transaction::Transaction;
use broadsheet::edit::verbs::authorities;
use broadsheet::model::id::Label;
use broadsheet::model::schema::Schema;
use broadsheet::session::Session;
use broadsheet::ui::view_state::Mode;
use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};
use crate::support::harness::Window;

const PAGES: [(&str, &str); 1] = [("a.txt", "清江县开工。\n周文到清江县。\n")];

/// A page in mode Entities with two cities and an official.
fn desk() -> Desk {
    let setup = Setup {
        mode: Mode::Entities,
        ..Setup::default()
    };
    let mut desk = setup.pages(&PAGES);
    desk.select("清江县").keys(&["1"]);
    desk.select("周文").keys(&["2"]);
    desk
}

fn open(desk: &mut Desk) {
    desk.keys(&["Ctrl+Alt+S"]);
    until(desk, "Add label");
}

/// Runs frames until something of this name is there, as often as it may be.
fn until(desk: &mut Desk, name: &str) {
    for _ in 0..1000 {
        if has(desk, name) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        desk.settle();
    }
    panic!("there is no {name:?}");
}

/// Clicks the first thing of this name.
fn click(desk: &mut Desk, name: &str) {
    let first = desk.harness.query_all_by_label(name).next();
    first
        .unwrap_or_else(|| panic!("there is no {name:?}"))
        .click();
    desk.settle();
}

fn has(desk: &Desk, name: &str) -> bool {
    desk.harness.query_all_by_label(name).next().is_some()
}

/// Types into the field that has the keyboard, in the place of what is there.
fn retype(desk: &mut Desk, text: &str) {
    desk.keys(&["Ctrl+A"]);
    desk.type_text(text);
}

/// Puts the keyboard into a field and types.
fn fill(desk: &mut Desk, name: &str, text: &str) {
    desk.harness.get_by_label(name).focus();
    desk.settle();
    retype(desk, text);
}

#[test]
fn a_label_gets_another_name_with_all_its_mentions() {
    let mut desk = desk();
    open(&mut desk);
    // The keyboard is in the stored name of the first label.
    retype(&mut desk, "PLACE");
    desk.keys(&["Ctrl+Enter"]);
    until(&mut desk, "What will change");
    let told = "Label City (CITY) → PLACE: 1 (documents: 1)";
    assert!(has(&desk, told), "the change is counted before it is made");
    assert_eq!(desk.entities()[0], "CITY 清江县");
    desk.keys(&["Enter"]);
    until(&mut desk, "Schema changed; rows changed with it: 1");
    assert_eq!(desk.entities(), ["PLACE 清江县", "OFFICIAL 周文"]);
    assert_eq!(desk.session().schema().labels[0].id, "PLACE");

    desk.keys(&["Ctrl+Z"]);
    assert_eq!(desk.entities()[0], "CITY 清江县");
    assert_eq!(**desk.session().schema(), Schema::newspaper());
    desk.keys(&["Ctrl+Shift+Z"]);
    assert_eq!(desk.entities()[0], "PLACE 清江县");
}

#[test]
fn what_is_in_use_is_refused_until_somebody_says_what_it_becomes() {
    let mut desk = desk();
    open(&mut desk);
    desk.keys(&["Ctrl+ArrowDown"]);
    click(&mut desk, "Take out");
    desk.keys(&["Ctrl+Enter"]);
    // A relation that could only start there has to be looked at first.
    assert!(!has(&desk, "What will change"));
    assert!(has(
        &desk,
        "Holds office in: All labels at this end were taken out; choose others"
    ));
    click(&mut desk, "Label Official (OFFICIAL)");
    choose(&mut desk, "Not chosen", "CITY");
    desk.keys(&["Ctrl+Enter"]);
    until(&mut desk, "What will change");
    assert!(has(
        &desk,
        "Label Official (OFFICIAL) → CITY: 1 (documents: 1)"
    ));
    let silent = "The recognisers know Label Official (OFFICIAL) by its stored name and will \
                  propose nothing for it any more";
    assert!(has(&desk, silent), "what engines lose is told before");
    desk.keys(&["Enter"]);
    until(&mut desk, "Schema changed; rows changed with it: 1");
    assert_eq!(desk.entities(), ["CITY 清江县", "CITY 周文"]);
}

#[test]
fn records_that_get_one_name_are_told_with_where_to_merge_them() {
    let mut desk = desk();
    let mut other = Session::open(&desk.project).unwrap();
    let records = ["CITY", "OFFICIAL"].map(|label| {
        let record = authorities::record(&label.into(), "清江县").unwrap();
        Op::Authority(Change::Insert(record))
    });
    let label = EditLabel::new(Deed::Other);
    let records = Transaction::new(label, records.into());
    other.apply(records).unwrap();
    drop(other);
    open(&mut desk);
    desk.keys(&["Ctrl+ArrowDown"]);
    click(&mut desk, "Take out");
    click(&mut desk, "Label Official (OFFICIAL)");
    choose(&mut desk, "Not chosen", "CITY");
    desk.keys(&["Ctrl+Enter"]);
    until(&mut desk, "What will change");
    let told = "CITY gets records with the name of another; all stay, merge those that are one \
                in the panel of records (Ctrl+Shift+R): 1 (records)";
    until(&mut desk, told);
    desk.keys(&["Enter"]);
    until(&mut desk, "Schema changed; rows changed with it: 2");
    assert_eq!(desk.session().authorities().count(), 2, "both stay");
}

fn choose(desk: &mut Desk, shown: &str, wanted: &str) {
    let combo = desk
        .harness
        .get_all_by_role(egui::accesskit::Role::ComboBox);
    let combo = combo
        .into_iter()
        .find(|it| it.value().as_deref() == Some(shown));
    combo.unwrap().click();
    desk.settle();
    click(desk, wanted);
}

#[test]
fn a_role_in_use_cannot_be_taken_away_unseen() {
    let mut desk = Setup::default().pages(&PAGES);
    desk.caret("周文").keys(&["B"]);
    open(&mut desk);
    click(&mut desk, "Body");
    click(&mut desk, "Take out");
    desk.keys(&["Ctrl+Enter"]);
    until(&mut desk, "What will change");
    assert!(has(&desk, "Role Body (body) is in use: 1 (documents: 1)"));
    desk.keys(&["Enter"]);
    assert!(has(&desk, "What will change"), "Enter does nothing here");
    click(&mut desk, "Say what it becomes");
    // Running text is found by this name, so nothing else can take it over.
    let combo = egui::accesskit::Role::ComboBox;
    assert_eq!(desk.harness.query_all_by_role(combo).count(), 0);
    click(&mut desk, "Put back");
    assert!(!has(&desk, "Role Body (body)"));
    desk.keys(&["Escape", "Escape"]);
    assert!(!has(&desk, "Add label"));
    assert_eq!(**desk.session().schema(), Schema::newspaper());
}

#[test]
fn mistakes_are_told_at_their_field_and_nothing_is_lost_by_a_slip() {
    let mut desk = desk();
    open(&mut desk);
    retype(&mut desk, "OFFICIAL");
    assert!(has(&desk, "Another one has this name"));
    desk.keys(&["Ctrl+Enter"]);
    assert!(has(&desk, "Add label") && !has(&desk, "What will change"));
    retype(&mut desk, "CITY");
    fill(&mut desk, "Key", "a");
    assert!(
        desk.harness
            .query_by_label_contains("is the key of")
            .is_some()
    );
    fill(&mut desk, "Key", "2");
    assert!(has(&desk, "Another one has this key"));
    fill(&mut desk, "Key", "4");
    fill(&mut desk, "Colour", "blue");
    assert!(has(&desk, "Write the colour as #rrggbb"));
    // A slip on Escape only asks.
    desk.keys(&["Escape"]);
    assert!(has(&desk, "There are changes that have not been applied"));
    fill(&mut desk, "Colour", "#15197c");
    // A slip after further changes only asks again.
    desk.keys(&["Escape"]);
    assert!(has(&desk, "There are changes that have not been applied"));
    desk.keys(&["Ctrl+Enter"]);
    // Nothing in the project goes by key or colour: it is done at once.
    until(&mut desk, "Schema changed; rows changed with it: 0");
    let label = desk.session().schema().labels[0].clone();
    assert_eq!((label.key, label.color.as_str()), ('4', "#15197c"));
    desk.select("开工").keys(&["4"]);
    assert!(desk.entities().contains(&"CITY 开工".to_owned()));
}

#[test]
fn a_label_with_a_choice_is_added() {
    let setup = Setup {
        mode: Mode::Entities,
        window: Window {
            size: [1280.0, 1400.0],
            ..Window::default()
        },
        ..Setup::default()
    };
    let mut desk = setup.pages(&PAGES);
    open(&mut desk);
    click(&mut desk, "Add label");
    assert!(has(&desk, "It needs a key: one letter or digit"));
    retype(&mut desk, "WORK");
    fill(&mut desk, "Key", "5");
    click(&mut desk, "Add attribute");
    click(&mut desk, "Choice");
    assert!(has(&desk, "There is nothing to choose from"));
    click(&mut desk, "Add choice");
    desk.keys(&["Ctrl+Enter"]);
    until(&mut desk, "Schema changed; rows changed with it: 0");
    let schema = desk.session().schema().clone();
    let label = schema.labels.last().unwrap();
    assert_eq!(
        (label.id.as_str(), label.attributes[0].id.as_str()),
        ("WORK", "attribute")
    );
}

#[test]
fn a_schema_is_saved_and_loaded() {
    let mut desk = desk();
    open(&mut desk);
    let path = desk.folder.path().join("mine.ron");
    click(&mut desk, "Save as…");
    desk.keys(&["Ctrl+A"]);
    desk.type_text(path.to_str().unwrap());
    desk.keys(&["Enter"]);
    desk.settle();
    let saved = std::fs::read_to_string(&path).unwrap();
    assert_eq!(Schema::from_ron(&saved).unwrap(), Schema::newspaper());
    let other = desk.folder.path().join("other.ron");
    std::fs::write(&other, saved.replace("\"CITY\"", "\"TOWN\"")).unwrap();
    load(&mut desk, &other);
    // What is not in it stands among what was taken out.
    assert!(has(&desk, "Label City (CITY)"));
    desk.keys(&["Ctrl+Enter"]);
    until(&mut desk, "What will change");
    assert!(has(&desk, "Label City (CITY) is in use: 1 (documents: 1)"));
    desk.keys(&["Escape"]);
    std::fs::write(&other, "(name: \"x\",\n roles: [}").unwrap();
    // What was changed is not thrown away by one click.
    click(&mut desk, "Load…");
    assert!(has(
        &desk,
        "Loading discards changes that have not been applied"
    ));
    load_with(&mut desk, "Discard changes and load…", &other);
    assert!(
        desk.harness
            .query_by_label_contains("no schema that can be used")
            .is_some()
    );
}

fn load(desk: &mut Desk, path: &std::path::Path) {
    load_with(desk, "Load…", path);
}

fn load_with(desk: &mut Desk, button: &str, path: &std::path::Path) {
    click(desk, button);
    // What is typed goes on from the folder that the dialog begins in.
    desk.type_text(&format!("{}{}", "../".repeat(12), path.display()));
    desk.keys(&["Enter"]);
    desk.settle();
}

#[test]
fn a_schema_that_another_process_changed_is_not_overwritten() {
    let mut desk = desk();
    open(&mut desk);
    retype(&mut desk, "PLACE");
    let mut other = Session::open(&desk.project).unwrap();
    let base = other.schema().clone();
    let mut draft = broadsheet::edit::schema::SchemaDraft::new(&base);
    draft.labels[0].form.name.en = "Town".to_owned();
    other
        .change_schema(&draft.edit(), &broadsheet::jobs::Ticket::default())
        .unwrap();
    desk.settle();
    desk.keys(&["Ctrl+Enter"]);
    assert!(has(
        &desk,
        "The schema was changed elsewhere in the meantime"
    ));
    click(&mut desk, "Start again");
    until(&mut desk, "Town");
    assert_eq!(desk.session().schema().labels[0].id, "CITY");
}

#[test]
fn the_guideline_of_a_label_stands_beside_the_page() {
    let mut desk = desk();
    let words = Schema::newspaper().labels[1].guideline.en.clone();
    desk.caret("周文").keys(&["Shift+F1"]);
    assert!(has(&desk, &words), "of the mention at hand");
    // The page keeps the keyboard.
    desk.select("开工").keys(&["3"]);
    assert!(desk.entities().contains(&"INITIATIVE 开工".to_owned()));
    assert!(has(&desk, &words), "it stays");
    desk.caret("周文").keys(&["Shift+F1"]);
    assert!(!has(&desk, &words), "and goes");
    // F1 on a label means the label, elsewhere the program.
    let chip = desk
        .harness
        .get_all_by_label("City")
        .next()
        .unwrap()
        .rect()
        .center();
    desk.harness.event(egui::Event::PointerMoved(chip));
    desk.harness.step();
    desk.harness.step();
    desk.keys(&["F1"]);
    assert!(has(&desk, &Schema::newspaper().labels[0].guideline.en));
    desk.harness
        .event(egui::Event::PointerMoved(egui::pos2(640.0, 700.0)));
    desk.harness.step();
    desk.harness.step();
    desk.keys(&["F1"]);
    assert!(has(&desk, "Keyboard shortcuts"));
    desk.keys(&["Escape", "Ctrl+Shift+P"]);
    desk.type_text("Tag: Initiative");
    // Undoing it reads the same and comes first.
    desk.keys(&["Down", "F1"]);
    let shown = &desk.app().view().unwrap().guideline;
    assert_eq!(shown.as_ref().map(Label::as_str), Some("INITIATIVE"));
    assert!(has(&desk, &Schema::newspaper().labels[2].guideline.en));
}

#[test]
fn the_window_of_a_guideline_follows_the_mention_and_goes_by_escape() {
    let mut desk = desk();
    let schema = Schema::newspaper();
    let shows = |desk: &Desk, at: usize| has(desk, &schema.labels[at].guideline.en);
    desk.caret("周文").keys(&["Shift+F1"]);
    assert!(shows(&desk, 1));
    desk.caret("清江县").keys(&["Shift+F1"]);
    assert!(shows(&desk, 0) && !shows(&desk, 1), "that of the mention");
    desk.keys(&["Shift+F1"]);
    assert!(!shows(&desk, 0));
    desk.keys(&["Shift+F1", "Escape"]);
    assert!(!shows(&desk, 0), "Escape takes it away");
}

#[test]
fn the_editor_is_drawn_in_both_languages_and_themes() {
    for (setup, name) in Setup::looks(Mode::Entities) {
        let name = format!("schema-{name}");
        let mut desk = setup.pages(&PAGES);
        desk.select("清江县").keys(&["1"]);
        desk.keys(&["Shift+F1"]);
        desk.picture(&format!("{name}-guideline"));
        desk.keys(&["Shift+F1", "Ctrl+Alt+S"]);
        let add = desk.app().tr().get("schema.add-label");
        until(&mut desk, add);
        desk.picture(&format!("{name}-label"));
        for (at, steps) in [(1, 3), (2, 8), (3, 2), (4, 1)] {
            for _ in 0..steps {
                desk.keys(&["Ctrl+ArrowDown"]);
            }
            desk.picture(&format!("{name}-{at}"));
        }
        for _ in 0..20 {
            desk.keys(&["Ctrl+ArrowUp"]);
        }
        let out = desk.app().tr().get("schema.out");
        desk.harness.get_all_by_label(out).next().unwrap().click();
        desk.settle();
        desk.picture(&format!("{name}-out"));
        desk.keys(&["Ctrl+Enter"]);
        desk.settle();
        desk.picture(&format!("{name}-refused"));
    }
}
