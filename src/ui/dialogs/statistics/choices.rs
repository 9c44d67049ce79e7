//! What is shown of the statistics: everything that a person can choose.

use crate::session::statistics::{Grain, TableKind};

/// The tabs, in their order; keys 1 to 7.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    strum::EnumIter,
    strum::EnumCount,
    strum::IntoStaticStr,
    strum::FromRepr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Tab {
    /// The labels.
    #[default]
    Labels,
    /// What is mentioned.
    Things,
    /// Mentions by day, month or year.
    Time,
    /// What is named together.
    Together,
    /// The documents and how mentions are distributed over them.
    Documents,
    /// The articles and how long they are.
    Articles,
    /// How the work goes on.
    Pace,
}

impl Tab {
    /// The key of its text.
    pub fn key(self) -> String {
        format!("statistics.{}", self.as_str())
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Of what the distribution over documents is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Measure {
    /// Mentions.
    #[default]
    Mentions,
    /// Articles.
    Articles,
    /// Characters.
    Characters,
}

impl Measure {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Of what the distribution over articles is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Extent {
    /// Characters.
    #[default]
    Length,
    /// Mentions.
    Named,
    /// Segments.
    Pieces,
}

impl Extent {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Which column a list is sorted by, and whether the greatest comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sorting {
    /// The column, from 0.
    pub column: usize,
    /// Whether the greatest comes first.
    pub falling: bool,
}

/// What was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// The tab.
    pub tab: Tab,
    /// The label of the things that are listed, by its place; all if `None`.
    pub label: Option<usize>,
    /// How many things are drawn.
    pub top: usize,
    /// How long a period is.
    pub grain: Grain,
    /// The labels of rows and columns, by their places.
    pub pair: (usize, usize),
    /// What is distributed over documents.
    pub measure: Measure,
    /// What is distributed over articles.
    pub extent: Extent,
    /// Whether work is shown by person instead of by day.
    pub by_person: bool,
    /// The sorting of each tab; as counted if `None`.
    pub sorting: [Option<Sorting>; TABS],
}

/// How many tabs there are.
pub const TABS: usize = <Tab as strum::EnumCount>::COUNT;

/// How many things may be drawn.
pub const TOPS: [usize; 3] = [10, 20, 50];

impl Choices {
    /// Everything as it is at first; `pair` are the labels that are crossed.
    pub fn new(pair: (usize, usize)) -> Self {
        Self {
            tab: Tab::default(),
            label: None,
            top: 10,
            grain: Grain::default(),
            pair,
            measure: Measure::default(),
            extent: Extent::default(),
            by_person: false,
            sorting: [None; TABS],
        }
    }

    /// The table below the plot.
    pub fn table(&self) -> TableKind {
        match self.tab {
            Tab::Labels => TableKind::Labels,
            Tab::Things => TableKind::Things,
            Tab::Time => TableKind::Periods,
            Tab::Together => TableKind::Pairs,
            Tab::Documents => TableKind::Documents,
            Tab::Articles => TableKind::Articles,
            Tab::Pace if self.by_person => TableKind::Authors,
            Tab::Pace => TableKind::Days,
        }
    }

    /// The sorting of the list that is shown.
    pub fn sorting(&self) -> Option<Sorting> {
        self.sorting.get(self.tab as usize).copied().flatten()
    }

    /// Sorts the list that is shown.
    pub fn sort(&mut self, sorting: Option<Sorting>) {
        if let Some(slot) = self.sorting.get_mut(self.tab as usize) {
            *slot = sorting;
        }
    }

    /// The same without any sorting.
    #[must_use]
    pub fn unsorted(&self) -> Self {
        Self {
            sorting: [None; TABS],
            ..self.clone()
        }
    }

    /// Shows another tab, round and round.
    pub fn step(&mut self, step: isize) {
        let count = TABS as isize;
        let next = (self.tab as isize + step).rem_euclid(count) as usize;
        self.tab = Tab::from_repr(next).unwrap_or_default();
    }
}
