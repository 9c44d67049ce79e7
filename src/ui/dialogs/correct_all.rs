//! Applying one correction to all equal places: how many there are, and where to
//! apply it, before anything happens.

use egui::{Context, Id};

use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::edit::wrong_text::WrongText;
use crate::session::corrections::EqualPlaces;
use crate::ui::action::{Action, Reach};
use crate::ui::context::Ctx;
use crate::ui::env::Blocked;
use crate::ui::panels::correct_field::{one_line, struck_ui};
use crate::ui::theme::Theme;
use crate::ui::widgets::text;

/// Code points around a place in the list of places.
const AROUND: usize = 12;
/// So many places are shown.
pub const SHOWN: usize = 5;

/// The form as it is filled in.
#[derive(Debug, Clone)]
pub struct CorrectAllForm {
    /// What is wrong and what is right.
    pub wrong: WrongText,
    /// Further places in this document.
    pub here: usize,
    /// The first of them: the line from 1, the text before, in and after it.
    pub places: Vec<(usize, [String; 3])>,
    /// Where it stands in the project; `None` until it is counted.
    pub everywhere: Option<EqualPlaces>,
    /// Whether it is being counted.
    pub counting: bool,
    /// Where to apply it.
    pub reach: Reach,
}

impl CorrectAllForm {
    fn chosen(&self) -> usize {
        match self.reach {
            Reach::Document => self.here,
            Reach::Project => self.everywhere.as_ref().map_or(0, EqualPlaces::places),
        }
    }
}

/// The text before a place, the last few code points on one line.
pub fn head_of(text: &str) -> String {
    let shown = one_line(text);
    let count = shown.chars().count();
    shown.chars().skip(count.saturating_sub(AROUND)).collect()
}

/// The text after a place, the first few code points on one line.
pub fn tail_of(text: &str) -> String {
    one_line(text).chars().take(AROUND).collect()
}

/// Draws the dialog.
pub fn correct_all_ui(egui: &Context, ctx: Ctx<'_>, form: &mut CorrectAllForm) -> Wish {
    let tr = ctx.tr;
    let chosen = form.chosen();
    let blocked = (chosen == 0).then(|| {
        let waits = form.reach == Reach::Project && form.counting;
        if waits {
            tr.get("correct-all.wait")
        } else {
            tr.get("correct-all.nothing")
        }
    });
    let blocked = blocked.or(match form.reach {
        Reach::Document => ctx.waits(),
        Reach::Project => ctx.env.busy.then(|| tr.get(Blocked::Busy.key())),
    });
    let apply = tr.with("correct-all.apply", &[("n", &chosen)]);
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        DialogButton::default_action(&apply).blocked(blocked),
    ];
    let answer = Dialog::new(
        Id::unique("correct all dialog"),
        tr.get("correct-all.title"),
    )
    .width(520.0)
    .show(egui, &buttons, |ui| {
        ui.horizontal(|ui| {
            struck_ui(ui, form.wrong.raw(), 200.0);
            text::weak(ui, "→", Theme::of(ui).size.text);
            let right = one_line(form.wrong.right());
            let theme = Theme::of(ui);
            if right.is_empty() {
                text::colored(ui, tr.get("correct.deletes"), theme.size.text, theme.danger);
            } else {
                text::colored(ui, &right, theme.size.heading, theme.accent);
            }
        });
        ui.add_space(8.0);
        let here = tr.with("correct-all.document", &[("n", &form.here)]);
        ui.radio_value(&mut form.reach, Reach::Document, here);
        let everywhere = match &form.everywhere {
            Some(found) => tr.with(
                "correct-all.project",
                &[
                    ("n", &found.places()),
                    ("documents", &found.documents.len()),
                ],
            ),
            None if form.counting => tr.get("correct-all.counting").to_owned(),
            None => tr.get("correct-all.uncounted").to_owned(),
        };
        let known = form.everywhere.is_some();
        ui.add_enabled_ui(known, |ui| {
            ui.radio_value(&mut form.reach, Reach::Project, everywhere);
        });
        ui.add_space(8.0);
        places_ui(ui, form);
        text::weak(ui, tr.get("correct-all.note"), Theme::of(ui).size.small);
    });
    match answer.pressed {
        Some(0) => Wish::Close,
        Some(_) => {
            ctx.send(Action::CorrectAll(form.wrong.clone(), form.reach));
            Wish::Close
        }
        None => Wish::Stay,
    }
}

/// The first places with what stands around them.
fn places_ui(ui: &mut egui::Ui, form: &CorrectAllForm) {
    let theme = Theme::of(ui);
    for (line, [before, place, after]) in &form.places {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 1.0;
            let number = egui::RichText::new(format!("{line:>5}  "))
                .monospace()
                .size(theme.size.small)
                .color(theme.gutter);
            ui.label(number);
            text::weak(ui, before, theme.size.text);
            text::colored(ui, place, theme.size.text, theme.danger);
            text::weak(ui, after, theme.size.text);
        });
    }
    let more = form.here.saturating_sub(form.places.len());
    if more > 0 {
        text::weak(ui, &format!("        … + {more}"), theme.size.small);
    }
    ui.add_space(6.0);
}
