//! Real pages, extracted again: what becomes of the annotations that two people agreed
//! on when the text comes from another reader. Run with `BROADSHEET_RAW=FOLDER`, as
//! the tests of `cli_gold` are; prints figures.

use std::path::PathBuf;

use broadsheet::edit::reanchor::{Fate, What};
use broadsheet::jobs::Ticket;
use broadsheet::model::annotations::Annotations;
use broadsheet::model::layer::Scope;
use broadsheet::model::schema::Schema;
use broadsheet::session::Session;
use broadsheet::session::documents::DocumentFilter;
use broadsheet::session::import::ImportRequest;
use broadsheet::session::import_pages::PagesRequest;
use broadsheet::session::versions::{ReplaceReport, ReplaceRequest};
use broadsheet::text::source::SourceText;

fn root() -> PathBuf {
    PathBuf::from(std::env::var("BROADSHEET_RAW").expect("BROADSHEET_RAW names the folder"))
}

/// A session with the raw pages and their gold annotations.
fn with_gold(folder: &std::path::Path) -> Session {
    let mut session = Session::create(&folder.join("p.broadsheet"), &Schema::newspaper()).unwrap();
    let request = ImportRequest {
        paths: vec![root().join("raw")],
        ..ImportRequest::default()
    };
    session.import(&request, &Ticket::default()).unwrap();
    let request = PagesRequest {
        paths: vec![root().join("gold")],
        layer: "gold".to_owned(),
    };
    session.import_pages(&request, &Ticket::default()).unwrap();
    session
}

/// Numbers from 0 to 999 that are the same each time.
fn numbers() -> impl FnMut() -> u32 {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % 1000) as u32
    }
}

/// Every second line end that only ends a line is gone, every other one is double.
fn other_lines(text: &str) -> String {
    let mut new = String::new();
    for (number, line) in text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .enumerate()
    {
        new.push_str(line);
        new.push_str(match number % 3 {
            0 => "",
            1 => "\n\n\n",
            _ => "\r\n",
        });
    }
    new
}

/// Some of a thousand characters are others.
fn other_characters(text: &str, of_thousand: u32) -> String {
    let mut next = numbers();
    let mut wrong = |c: char| {
        if c.is_alphanumeric() && next() < of_thousand {
            char::from_u32(0x4E00 + next() * 7).unwrap_or('口')
        } else {
            c
        }
    };
    text.chars().map(&mut wrong).collect()
}

/// The second half of the lines comes first.
fn swapped(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    let (first, second) = lines.split_at(lines.len() / 2);
    [second, first].concat().join("\n")
}

fn things(annotations: &Annotations) -> usize {
    annotations.segment_count()
        + annotations.entity_count()
        + annotations.line_breaks().count()
        + annotations.corrections().count()
        + annotations.relations().count()
}

/// Whether every mention that was carried and not told of reads as before.
fn expect_same_surfaces(session: &Session, report: &ReplaceReport, before: &Annotations) {
    let layer = session.layer_named("gold").unwrap().id;
    let (old, new) = (
        session.text_of(report.old).unwrap(),
        session.text_of(report.new).unwrap(),
    );
    let told = &report.layers[0].told;
    let ink = |source: &SourceText, span| -> String {
        let text = source.slice(span).chars();
        text.filter(|c| !c.is_whitespace()).collect()
    };
    let now = session
        .annotations_now(Scope {
            document: report.new,
            layer,
        })
        .unwrap();
    for entity in before.entities() {
        let is_told = told
            .review
            .iter()
            .any(|it| it.what == What::Entity && it.old == entity.span);
        if !is_told {
            let there = now.entity(entity.id).unwrap().span;
            assert_eq!(ink(&old, entity.span), ink(&new, there));
        }
    }
}

#[test]
#[ignore = "needs annotated pages in BROADSHEET_RAW"]
fn annotations_of_real_pages_survive_another_extraction() {
    type Reader<'a> = (&'a str, &'a dyn Fn(&str) -> String, f64);
    let readers: [Reader<'_>; 5] = [
        ("other lines", &other_lines, 0.80),
        (
            "2 % other characters",
            &|text| other_characters(text, 20),
            0.85,
        ),
        (
            "both",
            &|text| other_lines(&other_characters(text, 20)),
            0.65,
        ),
        ("columns swapped", &swapped, 0.97),
        (
            "all of it",
            &|text| swapped(&other_lines(&other_characters(text, 20))),
            0.65,
        ),
    ];
    for (name, reader, least) in readers {
        let folder = tempfile::tempdir().unwrap();
        let mut session = with_gold(folder.path());
        let layer = session.layer_named("gold").unwrap().id;
        let mut sums = [0_usize; 5];
        let mut lost = 0;
        for document in session.documents(&DocumentFilter::default()).unwrap() {
            let scope = Scope {
                document: document.id,
                layer,
            };
            let before = session.annotations_now(scope).unwrap();
            if before.is_empty() {
                continue;
            }
            let path = folder.path().join("again.txt");
            let text = session.text_of(document.id).unwrap();
            std::fs::write(&path, reader(text.text())).unwrap();
            let request = ReplaceRequest {
                document: document.id,
                path,
                decode: Default::default(),
            };
            let began = std::time::Instant::now();
            let report = session.replace_document(&request).unwrap();
            let took = began.elapsed();
            expect_same_surfaces(&session, &report, &before);
            let told = &report.layers[0].told;
            let all = [
                things(&before),
                told.exact,
                told.adjusted,
                told.settled,
                told.review.len(),
            ];
            for (sum, one) in sums.iter_mut().zip(all) {
                *sum += one;
            }
            let gone = |it: &&broadsheet::edit::reanchor::Review| {
                !it.fate.is_carried() && it.fate != Fate::LinesJoined
            };
            lost += told.review.iter().filter(gone).count();
            assert!(took.as_secs_f64() < 5.0, "{name}: {took:?}");
        }
        let [all, exact, adjusted, settled, review] = sums;
        println!(
            "{name}: of {all} things {exact} exact, {adjusted} over changed text, {settled} not \
             needed any more, {review} for review, {lost} of them lost"
        );
        let kept = (exact + adjusted + settled) as f64 / all as f64;
        assert!(kept >= least, "{name}: {kept:.3}");
        assert_eq!(session.check(&Ticket::default()).unwrap(), []);
    }
}
