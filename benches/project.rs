//! Projects on disk: opening, one edit, import, export, the peer's cases.

use std::path::Path;
use std::time::Instant;

use broadsheet::edit::verbs::entities;
use broadsheet::format::export_format::ExportFormat;
use broadsheet::jobs::Ticket;
use broadsheet::model::id::Label;
use broadsheet::model::layer::Scope;
use broadsheet::model::schema::Schema;
use broadsheet::session::Session;
use broadsheet::session::documents::DocumentFilter;
use broadsheet::session::export::ExportRequest;
use broadsheet::session::import::ImportRequest;
use broadsheet::session::import_pages::PagesRequest;
use broadsheet::store::documents::DocumentSort;
use broadsheet::text::span::Span;
use rusqlite::Connection;

use crate::corpus;
use crate::{Times, head, row};

fn ms(times: &Times) -> String {
    format!("{:.2}", times.median_ms())
}

/// Opening a project and having its list.
pub fn open() {
    head(
        "Open a project, milliseconds",
        &[
            "documents",
            "file in MB",
            "open",
            "list of all",
            "rows in sight",
        ],
    );
    for count in [10, 10_000, 100_000] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bench.broadsheet");
        fill(&path, count, 300);
        let megabytes = std::fs::metadata(&path).map_or(0.0, |meta| meta.len() as f64 / 1e6);
        let opened = Times::of(5, |_| drop(Session::open(&path).expect("it opens")));
        let session = Session::open(&path).expect("it opens");
        let list = Times::of(5, |_| {
            drop(session.document_rows("", DocumentSort::Name).expect("rows"));
        });
        let rows = session.document_rows("", DocumentSort::Name).expect("rows");
        let middle = rows.len() / 2;
        let sight = &rows[middle..(middle + 15).min(rows.len())];
        let read = Times::of(20, |_| {
            drop(session.documents_at(sight, session.layer()).expect("rows"));
        });
        row(&[
            count.to_string(),
            format!("{megabytes:.0}"),
            ms(&opened),
            ms(&list),
            ms(&read),
        ]);
    }
}

/// A project with `count` short documents.
fn fill(path: &Path, count: usize, chars: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pages.jsonl");
    let mut out = std::io::BufWriter::new(std::fs::File::create(&file).expect("a file"));
    for number in 0..count {
        use std::io::Write as _;
        writeln!(out, "{}", corpus::record(number, chars, 0)).expect("written");
    }
    drop(out);
    let mut session = Session::create(path, &Schema::newspaper()).expect("a project");
    let request = PagesRequest {
        paths: vec![file],
        layer: "main".into(),
    };
    session
        .import_pages(&request, &Ticket::default())
        .expect("imported");
}

/// One edit until it is durable, and the peer's case: a page of 100,000
/// characters with 5,000 entities opened, and a span added to it.
pub fn edit() {
    head(
        "One page of 100,000 characters, 5,000 entities, milliseconds",
        &["what", "median", "99th percentile"],
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bench.broadsheet");
    let file = folder.path().join("page.jsonl");
    std::fs::write(&file, corpus::record(1, 100_000, 5_000)).expect("written");
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
    let document = session.documents_at(&rows, session.layer()).expect("rows")[0]
        .document
        .id;
    let scope = Scope {
        document,
        layer: session.layer(),
    };
    drop(session);
    let opened = Times::of(10, |_| {
        let mut session = Session::open(&path).expect("it opens");
        session.load(scope).expect("it loads");
    });
    let mut session = Session::open(&path).expect("it opens");
    session.load(scope).expect("it loads");
    let label = Label::from("CITY");
    let tagged = Times::of(300, |run| {
        let page = session.page(scope).expect("in memory");
        let start = run as u32 * 50;
        let span = Span::new(start, start + 5).expect("a span");
        let schema = session.schema().clone();
        if let Ok(transaction) = entities::tag(page.look(&schema), span, &label) {
            session.edit(transaction).expect("saved");
        }
    });
    let undone = Times::of(300, |_| {
        session.undo().expect("undone");
    });
    for (what, times) in [
        ("open project and page", &opened),
        ("add a span, durable", &tagged),
        ("undo, durable", &undone),
    ] {
        row(&[
            what.into(),
            ms(times),
            format!("{:.2}", times.percentile_ms(99)),
        ]);
    }
}

/// Import of raw text beside bare SQLite inserts of the same bytes.
pub fn import() {
    head("Import of raw pages", &["what", "seconds", "MB/s"]);
    let raw = tempfile::tempdir().expect("a folder");
    let (files, chars) = (2_000, 6_000);
    let mut texts = Vec::new();
    for number in 0..files {
        let text = corpus::page_of(chars, number as u64 + 1);
        std::fs::write(raw.path().join(format!("page-{number:05}.txt")), &text).expect("written");
        texts.push(text);
    }
    let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let folder = tempfile::tempdir().expect("a folder");
    let bare = Times::of(3, |run| {
        bare_inserts(&folder.path().join(format!("bare-{run}.db")), &texts);
    });
    let ours = Times::of(3, |run| {
        let path = folder.path().join(format!("bench-{run}.broadsheet"));
        let mut session = Session::create(&path, &Schema::newspaper()).expect("a project");
        let request = ImportRequest {
            paths: vec![raw.path().to_path_buf()],
            ..ImportRequest::default()
        };
        let report = session
            .import(&request, &Ticket::default())
            .expect("imported");
        assert_eq!(report.imported, files);
    });
    for (what, times) in [
        ("bare SQLite inserts", &bare),
        ("Broadsheet: read, hash, decode, store, journal", &ours),
    ] {
        let seconds = times.median_ms() / 1000.0;
        row(&[
            what.into(),
            format!("{seconds:.3}"),
            format!("{:.0}", megabytes / seconds),
        ]);
    }
    println!(
        "\nRatio: {:.2} × the time of bare inserts ({megabytes:.1} MB in {files} files).",
        ours.median_ms() / bare.median_ms()
    );
}

fn bare_inserts(path: &Path, texts: &[String]) {
    let mut db = Connection::open(path).expect("a database");
    db.execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)")
        .expect("a table");
    let work = db.transaction().expect("a transaction");
    for text in texts {
        work.prepare_cached("INSERT INTO t (text) VALUES (?)")
            .expect("sql")
            .execute([text])
            .expect("inserted");
    }
    work.commit().expect("durable");
}

/// The peer's cases: 1,000 pages of 2,000 characters with 20 entities each.
pub fn annotated() {
    head(
        "1,000 annotated pages (2,000 characters, 20 entities each)",
        &["what", "seconds", "MB/s"],
    );
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pages.jsonl");
    let lines: Vec<_> = (0..1_000)
        .map(|number| corpus::record(number, 2_000, 20))
        .collect();
    std::fs::write(&file, lines.join("\n")).expect("written");
    let megabytes = std::fs::metadata(&file).map_or(0.0, |meta| meta.len() as f64 / 1e6);
    let mut made = None;
    let imported = Times::of(5, |run| {
        let path = folder.path().join(format!("bench-{run}.broadsheet"));
        let mut session = Session::create(&path, &Schema::newspaper()).expect("a project");
        let request = PagesRequest {
            paths: vec![file.clone()],
            layer: "main".into(),
        };
        let report = session
            .import_pages(&request, &Ticket::default())
            .expect("imported");
        assert_eq!(
            (report.pages, report.documents),
            (1_000, 1_000),
            "{:?}",
            report.problems.first()
        );
        made = Some(session);
    });
    let session = made.expect("imported");
    let print = |what: &str, times: &Times, megabytes: f64| {
        let seconds = times.median_ms() / 1000.0;
        row(&[
            what.into(),
            format!("{seconds:.3}"),
            format!("{:.0}", megabytes / seconds),
        ]);
    };
    print("import jsonl-pages", &imported, megabytes);
    for format in [
        ExportFormat::JsonlPages,
        ExportFormat::JsonlArticles,
        ExportFormat::CsvEntities,
    ] {
        let out = folder.path().join(format!("out.{}", format.as_str()));
        let request = ExportRequest {
            format,
            path: out.clone(),
            layer: session.layer(),
            labels: Vec::new(),
            documents: DocumentFilter::default(),
        };
        let exported = Times::of(5, |_| {
            drop(
                session
                    .export(&request, &Ticket::default())
                    .expect("exported"),
            );
        });
        let size = std::fs::metadata(&out).map_or(0.0, |meta| meta.len() as f64 / 1e6);
        print(&format!("export {}", format.as_str()), &exported, size);
    }
    let since = Instant::now();
    drop(session.check(&Ticket::default()).expect("checked"));
    println!(
        "\nCheck of the whole project: {:.0} ms.",
        since.elapsed().as_secs_f64() * 1000.0
    );
}
