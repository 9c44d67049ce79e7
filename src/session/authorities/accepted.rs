//! The records of mentions that are accepted.

use std::cell::LazyCell;
use std::collections::HashMap;

use crate::edit::op::{Change, Op, PageChange};
use crate::edit::transaction::Transaction;
use crate::model::authority::Authority;
use crate::model::entity::Entity;
use crate::model::evidence::Proposal;
use crate::model::id::{AuthorityId, DocumentId, Label};
use crate::session::Session;
use crate::session::review::Side;

impl Session {
    /// Gives accepted mentions the record that the project has by now of the place for
    /// which they were taken. A record that has gone since they were proposed is none.
    pub(in crate::session) fn link_accepted(&self, theirs: &Side, transaction: &mut Transaction) {
        let by_code = LazyCell::new(|| sole_records(self.authorities()));
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
                entity.authority = code.and_then(|code| *by_code.get(&(&entity.label, code))?);
            }
        }
    }

    /// The code of the place for which the engines took a mention of a page.
    pub(super) fn proposed_code(&self, document: DocumentId, entity: &Entity) -> Option<String> {
        let proposal = self.proposal(document)?;
        code_of(proposal, entity).map(str::to_owned)
    }
}

/// The records by label and code; none where several have both.
fn sole_records<'a>(
    records: impl Iterator<Item = &'a Authority>,
) -> HashMap<(&'a Label, &'a str), Option<AuthorityId>> {
    let mut sole = HashMap::new();
    for record in records {
        if let Some(code) = record.code.as_deref() {
            sole.entry((&record.label, code))
                .and_modify(|it| *it = None)
                .or_insert(Some(record.id));
        }
    }
    sole
}

/// The code of the place that a proposal takes a mention for.
fn code_of<'p>(proposal: &'p Proposal, entity: &Entity) -> Option<&'p str> {
    let here = proposal.annotations.entities_in(entity.span);
    let mut same = here.filter(|it| it.span == entity.span && it.label == entity.label);
    same.find_map(|it| proposal.places.get(&it.id))
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entity::Attributes;

    fn record(label: &str, code: Option<&str>) -> Authority {
        Authority {
            id: AuthorityId::new(),
            label: Label::from(label),
            canonical: "甲县".to_owned(),
            aliases: Vec::new(),
            code: code.map(str::to_owned),
            note: String::new(),
            attributes: Attributes::new(),
        }
    }

    #[test]
    fn only_a_record_that_shares_its_code_with_no_other_of_its_label_stands_for_it() {
        let records = [
            record("CITY", Some("x1")),
            record("ORG", Some("x1")),
            record("CITY", Some("x2")),
            record("CITY", Some("x2")),
            record("CITY", Some("x2")),
            record("CITY", None),
        ];
        let sole = sole_records(records.iter());
        let of = |label: &str, code| sole.get(&(&Label::from(label), code)).copied().flatten();
        assert_eq!(of("CITY", "x1"), Some(records[0].id));
        assert_eq!(of("ORG", "x1"), Some(records[1].id));
        assert_eq!(of("CITY", "x2"), None);
        assert_eq!(of("CITY", ""), None);
    }
}
