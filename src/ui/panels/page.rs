//! The pane in the middle: key hints, find bar, the page itself.

use egui::{Align2, FontId, Key, Modifiers, Pos2, Ui};

use super::{asked_text, correct_field, find_bar, hint_bar, read};
use crate::model::entity::Entity;
use crate::model::id::{EntityId, Label};
use crate::model::schema::{Names, Schema};
use crate::session::Session;
use crate::session::pages::OpenPage;
use crate::session::reading::inferred_break;
use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;
use crate::text::span_index::SpanIndex;
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::i18n::Language;
use crate::ui::page_view::{
    Emphasis, Extras, Highlight, LabelColors, Mode as PageMode, PageColors, PageEvent, PageOptions,
    PageTexts, PageView,
};
use crate::ui::theme::Theme;
use crate::ui::view_state::{Mode, Pane, ViewState};
use crate::ui::words::Words;

/// The raw text is no wider, in points.
pub(super) const PAPER_WIDTH: f32 = 780.0;

/// Where a context menu was asked for.
#[derive(Debug, Clone, Copy)]
pub struct PageMenu {
    /// On the screen.
    pub pos: Pos2,
    /// The entity there.
    pub entity: Option<EntityId>,
    /// It opened with this frame.
    pub fresh: bool,
}

/// Draws the pane.
pub fn page_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    view: &mut ViewState,
    words: &Words,
    free: bool,
) {
    hint_bar::hint_bar_ui(ui, ctx, session, view);
    find_bar::find_bar_ui(ui, ctx, view, free);
    let page = view
        .current
        .as_ref()
        .and_then(|current| session.page(current.scope));
    let Some(page) = page else {
        nothing_ui(ui, ctx);
        return;
    };
    let escaped = || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let at_page = || view.pane_in_focus(ui.ctx()) == Some(Pane::Page);
    if free && view.relating.is_some() && escaped() {
        view.relating = None;
    } else if free && view.guideline.is_some() && at_page() && escaped() {
        view.guideline = None;
    }
    view.page_rect = Some(ui.available_rect_before_wrap());
    let events = match view.mode {
        Mode::Read => read::read_ui(ui, ctx, session, view, page, words),
        Mode::Review => asked_text::review_page_ui(ui, ctx, session, view, page, words),
        Mode::Segment | Mode::Entities => paper_ui(ui, ctx, session, view, page, words),
    };
    for event in events {
        answer(ctx, view, page, &event);
    }
    menu_ui(ui, ctx, session, view);
    correct_field::correct_field_ui(ui, ctx, view);
}

fn nothing_ui(ui: &Ui, ctx: Ctx<'_>) {
    let theme = Theme::of(ui);
    let font = FontId::proportional(theme.size.heading);
    ui.painter().text(
        ui.max_rect().center(),
        Align2::CENTER_CENTER,
        ctx.tr.get("page.nothing"),
        font,
        theme.weak,
    );
}

/// Colours and words of a text on paper.
pub(super) struct Paper<'a> {
    pub colors: PageColors,
    pub texts: PageTexts<'a>,
}

impl Paper<'_> {
    /// What a text called `name` (a key of the texts) is drawn with.
    pub(super) fn of(ui: &Ui, ctx: Ctx<'_>, session: &Session, name: &str) -> Self {
        let texts = PageTexts {
            page: ctx.tr.get(name),
            overview: ctx.tr.get("page.overview"),
            article: ctx.tr.get("page.article"),
            furniture: ctx.tr.get("page.furniture"),
            correction: ctx.tr.get("page.correction"),
            pick: match ctx.tr.language() {
                Language::Zh => |names: &Names| names.zh.as_str(),
                Language::En => |names: &Names| names.en.as_str(),
            },
        };
        Self {
            colors: colors(Theme::of(ui), session.schema()),
            texts,
        }
    }
}

/// Says the authority record of a mention.
pub(super) fn describe(session: &Session) -> impl Fn(&Entity) -> Option<String> + '_ {
    |entity| {
        let record = entity.authority.and_then(|id| session.authority(id))?;
        Some(record.canonical.clone())
    }
}

/// Draws the raw page.
pub(super) fn paper_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    view: &mut ViewState,
    page: &OpenPage,
    words: &Words,
) -> Vec<PageEvent> {
    let Paper { colors, texts } = Paper::of(ui, ctx, session, "page.name");
    let options = PageOptions {
        mode: match view.mode {
            Mode::Segment | Mode::Review => PageMode::Segment,
            Mode::Entities | Mode::Read => PageMode::Entities,
        },
        max_text_width: PAPER_WIDTH,
        ..PageOptions::default()
    };
    let hits = highlights(view, page);
    let proposes = matches!(view.mode, Mode::Segment | Mode::Review);
    let review = view.review.open().filter(|_| proposes).cloned();
    let suggested = review.as_ref().map(|review| &*review.preview);
    let word_at = |source: &SourceText, at: CharOffset| words.at(source, at);
    let describe = describe(session);
    let inferred = |line| inferred_break(page.inferred_breaks(), line);
    let shown = PageView {
        source: &page.source,
        annotations: &page.annotations,
        revision: page.revision.wrapping_add(view.review.stamp() << 32),
        schema: session.schema(),
        colors: &colors,
        options: &options,
        texts,
        emphasis: Emphasis {
            entity: view.entity,
            hovered: view.hovered.take(),
            article: None,
        },
        extras: Extras {
            inferred_break: Some(&inferred),
            highlights: hits.as_ref(),
            describe: Some(&describe),
            word_at: Some(&word_at),
            suggested,
            newcomers: review.as_ref().map(|review| &review.newcomers),
            ..Extras::default()
        },
        state: &mut view.page,
    }
    .show(ui);
    view.page_widget = Some(shown.response.id);
    view.hovered = shown.hovered.or(view.hovered);
    shown.events
}

/// The hits of the find bar and the problems that are near, as the page draws them.
fn highlights(view: &ViewState, page: &OpenPage) -> Option<SpanIndex<Highlight>> {
    let mut near = hits(view).unwrap_or_else(|| asked(view, page));
    near.extend(problems(view, &page.source));
    (!near.is_empty()).then(|| SpanIndex::from_entries(near))
}

/// The places of the problems in view, each no longer than a line.
fn problems<'v>(
    view: &'v ViewState,
    source: &'v SourceText,
) -> impl Iterator<Item = (Span, Highlight)> + 'v {
    let near = view.page.visible();
    let open = &view.problems.open;
    let first = open.partition_point(|problem| problem.place().start() < near.start());
    let from_here = open.get(first..).unwrap_or_default().iter();
    from_here
        .take_while(move |problem| problem.place().start() < near.end())
        .map(|problem| {
            let place = problem.place();
            let line = source.line_span(source.line_of(place.start()));
            let marked = place.intersection(line).unwrap_or(place);
            (marked, Highlight::Problem)
        })
}

fn hits(view: &ViewState) -> Option<Vec<(Span, Highlight)>> {
    let find = view.find.as_ref().filter(|find| !find.hits.is_empty())?;
    let near = view.page.visible();
    let first = find.hits.partition_point(|hit| hit.end() < near.start());
    let last = find.hits.partition_point(|hit| hit.start() <= near.end());
    let current = find.hits.get(find.at).copied();
    let hits = find.hits.get(first..last.max(first))?.iter().map(|&hit| {
        let kind = if Some(hit) == current {
            Highlight::CurrentHit
        } else {
            Highlight::Hit
        };
        (hit, kind)
    });
    Some(hits.collect())
}

/// The text in sight that the question at hand is about.
fn asked(view: &ViewState, page: &OpenPage) -> Vec<(Span, Highlight)> {
    let near = view.page.visible();
    let current = view.review.current().filter(|_| view.mode == Mode::Review);
    let Some((review, question)) = view.review.open().zip(current) else {
        return Vec::new();
    };
    let spans = question.pieces(&page.annotations, review.theirs.annotations());
    let seen = spans.into_iter().filter(|span| span.overlaps(near));
    seen.map(|span| (span, Highlight::Question)).collect()
}

fn answer(ctx: Ctx<'_>, view: &mut ViewState, page: &OpenPage, event: &PageEvent) {
    match *event {
        PageEvent::SelectionChanged { selection, caret } => {
            follow_selection(view, page, selection, caret);
            view.review.show_nothing();
            if view.mode == Mode::Review && selection.is_empty() {
                view.review.ask_at(caret);
            }
        }
        PageEvent::EntityClicked(id) => {
            view.entity = Some(id);
            view.held.take(Some(id));
        }
        PageEvent::EntitiesRelated { from, to } => ctx.send(Action::RelateEntities(from, to)),
        PageEvent::EntityResized { id, span } => ctx.send(Action::Resize(id, span)),
        PageEvent::ContextMenu { entity, pos, .. } => {
            view.entity = entity.or(view.entity);
            view.menu = Some(PageMenu {
                pos,
                entity,
                fresh: true,
            });
        }
        PageEvent::ArticleClicked(_) | PageEvent::GutterDragged(_) => {}
    }
}

/// The entity at the caret is selected; the one that was is kept for a further part
/// while text is selected.
pub(super) fn follow_selection(
    view: &mut ViewState,
    page: &OpenPage,
    selection: Span,
    caret: CharOffset,
) {
    select_entity_at(view, page, caret);
    if selection.is_empty() {
        view.held.take(view.entity);
    } else {
        view.held.select_text();
    }
}

/// The selected entity is the one that the caret is in.
fn select_entity_at(view: &mut ViewState, page: &OpenPage, caret: CharOffset) {
    let there = page.annotations.entities_at(caret);
    let kept = there.iter().find(|entity| Some(entity.id) == view.entity);
    view.entity = kept.or(there.first()).map(|entity| entity.id);
}

fn colors(theme: &Theme, schema: &Schema) -> PageColors {
    let label = |rgb| {
        let colors = theme.label_colors(rgb);
        LabelColors::from_line(colors.line)
    };
    PageColors {
        paper: theme.paper,
        text: theme.text,
        unassigned: Theme::mix(theme.text, theme.weak, 0.55),
        caption: theme.weak,
        furniture: theme.faint,
        number: theme.gutter,
        mark: theme.weak,
        faint: theme.faint,
        current_line: Theme::mix(theme.paper, theme.selection, 0.35),
        selection: theme.text_selection,
        selection_idle: theme.hover,
        caret: theme.caret,
        accent: theme.accent,
        strike: theme.danger,
        hit: Theme::mix(theme.paper, theme.warn, 0.28),
        current_hit: Theme::mix(theme.paper, theme.warn, 0.6),
        problem: theme.warn,
        question: Theme::mix(theme.paper, theme.accent, 0.13),
        strip: theme.trough,
        articles: (0..8).map(|index| theme.article_color(index)).collect(),
        labels: schema.labels.iter().map(|def| label(def.rgb())).collect(),
    }
}

/// The menu of the right mouse button (or Shift+F10).
fn menu_ui(ui: &Ui, ctx: Ctx<'_>, session: &Session, view: &mut ViewState) {
    let Some(menu) = &mut view.menu else { return };
    let (pos, entity) = (menu.pos, menu.entity);
    let fresh = std::mem::take(&mut menu.fresh);
    let area = egui::Area::new(egui::Id::unique("page menu"))
        .order(egui::Order::Foreground)
        .fixed_pos(pos)
        .constrain(true);
    let shown = area.show(ui.ctx(), |ui| {
        egui::Frame::menu(ui.style())
            .show(ui, |ui| {
                ui.set_min_width(190.0);
                ui.with_layout(egui::Layout::top_down_justified(egui::Align::LEFT), |ui| {
                    menu_items(ui, ctx, session, view.mode, entity, fresh)
                })
                .inner
            })
            .inner
    });
    let outside =
        !fresh && ui.input(|input| input.pointer.any_click() || input.key_pressed(Key::Escape));
    if shown.inner || outside {
        view.menu = None;
        view.focus = Some(Pane::Page);
    }
}

/// The items; `true` when one was chosen.
fn menu_items(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    mode: Mode,
    entity: Option<EntityId>,
    fresh: bool,
) -> bool {
    let mut chosen = false;
    let mut first = fresh;
    let mut item = |ui: &mut Ui, text: &str, keys: &str, action: Action, enabled: bool| {
        let button = egui::Button::new(text)
            .shortcut_text(keys)
            .frame_when_inactive(false);
        let response = ui.add_enabled(enabled, button);
        if first && enabled {
            // So that the menu can be walked by keyboard.
            response.request_focus();
            first = false;
        }
        if response.clicked() {
            ctx.send(action);
            chosen = true;
        }
    };
    match mode {
        Mode::Entities | Mode::Read => {
            for def in &session.schema().labels {
                let label = Label::from(def.id.as_str());
                let action = match entity {
                    Some(id) => Action::Relabel(id, label),
                    None => Action::Tag(label),
                };
                item(ui, ctx.name(&def.name), &def.key.to_string(), action, true);
            }
            ui.separator();
            for (command, keys) in [
                (Command::LinkRecord, "R"),
                (Command::UnlinkRecord, "Shift+R"),
            ] {
                let text = ctx.tr.get(&command.text_key());
                let enabled = ctx.blocked(command).is_none();
                item(ui, text, keys, Action::Run(command), enabled);
            }
            let text = ctx.tr.get("command.delete-entity");
            let ids = entity.into_iter().collect();
            item(ui, text, "Del", Action::Untag(ids), entity.is_some());
            correction_items(ctx, &mut |text, keys, action, enabled| {
                item(ui, text, keys, action, enabled);
            });
        }
        Mode::Segment | Mode::Review => {
            for (command, keys) in [
                (Command::StartArticle, "B"),
                (Command::MarkFurniture, "X"),
                (Command::JoinAbove, "J"),
                (Command::SplitSegment, "/"),
                (Command::Unassign, "U"),
                (Command::ToggleBreak, "P"),
            ] {
                let enabled = ctx.blocked(command).is_none();
                item(
                    ui,
                    ctx.tr.get(&command.text_key()),
                    keys,
                    Action::Run(command),
                    enabled,
                );
            }
            correction_items(ctx, &mut |text, keys, action, enabled| {
                item(ui, text, keys, action, enabled);
            });
            ui.separator();
            for def in &session.schema().roles {
                let role = crate::model::id::Role::from(def.id.as_str());
                item(
                    ui,
                    ctx.name(&def.name),
                    &def.key.to_string(),
                    Action::SetRole(role),
                    true,
                );
            }
        }
    }
    chosen
}

/// The items for corrections, which are in the menu in every mode.
fn correction_items(ctx: Ctx<'_>, item: &mut dyn FnMut(&str, &str, Action, bool)) {
    for (command, keys) in [
        (Command::Correct, "E"),
        (Command::CorrectAll, "Shift+E"),
        (Command::RemoveCorrection, "Alt+E"),
    ] {
        let blocked = ctx.blocked(command);
        if blocked.is_none() || command == Command::Correct {
            let text = ctx.tr.get(&command.text_key());
            item(text, keys, Action::Run(command), blocked.is_none());
        }
    }
}
