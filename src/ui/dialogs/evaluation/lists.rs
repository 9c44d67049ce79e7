//! Documents, articles and places that differ, a row each; only rows in view cost
//! anything.

use egui::{Align, Color32, Rect, ScrollArea, Sense, Ui, vec2};

use super::EvaluationReport;
use super::table::{Cell, ROW, rule, share};
use crate::model::id::DocumentId;
use crate::model::line_break::BreakKind;
use crate::review::agreement::{
    ArticleOutcome, ArticleVerdict, Difference, Figures, Measure, Verdict,
};
use crate::session::Session;
use crate::session::evaluate::Evaluated;
use crate::text::span::Span;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::{Row, text};

/// A place that was clicked.
pub type Place = (DocumentId, Span);

/// A column: the key of its head, its width (0: all that is left), where its texts
/// stand.
type Column = (&'static str, f32, Align);

/// Draws the documents; gives the one that was clicked, `Some(None)` for all.
pub fn documents_ui(ui: &mut Ui, ctx: Ctx<'_>, report: &EvaluationReport) -> Option<Option<usize>> {
    const COLUMNS: [Column; 10] = [
        ("evaluate.document", 0.0, Align::Min),
        ("evaluate.short-grouping", 70.0, Align::Max),
        ("evaluate.short-quality", 70.0, Align::Max),
        ("evaluate.articles", 76.0, Align::Max),
        ("evaluate.short-repairs", 76.0, Align::Max),
        ("evaluate.short-order", 76.0, Align::Max),
        ("evaluate.short-roles", 70.0, Align::Max),
        ("evaluate.short-paragraphs", 92.0, Align::Max),
        ("evaluate.short-entities", 76.0, Align::Max),
        ("evaluate.differences", 92.0, Align::Max),
    ];
    let cells = |name: &str, figures: &Figures, differences: usize| {
        let at = |measure: Measure| share(measure.of(figures));
        let articles = &figures.articles;
        vec![
            name.to_owned(),
            at(Measure::Grouping),
            at(Measure::Quality),
            format!("{}/{}", articles.matched, articles.gold),
            articles.repairs().to_string(),
            at(Measure::Successors),
            at(Measure::Roles),
            at(Measure::Paragraphs),
            at(Measure::EntitiesStrict),
            differences.to_string(),
        ]
    };
    let evaluation = &report.evaluation;
    let documents = &evaluation.documents;
    let row = |at: usize| match at.checked_sub(1).and_then(|at| documents.get(at)) {
        Some(it) => Line::new(cells(&it.name, &it.scores.layer, it.difference_count)),
        None => {
            let all = evaluation.difference_count;
            let name = ctx.tr.get("evaluate.all-documents");
            Line::new(cells(name, &evaluation.pooled.layer, all)).bold()
        }
    };
    let clicked = list(ui, ctx, &COLUMNS, documents.len() + 1, &row)?;
    Some(clicked.checked_sub(1))
}

/// Draws what became of the articles; gives the place that was clicked.
pub fn articles_ui(ui: &mut Ui, ctx: Ctx<'_>, report: &EvaluationReport) -> Option<Place> {
    const COLUMNS: [Column; 7] = [
        ("evaluate.outcome", 90.0, Align::Min),
        ("evaluate.gold", 76.0, Align::Max),
        ("evaluate.the-layer", 76.0, Align::Max),
        ("evaluate.overlap", 70.0, Align::Max),
        ("evaluate.parts", 70.0, Align::Max),
        ("evaluate.text", 0.0, Align::Min),
        ("evaluate.document", 240.0, Align::Min),
    ];
    let places = &report.shown.articles;
    let find = |at: usize| -> Option<(&Evaluated, &ArticleVerdict)> {
        let (document, article) = places.get(at)?;
        let document = report.evaluation.documents.get(*document)?;
        Some((document, document.articles.get(*article)?))
    };
    if places.is_empty() {
        nothing(ui, ctx.tr.get("evaluate.no-articles"));
        return None;
    }
    let (ok, danger, warn) = {
        let theme = Theme::of(ui);
        (theme.ok, theme.danger, theme.warn)
    };
    let number = |number: Option<u32>| number.map_or("—".to_owned(), |number| number.to_string());
    let row = |at: usize| {
        let Some((document, it)) = find(at) else {
            return Line::new(Vec::new());
        };
        let (outcome, color) = match it.outcome {
            ArticleOutcome::Matched => ("evaluate.matched", ok),
            ArticleOutcome::Missed => ("evaluate.missed", danger),
            ArticleOutcome::Extra => ("evaluate.extra", warn),
        };
        Line::new(vec![
            ctx.tr.get(outcome).to_owned(),
            number(it.gold),
            number(it.other),
            share(Some(it.overlap)),
            it.parts.to_string(),
            it.excerpt.clone(),
            document.name.clone(),
        ])
        .colored(color)
    };
    let clicked = list(ui, ctx, &COLUMNS, places.len(), &row)?;
    let (document, it) = find(clicked)?;
    Some((document.document, it.span))
}

/// Draws the places that differ; gives the one that was clicked.
pub fn differences_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    report: &EvaluationReport,
    session: &Session,
) -> Option<Place> {
    const COLUMNS: [Column; 6] = [
        ("evaluate.line", 60.0, Align::Max),
        ("evaluate.subject", 100.0, Align::Min),
        ("evaluate.gold", 170.0, Align::Min),
        ("evaluate.the-layer", 170.0, Align::Min),
        ("evaluate.text", 0.0, Align::Min),
        ("evaluate.document", 220.0, Align::Min),
    ];
    let places = &report.shown.differences;
    let find = |at: usize| -> Option<(&Evaluated, &Difference)> {
        let (document, difference) = places.get(at)?;
        let document = report.evaluation.documents.get(*document)?;
        Some((document, document.differences.get(*difference)?))
    };
    if places.is_empty() {
        nothing(ui, ctx.tr.get("evaluate.no-differences"));
        return None;
    }
    let row = |at: usize| {
        let Some((document, it)) = find(at) else {
            return Line::new(Vec::new());
        };
        Line::new(vec![
            it.line.to_string(),
            ctx.tr
                .get(&format!("differs.{}", it.subject.as_str()))
                .to_owned(),
            says(ctx, session, &it.gold),
            says(ctx, session, &it.other),
            it.excerpt.clone(),
            document.name.clone(),
        ])
    };
    let clicked = list(ui, ctx, &COLUMNS, places.len(), &row)?;
    let (document, it) = find(clicked)?;
    Some((document.document, it.span))
}

/// What a layer says of a place, in words.
fn says(ctx: Ctx<'_>, session: &Session, verdict: &Verdict) -> String {
    let tr = ctx.tr;
    let schema = session.schema();
    match verdict {
        Verdict::Nothing => "—".to_owned(),
        Verdict::Unassigned => tr.get("evaluate.unassigned").to_owned(),
        Verdict::Furniture => tr.get("evaluate.furniture").to_owned(),
        Verdict::Article(number) => tr.with("evaluate.article-n", &[("n", number)]),
        Verdict::Extra(number) => tr.with("evaluate.extra-n", &[("n", number)]),
        Verdict::Role(role) => ctx.role_name(schema, role).to_owned(),
        Verdict::First => tr.get("evaluate.first").to_owned(),
        Verdict::After(line) => tr.with("evaluate.after-line", &[("n", line)]),
        Verdict::Break(BreakKind::Soft) => tr.get("evaluate.soft").to_owned(),
        Verdict::Break(BreakKind::Para) => tr.get("evaluate.para").to_owned(),
        Verdict::Label(label) => ctx.label_name(schema, label).to_owned(),
        Verdict::Text(text) if text.is_empty() => tr.get("evaluate.deleted").to_owned(),
        Verdict::Text(text) => format!("“{text}”"),
    }
}

fn nothing(ui: &mut Ui, sentence: &str) {
    ui.add_space(24.0);
    ui.vertical_centered(|ui| text::weak(ui, sentence, Theme::of(ui).size.text));
}

/// The texts of a row.
struct Line {
    cells: Vec<String>,
    /// The colour of the first cell, if it is not that of text.
    first: Option<Color32>,
    bold: bool,
}

impl Line {
    fn new(cells: Vec<String>) -> Self {
        Self {
            cells,
            first: None,
            bold: false,
        }
    }

    fn colored(mut self, color: Color32) -> Self {
        self.first = Some(color);
        self
    }

    fn bold(mut self) -> Self {
        self.bold = true;
        self
    }
}

/// Heads, then rows of which one may be clicked.
fn list(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    columns: &[Column],
    count: usize,
    line: &dyn Fn(usize) -> Line,
) -> Option<usize> {
    const GAP: f32 = 14.0;
    // The scroll bar stands in the margin at the right.
    let width = ui.available_width() - 12.0;
    let fixed: f32 = columns.iter().map(|(_, width, _)| width + GAP).sum();
    let rest = (width - fixed).max(120.0);
    let paint = |ui: &Ui, row: Rect, line: &Line, head: bool| {
        let theme = Theme::of(ui);
        let mut left = 6.0;
        for (at, ((_, wide, align), text)) in columns.iter().zip(&line.cells).enumerate() {
            let width = if *wide > 0.0 { *wide } else { rest };
            let color = if head { theme.weak } else { theme.text };
            let cell = Cell {
                text,
                left,
                width,
                align: *align,
                color: line.first.filter(|_| at == 0).unwrap_or(color),
                bold: line.bold,
                small: false,
            };
            cell.paint(ui, row);
            left += width + GAP;
        }
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    let heads = columns.iter().map(|(key, ..)| ctx.tr.get(key).to_owned());
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    paint(ui, row, &Line::new(heads.collect()), true);
    rule(ui, row);
    let mut clicked = None;
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show_rows(ui, ROW, count, |ui, range| {
            for at in range {
                let line = line(at);
                let name = line.cells.join(" ");
                let (row, response) = Row::new(&name, ROW).rounded().show(ui);
                paint(ui, row, &line, false);
                if response.clicked() {
                    clicked = Some(at);
                }
            }
        });
    clicked
}
