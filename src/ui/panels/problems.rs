//! The list of problems under the inspector: those of the page, kept up to date, or
//! those of all pages.

use egui::{Align2, FontId, Rect, Response, ScrollArea, Ui, pos2, vec2};

use crate::review::problems::{Problem, Severity};
use crate::session::Session;
use crate::session::pages::OpenPage;
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::problem_text;
use crate::ui::problems::{Listed, ProblemsState};
use crate::ui::theme::Theme;
use crate::ui::view_state::ViewState;
use crate::ui::widgets::elided::cut_end;
use crate::ui::widgets::{ButtonKind, Row, TextButton, section_header, text};

const ROW: f32 = 23.0;

/// Draws the list.
pub fn problems_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    view: &mut ViewState,
    page: &OpenPage,
) {
    // The pane keeps its height when the list is short.
    ui.set_min_height(ui.available_height());
    let at_hand = view.problems.at_hand(view.page.selection());
    let state = &mut view.problems;
    let count = match state.listed {
        Listed::Page => state.open.len(),
        Listed::Project => state.project.as_ref().map_or(0, |all| all.found.len()),
    };
    section_header(ui, ctx.tr.get("problems.title"), &count.to_string());
    choice_ui(ui, ctx, state);
    ui.spacing_mut().item_spacing.y = 0.0;
    match state.listed {
        Listed::Page => page_ui(ui, ctx, session, state, page, at_hand),
        Listed::Project => project_ui(ui, ctx, session, state),
    }
}

/// What is shown: the page or all pages, the ignored ones or not.
fn choice_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut ProblemsState) {
    ui.horizontal(|ui| {
        let page = ui.selectable_label(state.listed == Listed::Page, ctx.tr.get("problems.page"));
        if page.clicked() {
            state.listed = Listed::Page;
        }
        let all = ctx.tr.get("problems.project");
        let project = ui.selectable_label(state.listed == Listed::Project, all);
        if project.clicked() {
            state.listed = Listed::Project;
            if state.project.is_none() {
                ctx.run(Command::ListProblems);
            }
        }
        if state.listed == Listed::Project {
            let again = TextButton::new(ctx.tr.get("problems.again")).kind(ButtonKind::Link);
            if ui
                .add(again.blocked(ctx.blocked(Command::ListProblems)))
                .clicked()
            {
                ctx.run(Command::ListProblems);
            }
        } else if !state.ignored.is_empty() || state.show_ignored {
            let n = state.ignored.len();
            let name = ctx.tr.with("problems.ignored", &[("n", &n)]);
            if ui.selectable_label(state.show_ignored, name).clicked() {
                ctx.run(Command::ToggleIgnored);
            }
        }
    });
}

fn page_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    state: &mut ProblemsState,
    page: &OpenPage,
    at_hand: Option<usize>,
) {
    let reveal = std::mem::take(&mut state.reveal)
        .then_some(at_hand)
        .flatten();
    let ignored = if state.show_ignored {
        state.ignored.as_slice()
    } else {
        &[]
    };
    let count = state.open.len() + ignored.len();
    if count == 0 {
        nothing(ui, ctx.tr.get("problems.none"));
        return;
    }
    let line = |problem: &Problem| page.source.line_of(problem.place().start()) + 1;
    let mut list = ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt("problems list");
    if let Some(at) = reveal {
        // With some rows before it, so that one sees where one is.
        let top = at as f32 * ROW - 2.0 * ROW;
        list = list.vertical_scroll_offset(top.max(0.0));
    }
    list.show_rows(ui, ROW, count, |ui, range| {
        for at in range {
            if let Some(problem) = state.open.get(at) {
                let selected = at_hand == Some(at);
                open_row(ui, ctx, session, (at, problem), line(problem), selected);
            } else if let Some((problem, why)) = ignored.get(at - state.open.len()) {
                let at = at - state.open.len();
                ignored_row(ui, ctx, session, (at, problem), line(problem), &why.reason);
            }
        }
    });
}

fn nothing(ui: &mut Ui, words: &str) {
    text::weak(ui, words, Theme::of(ui).size.small);
}

/// A problem with what mends it; the one at hand also shows the keys.
fn open_row(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    (at, problem): (usize, &Problem),
    line: usize,
    selected: bool,
) {
    let schema = session.schema();
    let said = problem_text::sentence(ctx.tr, schema, problem);
    let sentence = ctx
        .tr
        .with("problems.line", &[("line", &line), ("what", &said)]);
    let (rect, response) = Row::new(&sentence, ROW)
        .selected(selected)
        .rounded()
        .show(ui);
    let mut right = rect.right() - 4.0;
    let mut tip = sentence.clone();
    if let Some(fix) = &problem.fix {
        let key = if selected { " F" } else { "" };
        let words = format!("{}{key}", ctx.tr.get("problems.fix"));
        let blocked = ctx.blocked(Command::FixProblem).is_some() && selected;
        let link = link(ui, &mut right, rect, &words, ("fix", at));
        let mends = problem_text::fix(ctx.tr, schema, problem, fix);
        tip = format!("{tip}\n→ {mends}");
        if link.on_hover_text(mends).clicked() && !blocked {
            ctx.send(Action::FixProblem(at));
        }
    }
    if selected {
        let words = format!("{} ⇧F", ctx.tr.get("problems.ignore"));
        if link(ui, &mut right, rect, &words, ("ignore", at)).clicked() {
            ctx.send(Action::AskIgnore(at));
        }
    }
    paint(
        ui,
        rect.with_max_x(right),
        problem.severity,
        &sentence,
        false,
    );
    if response.on_hover_text(tip).clicked() {
        ctx.send(Action::ShowProblem(at));
    }
}

/// An ignored problem and why it is.
fn ignored_row(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    (at, problem): (usize, &Problem),
    line: usize,
    reason: &str,
) {
    let said = problem_text::sentence(ctx.tr, session.schema(), problem);
    let sentence = ctx
        .tr
        .with("problems.line", &[("line", &line), ("what", &said)]);
    let (rect, response) = Row::new(&sentence, ROW).rounded().show(ui);
    let mut right = rect.right() - 4.0;
    let words = ctx.tr.get("problems.heed");
    if link(ui, &mut right, rect, words, ("heed", at)).clicked() {
        ctx.send(Action::HeedProblem(at));
    }
    paint(
        ui,
        rect.with_max_x(right),
        problem.severity,
        &sentence,
        true,
    );
    let tip = if reason.is_empty() {
        sentence
    } else {
        format!("{sentence}\n{reason}")
    };
    if response.on_hover_text(tip).clicked() {
        ctx.send(Action::Reveal(problem.place()));
    }
}

fn project_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, state: &ProblemsState) {
    let Some(report) = &state.project else {
        nothing(ui, ctx.tr.get("problems.not-yet"));
        return;
    };
    if report.found.is_empty() {
        nothing(ui, ctx.tr.get("problems.none"));
        return;
    }
    ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt("problems of all pages")
        .show_rows(ui, ROW, report.found.len(), |ui, range| {
            for found in report.found.get(range).unwrap_or_default() {
                let said = problem_text::sentence(ctx.tr, session.schema(), &found.problem);
                let values: [(&str, &dyn std::fmt::Display); 3] = [
                    ("name", &found.name),
                    ("line", &found.line),
                    ("what", &said),
                ];
                let sentence = ctx.tr.with("problems.place", &values);
                let (rect, response) = Row::new(&sentence, ROW).rounded().show(ui);
                paint(ui, rect, found.problem.severity, &sentence, false);
                if response.on_hover_text(&sentence).clicked() {
                    ctx.send(Action::ShowPlace(found.document, found.problem.place()));
                }
            }
        });
}

/// Words to click at the right end of a row; `right` moves before them.
fn link(ui: &mut Ui, right: &mut f32, row: Rect, words: &str, salt: (&str, usize)) -> Response {
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
fn paint(ui: &Ui, rect: Rect, severity: Severity, sentence: &str, faint: bool) {
    let theme = Theme::of(ui);
    let (mark, color) = match severity {
        Severity::Error => ("!", theme.danger),
        Severity::Warning => ("!", theme.warn),
        Severity::Hint => ("?", theme.weak),
    };
    let font = FontId::monospace(theme.size.text);
    let left = rect.left_center() + vec2(8.0, 0.0);
    ui.painter()
        .text(left, Align2::CENTER_CENTER, mark, font, color);
    let start = rect.left() + 18.0;
    let (galley, _) = cut_end(ui, sentence, theme.size.small, rect.right() - start - 4.0);
    let at = pos2(start, rect.center().y - galley.size().y / 2.0);
    let ink = if faint { theme.weak } else { theme.text };
    ui.painter().galley(at, galley, ink);
}
