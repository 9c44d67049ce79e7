//! Initiatives in English text: the “One River, Two Banks” plan, the Quiet Ride initiative.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::evidence::Cue;
use crate::suggest::entities::found::{Found, Kind};

/// How sure a name with its noun is.
const SCORE: f64 = 0.72;

/// The nouns with which names end.
const NOUNS: [&str; 8] = [
    "programme",
    "program",
    "initiative",
    "scheme",
    "plan",
    "project",
    "campaign",
    "drive",
];

static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let quoted = r#"[“"][^”"\n]{3,60}[”"](?: [a-z-]+){0,2}"#;
    let capitals =
        r"\b[A-Z][\w’'-]+(?: (?:(?:of|the|for|on|and|in|to|from) )*[A-Z][\w’'-]+)+(?: [a-z-]+)?";
    let nouns = NOUNS.join("|");
    Regex::new(&format!("(?:{quoted}|{capitals}) (?:{nouns})\\b")).ok()
});

/// Words at the beginning that stand outside of a name.
const ARTICLES: &[&str] = &[
    "The ",
    "A ",
    "Its ",
    "This ",
    "That ",
    "Their ",
    "Under the ",
    "Part of the ",
];

/// Adds the initiatives of English passages.
pub(super) fn add(texts: &[&str], found: &mut [Vec<Found>]) {
    let Some(named) = NAMED.as_ref() else {
        return;
    };
    // To look for the nouns is much faster than the expression is.
    let may_name = |text: &str| NOUNS.iter().any(|noun| text.contains(noun));
    for (text, found) in texts.iter().zip(found) {
        if !may_name(text) {
            continue;
        }
        for name in named.find_iter(text) {
            let article = ARTICLES.iter().find(|it| name.as_str().starts_with(**it));
            let start = name.start() + article.map_or(0, |it| it.len());
            let range = start..name.end();
            if found
                .iter()
                .any(|it| it.range.start < range.end && range.start < it.range.end)
            {
                continue;
            }
            let noun = name.as_str().rsplit(' ').next().unwrap_or_default();
            let one = Found::new(range, Kind::Initiative, SCORE);
            found.push(one.because(Cue::HeadNoun, noun));
        }
        found.sort_by_key(|it| it.range.start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_names_go_on_to_their_nouns() {
        let text = "Part of the Quiet Ride initiative, the “One River, Two Banks” plan and a plan.";
        let mut found = vec![Vec::new()];
        add(&[text], &mut found);
        let names: Vec<&str> = found[0].iter().map(|it| &text[it.range.clone()]).collect();
        assert_eq!(
            names,
            ["Quiet Ride initiative", "“One River, Two Banks” plan"]
        );
    }
}
