//! What stands between two lines that are joined: nothing, a space, or nothing
//! and one hyphen less.
//!
//! Scripts are told apart by code-point blocks, which is all that joining needs.

/// How a line is joined to the text before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// The lower line follows at once.
    Close,
    /// One space comes between.
    Space,
    /// The hyphen at the end of the upper line goes, the lower line follows.
    DropHyphen,
}

/// Marks with which a word can be divided at a line end.
const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{AD}', '¬'];

/// Dashes that stand between words with spaces around them or without.
const DASHES: [char; 4] = ['-', '\u{2010}', '–', '—'];

/// How to join a line that begins with `next` to `tail`, the text before it.
pub(super) fn join(tail: &str, next: char) -> Join {
    let mut back = tail.chars().rev();
    let Some(last) = back.next() else {
        return Join::Close;
    };
    let before = back.next();
    if HYPHENS.contains(&last)
        && before.is_some_and(has_case)
        && has_case(next)
        && next.is_lowercase()
    {
        return Join::DropHyphen;
    }
    if ends_spaced(tail) && begins_spaced(next) {
        Join::Space
    } else {
        Join::Close
    }
}

/// What stands between two parts of one paragraph that come from different pages: nothing or
/// a space. A hyphen stays.
pub fn between(upper: &str, lower: &str) -> &'static str {
    let next = lower.chars().next();
    match next.map(|next| join(upper, next)) {
        Some(Join::Space) => " ",
        _ => "",
    }
}

/// Whether `c` is of a script that is written without spaces between words:
/// Han, kana, full-width forms and their punctuation.
pub fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x312F | 0x3190..=0xA4CF | 0xF900..=0xFAFF | 0xFE10..=0xFE1F
        | 0xFE30..=0xFE6F | 0xFF00..=0xFFEF | 0x1F200..=0x1F2FF | 0x20000..=0x3FFFF)
}

/// Whether `c` is a letter or digit of a script that has spaces between words.
pub fn is_word(c: char) -> bool {
    let unspaced = matches!(u32::from(c), 0x0E00..=0x0FFF | 0x1000..=0x109F | 0x1780..=0x17FF);
    c.is_alphanumeric() && !is_wide(c) && !unspaced
}

/// Whether `c` is a letter of a script that has capitals.
pub(super) fn has_case(c: char) -> bool {
    (c.is_lowercase() || c.is_uppercase()) && !is_wide(c)
}

/// Whether a word, or punctuation after a word, ends the text.
fn ends_spaced(tail: &str) -> bool {
    let mut back = tail.chars().rev().peekable();
    if back.peek().is_some_and(|c| DASHES.contains(c)) {
        back.next();
        return back.next().is_some_and(char::is_whitespace);
    }
    back.find(|&c| !closes(c))
        .is_some_and(|c| is_word(c) || "&+=*".contains(c))
}

/// Punctuation that stands at the end of a word, and combining marks.
fn closes(c: char) -> bool {
    ".,;:!?)]}\"'”’»…%‰°".contains(c) || matches!(u32::from(c), 0x0300..=0x036F)
}

/// Whether `next` begins a word or stands before one.
fn begins_spaced(next: char) -> bool {
    is_word(next) || "([{\"'“‘«<$#@£€&+=*¿¡".contains(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_with_a_space_and_characters_without() {
        for (tail, next, wanted) in [
            ("政协", '嘉', Join::Close),
            ("政协，", '嘉', Join::Close),
            ("政协", 'A', Join::Close),
            ("成立 75", '周', Join::Close),
            ("ＡＢ", 'Ｃ', Join::Close),
            ("カナ", 'か', Join::Close),
            ("the", 'c', Join::Space),
            ("the end.", 'A', Join::Space),
            ("he said.”", 'A', Join::Space),
            ("the", '“', Join::Space),
            ("政协。”", 'A', Join::Close),
            ("(the", 'c', Join::Space),
            ("the (", 'c', Join::Close),
            ("the", ')', Join::Close),
            ("the", ',', Join::Close),
            ("either/", 'o', Join::Close),
            ("one —", 't', Join::Space),
            ("one—", 't', Join::Close),
            ("cafe\u{301}", 'a', Join::Space),
            ("정치", '협', Join::Space),
            ("совет", 'д', Join::Space),
            ("ไทย", 'ไ', Join::Close),
            ("", 'a', Join::Close),
            ("the ", 'c', Join::Close),
        ] {
            assert_eq!(join(tail, next), wanted, "{tail} | {next}");
        }
    }

    #[test]
    fn a_hyphen_goes_only_between_a_letter_and_a_small_letter() {
        for (tail, next, wanted) in [
            ("consul-", 't', Join::DropHyphen),
            ("consul\u{AD}", 't', Join::DropHyphen),
            ("consul‐", 't', Join::DropHyphen),
            ("consul¬", 't', Join::DropHyphen),
            ("Trans-", 'S', Join::Close),
            ("COVID-", '1', Join::Close),
            ("19-", 't', Join::Close),
            ("政-", 't', Join::Close),
            ("one -", 't', Join::Space),
            ("-", 't', Join::Close),
        ] {
            assert_eq!(join(tail, next), wanted, "{tail} | {next}");
        }
    }
}
