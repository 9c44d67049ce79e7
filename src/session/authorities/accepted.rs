//! The records of mentions that are accepted.

use crate::edit::op::{Change, Op, PageChange};
use crate::edit::transaction::Transaction;
use crate::model::entity::Entity;
use crate::model::evidence::Proposal;
use crate::model::id::{AuthorityId, DocumentId, Label};
use crate::session::Session;
use crate::session::review::Side;

impl Session {
    /// Gives accepted mentions the record that the project has by now of the place for
    /// which they were taken. A record that has gone since they were proposed is none.
    pub(in crate::session) fn link_accepted(&self, theirs: &Side, transaction: &mut Transaction) {
        for op in &mut transaction.ops {
            let Op::Page { change, .. } = op else {
                continue;
            };
            let PageChange::Entity(Change::Insert(entity) | Change::Replace { after: entity, .. }) =
                change
            else {
                continue;
            };
            entity.authority = entity.authority.filter(|id| self.authority(*id).is_some());
            if let (None, Side::Proposal(proposal)) = (entity.authority, theirs) {
                let code = code_of(proposal, entity);
                entity.authority = code.and_then(|code| self.sole_of_code(&entity.label, code));
            }
        }
    }

    /// The one record of a label that has a code.
    fn sole_of_code(&self, label: &Label, code: &str) -> Option<AuthorityId> {
        let of_code = |it: &&crate::model::authority::Authority| {
            it.label == *label && it.code.as_deref() == Some(code)
        };
        let mut all = self.authorities().filter(of_code);
        let first = all.next()?;
        all.next().is_none().then_some(first.id)
    }

    /// The code of the place for which the engines took a mention of a page.
    pub(super) fn proposed_code(&self, document: DocumentId, entity: &Entity) -> Option<String> {
        let proposal = self.proposal(document)?;
        code_of(proposal, entity).map(str::to_owned)
    }
}

/// The code of the place that a proposal takes a mention for.
fn code_of<'p>(proposal: &'p Proposal, entity: &Entity) -> Option<&'p str> {
    let here = proposal.annotations.entities_in(entity.span);
    let mut same = here.filter(|it| it.span == entity.span && it.label == entity.label);
    same.find_map(|it| proposal.places.get(&it.id))
        .map(String::as_str)
}
