//! No text that people read stands in the window's code; all of it is in the
//! tables, in both languages.
//!
//! What is an offence, in shipped code of `src/ui`:
//!
//! - a literal with a Han character;
//! - a literal with two or more words, that is runs of two or more letters with
//!   white space between them;
//! - a literal with a letter that is handed straight to something that shows
//!   text ([`SHOWN`]).
//!
//! Not looked at are attributes, what goes to the log, and names that only the
//! program reads ([`NAMES`]). Single words elsewhere are not seen: they are
//! mostly keys, ids and extensions.

use regex::Regex;

use super::lexer::{Kind, Token};
use super::report;
use super::source::{files_in, spells};

/// What shows its first argument.
const SHOWN: &[&str] = &[
    "label",
    "button",
    "small_button",
    "heading",
    "monospace",
    "hyperlink",
    "on_hover_text",
    "on_disabled_hover_text",
    "hint_text",
    "selected_text",
    "RichText::new",
    "Button::new",
    "Label::new",
    "TextButton::new",
];

/// What takes a name that only the program reads: ids of widgets, names of threads.
const NAMES: &[&str] = &[
    "unique",
    "id_salt",
    "from_id_salt",
    "with",
    "top",
    "bottom",
    "left",
    "right",
    "start",
    "name",
    "expect",
];

/// Literals that may stand, each with its file and reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    (
        "src/ui/window.rs",
        "unknown cause",
        "goes to the terminal, in English as all of it, when there is no window",
    ),
    (
        "src/ui/i18n.rs",
        "中文",
        "a language is named in itself, whatever the window speaks",
    ),
    (
        "src/ui/fonts.rs",
        "Noto Sans CJK SC",
        "the name of the embedded font",
    ),
    (
        "src/ui/dialogs/help.rs",
        "Home End",
        "two keys, as they are printed on keyboards",
    ),
    (
        "src/ui/dialogs/help.rs",
        "PgUp PgDn",
        "two keys, as they are printed on keyboards",
    ),
];

#[test]
fn no_text_for_people_stands_in_the_code_of_the_window() {
    let words = Regex::new(r"\p{L}{2,}\s+\p{L}{2,}").unwrap();
    let han = Regex::new(r"\p{Han}").unwrap();
    let letter = Regex::new(r"\p{L}").unwrap();
    let mut offences = Vec::new();
    for file in files_in("src/ui") {
        let tokens = looked_at(&file.shipped);
        for at in 0..tokens.len() {
            let token = tokens[at];
            if token.kind != Kind::Text {
                continue;
            }
            let taker = taker(&tokens[..at]);
            let is_name = NAMES.iter().any(|name| is_call(&taker, name));
            let is_shown = SHOWN.iter().any(|name| is_call(&taker, name));
            let is_text = han.is_match(&token.text)
                || (words.is_match(&token.text) && !is_name)
                || (is_shown && letter.is_match(&without_placeholders(&token.text)));
            let is_excepted = EXCEPTIONS
                .iter()
                .any(|(path, text, _)| *path == file.path && *text == token.text);
            if is_text && !is_excepted {
                offences.push(format!("{}: {:?}", file.place(token.line), token.text));
            }
        }
    }
    report("a text for people belongs into assets/i18n:", &offences);
}

#[test]
fn every_exception_is_needed() {
    let offences: Vec<_> = EXCEPTIONS
        .iter()
        .filter(|(path, text, _)| {
            let files = files_in("src/ui");
            let mut tokens = files
                .iter()
                .filter(|file| file.path == *path)
                .flat_map(|file| &file.shipped);
            !tokens.any(|token| token.kind == Kind::Text && token.text == *text)
        })
        .map(|(path, text, _)| format!("{path}: {text:?}"))
        .collect();
    report("an exception has no use any more:", &offences);
}

/// The tokens without attributes and without what goes to the log.
fn looked_at(all: &[Token]) -> Vec<&Token> {
    let mut kept = Vec::with_capacity(all.len());
    let mut at = 0;
    while at < all.len() {
        let logs = ["error", "warn", "info", "debug", "trace"]
            .iter()
            .any(|level| spells(&all[at..], &["log", "::", level, "!", "("]));
        let attribute = spells(&all[at..], &["#", "["]) || spells(&all[at..], &["#", "!", "["]);
        if logs || attribute {
            at = past_brackets(all, at);
        } else {
            kept.push(&all[at]);
            at += 1;
        }
    }
    kept
}

/// Past the bracket that closes the first one from `at` on.
fn past_brackets(all: &[Token], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while let Some(token) = all.get(at) {
        at += 1;
        if token.is("(") || token.is("[") {
            depth += 1;
        } else if token.is(")") || token.is("]") {
            depth -= 1;
            if depth == 0 {
                break;
            }
        }
    }
    at
}

/// What a literal is handed to as the first argument, as it is written.
fn taker(before: &[&Token]) -> String {
    // A tuple or `format!` in between hides nothing: `label(format!("…"))`.
    let mut end = before.len();
    while end > 0
        && (before[end - 1].is("(")
            || before[end - 1].is("!")
            || before[end - 1].is("format")
            || before[end - 1].is("&"))
    {
        end -= 1;
    }
    if end == before.len() {
        return String::new();
    }
    let mut parts = Vec::new();
    for token in before[..end].iter().rev() {
        if token.kind == Kind::Word || token.is("::") {
            parts.push(token.text.as_str());
        } else {
            break;
        }
    }
    parts.reverse();
    parts.concat()
}

/// Whether what is written is a call of `name`, with or without a path before it.
fn is_call(written: &str, name: &str) -> bool {
    written == name || written.ends_with(&format!("::{name}"))
}

/// A text without what is filled in.
fn without_placeholders(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| {
        kept + part.split_once('}').map_or("", |(_, after)| after)
    })
}
