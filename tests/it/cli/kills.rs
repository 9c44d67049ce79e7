//! A process that ends in the middle loses nothing that it reported, and leaves a
//! project that is sound.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use crate::support::cli::Desk;

/// Fills `in` with pages, each with a text of its own.
fn many_pages(desk: &Desk, count: usize) {
    for number in 0..count {
        let page = format!("第{number}版\n{}", "清江县开工建设。\n".repeat(40));
        desk.write(&format!("in/{number:05}.txt"), page);
    }
}

/// The number in `broadsheet: imported 120 of 3000`.
fn reported(line: &str) -> Option<u64> {
    let rest = line.strip_prefix("broadsheet: imported ")?;
    rest.split(' ').next()?.parse().ok()
}

#[test]
fn a_killed_import_keeps_everything_that_it_reported() {
    let desk = Desk::with_project();
    many_pages(&desk, 6000);
    let mut child = desk
        .command(&["import", "p.broadsheet", "in"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let said = lines.map_while(Result::ok).find_map(|line| reported(&line));
    child.kill().unwrap();
    child.wait().unwrap();
    let said = said.expect("the import ended before it reported anything");

    desk.expect_sound();
    let kept = desk.stats()["documents"].as_u64().unwrap();
    assert!(kept >= said, "{said} were reported, {kept} are there");
    assert!(
        kept < 6000,
        "the import was killed too late to tell anything"
    );
    let rest = desk
        .run(&["import", "p.broadsheet", "in", "-q"])
        .expect_fine();
    assert_eq!(rest.out + &rest.err, "");
    assert_eq!(desk.stats()["documents"], 6000);
    desk.expect_sound();
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_leaves_a_sound_project() {
    let desk = Desk::with_project();
    desk.write("first.txt", "第一版");
    desk.run(&["import", "p.broadsheet", "first.txt"])
        .expect_fine();
    many_pages(&desk, 600);
    // A limit on the size of files is met like the end of the disk.
    let script = format!(
        "trap '' XFSZ; ulimit -f 400; exec '{}' import p.broadsheet in",
        crate::support::cli::BINARY
    );
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .current_dir(desk.path(""))
        .output()
        .unwrap();
    crate::support::cli::Run::of(&output).expect_sentence(2, &["p.broadsheet"]);
    desk.expect_sound();
    desk.run(&["import", "p.broadsheet", "in"]).expect_fine();
    assert_eq!(desk.stats()["documents"], 601);
}

#[test]
fn two_imports_at_once_both_arrive() {
    let desk = Desk::with_project();
    for (folder, from) in [("east", 0), ("west", 1000)] {
        for number in from..from + 300 {
            desk.write(&format!("{folder}/{number}.txt"), format!("第{number}版"));
        }
    }
    let start = |folder: &str| {
        desk.command(&["import", "p.broadsheet", folder])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    for child in [start("east"), start("west")] {
        let ended = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(0), "{said}");
    }
    assert_eq!(desk.stats()["documents"], 600);
    desk.expect_sound();
}
