//! Who wrote, photographed or sent in a text.

use super::super::words;
use super::{begins_with, has_word, is_caps, starts_lower, words_of};

/// Whether a line says who wrote the text.
pub(in super::super) fn byline(text: &str) -> bool {
    let lower = text.to_lowercase();
    let count = words_of(text).count();
    let ends = text.ends_with(['.', '!', '?']) && count > 6;
    if count == 0 || count > 9 || ends {
        return false;
    }
    let titled = words::CORRESPONDENT.iter().any(|who| holds(&lower, who));
    if titled && count <= 8 && (text.starts_with('(') || !starts_lower(text)) {
        return text.starts_with('(')
            || begins_with(text, words::BY)
            || count <= 6 && !lower.starts_with("the ");
    }
    let by = begins_with(text, words::BY);
    let name = words_of(text).skip(1);
    let small = |word: &str| {
        matches!(
            word,
            "and"
                | "und"
                | "et"
                | "y"
                | "e"
                | "de"
                | "von"
                | "van"
                | "la"
                | "le"
                | "du"
                | "del"
                | "di"
                | "и"
                | "in"
                | "der"
        )
    };
    let mut any = 0;
    let all = name.into_iter().all(|word| {
        any += usize::from(word.starts_with(char::is_uppercase));
        word.starts_with(char::is_uppercase) || small(word)
    });
    by && all && any >= 1 && count <= 8
}

/// Whether `phrase` stands in a text as whole words.
fn holds(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let before = text.get(..at).and_then(|it| it.chars().next_back());
        let after = text
            .get(at + phrase.len()..)
            .and_then(|it| it.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Whether a line is a name of a person rather than of anything else: an initial before a
/// surname, or two to four words that all begin with capitals.
pub(in super::super) fn names(text: &str) -> bool {
    let initial = |word: &str| word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    let all: Vec<&str> = words_of(text).collect();
    let initials = all.len() >= 2 && all.len() <= 5 && all.iter().any(|word| initial(word));
    let capitals = (2..=4).contains(&all.len());
    signature(text)
        && (initials || capitals)
        && all.iter().all(|word| word.starts_with(char::is_uppercase))
}

/// Whether a text ends by saying who made the picture: `(Photo Erwan Caradec)`, `Foto: dpa`.
pub(in super::super) fn credited(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ' ']);
    if let Some(inside) = text.strip_suffix(')').and_then(|it| it.rsplit('(').next()) {
        return words_of(inside).count() <= 8 && has_word(inside, words::PICTURE);
    }
    let all: Vec<&str> = text.split_whitespace().collect();
    let Some(at) = all
        .iter()
        .rposition(|word| word.starts_with(char::is_uppercase) && has_word(word, words::PICTURE))
    else {
        return false;
    };
    let rest = all.get(at + 1..).unwrap_or_default();
    let marked = all.get(at).is_some_and(|word| word.ends_with([':', '/']));
    let name = |word: &&str| word.starts_with(char::is_uppercase) || words::BY.contains(word);
    let ended = at
        .checked_sub(1)
        .and_then(|at| all.get(at))
        .is_none_or(|word| word.ends_with(['.', '!', '?', '/']));
    (1..=5).contains(&rest.len()) && (marked || ended && rest.iter().all(name))
}

/// Whether a line could be the name under a letter or an article.
pub(in super::super) fn signature(text: &str) -> bool {
    let count = words_of(text).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let upper = words_of(text)
        .all(|word| word.starts_with(char::is_uppercase) || word.chars().count() <= 3);
    (1..=5).contains(&count)
        && letters >= 2
        && upper
        && !text.ends_with(['!', '?', ':'])
        && !text.chars().any(|c| c.is_ascii_digit())
}

/// Whether a line speaks of the picture beside it.
pub(in super::super) fn picture(text: &str) -> bool {
    has_word(text, words::PICTURE)
}

/// Whether a line begins a letter to the editor.
pub(in super::super) fn salutation(text: &str) -> bool {
    let marks = ".,:;!—–-";
    let head = text.chars().take(48).collect::<String>();
    begins_with(&head, words::SALUTATION) && {
        let lower = head.to_lowercase();
        words::SALUTATION.iter().any(|phrase| {
            lower.strip_prefix(phrase).is_some_and(|rest| {
                let rest = rest.trim_start();
                rest.is_empty()
                    || rest.starts_with(|c| marks.contains(c))
                    || rest.chars().count() <= 30
                        && (rest.ends_with([',', '!', ':']) || is_caps(text))
            })
        })
    }
}

/// Whether a text begins by showing a picture: `Pictured: …`, `На снимке: …`
pub(in super::super) fn shows(text: &str) -> bool {
    let head: String = text.chars().take(30).collect();
    head.split_once(':')
        .is_some_and(|(lead, _)| words_of(lead).count() <= 3 && has_word(lead, words::PICTURE))
}
