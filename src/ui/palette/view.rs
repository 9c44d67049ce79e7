//! How the palette looks: a field, and under it the list of answers.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Area, Color32, Context, CornerRadius, EventFilter, FontFamily, FontId, Frame, Id,
    Margin, Order, Rect, Response, ScrollArea, Sense, Stroke, TextEdit, Ui, Vec2,
};

use super::{Line, Palette, PaletteEntry};
use crate::ui::i18n::Tr;
use crate::ui::theme::Theme;
use crate::ui::widgets::text;
use crate::ui::widgets::{Row, elided};

const WIDTH: f32 = 620.0;
const HEIGHT: f32 = 420.0;
const TOP: f32 = 72.0;

/// Id of the field, for tests and for whoever must know where the focus is.
pub(super) fn field_id() -> Id {
    Id::unique("broadsheet::palette::field")
}

impl Palette {
    /// Shows everything; returns the row that was clicked.
    pub(super) fn view(
        &mut self,
        ctx: &Context,
        tr: Tr,
        entries: &[PaletteEntry<'_>],
        lines: &[Line],
    ) -> Option<usize> {
        let theme = Theme::of_ctx(ctx);
        let screen = ctx.content_rect();
        let width = WIDTH.min(screen.width() - 40.0).max(160.0);
        let height = HEIGHT.min(screen.height() - TOP - 60.0).max(80.0);
        let mut clicked = None;
        let modal = egui::Modal::new(Id::unique("broadsheet::palette"))
            .area(
                Area::new(Id::unique("broadsheet::palette"))
                    .kind(egui::UiKind::Modal)
                    .order(Order::Foreground)
                    .sense(Sense::hover())
                    .anchor(Align2::CENTER_TOP, Vec2::new(0.0, TOP)),
            )
            .backdrop_color(theme.backdrop.gamma_multiply(0.5))
            .frame(
                Frame::new()
                    .fill(theme.raised)
                    .stroke(Stroke::new(theme.size.line, theme.strong_line))
                    .corner_radius(CornerRadius::same(theme.size.rounding + 3))
                    .shadow(ctx.global_style().visuals.window_shadow),
            )
            .show(ctx, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing = Vec2::ZERO;
                self.field(ui, tr);
                let line = ui.available_rect_before_wrap();
                let stroke = Stroke::new(theme.size.line, theme.line);
                ui.painter().hline(line.x_range(), line.top(), stroke);
                ui.add_space(theme.size.line);
                clicked = self.list(ui, tr, entries, lines, height);
            });
        if modal.backdrop_response.clicked() {
            self.close();
        }
        clicked
    }

    fn field(&mut self, ui: &mut Ui, tr: Tr) {
        let theme = Theme::of(ui);
        let before = self.query.clone();
        let edit = TextEdit::singleline(&mut self.query)
            .id(field_id())
            .hint_text(tr.get("palette.hint"))
            .font(FontId::new(15.0, FontFamily::Proportional))
            .frame(Frame::new().inner_margin(Margin::symmetric(16, 9)))
            .text_color(theme.text)
            .desired_width(f32::INFINITY)
            .return_key(None)
            .event_filter(EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            });
        let response = ui.add(edit).accessible_name(tr.get("palette.name"));
        if self.fresh || !response.has_focus() {
            response.request_focus();
            self.fresh = false;
        }
        if self.query != before {
            self.selected = 0;
            self.unfolded.clear();
            self.scroll = true;
        }
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        tr: Tr,
        entries: &[PaletteEntry<'_>],
        lines: &[Line],
        height: f32,
    ) -> Option<usize> {
        let theme = Theme::of(ui);
        if lines.is_empty() {
            Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
                text::weak(ui, tr.get("palette.nothing"), theme.size.text);
            });
            return None;
        }
        let mut clicked = None;
        let scroll = std::mem::take(&mut self.scroll);
        ScrollArea::vertical()
            .max_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                Frame::new().inner_margin(Margin::same(6)).show(ui, |ui| {
                    let mut row = 0;
                    for line in lines {
                        let selected = row == self.selected;
                        let Some(response) = line_ui(ui, tr, entries, line, selected) else {
                            continue;
                        };
                        if response.clicked() {
                            clicked = Some(row);
                        }
                        if selected {
                            // The field keeps the focus; this is what is read out.
                            ui.ctx().accesskit_node_builder(field_id(), |field| {
                                field.set_active_descendant(response.id.accesskit_id());
                            });
                        }
                        if selected && scroll {
                            response.scroll_to_me(None);
                        }
                        row += 1;
                    }
                });
            });
        clicked
    }
}

/// Shows one line; `None` for a heading, which cannot be chosen.
fn line_ui(
    ui: &mut Ui,
    tr: Tr,
    entries: &[PaletteEntry<'_>],
    line: &Line,
    selected: bool,
) -> Option<Response> {
    let theme = Theme::of(ui);
    match line {
        Line::Heading(first) => {
            let group = entries.get(*first)?.group;
            let size = Vec2::new(ui.available_width(), 26.0);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let galley = text::line(ui, group, theme.size.small);
            let at = text::centered(rect.left() + 10.0, rect.center().y + 3.0, &galley);
            ui.painter().galley(at, galley, theme.weak);
            None
        }
        Line::More(_, count) => {
            let shown = tr.with("palette.more", &[("n", count)]);
            let row = Row::new(&shown, theme.size.row)
                .rounded()
                .selected(selected);
            let (rect, response) = row.show(ui);
            let galley = text::line(ui, &shown, theme.size.text);
            let at = text::centered(rect.left() + 10.0, rect.center().y, &galley);
            ui.painter().galley(at, galley, theme.accent);
            Some(response)
        }
        Line::Entry(index, matched) => {
            let entry = entries.get(*index)?;
            Some(entry_ui(ui, entry, matched, selected))
        }
    }
}

fn entry_ui(ui: &mut Ui, entry: &PaletteEntry<'_>, matched: &[u32], selected: bool) -> Response {
    let theme = Theme::of(ui);
    let (rect, response) = Row::new(entry.text, theme.size.row + 2.0)
        .rounded()
        .selected(selected)
        .enabled(entry.blocked.is_none())
        .show(ui);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_keyboard_shortcut(entry.shortcut);
    });
    if ui.is_rect_visible(rect) {
        let inner = rect.shrink2(Vec2::new(10.0, 0.0));
        let right = paint_aside(ui, theme, entry, selected, inner);
        let color = if entry.blocked.is_some() {
            theme.faint
        } else {
            theme.text
        };
        let mut job = highlighted(theme, entry.text, matched, color);
        job.wrap.max_width = (right - inner.left() - 12.0).max(20.0);
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        let galley = ui.painter().layout_job(job);
        let at = text::centered(inner.left(), rect.center().y, &galley);
        ui.painter().galley(at, galley, color);
    }
    match entry.blocked {
        Some(reason) => response.on_hover_text(reason),
        None => response,
    }
}

/// Paints the key, or for the selected entry that is blocked the reason, and
/// returns where it begins.
fn paint_aside(
    ui: &Ui,
    theme: &Theme,
    entry: &PaletteEntry<'_>,
    selected: bool,
    inner: Rect,
) -> f32 {
    let reason = entry.blocked.filter(|_| selected);
    let shown = reason.unwrap_or(entry.shortcut);
    if shown.is_empty() {
        return inner.right();
    }
    let most = inner.width() * 0.6;
    let (galley, _) = elided::cut_end(ui, shown, theme.size.small, most);
    let color = if reason.is_some() {
        theme.warn
    } else {
        theme.weak
    };
    let left = inner.right() - galley.size().x;
    let at = text::centered(left, inner.center().y, &galley);
    ui.painter().galley(at, galley, color);
    left
}

/// The text with the matched characters in the accent colour.
fn highlighted(theme: &Theme, shown: &str, matched: &[u32], color: Color32) -> LayoutJob {
    let font = FontId::new(theme.size.text, FontFamily::Proportional);
    let mut job = LayoutJob::default();
    let mut run = String::new();
    let mut lit = false;
    let format = |lit: bool| {
        let color = if lit { theme.accent } else { color };
        TextFormat::simple(font.clone(), color)
    };
    for (position, letter) in (0_u32..).zip(shown.chars()) {
        let now = matched.binary_search(&position).is_ok();
        if now != lit && !run.is_empty() {
            job.append(&run, 0.0, format(lit));
            run.clear();
        }
        lit = now;
        run.push(letter);
    }
    job.append(&run, 0.0, format(lit));
    job
}
