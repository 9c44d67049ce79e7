//! Text alone: reading text of a page, and writing and reading its record.

use broadsheet::format::pages::{PageRecord, read_pages, write_page};
use broadsheet::text::projection::{Break, BreakContext, ProjectionInput};
use broadsheet::text::source::SourceText;
use broadsheet::text::span::Span;

use crate::corpus;
use crate::{Times, head, row};

/// Bytes that are written and read as records.
const RECORD_BYTES: usize = 50_000_000;

pub fn run() {
    head(
        "Reading text of a page of 100 KB",
        &["what", "milliseconds"],
    );
    let source = SourceText::new(corpus::page_of(33_000, 1));
    let spans = (0..2_000).filter_map(|at| Span::new(at * 16, at * 16 + 2));
    let corrections: Vec<_> = spans.map(|span| (span, "更正")).collect();
    let infer = Times::of(50, |_| drop(BreakContext::of(&source)));
    let inferred = BreakContext::of(&source);
    let plain = ProjectionInput {
        source: &source,
        segments: &[],
        flows: &[],
        breaks: &|line| (line % 7 == 0).then_some(Break::Para),
        inferred: &inferred,
        corrections: &[],
    };
    let corrected = ProjectionInput {
        corrections: &corrections,
        ..plain
    };
    let project = Times::of(50, |_| drop(plain.project_page()));
    let correct = Times::of(50, |_| drop(corrected.project_page()));
    for (what, times) in [
        ("infer all line ends", &infer),
        ("project", &project),
        ("project with 2,000 corrections", &correct),
    ] {
        row(&[what.into(), format!("{:.2}", times.median_ms())]);
    }
    records();
}

fn records() {
    head(
        "Records of the form jsonl-pages, in memory",
        &["what", "MB/s"],
    );
    let page = PageRecord {
        document: "page.txt".into(),
        text: Some(corpus::page_of(2_000, 1)),
        ..PageRecord::default()
    };
    let mut out = Vec::with_capacity(RECORD_BYTES * 2);
    let write = Times::of(3, |_| {
        out.clear();
        while out.len() < RECORD_BYTES {
            write_page(&mut out, &page).expect("memory takes it");
        }
    });
    let megabytes = out.len() as f64 / 1e6;
    let read = Times::of(3, |_| {
        assert!(read_pages(&out[..]).all(|page| page.is_ok()));
    });
    for (what, times) in [("write", &write), ("read", &read)] {
        let speed = megabytes / (times.median_ms() / 1000.0);
        row(&[what.into(), format!("{speed:.0}")]);
    }
}
