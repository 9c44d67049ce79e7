//! The articles of the page in reading order, with their segments: click to
//! show, drag to reorder, Delete to delete.

use egui::{
    Align2, CornerRadius, FontId, Key, Modifiers, Rect, Response, ScrollArea, Sense, Ui, pos2, vec2,
};

use super::articles_data::{ArticleRow, ArticlesData};
use crate::model::article::Segment;
use crate::model::id::{ArticleId, SegmentId};
use crate::session::Session;
use crate::session::continuations::PageLink;
use crate::session::pages::OpenPage;
use crate::text::offset::CharOffset;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::view_state::{Cached, ViewState};
use crate::ui::widgets::elided::cut_end;
use crate::ui::widgets::text::paint_bold;

/// What is being dragged.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Dragged {
    Article(ArticleId),
    Segment(SegmentId),
}

/// The rows of the list for a caret, as they were made when something last changed.
pub(super) fn data_of<'v>(
    session: &Session,
    page: &OpenPage,
    caret: CharOffset,
    cached: &'v mut Cached<ArticlesData>,
) -> &'v ArticlesData {
    let open = page
        .annotations
        .segment_at(caret)
        .and_then(Segment::article);
    let number = open
        .and_then(|id| page.annotations.article_number(id))
        .unwrap_or(0);
    let shown_for = ((number as u64) << 40) | (session.revision() & ((1 << 40) - 1));
    cached.get(page.scope, page.revision, shown_for, || {
        // Links of other pages lead here as well, so any change may matter.
        let links = session.links_of_page(page.scope).unwrap_or_else(|error| {
            log::warn!("links between articles are not shown: {error}");
            Vec::new()
        });
        ArticlesData::of(&page.source, &page.annotations, open, &links)
    })
}

/// Draws the list.
pub fn articles_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    view: &mut ViewState,
    page: &OpenPage,
    focused: bool,
) {
    let data = data_of(session, page, view.page.caret(), &mut view.articles);
    if data.rows.is_empty() {
        let weak = Theme::of(ui).weak;
        let none = if ctx.env.questions {
            "articles.none-yet"
        } else {
            "articles.none"
        };
        ui.label(egui::RichText::new(ctx.tr.get(none)).color(weak));
        return;
    }
    let mut cursor = view.cursor.min(data.rows.len().saturating_sub(1));
    if focused {
        keys(ui, ctx, data, page, &mut cursor);
    }
    if ui.available_height() < Theme::of(ui).size.row {
        // What stands below has taken the room.
        return;
    }
    ScrollArea::vertical()
        .auto_shrink(false)
        .min_scrolled_height(0.0)
        .id_salt("articles list")
        .show_viewport(ui, |ui, viewport| {
            ui.set_height(data.height());
            let origin = ui.max_rect().min;
            for at in data.rows_between(viewport.top(), viewport.bottom()) {
                let (Some(row), Some(&top)) = (data.rows.get(at), data.tops.get(at)) else {
                    continue;
                };
                let size = vec2(ui.max_rect().width(), row.height());
                let rect = Rect::from_min_size(pos2(origin.x, origin.y + top), size);
                let marks = Marks {
                    first: matches!(row, ArticleRow::Head { .. }),
                    last: ends_card(data, at),
                    cursor: focused && at == cursor,
                };
                row_ui(ui, ctx, session, page, row, rect, marks);
            }
        });
    view.cursor = cursor;
}

fn ends_card(data: &ArticlesData, at: usize) -> bool {
    matches!(data.rows.get(at + 1), Some(ArticleRow::Gap) | None)
}

#[derive(Clone, Copy)]
struct Marks {
    first: bool,
    last: bool,
    cursor: bool,
}

fn row_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    page: &OpenPage,
    row: &ArticleRow,
    rect: Rect,
    marks: Marks,
) {
    let Some(article) = row.article() else {
        return;
    };
    let id = match row {
        ArticleRow::Segment { id, .. } => ui.scope_id().with(("segment", id.0)),
        ArticleRow::More { .. } => ui.scope_id().with(("more", article.0)),
        ArticleRow::Link { link, .. } => {
            ui.scope_id()
                .with(("link", article.0, link.other.article.0, link.onward))
        }
        _ => ui.scope_id().with(("article", article.0)),
    };
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let number = page.annotations.article_number(article).unwrap_or(1);
    name_row(ctx, session, page, row, &response);
    paint_card(ui, rect, number, marks, response.hovered());
    match row {
        ArticleRow::Head { title, ink, .. } => head(ui, ctx, rect, number, title, *ink),
        ArticleRow::Segment { role, opening, .. } => {
            let mark = session
                .schema()
                .role(role)
                .map_or(role.as_str(), |def| ctx.name(&def.mark));
            segment(ui, rect, mark, opening);
        }
        ArticleRow::More { count, .. } => {
            let theme = Theme::of(ui);
            let text = ctx.tr.with("articles.more", &[("n", count)]);
            let font = FontId::proportional(theme.size.small);
            ui.painter().text(
                rect.left_center() + vec2(16.0, 0.0),
                Align2::LEFT_CENTER,
                text,
                font,
                theme.weak,
            );
        }
        ArticleRow::Link { link, .. } => {
            let theme = Theme::of(ui);
            let text = link_text(ctx, page, link);
            let (galley, _) = cut_end(ui, &text, theme.size.small, rect.width() - 26.0);
            let at = pos2(rect.left() + 16.0, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, theme.accent);
        }
        ArticleRow::Gap => {}
    }
    drag(ui, ctx, page, row, rect, &response);
    if response.clicked()
        && let Some(action) = shows(row)
    {
        ctx.send(action);
    }
    if response.secondary_clicked() || marks.cursor {
        response.scroll_to_me_if_cursor(ui, marks.cursor);
    }
    response.context_menu(|ui| menu_ui(ui, ctx, page, article, number));
}

/// What a click on a row does.
fn shows(row: &ArticleRow) -> Option<Action> {
    match row {
        ArticleRow::Link { link, .. } => Some(Action::GoToArticle(link.other)),
        other => other.span().map(Action::Reveal),
    }
}

/// Where an article goes on or came from, in words.
fn link_text(ctx: Ctx<'_>, page: &OpenPage, link: &PageLink) -> String {
    let key = if link.onward {
        "articles.continued-in"
    } else {
        "articles.continues"
    };
    let number = page.annotations.article_number(link.other.article);
    let here = number.filter(|_| link.other.document == page.scope.document);
    let place = match here {
        Some(number) => ctx.tr.with("articles.article", &[("number", &number)]),
        None => link.document.clone(),
    };
    ctx.tr.with(key, &[("place", &place)])
}

/// What a screen reader says of a row.
fn name_row(
    ctx: Ctx<'_>,
    session: &Session,
    page: &OpenPage,
    row: &ArticleRow,
    response: &Response,
) {
    let name = match row {
        ArticleRow::Head { number, title, .. } => ctx
            .tr
            .with("articles.head", &[("number", number), ("title", title)]),
        ArticleRow::Segment { role, opening, .. } => {
            format!("{}: {opening}", ctx.role_name(session.schema(), role))
        }
        ArticleRow::More { count, .. } => ctx.tr.with("articles.more", &[("n", count)]),
        ArticleRow::Link { link, .. } => link_text(ctx, page, link),
        ArticleRow::Gap => return,
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListItem, true, &name));
}

fn paint_card(ui: &Ui, rect: Rect, number: usize, marks: Marks, hovered: bool) {
    let theme = Theme::of(ui);
    let round = theme.size.rounding;
    let (top, bottom) = (
        if marks.first { round } else { 0 },
        if marks.last { round } else { 0 },
    );
    let corners = CornerRadius {
        nw: top,
        ne: top,
        sw: bottom,
        se: bottom,
    };
    let fill = if hovered { theme.hover } else { theme.raised };
    ui.painter().rect_filled(rect, corners, fill);
    let line = (theme.size.line, theme.line);
    ui.painter().vline(rect.left(), rect.y_range(), line);
    ui.painter().vline(rect.right(), rect.y_range(), line);
    if marks.last {
        ui.painter().hline(rect.x_range(), rect.bottom(), line);
    }
    if marks.first {
        ui.painter().hline(rect.x_range(), rect.top(), line);
        let bar = Rect::from_min_max(rect.left_top(), pos2(rect.left() + 5.0, rect.bottom()));
        let bar_corners = CornerRadius {
            nw: round,
            ..CornerRadius::ZERO
        };
        ui.painter()
            .rect_filled(bar, bar_corners, theme.article_color(number - 1));
    }
    if marks.cursor {
        ui.painter().rect_stroke(
            rect.shrink(1.0),
            3.0,
            (1.5, theme.accent),
            egui::StrokeKind::Inside,
        );
    }
}

fn head(ui: &Ui, ctx: Ctx<'_>, rect: Rect, number: usize, title: &str, ink: u32) {
    let theme = Theme::of(ui);
    let count = ctx.tr.with("articles.ink", &[("n", &ink)]);
    let font = FontId::proportional(theme.size.small);
    let right = rect.right_center() - vec2(10.0, 0.0);
    let count = ui
        .painter()
        .text(right, Align2::RIGHT_CENTER, count, font, theme.weak);
    let title = format!("{number}  {title}");
    let (galley, _) = cut_end(
        ui,
        &title,
        theme.size.text,
        count.left() - rect.left() - 22.0,
    );
    let at = pos2(rect.left() + 14.0, rect.center().y - galley.size().y / 2.0);
    paint_bold(ui.painter(), at, galley, theme.text);
}

fn segment(ui: &Ui, rect: Rect, mark: &str, opening: &str) {
    let theme = Theme::of(ui);
    let small = FontId::proportional(theme.size.small - 1.0);
    let middle = pos2(rect.left() + 26.0, rect.center().y);
    let cap = Rect::from_center_size(middle, vec2(22.0, 16.0));
    ui.painter().rect_stroke(
        cap,
        3.0,
        (theme.size.line, theme.line),
        egui::StrokeKind::Inside,
    );
    ui.painter()
        .text(middle, Align2::CENTER_CENTER, mark, small, theme.weak);
    let (galley, _) = cut_end(
        ui,
        opening,
        theme.size.small + 0.5,
        rect.right() - cap.right() - 16.0,
    );
    let at = pos2(cap.right() + 8.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.text);
}

/// Dragging a head moves the article, dragging a segment moves the segment; the
/// upper half of the row that it is let go on means before, the lower after.
fn drag(ui: &Ui, ctx: Ctx<'_>, page: &OpenPage, row: &ArticleRow, rect: Rect, response: &Response) {
    match row {
        ArticleRow::Head { id, .. } => response.dnd_set_drag_payload(Dragged::Article(*id)),
        ArticleRow::Segment { id, .. } => response.dnd_set_drag_payload(Dragged::Segment(*id)),
        _ => return,
    }
    let Some(pointer) = ui
        .input(|input| input.pointer.interact_pos())
        .filter(|pos| rect.contains(*pos))
    else {
        return;
    };
    let after = pointer.y > rect.center().y;
    if response.dnd_hover_payload::<Dragged>().is_some() {
        let y = if after { rect.bottom() } else { rect.top() };
        ui.painter()
            .hline(rect.x_range(), y, (2.0, Theme::of(ui).accent));
    }
    if let Some(dragged) = response.dnd_release_payload::<Dragged>()
        && let Some(action) = drop_action(page, row, *dragged, after)
    {
        ctx.send(action);
    }
}

fn drop_action(page: &OpenPage, row: &ArticleRow, dragged: Dragged, after: bool) -> Option<Action> {
    let target = row.article()?;
    match dragged {
        Dragged::Article(id) => {
            let from = page.annotations.article_number(id)? - 1;
            let to = page.annotations.article_number(target)? - 1 + usize::from(after);
            // Taking it out moves everything after it one place up.
            let to = if from < to { to - 1 } else { to };
            (from != to).then_some(Action::MoveArticle(id, to))
        }
        Dragged::Segment(id) => {
            let place = match row {
                ArticleRow::Segment { place, .. } => place + usize::from(after),
                _ => 0,
            };
            let from = page
                .annotations
                .segments_of(target)
                .position(|segment| segment.id == id);
            let to = if from.is_some_and(|from| from < place) {
                place - 1
            } else {
                place
            };
            (from != Some(to)).then_some(Action::MoveSegment(id, target, to))
        }
    }
}

fn menu_ui(ui: &mut Ui, ctx: Ctx<'_>, page: &OpenPage, article: ArticleId, number: usize) {
    if number > 1
        && let Some(above) = page.annotations.article_by_number(number - 1)
        && ui
            .button(ctx.tr.with("articles.merge", &[("number", &(number - 1))]))
            .clicked()
    {
        ctx.send(Action::MergeArticles {
            from: article,
            into: above.id,
        });
        ui.close();
    }
    if ui.button(ctx.tr.get("articles.assign-selection")).clicked() {
        ctx.send(Action::AssignTo(article));
        ui.close();
    }
    let linked = page.annotations.article(article);
    if linked.is_some_and(|it| it.continues.is_some())
        && ui.button(ctx.tr.get("articles.unlink")).clicked()
    {
        ctx.send(Action::UnlinkContinuation(article));
        ui.close();
    }
    if ui.button(ctx.tr.get("articles.delete")).clicked() {
        ctx.send(Action::DeleteArticle(article));
        ui.close();
    }
}

/// The list by keyboard: arrows walk, Enter shows, Alt+arrows reorder, Delete deletes.
fn keys(ui: &Ui, ctx: Ctx<'_>, data: &ArticlesData, page: &OpenPage, cursor: &mut usize) {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let is_gap = |at: usize| matches!(data.rows.get(at), Some(ArticleRow::Gap));
    for (key, step) in [(Key::ArrowUp, -1_isize), (Key::ArrowDown, 1)] {
        if pressed(Modifiers::ALT, key) {
            if let Some(action) = data
                .rows
                .get(*cursor)
                .and_then(|row| nudge(page, row, step))
            {
                ctx.send(action);
            }
        } else if pressed(Modifiers::NONE, key) {
            let mut to = cursor.saturating_add_signed(step);
            if is_gap(to) {
                to = to.saturating_add_signed(step);
            }
            if to < data.rows.len() && !is_gap(to) {
                *cursor = to;
            }
        }
    }
    let Some(row) = data.rows.get(*cursor) else {
        return;
    };
    if pressed(Modifiers::NONE, Key::Enter)
        && let Some(action) = shows(row)
    {
        ctx.send(action);
    }
    if let ArticleRow::Head { id, .. } = row
        && pressed(Modifiers::NONE, Key::Delete)
    {
        ctx.send(Action::DeleteArticle(*id));
    }
}

fn nudge(page: &OpenPage, row: &ArticleRow, step: isize) -> Option<Action> {
    match row {
        ArticleRow::Head { id, number, .. } => {
            let to = (number - 1).checked_add_signed(step)?;
            (to < page.annotations.article_count()).then_some(Action::MoveArticle(*id, to))
        }
        ArticleRow::Segment {
            id, article, place, ..
        } => {
            let to = place.checked_add_signed(step)?;
            (to < page.annotations.segments_of(*article).count())
                .then_some(Action::MoveSegment(*id, *article, to))
        }
        _ => None,
    }
}

/// Scrolling a row into sight.
trait ScrollTo {
    /// Scrolls to the row if the keyboard's cursor is on it.
    fn scroll_to_me_if_cursor(&self, ui: &Ui, cursor: bool);
}

impl ScrollTo for Response {
    fn scroll_to_me_if_cursor(&self, ui: &Ui, cursor: bool) {
        if cursor && !ui.clip_rect().contains_rect(self.rect) {
            self.scroll_to_me(None);
        }
    }
}
