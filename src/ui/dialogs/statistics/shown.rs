//! The rows and the plot that were chosen, made anew when the choice changes.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::charts;
use super::choices::{Choices, Sorting};
use crate::format::FormatError;
use crate::format::chart::Chart;
use crate::format::plain_table::write_table;
use crate::model::schema::Schema;
use crate::session::statistics::{Cell, StatTable, Statistics, TableKind};
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;

/// What is on screen of one tab.
#[derive(Debug)]
pub struct Shown {
    /// For which choices and in which theme and language it was made.
    pub made_for: (Choices, bool, crate::ui::i18n::Language),
    /// The plot.
    pub chart: Chart,
    /// The list.
    pub listing: Listing,
}

impl Shown {
    /// What was chosen, with the colours of a theme.
    pub fn new(
        ctx: Ctx<'_>,
        statistics: &Statistics,
        choices: &Choices,
        schema: &Schema,
        theme: &Theme,
    ) -> Self {
        Self {
            made_for: (choices.clone(), theme.dark, ctx.tr.language()),
            chart: charts::chart(ctx, statistics, choices, schema, theme),
            listing: Listing::new(statistics, choices),
        }
    }
}

/// Rows of a table in the order in which they are listed. Rows are made when they come
/// into view, except those of periods, which are few.
#[derive(Debug)]
pub struct Listing {
    kind: TableKind,
    /// The names of the columns.
    pub columns: Vec<String>,
    made: Option<StatTable>,
    order: Vec<usize>,
}

impl Listing {
    fn new(statistics: &Statistics, choices: &Choices) -> Self {
        let kind = choices.table();
        let made =
            matches!(kind, TableKind::Periods).then(|| statistics.table(kind, choices.grain));
        let count = made
            .as_ref()
            .map_or(statistics.row_count(kind), |it| it.rows.len());
        let wanted = |at: &usize| match kind {
            TableKind::Things => {
                let thing = statistics.things.get(*at);
                thing.is_some_and(|it| choices.label.is_none_or(|label| label == it.label))
            }
            TableKind::Pairs => statistics.pairs.get(*at).is_some_and(|it| {
                let label = |at: usize| statistics.things.get(at).map(|it| it.label);
                let both = (label(it.first), label(it.second));
                let (one, other) = choices.pair;
                both == (Some(one), Some(other)) || both == (Some(other), Some(one))
            }),
            _ => true,
        };
        let mut listing = Self {
            kind,
            columns: statistics.columns(kind),
            made,
            order: (0..count).filter(wanted).collect(),
        };
        if let Some(sorting) = choices.sorting() {
            listing.sort(statistics, sorting);
        }
        listing
    }

    /// Rows that are equal stay in the order of the table.
    fn sort(&mut self, statistics: &Statistics, sorting: Sorting) {
        let key = |at: &usize| {
            let row = self.source_row(statistics, *at);
            row.and_then(|row| row.into_iter().nth(sorting.column))
        };
        let keys: HashMap<usize, Option<Cell>> =
            self.order.iter().map(|at| (*at, key(at))).collect();
        let mut order = std::mem::take(&mut self.order);
        if sorting.falling {
            order.sort_by_key(|at| Reverse(keys.get(at)));
        } else {
            order.sort_by_key(|at| keys.get(at));
        }
        self.order = order;
    }

    fn source_row(&self, statistics: &Statistics, at: usize) -> Option<Vec<Cell>> {
        match &self.made {
            Some(table) => table.rows.get(at).cloned(),
            None => statistics.row(self.kind, at),
        }
    }

    /// Which table it lists.
    pub fn kind(&self) -> TableKind {
        self.kind
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
