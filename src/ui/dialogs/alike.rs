//! Tagging all that is named alike: how many places there are, what is in the way,
//! and how far it is to reach.

use egui::{Context, Id, ScrollArea, Ui};

use super::correct_all::{head_of, tail_of};
use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::model::schema::Schema;
use crate::session::Session;
use crate::session::propagate::{ConflictAt, Extent, LikeFound};
use crate::ui::action::Action;
use crate::ui::alike::Alike;
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::widgets::elided::cut_end;
use crate::ui::widgets::{Row, text};

/// Height of one conflict.
const ROW: f32 = 26.0;

/// The form as it is filled in.
#[derive(Debug, Clone)]
pub struct AlikeForm {
    /// The name and its places.
    pub alike: Alike,
    /// How far it is to reach.
    pub extent: Extent,
}

impl AlikeForm {
    fn found(&self) -> Option<&LikeFound> {
        self.alike.found(self.extent)
    }
}

/// Draws the dialog.
pub fn alike_ui(
    egui: &Context,
    ctx: Ctx<'_>,
    form: &mut AlikeForm,
    session: Option<&Session>,
) -> Wish {
    let Some(session) = session else {
        return Wish::Close;
    };
    let tr = ctx.tr;
    let chosen = form.found().map_or(0, LikeFound::places);
    let blocked = (chosen == 0).then(|| match form.found() {
        None if form.alike.counting => tr.get("correct-all.wait"),
        _ => tr.get("alike.nothing"),
    });
    let apply = tr.with("alike.apply", &[("n", &chosen)]);
    let buttons = [
        DialogButton::cancel(tr.get("dialog.cancel")),
        DialogButton::default_action(&apply).blocked(blocked),
    ];
    let dialog = Dialog::new(Id::unique("alike dialog"), tr.get("alike.title")).width(600.0);
    let answer = dialog.show(egui, &buttons, |ui| {
        head_ui(ui, ctx, form, session.schema());
        for extent in form.alike.extents() {
            extent_ui(ui, ctx, form, extent);
        }
        ui.add_space(6.0);
        let gone = conflicts_ui(ui, ctx, form, session.schema());
        text::weak(ui, tr.get("alike.note"), Theme::of(ui).size.small);
        gone
    });
    match answer.pressed {
        Some(0) => Wish::Close,
        Some(_) => {
            let like = Box::new(form.alike.like.clone());
            ctx.send(Action::TagAlike(like, form.extent));
            Wish::Close
        }
        None if answer.inner => Wish::Close,
        None => Wish::Stay,
    }
}

fn head_ui(ui: &mut Ui, ctx: Ctx<'_>, form: &AlikeForm, schema: &Schema) {
    ui.horizontal(|ui| {
        let theme = Theme::of(ui);
        let like = &form.alike.like;
        text::bold(ui, like.surface(), theme.size.heading);
        text::weak(ui, ctx.label_name(schema, &like.label), theme.size.text);
    });
    ui.add_space(4.0);
}

fn extent_ui(ui: &mut Ui, ctx: Ctx<'_>, form: &mut AlikeForm, extent: Extent) {
    let tr = ctx.tr;
    let found = form.alike.found(extent);
    let key = match (extent, found) {
        (_, None) if form.alike.counting => "correct-all.counting",
        (_, None) => "correct-all.uncounted",
        (Extent::Article(..), _) => "alike.in-article",
        (Extent::Document(_), _) => "alike.in-document",
        (Extent::Project, _) => "alike.in-project",
    };
    let (n, documents) = found.map_or((0, 0), |it| (it.places(), it.documents.len()));
    let name = tr.with(key, &[("n", &n), ("documents", &documents)]);
    ui.add_enabled_ui(found.is_some(), |ui| {
        ui.radio_value(&mut form.extent, extent, name);
    });
}

/// The places that are spoken for; true if one was chosen to be looked at.
fn conflicts_ui(ui: &mut Ui, ctx: Ctx<'_>, form: &AlikeForm, schema: &Schema) -> bool {
    let Some(found) = form.found().filter(|it| it.conflict_count > 0) else {
        return false;
    };
    let theme = Theme::of(ui);
    let title = ctx
        .tr
        .with("alike.conflicts", &[("n", &found.conflict_count)]);
    text::colored(ui, &title, theme.size.text, theme.warn);
    let mut chosen = false;
    let height = ROW * found.conflicts.len().min(7) as f32;
    ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .id_salt("conflicts")
            .auto_shrink(false)
            .show_rows(ui, ROW, found.conflicts.len(), |ui, range| {
                for one in found.conflicts.get(range).unwrap_or_default() {
                    if conflict_ui(ui, ctx, one, schema) {
                        ctx.send(Action::ShowPlace(one.document, one.conflict.span));
                        chosen = true;
                    }
                }
            });
    });
    ui.add_space(6.0);
    chosen
}

fn conflict_ui(ui: &mut Ui, ctx: Ctx<'_>, one: &ConflictAt, schema: &Schema) -> bool {
    let theme = Theme::of(ui);
    let [before, place, after] = &one.context;
    let (head, tail) = (head_of(before), tail_of(after));
    let label = ctx.label_name(schema, &one.label);
    let key = format!("conflict.{}", one.conflict.kind.as_str());
    let why = ctx.tr.with(&key, &[("label", &label)]);
    let shown = format!("{head}[{place}]{tail}");
    let name = format!("{shown} {why} {}", one.name);
    let (rect, response) = Row::new(&name, ROW).rounded().show(ui);
    if ui.is_rect_visible(rect) {
        let size = theme.size.text;
        let mut left = rect.left() + 4.0;
        // The place itself must be seen, with some words around it.
        let columns = [
            (&shown, theme.text, 0.5),
            (&why, theme.warn, 0.24),
            (&one.name, theme.weak, 0.26),
        ];
        for (text, color, share) in columns {
            let width = share * rect.width();
            let (galley, _) = cut_end(ui, text, size, width - 10.0);
            let at = text::centered(left, rect.center().y, &galley);
            ui.painter().galley(at, galley, color);
            left += width;
        }
    }
    response.on_hover_text(name).clicked()
}
