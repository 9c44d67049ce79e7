//! What is seen of a line before anything is decided: signs that are there or not.
//!
//! The signs are those that carried in measurements on newspaper pages (local
//! column width, end and beginning of the line, blank lines, marks, capitals),
//! each cheap: the cost is linear in the number of characters.

use super::cues;
use super::lines::{Ending, LONG, Line, Lines, Style, is_han, letter_spaced};
use super::shadow::{Shadow, shadows, undoubled};

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
                (Feature::Doubled, undoubled(compact).is_some()),
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
    add_stanzas(&mut found);
    found
}

/// Whether the words of a line stand a second time on the page, in running text. Pages
/// that are too long to search are not searched.
fn quoted(line: &str, page: &str) -> bool {
    const LONGEST_PAGE: usize = 100_000;
    let words = line.trim_matches(|c: char| !c.is_alphanumeric());
    let length = words.chars().count();
    if !(8..=40).contains(&length) || page.len() > LONGEST_PAGE || !words.chars().any(is_han) {
        return false;
    }
    let said = page
        .match_indices(words)
        .filter(|(at, _)| !opens_a_story(page.get(..*at).unwrap_or_default()));
    said.take(2).count() == 2
}

/// Whether the sentence that `before` breaks off in began with a dateline: there a
/// story says again what its headline says.
fn opens_a_story(before: &str) -> bool {
    let sentence = before.rsplit(['。', '！', '？']).next().unwrap_or_default();
    let length = sentence.chars().count();
    length <= 45 && (sentence.contains(['讯', '电']) || sentence.ends_with("日，"))
}

/// Whether a line begins with the last characters of a sentence: `开。`, `议、`. What
/// begins a text (`日前，`, `一、`) does not look so.
fn begins_with_tail(line: &str) -> bool {
    let mut letters = line.chars();
    let first = letters.next().filter(|&c| is_han(c));
    let Some(first) = first else { return false };
    let mark = letters
        .take(3)
        .position(|c| "，。、；：！？”）》".contains(c));
    let numeral = "一二三四五六七八九十".contains(first);
    let at = |at: usize| line.chars().nth(at + 1);
    match mark {
        Some(0) => !numeral && !matches!(at(0), Some('：' | '，')),
        Some(place) => matches!(at(place), Some('。' | '；' | '！' | '？')),
        None => false,
    }
}

/// Signs in the words of a line.
fn words(signs: &mut Vec<Feature>, lines: &Lines, at: usize, text: &str, next: &str) {
    let mut put = |there: bool, sign: Feature| {
        if there {
            signs.push(sign);
        }
    };
    put(cues::caption_mark(text), Feature::CaptionMark);
    put(cues::caption_words(text), Feature::CaptionWords);
    put(cues::caption_end(text), Feature::CaptionEnd);
    // A dateline may be cut by the line end.
    let dateline = cues::dateline(text).is_some()
        || lines.wide
            && text.starts_with(['本', '新', '据'])
            && cues::dateline(&format!("{text}{next}"))
                .is_some_and(|end| end > text.chars().count().min(3));
    put(dateline, Feature::Dateline);
    put(!dateline && cues::byline(text), Feature::Byline);
    put(cues::dash(text), Feature::Dash);
    put(cues::numbered(text), Feature::Numbered);
    put(cues::folio(text), Feature::Folio);
    put(cues::report_word(text), Feature::ReportWord);
    let raw = lines.all.get(at).map_or("", |line| line.text);
    let beside = [at.wrapping_sub(1), at + 1].map(|at| lines.all.get(at).map_or("", |l| l.text));
    let row = cues::tabular(raw)
        || beside.iter().any(|row| cues::same_table(raw, row))
        || cues::cells(raw) >= 3
            && beside
                .iter()
                .any(|row| cues::tabular(row) && cues::cells(row) == cues::cells(raw));
    put(row, Feature::Tabular);
    put(cues::lead_word(raw).is_some(), Feature::Brief);
    put(
        cues::number_mark(text) && lines.set_off(at),
        Feature::NumberMark,
    );
    put(cues::imprint(text), Feature::Imprint);
    put(cues::continued(text), Feature::Continued);
    put(!text.chars().any(char::is_alphabetic), Feature::Junk);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    put(
        letters >= 3 && capitals * 10 >= letters * 6,
        Feature::Capitals,
    );
    let first = text.chars().next().unwrap_or(' ');
    put(first.is_lowercase(), Feature::LowerStart);
    put(
        "，。、；：！？…”’」』》〉】〕］）％,.;:!?)]}%".contains(first),
        Feature::NeverFirst,
    );
    let inner = text.trim_end_matches(['。', '！', '？', '；', '”', '.', '!', '?', '"']);
    put(
        inner.contains(['。', '！', '？', '；']) || inner.contains(". "),
        Feature::InnerFinal,
    );
    put(inner.contains(['，', ',']), Feature::InnerComma);
    put(at < 2, Feature::Top);
    put(at + 2 >= lines.all.len(), Feature::Foot);
}

/// Signs in the shape of a line.
fn shape(signs: &mut Vec<Feature>, lines: &Lines, at: usize, line: &Line) {
    let mut put = |there: bool, sign: Feature| {
        if there {
            signs.push(sign);
        }
    };
    let tolerance = lines.tolerance(line.column);
    let short = line.column - line.width;
    let open = line.ending == Ending::Open;
    let long = line.width > LONG;
    let full = short.abs() <= tolerance;
    let lost = short > tolerance && short <= 2.0 + tolerance;
    let flush = lines.style == Style::Flush;
    let question = line.text.ends_with(['？', '！', '?', '!']);
    let alone =
        question && lines.set_off(at) && (at + 1 == lines.all.len() || lines.set_off(at + 1));
    put(
        match lines.style {
            Style::Indented => line.indent < 0.9,
            Style::LostIndent => full,
            Style::Flush | Style::Plain => false,
        },
        Feature::NoFirstLine,
    );
    let colon = line.text.ends_with(['：', ':']);
    put(
        colon && line.width < 0.75 * line.column && !long,
        Feature::NarrowColon,
    );
    let tiny = line.text.chars().count() <= 8 && open;
    let below = lines
        .all
        .get(at + 1)
        .is_none_or(|next| next.gap > 0 || next.text.chars().count() <= 8);
    put(at < 2 && tiny && below, Feature::TinyTop);
    let tail = open
        && lines
            .all
            .get(at + 1)
            .is_some_and(|next| begins_with_tail(next.text));
    put(tail, Feature::TailBelow);
    put(cues::bare_name(line.text), Feature::BareName);
    put(line.ending == Ending::Final && !alone, Feature::EndFinal);
    put(line.ending == Ending::Comma && !colon, Feature::EndComma);
    put(full, Feature::Full);
    put(lost && lines.wide && !flush, Feature::LostIndent);
    put(lost && flush && open, Feature::LostFlush);
    put(alone && short > tolerance, Feature::EndQuestion);
    put(full && open && !long, Feature::FullOpen);
    put(open && short > tolerance && !lost, Feature::NarrowOpen);
    put(
        open && line.width < 0.5 * line.column,
        Feature::VeryNarrowOpen,
    );
    put(open && short < -tolerance && !long, Feature::WiderOpen);
    put(long, Feature::Long);
    put(open && !long && line.width > 30.0, Feature::VeryLongTitle);
    put((0.9..=4.5).contains(&line.indent), Feature::Indented);
    put(lines.set_off(at), Feature::SetOffAbove);
    put(
        at + 1 == lines.all.len() || lines.set_off(at + 1),
        Feature::SetOffBelow,
    );
    put(couplet(line.text), Feature::Couplet);
    put(letter_spaced(line.text), Feature::LetterSpaced);
    let plain = line
        .text
        .chars()
        .all(|c| is_han(c) || c.is_whitespace() || "“”‘’".contains(c));
    let phrases: Vec<usize> = line
        .text
        .split_whitespace()
        .map(|part| part.chars().count())
        .collect();
    put(plain && letter_spaced(line.text), Feature::SpacedOut);
    put(
        plain && phrases.len() == 2 && phrases.iter().all(|n| *n >= 4),
        Feature::TwoPhrases,
    );
}

/// Signs that a line shows because of the one before or after it.
fn add_neighbours(found: &mut [Vec<Feature>], lines: &Lines) {
    let holds = |signs: Option<&Vec<Feature>>, sign| signs.is_some_and(|s| s.contains(&sign));
    for at in 0..found.len() {
        let next = found.get(at + 1);
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
        more.push(
            match at
                .checked_sub(1)
                .and_then(|p| lines.all.get(p))
                .map(|l| l.ending)
            {
                None | Some(Ending::Final) => Feature::AfterFinal,
                Some(Ending::Comma) => Feature::AfterComma,
                Some(Ending::Open) => Feature::AfterOpen,
            },
        );
        if let Some(signs) = found.get_mut(at) {
            signs.append(&mut more);
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
            let open = signs.contains(&Feature::NarrowOpen)
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

/// Whether the text is two phrases of equal length with a space between.
pub(super) fn couplet(text: &str) -> bool {
    let parts: Vec<usize> = text
        .split_whitespace()
        .map(|part| part.chars().count())
        .collect();
    matches!(parts.as_slice(), [a, b] if *a >= 4 && a.abs_diff(*b) <= 1)
        && !text.contains(['，', '。', ','])
        && text.chars().any(is_han)
}

#[cfg(test)]
mod tests {
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
    fn a_dateline_cut_in_its_place_name_is_one() {
        let text = "本报平\n利讯（通讯员阮棠）2月4日，平利";
        assert!(signs(text, 0).contains(&Feature::Dateline));
        assert!(!signs("本报平\n安无事", 0).contains(&Feature::Dateline));
    }
}
