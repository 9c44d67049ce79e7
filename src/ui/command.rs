//! Everything a person can invoke, declared once.
//!
//! Menus, shortcuts, the palette, the F1 page and the table in the README are
//! views of this enum. Order here is order there. Roles and labels have keys of
//! their own, which the schema of the project gives; see [`super::keys`].

mod group;
mod scope;
mod shortcuts;

pub use group::Group;
pub use scope::Scope;

/// A thing that can be invoked without saying more.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, strum::EnumIter, strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Command {
    /// Make a project file.
    NewProject,
    /// Open a project file.
    OpenProject,
    /// Make a project from the sample pages.
    TrySample,
    /// Import raw pages from files.
    ImportFiles,
    /// Import raw pages from a folder.
    ImportFolder,
    /// Import annotations made elsewhere into a layer.
    ImportAnnotations,
    /// Export a dataset.
    Export,
    /// Measure a layer against another one.
    Evaluate,
    /// Count what is in the corpus.
    Statistics,
    /// Change labels, roles, relations and attributes.
    Schema,
    /// The project's own gazetteers.
    Gazetteers,
    /// Write what was learned of mentions to a file.
    ExportModel,
    /// Use what another project has learned of mentions.
    ImportModel,
    /// Use no longer what another project has learned.
    ForgetModel,
    /// Stop the import or export that is running.
    CancelTask,
    /// Close the project.
    CloseProject,
    /// Leave the program.
    Quit,
    /// Take back the last change.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Find text in the page.
    FindInPage,
    /// Search all documents.
    SearchCorpus,
    /// Go to the next hit.
    FindNext,
    /// Go to the previous hit.
    FindPrevious,
    /// Grow the selection: line, paragraph, segment, article.
    ExpandSelection,
    /// Say what the selected text should read.
    Correct,
    /// The same correction for all equal places.
    CorrectAll,
    /// Take the correction at the caret away.
    RemoveCorrection,
    /// Work on articles.
    ModeSegment,
    /// Work on entities.
    ModeEntities,
    /// Read the clean article beside the raw page.
    ModeRead,
    /// Decide on what is proposed.
    ModeReview,
    /// The other side of Read mode.
    SwitchSide,
    /// Show or hide in the clean text what corrections did.
    ToggleEdits,
    /// Edit the next layer.
    NextLayer,
    /// Light, dark or the system's theme.
    NextTheme,
    /// Chinese or English.
    NextLanguage,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// Normal size.
    ZoomReset,
    /// Show or hide the documents.
    ToggleDocuments,
    /// Show or hide the inspector.
    ToggleInspector,
    /// Keyboard to the next pane.
    NextPane,
    /// Keyboard to the previous pane.
    PreviousPane,
    /// The authority records, and where they are mentioned.
    Records,
    /// Choose a command by its name.
    Palette,
    /// The next document of the list.
    NextDocument,
    /// The previous document of the list.
    PreviousDocument,
    /// The page from which most is to be learned.
    NextUseful,
    /// Next open question: text of no article, or the next entity.
    NextOpen,
    /// Previous open question.
    PreviousOpen,
    /// Go to a line by number.
    GoToLine,
    /// Go to the next problem.
    NextProblem,
    /// Go to the previous problem.
    PreviousProblem,
    /// Mend the problem at hand.
    FixProblem,
    /// Ignore the problem at hand.
    IgnoreProblem,
    /// Show the ignored problems too.
    ToggleIgnored,
    /// List the problems of all pages.
    ListProblems,
    /// Newspaper, date and page of the document.
    DocumentMetadata,
    /// Mark the document as done and go to the next that is not.
    MarkDone,
    /// Change how far the work on the document is.
    NextStatus,
    /// Take the document out of the project.
    RemoveDocument,
    /// Another reading of the page takes the place of the document.
    ReplaceText,
    /// What the last replacement left to look at.
    ReplaceReport,
    /// Show the version before this one, and in the end the newest again.
    OldVersion,
    /// Let the engines propose for the page again.
    SuggestAgain,
    /// Let the engines propose for all pages.
    SuggestAll,
    /// An article starts at the caret's line.
    StartArticle,
    /// An article starts exactly at the caret.
    StartArticleHere,
    /// The segment joins the article above.
    JoinAbove,
    /// The article joins the one before it.
    MergeAbove,
    /// Cut the segment at the caret.
    SplitSegment,
    /// The selection belongs to no article: running head, shadow, junk.
    MarkFurniture,
    /// Take the selection out of its article.
    Unassign,
    /// Hard wrap or paragraph end.
    ToggleBreak,
    /// The segment is read earlier.
    SegmentUp,
    /// The segment is read later.
    SegmentDown,
    /// The article comes earlier.
    ArticleUp,
    /// The article comes later.
    ArticleDown,
    /// Give the article a title.
    ArticleTitle,
    /// Say what the article continues.
    LinkContinuation,
    /// The article continues nothing any more.
    UnlinkContinuation,
    /// Delete the article; its text stays.
    DeleteArticle,
    /// Accept what is proposed at the caret.
    AcceptHere,
    /// Accept the question at hand.
    AcceptQuestion,
    /// Reject the question at hand; it does not come back.
    RejectQuestion,
    /// Accept all questions with a part in the selection.
    AcceptSelection,
    /// Accept all questions about the article at hand.
    AcceptArticle,
    /// Accept all questions of the page.
    AcceptAll,
    /// Accept all questions that the proposer is sure of.
    AcceptSure,
    /// Walk by confidence instead of position, or back.
    OrderQuestions,
    /// Review what the next layer says.
    NextReviewed,
    /// Say which authority record the entity means.
    LinkRecord,
    /// The entity means no authority record any more.
    UnlinkRecord,
    /// The keyboard to the attributes of the entity or article at hand.
    Attributes,
    /// The selection is a further part of the entity, or no part any more.
    AddPart,
    /// Take the part at the caret away from the entity.
    RemovePart,
    /// Remove the entity.
    DeleteEntity,
    /// Begin a relation at the entity, or lead it here.
    Relate,
    /// Remove the last relation of the entity.
    Unrelate,
    /// Tag what is named alike in the article.
    TagAlikeArticle,
    /// Tag what is named alike in the document.
    TagAlikeDocument,
    /// Tag what is named alike in all documents.
    TagAlikeProject,
    /// Show where else the name stands, and what is in the way.
    ShowAlike,
    /// Give many mentions another label.
    RelabelAll,
    /// Remove many mentions.
    RemoveAll,
    /// Move the end of the entity to the left.
    EntityEndLeft,
    /// Move the end of the entity to the right.
    EntityEndRight,
    /// Move the start of the entity to the left.
    EntityStartLeft,
    /// Move the start of the entity to the right.
    EntityStartRight,
    /// All keys at a glance.
    Help,
    /// What the label at hand is for.
    Guideline,
    /// Version, licences, where things are kept.
    About,
}

impl Command {
    /// The name by which its texts are looked up: `command.NAME`, `tip.NAME`.
    pub fn id(self) -> &'static str {
        self.into()
    }

    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("command.{}", self.id())
    }

    /// The key of the sentence that explains it.
    pub fn tip_key(self) -> String {
        format!("tip.{}", self.id())
    }

    /// Its group.
    pub fn group(self) -> Group {
        match self {
            Self::NewProject
            | Self::OpenProject
            | Self::TrySample
            | Self::ImportFiles
            | Self::ImportFolder
            | Self::ImportAnnotations
            | Self::Export
            | Self::Evaluate
            | Self::Statistics
            | Self::Schema
            | Self::Gazetteers
            | Self::ExportModel
            | Self::ImportModel
            | Self::ForgetModel
            | Self::CancelTask
            | Self::CloseProject
            | Self::Quit => Group::Project,
            Self::Undo
            | Self::Redo
            | Self::FindInPage
            | Self::SearchCorpus
            | Self::FindNext
            | Self::FindPrevious
            | Self::ExpandSelection
            | Self::Correct
            | Self::CorrectAll
            | Self::RemoveCorrection => Group::Edit,
            Self::ModeSegment
            | Self::ModeEntities
            | Self::ModeRead
            | Self::ModeReview
            | Self::SwitchSide
            | Self::ToggleEdits
            | Self::NextLayer
            | Self::NextTheme
            | Self::NextLanguage
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::ToggleDocuments
            | Self::ToggleInspector
            | Self::NextPane
            | Self::PreviousPane
            | Self::Records
            | Self::Palette => Group::View,
            Self::NextDocument
            | Self::PreviousDocument
            | Self::NextUseful
            | Self::NextOpen
            | Self::PreviousOpen
            | Self::GoToLine => Group::Go,
            Self::NextProblem
            | Self::PreviousProblem
            | Self::FixProblem
            | Self::IgnoreProblem
            | Self::ToggleIgnored
            | Self::ListProblems => Group::Problems,
            Self::DocumentMetadata
            | Self::MarkDone
            | Self::NextStatus
            | Self::RemoveDocument
            | Self::ReplaceText
            | Self::ReplaceReport
            | Self::OldVersion
            | Self::SuggestAgain
            | Self::SuggestAll => Group::Document,
            Self::StartArticle
            | Self::StartArticleHere
            | Self::JoinAbove
            | Self::MergeAbove
            | Self::SplitSegment
            | Self::MarkFurniture
            | Self::Unassign
            | Self::ToggleBreak
            | Self::SegmentUp
            | Self::SegmentDown
            | Self::ArticleUp
            | Self::ArticleDown
            | Self::ArticleTitle
            | Self::LinkContinuation
            | Self::UnlinkContinuation
            | Self::DeleteArticle
            | Self::AcceptHere => Group::Segment,
            Self::AcceptQuestion
            | Self::RejectQuestion
            | Self::AcceptSelection
            | Self::AcceptArticle
            | Self::AcceptAll
            | Self::AcceptSure
            | Self::OrderQuestions
            | Self::NextReviewed => Group::Review,
            Self::LinkRecord
            | Self::UnlinkRecord
            | Self::Attributes
            | Self::AddPart
            | Self::RemovePart
            | Self::DeleteEntity
            | Self::Relate
            | Self::Unrelate
            | Self::TagAlikeArticle
            | Self::TagAlikeDocument
            | Self::TagAlikeProject
            | Self::ShowAlike
            | Self::RelabelAll
            | Self::RemoveAll
            | Self::EntityEndLeft
            | Self::EntityEndRight
            | Self::EntityStartLeft
            | Self::EntityStartRight => Group::Entity,
            Self::Help | Self::Guideline | Self::About => Group::Help,
        }
    }

    /// Where its keys are listened to.
    pub fn scope(self) -> Scope {
        match self.group() {
            Group::Segment if self == Self::ToggleBreak => Scope::SegmentOrRead,
            Group::Segment => Scope::Segment,
            Group::Entity if self == Self::Attributes => Scope::Annotating,
            Group::Entity => Scope::EntitiesOrRead,
            Group::Review => Scope::Review,
            _ => match self {
                Self::ExpandSelection
                | Self::Correct
                | Self::CorrectAll
                | Self::RemoveCorrection
                | Self::NextOpen
                | Self::PreviousOpen
                | Self::FixProblem
                | Self::IgnoreProblem => Scope::Page,
                Self::SwitchSide | Self::ToggleEdits => Scope::Read,
                _ => Scope::Everywhere,
            },
        }
    }

    /// Whether it asks for something before it acts; its text then ends in `…`.
    pub fn asks(self) -> bool {
        matches!(
            self,
            Self::NewProject
                | Self::OpenProject
                | Self::ImportFiles
                | Self::ImportFolder
                | Self::ImportAnnotations
                | Self::Export
                | Self::Evaluate
                | Self::Gazetteers
                | Self::ExportModel
                | Self::ImportModel
                | Self::FindInPage
                | Self::SearchCorpus
                | Self::GoToLine
                | Self::DocumentMetadata
                | Self::ArticleTitle
                | Self::CorrectAll
                | Self::ShowAlike
                | Self::RelabelAll
                | Self::RemoveAll
                | Self::IgnoreProblem
                | Self::LinkContinuation
                | Self::LinkRecord
                | Self::ReplaceText
                | Self::Palette
        )
    }
}

#[cfg(test)]
mod tests;
