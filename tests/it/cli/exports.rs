//! What goes out: formats, filters, and files that are whole or not there.

use std::io::Read as _;
use std::process::Stdio;

use super::annotated;

const PAGES: [&str; 2] = ["--format", "jsonl-pages"];

#[test]
fn every_format_is_written_to_a_file_and_to_standard_output() {
    let desk = annotated();
    for (format, lines) in [
        ("jsonl-pages", 2),
        ("jsonl-articles", 2),
        ("csv-entities", 4),
        ("csv-articles", 3),
    ] {
        let base = ["export", "p.broadsheet", "--format", format, "--out"];
        let file = desk.run(&[&base[..], &["out"]].concat()).expect_fine();
        assert!(file.out.ends_with("written to out\n"), "{}", file.out);
        let stream = desk.run(&[&base[..], &["-"]].concat()).expect_fine();
        assert_eq!(stream.out, desk.read("out"));
        if format != "csv-articles" {
            assert_eq!(stream.out.lines().count(), lines, "{format}");
        }
        assert_eq!(stream.err, "");
    }
}

#[test]
fn labels_and_documents_are_filtered() {
    let desk = annotated();
    let cities = desk.records(&[&PAGES[..], &["--label", "CITY"]].concat());
    assert_eq!(cities[0]["entities"].as_array().unwrap().len(), 1);
    let both = [&PAGES[..], &["--label", "CITY", "--label", "OFFICIAL"]].concat();
    assert_eq!(
        desk.records(&both)[0]["entities"].as_array().unwrap().len(),
        2
    );
    for name in ["b.txt", "b"] {
        let one = desk.records(&[&PAGES[..], &["--document", name]].concat());
        assert_eq!(one.len(), 1);
        assert_eq!(one[0]["document"], "b.txt");
    }
    let two = [&PAGES[..], &["--document", "b", "--document", "a.txt"]].concat();
    assert_eq!(desk.records(&two).len(), 2);
}

#[test]
fn names_that_are_not_there_are_refused_with_those_that_are() {
    let desk = annotated();
    let base = [
        "export",
        "p.broadsheet",
        "--format",
        "jsonl-pages",
        "--out",
        "x",
    ];
    let with = |more: [&'static str; 2]| [&base[..], &more].concat();
    desk.run(&with(["--layer", "gold"]))
        .expect_sentence(2, &["gold", "main"]);
    desk.run(&with(["--label", "TOWN"]))
        .expect_sentence(2, &["TOWN", "CITY, OFFICIAL, INITIATIVE"]);
    desk.run(&with(["--document", "zzz"]))
        .expect_sentence(2, &["zzz"]);
    assert!(!desk.path("x").exists());
}

#[test]
fn an_export_that_fails_leaves_no_file() {
    let desk = annotated();
    desk.write("plain", "");
    let before = desk.names();
    let base = ["export", "p.broadsheet", "--format", "jsonl-pages", "--out"];
    let to = |path: &'static str| [&base[..], &[path]].concat();
    desk.run(&to("none/x.jsonl"))
        .expect_sentence(2, &["check the name", "none/x.jsonl"]);
    desk.run(&to("plain/x.jsonl"))
        .expect_sentence(2, &["plain/x.jsonl"]);
    desk.run(&to(".")).expect_sentence(2, &["folder"]);
    assert_eq!(desk.names(), before);
}

#[cfg(unix)]
#[test]
fn an_export_into_a_folder_without_rights_leaves_no_file() {
    use std::os::unix::fs::PermissionsExt;
    let desk = annotated();
    desk.write("shut/old.jsonl", "old");
    let folder = desk.path("shut");
    let rights = |mode| std::fs::set_permissions(&folder, PermissionsExt::from_mode(mode)).unwrap();
    rights(0o555);
    // The administrator may write everywhere; then there is nothing to refuse.
    if std::fs::write(folder.join("probe"), "").is_err() {
        let base = ["export", "p.broadsheet", "--format", "jsonl-pages", "--out"];
        desk.run(&[&base[..], &["shut/old.jsonl"]].concat())
            .expect_sentence(2, &["rights", "shut/old.jsonl"]);
        assert_eq!(desk.read("shut/old.jsonl"), "old");
        assert_eq!(crate::support::cli::names_in(&folder), ["old.jsonl"]);
    }
    rights(0o755);
}

#[test]
fn an_export_never_takes_the_place_of_the_project() {
    let desk = annotated();
    let before = std::fs::read(desk.path("p.broadsheet")).unwrap();
    let base = ["export", "p.broadsheet", "--format", "jsonl-pages", "--out"];
    desk.run(&[&base[..], &["./p.broadsheet"]].concat())
        .expect_sentence(2, &["project itself"]);
    assert_eq!(std::fs::read(desk.path("p.broadsheet")).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn an_export_follows_links_and_writes_to_devices() {
    use std::os::unix::fs::FileTypeExt as _;
    let desk = annotated();
    desk.write("real/target.jsonl", "old");
    std::os::unix::fs::symlink("real/target.jsonl", desk.path("link.jsonl")).unwrap();
    let base = ["export", "p.broadsheet", "--format", "jsonl-pages", "--out"];
    desk.run(&[&base[..], &["link.jsonl"]].concat())
        .expect_fine();
    assert!(desk.path("link.jsonl").is_symlink());
    assert!(desk.read("real/target.jsonl").contains("清江县"));
    desk.run(&[&base[..], &["/dev/null"]].concat())
        .expect_fine();
    let device = std::fs::metadata("/dev/null").unwrap();
    assert!(device.file_type().is_char_device());
}

#[test]
fn a_reader_that_has_had_enough_is_no_error() {
    let desk = annotated();
    let page = "清江县开工。\n".repeat(60_000);
    desk.write("long.txt", page);
    desk.run(&["import", "p.broadsheet", "long.txt"])
        .expect_fine();
    let mut child = desk
        .command(&[
            "export",
            "p.broadsheet",
            "--format",
            "jsonl-pages",
            "--out",
            "-",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 16];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}

#[test]
fn the_reading_text_joins_what_a_hard_wrap_has_cut() {
    let desk = annotated();
    let articles = desk.records(&["--format", "jsonl-articles"]);
    let text = articles[0]["text"].as_str().unwrap();
    assert!(
        text.contains("青禾市政协召开常委会会议，主席周文出席。"),
        "{text}"
    );
    assert_eq!(articles[0]["title"], "青禾市政协召开常委会会议");
}
