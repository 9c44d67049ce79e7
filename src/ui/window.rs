//! Opening the real window, and saying in one sentence why it cannot be opened.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::app::{App, PREFS_KEY, Start};
use super::prefs::Prefs;

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// No display, or no way to draw on it.
    #[error(
        "no window can be opened here ({0}); start it on a desktop, or use the command line: `broadsheet --help`"
    )]
    NoDisplay(String),
    /// A library that is loaded at run time is missing.
    #[error(
        "no window can be opened because a system library is missing ({0}); on Debian or Ubuntu install \
         libxkbcommon-x11-0, libx11-xcb1, libxcursor1, libxi6, libgl1 and libegl1. The command line works without: \
         `broadsheet --help`"
    )]
    MissingLibrary(String),
    /// The program failed while the window was open.
    #[error(
        "the window was closed by an error of the program ({0}); everything that was shown as saved is saved"
    )]
    Crashed(String),
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// [`WindowError`] if it cannot be opened or was closed by a failure.
pub fn run(start: Start) -> Result<(), WindowError> {
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("broadsheet")
        .with_title("Broadsheet")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([860.0, 520.0])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions {
        viewport,
        persist_window: true,
        ..eframe::NativeOptions::default()
    };
    let opened = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let mark = opened.clone();
    let create: eframe::AppCreator<'_> = Box::new(move |creation| {
        mark.store(true, std::sync::atomic::Ordering::Relaxed);
        creation.egui_ctx.options_mut(|options| {
            // Zoom is a command of our own, with its own limits and remembered value.
            options.zoom_with_keyboard = false;
            // A desktop that does not say which theme it has gets paper.
            options.fallback_theme = egui::Theme::Light;
        });
        let prefs = creation
            .storage
            .and_then(|storage| eframe::get_value::<Prefs>(storage, PREFS_KEY));
        Ok(Box::new(App::new(
            &creation.egui_ctx,
            prefs.unwrap_or_default(),
            &start,
        )))
    });
    // Missing libraries make the toolkit panic; that must become a sentence too.
    let usual = std::panic::take_hook();
    let note = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let noted = note.clone();
    std::panic::set_hook(Box::new(move |info| {
        log::error!("{info}");
        if let Ok(mut noted) = noted.lock() {
            *noted = message_of(info);
        }
    }));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native("broadsheet", options, create)
    }));
    std::panic::set_hook(usual);
    match outcome {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(WindowError::NoDisplay(first_line(&error.to_string()))),
        Err(_) => {
            let message = note.lock().map(|note| note.clone()).unwrap_or_default();
            if opened.load(std::sync::atomic::Ordering::Relaxed) {
                Err(WindowError::Crashed(message))
            } else {
                Err(WindowError::MissingLibrary(message))
            }
        }
    }
}

fn message_of(info: &std::panic::PanicHookInfo<'_>) -> String {
    let text = info.payload_as_str().unwrap_or("unknown cause");
    first_line(text)
}

/// The first line without the place in somebody's source code.
fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let said = line
        .rsplit_once(".rs:")
        .and_then(|(_, rest)| rest.split_once(": "));
    let said = said.map_or(line, |(_, said)| said);
    // What follows a brace is a dump of settings that helps nobody here.
    let said = said.split('{').next().unwrap_or_default();
    said.trim().trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_told_without_places_in_source_code() {
        let raw = "winit EventLoopError: os error at /a/b-0.30/src/mod.rs:765: no DISPLAY is set.";
        assert_eq!(first_line(raw), "no DISPLAY is set");
        assert_eq!(first_line("Library not found\nmore"), "Library not found");
    }
}
