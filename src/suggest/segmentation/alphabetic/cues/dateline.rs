//! Datelines and heads on the line of their text.

use super::super::words::SALUTATION;
use super::{begins_with, first, is_caps, is_name, words_of};

/// The longest dateline and the longest head on the line of its text.
const LONGEST: (usize, usize) = (60, 70);

/// The length of a dateline at the beginning of a line, its dash or full stop included:
/// `DURHAM —`, `YORK, May 3 (AP) –`, `Paris, 3 mai.`, `Berlin, den 3. Mai.`, `Berlin (dpa).`
pub(in super::super) fn dateline(text: &str) -> Option<usize> {
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let marks = text.chars().count() - bare.chars().count();
    if marks > 3 || text.starts_with(['(', '[', '„', '“', '"', '«']) {
        return None;
    }
    let found = dashed_dateline(bare)
        .or_else(|| dated_dateline(bare))
        .or_else(|| agency_dateline(bare));
    found.map(|length| length + marks)
}

/// Where a dash that parts the head of a line from the rest begins and ends. A hyphen
/// counts as one beside a space only.
fn dash(text: &str, most: usize) -> Option<(usize, usize)> {
    let chars: Vec<char> = text.chars().collect();
    let blank = |at: usize| chars.get(at).is_none_or(|c| c.is_whitespace());
    let at = (1..chars.len().min(most)).find(|&at| match chars.get(at) {
        Some('—' | '–') => true,
        Some('-') => {
            let above = chars.get(at - 1).copied().unwrap_or(' ');
            above == '-' || above == ' ' || above == '.' && blank(at + 1)
        }
        _ => false,
    })?;
    let end = (at..chars.len()).find(|&end| chars.get(end).is_none_or(|c| !"—–-".contains(*c)));
    Some((at, end.unwrap_or(chars.len())))
}

/// A place, perhaps with a date or an agency, before a dash.
///
/// Capitals tight before a dash, without a date, are the head of an item (`A FIRE.—`).
fn dashed_dateline(text: &str) -> Option<usize> {
    let (start, end) = dash(text, LONGEST.0)?;
    let head = first(text, start);
    let spaced = head.ends_with(char::is_whitespace);
    let head = head.trim();
    let place = head
        .split([',', '(', '.'])
        .next()
        .unwrap_or_default()
        .trim();
    let dated = head.chars().any(|c| c.is_ascii_digit());
    let agency = head.contains('(') && head.ends_with([')', '.']);
    let words = words_of(place).count();
    let named = is_name(place) && (1..=4).contains(&words) && !begins_with(place, SALUTATION);
    let parted = head.ends_with(['.', ',', ')']) || spaced;
    let stopped = head.ends_with('.');
    let plain = spaced && (is_caps(place) && (words <= 2 || !stopped) || words == 1 && stopped);
    (named && parted && (plain || dated || agency) && words_of(head).count() <= 9).then_some(end)
}

/// The length of a place before the text, with a full stop and nothing else: `RHEINAU.
/// Der Rat …` Only the first line below a head can have one.
pub(in super::super) fn place_lead(text: &str) -> Option<usize> {
    let stop = text
        .chars()
        .position(|c| c == '.')
        .filter(|at| (4..=24).contains(at))?;
    let place = first(text, stop);
    let rest: String = text.chars().skip(stop + 1).collect();
    let words = words_of(&place).count();
    let named = is_name(&place)
        && (words == 1 || words == 2 && is_caps(&place))
        && place.chars().all(|c| c.is_alphabetic() || " -".contains(c));
    let follows = rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase);
    (named && follows).then_some(stop + 1)
}

/// A place and a day with its month: `Paris, 3 mai.`, `London, March 4.`
///
/// OCR spoils the names of months, so any word will do for one.
fn dated_dateline(text: &str) -> Option<usize> {
    let comma = text
        .chars()
        .position(|c| c == ',')
        .filter(|at| (2..=30).contains(at))?;
    let place = first(text, comma);
    if !is_name(&place) || words_of(&place).count() > 4 {
        return None;
    }
    let rest: Vec<char> = text.chars().skip(comma + 1).take(LONGEST.0).collect();
    let (mut day, mut month, mut word) = (false, false, String::new());
    for (at, &c) in rest.iter().enumerate() {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        match word.chars().next() {
            None => {}
            Some(first) if first.is_ascii_digit() => {
                match word.trim_end_matches(|c: char| c.is_alphabetic()).len() {
                    1 | 2 if !day => day = true,
                    4 if day && month => {}
                    _ => return None,
                }
            }
            Some(_)
                if matches!(
                    word.to_lowercase().as_str(),
                    "den" | "le" | "the" | "de" | "am" | "du" | "il" | "of"
                ) => {}
            Some(_) if !month && word.chars().count() >= 3 => month = true,
            Some(_) => return None,
        }
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        word.clear();
        let closes = ".:;—–".contains(c) && !(number && !month && c == '.');
        if closes && day && month {
            let tail = rest.iter().skip(at + 1);
            let more = tail
                .take_while(|c| ".—–- ".contains(**c))
                .copied()
                .collect::<String>();
            return Some(comma + 2 + at + more.trim_end().chars().count());
        }
    }
    None
}

/// A place and an agency in brackets: `Berlin (dpa).`, `PARIS (Reuters)`.
fn agency_dateline(text: &str) -> Option<usize> {
    let open = text
        .chars()
        .position(|c| c == '(')
        .filter(|at| (3..=30).contains(at))?;
    let close = text
        .chars()
        .position(|c| c == ')')
        .filter(|at| (open + 3..=open + 16).contains(at))?;
    let place = first(text, open);
    let inside: String = text.chars().take(close).skip(open + 1).collect();
    if !is_name(place.trim().trim_end_matches([',', '.']))
        || words_of(&place).count() > 3
        || words_of(&inside).count() > 2
    {
        return None;
    }
    let short = inside.chars().count() <= 5 || is_name(&inside);
    let tail: String = text
        .chars()
        .skip(close + 1)
        .take_while(|c| ".:—–- ".contains(*c))
        .collect();
    (short && !tail.trim().is_empty()).then(|| close + 1 + tail.trim_end().chars().count())
}

/// The length of a head that stands on the line of its text: `Fire in Mill Street.— Last
/// night …`, `LOST.—On Tuesday …`, `(Fire.) Last night …`
pub(in super::super) fn run_in(text: &str) -> Option<usize> {
    dashed_head(text).or_else(|| bracketed_head(text))
}

fn dashed_head(text: &str) -> Option<usize> {
    let (start, end) = dash(text, LONGEST.1)?;
    let head = first(text, start);
    let tight = head.trim_end().ends_with(['.', ':', '!', '?']);
    let starts = head.starts_with(|c: char| c.is_uppercase() || "„“\"«".contains(c));
    let inner = head.trim_end().trim_end_matches(['.', ':', '!', '?']);
    let after = text.chars().skip(end).find(|c| !c.is_whitespace());
    let goes_on = after.is_none_or(|c| !c.is_lowercase());
    let whole = !inner.contains(['.', '!', '?', ',', ';']) && !begins_with(inner, SALUTATION);
    (tight && starts && goes_on && whole && words_of(inner).count() <= 9).then_some(end)
}

/// A head in brackets with its full stop inside, and text after it.
fn bracketed_head(text: &str) -> Option<usize> {
    let inside = text.strip_prefix(['(', '['])?;
    let close = inside.find([')', ']'])?;
    let (head, rest) = inside.split_at_checked(close)?;
    let rest = rest.trim_start_matches([')', ']', '.', '—', '–', ' ']);
    let stopped = head.ends_with(['.', '!', '?']);
    let named = head.starts_with(char::is_uppercase) && words_of(head).count() <= 8;
    let follows = rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (stopped && named && follows).then(|| head.chars().count() + 2)
}

/// The length of a word or three and a colon before the text: `Sperrung: Der Uferweg …`
pub(in super::super) fn colon_lead(text: &str) -> Option<usize> {
    let colon = text
        .chars()
        .position(|c| c == ':')
        .filter(|at| (3..=32).contains(at))?;
    let head = first(text, colon);
    let rest: String = text.chars().skip(colon + 1).collect();
    let named = head.starts_with(char::is_uppercase)
        && words_of(&head).count() <= 3
        && !head.contains(['.', ',', ';', '(', '"', '„', '«']);
    let follows = rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase);
    (named && follows).then_some(colon + 1)
}
