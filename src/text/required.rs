//! What stands in every hit of a regular expression, so that an index can be asked for it.
//!
//! A hit of `第.{1,3}届政协` holds 届政协 wherever it begins. The parts of an expression
//! that follow one another are looked at from each of them on, and what is rarest, as far as
//! its length tells, is what to ask for.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind};

use super::folded::{Folded, Folding, is_letter};

/// Parts of an expression that are looked at together: more make no text longer.
const TOGETHER: usize = 8;
/// More texts than this are not asked for: each is a question to the index.
const MOST: usize = 32;

/// Texts of which one stands, from the beginning of a word on, in every hit of an expression
/// in the syntax of the crate `regex`. `None` if that cannot be told.
pub(super) fn required(expression: &str, case: bool, deepest: u32) -> Option<Vec<String>> {
    let parser = ParserBuilder::new()
        .case_insensitive(!case)
        .multi_line(true)
        .crlf(true)
        .nest_limit(deepest)
        .build()
        .parse(expression);
    let mut texts = of(&parser.ok()?)?;
    texts.sort_unstable();
    texts.dedup();
    Some(texts)
}

fn of(part: &Hir) -> Option<Vec<String>> {
    let inside = match part.kind() {
        HirKind::Concat(parts) => {
            let from = (1..parts.len()).filter_map(|at| {
                let some = parts.iter().skip(at).take(TOGETHER);
                beginnings(&Hir::concat(some.cloned().collect()))
            });
            rarest(from.chain(parts.iter().filter_map(of)))
        }
        HirKind::Alternation(parts) => {
            let each: Option<Vec<Vec<String>>> = parts.iter().map(of).collect();
            each.map(|each| each.concat())
        }
        HirKind::Capture(group) => of(&group.sub),
        HirKind::Repetition(repeated) if repeated.min > 0 => of(&repeated.sub),
        _ => None,
    };
    rarest(beginnings(part).into_iter().chain(inside))
}

/// Of sets of texts, none of them large, the one whose shortest is longest; of equals the
/// smallest, then the first.
fn rarest(sets: impl Iterator<Item = Vec<String>>) -> Option<Vec<String>> {
    let shortest = |set: &[String]| set.iter().map(|it| it.chars().count()).min().unwrap_or(0);
    let few = sets.filter(|set| set.len() <= MOST);
    few.min_by_key(|set| (std::cmp::Reverse(shortest(set)), set.len()))
}

/// With what a hit of a part begins: each without letters that may stand in the middle of a
/// word. `None` if it may begin with anything.
fn beginnings(part: &Hir) -> Option<Vec<String>> {
    let found = Extractor::new().extract(part);
    let mut beginnings = Vec::new();
    for literal in found.literals()? {
        let bytes = literal.as_bytes();
        let whole = match str::from_utf8(bytes) {
            Ok(whole) => whole,
            // Cut in the middle of a character.
            Err(error) => str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?,
        };
        let folded = Folded::new(whole, Folding::LOOSE);
        let solid = folded.text().trim_start_matches(is_letter).trim();
        if !solid.contains(char::is_alphanumeric) {
            return None;
        }
        beginnings.push(solid.to_owned());
    }
    Some(beginnings)
}
