//! The rows and the plot that were chosen, made anew when the choice changes.

use std::cmp::Reverse;
use std::sync::Arc;

use super::charts;
use super::choices::{Choices, Sorting};
use crate::format::FormatError;
use crate::format::chart::Chart;
use crate::format::plain_table::write_table;
use crate::model::schema::Schema;
use crate::session::statistics::{Cell, Grain, StatTable, Statistics, TableKind};
use crate::ui::context::Ctx;
use crate::ui::i18n::Language;
use crate::ui::theme::Theme;

/// What is on screen of one tab.
#[derive(Debug, Clone)]
pub struct Shown {
    /// For which choices and in which theme and language it was made.
    pub made_for: (Choices, bool, Language),
    /// The plot.
    pub chart: Arc<Chart>,
    /// The list.
    pub listing: Listing,
}

impl Shown {
    /// What was chosen, with the colours of a theme; what `before` has of it is taken over.
    pub fn new(
        ctx: Ctx<'_>,
        statistics: &Statistics,
        choices: &Choices,
        (schema, theme): (&Schema, &Theme),
        before: Option<&Self>,
    ) -> Self {
        let made_for = (choices.clone(), theme.dark, ctx.tr.language());
        let drawn = |(choices, dark, language): &(Choices, bool, Language)| {
            (choices.unsorted(), *dark, *language)
        };
        let same = before.filter(|it| drawn(&it.made_for) == drawn(&made_for));
        let chart = || Arc::new(charts::chart(ctx, statistics, choices, schema, theme));
        let listed = Listed::of(choices);
        let listing = before.filter(|it| it.listing.listed == listed);
        Self {
            made_for,
            chart: same.map_or_else(chart, |it| it.chart.clone()),
            listing: listing
                .map_or_else(|| Listing::new(statistics, listed), |it| it.listing.clone()),
        }
    }
}

/// Which rows of which table are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    kind: TableKind,
    grain: Grain,
    label: Option<usize>,
    pair: (usize, usize),
}

impl Listed {
    /// What of the choices matters to the table; the rest is as it is at first.
    pub fn of(choices: &Choices) -> Self {
        let kind = choices.table();
        let mut listed = Self {
            kind,
            grain: Grain::default(),
            label: None,
            pair: (0, 0),
        };
        match kind {
            TableKind::Things => listed.label = choices.label,
            TableKind::Pairs => listed.pair = choices.pair,
            TableKind::Periods => listed.grain = choices.grain,
            _ => {}
        }
        listed
    }

    fn has(&self, statistics: &Statistics, at: usize) -> bool {
        match self.kind {
            TableKind::Things => {
                let thing = statistics.things.get(at);
                thing.is_some_and(|it| self.label.is_none_or(|label| label == it.label))
            }
            TableKind::Pairs => statistics.pairs.get(at).is_some_and(|it| {
                let label = |at: usize| statistics.things.get(at).map(|it| it.label);
                let both = (label(it.first), label(it.second));
                let (one, other) = self.pair;
                both == (Some(one), Some(other)) || both == (Some(other), Some(one))
            }),
            _ => true,
        }
    }
}

/// Rows of a table in the order in which they are listed. Rows are made when they come
/// into view, except those of periods, which are few.
#[derive(Debug, Clone)]
pub struct Listing {
    listed: Listed,
    /// The names of the columns.
    pub columns: Arc<[String]>,
    made: Option<Arc<StatTable>>,
    /// The places of the rows in the table, rising.
    counted: Arc<[usize]>,
    /// The same in the order of the list.
    order: Arc<[usize]>,
    /// How that is sorted; as counted if `None`.
    by: Option<Sorting>,
}

impl Listing {
    /// The rows that are listed, as they were counted.
    pub fn new(statistics: &Statistics, listed: Listed) -> Self {
        let kind = listed.kind;
        let made = matches!(kind, TableKind::Periods)
            .then(|| Arc::new(statistics.table(kind, listed.grain)));
        let count = made
            .as_ref()
            .map_or(statistics.row_count(kind), |it| it.rows.len());
        let wanted = |at: &usize| listed.has(statistics, *at);
        let counted: Arc<[usize]> = (0..count).filter(wanted).collect();
        Self {
            listed,
            columns: statistics.columns(kind).into(),
            made,
            order: counted.clone(),
            counted,
            by: None,
        }
    }

    /// How the rows are sorted; as counted if `None`.
    pub fn by(&self) -> Option<Sorting> {
        self.by
    }

    /// Which rows they are, in whatever order.
    pub fn listed(&self) -> Listed {
        self.listed
    }

    /// The same rows in the order in which they stand, which is to pass for this one.
    #[must_use]
    pub fn called_sorted(&self, by: Option<Sorting>) -> Self {
        Self { by, ..self.clone() }
    }

    /// The same rows in another order. Rows that are equal stay in the order of the table.
    #[must_use]
    pub fn sorted(&self, statistics: &Statistics, by: Option<Sorting>) -> Self {
        let order = match by {
            None => self.counted.clone(),
            Some(Sorting { column, falling }) => {
                let key = |at: &usize| {
                    let row = self.source_row(statistics, *at);
                    row.and_then(|row| row.into_iter().nth(column))
                };
                let mut order = self.counted.to_vec();
                if falling {
                    order.sort_by_cached_key(|at| Reverse(key(at)));
                } else {
                    order.sort_by_cached_key(key);
                }
                order.into()
            }
        };
        Self {
            by,
            order,
            ..self.clone()
        }
    }

    fn source_row(&self, statistics: &Statistics, at: usize) -> Option<Vec<Cell>> {
        match &self.made {
            Some(table) => table.rows.get(at).cloned(),
            None => statistics.row(self.listed.kind, at),
        }
    }

    /// Which table it lists.
    pub fn kind(&self) -> TableKind {
        self.listed.kind
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// The place in the table of a row of the list.
    pub fn source(&self, at: usize) -> Option<usize> {
        self.order.get(at).copied()
    }

    /// A row of the list.
    pub fn row(&self, statistics: &Statistics, at: usize) -> Option<Vec<Cell>> {
        self.source_row(statistics, self.source(at)?)
    }

    /// The list as CSV.
    ///
    /// # Errors
    /// [`FormatError`], which a table in memory does not give.
    pub fn csv(&self, statistics: &Statistics) -> Result<Vec<u8>, FormatError> {
        let rows = (0..self.len()).filter_map(|at| self.row(statistics, at));
        let rows = rows.map(|row| row.iter().map(Cell::text).collect());
        let mut bytes = Vec::new();
        write_table(&mut bytes, &self.columns, rows)?;
        Ok(bytes)
    }
}
