//! Sums over everything that is stored, to compare the tables with the journal.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::edit::op::{Change, Op, PageChange};
use crate::model::annotations::Annotations;
use crate::model::id::DocumentId;
use crate::model::layer::Scope;
use crate::store::journal_form;

/// For every subject a sum over all things in it. Sums do not depend on order and
/// things can be taken out again, so the tables and the journal, which has them in
/// quite another order, are compared without holding either in memory.
pub(super) type Digests = BTreeMap<Subject, u64>;

/// What is compared as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    Document(DocumentId),
    Page(Scope),
    Authorities,
}

/// Adds what `op` brings and takes away what it removes.
pub(super) fn count(digests: &mut Digests, op: &Op) {
    let subject = match op {
        Op::Page { scope, .. } => Subject::Page(*scope),
        Op::Document(change) => Subject::Document(change.subject().id),
        Op::Authority(_) => Subject::Authorities,
        Op::Layer(_) | Op::Schema(_) | Op::Rejection(_) => return,
    };
    let sum = digests.entry(subject).or_default();
    for (gone, part) in parts(op) {
        let digest = digest(&part);
        *sum = if gone {
            sum.wrapping_sub(digest)
        } else {
            sum.wrapping_add(digest)
        };
    }
}

/// An op as insertions, each with whether it counts backwards.
fn parts(op: &Op) -> Vec<(bool, Op)> {
    fn split<T: Clone>(change: &Change<T>, wrap: impl Fn(Change<T>) -> Op) -> Vec<(bool, Op)> {
        let part = |value: Option<&T>, gone| {
            value.map(|value| (gone, wrap(Change::Insert(value.clone()))))
        };
        let before = part(change.before(), true);
        before
            .into_iter()
            .chain(part(change.after(), false))
            .collect()
    }
    match op {
        Op::Page { scope, change } => {
            let scope = *scope;
            let page = |change| Op::Page { scope, change };
            match change {
                PageChange::Article(c) => split(c, |c| page(PageChange::Article(c))),
                PageChange::Segment(c) => split(c, |c| page(PageChange::Segment(c))),
                PageChange::LineBreak(c) => split(c, |c| page(PageChange::LineBreak(c))),
                PageChange::Correction(c) => split(c, |c| page(PageChange::Correction(c))),
                PageChange::Entity(c) => split(c, |c| page(PageChange::Entity(c))),
                PageChange::Relation(c) => split(c, |c| page(PageChange::Relation(c))),
            }
        }
        Op::Document(c) => split(c, Op::Document),
        Op::Authority(c) => split(c, Op::Authority),
        Op::Layer(_) | Op::Schema(_) | Op::Rejection(_) => Vec::new(),
    }
}

fn digest(op: &Op) -> u64 {
    let mut hasher = DefaultHasher::new();
    journal_form::ops_to_json(std::slice::from_ref(op))
        .unwrap_or_default()
        .hash(&mut hasher);
    hasher.finish()
}

/// Adds everything that a layer says of a page.
pub(super) fn count_page(digests: &mut Digests, scope: Scope, annotations: &Annotations) {
    let articles = annotations.articles().cloned();
    let segments = annotations.segments().cloned();
    let corrections = annotations.corrections().cloned();
    let entities = annotations.entities().cloned();
    let relations = annotations.relations().cloned();
    let all = articles
        .map(|x| PageChange::Article(Change::Insert(x)))
        .chain(segments.map(|x| PageChange::Segment(Change::Insert(x))))
        .chain(
            annotations
                .line_breaks()
                .map(|x| PageChange::LineBreak(Change::Insert(x))),
        )
        .chain(corrections.map(|x| PageChange::Correction(Change::Insert(x))))
        .chain(entities.map(|x| PageChange::Entity(Change::Insert(x))))
        .chain(relations.map(|x| PageChange::Relation(Change::Insert(x))));
    for change in all {
        count(digests, &Op::Page { scope, change });
    }
}
