//! The schema editor: opening it, counting, changing; the guideline of a label.

use std::collections::BTreeMap;

use egui::Context;

use crate::edit::schema::{Name, SchemaEdit};
use crate::model::id::Label;
use crate::session::schema::{SchemaOutcome, Survey};
use crate::store::name_rows::Use;
use crate::ui::app::App;
use crate::ui::dialogs::open::OpenDialog;
use crate::ui::dialogs::schema::SchemaEditor;
use crate::ui::panels::guideline;

impl App {
    /// Counts what uses the names of the schema; the editor opens when that has come.
    pub(super) fn open_schema(&mut self) {
        if self.refuse_while_busy() {
            return;
        }
        if let Some((path, _)) = self.project_file() {
            self.tasks.schema_uses(path, self.wake.clone());
        }
    }

    /// Opens the editor; one that is open begins again.
    pub(super) fn show_schema(&mut self, uses: BTreeMap<Name, Use>) {
        let Some(schema) = self.session().map(|it| it.schema().clone()) else {
            return;
        };
        self.dialogs
            .retain(|it| !matches!(it, OpenDialog::Schema(_)));
        let editor = SchemaEditor::new(&schema, uses);
        self.dialogs.push(OpenDialog::Schema(Box::new(editor)));
    }

    /// Counts what a change would do.
    pub(super) fn survey_schema(&mut self, edit: SchemaEdit) {
        if self.tasks.is_busy() {
            let reason = self.tr().get("blocked.busy").to_owned();
            self.surveyed_schema(&edit, Err(reason));
        } else if let Some((path, _)) = self.project_file() {
            self.tasks.survey_schema(path, edit, self.wake.clone());
        }
    }

    /// Gives the editor what was counted; `None` was stopped.
    pub(super) fn surveyed_schema(
        &mut self,
        edit: &SchemaEdit,
        counted: Result<Option<Survey>, String>,
    ) {
        let stopped = self.tr().get("toast.schema-cancelled");
        let counted = counted.and_then(|it| it.ok_or_else(|| stopped.to_owned()));
        for dialog in &mut self.dialogs {
            if let OpenDialog::Schema(editor) = dialog {
                editor.take_survey(edit, counted.clone());
            }
        }
    }

    /// Changes the schema in a job; the editor is kept until that has ended.
    pub(super) fn change_schema(&mut self, editor: Box<SchemaEditor>) {
        if self.refuse_while_busy() {
            self.dialogs.push(OpenDialog::Schema(editor));
            return;
        }
        let edit = editor.edit();
        if let (Some(work), Some((_, view))) = (self.work(), self.parts()) {
            view.schema = Some(editor);
            let wake = self.wake.clone();
            self.tasks.change_schema(work, edit, wake);
        }
    }

    /// Says how that ended; what was refused is shown again.
    pub(super) fn changed_schema(&mut self, outcome: Result<SchemaOutcome, String>) {
        let tr = self.tr();
        let editor = self.parts().and_then(|(_, view)| view.schema.take());
        match outcome {
            Ok(SchemaOutcome::Changed(survey)) => {
                if let Some((_, view)) = self.parts() {
                    // What they count goes by names that may be others now.
                    view.statistics = None;
                    view.evaluation = None;
                }
                self.after_change();
                let text = tr.with("toast.schema-changed", &[("n", &survey.rows())]);
                self.toasts.success(text);
                self.suggest_page(false);
            }
            Ok(SchemaOutcome::Cancelled) => {
                self.toasts.info(tr.get("toast.schema-cancelled"));
                let again = editor.map(OpenDialog::Schema);
                self.dialogs.extend(again);
            }
            Ok(SchemaOutcome::Refused(survey)) => {
                let again = editor.map(|mut editor| {
                    editor.refused(survey);
                    OpenDialog::Schema(editor)
                });
                self.dialogs.extend(again);
            }
            Err(reason) => {
                let again = editor.map(|mut editor| {
                    editor.back(reason);
                    OpenDialog::Schema(editor)
                });
                self.dialogs.extend(again);
            }
        }
    }

    /// F1: the label that the pointer or the keyboard is on, or the keys.
    pub(super) fn help(&mut self, ctx: &Context) {
        match guideline::noted(ctx) {
            Some(label) if self.project.is_some() => self.show_guideline(label),
            _ => self.dialogs.push(OpenDialog::Help),
        }
    }

    /// Shows the guideline of a label; the same again takes it away.
    pub(super) fn show_guideline(&mut self, label: Label) {
        if let Some((_, view)) = self.parts() {
            let shown = view.guideline.as_ref() == Some(&label);
            view.guideline = (!shown).then_some(label);
        }
    }

    /// The guideline of the mention at hand, or of the first label.
    pub(super) fn toggle_guideline(&mut self) {
        let at_hand = self.mention_at_hand();
        let page = self.open_page();
        let entity = at_hand.and_then(|id| page?.annotations.entity(id));
        let label = entity.map(|it| it.label.clone());
        let first = || {
            let schema = self.session()?.schema();
            Some(Label::from(schema.labels.first()?.id.as_str()))
        };
        let open = self.view().is_some_and(|view| view.guideline.is_some());
        match label.or_else(first) {
            Some(label) if !open || at_hand.is_some() => self.show_guideline(label),
            _ => {
                if let Some((_, view)) = self.parts() {
                    view.guideline = None;
                }
            }
        }
    }
}
