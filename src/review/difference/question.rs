//! One decision that a reviewer is asked for.

use crate::model::annotations::Annotations;
use crate::model::entity::Entity;
use crate::model::evidence::Reason;
use crate::model::id::{
    ArticleId, CorrectionId, EntityId, Label, RelationId, RelationType, Role, SegmentId,
};
use crate::model::line_break::BreakKind;
use crate::text::span::Span;

/// Something that the other layer says and mine does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// What is asked.
    pub kind: Kind,
    /// Where it is to be seen, in text order; empty only for what has no place.
    pub spans: Vec<Span>,
    /// How sure the proposer is, from 0 to 1; `None` for layers of people.
    pub score: Option<f64>,
    /// What speaks for it, the strongest first; few.
    pub reasons: Vec<Reason>,
    /// What it says in a form that does not depend on ids or numbers: equal for
    /// equal questions of different runs.
    pub fingerprint: String,
    /// What becomes true by accepting it.
    pub(in crate::review) facts: Vec<Fact>,
    /// What is remembered when it is rejected: one fingerprint for each part that
    /// could be asked again in other company.
    pub(in crate::review) parts: Vec<String>,
}

impl Question {
    /// The span to show first: the start of the page if it has no place.
    pub fn place(&self) -> Span {
        self.spans.first().copied().unwrap_or_default()
    }

    /// Whether the reviewer must choose among several answers.
    pub fn is_choice(&self) -> bool {
        matches!(self.kind, Kind::Choose { .. })
    }

    /// Where it is to be seen in `mine` and `theirs`, the layers that it was made of, in
    /// text order: its [`spans`](Self::spans), but of a mention in several parts only
    /// these, without the text between them.
    pub fn pieces(&self, mine: &Annotations, theirs: &Annotations) -> Vec<Span> {
        let mentions = self.facts.iter().flat_map(|fact| match *fact {
            Fact::Entity { id, .. } => [theirs.entity(id), None],
            Fact::NoEntity(id) => [mine.entity(id), None],
            Fact::Relation(id) => ends(theirs, id),
            Fact::NoRelation(id) => ends(mine, id),
            _ => [None; 2],
        });
        let mut pieces: Vec<Span> = mentions.flatten().flat_map(Entity::pieces).collect();
        if pieces.is_empty() {
            return self.spans.clone();
        }
        pieces.sort_unstable();
        pieces
    }

    /// Of a question about a relation in `mine` or `theirs`, the layers that it was made
    /// of: where it leads from and where to.
    pub fn relation_ends(&self, mine: &Annotations, theirs: &Annotations) -> Option<[Span; 2]> {
        let ends = self.facts.iter().find_map(|fact| match *fact {
            Fact::Relation(id) => Some(ends(theirs, id)),
            Fact::NoRelation(id) => Some(ends(mine, id)),
            _ => None,
        });
        match ends? {
            [Some(from), Some(to)] => Some([from.span, to.span]),
            _ => None,
        }
    }

    /// Whether any part of it shares text with `span`, or touches it if that is a
    /// caret.
    pub fn touches(&self, span: Span) -> bool {
        let meets = |own: &Span| {
            if span.is_empty() {
                own.start() <= span.start() && span.start() <= own.end()
            } else {
                own.overlaps(span)
            }
        };
        self.spans.iter().any(meets)
    }

    /// The article of mine that it is about, if it is there already.
    pub fn article(&self) -> Option<ArticleId> {
        self.subject().and_then(|subject| subject.mine)
    }

    /// The article that it is about, in either layer.
    pub fn subject(&self) -> Option<ArticleRef> {
        match &self.kind {
            Kind::NewArticle { article, .. }
            | Kind::Assign { article, .. }
            | Kind::Role { article, .. }
            | Kind::Cut { article }
            | Kind::Order { article }
            | Kind::Title { article, .. }
            | Kind::Attributes { article, .. }
            | Kind::Continues { article, .. } => Some(*article),
            Kind::Free { article, .. } | Kind::LineBreaks { article, .. } => *article,
            Kind::ArticleOrder
            | Kind::Furniture
            | Kind::Choose { .. }
            | Kind::Correct { .. }
            | Kind::Uncorrect { .. }
            | Kind::Tag { .. }
            | Kind::Retag { .. }
            | Kind::Untag { .. }
            | Kind::Relate { .. }
            | Kind::Unrelate { .. } => None,
        }
    }
}

/// The mentions that a relation holds between.
fn ends(layer: &Annotations, id: RelationId) -> [Option<&Entity>; 2] {
    let relation = layer.relation(id);
    [relation.map(|it| it.from), relation.map(|it| it.to)]
        .map(|end| end.and_then(|id| layer.entity(id)))
}

/// An article as either layer has it; never neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArticleRef {
    /// In the other layer.
    pub theirs: Option<ArticleId>,
    /// In mine.
    pub mine: Option<ArticleId>,
}

/// One article that text can be given to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// The article; one that is not in my layer yet comes in whole with the text.
    pub article: ArticleRef,
    /// How likely it is, from 0 to 1.
    pub score: f64,
}

/// What is asked. Counts are those of things, never of characters.
#[derive(Debug, Clone, PartialEq, strum::EnumDiscriminants)]
#[strum_discriminants(
    name(KindName),
    derive(Hash, PartialOrd, Ord, strum::EnumIter, strum::IntoStaticStr),
    strum(serialize_all = "kebab-case"),
    doc = "The names of the kinds of questions."
)]
pub enum Kind {
    /// These segments are an article that I do not have.
    NewArticle {
        /// Only in the other layer.
        article: ArticleRef,
        /// How many segments it has.
        segments: usize,
        /// How many line ends are decided with it.
        line_breaks: usize,
    },
    /// This text belongs to that article, with that role.
    Assign {
        /// In both layers.
        article: ArticleRef,
        /// The role it has there.
        role: Role,
    },
    /// This text of the article has another role.
    Role {
        /// In both layers.
        article: ArticleRef,
        /// The role that it has in mine, if it is one.
        from: Option<Role>,
        /// The role that it is to have.
        role: Role,
    },
    /// The text of the article is cut into segments elsewhere.
    Cut {
        /// In both layers.
        article: ArticleRef,
    },
    /// The segments of the article are read in another order.
    Order {
        /// In both layers.
        article: ArticleRef,
    },
    /// The articles of the page are read in another order.
    ArticleOrder,
    /// This text belongs to no article.
    Furniture,
    /// This text, which I have assigned, is assigned to nothing.
    Free {
        /// The article of mine that has it; `None` for furniture.
        article: Option<ArticleRef>,
        /// Whether nothing of that article is left.
        whole: bool,
    },
    /// This text belongs to one of these articles; the proposer cannot say which.
    Choose {
        /// The likeliest first, at most three, at least one.
        choices: Vec<Choice>,
    },
    /// These line ends are decided so.
    LineBreaks {
        /// The article they stand in, by the other layer.
        article: Option<ArticleRef>,
        /// How many become joins.
        soft: usize,
        /// How many become paragraph ends.
        para: usize,
        /// How many become undecided.
        undecided: usize,
    },
    /// The raw text is wrong and should read so; several places if they are equal.
    Correct {
        /// What it should read; empty to delete.
        replacement: String,
    },
    /// The raw text is right, my correction is not.
    Uncorrect {
        /// What mine says.
        replacement: String,
    },
    /// The article has another title.
    Title {
        /// In both layers.
        article: ArticleRef,
        /// The other title; `None` to read it off the headline.
        title: Option<String>,
    },
    /// Other things are said of the article as a whole.
    Attributes {
        /// In both layers.
        article: ArticleRef,
        /// The attributes that differ, as the schema names them.
        names: Vec<String>,
    },
    /// The article continues another one than mine says.
    Continues {
        /// In both layers.
        article: ArticleRef,
        /// The one that it continues.
        target: Option<ArticleId>,
    },
    /// This is a mention; several places if they read the same.
    Tag {
        /// Its label.
        label: Label,
    },
    /// This mention has another label, other ends, attributes or record.
    Retag {
        /// The label in mine.
        from: Label,
        /// The label that it is to have.
        label: Label,
        /// Where mine is.
        was: Span,
    },
    /// This is no mention.
    Untag {
        /// The label in mine.
        label: Label,
    },
    /// Two mentions are linked.
    Relate {
        /// The type of the link.
        relation: RelationType,
    },
    /// Two mentions are not linked.
    Unrelate {
        /// The type of the link in mine.
        relation: RelationType,
    },
}

impl Kind {
    /// The name under which its texts are looked up and decisions are stored.
    pub fn name(&self) -> &'static str {
        KindName::from(self).into()
    }
}

/// The smallest thing that is or is not so in a layer. Ids are those of the other
/// layer unless said otherwise.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::review) enum Fact {
    /// A segment is as the other layer has it.
    Segment(SegmentId),
    /// A stretch belongs to nothing.
    Free(Span),
    /// A stretch belongs to one of these articles, the likeliest first.
    Open(Span, Vec<ArticleId>),
    /// An article is read in the other layer's order.
    Order(ArticleId),
    /// The articles stand in the other layer's order.
    ArticleOrder,
    /// An article has the other layer's title.
    Title(ArticleId),
    /// An article has the other layer's attributes.
    Attributes {
        /// Which.
        id: ArticleId,
        /// Whether what the other layer leaves open stays as mine has it.
        keep: bool,
    },
    /// An article continues what it continues there.
    Continues(ArticleId),
    /// A line end is decided so, or undecided.
    LineBreak(u32, Option<BreakKind>),
    /// A correction is there.
    Correction(CorrectionId),
    /// A correction of mine is not there.
    NoCorrection(CorrectionId),
    /// A mention is there.
    Entity {
        /// Which.
        id: EntityId,
        /// Whether what the other layer leaves open stays as mine has it.
        keep: bool,
    },
    /// A mention of mine is not there.
    NoEntity(EntityId),
    /// A relation is there.
    Relation(RelationId),
    /// A relation of mine is not there.
    NoRelation(RelationId),
}
