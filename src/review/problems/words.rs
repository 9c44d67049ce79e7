//! Problems in English sentences, for the command line and logs.

use std::fmt;

use super::{Kind, Problem};

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, other) = (&self.text, &self.other);
        if let Some(number) = self.article {
            write!(f, "article {number}: ")?;
        }
        match self.kind {
            Kind::Unassigned => write!(f, "“{text}” belongs to nothing"),
            Kind::StrayByline => write!(f, "the byline “{text}” belongs to no article"),
            Kind::NoHeadline => write!(f, "it has no headline; it begins “{text}”"),
            Kind::NoBody => write!(f, "it has no body text; it begins “{text}”"),
            Kind::TwoHeadlines => write!(f, "a second headline “{text}” beside “{other}”"),
            Kind::EmptyTitle => write!(f, "its title says nothing"),
            Kind::LastHeading => write!(f, "no text follows the heading “{text}”"),
            Kind::CutSentence => write!(f, "the sentence “{text}” stops and goes on nowhere"),
            Kind::MidSentence => write!(f, "“{text}” begins in the middle of a sentence"),
            Kind::OrderJumps => write!(f, "“{text}” stands above “{other}” but is read after it"),
            Kind::OpenParagraph => write!(f, "a paragraph ends within the sentence “{text}”"),
            Kind::Repeated => write!(f, "“{text}” is a copy of line {other}"),
            Kind::Doubled => write!(f, "“{text}” is printed twice; it should read “{other}”"),
            Kind::OpenContinuation => write!(f, "“{text}” points to text that is not linked"),
            Kind::EntityAcross => write!(f, "{other} “{text}” runs over the border of an article"),
            Kind::EntityInFurniture => write!(f, "{other} “{text}” stands in furniture"),
            Kind::EntityTwice => write!(f, "{other} “{text}” is tagged twice"),
            Kind::EntityOverlap => write!(f, "{other} “{text}” overlaps another {other}"),
            Kind::EntityEdge => write!(f, "the entity “{text}” should perhaps be “{other}”"),
            Kind::MixedLabels => write!(f, "“{text}” has two labels on this page: {other}"),
            Kind::MixedInCorpus => write!(f, "“{text}” has two labels in the project: {other}"),
            Kind::CorrectionAcross => {
                write!(f, "the correction to “{other}” cuts the entity “{text}”")
            }
            Kind::CorrectionInside => {
                write!(f, "the correction to “{other}” changes the entity “{text}”")
            }
            Kind::MissingAttribute => write!(f, "the entity “{text}” lacks “{other}”"),
            Kind::MissingInArticle => write!(f, "the article “{text}” lacks “{other}”"),
            Kind::RelationUnfit => write!(
                f,
                "the relation “{other}” of “{text}” does not fit the labels of its ends"
            ),
        }
    }
}
