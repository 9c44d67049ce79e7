//! What does an article continue? Articles of this page and of others, likeliest
//! first; typing narrows the list, Enter links.

use egui::{Context, Id, Key, Modifiers, ScrollArea, Ui, vec2};

use super::form;
use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::model::id::ArticleId;
use crate::model::layer::Scope;
use crate::session::continuations::ContinuationCandidate;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::text;

/// The dialog with what was typed into it.
#[derive(Debug, Clone)]
pub struct ContinuationForm {
    /// The page of the article.
    pub scope: Scope,
    /// The article.
    pub article: ArticleId,
    /// Its number, from 1.
    pub number: usize,
    /// What it may continue; `None` until it has been looked for.
    pub candidates: Option<Vec<ContinuationCandidate>>,
    /// What the list is narrowed by.
    pub needle: String,
    /// The line that Enter takes.
    pub cursor: usize,
}

impl ContinuationForm {
    /// The key of what is said where there is no candidate.
    fn nothing(&self) -> &'static str {
        match self.candidates {
            Some(_) => "continuation.nothing",
            None => "continuation.looking",
        }
    }

    /// The candidates that what was typed leaves.
    fn shown(&self) -> Vec<&ContinuationCandidate> {
        let needle = self.needle.trim().to_lowercase();
        let fits = |text: &str| text.to_lowercase().contains(&needle);
        let found = self.candidates.iter().flatten();
        found
            .filter(|it| fits(&it.title) || fits(&it.document))
            .collect()
    }
}

/// Draws the dialog.
pub fn continuation_ui(egui: &Context, ctx: Ctx<'_>, form: &mut ContinuationForm) -> Wish {
    let tr = ctx.tr;
    let title = tr.with("continuation.title", &[("number", &form.number)]);
    let count = form.shown().len();
    move_cursor(egui, &mut form.cursor, count);
    let blocked = (count == 0).then(|| tr.get(form.nothing()));
    let blocked = blocked.or(ctx.waits());
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        DialogButton::default_action(tr.get("continuation.link")).blocked(blocked),
    ];
    let height = egui.content_rect().height() - 260.0;
    let answer = Dialog::new(Id::unique("continuation dialog"), &title)
        .width(620.0)
        .show(egui, &buttons, |ui| {
            let before = form.needle.clone();
            let field = form::text_row(ui, tr.get("continuation.find"), &mut form.needle, "");
            form::focus_first(ui, &field);
            if form.needle != before {
                form.cursor = 0;
            }
            ScrollArea::vertical()
                .max_height(height)
                .auto_shrink([false, true])
                .show(ui, |ui| rows_ui(ui, ctx, form))
                .inner
        });
    let chosen = match (answer.inner, answer.pressed) {
        (Some(clicked), _) if blocked.is_none() => Some(clicked),
        (_, Some(1)) => Some(form.cursor),
        (_, Some(_)) => return Wish::Close,
        (_, None) => return Wish::Stay,
    };
    let chosen = chosen.and_then(|at| form.shown().get(at).map(|it| it.at.article));
    if let Some(wanted) = chosen {
        ctx.send(Action::LinkContinuation(form.scope, form.article, wanted));
    }
    Wish::Close
}

fn move_cursor(egui: &Context, cursor: &mut usize, count: usize) {
    let pressed = |key| egui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        *cursor += 1;
    }
    if pressed(Key::ArrowUp) {
        *cursor = cursor.saturating_sub(1);
    }
    *cursor = (*cursor).min(count.saturating_sub(1));
}

/// The line that was clicked, if one was.
fn rows_ui(ui: &mut Ui, ctx: Ctx<'_>, form: &ContinuationForm) -> Option<usize> {
    let shown = form.shown();
    if shown.is_empty() {
        let words = ctx.tr.get(form.nothing());
        text::weak(ui, words, Theme::of(ui).size.text);
    }
    let mut clicked = None;
    for (at, candidate) in shown.iter().enumerate() {
        let here = candidate.at.document == form.scope.document;
        let place = if here {
            ctx.tr.get("continuation.this-page")
        } else {
            candidate.document.as_str()
        };
        let name = format!("{}  {}", candidate.number, candidate.title);
        let row = ui.add_sized(
            vec2(ui.available_width(), 24.0),
            egui::Button::selectable(at == form.cursor, name)
                .right_text(egui::RichText::new(place).color(Theme::of(ui).weak)),
        );
        if at == form.cursor && !ui.clip_rect().contains_rect(row.rect) {
            row.scroll_to_me(None);
        }
        if row.clicked() {
            clicked = Some(at);
        }
        let cues: Vec<_> = candidate
            .cues
            .iter()
            .take(3)
            .map(|cue| ctx.tr.get(&format!("cue.{}", cue.as_str())))
            .collect();
        if !cues.is_empty() {
            text::weak(ui, &cues.join(" · "), Theme::of(ui).size.small);
        }
    }
    clicked
}
