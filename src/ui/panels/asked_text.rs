//! The page in mode Review and, where it leaves room, beside it the reading text of the
//! article that the question at hand is about, as it would be with every question
//! accepted. Nothing can be changed there; a click goes to the place on the page.

use std::collections::BTreeMap;

use egui::{Align2, FontId, Rect, Sense, Ui, UiBuilder, vec2};

use super::page::{self, PAPER_WIDTH, Paper};
use crate::model::id::{ArticleId, DocumentId};
use crate::review::difference::{ArticleRef, Kind, Question};
use crate::session::Session;
use crate::session::pages::OpenPage;
use crate::session::review::Review;
use crate::text::span::Span;
use crate::text::span_index::SpanIndex;
use crate::ui::action::Action;
use crate::ui::clean_text::CleanText;
use crate::ui::context::Ctx;
use crate::ui::page_view::{
    Extras, Highlight, Mode as PageMode, PageEvent, PageOptions, PageView, PageViewState,
};
use crate::ui::theme::Theme;
use crate::ui::view_state::ViewState;
use crate::ui::widgets::text;
use crate::ui::words::Words;

/// The text is shown where it can have this width, and has this width at most, in points.
const WIDTHS: std::ops::RangeInclusive<f32> = 350.0..=700.0;
/// What a page needs beside its text: numbers, marks, overview, in points.
const BESIDE: f32 = 170.0;
/// Height of the name over the text.
const NAME: f32 = 24.0;

/// What stands beside the page in mode Review.
#[derive(Default)]
pub struct AskedText {
    /// Scroll of the text.
    clean: PageViewState,
    /// The article and what it reads; `None` for a question that is about none.
    shown: Option<(ArticleId, CleanText)>,
    /// The comparison, and the fingerprint of its question, that it was made for.
    made_for: Option<(u64, String)>,
    /// The number of code points of the longest line of a document.
    longest: Option<(DocumentId, u32)>,
}

impl AskedText {
    /// What the article that is asked about reads, while it is shown.
    pub fn text(&self) -> Option<&CleanText> {
        self.shown.as_ref().map(|(_, text)| text)
    }

    /// The width that the page needs, in points.
    fn page_width(&mut self, page: &OpenPage, font_size: f32) -> f32 {
        let document = page.scope.document;
        let known = self.longest.filter(|(id, _)| *id == document);
        let (_, longest) = known.unwrap_or_else(|| {
            let lines = 0..page.source.line_count();
            let longest = lines.map(|line| page.source.line_span(line).len()).max();
            (document, longest.unwrap_or(0))
        });
        self.longest = Some((document, longest));
        // No character is wider than the text is high.
        (longest as f32 * font_size).min(PAPER_WIDTH) + BESIDE
    }

    /// Makes the text anew for another question, and shows the place that is asked about.
    fn keep_up(
        &mut self,
        session: &Session,
        page: &OpenPage,
        (review, question): (&Review, &Question),
        stamp: u64,
    ) {
        let wanted = (stamp, question.fingerprint.clone());
        if self.made_for.as_ref() == Some(&wanted) {
            return;
        }
        self.made_for = Some(wanted);
        let before = self.shown.take().map(|(article, _)| article);
        let Some(article) = article_of(review, question) else {
            return;
        };
        let mut then = page.clone();
        then.annotations = review.preview.clone();
        then.revision = stamp;
        let text = CleanText::around(&then, session.schema(), article, question.place());
        if before != Some(article) {
            self.clean = PageViewState::default();
        }
        if let Some(&(place, _)) = marks(&text, page, review, question).first() {
            self.clean.reveal(place);
        }
        self.shown = Some((article, text));
    }
}

/// The article, as the page would have it, that a question is about.
fn article_of(review: &Review, question: &Question) -> Option<ArticleId> {
    let there = |id: &ArticleId| review.preview.article(*id).is_some();
    let either = |article: ArticleRef| {
        let mine = article.mine.filter(there);
        mine.or_else(|| review.coming(article))
    };
    if let Some(article) = question.subject().and_then(either) {
        return Some(article);
    }
    if let Kind::Choose { choices } = &question.kind {
        return choices.iter().find_map(|choice| either(choice.article));
    }
    let segment = review.preview.segment_at(question.place().start())?;
    segment.article()
}

/// The places in question, where they stand in the text; none if the article as a whole
/// is in question.
fn marks(
    text: &CleanText,
    page: &OpenPage,
    review: &Review,
    question: &Question,
) -> Vec<(Span, Highlight)> {
    if matches!(question.kind, Kind::NewArticle { .. } | Kind::Order { .. }) {
        return Vec::new();
    }
    // Of a line end the last character is in question, which alone is hard to see.
    let more = match question.kind {
        Kind::LineBreaks { .. } => 5,
        _ => 0,
    };
    let wider = |span: Span| Span::between(span.start().back(more), span.end());
    let places = question.pieces(&page.annotations, review.theirs.annotations());
    let places = places.into_iter();
    let found = places.filter_map(|raw| text.clean_of(raw).map(wider));
    let mut marks: Vec<_> = found.map(|span| (span, Highlight::Question)).collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// Draws the page, and the text beside it if there is room, and returns what was done
/// on the page.
pub(super) fn review_page_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    view: &mut ViewState,
    page: &OpenPage,
    words: &Words,
) -> Vec<PageEvent> {
    let all = ui.available_rect_before_wrap();
    let font_size = PageOptions::default().font_size;
    let room = all.width() - view.asked.page_width(page, font_size);
    let review = view.review.open().cloned();
    let asked = review.as_deref().zip(view.review.current());
    let Some((review, question)) = asked.filter(|_| room >= *WIDTHS.start()) else {
        view.asked.shown = None;
        view.asked.made_for = None;
        return page::paper_ui(ui, ctx, session, view, page, words);
    };
    let stamp = view.review.stamp();
    view.asked.keep_up(session, page, (review, question), stamp);
    let text = view.asked.text();
    let marks = text.map(|text| marks(text, page, review, question));
    ui.allocate_rect(all, Sense::hover());
    let middle = (all.right() - room.min(*WIDTHS.end())).round();
    let left = UiBuilder::new().max_rect(all.with_max_x(middle));
    let mut side = ui.new_child(left.id_salt("page side"));
    let events = page::paper_ui(&mut side, ctx, session, view, page, words);
    let right = UiBuilder::new().max_rect(all.with_min_x(middle + 1.0));
    let mut side = ui.new_child(right.id_salt("asked side"));
    name_ui(&mut side, ctx);
    text_ui(&mut side, ctx, session, view, (page, review), marks);
    let line = Theme::of(ui).line;
    ui.painter().vline(middle, all.y_range(), (1.0, line));
    events
}

/// The name over the text.
fn name_ui(ui: &mut Ui, ctx: Ctx<'_>) {
    let theme = Theme::of(ui);
    let (bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), NAME), Sense::hover());
    ui.painter().rect_filled(bar, 0, theme.panel);
    let under = (1.0, theme.line);
    ui.painter().hline(bar.x_range(), bar.bottom(), under);
    let galley = text::line(ui, ctx.tr.get("read.clean"), theme.size.small);
    let at = text::centered(bar.left() + 14.0, bar.center().y, &galley);
    ui.painter().galley(at, galley, theme.weak);
    ui.advance_cursor_after_rect(bar);
}

fn text_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    view: &mut ViewState,
    (page, review): (&OpenPage, &Review),
    marks: Option<Vec<(Span, Highlight)>>,
) {
    let AskedText {
        clean,
        shown: Some((article, text)),
        ..
    } = &mut view.asked
    else {
        let rect = ui.available_rect_before_wrap();
        nothing_ui(ui, rect, ctx.tr.get("review.no-article"));
        return;
    };
    let number = page.annotations.article_number(*article);
    let number = number.or_else(|| review.newcomers.get(article).copied());
    let numbers: BTreeMap<_, _> = number
        .map(|number| (*article, number))
        .into_iter()
        .collect();
    let Paper { colors, texts } = Paper::of(ui, ctx, session, "read.clean");
    let options = PageOptions {
        font_size: 16.0,
        line_height: 1.7,
        max_text_width: *WIDTHS.end(),
        mode: PageMode::Entities,
        show_breaks: false,
        show_numbers: false,
        show_caret: false,
    };
    let marks = marks.map(SpanIndex::from_entries);
    let style_of = |line| text.style(line);
    let shown = PageView {
        source: text.reading.source(),
        annotations: &text.annotations,
        revision: view.review.stamp(),
        schema: session.schema(),
        colors: &colors,
        options: &options,
        texts,
        emphasis: Default::default(),
        extras: Extras {
            highlights: marks.as_ref(),
            style_of: Some(&style_of),
            newcomers: Some(&numbers),
            ..Extras::default()
        },
        state: clean,
    }
    .show(ui);
    for event in shown.events {
        if let PageEvent::SelectionChanged { selection, .. } = event
            && let Some(raw) = text.raw_of(selection, &page.source)
        {
            // The keyboard goes back to the page with it.
            ctx.send(Action::Reveal(raw));
        }
    }
}

fn nothing_ui(ui: &Ui, rect: Rect, words: &str) {
    let theme = Theme::of(ui);
    let font = FontId::proportional(theme.size.text);
    ui.painter().text(
        rect.center(),
        Align2::CENTER_CENTER,
        words,
        font,
        theme.weak,
    );
}
