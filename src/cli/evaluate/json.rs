//! The figures as one JSON object; keys are only ever added.
//!
//! | key | value |
//! | --- | --- |
//! | `gold`, `layer` | names of the layers |
//! | `pooled` | figures of all documents together: counts added up, no mean |
//! | `documents` | list, one for each document of which gold says something |
//! | `left_out` | names of documents of which gold says nothing |
//!
//! `pooled` and each document have figures under `scores`: an object with `layer`,
//! `one_article` (trivial: one article for the page) and `every_block` (trivial: every
//! block an article); the README lists their keys. A document has also `document`,
//! `silent` (whether the layer says nothing of it), `articles`, `differences` and
//! `difference_count` (greater than the length of the list if it was cut).
//!
//! Figures are numbers from 0 to 1 (τ from −1), or `null` where nothing decides them.

use serde_json::{Map, Value, json};

use crate::model::id::Role;
use crate::review::agreement::{
    ArticleOutcome, ArticleVerdict, Counts, Difference, Figures, Hits, Scores, Verdict,
};
use crate::session::evaluate::{Evaluated, Evaluation};

/// The whole evaluation.
pub(super) fn of(evaluation: &Evaluation, gold: &str, layer: &str) -> Value {
    let documents: Vec<Value> = evaluation.documents.iter().map(document).collect();
    json!({
        "gold": gold,
        "layer": layer,
        "pooled": { "documents": documents.len(), "scores": scores(&evaluation.pooled) },
        "documents": documents,
        "left_out": evaluation.left_out,
    })
}

fn document(evaluated: &Evaluated) -> Value {
    let articles: Vec<Value> = evaluated.articles.iter().map(article).collect();
    let differences: Vec<Value> = evaluated.differences.iter().map(difference).collect();
    json!({
        "document": evaluated.name,
        "silent": evaluated.silent,
        "scores": scores(&evaluated.scores),
        "articles": articles,
        "differences": differences,
        "difference_count": evaluated.difference_count,
    })
}

fn scores(scores: &Scores) -> Value {
    json!({
        "layer": figures(&scores.layer),
        "one_article": figures(&scores.one_article),
        "every_block": figures(&scores.every_block),
    })
}

fn figures(figures: &Figures) -> Value {
    let Figures {
        grouping,
        articles,
        order,
        roles,
        breaks,
        entities,
        corrections,
    } = figures;
    let confusion: Vec<Value> = roles
        .confusion
        .iter()
        .map(|((gold, layer), characters)| {
            json!({
                "gold": gold.as_ref().map(Role::as_str),
                "layer": layer.as_ref().map(Role::as_str),
                "characters": characters,
            })
        })
        .collect();
    let by_label: Map<String, Value> = entities
        .by_label
        .iter()
        .map(|(label, figures)| {
            let strict = counts(figures.strict);
            let overlapping = hits(figures.overlapping);
            let value = json!({ "strict": strict, "overlapping": overlapping });
            (label.to_string(), value)
        })
        .collect();
    json!({
        "characters": grouping.ink,
        "assigned": { "gold": grouping.gold_assigned, "layer": grouping.other_assigned },
        "grouping": {
            "b3": {
                "precision": grouping.precision(),
                "recall": grouping.recall(),
                "f1": grouping.f1(),
            },
            "pairs": counts(grouping.pairs),
        },
        "articles": {
            "gold": articles.gold,
            "layer": articles.other,
            "matched": articles.matched,
            "exact": articles.exact,
            "missed": articles.missed(),
            "extra": articles.extra(),
            "pq": articles.quality(),
            "recognition": articles.recognition(),
            "overlap": articles.mean_overlap(),
            "splits": articles.splits,
            "merges": articles.merges,
        },
        "order": {
            "tau": order.tau(),
            "successors": counts(order.successors),
            "neighbours": order.kept_share(),
        },
        "roles": { "accuracy": roles.accuracy(), "confusion": confusion },
        "line_breaks": {
            "para": counts(breaks.para),
            "accuracy": breaks.accuracy(),
            "decided": breaks.decided,
        },
        "entities": by_label,
        "corrections": counts(*corrections),
    })
}

fn counts(counts: Counts) -> Value {
    json!({
        "precision": counts.precision(),
        "recall": counts.recall(),
        "f1": counts.f1(),
        "both": counts.both,
        "gold": counts.gold,
        "layer": counts.other,
    })
}

fn hits(hits: Hits) -> Value {
    json!({
        "precision": hits.precision(),
        "recall": hits.recall(),
        "f1": hits.f1(),
        "gold_met": hits.gold_met,
        "gold": hits.gold,
        "layer_met": hits.other_met,
        "layer": hits.other,
    })
}

fn article(verdict: &ArticleVerdict) -> Value {
    let outcome = match verdict.outcome {
        ArticleOutcome::Matched => "matched",
        ArticleOutcome::Missed => "missed",
        ArticleOutcome::Extra => "extra",
    };
    json!({
        "outcome": outcome,
        "gold": verdict.gold,
        "layer": verdict.other,
        "overlap": verdict.overlap,
        "parts": verdict.parts,
        "start": verdict.span.start().0,
        "end": verdict.span.end().0,
        "text": verdict.excerpt,
    })
}

fn difference(difference: &Difference) -> Value {
    json!({
        "subject": difference.subject.as_str(),
        "start": difference.span.start().0,
        "end": difference.span.end().0,
        "line": difference.line,
        "gold": says(&difference.gold),
        "layer": says(&difference.other),
        "text": difference.excerpt,
    })
}

/// What a layer says of a place: `null`, or an object with one key. Articles have the
/// numbers of gold; one that matches none of gold has its own.
fn says(verdict: &Verdict) -> Value {
    match verdict {
        Verdict::Nothing => Value::Null,
        Verdict::Unassigned => json!({ "article": null }),
        Verdict::Furniture => json!({ "furniture": true }),
        Verdict::Article(number) => json!({ "article": number }),
        Verdict::Extra(number) => json!({ "extra_article": number }),
        Verdict::Role(role) => json!({ "role": role.as_str() }),
        Verdict::First => json!({ "after_line": null }),
        Verdict::After(line) => json!({ "after_line": line }),
        Verdict::Break(kind) => json!({ "line_break": kind.as_str() }),
        Verdict::Label(label) => json!({ "label": label.as_str() }),
        Verdict::Text(text) => json!({ "to": text }),
    }
}
