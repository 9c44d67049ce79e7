//! A chart as a drawing in SVG 1.1, dark on white, with its own sizes and no script.

mod text;

use self::text::{cut, escaped, hex, tint, width};
use super::chart::{Along, Body, Chart, Form, Heat, ticks};

/// Width of the drawing, in pixels.
const WIDTH: f64 = 960.0;
/// Height of an area with columns or lines.
const AREA: f64 = 320.0;
/// Distance from bar to bar.
const ROW: f64 = 24.0;
/// Room for the title.
const TITLE: f64 = 44.0;
/// Room for the names of parts.
const LEGEND: f64 = 26.0;
const INK: &str = "#24221f";
const WEAK: &str = "#736e65";
const RULE: &str = "#e4e0d8";

/// The drawing as the text of a file.
pub fn svg(chart: &Chart) -> String {
    let mut drawing = Drawing::default();
    let height = match &chart.body {
        Body::Along(along) if along.form == Form::Bars => drawing.bars(along),
        Body::Along(along) => drawing.upright(along),
        Body::Heat(heat) => drawing.heat(heat),
    };
    let mut file = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
         width=\"{WIDTH}\" height=\"{height:.0}\" viewBox=\"0 0 {WIDTH} {height:.0}\" \
         font-family=\"'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif\" font-size=\"13\">\n\
         <title>{}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
        escaped(&chart.title)
    );
    let mut head = Drawing::default();
    head.text(20.0, 28.0, "start", INK, &chart.title);
    head.text(WIDTH - 20.0, 28.0, "end", WEAK, &chart.unit);
    file += &head.0;
    file += &drawing.0;
    file += "</svg>\n";
    file
}

/// What has been drawn.
#[derive(Default)]
struct Drawing(String);

impl Drawing {
    fn put(&mut self, line: std::fmt::Arguments<'_>) {
        self.0 += &line.to_string();
        self.0.push('\n');
    }

    fn text(&mut self, x: f64, y: f64, anchor: &str, color: &str, text: &str) {
        let text = escaped(text);
        self.put(format_args!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"{color}\">{text}</text>"
        ));
    }

    fn line(&mut self, [x, y]: [f64; 2], [to_x, to_y]: [f64; 2]) {
        self.put(format_args!(
            "<line x1=\"{x:.1}\" y1=\"{y:.1}\" x2=\"{to_x:.1}\" y2=\"{to_y:.1}\" stroke=\"{RULE}\"/>"
        ));
    }

    /// A rectangle that says on hover what it stands for.
    fn rect(&mut self, [x, y]: [f64; 2], [width, height]: [f64; 2], fill: &str, about: &str) {
        let about = escaped(about);
        self.put(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" \
             fill=\"{fill}\"><title>{about}</title></rect>"
        ));
    }

    /// The names of the parts, if there are several; gives where the area below begins.
    fn legend(&mut self, along: &Along) -> f64 {
        if along.series.len() < 2 {
            return TITLE;
        }
        let mut left = 20.0;
        for series in &along.series {
            let name = cut(&series.name);
            let color = hex(series.color);
            self.rect([left, TITLE], [11.0, 11.0], &color, &series.name);
            self.text(left + 16.0, TITLE + 10.0, "start", INK, &name);
            left += 34.0 + width(&name);
        }
        TITLE + LEGEND
    }

    fn bars(&mut self, along: &Along) -> f64 {
        let top = self.legend(along) + 4.0;
        let names: Vec<String> = along.names.iter().map(|name| cut(name)).collect();
        let widest = names.iter().map(|name| width(name)).fold(40.0, f64::max);
        let left = 20.0 + widest + 10.0;
        let room = WIDTH - left - 70.0;
        let ticks = ticks(along.most());
        let scale = room / ticks.last().copied().unwrap_or(1).max(1) as f64;
        let bottom = top + along.names.len() as f64 * ROW;
        for tick in ticks {
            let x = left + tick as f64 * scale;
            self.line([x, top], [x, bottom + 4.0]);
            self.text(x, bottom + 18.0, "middle", WEAK, &tick.to_string());
        }
        for (at, (name, whole)) in names.iter().zip(&along.names).enumerate() {
            let y = top + at as f64 * ROW;
            self.text(left - 8.0, y + 16.0, "end", INK, name);
            let mut sum = 0;
            for series in along.series.iter().filter(|it| it.value(at) > 0) {
                let value = series.value(at);
                let about = format!("{whole} · {}: {value}", series.name);
                let corner = [left + sum as f64 * scale, y + 4.0];
                let size = [value as f64 * scale, ROW - 8.0];
                self.rect(corner, size, &hex(series.color), &about);
                sum = u64::saturating_add(sum, value);
            }
            let end = left + sum as f64 * scale + 6.0;
            self.text(end, y + 16.0, "start", WEAK, &sum.to_string());
        }
        bottom + 34.0
    }

    /// Columns or lines.
    fn upright(&mut self, along: &Along) -> f64 {
        let top = self.legend(along) + 10.0;
        let bottom = top + AREA;
        let ticks = ticks(along.most());
        let last = ticks.last().copied().unwrap_or(1).max(1);
        let left = 30.0 + width(&last.to_string());
        for tick in &ticks {
            let y = bottom - *tick as f64 * AREA / last as f64;
            self.line([left, y], [WIDTH - 20.0, y]);
            self.text(left - 8.0, y + 4.0, "end", WEAK, &tick.to_string());
        }
        let place = Place::of(along, left, bottom, AREA / last as f64);
        self.names(along, &place);
        if along.form == Form::Lines {
            self.lines(along, &place);
        } else {
            self.columns(along, &place);
        }
        bottom + 34.0
    }

    /// The names under the axis, as many as have room.
    fn names(&mut self, along: &Along, place: &Place) {
        let mut free = f64::NEG_INFINITY;
        for (name, at) in along.names.iter().zip(&along.at) {
            let (name, x) = (cut(name), place.x(*at));
            let half = width(&name) / 2.0;
            if x - half > free {
                self.text(x, place.bottom + 18.0, "middle", WEAK, &name);
                free = x + half + 10.0;
            }
        }
    }

    fn columns(&mut self, along: &Along, place: &Place) {
        let wide = (place.step * 0.8).clamp(0.5, 60.0);
        for (at, (name, x)) in along.names.iter().zip(&along.at).enumerate() {
            let mut sum = 0;
            for series in along.series.iter().filter(|it| it.value(at) > 0) {
                let value = series.value(at);
                sum = u64::saturating_add(sum, value);
                let about = format!("{name} · {}: {value}", series.name);
                let corner = [place.x(*x) - wide / 2.0, place.y(sum)];
                let size = [wide, value as f64 * place.scale];
                self.rect(corner, size, &hex(series.color), &about);
            }
        }
    }

    fn lines(&mut self, along: &Along, place: &Place) {
        for series in &along.series {
            let (color, mut points) = (hex(series.color), String::new());
            for (at, x) in along.at.iter().enumerate() {
                let (x, y) = (place.x(*x), place.y(series.value(at)));
                points += &format!("{x:.1},{y:.1} ");
                self.put(format_args!(
                    "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.5\" fill=\"{color}\"/>"
                ));
            }
            let points = points.trim_end();
            self.put(format_args!(
                "<polyline points=\"{points}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>"
            ));
        }
    }

    fn heat(&mut self, heat: &Heat) -> f64 {
        let widest = |names: &[String]| {
            let widths = names.iter().map(|name| width(&cut(name)));
            widths.fold(40.0, f64::max)
        };
        let left = 20.0 + widest(&heat.rows) + 10.0;
        let top = TITLE + widest(&heat.columns) * 0.72 + 14.0;
        let columns = heat.columns.len().max(1) as f64;
        let wide = ((WIDTH - left - 120.0) / columns).clamp(8.0, 44.0);
        for (at, name) in heat.columns.iter().enumerate() {
            let x = left + (at as f64 + 0.5) * wide;
            let name = escaped(&cut(name));
            let y = top - 6.0;
            self.put(format_args!(
                "<text transform=\"translate({x:.1} {y:.1}) rotate(-45)\" fill=\"{INK}\">{name}</text>"
            ));
        }
        for (row, name) in heat.rows.iter().enumerate() {
            let y = top + row as f64 * ROW;
            self.text(left - 8.0, y + 16.0, "end", INK, &cut(name));
            for (column, other) in heat.columns.iter().enumerate() {
                let value = heat.value(row, column);
                let about = format!("{name} × {other}: {value}");
                let corner = [left + column as f64 * wide, y];
                let share = value as f64 / heat.most().max(1) as f64;
                let fill = hex(tint(heat.color, share));
                self.rect(corner, [wide - 1.0, ROW - 1.0], &fill, &about);
                if value > 0 {
                    let ink = if share > 0.55 { "#ffffff" } else { INK };
                    let middle = corner[0] + wide / 2.0;
                    self.text(middle, y + 16.0, "middle", ink, &value.to_string());
                }
            }
        }
        top + heat.rows.len() as f64 * ROW + 20.0
    }
}

/// Where numbers stand in an area.
struct Place {
    left: f64,
    bottom: f64,
    first: f64,
    /// Pixels from name to name.
    step: f64,
    /// Pixels for 1 along the axis of names.
    along: f64,
    /// Pixels for 1 upwards.
    scale: f64,
}

impl Place {
    fn of(along: &Along, left: f64, bottom: f64, scale: f64) -> Self {
        let first = along.at.first().copied().unwrap_or(0.0);
        let last = along.at.last().copied().unwrap_or(0.0);
        let step = along.step();
        // Half a step is left free at both ends.
        let pixels = (WIDTH - 20.0 - left) / (last - first + step).max(f64::MIN_POSITIVE);
        Self {
            left,
            bottom,
            first: first - step / 2.0,
            step: step * pixels,
            along: pixels,
            scale,
        }
    }

    fn x(&self, at: f64) -> f64 {
        self.left + (at - self.first) * self.along
    }

    fn y(&self, value: u64) -> f64 {
        self.bottom - value as f64 * self.scale
    }
}

#[cfg(test)]
mod tests;
