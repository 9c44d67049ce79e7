//! Attributes of entities, articles and records by keyboard.

use broadsheet::model::entity::{AttributeValue, Attributes};
use broadsheet::model::schema::{AttributeDef, AttributeKind, Names, Schema};
use broadsheet::ui::i18n::Language;
use broadsheet::ui::view_state::Mode;
use egui_kittest::kittest::Queryable as _;

use crate::support::desk::{Desk, Setup};

const TEXT: &str = "陇南市抓好春耕\n市长王明和书记李华昨日说。\n";

fn names(zh: &str, en: &str) -> Names {
    Names {
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}

fn def(id: &str, name: Names, kind: AttributeKind, required: bool) -> AttributeDef {
    AttributeDef {
        id: id.to_owned(),
        name,
        kind,
        required,
        choices: Default::default(),
    }
}

/// All kinds of attributes, the first of each list required.
pub fn schema() -> Schema {
    let mut schema = Schema::newspaper();
    let genres = ["news", "comment", "photo"].map(str::to_owned).to_vec();
    let mut genre = def(
        "genre",
        names("体裁", "Genre"),
        AttributeKind::Choice(genres),
        true,
    );
    genre.choices.insert("news".into(), names("消息", "News"));
    genre
        .choices
        .insert("comment".into(), names("评论", "Comment"));
    genre.choices.insert("photo".into(), names("图片", "Photo"));
    let all = vec![
        genre,
        def(
            "topic",
            names("主题词", "Topic"),
            AttributeKind::Text,
            false,
        ),
        def("first", names("头条", "Lead"), AttributeKind::YesNo, false),
        def(
            "words",
            names("字数", "Length"),
            AttributeKind::Number,
            false,
        ),
    ];
    schema.article_attributes = all.clone();
    schema.record_attributes = all.clone();
    for label in &mut schema.labels {
        if label.id == "CITY" {
            label.attributes = all.clone();
        }
    }
    schema
}

pub fn desk(setup: &Setup) -> Desk {
    setup.pages_with(&schema(), &[("page.txt", TEXT)])
}

fn said(attributes: &Attributes) -> Vec<String> {
    let value = |value: &AttributeValue| match value {
        AttributeValue::Text(text) => text.clone(),
        AttributeValue::Flag(flag) => flag.to_string(),
        AttributeValue::Number(number) => number.to_string(),
    };
    let pair = |(name, it): (&String, &AttributeValue)| format!("{name}={}", value(it));
    attributes.iter().map(pair).collect()
}

pub fn of_article(desk: &Desk) -> Vec<String> {
    said(
        &desk
            .page()
            .annotations
            .articles()
            .next()
            .unwrap()
            .attributes,
    )
}

pub fn of_entity(desk: &Desk) -> Vec<String> {
    said(
        &desk
            .page()
            .annotations
            .entities()
            .next()
            .unwrap()
            .attributes,
    )
}

/// Fills in all four kinds, with the keyboard in the first of them.
fn fill_in(desk: &mut Desk) {
    desk.keys(&["Right", "Enter", "Tab"]);
    desk.type_text("水");
    desk.keys(&["Tab", "1", "Tab"]);
    desk.type_text("１２.5");
    desk.keys(&["Enter"]);
}

const ALL: [&str; 4] = ["first=true", "genre=comment", "topic=水", "words=12.5"];

#[test]
fn an_entity_is_described_by_keyboard_alone() {
    let mut desk = desk(&Setup {
        mode: Mode::Entities,
        ..Setup::default()
    });
    desk.select("陇南市").keys(&["1", "I"]);
    fill_in(&mut desk);
    assert_eq!(of_entity(&desk), ALL);
    desk.picture("attributes-entity");
    // The keyboard is back on the page: each value is one step.
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(of_entity(&desk), ALL[..3]);
    // What is chosen can be taken back, and what is no number changes nothing.
    desk.keys(&["I", "Delete", "Tab", "Tab", "2", "Tab"]);
    desk.type_text("many");
    desk.keys(&["Enter"]);
    assert_eq!(of_entity(&desk), ["first=false", "topic=水"]);
}

#[test]
fn an_article_is_described_by_keyboard_alone() {
    let mut desk = desk(&Setup::default());
    desk.caret("陇南市").keys(&["B"]);
    assert!(
        desk.harness
            .query_by_label_contains("lacks “Genre”")
            .is_some()
    );
    desk.keys(&["I"]);
    fill_in(&mut desk);
    assert_eq!(of_article(&desk), ALL);
    desk.picture("attributes-article");
    assert!(
        desk.harness
            .query_by_label_contains("lacks “Genre”")
            .is_none()
    );
    desk.keys(&["Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z"]);
    assert_eq!(of_article(&desk), [""; 0]);
    // A second article begins with nothing, the first keeps what it has.
    desk.keys(&["Ctrl+Shift+Z"]);
    desk.caret("市长").keys(&["B"]);
    let all: Vec<_> = desk.page().annotations.articles().collect();
    let each: Vec<_> = all.iter().map(|it| said(&it.attributes).len()).collect();
    assert_eq!(each, [1, 0]);
}

#[test]
fn a_record_is_described_in_its_panel() {
    let mut desk = desk(&Setup {
        mode: Mode::Entities,
        ..Setup::default()
    });
    desk.select("陇南市").keys(&["1", "R", "Ctrl+Enter"]);
    if desk.session().authorities().next().is_none() {
        desk.keys(&["Enter"]);
    }
    let record = desk.session().authorities().next().expect("a record").id;
    desk.keys(&["Ctrl+Shift+R"]);
    desk.type_text("陇南");
    desk.keys(&["Enter", "I", "2"]);
    let said_of = |desk: &Desk| said(&desk.session().authority(record).unwrap().attributes);
    assert_eq!(said_of(&desk), ["genre=comment"]);
    desk.picture("attributes-record");
    desk.harness.get_by_label("Yes").click();
    desk.settle();
    assert_eq!(said_of(&desk), ["first=true", "genre=comment"]);
    desk.keys(&["Ctrl+Z", "Ctrl+Z"]);
    assert_eq!(said_of(&desk), [""; 0]);
}

#[test]
fn a_record_is_described_in_its_dialog_in_one_step_with_the_rest() {
    let mut desk = desk(&Setup {
        mode: Mode::Entities,
        ..Setup::default()
    });
    desk.select("陇南市").keys(&["1", "R", "Enter"]);
    let record = desk.session().authorities().next().expect("a record").id;
    desk.keys(&["Ctrl+Shift+R"]);
    desk.type_text("陇南");
    desk.keys(&["Enter", "E"]);
    desk.type_text("甘肃陇南市");
    desk.keys(&["Tab", "Tab", "Tab", "Tab"]);
    desk.keys(&["Right", "Enter", "Tab"]);
    desk.type_text("水");
    desk.keys(&["Tab", "1", "Tab"]);
    desk.type_text("１２.5");
    desk.picture("attributes-record-dialog");
    let now = |desk: &Desk| desk.session().authority(record).unwrap().clone();
    assert_eq!(said(&now(&desk).attributes), [""; 0], "not saved yet");
    desk.keys(&["Ctrl+Enter"]);
    assert_eq!(said(&now(&desk).attributes), ALL);
    assert!(now(&desk).canonical.contains("甘肃"));
    desk.keys(&["Ctrl+Z"]);
    assert_eq!(said(&now(&desk).attributes), [""; 0]);
    assert_eq!(now(&desk).canonical, "陇南市");
    // What is no number blocks the dialog; what is being typed counts when it is saved.
    desk.keys(&["E", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab"]);
    desk.type_text("many");
    desk.keys(&["Ctrl+Enter"]);
    desk.type_text("7");
    assert_eq!(
        said(&now(&desk).attributes),
        [""; 0],
        "the dialog is still there"
    );
    desk.keys(&["Ctrl+A"]);
    desk.type_text("7");
    desk.keys(&["Ctrl+Enter"]);
    assert_eq!(said(&now(&desk).attributes), ["words=7"]);
    // Escape leaves all as it was.
    desk.keys(&["E", "Tab", "Tab", "Tab", "Tab", "2", "Escape"]);
    assert_eq!(said(&now(&desk).attributes), ["words=7"]);
}

#[test]
fn where_there_is_nothing_to_say_the_key_says_so() {
    let mut schema = Schema::newspaper();
    schema.article_attributes.clear();
    let mut desk = Setup::default().pages_with(&schema, &[("page.txt", TEXT)]);
    desk.caret("陇南市").keys(&["I"]);
    desk.caret("陇南市").keys(&["B", "I"]);
    let refused = "The schema has no attributes for this";
    let mut shown = desk.harness.query_all_by_label_contains(refused);
    assert!(shown.next().is_some());
}

#[test]
fn pictures_in_chinese_and_in_the_dark() {
    for (mode, name) in [(Mode::Entities, "entity"), (Mode::Segment, "article")] {
        let mut setup = Setup {
            mode,
            language: Language::Zh,
            ..Setup::default()
        };
        setup.window.dark = true;
        let mut desk = desk(&setup);
        let begin: &[&str] = match mode {
            Mode::Entities => &["1", "I"],
            _ => &["B", "I"],
        };
        desk.select("陇南市").keys(begin).keys(&["Right", "Enter"]);
        desk.picture(&format!("attributes-{name}-zh-dark"));
        let genre = match mode {
            Mode::Entities => of_entity(&desk),
            _ => of_article(&desk),
        };
        assert_eq!(genre, ["genre=comment"]);
    }
}
