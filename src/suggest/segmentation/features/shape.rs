//! Signs in the shape of a line: its width, its ending, the white space in and around it.

use super::Feature;
use super::words::begins_with_tail;
use crate::suggest::segmentation::cues;
use crate::suggest::segmentation::lines::{
    Ending, LONG, Line, Lines, Style, is_han, is_wide, letter_spaced,
};

/// Signs in the shape of a line.
pub fn shape(signs: &mut Vec<Feature>, lines: &Lines, at: usize, line: &Line) {
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
        .is_none_or(|next| next.gap > 0 || next.text.chars().count() <= 8 || is_edge(next));
    put(at < 2 && tiny && below, Feature::TinyTop);
    put(
        at < 3 && tiny && is_above_folio(lines, at) || is_name_over_name(lines, at),
        Feature::Masthead,
    );
    let tail = open
        && lines
            .all
            .get(at + 1)
            .is_some_and(|next| begins_with_tail(next.text) || ends_pair(lines, at, next));
    put(tail, Feature::TailBelow);
    put(cues::bare_name(line.text), Feature::BareName);
    put(line.ending == Ending::Final && !alone, Feature::EndFinal);
    put(line.ending == Ending::Comma && !colon, Feature::EndComma);
    put(full, Feature::Full);
    put(lost && lines.wide && !flush, Feature::LostIndent);
    put(lost && flush && open, Feature::LostFlush);
    put(alone && short.abs() > tolerance, Feature::EndQuestion);
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
    let letter = |c: char| c.is_alphanumeric() || c.is_whitespace() || "“”‘’".contains(c);
    put(open && line.text.chars().all(letter), Feature::Unmarked);
    put(plain && letter_spaced(line.text), Feature::SpacedOut);
    put(
        plain && phrases.len() == 2 && phrases.iter().all(|n| *n >= 4),
        Feature::TwoPhrases,
    );
}

/// Whether the text is two phrases of equal length with a space between.
pub fn couplet(text: &str) -> bool {
    let parts: Vec<usize> = text
        .split_whitespace()
        .map(|part| part.chars().count())
        .collect();
    matches!(parts.as_slice(), [a, b] if *a >= 4 && a.abs_diff(*b) <= 1)
        && !text.contains(['，', '。', ','])
        && text.chars().any(is_han)
}

/// Whether one of the two lines below line `at` is the folio, with no blank line between.
fn is_above_folio(lines: &Lines, at: usize) -> bool {
    let below = (at + 1..=at + 2).take_while(|below| !lines.set_off(*below));
    below
        .filter_map(|below| lines.all.get(below))
        .any(|line| cues::folio(&line.text.split_whitespace().collect::<String>()))
        || lines.wide
            && lines
                .all
                .get(at + 1)
                .is_some_and(|next| next.gap == 0 && is_foreign(next))
}

/// Whether a line has letters, and none of a script without spaces.
fn is_foreign(line: &Line) -> bool {
    line.text.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !line.text.chars().any(is_wide)
}

/// Whether line `at` is one of the first two of the page, both of them short names, and
/// blank lines stand below: the name of the page and that of its column.
fn is_name_over_name(lines: &Lines, at: usize) -> bool {
    let name = |at: usize| {
        let compact = lines.compact(at, at);
        (2..=4).contains(&compact.chars().count()) && compact.chars().all(is_han)
    };
    at < 2 && name(0) && name(1) && !lines.set_off(1) && lines.set_off(2)
}

/// Whether a line is the date and number of the page, or its name in other letters.
fn is_edge(line: &Line) -> bool {
    let text: String = line.text.split_whitespace().collect();
    cues::folio(&text) || !text.chars().any(is_wide)
}

/// Whether line `at` and the one below it, `next`, stand alone and are one sentence: the
/// lower line ends it, much shorter, and the upper one has a comma.
fn ends_pair(lines: &Lines, at: usize, next: &Line) -> bool {
    let alone = lines.set_off(at)
        && !lines.set_off(at + 1)
        && (at + 2 == lines.all.len() || lines.set_off(at + 2));
    let Some(line) = lines.all.get(at) else {
        return false;
    };
    let core = next.text.trim_end_matches(['）', ')']);
    let ended = core.ends_with('摄') || next.ending == Ending::Final;
    alone && ended && line.text.contains('，') && next.width < 0.7 * line.width
}
