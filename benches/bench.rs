//! Benchmarks of what people wait for, printed as tables: `cargo bench`.
//!
//! Each figure is the median (and 99th percentile where frames are meant) of
//! many runs on this machine. Ratios are taken between things measured side by
//! side in the same run. Arguments filter by name: `cargo bench -- frames`.

mod calibration;
mod corpus;
mod effort;
mod frames;
mod learning;
mod project;
mod recognisers;
mod schema;
mod search;
mod suggest;
mod tagger;
mod text;

// What benchmarks share with the tests.
#[path = "../tests/it/support/gold_pages.rs"]
mod gold_pages;
#[path = "../tests/it/support/reliability.rs"]
mod reliability;

use std::time::{Duration, Instant};

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"))
        .collect();
    let is_wanted =
        |name: &str| wanted.is_empty() || wanted.iter().any(|part| name.contains(part.as_str()));
    if is_wanted("effort") {
        effort::run();
    }
    if is_wanted("frames") {
        frames::run();
    }
    if is_wanted("search") {
        search::run();
    }
    if is_wanted("text") {
        text::run();
    }
    if is_wanted("recognisers") {
        recognisers::run();
    }
    if is_wanted("suggest") {
        suggest::run();
    }
    if is_wanted("calibration") {
        calibration::run();
    }
    if is_wanted("learning") {
        learning::run();
    }
    if is_wanted("tagger") {
        tagger::run();
    }
    if is_wanted("open") {
        project::open();
    }
    if is_wanted("edit") {
        project::edit();
    }
    if is_wanted("import") {
        project::import();
    }
    if is_wanted("schema") {
        schema::run();
    }
    if is_wanted("annotated") {
        project::annotated();
    }
}

/// Times of many runs.
pub struct Times(Vec<Duration>);

impl Times {
    /// Runs `work` `count` times and keeps how long each took.
    pub fn of(count: usize, mut work: impl FnMut(usize)) -> Self {
        let mut times: Vec<_> = (0..count)
            .map(|run| {
                let since = Instant::now();
                work(run);
                since.elapsed()
            })
            .collect();
        times.sort_unstable();
        Self(times)
    }

    /// A percentile, 0 to 100, in milliseconds.
    pub fn percentile_ms(&self, percent: usize) -> f64 {
        let last = self.0.len().saturating_sub(1);
        let at = last * percent / 100;
        self.0
            .get(at)
            .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }

    /// The median in milliseconds.
    pub fn median_ms(&self) -> f64 {
        self.percentile_ms(50)
    }
}

/// Prints the head of a table.
pub fn head(title: &str, columns: &[&str]) {
    println!("\n### {title}\n");
    println!("| {} |", columns.join(" | "));
    println!("|{}", " --- |".repeat(columns.len()));
}

/// Prints a row of a table.
pub fn row(cells: &[String]) {
    println!("| {} |", cells.join(" | "));
}
