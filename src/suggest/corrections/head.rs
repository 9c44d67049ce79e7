//! Heads that were printed twice over themselves: the whole twice, every
//! character twice, or piece by piece.

use super::Suggested;
use super::page::{Kind, Line, Page, is_unspaced};
use crate::model::evidence::{Cue, Reason};
use crate::suggest::lexicon;

/// The longest head that is looked at, in characters without white space.
const LONGEST: usize = 48;

pub(super) fn find(page: &Page, furniture: bool, found: &mut Vec<Suggested>) {
    for line in &page.lines {
        let head = match line.kind {
            Kind::Kicker | Kind::Head | Kind::Short => true,
            Kind::Furniture => furniture,
            Kind::Byline | Kind::Text => false,
        };
        // Longer ones cannot be short without their white space in any real page.
        if head && line.ink.len() <= 2 * LONGEST {
            found.extend(doubled(page, line));
        }
    }
}

fn doubled(page: &Page, line: &Line) -> Option<Suggested> {
    let raw = page.slice(line.ink.clone());
    let places: Vec<usize> = (0..raw.len())
        .filter(|&at| raw.get(at).is_some_and(|c| !c.is_whitespace()))
        .collect();
    let ink: Vec<char> = places
        .iter()
        .filter_map(|&at| raw.get(at).copied())
        .collect();
    if !(4..=LONGEST).contains(&ink.len()) || !may_be_doubled(&ink) {
        return None;
    }
    let kept = undouble(&ink, line.kind)?;
    let once = with_spaces(raw, &places, &kept);
    let score = match ink.len() {
        ..=4 => 0.75,
        5..=7 => 0.93,
        _ => 0.97,
    };
    let reasons = vec![Reason::about(Cue::Doubled, once.clone())];
    Some(page.suggest(line.ink.clone(), once, score, reasons))
}

/// Whether every character stands there at least twice and there is something to
/// read: cheap, and true of hardly any line.
fn may_be_doubled(ink: &[char]) -> bool {
    let mut sorted = ink.to_vec();
    sorted.sort_unstable();
    let mut kinds = 0;
    for same in sorted.chunk_by(|a, b| a == b) {
        kinds += 1;
        if same.len() < 2 {
            return false;
        }
    }
    let letters = ink.iter().filter(|c| c.is_alphabetic()).count();
    kinds >= 2 && letters * 2 > ink.len()
}

/// The places of the characters of one copy, if the whole is copies.
fn undouble(ink: &[char], kind: Kind) -> Option<Vec<usize>> {
    let mut kept: Vec<usize> = (0..ink.len()).collect();
    let mut text = ink.to_vec();
    while let Some(inner) = pieces(&text) {
        if is_meant(&text, inner.len(), kind) {
            break;
        }
        kept = inner
            .iter()
            .filter_map(|&at| kept.get(at).copied())
            .collect();
        text = inner
            .iter()
            .filter_map(|&at| text.get(at).copied())
            .collect();
    }
    (text.len() < ink.len()).then_some(kept)
}

/// Whether a language doubles so itself: 高高兴兴, 研究研究, bonbon.
fn is_meant(text: &[char], once: usize, kind: Kind) -> bool {
    if !text.iter().any(|&c| is_unspaced(c)) {
        return text.len() < 8;
    }
    if text.len() >= 6 {
        return false;
    }
    // Numerals are counted on purpose.
    if text
        .iter()
        .all(|&c| "一二三四五六七八九十百千零〇".contains(c))
    {
        return true;
    }
    let by_character = text.first() == text.get(1);
    let whole: String = text.iter().collect();
    let copy: String = text.iter().step_by(2).collect();
    match (once, by_character) {
        (2, true) => lexicon::is_word(&whole) || !lexicon::is_word(&copy),
        (2, false) => kind != Kind::Furniture,
        _ => true,
    }
}

/// Cuts the whole into the fewest pieces that each stand there several times in a
/// row, and gives the places of their first copies; `None` if it cannot be cut so.
fn pieces(text: &[char]) -> Option<Vec<usize>> {
    let len = text.len();
    // For each place: how many pieces the rest takes, how long the first one is
    // and where its last copy ends.
    let mut best: Vec<Option<(usize, usize, usize)>> = vec![None; len + 1];
    *best.get_mut(len)? = Some((0, 0, len));
    for start in (0..len).rev() {
        let mut chosen: Option<(usize, usize, usize)> = None;
        for long in 1..=(len - start) / 2 {
            let piece = text.get(start..start + long)?;
            let mut end = start + long;
            while text.get(end..end + long) == Some(piece) {
                end += long;
                if let Some((count, ..)) = best.get(end).copied().flatten()
                    && chosen.is_none_or(|(least, ..)| count + 1 < least)
                {
                    chosen = Some((count + 1, long, end));
                }
            }
        }
        *best.get_mut(start)? = chosen;
    }
    let (mut kept, mut at) = (Vec::new(), 0);
    while at < len {
        let (_, long, end) = best.get(at).copied().flatten()?;
        kept.extend(at..at + long);
        at = end;
    }
    Some(kept)
}

/// The kept characters with the white space that stands between neighbours.
fn with_spaces(raw: &[char], places: &[usize], kept: &[usize]) -> String {
    let mut text = String::new();
    let mut last: Option<usize> = None;
    for &index in kept {
        let Some(&place) = places.get(index) else {
            continue;
        };
        if last.is_some_and(|last| last + 1 == index)
            && let Some(space) = raw
                .get(place.saturating_sub(1))
                .filter(|c| c.is_whitespace())
        {
            text.push(*space);
        }
        text.extend(raw.get(place));
        last = Some(index);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn once(text: &str) -> Option<String> {
        let ink: Vec<char> = text.chars().collect();
        let kept = undouble(&ink, Kind::Head)?;
        Some(kept.iter().map(|&at| ink[at]).collect())
    }

    #[test]
    fn copies_are_found_however_they_lie() {
        for (text, wanted) in [
            ("民生在线民生在线", "民生在线"),
            ("民民生生在在线线", "民生在线"),
            ("民生在民生在线线", "民生在线"),
            ("民生在线民生在线民生在线", "民生在线"),
            ("县县域域县县域域", "县域"),
            ("天天向上天天向上", "天天向上"),
            ("SportSport", "Sport"),
        ] {
            assert_eq!(once(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_written_so_stays() {
        for text in [
            "高高兴兴",
            "研究研究",
            "红红火火",
            "天天向上",
            "民生在线",
            "bonbon",
            "一一二二",
        ] {
            assert_eq!(once(text), None, "{text}");
        }
    }

    #[test]
    fn one_letter_too_few_is_no_copy() {
        assert_eq!(once("民生在线民生在"), None);
        assert!(!may_be_doubled(&['民', '民', '生']));
        assert!(!may_be_doubled(&['—'; 20]));
        assert!(!may_be_doubled(&"20242024".chars().collect::<Vec<_>>()));
    }
}
