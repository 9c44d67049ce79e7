//! What the words and marks of one line say, in alphabetic scripts.
//!
//! Every cue is a rule about the make of a line with a few trade words (`words`); none
//! needs to know the language. Lengths are in code points.

mod credit;
mod dateline;
mod margin;

pub(super) use credit::{byline, credited, names, picture, salutation, shows, signature};
pub(super) use dateline::{colon_lead, dateline, place_lead, run_in};
pub(super) use margin::{continued, folio, imprint, section};

/// Marks of items in lists and columns of briefs.
const BULLETS: &[char] = &[
    '●', '•', '■', '□', '◆', '♦', '►', '▶', '▪', '○', '★', '☛', '☞',
];

/// Words parted by white space, without the marks around them.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

/// Whether `text` begins with one of `phrases`, as whole words.
pub(super) fn begins_with(text: &str, phrases: &[&str]) -> bool {
    let text = text
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    phrases.iter().any(|phrase| {
        text.strip_prefix(phrase)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    })
}

fn has_word(text: &str, list: &[&str]) -> bool {
    words_of(text).any(|word| list.contains(&word.to_lowercase().as_str()))
}

/// Whether the letters of a text are capitals, all but few (an OCR error, a `Mc`, an
/// `and` in small letters); at least three are needed.
pub(super) fn is_caps(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let (upper, all) = (
        letters().filter(|c| c.is_uppercase()).count(),
        letters().count(),
    );
    all >= 3 && upper * 100 >= all * 85
}

/// Whether nearly all longer words begin with capitals, at least two.
pub(super) fn is_title_case(text: &str) -> bool {
    let long = || words_of(text).filter(|word| word.chars().count() >= 4);
    let upper = long()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    upper >= 2 && upper * 10 >= long().count() * 9
}

/// Whether a line has nothing to read: rules, stars, dashes.
pub(super) fn is_rule(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

fn first(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

/// Whether every longer word begins with a capital.
fn is_name(text: &str) -> bool {
    let mut any = false;
    for word in words_of(text) {
        let upper = word.starts_with(char::is_uppercase);
        any |= upper;
        if !upper && word.chars().count() > 3 || word.chars().any(|c| c.is_ascii_digit()) {
            return false;
        }
    }
    any && text.starts_with(|c: char| c.is_alphabetic() && c.is_uppercase())
}

/// Whether a text begins with a few words in capitals, as small advertisements do.
pub(super) fn capital_lead(text: &str) -> bool {
    let mut lead = words_of(text).take_while(|word| {
        word.chars().all(|c| !c.is_lowercase()) && word.chars().any(char::is_alphabetic)
    });
    let first = lead.next().map_or(0, |word| word.chars().count());
    first >= 3 || first > 0 && lead.next().is_some_and(|word| word.chars().count() >= 3)
}

/// Whether a line is numbered: `1.`, `II.`, `a)`.
pub(super) fn numbered(text: &str) -> bool {
    let head: String = text
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .take(6)
        .collect();
    let after = text.chars().nth(head.chars().count());
    let number = head.chars().all(|c| c.is_ascii_digit()) && head.len() <= 2;
    let roman = head.chars().all(|c| "IVXL".contains(c)) && head.len() <= 5;
    let letter = head.chars().count() == 1 && head.chars().all(char::is_lowercase);
    !head.is_empty() && (number || roman || letter) && matches!(after, Some('.' | ')'))
}

/// Whether a line ends with the score of a game: `2:0`.
fn score(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let sides = last.split_once([':', '–', '-']);
    sides.is_some_and(|(a, b)| {
        [a, b]
            .iter()
            .all(|side| (1..=2).contains(&side.len()) && side.chars().all(|c| c.is_ascii_digit()))
    })
}

/// Whether a line is a row of a table: leaders, or figures in columns.
pub(super) fn tabular(text: &str) -> bool {
    let leaders =
        text.contains("...") && text.chars().any(|c| c.is_ascii_digit()) || text.contains(". . .");
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let wide_gap = text.contains("   ") || text.contains('\t');
    leaders || score(text) || digits >= 2 && (wide_gap || digits * 2 >= letters)
}

/// Whether a text begins with a small letter, marks aside.
pub(super) fn starts_lower(text: &str) -> bool {
    text.chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(char::is_lowercase)
}

/// Whether a word is divided at the end of the line.
pub(super) fn hyphen(text: &str) -> bool {
    text.strip_suffix(['-', '¬', '‐', '\u{ad}'])
        .is_some_and(|word| word.ends_with(char::is_alphabetic))
}

/// Whether a line ends with an abbreviation before a name: `Mr.`, `Hrn.`, `J.`
pub(super) fn abbreviated(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.strip_suffix('.').is_some_and(|word| {
        word.chars().count() <= 3
            && word.starts_with(char::is_uppercase)
            && word.chars().all(char::is_alphabetic)
    })
}

/// Whether a line begins as speech does: with a quote or a dash.
pub(super) fn opens_speech(text: &str) -> bool {
    text.starts_with(['„', '“', '«', '"', '»', '‘', '—', '–', '-'])
        && text.chars().any(char::is_alphanumeric)
}

/// Whether a line begins with the mark of an item.
pub(super) fn bullet(text: &str) -> bool {
    text.starts_with(BULLETS)
}

/// Whether a line has one figure and no letters.
pub(super) fn figure(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
        && !text.chars().any(char::is_alphabetic)
        && words_of(text).count() == 1
}

/// Whether a line is a short word in small letters with a full stop: the end of a sentence.
pub(super) fn last_word(text: &str) -> bool {
    text.strip_suffix('.')
        .is_some_and(|word| !word.is_empty() && word.chars().all(char::is_lowercase))
}
