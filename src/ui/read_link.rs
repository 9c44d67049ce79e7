//! Keeping the two sides of Read mode together: where one goes, the other follows.
//!
//! The side that the person moved leads. Carets and selections are kept equal
//! through the map of the reading text. When a side scrolls, the first place in
//! its view, of the segment with the caret if that is in view, is put at the same
//! height on the other side.

use super::clean_text::CleanText;
use super::page_view::{Eye, PageViewState};
use crate::session::pages::OpenPage;
use crate::text::offset::CharOffset;
use crate::text::projection::Bias;
use crate::text::span::Span;

/// What both sides looked like when they were last in step.
#[derive(Debug, Default)]
pub struct Link {
    raw: Option<Seen>,
    clean: Option<Seen>,
    /// The clean selection has no one stretch of raw text.
    pub scattered: bool,
    /// The raw caret is in text of no article.
    pub astray: bool,
}

/// Selection and scroll of one side.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Seen {
    selection: Span,
    caret: CharOffset,
    scroll: (u32, f32),
}

impl Seen {
    fn of(state: &PageViewState) -> Self {
        Self {
            selection: state.selection(),
            caret: state.caret(),
            scroll: state.scrolled_to(),
        }
    }

    fn selects_as(&self, other: &Self) -> bool {
        (self.selection, self.caret) == (other.selection, other.caret)
    }
}

/// The side that goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// The raw page.
    #[default]
    Raw,
    /// The clean text.
    Clean,
}

impl Side {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Raw => Self::Clean,
            Self::Clean => Self::Raw,
        }
    }
}

impl Link {
    /// Forgets what the clean side looked like: its text is another one now.
    pub fn renew(&mut self) {
        self.clean = None;
        self.raw = None;
    }

    /// After one side was drawn: has the other follow it. `true` if the other side
    /// was moved, which has then to be drawn again.
    pub fn follow(
        &mut self,
        lead: Side,
        raw: &mut PageViewState,
        clean: &mut PageViewState,
        page: &OpenPage,
        text: &CleanText,
    ) -> bool {
        let (now, before) = match lead {
            Side::Raw => (Seen::of(raw), self.raw),
            Side::Clean => (Seen::of(clean), self.clean),
        };
        let selects = before.is_none_or(|before| !before.selects_as(&now));
        // A caret in text of no article has no place on the other side to be shown, so
        // that side begins with what is in view.
        let lost = || lead == Side::Raw && text.clean_of(now.selection).is_none();
        let scrolls = before.map_or_else(lost, |before| before.scroll != now.scroll);
        if selects {
            match lead {
                Side::Raw => self.select_clean(raw, clean, text, scrolls),
                Side::Clean => self.select_raw(raw, clean, page, text, scrolls),
            }
        }
        if scrolls {
            let eye = match lead {
                Side::Raw => raw_eye(raw, page).and_then(|eye| to_clean(eye, text)),
                Side::Clean => clean_eye(clean, text).and_then(|eye| to_raw(eye, text)),
            };
            let follower = match lead {
                Side::Raw => &mut *clean,
                Side::Clean => &mut *raw,
            };
            if let Some(eye) = eye {
                follower.follow(eye);
            }
        }
        match lead {
            Side::Raw => self.raw = Some(now),
            Side::Clean => self.clean = Some(now),
        }
        selects || scrolls
    }

    /// Notes how a side looks after it was made to follow, so that it does not lead.
    pub fn note(&mut self, side: Side, state: &PageViewState) {
        match side {
            Side::Raw => self.raw = Some(Seen::of(state)),
            Side::Clean => self.clean = Some(Seen::of(state)),
        }
    }

    fn select_clean(
        &mut self,
        raw: &PageViewState,
        clean: &mut PageViewState,
        text: &CleanText,
        scrolls: bool,
    ) {
        self.scattered = false;
        let selection = raw.selection();
        let found = text.clean_of(selection);
        self.astray = found.is_none();
        let Some(span) = found else {
            // Text of no article: nothing is selected in the clean text.
            clean.set_caret(clean.caret());
            return;
        };
        let backwards = !selection.is_empty() && raw.caret() == selection.start();
        place(clean, span, backwards, scrolls);
    }

    fn select_raw(
        &mut self,
        raw: &mut PageViewState,
        clean: &PageViewState,
        page: &OpenPage,
        text: &CleanText,
        scrolls: bool,
    ) {
        let selection = clean.selection();
        let backwards = !selection.is_empty() && clean.caret() == selection.start();
        let found = text.raw_of(selection, &page.source);
        self.scattered = found.is_none() && !selection.is_empty();
        self.astray = false;
        if let Some(span) = found {
            place(raw, span, backwards, scrolls);
        } else if let Some(at) = text.reading.raw_at(clean.caret().0, Bias::Before) {
            place(raw, Span::caret(at), false, scrolls);
        }
    }
}

/// Selects on the side that follows and brings the caret into view.
fn place(state: &mut PageViewState, span: Span, backwards: bool, scrolls: bool) {
    let (mark, caret) = if backwards {
        (span.end(), span.start())
    } else {
        (span.start(), span.end())
    };
    state.select_between(mark, caret);
    // While both scroll together the caret comes into view by itself or leaves it.
    if !scrolls {
        state.reveal(span);
    }
}

fn raw_eye(raw: &PageViewState, page: &OpenPage) -> Option<Eye> {
    let annotations = &page.annotations;
    let of_article = |span: Span| {
        let segment = annotations.segment_at(span.start())?;
        segment.article().map(|_| segment.span)
    };
    let at_caret = of_article(Span::caret(raw.caret()));
    at_caret.and_then(|span| raw.eye(span)).or_else(|| {
        let mut seen = annotations.segments_in(raw.visible());
        seen.find_map(|segment| {
            segment.article()?;
            raw.eye(segment.span)
        })
    })
}

fn clean_eye(clean: &PageViewState, text: &CleanText) -> Option<Eye> {
    let segment = text.annotations.segment_at(clean.caret());
    segment
        .and_then(|segment| clean.eye(segment.span))
        .or_else(|| clean.eye(text.reading.source().span()))
}

fn to_clean(eye: Eye, text: &CleanText) -> Option<Eye> {
    let whole = eye.at.floor();
    let at = text
        .reading
        .reading_of(CharOffset(whole as u32), Bias::After)?;
    Some(Eye {
        at: f64::from(at) + eye.at - whole,
        ..eye
    })
}

fn to_raw(eye: Eye, text: &CleanText) -> Option<Eye> {
    let whole = eye.at.floor();
    let at = text.reading.raw_at(whole as u32, Bias::After)?;
    Some(Eye {
        at: f64::from(at.0) + eye.at - whole,
        ..eye
    })
}
