//! What could not be carried exactly, for a person to look at.

use crate::text::span::Span;

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// What kind of thing it is.
    pub what: What,
    /// Its role, label, kind or type; empty where there is none.
    pub name: String,
    /// What has become of it.
    pub fate: Fate,
    /// Where it was in the old text.
    pub old: Span,
    /// What it said there, runs of white space as one space, cut after some fifty
    /// characters.
    pub surface: String,
    /// Where it is in the new text, or the place nearest to where it would be.
    pub place: Span,
}

/// What kinds of things are carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum What {
    /// An article with everything that belonged to it.
    Article,
    /// A part of an article.
    Segment,
    /// Text that belongs to no article.
    Furniture,
    /// A decision about a line end.
    LineBreak,
    /// A repair of the text.
    Correction,
    /// A mention.
    Entity,
    /// A link between mentions.
    Relation,
}

impl What {
    /// The name under which its text is looked up and which JSON has.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// What has become of something that was not carried exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Fate {
    /// Carried; its text is another now.
    TextChanged,
    /// Carried; an end of it was guessed.
    EndGuessed,
    /// Carried in several parts: its text stands in several places now.
    TornApart,
    /// Not carried: its text is not there, or not recognisable.
    Lost,
    /// Not carried: what it hangs on was not carried.
    Unsupported,
    /// Not carried: the schema does not know its name any more.
    NotInSchema,
    /// A correction, not carried: the new text reads right already.
    RightAlready,
    /// A paragraph end, not carried: the two lines are one now.
    LinesJoined,
}

impl Fate {
    /// The name under which its text is looked up and which JSON has.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Whether the new version has the thing.
    pub fn is_carried(self) -> bool {
        matches!(self, Self::TextChanged | Self::EndGuessed | Self::TornApart)
    }
}
