//! The kinds of problems and how bad they are.

/// How bad a problem is; the worst comes first.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Severity {
    /// It cannot be meant so.
    Error,
    /// It is probably wrong.
    Warning,
    /// It is worth a look.
    Hint,
}

impl Severity {
    /// The name under which it is written and its text is looked up.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// What can be wrong. Their texts are `problem.NAME`.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// Text that belongs to nothing.
    Unassigned,
    /// A byline that belongs to no article.
    StrayByline,
    /// An article without a headline.
    NoHeadline,
    /// An article without body text or caption.
    NoBody,
    /// An article with headlines in two places.
    TwoHeadlines,
    /// A title or headline that says nothing.
    EmptyTitle,
    /// A heading with no text below it.
    LastHeading,
    /// A sentence that stops at the end of a segment and goes on nowhere.
    CutSentence,
    /// A segment that begins in the middle of a sentence.
    MidSentence,
    /// A segment that is read after one that stands below it, for no visible reason.
    OrderJumps,
    /// A paragraph that ends within a sentence.
    OpenParagraph,
    /// Text that stands on the page twice.
    Repeated,
    /// A line that is printed twice over itself.
    Doubled,
    /// A note that the text goes on elsewhere, without a link.
    OpenContinuation,
    /// An entity that runs over the border of an article.
    EntityAcross,
    /// An entity in text that belongs to no article.
    EntityInFurniture,
    /// The same mention tagged twice.
    EntityTwice,
    /// Entities of the same label that overlap.
    EntityOverlap,
    /// An entity that begins or ends in the wrong place.
    EntityEdge,
    /// A surface that has another label elsewhere on the page.
    MixedLabels,
    /// A surface that has another label elsewhere in the project.
    MixedInCorpus,
    /// A correction over the border of an entity.
    CorrectionAcross,
    /// A correction inside an entity that is not linked to an authority record.
    CorrectionInside,
    /// An attribute that the schema asks for.
    MissingAttribute,
    /// An attribute of articles that the schema asks for.
    MissingInArticle,
    /// A relation that the schema does not let lead between these labels.
    RelationUnfit,
}

impl Kind {
    /// The name under which it is written and its text is looked up.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// How bad a problem of this kind usually is.
    pub fn severity(self) -> Severity {
        match self {
            Self::EntityAcross | Self::EntityTwice => Severity::Error,
            Self::Unassigned
            | Self::StrayByline
            | Self::NoHeadline
            | Self::NoBody
            | Self::TwoHeadlines
            | Self::LastHeading
            | Self::CutSentence
            | Self::MidSentence
            | Self::Repeated
            | Self::Doubled
            | Self::EntityOverlap
            | Self::EntityEdge
            | Self::RelationUnfit
            | Self::CorrectionAcross => Severity::Warning,
            Self::EmptyTitle
            | Self::OrderJumps
            | Self::OpenParagraph
            | Self::OpenContinuation
            | Self::EntityInFurniture
            | Self::MixedLabels
            | Self::MixedInCorpus
            | Self::CorrectionInside
            | Self::MissingAttribute
            | Self::MissingInArticle => Severity::Hint,
        }
    }

    /// Whether it is about an article as a whole and not about a stretch of text.
    pub(super) fn is_of_article(self) -> bool {
        matches!(
            self,
            Self::NoHeadline | Self::NoBody | Self::EmptyTitle | Self::LastHeading
        )
    }
}
