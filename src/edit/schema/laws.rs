//! Laws that hold for any change of any schema.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::model::entity::{AttributeValue, Entity};
use crate::model::id::{EntityId, Label};
use crate::model::schema::{AttributeDef, AttributeKind, LabelDef, Names};
use crate::text::span::Span;

fn kind() -> impl Strategy<Value = AttributeKind> {
    prop_oneof![
        Just(AttributeKind::Text),
        Just(AttributeKind::YesNo),
        Just(AttributeKind::Number),
        prop::sample::subsequence(vec!["1", "yes", "红", "x"], 1..4)
            .prop_map(|all| AttributeKind::Choice(all.into_iter().map(str::to_owned).collect())),
    ]
}

fn names(text: &str) -> Names {
    Names {
        zh: text.to_owned(),
        en: text.to_owned(),
    }
}

fn attributes() -> impl Strategy<Value = Vec<AttributeDef>> {
    let ids = prop::sample::subsequence(vec!["a", "b", "c"], 0..=3);
    (ids, prop::collection::vec(kind(), 3)).prop_map(|(ids, kinds)| {
        let def = |(id, kind): (&str, AttributeKind)| AttributeDef {
            id: id.to_owned(),
            name: names(id),
            kind,
            required: false,
            choices: std::collections::BTreeMap::new(),
        };
        ids.into_iter().zip(kinds).map(def).collect()
    })
}

fn schema() -> impl Strategy<Value = Schema> {
    let ids = prop::sample::subsequence(vec!["P", "Q", "R"], 1..=3);
    (ids, prop::collection::vec(attributes(), 3)).prop_map(|(ids, attributes)| {
        let label = |(id, attributes): (&str, Vec<AttributeDef>)| LabelDef {
            id: id.to_owned(),
            name: names(id),
            color: "#123456".to_owned(),
            key: id.chars().next().unwrap(),
            guideline: Names::default(),
            attributes,
        };
        Schema {
            labels: ids.into_iter().zip(attributes).map(label).collect(),
            relations: Vec::new(),
            ..Schema::newspaper()
        }
    })
}

fn value() -> impl Strategy<Value = AttributeValue> {
    prop_oneof![
        prop::sample::select(vec!["1", "yes", "红", "x", "12", "no", ""])
            .prop_map(|text| AttributeValue::Text(text.to_owned())),
        any::<bool>().prop_map(AttributeValue::Flag),
        prop::sample::select(vec![0.0, 1.0, 2.5]).prop_map(AttributeValue::Number),
    ]
}

fn mention() -> impl Strategy<Value = Entity> {
    let label = prop::sample::select(vec!["P", "Q", "R"]);
    let attributes = prop::collection::btree_map("[abc]", value(), 0..4);
    (label, attributes).prop_map(|(label, attributes)| Entity {
        attributes,
        ..mention_of(label)
    })
}

/// A mention without attributes.
pub(super) fn mention_of(label: &str) -> Entity {
    Entity {
        id: EntityId::new(),
        span: Span::new(3, 5).unwrap(),
        label: Label::from(label),
        authority: None,
        parts: Vec::new(),
        attributes: std::collections::BTreeMap::new(),
    }
}

/// What a plan makes of a mention, and what it finds.
pub(super) fn done(plan: &Plan, entity: &Entity) -> (Entity, Vec<Finding>) {
    let mut found = Vec::new();
    let after = plan.entity(entity, &mut found);
    (after.unwrap_or_else(|| entity.clone()), found)
}

proptest! {
    #[test]
    fn a_draft_that_nobody_touched_is_the_schema(schema in schema()) {
        let draft = SchemaDraft::new(&Arc::new(schema.clone()));
        prop_assert!(!draft.is_changed());
        prop_assert_eq!(draft.schema(), schema);
    }

    #[test]
    fn names_that_go_there_and_back_leave_mentions_as_they_were(
        schema in schema(), mention in mention(), swap in any::<bool>(),
    ) {
        // What the schema does not know may meet a name that it gives on the way.
        let def = schema.label(&mention.label);
        prop_assume!(def.is_some_and(|def| {
            mention.attributes.keys().all(|id| def.attributes.iter().any(|it| it.id == *id))
        }));
        let mut draft = SchemaDraft::new(&Arc::new(schema.clone()));
        for label in &mut draft.labels {
            label.form.id = if swap { swapped(&label.form.id) } else { format!("{}x", label.form.id) };
            for attribute in &mut label.form.attributes {
                attribute.form.id = swapped(&attribute.form.id);
                for choice in &mut attribute.form.choices {
                    choice.form.value.push('!');
                }
            }
        }
        let there = draft.edit();
        let mut back = Moves::default();
        for label in &draft.labels {
            let owner = Owner::Label(label.form.id.clone());
            back.rename(Name::Label(label.form.id.clone()), label.from.clone().unwrap());
            for attribute in &label.form.attributes {
                let id = &attribute.form.id;
                let name = Name::Attribute(owner.clone(), id.clone());
                back.rename(name, attribute.from.clone().unwrap());
                if attribute.form.kind != Kind::Choice { continue; }
                for choice in &attribute.form.choices {
                    let name = Name::Choice(owner.clone(), id.clone(), choice.form.value.clone());
                    back.rename(name, choice.from.clone().unwrap());
                }
            }
        }
        let back = SchemaEdit { before: there.after.clone(), after: schema, moves: back };
        let (there, back) = (Plan::new(&there).unwrap(), Plan::new(&back).unwrap());
        let (moved, found) = done(&there, &mention);
        prop_assume!(!found.iter().any(|it| matches!(it, Finding::Hitch(_))));
        prop_assert_eq!(done(&back, &moved).0, mention);
    }

    #[test]
    fn nothing_changes_unseen_and_nothing_in_use_goes(
        before in schema(), after in schema(), mention in mention(),
    ) {
        let edit = SchemaEdit { before: before.clone(), after: after.clone(), moves: Moves::default() };
        let plan = Plan::new(&edit).unwrap();
        let (moved, found) = done(&plan, &mention);
        let steps = found.iter().any(|it| matches!(it, Finding::Step(_)));
        let hitches = found.iter().any(|it| matches!(it, Finding::Hitch(_)));
        prop_assert!(steps || moved == mention);
        prop_assert_eq!(moved.attributes.keys().collect::<Vec<_>>(), mention.attributes.keys().collect::<Vec<_>>());
        let Some(def) = before.label(&mention.label) else { return Ok(()) };
        if hitches { return Ok(()) }
        let new = after.label(&moved.label);
        prop_assert!(new.is_some());
        for attribute in &def.attributes {
            let Some(value) = mention.attributes.get(&attribute.id) else { continue };
            let now = new.unwrap().attributes.iter().find(|it| it.id == attribute.id);
            prop_assert!(now.is_some());
            let kept = &moved.attributes[&attribute.id];
            prop_assert!(!fits(&attribute.kind, value) || fits(&now.unwrap().kind, kept));
        }
    }

    #[test]
    fn a_draft_without_troubles_can_be_used(
        schema in schema(),
        ids in prop::collection::vec("(P|Q|a| |\u{7}|)", 6),
        keys in prop::collection::vec("(1|q|Q||ab|\u{0})", 3),
        color in "(#12345g|#abcdef|red|)",
        drop_roles in any::<bool>(),
    ) {
        let mut draft = SchemaDraft::new(&Arc::new(schema));
        let mut ids = ids.into_iter();
        for (label, key) in draft.labels.iter_mut().zip(keys) {
            label.form.key = key;
            label.form.color = color.clone();
            if let Some(id) = ids.next() { label.form.id = id; }
            for attribute in &mut label.form.attributes {
                if let Some(id) = ids.next() { attribute.form.id = id; }
                if drop_roles { attribute.form.choices.clear(); }
            }
        }
        if drop_roles { draft.roles.clear(); }
        let read = Schema::from_ron(&draft.schema().to_ron());
        if draft.troubles().is_empty() {
            prop_assert_eq!(read.unwrap(), draft.schema());
        } else if drop_roles {
            prop_assert!(read.is_err());
        }
    }

    #[test]
    fn names_read_back_as_they_are_written(
        label in "[A-Z]{1,3}", id in "[a-z]{1,3}", value in "[^=]{1,8}",
    ) {
        for owner in [Owner::Label(label.clone()), Owner::Article, Owner::Record] {
            for name in [
                Name::Role(id.clone()),
                Name::Label(label.clone()),
                Name::Relation(id.clone()),
                Name::Attribute(owner.clone(), id.clone()),
                Name::Choice(owner.clone(), id.clone(), value.clone()),
            ] {
                prop_assert_eq!(name.to_string().parse::<Name>().unwrap(), name);
            }
        }
    }
}

fn swapped(id: &str) -> String {
    let other = match id {
        "P" => "Q",
        "Q" => "R",
        "R" => "P",
        "a" => "b",
        "b" => "c",
        "c" => "a",
        id => id,
    };
    other.to_owned()
}
