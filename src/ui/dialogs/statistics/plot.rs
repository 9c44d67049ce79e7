//! A chart on the screen.

use egui::{
    Align2, Color32, CornerRadius, FontId, RichText, ScrollArea, Sense, Ui, Vec2, Vec2b, vec2,
};
use egui_plot::{
    AxisHints, Bar, BarChart, GridMark, HoverPosition, Line, Plot, PlotBounds, PlotPoint, PlotUi,
    Points, Text,
};

use super::heat::heat_ui;
use crate::format::chart::{Along, Body, Chart, Form, Series, ticks};
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::elided::cut_text;
use crate::ui::widgets::text;

/// Room for the name of a bar, in points.
const NAME: f32 = 190.0;
/// Least distance from bar to bar, at which their names do not touch.
const BAR: f32 = 19.0;

/// Draws a chart in a place of this size.
pub fn plot_ui(ui: &mut Ui, ctx: Ctx<'_>, chart: &Chart, size: Vec2) {
    let place = ui.allocate_ui(size, |ui| {
        ui.set_min_size(size);
        match &chart.body {
            _ if chart.is_empty() => {
                ui.add_space(size.y * 0.4);
                let nothing = ctx.tr.get("statistics.nothing");
                let points = Theme::of(ui).size.text;
                ui.vertical_centered(|ui| text::weak(ui, nothing, points));
            }
            Body::Along(along) => {
                let taken = legend_ui(ui, along);
                let rest = vec2(size.x, size.y - taken);
                if along.form == Form::Bars {
                    bars_ui(ui, chart, along, rest);
                } else {
                    along_ui(ui, chart, along, rest);
                }
            }
            Body::Heat(heat) => heat_ui(ui, heat, size),
        }
    });
    let about = format!("{} · {}", chart.title, chart.unit);
    let info = || egui::WidgetInfo::labeled(egui::Role::Image, true, &about);
    place.response.widget_info(info);
}

/// The names of the parts, unless they stand along the axis; gives how high they are.
fn legend_ui(ui: &mut Ui, along: &Along) -> f32 {
    let names = along.series.iter().map(|it| &it.name);
    if along.series.len() < 2 || names.eq(&along.names) {
        return 0.0;
    }
    let theme = Theme::of(ui);
    let line = ui.horizontal(|ui| {
        for series in &along.series {
            let (place, _) = ui.allocate_exact_size(vec2(11.0, 11.0), Sense::hover());
            let fill = Theme::color_of(series.color);
            ui.painter().rect_filled(place, CornerRadius::same(2), fill);
            text::weak(ui, &series.name, theme.size.small);
            ui.add_space(8.0);
        }
    });
    line.response.rect.height() + ui.spacing().item_spacing.y
}

/// Bars that keep their height; many are scrolled through.
fn bars_ui(ui: &mut Ui, chart: &Chart, along: &Along, size: Vec2) {
    let wanted = along.names.len() as f32 * BAR + 34.0;
    if wanted <= size.y {
        return along_ui(ui, chart, along, size);
    }
    let area = ScrollArea::vertical().id_salt("bars").max_height(size.y);
    area.auto_shrink([false, false]).show(ui, |ui| {
        along_ui(ui, chart, along, vec2(size.x - 12.0, wanted));
    });
}

fn along_ui(ui: &mut Ui, chart: &Chart, along: &Along, size: Vec2) {
    let theme = Theme::of(ui);
    let ticks = ticks(along.most());
    let top = ticks.last().copied().unwrap_or(1) as f64;
    let marks = marks(&ticks);
    let is_lying = along.form == Form::Bars;
    let shown = if is_lying {
        every(along, 1)
    } else {
        every(along, thinning(along, size.x))
    };
    let places: Vec<GridMark> = shown.iter().map(|(mark, _)| *mark).collect();
    let names: Vec<(f64, String)> = shown
        .into_iter()
        .map(|(mark, name)| (mark.value, cut_text(ui, name, theme.size.small, NAME).0))
        .collect();
    let font = FontId::proportional(theme.size.small);
    let name_axis = if is_lying {
        AxisHints::new_y()
    } else {
        AxisHints::new_x()
    }
    .formatter(move |mark, _| name_at(&names, mark.value))
    .label_spacing(1.0..=2.0)
    .tick_label_color(theme.text)
    .tick_label_font(font.clone());
    let value_axis = if is_lying {
        AxisHints::new_x()
    } else {
        AxisHints::new_y()
    }
    .formatter(|mark, _| format!("{:.0}", mark.value))
    .label_spacing(8.0..=12.0)
    .tick_label_color(theme.weak)
    .tick_label_font(font);
    let (across, up) = if is_lying {
        (marks, places)
    } else {
        (places, marks)
    };
    let (x_axis, y_axis) = if is_lying {
        (value_axis, name_axis)
    } else {
        (name_axis, value_axis)
    };
    let plot = Plot::new(ui.scope_id().with((&chart.title, along.form as u8)))
        .width(size.x)
        .height(size.y)
        .show_background(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .show_crosshair(false)
        .show_x(false)
        .show_y(false)
        .show_grid(Vec2b::new(is_lying, !is_lying))
        .grid_color(theme.line)
        .grid_fade(0.0)
        .x_grid_spacer(move |_| across.clone())
        .y_grid_spacer(move |_| up.clone())
        .custom_x_axes(vec![x_axis])
        .custom_y_axes(vec![y_axis])
        .label_formatter(|hover| match hover {
            HoverPosition::NearDataPoint {
                plot_name,
                position,
                ..
            } => Some(format!("{plot_name}: {:.0}", position.y)),
            HoverPosition::Elsewhere { .. } => None,
        });
    let ink = theme.weak;
    plot.show(ui, |plot| {
        plot.set_plot_bounds(bounds(along, top));
        match along.form {
            Form::Lines => lines(plot, along),
            Form::Bars | Form::Columns => bars(plot, along, ink),
        }
    });
}

fn marks(ticks: &[u64]) -> Vec<GridMark> {
    let step_size = ticks.get(1).copied().unwrap_or(1) as f64;
    let mark = |tick: &u64| GridMark {
        value: *tick as f64,
        step_size,
    };
    ticks.iter().map(mark).collect()
}

/// Every so many of the names, with its mark.
fn every(along: &Along, many: usize) -> Vec<(GridMark, &str)> {
    let step_size = along.step() * many as f64;
    let names = (0..along.names.len()).step_by(many.max(1));
    let mark = |at: usize| {
        let value = place(along, at);
        Some((GridMark { value, step_size }, along.names.get(at)?.as_str()))
    };
    names.filter_map(mark).collect()
}

/// Every how many names there is one with room for its text.
fn thinning(along: &Along, width: f32) -> usize {
    let longest = along.names.iter().map(|name| name.chars().count()).max();
    let room = longest.unwrap_or(1) as f32 * 7.5 + 16.0;
    let (first, last) = (along.at.first(), along.at.last());
    let whole = first.zip(last).map_or(0.0, |(first, last)| last - first) + along.step();
    let step = f64::from(width - 60.0) * along.step() / whole;
    (f64::from(room) / step.max(0.001)).ceil().max(1.0) as usize
}

/// Where a name stands on its axis; bars are listed downwards.
fn place(along: &Along, at: usize) -> f64 {
    let at = along.at.get(at).copied().unwrap_or(0.0);
    if along.form == Form::Bars { -at } else { at }
}

fn name_at(names: &[(f64, String)], value: f64) -> String {
    let mut names = names.iter();
    let found = names.find(|(at, _)| (at - value).abs() < 0.01);
    found.map_or_else(String::new, |(_, name)| name.clone())
}

fn bounds(along: &Along, top: f64) -> PlotBounds {
    let margin = along.step() * 0.6;
    let last = along.names.len().saturating_sub(1);
    let (first, last) = (place(along, 0), place(along, last));
    let (low, high) = (first.min(last) - margin, first.max(last) + margin);
    if along.form == Form::Bars {
        PlotBounds::from_min_max([0.0, low], [top * 1.06, high])
    } else {
        // Half of a point at zero would be cut off.
        let foot = if along.form == Form::Lines {
            -0.03 * top
        } else {
            0.0
        };
        PlotBounds::from_min_max([low, foot], [high, top * 1.06])
    }
}

fn bars(plot: &mut PlotUi<'_>, along: &Along, ink: Color32) {
    let mut sums = vec![0.0; along.names.len()];
    for series in &along.series {
        let chart = BarChart::new(series.name.clone(), parts(along, series, &mut sums))
            .color(Theme::color_of(series.color))
            .element_formatter(Box::new(|bar, _| bar.name.clone()));
        plot.bar_chart(if along.form == Form::Bars {
            chart.horizontal()
        } else {
            chart
        });
    }
    if along.form == Form::Columns {
        return;
    }
    for (at, sum) in sums.into_iter().enumerate() {
        let point = PlotPoint::new(sum, place(along, at));
        let sum = RichText::new(format!(" {sum:.0}")).color(ink);
        plot.text(Text::new("", point, sum).anchor(Align2::LEFT_CENTER));
    }
}

/// The bars of one part, on top of those before; adds them to the sums.
fn parts(along: &Along, series: &Series, sums: &mut [f64]) -> Vec<Bar> {
    let fill = Theme::color_of(series.color);
    let names = along.names.iter().zip(sums).enumerate();
    let parts = names.filter_map(|(at, (name, sum))| {
        let value = series.value(at);
        if value == 0 {
            return None;
        }
        let bar = Bar::new(place(along, at), value as f64)
            .base_offset(*sum)
            .width(along.step() * 0.72)
            .fill(fill)
            .name(format!("{name} · {}: {value}", series.name));
        *sum += value as f64;
        Some(bar)
    });
    parts.collect()
}

fn lines(plot: &mut PlotUi<'_>, along: &Along) {
    for series in &along.series {
        let fill = Theme::color_of(series.color);
        let places = (0..along.names.len()).map(|at| [place(along, at), series.value(at) as f64]);
        let points: Vec<[f64; 2]> = places.collect();
        plot.line(
            Line::new(series.name.clone(), points.clone())
                .color(fill)
                .width(2.0),
        );
        plot.points(
            Points::new(series.name.clone(), points)
                .color(fill)
                .radius(3.0),
        );
    }
}
