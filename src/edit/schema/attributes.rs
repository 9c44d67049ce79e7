//! What a change of the schema makes of the values of attributes.

use std::collections::BTreeMap;

use super::SchemaEdit;
use super::convert::{convert, fits};
use super::names::{Name, Owner, attribute_of, attributes_of};
use super::plan::{Finding, Hitch, Step, Target, follow};
use crate::model::entity::{AttributeValue, Attributes};
use crate::model::schema::{AttributeDef, AttributeKind};

/// What becomes of the values of an attribute.
#[derive(Debug, Clone)]
pub(super) struct AttributePlan {
    name: Name,
    target: Target,
    before: AttributeKind,
    /// The kind afterwards; as before where the attribute goes.
    after: AttributeKind,
    choices: BTreeMap<String, Target>,
}

/// The attributes of an owner with whose values something is to be done.
pub(super) fn attributes(
    edit: &SchemaEdit,
    owner: &Owner,
    to: &Owner,
) -> BTreeMap<String, AttributePlan> {
    let all = attributes_of(&edit.before, owner).iter();
    let plans = all.map(|def| (def.id.clone(), attribute(edit, owner, to, def)));
    plans.filter(|(_, plan)| !plan.is_idle()).collect()
}

fn attribute(edit: &SchemaEdit, owner: &Owner, to: &Owner, def: &AttributeDef) -> AttributePlan {
    let name = Name::Attribute(owner.clone(), def.id.clone());
    let lead = edit.moves.get(&name);
    let new = lead.flatten().unwrap_or(&def.id);
    let after = attribute_of(&edit.after, to, new);
    let target = match (lead, after) {
        (Some(None), _) => Target::Dropped,
        (_, None) => Target::Gone,
        (_, Some(_)) if new == def.id => Target::Same,
        (_, Some(_)) => Target::To(new.to_owned()),
    };
    let after = after.map_or_else(|| def.kind.clone(), |def| def.kind.clone());
    let values = match &def.kind {
        AttributeKind::Choice(values) => values.as_slice(),
        _ => &[],
    };
    let choices = values.iter().filter_map(|value| {
        let name = Name::Choice(owner.clone(), def.id.clone(), value.clone());
        let stays = match &after {
            AttributeKind::Choice(all) => all.contains(value),
            _ => true,
        };
        match edit.moves.get(&name) {
            Some(Some(to)) if to == value => None,
            Some(Some(to)) => Some((value.clone(), Target::To(to.to_owned()))),
            Some(None) => Some((value.clone(), Target::Dropped)),
            None if stays => None,
            None => Some((value.clone(), Target::Gone)),
        }
    });
    AttributePlan {
        choices: choices.collect(),
        before: def.kind.clone(),
        name,
        target,
        after,
    }
}

impl AttributePlan {
    fn is_idle(&self) -> bool {
        let same_kind = match (&self.before, &self.after) {
            // More or fewer choices are told one by one.
            (AttributeKind::Choice(_), AttributeKind::Choice(_)) => true,
            (before, after) => before == after,
        };
        self.target == Target::Same && self.choices.is_empty() && same_kind
    }

    /// What the attribute is called afterwards.
    pub(super) fn id<'t>(&'t self, before: &'t str) -> &'t str {
        self.target.id(before)
    }

    /// The value afterwards; `None` if it goes.
    fn value(&self, value: &AttributeValue, found: &mut Vec<Finding>) -> Option<AttributeValue> {
        let lead = match value {
            AttributeValue::Text(text) => self.choices.get_key_value(text),
            _ => None,
        };
        if let (Some((choice, target)), Name::Attribute(owner, id)) = (lead, &self.name) {
            let name = || Name::Choice(owner.clone(), id.clone(), choice.clone());
            if *target == Target::Dropped {
                found.push(Finding::Step(Step::Drop(name())));
                return None;
            }
            let to = follow(target, name, found);
            return Some(
                to.map_or_else(|| value.clone(), |to| AttributeValue::Text(to.to_owned())),
            );
        }
        // What did not fit before is no worse off afterwards.
        if !fits(&self.before, value) || fits(&self.after, value) {
            return Some(value.clone());
        }
        match convert(&self.after, value) {
            Some(after) => {
                found.push(Finding::Step(Step::Convert(self.name.clone())));
                Some(after)
            }
            None => {
                found.push(Finding::Hitch(Hitch::NoValue(self.name.clone())));
                Some(value.clone())
            }
        }
    }
}

/// The attributes afterwards; `None` if they stay as they are.
pub(super) fn change(
    plans: &BTreeMap<String, AttributePlan>,
    attributes: &Attributes,
    found: &mut Vec<Finding>,
) -> Option<Attributes> {
    if plans.is_empty() || !attributes.keys().any(|id| plans.contains_key(id)) {
        return None;
    }
    let stays = |(id, _): &(&String, &AttributeValue)| !plans.contains_key(*id);
    let kept = attributes.iter().filter(stays);
    let mut after: Attributes = kept
        .map(|(id, value)| (id.clone(), value.clone()))
        .collect();
    for (id, value) in attributes {
        let Some(plan) = plans.get(id) else { continue };
        if plan.target == Target::Dropped {
            found.push(Finding::Step(Step::Drop(plan.name.clone())));
            continue;
        }
        let to = follow(&plan.target, || plan.name.clone(), found).unwrap_or(id);
        let Some(value) = plan.value(value, found) else {
            continue;
        };
        match after.get(to) {
            Some(other) if *other != value => {
                found.push(Finding::Hitch(Hitch::TwoValues(plan.name.clone())));
            }
            _ => {
                after.insert(to.to_owned(), value);
            }
        }
    }
    (after != *attributes).then_some(after)
}
