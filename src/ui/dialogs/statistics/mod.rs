//! What is in the corpus, counted: a plot and a table for each way to look at it.
//!
//! Counting is a job; what has come back is shown here as it was counted. Layer or
//! documents chosen anew are counted anew, and the window comes back as it was left.

mod charts;
mod choices;
mod heat;
mod list;
mod options;
mod plot;
mod saved;
mod shown;
mod sorter;

use std::sync::Arc;

use egui::{Context, Id, Key, Modifiers, Ui, vec2};

use strum::EnumCount as _;

use self::choices::{Choices, TABS};
pub use self::choices::{Extent, Measure, Tab};
use self::saved::Saving;
pub use self::saved::{FileContent, SaveKind};
use self::shown::Shown;
use self::sorter::Sorter;
use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::model::schema::Schema;
use crate::session::Session;
use crate::session::statistics::{Statistics, TableKind};
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::keys::NUMBERS;
use crate::ui::theme::Theme;

/// Statistics and what is shown of them.
#[derive(Debug, Clone)]
pub struct StatisticsReport {
    statistics: Arc<Statistics>,
    /// By what the list of documents was filtered that were counted; empty for all.
    needle: String,
    choices: Choices,
    cursors: [usize; TABS],
    /// Whether the list scrolls to its cursor.
    reveal: bool,
    shown: Option<Arc<Shown>>,
    sorter: Sorter,
    saving: Saving,
}

impl StatisticsReport {
    /// A report with everything as it is at first.
    pub fn new(statistics: Statistics, needle: String, schema: &Schema) -> Self {
        let place = |id: &str| schema.labels.iter().position(|def| def.id == id);
        // What the default schema is about; the first two labels of any other.
        let pair = place("CITY").zip(place("INITIATIVE")).unwrap_or((0, 1));
        Self {
            choices: Choices::new((pair.0, pair.1.min(schema.labels.len().saturating_sub(1)))),
            statistics: Arc::new(statistics),
            needle,
            cursors: [0; TABS],
            reveal: false,
            shown: None,
            sorter: Sorter::default(),
            saving: Saving::default(),
        }
    }

    /// The same view of newly counted numbers.
    #[must_use]
    pub fn recounted(mut self, statistics: Statistics, needle: String) -> Self {
        self.choices.label = self
            .choices
            .label
            .filter(|at| *at < statistics.labels.len());
        self.statistics = Arc::new(statistics);
        self.needle = needle;
        self.shown = None;
        self.sorter = Sorter::default();
        self.saving = Saving::default();
        self
    }

    /// The layer that was counted, and whether only the documents of a filtered list were.
    pub fn counted(&self) -> (Option<crate::model::id::LayerId>, bool) {
        (self.statistics.layer, !self.needle.is_empty())
    }

    /// Takes the path of a file that was asked for.
    pub fn take_path(&mut self, path: &std::path::Path) {
        self.saving.take_path(path);
    }

    fn cursor(&self) -> usize {
        let cursor = self.cursors.get(self.choices.tab as usize);
        cursor.copied().unwrap_or(0)
    }

    fn set_cursor(&mut self, at: usize) {
        if let Some(cursor) = self.cursors.get_mut(self.choices.tab as usize) {
            *cursor = at;
        }
    }

    /// Makes what is shown if another thing was chosen. A long list keeps its order until
    /// it has been sorted.
    fn refresh(&mut self, egui: &Context, ctx: Ctx<'_>, schema: &Schema) -> Arc<Shown> {
        let theme = Theme::of_ctx(egui);
        let (statistics, choices) = (&self.statistics, &self.choices);
        let wanted = (choices.clone(), theme.dark, ctx.tr.language());
        let mut shown = match self.shown.take() {
            Some(made) if made.made_for == wanted => made,
            before => {
                let look = (schema, theme);
                Arc::new(Shown::new(
                    ctx,
                    statistics,
                    choices,
                    look,
                    before.as_deref(),
                ))
            }
        };
        let by = choices.sorting();
        if shown.listing.by() != by {
            let waker = egui.clone();
            let wake = Arc::new(move || waker.request_repaint());
            let sorted = self.sorter.sorted(statistics, &shown.listing, by, wake);
            if let Some(listing) = sorted {
                Arc::make_mut(&mut shown).listing = listing;
            }
        }
        self.shown = Some(shown.clone());
        shown
    }

    /// Where a row leads: a document, or the first mention of a thing.
    fn target(&self, row: usize) -> Option<Action> {
        let listing = &self.shown.as_ref()?.listing;
        let at = listing.source(row)?;
        match listing.kind() {
            TableKind::Documents => {
                let document = self.statistics.documents.get(at)?;
                Some(Action::OpenDocument(document.id))
            }
            TableKind::Articles => {
                let article = self.statistics.articles.get(at)?;
                let document = self.statistics.documents.get(article.document)?;
                Some(Action::ShowPlace(document.id, article.first))
            }
            TableKind::Things => {
                let (document, span) = self.statistics.things.get(at)?.first;
                Some(Action::ShowPlace(document, span))
            }
            _ => None,
        }
    }
}

/// The plot has no more of the room that it shares with the table.
const MOST_OF_PLOT: f32 = 0.8;

/// Draws the statistics over most of the window.
pub fn statistics_ui(
    egui: &Context,
    ctx: Ctx<'_>,
    report: &mut StatisticsReport,
    session: Option<&Session>,
) -> Wish {
    let Some(session) = session else {
        return Wish::Close;
    };
    let schema = session.schema().clone();
    let shown = report.refresh(egui, ctx, &schema);
    saved::go_on(egui, ctx, report, &schema);
    let title = ctx.tr.get("statistics.title");
    let buttons = [DialogButton::cancel(ctx.tr.get("dialog.close"))];
    let room = egui.content_rect();
    let dialog = Dialog::new(Id::unique("statistics dialog"), title).width(room.width() - 96.0);
    let answer = dialog.show(egui, &buttons, |ui| {
        let mut chosen = keys(ui, report);
        let mut wish = options::about_ui(ui, ctx, report, session);
        ui.add_space(8.0);
        wish = wish.or(options::tabs_ui(ui, ctx, report));
        ui.add_space(6.0);
        options::options_ui(ui, ctx, report, &schema);
        ui.add_space(4.0);
        // Title, foot and margins of the dialog are not ours.
        let height = (room.height() - 290.0).max(160.0);
        let share = if report.choices.tab == Tab::Together {
            0.66
        } else {
            0.52
        };
        // A short table leaves its room to the plot.
        let table = list::ROW * (shown.listing.len() as f32 + 2.0);
        let most = (height - table).clamp(height * share, height * MOST_OF_PLOT);
        let size = vec2(ui.available_width(), most.round());
        let place = ui.scope(|ui| plot::plot_ui(ui, ctx, &shown.chart, size));
        report.saving.see(place.response.rect);
        ui.add_space(6.0);
        let rest = vec2(ui.available_width(), height - size.y);
        ui.allocate_ui(rest, |ui| {
            ui.set_min_size(rest);
            ui.set_max_height(rest.y);
            chosen = list::list_ui(ui, ctx, report, &schema).or(chosen);
        });
        (wish, chosen.and_then(|row| report.target(row)))
    });
    let (wish, target) = answer.inner;
    if report.choices != shown.made_for.0 {
        egui.request_repaint();
    }
    let leaves = answer.pressed.is_some() || target.is_some() || wish == Some(Wish::Close);
    if leaves {
        // The window comes back as it was left.
        ctx.send(Action::KeepStatistics(Box::new(report.clone())));
    }
    if let Some(target) = target {
        ctx.send(target);
    }
    if leaves {
        Wish::Close
    } else {
        wish.unwrap_or(Wish::Stay)
    }
}

/// Keys of the window and of its list; gives the row that was chosen.
fn keys(ui: &Ui, report: &mut StatisticsReport) -> Option<usize> {
    if !options::is_free(ui) {
        return None;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::COMMAND | Modifiers::SHIFT, Key::Tab) {
        report.choices.step(-1);
    }
    if pressed(Modifiers::COMMAND, Key::Tab) {
        report.choices.step(1);
    }
    for (at, key) in NUMBERS.into_iter().take(Tab::COUNT).enumerate() {
        if pressed(Modifiers::NONE, key) {
            report.choices.tab = Tab::from_repr(at).unwrap_or_default();
        }
    }
    list::list_keys(ui, report)
}
