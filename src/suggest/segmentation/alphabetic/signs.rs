//! What is seen of each line of a page in an alphabetic script.

use std::collections::HashMap;

use super::super::lines::{Ending, Line, Lines};
use super::cues;

/// A sign that a line shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    /// Every line shows it: what a line usually is.
    Always,
    /// Its letters are capitals.
    Caps,
    /// Its longer words begin with capitals.
    TitleCase,
    LowerStart,
    /// Begins with a small letter, and the line above was not broken on purpose.
    RunsOn,
    EndFinal,
    EndComma,
    /// Open at its end, though the first word of the next line would have had room.
    Room,
    /// Open and narrow: less than two thirds of its column.
    Narrow,
    Full,
    /// Open and wider than its column.
    Wider,
    /// A whole paragraph.
    Long,
    SetOffAbove,
    SetOffBelow,
    /// The line above is open and full: its sentence goes on here.
    AfterOpen,
    AfterHyphen,
    AfterTitleLike,
    BeforeLower,
    BeforeByline,
    BeforeDateline,
    FewWords,
    ManyWords,
    InnerFinal,
    /// A short stanza of its own whose last line stops short without an end.
    OpenStanza,
    /// Ends with a full stop, but stands alone between two paragraphs.
    Alone,
    Tabular,
    Rule,
    Byline,
    Dateline,
    RunIn,
    Salutation,
    Folio,
    Continued,
    Section,
    Picture,
    Signature,
    Numbered,
    Top,
    Foot,
    /// Stands more than once on the page.
    Repeated,
    /// Seen as furniture on accepted pages.
    Known,
    Junk,
    /// The head of a newspaper: repeated at the top or foot, or beside a folio there.
    Running,
}

/// The signs of every line. `known` says whether a line, without white space, was
/// furniture on accepted pages.
pub(super) fn signs(lines: &Lines, known: &dyn Fn(&str) -> bool) -> Vec<Vec<Sign>> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let all: Vec<String> = (0..lines.all.len())
        .map(|at| lines.compact(at, at))
        .collect();
    for text in &all {
        *counts.entry(text.clone()).or_default() += 1;
    }
    let mut found: Vec<Vec<Sign>> = Vec::with_capacity(all.len());
    for (at, (line, compact)) in lines.all.iter().zip(&all).enumerate() {
        let mut signs = vec![Sign::Always];
        words(&mut signs, line);
        shape(&mut signs, lines, at, line);
        place(&mut signs, lines, at);
        let letters = compact.chars().filter(|c| c.is_alphabetic()).count();
        let repeated = letters >= 6 && counts.get(compact).is_some_and(|n| *n > 1);
        push(&mut signs, Sign::Repeated, repeated);
        push(&mut signs, Sign::Known, known(compact));
        found.push(signs);
    }
    stanzas(&mut found, lines);
    neighbours(&mut found, lines);
    found
}

fn push(signs: &mut Vec<Sign>, sign: Sign, there: bool) {
    if there {
        signs.push(sign);
    }
}

/// What the words of a line say.
fn words(signs: &mut Vec<Sign>, line: &Line) {
    let text = line.text;
    let count = text.split_whitespace().count();
    let alnum = text.chars().filter(|c| c.is_alphanumeric()).count();
    let rule = cues::is_rule(text);
    let folio = cues::folio(text);
    push(signs, Sign::Rule, rule);
    push(
        signs,
        Sign::Junk,
        !rule && alnum <= 2 && text.chars().count() <= 4,
    );
    push(signs, Sign::Folio, folio);
    push(signs, Sign::Continued, cues::continued(text));
    push(signs, Sign::Caps, cues::is_caps(text));
    push(signs, Sign::TitleCase, cues::is_title_case(text));
    push(signs, Sign::Byline, cues::byline(text));
    push(signs, Sign::Dateline, cues::dateline(text).is_some());
    push(signs, Sign::RunIn, cues::run_in(text).is_some());
    push(signs, Sign::Salutation, cues::salutation(text));
    push(signs, Sign::Section, cues::section(text));
    push(signs, Sign::Picture, cues::picture(text));
    push(signs, Sign::Numbered, cues::numbered(text));
    push(signs, Sign::Tabular, cues::tabular(text) && !folio);
    push(signs, Sign::FewWords, count <= 4);
    push(signs, Sign::ManyWords, count >= 9);
    push(signs, Sign::InnerFinal, inner_final(text));
}

/// Whether a sentence ends inside a line: a full stop after a word of four letters or
/// more, then a capital.
fn inner_final(text: &str) -> bool {
    let parts: Vec<&str> = text.split_whitespace().collect();
    parts.windows(2).any(|pair| match pair {
        [a, b] => {
            a.ends_with(['.', '!', '?', ';'])
                && a.chars().filter(|c| c.is_lowercase()).count() >= 4
                && b.starts_with(char::is_uppercase)
        }
        _ => false,
    })
}

/// How wide a line is, how it begins and ends.
fn shape(signs: &mut Vec<Sign>, lines: &Lines, at: usize, line: &Line) {
    let text = line.text;
    let column = line.column.max(1.0);
    let open = line.ending == Ending::Open;
    push(signs, Sign::LowerStart, starts_lower(text));
    push(signs, Sign::EndFinal, line.ending == Ending::Final);
    push(signs, Sign::EndComma, line.ending == Ending::Comma);
    push(signs, Sign::Room, open && room(lines, at));
    push(signs, Sign::Narrow, open && line.width < 0.67 * column);
    push(
        signs,
        Sign::Full,
        (0.85..=1.1).contains(&(line.width / column)),
    );
    push(signs, Sign::Wider, open && line.width > 1.15 * column);
    push(signs, Sign::Long, line.is_long());
    let Some(above) = at.checked_sub(1).and_then(|at| lines.all.get(at)) else {
        return;
    };
    let goes_on = above.ending != Ending::Final && !room(lines, at - 1);
    let hyphen = above.text.ends_with(['-', '¬', '‐', '\u{ad}'])
        && above
            .text
            .chars()
            .nth_back(1)
            .is_some_and(char::is_alphabetic);
    push(signs, Sign::AfterOpen, goes_on);
    push(signs, Sign::AfterHyphen, hyphen);
}

/// Whether a text begins with a small letter, marks aside.
pub(super) fn starts_lower(text: &str) -> bool {
    text.chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(char::is_lowercase)
}

/// Whether the first word of the line below would have had room on line `at`: the line
/// was broken there on purpose. Two characters are allowed for ragged setting.
pub(super) fn room(lines: &Lines, at: usize) -> bool {
    let (Some(line), Some(next)) = (lines.all.get(at), lines.all.get(at + 1)) else {
        return true;
    };
    let word = next
        .text
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    line.width + 0.5 * word as f32 + 1.4 <= line.column
}

/// Where a line stands.
fn place(signs: &mut Vec<Sign>, lines: &Lines, at: usize) {
    push(signs, Sign::SetOffAbove, lines.set_off(at));
    push(signs, Sign::SetOffBelow, lines.set_off(at + 1));
    push(signs, Sign::Top, at < 3);
    push(
        signs,
        Sign::Foot,
        at + 2 >= lines.all.len() && lines.all.len() > 6,
    );
}

/// Short stanzas that end short of their column without the end of a sentence.
fn stanzas(found: &mut [Vec<Sign>], lines: &Lines) {
    const MOST: usize = 4;
    let count = lines.all.len();
    let mut first = 0;
    for at in 0..count {
        if !lines.set_off(at + 1) {
            continue;
        }
        let own = lines.all.get(first..=at).unwrap_or_default();
        let short = own.len() <= MOST
            && own
                .iter()
                .all(|line| !line.is_long() && line.ending != Ending::Final);
        let ends = own
            .last()
            .is_some_and(|line| line.ending == Ending::Open && line.width < 0.9 * line.column);
        if short && ends && count > own.len() {
            found
                .get_mut(first..=at)
                .unwrap_or_default()
                .iter_mut()
                .for_each(|signs| signs.push(Sign::OpenStanza));
        }
        first = at + 1;
    }
}

/// What the lines above and below say.
fn neighbours(found: &mut [Vec<Sign>], lines: &Lines) {
    let own: Vec<Vec<Sign>> = found.to_vec();
    let has = |at: usize, sign| own.get(at).is_some_and(|signs| signs.contains(&sign));
    let broken = |at: usize| has(at, Sign::Room) && !has(at, Sign::Tabular);
    for (at, signs) in found.iter_mut().enumerate() {
        let next = at + 1;
        let begins =
            has(next, Sign::Dateline) || has(next, Sign::RunIn) || has(next, Sign::Salutation);
        push(
            signs,
            Sign::BeforeLower,
            has(next, Sign::LowerStart) && !broken(next),
        );
        push(signs, Sign::BeforeByline, has(next, Sign::Byline));
        push(signs, Sign::BeforeDateline, begins);
        let beside =
            has(next, Sign::Folio) || at.checked_sub(1).is_some_and(|at| has(at, Sign::Folio));
        let margin = has(at, Sign::Top) || has(at, Sign::Foot);
        let top = at == 0 || at == 1 && beside;
        let running =
            margin && has(at, Sign::Repeated) || top && beside && !has(at, Sign::EndFinal);
        push(signs, Sign::Running, running);
        let Some(above) = at.checked_sub(1) else {
            continue;
        };
        push(signs, Sign::AfterTitleLike, broken(above));
        push(
            signs,
            Sign::RunsOn,
            has(at, Sign::LowerStart) && !broken(above),
        );
        let ended = has(above, Sign::EndFinal) || has(above, Sign::Rule);
        let alone = has(at, Sign::EndFinal) && !has(at, Sign::LowerStart) && !has(at, Sign::Full);
        let apart =
            has(at, Sign::SetOffAbove) && has(at, Sign::SetOffBelow) && has(at, Sign::FewWords);
        let short =
            has(at, Sign::FewWords) && !has(next, Sign::LowerStart) && !has(next, Sign::FewWords);
        push(signs, Sign::Alone, alone && (apart || ended && short));
        push(signs, Sign::Signature, signs_text(lines, at, &has));
    }
}

/// Whether line `at` is a name close below a text, with nothing of it following.
fn signs_text(lines: &Lines, at: usize, has: &impl Fn(usize, Sign) -> bool) -> bool {
    let (above, next) = (at.wrapping_sub(1), at + 1);
    let below = has(above, Sign::EndFinal) && !has(at, Sign::Full) && !has(at, Sign::SetOffAbove);
    let closed = lines.set_off(next)
        || [Sign::Salutation, Sign::Rule, Sign::Continued]
            .iter()
            .any(|sign| has(next, *sign));
    below
        && closed
        && lines
            .all
            .get(at)
            .is_some_and(|line| cues::signature(line.text))
}
