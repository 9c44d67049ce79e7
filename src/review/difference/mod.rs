//! What another layer says of a page that mine does not, as questions for an editor.
//!
//! The other layer may be a machine's proposal, a colleague's work or an import:
//! nothing here knows which. What it says is cut into facts (a segment is so, a
//! line end means that); facts that an editor decides with one look are one
//! [`Question`]: a whole article, the captions of an article, the joins of a
//! paragraph.
//!
//! # What always holds
//!
//! - Accepting all questions about everything, with [`Silence::Denies`], makes the
//!   layers say the same ([`says_the_same`](super::same::says_the_same)).
//! - Layers that say the same give no question.
//! - Accepting any of them, in any order, is a legal change of the page.
//! - The answer depends on what the layers say, not on the ids in it.
//!
//! Tests prove each on random pages. Parts of the other layer that mine could not
//! hold (a role that the schema does not know, a line that the text does not have)
//! are passed over, and so are segments without ink and the articles that have
//! no others.

mod alignment;
mod corrections;
mod fingerprint;
mod free;
mod line_breaks;
mod mentions;
mod open;
mod order;
mod pairing;
mod question;
mod segments;
mod weight;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod spec;

use std::collections::{BTreeMap, BTreeSet};

use strum::IntoEnumIterator as _;

pub use alignment::Alignment;
pub(super) use fingerprint::{among, entity as mention_words, words};
pub(super) use mentions::merged;
pub(super) use order::{Continued, continued, described, places_of};
pub(super) use pairing::{Mentions, relation_words};
pub(super) use question::Fact;
pub use question::{ArticleRef, Choice, Kind, KindName, Question};

use crate::model::annotations::Annotations;
use crate::model::article::Segment;
use crate::model::evidence::{Evidence, OpenBlock, Proposal, Subject};
use crate::model::id::ArticleId;
use crate::model::schema::Schema;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// The layer that is compared with mine.
#[derive(Debug, Clone, Copy)]
pub struct Theirs<'a> {
    /// What it says.
    pub annotations: &'a Annotations,
    /// How sure it is of each thing; people give none.
    pub evidence: Option<&'a BTreeMap<Subject, Evidence>>,
    /// Text that it could not assign.
    pub open: &'a [OpenBlock],
}

impl<'a> From<&'a Proposal> for Theirs<'a> {
    fn from(proposal: &'a Proposal) -> Self {
        Self {
            annotations: &proposal.annotations,
            evidence: Some(&proposal.evidence),
            open: &proposal.open,
        }
    }
}

impl<'a> From<&'a Annotations> for Theirs<'a> {
    fn from(annotations: &'a Annotations) -> Self {
        Self {
            annotations,
            evidence: None,
            open: &[],
        }
    }
}

/// Something that layers can be compared in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub enum Aspect {
    /// Which text belongs to which article, is furniture, or neither.
    Articles,
    /// The roles of text inside an article.
    Roles,
    /// Where the text of an article is cut into segments.
    Cuts,
    /// The order of the segments of an article, and of the articles.
    Order,
    /// Titles given to articles, what else is said of them, and what they continue.
    Titles,
    /// Line ends.
    LineBreaks,
    /// Corrections.
    Corrections,
    /// Mentions.
    Entities,
    /// Relations between mentions.
    Relations,
}

/// What it means that the other layer does not say something that mine says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// That it is not so: both are complete, as with colleagues.
    Denies,
    /// Nothing: the other layer only proposes, and what I have beyond it is mine.
    Allows,
}

/// How layers are compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// In what.
    pub aspects: BTreeSet<Aspect>,
    /// What gaps in the other layer mean.
    pub silence: Silence,
    /// The score from which line ends are decided together with others: those of
    /// a new article with the article, those of one in hand in one question.
    pub sure: f64,
}

impl Options {
    /// For proposals: only what they say, and no cuts, which editors shift as they
    /// work without meaning anything by it.
    pub fn suggestions() -> Self {
        let mut aspects: BTreeSet<_> = Aspect::iter().collect();
        aspects.remove(&Aspect::Cuts);
        Self {
            aspects,
            silence: Silence::Allows,
            sure: 0.9,
        }
    }

    /// For the layers of people: everything, in both directions.
    pub fn colleagues() -> Self {
        Self {
            aspects: Aspect::iter().collect(),
            silence: Silence::Denies,
            sure: 0.9,
        }
    }
}

/// What `theirs` says of a page that `mine` does not, in the order of the text.
/// Parts whose fingerprint is among the `rejected` are left out.
///
/// Time grows with the length of the text and n log n with the number of things.
pub fn difference(
    source: &SourceText,
    schema: &Schema,
    mine: &Annotations,
    theirs: Theirs<'_>,
    options: &Options,
    rejected: &BTreeSet<String>,
) -> Vec<Question> {
    let alignment = Alignment::new(source, mine, theirs.annotations);
    let desk = Desk::new(source, schema, mine, theirs, options, rejected, alignment);
    let mut questions = Vec::new();
    let found = segments::Found::new(&desk);
    let new = found.new_articles(&desk);
    let coming = line_breaks::ask(&desk, new, &mut questions);
    segments::ask(&desk, found, coming, &mut questions);
    free::ask(&desk, &mut questions);
    order::ask(&desk, &mut questions);
    open::ask(&desk, &mut questions);
    corrections::ask(&desk, &mut questions);
    mentions::ask(&desk, &mut questions);
    merge_equal(&mut questions);
    questions.sort_by_key(|question| {
        let start = question.spans.first().map(|span| span.start());
        (start, KindName::from(&question.kind))
    });
    questions
}

/// Makes one of questions that say the same: equal mentions or relations.
fn merge_equal(questions: &mut Vec<Question>) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut merged: Vec<Question> = Vec::with_capacity(questions.len());
    for question in questions.drain(..) {
        let at = *first
            .entry(question.fingerprint.clone())
            .or_insert(merged.len());
        match merged.get_mut(at) {
            Some(twin) => twin.facts.extend(question.facts),
            None => merged.push(question),
        }
    }
    *questions = merged;
}

/// Sorts questions by how sure the proposer is, the surest first; those without a
/// score come last, and equals stay in the order of the text.
pub fn by_confidence(questions: &mut [Question]) {
    questions.sort_by(|a, b| {
        let key = |question: &Question| question.score.unwrap_or(-1.0);
        key(b).total_cmp(&key(a))
    });
}

/// Everything that the parts of a comparison look at.
struct Desk<'a> {
    source: &'a SourceText,
    schema: &'a Schema,
    mine: &'a Annotations,
    theirs: Theirs<'a>,
    options: &'a Options,
    rejected: &'a BTreeSet<String>,
    alignment: Alignment,
    /// What each article of theirs is known by; only of those with ink.
    cores: BTreeMap<ArticleId, String>,
}

impl<'a> Desk<'a> {
    fn new(
        source: &'a SourceText,
        schema: &'a Schema,
        mine: &'a Annotations,
        theirs: Theirs<'a>,
        options: &'a Options,
        rejected: &'a BTreeSet<String>,
        alignment: Alignment,
    ) -> Self {
        let layer = theirs.annotations;
        let has_ink = |segment: &Segment| source.trim(segment.span).is_some();
        let real = layer
            .articles()
            .filter(|article| layer.segments_of(article.id).any(has_ink));
        let core = |id| (id, fingerprint::core(source, schema, layer, id));
        let cores = real.map(|article| core(article.id)).collect();
        Self {
            source,
            schema,
            mine,
            theirs,
            options,
            rejected,
            alignment,
            cores,
        }
    }

    fn asks(&self, aspect: Aspect) -> bool {
        self.options.aspects.contains(&aspect)
    }

    fn silence_denies(&self) -> bool {
        self.options.silence == Silence::Denies
    }

    fn is_rejected(&self, fingerprint: &str) -> bool {
        among(self.rejected, fingerprint).is_some()
    }

    fn core(&self, theirs: ArticleId) -> &str {
        self.cores.get(&theirs).map_or("", String::as_str)
    }

    /// An article of theirs with its partner.
    fn article(&self, theirs: ArticleId) -> ArticleRef {
        ArticleRef {
            theirs: Some(theirs),
            mine: self.alignment.mine(theirs),
        }
    }

    /// Pairs of theirs and mine, in the order of theirs.
    fn aligned(&self) -> impl Iterator<Item = (ArticleId, ArticleId)> + '_ {
        let pair = |theirs| Some((theirs, self.alignment.mine(theirs)?));
        let articles = self.theirs.annotations.articles();
        articles.filter_map(move |article| pair(article.id))
    }

    /// A question of several parts, each a fact with its fingerprint and the
    /// subject that evidence may know; `None` if there is no part.
    fn question(&self, kind: Kind, mut spans: Vec<Span>, parts: Vec<Part>) -> Option<Question> {
        if parts.is_empty() {
            return None;
        }
        spans.sort_unstable();
        let subjects = parts.iter().filter_map(|part| part.subject);
        let (score, reasons) = weight::weakest(self.theirs.evidence, subjects);
        let name = kind.name();
        let (facts, parts): (Vec<_>, Vec<_>) = parts
            .into_iter()
            .map(|part| (part.fact, part.fingerprint))
            .unzip();
        Some(Question {
            kind,
            spans,
            score,
            reasons,
            fingerprint: fingerprint::joined(name, &parts),
            facts,
            parts,
        })
    }
}

/// One fact of a question.
struct Part {
    fact: Fact,
    fingerprint: String,
    subject: Option<Subject>,
}
