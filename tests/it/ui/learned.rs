//! Gazetteers, what other projects have learned, the most useful page, and the least sure
//! questions first: by keyboard.

use broadsheet::session::Session;
use broadsheet::ui::i18n::Language;
use broadsheet::ui::view_state::Mode;
use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};

const TABLE: &str = "code,name,aliases,level\n\
    x-1,云岭新区,云岭,county\nx-2,,,\nx-3,乌蒙洲,,galaxy\nx-4,清江县,,county\n";

fn tr(desk: &Desk, key: &str) -> &'static str {
    desk.app().tr().get(key)
}

fn has(desk: &Desk, text: &str) -> bool {
    desk.harness
        .query_all_by_label_contains(text)
        .next()
        .is_some()
}

/// Chooses a command by its name.
fn command(desk: &mut Desk, id: &str) {
    let name = tr(desk, &format!("command.{id}")).to_owned();
    desk.keys(&["Ctrl+Shift+P"]);
    desk.type_text(&name);
    desk.keys(&["Enter"]);
}

/// Types a path into the dialog that asks for one.
fn choose(desk: &mut Desk, name: &str) {
    let path = desk.folder.path().join(name);
    let field = tr(desk, "path.name");
    let field = desk
        .harness
        .get_by_role_and_label(egui::accesskit::Role::TextInput, field);
    field.focus();
    desk.settle();
    desk.keys(&["Ctrl+A"]);
    desk.type_text(path.to_str().unwrap());
    desk.keys(&["Enter"]);
    desk.settle();
}

fn gazetteers(desk: &Desk) -> Vec<String> {
    let all = desk.session().gazetteers();
    all.into_iter()
        .map(|it| format!("{} {}", it.name, it.places))
        .collect()
}

#[test]
fn a_gazetteer_is_added_used_for_linking_and_removed() {
    for (dark, language) in [(false, Language::Zh), (true, Language::En)] {
        let mut setup = Setup {
            language,
            mode: Mode::Entities,
            ..Setup::default()
        };
        setup.window.dark = dark;
        let mut desk = setup.pages(&[("page.txt", "云岭新区召开大会。\n")]);
        std::fs::write(desk.folder.path().join("滇中地名.csv"), TABLE).unwrap();
        command(&mut desk, "gazetteers");
        desk.keys(&["Enter"]);
        choose(&mut desk, "滇中地名.csv");
        assert_eq!(gazetteers(&desk), ["滇中地名 2"]);
        let lines = match language {
            Language::Zh => ["第 3 行", "第 4 行"],
            Language::En => ["Line 3", "Line 4"],
        };
        let told = lines.map(|line| has(&desk, line));
        assert_eq!(told, [true; 2], "rows that were left out");
        desk.picture(&format!(
            "gazetteers-{}",
            if dark { "dark-en" } else { "light-zh" }
        ));
        desk.keys(&["Escape"]);
        // Its place is offered first for a mention.
        desk.select("云岭新区").keys(&["1", "R", "Enter"]);
        let record = desk.session().authorities().next().unwrap();
        assert_eq!(
            (&*record.canonical, record.code.as_deref()),
            ("云岭新区", Some("x-1"))
        );
        // Removing asks once more; the record stays.
        command(&mut desk, "gazetteers");
        desk.keys(&["Delete"]);
        assert_eq!(gazetteers(&desk).len(), 1);
        desk.harness.get_by_label(tr(&desk, "gazetteers.sure"));
        desk.keys(&["Delete"]);
        assert!(gazetteers(&desk).is_empty());
        desk.keys(&["Escape"]);
        assert_eq!(desk.session().authorities().count(), 1);
    }
}

#[test]
fn a_table_that_is_none_is_refused_in_a_sentence() {
    let mut desk = Setup::default().pages(&[("page.txt", "甲\n")]);
    std::fs::write(desk.folder.path().join("bad.csv"), "甲,乙\n1,2\n").unwrap();
    command(&mut desk, "gazetteers");
    desk.keys(&["Enter"]);
    choose(&mut desk, "bad.csv");
    assert!(has(&desk, tr(&desk, "error.gazetteer")));
    assert!(gazetteers(&desk).is_empty());
}

const RIVERS: [&str; 6] = ["白水河", "黑石河", "青龙河", "柳林河", "沙沟河", "石门河"];

/// Three pages; in the first one rivers are tagged in place of initiatives.
fn desk_of_rivers() -> Desk {
    let lines: Vec<String> = RIVERS
        .iter()
        .map(|it| format!("清晨，人们在{it}边散步。\n"))
        .collect();
    let ron = broadsheet::model::schema::NEWSPAPER_RON.replace("INITIATIVE", "RIVER");
    let schema = broadsheet::model::schema::Schema::from_ron(&ron).unwrap();
    let setup = Setup {
        mode: Mode::Entities,
        ..Setup::default()
    };
    let pages = [
        ("a.txt", lines.concat()),
        ("b.txt", "清晨，人们在白水河边散步。\n".to_owned()),
        (
            "c.txt",
            "清晨，人们在马莲河边散步。\n傍晚，老人沿着泾水和渭河慢慢走。\n".to_owned(),
        ),
    ];
    let pages: Vec<(&str, &str)> = pages.iter().map(|(name, text)| (*name, &**text)).collect();
    setup.pages_with(&schema, &pages)
}

fn teach(desk: &mut Desk) {
    for river in RIVERS {
        desk.select(river).keys(&["3"]);
    }
    desk.keys(&["F2"]);
    desk.caret("清晨").keys(&["B", "F3"]);
}

fn shown(desk: &Desk) -> String {
    let view = desk.app().view().unwrap();
    view.current.as_ref().unwrap().document.name.clone()
}

#[test]
fn the_most_useful_page_comes_up_and_what_was_learned_moves_to_another_project() {
    let mut desk = desk_of_rivers();
    // Nothing was taught yet.
    desk.keys(&["Ctrl+U"]);
    assert!(has(
        &desk,
        &desk.app().tr().with("toast.useful-untaught", &[("n", &2)])
    ));
    desk.harness.get_by_label("a.txt").click();
    desk.settle();
    command(&mut desk, "export-model");
    choose(&mut desk, "none.tagger");
    assert!(
        has(&desk, tr(&desk, "error.export-model")),
        "nothing was learned"
    );
    teach(&mut desk);
    // The next of the list would be b.txt; most is to be learned from c.txt.
    desk.keys(&["Ctrl+Enter"]);
    assert_eq!(shown(&desk), "b.txt");
    desk.keys(&["Ctrl+U"]);
    assert_eq!(shown(&desk), "c.txt");
    let what = [("n", &1 as &dyn std::fmt::Display), ("all", &1)];
    assert!(has(&desk, &desk.app().tr().with("toast.useful", &what)));
    command(&mut desk, "export-model");
    choose(&mut desk, "rivers.tagger");
    let file = desk.folder.path().join("rivers.tagger");
    assert!(std::fs::read(&file).unwrap().starts_with(b"BsTg"));

    let mut other = desk_of_rivers();
    std::fs::copy(&file, other.folder.path().join("rivers.tagger")).unwrap();
    command(&mut other, "import-model");
    choose(&mut other, "rivers.tagger");
    let session = Session::open_read_only(&other.project).unwrap();
    assert!(session.model_info(&|| false).unwrap().brought.is_some());
    other.picture("imported-model");
    command(&mut other, "forget-model");
    let session = Session::open_read_only(&other.project).unwrap();
    assert!(session.model_info(&|| false).unwrap().brought.is_none());
}
