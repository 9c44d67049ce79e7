//! What language says about a joint: whether the text after a cut can continue the
//! sentence before it.
//!
//! One joint says little, since most cuts fall between words. What is said here is weighed
//! together with other signs, for all open ends of a page at once.

use super::lines::{Lines, is_han};
use crate::suggest::lexicon;

/// So many characters on either side of a cut are read for words.
const REACH: usize = 4;
/// So many lines on either side of a cut are read for quotation marks.
const QUOTE_LINES: usize = 8;
/// The quotation marks and brackets that open and close.
const PAIRS: [(char, char); 5] = [
    ('“', '”'),
    ('《', '》'),
    ('（', '）'),
    ('「', '」'),
    ('『', '』'),
];

/// How much likelier the Han characters beside a cut are as one stretch than as two, by the
/// words of the dictionary: 0 if no word lies across the cut, about 10 for a word that
/// was cut in two. Time is that of looking up a few words.
pub(super) fn word_gain(above: &str, below: &str) -> f32 {
    let left: Vec<char> = above.chars().rev().take_while(|c| is_han(*c)).collect();
    let left: String = left.iter().take(REACH).rev().collect();
    let right: String = below
        .chars()
        .take_while(|c| is_han(*c))
        .take(REACH)
        .collect();
    if left.is_empty() || right.is_empty() {
        return 0.0;
    }
    let apart = lexicon::cost(&left) + lexicon::cost(&right);
    (apart - lexicon::cost(&format!("{left}{right}"))) as f32
}

/// Whether quotation marks and brackets that are open before a cut are closed after it: 1 if some
/// are open and the next one closes, -1 if only one side says so, 0 if neither does.
pub(super) fn quotes(lines: &Lines, upper: (usize, usize), lower: (usize, usize)) -> f32 {
    let from = upper.0.max((upper.1 + 1).saturating_sub(QUOTE_LINES));
    let to = lower.1.min(lower.0 + QUOTE_LINES - 1);
    let open = PAIRS
        .iter()
        .map(|pair| is_open(lines, (from, upper.1), *pair));
    let closes = PAIRS
        .iter()
        .map(|pair| closes_first(lines, (lower.0, to), *pair));
    open.zip(closes)
        .map(|sides| match sides {
            (true, true) => 1.0,
            (false, false) => 0.0,
            _ => -1.0,
        })
        .sum::<f32>()
        .clamp(-1.0, 1.0)
}

fn chars<'a>(lines: &'a Lines, (first, last): (usize, usize)) -> impl Iterator<Item = char> + 'a {
    let lines = lines.all.get(first..=last).unwrap_or_default();
    lines.iter().flat_map(|line| line.text.chars())
}

fn is_open(lines: &Lines, range: (usize, usize), pair: (char, char)) -> bool {
    let mut open = false;
    for c in chars(lines, range) {
        if c == pair.0 {
            open = true;
        } else if c == pair.1 {
            open = false;
        }
    }
    open
}

fn closes_first(lines: &Lines, range: (usize, usize), pair: (char, char)) -> bool {
    chars(lines, range).find(|c| *c == pair.0 || *c == pair.1) == Some(pair.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::SourceText;

    #[test]
    fn a_word_that_was_cut_speaks_for_the_joint() {
        let right = word_gain("只水杯、两盏台灯，区里没有装监", "控，在墙上挂了一块小黑板");
        let wrong = word_gain("调查员说，干了八个月，她胖了十", "控，在墙上挂了一块小黑板");
        assert!(right > wrong + 2.0, "{right} {wrong}");
        for (above, below) in [("", "控"), ("截至3", "月"), ("是。", "她说")] {
            assert!(word_gain(above, below).abs() < 1e-6);
        }
    }

    #[test]
    fn a_quotation_that_is_open_must_be_closed() {
        let text = "他们管彼此叫“夜班\n同事”，有说有笑。\n“来得早”，他说，灯\n还在的话\n";
        let source = SourceText::new(text);
        let lines = Lines::of(&source);
        let says = |upper: usize, lower: usize| quotes(&lines, (upper, upper), (lower, lower));
        assert!((says(0, 1) - 1.0).abs() < 1e-6);
        assert!((says(0, 2) + 1.0).abs() < 1e-6 && (says(3, 1) + 1.0).abs() < 1e-6);
        assert!(says(2, 3).abs() < 1e-6 && says(9, 12).abs() < 1e-6);
    }
}
