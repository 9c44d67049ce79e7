//! The figures of a layer beside those of the trivial answers.

use egui::{Align, Rect, Sense, Ui, WidgetInfo, vec2};
use strum::IntoEnumIterator as _;

use super::table::{Cell, ROW, rule, share};
use crate::review::agreement::{Figures, Measure, Scores};
use crate::session::Session;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;

const NAME: f32 = 216.0;
const VALUE: f32 = 84.0;

/// Draws the table.
pub fn figures_ui(ui: &mut Ui, ctx: Ctx<'_>, scores: &Scores, session: &Session) {
    let tr = ctx.tr;
    ui.spacing_mut().item_spacing.y = 0.0;
    let heads = [
        "evaluate.the-layer",
        "evaluate.one-article",
        "evaluate.every-block",
    ];
    let row = line(ui, "", heads.map(|key| tr.get(key).to_owned()), true);
    rule(ui, row);
    let answers = [&scores.layer, &scores.one_article, &scores.every_block];
    let values = |cell: &dyn Fn(&Figures) -> String| answers.map(cell);
    for measure in Measure::iter() {
        let name = tr.get(&format!("measure.{}", measure.as_str()));
        line(
            ui,
            name,
            values(&|figures| share(measure.of(figures))),
            false,
        );
        if measure == Measure::Quality {
            let counts = values(&|figures: &Figures| {
                let articles = &figures.articles;
                let (missed, extra) = (articles.missed(), articles.extra());
                format!("{} / {missed} / {extra}", articles.matched)
            });
            line(ui, tr.get("evaluate.matched-missed-extra"), counts, false);
            let repairs = values(&|figures: &Figures| {
                format!("{} + {}", figures.articles.splits, figures.articles.merges)
            });
            line(ui, tr.get("evaluate.repairs"), repairs, false);
        }
    }
    labels_ui(ui, ctx, &scores.layer, session);
}

/// Each label by itself.
fn labels_ui(ui: &mut Ui, ctx: Ctx<'_>, figures: &Figures, session: &Session) {
    if figures.entities.by_label.is_empty() {
        return;
    }
    ui.add_space(10.0);
    let heads = ["evaluate.precision", "evaluate.recall", "evaluate.f1"];
    let heads = heads.map(|key| ctx.tr.get(key).to_owned());
    let row = line(ui, ctx.tr.get("evaluate.labels-strict"), heads, true);
    rule(ui, row);
    for (label, figures) in &figures.entities.by_label {
        let name = ctx.label_name(session.schema(), label);
        let strict = &figures.strict;
        let values = [strict.precision(), strict.recall(), strict.f1()].map(share);
        line(ui, name, values, false);
    }
}

/// One row: a name and three values, the figures of the layer in full colour.
fn line(ui: &mut Ui, name: &str, values: [String; 3], head: bool) -> Rect {
    let size = vec2(NAME + 3.0 * VALUE, ROW);
    let (row, response) = ui.allocate_exact_size(size, Sense::hover());
    let spoken = format!("{name} {}", values.join(" "));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, spoken.trim()));
    let theme = Theme::of(ui);
    let cell = |text, left, width, align, strong: bool| Cell {
        text,
        left,
        width,
        align,
        color: if strong { theme.text } else { theme.weak },
        bold: strong && !head,
    };
    let named = Cell {
        bold: false,
        ..cell(name, 0.0, NAME - 8.0, Align::Min, !head)
    };
    named.paint(ui, row);
    for (at, value) in values.iter().enumerate() {
        let left = NAME + at as f32 * VALUE;
        cell(
            value.as_str(),
            left + 6.0,
            VALUE - 6.0,
            Align::Max,
            at == 0 && !head,
        )
        .paint(ui, row);
    }
    row
}
