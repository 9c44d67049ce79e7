//! Lists of words, written down as text.

use std::sync::LazyLock;

/// A list of words that is made when it is first asked.
pub(super) type WordList = LazyLock<Vec<&'static str>>;

/// The words of a text, parted by blanks.
pub(super) fn words(text: &'static str) -> Vec<&'static str> {
    text.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_by_blanks_and_line_ends() {
        assert_eq!(words(" 行动 工程\n    计划 "), ["行动", "工程", "计划"]);
        assert!(words("").is_empty());
    }
}
