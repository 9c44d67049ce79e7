//! The command line from outside: exit codes, output, files.
//!
//! Every test runs the program as a user would, in a folder of its own.

mod evaluate;
mod exports;
mod gazetteer;
pub mod imports;
mod kills;
mod model;
mod problems;
mod refusals;
mod schema;
mod search;
mod statistics;
mod suggestions;
mod versions;

use crate::support::cli::Desk;

/// A page with a headline, two hard-wrapped lines and a caption.
const PAGE: &str = "青禾市政协召开常委会会议\n本报讯（记者 李青）3月14日，青禾市政协召开\n常委会会议，主席周文出席。\n▲会议现场\n";

/// Two pages with annotations for [`PAGE`] and another, as `jsonl-pages`.
const ANNOTATED: &str = concat!(
    r#"{"document":"a.txt","articles":[{"id":"a1","segments":[{"start":0,"end":12,"role":"headline"},{"start":13,"end":50,"role":"body"},{"start":51,"end":56,"role":"caption"}]}],"line_breaks":{"2":"soft"},"entities":[{"start":0,"end":3,"label":"CITY","canonical":"青禾市"},{"start":45,"end":47,"label":"OFFICIAL","canonical":"周文"}],"furniture":[],"relations":[],"corrections":[]}"#,
    "\n",
    r#"{"document":"b.txt","text":"清江新闻\n清江县开工。\n","articles":[{"segments":[{"start":5,"end":11,"role":"body"}]}],"furniture":[[0,4]],"entities":[{"start":5,"end":8,"label":"CITY"}]}"#,
    "\n"
);

/// A project with `a.txt` and both annotated pages in the main layer.
fn annotated() -> Desk {
    let desk = Desk::with_project();
    desk.write("a.txt", PAGE);
    desk.write("n.jsonl", ANNOTATED);
    desk.run(&["import", "p.broadsheet", "a.txt"]).expect_fine();
    desk.run(&[
        "import",
        "p.broadsheet",
        "n.jsonl",
        "--format",
        "jsonl-pages",
    ])
    .expect_fine();
    desk
}

#[test]
fn help_and_version_go_to_standard_output() {
    let desk = Desk::new();
    let help = desk.run(&["--help"]).expect_fine();
    for word in [
        "new",
        "import",
        "export",
        "stats",
        "check",
        "salvage",
        "Exit codes",
    ] {
        assert!(help.out.contains(word), "{word}");
    }
    let version = desk.run(&["--version"]).expect_fine();
    assert_eq!(version.out.trim(), "broadsheet 0.1.0");
    assert_eq!(help.err + &version.err, "");
}

#[test]
fn a_mistake_in_the_arguments_is_one_sentence() {
    let desk = Desk::new();
    desk.run(&["import", "p.broadsheet"])
        .expect_sentence(2, &["PATH"]);
    desk.run(&["exprot", "p.broadsheet"])
        .expect_sentence(2, &["broadsheet --help"]);
    desk.run(&["export", "p", "--format", "xlsx", "--out", "x"])
        .expect_sentence(2, &["xlsx", "jsonl-pages", "csv-articles"]);
    desk.run(&["import", "p", "x", "--encoding", "klingon"])
        .expect_sentence(2, &["klingon", "GB18030"]);
    desk.run(&["import", "p", "x", "--pattern", "{date"])
        .expect_sentence(2, &["{date"]);
    desk.run(&[
        "import",
        "p",
        "x",
        "--format",
        "jsonl-pages",
        "--glob",
        "*.md",
    ])
    .expect_sentence(2, &["--glob", "--format txt"]);
    desk.run(&["import", "p", "x", "--layer", "gold"])
        .expect_sentence(2, &["--layer", "--format jsonl-pages"]);
    assert_eq!(desk.names(), Vec::<String>::new());
}

#[test]
fn output_in_a_pipe_has_no_control_characters() {
    let desk = annotated();
    desk.write("bad\u{1b}[31m.txt", [0, 1, 2]);
    let mut said = String::new();
    for args in [
        &["import", "p.broadsheet", "."][..],
        &["stats", "p.broadsheet"],
        &["stats", "p.broadsheet", "--json"],
        &["check", "p.broadsheet"],
        &["check", "p.broadsheet", "--json"],
        &[
            "export",
            "p.broadsheet",
            "--format",
            "csv-articles",
            "--out",
            "x.csv",
        ],
        &["--help"],
    ] {
        let run = desk.run(args);
        said += &run.out;
        said += &run.err;
    }
    assert!(said.contains("bad\\u{1b}[31m.txt"), "{said}");
    let control = said.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(control, None, "{said}");
}

#[test]
fn quiet_says_nothing_but_errors() {
    let desk = Desk::new();
    desk.write("a.txt", PAGE);
    desk.write("b.pdf", "%PDF-1.7\n");
    let new = desk.run(&["new", "p.broadsheet", "--quiet"]).expect_fine();
    let import = desk
        .run(&["import", "p.broadsheet", "a.txt", "-q"])
        .expect_fine();
    let check = desk
        .run(&["check", "p.broadsheet", "--quiet"])
        .expect_fine();
    for run in [new, import, check] {
        assert_eq!(run.out + &run.err, "");
    }
    desk.run(&["import", "p.broadsheet", "b.pdf", "--quiet"])
        .expect_sentence(1, &["PDF", "b.pdf"]);
}

#[test]
fn stats_count_what_is_there() {
    let desk = annotated();
    let stats = desk.stats();
    assert_eq!(stats["documents"], 2);
    assert_eq!(
        stats["by_status"],
        serde_json::json!({"new": 2, "in_progress": 0, "done": 0, "reviewed": 0})
    );
    let main = &stats["layers"][0];
    assert_eq!(main["name"], "main");
    assert_eq!(
        (&main["articles"], &main["segments"]),
        (&2.into(), &5.into())
    );
    assert_eq!(
        main["by_label"],
        serde_json::json!({"CITY": 2, "OFFICIAL": 1, "INITIATIVE": 0})
    );
    // Everything but the line ends and what stands between segments is assigned.
    assert_eq!(main["assigned"], stats["characters"]);
    let lines = desk.run(&["stats", "p.broadsheet"]).expect_fine().out;
    assert!(lines.contains("2 articles, 5 segments, 100.0 %"), "{lines}");
}

#[test]
fn a_schema_of_ones_own_governs_the_project() {
    let desk = Desk::new();
    let schema = include_str!("../../assets/schema/newspaper.ron").replace("CITY", "PLACE");
    desk.write("own.ron", &schema);
    desk.run(&["new", "p.broadsheet", "--schema", "own.ron"])
        .expect_fine();
    assert_eq!(desk.stats()["layers"][0]["by_label"]["PLACE"], 0);
    desk.write("bad.ron", "(name: \"x\",\n roles: [}");
    desk.run(&["new", "q.broadsheet", "--schema", "bad.ron"])
        .expect_sentence(2, &["line 2", "bad.ron"]);
    desk.run(&["new", "q.broadsheet", "--schema", "none.ron"])
        .expect_sentence(2, &["check the name", "none.ron"]);
    assert!(!desk.path("q.broadsheet").exists());
}

#[test]
fn a_project_is_one_file_of_any_ending() {
    let desk = Desk::new();
    desk.write("a.txt", PAGE);
    desk.run(&["new", "corpus.db"]).expect_fine();
    desk.run(&["import", "corpus.db", "a.txt"]).expect_fine();
    desk.run(&["check", "corpus.db"]).expect_fine();
    assert_eq!(desk.names(), ["a.txt", "corpus.db"]);
}
