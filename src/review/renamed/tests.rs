//! What an editor turned down stays turned down when names change.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::edit::schema::{Moves, SchemaDraft, SchemaEdit};
use crate::model::annotations::{Annotations, Parts};
use crate::model::article::{Article, Place, Segment};
use crate::model::entity::Entity;
use crate::model::id::{ArticleId, EntityId, SegmentId};
use crate::model::schema::Schema;
use crate::review::difference::{Options, Question, Theirs, difference};
use crate::text::source::SourceText;
use crate::text::span::Span;

/// `CITY` becomes `PLACE`, its attribute and the role, relation and choice too.
fn plan() -> Plan {
    let mut after = Schema::newspaper();
    after.labels[0].id = "PLACE".to_owned();
    after.labels[1].attributes[0].id = "office".to_owned();
    after.relations[0].id = "holds".to_owned();
    after.relations[0].to = vec!["PLACE".to_owned()];
    for relation in &mut after.relations {
        for end in relation.from.iter_mut().chain(&mut relation.to) {
            if end == "CITY" {
                "PLACE".clone_into(end);
            }
        }
    }
    let kicker = after.roles.iter_mut().find(|it| it.id == "kicker");
    kicker.unwrap().id = "over line".to_owned();
    after.article_attributes[1].id = "sort".to_owned();
    let mut moves = Moves::default();
    for text in [
        "label:CITY=PLACE",
        "attribute:OFFICIAL/title=office",
        "relation:holds_office_in=holds",
        "role:kicker=over line",
        "attribute:(article)/genre=sort",
    ] {
        moves.add(text).unwrap();
    }
    let before = Schema::newspaper();
    Plan::new(&SchemaEdit {
        before,
        after,
        moves,
    })
    .unwrap()
}

#[test]
fn names_are_followed_where_names_stand() {
    let plan = plan();
    let id = "00000000-0000-7000-8000-000000000001";
    let official = r#"5..7 OFFICIAL  {"title": Text("CITY; \"kicker\"")}"#;
    let office = r#"5..7 OFFICIAL  {"office": Text("CITY; \"kicker\"")}"#;
    for (before, after) in [
        ("tag 3..5 CITY  {}", "tag 3..5 PLACE  {}".to_owned()),
        (
            &*format!("untag 3..5 CITY {id} {{}} 8..9 11..12"),
            format!("untag 3..5 PLACE {id} {{}} 8..9 11..12"),
        ),
        (&*format!("tag {official}"), format!("tag {office}")),
        (
            &*format!("relate holds_office_in {official} > 3..5 CITY  {{}}"),
            format!("relate holds {office} > 3..5 PLACE  {{}}"),
        ),
        (
            "unrelate holds_office_in only mine: 3..5 CITY  {} > ",
            "unrelate holds only mine: 3..5 PLACE  {} > ".to_owned(),
        ),
        (
            "article 0..3 kicker; 4..9 furniture; 10..12 body",
            "article 0..3 over line; 4..9 furniture; 10..12 body".to_owned(),
        ),
        (
            "segment 0..3 kicker of 0..3",
            "segment 0..3 over line of 0..3".to_owned(),
        ),
        (
            r#"attributes {"genre": Text("kicker")} of 0..3"#,
            r#"attributes {"sort": Text("kicker")} of 0..3"#.to_owned(),
        ),
        (
            "mixed-labels@a=CITY · b=CITY · OFFICIAL",
            "mixed-labels@a=CITY · b=PLACE · OFFICIAL".to_owned(),
        ),
        (
            "mixed-in-corpus@青禾=OFFICIAL · CITY",
            "mixed-in-corpus@青禾=OFFICIAL · PLACE".to_owned(),
        ),
        (
            "missing-in-article@12=genre",
            "missing-in-article@12=sort".to_owned(),
        ),
    ] {
        assert_eq!(renamed(before, &plan), Some(after), "{before}");
    }
}

#[test]
fn the_same_word_elsewhere_is_no_name() {
    let plan = plan();
    for words in [
        "title CITY kicker of 0..3",
        "correct 3..4 CITY ",
        "correct 3..5 CITY  {}",
        "tag 3..5 CITYWIDE  {}",
        "tag 3..5 INITIATIVE  {}",
        "tag sha256:CITY",
        "tag CITY",
        "tag 3..5 CITY  {\"title\"",
        "article 0..3 kicker; CITY",
        "mixed-labels@CITY",
        "mixed-labels@CITY=X · CITY",
        "overlap@3..5&CITY",
        "",
    ] {
        assert_eq!(renamed(words, &plan), None, "{words}");
    }
}

#[test]
fn names_with_blanks_are_read_whole() {
    let mut schema = Schema::newspaper();
    schema.labels[0].id = "NEW TOWN  {x".to_owned();
    schema.labels[2].id = "NEW".to_owned();
    schema.relations.clear();
    let base = Arc::new(schema);
    let mut draft = SchemaDraft::new(&base);
    draft.labels[0].form.id = "TOWN".to_owned();
    draft.labels[2].form.id = "OLD".to_owned();
    let plan = Plan::new(&draft.edit()).unwrap();
    let now = |words: &str| renamed(words, &plan);
    assert_eq!(
        now("tag 3..5 NEW TOWN  {x  {}").as_deref(),
        Some("tag 3..5 TOWN  {}")
    );
    assert_eq!(now("tag 3..5 NEW  {}").as_deref(), Some("tag 3..5 OLD  {}"));
}

/// A mention of which much is said, as one layer has it.
fn layer(label: &str, attribute: &str) -> Annotations {
    Annotations::from_parts(Parts {
        entities: vec![Entity {
            id: EntityId::new(),
            span: Span::new(0, 2).unwrap(),
            label: label.into(),
            authority: None,
            attributes: [(
                attribute.to_owned(),
                AttributeValue::Text("主席".repeat(50)),
            )]
            .into(),
            parts: Vec::new(),
        }],
        ..Parts::default()
    })
}

/// An article of many segments of a role.
fn article(role: &str) -> Annotations {
    let id = ArticleId::new();
    let article = Article {
        id,
        rank: 1,
        title: None,
        continues: None,
        attributes: Attributes::new(),
    };
    let segment = |at: u32| Segment {
        id: SegmentId::new(),
        span: Span::new(2 * at, 2 * at + 1).unwrap(),
        place: Place::Article {
            article: id,
            rank: at.into(),
            role: if at == 0 { "headline" } else { role }.into(),
        },
    };
    Annotations::from_parts(Parts {
        articles: vec![article],
        segments: (0..30).map(segment).collect(),
        ..Parts::default()
    })
}

/// What is asked of a page that has nothing, for a text of sixty lines.
fn asked(schema: &Schema, theirs: &Annotations, rejected: &BTreeSet<String>) -> Vec<Question> {
    let source = SourceText::new("甲\n".repeat(60));
    let (mine, theirs) = (Annotations::default(), Theirs::from(theirs));
    let options = Options::suggestions();
    difference(&source, schema, &mine, theirs, &options, rejected)
}

#[test]
fn what_is_said_in_many_words_stays_turned_down() {
    let plan = plan();
    for (theirs, then) in [
        (layer("OFFICIAL", "title"), layer("OFFICIAL", "office")),
        (layer("CITY", "kind"), layer("PLACE", "kind")),
        (article("kicker"), article("over line")),
    ] {
        let questions = asked(plan.before(), &theirs, &BTreeSet::new());
        let mut parts = questions.iter().flat_map(|one| &one.parts);
        assert!(parts.any(|it| it.len() > 300), "{questions:?}");
        let no: BTreeSet<String> = questions.iter().flat_map(|it| it.parts.clone()).collect();
        assert_ne!(asked(plan.after(), &then, &no), [], "the names are others");
        let followed = no
            .iter()
            .map(|it| renamed(it, &plan).unwrap_or_else(|| it.clone()));
        assert_eq!(asked(plan.after(), &then, &followed.collect()), []);
    }
}

proptest! {
    #[test]
    fn whatever_the_values_say_only_names_change(
        title in any::<String>(), flag in any::<bool>(), number in -1e9..1e9_f64,
    ) {
        let said: Attributes = [
            ("title".to_owned(), AttributeValue::Text(title)),
            ("x\"y".to_owned(), AttributeValue::Flag(flag)),
            ("z".to_owned(), AttributeValue::Number(number)),
        ].into();
        let mut now = said.clone();
        let title = now.remove("title").unwrap();
        now.insert("office".to_owned(), title);
        let before = difference::words("tag", &format!("3..5 OFFICIAL  {said:?}"));
        let after = difference::words("tag", &format!("3..5 OFFICIAL  {now:?}"));
        prop_assert_eq!(renamed(&before, &plan()), Some(after));
    }

    #[test]
    fn any_words_are_read_without_harm(
        kind in "(tag|relate|article|segment|attributes|mixed-labels@|)", words in any::<String>(),
    ) {
        let _ = renamed(&format!("{kind} 3..5 CITY {words}"), &plan());
        let _ = renamed(&format!("{kind}{words}"), &plan());
    }
}
