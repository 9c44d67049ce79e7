//! The statistics in the window: open, look, go to a thing, save a table and a plot.

use broadsheet::jobs::Ticket;
use broadsheet::session::Session;
use broadsheet::session::import_pages::PagesRequest;
use broadsheet::session::statistics::{Cell, Grain, TableKind};
use broadsheet::ui::view_state::Mode;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use serde_json::json;

use crate::support::desk::{Desk, Setup};

const PAGES: [(&str, &str); 2] = [
    ("a.txt", "甲县开展清渠行动，甲县说好。\n乙市也说好。\n"),
    ("b.txt", "乙市。\n"),
];

/// A project with entities in its main layer.
fn with_entities(setup: &Setup) -> Desk {
    let desk = setup.pages(&PAGES);
    let entity = |page: usize, surface: &str, nth: usize, label: &str| {
        let text = PAGES[page].1;
        let (byte, _) = text.match_indices(surface).nth(nth).unwrap();
        let start = text[..byte].chars().count();
        let end = start + surface.chars().count();
        let id = format!("{page}-{start}");
        json!({"id": id, "start": start, "end": end, "label": label})
    };
    let body = |end: usize| json!([{"segments": [{"start": 0, "end": end, "role": "body"}]}]);
    let records = [
        json!({"document": "a.txt", "articles": body(21), "entities": [
            entity(0, "甲县", 0, "CITY"),
            entity(0, "甲县", 1, "CITY"),
            entity(0, "清渠行动", 0, "INITIATIVE"),
            entity(0, "乙市", 0, "CITY"),
        ]}),
        json!({"document": "b.txt", "articles": body(3), "entities": [
            entity(1, "乙市", 0, "CITY"),
        ]}),
    ];
    let path = desk.folder.path().join("main.jsonl");
    let lines = records.map(|record| format!("{record}\n"));
    std::fs::write(&path, lines.concat()).unwrap();
    let mut session = Session::open(&desk.project).unwrap();
    let request = PagesRequest {
        paths: vec![path],
        layer: "main".to_owned(),
    };
    let report = session.import_pages(&request, &Ticket::default()).unwrap();
    assert_eq!(report.pages, 2, "{:?}", report.problems);
    drop(session);
    desk.reopen(setup)
}

/// Whether a row of this text is in view.
fn has(desk: &Desk, row: &str) -> bool {
    desk.harness.query_all_by_label(row).next().is_some()
}

#[test]
fn tabs_are_walked_by_keyboard_and_show_what_is_there() {
    let mut desk = with_entities(&Setup::default());
    desk.keys(&["Ctrl+Shift+S"]);
    desk.wait_for("Table to CSV");
    assert!(has(&desk, "City 4 2 0 2 2"), "the labels first");
    desk.keys(&["2"]);
    assert!(has(&desk, "乙市 City 2 2 2") && has(&desk, "甲县 City 2 1 1"));
    desk.keys(&["Ctrl+Tab"]);
    assert!(has(&desk, "Nothing to show"), "no page has a date");
    desk.keys(&["4"]);
    assert!(has(&desk, "甲县 City 清渠行动 Initiative 1"));
    desk.keys(&["5"]);
    assert!(has(&desk, "b.txt  3 3 1 1 0 0"));
    desk.keys(&["6"]);
    assert!(has(
        &desk,
        "甲县开展清渠行动，甲县说好。乙市也说好。 a.txt 20 1 3 0 1"
    ));
    desk.keys(&["7"]);
    let today = &desk.session().pace().unwrap().days[0];
    assert!(has(
        &desk,
        &format!("{} {} 0 0 0", today.day, today.changes)
    ));
    desk.keys(&["Ctrl+Tab"]);
    assert!(has(&desk, "City 4 2 0 2 2"), "round and round");
    desk.keys(&["Ctrl+Shift+Tab", "5"]);

    // The last document first, and into it.
    desk.keys(&["Right", "Down", "Up", "Enter"]);
    assert!(!has(&desk, "Table to CSV"), "the page is free");
    let name = |desk: &Desk| {
        let current = desk.app().view().unwrap().current.as_ref();
        current.unwrap().document.name.clone()
    };
    assert_eq!(name(&desk), "b.txt");

    // The window comes back as it was left; a thing leads to its first mention.
    desk.keys(&["Ctrl+Shift+S"]);
    desk.wait_for("Table to CSV");
    assert!(has(&desk, "b.txt  3 3 1 1 0 0"));
    desk.keys(&["2"]);
    desk.harness
        .get_by_label("清渠行动 Initiative 1 1 1")
        .click();
    desk.settle();
    assert_eq!(name(&desk), "a.txt");
    let selection = desk.app().view().unwrap().page.selection();
    assert_eq!(desk.page().source.slice(selection), "清渠行动");
    desk.keys(&["Ctrl+Shift+S"]);
    desk.wait_for("Table to CSV");
    desk.keys(&["Escape"]);
    assert!(!has(&desk, "Table to CSV"));
}

#[test]
fn the_table_and_the_plot_are_saved() {
    let mut desk = with_entities(&Setup::default());
    desk.keys(&["Ctrl+Shift+S"]);
    desk.wait_for("Table to CSV");
    desk.keys(&["2"]);
    let csv = desk.folder.path().join("things.csv");
    save(&mut desk, "C", &csv);
    let text = std::fs::read_to_string(&csv).unwrap();
    let session = desk.session();
    let counted = session.statistics(session.layer(), "", &Ticket::default());
    let table = counted.unwrap().table(TableKind::Things, Grain::Day);
    let mut wanted = table.columns.join(",");
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(Cell::text).collect();
        wanted = format!("{wanted}\n{}", cells.join(","));
    }
    assert_eq!(text, format!("{wanted}\n"));
    let listed = session.statistics(session.layer(), "B.T", &Ticket::default());
    let names = listed.unwrap().documents.into_iter().map(|it| it.name);
    assert_eq!(names.collect::<Vec<_>>(), ["b.txt"]);

    let svg = desk.folder.path().join("things.svg");
    save(&mut desk, "V", &svg);
    let drawn = std::fs::read_to_string(&svg).unwrap();
    assert!(drawn.starts_with("<?xml") && drawn.contains(">清渠行动</text>"));
}

/// Presses a key that asks for a path, and gives it.
fn save(desk: &mut Desk, key: &str, path: &std::path::Path) {
    desk.keys(&[key]);
    desk.keys(&["Ctrl+A"]);
    desk.type_text(path.to_str().unwrap());
    desk.keys(&["Enter"]);
    desk.settle();
    assert!(has(desk, "Table to CSV"), "the window stays open");
}

#[test]
fn the_statistics_are_drawn_in_both_languages_and_themes() {
    for (setup, name) in Setup::looks(Mode::Segment) {
        let name = format!("statistics-{name}");
        let mut desk = with_entities(&setup);
        desk.keys(&["Ctrl+Shift+S"]);
        let button = desk.app().tr().get("statistics.save-csv");
        desk.wait_for(button);
        for tab in ["1", "2", "3", "4", "5", "6", "7"] {
            desk.keys(&[tab]);
            let tabs = desk.harness.get_all_by_role(egui::accesskit::Role::Tab);
            assert!(
                tabs.into_iter()
                    .any(|it| it.accesskit_node().label().is_some())
            );
            desk.picture(&format!("{name}-{tab}"));
        }
    }
}
