//! What speaks for a part of a proposal, said as cues: only what is so.

use super::assign::{Assignment, Board};
use super::features::Feature;
use super::order::{Part, Role};
use crate::model::evidence::{Cue, Reason};

/// Why a part belongs to its article with its role, the strongest reason first.
pub(super) fn of_part(
    board: &Board,
    found: &Assignment,
    article: usize,
    part: &Part,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let sign = |sign| {
        let lines = board
            .signs
            .get(part.lines.0..=part.lines.1.max(part.lines.0));
        lines
            .unwrap_or_default()
            .iter()
            .any(|signs| signs.contains(&sign))
    };
    let mark = match part.role {
        Role::Caption if sign(Feature::CaptionMark) || sign(Feature::CaptionWords) => {
            Some(Cue::CaptionMark)
        }
        Role::Dateline => Some(Cue::Dateline),
        Role::Byline => Some(Cue::Byline),
        Role::Subheadline if sign(Feature::Dash) => Some(Cue::DashLine),
        Role::Heading if sign(Feature::Numbered) => Some(Cue::Numbered),
        Role::Headline | Role::Kicker | Role::Subheadline | Role::Heading
            if sign(Feature::NarrowOpen) =>
        {
            Some(Cue::ShortLine)
        }
        _ => None,
    };
    if part.role != Role::Body
        && let Some(place) = same_place(board, found, article, part.block)
    {
        reasons.push(Reason::about(Cue::SamePlace, place));
    }
    reasons.extend(mark.map(Reason::new));
    let beside = [part.block.checked_sub(1), Some(part.block + 1)];
    let of = |at: usize| found.article_of.get(at).copied().flatten();
    if beside
        .into_iter()
        .flatten()
        .any(|at| of(at) == Some(article))
    {
        reasons.push(Reason::new(Cue::Neighbour));
    }
    if reasons.is_empty() {
        reasons.push(Reason::new(Cue::Usual));
    }
    reasons
}

/// Why some texts are one article.
pub(super) fn of_article(parts: &[Part]) -> Vec<Reason> {
    let has = |role| parts.iter().any(|part| part.role == role);
    let bodies = parts.iter().filter(|part| part.role == Role::Body).count();
    let mut reasons = Vec::new();
    if has(Role::Dateline) {
        reasons.push(Reason::new(Cue::Dateline));
    }
    if bodies > 1 && has(Role::Heading) {
        reasons.push(Reason::new(Cue::SharedWords));
    }
    if reasons.is_empty() {
        reasons.push(Reason::new(Cue::Usual));
    }
    reasons
}

/// The most frequent place of the page that the block names and a text of the article too.
fn same_place(board: &Board, found: &Assignment, article: usize, block: usize) -> Option<String> {
    let names = |at: usize, place: usize| {
        let mentions = board.mentions.get(at).and_then(|all| all.get(place));
        mentions.is_some_and(|count| *count > 0.0)
    };
    let in_text = |place: usize| {
        board.texts.iter().any(|&at| {
            at != block && found.article_of.get(at) == Some(&Some(article)) && names(at, place)
        })
    };
    let place = (0..board.places.len()).find(|&place| names(block, place) && in_text(place))?;
    board.places.get(place).cloned()
}
