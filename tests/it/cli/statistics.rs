//! `broadsheet stats`: the numbers that the window shows, as JSON and as CSV.

use serde_json::json;

use crate::support::cli::Desk;

const PAGE: &str = "甲县市长李明到乙市。\n甲县回信。\n";

fn desk() -> Desk {
    let desk = Desk::with_project();
    desk.write("a_2024-03-15_1.txt", PAGE);
    desk.run(&[
        "import",
        "p.broadsheet",
        "a_2024-03-15_1.txt",
        "--pattern",
        "{newspaper}_{date}_{page}",
    ])
    .expect_fine();
    let record = json!({
        "document": "a_2024-03-15_1.txt",
        "articles": [{"segments": [{"start": 0, "end": 16, "role": "body"}]}],
        "entities": [
            {"id": "1", "start": 0, "end": 2, "label": "CITY"},
            {"id": "2", "start": 4, "end": 6, "label": "OFFICIAL"},
            {"id": "3", "start": 7, "end": 9, "label": "CITY"},
            {"id": "4", "start": 11, "end": 13, "label": "CITY"},
        ],
    });
    desk.write("gold.jsonl", record.to_string());
    let import = [
        "import",
        "p.broadsheet",
        "gold.jsonl",
        "--format",
        "jsonl-pages",
    ];
    desk.run(&import).expect_fine();
    desk
}

#[test]
fn json_and_tables_have_the_same_numbers() {
    let desk = desk();
    let stats = desk.stats();
    let layer = &stats["layers"][0];
    let city = json!({
        "label": "CITY", "mentions": 3, "things": 2, "linked": 0, "documents": 1, "articles": 1,
    });
    assert_eq!(layer["labels"][0], city);
    assert_eq!(layer["things"][0]["name"], "甲县");
    assert_eq!(layer["periods"][0]["period"], "2024-03");
    assert_eq!(layer["pages"][0]["CITY"], 3);
    assert!(layer["stories"][0]["characters"].as_u64().unwrap() > 0);
    assert_eq!(layer["pairs"].as_array().unwrap().len(), 3);
    assert_eq!(stats["pace"].as_array().unwrap().len(), 1);
    let table = ["stats", "p.broadsheet", "--table", "things"];
    let out = desk.run(&table).expect_fine().out;
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[0], "name,label,mentions,documents,articles");
    assert_eq!(lines[1], "甲县,CITY,2,1,1");
    assert_eq!(lines.len(), 4);
    let by_day = ["stats", "p.broadsheet", "--table", "periods", "--by", "day"];
    let out = desk.run(&by_day).expect_fine().out;
    assert_eq!(out.lines().nth(1), Some("2024-03-15,1,3,1,0"));
}

#[test]
fn a_layer_that_is_not_there_is_named() {
    let desk = desk();
    let args = [
        "stats",
        "p.broadsheet",
        "--table",
        "labels",
        "--layer",
        "nobody",
    ];
    desk.run(&args).expect_sentence(2, &["nobody", "main"]);
}
