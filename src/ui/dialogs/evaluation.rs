//! What an evaluation has found: figures, documents, articles, places that differ.

mod confusion;
mod figures;
mod lists;
pub(super) mod table;

use std::sync::Arc;

use egui::{Context, Id, Ui};

use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::review::agreement::Scores;
use crate::session::Session;
use crate::session::evaluate::{Evaluated, Evaluation};
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::{ButtonKind, Elided, Segment, TextButton, segmented, text};

/// An evaluation and what is shown of it.
#[derive(Debug, Clone)]
pub struct EvaluationReport {
    evaluation: Arc<Evaluation>,
    /// The document that is shown; all of them together if `None`.
    document: Option<usize>,
    /// What is shown of it, made anew when another one is chosen.
    shown: Arc<Shown>,
    tab: usize,
}

/// What the lists show: places among the documents and in what was found there.
#[derive(Debug)]
struct Shown {
    articles: Vec<(usize, usize)>,
    differences: Vec<(usize, usize)>,
    /// How many places differ, also those that were not kept.
    difference_count: usize,
}

/// What may be shown, in the order of the switch.
const TABS: [&str; 4] = [
    "evaluate.figures",
    "evaluate.documents",
    "evaluate.articles",
    DIFFERENCES,
];
/// The key of the list of places that differ.
const DIFFERENCES: &str = "evaluate.differences";
/// The place of the figures among [`TABS`].
const FIGURES: usize = 0;
/// The place of the documents among [`TABS`].
const DOCUMENTS: usize = 1;
/// The place of the articles among [`TABS`].
const ARTICLES: usize = 2;

impl EvaluationReport {
    /// A report, with the figures of all documents shown first.
    pub fn new(evaluation: Evaluation) -> Self {
        Self {
            shown: Arc::new(Shown::new(&evaluation.documents, None)),
            evaluation: Arc::new(evaluation),
            document: None,
            tab: FIGURES,
        }
    }

    /// Shows one document, or all.
    fn choose(&mut self, document: Option<usize>) {
        self.document = document;
        self.shown = Arc::new(Shown::new(&self.evaluation.documents, document));
    }

    fn chosen(&self) -> Option<&Evaluated> {
        self.evaluation.documents.get(self.document?)
    }

    fn scores(&self) -> &Scores {
        let pooled = &self.evaluation.pooled;
        self.chosen().map_or(pooled, |document| &document.scores)
    }
}

impl Shown {
    fn new(documents: &[Evaluated], chosen: Option<usize>) -> Self {
        let shown = || {
            let numbered = documents.iter().enumerate();
            numbered.filter(move |(at, _)| chosen.is_none_or(|chosen| chosen == *at))
        };
        let places = |count: fn(&Evaluated) -> usize| {
            shown()
                .flat_map(|(at, document)| (0..count(document)).map(move |place| (at, place)))
                .collect()
        };
        Self {
            articles: places(|document| document.articles.len()),
            differences: places(|document| document.differences.len()),
            difference_count: shown().map(|(_, document)| document.difference_count).sum(),
        }
    }
}

/// Draws the report.
pub fn evaluation_ui(
    egui: &Context,
    ctx: Ctx<'_>,
    report: &mut EvaluationReport,
    session: Option<&Session>,
) -> Wish {
    let Some(session) = session else {
        return Wish::Close;
    };
    let tr = ctx.tr;
    let buttons = [
        DialogButton::other(tr.get("evaluate.again")),
        DialogButton::cancel(tr.get("dialog.close")),
    ];
    let height = (egui.content_rect().height() - 210.0).max(160.0);
    let dialog = Dialog::new(Id::unique("evaluation dialog"), tr.get("evaluate.report"));
    let answer = dialog.width(1212.0).show(egui, &buttons, |ui| {
        about_ui(ui, ctx, report, session);
        ui.add_space(8.0);
        switch_ui(ui, ctx, report);
        ui.add_space(8.0);
        let clicked = ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
            ui.set_min_height(height);
            match report.tab {
                FIGURES => {
                    figures_ui(ui, ctx, report, session);
                    None
                }
                DOCUMENTS => {
                    if let Some(chosen) = lists::documents_ui(ui, ctx, report) {
                        report.choose(chosen);
                        report.tab = FIGURES;
                    }
                    None
                }
                ARTICLES => lists::articles_ui(ui, ctx, report),
                _ => lists::differences_ui(ui, ctx, report, session),
            }
        });
        clicked.inner
    });
    if let Some((document, span)) = answer.inner {
        // The report comes back as it was left.
        ctx.send(Action::KeepEvaluation(Box::new(report.clone())));
        ctx.send(Action::OpenDocument(document));
        ctx.send(Action::Reveal(span));
        return Wish::Close;
    }
    match answer.pressed {
        Some(0) => {
            ctx.send(Action::Open(Box::new(super::open::OpenDialog::evaluate())));
            Wish::Close
        }
        Some(_) => Wish::Close,
        None => Wish::Stay,
    }
}

/// Which layers, how many documents, what was left out.
fn about_ui(ui: &mut Ui, ctx: Ctx<'_>, report: &EvaluationReport, session: &Session) {
    let evaluation = &report.evaluation;
    let name = |id| {
        let layer = session.layers().iter().find(|layer| layer.id == id);
        layer.map_or("—", |layer| layer.name.as_str())
    };
    let mut parts = vec![ctx.tr.with(
        "evaluate.what",
        &[
            ("layer", &name(evaluation.layer)),
            ("gold", &name(evaluation.gold)),
            ("n", &evaluation.documents.len()),
        ],
    )];
    let mut more = |key: &str, number: usize| {
        if number > 0 {
            parts.push(ctx.tr.with(key, &[("n", &number)]));
        }
    };
    more("evaluate.silent", evaluation.silent);
    more("evaluate.left-out", evaluation.left_out.len());
    if evaluation.cancelled {
        parts.push(ctx.tr.get("evaluate.cancelled").to_owned());
    }
    text::weak(ui, &parts.join(" · "), Theme::of(ui).size.text);
}

/// What is shown, and of which document.
fn switch_ui(ui: &mut Ui, ctx: Ctx<'_>, report: &mut EvaluationReport) {
    let tr = ctx.tr;
    ui.horizontal(|ui| {
        let segments = TABS.map(|key| Segment {
            label: tr.get(key),
            key: "",
            badge: if key == DIFFERENCES {
                report.shown.difference_count
            } else {
                0
            },
        });
        segmented(ui, "tabs", &segments, &mut report.tab);
        let Some(name) = report.chosen().map(|document| document.name.clone()) else {
            return;
        };
        ui.add_space(8.0);
        let all = TextButton::new(tr.get("evaluate.show-all")).kind(ButtonKind::Link);
        if ui.add(all).clicked() {
            report.choose(None);
        }
        ui.add_space(4.0);
        ui.add(Elided::new(&name).bold());
    });
}

fn figures_ui(ui: &mut Ui, ctx: Ctx<'_>, report: &EvaluationReport, session: &Session) {
    egui::ScrollArea::both()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| figures::figures_ui(ui, ctx, report.scores(), session));
                ui.add_space(14.0);
                ui.vertical(|ui| {
                    confusion::confusion_ui(ui, ctx, &report.scores().layer.roles, session);
                });
            });
        });
}
