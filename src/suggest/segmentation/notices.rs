//! The lines that notices, letters and announcements consist of besides their
//! sentences: the signature under them, the words that lead to a list, the items.
//!
//! Such lines are short and end no sentence, as titles do, so that each by itself
//! looks like one; together they do not. What is found is made running text. The other
//! way round, the name of a notice that stands alone is a title however wide it is.

use std::sync::LazyLock;

use regex::Regex;

use super::blocks::Block;
use super::cues;
use super::features::Feature;
use super::label::Label;
use super::lines::{Ending, Lines};

/// The widest line that names who signs, in em.
const SIGNATURE: f32 = 20.0;
/// So many items are a list.
const ITEMS: usize = 3;

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?:(?:\d{4}|[〇○零一二三四五六七八九]{4})年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日$",
    )
    .ok()
});

/// Whether a line is a date and nothing else.
pub(super) fn is_date(text: &str) -> bool {
    DATE.as_ref().is_some_and(|date| date.is_match(text))
}

/// What was found.
#[derive(Debug)]
pub(super) struct Notices {
    /// By line: whether it stands by itself like a line of verse.
    apart: Vec<bool>,
    /// By line: whether it is a row of a table.
    rows: Vec<bool>,
    /// By line: whether it is the date under a signature.
    signed: Vec<bool>,
}

/// Makes running text of signatures, lead-ins and items, and titles of the names of
/// notices.
pub(super) fn settle(lines: &Lines, labels: &mut [Label], signs: &[Vec<Feature>]) -> Notices {
    let mut found = Notices {
        apart: vec![false; labels.len()],
        rows: signs
            .iter()
            .map(|signs| signs.contains(&Feature::Tabular))
            .collect(),
        signed: vec![false; labels.len()],
    };
    for at in 0..labels.len() {
        if let Some(first) = signature(lines, labels, at) {
            set(labels, &mut found.apart, first, at);
            set(&mut [], &mut found.signed, at, at);
        }
        if leads_in(lines, signs, at) {
            make_text(lines, labels, at);
        }
        if let Some(label) = labels.get_mut(at) {
            if label.is_text() && names_a_notice(lines, at) {
                *label = Label::Headline;
            } else if label.is_title() && heads_a_table(lines, signs, at) {
                *label = Label::Lead;
            }
        }
    }
    let mut at = 0;
    while at < labels.len() {
        let end = items(lines, labels, signs, at);
        if end > at {
            set(labels, &mut found.apart, at, end - 1);
        }
        at = end.max(at + 1);
    }
    found
}

impl Notices {
    /// Notes that blocks which end in such lines are complete, and adds the lines to
    /// those that stand by themselves.
    pub fn close(&self, blocks: &mut [Block], verse: &mut [bool]) {
        let there = |all: &[bool], at: usize| all.get(at).copied().unwrap_or(false);
        for block in blocks {
            let complete = [&self.apart, &self.rows, &*verse]
                .iter()
                .any(|all| there(all, block.last));
            block.open_end &= !complete;
            block.signed = there(&self.signed, block.last);
        }
        for (verse, apart) in verse.iter_mut().zip(&self.apart) {
            *verse |= apart;
        }
    }
}

/// Whether line `at` stands alone and names a kind of notice at its end.
fn names_a_notice(lines: &Lines, at: usize) -> bool {
    const KINDS: [&str; 8] = [
        "公告",
        "通告",
        "公示",
        "启事",
        "声明",
        "通知",
        "告示",
        "倡议书",
    ];
    let alone = lines.set_off(at) && (at + 1 == lines.all.len() || lines.set_off(at + 1));
    let text = lines.compact(at, at);
    let plain = !text.contains(['，', '。', '；', '：']) && text.chars().count() <= 30;
    alone && plain && KINDS.iter().any(|kind| text.ends_with(kind))
}

/// Whether line `at` is the first row of a table.
fn heads_a_table(lines: &Lines, signs: &[Vec<Feature>], at: usize) -> bool {
    let row = |at: usize| {
        signs
            .get(at)
            .is_some_and(|signs| signs.contains(&Feature::Tabular))
    };
    row(at) && row(at + 1) && !lines.set_off(at + 1)
}

/// Makes paragraphs of lines `first..=last`.
fn set(labels: &mut [Label], apart: &mut [bool], first: usize, last: usize) {
    labels
        .get_mut(first..=last)
        .unwrap_or_default()
        .fill(Label::Lead);
    apart.get_mut(first..=last).unwrap_or_default().fill(true);
}

/// The first line of the signature that the date in line `at` closes: the line above it
/// that says who signs, or the date itself. A text whose sentence ends stands above.
fn signature(lines: &Lines, labels: &[Label], at: usize) -> Option<usize> {
    let near = |at: usize| !lines.set_off(at);
    let date = DATE.as_ref()?.is_match(&lines.compact(at, at));
    if !date || !near(at) {
        return None;
    }
    let closes = |at: usize| {
        let text = labels.get(at).is_some_and(|label| label.is_text());
        text && lines.all.get(at).is_some_and(|l| l.ending == Ending::Final)
    };
    let above = at.checked_sub(1)?;
    if closes(above) {
        return Some(at);
    }
    let signs = lines.all.get(above)?;
    let named = signs.ending == Ending::Open
        && signs.width <= SIGNATURE
        && !signs.text.contains(['，', '。', '、', '：']);
    (named && near(above) && closes(above.checked_sub(1)?)).then_some(above)
}

/// Whether line `at` announces what stands below it: a colon, then a numbered line or a
/// row of a table.
fn leads_in(lines: &Lines, signs: &[Vec<Feature>], at: usize) -> bool {
    let colon = lines
        .all
        .get(at)
        .is_some_and(|line| line.text.ends_with(['：', ':']));
    let listed = [Feature::Numbered, Feature::Tabular];
    let below = signs
        .get(at + 1)
        .is_some_and(|signs| listed.iter().any(|sign| signs.contains(sign)));
    colon && below && !lines.set_off(at) && !lines.set_off(at + 1)
}

/// Makes running text of a lead-in and of the lines of its sentence above it that fill
/// their column.
fn make_text(lines: &Lines, labels: &mut [Label], at: usize) {
    for at in (0..=at).rev() {
        let (Some(line), Some(label)) = (lines.all.get(at), labels.get_mut(at)) else {
            return;
        };
        if !label.is_title() {
            return;
        }
        *label = Label::Body;
        let above = at.checked_sub(1).and_then(|above| lines.all.get(above));
        let fills = above.is_some_and(|above| {
            above.ending != Ending::Final && above.column - above.width <= 2.5
        });
        if !fills || lines.set_off(at) || line.indent >= 0.9 {
            return;
        }
    }
}

/// The end of the list that begins at line `at`: lines that stand together, end no
/// sentence, stop anywhere, and name numbers, two in three of them; `at` if there is none.
fn items(lines: &Lines, labels: &[Label], signs: &[Vec<Feature>], at: usize) -> usize {
    let has = |at: usize, sign| signs.get(at).is_some_and(|signs| signs.contains(&sign));
    let digits = |at: usize| {
        let line = lines.all.get(at);
        line.is_some_and(|line| line.text.chars().any(|c| c.is_ascii_digit()))
    };
    let item = |at: usize| {
        let fits = labels.get(at).is_some_and(|l| l.is_title() || l.is_text())
            && [Feature::Tabular, Feature::ShadowOriginal, Feature::Folio]
                .iter()
                .all(|sign| !has(at, *sign));
        fits && lines.all.get(at).is_some_and(|line| {
            line.ending == Ending::Open && cues::dateline(line.text).is_none() && !line.is_long()
        })
    };
    if !item(at) || !digits(at) {
        return at;
    }
    let mut end = at + 1;
    while item(end) && !lines.set_off(end) {
        end += 1;
    }
    let run = at..end;
    let named = run.clone().filter(|at| digits(*at)).count();
    let titles = |at: &usize| labels.get(*at).is_some_and(|label| label.is_title());
    let ragged = run
        .clone()
        .zip(run.clone().skip(1))
        .filter(|(a, b)| match (lines.all.get(*a), lines.all.get(*b)) {
            (Some(a), Some(b)) => (a.width - b.width).abs() > 1.3,
            _ => false,
        })
        .count();
    let list = run.len() >= ITEMS
        && named * 3 >= run.len() * 2
        && ragged * 3 >= (run.len() - 1) * 2
        && run.clone().any(|at| titles(&at))
        && (end == labels.len() || lines.set_off(end));
    if list { end } else { at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggest::segmentation::features::features;
    use crate::text::source::SourceText;

    /// What becomes of lines that were all taken for `label`: whether each is text, and
    /// whether it stands by itself.
    fn settled(text: &str, label: impl Fn(&str) -> Label) -> Vec<(bool, bool)> {
        let source = SourceText::new(text);
        let lines = Lines::of(&source);
        let signs = features(&lines, &|_| false);
        let mut labels: Vec<_> = lines.all.iter().map(|line| label(line.text)).collect();
        let found = settle(&lines, &mut labels, &signs);
        labels
            .iter()
            .map(|l| l.is_text())
            .zip(found.apart)
            .collect()
    }

    fn by_end(text: &str) -> Label {
        match text.ends_with('。') {
            true => Label::Body,
            false => Label::Headline,
        }
    }

    #[test]
    fn who_signs_and_when_belongs_to_the_text_above() {
        let notice = "新渠从下月一日起分段试水，请各户当心。\n东塬乡水利站\n3月2日\n";
        assert_eq!(
            settled(notice, by_end),
            [(true, false), (true, true), (true, true)]
        );
        // Nothing is signed: no sentence above, a blank line, or no date alone.
        for text in [
            "夜校开了课。\n\n东塬乡水利站\n3月2日\n",
            "新渠从下月起试水。\n夜校开了课。\n\n东塬乡水利站\n3月2日\n",
            "新渠从下月起试水。\n东塬乡水利站\n3月2日试水\n",
        ] {
            let titles = settled(text, by_end).iter().filter(|it| !it.0).count();
            assert_eq!(titles, 2, "{text}");
        }
    }

    #[test]
    fn the_name_of_a_notice_is_a_title_where_it_stands_alone() {
        let text = "夜校开了课。\n\n关于东塬水渠试水的公 告\n\n新渠从下月起试水。\n";
        assert!(!settled(text, |_| Label::Lead)[1].0);
        let text = "夜校开了课。县里发布关于东塬水渠试水\n的公告\n新渠从下月起试水。\n";
        assert!(settled(text, |_| Label::Lead).iter().all(|it| it.0));
    }

    #[test]
    fn the_first_row_of_a_table_is_no_title() {
        let text = "乡镇 水渠 水窖\n东塬 12 30\n南坪 9 41\n";
        assert!(settled(text, |_| Label::Headline)[0].0);
    }

    #[test]
    fn words_before_a_list_are_no_title() {
        let text = "自下月起更换水表，现将有关的几件事\n告知各户：\n一、旧表由水利站收回。\n";
        assert!(settled(text, by_end).iter().all(|it| it.0));
        let text = "告知各户：\n\n一、旧表由水利站收回。\n";
        assert!(!settled(text, by_end)[0].0);
    }

    #[test]
    fn items_with_numbers_are_a_list() {
        let text =
            "东塬木器厂招工\n\n木匠4名，月薪3000元\n学徒2名\n管吃住\n电话：0000-7654321 王女士\n";
        let found = settled(text, by_end);
        assert_eq!(found[0], (false, false));
        assert!(found[1..].iter().all(|it| *it == (true, true)));
        // Lines of one width run on; titles seldom name numbers.
        for text in [
            "县里投入4000万元建成\n水渠12条，水窖30口，\n全县70个村通了自来水\n",
            "东塬乡通水\n南坪县四百户农家的油菜\n夜校开课\n",
        ] {
            assert!(settled(text, by_end).iter().all(|it| !it.0), "{text}");
        }
    }
}
