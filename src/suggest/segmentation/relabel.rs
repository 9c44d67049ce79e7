//! Labels that the lines around correct: many titles in a row are verse, a list or a table, and
//! the last line of a picture story is no caption of its own.

use super::features::Feature;
use super::label::Label;
use super::lines::{Ending, Lines};

/// So many short lines without a blank one are verse, a list or a table, not titles.
const VERSE: usize = 4;

/// Makes running text of what was taken for many titles in a row: verse, lists,
/// tables. Returns which lines these are.
pub(super) fn settle_verse(
    lines: &Lines,
    labels: &mut [Label],
    signs: &[Vec<Feature>],
) -> Vec<bool> {
    let mut verse = vec![false; labels.len()];
    let copied = |at: usize| {
        let has = |sign| signs.get(at).is_some_and(|signs| signs.contains(&sign));
        has(Feature::ShadowOriginal) || has(Feature::Dash)
    };
    let mut first = 0;
    for at in 0..=labels.len() {
        let goes_on = labels.get(at).is_some_and(|label| label.is_title())
            && !copied(at)
            && (at == first || lines.all.get(at).is_some_and(|line| line.gap == 0));
        if goes_on {
            continue;
        }
        if at - first >= VERSE && !is_told_elsewhere(lines, first, at) {
            labels
                .get_mut(first..at)
                .unwrap_or_default()
                .fill(Label::Lead);
            verse.get_mut(first..at).unwrap_or_default().fill(true);
        }
        let starts = labels.get(at).is_some_and(|label| label.is_title()) && !copied(at);
        first = if starts { at } else { at + 1 };
    }
    verse
}

/// Whether most of the lines `from..to` speak of what stands elsewhere on the page, as
/// headlines do that are set one under the other: a third of their pairs of characters.
fn is_told_elsewhere(lines: &Lines, from: usize, to: usize) -> bool {
    const MOST: usize = 12;
    const LONGEST_PAGE: usize = 3000;
    if to - from > MOST || lines.all.len() > LONGEST_PAGE {
        return false;
    }
    let before = from
        .checked_sub(1)
        .map_or_else(String::new, |last| lines.compact(0, last));
    let after = if to < lines.all.len() {
        lines.compact(to, lines.all.len() - 1)
    } else {
        String::new()
    };
    let told = (from..to).filter(|&at| {
        let letters: Vec<char> = lines.compact(at, at).chars().collect();
        let pairs = letters.windows(2).map(String::from_iter);
        let (mut all, mut known) = (0, 0);
        for pair in pairs {
            all += 1;
            known += usize::from(before.contains(&pair) || after.contains(&pair));
        }
        known >= 2 && known * 3 >= all
    });
    told.count() * 3 >= (to - from) * 2
}

/// Makes running text of lines that name a photographer, and so look like captions, in the
/// middle of a text: those that end its open sentence.
pub(super) fn settle_stories(lines: &Lines, labels: &mut [Label], signs: &[Vec<Feature>]) {
    const MARKS: [Feature; 3] = [
        Feature::CaptionMark,
        Feature::CaptionWords,
        Feature::NumberMark,
    ];
    for at in 1..labels.len() {
        let marked = signs
            .get(at)
            .is_some_and(|signs| MARKS.iter().any(|mark| signs.contains(mark)));
        let open = lines
            .all
            .get(at - 1)
            .is_some_and(|above| above.ending != Ending::Final);
        let after_text = labels.get(at - 1).is_some_and(|label| label.is_text());
        if let Some(label) = labels.get_mut(at)
            && *label == Label::Caption
            && !marked
            && open
            && after_text
            && !lines.set_off(at)
        {
            *label = Label::Body;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggest::segmentation::features::features;
    use crate::text::source::SourceText;

    fn verse(text: &str) -> Vec<bool> {
        let source = SourceText::new(text);
        let lines = Lines::of(&source);
        let signs = features(&lines, &|_| false);
        let mut labels = vec![Label::Headline; lines.all.len()];
        if let Some(label) = labels.first_mut() {
            *label = Label::Body;
        }
        settle_verse(&lines, &mut labels, &signs)
    }

    #[test]
    fn verse_speaks_of_nothing_else_on_the_page() {
        let text = "老粮站办起书场，夜间门诊开到十点，果农领走苹果苗，水渠通了水。";
        let piled = format!("{text}\n\n老粮站的书场\n夜间门诊开门\n果农领苹果苗\n水渠通水\n");
        assert!(verse(&piled).iter().all(|verse| !verse));
        let poem = format!("{text}\n\n雨在瓦上数数\n谁家亮着灯\n我家的最晚\n母亲在等\n");
        assert_eq!(verse(&poem), [false, true, true, true, true]);
    }

    #[test]
    fn the_end_of_a_picture_story_is_no_caption() {
        let text = "晒场上三百多匹花布同时晾开，从高处看去\n像一片海。 王某摄\n";
        let source = SourceText::new(text);
        let lines = Lines::of(&source);
        let signs = features(&lines, &|_| false);
        let mut labels = [Label::Lead, Label::Caption];
        settle_stories(&lines, &mut labels, &signs);
        assert_eq!(labels, [Label::Lead, Label::Body]);
    }
}
