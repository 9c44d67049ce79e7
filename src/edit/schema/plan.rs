//! What a change of the schema makes of each row.

use std::collections::{BTreeMap, BTreeSet};

use super::SchemaEdit;
use super::attributes::{AttributePlan, attributes, change};
use super::names::{Moves, Name, Owner};
use crate::model::article::{Article, Place, Segment};
use crate::model::authority::Authority;
use crate::model::entity::{Attributes, Entity};
use crate::model::id::{Label, RelationType, Role};
use crate::model::relation::Relation;
use crate::model::schema::{RelationDef, Schema};

/// Why a change of the schema makes no sense by itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The old schema does not give the name.
    #[error("the schema has no {0}, which was to get another name")]
    NotThere(Name),
    /// The new schema does not have what the name is to lead to.
    #[error("{0} was to become {1:?}, which the new schema does not have")]
    NoTarget(Name, String),
    /// Only values of attributes can go.
    #[error("{0} cannot just go; give what has it another one")]
    CannotDrop(Name),
    /// What has the role is found by its name; see [`Schema::FIXED_ROLES`].
    #[error("{0} keeps its name, for titles and running text are found by it")]
    Fixed(Name),
}

/// What is done to rows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Rows with this name get another.
    Rename(Name, String),
    /// Values go.
    Drop(Name),
    /// Values of this attribute are written in another kind.
    Convert(Name),
    /// Of two mentions of one stretch, or two relations between the same, that become the
    /// same by getting this name, one goes.
    Twin(Name),
    /// Records that get this label have the name of another one with it; both stay.
    Namesake(Name),
}

/// Why rows are in the way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hitch {
    /// They have a name that is to go.
    InUse(Name),
    /// Their value of this attribute cannot be said in its new kind.
    NoValue(Name),
    /// They have two values for what is to be this one attribute.
    TwoValues(Name),
    /// They are of one stretch or between the same, would both get this name, and say
    /// different things.
    Twins(Name),
    /// The type lets no relation lead between these labels of the new schema any more.
    NoRelation(String, String, String),
}

/// What is found at a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// It changes.
    Step(Step),
    /// It is in the way.
    Hitch(Hitch),
}

/// Where a name leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    Same,
    To(String),
    Dropped,
    Gone,
}

#[derive(Debug, Clone)]
struct LabelPlan {
    target: Target,
    attributes: BTreeMap<String, AttributePlan>,
}

/// What a change of the schema makes of each row.
#[derive(Debug, Clone)]
pub struct Plan {
    roles: BTreeMap<String, Target>,
    labels: BTreeMap<String, LabelPlan>,
    relations: BTreeMap<String, Target>,
    article: BTreeMap<String, AttributePlan>,
    record: BTreeMap<String, AttributePlan>,
    before: Schema,
    after: Schema,
}

impl Plan {
    /// What a change makes of rows.
    ///
    /// # Errors
    /// [`PlanError`] if a move leads from or to what is not there.
    pub fn new(edit: &SchemaEdit) -> Result<Self, PlanError> {
        let SchemaEdit {
            before,
            after,
            moves,
        } = edit;
        for (name, to) in moves.iter() {
            check_move(edit, name, to)?;
        }
        let roles = before.roles.iter().map(|def| &def.id);
        let relations = before.relations.iter().map(|def| &def.id);
        let labels = before.labels.iter().map(|def| {
            let target = target(&Name::Label(def.id.clone()), after, moves);
            let owner = Owner::Label(def.id.clone());
            let to = Owner::Label(target.id(&def.id).to_owned());
            let attributes = attributes(edit, &owner, &to);
            (def.id.clone(), LabelPlan { target, attributes })
        });
        Ok(Self {
            roles: roles
                .map(|id| (id.clone(), target(&Name::Role(id.clone()), after, moves)))
                .collect(),
            relations: relations
                .map(|id| {
                    (
                        id.clone(),
                        target(&Name::Relation(id.clone()), after, moves),
                    )
                })
                .collect(),
            labels: labels.collect(),
            article: attributes(edit, &Owner::Article, &Owner::Article),
            record: attributes(edit, &Owner::Record, &Owner::Record),
            before: before.clone(),
            after: after.clone(),
        })
    }

    /// The schema that it leads from.
    pub fn before(&self) -> &Schema {
        &self.before
    }

    /// The schema that it leads to.
    pub fn after(&self) -> &Schema {
        &self.after
    }

    /// The labels whose mentions have to be looked at.
    pub fn labels(&self) -> Vec<&str> {
        let touched = |(_, plan): &(&String, &LabelPlan)| {
            plan.target != Target::Same || !plan.attributes.is_empty()
        };
        let found = self.labels.iter().filter(touched);
        found.map(|(id, _)| id.as_str()).collect()
    }

    /// The roles whose segments have to be looked at.
    pub fn roles(&self) -> Vec<&str> {
        let touched = self.roles.iter().filter(|(_, to)| **to != Target::Same);
        touched.map(|(id, _)| id.as_str()).collect()
    }

    /// The types whose relations have to be looked at.
    pub fn relations(&self) -> Vec<&str> {
        let narrowed = |id: &str| {
            let all = &self.before.labels;
            let mut pairs = all.iter().flat_map(|a| all.iter().map(move |b| (a, b)));
            pairs.any(|(a, b)| self.narrowed(id, &a.id, &b.id).is_some())
        };
        let all = self.relations.iter();
        let touched = all.filter(|(id, to)| **to != Target::Same || narrowed(id));
        touched.map(|(id, _)| id.as_str()).collect()
    }

    /// Whether any attribute of records, or their labels, have to be looked at.
    pub fn touches_records(&self) -> bool {
        !self.record.is_empty() || self.labels.values().any(|it| it.target != Target::Same)
    }

    /// Whether the attributes of articles have to be looked at.
    pub fn touches_articles(&self) -> bool {
        !self.article.is_empty()
    }

    /// Whether several labels become one.
    pub fn merges_labels(&self) -> bool {
        let mut taken = BTreeSet::new();
        let mut all = self.labels.iter();
        !all.all(|(id, plan)| taken.insert(plan.target.id(id)))
    }

    /// Labels that recognisers know and that are called otherwise afterwards, or are no
    /// more: nothing is proposed for them then.
    pub fn silenced(&self) -> Vec<Name> {
        let known = Schema::RECOGNISED_LABELS.iter();
        let names = known.map(|id| Name::Label((*id).to_owned()));
        let lost = |name: &Name| name.is_in(&self.before) && !name.is_in(&self.after);
        names.filter(lost).collect()
    }

    /// Whether names that stand in fingerprints lead elsewhere.
    pub fn touches_fingerprints(&self) -> bool {
        let moved = |target: &Target| matches!(target, Target::To(_));
        self.roles
            .values()
            .chain(self.relations.values())
            .any(moved)
            || self
                .labels
                .values()
                .any(|it| moved(&it.target) || !it.attributes.is_empty())
            || !self.article.is_empty()
    }

    /// What a segment becomes; `None` if it stays as it is.
    pub fn segment(&self, segment: &Segment, found: &mut Vec<Finding>) -> Option<Segment> {
        let role = segment.role()?;
        let name = || Name::Role(role.as_str().to_owned());
        let to = follow(self.roles.get(role.as_str())?, name, found)?;
        let mut after = segment.clone();
        if let Place::Article { role, .. } = &mut after.place {
            *role = Role::from(to);
        }
        Some(after)
    }

    /// What a mention becomes; `None` if it stays as it is.
    pub fn entity(&self, entity: &Entity, found: &mut Vec<Finding>) -> Option<Entity> {
        let id = entity.label.as_str();
        let plan = self.labels.get(id)?;
        let to = follow(&plan.target, || Name::Label(id.to_owned()), found);
        let attributes = change(&plan.attributes, &entity.attributes, found);
        if to.is_none() && attributes.is_none() {
            return None;
        }
        let mut after = entity.clone();
        after.label = to.map_or(after.label, Label::from);
        after.attributes = attributes.unwrap_or(after.attributes);
        Some(after)
    }

    /// What a relation becomes that leads between mentions with these labels of the old
    /// schema; `None` if it stays as it is.
    pub fn relation(
        &self,
        relation: &Relation,
        (from, to): (&Label, &Label),
        found: &mut Vec<Finding>,
    ) -> Option<Relation> {
        let id = relation.label.as_str();
        let target = self.relations.get(id)?;
        if let Some(hitch) = self.narrowed(id, from.as_str(), to.as_str()) {
            found.push(Finding::Hitch(hitch));
        }
        let to = follow(target, || Name::Relation(id.to_owned()), found)?;
        let mut after = relation.clone();
        after.label = RelationType::from(to);
        Some(after)
    }

    /// What an authority record becomes; `None` if it stays as it is.
    pub fn record(&self, record: &Authority, found: &mut Vec<Finding>) -> Option<Authority> {
        let id = record.label.as_str();
        let target = self.labels.get(id).map(|plan| &plan.target);
        let to = target.and_then(|target| follow(target, || Name::Label(id.to_owned()), found));
        let attributes = change(&self.record, &record.attributes, found);
        if to.is_none() && attributes.is_none() {
            return None;
        }
        let mut after = record.clone();
        after.label = to.map_or(after.label, Label::from);
        after.attributes = attributes.unwrap_or(after.attributes);
        Some(after)
    }

    /// What an article becomes; `None` if it stays as it is.
    pub fn article(&self, article: &Article, found: &mut Vec<Finding>) -> Option<Article> {
        let attributes = change(&self.article, &article.attributes, found)?;
        let mut after = article.clone();
        after.attributes = attributes;
        Some(after)
    }

    /// What a role is called afterwards.
    pub fn role<'n>(&'n self, id: &'n str) -> &'n str {
        self.roles.get(id).map_or(id, |target| target.id(id))
    }

    /// What a label is called afterwards.
    pub fn label<'n>(&'n self, id: &'n str) -> &'n str {
        self.labels.get(id).map_or(id, |plan| plan.target.id(id))
    }

    /// What a type of relations is called afterwards.
    pub fn relation_type<'n>(&'n self, id: &'n str) -> &'n str {
        self.relations.get(id).map_or(id, |target| target.id(id))
    }

    /// What an attribute of articles is called afterwards.
    pub fn article_attribute<'n>(&'n self, id: &'n str) -> &'n str {
        self.article.get(id).map_or(id, |plan| plan.id(id))
    }

    /// What is said of a mention with this label of the old schema, in the new one;
    /// `None` if that stays as it is.
    pub fn of_mention(&self, label: &str, said: &Attributes) -> Option<Attributes> {
        change(&self.labels.get(label)?.attributes, said, &mut Vec::new())
    }

    /// What is said of an article, in the new schema; `None` if that stays as it is.
    pub fn of_article(&self, said: &Attributes) -> Option<Attributes> {
        change(&self.article, said, &mut Vec::new())
    }

    /// Why a relation between these labels that the old schema allowed cannot be there
    /// in the new one.
    fn narrowed(&self, id: &str, from: &str, to: &str) -> Option<Hitch> {
        let allowed = definition(&self.before, id).is_some_and(|def| allows(def, from, to));
        let after = definition(&self.after, self.relations.get(id)?.id(id))?;
        let from = self.labels.get(from)?.target.id(from);
        let to = self.labels.get(to)?.target.id(to);
        let lost = allowed && !allows(after, from, to);
        lost.then(|| Hitch::NoRelation(after.id.clone(), from.to_owned(), to.to_owned()))
    }
}

fn definition<'s>(schema: &'s Schema, id: &str) -> Option<&'s RelationDef> {
    schema.relations.iter().find(|def| def.id == id)
}

fn allows(def: &RelationDef, from: &str, to: &str) -> bool {
    let one = |ends: &[String], label: &str| ends.is_empty() || ends.iter().any(|end| end == label);
    one(&def.from, from) && one(&def.to, to)
}

impl Target {
    /// What a thing of this name is called afterwards.
    pub(super) fn id<'t>(&'t self, before: &'t str) -> &'t str {
        match self {
            Self::To(id) => id,
            _ => before,
        }
    }
}

fn check_move(edit: &SchemaEdit, name: &Name, to: Option<&str>) -> Result<(), PlanError> {
    if !name.is_in(&edit.before) {
        return Err(PlanError::NotThere(name.clone()));
    }
    if name.is_fixed() && to != Some(name.id()) {
        return Err(PlanError::Fixed(name.clone()));
    }
    let Some(to) = to else {
        let may = name.may_be_dropped();
        return if may {
            Ok(())
        } else {
            Err(PlanError::CannotDrop(name.clone()))
        };
    };
    let there = |name: Name| name.is_in(&edit.after);
    let new_owner = |owner: &Owner| match owner {
        Owner::Label(id) => {
            let label = target(&Name::Label(id.clone()), &edit.after, &edit.moves);
            Owner::Label(label.id(id).to_owned())
        }
        other => other.clone(),
    };
    let found = match name {
        Name::Role(_) => there(Name::Role(to.to_owned())),
        Name::Label(_) => there(Name::Label(to.to_owned())),
        Name::Relation(_) => there(Name::Relation(to.to_owned())),
        Name::Attribute(owner, _) => there(Name::Attribute(new_owner(owner), to.to_owned())),
        Name::Choice(owner, id, _) => {
            let name = Name::Attribute(owner.clone(), id.clone());
            let id = edit.moves.get(&name).flatten().unwrap_or(id);
            there(Name::Choice(new_owner(owner), id.to_owned(), to.to_owned()))
        }
    };
    if found {
        Ok(())
    } else {
        Err(PlanError::NoTarget(name.clone(), to.to_owned()))
    }
}

/// Where a name leads if it is one of its own: not an attribute or a choice.
fn target(name: &Name, after: &Schema, moves: &Moves) -> Target {
    match moves.get(name) {
        Some(Some(to)) if to == name.id() => Target::Same,
        Some(Some(to)) => Target::To(to.to_owned()),
        Some(None) => Target::Dropped,
        None if name.is_in(after) => Target::Same,
        None => Target::Gone,
    }
}

/// What a thing is called from now on; `None` if that does not change.
pub(super) fn follow<'t>(
    target: &'t Target,
    name: impl FnOnce() -> Name,
    found: &mut Vec<Finding>,
) -> Option<&'t str> {
    match target {
        Target::Same | Target::Dropped => None,
        Target::Gone => {
            found.push(Finding::Hitch(Hitch::InUse(name())));
            None
        }
        Target::To(to) => {
            found.push(Finding::Step(Step::Rename(name(), to.clone())));
            Some(to)
        }
    }
}
