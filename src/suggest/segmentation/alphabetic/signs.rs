//! What is seen of each line of a page in an alphabetic script.

use std::collections::HashMap;

use super::super::lines::{Ending, Lines};
use super::measure::Measure;
use super::{cues, margins, neighbours};

/// A sign that a line shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    /// Every line shows it: what a line usually is.
    Always,
    /// Capitals with a full stop, as heads of the nineteenth century have.
    CapsFinal,
    /// Its letters are capitals.
    Caps,
    /// Its longer words begin with capitals.
    TitleCase,
    LowerStart,
    /// Begins with a small letter, and the line above was not broken on purpose.
    RunsOn,
    EndFinal,
    /// Ends with a question or a call.
    EndCall,
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
    /// Below capitals, not in capitals itself: open, and no small letter follows.
    AfterCaps,
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
    /// The first line after blank ones, on a page where articles open with a head there.
    Leads,
    /// On a page with indents: no end of a sentence, and the next line is indented.
    BeforeIndent,
    /// Indented as the first line of a paragraph is.
    Indented,
    /// A place and a day under a text, and the names below them.
    Closing,
    /// The words with which a letter closes, above a name.
    Greets,
    Tabular,
    Rule,
    Byline,
    Dateline,
    RunIn,
    /// Begins with a word or three and a colon.
    ColonLead,
    Bullet,
    Salutation,
    Folio,
    Continued,
    Section,
    Picture,
    /// Ends by saying who made the picture.
    Credit,
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
    /// Who prints the paper and what it costs, at the top or foot.
    Imprint,
}

/// The signs of every line. `known` says whether a line, without white space, was
/// furniture on accepted pages.
pub(super) fn signs(
    lines: &Lines,
    measure: &Measure,
    known: &dyn Fn(&str) -> bool,
) -> Vec<Vec<Sign>> {
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
        let margin = at < margins::TOP || at + margins::FOOT >= all.len();
        words(&mut signs, line.text, margin);
        shape(&mut signs, lines, measure, at);
        place(&mut signs, lines, at);
        let letters = compact.chars().filter(|c| c.is_alphabetic()).count();
        let repeated = letters >= 6 && counts.get(compact).is_some_and(|n| *n > 1);
        push(&mut signs, Sign::Repeated, repeated);
        push(&mut signs, Sign::Known, known(compact));
        found.push(signs);
    }
    stanzas(&mut found, lines);
    neighbours::add(&mut found, lines);
    margins::add(&mut found, lines);
    found
}

/// Adds a sign if it is there.
pub(super) fn push(signs: &mut Vec<Sign>, sign: Sign, there: bool) {
    if there {
        signs.push(sign);
    }
}

/// What the words of a line say. A date is a folio in the margins of the page, elsewhere
/// it may be that of a report.
fn words(signs: &mut Vec<Sign>, text: &str, margin: bool) {
    let count = text.split_whitespace().count();
    let alnum = text.chars().filter(|c| c.is_alphanumeric()).count();
    let rule = cues::is_rule(text);
    let dateline = cues::dateline(text).is_some();
    let tabular = cues::tabular(text);
    let folio = cues::folio(text, margin) && (margin || !dateline && !tabular);
    let junk = !rule
        && (alnum <= 2 && text.chars().count() <= 4 && !cues::last_word(text)
            || !margin && cues::figure(text));
    let caps = cues::is_caps(text);
    for (sign, there) in [
        (Sign::Rule, rule),
        (Sign::Junk, junk),
        (Sign::Folio, folio),
        (Sign::Continued, cues::continued(text)),
        (Sign::Caps, caps),
        (Sign::CapsFinal, caps && text.ends_with('.')),
        (Sign::TitleCase, cues::is_title_case(text)),
        (Sign::Byline, cues::byline(text)),
        (Sign::Dateline, dateline && !folio),
        (Sign::RunIn, cues::run_in(text).is_some()),
        (
            Sign::ColonLead,
            cues::colon_lead(text).is_some() && !text.ends_with(['.', '?', '!']),
        ),
        (Sign::Bullet, cues::bullet(text)),
        (Sign::Salutation, cues::salutation(text)),
        (Sign::Section, cues::section(text)),
        (Sign::Picture, cues::picture(text)),
        (Sign::Credit, cues::credited(text)),
        (Sign::Numbered, cues::numbered(text)),
        (Sign::Tabular, tabular && !folio),
        (Sign::FewWords, count <= 4),
        (Sign::ManyWords, count >= 9),
        (Sign::InnerFinal, inner_final(text)),
    ] {
        push(signs, sign, there);
    }
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
fn shape(signs: &mut Vec<Sign>, lines: &Lines, measure: &Measure, at: usize) {
    let Some(line) = lines.all.get(at) else {
        return;
    };
    let column = line.column.max(1.0);
    let fills = line.width / column;
    let open = line.ending != Ending::Final;
    let wide = line.width > 1.15 * column;
    push(signs, Sign::LowerStart, cues::starts_lower(line.text));
    push(signs, Sign::EndFinal, !open);
    push(signs, Sign::EndCall, line.text.ends_with(['?', '!']));
    push(signs, Sign::EndComma, line.ending == Ending::Comma);
    push(signs, Sign::Room, open && measure.room(at));
    push(signs, Sign::Narrow, open && fills < 0.67);
    push(signs, Sign::Full, (0.85..=1.1).contains(&fills));
    push(signs, Sign::Wider, wide && !line.is_long());
    push(signs, Sign::Long, line.is_long());
    if wide {
        signs.retain(|sign| !matches!(sign, Sign::ManyWords | Sign::InnerFinal));
    }
    let Some(above) = at.checked_sub(1).and_then(|at| lines.all.get(at)) else {
        return;
    };
    let head = cues::is_caps(above.text) && !cues::is_caps(line.text)
        || above.width > 1.15 * above.column && !wide;
    let goes_on = above.ending != Ending::Final && !measure.room(at - 1) && !head;
    push(signs, Sign::AfterOpen, goes_on);
    let divided = cues::hyphen(above.text) && !cues::is_caps(line.text);
    push(signs, Sign::AfterHyphen, divided);
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
