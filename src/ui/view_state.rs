//! What is on screen in this run: nothing here is saved, nothing is drawn.

use std::ops::Range;
use std::sync::Arc;

use super::alike::Alike;
use super::attributes::PendingAttribute;
use super::dialogs::evaluation::EvaluationReport;
use super::dialogs::replaced::ReplacedForm;
use super::dialogs::schema::SchemaEditor;
use super::dialogs::statistics::StatisticsReport;
use super::held::Held;
use super::page_view::PageViewState;
use super::panels::articles_data::ArticlesData;
use super::panels::asked_text::AskedText;
use super::panels::correct_field::Correcting;
use super::panels::corrections_data::CorrectionsData;
use super::panels::entities_data::EntitiesData;
use super::panels::page::PageMenu;
use super::panels::read::ReadState;
use super::problems::ProblemsState;
use super::read_link::Side;
use super::records::state::RecordsState;
use super::review_state::ReviewState;
use super::search_state::SearchState;
use crate::model::document::Document;
use crate::model::id::{DocumentId, EntityId, Label, LayerId};
use crate::model::layer::Scope;
use crate::session::documents::DocumentRow;
use crate::store::documents::DocumentSeq;
use crate::text::projection::ReadingText;
use crate::text::span::Span;

/// What the editor is working on.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
pub enum Mode {
    /// Articles, segments, line breaks.
    #[default]
    Segment,
    /// Entities.
    Entities,
    /// The clean article beside the raw page.
    Read,
    /// What is proposed, one decision after the other.
    Review,
}

/// The panes that F6 goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// The list of documents.
    Documents,
    /// The page.
    Page,
    /// The inspector.
    Inspector,
    /// The hits of the corpus search.
    Search,
}

/// What is shown of the open project.
#[derive(Default)]
pub struct ViewState {
    /// Segment or Entities.
    pub mode: Mode,
    /// The document on screen.
    pub current: Option<Current>,
    /// Caret, selection and scroll of the page.
    pub page: PageViewState,
    /// The list of documents.
    pub list: ListState,
    /// The entity that is selected.
    pub entity: Option<EntityId>,
    /// The entity at which a relation is begun.
    pub relating: Option<EntityId>,
    /// The entity under the pointer, in the page or in a panel.
    pub hovered: Option<EntityId>,
    /// What the inspector shows, made anew when the page changes.
    pub articles: Cached<ArticlesData>,
    /// As above for entities.
    pub entities: Cached<EntitiesData>,
    /// What the whole page reads, for finding.
    pub page_reading: Cached<Option<ReadingText>>,
    /// What is probably wrong on the page.
    pub problems: ProblemsState,
    /// What another layer says of the page.
    pub review: ReviewState,
    /// Finding in the page.
    pub find: Option<FindState>,
    /// The pane that gets the keyboard next.
    pub focus: Option<Pane>,
    /// Where else the name of the mention at hand stands.
    pub alike: Option<Alike>,
    /// Searching all documents.
    pub search: SearchState,
    /// Text that the inspector filters by.
    pub entity_filter: String,
    /// What is being typed into an attribute and not saved yet.
    pub attribute: Option<PendingAttribute>,
    /// The first attribute of what is at hand takes the keyboard at the next chance.
    pub focus_attribute: bool,
    /// The mention that a further part is for.
    pub held: Held,
    /// The row of the inspector that the keyboard is on.
    pub cursor: usize,
    /// The last evaluation, as its window was left.
    pub evaluation: Option<Box<EvaluationReport>>,
    /// The last statistics, as their window was left.
    pub statistics: Option<Box<StatisticsReport>>,
    /// The schema editor while its change is being made.
    pub schema: Option<Box<SchemaEditor>>,
    /// The label whose guideline stands beside the page.
    pub guideline: Option<Label>,
    /// A correction that is being typed.
    pub correcting: Option<Correcting>,
    /// Read mode.
    pub read: ReadState,
    /// The text beside the page in mode Review.
    pub asked: AskedText,
    /// The list of corrections, made anew when the page or the filter changes.
    pub corrections: Cached<CorrectionsData>,
    /// Text that the corrections are filtered by.
    pub correction_filter: String,
    /// The row of the corrections that the keyboard is on.
    pub correction_cursor: usize,
    /// Where the page is on the screen, once it has been drawn.
    pub page_rect: Option<egui::Rect>,
    /// The earlier version of a document that is looked at.
    pub old_version: Option<DocumentId>,
    /// What the last replacement of a text has done.
    pub replaced: Option<ReplacedForm>,
    /// The panel of authority records.
    pub records: RecordsState,
    /// The menu over the page.
    pub menu: Option<PageMenu>,
    /// The widget of the page, once it has been drawn.
    pub page_widget: Option<egui::Id>,
}

impl ViewState {
    /// Where a raw span is on the screen, on the side that is at work.
    pub fn rects_of(&self, raw: Span) -> Vec<egui::Rect> {
        let clean = self
            .read
            .text
            .as_ref()
            .filter(|_| self.reads_clean())
            .and_then(|text| text.clean_of(raw));
        clean.map_or_else(
            || self.page.rects_of(raw),
            |span| self.read.clean.rects_of(span),
        )
    }

    /// Whether the clean side of Read mode is at work.
    pub fn reads_clean(&self) -> bool {
        self.mode == Mode::Read && self.read.side == Side::Clean
    }
}

/// The document on screen.
#[derive(Debug, Clone)]
pub struct Current {
    /// The document as the project describes it.
    pub document: Document,
    /// The document and the layer that is edited.
    pub scope: Scope,
    /// The session's revision at which `document` was read.
    pub revision: u64,
}

/// The list of documents: row numbers of all, rows of those in sight.
#[derive(Default)]
pub struct ListState {
    /// What the list is filtered by.
    pub filter: String,
    /// Row numbers in order, shared so that drawing can hold on to them.
    pub rows: Arc<Vec<DocumentSeq>>,
    /// For which filter and list revision `rows` was made.
    pub made_for: Option<(String, u64)>,
    /// Rows that were read for drawing.
    pub fetched: Fetched,
    /// Scroll to the document on screen at the next chance.
    pub reveal: bool,
}

/// Rows of a list that were read for drawing.
#[derive(Default)]
pub struct Fetched {
    /// Which rows.
    pub range: Range<usize>,
    /// At which revision of the project, for which layer.
    pub made_for: Option<(u64, LayerId)>,
    /// The rows.
    pub rows: Vec<DocumentRow>,
}

/// Finding in the page.
#[derive(Debug, Default)]
pub struct FindState {
    /// What is looked for.
    pub needle: String,
    /// Where it is, in text order.
    pub hits: Vec<Span>,
    /// Which hit is shown.
    pub at: usize,
    /// For which needle and document the hits were made.
    pub made_for: Option<(String, Scope)>,
    /// The field takes the keyboard at the next chance.
    pub focus: bool,
}

/// A number that stands for a text in the key of a [`Cached`] value.
pub fn fingerprint(text: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Something made from a page, kept until the page changes.
pub struct Cached<T> {
    made_for: Option<(Scope, u64, u64)>,
    value: T,
}

impl<T: Default> Default for Cached<T> {
    fn default() -> Self {
        Self {
            made_for: None,
            value: T::default(),
        }
    }
}

impl<T> Cached<T> {
    /// The value for a page at a revision (and some other number that matters),
    /// made if it is not at hand.
    pub fn get(&mut self, scope: Scope, revision: u64, other: u64, make: impl FnOnce() -> T) -> &T {
        let wanted = Some((scope, revision, other));
        if self.made_for != wanted {
            self.value = make();
            self.made_for = wanted;
        }
        &self.value
    }
}
