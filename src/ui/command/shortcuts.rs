//! The keys of commands.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::Command;

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const CTRL_ALT: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);
const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);

impl Command {
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
            Self::Schema => one(CTRL_ALT, Key::S),
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
            Self::NextUseful => ctrl(Key::U),
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
            Self::Attributes => plain(Key::I),
            Self::AddPart => {
                let plus = KeyboardShortcut::new(Modifiers::NONE, Key::Plus);
                vec![plus, KeyboardShortcut::new(Modifiers::NONE, Key::Equals)]
            }
            Self::Relate => plain(Key::M),
            Self::Unrelate => one(Modifiers::SHIFT, Key::M),
            Self::EntityEndLeft => one(Modifiers::ALT, Key::ArrowLeft),
            Self::EntityEndRight => one(Modifiers::ALT, Key::ArrowRight),
            Self::EntityStartLeft => one(ALT_SHIFT, Key::ArrowLeft),
            Self::EntityStartRight => one(ALT_SHIFT, Key::ArrowRight),
            Self::Help => plain(Key::F1),
            Self::Guideline => one(Modifiers::SHIFT, Key::F1),
            Self::SuggestAgain => ctrl(Key::R),
            Self::TrySample
            | Self::ImportAnnotations
            | Self::Evaluate
            | Self::Gazetteers
            | Self::ExportModel
            | Self::ImportModel
            | Self::ForgetModel
            | Self::RemoveDocument
            | Self::ReplaceText
            | Self::ReplaceReport
            | Self::OldVersion
            | Self::UnlinkContinuation
            | Self::SuggestAll
            | Self::ToggleIgnored
            | Self::ListProblems
            | Self::ShowAlike
            | Self::RemovePart
            | Self::RelabelAll
            | Self::RemoveAll
            | Self::About => Vec::new(),
        }
    }
}
