//! The two tables of texts against the window that uses them: every key has a
//! text, and every text has a use.

use std::collections::BTreeSet;

use broadsheet::edit::label::Deed;
use broadsheet::edit::likeness::ConflictKind;
use broadsheet::edit::reanchor::{Fate, What};
use broadsheet::edit::verbs::Refusal;
use broadsheet::format::export_format::ExportFormat;
use broadsheet::model::evidence::Cue;
use broadsheet::model::line_break::BreakKind;
use broadsheet::review::agreement::{Measure, Subject};
use broadsheet::review::difference::KindName;
use broadsheet::review::problems::{Fix, Kind as Problem};
use broadsheet::session::authorities::Why;
use broadsheet::session::statistics::{Grain, Statistics, TableKind};
use broadsheet::suggest::continuation::Cue as LinkCue;
use broadsheet::ui::command::{Command, Group};
use broadsheet::ui::dialogs::statistics::{Extent, Measure as Per, SaveKind, Tab};
use broadsheet::ui::env::Blocked;
use broadsheet::ui::i18n::{self, Language};
use broadsheet::ui::search_state::Tagging;
use regex::Regex;
use strum::IntoEnumIterator as _;

use super::lexer::Kind;
use super::report;
use super::source::files_in;

/// Keys that the window puts together: how that looks in the code, and the keys
/// that come of it.
fn generated() -> Vec<(&'static str, Vec<String>)> {
    let keys = |prefix: &str, names: Vec<&'static str>, suffix: &str| -> Vec<String> {
        let names = names.into_iter();
        names
            .map(|name| format!("{prefix}{name}{suffix}"))
            .collect()
    };
    let commands: Vec<_> = Command::iter().map(Command::id).collect();
    let formats: Vec<_> = ExportFormat::iter().map(ExportFormat::as_str).collect();
    let breaks = [BreakKind::Soft, BreakKind::Para];
    vec![
        ("command.{}", keys("command.", commands.clone(), "")),
        ("tip.{}", keys("tip.", commands, "")),
        (
            "group.{}",
            keys("group.", Group::iter().map(Group::id).collect(), ""),
        ),
        (
            "edit.{}",
            keys("edit.", Deed::iter().map(Deed::as_str).collect(), ""),
        ),
        (
            "refusal.{}",
            keys(
                "refusal.",
                Refusal::iter().map(Refusal::as_str).collect(),
                "",
            ),
        ),
        (
            "why.{}",
            keys("why.", Why::iter().map(Why::as_str).collect(), ""),
        ),
        (
            "break.{name}",
            keys("break.", breaks.map(BreakKind::as_str).to_vec(), ""),
        ),
        (
            "measure.{}",
            keys(
                "measure.",
                Measure::iter().map(Measure::as_str).collect(),
                "",
            ),
        ),
        (
            "differs.{}",
            keys(
                "differs.",
                Subject::iter().map(Subject::as_str).collect(),
                "",
            ),
        ),
        (
            "problem.{}",
            keys(
                "problem.",
                Problem::iter().map(Problem::as_str).collect(),
                "",
            ),
        ),
        ("fix.{}", keys("fix.", Fix::NAMES.to_vec(), "")),
        (
            "kind.{kind}",
            keys("kind.", KindName::iter().map(Into::into).collect(), ""),
        ),
        ("cue.{}", {
            let cues = Cue::iter().map(Cue::as_str);
            let links = LinkCue::iter().map(LinkCue::as_str);
            keys("cue.", cues.chain(links).collect(), "")
        }),
        (
            "fate.{}",
            keys("fate.", Fate::iter().map(Fate::as_str).collect(), ""),
        ),
        (
            "conflict.{}",
            keys(
                "conflict.",
                ConflictKind::iter().map(ConflictKind::as_str).collect(),
                "",
            ),
        ),
        (
            "tagging.{id}",
            keys("tagging.", Tagging::iter().map(Into::into).collect(), ""),
        ),
        (
            "what.{}",
            keys("what.", What::iter().map(What::as_str).collect(), ""),
        ),
        ("statistics.{}", {
            let tabs = Tab::iter().map(Tab::as_str).map(str::to_owned);
            let counted = Statistics::default();
            let columns = TableKind::iter().flat_map(|kind| counted.columns(kind));
            // The window has a title, too.
            let columns = columns.map(|name| match name.as_str() {
                "title" => "title-of-article".to_owned(),
                _ => name,
            });
            // The label of either thing of a pair is a label.
            let columns = columns.filter(|name| !name.ends_with("_label"));
            let names = tabs.chain(columns);
            names.map(|name| format!("statistics.{name}")).collect()
        }),
        (
            "statistics.by-{}",
            keys(
                "statistics.by-",
                Grain::iter().map(Grain::as_str).collect(),
                "",
            ),
        ),
        (
            "statistics.per-{}",
            keys(
                "statistics.per-",
                Per::iter().map(Per::as_str).collect(),
                "",
            ),
        ),
        (
            "statistics.of-{}",
            keys(
                "statistics.of-",
                Extent::iter().map(Extent::as_str).collect(),
                "",
            ),
        ),
        (
            "statistics.save-{}",
            keys(
                "statistics.save-",
                SaveKind::iter().map(SaveKind::extension).collect(),
                "",
            ),
        ),
        ("export.{}", keys("export.", formats.clone(), "")),
        ("export.{}-about", keys("export.", formats, "-about")),
    ]
}

fn table() -> BTreeSet<&'static str> {
    i18n::entries(Language::En).map(|(key, _)| key).collect()
}

/// Literals in the window's code that are keys, with their places: whatever has
/// the form of a key of a family that there is, and whatever is handed to
/// `tr.get` or `tr.with`.
fn literal_keys() -> Vec<(String, String)> {
    let families: BTreeSet<_> = table()
        .into_iter()
        .filter_map(|key| key.split('.').next())
        .collect();
    let form = Regex::new(r"^([a-z]+)\.[a-z0-9_-]+$").expect("it is an expression");
    let mut found = Vec::new();
    for file in files_in("src/ui") {
        for (at, token) in file.shipped.iter().enumerate() {
            if token.kind != Kind::Text {
                continue;
            }
            let family = form.captures(&token.text).map(|parts| parts[1].to_owned());
            let before = &file.shipped[at.saturating_sub(6)..at];
            let words: Vec<_> = before.iter().map(|token| token.text.as_str()).collect();
            let is_asked_for = matches!(
                words.as_slice(),
                [.., "tr", ".", "get" | "with", "("]
                    | [.., "tr", "(", ")", ".", "get" | "with", "("]
            );
            if is_asked_for || family.is_some_and(|family| families.contains(family.as_str())) {
                found.push((token.text.clone(), file.place(token.line)));
            }
        }
    }
    found
}

#[test]
fn every_key_in_the_code_has_a_text() {
    let table = table();
    let mut wanted = literal_keys();
    assert!(wanted.len() > 150, "the keys are not found any more");
    let made = generated().into_iter();
    wanted
        .extend(made.flat_map(|(form, keys)| keys.into_iter().map(move |key| (key, form.into()))));
    wanted.extend(Blocked::iter().map(|reason| (reason.key().to_owned(), "Blocked".into())));
    let offences: Vec<_> = wanted
        .into_iter()
        .filter(|(key, _)| !table.contains(key.as_str()))
        .map(|(key, place)| format!("{place}: {key}"))
        .collect();
    report("a key has no text in assets/i18n:", &offences);
}

#[test]
fn every_text_is_used() {
    let mut used: BTreeSet<_> = literal_keys().into_iter().map(|(key, _)| key).collect();
    used.extend(generated().into_iter().flat_map(|(_, keys)| keys));
    let offences: Vec<_> = table()
        .into_iter()
        .filter(|key| !used.contains(*key))
        .map(str::to_owned)
        .collect();
    report("a text in assets/i18n is used nowhere:", &offences);
}

#[test]
fn every_way_of_making_a_key_is_known_here() {
    let form = Regex::new(r"^[a-z]+\.\{").unwrap();
    let known: Vec<_> = generated().into_iter().map(|(form, _)| form).collect();
    let mut offences = Vec::new();
    for file in files_in("src/ui") {
        for token in file.shipped.iter().filter(|token| token.kind == Kind::Text) {
            if form.is_match(&token.text) && !known.contains(&token.text.as_str()) {
                offences.push(format!("{}: {}", file.place(token.line), token.text));
            }
        }
    }
    report(
        "keys are made in a way that `generated` does not know:",
        &offences,
    );
}

/// A placeholder that nobody fills would be shown with its braces.
#[test]
fn texts_of_changes_hold_only_number_and_subject() {
    let placeholder = Regex::new(r"\{([^}]*)\}").unwrap();
    let mut offences = Vec::new();
    for (key, text) in i18n::entries(Language::En) {
        let allowed: &[&str] = match key.split('.').next() {
            Some("edit") => &["n", "what"],
            Some("command" | "tip" | "group" | "hint" | "refusal" | "blocked" | "error") => {
                if key.ends_with("-what") {
                    &["what"]
                } else {
                    &[]
                }
            }
            _ => continue,
        };
        for found in placeholder.captures_iter(text) {
            if !allowed.contains(&&found[1]) {
                offences.push(format!("{key}: {{{}}}", &found[1]));
            }
        }
    }
    report("a text has a placeholder that is not filled:", &offences);
}
