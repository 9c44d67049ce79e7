//! Changing the schema of a project with many pages: counting what it would do, doing it,
//! taking it back, and what a window that has the project open waits for afterwards.
//!
//! `BROADSHEET_BENCH_PAGES` says how many pages (default: 1,000); a quarter of them is
//! measured first, so that anything worse than linear shows.

use std::time::Instant;

use broadsheet::edit::label::{Deed, EditLabel};
use broadsheet::edit::op::{Change, Op};
use broadsheet::edit::schema::{Moves, Name, SchemaEdit};
use broadsheet::edit::transaction::Transaction;
use broadsheet::jobs::Ticket;
use broadsheet::model::layer::Scope;
use broadsheet::model::rejection::{PROBLEMS, Rejection};
use broadsheet::model::schema::Schema;
use broadsheet::session::Session;
use broadsheet::session::import_pages::PagesRequest;
use broadsheet::session::schema::SchemaOutcome;
use broadsheet::store::documents::DocumentSort;

use crate::{corpus, head, row};

/// Characters and mentions of a page.
const PAGE: (usize, usize) = (2_000, 20);

/// Makes projects of two sizes and changes their schema.
pub fn run() {
    let pages = std::env::var("BROADSHEET_BENCH_PAGES");
    let pages: usize = pages.ok().and_then(|it| it.parse().ok()).unwrap_or(1_000);
    head(
        "A label in use gets another name, milliseconds",
        &[
            "pages",
            "mentions",
            "count",
            "change",
            "change per 1,000 mentions",
            "undo",
            "redo",
            "open window afterwards",
        ],
    );
    for pages in [pages / 4, pages] {
        measure(pages.max(1));
    }
}

fn measure(pages: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = project(folder.path(), pages);
    let mut window = Session::open(&folder.path().join("bench.broadsheet")).expect("it opens");
    let edit = renaming();
    let ticket = Ticket::default();
    let (survey, counted) = timed(|| session.survey_schema(&edit, &ticket).expect("counted"));
    let mentions = survey.map_or(0, |survey| survey.rows());
    let (outcome, changed) = timed(|| session.change_schema(&edit, &ticket).expect("changed"));
    assert!(matches!(outcome, SchemaOutcome::Changed(_)), "{outcome:?}");
    let (_, seen) = timed(|| window.refresh().expect("it looks again"));
    let (_, undone) = timed(|| session.undo().expect("taken back"));
    let (_, redone) = timed(|| session.redo().expect("done again"));
    let ms = |time: f64| format!("{time:.1}");
    row(&[
        pages.to_string(),
        mentions.to_string(),
        ms(counted),
        ms(changed),
        ms(changed / mentions.max(1) as f64 * 1000.0),
        ms(undone),
        ms(redone),
        ms(seen),
    ]);
}

/// What work gives, and how many milliseconds it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let since = Instant::now();
    let done = work();
    (done, since.elapsed().as_secs_f64() * 1000.0)
}

/// Pages with mentions of one label, each with a mention that was turned down.
fn project(folder: &std::path::Path, pages: usize) -> Session {
    let file = folder.join("pages.jsonl");
    let lines: Vec<_> = (0..pages)
        .map(|number| corpus::record(number, PAGE.0, PAGE.1))
        .collect();
    std::fs::write(&file, lines.join("\n")).expect("written");
    let path = folder.join("bench.broadsheet");
    let mut session = Session::create(&path, &Schema::newspaper()).expect("a project");
    let request = PagesRequest {
        paths: vec![file],
        layer: "main".into(),
    };
    session
        .import_pages(&request, &Ticket::default())
        .expect("imported");
    let rows = session
        .document_rows("", DocumentSort::Import)
        .expect("rows");
    let layer = session.layer();
    let listed = session.documents_at(&rows, layer).expect("rows");
    let rejections = listed.into_iter().map(|it| {
        Op::Rejection(Change::Insert(Rejection {
            scope: Scope {
                document: it.document.id,
                layer,
            },
            source: PROBLEMS,
            fingerprint: "tag 0..3 CITY  {}".to_owned(),
            reason: String::new(),
            at: jiff::Timestamp::now(),
        }))
    });
    let label = EditLabel::new(Deed::Reject);
    session
        .apply(Transaction::new(label, rejections.collect()))
        .expect("turned down");
    session
}

/// `CITY` becomes `PLACE`.
fn renaming() -> SchemaEdit {
    let before = Schema::newspaper();
    let mut after = before.clone();
    for label in after.labels.iter_mut().filter(|it| it.id == "CITY") {
        "PLACE".clone_into(&mut label.id);
    }
    for relation in &mut after.relations {
        let ends = relation.from.iter_mut().chain(&mut relation.to);
        for end in ends.filter(|end| *end == "CITY") {
            "PLACE".clone_into(end);
        }
    }
    let mut moves = Moves::default();
    moves.rename(Name::Label("CITY".into()), "PLACE");
    SchemaEdit {
        before,
        after,
        moves,
    }
}
