//! What is drawn on each tab.

use std::collections::HashMap;

use super::choices::{Choices, Extent, Measure, Tab};
use crate::format::chart::{Along, Body, Chart, Form, Heat, Rgb, Series};
use crate::model::id::Label;
use crate::model::schema::Schema;
use crate::session::statistics::{ArticleCount, DocumentCount, Statistics};
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;

/// So many rows and columns has a map of what is named together.
const MOST_CROSSED: usize = 20;
/// About so many classes has a distribution.
const CLASSES: u64 = 20;

/// What numbers are drawn from.
struct Source<'a> {
    ctx: Ctx<'a>,
    statistics: &'a Statistics,
    choices: &'a Choices,
    schema: &'a Schema,
    theme: &'a Theme,
}

/// The chart of the tab that is chosen, in the colours of a theme.
pub fn chart(
    ctx: Ctx<'_>,
    statistics: &Statistics,
    choices: &Choices,
    schema: &Schema,
    theme: &Theme,
) -> Chart {
    let source = Source {
        ctx,
        statistics,
        choices,
        schema,
        theme,
    };
    let tr = ctx.tr;
    let (unit, body) = match choices.tab {
        Tab::Labels => ("statistics.mentions", source.labels()),
        Tab::Things => ("statistics.mentions", source.things()),
        Tab::Time => ("statistics.mentions", source.time()),
        Tab::Together => ("statistics.articles", source.together()),
        Tab::Documents => ("statistics.documents", source.over_documents()),
        Tab::Articles => ("statistics.articles", source.over_articles()),
        Tab::Pace => ("statistics.changes", source.pace()),
    };
    Chart {
        title: tr.get(&choices.tab.key()).to_owned(),
        unit: tr.get(unit).to_owned(),
        body,
    }
}

impl Source<'_> {
    fn label_name(&self, at: usize) -> String {
        let label = self.statistics.labels.get(at);
        let label = Label::from(label.map_or("", |it| it.label.as_str()));
        self.ctx.label_name(self.schema, &label).to_owned()
    }

    /// The colour of a label; one that the schema does not know is grey.
    fn color(&self, at: usize) -> Rgb {
        let label = self.statistics.labels.get(at);
        let label = Label::from(label.map_or("", |it| it.label.as_str()));
        let def = self.schema.label(&label);
        let color = def.map_or(self.theme.weak, |def| {
            self.theme.label_colors(def.rgb()).line
        });
        [color.r(), color.g(), color.b()]
    }

    /// A part for each label, whose numbers `value` gives by label and place.
    fn by_label(&self, places: usize, value: impl Fn(usize, usize) -> u64) -> Vec<Series> {
        let labels = 0..self.statistics.labels.len();
        let series = labels.map(|label| Series {
            name: self.label_name(label),
            color: self.color(label),
            values: (0..places).map(|at| value(label, at)).collect(),
        });
        series.collect()
    }

    fn labels(&self) -> Body {
        let labels = &self.statistics.labels;
        let names = (0..labels.len()).map(|at| self.label_name(at)).collect();
        let mentions = |label: usize| labels.get(label).map_or(0, |it| it.mentions);
        let series = self.by_label(
            labels.len(),
            |label, at| {
                if label == at { mentions(label) } else { 0 }
            },
        );
        Body::Along(Along::even(Form::Bars, names, series))
    }

    fn things(&self) -> Body {
        let chosen = self.choices.label;
        let things = self.statistics.things.iter();
        let things = things.filter(|it| chosen.is_none_or(|label| label == it.label));
        let things: Vec<_> = things.take(self.choices.top).collect();
        let names = things.iter().map(|it| it.name.clone()).collect();
        let mut series = self.by_label(things.len(), |label, at| {
            let thing = things.get(at).filter(|it| it.label == label);
            thing.map_or(0, |it| it.mentions)
        });
        series.retain(|it| it.values.iter().any(|value| *value > 0));
        Body::Along(Along::even(Form::Bars, names, series))
    }

    fn time(&self) -> Body {
        let periods = self.statistics.periods(self.choices.grain);
        let series = self.by_label(periods.len(), |label, at| {
            let mentions = periods.get(at).and_then(|(.., it)| it.get(label));
            mentions.copied().unwrap_or(0)
        });
        Body::Along(Along {
            form: Form::Columns,
            at: periods.iter().map(|(it, ..)| it.position()).collect(),
            names: periods.iter().map(|(it, ..)| it.to_string()).collect(),
            series,
        })
    }

    /// The things of two labels that are named in the most articles together.
    fn together(&self) -> Body {
        let statistics = self.statistics;
        let (one, other) = self.choices.pair;
        let label = |at: usize| statistics.things.get(at).map(|it| it.label);
        let (mut rows, mut columns) = (Axis::default(), Axis::default());
        let mut cells = Vec::new();
        for pair in &statistics.pairs {
            let (first, second) = match (label(pair.first), label(pair.second)) {
                (Some(a), Some(b)) if (a, b) == (one, other) => (pair.first, pair.second),
                (Some(a), Some(b)) if (b, a) == (one, other) => (pair.second, pair.first),
                _ => continue,
            };
            cells.push((first, second, pair.articles));
            if one == other {
                // The same things stand on both sides, so the map is symmetric.
                cells.push((second, first, pair.articles));
            }
        }
        for (first, second, articles) in &cells {
            rows.add(*first, *articles);
            columns.add(*second, *articles);
        }
        let (rows, columns) = (rows.most(), columns.most());
        let mut values = vec![0; rows.len() * columns.len()];
        for (first, second, articles) in cells {
            let row = rows.iter().position(|it| *it == first);
            let column = columns.iter().position(|it| *it == second);
            let at = row
                .zip(column)
                .map(|(row, column)| row * columns.len() + column);
            if let Some(value) = at.and_then(|at| values.get_mut(at)) {
                *value = articles;
            }
        }
        let name = |at: &usize| {
            statistics
                .things
                .get(*at)
                .map_or("", |it| &it.name)
                .to_owned()
        };
        let accent = self.theme.accent;
        Body::Heat(Heat {
            rows: rows.iter().map(name).collect(),
            columns: columns.iter().map(name).collect(),
            values,
            color: [accent.r(), accent.g(), accent.b()],
        })
    }

    /// How many documents have how much.
    fn over_documents(&self) -> Body {
        let measure = self.choices.measure;
        let of = |it: &DocumentCount| match measure {
            Measure::Mentions => it.mentions.iter().sum(),
            Measure::Articles => it.articles,
            Measure::Characters => it.ink,
        };
        let values = self.statistics.documents.iter().map(of).collect();
        self.distribution(&format!("statistics.per-{}", measure.as_str()), values)
    }

    /// How many articles have how much.
    fn over_articles(&self) -> Body {
        let extent = self.choices.extent;
        let of = |it: &ArticleCount| match extent {
            Extent::Length => it.ink,
            Extent::Named => it.mentions.iter().sum(),
            Extent::Pieces => it.segments,
        };
        let values = self.statistics.articles.iter().map(of).collect();
        self.distribution(&format!("statistics.of-{}", extent.as_str()), values)
    }

    /// How many values lie in each class; `key` names what they are values of.
    fn distribution(&self, key: &str, values: Vec<u64>) -> Body {
        let most = values.iter().copied().max().unwrap_or(0);
        let width = class_width(most);
        let classes = usize::try_from(most / width).unwrap_or(0) + 1;
        let mut counts = vec![0; if values.is_empty() { 0 } else { classes }];
        for value in values {
            let class = usize::try_from(value / width).unwrap_or(0);
            if let Some(count) = counts.get_mut(class) {
                *count += 1;
            }
        }
        let name = |class: u64| match width {
            1 => class.to_string(),
            _ => format!("{}–{}", class * width, (class + 1) * width - 1),
        };
        let names = (0..counts.len() as u64).map(name).collect();
        let series = Series {
            name: self.ctx.tr.get(key).to_owned(),
            color: self.accent(0),
            values: counts,
        };
        Body::Along(Along::even(Form::Columns, names, vec![series]))
    }

    fn accent(&self, at: usize) -> Rgb {
        let color = self.theme.article_color(at);
        [color.r(), color.g(), color.b()]
    }

    fn pace(&self) -> Body {
        let tr = self.ctx.tr;
        let pace = &self.statistics.pace;
        let part = |at: usize, key: &str, values: Vec<u64>| Series {
            name: tr.get(key).to_owned(),
            color: self.accent(at),
            values,
        };
        if self.choices.by_person {
            let (names, values) = pace.authors.iter().cloned().unzip();
            let changes = part(0, "statistics.changes", values);
            return Body::Along(Along::even(Form::Bars, names, vec![changes]));
        }
        let days = &pace.days;
        let series = vec![
            part(
                0,
                "statistics.changes",
                days.iter().map(|it| it.changes).collect(),
            ),
            part(
                1,
                "statistics.tagged",
                days.iter().map(|it| it.tagged).collect(),
            ),
            part(
                2,
                "statistics.accepted",
                days.iter().map(|it| it.accepted).collect(),
            ),
            part(
                3,
                "statistics.done",
                days.iter().map(|it| it.done).collect(),
            ),
        ];
        let names = days.iter().map(|it| it.day.clone()).collect();
        Body::Along(Along::even(Form::Lines, names, series))
    }
}

/// Things with the articles of their pairs.
#[derive(Default)]
struct Axis(HashMap<usize, u64>);

impl Axis {
    fn add(&mut self, thing: usize, articles: u64) {
        *self.0.entry(thing).or_default() += articles;
    }

    /// Those with the most articles, those first that have the most.
    fn most(self) -> Vec<usize> {
        let mut things: Vec<(usize, u64)> = self.0.into_iter().collect();
        things.sort_unstable_by_key(|&(thing, articles)| (std::cmp::Reverse(articles), thing));
        things.truncate(MOST_CROSSED);
        things.into_iter().map(|(thing, _)| thing).collect()
    }
}

/// How much lies in one class: 1, 2 or 5 with zeros.
fn class_width(most: u64) -> u64 {
    let scales = std::iter::successors(Some(1_u64), |scale| scale.checked_mul(10));
    let mut widths = scales.flat_map(|scale| [1, 2, 5].map(|factor| scale.saturating_mul(factor)));
    widths
        .find(|width| most / width < CLASSES)
        .unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::class_width;

    #[test]
    fn there_are_few_classes() {
        assert_eq!(class_width(0), 1);
        assert_eq!(class_width(19), 1);
        assert_eq!(class_width(20), 2);
        assert_eq!(class_width(99), 5);
        assert_eq!(class_width(5_000), 500);
        for most in [1, 77, 12_345, u64::MAX] {
            assert!(most / class_width(most) < 20);
        }
    }
}
