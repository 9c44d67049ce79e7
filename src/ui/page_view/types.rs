//! What the page view is given and what it answers: plain values.

use std::collections::BTreeMap;

use egui::Color32;

use super::line_style::StyleOf;
use crate::model::annotations::Annotations;
use crate::model::entity::Entity;
use crate::model::id::{ArticleId, EntityId};
use crate::model::line_break::BreakKind;
use crate::model::schema::Names;
use crate::text::offset::CharOffset;
use crate::text::span::Span;
use crate::text::span_index::SpanIndex;

/// What the page is shown for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// To mark articles: line-end marks are plain to see.
    #[default]
    Segment,
    /// To tag mentions: line-end marks step back, mentions have grips.
    Entities,
}

/// Sizes and choices.
#[derive(Debug, Clone, PartialEq)]
pub struct PageOptions {
    /// Size of the text, in points.
    pub font_size: f32,
    /// Height of a row as a multiple of the size of the text.
    pub line_height: f32,
    /// The text is no wider than this, in points.
    pub max_text_width: f32,
    /// What the page is shown for.
    pub mode: Mode,
    /// Whether line-end marks are drawn.
    pub show_breaks: bool,
    /// Whether line numbers are drawn.
    pub show_numbers: bool,
    /// Whether the caret and the band of its line are drawn.
    pub show_caret: bool,
}

impl Default for PageOptions {
    fn default() -> Self {
        Self {
            font_size: 15.5,
            line_height: 1.61,
            max_text_width: f32::INFINITY,
            mode: Mode::Segment,
            show_breaks: true,
            show_numbers: true,
            show_caret: true,
        }
    }
}

/// Words in the language of the window.
#[derive(Debug, Clone, Copy)]
pub struct PageTexts<'a> {
    /// What a screen reader calls the page.
    pub page: &'a str,
    /// What a screen reader calls the overview strip.
    pub overview: &'a str,
    /// "Article", before a number.
    pub article: &'a str,
    /// "Furniture".
    pub furniture: &'a str,
    /// "Correction", before the right text.
    pub correction: &'a str,
    /// Picks the language of what comes from the schema.
    pub pick: fn(&Names) -> &str,
}

/// The colours of one label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelColors {
    /// Behind the text. Best translucent, so that selection and nested mentions
    /// show through; see [`LabelColors::from_line`].
    pub fill: Color32,
    /// Under the text.
    pub line: Color32,
}

impl LabelColors {
    /// The line's colour, and the same at 16 % as fill.
    pub fn from_line(line: Color32) -> Self {
        Self {
            fill: line.gamma_multiply(0.16),
            line,
        }
    }
}

/// All colours of the page view.
#[derive(Debug, Clone, PartialEq)]
pub struct PageColors {
    /// Behind everything.
    pub paper: Color32,
    /// Text of an article.
    pub text: Color32,
    /// Text that nothing was said of yet; still easy to read.
    pub unassigned: Color32,
    /// Captions, and text that a correction replaces: it has to be compared.
    pub caption: Color32,
    /// Furniture.
    pub furniture: Color32,
    /// Line numbers.
    pub number: Color32,
    /// Marks of roles and line ends.
    pub mark: Color32,
    /// The same where they must not draw the eye.
    pub faint: Color32,
    /// Band behind the line of the caret.
    pub current_line: Color32,
    /// Selected text while the page has the keyboard.
    pub selection: Color32,
    /// Selected text while it has not.
    pub selection_idle: Color32,
    /// The caret.
    pub caret: Color32,
    /// Replacement of a correction, focus ring, box of the view in the overview.
    pub accent: Color32,
    /// The line through text that a correction replaces.
    pub strike: Color32,
    /// Behind a search hit.
    pub hit: Color32,
    /// Behind the search hit in turn.
    pub current_hit: Color32,
    /// Wavy lines below what is probably wrong.
    pub problem: Color32,
    /// Behind the text that a reviewer is asked about.
    pub question: Color32,
    /// Behind the overview.
    pub strip: Color32,
    /// Articles in turn, the first for article 1.
    pub articles: Vec<Color32>,
    /// Labels in the order of the schema.
    pub labels: Vec<LabelColors>,
}

impl PageColors {
    /// The colour of an article by its number, from 1.
    pub fn article(&self, number: usize) -> Color32 {
        let count = self.articles.len().max(1);
        let at = number.saturating_sub(1) % count;
        self.articles.get(at).copied().unwrap_or(self.accent)
    }

    /// The colours of a label by its place in the schema.
    pub(super) fn label(&self, at: Option<usize>) -> LabelColors {
        at.and_then(|at| self.labels.get(at))
            .copied()
            .unwrap_or_else(|| LabelColors::from_line(self.mark))
    }
}

/// A stretch of text that is pointed out without being annotated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Highlight {
    /// A search hit.
    Hit,
    /// The search hit in turn.
    CurrentHit,
    /// Something is probably wrong here: a wavy line below the text.
    Problem,
    /// What a reviewer is asked about.
    Question,
}

/// What a correction did to a stretch of clean text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EditMark {
    /// It wrote the stretch.
    Written,
    /// It took something away before the stretch.
    Deleted,
}

/// What the rest of the window points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Emphasis {
    /// The mention that is selected: it has an outline, and grips in mode Entities.
    pub entity: Option<EntityId>,
    /// The mention that the pointer is on in some panel.
    pub hovered: Option<EntityId>,
    /// The article that the pointer is on in some panel.
    pub article: Option<ArticleId>,
}

/// Says one more line of a mention.
pub type Describe<'a> = dyn Fn(&Entity) -> Option<String> + 'a;

/// Annotations and look-ups beyond the page's own; all may be absent.
#[derive(Clone, Copy, Default)]
pub struct Extras<'a> {
    /// Another layer, drawn hatched and dashed where the own one says nothing.
    pub suggested: Option<&'a Annotations>,
    /// Numbers of articles that are not those by their place: from them articles that
    /// only `suggested` has, and the openings of articles, take their colours.
    pub newcomers: Option<&'a BTreeMap<ArticleId, usize>>,
    /// Search hits.
    pub highlights: Option<&'a SpanIndex<Highlight>>,
    /// What an undecided line end (line from 1) seems to be; drawn lighter.
    pub inferred_break: Option<&'a dyn Fn(u32) -> Option<BreakKind>>,
    /// How lines are set; all alike if absent.
    pub style_of: Option<&'a StyleOf<'a>>,
    /// What corrections did to the text.
    pub edits: Option<&'a SpanIndex<EditMark>>,
    /// One more line for the tooltip of a place of the text.
    pub note_at: Option<&'a dyn Fn(CharOffset) -> Option<String>>,
    /// One more line for the tooltip of a mention, such as its authority record.
    pub describe: Option<&'a Describe<'a>>,
    /// Finds words; rules of Unicode if absent.
    pub word_at: Option<&'a super::steps::WordAt<'a>>,
}

/// What the user did.
#[derive(Debug, Clone, PartialEq)]
pub enum PageEvent {
    /// The caret or the selection moved.
    SelectionChanged {
        /// The selected text; empty for a caret.
        selection: Span,
        /// The end that moves.
        caret: CharOffset,
    },
    /// A mention was clicked.
    EntityClicked(EntityId),
    /// The bar of an article was clicked.
    ArticleClicked(ArticleId),
    /// Several lines (from 0, inclusive) were selected in the gutter.
    GutterDragged(std::ops::RangeInclusive<usize>),
    /// An edge of a mention was dragged and let go.
    EntityResized {
        /// The mention.
        id: EntityId,
        /// Where it should be; never empty and never what it was.
        span: Span,
    },
    /// A relation was led from a mention to another one.
    EntitiesRelated {
        /// Where it starts.
        from: EntityId,
        /// Where it leads.
        to: EntityId,
    },
    /// A menu was asked for, by the pointer or by Shift+F10.
    ContextMenu {
        /// The place in the text.
        at: CharOffset,
        /// The mention there.
        entity: Option<EntityId>,
        /// The place on the screen, in points.
        pos: egui::Pos2,
    },
}

/// What [`PageView::show`](super::PageView::show) answers.
pub struct PageResponse {
    /// The response of the widget, without the overview strip.
    pub response: egui::Response,
    /// What the user did, in order.
    pub events: Vec<PageEvent>,
    /// The mention under the pointer.
    pub hovered: Option<EntityId>,
    /// The line (from 0) under the pointer.
    pub hovered_line: Option<usize>,
}
