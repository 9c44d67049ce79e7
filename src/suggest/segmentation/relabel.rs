//! Labels that the lines around correct: many titles in a row are verse, a list or a table, and
//! the last line of a picture story is no caption of its own.

use super::features::Feature;
use super::label::Label;
use super::lines::{Ending, Lines, Style};

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
    add_stanzas(lines, labels, &mut verse);
    verse
}

/// Adds the stanzas below verse that look like it: lines that are no wider and end no sentence.
fn add_stanzas(lines: &Lines, labels: &mut [Label], verse: &mut [bool]) {
    let mut first = 0;
    let mut widest: Option<f32> = None;
    for at in 1..=labels.len() {
        if lines.all.get(at).is_some_and(|line| line.gap == 0) {
            continue;
        }
        let stanza = first..at;
        let own = lines.all.get(stanza.clone()).unwrap_or_default();
        let known = verse.get(stanza.clone()).unwrap_or_default();
        let wide = own.iter().map(|line| line.width).fold(0.0, f32::max);
        let like = |line: &super::lines::Line| line.ending != Ending::Final;
        let plain = |label: &Label| label.is_title() || label.is_text();
        let of_stanza = labels.get_mut(stanza.clone()).unwrap_or_default();
        if known.iter().all(|verse| *verse) {
            widest = Some(widest.unwrap_or(0.0).max(wide));
        } else if own.len() >= 3
            && widest.is_some_and(|widest| wide <= widest + 2.0)
            && own.iter().all(like)
            && of_stanza.iter().all(plain)
        {
            of_stanza.fill(Label::Lead);
            verse.get_mut(stanza).unwrap_or_default().fill(true);
        } else {
            widest = None;
        }
        first = at;
    }
}

/// Makes captions of what stands in the middle of a sentence, a column of one or two lines
/// that is not indented as paragraphs are: words below a picture.
pub(super) fn settle_inserts(lines: &Lines, labels: &mut [Label]) {
    const MOST: usize = 45;
    if lines.style != Style::Indented {
        return;
    }
    let text = |labels: &[Label], at: usize| labels.get(at).is_some_and(|label| label.is_text());
    for at in 1..labels.len() {
        let end = if lines.set_off(at + 1) {
            at + 1
        } else {
            at + 2
        };
        let (Some(line), Some(above), Some(last), Some(below)) = (
            lines.all.get(at),
            lines.all.get(at - 1),
            lines.all.get(end - 1),
            lines.all.get(end),
        ) else {
            continue;
        };
        let alone = lines.set_off(at) && lines.set_off(end) && line.indent < 0.9;
        let cuts = above.ending != Ending::Final && below.indent < 0.9;
        let whole =
            last.ending == Ending::Final && lines.compact(at, end - 1).chars().count() <= MOST;
        let texts = (at - 1..=end).all(|at| text(labels, at));
        if alone && cuts && whole && texts {
            for (label, own) in labels
                .get_mut(at..end)
                .unwrap_or_default()
                .iter_mut()
                .zip([Label::Caption, Label::CaptionBody])
            {
                *label = own;
            }
        }
    }
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
    fn a_stanza_below_verse_is_verse() {
        let poem = "正文。\n\n雨在瓦上数数\n谁家亮着灯\n我家的最晚\n母亲在等\n\n伞在门后滴水\n滴成了河\n河上没有船\n";
        assert_eq!(verse(poem).iter().filter(|verse| **verse).count(), 7);
        let prose = poem.replace("没有船", "没有船。");
        assert_eq!(verse(&prose).iter().filter(|verse| **verse).count(), 4);
    }

    #[test]
    fn words_below_a_picture_cut_a_sentence() {
        let text = |caption: &str| {
            format!(
                "　　前一段写到这里就结束了。\n　　渠长带着一把卷尺，坡高了两厘\n\n{caption}\n\n米也要记下来，他说那是一道坎。\n　　夜校开了课，读书的有四十个\n人坐在屋里。\n　　书场也办起来了，听的人坐满\n了三间。\n　　老人说，渠通了，心也就通了\n一半。\n"
            )
        };
        let labels = |text: &str| {
            let source = SourceText::new(text);
            let lines = Lines {
                style: Style::Indented,
                ..Lines::of(&source)
            };
            let mut labels = vec![Label::Body; lines.all.len()];
            settle_inserts(&lines, &mut labels);
            labels
        };
        let found = labels(&text("村民在看渠。"));
        assert_eq!(found[2], Label::Caption);
        assert_eq!(found.iter().filter(|l| l.is_caption()).count(), 1);
        // A paragraph of the text.
        assert!(
            labels(&text("　　村民在看渠。"))
                .iter()
                .all(|l| l.is_text())
        );
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
