//! The figures as tables for people.

use std::collections::BTreeSet;

use strum::IntoEnumIterator as _;

use crate::cli::output::count;
use crate::model::id::Role;
use crate::review::agreement::{Figures, Measure, RoleFigures, Scores};
use crate::session::evaluate::{Evaluated, Evaluation};

/// How many names of documents that were left out are listed.
const MOST_NAMES: usize = 5;

/// Everything, line by line.
pub(super) fn lines(evaluation: &Evaluation, gold: &str, layer: &str) -> Vec<String> {
    let pooled = &evaluation.pooled;
    let mut lines = vec![format!(
        "layer {layer} against {gold}: {}, {} without white space",
        count(evaluation.documents.len(), "document"),
        count(pooled.layer.grouping.ink, "character")
    )];
    lines.extend(left_out(&evaluation.left_out));
    lines.push(String::new());
    lines.extend(figures(pooled));
    lines.push(String::new());
    lines.extend(confusion(&pooled.layer.roles));
    lines.push(String::new());
    lines.extend(documents(&evaluation.documents));
    lines
}

fn left_out(names: &[String]) -> Option<String> {
    let listed = names.get(..MOST_NAMES).unwrap_or(names).join(", ");
    let more = if names.len() > MOST_NAMES {
        ", …"
    } else {
        ""
    };
    (!names.is_empty()).then(|| {
        let number = names.len();
        format!("left out, since gold says nothing of them: {number} ({listed}{more})")
    })
}

/// All documents together, beside the trivial answers.
fn figures(scores: &Scores) -> Vec<String> {
    let answers = [&scores.layer, &scores.one_article, &scores.every_block];
    let row = |name: &str, cell: &dyn Fn(&Figures) -> String| {
        let [layer, one, each] = answers.map(cell);
        format!("{name:<34}{layer:>9}{one:>13}{each:>13}")
    };
    let mut lines = vec![format!(
        "{:<34}{:>9}{:>13}{:>13}",
        "all documents together", "layer", "one article", "every block"
    )];
    for measure in Measure::iter() {
        lines.push(row(name(measure), &|figures| share(measure.of(figures))));
        if measure == Measure::Quality {
            lines.extend([
                row("  matched / missed / extra", &|figures| {
                    let articles = &figures.articles;
                    let (missed, extra) = (articles.missed(), articles.extra());
                    format!("{}/{missed}/{extra}", articles.matched)
                }),
                row("  repairs: splits + merges", &|figures| {
                    format!("{}+{}", figures.articles.splits, figures.articles.merges)
                }),
            ]);
        }
        if measure == Measure::EntitiesOverlapping {
            lines.extend(labels(&scores.layer));
        }
    }
    lines
}

/// Each label by itself; trivial answers have no entities.
fn labels(figures: &Figures) -> Vec<String> {
    let by_label = figures.entities.by_label.iter();
    by_label
        .map(|(label, figures)| {
            let strict = &figures.strict;
            let name = format!("  {label}, strict F1");
            format!(
                "{name:<34}{:>9}  precision {}, recall {}, {} in gold, overlapping {}",
                share(strict.f1()),
                share(strict.precision()),
                share(strict.recall()),
                strict.gold,
                share(figures.overlapping.f1())
            )
        })
        .collect()
}

/// Roles of gold by row, of the layer by column, in characters.
fn confusion(roles: &RoleFigures) -> Vec<String> {
    let keys = roles.confusion.keys();
    let used: BTreeSet<&Option<Role>> = keys.flat_map(|(gold, other)| [gold, other]).collect();
    let title = |role: &Option<Role>| {
        role.as_ref()
            .map_or("none", |role| role.as_str())
            .to_owned()
    };
    let row = |head: &str, cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:>12}")).collect();
        format!("{head:<14}{}", cells.concat())
    };
    let heads: Vec<String> = used.iter().map(|role| title(role)).collect();
    let mut lines = vec![row("gold \\ layer", heads)];
    for gold in &used {
        let cell = |other: &&Option<Role>| {
            let key = ((*gold).clone(), (*other).clone());
            roles
                .confusion
                .get(&key)
                .map_or("·".to_owned(), u64::to_string)
        };
        lines.push(row(&title(gold), used.iter().map(cell).collect()));
    }
    lines
}

/// A row for each document; the name stands last, since it may be of any length.
fn documents(documents: &[Evaluated]) -> Vec<String> {
    let mut lines = vec![format!(
        "{:>6}{:>7}{:>9}{:>9}{:>7}{:>7}{:>7}{:>7}{:>8}  document",
        "B³", "PQ", "articles", "repairs", "succ.", "roles", "para", "ent.", "differ"
    )];
    for evaluated in documents {
        let figures = &evaluated.scores.layer;
        let at = |measure: Measure| share(measure.of(figures));
        let articles = &figures.articles;
        let silent = if evaluated.silent {
            " (the layer says nothing of it)"
        } else {
            ""
        };
        lines.push(format!(
            "{:>6}{:>7}{:>9}{:>9}{:>7}{:>7}{:>7}{:>7}{:>8}  {}{silent}",
            at(Measure::Grouping),
            at(Measure::Quality),
            format!("{}/{}", articles.matched, articles.gold),
            articles.repairs(),
            at(Measure::Successors),
            at(Measure::Roles),
            at(Measure::Paragraphs),
            at(Measure::EntitiesStrict),
            evaluated.difference_count,
            evaluated.name
        ));
    }
    lines
}

fn name(measure: Measure) -> &'static str {
    match measure {
        Measure::Grouping => "grouping: B³ F1",
        Measure::GroupingPrecision => "  B³ precision",
        Measure::GroupingRecall => "  B³ recall",
        Measure::Pairs => "  pairs of characters, F1",
        Measure::Quality => "articles: panoptic quality",
        Measure::Tau => "order: Kendall τ",
        Measure::Successors => "  successors, F1",
        Measure::Kept => "  neighbouring characters kept",
        Measure::Roles => "roles: accuracy",
        Measure::Paragraphs => "paragraph ends: F1",
        Measure::LineEnds => "  line ends, accuracy",
        Measure::EntitiesStrict => "entities: strict F1",
        Measure::EntitiesOverlapping => "  overlapping F1",
        Measure::Corrections => "corrections: F1",
    }
}

/// A share with three digits, — where nothing decides it.
fn share(value: Option<f64>) -> String {
    // What is not quite right must not be shown as perfect.
    value.map_or("—".to_owned(), |value| {
        let rounded = format!("{value:.3}");
        if value < 1.0 && rounded == "1.000" {
            "0.999".to_owned()
        } else {
            rounded
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_says_no_more_than_it_knows() {
        assert_eq!(share(None), "—");
        assert_eq!(share(Some(1.0)), "1.000");
        assert_eq!(share(Some(0.999_9)), "0.999");
        assert_eq!(share(Some(-0.25)), "-0.250");
    }
}
