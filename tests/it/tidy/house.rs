//! Rules of the house: what a file looks like, and what stands in one place only.

use super::report;
use super::source::{SourceFile, files_in, spells};

/// The longest file, in lines.
const MOST_LINES: usize = 500;

/// Files that may be longer, each with its reason.
const LONG_FILES: &[(&str, &str)] = &[(
    "src/text/decode/tests.rs",
    "a flat list of small claims about encodings, with the sentences they share",
)];

fn all_files() -> Vec<&'static SourceFile> {
    ["src", "tests", "benches"]
        .into_iter()
        .flat_map(files_in)
        .collect()
}

#[test]
fn every_file_opens_by_saying_what_it_is_for() {
    let offences: Vec<_> = all_files()
        .iter()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| file.place(1))
        .collect();
    report("a file does not open with `//!`:", &offences);
}

#[test]
fn no_file_is_too_long_to_read() {
    let offences: Vec<_> = all_files()
        .iter()
        .filter(|file| !LONG_FILES.iter().any(|(path, _)| *path == file.path))
        .map(|file| (file, file.text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(file, lines)| format!("{}: {lines} lines", file.path))
        .collect();
    report(
        "a file is long; cut it, or give a reason in LONG_FILES:",
        &offences,
    );
}

#[test]
fn nothing_is_left_for_later_and_no_warning_is_hushed() {
    // Spelt in two halves, or this file would be its own offence.
    let signs = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("to", "do!"),
        concat!("unimple", "mented!"),
        concat!("#[al", "low("),
        concat!("#![al", "low("),
    ];
    let mut offences = Vec::new();
    for file in all_files() {
        for (line, number) in file.text.lines().zip(1..) {
            for sign in signs.iter().filter(|sign| line.contains(**sign)) {
                offences.push(format!("{}: {sign}", file.place(number)));
            }
        }
    }
    report("something is unfinished, or a lint is off:", &offences);
}

#[test]
fn only_the_command_line_prints() {
    let mut offences = Vec::new();
    for file in files_in("src") {
        if file.path.starts_with("src/cli/") || file.path == "src/main.rs" {
            continue;
        }
        for pair in file.shipped.windows(2) {
            let prints = ["println", "eprintln", "print", "eprint", "dbg"];
            if pair[1].is("!") && prints.iter().any(|name| pair[0].is(name)) {
                offences.push(format!("{}: {}!", file.place(pair[0].line), pair[0].text));
            }
        }
    }
    report("something is printed outside the command line:", &offences);
}

/// A thread with a name can be told from others in a debugger and in a panic's
/// message, and `Builder` says so when the system has no more threads.
#[test]
fn every_thread_has_a_name() {
    let mut offences = Vec::new();
    for file in files_in("src") {
        for at in 0..file.shipped.len() {
            if spells(&file.shipped[at..], &["thread", "::", "spawn"]) {
                offences.push(file.place(file.shipped[at].line));
            }
        }
    }
    report("a thread has no name; use thread::Builder:", &offences);
}

/// Colours are fields of the theme, so that both themes have them and contrast
/// can be tested. The two constants that are no colours may stand anywhere.
#[test]
fn only_the_theme_makes_colours() {
    const NO_COLOURS: [&str; 2] = ["PLACEHOLDER", "TRANSPARENT"];
    let mut offences = Vec::new();
    for file in files_in("src") {
        if file.path.starts_with("src/ui/theme") {
            continue;
        }
        for path in file.paths() {
            let made = path.parts.windows(2).any(|pair| {
                ["Color32", "Rgba", "Hsva"].contains(&pair[0].as_str())
                    && !NO_COLOURS.contains(&pair[1].as_str())
            });
            if made || path.parts.last().is_some_and(|last| last == "hex_color") {
                offences.push(format!(
                    "{}: {}",
                    file.place(path.line),
                    path.parts.join("::")
                ));
            }
        }
    }
    report("a colour is made outside the theme:", &offences);
}
