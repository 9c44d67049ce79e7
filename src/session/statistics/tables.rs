//! Statistics as tables: what the window lists is what is written to CSV.

use super::{Grain, Period, Statistics};

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
    /// One row for each article.
    Articles,
    /// One row for each period.
    Periods,
    /// One row for each pair of things in one article.
    Pairs,
    /// One row for each day of work.
    Days,
    /// One row for each person who changed something.
    Authors,
}

impl TableKind {
    /// The name under which it is asked for.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A value in a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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

fn word(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

impl Statistics {
    /// One of the tables; `grain` matters to [`TableKind::Periods`] only.
    pub fn table(&self, kind: TableKind, grain: Grain) -> StatTable {
        let periods = match kind {
            TableKind::Periods => self.period_rows(grain),
            _ => Vec::new(),
        };
        let rows = (0..self.row_count(kind)).filter_map(|at| self.row(kind, at));
        StatTable {
            columns: self.columns(kind),
            rows: rows.chain(periods).collect(),
        }
    }

    /// The names of the columns of a table.
    pub fn columns(&self, kind: TableKind) -> Vec<String> {
        let (columns, by_label): (&[&str], bool) = match kind {
            TableKind::Labels => (
                &[
                    "label",
                    "mentions",
                    "things",
                    "linked",
                    "documents",
                    "articles",
                ],
                false,
            ),
            TableKind::Things => (
                &["name", "label", "mentions", "documents", "articles"],
                false,
            ),
            TableKind::Documents => (
                &["document", "date", "characters", "assigned", "articles"],
                true,
            ),
            TableKind::Articles => (&["title", "document", "characters", "segments"], true),
            TableKind::Periods => (&["period", "documents"], true),
            TableKind::Pairs => (
                &["first", "first_label", "second", "second_label", "articles"],
                false,
            ),
            TableKind::Days => (&["day", "changes", "tagged", "accepted", "done"], false),
            TableKind::Authors => (&["author", "changes"], false),
        };
        let labels = self.labels.iter().filter(|_| by_label);
        let columns = columns.iter().map(|name| (*name).to_owned());
        columns.chain(labels.map(|it| it.label.clone())).collect()
    }

    /// How many rows a table has; 0 for periods, which have to be summed up first.
    pub fn row_count(&self, kind: TableKind) -> usize {
        match kind {
            TableKind::Labels => self.labels.len(),
            TableKind::Things => self.things.len(),
            TableKind::Documents => self.documents.len(),
            TableKind::Articles => self.articles.len(),
            TableKind::Periods => 0,
            TableKind::Pairs => self.pairs.len(),
            TableKind::Days => self.pace.days.len(),
            TableKind::Authors => self.pace.authors.len(),
        }
    }

    /// A row of a table by its place, so that a list needs only those in view.
    pub fn row(&self, kind: TableKind, at: usize) -> Option<Vec<Cell>> {
        let row = |words: &[&str], numbers: &[u64]| {
            let words = words.iter().map(|text| word(text));
            words
                .chain(numbers.iter().copied().map(Cell::Number))
                .collect()
        };
        Some(match kind {
            TableKind::Labels => {
                let it = self.labels.get(at)?;
                let numbers = [it.mentions, it.things, it.linked, it.documents, it.articles];
                row(&[&it.label], &numbers)
            }
            TableKind::Things => {
                let it = self.things.get(at)?;
                let names = [it.name.as_str(), self.label_name(it.label)];
                row(&names, &[it.mentions, it.documents, it.articles])
            }
            TableKind::Documents => {
                let it = self.documents.get(at)?;
                let names = [it.name.as_str(), it.date.as_deref().unwrap_or_default()];
                let numbers = [it.ink, it.assigned, it.articles];
                row(&names, &[&numbers, it.mentions.as_slice()].concat())
            }
            TableKind::Articles => {
                let it = self.articles.get(at)?;
                let document = self.documents.get(it.document);
                let names = [&*it.title, document.map_or("", |it| it.name.as_str())];
                let mut mentions = it.mentions.to_vec();
                mentions.resize(self.labels.len(), 0);
                row(
                    &names,
                    &[&[it.ink, it.segments], mentions.as_slice()].concat(),
                )
            }
            TableKind::Periods => return None,
            TableKind::Pairs => {
                let it = self.pairs.get(at)?;
                let ([first, of_first], [second, of_second]) =
                    (self.thing_names(it.first), self.thing_names(it.second));
                row(&[first, of_first, second, of_second], &[it.articles])
            }
            TableKind::Days => {
                let it = self.pace.days.get(at)?;
                row(&[&it.day], &[it.changes, it.tagged, it.accepted, it.done])
            }
            TableKind::Authors => {
                let (name, changes) = self.pace.authors.get(at)?;
                row(&[name], &[*changes])
            }
        })
    }

    fn label_name(&self, at: usize) -> &str {
        self.labels.get(at).map_or("", |it| it.label.as_str())
    }

    /// The name of a thing and that of its label.
    fn thing_names(&self, at: usize) -> [&str; 2] {
        let thing = self.things.get(at);
        thing.map_or(["", ""], |it| [&it.name, self.label_name(it.label)])
    }

    fn period_rows(&self, grain: Grain) -> Vec<Vec<Cell>> {
        let row = |(period, documents, mentions): (Period, u64, Vec<u64>)| {
            let numbers = [documents].into_iter().chain(mentions);
            let name = [Cell::Text(period.to_string())];
            name.into_iter().chain(numbers.map(Cell::Number)).collect()
        };
        self.periods(grain).into_iter().map(row).collect()
    }
}
