//! Problems over many pages, ignored ones, and how quiet the list is on pages that
//! are annotated well.

use std::collections::BTreeMap;
use std::path::Path;

use broadsheet::jobs::Ticket;
use broadsheet::model::id::DocumentId;
use broadsheet::model::rejection::PROBLEMS;
use broadsheet::model::schema::Schema;
use broadsheet::review::problems::Kind;
use broadsheet::session::Session;
use broadsheet::session::documents::DocumentFilter;
use broadsheet::session::import::ImportRequest;
use broadsheet::session::import_pages::PagesRequest;
use broadsheet::session::problems::ProblemReport;

/// A project with the pages and annotations of a folder.
fn with_pages(folder: &Path) -> Session {
    let mut session = Session::in_memory(&Schema::newspaper()).unwrap();
    let files = |ending: &str| {
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|it| it == ending))
            .collect();
        files.sort();
        files
    };
    let raw = ImportRequest {
        paths: files("txt"),
        ..ImportRequest::default()
    };
    session.import(&raw, &Ticket::default()).unwrap();
    let gold = PagesRequest {
        paths: files("json"),
        layer: "main".into(),
    };
    session.import_pages(&gold, &Ticket::default()).unwrap();
    session
}

fn all(session: &Session) -> ProblemReport {
    let filter = DocumentFilter::default();
    session
        .problems(session.layer(), &filter, &Ticket::default())
        .unwrap()
}

fn fixtures(folder: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/fixtures")
        .join(folder)
}

/// What is said of a well annotated page costs an editor time, so there must be next
/// to nothing: notes of pages that are not in the project, and briefs without a
/// headline.
#[test]
fn well_annotated_pages_have_next_to_no_problems() {
    let session = with_pages(&fixtures("pages"));
    let report = all(&session);
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for found in &report.found {
        *kinds.entry(found.problem.kind).or_default() += 1;
    }
    let linkable = kinds.remove(&Kind::OpenContinuation).unwrap_or(0);
    let said: Vec<_> = report
        .found
        .iter()
        .map(|it| format!("{} {}: {}", it.name, it.line, it.problem))
        .collect();
    assert!(report.documents >= 20);
    assert!(linkable <= 4, "{said:#?}");
    assert!(kinds.values().sum::<usize>() <= 2, "{said:#?}");
}

/// Pages that nobody has segmented with care are told so.
#[test]
fn broken_layers_are_spoken_of() {
    use broadsheet::edit::verbs::articles;
    let mut session = with_pages(&fixtures("pages"));
    let before = all(&session).found.len();
    let documents: Vec<DocumentId> = session
        .document_rows("", Default::default())
        .and_then(|rows| session.documents_at(&rows, session.layer()))
        .unwrap()
        .iter()
        .map(|row| row.document.id)
        .collect();
    let mut merged = 0;
    for document in documents {
        let scope = session.scope_of(document);
        session.load(scope).unwrap();
        let schema = session.schema().clone();
        let page = session.page(scope).unwrap();
        let ids: Vec<_> = page.annotations.articles().map(|it| it.id).collect();
        let [first, second, ..] = ids.as_slice() else {
            continue;
        };
        let transaction = articles::merge(page.look(&schema), *second, *first).unwrap();
        session.edit(transaction).unwrap();
        merged += 1;
    }
    let found = all(&session).found.len() - before;
    assert!(
        found * 10 >= merged * 8,
        "{found} problems for {merged} pairs of articles that were thrown together"
    );
}

#[test]
fn an_ignored_problem_stays_away_until_it_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("a.txt"),
        "公园开放\n今日开放。\n没有归入的文字。\n",
    )
    .unwrap();
    std::fs::write(
        folder.path().join("a.json"),
        r#"{"document":"a.txt","articles":[{"segments":[{"start":0,"end":4,"role":"headline"},{"start":5,"end":10,"role":"body"}]}]}"#,
    )
    .unwrap();
    let mut session = with_pages(folder.path());
    let found = all(&session).found;
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].problem.kind, found[0].line),
        (Kind::Unassigned, 3)
    );
    let scope = session.scope_of(found[0].document);
    session
        .ignore_problem(scope, &found[0].problem, "广告，不收")
        .unwrap();
    let report = all(&session);
    assert_eq!((report.found.len(), report.ignored), (0, 1));
    let why = session.rejections(scope, PROBLEMS).unwrap().remove(0);
    assert_eq!(why.reason, "广告，不收");
    session.undo().unwrap();
    assert_eq!(all(&session).found.len(), 1);
    session.redo().unwrap();
    session.heed_problem(scope, &found[0].problem, why).unwrap();
    assert_eq!(all(&session).found, found);
}
