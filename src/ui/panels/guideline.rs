//! What a label is for, in a small window that stays beside the page.
//!
//! Whatever shows a label notes it while the pointer or the keyboard is on it, so that
//! F1 there means the label and not the program.

use egui::{
    Align, Context, Frame, Id, Layout, Margin, Response, RichText, ScrollArea, Sense, Stroke, Ui,
    vec2,
};

use crate::model::id::Label;
use crate::model::schema::{AttributeDef, LabelDef};
use crate::session::Session;
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::view_state::ViewState;
use crate::ui::widgets::{Chip, Icon, IconButton, keycap, text};

/// Notes that a widget shows a label.
pub fn note(response: &Response, label: &Label) {
    if response.hovered() || response.has_focus() {
        let ctx = &response.ctx;
        let pass = ctx.cumulative_pass_nr();
        ctx.data_mut(|data| data.insert_temp(slot(), (pass, label.clone())));
    }
}

/// The label that the pointer or the keyboard is on, as it was drawn last.
pub fn noted(ctx: &Context) -> Option<Label> {
    let pass = ctx.cumulative_pass_nr();
    let noted = ctx.data(|data| data.get_temp::<(u64, Label)>(slot()));
    noted
        .filter(|(at, _)| at + 1 >= pass)
        .map(|(_, label)| label)
}

fn slot() -> Id {
    Id::unique("label under the pointer")
}

/// Draws the window, if a guideline is asked for.
pub fn guideline_ui(egui: &Context, ctx: Ctx<'_>, session: &Session, view: &mut ViewState) {
    let Some(label) = &view.guideline else { return };
    let schema = session.schema();
    let Some(def) = schema.label(label).or(schema.labels.first()) else {
        view.guideline = None;
        return;
    };
    let mut closed = false;
    let mut chosen = None;
    let room = egui.content_rect();
    let theme = Theme::of_ctx(egui);
    let frame = Frame::new()
        .fill(theme.raised)
        .stroke(Stroke::new(theme.size.line, theme.strong_line))
        .corner_radius(theme.size.rounding + 2)
        .shadow(egui.global_style().visuals.popup_shadow)
        .inner_margin(Margin::symmetric(14, 10));
    egui::Window::new(ctx.tr.get("guideline.title"))
        .id(Id::unique("guideline window"))
        .title_bar(false)
        .frame(frame)
        .default_width(320.0)
        .default_pos(room.right_bottom() - vec2(700.0, 320.0))
        .show(egui, |ui| {
            ui.horizontal(|ui| {
                text::weak(ui, ctx.tr.get("guideline.title"), theme.size.small);
                let right = Layout::right_to_left(Align::Center);
                ui.with_layout(right, |ui| {
                    let name = ctx.tr.get("dialog.close");
                    let close = IconButton::new(Icon::Close, name).side(20.0);
                    closed = ui.add(close.tooltip(name)).clicked();
                });
            });
            chosen = labels_ui(ui, ctx, session, def);
            ui.add_space(6.0);
            ScrollArea::vertical()
                .max_height(room.height() * 0.5)
                .show(ui, |ui| text_ui(ui, ctx, def));
        });
    if let Some(label) = chosen {
        view.guideline = Some(label);
    }
    if closed {
        view.guideline = None;
    }
}

/// All labels; the one that is shown is filled.
fn labels_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, shown: &LabelDef) -> Option<Label> {
    let theme = Theme::of(ui);
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for def in &session.schema().labels {
            let mut colors = theme.label_colors(def.rgb());
            if def.id != shown.id {
                (colors.chip_bg, colors.chip_text) = (theme.trough, theme.weak);
            }
            let chip = Chip::new(ctx.name(&def.name), colors).sense(Sense::CLICK);
            let (chip, label) = (ui.add(chip), Label::from(def.id.as_str()));
            note(&chip, &label);
            if chip.clicked() {
                chosen = Some(label);
            }
        }
    });
    chosen
}

fn text_ui(ui: &mut Ui, ctx: Ctx<'_>, def: &LabelDef) {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        text::bold(ui, ctx.name(&def.name), theme.size.heading);
        text::weak(ui, &def.id, theme.size.small);
        keycap(ui, &def.key.to_string());
    });
    let guideline = ctx.name(&def.guideline);
    if guideline.trim().is_empty() {
        text::weak(ui, ctx.tr.get("guideline.none"), theme.size.text);
        if ctx.blocked(Command::Schema).is_none() {
            let write = RichText::new(ctx.tr.get("guideline.write")).color(theme.accent);
            if ui.add(egui::Button::new(write).frame(false)).clicked() {
                ctx.send(Action::Run(Command::Schema));
            }
        }
    } else {
        let words = RichText::new(guideline).size(theme.size.text + 0.5);
        ui.add(egui::Label::new(words).wrap());
    }
    for attribute in &def.attributes {
        ui.add_space(4.0);
        attribute_ui(ui, ctx, attribute);
    }
}

fn attribute_ui(ui: &mut Ui, ctx: Ctx<'_>, def: &AttributeDef) {
    use crate::model::schema::AttributeKind as Kind;
    let kind = match &def.kind {
        Kind::Text => ctx.tr.get("schema.kind-text").to_owned(),
        Kind::YesNo => ctx.tr.get("schema.kind-yes-no").to_owned(),
        Kind::Number => ctx.tr.get("schema.kind-number").to_owned(),
        Kind::Choice(values) => {
            let shown = values
                .iter()
                .map(|value| ctx.name(&def.shown(value)).to_owned());
            shown.collect::<Vec<_>>().join(" · ")
        }
    };
    let values = [
        ("name", &ctx.name(&def.name) as &dyn std::fmt::Display),
        ("kind", &kind),
    ];
    let said = RichText::new(ctx.tr.with("guideline.attribute", &values));
    ui.add(egui::Label::new(said.color(Theme::of(ui).weak)).wrap());
}
