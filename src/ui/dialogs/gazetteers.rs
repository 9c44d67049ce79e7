//! The project's own gazetteers: what there is, adding one from CSV, removing one, and
//! which rows of the last file were left out.

use egui::{Context, Id, Key, Modifiers, RichText, ScrollArea, Ui, pos2};

use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::format::gazetteer::RowFault;
use crate::session::Session;
use crate::session::gazetteers::GazetteerReport;
use crate::suggest::gazetteer::Gazetteer;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::error_text;
use crate::ui::theme::Theme;
use crate::ui::widgets::elided::cut_end;
use crate::ui::widgets::{Row, text};

/// Height of a line, in points.
const ROW: f32 = 28.0;
/// More rows that were left out than a person reads; the count says how many there are.
const MOST_ROWS: usize = 500;

/// The dialog.
#[derive(Debug, Clone, Default)]
pub struct GazetteersForm {
    /// The gazetteer at hand, from 0, among the project's own.
    cursor: usize,
    /// The gazetteer that goes if removing is chosen once more.
    doomed: Option<String>,
    /// What loading the last file has done.
    pub last: Option<Loaded>,
}

/// What loading a file has done, in what is shown of it.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    name: String,
    taken: usize,
    refused: usize,
    /// The first of the rows that were left out.
    rows: Vec<RowFault>,
}

impl From<&GazetteerReport> for Loaded {
    fn from(report: &GazetteerReport) -> Self {
        let rows = report.refused.iter().take(MOST_ROWS);
        Self {
            name: report.name.clone(),
            taken: report.taken,
            refused: report.refused.len(),
            rows: rows.cloned().collect(),
        }
    }
}

/// Draws the dialog.
pub fn gazetteers_ui(
    egui: &Context,
    ctx: Ctx<'_>,
    form: &mut GazetteersForm,
    session: Option<&Session>,
) -> Wish {
    let Some(session) = session else {
        return Wish::Close;
    };
    let all = session.gazetteers();
    let id = Id::unique("gazetteers dialog");
    // Keys belong to a file dialog that stands over this one.
    let on_top = egui
        .memory(egui::Memory::top_modal_layer)
        .is_none_or(|layer| layer.id == id);
    let pressed = |key| on_top && egui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let before = form.cursor;
    if pressed(Key::ArrowDown) {
        form.cursor += 1;
    }
    if pressed(Key::ArrowUp) {
        form.cursor = form.cursor.saturating_sub(1);
    }
    form.cursor = form.cursor.min(all.len().saturating_sub(1));
    if form.cursor != before {
        form.doomed = None;
    }
    let chosen = all.get(form.cursor).map(|it| it.name.clone());
    let sure = form.doomed.is_some() && form.doomed == chosen;
    let tr = ctx.tr;
    let remove = tr.get(if sure {
        "gazetteers.sure"
    } else {
        "gazetteers.remove"
    });
    let none = chosen.is_none().then(|| tr.get("gazetteers.none"));
    let removes = DialogButton::other(remove).blocked(none);
    let buttons = [
        DialogButton::cancel(tr.get("dialog.close")),
        if sure { removes.danger() } else { removes },
        DialogButton::default_action(tr.get("gazetteers.add")),
    ];
    let height = egui.content_rect().height() - 260.0;
    let dialog = Dialog::new(id, tr.get("gazetteers.title"));
    let answer = dialog.width(560.0).show(egui, &buttons, |ui| {
        let weak = Theme::of(ui).weak;
        ui.label(RichText::new(tr.get("gazetteers.about")).color(weak));
        ui.add_space(6.0);
        let list = ScrollArea::vertical().max_height(height.max(4.0 * ROW));
        list.auto_shrink([false, true])
            .show(ui, |ui| {
                let clicked = list_ui(ui, ctx, &all, form.cursor);
                last_ui(ui, ctx, form.last.as_ref());
                clicked
            })
            .inner
    });
    if let Some(at) = answer.inner {
        (form.cursor, form.doomed) = (at, None);
    }
    match answer.pressed.or(pressed(Key::Delete).then_some(1)) {
        Some(0) => Wish::Close,
        Some(1) if sure => {
            form.doomed = None;
            chosen
                .into_iter()
                .for_each(|name| ctx.send(Action::RemoveGazetteer(name)));
            Wish::Stay
        }
        Some(1) => {
            form.doomed = chosen;
            Wish::Stay
        }
        Some(_) => Wish::GazetteerPath,
        None => Wish::Stay,
    }
}

/// The gazetteers; the one that was clicked, if one was.
fn list_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    all: &[crate::session::gazetteers::GazetteerInfo],
    cursor: usize,
) -> Option<usize> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let places = |n: usize| ctx.tr.with("gazetteers.places", &[("n", &n)]);
    let built_in = Gazetteer::builtin().places().len();
    row_ui(
        ui,
        ctx.tr.get("gazetteers.built-in"),
        &places(built_in),
        false,
    );
    let mut clicked = None;
    for (at, info) in all.iter().enumerate() {
        if row_ui(ui, &info.name, &places(info.places), at == cursor) {
            clicked = Some(at);
        }
    }
    clicked
}

fn row_ui(ui: &mut Ui, name: &str, about: &str, cursor: bool) -> bool {
    let theme = Theme::of(ui);
    let (rect, response) = Row::new(name, ROW).selected(cursor).rounded().show(ui);
    let inner = rect.shrink2(egui::vec2(10.0, 5.0));
    let (galley, _) = cut_end(ui, about, theme.size.small, inner.width() * 0.4);
    let end = inner.right() - galley.size().x;
    ui.painter()
        .galley(pos2(end, inner.top() + 1.0), galley, theme.weak);
    let (galley, _) = cut_end(ui, name, theme.size.text, end - inner.left() - 10.0);
    ui.painter()
        .galley(pos2(inner.left(), inner.top()), galley, theme.text);
    response.clicked()
}

/// What the last file has brought.
fn last_ui(ui: &mut Ui, ctx: Ctx<'_>, last: Option<&Loaded>) {
    let Some(last) = last else { return };
    let theme = Theme::of(ui);
    ui.add_space(10.0);
    let what = [
        ("name", &last.name as &dyn std::fmt::Display),
        ("n", &last.taken),
        ("refused", &last.refused),
    ];
    let key = match (last.taken, last.refused) {
        (0, _) => "gazetteers.nothing",
        (_, 0) => "gazetteers.loaded",
        _ => "gazetteers.partly",
    };
    text::bold(ui, &ctx.tr.with(key, &what), theme.size.text);
    for row in &last.rows {
        let shown = RichText::new(error_text::row(ctx.tr, row))
            .size(theme.size.small)
            .color(theme.weak);
        ui.add(egui::Label::new(shown).wrap());
    }
}
