//! The figures of a layer beside those of the trivial answers.

use egui::{Align, Rect, Sense, Ui, WidgetInfo, vec2};
use strum::IntoEnumIterator as _;

use super::table::{Cell, ROW, rule, share};
use crate::review::agreement::{Figures, Measure, Scores};
use crate::session::Session;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;

const NAME: f32 = 190.0;
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
    let row = line(ui, "", &heads.map(|key| tr.get(key).to_owned()), Kind::Head);
    rule(ui, row);
    let answers = [&scores.layer, &scores.one_article, &scores.every_block];
    let values = |cell: &dyn Fn(&Figures) -> String| answers.map(cell);
    for measure in Measure::iter() {
        let name = tr.get(&format!("measure.{}", measure.as_str()));
        let detail = matches!(
            measure,
            Measure::GroupingPrecision | Measure::GroupingRecall | Measure::Pairs
        );
        let kind = if detail { Kind::Detail } else { Kind::Figure };
        line(
            ui,
            name,
            &values(&|figures| share(measure.of(figures))),
            kind,
        );
        if measure == Measure::Quality {
            let counts = values(&|figures: &Figures| {
                let articles = &figures.articles;
                let (missed, extra) = (articles.missed(), articles.extra());
                format!("{} / {missed} / {extra}", articles.matched)
            });
            line(
                ui,
                tr.get("evaluate.matched-missed-extra"),
                &counts,
                Kind::Detail,
            );
            let repairs = values(&|figures: &Figures| {
                format!("{} + {}", figures.articles.splits, figures.articles.merges)
            });
            line(ui, tr.get("evaluate.repairs"), &repairs, Kind::Detail);
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
    let row = line(ui, ctx.tr.get("evaluate.labels-strict"), &heads, Kind::Head);
    rule(ui, row);
    for (label, figures) in &figures.entities.by_label {
        let name = ctx.label_name(session.schema(), label);
        let strict = &figures.strict;
        let values = [strict.precision(), strict.recall(), strict.f1()].map(share);
        line(ui, name, &values, Kind::Even);
    }
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Names of columns.
    Head,
    /// A figure of the layer beside those of trivial answers.
    Figure,
    /// The same, as a part of the figure above.
    Detail,
    /// Three values that weigh the same.
    Even,
}

/// One row: a name and three values.
fn line(ui: &mut Ui, name: &str, values: &[String; 3], kind: Kind) -> Rect {
    let size = vec2(NAME + 3.0 * VALUE, ROW);
    let (row, response) = ui.allocate_exact_size(size, Sense::hover());
    let spoken = format!("{name} {}", values.join(" "));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, spoken.trim()));
    let theme = Theme::of(ui);
    let color = |strong: bool| if strong { theme.text } else { theme.weak };
    let indent = if kind == Kind::Detail { 14.0 } else { 0.0 };
    let named = Cell {
        text: name,
        left: indent,
        width: NAME - indent,
        align: Align::Min,
        color: color(kind != Kind::Head),
        bold: false,
        small: false,
    };
    named.paint(ui, row);
    for (at, value) in values.iter().enumerate() {
        let own = at == 0 && matches!(kind, Kind::Figure | Kind::Detail);
        let cell = Cell {
            text: value,
            left: NAME + at as f32 * VALUE + 2.0,
            width: VALUE - 2.0,
            align: Align::Max,
            color: color(own || kind == Kind::Even),
            bold: own && kind == Kind::Figure,
            small: false,
        };
        cell.paint(ui, row);
    }
    row
}
