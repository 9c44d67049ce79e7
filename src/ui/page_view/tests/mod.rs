//! Tests of the page view, through a real frame without a window.
//!
//! This file is the stage: a page with its state, shown alone in a harness.

mod keys;
mod mouse;
mod scrolling;

use egui::{Key, Modifiers, Pos2, Rect};
use egui_kittest::Harness;

use super::{
    Emphasis, Extras, LabelColors, PageColors, PageEvent, PageOptions, PageTexts, PageView,
    PageViewState,
};
use crate::model::annotations::Annotations;
use crate::model::article::{Article, Place, Segment};
use crate::model::entity::{Attributes, Entity};
use crate::model::id::{ArticleId, EntityId, SegmentId};
use crate::model::schema::Schema;
use crate::text::offset::CharOffset;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// What the harness shows and what it was told.
pub(super) struct Stage {
    pub source: SourceText,
    pub annotations: Annotations,
    pub suggested: Option<Annotations>,
    pub revision: u64,
    pub schema: Schema,
    pub colors: PageColors,
    pub options: PageOptions,
    pub emphasis: Emphasis,
    pub state: PageViewState,
    pub events: Vec<PageEvent>,
    pub hovered: (Option<EntityId>, Option<usize>),
}

impl Stage {
    pub fn new(text: &str) -> Self {
        Self {
            source: SourceText::new(text),
            annotations: Annotations::default(),
            suggested: None,
            revision: 0,
            schema: Schema::newspaper(),
            colors: colors(),
            options: PageOptions::default(),
            emphasis: Emphasis::default(),
            state: PageViewState::default(),
            events: Vec::new(),
            hovered: (None, None),
        }
    }

    pub fn show(&mut self, ui: &mut egui::Ui) {
        let view = PageView {
            source: &self.source,
            annotations: &self.annotations,
            revision: self.revision,
            schema: &self.schema,
            colors: &self.colors,
            options: &self.options,
            texts: PageTexts {
                page: "版面",
                overview: "全版",
                article: "文章",
                furniture: "版面杂项",
                correction: "勘误",
                pick: |names| &names.zh,
            },
            emphasis: self.emphasis,
            extras: Extras {
                suggested: self.suggested.as_ref(),
                ..Extras::default()
            },
            state: &mut self.state,
        };
        let response = view.show(ui);
        self.hovered = (response.hovered, response.hovered_line);
        self.events.extend(response.events);
    }

    pub fn selected(&self) -> &str {
        self.source.slice(self.state.selection())
    }

    pub fn entity(&mut self, start: u32, end: u32, label: &str) -> EntityId {
        put_entity(&mut self.annotations, start, end, label)
    }

    pub fn article(&mut self, rank: i64) -> ArticleId {
        let id = ArticleId::new();
        let article = Article {
            id,
            rank,
            title: None,
            continues: None,
            attributes: Attributes::new(),
        };
        self.annotations.put_article(id, Some(article));
        id
    }

    pub fn segment(&mut self, start: u32, end: u32, place: Place) {
        let id = SegmentId::new();
        let segment = Segment {
            id,
            span: span(start, end),
            place,
        };
        self.annotations.put_segment(id, Some(segment));
    }
}

pub(super) fn put_entity(to: &mut Annotations, start: u32, end: u32, label: &str) -> EntityId {
    let id = EntityId::new();
    let entity = Entity {
        id,
        span: span(start, end),
        label: label.into(),
        authority: None,
        attributes: Default::default(),
        parts: Vec::new(),
    };
    to.put_entity(id, Some(entity));
    id
}

pub(super) fn in_article(article: ArticleId, role: &str) -> Place {
    Place::Article {
        article,
        rank: 0,
        role: role.into(),
    }
}

pub(super) fn span(start: u32, end: u32) -> Span {
    Span::new(start, end).unwrap()
}

/// Shows a stage, 500 by 300 points unless said otherwise, with the keyboard.
pub(super) fn harness(stage: Stage) -> Harness<'static, Stage> {
    sized(stage, [500.0, 300.0])
}

pub(super) fn sized(stage: Stage, size: [f32; 2]) -> Harness<'static, Stage> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(1.0 / 60.0)
        .with_context_setup(install_face)
        .allow_missing_glyphs()
        .build_ui_state(|ui, stage: &mut Stage| stage.show(ui), stage);
    page(&harness).focus();
    harness.run();
    harness.state_mut().events.clear();
    harness
}

pub(super) fn page<'a>(harness: &'a Harness<'static, Stage>) -> egui_kittest::Node<'a> {
    use egui_kittest::kittest::Queryable as _;
    harness.get_by_label("版面")
}

/// Installs the face for Han. Tests hold without it too, on boxes of one width.
pub(super) fn install_face(ctx: &egui::Context) {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/fonts/NotoSansCJKsc-Subset.otf"
    );
    let Ok(bytes) = std::fs::read(path) else {
        return;
    };
    let mut fonts = egui::FontDefinitions::default();
    let face = egui::FontData::from_owned(bytes);
    fonts.font_data.insert("han".to_owned(), face.into());
    for (family, place) in [
        (egui::FontFamily::Proportional, 0),
        (egui::FontFamily::Monospace, 1),
    ] {
        fonts
            .families
            .entry(family)
            .or_default()
            .insert(place, "han".to_owned());
    }
    ctx.set_fonts(fonts);
}

pub(super) fn press(harness: &mut Harness<'static, Stage>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

/// The middle of the glyph of the code point at `offset`.
pub(super) fn glyph(harness: &Harness<'static, Stage>, offset: u32) -> Rect {
    let rects = harness.state().state.rects_of(span(offset, offset + 1));
    *rects.first().expect("the code point is in view")
}

/// A point just inside the left edge of a glyph.
pub(super) fn before(harness: &Harness<'static, Stage>, offset: u32) -> Pos2 {
    glyph(harness, offset).left_center() + egui::vec2(2.0, 0.0)
}

pub(super) fn caret(harness: &Harness<'static, Stage>) -> CharOffset {
    harness.state().state.caret()
}

fn colors() -> PageColors {
    let grey = egui::Color32::from_gray;
    let line = egui::Color32::DARK_GREEN;
    PageColors {
        paper: grey(250),
        text: grey(30),
        unassigned: grey(70),
        caption: grey(120),
        furniture: grey(150),
        number: grey(150),
        mark: grey(130),
        faint: grey(190),
        current_line: grey(240),
        selection: grey(210),
        selection_idle: grey(225),
        caret: grey(0),
        accent: egui::Color32::BLUE,
        strike: egui::Color32::RED,
        hit: egui::Color32::YELLOW,
        current_hit: egui::Color32::GOLD,
        problem: egui::Color32::RED,
        question: egui::Color32::LIGHT_BLUE,
        strip: grey(240),
        articles: vec![egui::Color32::BLUE, egui::Color32::ORANGE],
        labels: vec![LabelColors::from_line(line); 3],
    }
}
