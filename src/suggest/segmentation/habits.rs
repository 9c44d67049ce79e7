//! How a paper sets its pages, counted on accepted pages: where bylines and headlines
//! stand, and whether datelines are told from the text.

use super::cues;
use crate::model::annotations::Annotations;
use crate::model::article::Segment;
use crate::model::id::{ArticleId, Role};
use crate::text::source::SourceText;

/// Fewer cases than this show no habit.
const ENOUGH: u32 = 3;
/// The most that a habit says, as log-odds.
const MOST: f32 = 3.0;

/// The habits of a paper; nothing by default.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Habits {
    /// The log-odds that a byline follows its text, if that is more usual than not; else 0.
    pub byline_after: f32,
    /// As much for headlines.
    pub headline_after: f32,
    /// Whether datelines are left in the text.
    pub datelines_in_text: bool,
}

/// What was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    /// Before the text, after it.
    bylines: (u32, u32),
    headlines: (u32, u32),
    /// Apart, in the text.
    datelines: (u32, u32),
}

impl Counts {
    /// Counts on one page.
    pub fn of(source: &SourceText, annotations: &Annotations) -> Self {
        let mut counts = Self::default();
        let all: Vec<&Segment> = annotations.segments_in(source.span()).collect();
        for (at, segment) in all.iter().enumerate() {
            let Some(article) = segment.article() else {
                continue;
            };
            match segment.role().map(Role::as_str) {
                Some("byline") => count(&mut counts.bylines, &all, at, article),
                Some("headline") => count(&mut counts.headlines, &all, at, article),
                Some("dateline") => counts.datelines.0 += 1,
                Some("body") => {
                    let head: String = source.slice(segment.span).chars().take(120).collect();
                    let compact: String = head.chars().filter(|c| !c.is_whitespace()).collect();
                    counts.datelines.1 += u32::from(cues::dateline(&compact).is_some());
                }
                _ => {}
            }
        }
        counts
    }

    /// Adds what another page showed.
    pub fn add(&mut self, other: Self) {
        for (own, other) in [
            (&mut self.bylines, other.bylines),
            (&mut self.headlines, other.headlines),
            (&mut self.datelines, other.datelines),
        ] {
            own.0 += other.0;
            own.1 += other.1;
        }
    }

    /// The habits that these counts show.
    pub fn habits(self) -> Habits {
        let (apart, inside) = self.datelines;
        Habits {
            byline_after: after(self.bylines),
            headline_after: after(self.headlines),
            datelines_in_text: apart == 0 && inside >= ENOUGH,
        }
    }
}

/// Counts on which side of its text a head stands: one that touches running text of its
/// article on one side only, with nothing but other heads of the article between.
fn count(sides: &mut (u32, u32), all: &[&Segment], at: usize, article: ArticleId) {
    let text =
        |segment: &&&Segment| matches!(segment.role().map(Role::as_str), Some("body" | "dateline"));
    let own = |segment: &&&Segment| segment.article() == Some(article);
    let (before, after) = (all.get(..at), all.get(at + 1..));
    let before = before
        .unwrap_or_default()
        .iter()
        .rev()
        .take_while(own)
        .find(text);
    let after = after.unwrap_or_default().iter().take_while(own).find(text);
    match (before, after) {
        (None, Some(_)) => sides.0 += 1,
        (Some(_), None) => sides.1 += 1,
        _ => {}
    }
}

fn after((before, after): (u32, u32)) -> f32 {
    if before + after < ENOUGH || after <= before {
        return 0.0;
    }
    let odds = ((after as f32 + 0.5) / (before as f32 + 0.5)).ln();
    odds.min(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_cases_show_no_habit() {
        assert!(after((0, 2)).abs() < 1e-6 && after((4, 3)).abs() < 1e-6);
        assert!(after((0, 8)) > 2.0 && after((0, 900)) <= MOST);
    }

    #[test]
    fn datelines_are_in_the_text_only_if_never_apart() {
        let of = |datelines| {
            Counts {
                datelines,
                ..Counts::default()
            }
            .habits()
        };
        assert!(of((0, 3)).datelines_in_text);
        assert!(!of((1, 30)).datelines_in_text && !of((0, 2)).datelines_in_text);
    }
}
