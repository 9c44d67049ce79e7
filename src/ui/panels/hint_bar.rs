//! The bar over the page: the keys that matter here and now.

use egui::{Align, Frame, Layout, Margin, Panel, Ui};

use super::entities_data::surface;
use super::{guideline, top_bar};
use crate::model::id::Label;
use crate::model::schema::Schema;
use crate::review::difference::Question;
use crate::session::Session;
use crate::session::propagate::Extent;
use crate::ui::action::Action;
use crate::ui::alike::Alike;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::label_text;
use crate::ui::theme::Theme;
use crate::ui::view_state::{Mode, ViewState};
use crate::ui::widgets::elided::{cut_end, cut_text};
use crate::ui::widgets::{Hint, Icon, IconButton, text};

/// No name takes more room, in points.
const MOST_OF_NAME: f32 = 120.0;
/// No label of a change takes more room from the hints, in points.
const MOST_OF_UNDO: f32 = 170.0;
/// Between hints, in points; less where room is short.
const BETWEEN: f32 = 14.0;
const LITTLE_BETWEEN: f32 = 9.0;
/// Button and gaps beside the label of a change.
const UNDO_BUTTON: f32 = 40.0;

/// Draws the bar.
pub fn hint_bar_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, view: &ViewState) {
    let theme = Theme::of(ui);
    let frame = Frame::new()
        .fill(theme.panel)
        .inner_margin(Margin::symmetric(16, 0));
    Panel::top("hint bar")
        .exact_size(theme.size.hint_bar)
        .frame(frame)
        .show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                // What undo would take back stands at the right and gives way last, but to
                // labels and the places of a name, which are to be seen side by side.
                let room = ui.available_width() - UNDO_BUTTON;
                let is_short = wanted_width(ui, ctx, session, view) > room - MOST_OF_UNDO;
                let between = if is_short { LITTLE_BETWEEN } else { BETWEEN };
                ui.spacing_mut().item_spacing.x = between;
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    undo_ui(ui, ctx, session, is_short);
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.set_clip_rect(ui.max_rect().intersect(ui.clip_rect()));
                        match view.mode {
                            Mode::Segment => segment_ui(ui, ctx, session.schema(), view),
                            Mode::Entities => entities_ui(ui, ctx, session, view),
                            Mode::Read => read_ui(ui, ctx, session, view),
                            Mode::Review => review_ui(ui, ctx, view),
                        }
                    });
                });
            });
        });
}

fn review_ui(ui: &mut Ui, ctx: Ctx<'_>, view: &ViewState) {
    let choice = view.review.current().is_some_and(Question::is_choice);
    if choice {
        ui.add(Hint::new(&["1", "2", "3"], ctx.tr.get("hint.choose")));
    } else {
        hint(ui, ctx, &["Enter"], Command::AcceptQuestion, "hint.accept");
    }
    hint(
        ui,
        ctx,
        &["Backspace"],
        Command::RejectQuestion,
        "hint.reject",
    );
    hint(ui, ctx, &["Tab"], Command::NextOpen, "hint.next-question");
    hint(
        ui,
        ctx,
        &["A"],
        Command::AcceptArticle,
        "hint.accept-article",
    );
    let keys = ["Shift", "Enter"];
    hint(
        ui,
        ctx,
        &keys,
        Command::AcceptSelection,
        "hint.accept-selection",
    );
    hint(ui, ctx, &["O"], Command::OrderQuestions, "hint.order");
}

fn segment_ui(ui: &mut Ui, ctx: Ctx<'_>, schema: &Schema, view: &ViewState) {
    hint(ui, ctx, &["B"], Command::StartArticle, "hint.start");
    let assign = Hint::new(&["1–9"], ctx.tr.get("hint.assign"));
    ui.add(assign.blocked(ctx.blocked(Command::StartArticle)));
    let keys: Vec<String> = schema
        .roles
        .iter()
        .map(|role| role.key.to_string())
        .collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let names: Vec<_> = schema
        .roles
        .iter()
        .map(|role| format!("{} {}", role.key, ctx.name(&role.name)))
        .collect();
    ui.add(Hint::new(&keys, ctx.tr.get("hint.role")))
        .on_hover_text(names.join("\n"));
    hint(ui, ctx, &["X"], Command::MarkFurniture, "hint.furniture");
    if !view.review.questions().is_empty() {
        hint(ui, ctx, &["Enter"], Command::AcceptHere, "hint.accept-here");
    }
    hint(ui, ctx, &["P"], Command::ToggleBreak, "hint.break");
    hint(ui, ctx, &["Tab"], Command::NextOpen, "hint.next-gap");
    hint(ui, ctx, &["J"], Command::JoinAbove, "hint.join");
    hint(ui, ctx, &["E"], Command::Correct, "hint.correct");
}

/// On either side text can be tagged, corrected and parted.
fn read_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, view: &ViewState) {
    hint(ui, ctx, &["S"], Command::SwitchSide, "hint.side");
    hint(ui, ctx, &["E"], Command::Correct, "hint.correct");
    if ctx.env.correction {
        hint(
            ui,
            ctx,
            &["Shift", "E"],
            Command::CorrectAll,
            "hint.correct-all",
        );
    }
    hint(ui, ctx, &["P"], Command::ToggleBreak, "hint.break");
    hint(ui, ctx, &["W"], Command::ToggleEdits, "hint.edits");
    labels_ui(ui, ctx, session.schema());
    part_ui(ui, ctx, session, view);
}

fn entities_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, view: &ViewState) {
    if view.relating.is_some() {
        hint(ui, ctx, &["M"], Command::Relate, "hint.relate-to");
        ui.add(Hint::new(&["Esc"], ctx.tr.get("hint.relate-not")));
        return;
    }
    labels_ui(ui, ctx, session.schema());
    alike_ui(ui, ctx, view);
    part_ui(ui, ctx, session, view);
    hint(ui, ctx, &["R"], Command::LinkRecord, "hint.record");
    hint(ui, ctx, &["Del"], Command::DeleteEntity, "hint.untag");
    hint(
        ui,
        ctx,
        &["Alt", "←→"],
        Command::EntityEndRight,
        "hint.resize",
    );
    hint(ui, ctx, &["Tab"], Command::NextOpen, "hint.next-entity");
    hint(ui, ctx, &["M"], Command::Relate, "hint.relate");
    hint(ui, ctx, &["E"], Command::Correct, "hint.correct");
}

/// What labels and the places of a name take together; 0 where no name is at hand.
fn wanted_width(ui: &Ui, ctx: Ctx<'_>, session: &Session, view: &ViewState) -> f32 {
    let alike = view.alike.as_ref().filter(|alike| alike.offers());
    let shown = view.mode == Mode::Entities && view.relating.is_none();
    let Some(alike) = alike.filter(|_| shown) else {
        return 0.0;
    };
    let labels = session.schema().labels.iter().map(|def| {
        let key = def.key.to_string();
        width(ui, &[&key], ctx.name(&def.name)) + BETWEEN
    });
    let extents = alike.extents().into_iter().map(|extent| {
        let (keys, what) = (keys_of(extent), places_of(ctx, alike, extent));
        width(ui, keys, &what) + BETWEEN
    });
    labels.chain(extents).sum::<f32>() + name_width(ui, alike)
}

fn name_width(ui: &Ui, alike: &Alike) -> f32 {
    let (_, width) = named(ui, alike);
    width + BETWEEN
}

/// The name at hand as far as it is shown, and its width.
fn named(ui: &Ui, alike: &Alike) -> (String, f32) {
    let size = Theme::of(ui).size.text;
    let (name, _) = cut_text(ui, alike.like.surface(), size, MOST_OF_NAME);
    let width = text::line(ui, &name, size).size().x;
    (name, width)
}

fn keys_of(extent: Extent) -> &'static [&'static str] {
    match extent {
        Extent::Article(..) => &["A"],
        Extent::Document(_) => &["Shift", "A"],
        Extent::Project => &["Ctrl", "Shift", "A"],
    }
}

/// How often the name stands there, as far as it has been counted.
fn places_of(ctx: Ctx<'_>, alike: &Alike, extent: Extent) -> String {
    let key = match extent {
        Extent::Article(..) => "alike.article",
        Extent::Document(_) => "alike.document",
        Extent::Project => "alike.project",
    };
    let number = match alike.found(extent) {
        Some(found) => found.places().to_string(),
        None if alike.counting => "…".to_owned(),
        None => String::new(),
    };
    ctx.tr.with(key, &[("n", &number)])
}

/// Where else the name at hand stands, and the keys that tag it there.
fn alike_ui(ui: &mut Ui, ctx: Ctx<'_>, view: &ViewState) {
    let Some(alike) = view.alike.as_ref().filter(|alike| alike.offers()) else {
        return;
    };
    let theme = Theme::of(ui);
    let hints: Vec<_> = (alike.extents().into_iter())
        .map(|extent| (keys_of(extent), places_of(ctx, alike, extent), extent))
        .collect();
    let gap = ui.spacing().item_spacing.x;
    let mut extents = alike.extents().into_iter().rev();
    let largest = extents.find_map(|it| alike.found(it));
    let conflicts = largest.map_or(0, |found| found.conflict_count);
    let told = (conflicts > 0).then(|| ctx.tr.with("alike.conflicts", &[("n", &conflicts)]));
    let told_width = told.as_ref().map_or(0.0, |it| width(ui, &[], it) + gap);
    let hints_width = |(keys, what, _): &(&[&str], String, Extent)| width(ui, keys, what) + gap;
    let all = hints.iter().map(hints_width).sum::<f32>() + told_width;
    // The name stands on the page, too: it gives way first.
    let (name, name_width) = named(ui, alike);
    if all + name_width <= ui.available_width() {
        text::bold(ui, &name, theme.size.text);
    }
    for (keys, what, extent) in hints {
        let command = match extent {
            Extent::Article(..) => Command::TagAlikeArticle,
            Extent::Document(_) => Command::TagAlikeDocument,
            Extent::Project => Command::TagAlikeProject,
        };
        if !fits(ui, keys, &what) {
            return;
        }
        let response = ui.add(Hint::new(keys, &what).blocked(ctx.blocked(command)));
        if response
            .on_hover_text(ctx.tr.get(&command.tip_key()))
            .clicked()
        {
            ctx.run(command);
        }
    }
    if let Some(told) = told.filter(|it| fits(ui, &[], it)) {
        let told = egui::RichText::new(told)
            .size(theme.size.small)
            .color(theme.warn);
        if ui.add(egui::Button::new(told).frame(false)).clicked() {
            ctx.run(Command::ShowAlike);
        }
    }
}

/// The keys of the labels.
fn labels_ui(ui: &mut Ui, ctx: Ctx<'_>, schema: &Schema) {
    let theme = Theme::of(ui);
    for def in &schema.labels {
        let key = def.key.to_string();
        if !fits(ui, &[&key], ctx.name(&def.name)) {
            return;
        }
        let guideline = ctx.name(&def.guideline);
        let response =
            ui.add(Hint::new(&[&key], ctx.name(&def.name)).chip(theme.label_colors(def.rgb())));
        let response = if guideline.is_empty() {
            response
        } else {
            response.on_hover_text(guideline)
        };
        guideline::note(&response, &Label::from(def.id.as_str()));
        if response.clicked() {
            ctx.send(Action::Tag(Label::from(def.id.as_str())));
        }
    }
}

/// The entity that the selection would be a further part of.
fn part_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, view: &ViewState) {
    let selection = view.page.selection();
    let current = view.current.as_ref().filter(|_| !selection.is_empty());
    let page = current.and_then(|current| session.page(current.scope));
    let held = page.and_then(|page| Some((page, view.held_on(&page.annotations)?)));
    let Some((page, entity)) = held.filter(|(_, entity)| !entity.overlaps(selection)) else {
        return;
    };
    let name = surface(&entity.surface(&page.source));
    let (name, _) = cut_text(ui, &name, Theme::of(ui).size.text, MOST_OF_NAME);
    let what = ctx.tr.with("entities.part-of", &[("name", &name)]);
    if !fits(ui, &["+"], &what) {
        return;
    }
    let hint = Hint::new(&["+"], &what).blocked(ctx.blocked(Command::AddPart));
    let tip = ctx.tr.get(&Command::AddPart.tip_key());
    if ui.add(hint).on_hover_text(tip).clicked() {
        ctx.run(Command::AddPart);
    }
}

/// Whether a hint fits into what is left of the bar; half a hint helps nobody.
fn fits(ui: &Ui, keys: &[&str], what: &str) -> bool {
    ui.available_width() >= width(ui, keys, what)
}

/// About the width of a hint, rather too much than too little.
fn width(ui: &Ui, keys: &[&str], what: &str) -> f32 {
    let letters: usize = keys.iter().map(|key| key.chars().count()).sum();
    let caps = letters as f32 * 8.0 + keys.len() as f32 * 14.0;
    caps + text::line(ui, what, Theme::of(ui).size.text).size().x + 8.0
}

fn hint(ui: &mut Ui, ctx: Ctx<'_>, keys: &[&str], command: Command, key: &str) {
    if !fits(ui, keys, ctx.tr.get(key)) {
        return;
    }
    let response = ui.add(Hint::new(keys, ctx.tr.get(key)).blocked(ctx.blocked(command)));
    if response
        .on_hover_text(ctx.tr.get(&command.tip_key()))
        .clicked()
    {
        ctx.run(command);
    }
}

/// The last change, as what undo would take back; where room is short only its button.
fn undo_ui(ui: &mut Ui, ctx: Ctx<'_>, session: &Session, is_short: bool) {
    let Some(label) = session.undo_label() else {
        return;
    };
    let theme = Theme::of(ui);
    let sentence = label_text::sentence(ctx.tr, session.schema(), label);
    let between = std::mem::replace(&mut ui.spacing_mut().item_spacing.x, 4.0);
    if !is_short {
        let (galley, cut) = cut_end(ui, &sentence, theme.size.small, MOST_OF_UNDO);
        ui.scope(|ui| {
            ui.visuals_mut().override_text_color = Some(theme.weak);
            let said = ui.add(egui::Label::new(galley).selectable(false));
            if cut {
                said.on_hover_text(&sentence);
            }
        });
    }
    let name = top_bar::command_text(ctx, Some(session), Command::Undo);
    let button = IconButton::new(Icon::Undo, &name)
        .tooltip(&name)
        .side(20.0)
        .blocked(ctx.blocked(Command::Undo));
    if ui.add(button).clicked() {
        ctx.run(Command::Undo);
    }
    ui.spacing_mut().item_spacing.x = between;
}
