//! What accepted pages say about the lines of one page. Without such pages it says nothing,
//! and nothing is decided otherwise.

use super::blocks::Block;
use super::features::Feature;
use super::forms::forms;
use super::habits::Habits;
use super::label::{Label, Weights};
use super::learned::Learned;
use super::lines::Lines;
use super::trainer::ByLabel;

/// The most that forms say about the place of a head, as log-odds.
const MOST: f32 = 4.0;
/// From here on the forms of a title say whether it is a kicker.
const TELLS: f32 = 0.5;

/// What was learned of the page at hand.
#[derive(Debug, Clone, Default)]
pub(super) struct Taught {
    /// How the paper sets its pages.
    pub habits: Habits,
    /// By line, or empty: what its forms say for each label.
    lean: Vec<ByLabel>,
    /// Whether that counts for heads beyond their labels.
    heads: bool,
}

impl Taught {
    /// Labels the lines of a page and keeps what was learned of them.
    pub fn label(
        lines: &Lines,
        signs: &[Vec<Feature>],
        learned: Option<&Learned>,
    ) -> (Vec<Label>, Self) {
        let own = Weights::default();
        let Some(learned) = learned else {
            return (own.decode(signs), Self::default());
        };
        let trust = learned.trust(signs);
        let lessons = learned.lessons();
        let lean: Vec<ByLabel> = forms(lines, signs)
            .iter()
            .map(|forms| lessons.lean(forms).map(|weight| weight * trust.weights))
            .collect();
        let scores = signs.iter().zip(&lean).map(|(signs, lean)| {
            let mut scores = own.emissions(signs);
            scores.iter_mut().zip(lean).for_each(|(s, l)| *s += l);
            scores
        });
        let scores: Vec<ByLabel> = scores.collect();
        let labels = lessons.steps(&own, trust.weights).best(&scores);
        let habits = if trust.habits {
            learned.habits()
        } else {
            Habits::default()
        };
        let heads = trust.heads;
        (
            labels,
            Self {
                habits,
                lean,
                heads,
            },
        )
    }

    fn of(&self, line: usize, label: Label) -> f32 {
        let lean = self.lean.get(line).and_then(|it| it.get(label as usize));
        lean.copied().unwrap_or(0.0)
    }

    /// How far the forms of a head say that it is a heading rather than a headline, on
    /// average over its titles.
    pub fn heading(&self, block: &Block, labels: &[Label]) -> f32 {
        if !self.heads {
            return 0.0;
        }
        let titles =
            (block.first..=block.last).filter(|at| labels.get(*at).is_some_and(|it| it.is_title()));
        let odds = titles.map(|at| {
            let above = self.of(at, Label::Headline).max(self.of(at, Label::Kicker));
            self.of(at, Label::Heading) - above
        });
        let (sum, count) = odds.fold((0.0, 0.0_f32), |(sum, n), odds| (sum + odds, n + 1.0));
        (sum / count.max(1.0)).clamp(-MOST, MOST)
    }

    /// Whether the forms of a title say that it is a kicker, or that it is none; `None` if
    /// they say neither.
    pub fn is_kicker(&self, line: usize) -> Option<bool> {
        let odds = self.of(line, Label::Kicker) - self.of(line, Label::Headline);
        (self.heads && odds.abs() >= TELLS).then_some(odds > 0.0)
    }
}
