//! What a change would do, before it is done.

use egui::{RichText, Ui};

use super::{SchemaEditor, Shown, words};
use crate::edit::schema::Hitch;
use crate::session::schema::{Count, Survey};
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::{ButtonKind, TextButton, text};

/// Draws what would be done and what stands in the way; gives the definition that
/// somebody wants to look at.
pub(super) fn survey_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    editor: &SchemaEditor,
    survey: &Survey,
) -> Option<Shown> {
    let theme = Theme::of(ui);
    let tr = ctx.tr;
    let base = editor.draft.base();
    let mut chosen = None;
    if !survey.hitches.is_empty() {
        text::colored(ui, tr.get("schema.hitches"), theme.size.text, theme.danger);
        for (hitch, count) in &survey.hitches {
            ui.add_space(4.0);
            line_ui(ui, ctx, &words::hitch(ctx, base, hitch), count);
            example_ui(ui, ctx, count);
            if let Hitch::InUse(name) = hitch
                && editor.draft.gone().contains(name)
            {
                let go = TextButton::new(tr.get("schema.choose-heir")).kind(ButtonKind::Link);
                if ui.add(go).clicked() {
                    chosen = Some(Shown::Gone(name.clone()));
                }
            }
        }
        ui.add_space(10.0);
    }
    if !survey.silenced.is_empty() {
        for name in &survey.silenced {
            let name = words::name(ctx, base, name);
            let said = tr.with("schema.silenced", &[("name", &name)]);
            ui.add(egui::Label::new(RichText::new(said).color(theme.warn)).wrap());
            ui.add_space(4.0);
        }
        ui.add_space(6.0);
    }
    if !survey.steps.is_empty() {
        text::weak(ui, tr.get("schema.steps"), theme.size.text);
        for (step, count) in &survey.steps {
            ui.add_space(4.0);
            line_ui(ui, ctx, &words::step(ui, ctx, base, step), count);
        }
        ui.add_space(8.0);
        let note = RichText::new(tr.get("schema.one-step")).color(theme.weak);
        ui.add(egui::Label::new(note).wrap());
    }
    chosen
}

fn line_ui(ui: &mut Ui, ctx: Ctx<'_>, what: &str, count: &Count) {
    let number = words::number(ctx, count.number);
    let values = [
        ("what", &what as &dyn std::fmt::Display),
        ("number", &number),
    ];
    ui.add(egui::Label::new(ctx.tr.with("schema.line", &values)).wrap());
}

fn example_ui(ui: &mut Ui, ctx: Ctx<'_>, count: &Count) {
    let Some(example) = &count.first else { return };
    let weak = Theme::of(ui).weak;
    let values = [
        ("text", &example.text as &dyn std::fmt::Display),
        ("document", &example.document),
    ];
    let said = RichText::new(ctx.tr.with("schema.example", &values)).color(weak);
    ui.add(egui::Label::new(said).wrap());
}
