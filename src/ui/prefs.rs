//! What is remembered between runs, apart from any project.

use std::path::{Path, PathBuf};

use super::i18n::Language;
use super::theme::ThemeChoice;
use super::view_state::Mode;

/// Choices of the person at this machine.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// Light, dark or the system's.
    pub theme: ThemeChoice,
    /// Language of the window; `None` until chosen: the system's.
    pub language: Option<Language>,
    /// Zoom of the whole window, 1 for normal.
    pub zoom: f32,
    /// Whether the documents are shown.
    pub show_documents: bool,
    /// Whether the inspector is shown.
    pub show_inspector: bool,
    /// Mode that was used last.
    pub mode: Mode,
    /// Projects, most recent first.
    pub recent: Vec<PathBuf>,
    /// Whether the project that was open last opens by itself.
    pub reopen: bool,
    /// Folder of the last import or export.
    pub folder: Option<PathBuf>,
    /// Nothing slides or fades.
    pub still: bool,
}

/// How many recent projects are kept.
const RECENT: usize = 10;

impl Default for Prefs {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            language: None,
            zoom: 1.0,
            show_documents: true,
            show_inspector: true,
            mode: Mode::Segment,
            recent: Vec::new(),
            reopen: true,
            folder: None,
            still: false,
        }
    }
}

impl Prefs {
    /// Puts a project at the head of the recent ones.
    pub fn remember(&mut self, project: &Path) {
        self.forget(project);
        self.recent.insert(0, project.to_path_buf());
        self.recent.truncate(RECENT);
    }

    /// Takes a project off the recent ones.
    pub fn forget(&mut self, project: &Path) {
        self.recent.retain(|other| other != project);
    }

    /// Whether things may slide and fade.
    pub fn animations(&self) -> bool {
        !self.still
    }

    /// The language of the window.
    pub fn language(&self) -> Language {
        self.language.unwrap_or_else(Language::detect)
    }

    /// Sets the zoom within sensible bounds.
    pub fn set_zoom(&mut self, zoom: f32) {
        self.zoom = (zoom * 10.0).round().clamp(5.0, 30.0) / 10.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recent_projects_have_no_doubles_and_an_end() {
        let mut prefs = Prefs::default();
        for n in 0..15 {
            prefs.remember(Path::new(&format!("/p{}", n % 12)));
        }
        assert_eq!(prefs.recent.len(), RECENT);
        assert_eq!(prefs.recent.first(), Some(&PathBuf::from("/p2")));
    }

    #[test]
    fn prefs_of_an_older_version_are_completed() {
        let prefs: Prefs = ron::from_str("(zoom: 1.5)").unwrap();
        assert_eq!(prefs, Prefs { zoom: 1.5, ..Prefs::default() });
    }
}
