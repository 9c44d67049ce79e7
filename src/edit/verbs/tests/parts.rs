//! Mentions in several parts, attributes of articles, and relations that a new label
//! makes impossible.

use super::*;
use crate::edit::label::Deed;
use crate::edit::op::Change;
use crate::edit::verbs::many;
use crate::model::entity::{AttributeValue, Entity};
use crate::model::id::EntityId;

impl Desk {
    fn tagged(&mut self, name: &str, label: &str) -> EntityId {
        let span = self.span(name);
        self.run(|desk| entities::tag(desk.page(), span, &Label::from(label)));
        let mut there = self.annotations.entities_in(span);
        there.find(|it| it.span == span).unwrap().id
    }

    fn surface(&self, id: EntityId) -> String {
        self.annotations.entity(id).unwrap().surface(&self.source)
    }

    /// The surfaces of the parts after `deed`, or why it was refused.
    fn after(
        &mut self,
        deed: impl Fn(Page<'_>) -> Outcome,
        id: EntityId,
    ) -> Result<String, Refusal> {
        let transaction = deed(self.page())?;
        self.apply(&transaction);
        Ok(self.surface(id))
    }
}

#[test]
fn parts_come_and_go() {
    let mut desk = Desk::new("甲乙和丙丁两 市的戊");
    let id = desk.tagged("甲乙", "CITY");
    let [town, next, both, far] = ["市", "和", "乙和丙", "戊"].map(|name| desk.span(name));
    let add = |span| move |page: Page<'_>| entities::add_part(page, id, span);
    let drop = |span| move |page: Page<'_>| entities::remove_part(page, id, span);
    assert_eq!(desk.after(drop(both), id), Err(Refusal::NoPartHere));
    assert_eq!(desk.after(add(town), id), Ok("甲乙…市".into()));
    assert_eq!(desk.after(add(town), id), Err(Refusal::AlreadySo));
    let blank = desk.span(" ");
    assert_eq!(desk.after(add(blank), id), Err(Refusal::NoText));
    // What touches a part makes it longer.
    assert_eq!(desk.after(add(next), id), Ok("甲乙和…市".into()));
    assert_eq!(desk.after(add(far), id), Ok("甲乙和…市…戊".into()));
    assert_eq!(desk.after(drop(town), id), Ok("甲乙和…戊".into()));
    let all = desk.source.span();
    assert_eq!(desk.after(drop(all), id), Err(Refusal::NoPartHere));
    let caret = Span::caret(desk.at("戊"));
    assert_eq!(desk.after(drop(caret), id), Ok("甲乙和".into()));
    assert_eq!(desk.after(drop(caret), id), Err(Refusal::NoPartHere));
    assert!(desk.annotations.entity(id).unwrap().parts.is_empty());
}

#[test]
fn what_stands_between_parts_is_free() {
    let mut desk = Desk::new("甲乙和丙丁两市");
    let id = desk.tagged("甲乙", "CITY");
    let town = desk.span("市");
    desk.run(|desk| entities::add_part(desk.page(), id, town));
    // The whole stretch is another thing, and so is a name in the gap.
    let whole = desk.source.span();
    desk.run(|desk| entities::tag(desk.page(), whole, &Label::from("INITIATIVE")));
    let inner = desk.tagged("丙丁", "CITY");
    let there = |needle: &str| {
        let found = desk.annotations.entities_at(desk.at(needle) + 1);
        found.iter().map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!(there("丙")[0], inner);
    assert!(!there("丙").contains(&id));
    assert_eq!(there("市")[0], id);
    assert!(entities::is_part(
        desk.annotations.entity(id).unwrap(),
        town
    ));
    assert!(!entities::is_part(
        desk.annotations.entity(id).unwrap(),
        desk.span("丙丁")
    ));
}

#[test]
fn parts_that_make_up_nothing_are_refused() {
    let mut desk = Desk::new("甲乙和丙丁两市");
    let id = desk.tagged("甲乙", "CITY");
    let before = desk.annotations.entity(id).unwrap().clone();
    let part = |a, b| Span::new(a, b).unwrap();
    for parts in [
        vec![part(0, 2)],
        vec![part(0, 1), part(1, 2)],
        vec![part(0, 1), part(3, 4)],
    ] {
        let change = PageChange::Entity(Change::Replace {
            before: before.clone(),
            after: Entity {
                parts,
                ..before.clone()
            },
        });
        let ground = Ground {
            source: &desk.source,
            schema: &desk.schema,
        };
        let error = apply_changes(&mut desk.annotations, ground, [&change]).unwrap_err();
        assert!(
            error.to_string().starts_with("the parts of entity 0..2"),
            "{error}"
        );
        assert_eq!(desk.annotations.entity(id), Some(&before));
    }
}

/// 乙丙 holds office in 甲市.
fn related() -> (Desk, [EntityId; 2]) {
    let mut desk = Desk::new("甲市市长乙丙与丁县");
    let city = desk.tagged("甲市", "CITY");
    let person = desk.tagged("乙丙", "OFFICIAL");
    let fit = relations::fits(desk.page(), person, city).remove(0);
    desk.run(|desk| relations::relate(desk.page(), &fit));
    (desk, [city, person])
}

#[test]
fn a_label_that_a_relation_cannot_have_takes_it_away_and_says_so() {
    let (mut desk, [city, person]) = related();
    let before = desk.annotations.clone();
    let label = Label::from("INITIATIVE");
    let step = entities::relabel(desk.page(), city, &label).unwrap();
    assert_eq!(
        (step.label.deed, step.label.count),
        (Deed::RelabelUnrelate, 1)
    );
    desk.apply(&step);
    assert_eq!(desk.annotations.relations().count(), 0);
    desk.apply(&step.inverse());
    assert_eq!(desk.annotations, before);
    // Both ends at once, and an end that nothing hangs on.
    let all = many::relabel_all(desk.page(), &[city, person], &label).unwrap();
    assert_eq!(
        (all.label.deed, all.label.count),
        (Deed::RelabelAllUnrelate, 2)
    );
    desk.apply(&all);
    assert_eq!(desk.annotations.relations().count(), 0);
    desk.apply(&all.inverse());
    let county = desk.tagged("丁县", "CITY");
    let free = entities::relabel(desk.page(), county, &label).unwrap();
    assert_eq!(free.label.deed, Deed::Relabel);
    desk.apply(&free);
    assert_eq!(desk.annotations.relations().count(), 1);
}

#[test]
fn what_two_articles_say_is_said_of_the_one_that_they_become() {
    let mut desk = Desk::new("甲\n乙");
    for needle in ["甲", "乙"] {
        let at = desk.at(needle);
        desk.run(|desk| articles::start(desk.page(), at, articles::Start::Line));
    }
    let [first, second] = [1, 2].map(|n| desk.annotations.article_by_number(n).unwrap().id);
    let text = |text: &str| Some(AttributeValue::Text(text.to_owned()));
    for (id, name, value) in [
        (first, "topic", "水"),
        (second, "topic", "路"),
        (second, "genre", "讯"),
    ] {
        desk.run(|desk| articles::set_attribute(desk.page(), id, name, text(value)));
    }
    let again = articles::set_attribute(desk.page(), first, "topic", text("水")).unwrap_err();
    assert_eq!(again, Refusal::AlreadySo);
    let nothing = Some(AttributeValue::Number(f64::NAN));
    let step = articles::set_attribute(desk.page(), first, "n", nothing).unwrap();
    let Some(Op::Page { change, .. }) = step.ops.first() else {
        panic!("a change of the page");
    };
    let ground = Ground {
        source: &desk.source,
        schema: &desk.schema,
    };
    let error = apply_changes(&mut desk.annotations, ground, [change]).unwrap_err();
    assert!(error.to_string().contains("finite"), "{error}");
    desk.run(|desk| articles::merge(desk.page(), second, first));
    let said = &desk.annotations.article(first).unwrap().attributes;
    let said: Vec<_> = said
        .iter()
        .map(|(name, value)| format!("{name} {value:?}"))
        .collect();
    assert_eq!(said, ["genre Text(\"讯\")", "topic Text(\"水\")"]);
}

proptest! {
    /// Adding and taking away parts in any order: always sound, always only the text
    /// that was added, and undone to the letter.
    #[test]
    fn parts_are_always_sound(deeds in prop::collection::vec((0_u32..30, 1_u32..6, any::<bool>()), 1..15)) {
        let mut desk = Desk::new(&"甲".repeat(40));
        let first = Span::new(10, 12).unwrap();
        desk.run(|desk| entities::tag(desk.page(), first, &Label::from("CITY")));
        let id = desk.annotations.entities().next().unwrap().id;
        let mut done = Vec::new();
        for (start, len, adds) in deeds {
            let span = Span::new(start, start + len).unwrap();
            let step = if adds {
                entities::add_part(desk.page(), id, span)
            } else {
                entities::remove_part(desk.page(), id, span)
            };
            let Ok(step) = step else { continue };
            let before = desk.annotations.clone();
            desk.apply(&step);
            let now = desk.annotations.entity(id).unwrap();
            prop_assert!(Entity::are_sound(&now.parts, now.span));
            prop_assert_eq!(now.overlaps(span), adds);
            done.push((before, step));
        }
        for (before, step) in done.into_iter().rev() {
            desk.apply(&step.inverse());
            prop_assert_eq!(&desk.annotations, &before);
        }
    }
}
