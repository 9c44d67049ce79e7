//! Shadow text: the same headline printed over and over, and lines in which every
//! character, or the whole, is printed twice.
//!
//! The three shapes and their thresholds are those that PDF readers report again
//! and again: `ABAB`, `AABB`, and the same line several times. Four different
//! characters are asked for, to spare `妈妈` and `加油加油`.

use std::collections::HashMap;

use super::lines::Lines;

/// The longest text that is looked at as a shadow, in characters.
const LONGEST: usize = 60;
/// The fewest different characters of doubled text.
const VARIETY: usize = 4;

/// What is printed more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shadow {
    /// Nothing of the kind.
    #[default]
    None,
    /// The first of several equal lines.
    Original,
    /// A further copy of a line.
    Copy,
}

/// Which lines are copies of others.
pub(super) fn shadows(lines: &Lines) -> Vec<Shadow> {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut found = vec![Shadow::None; lines.all.len()];
    for at in 0..lines.all.len() {
        let text = lines.compact(at, at);
        let length = text.chars().count();
        if !(4..=LONGEST).contains(&length) || text.ends_with('。') {
            continue;
        }
        let text = undoubled(&text).unwrap_or(text);
        match first.get(&text) {
            Some(&original) => {
                mark(&mut found, original, Shadow::Original);
                mark(&mut found, at, Shadow::Copy);
            }
            None => {
                first.insert(text, at);
            }
        }
    }
    found
}

fn mark(found: &mut [Shadow], at: usize, what: Shadow) {
    if let Some(place) = found.get_mut(at) {
        *place = what;
    }
}

/// The text as it was meant, if it is printed twice over itself: the whole, every
/// character, or runs of characters (`我与人民政协同我与人民政协同行行`).
pub(super) fn undoubled(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    if chars.len() % 2 == 1 || chars.len() > 2 * LONGEST {
        return None;
    }
    let mut once = Vec::new();
    let mut rest = chars.as_slice();
    while !rest.is_empty() {
        // The longest run that follows itself: whole headlines before characters.
        let half = (1..=rest.len() / 2)
            .rev()
            .find(|&half| rest.get(..half) == rest.get(half..2 * half))?;
        once.extend_from_slice(rest.get(..half)?);
        rest = rest.get(2 * half..)?;
    }
    let mut variety = once.clone();
    variety.sort_unstable();
    variety.dedup();
    (variety.len() >= VARIETY).then(|| once.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::SourceText;

    #[test]
    fn doubled_text_is_seen_in_all_its_shapes() {
        assert_eq!(undoubled("春来早市春来早市").as_deref(), Some("春来早市"));
        assert_eq!(undoubled("市市县县新新闻闻").as_deref(), Some("市县新闻"));
        assert_eq!(
            undoubled("河畔新观河畔新观察察").as_deref(),
            Some("河畔新观察")
        );
        for text in ["妈妈", "加油加油", "春来早市", "春来春来早市"] {
            assert_eq!(undoubled(text), None, "{text}");
        }
    }

    #[test]
    fn all_but_the_first_of_equal_lines_are_copies() {
        let source =
            SourceText::new("山城夜色\n山城夜色\n正文。\n山城夜色\n山山城城夜夜色色\n正文。");
        let found = shadows(&Lines::of(&source));
        use Shadow::{Copy, None, Original};
        assert_eq!(found, [Original, Copy, None, Copy, Copy, None]);
    }
}
