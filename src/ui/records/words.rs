//! How a record is told apart from others of its name.

use crate::model::authority::Authority;
use crate::session::authorities::PlaceOffer;

/// Longest text that is made of a record for one line, in code points.
const LONGEST: usize = 120;

/// Code, note and other names of a record, on one line.
pub fn about(record: &Authority) -> String {
    let note = record.note.lines().next().unwrap_or_default();
    let code = record.code.as_deref().unwrap_or_default();
    let aliases = record.aliases.iter().take(4).map(String::as_str);
    joined([code, note].into_iter().chain(aliases))
}

/// Code of a place, what it is part of and when it ended, on one line.
pub fn about_place(place: &PlaceOffer) -> String {
    joined([place.code.as_str(), &place.about()])
}

fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let parts: Vec<_> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    parts.join(" · ").chars().take(LONGEST).collect()
}

/// A stretch of raw text on one line: line ends are left out, other white space and
/// control characters become spaces.
pub fn flat(text: &str) -> String {
    let kept = text.chars().filter(|c| !matches!(c, '\n' | '\r'));
    kept.map(|c| {
        if c.is_control() || c.is_whitespace() {
            ' '
        } else {
            c
        }
    })
    .collect()
}
