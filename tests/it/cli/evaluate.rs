//! `evaluate`: figures that agree with those worked out elsewhere, what is left out,
//! and what cannot be measured.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::cli::{Desk, Run};

fn fixtures(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures");
    folder.join(name)
}

/// Annotations of [`super::PAGE`] that differ from the good ones in every way.
const OTHER: &str = concat!(
    r#"{"document":"a.txt","articles":[{"segments":[{"start":13,"end":50,"role":"caption"},{"start":0,"end":12,"role":"headline"}]}],"#,
    r#""line_breaks":{"2":"para"},"entities":[{"start":0,"end":2,"label":"CITY"}],"corrections":[{"start":51,"end":52,"to":""}]}"#,
    "\n"
);

/// A project with three pages: `a.txt` is in the layers `gold` and `mine`, `b.txt` in
/// `gold` only, `c.txt` in neither.
fn measured() -> Desk {
    let desk = Desk::with_project();
    desk.write("in/a.txt", super::PAGE);
    desk.write("in/c.txt", "丙\n");
    desk.write("gold.jsonl", super::ANNOTATED);
    desk.write("mine.jsonl", OTHER);
    desk.run(&["import", "p.broadsheet", "in"]).expect_fine();
    for layer in ["gold", "mine"] {
        import(&desk, &format!("{layer}.jsonl"), layer);
    }
    desk
}

fn import(desk: &Desk, file: &str, layer: &str) {
    let form = ["--format", "jsonl-pages", "--layer", layer];
    let run = desk.run(&[&["import", "p.broadsheet", file], &form[..]].concat());
    assert!(run.code < 2, "{}", run.err);
}

fn evaluate(desk: &Desk, more: &[&str]) -> Run {
    let command = [
        "evaluate",
        "p.broadsheet",
        "--gold",
        "gold",
        "--layer",
        "mine",
    ];
    desk.run(&[&command[..], more].concat())
}

#[test]
fn figures_agree_with_those_worked_out_elsewhere() {
    let desk = Desk::with_project();
    let cases = std::fs::read_to_string(fixtures("evaluate/figures.jsonl")).unwrap();
    let cases: Vec<Value> = cases
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    let (mut gold, mut mine) = (String::new(), String::new());
    for case in &cases {
        let name = case["document"].as_str().unwrap();
        let text = std::fs::read(fixtures("pages").join(name)).unwrap();
        desk.write(&format!("in/{name}"), text);
        let record = fixtures("pages").join(name).with_extension("json");
        let mut record: Value = serde_json::from_slice(&std::fs::read(record).unwrap()).unwrap();
        record["entities"] = case["gold_entities"].clone();
        record["document"] = json!(name);
        let mut layer = case["layer"].clone();
        layer["document"] = json!(name);
        gold += &format!("{record}\n");
        mine += &format!("{layer}\n");
    }
    desk.write("gold.jsonl", gold);
    desk.write("mine.jsonl", mine);
    desk.run(&["import", "p.broadsheet", "in"]).expect_fine();
    import(&desk, "gold.jsonl", "gold");
    import(&desk, "mine.jsonl", "mine");
    let found = evaluate(&desk, &["--json"]).expect_fine().json();
    assert_eq!(found["documents"].as_array().unwrap().len(), cases.len());
    for case in &cases {
        let documents = found["documents"].as_array().unwrap();
        let document = documents
            .iter()
            .find(|it| it["document"] == case["document"]);
        agree(&document.unwrap()["scores"]["layer"], &case["figures"]);
    }
}

/// Asserts that the figures of a page are those worked out elsewhere.
fn agree(found: &Value, wanted: &Value) {
    let same = |found: &Value, wanted: &Value| {
        // What nothing decides is 0 there.
        let (found, wanted) = (found.as_f64().unwrap_or(0.0), wanted.as_f64().unwrap());
        assert!((found - wanted).abs() < 0.000_051, "{found} {wanted}");
    };
    let prf = |found: &Value, wanted: &Value| {
        same(&found["precision"], &wanted["p"]);
        same(&found["recall"], &wanted["r"]);
        same(&found["f1"], &wanted["f1"]);
    };
    prf(&found["grouping"]["b3"], &wanted["bcubed"]);
    assert_eq!(found["articles"]["gold"], wanted["articles"][0]);
    assert_eq!(found["articles"]["layer"], wanted["articles"][1]);
    same(&found["order"]["neighbours"], &wanted["order"]);
    same(&found["roles"]["accuracy"], &wanted["role_acc"]);
    let assigned = found["assigned"]["layer"].as_f64().unwrap();
    let coverage = json!(assigned / found["characters"].as_f64().unwrap());
    same(&coverage, &wanted["coverage"]);
    prf(&found["line_breaks"]["para"], &wanted["breaks"]["para"]);
    same(&found["line_breaks"]["accuracy"], &wanted["breaks"]["acc"]);
    for (label, wanted) in wanted["entities"].as_object().unwrap() {
        let found = &found["entities"][label];
        prf(&found["strict"], wanted);
        assert_eq!(found["strict"]["gold"], wanted["gold"]);
        assert_eq!(found["strict"]["layer"], wanted["pred"]);
        same(&found["overlapping"]["f1"], &wanted["relaxed_f1"]);
    }
}

#[test]
fn what_differs_is_told_with_its_place() {
    let found = evaluate(&measured(), &["--json", "--document", "a"])
        .expect_fine()
        .json();
    assert_eq!(
        (&found["gold"], &found["layer"]),
        (&json!("gold"), &json!("mine"))
    );
    assert_eq!(found["left_out"], json!([]));
    let document = &found["documents"][0];
    let subjects: Vec<&str> = document["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["subject"].as_str().unwrap())
        .collect();
    for subject in [
        "article",
        "role",
        "order",
        "line_break",
        "entity",
        "correction",
    ] {
        assert!(subjects.contains(&subject), "{subject} {subjects:?}");
    }
    assert_eq!(document["difference_count"], subjects.len());
    let caption = document["differences"].as_array().unwrap().iter();
    let caption = caption
        .clone()
        .find(|it| it["subject"] == "article")
        .unwrap();
    assert_eq!(caption["line"], 4);
    assert_eq!(caption["text"], "▲会议现场");
    assert_eq!(caption["gold"], json!({ "article": 1 }));
    assert_eq!(caption["layer"], json!({ "article": null }));
    let matched = &document["articles"][0];
    assert_eq!(
        (&matched["outcome"], &matched["parts"]),
        (&json!("matched"), &json!(2))
    );
}

#[test]
fn the_pages_without_gold_are_left_out() {
    let desk = measured();
    let found = evaluate(&desk, &["--json"]).expect_fine().json();
    assert_eq!(found["left_out"], json!(["c.txt"]));
    let silent: Vec<_> = found["documents"].as_array().unwrap().iter().collect();
    assert_eq!(silent.len(), 2);
    assert_eq!(silent.iter().filter(|it| it["silent"] == true).count(), 1);
    // One that was asked for by name and cannot be measured is a finding.
    let named = evaluate(&desk, &["--document", "a", "--document", "c"]);
    assert_eq!(named.code, 1, "{}", named.err);
    assert!(named.out.contains("c.txt"), "{}", named.out);
}

#[test]
fn people_get_tables() {
    let run = evaluate(&measured(), &["--quiet"]).expect_fine();
    for part in [
        "one article",
        "every block",
        "B³",
        "Kendall",
        "CITY",
        "headline",
        "a.txt",
        "c.txt",
    ] {
        assert!(run.out.contains(part), "{part} is missing in: {}", run.out);
    }
    assert_eq!(run.err, "");
}

#[test]
fn a_layer_against_itself_is_perfect() {
    let desk = measured();
    let run = [
        "evaluate",
        "p.broadsheet",
        "--gold",
        "gold",
        "--layer",
        "gold",
        "--json",
    ];
    let found = desk.run(&run).expect_fine().json();
    let figures = &found["pooled"]["scores"]["layer"];
    assert_eq!(figures["grouping"]["b3"]["f1"], 1.0);
    assert_eq!(figures["articles"]["pq"], 1.0);
    assert_eq!(figures["order"]["tau"], 1.0);
    assert_eq!(figures["roles"]["accuracy"], 1.0);
    assert_eq!(figures["entities"]["CITY"]["strict"]["f1"], 1.0);
    assert_eq!(found["documents"][0]["differences"], json!([]));
}

#[test]
fn what_cannot_be_measured_is_said_in_a_sentence() {
    let desk = measured();
    let against = |gold: &str, layer: &str| {
        desk.run(&["evaluate", "p.broadsheet", "--gold", gold, "--layer", layer])
    };
    against("gold", "nobody").expect_sentence(2, &["nobody", "gold", "mine", "main"]);
    against("truth", "mine").expect_sentence(2, &["truth", "gold"]);
    against("main", "mine").expect_sentence(2, &["main", "says nothing"]);
    evaluate(&desk, &["--document", "zz"]).expect_sentence(2, &["zz"]);
    desk.run(&["evaluate", "p.broadsheet", "--gold", "gold"])
        .expect_sentence(2, &["--layer"]);
}
