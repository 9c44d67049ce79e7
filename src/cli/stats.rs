//! `broadsheet stats`: numbers about a project, for people or as JSON.
//!
//! With `--json` one object; keys are only ever added:
//!
//! | key | value |
//! | --- | --- |
//! | `documents` | number of documents |
//! | `by_status` | object: `new`, `in_progress`, `done`, `reviewed` → number of documents |
//! | `characters` | code points that are not white space, in all documents |
//! | `authorities` | number of authority records |
//! | `layers` | list of layers, the main one first |
//!
//! | `pace` | list of days: `day`, `changes`, `tagged`, `accepted`, `done` |
//! | `authors` | object: name → number of changes |
//!
//! A layer has `name`, `assigned` (code points, white space not counted, that belong
//! to an article or to furniture), `articles`, `segments` (furniture included),
//! `entities`, `by_label` (object: label → number of entities, with every label
//! of the schema), and lists of objects whose keys are the columns of the tables that
//! `--table` writes: `labels`, `things` and `pairs` (as many as `--top` says),
//! `periods`, `pages` (documents), `stories` (articles).
//!
//! With `--table` one of these tables as CSV (RFC 4180, UTF-8) with a header row.

use serde_json::{Map, Value, json};

use super::args::StatsArgs;
use super::failure::{Failure, Outcome};
use super::output::{Output, count};
use crate::format::FormatError;
use crate::format::plain_table::write_table;
use crate::model::layer::MAIN_LAYER;
use crate::session::Session;
use crate::session::statistics::{Cell, StatTable, Statistics, TableKind};
use crate::session::stats::{LayerStats, Stats};

/// Counts and writes the numbers.
///
/// # Errors
/// If the project cannot be read.
pub(super) fn run(args: &StatsArgs, output: &Output) -> Result<Outcome, Failure> {
    let session = Session::open_read_only(&args.project)?;
    if let Some(kind) = args.table {
        return table(args, kind, &session, output);
    }
    let stats = session.stats()?;
    if args.json {
        output.json(&as_json(args, &stats, &session, output)?)?;
    } else {
        for line in lines(&stats) {
            output.result(&line)?;
        }
    }
    Ok(Outcome::Fine)
}

/// Writes a table of one layer to standard output.
fn table(
    args: &StatsArgs,
    kind: TableKind,
    session: &Session,
    output: &Output,
) -> Result<Outcome, Failure> {
    let layer = session
        .layer_named(args.layer.as_deref().unwrap_or(MAIN_LAYER))?
        .id;
    let counted = output.watch("counting", |ticket| session.statistics(layer, "", ticket))?;
    let table = counted.table(kind, args.by);
    let rows = table
        .rows
        .iter()
        .map(|row| row.iter().map(Cell::text).collect());
    match write_table(std::io::stdout().lock(), &table.columns, rows) {
        Ok(()) => Ok(Outcome::Fine),
        Err(FormatError::Io(error)) => Err(error.into()),
        Err(error) => Err(std::io::Error::other(error).into()),
    }
}

/// The rows of a table as objects.
fn objects(table: &StatTable, most: usize) -> Value {
    let object = |row: &Vec<Cell>| -> Value {
        let pairs = table.columns.iter().zip(row);
        let pairs = pairs.map(|(column, cell)| {
            let value = match cell {
                Cell::Text(text) => json!(text),
                Cell::Number(number) => json!(number),
            };
            (column.clone(), value)
        });
        Value::Object(pairs.collect())
    };
    table.rows.iter().take(most).map(object).collect()
}

fn as_json(
    args: &StatsArgs,
    stats: &Stats,
    session: &Session,
    output: &Output,
) -> Result<Value, Failure> {
    let mut layers = Vec::new();
    for layer in &stats.layers {
        let counted = output.watch("counting", |ticket| {
            session.layer_statistics(layer.id, "", ticket)
        })?;
        let mut object = layer_as_json(layer);
        for (key, kind, most) in [
            ("labels", TableKind::Labels, usize::MAX),
            ("things", TableKind::Things, args.top),
            ("periods", TableKind::Periods, usize::MAX),
            ("pairs", TableKind::Pairs, args.top),
            ("pages", TableKind::Documents, usize::MAX),
            ("stories", TableKind::Articles, usize::MAX),
        ] {
            object.insert(key.to_owned(), objects(&counted.table(kind, args.by), most));
        }
        layers.push(Value::Object(object));
    }
    let pace = session.pace()?;
    let authors: Map<String, Value> = pace
        .authors
        .iter()
        .map(|(name, changes)| (name.clone(), json!(changes)))
        .collect();
    let days = Statistics {
        pace,
        ..Statistics::default()
    };
    let mut all = project_as_json(stats);
    all.insert("layers".to_owned(), Value::Array(layers));
    let days = days.table(TableKind::Days, args.by);
    all.insert("pace".to_owned(), objects(&days, usize::MAX));
    all.insert("authors".to_owned(), Value::Object(authors));
    Ok(Value::Object(all))
}

fn project_as_json(stats: &Stats) -> Map<String, Value> {
    let statuses = stats.by_status.iter();
    let by_status: Map<String, Value> = statuses
        .map(|(status, number)| (status.as_str().to_owned(), json!(number)))
        .collect();
    [
        ("documents", json!(stats.documents)),
        ("by_status", Value::Object(by_status)),
        ("characters", json!(stats.ink)),
        ("authorities", json!(stats.authorities)),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into_iter()
    .collect()
}

fn layer_as_json(layer: &LayerStats) -> Map<String, Value> {
    let labels = layer.by_label.iter();
    let by_label: Map<String, Value> = labels
        .map(|(label, number)| (label.clone(), json!(number)))
        .collect();
    [
        ("name", json!(layer.name)),
        ("assigned", json!(layer.assigned)),
        ("articles", json!(layer.articles)),
        ("segments", json!(layer.segments)),
        ("entities", json!(layer.entities)),
        ("by_label", Value::Object(by_label)),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into_iter()
    .collect()
}

fn lines(stats: &Stats) -> Vec<String> {
    let statuses = stats.by_status.iter();
    let by_status: Vec<String> = statuses
        .map(|(status, number)| format!("{number} {}", status.as_str().replace('_', " ")))
        .collect();
    let mut lines = vec![
        format!(
            "documents    {} ({})",
            stats.documents,
            by_status.join(", ")
        ),
        format!("characters   {} without white space", stats.ink),
        format!("authorities  {}", stats.authorities),
    ];
    for layer in &stats.layers {
        lines.push(format!(
            "layer {}: {}, {}, {} of the text assigned, {}",
            layer.name,
            count(layer.articles, "article"),
            count(layer.segments, "segment"),
            percent(layer.assigned, stats.ink),
            count(layer.entities, "entity")
        ));
        let labels = layer.by_label.iter();
        let by_label: Vec<String> = labels
            .map(|(label, number)| format!("{label} {number}"))
            .collect();
        lines.push(format!("  {}", by_label.join(", ")));
    }
    lines
}

fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "0 %".to_owned();
    }
    format!("{:.1} %", part as f64 / whole as f64 * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_project_is_no_division_by_zero() {
        assert_eq!(percent(0, 0), "0 %");
        assert_eq!(percent(1, 3), "33.3 %");
    }
}
