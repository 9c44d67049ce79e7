//! Everything a person can invoke, declared once.
//!
//! Menus, shortcuts, the palette, the F1 page and the table in the README are
//! views of this enum. Order here is order there. Roles and labels have keys of
//! their own, which the schema of the project gives; see [`super::keys`].

mod group;
mod scope;

use egui::{Key, KeyboardShortcut, Modifiers};

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
    /// Version, licences, where things are kept.
    About,
}

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);

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
            Self::Help | Self::About => Group::Help,
        }
    }

    /// The keys that invoke it; the first is the one that is shown.
    pub fn shortcuts(self) -> Vec<KeyboardShortcut> {
        let one = |modifiers, key| vec![KeyboardShortcut::new(modifiers, key)];
        let ctrl = |key| one(Modifiers::COMMAND, key);
        let plain = |key| one(Modifiers::NONE, key);
        match self {
            Self::NewProject => ctrl(Key::N),
            Self::OpenProject => ctrl(Key::O),
            Self::ImportFiles => ctrl(Key::I),
            Self::ImportFolder => one(CTRL_SHIFT, Key::I),
            Self::Export => ctrl(Key::E),
            Self::Statistics => one(CTRL_SHIFT, Key::S),
            Self::CancelTask => ctrl(Key::Period),
            Self::CloseProject => ctrl(Key::W),
            Self::Quit => ctrl(Key::Q),
            Self::Undo => ctrl(Key::Z),
            Self::Redo => {
                let shifted = KeyboardShortcut::new(CTRL_SHIFT, Key::Z);
                vec![shifted, KeyboardShortcut::new(Modifiers::COMMAND, Key::Y)]
            }
            Self::FindInPage => ctrl(Key::F),
            Self::SearchCorpus => one(CTRL_SHIFT, Key::F),
            Self::FindNext => plain(Key::F7),
            Self::FindPrevious => one(Modifiers::SHIFT, Key::F7),
            Self::ExpandSelection => plain(Key::V),
            Self::Correct => plain(Key::E),
            Self::CorrectAll => one(Modifiers::SHIFT, Key::E),
            Self::RemoveCorrection => one(Modifiers::ALT, Key::E),
            Self::ModeSegment => plain(Key::F2),
            Self::ModeEntities => plain(Key::F3),
            Self::ModeRead => plain(Key::F4),
            Self::ModeReview => plain(Key::F5),
            Self::SwitchSide => plain(Key::S),
            Self::ToggleEdits => plain(Key::W),
            Self::NextLayer => plain(Key::F9),
            Self::NextTheme => ctrl(Key::Comma),
            Self::NextLanguage => one(CTRL_SHIFT, Key::L),
            Self::ZoomIn => {
                let plus = KeyboardShortcut::new(Modifiers::COMMAND, Key::Plus);
                vec![plus, KeyboardShortcut::new(Modifiers::COMMAND, Key::Equals)]
            }
            Self::ZoomOut => ctrl(Key::Minus),
            Self::ZoomReset => ctrl(Key::Num0),
            Self::ToggleDocuments => ctrl(Key::OpenBracket),
            Self::ToggleInspector => ctrl(Key::CloseBracket),
            Self::NextPane => plain(Key::F6),
            Self::PreviousPane => one(Modifiers::SHIFT, Key::F6),
            Self::Palette => one(CTRL_SHIFT, Key::P),
            Self::Records => one(CTRL_SHIFT, Key::R),
            Self::LinkRecord => plain(Key::R),
            Self::UnlinkRecord => one(Modifiers::SHIFT, Key::R),
            Self::NextDocument => one(Modifiers::COMMAND, Key::PageDown),
            Self::PreviousDocument => one(Modifiers::COMMAND, Key::PageUp),
            Self::NextOpen => plain(Key::Tab),
            Self::PreviousOpen => one(Modifiers::SHIFT, Key::Tab),
            Self::GoToLine => ctrl(Key::G),
            Self::DocumentMetadata => ctrl(Key::D),
            Self::MarkDone => ctrl(Key::Enter),
            Self::NextStatus => one(CTRL_SHIFT, Key::Enter),
            Self::StartArticle => plain(Key::B),
            Self::StartArticleHere => one(Modifiers::SHIFT, Key::B),
            Self::JoinAbove => plain(Key::J),
            Self::MergeAbove => one(Modifiers::SHIFT, Key::J),
            Self::SplitSegment => plain(Key::Slash),
            Self::MarkFurniture => plain(Key::X),
            Self::Unassign => plain(Key::U),
            Self::ToggleBreak => plain(Key::P),
            Self::SegmentUp => one(Modifiers::ALT, Key::ArrowUp),
            Self::SegmentDown => one(Modifiers::ALT, Key::ArrowDown),
            Self::ArticleUp => one(ALT_SHIFT, Key::ArrowUp),
            Self::ArticleDown => one(ALT_SHIFT, Key::ArrowDown),
            Self::NextProblem => plain(Key::F8),
            Self::PreviousProblem => one(Modifiers::SHIFT, Key::F8),
            Self::FixProblem => plain(Key::F),
            Self::IgnoreProblem => one(Modifiers::SHIFT, Key::F),
            Self::ArticleTitle => plain(Key::N),
            Self::LinkContinuation => plain(Key::L),
            Self::DeleteArticle | Self::DeleteEntity => {
                vec![
                    KeyboardShortcut::new(Modifiers::NONE, Key::Delete),
                    KeyboardShortcut::new(Modifiers::NONE, Key::Backspace),
                ]
            }
            Self::AcceptHere | Self::AcceptQuestion => plain(Key::Enter),
            Self::RejectQuestion => plain(Key::Backspace),
            Self::AcceptSelection => one(Modifiers::SHIFT, Key::Enter),
            Self::AcceptArticle | Self::TagAlikeArticle => plain(Key::A),
            Self::AcceptAll | Self::TagAlikeDocument => one(Modifiers::SHIFT, Key::A),
            Self::AcceptSure | Self::TagAlikeProject => one(CTRL_SHIFT, Key::A),
            Self::OrderQuestions => plain(Key::O),
            Self::NextReviewed => one(Modifiers::SHIFT, Key::F5),
            Self::Relate => plain(Key::M),
            Self::Unrelate => one(Modifiers::SHIFT, Key::M),
            Self::EntityEndLeft => one(Modifiers::ALT, Key::ArrowLeft),
            Self::EntityEndRight => one(Modifiers::ALT, Key::ArrowRight),
            Self::EntityStartLeft => one(ALT_SHIFT, Key::ArrowLeft),
            Self::EntityStartRight => one(ALT_SHIFT, Key::ArrowRight),
            Self::Help => plain(Key::F1),
            Self::SuggestAgain => ctrl(Key::R),
            Self::TrySample
            | Self::ImportAnnotations
            | Self::Evaluate
            | Self::RemoveDocument
            | Self::ReplaceText
            | Self::ReplaceReport
            | Self::OldVersion
            | Self::UnlinkContinuation
            | Self::SuggestAll
            | Self::ToggleIgnored
            | Self::ListProblems
            | Self::ShowAlike
            | Self::RelabelAll
            | Self::RemoveAll
            | Self::About => Vec::new(),
        }
    }

    /// Where its keys are listened to.
    pub fn scope(self) -> Scope {
        match self.group() {
            Group::Segment if self == Self::ToggleBreak => Scope::SegmentOrRead,
            Group::Segment => Scope::Segment,
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
