//! The application without a face: stories on [`Session`] as the window and the
//! command line tell them.

mod annotations;
mod authorities;
mod continuations;
mod corrections;
mod editing;
mod effort;
mod entities;
mod gazetteers;
mod model;
mod problems;
mod propagate;
mod proposals;
mod recorded;
mod review;
mod schema;
mod schema_meanwhile;
mod schema_merge;
mod search;
mod search_laws;
mod sharing;
mod versions;

use std::path::PathBuf;

use broadsheet::edit::transaction::Transaction;
use broadsheet::edit::verbs::{Outcome, articles, entities as mentions};
use broadsheet::jobs::Ticket;
use broadsheet::model::annotations::Annotations;
use broadsheet::model::document::Document;
use broadsheet::model::id::Label;
use broadsheet::model::layer::Scope;
use broadsheet::model::schema::Schema;
use broadsheet::session::Session;
use broadsheet::session::documents::DocumentFilter;
use broadsheet::session::import::{ImportReport, ImportRequest};
use broadsheet::session::pages::OpenPage;
use broadsheet::text::offset::CharOffset;
use broadsheet::text::span::Span;

/// Two articles of two lines each: 5 + 7 and 5 + 7 characters.
const PAGE: &str = "清江县新闻\n清江县开工了。\n周文谈发展\n周文到清江县。\n";

/// A folder with a project and files to import.
struct Story {
    folder: tempfile::TempDir,
}

impl Story {
    fn new() -> Self {
        let story = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        Session::create(&story.project(), &Schema::newspaper()).unwrap();
        story
    }

    /// A story with [`PAGE`] in its project, and the session.
    fn with_page() -> (Self, Session, Scope) {
        let story = Self::new();
        let mut session = story.open();
        story.import(&mut session, "a.txt", PAGE);
        let scope = story.scope(&session, "a.txt");
        session.load(scope).unwrap();
        (story, session, scope)
    }

    fn project(&self) -> PathBuf {
        self.path("p.broadsheet")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn open(&self) -> Session {
        Session::open(&self.project()).unwrap()
    }

    fn import(&self, session: &mut Session, name: &str, text: &str) -> ImportReport {
        std::fs::write(self.path(name), text).unwrap();
        import(session, &[self.path(name)])
    }

    fn scope(&self, session: &Session, name: &str) -> Scope {
        Scope {
            document: document(session, name).id,
            layer: session.layer(),
        }
    }
}

fn import(session: &mut Session, paths: &[PathBuf]) -> ImportReport {
    let request = ImportRequest {
        paths: paths.to_vec(),
        ..ImportRequest::default()
    };
    session.import(&request, &Ticket::default()).unwrap()
}

fn document(session: &Session, name: &str) -> Document {
    let filter = DocumentFilter {
        names: vec![name.to_owned()],
    };
    session.documents(&filter).unwrap().remove(0)
}

fn count(session: &Session) -> usize {
    session.documents(&DocumentFilter::default()).unwrap().len()
}

/// What a verb would do to the page as the session has it.
fn plan(
    session: &mut Session,
    scope: Scope,
    verb: impl FnOnce(&OpenPage, &Schema) -> Outcome,
) -> Transaction {
    let schema = session.schema().clone();
    verb(session.load(scope).unwrap(), &schema).unwrap()
}

fn start_article(session: &mut Session, scope: Scope, at: u32) {
    let transaction = plan(session, scope, |page, schema| {
        articles::start(page.look(schema), CharOffset(at), articles::Start::Line)
    });
    session.edit(transaction).unwrap();
}

fn tagging(session: &mut Session, scope: Scope, start: u32, end: u32, label: &str) -> Transaction {
    plan(session, scope, |page, schema| {
        let span = Span::new(start, end).unwrap();
        mentions::tag(page.look(schema), span, &Label::from(label))
    })
}

fn tag(session: &mut Session, scope: Scope, start: u32, end: u32, label: &str) {
    let transaction = tagging(session, scope, start, end, label);
    session.edit(transaction).unwrap();
}

/// Articles as their texts, entities as label and text: what a reader sees.
fn view(session: &mut Session, scope: Scope) -> (Vec<String>, Vec<String>) {
    let page = session.load(scope).unwrap().clone();
    view_of(&page.annotations, &page)
}

fn view_of(annotations: &Annotations, page: &OpenPage) -> (Vec<String>, Vec<String>) {
    let article = |id| -> String {
        let segments = annotations.segments_of(id);
        let texts: Vec<String> = segments
            .map(|segment| {
                let role = segment.role().map_or("", |role| role.as_str());
                format!("{role}:{}", page.source.slice(segment.span))
            })
            .collect();
        texts.join("|")
    };
    let entities = annotations.entities().map(|entity| {
        let text = page.source.slice(entity.span);
        format!("{}:{text}", entity.label.as_str())
    });
    (
        annotations.articles().map(|it| article(it.id)).collect(),
        entities.collect(),
    )
}

/// Asserts that the file is sound and says what its journal says.
fn expect_sound(session: &Session) {
    assert_eq!(session.check(&Ticket::default()).unwrap(), []);
}
