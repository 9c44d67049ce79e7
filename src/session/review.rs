//! Reviewing what another layer says of a page: asking, accepting, rejecting.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::apply::{Applied, Entry};
use super::{Session, SessionError};
use crate::edit::draft::Page;
use crate::edit::transaction::Transaction;
use crate::edit::verbs::Outcome;
use crate::model::annotations::Annotations;
use crate::model::evidence::Proposal;
use crate::model::id::{ArticleId, DocumentId, LayerId};
use crate::model::layer::Scope;
use crate::model::schema::Schema;
use crate::review::accept::{accept, accept_choice, only_adds, preview};
use crate::review::bulk::Bulk;
use crate::review::difference::{ArticleRef, Options, Question, Theirs, difference};
use crate::review::record;
use crate::review::reject::reject;
use crate::store::journal::GestureId;
use crate::store::reviews::{Decision, Verdict};
use crate::text::source::SourceText;

/// Another layer of a page, held against the one that is edited.
#[derive(Debug, Clone)]
pub struct Review {
    /// The page in the layer that is edited.
    pub scope: Scope,
    /// The other layer.
    pub source: LayerId,
    /// What it says.
    pub theirs: Side,
    /// What it says that mine does not, in the order of the text.
    pub questions: Vec<Question>,
    /// The page as it would be with all questions accepted.
    pub preview: Arc<Annotations>,
    /// The articles of the preview that are not mine yet, numbered on after mine, so
    /// that no two articles have one number while both are to be seen.
    pub newcomers: BTreeMap<ArticleId, usize>,
}

/// All that a comparison looks at: a job can make it while the page is edited.
#[derive(Debug, Clone)]
pub struct Comparison {
    scope: Scope,
    source: LayerId,
    text: SourceText,
    schema: Arc<Schema>,
    mine: Arc<Annotations>,
    theirs: Side,
    rejected: BTreeSet<String>,
}

impl Comparison {
    /// How many things either layer says; the time of comparing grows with it.
    pub fn size(&self) -> usize {
        let things = |layer: &Annotations| {
            layer.segment_count() + layer.entity_count() + layer.line_breaks().count()
        };
        things(&self.mine) + things(self.theirs.annotations())
    }

    /// Asks the questions.
    pub fn compare(self) -> Review {
        let questions = difference(
            &self.text,
            &self.schema,
            &self.mine,
            self.theirs.theirs(),
            &self.theirs.options(),
            &self.rejected,
        );
        let page = Page {
            scope: self.scope,
            source: &self.text,
            annotations: &self.mine,
            schema: &self.schema,
        };
        let preview = if questions.is_empty() {
            self.mine.clone()
        } else {
            Arc::new(preview(page, self.theirs.annotations(), &questions))
        };
        let is_new = |id: &ArticleId| self.mine.article(*id).is_none();
        let new = preview.articles().map(|it| it.id).filter(is_new);
        let newcomers = new.zip(self.mine.article_count() + 1..).collect();
        Review {
            scope: self.scope,
            source: self.source,
            theirs: self.theirs,
            questions,
            preview,
            newcomers,
        }
    }
}

impl Review {
    /// The article of the preview that one of theirs will be once it is mine.
    pub fn coming(&self, article: ArticleRef) -> Option<ArticleId> {
        let theirs = self.theirs.annotations();
        let first = theirs.segments_of(article.theirs?).next()?;
        self.preview.segments_in(first.span).next()?.article()
    }
}

/// What another layer says of a page.
#[derive(Debug, Clone)]
pub enum Side {
    /// A proposal of the engines: gaps in it mean nothing.
    Proposal(Arc<Proposal>),
    /// The layer of a person: what it does not say is not so.
    Layer(Arc<Annotations>),
}

impl Side {
    /// The annotations.
    pub fn annotations(&self) -> &Annotations {
        match self {
            Self::Proposal(proposal) => &proposal.annotations,
            Self::Layer(annotations) => annotations,
        }
    }

    fn theirs(&self) -> Theirs<'_> {
        match self {
            Self::Proposal(proposal) => Theirs::from(&**proposal),
            Self::Layer(annotations) => Theirs::from(&**annotations),
        }
    }

    fn options(&self) -> Options {
        match self {
            Self::Proposal(_) => Options::suggestions(),
            Self::Layer(_) => Options::colleagues(),
        }
    }
}

/// How questions are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// As they are; the likeliest answer of those that offer several.
    Yes,
    /// With this answer (from 0) of the several that the first question offers.
    Choice(usize),
}

impl Session {
    /// Holds the layer `source` against the one that is edited; `None` if the engines
    /// have not proposed for the page, or if it is the layer that is edited.
    ///
    /// # Errors
    /// The store's.
    pub fn review(
        &mut self,
        document: DocumentId,
        source: LayerId,
    ) -> Result<Option<Review>, SessionError> {
        let comparison = self.comparison(document, source)?;
        Ok(comparison.map(Comparison::compare))
    }

    /// What [`Session::review`] compares, for pages so large that it takes a while.
    ///
    /// # Errors
    /// The store's.
    pub fn comparison(
        &mut self,
        document: DocumentId,
        source: LayerId,
    ) -> Result<Option<Comparison>, SessionError> {
        let scope = self.scope_of(document);
        let Some(theirs) = self.other_side(scope, source)? else {
            return Ok(None);
        };
        let rejected = self.rejected(scope, source)?;
        let schema = self.schema.clone();
        let page = self.load(scope)?;
        Ok(Some(Comparison {
            scope,
            source,
            text: page.source.clone(),
            schema,
            mine: page.annotations.clone(),
            theirs,
            rejected,
        }))
    }

    fn other_side(&mut self, scope: Scope, source: LayerId) -> Result<Option<Side>, SessionError> {
        if source == scope.layer {
            return Ok(None);
        }
        if self.suggestions_layer() == Some(source) {
            let proposal = self.load_proposal(scope.document)?;
            return Ok(proposal.map(Side::Proposal));
        }
        let layer = Scope {
            layer: source,
            ..scope
        };
        let page = self.load(layer)?;
        Ok(Some(Side::Layer(page.annotations.clone())))
    }

    /// Takes questions over into the layer that is edited, as one step of undo, and
    /// records the decisions; `None` if nothing of them is left to do.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn review_accept(
        &mut self,
        review: &Review,
        questions: &[Question],
        answer: Answer,
    ) -> Result<Option<Applied>, SessionError> {
        let theirs = review.theirs.annotations();
        let asked = self.ask_page(review.scope, |page| match (answer, questions.first()) {
            (Answer::Choice(at), Some(first)) => accept_choice(page, theirs, first, at),
            _ => accept(page, theirs, questions),
        })?;
        let Ok(mut transaction) = asked else {
            return Ok(None);
        };
        self.link_accepted(&review.theirs, &mut transaction);
        let transaction = self.with_links(transaction)?;
        let transaction = self.with_status(transaction)?;
        self.decide(review, questions, Verdict::Accepted, transaction)
            .map(Some)
    }

    /// Remembers that questions are not wanted, as one step of undo, and records the
    /// decisions; `None` if all were rejected before.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn review_reject(
        &mut self,
        review: &Review,
        questions: &[Question],
        reason: &str,
    ) -> Result<Option<Applied>, SessionError> {
        let (scope, source) = (review.scope, review.source);
        let rejected = self.rejected(scope, source)?;
        let now = jiff::Timestamp::now();
        let transaction = reject(scope, source, questions, &rejected, reason, now);
        if transaction.ops.is_empty() {
            return Ok(None);
        }
        self.decide(review, questions, Verdict::Rejected, transaction)
            .map(Some)
    }

    /// Accepts what `bulk` means of the engines' proposal for a page, as one step of
    /// undo. Answers with the number of questions accepted.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn accept_suggestions(
        &mut self,
        document: DocumentId,
        bulk: Bulk,
    ) -> Result<usize, SessionError> {
        self.accept_suggested(document, bulk, |_, _, _| true)
    }

    /// As [`Session::accept_suggestions`], but leaves out the questions that would take
    /// away or change something that the page says already.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn accept_additions(
        &mut self,
        document: DocumentId,
        bulk: Bulk,
    ) -> Result<usize, SessionError> {
        self.accept_suggested(document, bulk, |mine, theirs, question| {
            mine.annotations.is_empty() || only_adds(mine, theirs, question)
        })
    }

    /// Accepts those of the questions meant by `bulk` that `takes` takes.
    fn accept_suggested(
        &mut self,
        document: DocumentId,
        bulk: Bulk,
        takes: impl Fn(Page<'_>, &Annotations, &Question) -> bool,
    ) -> Result<usize, SessionError> {
        let Some(layer) = self.suggestions_layer() else {
            return Ok(0);
        };
        let Some(review) = self.review(document, layer)? else {
            return Ok(0);
        };
        let mut meant = bulk.pick(&review.questions);
        let schema = self.schema.clone();
        let page = self.load(review.scope)?;
        let (mine, theirs) = (page.look(&schema), review.theirs.annotations());
        meant.retain(|question| takes(mine, theirs, question));
        let done = self.review_accept(&review, &meant, Answer::Yes)?;
        Ok(done.map_or(0, |_| meant.len()))
    }

    fn ask_page(
        &mut self,
        scope: Scope,
        verb: impl FnOnce(Page<'_>) -> Outcome,
    ) -> Result<Outcome, SessionError> {
        let schema = self.schema.clone();
        let page = self.load(scope)?;
        Ok(verb(page.look(&schema)))
    }

    fn decide(
        &mut self,
        review: &Review,
        questions: &[Question],
        verdict: Verdict,
        transaction: Transaction,
    ) -> Result<Applied, SessionError> {
        let at = jiff::Timestamp::now();
        let decision = |question: &Question| Decision {
            scope: review.scope,
            source: review.source,
            what: record::json(question),
            verdict,
            score: question.score,
            author: self.author.clone(),
            at,
        };
        let decisions = questions.iter().map(decision).collect();
        let mut entry = Entry::edit(transaction, GestureId::new(), Vec::new());
        entry.decisions = decisions;
        self.commit(&[entry])
    }
}
