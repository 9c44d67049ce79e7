//! May a command be invoked now, and if not, why?
//!
//! A small snapshot of facts, so that menus, palette, hints and shortcuts all
//! get the same answer.

use super::command::{Command, Group};
use super::view_state::Mode;

/// The facts on which commands depend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CommandEnv {
    /// A project is open.
    pub project: bool,
    /// A document is on screen.
    pub document: bool,
    /// The project may be changed.
    pub writable: bool,
    /// There is something to undo.
    pub undo: bool,
    /// There is something to redo.
    pub redo: bool,
    /// The list has more than one document.
    pub many: bool,
    /// Segment or Entities.
    pub mode: Mode,
    /// The caret stands in a segment.
    pub segment: bool,
    /// The caret stands in an article, or one is selected.
    pub article: bool,
    /// The document on screen has an earlier version, or is one.
    pub versions: bool,
    /// There is a report of a replacement.
    pub replaced: bool,
    /// An entity is under the caret or selected.
    pub entity: bool,
    /// A correction is at the caret or in the selection.
    pub correction: bool,
    /// The page has problems that are not ignored.
    pub problems: bool,
    /// A large page is still being looked at for problems.
    pub looking: bool,
    /// A problem is at hand.
    pub problem: bool,
    /// It can be mended with one key.
    pub fix: bool,
    /// Something is proposed for the page.
    pub questions: bool,
    /// Something is proposed at the caret.
    pub question_here: bool,
    /// There is more than one layer to review.
    pub reviewable: bool,
    /// The find bar has hits.
    pub hits: bool,
    /// There is more than one layer.
    pub layers: bool,
    /// A job that changes the project is running.
    pub busy: bool,
    /// That job makes one step of undo, and nothing else may be changed meanwhile.
    pub changing: bool,
    /// The engines are at work on the page.
    pub suggesting: bool,
}

/// Why a command cannot be invoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter)]
pub enum Blocked {
    /// No project is open.
    NoProject,
    /// No document is on screen.
    NoDocument,
    /// The project file cannot be written.
    ReadOnly,
    /// Nothing to undo.
    NothingToUndo,
    /// Nothing to redo.
    NothingToRedo,
    /// There is only one document.
    OnlyDocument,
    /// It belongs to mode Segment.
    SegmentMode,
    /// It belongs to mode Entities.
    EntitiesMode,
    /// It belongs to mode Review.
    ReviewMode,
    /// Nothing is left to decide.
    NoQuestion,
    /// Nothing is proposed at the caret.
    NoQuestionHere,
    /// There is only one layer to review.
    OnlyReviewed,
    /// The caret stands in no segment.
    NoSegment,
    /// The caret stands in no article.
    NoArticle,
    /// There is no entity at the caret.
    NoEntity,
    /// There is no correction at the caret.
    NoCorrection,
    /// It belongs to mode Read.
    ReadMode,
    /// The page has no problems.
    NoProblems,
    /// The page is still being looked at for problems.
    StillLooking,
    /// There is no problem at the caret.
    NoProblemHere,
    /// Only a person can mend the problem.
    NoFix,
    /// Nothing was found.
    NoHits,
    /// Another job is running.
    Busy,
    /// No job is running.
    NothingRuns,
    /// There is only one layer.
    OnlyLayer,
    /// The document has no earlier version.
    OnlyVersion,
    /// No text was replaced since the project was opened.
    NothingReplaced,
}

impl Blocked {
    /// The key of its sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoProject => "blocked.no-project",
            Self::NoDocument => "blocked.no-document",
            Self::ReadOnly => "blocked.read-only",
            Self::NothingToUndo => "blocked.nothing-to-undo",
            Self::NothingToRedo => "blocked.nothing-to-redo",
            Self::OnlyDocument => "blocked.only-document",
            Self::SegmentMode => "blocked.segment-mode",
            Self::EntitiesMode => "blocked.entities-mode",
            Self::ReviewMode => "blocked.review-mode",
            Self::NoQuestion => "blocked.no-question",
            Self::NoQuestionHere => "blocked.no-question-here",
            Self::OnlyReviewed => "blocked.only-reviewed",
            Self::NoSegment => "blocked.no-segment",
            Self::NoArticle => "blocked.no-article",
            Self::NoEntity => "blocked.no-entity",
            Self::NoCorrection => "blocked.no-correction",
            Self::ReadMode => "blocked.read-mode",
            Self::NoProblems => "blocked.no-problems",
            Self::StillLooking => "blocked.still-looking",
            Self::NoProblemHere => "blocked.no-problem-here",
            Self::NoFix => "blocked.no-fix",
            Self::NoHits => "blocked.no-hits",
            Self::Busy => "blocked.busy",
            Self::NothingRuns => "blocked.nothing-runs",
            Self::OnlyLayer => "blocked.only-layer",
            Self::OnlyVersion => "blocked.only-version",
            Self::NothingReplaced => "blocked.nothing-replaced",
        }
    }
}

impl CommandEnv {
    /// Whether `command` may be invoked now.
    ///
    /// # Errors
    /// The reason why not, the most telling one first.
    pub fn check(&self, command: Command) -> Result<(), Blocked> {
        use Command as C;
        let need = |fact: bool, reason: Blocked| if fact { Ok(()) } else { Err(reason) };
        match command {
            C::NewProject | C::OpenProject | C::TrySample | C::Quit => {
                return need(!self.busy, Blocked::Busy);
            }
            C::NextTheme | C::NextLanguage | C::ZoomIn | C::ZoomOut | C::ZoomReset => return Ok(()),
            C::Palette | C::Help | C::About => return Ok(()),
            _ => {}
        }
        need(self.project, Blocked::NoProject)?;
        match command {
            C::ImportFiles | C::ImportFolder | C::ImportAnnotations | C::SuggestAll => {
                need(self.writable, Blocked::ReadOnly)?;
                return need(!self.busy, Blocked::Busy);
            }
            C::ImportModel | C::ForgetModel => {
                need(self.writable, Blocked::ReadOnly)?;
                return need(!self.busy, Blocked::Busy);
            }
            C::Gazetteers => return need(self.writable, Blocked::ReadOnly),
            C::ListProblems | C::Statistics | C::Schema | C::NextUseful | C::ExportModel => {
                return need(!self.busy, Blocked::Busy);
            }
            C::CancelTask => return need(self.busy, Blocked::NothingRuns),
            C::NextLayer => return need(self.layers, Blocked::OnlyLayer),
            C::Evaluate => {
                need(self.layers, Blocked::OnlyLayer)?;
                return need(!self.busy, Blocked::Busy);
            }
            C::Export | C::CloseProject => return need(!self.busy, Blocked::Busy),
            C::Undo | C::Redo if self.busy => return Err(Blocked::Busy),
            C::Undo => return need(self.undo, Blocked::NothingToUndo),
            C::Redo => return need(self.redo, Blocked::NothingToRedo),
            C::SearchCorpus | C::Guideline => return Ok(()),
            C::ToggleDocuments
            | C::ToggleInspector
            | C::NextPane
            | C::PreviousPane
            | C::Records => {
                return Ok(());
            }
            C::ModeSegment | C::ModeEntities | C::ModeRead | C::ModeReview => return Ok(()),
            _ => {}
        }
        if command == C::ReplaceReport {
            return need(self.replaced, Blocked::NothingReplaced);
        }
        need(self.document, Blocked::NoDocument)?;
        match command {
            C::OldVersion => return need(self.versions, Blocked::OnlyVersion),
            C::ReplaceText if self.busy => return Err(Blocked::Busy),
            _ => {}
        }
        match command.group() {
            Group::Segment => {
                let fits = command.scope().modes().contains(&self.mode);
                need(fits, Blocked::SegmentMode)?;
                need(self.writable, Blocked::ReadOnly)?;
            }
            Group::Entity if matches!(command, C::RelabelAll | C::RemoveAll) => {
                need(self.writable, Blocked::ReadOnly)?;
                return need(!self.busy, Blocked::Busy);
            }
            Group::Entity if command == C::Attributes => {
                let fits = command.scope().modes().contains(&self.mode);
                need(fits, Blocked::EntitiesMode)?;
                need(self.writable, Blocked::ReadOnly)?;
                need(!self.changing, Blocked::Busy)?;
                return match self.mode {
                    Mode::Segment => need(self.article, Blocked::NoArticle),
                    Mode::Read => need(self.entity || self.article, Blocked::NoEntity),
                    _ => need(self.entity, Blocked::NoEntity),
                };
            }
            Group::Entity => {
                let fits = command.scope().modes().contains(&self.mode);
                need(fits, Blocked::EntitiesMode)?;
                need(self.writable, Blocked::ReadOnly)?;
                // A further part is selected where no entity is.
                need(self.entity || command == C::AddPart, Blocked::NoEntity)?;
            }
            Group::Review => {
                need(self.mode == Mode::Review, Blocked::ReviewMode)?;
                let looks = matches!(command, C::OrderQuestions | C::NextReviewed);
                need(self.writable || looks, Blocked::ReadOnly)?;
            }
            Group::Document => need(self.writable, Blocked::ReadOnly)?,
            _ => {}
        }
        match command {
            C::Correct => need(self.writable, Blocked::ReadOnly),
            C::CorrectAll | C::RemoveCorrection => {
                need(self.writable, Blocked::ReadOnly)?;
                need(self.correction, Blocked::NoCorrection)
            }
            C::SwitchSide | C::ToggleEdits => need(self.mode == Mode::Read, Blocked::ReadMode),
            C::NextDocument | C::PreviousDocument => need(self.many, Blocked::OnlyDocument),
            C::NextProblem | C::PreviousProblem => {
                need(self.problems || !self.looking, Blocked::StillLooking)?;
                need(self.problems, Blocked::NoProblems)
            }
            C::FixProblem | C::IgnoreProblem => {
                need(self.writable, Blocked::ReadOnly)?;
                need(self.problem, Blocked::NoProblemHere)?;
                need(command == C::IgnoreProblem || self.fix, Blocked::NoFix)
            }
            C::NextReviewed => need(self.reviewable, Blocked::OnlyReviewed),
            C::AcceptHere => need(self.question_here, Blocked::NoQuestionHere),
            _ if command.group() == Group::Review => need(self.questions, Blocked::NoQuestion),
            C::FindNext | C::FindPrevious => need(self.hits, Blocked::NoHits),
            C::JoinAbove | C::SplitSegment | C::Unassign | C::SegmentUp | C::SegmentDown => {
                need(self.segment, Blocked::NoSegment)
            }
            C::MergeAbove
            | C::ArticleUp
            | C::ArticleDown
            | C::ArticleTitle
            | C::LinkContinuation
            | C::UnlinkContinuation
            | C::DeleteArticle => need(self.article, Blocked::NoArticle),
            _ => Ok(()),
        }
    }
}
