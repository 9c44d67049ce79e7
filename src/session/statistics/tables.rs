//! Statistics as tables: what the window lists is what is written to CSV.

use super::{Grain, Statistics};

/// The tables that there are.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum TableKind {
    /// One row for each label.
    #[default]
    Labels,
    /// One row for each thing.
    Things,
    /// One row for each document.
    Documents,
    /// One row for each period.
    Periods,
    /// One row for each pair of things in one article.
    Pairs,
    /// One row for each day of work.
    Days,
}

impl TableKind {
    /// The name under which it is asked for.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A value in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number of things.
    Number(u64),
}

impl Cell {
    /// The value as it is written.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// A table with named columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatTable {
    /// The names of the columns: labels of the schema, or the names that the command
    /// line and files use.
    pub columns: Vec<String>,
    /// The rows, each with a value for each column.
    pub rows: Vec<Vec<Cell>>,
}

impl StatTable {
    fn new(columns: &[&str]) -> Self {
        Self {
            columns: columns.iter().map(|name| (*name).to_owned()).collect(),
            rows: Vec::new(),
        }
    }
}

fn word(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

impl Statistics {
    /// One of the tables; `grain` matters to [`TableKind::Periods`] only.
    pub fn table(&self, kind: TableKind, grain: Grain) -> StatTable {
        match kind {
            TableKind::Labels => self.label_table(),
            TableKind::Things => self.thing_table(),
            TableKind::Documents => self.document_table(),
            TableKind::Periods => self.period_table(grain),
            TableKind::Pairs => self.pair_table(),
            TableKind::Days => self.day_table(),
        }
    }

    fn label_table(&self) -> StatTable {
        let columns = [
            "label",
            "mentions",
            "things",
            "linked",
            "documents",
            "articles",
        ];
        let mut table = StatTable::new(&columns);
        table.rows.extend(self.labels.iter().map(|it| {
            let numbers = [it.mentions, it.things, it.linked, it.documents, it.articles];
            [word(&it.label)]
                .into_iter()
                .chain(numbers.map(Cell::Number))
                .collect()
        }));
        table
    }

    fn label_name(&self, at: usize) -> &str {
        self.labels.get(at).map_or("", |it| it.label.as_str())
    }

    fn thing_table(&self) -> StatTable {
        let mut table = StatTable::new(&["name", "label", "mentions", "documents", "articles"]);
        table.rows.extend(self.things.iter().map(|it| {
            let numbers = [it.mentions, it.documents, it.articles].map(Cell::Number);
            let names = [word(&it.name), word(self.label_name(it.label))];
            names.into_iter().chain(numbers).collect()
        }));
        table
    }

    /// A table with a column for each label at its end.
    fn by_label(&self, columns: &[&str]) -> StatTable {
        let mut table = StatTable::new(columns);
        table
            .columns
            .extend(self.labels.iter().map(|it| it.label.clone()));
        table
    }

    fn document_table(&self) -> StatTable {
        let columns = ["document", "date", "characters", "assigned", "articles"];
        let mut table = self.by_label(&columns);
        table.rows.extend(self.documents.iter().map(|it| {
            let names = [word(&it.name), word(it.date.as_deref().unwrap_or_default())];
            let numbers = [it.ink, it.assigned, it.articles];
            let numbers = numbers.iter().chain(&it.mentions).copied();
            names.into_iter().chain(numbers.map(Cell::Number)).collect()
        }));
        table
    }

    fn period_table(&self, grain: Grain) -> StatTable {
        let mut table = self.by_label(&["period", "documents"]);
        let periods = self.periods(grain).into_iter();
        table
            .rows
            .extend(periods.map(|(period, documents, mentions)| {
                let numbers = [documents].into_iter().chain(mentions);
                let name = [Cell::Text(period.to_string())];
                name.into_iter().chain(numbers.map(Cell::Number)).collect()
            }));
        table
    }

    fn pair_table(&self) -> StatTable {
        let columns = ["first", "first_label", "second", "second_label", "articles"];
        let mut table = StatTable::new(&columns);
        let names = |at: usize| {
            let thing = self.things.get(at);
            let name = thing.map_or("", |it| it.name.as_str());
            let label = thing.map_or("", |it| self.label_name(it.label));
            [word(name), word(label)]
        };
        table.rows.extend(self.pairs.iter().map(|it| {
            let both = names(it.first).into_iter().chain(names(it.second));
            both.chain([Cell::Number(it.articles)]).collect()
        }));
        table
    }

    fn day_table(&self) -> StatTable {
        let mut table = StatTable::new(&["day", "changes", "tagged", "accepted", "done"]);
        table.rows.extend(self.pace.days.iter().map(|it| {
            let numbers = [it.changes, it.tagged, it.accepted, it.done].map(Cell::Number);
            [word(&it.day)].into_iter().chain(numbers).collect()
        }));
        table
    }
}
