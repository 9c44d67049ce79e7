//! One frame of the page view: drawing and tessellating, without a graphics card.

use broadsheet::edit::apply::{Ground, apply_changes};
use broadsheet::edit::op::{Change, PageChange};
use broadsheet::model::annotations::Annotations;
use broadsheet::model::schema::{Names, Schema};
use broadsheet::text::source::SourceText;
use broadsheet::text::span::Span;
use broadsheet::ui::fonts;
use broadsheet::ui::page_view::{
    Emphasis, Extras, LabelColors, Mode, PageColors, PageOptions, PageTexts, PageView,
    PageViewState,
};
use broadsheet::ui::theme::{Theme, ThemeChoice};
use egui::{Context, Pos2, RawInput, Rect, vec2};

use crate::corpus;
use crate::{Times, head, row};

/// Frames of each kind; the slowest hundredth of them is the 99th percentile.
const FRAMES: usize = 600;

pub fn run() {
    head(
        "Frame of the page view, 900 × 900 points, milliseconds (median / 99th percentile)",
        &[
            "lines",
            "entities",
            "first",
            "steady",
            "scrolling",
            "one annotation changing",
        ],
    );
    for (lines, entities) in [(300, 1_500), (10_000, 50_000), (100_000, 50_000)] {
        let mut scene = Scene::new(lines, entities);
        let first = Times::of(1, |_| scene.frame(0.0));
        for _ in 0..20 {
            scene.frame(0.0);
        }
        let steady = Times::of(FRAMES, |_| scene.frame(0.0));
        let scrolling = Times::of(FRAMES, |_| scene.frame(-60.0));
        let changing = Times::of(FRAMES, |run| {
            scene.change(run);
            scene.frame(0.0);
        });
        let both =
            |times: &Times| format!("{:.2} / {:.2}", times.median_ms(), times.percentile_ms(99));
        let first = format!("{:.1}", first.median_ms());
        row(&[
            lines.to_string(),
            entities.to_string(),
            first,
            both(&steady),
            both(&scrolling),
            both(&changing),
        ]);
    }
}

struct Scene {
    ctx: Context,
    source: SourceText,
    annotations: Annotations,
    schema: Schema,
    colors: PageColors,
    state: PageViewState,
    revision: u64,
    time: f64,
}

impl Scene {
    fn new(lines: usize, entities: usize) -> Self {
        let ctx = Context::default();
        fonts::install(&ctx);
        ThemeChoice::Light.apply(&ctx, false);
        let schema = Schema::newspaper();
        let source = SourceText::new(corpus::page(lines, 24, 1));
        let annotations = corpus::annotations(&source, &schema, entities);
        let colors = colors(&schema);
        Self {
            ctx,
            source,
            annotations,
            schema,
            colors,
            state: PageViewState::default(),
            revision: 1,
            time: 0.0,
        }
    }

    /// Draws one frame, after the wheel has moved by `wheel` points.
    fn frame(&mut self, wheel: f32) {
        self.time += 1.0 / 60.0;
        let pointer = Pos2::new(300.0, 400.0);
        let mut events = vec![egui::Event::PointerMoved(pointer)];
        if wheel != 0.0 {
            events.push(egui::Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: vec2(0.0, wheel),
                modifiers: egui::Modifiers::NONE,
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
            });
        }
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(900.0, 900.0)));
        let input = RawInput {
            screen_rect,
            events,
            time: Some(self.time),
            ..RawInput::default()
        };
        let Self {
            ctx,
            source,
            annotations,
            schema,
            colors,
            state,
            revision,
            ..
        } = self;
        let mut output = ctx.run_ui(input, |ui| {
            let options = PageOptions {
                mode: Mode::Entities,
                ..PageOptions::default()
            };
            PageView {
                source,
                annotations,
                revision: *revision,
                schema,
                colors,
                options: &options,
                texts: texts(),
                emphasis: Emphasis::default(),
                extras: Extras::default(),
                state,
            }
            .show(ui);
        });
        // There is no graphics card to hand them to.
        output.textures_delta.clear();
        let shapes = std::mem::take(&mut output.shapes);
        std::hint::black_box(ctx.tessellate(shapes, output.pixels_per_point));
    }

    /// Tags something in view, or takes it back.
    fn change(&mut self, run: usize) {
        let start = self.state.visible().start() + (run as u32 % 200);
        let Some(span) = self.source.trim(Span::between(start, start + 3)) else {
            return;
        };
        let change = PageChange::Entity(Change::Insert(corpus::entity(span, "CITY")));
        let ground = Ground {
            source: &self.source,
            schema: &self.schema,
        };
        apply_changes(&mut self.annotations, ground, [&change]).expect("a legal change");
        self.revision += 1;
    }
}

fn texts() -> PageTexts<'static> {
    PageTexts {
        page: "Page",
        overview: "Overview",
        article: "Article",
        furniture: "Furniture",
        correction: "Correction",
        pick: |names: &Names| names.en.as_str(),
    }
}

fn colors(schema: &Schema) -> PageColors {
    let theme = Theme::light();
    PageColors {
        paper: theme.paper,
        text: theme.text,
        unassigned: theme.text,
        caption: theme.weak,
        furniture: theme.faint,
        number: theme.gutter,
        mark: theme.weak,
        faint: theme.faint,
        current_line: theme.hover,
        selection: theme.text_selection,
        selection_idle: theme.hover,
        caret: theme.caret,
        accent: theme.accent,
        strike: theme.danger,
        hit: theme.warn,
        current_hit: theme.warn,
        problem: theme.warn,
        question: theme.accent,
        strip: theme.trough,
        articles: (0..8).map(|index| theme.article_color(index)).collect(),
        labels: schema
            .labels
            .iter()
            .map(|def| LabelColors::from_line(theme.label_colors(def.rgb()).line))
            .collect(),
    }
}
