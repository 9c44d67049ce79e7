//! Counting the corpus, and saving what was counted.

use std::path::PathBuf;

use crate::model::id::LayerId;
use crate::session::statistics::Statistics;
use crate::ui::app::App;
use crate::ui::dialogs::open::OpenDialog;
use crate::ui::dialogs::statistics::{FileContent, StatisticsReport};

impl App {
    /// Counts what was counted last, or the layer at hand; the window opens when the
    /// numbers have come.
    pub(super) fn open_statistics(&mut self) {
        let Some((session, view)) = self.parts() else {
            return;
        };
        let own = session.layer();
        let (layer, listed) = view
            .statistics
            .as_ref()
            .map_or((None, false), |it| it.counted());
        let layer = layer.filter(|id| session.layers().iter().any(|it| it.id == *id));
        self.count_statistics(layer.unwrap_or(own), listed);
    }

    pub(super) fn count_statistics(&mut self, layer: LayerId, listed: bool) {
        if self.refuse_while_busy() {
            return;
        }
        let filter = self.view().map(|view| view.list.filter.trim().to_owned());
        let needle = filter.filter(|_| listed).unwrap_or_default();
        if let Some((path, _)) = self.project_file() {
            self.tasks
                .statistics(path, layer, needle, self.wake.clone());
        }
    }

    /// Remembers statistics for the next time.
    pub(super) fn keep_statistics(&mut self, report: Box<StatisticsReport>) {
        if let Some((_, view)) = self.parts() {
            view.statistics = Some(report);
        }
    }

    /// Shows what was counted, in the way in which the last numbers were left.
    pub(super) fn show_statistics(&mut self, statistics: Statistics, needle: String) {
        let Some((session, view)) = self.parts() else {
            return;
        };
        let report = match view.statistics.take() {
            Some(kept) => kept.recounted(statistics, needle),
            None => StatisticsReport::new(statistics, needle, session.schema()),
        };
        let report = Box::new(report);
        view.statistics = Some(report.clone());
        self.dialogs.push(OpenDialog::Statistics(report));
    }

    /// Writes a file that was made from statistics, in the background.
    pub(super) fn write_file(&mut self, path: PathBuf, content: FileContent) {
        if self.refuse_while_busy() {
            return;
        }
        if let Some((project, _)) = self.project_file() {
            self.tasks.write(project, path, content, self.wake.clone());
        }
    }
}
