//! What an import has done: counts, and each file that needs a look with its reason.

use egui::{Context, Id, ScrollArea, Ui};

use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::session::import::{FileRemark, ImportReport};
use crate::session::import_pages::PagesReport;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::text;

/// More lines than a person reads; the count says how many there are.
const MOST_LINES: usize = 500;

/// Draws the report of an import of raw pages.
pub fn import_report_ui(egui: &Context, ctx: Ctx<'_>, report: &ImportReport) -> Wish {
    let tr = ctx.tr;
    let title = if report.cancelled { "report.cancelled" } else { "report.title" };
    shown(egui, ctx, tr.get(title), |ui| {
        ui.label(tr.with("report.imported", &[("n", &report.imported)]));
        if report.restored > 0 {
            ui.label(tr.with("report.restored", &[("n", &report.restored)]));
        }
        section(ui, &tr.with("report.refused", &[("n", &report.refused.len())]), &report.refused);
        section(ui, &tr.with("report.known", &[("n", &report.known.len())]), &report.known);
        section(ui, &tr.with("report.remarks", &[("n", &report.remarks.len())]), &report.remarks);
    })
}

/// Draws the report of an import of annotations.
pub fn pages_report_ui(egui: &Context, ctx: Ctx<'_>, report: &PagesReport) -> Wish {
    let tr = ctx.tr;
    shown(egui, ctx, tr.get("report.title"), |ui| {
        ui.label(tr.with("toast.imported-pages", &[("n", &report.pages), ("layer", &report.layer)]));
        section(ui, &tr.with("report.problems", &[("n", &report.problems.len())]), &report.problems);
    })
}

fn shown(egui: &Context, ctx: Ctx<'_>, title: &str, body: impl FnOnce(&mut Ui)) -> Wish {
    let buttons = [DialogButton::default_action(ctx.tr.get("dialog.ok"))];
    let height = egui.content_rect().height() - 220.0;
    let dialog = Dialog::new(Id::unique("report dialog"), title).width(680.0);
    let answer = dialog.show(egui, &buttons, |ui| {
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, body);
    });
    let escape = egui.input(|input| input.key_pressed(egui::Key::Escape));
    if answer.pressed.is_some() || escape { Wish::Close } else { Wish::Stay }
}

fn section(ui: &mut Ui, title: &str, remarks: &[FileRemark]) {
    if remarks.is_empty() {
        return;
    }
    ui.add_space(8.0);
    text::bold(ui, title, Theme::of(ui).size.text);
    let weak = Theme::of(ui).weak;
    for remark in remarks.iter().take(MOST_LINES) {
        let name = remark.path.file_name().unwrap_or(remark.path.as_os_str()).to_string_lossy();
        ui.horizontal_wrapped(|ui| {
            ui.label(name.as_ref()).on_hover_text(remark.path.display().to_string());
            ui.label(egui::RichText::new(&remark.message).color(weak));
        });
    }
}
