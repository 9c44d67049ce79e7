//! Answering questions with yes: what the other layer says becomes mine, in one
//! transaction.
//!
//! A question is a list of facts. All facts of all accepted questions are laid over
//! a copy of the page together (an article is made once, whatever was asked about
//! it), and what then differs from the page is the transaction. Facts about things
//! that are no longer there are passed over.

mod articles;
mod marks;
mod ranks;
mod sheet;
mod wanted;

use super::difference::{Alignment, Fact, Question};
use crate::edit::apply::{Ground, apply_changes};
use crate::edit::draft::{Draft, Page};
use crate::edit::label::{Deed, EditLabel};
use crate::edit::op::{Change, Op, PageChange};
use crate::edit::verbs::{Outcome, Refusal};
use crate::model::annotations::Annotations;
use crate::model::article::{Article, Place, Segment};
use crate::text::span::Span;

/// Accepts questions: the first answer for those that offer several.
///
/// # Errors
/// [`Refusal::AlreadySo`] if nothing is left to do.
pub fn accept(page: Page<'_>, theirs: &Annotations, questions: &[Question]) -> Outcome {
    let facts: Vec<_> = questions.iter().flat_map(|one| &one.facts).collect();
    let focus = questions
        .first()
        .map_or_else(Span::default, Question::place);
    let label = EditLabel::new(Deed::Accept).times(questions.len());
    answer(page, theirs, &facts, label, focus)
}

/// What the page would say with all questions accepted: what is to come, for drawing.
pub fn preview(page: Page<'_>, theirs: &Annotations, questions: &[Question]) -> Annotations {
    let mut annotations = page.annotations.clone();
    if let Ok(transaction) = accept(page, theirs, questions) {
        let changes = transaction.ops.iter().filter_map(|op| match op {
            Op::Page { change, .. } => Some(change),
            _ => None,
        });
        let ground = Ground {
            source: page.source,
            schema: page.schema,
        };
        if let Err(error) = apply_changes(&mut annotations, ground, changes.collect::<Vec<_>>()) {
            log::error!("what is proposed cannot be shown: {error}");
        }
    }
    annotations
}

/// Whether accepting a question only adds to the page: nothing that it says goes or
/// becomes another, but for the ranks that make room.
pub fn only_adds(page: Page<'_>, theirs: &Annotations, question: &Question) -> bool {
    let Ok(transaction) = accept(page, theirs, std::slice::from_ref(question)) else {
        return false;
    };
    let ops = || transaction.ops.iter();
    ops().all(is_harmless) && ops().any(is_insertion)
}

fn is_insertion(op: &Op) -> bool {
    let Op::Page { change, .. } = op else {
        return false;
    };
    match change {
        PageChange::Article(change) => matches!(change, Change::Insert(_)),
        PageChange::Segment(change) => matches!(change, Change::Insert(_)),
        PageChange::LineBreak(change) => matches!(change, Change::Insert(_)),
        PageChange::Correction(change) => matches!(change, Change::Insert(_)),
        PageChange::Entity(change) => matches!(change, Change::Insert(_)),
        PageChange::Relation(change) => matches!(change, Change::Insert(_)),
    }
}

fn is_harmless(op: &Op) -> bool {
    match op {
        Op::Page {
            change: PageChange::Article(Change::Replace { before, after }),
            ..
        } => {
            let moved = Article {
                rank: after.rank,
                ..before.clone()
            };
            moved == *after
        }
        Op::Page {
            change: PageChange::Segment(Change::Replace { before, after }),
            ..
        } => {
            let mut moved = before.clone();
            if let (Place::Article { rank, .. }, Place::Article { .. }) =
                (&mut moved.place, &after.place)
            {
                *rank = after.rank();
            }
            moved == *after
        }
        op => is_insertion(op),
    }
}

/// Accepts answer `choice` (from 0) of a question that offers several.
///
/// # Errors
/// [`Refusal::NoSuchArticle`] if it offers fewer; [`Refusal::AlreadySo`].
pub fn accept_choice(
    page: Page<'_>,
    theirs: &Annotations,
    question: &Question,
    choice: usize,
) -> Outcome {
    let narrow = |fact: &Fact| match fact {
        Fact::Open(span, articles) => {
            let article = *articles.get(choice)?;
            Some(Fact::Open(*span, vec![article]))
        }
        _ => None,
    };
    let facts: Option<Vec<_>> = question.facts.iter().map(narrow).collect();
    let facts = facts.ok_or(Refusal::NoSuchArticle)?;
    let label = EditLabel::new(Deed::Accept);
    let facts: Vec<_> = facts.iter().collect();
    answer(page, theirs, &facts, label, question.place())
}

fn answer(
    page: Page<'_>,
    theirs: &Annotations,
    facts: &[&Fact],
    label: EditLabel,
    focus: Span,
) -> Outcome {
    let desk = Desk {
        page,
        theirs,
        alignment: Alignment::new(page.source, page.annotations, theirs),
    };
    let mut draft = Draft::new(page);
    articles::lay(&desk, facts, &mut draft);
    marks::lay(&desk, facts, &mut draft);
    draft.finish(label, focus).ok_or(Refusal::AlreadySo)
}

/// What the answer is worked out from.
struct Desk<'a> {
    page: Page<'a>,
    theirs: &'a Annotations,
    alignment: Alignment,
}

impl Desk<'_> {
    /// A segment of theirs without white space at its ends; `None` if mine could
    /// not hold it.
    fn usable(&self, segment: &Segment) -> Option<Span> {
        let known = |role| self.page.schema.role(role).is_some();
        let usable = segment.role().is_none_or(known);
        self.page.source.trim(segment.span).filter(|_| usable)
    }
}
