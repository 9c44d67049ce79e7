//! What stands at the margins of a page or of a column: running heads, imprints, notes,
//! column heads.

use super::super::words;
use super::{begins_with, has_word, is_caps, words_of};

/// Whether a line is a note that a text goes on elsewhere, or comes from there.
pub(in super::super) fn continued(text: &str) -> bool {
    let count = words_of(text).count();
    let bracketed =
        text.starts_with(['(', '[']) && text.trim_end_matches('.').ends_with([')', ']']);
    let numbered = text.chars().any(|c| c.is_ascii_digit());
    let lower = text.to_lowercase();
    let words: Vec<&str> = words_of(&lower).collect();
    let page = words.windows(2).any(|pair| {
        matches!(pair, [page, number]
        if words::PAGE.contains(page) && number.chars().all(|c| c.is_ascii_digit()))
    });
    let sees = page && words.len() <= 5 && begins_with(text, words::SEE);
    let says = begins_with(text, words::CONTINUED)
        || bracketed && words::CONTINUED.iter().any(|word| words.contains(word));
    count <= 8 && (sees || says && (numbered || bracketed))
}

/// How many words of imprints and of terms of subscription a line has: who prints and
/// answers for the paper, what it costs.
pub(in super::super) fn imprint(text: &str) -> usize {
    words_of(text)
        .filter(|word| words::IMPRINT.contains(&word.to_lowercase().as_str()))
        .count()
}

/// Whether a line is a running head with a date or the number of a page. `margin`: whether
/// it stands at the top or foot, where a bare number will do and dates may have more
/// words beside them.
pub(in super::super) fn folio(text: &str, margin: bool) -> bool {
    let words: Vec<String> = words_of(text).map(str::to_lowercase).collect();
    let number = |word: &String| word.chars().all(|c| c.is_ascii_digit());
    let page =
        |a: &String, b: &String| words::PAGE.contains(&a.as_str()) && b.len() <= 3 && number(b);
    let paged = words.windows(2).any(|pair| match pair {
        [a, b] => page(a, b) || margin && words.len() == 2 && page(b, a),
        _ => false,
    });
    let year = words.iter().any(|word| {
        word.len() == 4 && number(word) && (word.starts_with("1") || word.starts_with("20"))
    });
    let numbers = words.iter().filter(|word| number(word)).count();
    let bare = numbers == 1 && (words.len() == 1 || words.len() <= 3 && is_caps(text));
    let issue = words.iter().any(|word| {
        matches!(
            word.as_str(),
            "no" | "nr" | "n" | "vol" | "núm" | "num" | "№"
        )
    });
    let dated = year
        && words.iter().any(|word| word.len() <= 2 && number(word))
        && !text.trim_end().ends_with(['!', '?', ',']);
    let parted = text.contains('|') || text.contains("  ");
    let long = words
        .iter()
        .any(|word| word.len() > 14 && !word.contains('.'));
    let most = if margin && (parted || is_caps(text)) {
        14
    } else {
        9
    };
    margin && bare
        || words.len() <= most
            && (paged && (words.len() <= 3 || year || is_caps(text) || parted)
                || dated && (issue || most > 9 || words.len() <= 7 && !long))
}

/// Whether a line names a collection of items: `IN BRIEF`, `Vermischtes`.
pub(in super::super) fn section(text: &str) -> bool {
    words_of(text).count() <= 4
        && has_word(text, words::SECTION)
        && text.chars().all(|c| !c.is_ascii_digit())
}
