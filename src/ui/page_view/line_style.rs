//! Lines that are not set like the others: larger, smaller, further in, with
//! space above, or with the number of the article that begins there.
//!
//! A raw page has none of it; a clean text is set like print.

use egui::{Align2, FontId, Painter, pos2};

use super::Scene;
use super::layout::{Laid, Sheet};
use super::pieces::Piece;
use super::state::PageViewState;
use crate::model::id::ArticleId;

/// Size of the number of an article as a share of the size of the text.
const NUMBER_SIZE: f32 = 0.76;

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineStyle {
    /// Size of the text, as a multiple of that of the page.
    pub size: f32,
    /// How much further in the first row begins, in em.
    pub indent: f32,
    /// Space above the line, in em of the page.
    pub above: f32,
    /// Whether it steps back like small print.
    pub quiet: bool,
    /// The article that begins with the line; its number stands above it.
    pub opens: Option<ArticleId>,
}

impl Default for LineStyle {
    fn default() -> Self {
        Self {
            size: 1.0,
            indent: 0.0,
            above: 0.0,
            quiet: false,
            opens: None,
        }
    }
}

/// Says how a line (from 0) is set.
pub type StyleOf<'a> = dyn Fn(u32) -> LineStyle + 'a;

impl Sheet<'_> {
    /// How the line of a piece is set.
    pub(super) fn style(&self, piece: Piece) -> LineStyle {
        self.style_of
            .map_or_else(LineStyle::default, |style_of| style_of(piece.line))
    }

    /// The height of a row in a line of this style: large type needs less lead.
    pub(super) fn row_height(&self, style: LineStyle) -> f32 {
        let more = (style.size - 1.0) * if style.size > 1.0 { 0.8 } else { 0.9 };
        (self.line_height * (1.0 + more)).round().max(1.0)
    }
}

/// The numbers of the articles that begin in view, each under a rule.
pub(super) fn paint_openings(painter: &Painter, scene: &Scene<'_>, state: &PageViewState) {
    if scene.extras.style_of.is_none() {
        return;
    }
    for laid in state.laid.iter().filter(|laid| laid.piece.first) {
        if let Some(article) = scene.sheet.style(laid.piece).opens {
            opening(painter, scene, laid, article);
        }
    }
}

fn opening(painter: &Painter, scene: &Scene<'_>, laid: &Laid, article: ArticleId) {
    let other = scene.extras.newcomers.and_then(|all| all.get(&article));
    let own = || scene.annotations.article_number(article);
    let number = other.copied().or_else(own).unwrap_or(0);
    let size = scene.options.font_size;
    let text = scene.areas.text;
    let base = laid.top - size * 0.35;
    let font = FontId::proportional(size * NUMBER_SIZE);
    let color = scene.colors.article(number);
    let name = format!("{} {number}", scene.texts.article);
    let at = pos2(text.left(), base);
    let drawn = painter.text(at, Align2::LEFT_BOTTOM, name, font.clone(), color);
    let given = scene.annotations.article(article);
    let title = given.and_then(|article| article.title.as_deref());
    let mut right = drawn.right();
    if let Some(title) = title.filter(|title| !title.trim().is_empty()) {
        let shown: String = title.chars().take(24).collect();
        let at = pos2(right + size * 0.6, base);
        right = painter
            .text(at, Align2::LEFT_BOTTOM, shown, font, scene.colors.caption)
            .right();
    }
    let rule = right + size * 0.6..=text.right();
    if rule.start() < rule.end() {
        let stroke = egui::Stroke::new(1.0, scene.colors.faint.gamma_multiply(0.5));
        painter.hline(rule, drawn.center().y, stroke);
    }
}
