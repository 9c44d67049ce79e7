//! The schema editor: labels, roles, relations and attributes, and what changing them
//! does to the project.
//!
//! Nothing is changed before the change has been counted and confirmed. The window goes
//! away while rows are moved, and comes back as it was left if that is refused.

mod attributes;
mod check;
mod colors;
mod confirm;
mod fields;
mod forms;
mod gone;
mod list;
mod words;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use egui::{Context, Id, Key, Modifiers, ScrollArea, Ui, UiBuilder, vec2};

use super::frame::{Dialog, DialogButton};
use super::open::Wish;
use crate::edit::schema::{Name, SchemaDraft, SchemaEdit, Trouble};
use crate::model::schema::Schema;
use crate::session::Session;
use crate::session::schema::{Survey, read_schema};
use crate::store::name_rows::Use;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::dialogs::form;
use crate::ui::dialogs::statistics::FileContent;
use crate::ui::error_text;
use crate::ui::files::with_extension;
use crate::ui::i18n::Tr;
use crate::ui::theme::Theme;
use crate::ui::widgets::{TextButton, text};

/// Width of the list of definitions, in points.
const LIST: f32 = 236.0;

/// What is shown at the right.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    Label(u32),
    Role(u32),
    Relation(u32),
    ArticleAttributes,
    RecordAttributes,
    Gone(Name),
}

/// How far a change is.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    /// It is being thought out.
    Edit,
    /// What it would do is being counted.
    Count,
    /// What it would do is shown.
    Confirm(Box<Survey>),
}

/// What a draft with changes would be lost by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loss {
    Leave,
    Load,
}

/// What a file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaFile {
    /// To be read.
    Load,
    /// To be written.
    Save,
}

/// The editor as it stands.
#[derive(Debug, Clone)]
pub struct SchemaEditor {
    draft: SchemaDraft,
    uses: Arc<BTreeMap<Name, Use>>,
    shown: Shown,
    stage: Stage,
    /// Why something was not done.
    said: Option<String>,
    /// What was asked for with changes at stake, and the draft as it was then: only
    /// asking again without a change in between is meant.
    at_stake: Option<Box<(Loss, SchemaDraft)>>,
    /// Whether the list scrolls to what is shown, and the keyboard goes to its first field.
    fresh: bool,
    asked: Option<SchemaFile>,
}

impl SchemaEditor {
    /// The editor over the schema of a project; `uses` says how many rows use each name.
    pub fn new(schema: &Arc<Schema>, uses: BTreeMap<Name, Use>) -> Self {
        let draft = SchemaDraft::new(schema);
        let shown = draft.labels.first().map(|it| Shown::Label(it.key));
        Self {
            shown: shown.unwrap_or(Shown::ArticleAttributes),
            draft,
            uses: Arc::new(uses),
            stage: Stage::Edit,
            said: None,
            at_stake: None,
            fresh: true,
            asked: None,
        }
    }

    /// Takes what was counted, if it is what is asked; `Err` says why it was not.
    pub fn take_survey(&mut self, edit: &SchemaEdit, counted: Result<Survey, String>) {
        if self.stage != Stage::Count || *edit != self.draft.edit() {
            return;
        }
        match counted {
            Ok(survey) => self.stage = Stage::Confirm(Box::new(survey)),
            Err(reason) => self.back(reason),
        }
    }

    /// Goes back to editing and says why.
    pub fn back(&mut self, reason: String) {
        self.stage = Stage::Edit;
        self.said = Some(reason);
    }

    /// Shows what stands in the way of a change that was refused.
    pub fn refused(&mut self, survey: Survey) {
        self.stage = Stage::Confirm(Box::new(survey));
    }

    /// Takes the path of a file that was asked for.
    pub fn take_path(&mut self, tr: Tr, path: &Path) -> Option<(std::path::PathBuf, FileContent)> {
        match self.asked.take()? {
            SchemaFile::Save => {
                let ron: Arc<str> = self.draft.schema().to_ron().into();
                Some((with_extension(path, "ron"), FileContent::Text(ron)))
            }
            SchemaFile::Load => {
                match read_schema(path) {
                    Ok(schema) => {
                        let uses = self.uses.clone();
                        let base = self.draft.base().clone();
                        *self = Self::new(&base, BTreeMap::new());
                        self.uses = uses;
                        self.draft = SchemaDraft::over(&self.draft.base().clone(), &schema);
                        let shown = self.draft.labels.first().map(|it| Shown::Label(it.key));
                        self.shown = shown.unwrap_or(Shown::ArticleAttributes);
                    }
                    Err(error) => self.said = Some(error_text::sentence(tr, &error)),
                }
                None
            }
        }
    }

    /// Whether the draft may be given up: nothing was changed, or this is the second
    /// time. The first time only warns.
    fn gives_up(&mut self, loss: Loss) -> bool {
        if !self.draft.is_changed() || self.warned() == Some(loss) {
            return true;
        }
        self.at_stake = Some(Box::new((loss, self.draft.clone())));
        self.said = None;
        false
    }

    /// What was warned of last, unless something was changed since.
    fn warned(&self) -> Option<Loss> {
        self.at_stake.as_ref().map(|it| it.0)
    }

    fn show(&mut self, shown: Shown) {
        if self.shown != shown {
            self.shown = shown;
            self.fresh = true;
        }
    }
}

/// Draws the editor over most of the window.
pub fn schema_ui(
    egui: &Context,
    ctx: Ctx<'_>,
    editor: &mut SchemaEditor,
    session: Option<&Session>,
) -> Wish {
    let Some(session) = session else {
        return Wish::Close;
    };
    let confirm = match &editor.stage {
        Stage::Confirm(survey)
            if survey.steps.is_empty()
                && survey.hitches.is_empty()
                && survey.silenced.is_empty() =>
        {
            // Nothing in the project uses what has changed, and no recogniser needs it.
            return apply(ctx, editor);
        }
        Stage::Confirm(survey) => Some(survey.clone()),
        _ => None,
    };
    match confirm {
        Some(survey) => confirm_ui(egui, ctx, editor, &survey),
        None => edit_ui(egui, ctx, editor, session),
    }
}

fn apply(ctx: Ctx<'_>, editor: &SchemaEditor) -> Wish {
    ctx.send(Action::ChangeSchema(Box::new(editor.clone())));
    Wish::Close
}

impl SchemaEditor {
    /// The change that is wanted.
    pub fn edit(&self) -> SchemaEdit {
        self.draft.edit()
    }
}

fn confirm_ui(egui: &Context, ctx: Ctx<'_>, editor: &mut SchemaEditor, survey: &Survey) -> Wish {
    let tr = ctx.tr;
    let in_the_way = !survey.hitches.is_empty();
    let blocked = in_the_way.then(|| tr.get("schema.in-the-way"));
    let buttons = [
        DialogButton::cancel(tr.get("schema.back")),
        DialogButton::default_action(tr.get("schema.change")).blocked(blocked),
    ];
    let title = tr.get("schema.confirm-title");
    let height = (egui.content_rect().height() - 220.0).max(120.0);
    let dialog = Dialog::new(Id::unique("schema confirm dialog"), title).width(640.0);
    let answer = dialog.show(egui, &buttons, |ui| {
        ScrollArea::vertical()
            .max_height(height)
            .show(ui, |ui| confirm::survey_ui(ui, ctx, editor, survey))
            .inner
    });
    if let Some(shown) = answer.inner {
        editor.stage = Stage::Edit;
        editor.show(shown);
        return Wish::Stay;
    }
    match answer.pressed {
        Some(1) => apply(ctx, editor),
        Some(_) => {
            editor.stage = Stage::Edit;
            Wish::Stay
        }
        None => Wish::Stay,
    }
}

fn edit_ui(egui: &Context, ctx: Ctx<'_>, editor: &mut SchemaEditor, session: &Session) -> Wish {
    let tr = ctx.tr;
    let troubles = editor.draft.troubles();
    let changed = editor.draft.is_changed();
    editor.at_stake.take_if(|it| it.1 != editor.draft);
    let moved = **session.schema() != **editor.draft.base();
    let blocked = blocked(ctx, editor, &troubles, (changed, moved));
    let counting = editor.stage == Stage::Count;
    let leave = if editor.warned() == Some(Loss::Leave) {
        tr.get("schema.discard")
    } else {
        tr.get("dialog.cancel")
    };
    let buttons = [
        DialogButton::cancel(leave),
        DialogButton::other(tr.get("schema.apply")).blocked(blocked.as_deref()),
    ];
    let room = egui.content_rect();
    let mut applies = false;
    let dialog = Dialog::new(Id::unique("schema dialog"), tr.get("schema.title"));
    let answer = dialog
        .width(room.width() - 96.0)
        .show(egui, &buttons, |ui| {
            // Not while a file is asked for or a list is open over it.
            let on_top = ui.memory(egui::Memory::top_modal_layer) == Some(ui.layer_id());
            let free = on_top && !egui::Popup::is_any_open(ui.ctx());
            let pressed = |key| ui.input_mut(|it| it.consume_key(Modifiers::COMMAND, key));
            let step = if free {
                applies = pressed(Key::Enter);
                i32::from(pressed(Key::ArrowDown)) - i32::from(pressed(Key::ArrowUp))
            } else {
                0
            };
            let wish = head_ui(ui, ctx, editor, &troubles);
            ui.add_space(6.0);
            // Title, head, foot and margins of the dialog are not ours.
            let height = (room.height() - 236.0).max(160.0);
            ui.add_enabled_ui(!counting, |ui| {
                panes_ui(ui, ctx, editor, (&troubles, step), height);
            });
            said_ui(ui, ctx, editor, moved, blocked.as_deref());
            wish
        });
    let pressed = answer
        .pressed
        .or((applies && blocked.is_none()).then_some(1));
    match pressed {
        Some(1) => {
            editor.stage = Stage::Count;
            editor.said = None;
            ctx.send(Action::SurveySchema(Box::new(editor.draft.edit())));
        }
        Some(_) if editor.gives_up(Loss::Leave) => return Wish::Close,
        Some(_) | None => {}
    }
    answer.inner.unwrap_or(Wish::Stay)
}

/// Why the change cannot be made; `None` if it can.
fn blocked(
    ctx: Ctx<'_>,
    editor: &SchemaEditor,
    troubles: &[Trouble],
    (changed, moved): (bool, bool),
) -> Option<String> {
    let tr = ctx.tr;
    if editor.stage == Stage::Count {
        return Some(tr.get("schema.counting").to_owned());
    }
    if !ctx.env.writable {
        return Some(tr.get("blocked.read-only").to_owned());
    }
    if moved {
        return Some(tr.get("schema.moved").to_owned());
    }
    if let Some(trouble) = troubles.first() {
        return Some(words::trouble_at(ctx, &editor.draft, trouble));
    }
    (!changed).then(|| tr.get("schema.nothing-changed").to_owned())
}

/// Name of the schema, and its files.
fn head_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    editor: &mut SchemaEditor,
    troubles: &[Trouble],
) -> Option<Wish> {
    let tr = ctx.tr;
    let mut wish = None;
    ui.horizontal(|ui| {
        let name = text::weak(ui, tr.get("schema.name"), Theme::of(ui).size.text);
        let field = egui::TextEdit::singleline(&mut editor.draft.name).desired_width(180.0);
        ui.add(field).labelled_by(name.id);
        ui.add_space(12.0);
        let bad = (!troubles.is_empty()).then(|| tr.get("schema.mend-first"));
        let load = match editor.warned() {
            Some(Loss::Load) => tr.get("schema.load-anyway"),
            _ => tr.get("schema.load"),
        };
        if ui.add(TextButton::new(load)).clicked() && editor.gives_up(Loss::Load) {
            editor.asked = Some(SchemaFile::Load);
            wish = Some(Wish::SchemaPath(SchemaFile::Load));
        }
        let save = TextButton::new(tr.get("schema.save")).blocked(bad);
        if ui.add(save).clicked() {
            editor.asked = Some(SchemaFile::Save);
            wish = Some(Wish::SchemaPath(SchemaFile::Save));
        }
        text::weak(ui, tr.get("schema.keys"), Theme::of(ui).size.small);
    });
    wish
}

/// The list at the left, the form at the right.
fn panes_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    editor: &mut SchemaEditor,
    (troubles, step): (&[Trouble], i32),
    height: f32,
) {
    let theme = Theme::of(ui);
    let (whole, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
    let list = whole.with_max_x(whole.left() + LIST);
    let form = whole.with_min_x(list.right() + 18.0);
    ui.painter().vline(
        list.right() + 8.0,
        whole.y_range(),
        egui::Stroke::new(theme.size.line, theme.line),
    );
    let mut left = ui.new_child(UiBuilder::new().max_rect(list));
    list::list_ui(&mut left, ctx, editor, troubles, step);
    let mut right = ui.new_child(UiBuilder::new().max_rect(form));
    ScrollArea::vertical()
        .id_salt(("schema form", format!("{:?}", editor.shown)))
        .auto_shrink(false)
        .show(&mut right, |ui| {
            ui.set_max_width(ui.available_width() - 12.0);
            forms::form_ui(ui, ctx, editor, troubles);
        });
    editor.fresh = false;
}

/// What is to be said under the panes.
fn said_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    editor: &mut SchemaEditor,
    moved: bool,
    blocked: Option<&str>,
) {
    let tr = ctx.tr;
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.set_min_height(22.0);
        if editor.stage == Stage::Count {
            ui.spinner();
            text::weak(ui, tr.get("schema.counting"), Theme::of(ui).size.text);
        } else if moved {
            form::trouble(ui, tr.get("schema.moved"));
            if ui
                .add(TextButton::new(tr.get("schema.start-again")))
                .clicked()
            {
                editor.at_stake = None;
                editor.said = None;
                ctx.send(Action::Run(crate::ui::command::Command::Schema));
            }
        } else if let Some(said) = &editor.said {
            form::trouble(ui, said);
        } else if let Some(loss) = editor.warned() {
            form::trouble(
                ui,
                tr.get(match loss {
                    Loss::Leave => "schema.leaving",
                    Loss::Load => "schema.loading",
                }),
            );
        } else if let Some(reason) = blocked {
            text::weak(ui, reason, Theme::of(ui).size.small);
        }
    });
}
