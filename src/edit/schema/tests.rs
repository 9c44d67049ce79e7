//! What an editor relies on when the schema changes.

use std::sync::Arc;

use super::laws::{done, mention_of};
use super::*;
use crate::model::entity::AttributeValue;
use crate::model::id::{EntityId, Label, RelationId, RelationType};
use crate::model::relation::Relation;

fn draft() -> SchemaDraft {
    SchemaDraft::new(&Arc::new(Schema::newspaper()))
}

fn plan(draft: &SchemaDraft) -> Plan {
    Plan::new(&draft.edit()).unwrap()
}

fn label<'d>(draft: &'d mut SchemaDraft, id: &str) -> &'d mut Item<LabelForm> {
    draft.labels.iter_mut().find(|it| it.form.id == id).unwrap()
}

#[test]
fn a_new_name_of_a_label_is_followed_by_mentions_and_relations() {
    let mut draft = draft();
    label(&mut draft, "CITY").form.id = "PLACE".to_owned();
    let edit = draft.edit();
    assert_eq!(edit.after.relations[0].to, ["PLACE"]);
    let plan = plan(&draft);
    assert_eq!(plan.labels(), ["CITY"]);
    assert_eq!(plan.relations(), Vec::<&str>::new());
    let (after, found) = done(&plan, &mention_of("CITY"));
    assert_eq!(after.label.as_str(), "PLACE");
    let step = Step::Rename(Name::Label("CITY".into()), "PLACE".into());
    assert_eq!(found, [Finding::Step(step)]);
}

#[test]
fn what_is_taken_out_is_in_the_way_until_an_heir_is_named() {
    let mut draft = draft();
    let key = label(&mut draft, "OFFICIAL").key;
    draft.remove_label(key);
    let name = Name::Label("OFFICIAL".into());
    assert_eq!(draft.gone(), std::slice::from_ref(&name));
    let (after, found) = done(&plan(&draft), &mention_of("OFFICIAL"));
    assert_eq!(after.label.as_str(), "OFFICIAL");
    assert_eq!(found, [Finding::Hitch(Hitch::InUse(name.clone()))]);
    // Relations that could only start there would start anywhere.
    let field = Field::From;
    assert!(
        draft
            .troubles()
            .iter()
            .any(|it| it.what == What::NoEnds && it.at.field == field)
    );

    let city = label(&mut draft, "CITY").key;
    draft.set_heir(name.clone(), Heir::Item(city));
    assert_eq!(draft.troubles(), []);
    let mut titled = mention_of("OFFICIAL");
    titled
        .attributes
        .insert("title".into(), AttributeValue::Text("市长".into()));
    // The heir has no such attribute, which is told.
    let title = Name::Attribute(Owner::Label("OFFICIAL".into()), "title".into());
    assert_eq!(draft.gone(), [name.clone(), title.clone()]);
    let (_, found) = done(&plan(&draft), &titled);
    assert!(found.contains(&Finding::Hitch(Hitch::InUse(title.clone()))));
    draft.set_heir(title.clone(), Heir::Nothing);
    let (after, found) = done(&plan(&draft), &titled);
    assert_eq!((after.label.as_str(), after.attributes.len()), ("CITY", 0));
    assert!(found.contains(&Finding::Step(Step::Drop(title))));

    draft.put_back(&name);
    assert!(draft.gone().is_empty());
    let relation = &draft.schema().relations[0];
    assert_eq!(relation.from, ["OFFICIAL"], "relations start there again");
}

#[test]
fn values_are_written_in_another_kind_where_that_says_the_same() {
    let mut draft = draft();
    label(&mut draft, "OFFICIAL").form.attributes[0].form.kind = Kind::Number;
    let plan = plan(&draft);
    let mut titled = mention_of("OFFICIAL");
    titled
        .attributes
        .insert("title".into(), AttributeValue::Text(" １２ ".into()));
    let name = Name::Attribute(Owner::Label("OFFICIAL".into()), "title".into());
    let (after, found) = done(&plan, &titled);
    assert_eq!(after.attributes["title"], AttributeValue::Number(12.0));
    assert_eq!(found, [Finding::Step(Step::Convert(name.clone()))]);
    titled
        .attributes
        .insert("title".into(), AttributeValue::Text("市长".into()));
    let (after, found) = done(&plan, &titled);
    assert_eq!(after, titled);
    assert_eq!(found, [Finding::Hitch(Hitch::NoValue(name))]);
}

#[test]
fn relations_that_the_new_ends_do_not_allow_are_told() {
    let mut draft = draft();
    let initiative = label(&mut draft, "INITIATIVE").key;
    draft.relations[0].form.to = vec![initiative];
    let plan = plan(&draft);
    assert_eq!(plan.relations(), ["holds_office_in"]);
    let relation = Relation {
        id: RelationId::new(),
        label: RelationType::from("holds_office_in"),
        from: EntityId::new(),
        to: EntityId::new(),
    };
    let ends = (Label::from("OFFICIAL"), Label::from("CITY"));
    let mut found = Vec::new();
    assert_eq!(
        plan.relation(&relation, (&ends.0, &ends.1), &mut found),
        None
    );
    let [Finding::Hitch(Hitch::NoRelation(of, from, to))] = &found[..] else {
        panic!("{found:?}");
    };
    assert_eq!([of, from, to], ["holds_office_in", "OFFICIAL", "CITY"]);
}

#[test]
fn one_attribute_cannot_take_two_values() {
    let mut draft = draft();
    let other = draft.new_attribute(&[]);
    let official = label(&mut draft, "OFFICIAL");
    official.form.attributes.push(Item {
        from: Some("rank".into()),
        ..other
    });
    let mut before = draft.schema();
    before.labels[1].attributes[1].id = "rank".into();
    let mut moves = Moves::default();
    moves.add("attribute:OFFICIAL/rank=title").unwrap();
    let edit = SchemaEdit {
        before,
        after: Schema::newspaper(),
        moves,
    };
    let plan = Plan::new(&edit).unwrap();
    let mut mention = mention_of("OFFICIAL");
    mention
        .attributes
        .insert("rank".into(), AttributeValue::Text("a".into()));
    assert_eq!(
        done(&plan, &mention).0.attributes["title"],
        AttributeValue::Text("a".into())
    );
    mention
        .attributes
        .insert("title".into(), AttributeValue::Text("b".into()));
    let (_, found) = done(&plan, &mention);
    assert!(
        found
            .iter()
            .any(|it| matches!(it, Finding::Hitch(Hitch::TwoValues(_))))
    );
}

#[test]
fn moves_that_lead_nowhere_are_refused() {
    let refused = |text: &str| {
        let mut moves = Moves::default();
        moves.add(text).unwrap();
        let (before, after) = (Schema::newspaper(), Schema::newspaper());
        Plan::new(&SchemaEdit {
            before,
            after,
            moves,
        })
        .unwrap_err()
    };
    assert!(matches!(refused("label:TOWN=CITY"), PlanError::NotThere(_)));
    assert!(matches!(
        refused("label:CITY=TOWN"),
        PlanError::NoTarget(..)
    ));
    assert!(matches!(refused("role:caption="), PlanError::CannotDrop(_)));
    for fixed in [
        "role:headline=kicker",
        "role:body=caption",
        "role:dateline=body",
        "role:body=",
    ] {
        assert!(matches!(refused(fixed), PlanError::Fixed(_)), "{fixed}");
    }
    assert!(matches!(
        refused("choice:(article)/genre/news=old"),
        PlanError::NoTarget(..)
    ));
    for text in [
        "CITY",
        "label",
        "label:=X",
        "town:A=B",
        "attribute:x=y",
        "choice:a/b=c",
    ] {
        assert!(Moves::default().add(text).is_err(), "{text}");
    }
}

#[test]
fn a_schema_from_a_file_is_taken_for_the_same_by_its_names() {
    let mut other = Schema::newspaper();
    other.labels.remove(0);
    other.relations.clear();
    other.article_attributes[1].kind =
        crate::model::schema::AttributeKind::Choice(vec!["news".into()]);
    let draft = SchemaDraft::over(&Arc::new(Schema::newspaper()), &other);
    let gone: Vec<String> = draft.gone().iter().map(ToString::to_string).collect();
    assert_eq!(gone[0], "label:CITY");
    assert!(gone.contains(&"choice:(article)/genre/feature".to_owned()));
    assert!(gone.contains(&"relation:holds_office_in".to_owned()));
    assert!(draft.is_changed());
}

#[test]
fn two_of_a_name_or_a_key_are_told_at_both() {
    let mut draft = draft();
    label(&mut draft, "CITY").form.key = "3".into();
    label(&mut draft, "OFFICIAL").form.id = "CITY".into();
    let told = draft.troubles();
    let of = |what| told.iter().filter(|it| it.what == what).count();
    assert_eq!((of(What::NameTaken), of(What::KeyTaken)), (2, 2));
    draft.labels.clear();
    draft.roles.clear();
    assert!(draft.troubles().iter().any(|it| it.what == What::NoRoles));
}
