//! The pane at the right in mode Review: the question at hand in words, how to
//! answer it, and the list of all.

use egui::{Align2, FontId, Margin, Rect, ScrollArea, Ui, pos2, vec2};

use super::top_bar;
use crate::review::difference::{Kind, Question};
use crate::session::Session;
use crate::session::pages::OpenPage;
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::review_state::reviewable;
use crate::ui::review_text::{Teller, kind_name};
use crate::ui::theme::Theme;
use crate::ui::view_state::ViewState;
use crate::ui::widgets::coverage_bar::{coverage_bar, paint_share};
use crate::ui::widgets::elided::{cut_end, cut_text};
use crate::ui::widgets::{ButtonKind, Elided, Hint, Icon, Row, TextButton, section_header, text};

const ROW: f32 = 25.0;
/// The list of all questions is this high at least with its heading, in a window that
/// is not too low for it.
const LIST: f32 = 110.0;
/// Height of the answers to many questions at once.
const BULK: f32 = 78.0;
/// Room for the frame of a card and for the buttons in it.
const FRAME: f32 = 24.0;
const BUTTONS: f32 = 30.0;
/// Room for one offered article.
const CHOICE: f32 = 25.0;
/// Code points of the text that a question is about.
const EXCERPT: usize = 90;
/// Room for the keys and the menu beside "accept all that are sure".
const SURE_KEYS: f32 = 140.0;
/// What "sure" can mean, in per cent.
const SURENESS: [u8; 5] = [95, 90, 80, 70, 50];

/// Draws the pane.
pub fn review_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, view: &ViewState, page: &OpenPage) {
    let (done, all) = view.review.progress();
    let progress = match all {
        0 => String::new(),
        _ => ctx
            .tr
            .with("review.progress", &[("done", &done), ("all", &all)]),
    };
    section_header(ui, ctx.tr.get("review.title"), &progress);
    if all > 0 {
        coverage_bar(ui, &progress, done as f32 / all as f32);
    }
    ui.add_space(6.0);
    setting_ui(ui, ctx, session, view);
    ui.add_space(8.0);
    let asked = view.review.open().zip(view.review.current());
    let Some((review, question)) = asked else {
        empty_ui(ui, ctx, view, done);
        return;
    };
    let teller = Teller {
        tr: ctx.tr,
        schema: session.schema(),
        page,
        review,
    };
    // In a low window what is said of the question scrolls, and then the answers to
    // many at once do: what answers the question, and some of the list, stay in sight.
    let height = ui.available_height();
    let answers = answers_height(question) + FRAME;
    let words = (height - LIST - BULK - answers).max(height * 0.5 - answers);
    card_ui(ui, ctx, &teller, question, words.max(2.0 * ROW));
    ui.add_space(10.0);
    ScrollArea::vertical()
        .id_salt("review bulk")
        .max_height((ui.available_height() - LIST).max(ROW))
        .min_scrolled_height(ROW)
        .auto_shrink([false, true])
        .show(ui, |ui| bulk_ui(ui, ctx, view));
    ui.add_space(8.0);
    list_ui(ui, ctx, &teller, view);
}

/// Which layer is reviewed, and in which order.
fn setting_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, view: &ViewState) {
    let theme = Theme::of(ui);
    let name = |id| {
        if session.suggestions_layer() == Some(id) {
            return ctx.tr.get("review.suggestions");
        }
        let mut layers = session.layers().iter();
        let layer = layers.find(|layer| layer.id == id);
        layer.map_or("", |layer| layer.name.as_str())
    };
    let layers: Vec<_> = reviewable(session, view).collect();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let now = view.review.open().map(|review| review.source);
        if let Some(now) = now.filter(|_| layers.len() > 1) {
            let shown = format!("{} ▼", name(now));
            ui.menu_button(egui::RichText::new(shown).size(theme.size.small), |ui| {
                for &layer in &layers {
                    if ui.radio(layer == now, name(layer)).clicked() {
                        ctx.send(Action::SetReviewed(layer));
                        ui.close();
                    }
                }
            });
        }
        let order = view.review.walk_order.key();
        let hint = Hint::new(&["O"], ctx.tr.get(order));
        if ui.add(hint).clicked() {
            ctx.run(Command::OrderQuestions);
        }
    });
}

/// Nothing is left to decide, or nothing was proposed.
fn empty_ui(ui: &mut Ui, ctx: Ctx<'_>, view: &ViewState, done: usize) {
    let theme = Theme::of(ui);
    let reviewed = view.review.open().is_some();
    let waits = if view.review.is_waiting() {
        Some("review.comparing")
    } else {
        ctx.env.suggesting.then_some("review.suggesting")
    };
    ui.add_space(28.0);
    ui.vertical_centered(|ui| {
        if let Some(what) = waits.filter(|_| !reviewed) {
            sign_ui(ui, Icon::Search, theme.weak, ctx.tr.get(what));
            return;
        }
        let (icon, color) = if reviewed {
            (Icon::Check, theme.ok)
        } else {
            (Icon::Search, theme.weak)
        };
        let title = match (reviewed, done) {
            (true, 0) => "review.nothing",
            (true, _) => "review.all-done",
            (false, _) => "review.no-proposal",
        };
        sign_ui(ui, icon, color, ctx.tr.get(title));
        ui.add_space(8.0);
        let (key, what, command) = if reviewed {
            ("Ctrl+Enter", "review.mark-done", Command::MarkDone)
        } else {
            ("Ctrl+R", "review.suggest", Command::SuggestAgain)
        };
        let button = TextButton::new(ctx.tr.get(what)).key(key);
        if ui.add(button.blocked(ctx.blocked(command))).clicked() {
            ctx.run(command);
        }
    });
}

/// A large icon in a circle and what it says.
fn sign_ui(ui: &mut Ui, icon: Icon, color: egui::Color32, what: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(44.0, 44.0), egui::Sense::hover());
    ui.painter()
        .circle_filled(rect.center(), 22.0, color.gamma_multiply(0.14));
    icon.paint(ui.painter(), rect.center(), 20.0, color);
    ui.add_space(6.0);
    text::bold(ui, what, Theme::of(ui).size.text);
}

/// The height of what answers a question.
fn answers_height(question: &Question) -> f32 {
    let choices = match &question.kind {
        Kind::Choose { choices } => choices.len(),
        _ => 0,
    };
    BUTTONS + choices as f32 * CHOICE
}

/// The question at hand, its words no higher than `height`, and the keys that answer it.
fn card_ui(ui: &mut Ui, ctx: Ctx<'_>, teller: &Teller<'_>, question: &Question, height: f32) {
    let theme = Theme::of(ui);
    let frame = theme.card().inner_margin(Margin::symmetric(12, 10));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        ScrollArea::vertical()
            .id_salt("review question")
            .max_height(height)
            .min_scrolled_height(ROW)
            .auto_shrink([false, true])
            .show(ui, |ui| words_ui(ui, teller, question));
        ui.add_space(4.0);
        answers_ui(ui, ctx, teller, question);
    });
    let bar = shown.response.rect;
    let bar = Rect::from_min_max(bar.left_top(), pos2(bar.left() + 4.0, bar.bottom()));
    let color = subject_color(theme, teller, question);
    let corners = egui::CornerRadius {
        nw: theme.size.rounding,
        sw: theme.size.rounding,
        ..egui::CornerRadius::ZERO
    };
    ui.painter().rect_filled(bar, corners, color);
}

/// What is asked, about which text, and why.
fn words_ui(ui: &mut Ui, teller: &Teller<'_>, question: &Question) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    // Lines of text are no higher than their text.
    ui.spacing_mut().interact_size.y = 0.0;
    ui.horizontal(|ui| {
        text::colored(ui, teller.kind(question), theme.size.small, theme.accent);
        let measure = teller.measure(question);
        let measure = Elided::new(&measure).size(theme.size.small);
        ui.add(measure.color(theme.weak));
    });
    let sentence = teller.sentence(question);
    ui.add(Elided::new(&sentence).bold().size(theme.size.text + 0.5));
    let excerpt = teller.excerpt(question, EXCERPT);
    if !sentence.contains(&excerpt) {
        let said = egui::RichText::new(excerpt).size(theme.size.small);
        ui.add(egui::Label::new(said.color(theme.weak)).wrap());
    }
    reasons_ui(ui, teller, question);
}

/// The colour of the article that a question is about.
fn subject_color(theme: &Theme, teller: &Teller<'_>, question: &Question) -> egui::Color32 {
    let hue = question.subject().map_or(0, |it| teller.hue(it));
    match hue {
        0 => theme.faint,
        hue => theme.article_color(hue - 1),
    }
}

/// How sure the proposer is, and why.
fn reasons_ui(ui: &mut Ui, teller: &Teller<'_>, question: &Question) {
    let theme = Theme::of(ui);
    let reasons = teller.reasons(question);
    let words = |ui: &mut Ui, what: &str| {
        let said = egui::RichText::new(what).size(theme.size.small);
        ui.add(egui::Label::new(said.color(theme.weak)).wrap());
    };
    let Some(score) = question.score else {
        if !reasons.is_empty() {
            words(ui, &reasons);
        }
        return;
    };
    let below = ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(72.0, 14.0), egui::Sense::hover());
        let bar = Rect::from_center_size(rect.center(), vec2(72.0, 3.0));
        paint_share(ui, bar, score as f32);
        text::weak(ui, &percent(score), theme.size.small);
        // Few words stand beside the figure that they explain.
        let said = format!("· {reasons}");
        let room = ui.available_width();
        let (cut, is_cut) = cut_text(ui, &said, theme.size.small, room);
        if !reasons.is_empty() && !is_cut {
            text::weak(ui, &cut, theme.size.small);
        }
        is_cut
    });
    if below.inner && !reasons.is_empty() {
        words(ui, &reasons);
    }
}

fn percent(score: f64) -> String {
    format!("{:.0}%", score.clamp(0.0, 1.0) * 100.0)
}

fn answers_ui(ui: &mut Ui, ctx: Ctx<'_>, teller: &Teller<'_>, question: &Question) {
    if let Kind::Choose { choices } = &question.kind {
        for (at, choice) in choices.iter().enumerate() {
            let key = (at + 1).to_string();
            let name = format!("{}  {}", teller.choice(choice), percent(choice.score));
            let size = Theme::of(ui).size.text;
            let (cut, _) = cut_text(ui, &name, size, ui.available_width() - 40.0);
            let keys = [key.as_str()];
            let answer = Hint::new(&keys, &cut).blocked(ctx.blocked(Command::AcceptQuestion));
            if ui.add(answer).clicked() {
                ctx.send(Action::ChooseArticle(at));
            }
        }
        ui.add_space(2.0);
    }
    ui.horizontal(|ui| {
        if !question.is_choice() {
            let accept = TextButton::new(ctx.tr.get("review.accept"))
                .key("Enter")
                .kind(ButtonKind::Primary)
                .blocked(ctx.blocked(Command::AcceptQuestion));
            if ui.add(accept).clicked() {
                ctx.run(Command::AcceptQuestion);
            }
        }
        let reject = TextButton::new(ctx.tr.get("review.reject"))
            .key("Backspace")
            .blocked(ctx.blocked(Command::RejectQuestion));
        if ui.add(reject).clicked() {
            ctx.run(Command::RejectQuestion);
        }
    });
}

/// Answers to many questions at once, each with its key.
fn bulk_ui(ui: &mut Ui, ctx: Ctx<'_>, view: &ViewState) {
    let review = &view.review;
    let least = f64::from(review.sureness) / 100.0;
    let sure = review.tally().surer_than(least);
    ui.spacing_mut().item_spacing.y = 5.0;
    ui.spacing_mut().interact_size.y = 0.0;
    let line = |ui: &mut Ui, keys: &[&str], what: &str, command| {
        let hint = Hint::new(keys, what).blocked(ctx.blocked(command));
        if ui.add(hint).clicked() {
            ctx.run(command);
        }
    };
    let all = ctx.tr.get("review.accept-article");
    line(ui, &["A"], all, Command::AcceptArticle);
    let n = review.tally().plain;
    let all = ctx.tr.with("review.accept-all", &[("n", &n)]);
    line(ui, &["Shift", "A"], &all, Command::AcceptAll);
    if review.tally().is_scored() {
        ui.horizontal(|ui| {
            let percent = review.sureness;
            let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &sure), ("percent", &percent)];
            let all = ctx.tr.with("review.accept-sure", &values);
            // A pane must not grow with a number.
            let room = ui.available_width() - SURE_KEYS;
            let (all, _) = cut_text(ui, &all, Theme::of(ui).size.text, room);
            let keys = ["Ctrl", "Shift", "A"];
            line(ui, &keys, &all, Command::AcceptSure);
            top_bar::flat(ui);
            let theme = Theme::of(ui);
            let name = egui::RichText::new("▼")
                .size(theme.size.small - 2.0)
                .color(theme.weak);
            ui.menu_button(name, |ui| {
                for choice in SURENESS {
                    if ui
                        .radio(choice == percent, format!("≥ {choice}%"))
                        .clicked()
                    {
                        ctx.send(Action::SetSureness(choice));
                        ui.close();
                    }
                }
            });
        });
    }
}

/// All questions in the order of the walk.
fn list_ui(ui: &mut Ui, ctx: Ctx<'_>, teller: &Teller<'_>, view: &ViewState) {
    let review = &view.review;
    let count = review.walk().len();
    section_header(ui, ctx.tr.get("review.open"), &counts(ctx, view));
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical()
        .auto_shrink(false)
        .min_scrolled_height(ROW)
        .id_salt("review list");
    let here = ui.scope_id().with("review place");
    let shown: Option<(usize, u64)> = ui.data(|data| data.get_temp(here));
    let now = (review.place(), review.stamp());
    let mut area = area;
    if shown != Some(now) {
        // The row of the question at hand stays in sight, with some before it.
        let top = (review.place() as f32 - 3.0).max(0.0) * ROW;
        area = area.vertical_scroll_offset(top);
        ui.data_mut(|data| data.insert_temp(here, now));
    }
    area.show_rows(ui, ROW, count, |ui, range| {
        let rows = review
            .walk()
            .enumerate()
            .skip(range.start)
            .take(range.len());
        for (at, question) in rows {
            if let Some(question) = question {
                row_ui(ui, ctx, teller, question, at == review.place());
            }
        }
    });
}

/// How many questions there are of each kind, the most first; their number if they
/// are of many kinds.
fn counts(ctx: Ctx<'_>, view: &ViewState) -> String {
    let kinds = &view.review.tally().kinds;
    if kinds.len() > 2 {
        return view.review.questions().len().to_string();
    }
    let mut kinds: Vec<_> = kinds.iter().collect();
    kinds.sort_by_key(|&(_, n)| std::cmp::Reverse(n));
    let each = kinds
        .iter()
        .map(|(kind, n)| format!("{} {n}", kind_name(ctx.tr, kind)));
    each.collect::<Vec<_>>().join(" · ")
}

fn row_ui(ui: &mut Ui, ctx: Ctx<'_>, teller: &Teller<'_>, question: &Question, current: bool) {
    let theme = Theme::of(ui);
    let (kind, sentence) = (teller.kind(question), teller.sentence(question));
    let name = format!("{kind}: {sentence}");
    let (rect, response) = Row::new(&name, ROW).selected(current).rounded().show(ui);
    let middle = rect.center().y;
    let dot = Rect::from_center_size(pos2(rect.left() + 8.0, middle), vec2(4.0, 13.0));
    ui.painter()
        .rect_filled(dot, 1.0, subject_color(theme, teller, question));
    let small = FontId::proportional(theme.size.small);
    let score = question.score.map_or_else(String::new, percent);
    let right = pos2(rect.right() - 6.0, middle);
    let painter = ui.painter();
    let score = painter.text(
        right,
        Align2::RIGHT_CENTER,
        score,
        small.clone(),
        theme.weak,
    );
    let left = pos2(rect.left() + 17.0, middle);
    let kind = painter.text(left, Align2::LEFT_CENTER, kind, small, theme.weak);
    let start = kind.right() + 8.0;
    let (galley, cut) = cut_end(
        ui,
        &sentence,
        theme.size.text - 0.5,
        score.left() - start - 8.0,
    );
    let at = text::centered(start, middle, &galley);
    ui.painter().galley(at, galley, theme.text);
    let response = if cut {
        response.on_hover_text(&sentence)
    } else {
        response
    };
    if response.clicked() {
        ctx.send(Action::ShowQuestion(question.fingerprint.clone()));
    }
}
