//! Read mode: the raw page at the left, what it reads at the right, in step.
//!
//! Where there is no room for both, the side at work is shown alone and the
//! names of the sides over it switch.

use egui::{Align2, FontId, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::page::{self, Paper};
use crate::session::Session;
use crate::session::pages::OpenPage;
use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span_index::SpanIndex;
use crate::ui::action::Action;
use crate::ui::clean_text::CleanText;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::page_view::{
    Emphasis, Extras, Highlight, Mode as PageMode, PageEvent, PageOptions, PageView, PageViewState,
};
use crate::ui::read_link::{Link, Side};
use crate::ui::theme::Theme;
use crate::ui::view_state::{FindState, ViewState};
use crate::ui::widgets::text;
use crate::ui::words::Words;

/// Below this width one side is shown at a time, in points.
const ROOM_FOR_TWO: f32 = 600.0;
/// Height of the names over the sides.
const NAMES: f32 = 24.0;
/// No line of clean text is longer, in points: about forty characters of Chinese.
const MEASURE: f32 = 640.0;

/// What Read mode keeps.
#[derive(Default)]
pub struct ReadState {
    /// Caret, selection and scroll of the clean text.
    pub clean: PageViewState,
    /// What the page reads.
    pub text: Option<CleanText>,
    /// The side that has the keyboard, or had it last.
    pub side: Side,
    /// Whether corrections are pointed out in the clean text.
    pub show_edits: bool,
    /// The widget of the clean side, once it has been drawn.
    pub widget: Option<egui::Id>,
    /// How both sides stood when they were last in step.
    pub link: Link,
    /// The clean side led, and the raw side is about to follow.
    raw_follows: bool,
}

impl ReadState {
    /// Makes the clean text anew if the page is another one now.
    pub fn keep_up(&mut self, page: &OpenPage, session: &Session, caret: CharOffset) -> &CleanText {
        let only = CleanText::only(page, caret, self.text.as_ref());
        let text = match self.text.take() {
            Some(text) if text.is_for(page, only) => text,
            before => {
                self.link.renew();
                CleanText::of(page, session.schema(), only, before)
            }
        };
        self.text.insert(text)
    }
}

/// Draws both sides and returns what was done on either.
pub fn read_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    view: &mut ViewState,
    page: &OpenPage,
    words: &Words,
) -> Vec<PageEvent> {
    let caret = view.page.caret();
    view.read.keep_up(page, session, caret);
    let all = ui.available_rect_before_wrap();
    ui.allocate_rect(all, Sense::hover());
    let two = all.width() >= ROOM_FOR_TWO;
    let middle = all.center().x.round();
    let (left, right) = if two {
        (all.with_max_x(middle), all.with_min_x(middle + 1.0))
    } else {
        (all, all)
    };
    names_ui(ui, ctx, view, left, right);
    // The keyboard says which side is at work, unless it is about to move.
    let settled = view.focus.is_none();
    let below = |rect: Rect| rect.with_min_y(rect.top() + NAMES);
    let mut events = Vec::new();
    if two || view.read.side == Side::Raw {
        let place = UiBuilder::new().max_rect(below(left)).id_salt("raw side");
        let mut side = ui.new_child(place);
        events = page::paper_ui(&mut side, ctx, session, view, page, words);
        let focused = |id| ui.memory(|memory| memory.has_focus(id));
        if settled && view.page_widget.is_some_and(focused) {
            view.read.side = Side::Raw;
        }
    }
    let moved = follow_raw(view, page);
    if two || view.read.side == Side::Clean {
        let place = UiBuilder::new()
            .max_rect(below(right))
            .id_salt("clean side");
        let mut side = ui.new_child(place);
        let more = clean_ui(&mut side, ctx, session, view, page, words);
        events.extend(more);
        follow_clean(ui, view, page, moved);
    }
    if two {
        let line = Theme::of(ui).line;
        ui.painter().vline(middle, all.y_range(), (1.0, line));
    }
    events
}

/// Has the clean side follow the raw one, unless it was the other way round.
fn follow_raw(view: &mut ViewState, page: &OpenPage) -> bool {
    let read = &mut view.read;
    let Some(text) = &read.text else { return false };
    if std::mem::take(&mut read.raw_follows) {
        read.link.note(Side::Raw, &view.page);
        return false;
    }
    read.link
        .follow(Side::Raw, &mut view.page, &mut read.clean, page, text)
}

/// Has the raw side follow the clean one with the next frame.
fn follow_clean(ui: &Ui, view: &mut ViewState, page: &OpenPage, was_moved: bool) {
    let read = &mut view.read;
    let Some(text) = &read.text else { return };
    if was_moved {
        read.link.note(Side::Clean, &read.clean);
        return;
    }
    let link = &mut read.link;
    if link.follow(Side::Clean, &mut view.page, &mut read.clean, page, text) {
        read.raw_follows = true;
        let caret = view.page.caret();
        let selection = view.page.selection();
        page::follow_selection(view, page, selection, caret);
        ui.ctx().request_repaint();
    }
}

/// The names of the sides; a click goes there.
fn names_ui(ui: &mut Ui, ctx: Ctx<'_>, view: &ViewState, left: Rect, right: Rect) {
    let theme = Theme::of(ui);
    let two = left != right;
    let sides = [
        (Side::Raw, "read.raw", left),
        (Side::Clean, "read.clean", right),
    ];
    for (at, (side, key, rect)) in sides.into_iter().enumerate() {
        let mut bar = rect.with_max_y(rect.top() + NAMES);
        if !two {
            let half = bar.width() / 2.0;
            bar = Rect::from_min_size(bar.min + vec2(half * at as f32, 0.0), vec2(half, NAMES));
        }
        let active = view.read.side == side;
        let fill = if active { theme.panel } else { theme.bar };
        let id = ui.scope_id().with(("side", key));
        let response = ui.interact(bar, id, Sense::click());
        let name = ctx.tr.get(key);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
        ui.painter().rect_filled(bar, 0, fill);
        ui.painter()
            .hline(bar.x_range(), bar.bottom(), (1.0, theme.line));
        let color = if active { theme.text } else { theme.weak };
        let galley = text::line(ui, name, theme.size.small);
        let at = text::centered(bar.left() + 14.0, bar.center().y, &galley);
        ui.painter().galley(at, galley, color);
        if active {
            let mark = Rect::from_min_max(pos2(bar.left(), bar.bottom() - 2.0), bar.right_bottom());
            ui.painter().rect_filled(mark, 0, theme.accent);
        }
        if response.clicked() && !active {
            ctx.run(Command::SwitchSide);
        }
    }
}

fn clean_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    view: &mut ViewState,
    page: &OpenPage,
    words: &Words,
) -> Vec<PageEvent> {
    let ViewState {
        read,
        find,
        entity,
        hovered,
        focus,
        ..
    } = view;
    let ReadState {
        clean,
        text: Some(text),
        ..
    } = read
    else {
        return Vec::new();
    };
    if text.reading.is_empty() {
        nothing_ui(ui, ctx);
        return Vec::new();
    }
    let Paper { colors, texts } = Paper::of(ui, ctx, session, "read.clean");
    let options = PageOptions {
        font_size: 16.0,
        line_height: 1.7,
        max_text_width: MEASURE,
        mode: PageMode::Entities,
        show_breaks: false,
        show_numbers: false,
        show_caret: !read.link.astray || read.side == Side::Clean,
    };
    let hits = find.as_ref().and_then(|find| hits_in(find, clean, text));
    let word_at = |source: &SourceText, at: CharOffset| words.at(source, at);
    let describe = page::describe(session);
    let style_of = |line| text.style(line);
    let note_at = |at| {
        let raw = page.source.slice(text.corrected_at(at)?);
        let raw = super::correct_field::one_line(raw);
        Some(ctx.tr.with("read.was", &[("raw", &raw)]))
    };
    let shown = PageView {
        source: text.reading.source(),
        annotations: &text.annotations,
        revision: page.revision,
        schema: session.schema(),
        colors: &colors,
        options: &options,
        texts,
        emphasis: Emphasis {
            entity: *entity,
            hovered: *hovered,
            article: None,
        },
        extras: Extras {
            highlights: hits.as_ref(),
            style_of: Some(&style_of),
            edits: read.show_edits.then_some(&text.edits),
            note_at: Some(&note_at),
            describe: Some(&describe),
            word_at: Some(&word_at),
            ..Extras::default()
        },
        state: clean,
    }
    .show(ui);
    read.widget = Some(shown.response.id);
    if focus.is_none() && shown.response.has_focus() {
        read.side = Side::Clean;
    }
    *hovered = shown.hovered.or(*hovered);
    let events = shown.events.into_iter();
    events
        .filter_map(|event| to_raw(ctx, page, text, event))
        .collect()
}

/// What an event of the clean side means on the page.
fn to_raw(ctx: Ctx<'_>, page: &OpenPage, text: &CleanText, event: PageEvent) -> Option<PageEvent> {
    match event {
        PageEvent::EntityResized { id, span } => {
            if let Some(raw) = text.raw_of(span, &page.source) {
                ctx.send(Action::Resize(id, raw));
            }
            None
        }
        // The page hears of it when it follows.
        PageEvent::SelectionChanged { .. } | PageEvent::GutterDragged(_) => None,
        other => Some(other),
    }
}

/// The search hits that stand in what is in view of the clean text.
fn hits_in(
    find: &FindState,
    clean: &PageViewState,
    text: &CleanText,
) -> Option<SpanIndex<Highlight>> {
    if find.hits.is_empty() {
        return None;
    }
    let current = find.hits.get(find.at).copied();
    let mut found = Vec::new();
    for segment in text.annotations.segments_in(clean.visible()) {
        let shown = segment.span.intersection(clean.visible());
        let Some(shown) = shown else { continue };
        for raw in text.reading.raw_of(shown.start().0..shown.end().0) {
            let first = find.hits.partition_point(|hit| hit.end() <= raw.start());
            let rest = find.hits.get(first..).unwrap_or_default();
            for &hit in rest.iter().take_while(|hit| hit.start() < raw.end()) {
                let kind = if Some(hit) == current {
                    Highlight::CurrentHit
                } else {
                    Highlight::Hit
                };
                found.extend(text.clean_of(hit).map(|span| (span, kind)));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Some(SpanIndex::from_entries(found))
}

/// What to do where there is nothing to read yet.
fn nothing_ui(ui: &Ui, ctx: Ctx<'_>) {
    let theme = Theme::of(ui);
    let middle = ui.max_rect().center() - vec2(0.0, 24.0);
    let font = FontId::proportional(theme.size.heading);
    let title = ctx.tr.get("read.nothing");
    let drawn = ui
        .painter()
        .text(middle, Align2::CENTER_CENTER, title, font, theme.text);
    let font = FontId::proportional(theme.size.text);
    let hint = if ctx.env.questions {
        "read.nothing-yet"
    } else {
        "read.nothing-hint"
    };
    let hint = ctx.tr.get(hint).to_owned();
    let width = (ui.max_rect().width() - 60.0).max(80.0);
    let galley = ui.painter().layout(hint, font, theme.weak, width);
    let at = pos2(middle.x - galley.size().x / 2.0, drawn.bottom() + 10.0);
    ui.painter().galley(at, galley, theme.weak);
}
