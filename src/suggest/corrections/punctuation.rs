//! Half-width punctuation between Han characters.

use super::Suggested;
use super::page::{Page, is_han};
use crate::model::evidence::{Cue, Reason};

/// Marks and what they are among Han characters.
const WIDE: [(char, char); 8] = [
    (',', '，'),
    (';', '；'),
    (':', '：'),
    ('?', '？'),
    ('!', '！'),
    ('.', '。'),
    ('(', '（'),
    (')', '）'),
];
/// What may stand in the place of a Han character beside a mark.
const BESIDE: &str = "“”‘’《》（）()、。，；：";

pub(super) fn find(page: &Page, found: &mut Vec<Suggested>) {
    for line in &page.lines {
        for at in line.ink.clone() {
            let Some(&(_, wide)) = WIDE.iter().find(|(mark, _)| page.at(at) == Some(*mark)) else {
                continue;
            };
            let left = page.before(at).filter(|_| at > line.ink.start);
            let right = page.at(at + 1).filter(|_| at + 1 < line.ink.end);
            let chinese = |c: Option<char>| c.is_none_or(|c| is_han(c) || BESIDE.contains(c));
            let beside_han = left.into_iter().chain(right).any(is_han);
            if beside_han && chinese(left) && chinese(right) {
                let reasons = vec![Reason::about(Cue::Typography, wide)];
                found.push(page.suggest(at..at + 1, wide, 0.8, reasons));
            }
        }
    }
}
