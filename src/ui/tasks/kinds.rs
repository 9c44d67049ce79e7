//! The kinds of jobs and what they bring.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::edit::likeness::Likeness;
use crate::edit::schema::{Name, SchemaEdit};
use crate::edit::verbs::Refusal;
use crate::model::id::{ArticleId, AuthorityId};
use crate::session::SessionError;
use crate::session::authorities::Relinked;
use crate::session::continuations::ContinuationCandidate;
use crate::session::corrections::EqualPlaces;
use crate::session::evaluate::Evaluation;
use crate::session::export::ExportReport;
use crate::session::gazetteers::GazetteerReport;
use crate::session::import::ImportReport;
use crate::session::import_pages::PagesReport;
use crate::session::mentions::{Chosen, Fate, Tagged};
use crate::session::model::Labels;
use crate::session::problems::ProblemReport;
use crate::session::propagate::LikeFound;
use crate::session::retrace::{Retraced, Way};
use crate::session::schema::{SchemaOutcome, Survey};
use crate::session::search::SortBy;
use crate::session::statistics::Statistics;
use crate::session::suggest::SuggestReport;
use crate::session::useful::Useful;
use crate::session::versions::ReplaceReport;
use crate::store::name_rows::Use;
use crate::ui::error_text::Reason;
use crate::ui::mentions_wish::MentionsWish;
use crate::ui::records::state::Stamp;

/// What came back.
pub enum TaskAnswer {
    /// Raw pages were imported.
    Imported(Box<ImportReport>),
    /// Annotations were imported.
    ImportedPages(Box<PagesReport>),
    /// A text took the place of another; `None` if that was cancelled.
    Replaced(Option<Box<ReplaceReport>>),
    /// A dataset was written.
    Exported(Box<ExportReport>),
    /// Pages of the whole project were proposed for.
    Suggested(SuggestReport),
    /// A gazetteer was loaded.
    Gazetteer(Box<GazetteerReport>),
    /// What was learned was written; `None` if that was cancelled.
    ExportedModel(Option<Labels>),
    /// What another project has learned was brought in.
    ImportedModel(Labels),
    /// The most useful page was looked for.
    Useful(Useful),
    /// A layer was measured.
    Evaluated(Box<Evaluation>),
    /// A layer was counted, in the documents whose name holds a text.
    Statistics(Box<Statistics>, String),
    /// How many rows use each name of the schema.
    SchemaUses(BTreeMap<Name, Use>),
    /// What a change of the schema would do, or why that is not known.
    SchemaSurveyed(Box<(SchemaEdit, Result<Option<Survey>, SessionError>)>),
    /// How changing the schema ended.
    SchemaChanged(Result<Box<SchemaOutcome>, SessionError>),
    /// A file was written.
    Written(PathBuf),
    /// The places of a wrong text were counted; `None` if that went wrong.
    Counted(Option<EqualPlaces>),
    /// A step over many pages was taken back or done again.
    Retraced(Box<Retraced>),
    /// What an article may continue.
    Candidates(ArticleId, Vec<ContinuationCandidate>),
    /// A wrong text was corrected everywhere.
    Corrected(EqualPlaces),
    /// The places of a name were counted; `None` if that went wrong.
    CountedAlike(Option<Box<(Likeness, LikeFound)>>),
    /// The places of a name were tagged.
    TaggedAlike(Box<LikeFound>),
    /// The mentions that a form means were counted; `None` if that went wrong.
    CountedMentions(Option<Box<(MentionsWish, Chosen)>>),
    /// Mentions were relabelled or removed.
    ChangedMentions(Fate, Box<Chosen>),
    /// Hits were tagged.
    TaggedSpans(Tagged),
    /// Hits were written as a table: where and how many.
    WrittenHits(PathBuf, usize),
    /// So many hits were put in this order.
    Sorted(usize, SortBy, Vec<usize>),
    /// Records were merged or split, or why not.
    Relinked(Result<Relinked, Refusal>),
    /// How often each record is mentioned.
    MentionCounts(Stamp, BTreeMap<AuthorityId, u64>),
    /// The problems of all pages.
    Problems(Box<ProblemReport>),
    /// So many questions were accepted.
    Accepted(usize),
    /// It went wrong; what was tried (a key of the texts) and why.
    Failed(&'static str, Reason),
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskKind {
    /// Importing raw pages.
    Import,
    /// Importing annotations.
    ImportPages,
    /// Replacing a text.
    Replace,
    /// Exporting.
    Export,
    /// Measuring a layer.
    Evaluate,
    /// Counting a layer.
    Statistics,
    /// Counting what uses the schema.
    SchemaUses,
    /// Counting what a change of the schema would do.
    SchemaSurvey,
    /// Changing the schema.
    Schema,
    /// Writing a file.
    Write,
    /// Proposing for all pages.
    Suggest,
    /// Loading a gazetteer.
    Gazetteer,
    /// Writing what was learned.
    ExportModel,
    /// Bringing in what another project has learned.
    ImportModel,
    /// Looking for the most useful page.
    Useful,
    /// Correcting a wrong text everywhere.
    Correct,
    /// Tagging many places.
    TagAll,
    /// Relabelling or removing many mentions.
    Mentions,
    /// Merging or splitting records.
    Relink,
    /// Looking for problems on all pages.
    Problems,
    /// Accepting many suggestions.
    Accept,
    /// Taking a step over many pages back, or doing it again.
    Retrace(Way),
}

impl TaskKind {
    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Import => "task.import",
            Self::ImportPages => "task.import-pages",
            Self::Replace => "task.replace",
            Self::Export => "task.export",
            Self::Evaluate => "task.evaluate",
            Self::Statistics => "task.statistics",
            Self::SchemaUses | Self::SchemaSurvey => "task.schema-count",
            Self::Schema => "task.schema",
            Self::Write => "task.write",
            Self::Suggest => "task.suggest",
            Self::Gazetteer => "task.gazetteer",
            Self::ExportModel => "task.export-model",
            Self::ImportModel => "task.import-model",
            Self::Useful => "task.useful",
            Self::Correct => "task.correct",
            Self::TagAll => "task.tag-all",
            Self::Mentions => "task.mentions",
            Self::Relink => "task.relink",
            Self::Problems => "task.problems",
            Self::Accept => "task.accept",
            Self::Retrace(Way::Undo) => "task.undo",
            Self::Retrace(Way::Redo) => "task.redo",
        }
    }

    pub(super) fn error_key(self) -> &'static str {
        match self {
            Self::Import | Self::ImportPages => "error.import",
            Self::Replace => "error.replace",
            Self::Export => "error.export",
            Self::Evaluate => "error.evaluate",
            Self::Statistics => "error.statistics",
            Self::SchemaUses | Self::SchemaSurvey | Self::Schema => "error.schema",
            Self::Write => "error.write",
            Self::Suggest => "error.suggest",
            Self::Gazetteer => "error.gazetteer",
            Self::ExportModel => "error.export-model",
            Self::ImportModel => "error.import-model",
            Self::Useful => "error.useful",
            Self::Correct => "error.correct",
            Self::TagAll | Self::Mentions => "error.many",
            Self::Relink => "error.relink",
            Self::Problems => "error.problems",
            Self::Accept | Self::Retrace(_) => "error.change",
        }
    }
}
