//! Who may know whom: the rules of the crate's first page, read off the code.

use std::collections::BTreeSet;

use super::report;
use super::source::{SourceFile, files_in, root};

/// What each part of the crate may know of the others. Parts that stand further
/// down may know those further up, never the other way round.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &["text"]),
    ("edit", &["text", "model"]),
    ("suggest", &["text", "model", "edit"]),
    ("review", &["text", "model", "edit"]),
    ("format", &["text", "model", "edit"]),
    ("store", &["text", "model", "edit"]),
    ("jobs", &[]),
    (
        "session",
        &[
            "text", "model", "edit", "suggest", "review", "format", "store", "jobs",
        ],
    ),
    (
        "cli",
        &[
            "text", "model", "edit", "suggest", "review", "format", "store", "jobs", "session",
        ],
    ),
    (
        "ui",
        &[
            "text", "model", "edit", "suggest", "review", "format", "store", "jobs", "session",
        ],
    ),
];

/// Where a crate may be used: beginnings of paths.
const CRATES: &[(&str, &[&str])] = &[
    // A session with no face: everything works without a window.
    ("egui", &["src/ui/"]),
    ("eframe", &["src/ui/"]),
    ("egui_plot", &["src/ui/"]),
    ("rfd", &["src/ui/"]),
    // One place knows SQL.
    ("rusqlite", &["src/store/"]),
    // Arguments and what is printed are the command line's.
    ("clap", &["src/cli/", "src/main.rs"]),
    ("indicatif", &["src/cli/", "src/main.rs"]),
    ("anyhow", &["src/cli/", "src/main.rs"]),
    // Forms that leave the program are written out where they can be read, not
    // derived on types that may change their shape.
    (
        "serde",
        &[
            "src/format/",
            "src/store/journal_form",
            "src/model/schema.rs",
            "src/ui/i18n.rs",
            "src/ui/prefs.rs",
            "src/ui/theme.rs",
            "src/ui/view_state.rs",
        ],
    ),
    ("serde_json", &["src/cli/", "src/format/", "src/store/"]),
    (
        "ron",
        &["src/model/schema.rs", "src/ui/i18n.rs", "src/ui/prefs.rs"],
    ),
    ("csv", &["src/format/"]),
    ("png", &["src/format/"]),
    // Bytes become text in one place.
    ("encoding_rs", &["src/text/decode"]),
    ("chardetng", &["src/text/decode"]),
];

#[test]
fn parts_of_the_crate_know_only_those_that_they_may() {
    let mut offences = Vec::new();
    for file in files_in("src") {
        let module = file.module();
        let Some(part) = module
            .first()
            .filter(|_| module.len() > 1 || is_folder(&module))
        else {
            continue;
        };
        let Some((_, known)) = MAY_KNOW.iter().find(|(name, _)| name == part) else {
            continue;
        };
        for path in file.paths() {
            let Some(other) = part_of(file, &path.parts) else {
                continue;
            };
            let is_part = MAY_KNOW.iter().any(|(name, _)| *name == other);
            if is_part && other != *part && !known.contains(&other.as_str()) {
                let place = file.place(path.line);
                offences.push(format!(
                    "{place}: {part} must not know {}",
                    path.parts.join("::")
                ));
            }
        }
    }
    report(
        "a part of the crate knows one that it must not know:",
        &offences,
    );
}

#[test]
fn every_part_of_the_crate_has_a_rule() {
    let src = std::fs::read_dir(root().join("src")).expect("the sources can be listed");
    let mut parts = BTreeSet::new();
    for entry in src.flatten() {
        let name = entry
            .path()
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name != "lib" && name != "main" {
            parts.insert(name);
        }
    }
    let new: Vec<_> = parts
        .into_iter()
        .filter(|part| !MAY_KNOW.iter().any(|(name, _)| name == part))
        .collect();
    report("say in MAY_KNOW what these may know:", &new);
}

#[test]
fn crates_are_used_only_where_they_belong() {
    let mut offences = Vec::new();
    for file in files_in("src") {
        for path in file.paths().into_iter().filter(|path| path.parts.len() > 1) {
            let first = path.parts.first().map_or("", String::as_str);
            let Some((name, places)) = CRATES.iter().find(|(name, _)| *name == first) else {
                continue;
            };
            if !places.iter().any(|place| file.path.starts_with(place)) {
                let place = file.place(path.line);
                offences.push(format!("{place}: {name} belongs to {}", places.join(", ")));
            }
        }
    }
    report("a crate is used where it must not be known:", &offences);
}

/// Annotations change only by applying a change to them, which is what makes
/// every change checked, journaled and undoable. `edit` also has a draft with
/// methods of the same names.
#[test]
fn annotations_change_only_by_applying_changes() {
    const MUTATORS: [&str; 6] = [
        "put_article",
        "put_segment",
        "put_entity",
        "put_line_break",
        "put_correction",
        "put_relation",
    ];
    const PLACES: [&str; 3] = ["src/edit/", "src/store/", "src/model/annotations.rs"];
    let mut offences = Vec::new();
    for file in files_in("src") {
        if PLACES.iter().any(|place| file.path.starts_with(place)) {
            continue;
        }
        for token in &file.shipped {
            if MUTATORS.iter().any(|name| token.is(name)) {
                offences.push(format!("{}: {}", file.place(token.line), token.text));
            }
        }
    }
    report("annotations are changed outside edit and store:", &offences);
}

/// Whether a module of one name is a part of the crate and not a lone file.
fn is_folder(module: &[String]) -> bool {
    module
        .first()
        .is_some_and(|name| root().join("src").join(name).is_dir())
}

/// The part of the crate that a path leads to, as written in `file`; `None`
/// for paths that do not say.
fn part_of(file: &SourceFile, parts: &[String]) -> Option<String> {
    match parts.first()?.as_str() {
        "crate" => parts.get(1).cloned(),
        "super" => {
            let ups = parts.iter().take_while(|part| *part == "super").count();
            let module = file.module();
            let left = module.len().checked_sub(ups)?;
            match left {
                0 => parts.get(ups).cloned(),
                _ => module.first().cloned(),
            }
        }
        _ => None,
    }
}
