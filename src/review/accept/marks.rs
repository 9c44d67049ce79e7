//! Line ends, corrections, mentions and relations as the facts have them.

use std::collections::BTreeMap;

use super::{Desk, Fact};
use crate::edit::draft::Draft;
use crate::edit::op::{Change, PageChange};
use crate::model::correction::Correction;
use crate::model::entity::Entity;
use crate::model::id::{CorrectionId, EntityId, RelationId};
use crate::model::line_break::{BreakKind, LineBreak};
use crate::model::relation::Relation;
use crate::review::difference::{Mentions, merged};

/// Lays over the draft what facts say beside text and articles.
pub(super) fn lay(desk: &Desk<'_>, facts: &[&Fact], draft: &mut Draft<'_>) {
    let mut marks = Marks::default();
    let pairs = Mentions::new(desk.page.annotations, desk.theirs);
    for fact in facts {
        match fact {
            Fact::LineBreak(line, kind) => marks.line_break(desk, *line, *kind),
            Fact::Correction(id) => marks.correct(desk, *id),
            Fact::NoCorrection(id) => marks.uncorrect(*id),
            Fact::Entity { id, keep } => {
                marks.tag(desk, &pairs, *id, *keep);
            }
            Fact::NoEntity(id) => marks.untag(desk, *id),
            _ => {}
        }
    }
    // Relations need their ends, whatever the order of the facts.
    for fact in facts {
        match fact {
            Fact::Relation(id) => marks.relate(desk, &pairs, *id),
            Fact::NoRelation(id) => marks.unrelate(*id),
            _ => {}
        }
    }
    marks.put(desk, draft);
}

/// How things are to be; `None` for not there.
#[derive(Default)]
struct Marks {
    line_breaks: BTreeMap<u32, Option<BreakKind>>,
    corrections: BTreeMap<CorrectionId, Option<Correction>>,
    entities: BTreeMap<EntityId, Option<Entity>>,
    /// My mentions for those of theirs that are new.
    new: BTreeMap<EntityId, EntityId>,
    relations: BTreeMap<RelationId, Option<Relation>>,
}

impl Marks {
    fn line_break(&mut self, desk: &Desk<'_>, line: u32, kind: Option<BreakKind>) {
        if line > 0 && line as usize <= desk.page.source.line_count() {
            self.line_breaks.insert(line, kind);
        }
    }

    fn correct(&mut self, desk: &Desk<'_>, id: CorrectionId) {
        let Some(theirs) = desk.theirs.correction(id) else {
            return;
        };
        let clashing: Vec<_> = desk
            .page
            .annotations
            .corrections_in(theirs.span)
            .map(|mine| mine.id)
            .collect();
        // One that is only replaced keeps its identity.
        let heir = clashing
            .iter()
            .find(|id| !self.corrections.contains_key(id));
        let id = heir.copied().unwrap_or_else(CorrectionId::new);
        for other in clashing {
            self.corrections.entry(other).or_insert(None);
        }
        let correction = Correction {
            id,
            ..theirs.clone()
        };
        self.corrections.insert(id, Some(correction));
    }

    fn uncorrect(&mut self, id: CorrectionId) {
        self.corrections.entry(id).or_insert(None);
    }

    /// Takes over a mention; the answer is mine.
    fn tag(
        &mut self,
        desk: &Desk<'_>,
        pairs: &Mentions,
        id: EntityId,
        keep: bool,
    ) -> Option<EntityId> {
        let theirs = desk.theirs.entity(id)?;
        let partner = pairs.mine(id);
        let mine = partner.and_then(|mine| desk.page.annotations.entity(mine));
        if let Some(mine) = mine {
            let merged = merged(mine, theirs, keep);
            self.entities.insert(mine.id, Some(merged));
            return Some(mine.id);
        }
        let mine = *self.new.entry(id).or_insert_with(EntityId::new);
        let entity = Entity {
            id: mine,
            ..theirs.clone()
        };
        self.entities.insert(mine, Some(entity));
        Some(mine)
    }

    /// Removes a mention of mine and the relations that hang on it.
    fn untag(&mut self, desk: &Desk<'_>, id: EntityId) {
        self.entities.insert(id, None);
        for relation in desk.page.annotations.relations_of(id) {
            self.relations.insert(relation.id, None);
        }
    }

    /// Takes over a relation, with ends that mine does not have.
    fn relate(&mut self, desk: &Desk<'_>, pairs: &Mentions, id: RelationId) {
        let Some(theirs) = desk.theirs.relation(id) else {
            return;
        };
        let mut end = |id| match pairs.mine(id).or_else(|| self.new.get(&id).copied()) {
            Some(mine) => Some(mine),
            None => self.tag(desk, pairs, id, true),
        };
        let (Some(from), Some(to)) = (end(theirs.from), end(theirs.to)) else {
            return;
        };
        let id = RelationId::new();
        let relation = Relation {
            id,
            from,
            to,
            ..theirs.clone()
        };
        self.relations.insert(id, Some(relation));
    }

    fn unrelate(&mut self, id: RelationId) {
        self.relations.insert(id, None);
    }

    /// Lays what differs from the page over the draft.
    fn put(self, desk: &Desk<'_>, draft: &mut Draft<'_>) {
        let page = desk.page.annotations;
        for (line, kind) in self.line_breaks {
            let of = |kind| LineBreak { line, kind };
            let change = Change::between(page.line_break(line).map(of), kind.map(of));
            change
                .into_iter()
                .for_each(|it| draft.push(PageChange::LineBreak(it)));
        }
        for (id, after) in self.corrections {
            let change = Change::between(page.correction(id).cloned(), after);
            change
                .into_iter()
                .for_each(|it| draft.push(PageChange::Correction(it)));
        }
        // Rows of relations point to mentions: they go before and come after them.
        let (gone, come): (Vec<_>, Vec<_>) = self
            .relations
            .into_iter()
            .partition(|(_, after)| after.is_none());
        let relation = |(id, after): (RelationId, Option<Relation>)| {
            Change::between(page.relation(id).cloned(), after).map(PageChange::Relation)
        };
        let entity = |(id, after): (EntityId, Option<Entity>)| {
            Change::between(page.entity(id).cloned(), after).map(PageChange::Entity)
        };
        let gone = gone.into_iter().filter_map(relation);
        let come = come.into_iter().filter_map(relation);
        let entities = self.entities.into_iter().filter_map(entity);
        gone.chain(entities)
            .chain(come)
            .for_each(|it| draft.push(it));
    }
}
