//! What cannot be done is told in one sentence, with the right exit code, and
//! nothing that is there is touched.

use encoding_rs::GB18030;

use super::{PAGE, annotated};
use crate::support::cli::Desk;

#[test]
fn files_that_are_no_text_are_refused_one_by_one() {
    let desk = Desk::with_project();
    desk.write("good.txt", PAGE);
    desk.write("pdf.txt", "%PDF-1.7\nrest");
    desk.write("nul.txt", "a text with\0a hole in it\n");
    desk.write("empty.txt", "");
    let mut cut = PAGE.as_bytes().to_vec();
    cut.truncate(cut.len() - 2);
    desk.write("cut.txt", cut);
    let run = desk.run(&[
        "import",
        "p.broadsheet",
        "good.txt",
        "pdf.txt",
        "nul.txt",
        "empty.txt",
        "cut.txt",
        "missing.txt",
    ]);
    assert_eq!(run.code, 1);
    assert_eq!(run.out, "1 document imported, 5 refused\n");
    let lines: Vec<&str> = run.err.lines().collect();
    assert_eq!(lines.len(), 5, "{}", run.err);
    for (name, part) in [
        ("pdf.txt", "PDF"),
        ("nul.txt", "NUL"),
        ("empty.txt", "empty"),
        ("cut.txt", "cut short"),
        ("missing.txt", "check the name"),
    ] {
        let line = lines.iter().find(|line| line.ends_with(name)).unwrap();
        assert!(line.starts_with("broadsheet: not imported: "), "{line}");
        assert!(line.contains(part), "{line}");
    }
    assert_eq!(desk.stats()["documents"], 1);
}

#[test]
fn a_wrong_encoding_is_refused_and_lossy_takes_it() {
    let desk = Desk::with_project();
    desk.write("a.txt", GB18030.encode(PAGE).0);
    let import = ["import", "p.broadsheet", "a.txt", "--encoding", "utf-8"];
    desk.run(&import)
        .expect_sentence(1, &["not UTF-8 at byte 0", "GB18030", "a.txt"]);
    let run = desk
        .run(&[&import[..], &["--lossy"]].concat())
        .expect_fine();
    assert!(run.err.contains("were replaced"), "{}", run.err);
    assert_eq!(desk.stats()["documents"], 1);
}

#[test]
fn a_project_is_never_overwritten() {
    let desk = annotated();
    let before = std::fs::read(desk.path("p.broadsheet")).unwrap();
    desk.run(&["new", "p.broadsheet"])
        .expect_sentence(2, &["already", "p.broadsheet"]);
    desk.run(&["new", "a.txt"])
        .expect_sentence(2, &["already", "a.txt"]);
    desk.run(&["new", "none/p.broadsheet"])
        .expect_sentence(2, &["none/p.broadsheet"]);
    assert_eq!(std::fs::read(desk.path("p.broadsheet")).unwrap(), before);
}

/// Every subcommand that opens a project, on `name`.
fn all_on(name: &str) -> [Vec<&str>; 4] {
    [
        vec!["import", name, "a.txt"],
        vec![
            "export",
            name,
            "--format",
            "jsonl-pages",
            "--out",
            "x.jsonl",
        ],
        vec!["stats", name],
        vec!["check", name],
    ]
}

#[test]
fn what_is_no_project_is_refused_by_every_subcommand() {
    let desk = Desk::new();
    desk.write("a.txt", PAGE);
    desk.write("empty.broadsheet", "");
    desk.write("text.broadsheet", PAGE);
    desk.write("folder.broadsheet/x", "");
    for (name, part) in [
        ("missing.broadsheet", "no such project"),
        ("empty.broadsheet", "empty"),
        ("text.broadsheet", "not a Broadsheet project"),
        ("folder.broadsheet", "folder"),
    ] {
        for args in all_on(name) {
            desk.run(&args).expect_sentence(2, &[part, name]);
        }
    }
    assert!(!desk.path("missing.broadsheet").exists());
    assert_eq!(desk.read("text.broadsheet"), PAGE);
}

/// Changes some bytes of a file.
fn patch(desk: &Desk, name: &str, at: usize, bytes: &[u8]) {
    let mut file = std::fs::read(desk.path(name)).unwrap();
    file[at..at + bytes.len()].copy_from_slice(bytes);
    desk.write(name, file);
}

#[test]
fn a_project_of_a_newer_version_is_refused_untouched() {
    let desk = annotated();
    // SQLite keeps user_version at byte 60 of the file.
    patch(&desk, "p.broadsheet", 60, &99_u32.to_be_bytes());
    let before = std::fs::read(desk.path("p.broadsheet")).unwrap();
    for args in all_on("p.broadsheet") {
        desk.run(&args)
            .expect_sentence(2, &["version 99", "update Broadsheet", "p.broadsheet"]);
    }
    assert_eq!(std::fs::read(desk.path("p.broadsheet")).unwrap(), before);
}

#[test]
fn a_truncated_project_is_refused_and_can_be_salvaged() {
    let desk = annotated();
    let mut file = std::fs::read(desk.path("p.broadsheet")).unwrap();
    file.truncate(file.len() - 8192);
    desk.write("p.broadsheet", &file);
    let [import, export, stats, check] = all_on("p.broadsheet");
    for args in [import, export, stats] {
        desk.run(&args)
            .expect_sentence(2, &["damaged", "salvage", "p.broadsheet"]);
    }
    let found = desk.run(&check);
    assert_eq!(found.code, 1, "{}{}", found.out, found.err);
    assert!(found.out.starts_with("error: file: "), "{}", found.out);
    let json = desk.run(&["check", "p.broadsheet", "--json"]);
    assert_eq!((json.code, &json.json()["ok"]), (1, &false.into()));

    let saved = desk.run(&["salvage", "p.broadsheet", "new.broadsheet"]);
    assert!(saved.code <= 1, "{}{}", saved.out, saved.err);
    assert_eq!(std::fs::read(desk.path("p.broadsheet")).unwrap(), file);
    desk.run(&["stats", "new.broadsheet"]).expect_fine();
    desk.run(&["salvage", "p.broadsheet", "new.broadsheet"])
        .expect_sentence(2, &["already", "new.broadsheet"]);
    desk.run(&["salvage", "a.txt", "other.broadsheet"])
        .expect_sentence(2, &["a.txt"]);
    assert!(!desk.path("other.broadsheet").exists());
}

#[test]
fn salvage_of_a_sound_project_loses_nothing() {
    let desk = annotated();
    let run = desk
        .run(&["salvage", "p.broadsheet", "new.broadsheet"])
        .expect_fine();
    assert!(
        run.out.contains("2 documents, 2 articles, 3 entities"),
        "{}",
        run.out
    );
    desk.run(&["check", "new.broadsheet"]).expect_fine();
}

#[test]
fn a_read_only_project_can_be_read_but_not_changed() {
    let desk = annotated();
    desk.write("new.txt", "新的一版");
    let path = desk.path("p.broadsheet");
    let mut rights = std::fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).unwrap();
    desk.run(&["import", "p.broadsheet", "new.txt"])
        .expect_sentence(2, &["read-only", "p.broadsheet"]);
    assert_eq!(desk.stats()["documents"], 2);
    assert_eq!(desk.records(&["--format", "jsonl-pages"]).len(), 2);
    desk.expect_sound();
}

#[test]
fn check_finds_what_was_changed_behind_the_journal() {
    let desk = annotated();
    let file = rusqlite::Connection::open(desk.path("p.broadsheet")).unwrap();
    file.execute_batch("UPDATE segment SET end = 4000 WHERE role = 'caption'")
        .unwrap();
    drop(file);
    let run = desk.run(&["check", "p.broadsheet"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(
        run.out.contains("error: a.txt, layer main: "),
        "{}",
        run.out
    );
    let json = desk.run(&["check", "p.broadsheet", "--json"]);
    assert_eq!(json.code, 1);
    assert_eq!(json.json()["ok"], false);
    assert_eq!(json.json()["findings"][0]["severity"], "error");
}
