//! What a program proposes for a page, how sure it is of each part, and why.
//!
//! A proposal is a complete set of annotations like an editor's own. Beside it
//! stands the evidence: a probability and reasons for each thing in it. Reasons
//! are kept as cues with a detail, not as sentences, so that they can be read in
//! either language.

use std::collections::BTreeMap;

use super::annotations::Annotations;
use super::id::{ArticleId, CorrectionId, EntityId, RelationId, SegmentId};
use crate::text::span::Span;

/// A thing in a set of annotations for which there can be evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// That these segments are one article.
    Article(ArticleId),
    /// That a stretch belongs to its article with its role, or is furniture.
    Segment(SegmentId),
    /// The meaning of a line end, by its upper line (from 1).
    LineBreak(u32),
    /// A correction.
    Correction(CorrectionId),
    /// A mention.
    Entity(EntityId),
    /// A relation between mentions.
    Relation(RelationId),
}

/// How sure a program is of one thing, and why.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// The probability that an editor accepts it, from 0 to 1.
    pub score: f64,
    /// What speaks for it, the strongest first.
    pub reasons: Vec<Reason>,
}

/// One thing that speaks for a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What kind of sign it is.
    pub cue: Cue,
    /// The words or the number that it rests on; may be empty.
    pub detail: String,
}

impl Reason {
    /// A reason that needs no detail.
    pub fn new(cue: Cue) -> Self {
        let detail = String::new();
        Self { cue, detail }
    }

    /// A reason with the words that it rests on.
    pub fn about(cue: Cue, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self { cue, detail }
    }
}

/// The kinds of signs that engines go by. Their texts are `cue.NAME`.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Cue {
    /// A caption mark such as ▲, or words like 图为.
    CaptionMark,
    /// A dateline such as 本报…讯.
    Dateline,
    /// A byline: a reporter's or correspondent's name with their trade.
    Byline,
    /// A short line without punctuation at its end.
    ShortLine,
    /// A subheadline that begins with a dash.
    DashLine,
    /// A heading with a number.
    Numbered,
    /// The line is wider or narrower than the column around it.
    Width,
    /// Blank lines set it apart.
    BlankLines,
    /// A sentence is left open at its end and goes on here.
    OpenSentence,
    /// A sentence ends before it.
    SentenceEnd,
    /// It stands beside the text it belongs to.
    Neighbour,
    /// The same place is named in both.
    SamePlace,
    /// The same person is named in both.
    SamePerson,
    /// The same words stand in both.
    SharedWords,
    /// It says the same as another line: a shadow or doubled text.
    Repeated,
    /// Each character, or the whole, is printed twice.
    Doubled,
    /// It stands at the head or foot of the page, or in the other pages too.
    RunningHead,
    /// Characters with nothing to read.
    Junk,
    /// A note that the text goes on elsewhere, or comes from there.
    Continuation,
    /// It was seen so on pages that were accepted.
    Learned,
    /// The only one that is left.
    OnlyChoice,
    /// What text of this kind usually is.
    Usual,
    /// Letters or spaces between them are wrong for this script.
    Typography,
    /// A character looks like another that makes a word here.
    LookAlike,
    /// An indent or the lack of one.
    Indent,
    /// A gazetteer has the name.
    Gazetteer,
    /// An authority record of the project has the name.
    Record,
    /// The page names it in full, too.
    NamedInFull,
    /// It stands in a list of places.
    Enumerated,
    /// A word beside it goes with places: 在, 赴, 来到.
    PlaceWord,
    /// It is part of the name of an organisation, or one of its bodies follows.
    Organisation,
    /// An office stands beside the name.
    Office,
    /// It stands in a list with names of the kind.
    Listed,
    /// Somebody is given an office or relieved of it.
    Appointed,
    /// A name in quotation marks.
    Quoted,
    /// The noun that names its kind is attached to it.
    HeadNoun,
    /// A verb says that somebody carries it out.
    CarriedOut,
    /// It is known all over the country.
    WellKnown,
}

impl Cue {
    /// The name under which it is stored and its text is looked up.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Text that the program could not assign, with the likeliest articles.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenBlock {
    /// The text, without white space at its ends.
    pub span: Span,
    /// At most three articles of the proposal with their probabilities, the
    /// likeliest first.
    pub choices: Vec<(ArticleId, f64)>,
}

/// A complete proposal for one page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Proposal {
    /// What is proposed.
    pub annotations: Annotations,
    /// How sure the program is of each thing, and why.
    pub evidence: BTreeMap<Subject, Evidence>,
    /// Text that was left open, in the order of the raw text.
    pub open: Vec<OpenBlock>,
    /// The codes of the places that mentions mean, where it is clear and the project has
    /// no record of it.
    pub places: BTreeMap<EntityId, String>,
}
