//! Measuring a layer in the window: choose, run, look, and go to a place that differs.

use std::path::Path;
use std::time::{Duration, Instant};

use broadsheet::jobs::Ticket;
use broadsheet::session::Session;
use broadsheet::session::import_pages::PagesRequest;
use broadsheet::ui::view_state::Mode;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use serde_json::{Value, json};

use crate::support::desk::{Desk, Setup};

fn fixtures(name: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures");
    folder.join(name)
}

/// The window with four pages; the layer `gold` has their annotations, the editor's own
/// layer others.
fn with_two_layers(setup: &Setup) -> Desk {
    let cases = std::fs::read_to_string(fixtures("evaluate/figures.jsonl")).unwrap();
    let cases: Vec<Value> = cases
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    let (mut gold, mut mine, mut pages) = (String::new(), String::new(), Vec::new());
    for case in &cases {
        let name = case["document"].as_str().unwrap();
        let path = fixtures("pages").join(name);
        pages.push((name, std::fs::read_to_string(&path).unwrap()));
        let record = std::fs::read(path.with_extension("json")).unwrap();
        let mut record: Value = serde_json::from_slice(&record).unwrap();
        record["entities"] = case["gold_entities"].clone();
        record["document"] = json!(name);
        let mut layer = case["layer"].clone();
        layer["document"] = json!(name);
        gold += &format!("{record}\n");
        mine += &format!("{layer}\n");
    }
    let pages: Vec<(&str, &str)> = pages.iter().map(|(n, text)| (*n, text.as_str())).collect();
    let desk = setup.pages(&pages);
    let mut session = Session::open(&desk.project).unwrap();
    for (layer, records) in [("gold", gold), ("main", mine)] {
        let path = desk.folder.path().join(format!("{layer}.jsonl"));
        std::fs::write(&path, records).unwrap();
        let request = PagesRequest {
            paths: vec![path],
            layer: layer.to_owned(),
        };
        let report = session.import_pages(&request, &Ticket::default()).unwrap();
        assert_eq!(report.pages, cases.len());
    }
    drop(session);
    desk.reopen(setup)
}

/// Invokes the command through the palette.
fn evaluate(desk: &mut Desk) {
    let name = desk.app().tr().get("command.evaluate").to_owned();
    desk.keys(&["Ctrl+Shift+P"]);
    desk.type_text(&name);
    desk.keys(&["Enter"]);
}

/// Clicks what is called so.
fn click(desk: &mut Desk, name: &str) {
    desk.harness.get_by_label(name).click();
    desk.settle();
}

#[test]
fn a_place_that_differs_is_reached_by_a_click() {
    let mut desk = with_two_layers(&Setup::default());
    evaluate(&mut desk);
    expect_open(&mut desk, "Evaluate a layer");
    desk.keys(&["Enter"]);
    desk.settle();
    let figure = |desk: &Desk, start: &str| {
        let mut rows = desk.harness.query_all_by_label_contains(start);
        assert!(rows.next().is_some(), "{start}");
    };
    // What the trivial answers reach stands beside it.
    figure(&desk, "Grouping: B³ F1 0.8");
    figure(&desk, "Roles: accuracy 0.7");

    click(&mut desk, "By document");
    figure(&desk, "paragraph-per-line.txt 0.863");
    click(&mut desk, "Differences");
    let place = first_difference(&desk);
    click(&mut desk, &place.name);
    let view = desk.app().view().unwrap();
    let current = view.current.as_ref().unwrap();
    assert_eq!(current.document.name, place.document);
    assert_eq!(
        desk.page().source.line_of(view.page.selection().start()) + 1,
        place.line
    );
    assert!(!view.page.selection().is_empty());
    assert!(
        desk.harness.query_by_label("Evaluation").is_none(),
        "the page is free"
    );

    // The report comes back as it was left, and can be made anew.
    evaluate(&mut desk);
    assert!(desk.harness.query_by_label(&place.name).is_some());
    click(&mut desk, "Measure again…");
    expect_open(&mut desk, "Evaluate a layer");
    desk.keys(&["Escape"]);
}

/// Whether a dialog of this title is open.
fn is_open(desk: &Desk, title: &str) -> bool {
    desk.harness.query_all_by_label(title).next().is_some()
}

/// Runs frames until a dialog of this title is open; other jobs may go on.
fn expect_open(desk: &mut Desk, title: &str) {
    let since = Instant::now();
    while !is_open(desk, title) {
        assert!(since.elapsed().as_secs() < 30, "{title:?} does not open");
        std::thread::sleep(Duration::from_millis(2));
        desk.harness.run_ok();
    }
}

/// A row of the list of places that differ.
struct Place {
    name: String,
    line: usize,
    document: String,
}

/// The first row that is about an article.
fn first_difference(desk: &Desk) -> Place {
    // Other panes name articles too; rows of the list begin with the number of a line.
    let rows = desk.harness.query_all_by_label_contains(" Article ");
    let mut names = rows.filter_map(|row| row.accesskit_node().label());
    let is_row = |name: &String| name.starts_with(|c: char| c.is_ascii_digit());
    let name = names.find(is_row).unwrap();
    let (line, _) = name.split_once(' ').unwrap();
    let (_, document) = name.rsplit_once(' ').unwrap();
    Place {
        line: line.parse().unwrap(),
        document: document.to_owned(),
        name,
    }
}

#[test]
fn a_layer_without_gold_is_told_so() {
    let mut desk = Setup::default().pages(&[("a.txt", "甲\n")]);
    let mut session = Session::open(&desk.project).unwrap();
    let kind = broadsheet::model::layer::LayerKind::Import;
    session.layer_or_new("gold", kind).unwrap();
    drop(session);
    desk = desk.reopen(&Setup::default());
    evaluate(&mut desk);
    desk.keys(&["Enter"]);
    desk.settle();
    let mut told = desk
        .harness
        .query_all_by_label_contains("Nothing could be measured");
    assert!(told.next().is_some());
}

#[test]
fn the_report_is_drawn_in_both_languages_and_themes() {
    for (setup, name) in Setup::looks(Mode::Segment) {
        let name = format!("evaluate-{name}");
        let mut desk = with_two_layers(&setup);
        evaluate(&mut desk);
        desk.picture(&format!("{name}-form"));
        desk.keys(&["Enter"]);
        desk.settle();
        for tab in ["figures", "documents", "articles", "differences"] {
            let key = format!("evaluate.{tab}");
            let label = desk.app().tr().get(&key);
            let tabs = desk.harness.get_all_by_role(egui::accesskit::Role::Tab);
            let named = |tab: &egui_kittest::Node<'_>| {
                tab.accesskit_node().label().as_deref() == Some(label)
            };
            tabs.into_iter().find(named).unwrap().click();
            desk.settle();
            desk.picture(&format!("{name}-{tab}"));
        }
        desk.keys(&["Escape"]);
    }
}
