//! How the texts are worded: one name for one thing, one style throughout.

use std::collections::BTreeMap;

use broadsheet::ui::command::Command;
use broadsheet::ui::i18n::{self, Language, Tr};
use regex::Regex;
use strum::IntoEnumIterator as _;

use super::report;

/// English texts that stand inside other texts, and so begin small.
const FRAGMENTS: [&str; 8] = [
    "articles.article",
    "break.soft",
    "break.para",
    "continuation.this-page",
    "correct.deletes",
    "link-record.not-yet",
    "path.tab",
    "question.with-breaks",
];

/// Families of such texts: reasons are listed one after the other, and so is what
/// became of an annotation.
const FRAGMENT_FAMILIES: [&str; 4] = ["cue.", "fate.", "fault.", "why."];

/// Words that are written with a capital wherever they stand: names, and the
/// modes, which are named as their buttons are.
const CAPITALS: &[&str] = &[
    "A",
    "Apache-2.0",
    "B",
    "Broadsheet",
    "CJK",
    "CSV",
    "Chinese",
    "Ctrl",
    "E",
    "English",
    "Enter",
    "F1",
    "Entities",
    "F2",
    "F3",
    "F4",
    "F5",
    "Font",
    "GB",
    "JSONL",
    "License",
    "MIT",
    "Noto",
    "OFL",
    "PNG",
    "SVG",
    "Open",
    "Read",
    "Review",
    "SC",
    "R",
    "SIL",
    "Sans",
    "Segment",
    "Space",
    "T",
    "UTF-8",
    "NUL",
    "MiB",
];

#[test]
fn no_two_commands_have_the_same_name() {
    let mut offences = Vec::new();
    for language in Language::ALL {
        let mut named: BTreeMap<&str, Command> = BTreeMap::new();
        for command in Command::iter() {
            for key in [command.text_key(), command.tip_key()] {
                let text = Tr::new(language).get(&key);
                if let Some(other) = named.insert(text, command) {
                    offences.push(format!("{command:?} and {other:?}: {text}"));
                }
            }
        }
    }
    report("two commands cannot be told apart:", &offences);
}

#[test]
fn a_command_ends_in_an_ellipsis_exactly_if_it_asks_for_more() {
    let mut offences = Vec::new();
    for language in Language::ALL {
        for command in Command::iter() {
            let text = Tr::new(language).get(&command.text_key());
            if text.ends_with('…') != command.asks() {
                offences.push(format!("{command:?}: {text}"));
            }
        }
    }
    report("an ellipsis is missing or means nothing:", &offences);
}

#[test]
fn english_texts_are_in_sentence_case() {
    let placeholder = Regex::new(r"\{[^}]*\}").unwrap();
    let words = Regex::new(r"[\p{L}][\p{L}\p{N}.'’-]*").unwrap();
    let mut offences = Vec::new();
    for (key, text) in i18n::entries(Language::En) {
        let bare = placeholder.replace_all(text, "_");
        for (word, number) in words.find_iter(&bare).zip(0..) {
            let before = bare[..word.start()].trim_end();
            let begins = before.is_empty() || before.ends_with(['.', '?', ':', '(', '“']);
            let is_capital = word.as_str().chars().next().is_some_and(char::is_uppercase);
            let is_name = CAPITALS.contains(&word.as_str().trim_end_matches('.'));
            let small_start = number == 0
                && before.is_empty()
                && !is_capital
                && !FRAGMENTS.contains(&key)
                && !FRAGMENT_FAMILIES
                    .iter()
                    .any(|family| key.starts_with(family))
                && !bare.starts_with('_');
            if small_start || (is_capital && !begins && !is_name) {
                offences.push(format!("{key}: {text}"));
                break;
            }
        }
    }
    report("a text is not in sentence case:", &offences);
}

/// Names, labels and short remarks are no sentences; tips are.
#[test]
fn only_sentences_end_in_a_full_stop() {
    let mut offences = Vec::new();
    for language in Language::ALL {
        for (key, text) in i18n::entries(language) {
            let family = key.split('.').next().unwrap_or_default();
            let stops = text.ends_with(['.', '。']);
            let inner_stop = text.trim_end_matches(['.', '。']).contains(". ")
                || text.trim_end_matches(['.', '。']).contains('。');
            let wrong = match family {
                "tip" => !stops,
                "about" | "path" => false,
                // Two sentences are closed both or not at all.
                _ => stops != inner_stop,
            };
            if wrong || text.ends_with([':', '：']) {
                offences.push(format!("{key}: {text}"));
            }
        }
    }
    report(
        "a full stop is missing or too much, or a label ends in a colon:",
        &offences,
    );
}

#[test]
fn chinese_texts_are_set_as_chinese_is() {
    let rules = [
        (
            r"\p{Han}[,;:?!()]|[,;:?!()]\p{Han}",
            "half-width punctuation",
        ),
        (
            r"\p{Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Han}",
            "no space between Han and Latin",
        ),
        (
            r"[（），。：；“”、] | [（），。：；、]",
            "a space beside full-width punctuation",
        ),
        (r"\.\.\.|。。", "dots instead of an ellipsis"),
        (r"\p{Han} \p{Han}", "a space between Han"),
    ];
    let mut offences = Vec::new();
    for (pattern, what) in rules {
        let pattern = Regex::new(pattern).unwrap();
        for (key, text) in i18n::entries(Language::Zh) {
            if pattern.is_match(text) {
                offences.push(format!("{key}: {what}: {text}"));
            }
        }
    }
    report("a Chinese text is not set as Chinese is:", &offences);
}

#[test]
fn english_texts_hold_no_chinese() {
    let han = Regex::new(r"[\p{Han}（），。：；、]").unwrap();
    let offences: Vec<_> = i18n::entries(Language::En)
        .filter(|(_, text)| han.is_match(text))
        .map(|(key, text)| format!("{key}: {text}"))
        .collect();
    report("an English text holds Chinese:", &offences);
}

/// The bar over the page has room for two to four Han, or two English words.
#[test]
fn hints_over_the_page_are_very_short() {
    let mut offences = Vec::new();
    for (key, text) in i18n::entries(Language::Zh) {
        if key.starts_with("hint.") && text.chars().count() > 4 {
            offences.push(format!("{key}: {text}"));
        }
    }
    for (key, text) in i18n::entries(Language::En) {
        if key.starts_with("hint.") && text.split(' ').count() > 2 {
            offences.push(format!("{key}: {text}"));
        }
    }
    report("a hint is too long:", &offences);
}
