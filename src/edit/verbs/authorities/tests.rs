//! Laws of records: undo is the identity, no mention is left without its record,
//! names are whole.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::edit::apply::{Ground, apply_changes};
use crate::model::annotations::{Annotations, Parts};
use crate::model::entity::Attributes;
use crate::model::id::{DocumentId, LayerId};
use crate::model::layer::Scope;
use crate::model::schema::Schema;
use crate::text::source::SourceText;
use crate::text::span::Span;

const TEXT: &str = "陇南市王明、陇南李华、政协陇南市委员会张伟，张伟又来了。";

/// Pages of one text and the records that their mentions have.
#[derive(Clone, PartialEq, Debug)]
struct World {
    pages: Vec<(Scope, Annotations)>,
    records: BTreeMap<AuthorityId, Authority>,
}

impl World {
    fn new(pages: usize) -> Self {
        let mention = |start, end| Entity {
            id: EntityId::new(),
            span: Span::new(start, end).unwrap(),
            label: Label::from("CITY"),
            authority: None,
            attributes: Attributes::new(),
            parts: Vec::new(),
        };
        let page = |_| {
            let scope = Scope {
                document: DocumentId::new(),
                layer: LayerId::new(),
            };
            let entities = [(0, 3), (6, 8), (13, 16)].map(|(start, end)| mention(start, end));
            let parts = Parts {
                entities: entities.to_vec(),
                ..Parts::default()
            };
            (scope, Annotations::from_parts(parts))
        };
        Self {
            pages: (0..pages).map(page).collect(),
            records: BTreeMap::new(),
        }
    }

    fn apply(&mut self, transaction: &Transaction) {
        let (source, schema) = (SourceText::new(TEXT), Schema::newspaper());
        for op in &transaction.ops {
            match op {
                Op::Authority(change) => {
                    let there = self.records.get(&change.subject().id);
                    assert_eq!(there, change.before(), "a step meets what it expects");
                    match change.after() {
                        Some(after) => self.records.insert(after.id, after.clone()),
                        None => self.records.remove(&change.subject().id),
                    };
                }
                Op::Page { scope, change } => {
                    let mut pages = self.pages.iter_mut();
                    let page = pages.find(|(its, _)| its == scope).unwrap();
                    let ground = Ground {
                        source: &source,
                        schema: &schema,
                    };
                    apply_changes(&mut page.1, ground, [change]).unwrap();
                }
                other => panic!("{other:?} is no step of these verbs"),
            }
        }
    }

    /// The links of all pages, in the order of the text.
    fn links(&self) -> Vec<Option<AuthorityId>> {
        let pages = self.pages.iter();
        pages
            .flat_map(|(_, page)| page.entities().map(|it| it.authority))
            .collect()
    }

    fn dangling(&self) -> usize {
        let links = self.links().into_iter().flatten();
        links.filter(|id| !self.records.contains_key(id)).count()
    }
}

/// What an editor does: which verb, on which page, with which records and mentions.
type Wish = (u8, usize, usize, usize, Vec<bool>, String);

fn wish() -> impl Strategy<Value = Wish> {
    let name = "[陇南市 甲\\n\\u{7}]{0,4}";
    let some = prop::collection::vec(any::<bool>(), 3);
    (0..7_u8, 0..3_usize, 0..4_usize, 0..4_usize, some, name)
}

/// The transactions of a wish, as the session puts them together.
fn plan(world: &World, wish: &Wish) -> Option<Vec<Transaction>> {
    let (verb, at, one, other, some, name) = wish;
    let (source, schema) = (SourceText::new(TEXT), Schema::newspaper());
    let look = |at: usize| Page {
        scope: world.pages[at].0,
        source: &source,
        annotations: &world.pages[at].1,
        schema: &schema,
    };
    let at = at % world.pages.len();
    let chosen = world.pages[at].1.entities().zip(some);
    let chosen: Vec<_> = chosen
        .filter(|&(_, &some)| some)
        .map(|(it, _)| it.id)
        .collect();
    let nth = |n: usize| world.records.values().nth(n);
    let on_all = |from, into, some: Option<&BTreeSet<EntityId>>, deed: EditLabel| {
        let pages = 0..world.pages.len();
        let each = pages.filter_map(|at| relink(look(at), from, into, some, deed.clone()).ok());
        each.collect::<Vec<_>>()
    };
    Some(match verb {
        0 => vec![create(look(at), &chosen, record(&Label::from("CITY"), name).ok()?).ok()?],
        1 => vec![link(look(at), &chosen, nth(*one)?).ok()?],
        2 => vec![unlink(look(at), &chosen).ok()?],
        3 => {
            let (kept, gone) = (nth(*one)?, nth(*other)?);
            let last = merge(kept, gone).ok()?;
            let mut all = on_all(gone.id, kept.id, None, merging(kept, gone));
            all.push(last);
            all
        }
        4 => {
            let from = nth(*one)?;
            let new = record(&from.label, name).ok()?;
            let (id, deed) = (new.id, splitting(from, &new));
            let mut all = vec![split(from, new).ok()?];
            all.extend(on_all(
                from.id,
                id,
                Some(&chosen.into_iter().collect()),
                deed,
            ));
            all
        }
        5 => {
            let before = nth(*one)?;
            let after = Authority {
                canonical: name.clone(),
                aliases: vec![name.clone(), "陇".to_owned(), "陇 ".to_owned()],
                ..before.clone()
            };
            vec![edit(before, after).ok()?]
        }
        _ => {
            let record = nth(*one)?;
            let used = world.links().contains(&Some(record.id));
            (!used).then(|| vec![delete(record)])?
        }
    })
}

proptest! {
    #[test]
    fn undo_is_the_identity_and_no_link_dangles(wishes in prop::collection::vec(wish(), 1..12)) {
        let mut world = World::new(3);
        for wish in &wishes {
            let before = world.clone();
            let Some(done) = plan(&world, wish) else { continue };
            done.iter().for_each(|it| world.apply(it));
            prop_assert_eq!(world.dangling(), 0);
            let mut back = world.clone();
            done.iter().rev().for_each(|it| back.apply(&it.clone().inverse()));
            prop_assert_eq!(&back, &before);
        }
        for record in world.records.values() {
            prop_assert_eq!(tidied(record.clone()).unwrap(), record.clone());
        }
    }

    #[test]
    fn names_are_kept_on_one_line_and_once(
        canonical in "\\PC{0,6}[\\n\\t\\u{0}\\u{202e}]{0,2}",
        aliases in prop::collection::vec("[甲乙 \\n\\u{0}]{0,3}", 0..5),
    ) {
        let said = Authority { aliases, ..record(&Label::from("CITY"), "甲").unwrap() };
        match tidied(Authority { canonical: canonical.clone(), ..said }) {
            Err(refusal) => {
                prop_assert_eq!(refusal, Refusal::NoName);
                prop_assert_eq!(one_line(&canonical), "");
            }
            Ok(kept) => {
                let mut names = vec![kept.canonical.clone()];
                names.extend(kept.aliases.clone());
                prop_assert!(names.iter().all(|it| !it.is_empty() && one_line(it) == *it));
                let count = names.len();
                names.sort();
                names.dedup();
                prop_assert_eq!(names.len(), count);
            }
        }
    }
}

fn city(canonical: &str, aliases: &[&str]) -> Authority {
    Authority {
        aliases: aliases.iter().map(|it| (*it).to_owned()).collect(),
        ..record(&Label::from("CITY"), canonical).unwrap()
    }
}

#[test]
fn a_merger_unites_names_code_and_notes() {
    let kept = Authority {
        note: "甘肃".to_owned(),
        ..city("陇南市", &["陇南"])
    };
    let gone = Authority {
        code: Some("621200".to_owned()),
        note: "旧称".to_owned(),
        ..city("陇南地区", &["陇南", "武都地区"])
    };
    let united = united(&kept, &gone).unwrap();
    assert_eq!(united.canonical, "陇南市");
    assert_eq!(united.aliases, ["陇南", "陇南地区", "武都地区"]);
    assert_eq!(united.code.as_deref(), Some("621200"));
    assert_eq!(united.note, "甘肃\n旧称");
    assert_eq!(merge(&kept, &kept), Err(Refusal::AlreadySo));
    let person = Authority {
        label: Label::from("OFFICIAL"),
        ..gone
    };
    assert_eq!(merge(&kept, &person), Err(Refusal::OtherLabel));
}

#[test]
fn a_record_stands_for_mentions_of_its_label_only() {
    let world = World::new(1);
    let (source, schema) = (SourceText::new(TEXT), Schema::newspaper());
    let page = Page {
        scope: world.pages[0].0,
        source: &source,
        annotations: &world.pages[0].1,
        schema: &schema,
    };
    let mentions: Vec<_> = world.pages[0].1.entities().map(|it| it.id).collect();
    let person = record(&Label::from("OFFICIAL"), "王明").unwrap();
    assert_eq!(link(page, &mentions, &person), Err(Refusal::OtherLabel));
    assert_eq!(unlink(page, &mentions), Err(Refusal::AlreadySo));
    assert_eq!(
        link(page, &[EntityId::new()], &city("陇南市", &[])),
        Err(Refusal::NoEntityHere)
    );
    assert_eq!(
        create(page, &[], city("陇南市", &[])),
        Err(Refusal::AlreadySo)
    );
    assert_eq!(
        record(&Label::from("CITY"), " \n\u{0}\u{3000}"),
        Err(Refusal::NoName)
    );
}
