//! Pages in alphabetic scripts, whose words stand between spaces: Latin, Cyrillic, Greek.
//!
//! Such pages mostly come in reading order, so the question is where articles begin.
//! Lines are measured (`measure`) and labelled (`signs`, `label`); heads with the text below them form
//! stretches (`stretches`); whether a stretch opens an article is a sum of log-odds of
//! signs and of lexical cohesion (`boundaries`). Captions and continued texts are put where
//! their words are (`articles`).

mod articles;
mod boundaries;
mod captions;
mod closings;
mod cues;
mod heads;
mod label;
mod lists;
mod margins;
mod measure;
mod neighbours;
mod output;
mod parts;
mod signs;
mod stretches;
mod weights;
mod words;

#[cfg(test)]
mod spec;

use super::lines::{Lines, is_han, is_wide};
use crate::model::evidence::Proposal;
use crate::model::schema::Schema;

/// Whether most of a page is in a script that this reads: at least two in three, a Han
/// character or a kana counted as two letters.
pub(super) fn is_alphabetic(lines: &Lines) -> bool {
    let (mut own, mut all) = (0_usize, 0_usize);
    for c in lines
        .all
        .iter()
        .flat_map(|line| line.text.chars())
        .filter(|c| c.is_alphabetic())
    {
        all += 1 + usize::from(is_han(c) || is_wide(c));
        own += usize::from(is_cased_script(c));
    }
    !lines.wide && all > 0 && own * 3 >= all * 2
}

/// Whether a letter is Latin, Greek or Cyrillic.
fn is_cased_script(c: char) -> bool {
    matches!(u32::from(c), 0x41..=0x24F | 0x370..=0x52F | 0x1E00..=0x1FFF)
}

/// Proposes articles, furniture and line breaks. `known` says whether a line, without
/// white space, was furniture on accepted pages.
pub(super) fn segment(lines: &Lines, schema: &Schema, known: &dyn Fn(&str) -> bool) -> Proposal {
    let measure = measure::Measure::of(lines);
    let signs = signs::signs(lines, &measure, known);
    let labels = label::decode(&signs);
    let page = stretches::Page::new(lines, &measure, signs, labels);
    let all = page.stretches();
    let texts = boundaries::Texts::new(&page, &all);
    let odds = boundaries::boundaries(&page, &all, &texts);
    let layout = articles::articles(&page, &all, &odds, &texts);
    output::proposal(&page, &all, &layout, schema)
}
