//! What an editor does, each verb as one transaction.
//!
//! A verb looks at the page and answers with a transaction or with the reason
//! why there is nothing to do; it never changes anything itself.

pub mod articles;
pub mod authorities;
pub mod continuations;
pub mod corrections;
pub mod documents;
pub mod entities;
pub mod line_breaks;
pub mod many;
pub mod relations;
pub mod segments;

/// Why a verb has nothing to do here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Refusal {
    /// There is only white space.
    NoText,
    /// The text belongs to no article yet.
    NoArticleHere,
    /// The text belongs to several articles.
    SeveralArticles,
    /// No article has this number.
    NoSuchArticle,
    /// An article starts here already.
    AlreadyStarts,
    /// It is already so.
    AlreadySo,
    /// There is no article above.
    NothingAbove,
    /// It is already the first or the last.
    NoFurther,
    /// A segment cannot be cut at its edge.
    NotInside,
    /// There is no entity here.
    NoEntityHere,
    /// The mention has no such part that could go.
    NoPartHere,
    /// Nothing is selected that could become a part.
    NothingSelected,
    /// No mention was selected before the text.
    NoEntityHeld,
    /// The schema has no attributes for what is at hand.
    NoAttributes,
    /// The schema lets no relation lead between these labels.
    NoRelationFits,
    /// There is no relation here.
    NoRelationHere,
    /// There is no line end here to decide.
    NoLineBreak,
    /// There is no correction here.
    NoCorrectionHere,
    /// What is selected in the clean text is not one stretch of the raw text.
    NotOneStretch,
    /// An article would continue itself, by way of others.
    WouldCircle,
    /// Another article continues that one already.
    ContinuedAlready,
    /// A record needs a name.
    NoName,
    /// A record stands for mentions of another label.
    OtherLabel,
    /// The record is not there any more.
    NoSuchRecord,
    /// Somebody else has changed the record meanwhile.
    RecordChanged,
    /// Something still mentions the record.
    RecordInUse,
}

impl Refusal {
    /// The name under which its text is looked up.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// What a verb answers.
pub type Outcome = Result<super::transaction::Transaction, Refusal>;

#[cfg(test)]
mod desk;
#[cfg(test)]
mod tests;
