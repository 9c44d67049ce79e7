//! One problem in a list: cut to a line, or opened with all of its words and the keys
//! that answer it.

use std::sync::Arc;

use egui::{
    Align, Align2, FontId, Galley, Layout, Pos2, Rect, Response, Ui, UiBuilder, pos2, vec2,
};

use crate::review::problems::{Problem, Severity};
use crate::session::Session;
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::problem_text;
use crate::ui::theme::Theme;
use crate::ui::widgets::elided::{cut_end, cut_text};
use crate::ui::widgets::{Hint, Row, text};

/// Height of a row that is not opened, in points.
pub(super) const ROW: f32 = 23.0;
/// Room for the mark of the severity.
const MARK: f32 = 18.0;
/// Height of the keys of an opened row.
const KEYS: f32 = 27.0;
/// Room for the key before what a fix does.
const CAP: f32 = 34.0;

/// A problem on one line, with a word that mends it.
pub(super) fn closed_row(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    (at, problem): (usize, &Problem),
    line: usize,
) {
    let sentence = sentence(ctx, session, problem, line);
    let (rect, response) = Row::new(&sentence, ROW).rounded().show(ui);
    let mut right = rect.right() - 4.0;
    let mut tip = sentence.clone();
    if let Some(fix) = &problem.fix {
        let link = link(
            ui,
            &mut right,
            rect,
            ctx.tr.get("problems.fix"),
            ("fix", at),
        );
        let mends = problem_text::fix(ctx.tr, session.schema(), problem, fix);
        tip = format!("{tip}\n→ {mends}");
        if link.on_hover_text(mends).clicked() && ctx.env.writable {
            ctx.send(Action::FixProblem(at));
        }
    }
    let room = rect.with_max_x(right);
    paint(ui, room, problem.severity, &sentence, false);
    if response.on_hover_text(tip).clicked() {
        ctx.send(Action::ShowProblem(at));
    }
}

fn sentence(ctx: Ctx<'_>, session: &Session, problem: &Problem, line: usize) -> String {
    let said = problem_text::sentence(ctx.tr, session.schema(), problem);
    ctx.tr
        .with("problems.line", &[("line", &line), ("what", &said)])
}

/// The row of the problem at hand: the whole sentence, and what the keys do.
pub(super) struct OpenedRow {
    sentence: String,
    galley: Arc<Galley>,
}

impl OpenedRow {
    /// Lays the row out in the width at hand.
    pub(super) fn of(
        ui: &Ui,
        ctx: Ctx<'_>,
        session: &Session,
        problem: &Problem,
        line: usize,
    ) -> Self {
        let theme = Theme::of(ui);
        let sentence = sentence(ctx, session, problem, line);
        let font = FontId::proportional(theme.size.small);
        let width = (ui.available_width() - MARK - 8.0).max(40.0);
        let galley = ui
            .painter()
            .layout(sentence.clone(), font, theme.text, width);
        Self { sentence, galley }
    }

    /// Its height, in points.
    pub(super) fn height(&self) -> f32 {
        self.galley.size().y + 6.0 + KEYS
    }

    /// Draws it.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        ctx: Ctx<'_>,
        session: &Session,
        (at, problem): (usize, &Problem),
    ) {
        let row = Row::new(&self.sentence, self.height()).selected(true);
        let (rect, response) = row.rounded().show(ui);
        let ink = Theme::of(ui).text;
        let left = pos2(rect.left() + MARK, rect.top() + 4.0);
        let first = self.galley.rows.first().map_or(0.0, |row| row.height());
        let beside = pos2(rect.left(), left.y + first / 2.0);
        mark(ui, beside, problem.severity);
        ui.painter().galley(left, self.galley.clone(), ink);
        let keys = Rect::from_min_max(pos2(left.x, rect.bottom() - KEYS), rect.max);
        let place = UiBuilder::new()
            .max_rect(keys.shrink2(vec2(0.0, 2.0)))
            .layout(Layout::right_to_left(Align::Center));
        ui.scope_builder(place, |ui| keys_ui(ui, ctx, session, (at, problem)));
        if response.clicked() {
            ctx.send(Action::ShowProblem(at));
        }
    }
}

/// The keys that mend or ignore a problem.
fn keys_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, (at, problem): (usize, &Problem)) {
    ui.spacing_mut().item_spacing.x = 10.0;
    ui.add_space(4.0);
    let ignore = Hint::new(&["⇧F"], ctx.tr.get("problems.ignore"));
    let ignore = ui.add(ignore.blocked(ctx.blocked(Command::IgnoreProblem)));
    if ignore.clicked() {
        ctx.send(Action::AskIgnore(at));
    }
    let Some(fix) = &problem.fix else { return };
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let mends = problem_text::fix(ctx.tr, session.schema(), problem, fix);
        let size = Theme::of(ui).size.text;
        let (cut, is_cut) = cut_text(ui, &mends, size, ui.available_width() - CAP);
        let hint = Hint::new(&["F"], &cut).blocked(ctx.blocked(Command::FixProblem));
        let mut shown = ui.add(hint);
        if is_cut {
            shown = shown.on_hover_text(&mends);
        }
        if shown.clicked() {
            ctx.send(Action::FixProblem(at));
        }
    });
}

/// Words to click at the right end of a row; `right` moves before them.
pub(super) fn link(
    ui: &mut Ui,
    right: &mut f32,
    row: Rect,
    words: &str,
    salt: (&str, usize),
) -> Response {
    let theme = Theme::of(ui);
    let galley = text::line(ui, words, theme.size.small);
    let min = pos2(*right - galley.size().x, row.top());
    let rect = Rect::from_min_max(min, pos2(*right, row.bottom()));
    let id = ui.scope_id().with(salt);
    let response = ui.interact(rect, id, egui::Sense::CLICK);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, words));
    let at = pos2(rect.left(), row.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.accent);
    *right = rect.left() - 8.0;
    response
}

/// The mark of the severity and the sentence.
pub(super) fn paint(ui: &Ui, rect: Rect, severity: Severity, sentence: &str, faint: bool) {
    let theme = Theme::of(ui);
    mark(ui, rect.left_center(), severity);
    let start = rect.left() + MARK;
    let (galley, _) = cut_end(ui, sentence, theme.size.small, rect.right() - start - 4.0);
    let at = pos2(start, rect.center().y - galley.size().y / 2.0);
    let ink = if faint { theme.weak } else { theme.text };
    ui.painter().galley(at, galley, ink);
}

/// The mark of the severity, beside a line whose left end is `at`.
fn mark(ui: &Ui, at: Pos2, severity: Severity) {
    let theme = Theme::of(ui);
    let (mark, color) = match severity {
        Severity::Error => ("!", theme.danger),
        Severity::Warning => ("!", theme.warn),
        Severity::Hint => ("?", theme.weak),
    };
    let font = FontId::monospace(theme.size.text);
    let at = at + vec2(8.0, 0.0);
    ui.painter()
        .text(at, Align2::CENTER_CENTER, mark, font, color);
}
