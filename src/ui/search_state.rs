//! What the corpus search shows: what is asked, what was found, in which order, and
//! which hits are chosen. Nothing here draws.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::format::metadata::normalise_date;
use crate::model::document::Status;
use crate::model::id::{DocumentId, Label, LayerId};
use crate::session::search::{
    DocumentTest, Ground, Hit, MentionWish, SearchReport, SearchRequest, SearchedText, SortBy,
};
use crate::text::pattern::{Pattern, PatternError};
use crate::text::span::Span;

/// What must be tagged where a hit stands, apart from the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Tagging {
    /// Anything or nothing.
    #[default]
    Any,
    /// A mention covers it.
    Inside,
    /// No mention touches it.
    Outside,
    /// It is a mention.
    Tagged,
    /// It is no mention.
    Untagged,
}

/// What is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchForm {
    /// What is looked for.
    pub text: String,
    /// Whether that is a regular expression.
    pub regex: bool,
    /// Whether case matters.
    pub case: bool,
    /// Whether the raw text is searched.
    pub raw: bool,
    /// A part of the names of documents.
    pub name: String,
    /// A part of the newspaper's name.
    pub newspaper: String,
    /// The first date.
    pub from: String,
    /// The last date.
    pub to: String,
    /// The status of documents.
    pub status: Option<Status>,
    /// On what ground hits stand.
    pub ground: Option<Ground>,
    /// What must be tagged there.
    pub tagging: Tagging,
    /// With which label; any without one.
    pub label: Option<Label>,
    /// In which layer; the one that is edited without one.
    pub by: Option<LayerId>,
}

impl SearchForm {
    /// What the form asks for in a layer; `None` if nothing is typed.
    ///
    /// # Errors
    /// [`PatternError`] if the query cannot be used.
    pub fn request(&self, layer: LayerId) -> Result<Option<SearchRequest>, PatternError> {
        if self.text.trim().is_empty() {
            return Ok(None);
        }
        let pattern = if self.regex {
            Pattern::regex(&self.text, self.case)?
        } else {
            Pattern::words(&self.text, self.case)?
        };
        let label = || self.label.clone();
        // What is no date yet, because it is being typed, is no bound yet.
        let date = |typed: &str| normalise_date(typed).unwrap_or_default();
        Ok(Some(SearchRequest {
            over: if self.raw {
                SearchedText::Raw
            } else {
                SearchedText::Reading
            },
            by: self.by,
            documents: DocumentTest {
                name: self.name.clone(),
                newspaper: self.newspaper.clone(),
                from: date(&self.from),
                to: date(&self.to),
                statuses: self.status.into_iter().collect(),
            },
            grounds: self.ground.iter().cloned().collect(),
            mention: match self.tagging {
                Tagging::Any => MentionWish::Any,
                Tagging::Inside => MentionWish::Inside(label()),
                Tagging::Outside => MentionWish::Outside(label()),
                Tagging::Tagged => MentionWish::Tagged(label()),
                Tagging::Untagged => MentionWish::Untagged(label()),
            },
            ..SearchRequest::new(pattern, layer)
        }))
    }

    /// Whether anything is filtered out.
    pub fn filters(&self) -> bool {
        let plain = Self {
            text: self.text.clone(),
            regex: self.regex,
            case: self.case,
            raw: self.raw,
            ..Self::default()
        };
        *self != plain
    }
}

/// The corpus search, as it is left when it is closed.
#[derive(Debug, Default)]
pub struct SearchState {
    /// Whether it is on screen.
    pub open: bool,
    /// What is filled in.
    pub form: SearchForm,
    /// The layer in which the hits were found.
    pub layer: Option<LayerId>,
    /// The hits, as they were found.
    pub hits: Vec<Arc<Hit>>,
    /// The order of the rows: places in `hits`.
    pub order: Vec<usize>,
    /// What the rows are to be ordered by.
    pub sort: SortBy,
    /// The row that the keyboard is on.
    pub cursor: usize,
    /// The row to which the keyboard comes back when the hits are there again.
    pub back_to: Option<usize>,
    /// Chosen hits: places in `hits`.
    pub chosen: BTreeSet<usize>,
    /// How the search ended; `None` while it goes on.
    pub report: Option<SearchReport>,
    /// Why there is no search.
    pub problem: Option<PatternError>,
    /// The field takes the keyboard at the next chance.
    pub focus_field: bool,
    /// The list takes the keyboard at the next chance.
    pub focus_list: bool,
    /// The row with the cursor is to be seen.
    pub reveal: bool,
    /// Whether the filters are shown.
    pub filters: bool,
}

impl SearchState {
    /// Forgets what was found.
    pub fn clear(&mut self) {
        self.hits.clear();
        self.order.clear();
        self.chosen.clear();
        self.cursor = 0;
        self.report = None;
        self.problem = None;
    }

    /// Takes more hits; they stand at the end until they are sorted.
    pub fn take(&mut self, hits: Vec<Arc<Hit>>) {
        let from = self.hits.len();
        self.hits.extend(hits);
        self.order.extend(from..self.hits.len());
    }

    /// The hit of a row.
    pub fn row(&self, row: usize) -> Option<(usize, &Arc<Hit>)> {
        let at = *self.order.get(row)?;
        Some((at, self.hits.get(at)?))
    }

    /// Moves the cursor by some rows.
    pub fn step(&mut self, by: isize) {
        let last = self.order.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
        self.reveal = true;
    }

    /// Chooses the row with the cursor, or not any more.
    pub fn toggle(&mut self, row: usize) {
        if let Some((at, _)) = self.row(row)
            && !self.chosen.remove(&at)
        {
            self.chosen.insert(at);
        }
    }

    /// Chooses all hits, or none if all are chosen.
    pub fn toggle_all(&mut self) {
        if self.chosen.len() == self.hits.len() {
            self.chosen.clear();
        } else {
            self.chosen = (0..self.hits.len()).collect();
        }
    }

    /// What a key acts on: the chosen hits, or the one with the cursor.
    pub fn places(&self) -> Vec<(DocumentId, Span)> {
        let chosen = self.chosen.iter().filter_map(|&at| self.hits.get(at));
        let places: Vec<_> = chosen.map(|hit| hit.place()).collect();
        if places.is_empty() {
            let here = self.row(self.cursor).map(|(_, hit)| hit.place());
            return here.into_iter().collect();
        }
        places
    }

    /// The hits in the order of the rows; only the chosen ones if there are any.
    pub fn listed(&self) -> Vec<Arc<Hit>> {
        let all = self
            .order
            .iter()
            .filter(|at| self.chosen.is_empty() || self.chosen.contains(at));
        all.filter_map(|&at| self.hits.get(at).cloned()).collect()
    }
}
