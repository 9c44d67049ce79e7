//! Signs in the words of a line.

use super::Feature;
use crate::suggest::segmentation::cues;
use crate::suggest::segmentation::lines::{Lines, is_han, is_wide};

/// Signs in the words of a line.
pub fn words(signs: &mut Vec<Feature>, lines: &Lines, at: usize, text: &str, next: &str) {
    let mut put = |there: bool, sign: Feature| {
        if there {
            signs.push(sign);
        }
    };
    let raw = lines.all.get(at).map_or("", |line| line.text);
    put(cues::caption_mark(text), Feature::CaptionMark);
    put(cues::caption_words(text), Feature::CaptionWords);
    put(cues::caption_end(text), Feature::CaptionEnd);
    // A dateline may be cut by the line end.
    let dateline = cues::dateline(text).is_some()
        || lines.wide
            && !lines.set_off(at + 1)
            && text.starts_with(['本', '新', '据'])
            && cues::dateline(&format!("{text}{next}"))
                .is_some_and(|end| end > text.chars().count().min(3));
    put(dateline, Feature::Dateline);
    put(
        !dateline && (cues::byline(text) || cues::reader(raw)),
        Feature::Byline,
    );
    put(cues::salutation(text), Feature::Salutation);
    put(cues::dash(text), Feature::Dash);
    put(cues::numbered(text), Feature::Numbered);
    put(cues::folio(text), Feature::Folio);
    put(cues::report_word(text), Feature::ReportWord);
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
    put(cues::imprint(text) || cues::call(text), Feature::Imprint);
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
    let edge = at < 3 || at + 3 >= lines.all.len();
    let foreign = lines.wide && letters >= 3 && !text.chars().any(is_wide);
    put(edge && foreign, Feature::ForeignEdge);
    let named = cues::paper(text) || at < 3 && (cues::dotted(text) || cues::supplement(text));
    put(edge && named, Feature::Masthead);
    put(at < 2, Feature::Top);
    put(at + 2 >= lines.all.len(), Feature::Foot);
}

/// Whether the words of a line stand a second time on the page, in running text. Pages
/// that are too long to search are not searched.
pub fn quoted(line: &str, page: &str) -> bool {
    const LONGEST_PAGE: usize = 100_000;
    // What is shorter may be a name.
    const QUOTE: usize = 10;
    let words = line.trim_matches(|c: char| !c.is_alphanumeric());
    let length = words.chars().count();
    if !(QUOTE..=40).contains(&length) || page.len() > LONGEST_PAGE || !words.chars().any(is_han) {
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
pub fn begins_with_tail(line: &str) -> bool {
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
