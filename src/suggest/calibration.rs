//! How often an editor agrees with a proposal of a certain score: what engines weigh is
//! turned into probabilities that can be taken at their word.
//!
//! Engines weigh signs as if each were independent of the others, and so are too sure. How sure
//! they should have been was measured on annotated pages in Chinese: the pages to develop
//! on, the sample pages and three real ones, none of those held out. For each kind of
//! proposal, cases were sorted by score and put in classes of about twenty, and neighbours
//! were pooled until the shares that are right rise (isotonic regression: Zadrozny and Elkan
//! 2002, *Transforming classifier scores into accurate multiclass probability estimates*).
//! A share counts one right and one wrong case more than there are (the rule of succession).
//! Pages in alphabetic scripts are too few to measure: what is said of them stays as it is.
//! `cargo bench -- calibration` prints how far the probabilities hold.

use crate::model::evidence::Cue;
use crate::model::line_break::BreakKind;

/// Log-odds that an engine weighs, and the share that was right; both rise. Between two steps
/// it is a line, beyond the outer ones it stays.
pub(super) type Steps = &'static [(f64, f64)];

/// That the running text of an article belongs together.
pub(super) const ARTICLE: Steps = &[(1.3, 0.84), (3.2, 0.87), (6.0, 0.9)];
/// That text belongs to its article.
pub(super) const BODY: Steps = &[(0.0, 0.85), (2.0, 0.89)];
/// Datelines.
pub(super) const DATELINE: Steps = &[(0.0, 0.97)];
/// Headlines, kickers, subheadlines, headings.
pub(super) const TITLE: Steps = &[(2.0, 0.33), (3.5, 0.5), (4.1, 0.7), (5.5, 0.87)];
/// Bylines.
pub(super) const BYLINE: Steps = &[(1.0, 0.4), (3.0, 0.55), (5.0, 0.8)];
/// Captions.
pub(super) const CAPTION: Steps = &[(1.7, 0.84), (3.6, 0.88)];
/// Corrections.
const CORRECTION: Steps = &[(1.1, 0.6), (2.7, 0.81), (4.1, 0.88)];
/// Furniture, which engines do not weigh.
pub(super) const FURNITURE: f64 = 0.97;

/// Line ends: what is proposed and by which sign, the least score of an engine, and the share
/// that was right.
const LINE_ENDS: [(BreakKind, Cue, f64, f64); 12] = [
    (BreakKind::Soft, Cue::Width, 0.95, 0.99),
    (BreakKind::Soft, Cue::Width, 0.0, 0.84),
    (BreakKind::Soft, Cue::OpenSentence, 0.95, 0.99),
    (BreakKind::Soft, Cue::ShortLine, 0.0, 0.92),
    (BreakKind::Para, Cue::Indent, 0.84, 0.99),
    (BreakKind::Para, Cue::Indent, 0.0, 0.5),
    (BreakKind::Para, Cue::SentenceEnd, 0.9, 0.98),
    (BreakKind::Para, Cue::ShortLine, 0.0, 0.95),
    (BreakKind::Para, Cue::Width, 0.95, 0.97),
    (BreakKind::Para, Cue::Width, 0.0, 0.88),
    (BreakKind::Para, Cue::Numbered, 0.0, 0.8),
    (BreakKind::Para, Cue::BlankLines, 0.0, 0.5),
];

/// The probability, 0 to 1, of what an engine weighs as log-odds.
pub(super) fn probability(steps: Steps, odds: f64) -> f64 {
    let below = steps.iter().rev().find(|(from, _)| *from <= odds);
    let above = steps.iter().find(|(from, _)| *from > odds);
    match (below, above) {
        (Some((a, low)), Some((b, high))) => low + (high - low) * (odds - a) / (b - a),
        (Some((_, share)), None) | (None, Some((_, share))) => *share,
        // Odds that are no number say nothing.
        (None, None) => 0.5,
    }
}

/// The probability of a correction to which an engine gives this score.
pub(super) fn correction(score: f64) -> f64 {
    let inside = score.clamp(1e-6, 1.0 - 1e-6);
    probability(CORRECTION, (inside / (1.0 - inside)).ln())
}

/// The probability of a decision about a line end to which an engine gives this score.
pub(super) fn line_end(kind: BreakKind, cue: Cue, score: f64) -> f64 {
    let measured = LINE_ENDS
        .iter()
        .find(|(of_kind, by_cue, least, _)| *of_kind == kind && *by_cue == cue && score >= *least);
    measured.map_or(score, |(.., share)| *share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_surer_is_not_less_probable() {
        for steps in [ARTICLE, BODY, DATELINE, TITLE, BYLINE, CAPTION, CORRECTION] {
            let all = (-100..100).map(|tenth| probability(steps, f64::from(tenth) / 10.0));
            let all: Vec<f64> = all.collect();
            assert!(all.is_sorted() && all.iter().all(|it| (0.0..1.0).contains(it)));
        }
        for infinite in [f64::NEG_INFINITY, f64::INFINITY, f64::NAN] {
            assert!((0.0..1.0).contains(&probability(TITLE, infinite)));
        }
    }

    #[test]
    fn doubtful_line_ends_are_told_from_sure_ones() {
        let sure = line_end(BreakKind::Para, Cue::Indent, 0.85);
        let doubtful = line_end(BreakKind::Soft, Cue::Width, 0.85);
        assert!(sure >= 0.9 && doubtful < 0.9);
        let unknown = line_end(BreakKind::Soft, Cue::Learned, 0.7);
        assert!((unknown - 0.7).abs() < 1e-9, "what was not measured stays");
    }
}
