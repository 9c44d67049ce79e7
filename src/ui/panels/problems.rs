//! The list of problems under the inspector: those of the page, kept up to date, or
//! those of all pages.

use egui::{ScrollArea, Ui, UiBuilder};

use super::problem_row::{OpenedRow, ROW, closed_row, link, paint};
use crate::review::problems::Problem;
use crate::session::Session;
use crate::session::pages::OpenPage;
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::problem_text;
use crate::ui::problems::{Listed, ProblemsState};
use crate::ui::theme::Theme;
use crate::ui::view_state::ViewState;
use crate::ui::widgets::{ButtonKind, Row, TextButton, section_header, text};

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
    // Plain ink on the colour of what is selected: the accent colour is hard to read there.
    let ink = Theme::of(ui).text;
    let choice = |ui: &mut Ui, chosen: bool, name: &str| {
        ui.selectable_label(chosen, egui::RichText::new(name).color(ink))
    };
    ui.horizontal(|ui| {
        let on_page = state.listed == Listed::Page;
        let page = choice(ui, on_page, ctx.tr.get("problems.page"));
        if page.clicked() {
            state.listed = Listed::Page;
        }
        let all = ctx.tr.get("problems.project");
        let project = choice(ui, state.listed == Listed::Project, all);
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
            if choice(ui, state.show_ignored, &name).clicked() {
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
    let opened = at_hand.and_then(|at| {
        let problem = state.open.get(at)?;
        let row = OpenedRow::of(ui, ctx, session, problem, line(problem));
        Some((at, row))
    });
    let rows = Rows {
        count,
        opened: opened.as_ref().map(|(at, row)| (*at, row.height())),
    };
    let mut list = ScrollArea::vertical()
        .auto_shrink(false)
        .min_scrolled_height(ROW)
        .id_salt("problems list");
    if let Some(at) = reveal {
        // With a row before it, so that one sees where one is.
        list = list.vertical_scroll_offset((rows.top(at) - ROW).max(0.0));
    }
    rows.show(ui, list, |ui, at| match (state.open.get(at), &opened) {
        (Some(problem), Some((here, row))) if *here == at => {
            row.show(ui, ctx, session, (at, problem));
        }
        (Some(problem), _) => closed_row(ui, ctx, session, (at, problem), line(problem)),
        (None, _) => {
            let at = at - state.open.len();
            if let Some((problem, why)) = ignored.get(at) {
                ignored_row(ui, ctx, session, (at, problem), line(problem), &why.reason);
            }
        }
    });
}

/// Rows of one height, one of them opened and higher.
#[derive(Debug, Clone, Copy)]
struct Rows {
    count: usize,
    /// Which one is opened, and how high it is.
    opened: Option<(usize, f32)>,
}

impl Rows {
    /// Where a row begins, in points from the top of the list.
    fn top(self, at: usize) -> f32 {
        let above = self.opened.filter(|&(opened, _)| opened < at);
        at as f32 * ROW + above.map_or(0.0, |(_, height)| height - ROW)
    }

    /// Draws the rows that are in view.
    fn show(self, ui: &mut Ui, list: ScrollArea, mut row: impl FnMut(&mut Ui, usize)) {
        list.show_viewport(ui, |ui, seen| {
            ui.set_height(self.top(self.count));
            let extra = self.opened.map_or(0.0, |(_, height)| height - ROW);
            let first = ((seen.top() - extra) / ROW).max(0.0) as usize;
            let past = (seen.bottom() / ROW).ceil().max(0.0) as usize;
            let mut area = ui.max_rect();
            area.min.y += self.top(first);
            let place = UiBuilder::new().max_rect(area);
            ui.scope_builder(place, |ui| {
                ui.skip_ahead_auto_ids(first);
                for at in first..past.min(self.count) {
                    row(ui, at);
                }
            });
        });
    }
}

fn nothing(ui: &mut Ui, words: &str) {
    text::weak(ui, words, Theme::of(ui).size.small);
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
