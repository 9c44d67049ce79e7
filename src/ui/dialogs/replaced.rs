//! What replacing the text of a document has done: figures, and a list of what to
//! look at, each line of which leads to its place.

use egui::{Context, Id, ScrollArea, Ui};

use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::edit::reanchor::Review;
use crate::model::id::{DocumentId, Label, Role};
use crate::session::Session;
use crate::session::versions::ReplaceReport;
use crate::text::source::SourceText;
use crate::text::span::Span;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::text;

/// The report with what its lines need of both texts.
#[derive(Debug, Clone)]
pub struct ReplacedForm {
    report: ReplaceReport,
    rows: Vec<ReplacedRow>,
}

/// One line of the list.
#[derive(Debug, Clone)]
struct ReplacedRow {
    /// The name of the layer; empty if only one has anything.
    layer: String,
    review: Review,
    /// The line of the place in the new text, from 1.
    line: usize,
}

/// More lines than a person reads; the count says how many there are.
const MOST_LINES: usize = 1000;

impl ReplacedForm {
    /// The dialog for a report; `new` is the new text.
    pub fn new(report: ReplaceReport, new: &SourceText) -> Self {
        let several = report.layers.len() > 1;
        let rows = report.layers.iter().flat_map(|layer| {
            layer.told.review.iter().map(move |review| ReplacedRow {
                layer: if several {
                    layer.name.clone()
                } else {
                    String::new()
                },
                review: review.clone(),
                line: new.line_of(review.place.start()) + 1,
            })
        });
        let rows = rows.collect();
        Self { report, rows }
    }

    /// The document that has the new text.
    pub fn document(&self) -> DocumentId {
        self.report.new
    }
}

/// Draws the dialog.
pub fn replaced_ui(
    egui: &Context,
    ctx: Ctx<'_>,
    form: &ReplacedForm,
    session: Option<&Session>,
) -> Wish {
    let tr = ctx.tr;
    let title = tr.with("replaced.title", &[("name", &form.report.name)]);
    let buttons = [DialogButton::default_action(tr.get("dialog.close"))];
    let height = egui.content_rect().height() - 260.0;
    let dialog = Dialog::new(Id::unique("replaced dialog"), &title).width(680.0);
    let answer = dialog.show(egui, &buttons, |ui| {
        figures_ui(ui, ctx, &form.report);
        if form.rows.is_empty() {
            return None;
        }
        ui.add_space(8.0);
        let open = tr.with("replaced.review", &[("n", &form.rows.len())]);
        text::bold(ui, &open, Theme::of(ui).size.text);
        ScrollArea::vertical()
            .max_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| rows_ui(ui, ctx, form, session))
            .inner
    });
    let escape = egui.input(|input| input.key_pressed(egui::Key::Escape));
    if let Some(place) = answer.inner {
        ctx.send(Action::OpenDocument(form.report.new));
        ctx.send(Action::Reveal(place));
        return Wish::Close;
    }
    if answer.pressed.is_some() || escape {
        Wish::Close
    } else {
        Wish::Stay
    }
}

fn figures_ui(ui: &mut Ui, ctx: Ctx<'_>, report: &ReplaceReport) {
    let tr = ctx.tr;
    ui.label(tr.with(
        "replaced.shared",
        &[("n", &report.shared), ("all", &report.ink.0)],
    ));
    let figures = [
        ("replaced.exact", report.sum(|told| told.exact)),
        ("replaced.adjusted", report.sum(|told| told.adjusted)),
        ("replaced.settled", report.sum(|told| told.settled)),
        ("replaced.unreadable", report.unreadable),
    ];
    for (key, n) in figures {
        if n > 0 || key == "replaced.exact" {
            ui.label(tr.with(key, &[("n", &n)]));
        }
    }
    text::weak(ui, tr.get("replaced.note"), Theme::of(ui).size.small);
}

/// The place that was clicked, if one was.
fn rows_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    form: &ReplacedForm,
    session: Option<&Session>,
) -> Option<Span> {
    let weak = Theme::of(ui).weak;
    let mut chosen = None;
    for row in form.rows.iter().take(MOST_LINES) {
        ui.horizontal_wrapped(|ui| {
            let name = ctx.tr.with("replaced.line", &[("line", &row.line)]);
            let words = format!("{name}  {}", what(ctx, session, row));
            if ui.link(words).clicked() {
                chosen = Some(row.review.place);
            }
            let fate = ctx.tr.get(&format!("fate.{}", row.review.fate.as_str()));
            let surface = &row.review.surface;
            let about = if row.layer.is_empty() {
                format!("{surface}  {fate}")
            } else {
                format!("{surface}  {fate}  [{}]", row.layer)
            };
            ui.label(egui::RichText::new(about).color(weak));
        });
    }
    chosen
}

/// What a line is about: its kind, and its role or label as the schema names it.
fn what(ctx: Ctx<'_>, session: Option<&Session>, row: &ReplacedRow) -> String {
    let kind = ctx.tr.get(&format!("what.{}", row.review.what.as_str()));
    let name = row.review.name.as_str();
    let Some(session) = session.filter(|_| !name.is_empty()) else {
        return kind.to_owned();
    };
    let schema = session.schema();
    let (role, label) = (Role::from(name), Label::from(name));
    let known = if schema.role(&role).is_some() {
        ctx.role_name(schema, &role)
    } else {
        ctx.label_name(schema, &label)
    };
    format!("{kind} {known}")
}
