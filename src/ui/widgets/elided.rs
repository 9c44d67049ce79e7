//! A line of text that is cut with … where room is short, and shows the whole
//! on hover.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontFamily, FontId, Galley, Response, Role, Sense, Ui, Widget, WidgetInfo};

use super::text;
use crate::ui::theme::Theme;

/// Which end of a text gives way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Elide {
    /// The end, as in prose.
    #[default]
    End,
    /// The start, as in paths, whose end says most.
    Start,
}

/// One line that never grows beyond the width at hand.
#[must_use = "add it to a Ui"]
pub struct Elided<'a> {
    text: &'a str,
    points: Option<f32>,
    color: Option<Color32>,
    bold: bool,
    elide: Elide,
    sense: Sense,
}

impl<'a> Elided<'a> {
    /// A line in the theme's text colour and size. Line breaks become spaces.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            points: None,
            color: None,
            bold: false,
            elide: Elide::End,
            sense: Sense::hover(),
        }
    }

    /// Height of the font in points.
    pub fn size(mut self, points: f32) -> Self {
        self.points = Some(points);
        self
    }

    /// Colour of the text.
    pub fn color(mut self, color: Color32) -> Self {
        self.color = Some(color);
        self
    }

    /// Bold text.
    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    /// Which end gives way.
    pub fn elide(mut self, elide: Elide) -> Self {
        self.elide = elide;
        self
    }

    /// Makes the line react to clicks or drags.
    pub fn sense(mut self, sense: Sense) -> Self {
        self.sense = sense;
        self
    }
}

impl Widget for Elided<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let points = self.points.unwrap_or(theme.size.text);
        let width = ui.available_width();
        let (galley, cut) = match self.elide {
            Elide::End => cut_end(ui, self.text, points, width),
            Elide::Start => cut_start(ui, self.text, points, width),
        };
        let (rect, response) = ui.allocate_exact_size(galley.size(), self.sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), self.text));
        if ui.is_rect_visible(rect) {
            let color = self.color.unwrap_or(theme.text);
            if self.bold {
                text::paint_bold(ui.painter(), rect.min, galley, color);
            } else {
                ui.painter().galley(rect.min, galley, color);
            }
        }
        if cut {
            response.on_hover_text(self.text)
        } else {
            response
        }
    }
}

/// A line no wider than `width`, cut at its end; true where something was cut.
#[must_use]
pub fn cut_end(ui: &Ui, text: &str, points: f32, width: f32) -> (Arc<Galley>, bool) {
    let font = FontId::new(points, FontFamily::Proportional);
    let format = TextFormat::simple(font, Color32::PLACEHOLDER);
    // Far more than fits a screen; keeps a hostile line from being laid out whole.
    let shown: String = text
        .chars()
        .take(600)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let mut job = LayoutJob::single_section(shown, format);
    job.wrap.max_width = width.max(0.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = ui.painter().layout_job(job);
    let cut = galley.elided;
    (galley, cut)
}

/// The same as [`cut_end`], as text for widgets that lay it out themselves.
#[must_use]
pub fn cut_text(ui: &Ui, text: &str, points: f32, width: f32) -> (String, bool) {
    let (galley, cut) = cut_end(ui, text, points, width);
    let glyphs = galley.rows.iter().flat_map(|row| &row.glyphs);
    (glyphs.map(|glyph| glyph.chr).collect(), cut)
}

/// A line no wider than `width`, cut at its start; true where something was cut.
#[must_use]
pub fn cut_start(ui: &Ui, text: &str, points: f32, width: f32) -> (Arc<Galley>, bool) {
    let whole = text::line(ui, text, points);
    if whole.size().x <= width {
        return (whole, false);
    }
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    // The longest tail that fits; halving, because width grows with length.
    let (mut fits, mut too_long) = (starts.len(), 0);
    while fits - too_long > 1 {
        let middle = usize::midpoint(fits, too_long);
        let tail = starts.get(middle).and_then(|&at| text.get(at..));
        let galley = text::line(ui, &format!("…{}", tail.unwrap_or_default()), points);
        if galley.size().x <= width {
            fits = middle;
        } else {
            too_long = middle;
        }
    }
    let tail = starts.get(fits).and_then(|&at| text.get(at..));
    let galley = text::line(ui, &format!("…{}", tail.unwrap_or_default()), points);
    (galley, true)
}
