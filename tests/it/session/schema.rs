//! Changing the schema of a project that uses it: rows follow, undo brings all of it
//! back, and nothing in use goes.

use broadsheet::edit::label::{Deed, EditLabel};
use broadsheet::edit::op::{Change, Op, PageChange};
use broadsheet::edit::schema::{Heir, Hitch, Kind, Moves, Name, Owner, SchemaDraft, SchemaEdit};
use broadsheet::edit::transaction::Transaction;
use broadsheet::edit::verbs::{authorities, documents, entities, segments};
use broadsheet::jobs::Ticket;
use broadsheet::model::entity::AttributeValue;
use broadsheet::model::layer::Scope;
use broadsheet::model::schema::Schema;
use broadsheet::session::schema::{LARGEST_SCHEMA, SchemaOutcome, Survey, read_schema};
use broadsheet::session::suggest::SuggestRequest;
use broadsheet::session::{Session, SessionError};

use super::{Story, expect_sound, start_article, tag, view};

/// Every row that people made, and the schema, as text.
fn content(story: &Story) -> Vec<String> {
    const TABLES: [&str; 10] = [
        "document",
        "article",
        "segment",
        "line_break",
        "correction",
        "authority",
        "authority_alias",
        "entity",
        "relation",
        "rejection",
    ];
    let file = rusqlite::Connection::open(story.project()).unwrap();
    let mut rows = Vec::new();
    for table in TABLES.into_iter().chain(["schema"]) {
        let mut statement = file.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let derived = statement.column_names().any(|name| name == "layer");
        if derived && !["rejection"].contains(&table) {
            let people = "SELECT * FROM {t} WHERE layer NOT IN (SELECT seq FROM layer WHERE name = 'suggestions')";
            statement = file.prepare(&people.replace("{t}", table)).unwrap();
        }
        let width = statement.column_count();
        let mut found = statement.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let cells: Vec<String> = (0..width)
                .map(|at| format!("{:?}", row.get_ref(at).unwrap()))
                .collect();
            rows.push(format!("{table} {}", cells.join(" ")));
        }
    }
    rows.sort();
    rows
}

/// Two documents with articles and mentions; one is taken out of the project.
fn story() -> (Story, Session, Scope) {
    let (story, mut session, scope) = Story::with_page();
    start_article(&mut session, scope, 0);
    tag(&mut session, scope, 0, 3, "CITY");
    tag(&mut session, scope, 6, 9, "CITY");
    tag(&mut session, scope, 14, 16, "OFFICIAL");
    story.import(&mut session, "b.txt", "周文到清江县。\n");
    let other = story.scope(&session, "b.txt");
    tag(&mut session, other, 3, 6, "CITY");
    let record = authorities::record(&"CITY".into(), "清江县").unwrap();
    let schema = session.schema().clone();
    let page = session.load(scope).unwrap();
    let id = page.annotations.entities().next().unwrap().id;
    let change = authorities::create(page.look(&schema), &[id], record).unwrap();
    session.edit(change).unwrap();
    let gone = session.document(other.document).unwrap();
    session.apply(documents::remove(&[gone]).unwrap()).unwrap();
    (story, session, scope)
}

fn draft(session: &Session) -> SchemaDraft {
    SchemaDraft::new(session.schema())
}

fn label<'d>(draft: &'d mut SchemaDraft, id: &str) -> &'d mut broadsheet::edit::schema::LabelForm {
    let found = draft.labels.iter_mut().find(|it| it.form.id == id);
    &mut found.unwrap().form
}

fn change(session: &mut Session, draft: &SchemaDraft) -> SchemaOutcome {
    session
        .change_schema(&draft.edit(), &Ticket::default())
        .unwrap()
}

fn changed(outcome: SchemaOutcome) -> Survey {
    match outcome {
        SchemaOutcome::Changed(survey) => survey,
        other => panic!("{other:?}"),
    }
}

fn refused(outcome: SchemaOutcome) -> Survey {
    match outcome {
        SchemaOutcome::Refused(survey) => survey,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_new_name_reaches_every_row_and_undo_brings_everything_back() {
    let (story, mut session, scope) = story();
    let caption = super::plan(&mut session, scope, |page, schema| {
        let first = broadsheet::text::span::Span::new(0, 3).unwrap();
        segments::set_role(page.look(schema), first, &"caption".into())
    });
    session.edit(caption).unwrap();
    let before = content(&story);
    let mut draft = draft(&session);
    label(&mut draft, "CITY").id = "PLACE".to_owned();
    let role = draft.roles.iter_mut().find(|it| it.form.id == "caption");
    role.unwrap().form.id = "text".to_owned();
    let surveyed = session.survey_schema(&draft.edit(), &Ticket::default());
    let surveyed = surveyed.unwrap().unwrap();
    let survey = changed(change(&mut session, &draft));
    assert_eq!(survey, surveyed, "what was counted is what was done");
    let count = |name: &str| {
        let mut steps = survey.steps.iter();
        let step = steps.find(|(step, _)| format!("{step:?}").contains(name));
        let number = step.unwrap().1.number;
        (number.rows, number.documents, number.records)
    };
    assert_eq!(
        count("CITY"),
        (3, 2, 1),
        "also of documents that were taken out"
    );
    assert_eq!(count("caption"), (1, 1, 0));
    let (articles, mentions) = view(&mut session, scope);
    assert!(articles[0].contains("|text:清江县"), "{articles:?}");
    assert_eq!(mentions, ["PLACE:清江县", "PLACE:清江县", "OFFICIAL:周文"]);
    assert_eq!(
        session.authorities().next().unwrap().label.as_str(),
        "PLACE"
    );
    expect_sound(&session);
    let after = content(&story);

    // Another session that was open sees it, and can take it back.
    let mut other = story.open();
    other.undo().unwrap().unwrap();
    assert_eq!(content(&story), before);
    assert!(session.refresh().unwrap());
    assert_eq!(**session.schema(), Schema::newspaper());
    expect_sound(&session);
    session.redo().unwrap().unwrap();
    assert_eq!(content(&story), after);
    assert_eq!(view(&mut session, scope).1[0], "PLACE:清江县");
    // What was done before can still be taken back, as long as it is next.
    session.undo().unwrap().unwrap();
    session.undo().unwrap().unwrap();
    expect_sound(&session);
}

#[test]
fn rows_that_another_program_wrote_in_other_words_are_no_obstacle() {
    let (story, session, scope) = story();
    drop(session);
    let file = rusqlite::Connection::open(story.project()).unwrap();
    for sql in [
        "UPDATE entity SET attributes = '{ }', parts = '[]'",
        "UPDATE article SET attributes = '{}'",
        "UPDATE authority SET attributes = '{ }'",
    ] {
        assert!(file.execute(sql, []).unwrap() > 0, "{sql}");
    }
    drop(file);
    let mut session = story.open();
    let mut draft = draft(&session);
    label(&mut draft, "CITY").id = "PLACE".to_owned();
    changed(change(&mut session, &draft));
    let (_, mentions) = view(&mut session, scope);
    assert_eq!(mentions, ["PLACE:清江县", "PLACE:清江县", "OFFICIAL:周文"]);
    expect_sound(&session);
    session.undo().unwrap().unwrap();
    expect_sound(&session);
}

#[test]
fn names_there_and_back_leave_the_project_as_it_was() {
    let (story, mut session, _) = story();
    let before = content(&story);
    let there = |session: &mut Session, from: &str, to: &str| {
        let mut draft = SchemaDraft::new(session.schema());
        label(&mut draft, from).id = to.to_owned();
        changed(change(session, &draft));
    };
    there(&mut session, "CITY", "PLACE");
    there(&mut session, "PLACE", "CITY");
    // The schema is written by the program now; it says the same.
    let rows = |all: Vec<String>| -> Vec<String> {
        all.into_iter()
            .filter(|row| !row.starts_with("schema"))
            .collect()
    };
    assert_eq!(rows(content(&story)), rows(before));
    assert_eq!(**session.schema(), Schema::newspaper());
}

#[test]
fn what_is_in_use_does_not_go_until_it_has_an_heir() {
    let (story, mut session, scope) = story();
    let before = content(&story);
    let mut draft = draft(&session);
    let key = draft.labels[1].key;
    draft.remove_label(key);
    draft.relations.remove(0);
    let survey = refused(change(&mut session, &draft));
    let [(Hitch::InUse(Name::Label(id)), count)] = &survey.hitches[..] else {
        panic!("{survey:?}");
    };
    assert_eq!((id.as_str(), count.number.rows), ("OFFICIAL", 1));
    let example = count.first.as_ref().unwrap();
    assert_eq!(
        (example.document.as_str(), example.text.as_str()),
        ("a.txt", "周文")
    );
    assert_eq!(content(&story), before);
    assert_eq!(
        session.undo_label().unwrap().deed.as_str(),
        "remove-documents"
    );

    let city = draft.labels[0].key;
    draft.set_heir(Name::Label("OFFICIAL".into()), Heir::Item(city));
    draft.set_heir(
        Name::Attribute(Owner::Label("OFFICIAL".into()), "title".into()),
        Heir::Nothing,
    );
    changed(change(&mut session, &draft));
    assert_eq!(view(&mut session, scope).1[2], "CITY:周文");
    expect_sound(&session);
    session.undo().unwrap();
    assert_eq!(content(&story), before);
}

#[test]
fn values_change_their_kind_only_all_together() {
    let (story, mut session, scope) = story();
    let mut set = |value: &str| {
        let schema = session.schema().clone();
        let page = session.load(scope).unwrap();
        let official = page.annotations.entities().last().unwrap().id;
        let value = Some(AttributeValue::Text(value.to_owned()));
        let change = entities::set_attribute(page.look(&schema), official, "title", value);
        session.edit(change.unwrap()).unwrap();
    };
    set("市长");
    let mut draft = draft(&story.open());
    label(&mut draft, "OFFICIAL").attributes[0].form.kind = Kind::Number;
    let survey = refused(change(&mut story.open(), &draft));
    assert!(matches!(survey.hitches[0].0, Hitch::NoValue(_)));
    set("12");
    changed(change(&mut session, &draft));
    let page = session.load(scope).unwrap();
    let official = page.annotations.entities().last().unwrap();
    assert_eq!(official.attributes["title"], AttributeValue::Number(12.0));
}

#[test]
fn attributes_of_articles_and_records_follow_too() {
    let (story, mut session, scope) = story();
    let text = |value: &str| Some(AttributeValue::Text(value.to_owned()));
    let page = session.load(scope).unwrap();
    let before = page.annotations.articles().next().unwrap().clone();
    let mut after = before.clone();
    after
        .attributes
        .insert("genre".to_owned(), text("news").unwrap());
    let change_of_article = PageChange::Article(Change::Replace { before, after });
    let op = Op::Page {
        scope,
        change: change_of_article,
    };
    let label = EditLabel::new(Deed::SetAttribute);
    session.edit(Transaction::new(label, vec![op])).unwrap();
    let before = session.authorities().next().unwrap().clone();
    let mut after = before.clone();
    after
        .attributes
        .insert("link".to_owned(), text("https://a.example").unwrap());
    let set = authorities::edit(&before, after).unwrap();
    session.apply(set).unwrap();
    let uses = session.schema_uses().unwrap();
    let genre = Name::Attribute(Owner::Article, "genre".into());
    let link = Name::Attribute(Owner::Record, "link".into());
    assert_eq!((uses[&genre].rows, uses[&link].records), (1, 1));

    let content_before = content(&story);
    let mut wanted = draft(&session);
    wanted.article_attributes[1].form.choices[0].form.value = "report".to_owned();
    wanted.record_attributes[0].form.id = "url".to_owned();
    let survey = changed(change(&mut session, &wanted));
    assert_eq!(survey.rows(), 2);
    let page = session.load(scope).unwrap();
    let article = page.annotations.articles().next().unwrap();
    assert_eq!(article.attributes.get("genre"), text("report").as_ref());
    let record = session.authorities().next().unwrap();
    assert_eq!(record.attributes.keys().collect::<Vec<_>>(), ["url"]);
    session.undo().unwrap();
    assert_eq!(content(&story), content_before);

    // A choice that an article has does not go unseen.
    let mut wanted = draft(&session);
    wanted.article_attributes[1].form.choices.remove(0);
    let survey = refused(change(&mut session, &wanted));
    let (hitch, count) = &survey.hitches[0];
    let choice = Name::Choice(Owner::Article, "genre".into(), "news".into());
    assert_eq!(*hitch, Hitch::InUse(choice));
    assert_eq!(count.first.as_ref().unwrap().document, "a.txt");
}

#[test]
fn a_change_thought_out_for_another_schema_is_refused() {
    let (story, mut session, _) = story();
    let mut first = draft(&session);
    label(&mut first, "CITY").name.en = "Town".to_owned();
    let mut second = draft(&session);
    label(&mut second, "CITY").id = "PLACE".to_owned();
    changed(change(&mut story.open(), &first));
    let outcome = session.change_schema(&second.edit(), &Ticket::default());
    assert!(matches!(outcome, Err(SessionError::SchemaMoved)));
    // Somebody who tags with a name that is gone by now is told.
    let again = SchemaDraft::new(story.open().schema());
    let mut renamed = again.clone();
    label(&mut renamed, "CITY").id = "PLACE".to_owned();
    let mut late = story.open();
    let scope = story.scope(&late, "a.txt");
    let tagging = super::tagging(&mut late, scope, 20, 22, "CITY");
    changed(change(&mut session, &renamed));
    assert!(matches!(late.edit(tagging), Err(SessionError::Apply(_))));
    expect_sound(&late);
}

#[test]
fn stopping_leaves_everything_as_it_was() {
    let (story, mut session, _) = story();
    let before = content(&story);
    let mut draft = draft(&session);
    label(&mut draft, "CITY").id = "PLACE".to_owned();
    let ticket = Ticket::default();
    ticket.cancel();
    let outcome = session.change_schema(&draft.edit(), &ticket).unwrap();
    assert_eq!(outcome, SchemaOutcome::Cancelled);
    assert_eq!(content(&story), before);
    assert_eq!(session.survey_schema(&draft.edit(), &ticket).unwrap(), None);
}

#[test]
fn proposals_for_the_old_schema_are_forgotten_and_rejections_keep_their_word() {
    let (_story, mut session, scope) = story();
    session
        .suggest(&SuggestRequest::default(), &Ticket::default())
        .unwrap();
    assert!(session.load_proposal(scope.document).unwrap().is_some());
    let mut draft = draft(&session);
    label(&mut draft, "CITY").id = "PLACE".to_owned();
    changed(change(&mut session, &draft));
    assert!(session.load_proposal(scope.document).unwrap().is_none());
    let uses = session.schema_uses().unwrap();
    assert_eq!(uses.get(&Name::Label("CITY".into())), None);
    assert_eq!(uses[&Name::Label("PLACE".into())].rows, 3);
    expect_sound(&session);
}

#[test]
fn a_schema_that_cannot_be_used_is_refused_by_sentence() {
    let (story, mut session, _) = story();
    let before = content(&story);
    let schema = Schema::newspaper();
    let set = |session: &mut Session, after: Schema| {
        let moves = Moves::default();
        let before = Schema::newspaper();
        session.change_schema(
            &SchemaEdit {
                before,
                after,
                moves,
            },
            &Ticket::default(),
        )
    };
    let twice = Schema {
        labels: vec![schema.labels[0].clone(); 2],
        ..schema.clone()
    };
    assert!(matches!(
        set(&mut session, twice),
        Err(SessionError::BadSchema(_))
    ));
    let empty = Schema {
        roles: Vec::new(),
        labels: Vec::new(),
        relations: Vec::new(),
        ..schema
    };
    assert!(matches!(
        set(&mut session, empty),
        Err(SessionError::BadSchema(_))
    ));
    assert_eq!(content(&story), before);

    let path = story.path("bad.ron");
    let read = |text: &[u8]| {
        std::fs::write(&path, text).unwrap();
        read_schema(&path).unwrap_err().to_string()
    };
    assert!(
        read(b"(\n name: }").contains("line 2, column"),
        "{}",
        read(b"(\n name: }")
    );
    assert!(read(b"\xff\xfe").contains("UTF-8"));
    assert!(read(&vec![b'['; 1 << 20]).contains("line 1"));
    assert!(read(&vec![b' '; LARGEST_SCHEMA as usize + 1]).contains("4 MiB"));
    let missing = read_schema(&story.path("none.ron"))
        .unwrap_err()
        .to_string();
    assert!(missing.contains("no such file"), "{missing}");
}

#[test]
fn many_pages_are_one_step_and_one_transaction() {
    let story = Story::new();
    let mut session = story.open();
    for page in 0..30 {
        let name = format!("p{page:02}.txt");
        story.import(
            &mut session,
            &name,
            &("清江县。".repeat(100) + &page.to_string()),
        );
        let scope = story.scope(&session, &name);
        let places: Vec<_> = (0..100_u32).map(|at| (at * 4, at * 4 + 3)).collect();
        let spans = places.iter().map(|&(start, end)| {
            (
                scope.document,
                broadsheet::text::span::Span::new(start, end).unwrap(),
            )
        });
        let spans: Vec<_> = spans.collect();
        let tagged = session.tag_spans(&spans, &"CITY".into(), None, &Ticket::default());
        assert_eq!(tagged.unwrap().tagged, 100);
    }
    let before = content(&story);
    let mut draft = SchemaDraft::new(session.schema());
    label(&mut draft, "CITY").id = "PLACE".to_owned();
    let survey = changed(change(&mut session, &draft));
    assert_eq!(survey.rows(), 3000);
    expect_sound(&session);
    session.undo().unwrap();
    assert_eq!(content(&story), before, "one undo, though several entries");
    session.redo().unwrap();
    session.undo().unwrap();
    assert_eq!(content(&story), before);
}
