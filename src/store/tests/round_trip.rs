//! What is written is what is read, for every kind of change; the journal leads to
//! the same; and undoing all of it leads back.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::edit::apply::{Ground, apply_changes};
use crate::model::annotations::Annotations;
use crate::model::authority::Authority;
use crate::model::correction::Correction;
use crate::model::entity::AttributeValue;
use crate::model::entity::Attributes;
use crate::model::id::{AuthorityId, CorrectionId, LayerId, RelationId, RelationType};
use crate::model::layer::{Layer, LayerKind};
use crate::model::line_break::{BreakKind, LineBreak};
use crate::model::relation::Relation;
use crate::store::journal::EntryKind;

const TEXT: &str = "本报讯\n𠮷林市长\r\n罗 琼出台新规。\n\n图为现场\n";

/// The project as it should be.
#[derive(Default, Clone)]
struct Mirror {
    documents: BTreeMap<DocumentId, Document>,
    layers: BTreeMap<LayerId, Layer>,
    authorities: BTreeMap<AuthorityId, Authority>,
    schema: Option<Schema>,
    pages: BTreeMap<Scope, Annotations>,
}

impl Mirror {
    fn of(store: &Store) -> Self {
        let order = store.document_order(Default::default(), true).unwrap();
        let documents = store.documents_by_rows(&order).unwrap();
        let layers = store.layers().unwrap();
        let mut pages = BTreeMap::new();
        for document in &documents {
            for layer in &layers {
                let scope = Scope {
                    document: document.id,
                    layer: layer.id,
                };
                let annotations = store.annotations(scope).unwrap();
                if !annotations.is_empty() || annotations.relations().next().is_some() {
                    pages.insert(scope, annotations);
                }
            }
        }
        Self {
            documents: documents.into_iter().map(|d| (d.id, d)).collect(),
            layers: layers.into_iter().map(|l| (l.id, l)).collect(),
            authorities: store
                .authorities()
                .unwrap()
                .into_iter()
                .map(|a| (a.id, a))
                .collect(),
            schema: Some(store.schema().unwrap()),
            pages,
        }
    }

    fn assert_eq(&self, other: &Self) {
        assert_eq!(self.documents, other.documents);
        assert_eq!(self.layers, other.layers);
        assert_eq!(self.authorities, other.authorities);
        assert_eq!(self.schema, other.schema);
        let full = |pages: &BTreeMap<Scope, Annotations>| -> BTreeMap<Scope, Annotations> {
            pages
                .iter()
                .filter(|(_, page)| !page.is_empty())
                .map(|(scope, page)| (*scope, page.clone()))
                .collect()
        };
        assert_eq!(full(&self.pages), full(&other.pages));
    }

    /// Carries out a step that is known to be legal.
    fn apply(&mut self, op: &Op) -> bool {
        fn put<K: Ord, T: Clone>(map: &mut BTreeMap<K, T>, key: K, change: &Change<T>) {
            match change.after() {
                Some(value) => map.insert(key, value.clone()),
                None => map.remove(&key),
            };
        }
        match op {
            Op::Page { scope, change } => {
                let (source, schema) = (SourceText::new(TEXT), self.schema.clone().unwrap());
                let ground = Ground {
                    source: &source,
                    schema: &schema,
                };
                let page = self.pages.entry(*scope).or_default();
                return apply_changes(page, ground, [change]).is_ok();
            }
            Op::Document(c) => put(&mut self.documents, c.subject().id, c),
            Op::Layer(c) => put(&mut self.layers, c.subject().id, c),
            Op::Authority(c) => put(&mut self.authorities, c.subject().id, c),
            Op::Schema(c) => self.schema = c.after().cloned(),
            Op::Rejection(_) => {}
        }
        true
    }
}

/// Random numbers from which one change is made.
type Dice = (u8, u8, u32, u32, String, f64);

/// Attributes of all kinds, or none.
fn said((_, _, a, b, word, number): &Dice) -> Attributes {
    if !a.is_multiple_of(3) {
        return Attributes::new();
    }
    Attributes::from([
        (word.clone(), AttributeValue::Number(*number)),
        ("title".into(), AttributeValue::Text(word.clone())),
        ("now".into(), AttributeValue::Flag(b.is_multiple_of(2))),
    ])
}

/// A change of the kind and way that the dice say, if there is one.
fn make(mirror: &Mirror, scope: Scope, dice: &Dice) -> Option<Op> {
    let (kind, way, a, b, word, _) = dice;
    let chars = TEXT.chars().count() as u32;
    let here = Annotations::default();
    let page = mirror.pages.get(&scope).unwrap_or(&here);
    let at = span(a % chars, (a % chars + 1 + b % 6).min(chars));
    fn pick<T>(mut all: impl Iterator<Item = T>, a: u32) -> Option<T> {
        let first = all.next()?;
        let mut all: Vec<T> = std::iter::once(first).chain(all).collect();
        let at = a as usize % all.len();
        Some(all.swap_remove(at))
    }
    fn way_of<T: Clone>(
        way: u8,
        old: Option<&T>,
        new: T,
        id: impl Fn(&mut T, &T),
    ) -> Option<Change<T>> {
        Some(match (way % 3, old) {
            (0, _) => Change::Insert(new),
            (1, Some(old)) => Change::Remove(old.clone()),
            (2, Some(old)) => {
                let mut after = new;
                id(&mut after, old);
                Change::Replace {
                    before: old.clone(),
                    after,
                }
            }
            _ => return None,
        })
    }
    let on_page = |change| Some(Op::Page { scope, change });
    match kind % 10 {
        0 => {
            let new = Article {
                id: ArticleId::new(),
                rank: i64::from(*a) - 500,
                title: b.is_multiple_of(2).then(|| word.clone()),
                continues: pick(page.articles(), *b).map(|x| x.id),
                attributes: said(dice),
            };
            let old = pick(page.articles(), *a);
            on_page(PageChange::Article(way_of(*way, old, new, |n, o| {
                n.id = o.id;
            })?))
        }
        1 => {
            let article = pick(page.articles(), *b);
            let new = Segment {
                id: SegmentId::new(),
                span: at,
                place: article.map_or(Place::Furniture, |article| Place::Article {
                    article: article.id,
                    rank: i64::from(*b),
                    role: Role::from(["body", "headline", "caption"][*a as usize % 3]),
                }),
            };
            let old = pick(page.segments(), *a);
            on_page(PageChange::Segment(way_of(*way, old, new, |n, o| {
                n.id = o.id;
            })?))
        }
        2 => {
            let new = LineBreak {
                line: 1 + a % 5,
                kind: if b.is_multiple_of(2) {
                    BreakKind::Soft
                } else {
                    BreakKind::Para
                },
            };
            let old = page.line_break(new.line).map(|kind| LineBreak {
                line: new.line,
                kind,
            });
            on_page(PageChange::LineBreak(way_of(
                *way,
                old.as_ref(),
                new,
                |_, _| (),
            )?))
        }
        3 => {
            let new = Correction {
                id: CorrectionId::new(),
                span: at,
                replacement: word.clone(),
            };
            let old = pick(page.corrections(), *a);
            on_page(PageChange::Correction(way_of(*way, old, new, |n, o| {
                n.id = o.id;
            })?))
        }
        4 | 5 => {
            let mut new = entity(
                at.start().0,
                at.end().0,
                ["CITY", "OFFICIAL"][*b as usize % 2],
            );
            new.authority = pick(mirror.authorities.keys(), *b).copied();
            if b.is_multiple_of(5) {
                let more = [at, span(chars - 1, chars), span(0, a % 3)];
                new = new.with_pieces(more)?;
            }
            new.attributes = said(dice);
            let old = pick(page.entities(), *a);
            on_page(PageChange::Entity(way_of(*way, old, new, |n, o| {
                n.id = o.id;
            })?))
        }
        6 => {
            let new = Relation {
                id: RelationId::new(),
                label: RelationType::from("holds_office_in"),
                from: pick(page.entities(), *a)?.id,
                to: pick(page.entities(), *b)?.id,
            };
            let old = pick(page.relations(), *a);
            on_page(PageChange::Relation(way_of(*way, old, new, |n, o| {
                n.id = o.id;
            })?))
        }
        7 => {
            let old = pick(mirror.documents.values(), *a)?;
            let after = Document {
                status: [Status::Done, Status::Reviewed][*a as usize % 2],
                meta: PageMeta {
                    newspaper: Some(word.clone()),
                    date: Some("2023-05".to_owned()),
                    page: b.is_multiple_of(2).then(|| b.to_string()),
                    extra: BTreeMap::from([(word.clone(), word.clone())]),
                },
                removed: a.is_multiple_of(5),
                supersedes: b.is_multiple_of(3).then_some(old.id),
                ..old.clone()
            };
            Some(Op::Document(Change::Replace {
                before: old.clone(),
                after,
            }))
        }
        8 => {
            let new = Authority {
                id: AuthorityId::new(),
                label: Label::from("CITY"),
                canonical: word.clone(),
                aliases: (0..b % 4).map(|n| format!("{word}{n}")).collect(),
                code: b.is_multiple_of(2).then(|| a.to_string()),
                note: word.clone(),
                attributes: said(dice),
            };
            let old = pick(mirror.authorities.values(), *a);
            let used = mirror.pages.values().flat_map(Annotations::entities);
            let used = used
                .filter_map(|e| e.authority)
                .any(|id| old.is_some_and(|old| old.id == id));
            let way = if used && way % 3 == 1 { 2 } else { *way };
            Some(Op::Authority(way_of(way, old, new, |n, o| n.id = o.id)?))
        }
        _ if way.is_multiple_of(2) => {
            let before = mirror.schema.clone()?;
            let mut after = before.clone();
            after.name = word.clone();
            Some(Op::Schema(Box::new(Change::Replace { before, after })))
        }
        _ => {
            let name = format!("{word}-{a}-{b}");
            let kind = [LayerKind::Machine, LayerKind::Adjudicated][*a as usize % 2];
            let new = Layer {
                id: LayerId::new(),
                name,
                kind,
            };
            let old = pick(mirror.layers.values().filter(|l| l.id != scope.layer), *a);
            let taken = mirror.layers.values().any(|l| l.name == new.name);
            (!taken).then_some(Op::Layer(way_of(*way, old, new, |n, o| n.id = o.id)?))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn tables_journal_and_memory_agree_and_undo_leads_back(
        dice in prop::collection::vec(
            (any::<u8>(), any::<u8>(), 0_u32..1000, 0_u32..1000, "[a\"\\\\ 甲𠮷\n]{0,4}", any::<f64>()), 1..60),
    ) {
        let mut store = project();
        let scope = import(&mut store, "a.txt", TEXT);
        import(&mut store, "b.txt", TEXT);
        let start = Mirror::of(&store);
        let mut mirror = start.clone();
        for dice in &dice {
            let Some(op) = make(&mirror, scope, dice) else { continue };
            let mut next = mirror.clone();
            if !next.apply(&op) { continue }
            mirror = next;
            edit(&mut store, Deed::Other, vec![op]).unwrap();
        }
        mirror.assert_eq(&Mirror::of(&store));

        let mut replayed = Mirror { schema: start.schema.clone(), layers: start.layers.clone(), ..Mirror::default() };
        for op in store.replay() {
            prop_assert!(replayed.apply(&op.unwrap()));
        }
        mirror.assert_eq(&replayed);
        let findings = store.verify(|_, _| true).unwrap();
        prop_assert!(findings.is_empty(), "{findings:?}");

        // Undo everything but the two imports, newest first.
        while let Some(top) = store.journal_state().unwrap().undo_top.filter(|&top| top > 2) {
            let entry = store.entry(top).unwrap();
            record(&mut store, NewKind::Undo { of: top }, &entry.transaction.inverse()).unwrap();
        }
        start.assert_eq(&Mirror::of(&store));
        // And do it all again.
        while let Some(top) = store.journal_state().unwrap().redo_top {
            let entry = store.entry(top).unwrap();
            prop_assert_eq!(entry.kind, EntryKind::Undo);
            record(&mut store, NewKind::Redo { of: top }, &entry.transaction.inverse()).unwrap();
        }
        mirror.assert_eq(&Mirror::of(&store));
    }
}

#[test]
fn a_change_that_meets_something_else_is_refused_and_leaves_nothing() {
    let mut store = project();
    let scope = import(&mut store, "a.txt", TEXT);
    let old = entity(0, 2, "CITY");
    edit(&mut store, Deed::Tag, vec![tag(scope, old.clone())]).unwrap();
    let before = store.annotations(scope).unwrap();
    let seen_otherwise = Entity {
        span: span(0, 3),
        ..old.clone()
    };
    for change in [
        Change::Remove(seen_otherwise.clone()),
        Change::Replace {
            before: seen_otherwise,
            after: old.clone(),
        },
        Change::Insert(old.clone()),
        Change::Remove(entity(0, 2, "CITY")),
    ] {
        let stale = Op::Page {
            scope,
            change: PageChange::Entity(change),
        };
        let ops = vec![tag(scope, entity(4, 5, "CITY")), stale];
        let error = edit(&mut store, Deed::Tag, ops).unwrap_err();
        assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
        assert_eq!(store.annotations(scope).unwrap(), before);
        assert_eq!(store.journal_state().unwrap().last, Some(2));
    }
}

#[test]
fn what_others_refer_to_does_not_go() {
    let mut store = project();
    let scope = import(&mut store, "a.txt", TEXT);
    let ops = article(scope, 1, &[(0, 2, "body")]);
    edit(&mut store, Deed::StartArticle, ops.clone()).unwrap();
    let error = edit(
        &mut store,
        Deed::DeleteArticle,
        vec![ops[0].clone().inverse()],
    )
    .unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
    let layer = store.layers().unwrap().remove(0);
    let error = edit(
        &mut store,
        Deed::Other,
        vec![Op::Layer(Change::Remove(layer))],
    )
    .unwrap_err();
    assert!(
        error.to_string().contains("still has annotations"),
        "{error}"
    );
    // In one step both go, in either order.
    let ops: Vec<Op> = ops.into_iter().map(Op::inverse).collect();
    edit(&mut store, Deed::DeleteArticle, ops).unwrap();
    assert!(store.annotations(scope).unwrap().is_empty());
}

#[test]
fn a_layer_that_was_emptied_can_be_removed() {
    let mut store = project();
    let scope = import(&mut store, "a.txt", TEXT);
    let layer = Layer {
        id: LayerId::new(),
        name: "machine".into(),
        kind: LayerKind::Machine,
    };
    let there = Scope {
        layer: layer.id,
        ..scope
    };
    let ops = vec![
        Op::Layer(Change::Insert(layer.clone())),
        tag(there, entity(0, 2, "CITY")),
    ];
    let transaction = Transaction::new(EditLabel::new(Deed::AddLayer), ops);
    let seq = edit(&mut store, Deed::AddLayer, transaction.ops.clone()).unwrap();
    let inverse = transaction.inverse();
    store
        .write(|writer| {
            inverse.ops.iter().try_for_each(|op| writer.apply(op))?;
            writer.append(&NewEntry {
                gesture: GestureId::new(),
                kind: NewKind::Undo { of: seq },
                author: "tester",
                at: jiff::Timestamp::now(),
                transaction: &inverse,
            })
        })
        .unwrap();
    assert_eq!(store.layers().unwrap().len(), 1);
    assert!(store.annotations(there).is_err());
}

#[test]
fn a_text_with_control_characters_comes_back_as_it_was() {
    let mut store = project();
    let text = "甲\u{0}乙\u{1}\r\n\u{fffd}\u{202e}丙";
    let scope = import(&mut store, "a.txt", text);
    assert_eq!(store.text(scope.document).unwrap(), text);
    assert_eq!(store.find_by_name("a.txt").unwrap()[0].id, scope.document);
    let again = store
        .documents_by_sha256(Sha256::of(text.as_bytes()))
        .unwrap();
    assert_eq!(again[0].id, scope.document);
}

#[test]
fn many_mentions_at_once_are_the_same_as_one_by_one() {
    let mut store = project();
    let scopes = ["a.txt", "b.txt"].map(|name| import(&mut store, name, &TEXT.repeat(50)));
    let mut ops: Vec<Op> = Vec::new();
    for (page, count) in [(0, 73), (1, 9), (0, 10), (1, 50), (0, 1)] {
        ops.extend((0..count).map(|n| tag(scopes[page], entity(n % 20, n % 20 + 2, "CITY"))));
        ops.push(tag(scopes[page], entity(3, 9, "INITIATIVE")));
    }
    ops.insert(5, ops[0].clone().inverse());
    store.write(|writer| writer.apply_all(&ops)).unwrap();
    let mut mirror = Mirror {
        schema: Some(Schema::newspaper()),
        ..Mirror::default()
    };
    assert!(ops.iter().all(|op| mirror.apply(op)));
    for scope in scopes {
        assert_eq!(store.annotations(scope).unwrap(), mirror.pages[&scope]);
    }
    let error = store
        .write(|writer| writer.apply_all(&ops[10..60]))
        .unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
}
