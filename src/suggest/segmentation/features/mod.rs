//! What is seen of a line before anything is decided: signs that are there or not.
//!
//! The signs are those that carried in measurements on newspaper pages (local
//! column width, end and beginning of the line, blank lines, marks, capitals),
//! each cheap: the cost is linear in the number of characters.

mod shape;
mod words;

use super::lines::{Ending, Lines};
use super::shadow::{Shadow, shadows, undoubled};

pub(super) use shape::couplet;
use shape::shape;
use words::{quoted, words};

/// A sign that a line shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumCount, strum::EnumIter)]
pub(super) enum Feature {
    /// Every line shows it: what a line usually is.
    Always,
    CaptionMark,
    CaptionWords,
    CaptionEnd,
    Dateline,
    Byline,
    Dash,
    Numbered,
    Folio,
    Imprint,
    Continued,
    Junk,
    ShadowCopy,
    ShadowOriginal,
    Doubled,
    /// It ends a sentence.
    EndFinal,
    /// It ends with a comma or the like.
    EndComma,
    /// A sentence ends inside it.
    InnerFinal,
    /// A comma stands inside it.
    InnerComma,
    /// As wide as its column.
    Full,
    /// Short of its column by the width of a lost indent.
    LostIndent,
    /// Too narrow for a line that goes on: open at its end.
    NarrowOpen,
    VeryNarrowOpen,
    /// Wider than its column and open at its end.
    WiderOpen,
    FullOpen,
    /// A whole paragraph.
    Long,
    Indented,
    SetOffAbove,
    SetOffBelow,
    /// Two halves of equal length with a space between.
    Couplet,
    AfterFinal,
    AfterOpen,
    AfterComma,
    BeforeDateline,
    BeforeDash,
    BeforeByline,
    BeforeCaption,
    /// Most letters are capitals.
    Capitals,
    LowerStart,
    /// It begins with a mark that cannot begin a sentence.
    NeverFirst,
    LetterSpaced,
    Top,
    Foot,
    /// Seen as furniture on accepted pages.
    KnownFurniture,
    VeryLongTitle,
    /// In a short stanza whose last line stops short without ending a sentence.
    OpenStanza,
    /// Not indented on a page that indents, or full where first lines are short.
    NoFirstLine,
    /// A row of a table.
    Tabular,
    /// A mark and a lead word: an item of a column of briefs.
    Brief,
    /// Names a kind of report at its end, as subheadlines do.
    ReportWord,
    /// Short by the width of an indent on a page that has none, and open.
    LostFlush,
    /// A question or a call that stands by itself.
    EndQuestion,
    /// Two phrases without any mark, a space between.
    TwoPhrases,
    /// Letter-spaced, without any mark.
    SpacedOut,
    /// Nothing but a name.
    BareName,
    /// Narrow, with a colon at its end.
    NarrowColon,
    /// It stands word for word elsewhere, in running text: a pull quote.
    Quoted,
    /// A few characters at the head of the page, set off.
    TinyTop,
    /// A number in a circle or the like, set off: a caption among others.
    NumberMark,
    /// The next line ends the sentence of this one within a few characters.
    TailBelow,
    /// It closes a bracket that a line above it opened.
    InBrackets,
    /// No character of the script of the page, at its head or foot.
    ForeignEdge,
    /// A few characters at the head of the page, right above its date and number.
    Masthead,
    /// In a short stanza that says again what stands in running text.
    PullQuote,
    /// It opens a letter to the paper.
    Salutation,
    /// As wide as its column, without any mark, among lines that are too narrow to go on.
    InPile,
    /// Letters, figures and quotation marks only.
    Unmarked,
}

/// The signs of every line of a page. `known` says whether a line, without white
/// space, was furniture on accepted pages.
pub(super) fn features(lines: &Lines, known: &dyn Fn(&str) -> bool) -> Vec<Vec<Feature>> {
    let shadows = shadows(lines);
    let texts: Vec<String> = (0..lines.all.len())
        .map(|at| lines.compact(at, at))
        .collect();
    let page = texts.concat();
    let mut found: Vec<Vec<Feature>> = lines
        .all
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let mut signs = vec![Feature::Always];
            let compact = texts.get(at).map_or("", String::as_str);
            let cue_text = if lines.wide { compact } else { line.text };
            let next = texts.get(at + 1).map_or("", String::as_str);
            words(&mut signs, lines, at, cue_text, next);
            shape(&mut signs, lines, at, line);
            let shadow = shadows.get(at).copied().unwrap_or_default();
            for (sign, there) in [
                (Feature::ShadowCopy, shadow == Shadow::Copy),
                (Feature::ShadowOriginal, shadow == Shadow::Original),
                (Feature::Doubled, is_doubled_name(compact)),
                (
                    Feature::Quoted,
                    shadow == Shadow::None && quoted(compact, &page),
                ),
                (Feature::KnownFurniture, known(compact)),
            ] {
                if there {
                    signs.push(sign);
                }
            }
            signs
        })
        .collect();
    add_neighbours(&mut found, lines);
    add_brackets(&mut found, lines);
    add_quotes(&mut found, lines, &page);
    add_stanzas(&mut found);
    add_piles(&mut found, lines);
    found
}

/// Whether a line is the name of a column printed twice over itself. What is longer is a
/// headline with its shadow.
fn is_doubled_name(compact: &str) -> bool {
    const LONGEST_NAME: usize = 9;
    undoubled(compact).is_some_and(|once| once.chars().count() <= LONGEST_NAME)
}

/// Signs that a line shows because of the one before or after it.
fn add_neighbours(found: &mut [Vec<Feature>], lines: &Lines) {
    let holds = |signs: Option<&Vec<Feature>>, sign| signs.is_some_and(|s| s.contains(&sign));
    for at in 0..found.len() {
        let next = found.get(at + 1);
        let own = found.get(at);
        let before = at.checked_sub(1).and_then(|above| found.get(above));
        let starts = holds(own, Feature::Numbered)
            || holds(own, Feature::Indented)
            || holds(before, Feature::Salutation);
        let mut more: Vec<Feature> = [
            (Feature::Dateline, Feature::BeforeDateline),
            (Feature::Dash, Feature::BeforeDash),
            (Feature::Byline, Feature::BeforeByline),
            (Feature::CaptionMark, Feature::BeforeCaption),
        ]
        .into_iter()
        .filter(|(theirs, _)| holds(next, *theirs))
        .map(|(_, ours)| ours)
        .collect();
        let above = at.checked_sub(1).and_then(|above| lines.all.get(above));
        let colon = above.is_some_and(|above| above.text.ends_with(['：', ':']));
        let led = at
            .checked_sub(1)
            .is_some_and(|above| holds(found.get(above), Feature::NarrowColon));
        more.extend(match above.map(|above| above.ending) {
            None | Some(Ending::Final) => Some(Feature::AfterFinal),
            // A colon may end a paragraph, or a heading.
            Some(_) if colon && starts => Some(Feature::AfterFinal),
            Some(_) if colon && led => None,
            Some(Ending::Comma) => Some(Feature::AfterComma),
            Some(Ending::Open) => Some(Feature::AfterOpen),
        });
        if let Some(signs) = found.get_mut(at) {
            signs.append(&mut more);
        }
    }
}

/// Marks short stanzas that say again what stands in running text: pull quotes on several lines.
fn add_quotes(found: &mut [Vec<Feature>], lines: &Lines, page: &str) {
    const MOST: usize = 4;
    let mut first = 0;
    for at in 1..=found.len() {
        if at < found.len() && !lines.set_off(at) {
            continue;
        }
        let length = at - first;
        if (2..=MOST).contains(&length) && quoted(&lines.compact(first, at - 1), page) {
            for signs in found.get_mut(first..at).unwrap_or_default() {
                signs.push(Feature::PullQuote);
            }
        }
        first = at;
    }
}

/// Marks the lines that close a bracket which one of the lines before opened: a title does
/// not begin in the middle of one.
fn add_brackets(found: &mut [Vec<Feature>], lines: &Lines) {
    const FAR: usize = 3;
    let mut open: Option<usize> = None;
    for (at, (signs, line)) in found.iter_mut().zip(&lines.all).enumerate() {
        if lines.set_off(at) || open.is_some_and(|from| from + FAR < at) {
            open = None;
        }
        let first = |mark| line.text.find(mark).unwrap_or(usize::MAX);
        let closes = first('）') < first('（');
        if open.is_some() && closes {
            signs.push(Feature::InBrackets);
        }
        match (line.text.rfind('（'), line.text.rfind('）')) {
            (Some(opened), closed) if closed.is_none_or(|closed| closed < opened) => {
                open = Some(at);
            }
            (_, Some(_)) => open = None,
            _ => {}
        }
    }
}

/// Marks the lines that look like running text only by their width: without any mark, between
/// two titles, or below two.
fn add_piles(found: &mut [Vec<Feature>], lines: &Lines) {
    let narrow = |at: Option<usize>, found: &[Vec<Feature>]| {
        at.and_then(|at| found.get(at))
            .is_some_and(|signs| signs.contains(&Feature::NarrowOpen))
    };
    for at in 1..found.len() {
        let above = narrow(Some(at - 1), found);
        let beside = narrow(Some(at + 1), found) || narrow(at.checked_sub(2), found);
        let plain = lines.all.get(at).is_some_and(|line| line.gap > 0);
        if let Some(signs) = found.get_mut(at)
            && above
            && beside
            && plain
            && signs.contains(&Feature::Unmarked)
            && signs.contains(&Feature::FullOpen)
        {
            signs.push(Feature::InPile);
        }
    }
}

/// Marks the lines of short stanzas, set off on both sides, that end without a
/// sentence's end: headings that run over several lines.
fn add_stanzas(found: &mut [Vec<Feature>]) {
    let mut first = 0;
    for at in 0..found.len() {
        let (Some(signs), Some(head)) = (found.get(at), found.get(first)) else {
            continue;
        };
        if signs.contains(&Feature::SetOffBelow) {
            let short = at - first < 3 && head.contains(&Feature::AfterFinal);
            let alone = at == first && signs.contains(&Feature::LostIndent);
            let alone = alone && signs.contains(&Feature::Unmarked);
            let open = (signs.contains(&Feature::NarrowOpen) || alone)
                && !found
                    .get(first..=at)
                    .unwrap_or_default()
                    .iter()
                    .any(|signs| {
                        signs.contains(&Feature::CaptionEnd) || signs.contains(&Feature::InnerFinal)
                    });
            if short && open {
                for signs in found.get_mut(first..=at).unwrap_or_default() {
                    signs.push(Feature::OpenStanza);
                }
            }
            first = at + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::letter_spaced;
    use super::*;
    use crate::text::source::SourceText;

    fn signs(text: &str, at: usize) -> Vec<Feature> {
        let source = SourceText::new(text);
        let lines = Lines::of(&source);
        features(&lines, &|_| false).swap_remove(at)
    }

    #[test]
    fn couplets_are_two_phrases_of_one_length() {
        assert!(couplet("坚定站位强定力 团结民主聚合力"));
        assert!(!couplet("两当县政协会议开幕") && !couplet("甲 乙") && !couplet("记者 李某某"));
        assert!(letter_spaced("让 边 角 长 出 新 芽") && !letter_spaced("书屋 没有 编制"));
    }

    #[test]
    fn the_end_of_a_bracket_is_no_title() {
        let text = "天上的雨（县气象局\n三月里报的）下了\n（完）\n";
        assert!(signs(text, 1).contains(&Feature::InBrackets));
        assert!(!signs(text, 2).contains(&Feature::InBrackets));
    }

    #[test]
    fn what_stands_above_the_folio_is_the_name_of_the_page() {
        let text = "光 影\n2020年11月8日 星期日\n\n稻田里的戏台\n\n收割后的第三天，戏台搭好了。\n";
        assert!(signs(text, 0).contains(&Feature::Masthead));
        assert!(!signs(text, 2).contains(&Feature::Masthead));
    }

    #[test]
    fn short_names_one_over_the_other_head_the_page() {
        let text = "乡音\n来信\n\n新渠为何绕开我家\n\n编辑同志：渠修到我家田头拐了个弯。\n";
        assert!((0..2).all(|at| signs(text, at).contains(&Feature::Masthead)));
        let text = "乡音\n新渠绕开我家\n\n编辑同志：渠修到我家田头拐了个弯。\n";
        assert!(!signs(text, 0).contains(&Feature::Masthead));
    }

    #[test]
    fn a_full_line_without_marks_among_titles_is_one() {
        let body = "渠水流进最后一块田，去年这时\n\n这里还是一片干土，今年种上了\n\n";
        let text =
            format!("{body}夜校开了课\n\n东塬二级公路控制性工程全部贯通\n\n书场办起来\n\n{body}");
        assert!(signs(&text, 3).contains(&Feature::InPile));
        let text = format!("{body}夜校开了课\n\n东塬二级公路控制性工程全部贯通\n\n{body}");
        assert!(!signs(&text, 3).contains(&Feature::InPile));
    }

    #[test]
    fn long_doubled_titles_are_headlines() {
        assert!(is_doubled_name("市市县县新新闻闻"));
        assert!(!is_doubled_name(
            "高高原原图图书书驼驼队队增增至至四四十十峰峰"
        ));
    }

    #[test]
    fn a_dateline_cut_in_its_place_name_is_one() {
        let text = "本报平\n利讯（通讯员阮棠）2月4日，平利";
        assert!(signs(text, 0).contains(&Feature::Dateline));
        assert!(!signs("本报平\n安无事", 0).contains(&Feature::Dateline));
    }
}
