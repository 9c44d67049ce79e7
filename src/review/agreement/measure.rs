//! The figures as a list, for tables.

use super::Figures;

/// One figure between 0 and 1 (τ: −1 and 1), the higher the better.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter, strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Measure {
    /// B³ F1.
    Grouping,
    /// B³ precision.
    GroupingPrecision,
    /// B³ recall.
    GroupingRecall,
    /// F1 of pairs of characters in one article.
    Pairs,
    /// Panoptic quality at an overlap of more than one half.
    Quality,
    /// Kendall's τ, mean over matched articles.
    Tau,
    /// F1 of successors in matched articles.
    Successors,
    /// Share of neighbouring characters that stay neighbours.
    Kept,
    /// Share of the text with the same role.
    Roles,
    /// F1 of paragraph ends.
    Paragraphs,
    /// Share of line ends that are the same.
    LineEnds,
    /// F1 of entities with the same span and label, all labels together.
    EntitiesStrict,
    /// F1 of entities that overlap one of the same label, all labels together.
    EntitiesOverlapping,
    /// F1 of corrections.
    Corrections,
}

impl Measure {
    /// The name in keys of texts.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Its value; `None` where nothing decides it.
    pub fn of(self, figures: &Figures) -> Option<f64> {
        match self {
            Self::Grouping => figures.grouping.f1(),
            Self::GroupingPrecision => figures.grouping.precision(),
            Self::GroupingRecall => figures.grouping.recall(),
            Self::Pairs => figures.grouping.pairs.f1(),
            Self::Quality => figures.articles.quality(),
            Self::Tau => figures.order.tau(),
            Self::Successors => figures.order.successors.f1(),
            Self::Kept => figures.order.kept_share(),
            Self::Roles => figures.roles.accuracy(),
            Self::Paragraphs => figures.breaks.para.f1(),
            Self::LineEnds => figures.breaks.accuracy(),
            Self::EntitiesStrict => figures.entities.all().strict.f1(),
            Self::EntitiesOverlapping => figures.entities.all().overlapping.f1(),
            Self::Corrections => figures.corrections.f1(),
        }
    }
}
