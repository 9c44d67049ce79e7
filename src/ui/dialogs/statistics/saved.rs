//! Saving what is shown: the table as CSV, the plot as SVG or as PNG.
//!
//! The picture is what stands on the screen, so it is taken from a frame without the
//! dialog that asked for its path.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use egui::{ColorImage, Context, Rect};

use super::choices::Sorting;
use super::shown::Listing;
use super::{StatisticsReport, charts};
use crate::format::chart::Chart;
use crate::format::{FormatError, picture, plot_svg};
use crate::model::schema::Schema;
use crate::session::statistics::Statistics;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::files::with_extension;
use crate::ui::theme::Theme;

/// What is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum SaveKind {
    /// The table.
    Csv,
    /// The plot as a drawing.
    Svg,
    /// The plot as a picture.
    Png,
}

impl SaveKind {
    /// The extension of its files, without dot.
    pub fn extension(self) -> &'static str {
        self.into()
    }

    /// The key that asks for it.
    pub fn key(self) -> egui::Key {
        match self {
            Self::Csv => egui::Key::C,
            Self::Svg => egui::Key::V,
            Self::Png => egui::Key::P,
        }
    }
}

/// What goes into a file, before it is turned into bytes.
#[derive(Debug, Clone)]
pub enum FileContent {
    /// A list of the statistics, and how it is to be sorted: a long one may not be yet.
    Table(Arc<Statistics>, Listing, Option<Sorting>),
    /// A chart to be drawn.
    Drawing(Box<Chart>),
    /// A text as it is.
    Text(Arc<str>),
    /// A part of the screen, in points with so many pixels each.
    Picture(Arc<ColorImage>, Rect, f32),
}

impl FileContent {
    /// The bytes of the file.
    ///
    /// # Errors
    /// [`FormatError`] for a picture of nothing.
    pub fn bytes(&self) -> Result<Vec<u8>, FormatError> {
        match self {
            Self::Table(statistics, listing, by) if listing.by() == *by => listing.csv(statistics),
            Self::Table(statistics, listing, by) => listing.sorted(statistics, *by).csv(statistics),
            Self::Text(text) => Ok(text.as_bytes().to_vec()),
            Self::Drawing(chart) => Ok(plot_svg::svg(chart).into_bytes()),
            Self::Picture(image, rect, scale) => {
                let part = image.region(rect, Some(*scale));
                let [width, height] = part.size.map(|side| u32::try_from(side).unwrap_or(0));
                let pixels = part.pixels.iter();
                let rgb: Vec<u8> = pixels.flat_map(|it| [it.r(), it.g(), it.b()]).collect();
                picture::png(width, height, &rgb)
            }
        }
    }
}

/// A file that is asked for or being made.
#[derive(Debug, Clone, Default)]
pub struct Saving {
    asked: Option<SaveKind>,
    path: Option<PathBuf>,
    /// Where the plot stands.
    plot: Option<Rect>,
    /// The screen, once it has been read, and where it goes.
    screen: Option<(PathBuf, Slot)>,
}

type Slot = Arc<Mutex<Option<Arc<ColorImage>>>>;

impl Saving {
    /// Remembers what the path is for that is asked for now.
    pub fn ask(&mut self, kind: SaveKind) {
        self.asked = Some(kind);
    }

    /// Takes the path.
    pub fn take_path(&mut self, path: &Path) {
        let kind = self.asked.map_or("", SaveKind::extension);
        self.path = Some(with_extension(path, kind));
    }

    /// Remembers where the plot stands.
    pub fn see(&mut self, plot: Rect) {
        self.plot = Some(plot);
    }
}

/// Goes on with a file whose path was given.
pub fn go_on(egui: &Context, ctx: Ctx<'_>, report: &mut StatisticsReport, schema: &Schema) {
    if let Some((path, content)) = report.saving.picture(egui) {
        ctx.send(Action::WriteFile(path, content));
    }
    // What was asked for is kept until its path has come.
    let Some(path) = report.saving.path.take() else {
        return;
    };
    let Some(kind) = report.saving.asked.take() else {
        return;
    };
    let statistics = report.statistics.clone();
    match (kind, &report.shown) {
        (SaveKind::Csv, Some(shown)) => {
            let by = report.choices.sorting();
            let content = FileContent::Table(statistics, shown.listing.clone(), by);
            ctx.send(Action::WriteFile(path, content));
        }
        (SaveKind::Svg, _) => {
            // A drawing goes on paper, whatever the window looks like.
            let light = Theme::light();
            let chart = charts::chart(ctx, &statistics, &report.choices, schema, light);
            let content = FileContent::Drawing(Box::new(chart));
            ctx.send(Action::WriteFile(path, content));
        }
        (SaveKind::Png, _) => {
            let slot = Slot::default();
            let (filled, waker) = (slot.clone(), egui.clone());
            egui.request_screenshot(move |image| {
                *filled.lock().unwrap_or_else(PoisonError::into_inner) = Some(image);
                waker.request_repaint();
            });
            report.saving.screen = Some((path, slot));
            egui.request_repaint();
        }
        _ => {}
    }
}

impl Saving {
    /// The picture of the plot, once, when the screen has been read.
    fn picture(&mut self, egui: &Context) -> Option<(PathBuf, FileContent)> {
        let (_, slot) = self.screen.as_ref()?;
        let image = slot.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        let (path, _) = self.screen.take()?;
        let content = FileContent::Picture(image, self.plot?, egui.pixels_per_point());
        Some((path, content))
    }
}
