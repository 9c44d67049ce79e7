//! Searching and propagating over a corpus of made-up pages: how long until the first
//! hit, until the last, and what tagging all of a rare and a frequent name takes.
//!
//! `BROADSHEET_BENCH_MB` says how large the corpus is, in megabytes of UTF-8 (10).

use std::time::Instant;

use broadsheet::edit::likeness::Likeness;
use broadsheet::jobs::Ticket;
use broadsheet::model::id::Label;
use broadsheet::model::schema::Schema;
use broadsheet::session::Session;
use broadsheet::session::import::ImportRequest;
use broadsheet::session::propagate::Extent;
use broadsheet::session::retrace::Way;
use broadsheet::session::search::{SearchRequest, SearchedText};
use broadsheet::text::pattern::Pattern;

use crate::{corpus, head, row};

/// Lines of a page, and characters of a line: about 10 KB.
const PAGE: (usize, u32) = (100, 34);
/// A name that stands on every hundredth page, cut by a line end, and one that stands
/// on every second.
const NAMES: [(&str, usize); 2] = [("陇\n南市", 100), ("青禾县", 2)];

/// Makes the corpus, indexes it, and measures.
pub fn run() {
    let megabytes = std::env::var("BROADSHEET_BENCH_MB");
    let megabytes: usize = megabytes.ok().and_then(|it| it.parse().ok()).unwrap_or(10);
    let folder = tempfile::tempdir().expect("a folder");
    let raw = folder.path().join("raw");
    std::fs::create_dir(&raw).expect("a folder for the pages");
    let mut bytes = 0;
    let mut pages = 0;
    while bytes < megabytes * 1_000_000 {
        let mut text = corpus::page(PAGE.0, PAGE.1, pages as u64 + 1);
        for (name, _) in NAMES.iter().filter(|(_, every)| pages % every == 0) {
            // The line that ends in mid-name is a full one, or it would end a paragraph.
            let before = "一".repeat(PAGE.1 as usize - 5);
            text.push_str(&format!("\n{before}代表来自{name}，说了很多话。\n"));
        }
        bytes += text.len();
        std::fs::write(raw.join(format!("{pages:06}.txt")), text).expect("a page");
        pages += 1;
    }
    let path = folder.path().join("bench.broadsheet");
    let mut session = Session::create(&path, &Schema::newspaper()).expect("a project");
    let request = ImportRequest {
        paths: vec![raw],
        ..ImportRequest::default()
    };
    session
        .import(&request, &Ticket::default())
        .expect("an import");
    let since = Instant::now();
    session
        .index_for_search(&Ticket::default())
        .expect("an index");
    head(
        &format!(
            "Search over {:.0} MB in {pages} documents, milliseconds (indexed in {:.1} s)",
            bytes as f64 / 1e6,
            since.elapsed().as_secs_f64(),
        ),
        &["query", "hits", "first hit", "all hits"],
    );
    let words = |text| Pattern::words(text, false).expect("words");
    let regex = |text| Pattern::regex(text, false).expect("an expression");
    for (name, pattern, over) in [
        ("陇南市", words("陇南市"), SearchedText::Reading),
        ("青禾县", words("青禾县"), SearchedText::Reading),
        ("青禾县, raw", words("青禾县"), SearchedText::Raw),
        ("nothing", words("没有这个名字"), SearchedText::Reading),
        ("陇南[市县]", regex("陇南[市县]"), SearchedText::Reading),
        (".南市，说", regex(".南市，说"), SearchedText::Reading),
        (
            ".\\n南市，说, raw",
            regex(".\\n南市，说"),
            SearchedText::Raw,
        ),
        ("[a-z]{3}", regex("[a-z]{3}"), SearchedText::Reading),
        ("[a-z]{3}, raw", regex("[a-z]{3}"), SearchedText::Raw),
    ] {
        let layer = session.layer();
        let request = SearchRequest {
            over,
            ..SearchRequest::new(pattern, layer)
        };
        let since = Instant::now();
        let mut first = None;
        let report = session.search(&request, &Ticket::default(), |_| {
            first.get_or_insert(since.elapsed());
            true
        });
        let all = since.elapsed();
        let first = first.map_or("–".to_owned(), |it| {
            format!("{:.1}", it.as_secs_f64() * 1e3)
        });
        let hits = report.expect("a search").hits;
        row(&[
            name.to_owned(),
            hits.to_string(),
            first,
            format!("{:.1}", all.as_secs_f64() * 1e3),
        ]);
    }
    propagate(&mut session);
    let size = std::fs::metadata(&path).map_or(0, |it| it.len());
    println!(
        "\nThe project file has {:.0} MB; the most memory was {}.",
        size as f64 / 1e6,
        most_memory().unwrap_or_else(|| "not told".to_owned()),
    );
}

/// The most memory that the program had until now, where the system tells (proc(5)).
fn most_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|it| it.starts_with("VmHWM:"))?;
    Some(line.trim_start_matches("VmHWM:").trim().to_owned())
}

/// Counting, tagging and taking back all places of both names.
fn propagate(session: &mut Session) {
    head(
        "Tag all of a name, milliseconds",
        &["name", "places", "count", "tag", "undo"],
    );
    for (name, _) in NAMES {
        let label = Label::from("CITY");
        let like = Likeness::new(name, label, None).expect("a name");
        let ticket = Ticket::default();
        let since = Instant::now();
        let found = session
            .count_like(&like, Extent::Project, &ticket)
            .expect("a count");
        let counted = since.elapsed();
        let since = Instant::now();
        session
            .tag_like(&like, Extent::Project, &ticket)
            .expect("tags");
        let tagged = since.elapsed();
        let since = Instant::now();
        session
            .retrace_in_batches(Way::Undo, &ticket)
            .expect("undo");
        let undone = since.elapsed();
        let ms = |it: std::time::Duration| format!("{:.0}", it.as_secs_f64() * 1e3);
        row(&[
            like.surface().to_owned(),
            found.places().to_string(),
            ms(counted),
            ms(tagged),
            ms(undone),
        ]);
    }
}
