//! What was turned down on one reading of a page, on its way to another reading.
//!
//! A fingerprint names places of the text, so on another text the same "no" has
//! another fingerprint. Both sides are carried over first; then what they are asked
//! about there says which.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::{Fact, Question, among};
use super::problems::{Kind, Problem};
use crate::text::align::{Alignment, LineEnd, Mapped};
use crate::text::span::Span;

/// Fingerprints of the old text and those that say the same of the new one.
pub type Renamed = BTreeMap<String, String>;

/// What of the `rejected` parts of the `old` questions is asked on the new text, too.
/// Things have kept their ids on the way.
pub fn questions(
    old: &[Question],
    new: &[Question],
    rejected: &BTreeSet<String>,
    alignment: &Alignment,
) -> Renamed {
    let parts = |all| <[Question]>::iter(all).flat_map(|one| one.facts.iter().zip(&one.parts));
    let carried = parts(old).filter_map(|(fact, part)| {
        let no = among(rejected, part)?;
        let wanted = moved(fact, alignment)?;
        let (_, now) = parts(new).find(|(fact, _)| **fact == wanted)?;
        Some((no.clone(), now.clone()))
    });
    carried.collect()
}

/// What of the `ignored` problems of the old text the new text has, too.
pub fn problems(
    old: &[Problem],
    new: &[Problem],
    ignored: &BTreeSet<String>,
    alignment: &Alignment,
) -> Renamed {
    let there: BTreeSet<String> = new.iter().map(Problem::fingerprint).collect();
    let carried = old.iter().filter_map(|problem| {
        let before = problem.fingerprint();
        if !ignored.contains(&before) {
            return None;
        }
        let spans: Option<Vec<Span>> = problem
            .spans
            .iter()
            .map(|&it| place(it, alignment))
            .collect();
        let then = Problem {
            spans: spans?,
            ..problem.clone()
        };
        Some((before, then.fingerprint())).filter(|(_, now)| there.contains(now))
    });
    // What is at odds with other pages names words, not places.
    let of_words = |it: &&String| it.starts_with(Kind::MixedInCorpus.as_str());
    let same = ignored.iter().filter(of_words);
    let same = same.map(|it| (it.clone(), it.clone()));
    carried.chain(same).collect()
}

/// A fact in terms of the new text; `None` if its place is not there.
fn moved(fact: &Fact, alignment: &Alignment) -> Option<Fact> {
    let exact = |span| match alignment.map(span) {
        Mapped::Exact(span) => Some(span),
        Mapped::Partial { .. } | Mapped::Lost => None,
    };
    Some(match fact {
        Fact::Free(span) => Fact::Free(exact(*span)?),
        Fact::Open(span, articles) => Fact::Open(exact(*span)?, articles.clone()),
        Fact::LineBreak(line, kind) => match alignment.line_end((*line as usize).checked_sub(1)?) {
            LineEnd::There { line, same: true } => Fact::LineBreak(line as u32 + 1, *kind),
            _ => return None,
        },
        other => other.clone(),
    })
}

fn place(span: Span, alignment: &Alignment) -> Option<Span> {
    match alignment.map(span) {
        Mapped::Exact(span) | Mapped::Partial { span, .. } => Some(span),
        Mapped::Lost => None,
    }
}
