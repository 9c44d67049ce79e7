//! The dialogs that can be open, and showing them.

use std::path::Path;

use egui::Context;

use super::{
    about, alike, continuation, correct_all, evaluate, evaluation, export, gazetteers, go_to_line,
    help, ignore, import, link_record, mentions, metadata, records, relation, replaced, report,
    schema, statistics, title,
};
use crate::format::export_format::ExportFormat;
use crate::model::document::Document;
use crate::model::id::ArticleId;
use crate::session::Session;
use crate::session::import::{ImportReport, ImportRequest};
use crate::session::import_pages::{PagesReport, PagesRequest};
use crate::ui::context::Ctx;
use crate::ui::files::Purpose;

/// A dialog with what was typed into it.
#[derive(Debug, Clone)]
pub enum OpenDialog {
    /// How to import raw pages.
    Import(import::ImportForm),
    /// Into which layer to import annotations.
    ImportPages(import::PagesForm),
    /// What to export where.
    Export(export::ExportForm),
    /// Which layer to measure against which.
    Evaluate(evaluate::EvaluateForm),
    /// What an evaluation has found.
    Evaluation(Box<evaluation::EvaluationReport>),
    /// What was counted.
    Statistics(Box<statistics::StatisticsReport>),
    /// The schema.
    Schema(Box<schema::SchemaEditor>),
    /// What is known of a document.
    Metadata(metadata::MetadataForm),
    /// The title of an article.
    Title(title::TitleForm),
    /// Where to apply a correction.
    CorrectAll(Box<correct_all::CorrectAllForm>),
    /// In which way two entities are related.
    Relation(relation::RelationForm),
    /// Where to tag what is named alike.
    Alike(Box<alike::AlikeForm>),
    /// Which mentions to relabel or remove.
    Mentions(Box<mentions::MentionsForm>),
    /// Why a problem is ignored.
    Ignore(ignore::IgnoreForm),
    /// A line to go to.
    GoToLine(String),
    /// The project's own gazetteers.
    Gazetteers(gazetteers::GazetteersForm),
    /// All keys.
    Help,
    /// About the program.
    About,
    /// What an import of raw pages has done.
    ImportReport(Box<ImportReport>),
    /// What an import of annotations has done.
    PagesReport(Box<PagesReport>),
    /// What replacing a text has done.
    Replaced(Box<replaced::ReplacedForm>),
    /// What an article continues.
    Continuation(Box<continuation::ContinuationForm>),
    /// Which record a mention means.
    LinkRecord(Box<link_record::LinkForm>),
    /// Whether mentions that read the same mean it, too.
    LinkMore(Box<link_record::LinkMoreForm>),
    /// What a record says.
    Record(Box<records::RecordForm>),
    /// Which of two records stays.
    MergeRecords(Box<records::MergeForm>),
    /// What the record of some mentions is called.
    SplitRecord(Box<records::SplitForm>),
}

/// What a dialog wants after a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// It stays.
    Stay,
    /// It is done.
    Close,
    /// It needs the path of a table with metadata.
    Sidecar,
    /// It needs a path to export to.
    ExportPath(ExportFormat),
    /// It needs the path of a schema, to read or to write.
    SchemaPath(schema::SchemaFile),
    /// It needs the path of a gazetteer.
    GazetteerPath,
    /// It needs a path for what it shows, named after the tab it shows.
    StatisticsPath(statistics::SaveKind, &'static str),
}

impl OpenDialog {
    /// The dialog before an import of raw pages.
    pub fn import(request: ImportRequest) -> Self {
        Self::Import(import::ImportForm::new(request))
    }

    /// The dialog before an import of annotations.
    pub fn import_pages(request: PagesRequest) -> Self {
        Self::ImportPages(import::PagesForm::new(request))
    }

    /// The dialog before an export.
    pub fn export() -> Self {
        Self::Export(export::ExportForm::default())
    }

    /// The dialog before an evaluation.
    pub fn evaluate() -> Self {
        Self::Evaluate(evaluate::EvaluateForm::default())
    }

    /// The dialog with what is known of a document.
    pub fn metadata(document: &Document) -> Self {
        Self::Metadata(metadata::MetadataForm::of(document))
    }

    /// The dialog for the title of an article.
    pub fn title(id: ArticleId, number: usize, title: String) -> Self {
        Self::Title(title::TitleForm {
            id,
            number,
            before: title.clone(),
            title,
        })
    }

    /// The dialog that asks why a problem is ignored.
    pub fn ignore(fingerprint: String, sentence: String) -> Self {
        Self::Ignore(ignore::IgnoreForm {
            fingerprint,
            sentence,
            reason: String::new(),
        })
    }

    /// The dialog that asks for a line.
    pub fn go_to_line() -> Self {
        Self::GoToLine(String::new())
    }

    /// Whether it was opened in the panel of records.
    pub fn is_of_records(&self) -> bool {
        matches!(
            self,
            Self::Record(_) | Self::MergeRecords(_) | Self::SplitRecord(_)
        )
    }

    /// Gives the dialog a path that it asked for.
    pub fn take_path(&mut self, purpose: Purpose, path: &Path) {
        match (self, purpose) {
            (Self::Import(form), Purpose::Sidecar) => form.sidecar = Some(path.to_path_buf()),
            (Self::Export(form), Purpose::ExportTo) => form.path = Some(path.to_path_buf()),
            (Self::Statistics(report), Purpose::SaveStatistics) => report.take_path(path),
            _ => {}
        }
    }
}

/// Draws the dialog on top and returns what it wants. One that is done is for the caller
/// to take away.
pub fn show(
    egui: &Context,
    ctx: Ctx<'_>,
    dialogs: &mut [OpenDialog],
    session: Option<&Session>,
) -> Wish {
    let Some(dialog) = dialogs.last_mut() else {
        return Wish::Stay;
    };
    match dialog {
        OpenDialog::Import(form) => import::import_ui(egui, ctx, form),
        OpenDialog::ImportPages(form) => import::pages_ui(egui, ctx, form, session),
        OpenDialog::Export(form) => export::export_ui(egui, ctx, form, session),
        OpenDialog::Evaluate(form) => evaluate::evaluate_ui(egui, ctx, form, session),
        OpenDialog::Evaluation(report) => evaluation::evaluation_ui(egui, ctx, report, session),
        OpenDialog::Statistics(report) => statistics::statistics_ui(egui, ctx, report, session),
        OpenDialog::Schema(editor) => schema::schema_ui(egui, ctx, editor, session),
        OpenDialog::Metadata(form) => metadata::metadata_ui(egui, ctx, form),
        OpenDialog::Title(form) => title::title_ui(egui, ctx, form),
        OpenDialog::CorrectAll(form) => correct_all::correct_all_ui(egui, ctx, form),
        OpenDialog::Relation(form) => relation::relation_ui(egui, ctx, form, session),
        OpenDialog::Alike(form) => alike::alike_ui(egui, ctx, form, session),
        OpenDialog::Mentions(form) => mentions::mentions_ui(egui, ctx, form, session),
        OpenDialog::Ignore(form) => ignore::ignore_ui(egui, ctx, form),
        OpenDialog::GoToLine(text) => go_to_line::go_to_line_ui(egui, ctx, text),
        OpenDialog::Gazetteers(form) => gazetteers::gazetteers_ui(egui, ctx, form, session),
        OpenDialog::Help => help::help_ui(egui, ctx, session),
        OpenDialog::About => about::about_ui(egui, ctx),
        OpenDialog::ImportReport(done) => report::import_report_ui(egui, ctx, done),
        OpenDialog::PagesReport(done) => report::pages_report_ui(egui, ctx, done),
        OpenDialog::Replaced(form) => replaced::replaced_ui(egui, ctx, form, session),
        OpenDialog::Continuation(form) => continuation::continuation_ui(egui, ctx, form),
        OpenDialog::LinkRecord(form) => link_record::link_record_ui(egui, ctx, form, session),
        OpenDialog::LinkMore(form) => link_record::link_more_ui(egui, ctx, form),
        OpenDialog::Record(form) => records::record_ui(egui, ctx, form, session),
        OpenDialog::MergeRecords(form) => records::merge_records_ui(egui, ctx, form),
        OpenDialog::SplitRecord(form) => records::split_record_ui(egui, ctx, form),
    }
}
