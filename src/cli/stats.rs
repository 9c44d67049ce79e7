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
//! A layer has `name`, `assigned` (code points, white space not counted, that belong
//! to an article or to furniture), `articles`, `segments` (furniture included),
//! `entities`, and `by_label` (object: label → number of entities, with every label
//! of the schema).

use serde_json::{Map, Value, json};

use super::args::StatsArgs;
use super::failure::{Failure, Outcome};
use super::output::Output;
use crate::session::Session;
use crate::session::stats::{LayerStats, Stats};

/// Counts and writes the numbers.
///
/// # Errors
/// If the project cannot be read.
pub(super) fn run(args: &StatsArgs, output: &Output) -> Result<Outcome, Failure> {
    let session = Session::open_read_only(&args.project)?;
    let stats = session.stats()?;
    if args.json {
        output.json(&as_json(&stats))?;
    } else {
        for line in lines(&stats) {
            output.result(&line)?;
        }
    }
    Ok(Outcome::Fine)
}

fn as_json(stats: &Stats) -> Value {
    let statuses = stats.by_status.iter();
    let by_status: Map<String, Value> = statuses
        .map(|(status, number)| (status.as_str().to_owned(), json!(number)))
        .collect();
    let layers: Vec<Value> = stats.layers.iter().map(layer_as_json).collect();
    json!({
        "documents": stats.documents,
        "by_status": by_status,
        "characters": stats.ink,
        "authorities": stats.authorities,
        "layers": layers,
    })
}

fn layer_as_json(layer: &LayerStats) -> Value {
    let labels = layer.by_label.iter();
    let by_label: Map<String, Value> = labels
        .map(|(label, number)| (label.clone(), json!(number)))
        .collect();
    json!({
        "name": layer.name,
        "assigned": layer.assigned,
        "articles": layer.articles,
        "segments": layer.segments,
        "entities": layer.entities,
        "by_label": by_label,
    })
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
            "layer {}: {} articles, {} segments, {} of the text assigned, {} entities",
            layer.name,
            layer.articles,
            layer.segments,
            percent(layer.assigned, stats.ink),
            layer.entities
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
