//! Corrections: typing one, taking one away, one for all equal places.

use crate::edit::verbs::Refusal;
use crate::edit::verbs::corrections;
use crate::edit::wrong_text::WrongText;
use crate::model::id::CorrectionId;
use crate::session::corrections::EqualPlaces;
use crate::session::pages::OpenPage;
use crate::text::span::Span;
use crate::ui::action::Reach;
use crate::ui::app::{App, Project};
use crate::ui::dialogs::correct_all::{CorrectAllForm, SHOWN, head_of, tail_of};
use crate::ui::dialogs::open::OpenDialog;
use crate::ui::panels::correct_field::Correcting;

impl App {
    /// The page on screen.
    pub(super) fn open_page(&self) -> Option<&OpenPage> {
        let Project { session, view } = self.project.as_ref()?;
        session.page(view.current.as_ref()?.scope)
    }

    /// Opens the field for the selection, the correction at the caret, or the word
    /// there.
    pub(super) fn start_correction(&mut self) {
        if self.refuse_scattered() {
            return;
        }
        let word = self.word_at_caret();
        let Some((session, view)) = self.parts() else {
            return;
        };
        let found = view.current.as_ref().map(|current| current.scope);
        let Some(page) = found.and_then(|scope| session.page(scope)) else {
            return;
        };
        let selection = view.page.selection();
        let look = page.look(session.schema());
        let at_caret = corrections::corrections_at(look, selection);
        let wanted = match at_caret.first() {
            Some(one) if selection.is_empty() => Some(one.span),
            _ if selection.is_empty() => word.filter(|word| !word.is_empty()).or_else(|| {
                // At the end of a line the last character is meant.
                let caret = selection.start();
                page.source.trim(Span::between(caret.back(1), caret))
            }),
            _ => without_outer_line_ends(page, selection),
        };
        let Some(span) = wanted else {
            self.refuse(Refusal::NoText);
            return;
        };
        let span = corrections::grown(look, span);
        let field = field(page, span);
        view.page.select(span);
        view.page.reveal(span);
        view.correcting = Some(field);
    }

    /// Saves what was typed; while a job changes the project the field opens again with it.
    pub(super) fn correct(&mut self, span: Span, text: &str) {
        let waits = self.tasks.is_changing();
        let page = self.open_page().filter(|_| waits);
        let typed = page.map(|page| Correcting {
            text: text.to_owned(),
            ..field(page, span)
        });
        self.edit_page(|page, _| corrections::correct(page, span, text));
        if let (Some(typed), Some((_, view))) = (typed, self.parts()) {
            view.correcting = Some(typed);
            view.focus = None;
        }
    }

    /// Saves the correction that is being typed, before its page goes. Answers whether the
    /// page may go: not while a job changes the project and would have it lost.
    pub(super) fn settle_correction(&mut self) -> bool {
        let typing = self.parts().and_then(|(_, view)| {
            let scope = view.current.as_ref()?.scope;
            view.correcting.take().filter(|it| it.scope == scope)
        });
        if let Some(it) = typing.filter(|it| it.text != it.before) {
            self.correct(it.span, &it.text);
        }
        self.parts()
            .is_none_or(|(_, view)| view.correcting.is_none())
    }

    /// Takes the corrections at the caret or in the selection away.
    pub(super) fn remove_correction(&mut self) {
        self.edit_page(|page, selection| {
            let found = corrections::corrections_at(page, selection);
            let ids: Vec<_> = found.iter().map(|correction| correction.id).collect();
            corrections::remove(page, &ids)
        });
    }

    pub(super) fn remove_corrections(&mut self, ids: &[CorrectionId]) {
        self.edit_page(|page, _| corrections::remove(page, ids));
    }

    /// Asks where to apply the correction at hand, and begins to count.
    pub(super) fn open_correct_all(&mut self) {
        let Some(mut form) = self.correct_all_form() else {
            self.refuse(Refusal::NoCorrectionHere);
            return;
        };
        if let Some((path, _, layer)) = self.project_layer() {
            let (wrong, wake) = (form.wrong.clone(), self.wake.clone());
            self.tasks.count_equal_places(path, layer, wrong, wake);
            form.counting = true;
        }
        self.dialogs.push(OpenDialog::CorrectAll(Box::new(form)));
    }

    fn correct_all_form(&self) -> Option<CorrectAllForm> {
        let Project { session, view } = self.project.as_ref()?;
        let page = self.open_page()?;
        let look = page.look(session.schema());
        let at_caret = corrections::corrections_at(look, view.page.selection());
        let wrong = WrongText::of(&page.source, at_caret.first()?)?;
        let places = corrections::open_places(look, &wrong);
        let shown = places.iter().take(SHOWN).map(|&place| {
            let line = page.source.line_of(place.start()) + 1;
            let around = |from, to| page.source.slice(Span::between(from, to));
            let head = around(place.start().back(60), place.start());
            let tail = around(place.end(), place.end() + 60);
            let text = crate::ui::panels::correct_field::one_line(page.source.slice(place));
            (line, [head_of(head), text, tail_of(tail)])
        });
        Some(CorrectAllForm {
            here: places.len(),
            places: shown.collect(),
            everywhere: None,
            counting: false,
            reach: if places.is_empty() {
                Reach::Project
            } else {
                Reach::Document
            },
            wrong,
        })
    }

    /// Gives the open dialog what was counted.
    pub(in crate::ui) fn counted(&mut self, found: Option<&EqualPlaces>) {
        for dialog in &mut self.dialogs {
            if let OpenDialog::CorrectAll(form) = dialog {
                form.counting = false;
                form.everywhere = found.cloned();
            }
        }
    }

    /// Applies a correction to all equal places.
    pub(super) fn correct_all(&mut self, wrong: &WrongText, reach: Reach) {
        match reach {
            Reach::Document => self.edit_page(|page, _| corrections::correct_all(page, wrong)),
            Reach::Project if self.refuse_while_busy() => {}
            Reach::Project => {
                if let Some((path, author, layer)) = self.project_layer() {
                    let wake = self.wake.clone();
                    self.tasks
                        .correct_all(path, (author, layer), wrong.clone(), wake);
                }
            }
        }
    }
}

/// The field over a span, as it begins.
fn field(page: &OpenPage, span: Span) -> Correcting {
    let before = reads(page, span);
    Correcting {
        scope: page.scope,
        span,
        raw: page.source.slice(span).to_owned(),
        text: before.clone(),
        before,
        fresh: true,
    }
}

/// What a stretch of the page reads now; where no line ends in it and nothing in
/// it is corrected, the raw text with all its spaces.
fn reads(page: &OpenPage, span: Span) -> String {
    let raw = page.source.slice(span);
    let plain = !raw.contains(['\n', '\r']);
    if plain && page.annotations.corrections_in(span).next().is_none() {
        return raw.to_owned();
    }
    page.readings().stretch(span).text().to_owned()
}

/// A selection without the line ends and blank lines at its ends; spaces stay, for
/// they may be what is wrong.
fn without_outer_line_ends(page: &OpenPage, selection: Span) -> Option<Span> {
    let raw = page.source.slice(selection);
    if !raw.contains(['\n', '\r']) {
        return Some(selection);
    }
    page.source.trim(selection)
}
