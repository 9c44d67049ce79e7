//! A window for tests: fixed size, our fonts and theme, nothing that moves.

use std::path::PathBuf;

use broadsheet::ui::fonts;
use broadsheet::ui::theme::ThemeChoice;
use egui_kittest::{Harness, HarnessBuilder};

use super::soft_renderer::SoftRenderer;

/// What a test window looks like.
#[derive(Clone, Copy)]
pub struct Window {
    /// Width and height in points.
    pub size: [f32; 2],
    /// Whether the theme is dark.
    pub dark: bool,
    /// Pixels per point.
    pub scale: f32,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            size: [900.0, 640.0],
            dark: false,
            scale: 1.0,
        }
    }
}

/// A harness and the renderer that can take its picture.
pub struct Shown<'a, State> {
    pub harness: Harness<'a, State>,
    renderer: SoftRenderer,
}

impl Window {
    /// The builder to make a harness from, for tests that run a whole program.
    pub fn builder<State>(self) -> (HarnessBuilder<State>, SoftRenderer) {
        let renderer = SoftRenderer::default();
        let choice = if self.dark {
            ThemeChoice::Dark
        } else {
            ThemeChoice::Light
        };
        let theme = if self.dark {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        };
        let builder = HarnessBuilder::default()
            .with_size(self.size)
            .with_pixels_per_point(self.scale)
            .with_theme(theme)
            .with_max_steps(12)
            .with_context_setup(move |ctx| {
                fonts::install(ctx);
                choice.apply(ctx, false);
            })
            .renderer(renderer.clone());
        (builder, renderer)
    }

    /// Shows what `ui` draws over `state`, on a panel as the window has.
    pub fn show<'a, State>(
        self,
        state: State,
        mut ui: impl FnMut(&mut egui::Ui, &mut State) + 'a,
    ) -> Shown<'a, State> {
        let (builder, renderer) = self.builder();
        let harness = builder.build_ui_state(
            move |root: &mut egui::Ui, state: &mut State| {
                egui::CentralPanel::default().show(root, |inner| ui(inner, state));
            },
            state,
        );
        Shown { harness, renderer }
    }
}

impl<State> Shown<'_, State> {
    /// Writes a picture named `name.png` if the environment variable
    /// `BROADSHEET_PICTURES` names a folder, and does nothing otherwise.
    pub fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("BROADSHEET_PICTURES") {
            let path = PathBuf::from(folder).join(format!("{name}.png"));
            self.image()
                .save(path)
                .expect("the folder can be written to");
        }
    }

    /// The window as it looks now.
    pub fn image(&self) -> image::RgbaImage {
        self.renderer
            .picture(&self.harness.ctx, self.harness.output())
    }
}
