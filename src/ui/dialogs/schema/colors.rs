//! Choosing the colour of a label: swatches that any eye tells apart, any other colour,
//! how it looks in both themes, and which labels it comes too near.

use egui::{Color32, CornerRadius, Sense, Stroke, StrokeKind, TextEdit, Ui, Vec2, pos2, vec2};

use super::fields::{Checked, named};
use crate::edit::schema::{Field, Item, LabelForm, SchemaDraft};
use crate::ui::context::Ctx;
use crate::ui::dialogs::form;
use crate::ui::theme::vision::{self, Eye, NEAR, Nearest};
use crate::ui::theme::{Rgb, Theme};
use crate::ui::widgets::text;

const SWATCH: Vec2 = vec2(26.0, 20.0);

/// A safe colour that is not near that of any label; the first if all are.
pub(super) fn unlike(draft: &SchemaDraft) -> &'static str {
    let used: Vec<Rgb> = draft
        .labels
        .iter()
        .filter_map(|it| vision::rgb_of(&it.form.color))
        .collect();
    let room = |text: &str| {
        let color = vision::rgb_of(text).unwrap_or_default();
        let apart = used
            .iter()
            .map(|&other| vision::nearest(color, other).distance);
        apart.fold(f32::INFINITY, f32::min)
    };
    let best = vision::SAFE
        .into_iter()
        .max_by(|a, b| room(a).total_cmp(&room(b)));
    best.unwrap_or("#15197c")
}

/// The labels whose colours come near one, and where.
fn neighbours(
    labels: &[Item<LabelForm>],
    key: u32,
    color: Rgb,
) -> Vec<(&Item<LabelForm>, Nearest)> {
    let others = labels.iter().filter(|it| it.key != key);
    let apart = others.filter_map(|it| {
        let other = vision::rgb_of(&it.form.color)?;
        Some((it, vision::nearest(color, other)))
    });
    apart.filter(|(_, it)| it.distance < NEAR).collect()
}

/// Draws the rows for the colour of a label.
pub(super) fn color_ui(
    ui: &mut Ui,
    checked: Checked<'_>,
    labels: &mut [Item<LabelForm>],
    at: usize,
) {
    let ctx = checked.ctx;
    let tr = ctx.tr;
    let before = labels.to_vec();
    let Some(item) = labels.get_mut(at) else {
        return;
    };
    let key = item.key;
    let value = &mut item.form.color;
    for (name, set) in [
        ("schema.safe", &vision::SAFE[..]),
        ("schema.okabe-ito", &vision::OKABE_ITO[..]),
    ] {
        form::row(ui, tr.get(name), |ui, _| {
            ui.spacing_mut().item_spacing.x = 5.0;
            for &text in set {
                let color = vision::rgb_of(text).unwrap_or_default();
                let near = neighbours(&before, key, color);
                if swatch_ui(ui, ctx, text, value.eq_ignore_ascii_case(text), &near) {
                    text.clone_into(value);
                }
            }
        });
    }
    form::row(ui, tr.get("schema.color"), |ui, name| {
        let mut rgb = vision::rgb_of(value).unwrap_or([0x80; 3]);
        if ui.color_edit_button_srgb(&mut rgb).changed() {
            *value = vision::text_of(rgb);
        }
        let field = TextEdit::singleline(value).desired_width(90.0);
        ui.add(field).labelled_by(name.id);
    });
    checked.tell(ui, Field::Color);
    let Some(color) = vision::rgb_of(value) else {
        return;
    };
    form::row(ui, tr.get("schema.looks"), |ui, _| {
        let name = before.get(at).map_or("", |it| ctx.name(&it.form.name));
        for theme in [Theme::light(), Theme::dark()] {
            preview_ui(ui, ctx, theme, color, name);
        }
    });
    warnings_ui(ui, ctx, &before, key, color);
}

/// A swatch: the shade of the light theme at the left, that of the dark one at the right.
fn swatch_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    color: &str,
    chosen: bool,
    near: &[(&Item<LabelForm>, Nearest)],
) -> bool {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(SWATCH, Sense::CLICK);
    let response = named(response, color);
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, color));
    let rgb = vision::rgb_of(color).unwrap_or_default();
    let round = CornerRadius::same(theme.size.small_rounding);
    let half = rect.center().x;
    let (light, dark) = (Theme::light(), Theme::dark());
    let painter = ui.painter();
    painter.rect_filled(rect, round, dark.label_colors(rgb).line);
    let left = CornerRadius {
        ne: 0,
        se: 0,
        ..round
    };
    painter.rect_filled(rect.with_max_x(half), left, light.label_colors(rgb).line);
    if !near.is_empty() {
        // Crossed out: it would be taken for another label.
        let corner = Stroke::new(1.5, light.paper);
        painter.line_segment([rect.left_bottom(), rect.right_top()], corner);
    }
    if chosen || response.has_focus() {
        let ring = Stroke::new(2.0, if chosen { theme.text } else { theme.accent });
        painter.rect_stroke(rect.expand(3.0), round, ring, StrokeKind::Inside);
    }
    let said = near.first().map_or_else(
        || color.to_owned(),
        |(label, near)| near_words(ctx, label, *near),
    );
    response.on_hover_text(said).clicked()
}

/// A mention in the colours of a theme.
fn preview_ui(ui: &mut Ui, ctx: Ctx<'_>, theme: &Theme, color: Rgb, name: &str) {
    let colors = theme.label_colors(color);
    let sample = ctx.tr.get("schema.sample");
    let name: String = name.chars().take(12).collect();
    let words = text::line(ui, sample, theme.size.page_text);
    let chip = text::line(ui, &name, theme.size.small);
    let size = vec2(words.size().x + chip.size().x + 46.0, 34.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    named(response, sample);
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(theme.size.rounding), theme.paper);
    let edge = Stroke::new(theme.size.line, theme.line);
    painter.rect_stroke(
        rect,
        CornerRadius::same(theme.size.rounding),
        edge,
        StrokeKind::Inside,
    );
    let at = text::centered(rect.left() + 12.0, rect.center().y, &words);
    let mark = egui::Rect::from_min_size(at, words.size()).expand(2.0);
    painter.rect_filled(mark, CornerRadius::same(3), colors.fill);
    let under = Stroke::new(2.0, colors.line);
    painter.hline(mark.x_range(), mark.bottom(), under);
    painter.galley(at, words, theme.text);
    let box_at = pos2(mark.right() + 8.0, rect.center().y - 9.0);
    let back = egui::Rect::from_min_size(box_at, vec2(chip.size().x + 11.0, 18.0));
    painter.rect_filled(
        back,
        CornerRadius::same(theme.size.small_rounding),
        colors.chip_bg,
    );
    let at = text::centered_in(back, &chip);
    painter.galley(at, chip, colors.chip_text);
}

fn near_words(ctx: Ctx<'_>, label: &Item<LabelForm>, near: Nearest) -> String {
    let theme = if near.dark {
        "theme.dark"
    } else {
        "theme.light"
    };
    let values = [
        (
            "label",
            &ctx.name(&label.form.name) as &dyn std::fmt::Display,
        ),
        ("eye", &ctx.tr.get(near.eye.text_key())),
        ("theme", &ctx.tr.get(theme)),
    ];
    ctx.tr.with("schema.near", &values)
}

/// What is to be said of a colour: labels it comes near, and themes that shade it.
fn warnings_ui(ui: &mut Ui, ctx: Ctx<'_>, labels: &[Item<LabelForm>], key: u32, color: Rgb) {
    let warn = Theme::of(ui).warn;
    let mut said: Vec<String> = neighbours(labels, key, color)
        .into_iter()
        .map(|(label, near)| near_words(ctx, label, near))
        .collect();
    for theme in [Theme::light(), Theme::dark()] {
        if vision::is_shaded(color, theme) {
            let name = ctx.tr.get(if theme.dark {
                "theme.dark"
            } else {
                "theme.light"
            });
            said.push(ctx.tr.with("schema.shaded", &[("theme", &name)]));
        }
    }
    for line in said {
        form::row(ui, "", |ui, _| {
            ui.add(egui::Label::new(egui::RichText::new(line).color(warn)).wrap());
        });
    }
    form::row(ui, ctx.tr.get("schema.eyes"), |ui, _| {
        eyes_ui(ui, ctx, labels, key, color);
    });
}

/// All labels as each kind of eyes sees them, this one first.
fn eyes_ui(ui: &mut Ui, ctx: Ctx<'_>, labels: &[Item<LabelForm>], key: u32, color: Rgb) {
    let theme = Theme::of(ui);
    let others = labels.iter().filter(|it| it.key != key);
    let others = others.filter_map(|it| vision::rgb_of(&it.form.color));
    let all: Vec<Rgb> = std::iter::once(color).chain(others).take(12).collect();
    ui.vertical(|ui| {
        ui.spacing_mut().interact_size.y = 14.0;
        ui.spacing_mut().item_spacing.y = 2.0;
        for eye in Eye::ALL {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                for &one in &all {
                    let line = theme.label_colors(one).line;
                    let seen: Color32 = Theme::color_of(eye.sees([line.r(), line.g(), line.b()]));
                    let (rect, _) = ui.allocate_exact_size(vec2(20.0, 12.0), Sense::hover());
                    ui.painter().rect_filled(rect, CornerRadius::same(2), seen);
                }
                ui.add_space(6.0);
                text::weak(ui, ctx.tr.get(eye.text_key()), theme.size.small);
            });
        }
    });
}
