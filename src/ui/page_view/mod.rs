//! The widget that shows one raw page with its annotations.
//!
//! [`PageView`] reads a text and its annotations, owns caret, selection and
//! scroll in a [`PageViewState`], and reports what the user did as
//! [`PageEvent`]s. It changes nothing and knows no command keys.
//!
//! The cost of a frame follows what is in view, whatever the length of the page:
//!
//! - Text is laid out in [pieces]: lines, long ones cut. There is no
//!   scroll area and no table of heights; the scroll position is an anchor at a
//!   piece, see [`scroll`].
//! - A [galley](layout) never depends on annotations. Everything else is
//!   painted behind, over and beside it: [`paint_text`], [`paint_entities`],
//!   [`paint_gutter`], [`overview`].
//! - What a person cannot read anyway is capped: so many mentions per screen.
//!
//! **Limitations.** Text runs from left to right only. A line of more than
//! 2,000 code points starts a new row at each cut.

mod geometry;
mod hit;
mod hover;
mod input_keys;
mod input_mouse;
mod layout;
mod line_style;
mod linked;
mod overview;
mod paint_entities;
mod paint_gutter;
mod paint_marks;
mod paint_relations;
mod paint_text;
mod pieces;
mod rows;
mod scroll;
mod seen;
mod state;
mod steps;
mod types;

#[cfg(test)]
mod tests;

use std::cell::Cell;

use egui::{EventFilter, FontId, Response, Sense, Ui, WidgetInfo};

use self::geometry::Areas;
use self::layout::Sheet;
pub use self::line_style::{LineStyle, StyleOf};
pub use self::linked::Eye;
use self::seen::Seen;
pub use self::state::PageViewState;
pub use self::steps::{WordAt, unicode_word_at};
pub use self::types::{
    Describe, EditMark, Emphasis, Extras, Highlight, LabelColors, Mode, PageColors, PageEvent,
    PageOptions, PageResponse, PageTexts,
};
use crate::model::annotations::Annotations;
use crate::model::id::{ArticleId, EntityId};
use crate::model::schema::Schema;
use crate::text::source::SourceText;

/// The keys that a page with the keyboard keeps from moving it on: Tab is the
/// window's "next open question".
pub const PAGE_KEYS: EventFilter = EventFilter {
    tab: true,
    horizontal_arrows: true,
    vertical_arrows: true,
    escape: true,
};

/// One raw page with its annotations, for one frame.
pub struct PageView<'a> {
    /// The text.
    pub source: &'a SourceText,
    /// What is said of it.
    pub annotations: &'a Annotations,
    /// A number that changes whenever `annotations` (or the suggested layer) do;
    /// the overview is drawn anew then.
    pub revision: u64,
    /// Names, marks and the order of labels.
    pub schema: &'a Schema,
    /// Colours.
    pub colors: &'a PageColors,
    /// Sizes and choices.
    pub options: &'a PageOptions,
    /// Words.
    pub texts: PageTexts<'a>,
    /// What the rest of the window points at.
    pub emphasis: Emphasis,
    /// Further layers and look-ups.
    pub extras: Extras<'a>,
    /// Caret, selection and scroll; changed by [`PageView::show`].
    pub state: &'a mut PageViewState,
}

/// All that a frame reads, without the state.
pub(super) struct Scene<'a> {
    source: &'a SourceText,
    annotations: &'a Annotations,
    revision: u64,
    schema: &'a Schema,
    colors: &'a PageColors,
    options: &'a PageOptions,
    texts: PageTexts<'a>,
    emphasis: Emphasis,
    extras: Extras<'a>,
    sheet: Sheet<'a>,
    areas: Areas,
}

impl PageView<'_> {
    /// Draws the page over all the space there is and handles its input.
    pub fn show(self, ui: &mut Ui) -> PageResponse {
        let size = ui.available_size().max(egui::vec2(120.0, 40.0));
        let id = ui.scope_id().with("page_view");
        let (_, all) = ui.allocate_space(size);
        let areas = Areas::new(ui, all, self.source.line_count(), self.options);
        let response = ui.interact(areas.view, id, Sense::click_and_drag());
        let strip = ui.interact(areas.strip, id.with("overview"), Sense::drag());
        let state = self.state;
        let row = self.options.font_size * self.options.line_height;
        let scene = Scene {
            source: self.source,
            annotations: self.annotations,
            revision: self.revision,
            schema: self.schema,
            colors: self.colors,
            options: self.options,
            texts: self.texts,
            emphasis: self.emphasis,
            extras: self.extras,
            sheet: Sheet {
                ctx: ui.ctx().clone(),
                pieces: state.adopt(self.source),
                wrap_width: areas.text.width(),
                font: FontId::proportional(self.options.font_size),
                line_height: row.round().max(1.0),
                style_of: self.extras.style_of,
                asked: Cell::new(0),
            },
            areas,
        };
        state.areas = areas;
        let before = (state.selection(), state.caret());
        let mut events = Vec::new();
        scene.handle_input(ui, state, &response, &strip, &mut events);
        let (selection, caret) = (state.selection(), state.caret());
        if (selection, caret) != before {
            events.push(PageEvent::SelectionChanged { selection, caret });
        }
        let hover = hover::show(ui, &scene, state, &response);
        if ui.is_rect_visible(all) {
            scene.paint(ui, state, &response, hover.entity);
        }
        scene.describe(ui, state, &response, &strip);
        state.asked = scene.sheet.asked.get();
        PageResponse {
            response,
            events,
            hovered: hover.entity,
            hovered_line: hover.line,
        }
    }
}

impl Scene<'_> {
    fn handle_input(
        &self,
        ui: &Ui,
        state: &mut PageViewState,
        response: &Response,
        strip: &Response,
        events: &mut Vec<PageEvent>,
    ) {
        if response.contains_pointer() || strip.contains_pointer() {
            let wheel = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
            state.anchor = self.sheet.moved(state.anchor, -wheel);
        }
        self.lay_out(state);
        let laid_from = state.anchor;
        overview::handle(self, state, strip);
        if response.is_pointer_button_down_on() || response.clicked() {
            response.request_focus();
        }
        if response.has_focus() {
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, PAGE_KEYS));
            input_keys::handle(ui, self, state, events);
        }
        input_mouse::handle(ui, self, state, response, events);
        if state.anchor != laid_from || state.reveal.is_some() || state.follow.is_some() {
            self.lay_out(state);
        }
    }

    /// Scrolls as was asked for and lays out what is then in view.
    fn lay_out(&self, state: &mut PageViewState) {
        let view = self.areas.view;
        if let Some(eye) = state.follow.take() {
            state.anchor = self.sheet.following(eye);
        }
        if let Some((span, how)) = state.reveal.take() {
            let height = view.height();
            state.anchor = self.sheet.revealing(state.anchor, span, how, height);
        }
        self.sheet.lay_out(&mut state.anchor, view, &mut state.laid);
    }

    fn paint(
        &self,
        ui: &Ui,
        state: &mut PageViewState,
        response: &Response,
        hovered: Option<EntityId>,
    ) {
        let painter = ui.painter_at(self.areas.all);
        painter.rect_filled(self.areas.all, 0, self.colors.paper);
        let painter = ui.painter_at(self.areas.view);
        let focused = response.has_focus();
        let seen = Seen::new(self, self.annotations, state);
        paint_marks::backgrounds(&painter, self, state, focused);
        paint_marks::edits(&painter, self, state);
        paint_entities::paint(&painter, self, state, hovered);
        line_style::paint_openings(&painter, self, state);
        paint_text::paint(&painter, self, state, &seen);
        paint_marks::corrections(&painter, self, state, &seen);
        paint_marks::line_ends(&painter, self, state);
        if self.options.mode == Mode::Entities {
            paint_relations::paint(&painter, self, state, hovered);
            if let Some((from, to)) = state.press.relating() {
                paint_relations::paint_drag(&painter, self, state, from, to);
            }
        }
        paint_gutter::paint(&painter, self, state, &seen);
        paint_marks::caret(ui, &painter, self, state, focused);
        overview::paint(ui, self, state);
        if focused {
            let ring = self.areas.all.shrink(1.0);
            let stroke = egui::Stroke::new(1.0, self.colors.accent.gamma_multiply(0.7));
            ui.painter_at(self.areas.all)
                .rect_stroke(ring, 2, stroke, egui::StrokeKind::Inside);
        }
    }

    /// Tells screen readers of the line of the caret, not of the whole page.
    fn describe(&self, ui: &Ui, state: &PageViewState, response: &Response, strip: &Response) {
        response.widget_info(|| {
            let role = egui::Role::MultilineTextInput;
            let mut info = WidgetInfo::labeled(role, ui.is_enabled(), self.texts.page);
            let piece = self.sheet.pieces.at(state.caret);
            info.current_text_value = Some(self.source.slice(piece.span).to_owned());
            info
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_read_only();
        });
        strip.widget_info(|| {
            WidgetInfo::labeled(egui::Role::ScrollBar, ui.is_enabled(), self.texts.overview)
        });
    }

    /// The number from which an article of either layer takes its colour.
    fn hue(&self, article: ArticleId) -> usize {
        let own = self.annotations.article_number(article);
        let new = || self.extras.newcomers?.get(&article).copied();
        let suggested = || self.extras.suggested?.article_number(article);
        own.or_else(new).or_else(suggested).unwrap_or(0)
    }

    fn word_at(&self) -> &WordAt<'_> {
        self.extras.word_at.unwrap_or(&unicode_word_at)
    }
}
