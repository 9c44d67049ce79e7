//! Items and rows: numbers of sections, lead words of briefs, tables.

use std::sync::LazyLock;

use regex::Regex;

use super::{expression, holds};

expression!(
    NUMBERED,
    r"^(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．]|第[一二三四五六七八九十]{1,3}[章节条篇]|[①-⑳]|[IVX]{1,4}\.\s)"
);
/// Whether the text opens with a number of a section.
pub fn numbered(text: &str) -> bool {
    holds(&NUMBERED, text)
}

/// The number with which a heading opens, up to 99.
pub fn number(text: &str) -> Option<u32> {
    if !numbered(text) {
        return None;
    }
    let digits: String = text
        .chars()
        .skip_while(|c| "（(第".contains(*c))
        .take(3)
        .collect();
    let arabic: String = digits.chars().take_while(char::is_ascii_digit).collect();
    if let Ok(number) = arabic.parse() {
        return Some(number);
    }
    let mut number = 0;
    for c in digits.chars() {
        match "一二三四五六七八九".chars().position(|d| d == c) {
            Some(digit) => number += digit as u32 + 1,
            None if c == '十' => number = number.max(1) * 10,
            None => break,
        }
    }
    (number > 0).then_some(number)
}

/// Whether the text is a row of a table: three or more cells, most of them numbers.
pub fn tabular(text: &str) -> bool {
    let cells: Vec<&str> = text.split_whitespace().collect();
    let number = |cell: &&str| cell.chars().all(|c| !c.is_alphabetic());
    let numbers = cells.iter().copied().filter(|cell| number(cell)).count();
    let sentence = text.contains(['，', '。', '；']);
    !sentence && cells.len() >= 3 && numbers >= 2 && numbers * 2 >= cells.len()
}

/// Whether two texts are rows of one table: as many cells, three or more, and a number
/// in each.
pub fn same_table(a: &str, b: &str) -> bool {
    let number = |text: &str| {
        text.split_whitespace()
            .any(|cell| !cell.chars().any(char::is_alphabetic))
    };
    cells(a) >= 3 && cells(a) == cells(b) && number(a) && number(b)
}

/// How many pieces white space cuts a text into.
pub fn cells(text: &str) -> usize {
    text.split_whitespace().count()
}

/// How many characters the mark and lead word at the beginning of a brief have
/// (`◆供热 …`).
pub fn lead_word(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(|c| "◆●■★▪◇※◎".contains(c))?;
    let (word, after) = rest.trim_start().split_once(char::is_whitespace)?;
    let spaces = rest.chars().take_while(|c| c.is_whitespace()).count();
    let letters = word.chars().count();
    let plain = word.chars().all(char::is_alphanumeric);
    ((2..=8).contains(&letters) && plain && after.trim().chars().count() >= 3)
        .then_some(1 + spaces + letters)
}
