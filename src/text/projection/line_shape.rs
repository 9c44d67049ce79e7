//! What a line of text looks like: how wide it is, how it begins and how it ends.
//!
//! Widths are in em: a Han character 1, a Latin letter or digit ½.

use super::join::{has_case, is_wide, is_word};

/// Marks that open a caption or an item whatever stands before.
const OPENING_MARKS: &str = "▲△▼▽●○■□◆◇★☆▶◀►◄※•";
/// Marks that end a sentence or an item, before closing quotes and brackets.
const FINAL: &str = "。！？；：…．.!?;:";
/// Closing quotes and brackets.
const CLOSING: &str = "”’」』》〉】〕］）\"')]}";
/// Marks that cannot begin a line.
const NEVER_FIRST: &str = "，。、；：！？…．”’」』》〉】〕］）％,.;:!?)]}%";
/// Marks that cannot end a paragraph.
const NEVER_LAST: &str = "，、“‘「『《〈【〔［（,([{";
/// Brackets that seldom stay open at the end of a paragraph.
const PAIRS: [(char, char); 6] = [
    ('（', '）'),
    ('《', '》'),
    ('〈', '〉'),
    ('【', '】'),
    ('〔', '〕'),
    ('(', ')'),
];
/// Han numerals, and the digits that stand for them.
const NUMERALS: &str = "一二三四五六七八九十百0123456789０１２３４５６７８９";

/// How wide `text` is when set plainly: every full-width mark 1 em.
pub(super) fn set_width(text: &str) -> f32 {
    text.chars().map(|c| width(c, 1.0)).sum()
}

/// How wide `text` is at least: compositors squeeze full-width punctuation to
/// ½ em to fill a line, and spaces around numbers are narrow.
pub(super) fn squeezed_width(text: &str) -> f32 {
    text.chars().map(|c| width(c, 0.5)).sum()
}

fn width(c: char, punctuation: f32) -> f32 {
    match c {
        // Nearly all characters, known without looking up what they are.
        _ if is_han(c) => 1.0,
        '\u{3000}' | '…' | '—' => 1.0,
        _ if c.is_whitespace() => punctuation / 2.0,
        '“' | '”' | '‘' | '’' | '·' => punctuation,
        _ if c.is_alphanumeric() && (is_wide(c) || is_hangul(c)) => 1.0,
        _ if is_wide(c) => punctuation,
        _ => 0.5,
    }
}

fn is_hangul(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7FF)
}

/// The width of the white space before the text of a line.
pub(super) fn indent(line: &str) -> f32 {
    line.chars()
        .take_while(|c| c.is_whitespace())
        .map(|c| match c {
            '\u{3000}' => 1.0,
            '\t' => 2.0,
            _ => 0.5,
        })
        .sum()
}

/// The room that the first word of `lower` needs on the line above, beyond that
/// of one Han character: words and numbers are not divided.
pub(super) fn first_word(lower: &str) -> f32 {
    let letters = lower.chars().take_while(|&c| is_word(c)).count();
    if letters == 0 || lower.chars().next().is_some_and(is_hangul) {
        0.0
    } else {
        letters as f32 / 2.0
    }
}

/// Whether the text ends as a sentence or an item does.
pub fn ends_final(text: &str) -> bool {
    text.trim_end_matches(|c| CLOSING.contains(c))
        .chars()
        .next_back()
        .is_some_and(|c| FINAL.contains(c))
}

/// Whether the end of a sentence stands somewhere in the text.
pub fn holds_sentence(text: &str) -> bool {
    text.contains(['。', '！', '？', '；']) || text.contains(". ")
}

/// Whether the text opens with a mark that only begins captions and items.
pub fn opens_with_mark(text: &str) -> bool {
    text.starts_with(|c| OPENING_MARKS.contains(c))
}

/// Whether the text opens like a numbered item, a section or a subtitle: `一、`
/// `（一）` `1．` `①` `第一章` `——`. All of these can begin a wrapped line as well.
pub fn opens_like_item(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('①'..='⑳') => true,
        Some('—') => chars.next() == Some('—'),
        Some('（' | '(') => {
            after_numeral(chars.as_str()).is_some_and(|rest| rest.starts_with(['）', ')']))
        }
        Some('第') => after_numeral(chars.as_str())
            .is_some_and(|rest| rest.starts_with(['章', '节', '条', '篇'])),
        Some(_) => after_numeral(text).is_some_and(|rest| {
            let mut rest = rest.chars();
            match rest.next() {
                Some('、' | '．') => true,
                Some('.' | ')' | '）') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
                _ => false,
            }
        }),
        None => false,
    }
}

/// What follows a numeral of at most three characters.
fn after_numeral(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c| NUMERALS.contains(c));
    let long = text.chars().take_while(|&c| NUMERALS.contains(c)).count();
    (1..=3).contains(&long).then_some(rest)
}

/// Whether spelling and punctuation alone show that no paragraph ends between the
/// two texts.
pub(super) fn runs_on(upper: &str, lower: &str) -> bool {
    let (Some(last), Some(first)) = (upper.chars().next_back(), lower.chars().next()) else {
        return false;
    };
    NEVER_FIRST.contains(first)
        || NEVER_LAST.contains(last)
        || has_case(first) && first.is_lowercase()
        || closed_below(lower).any(|(open, close)| upper.rfind(open) > upper.rfind(close))
}

/// The pairs of brackets of which the text closes one that it has not opened before it
/// closes any.
fn closed_below(lower: &str) -> impl Iterator<Item = (char, char)> {
    let mut met = [false; PAIRS.len()];
    lower.chars().filter_map(move |c| {
        // Few characters are brackets; one pass finds them faster than twelve searches.
        if is_han(c) {
            return None;
        }
        let at = PAIRS
            .iter()
            .position(|&(open, close)| c == open || c == close)?;
        let (&pair, met) = (PAIRS.get(at)?, met.get_mut(at)?);
        let first = !std::mem::replace(met, true);
        (first && c == pair.1).then_some(pair)
    })
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_counts_half_when_squeezed() {
        assert_eq!(set_width("政协，A1"), 4.0);
        assert_eq!(squeezed_width("政协，A1"), 3.5);
        assert_eq!(indent("\u{3000}\u{3000}政"), 2.0);
        assert_eq!(indent("    政"), 2.0);
    }

    #[test]
    fn quotes_after_the_mark_do_not_hide_the_end() {
        for text in ["完。", "完！”", "完。）", "done.\"", "完……", "如下："] {
            assert!(ends_final(text), "{text}");
        }
        for text in ["完", "完，", "“完”", "", "”"] {
            assert!(!ends_final(text), "{text}");
        }
    }

    #[test]
    fn items_are_told_from_numbers_in_a_sentence() {
        for text in [
            "一、提高",
            "（一）提高",
            "1．提高",
            "1.提高",
            "(3)提高",
            "②提高",
            "第三章",
            "——综述",
        ] {
            assert!(opens_like_item(text), "{text}");
        }
        for text in [
            "一提高",
            "1.5亿元",
            "2024年",
            "（提高）",
            "第一次",
            "—提高",
            "",
            "12345、",
        ] {
            assert!(!opens_like_item(text), "{text}");
        }
    }

    #[test]
    fn punctuation_can_show_that_a_sentence_runs_on() {
        for (upper, lower) in [
            ("政协", "，委员"),
            ("政协，", "委员"),
            ("政协“", "委员"),
            ("学习《论", "述摘编》，"),
            ("the end. of", "course"),
        ] {
            assert!(runs_on(upper, lower), "{upper} | {lower}");
        }
        for (upper, lower) in [
            ("政协。", "委员"),
            ("学习《论述》", "《摘编》"),
            ("学习《论述", "读《摘编》"),
            ("the end.", "Of course"),
            ("", ""),
        ] {
            assert!(!runs_on(upper, lower), "{upper} | {lower}");
        }
    }
}
