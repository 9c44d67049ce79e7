//! What drawing asks for. Panels read and send actions; only the dispatcher acts.

use std::cell::RefCell;
use std::path::PathBuf;

use super::attributes::Owner;
use super::command::Command;
use super::dialogs::evaluation::EvaluationReport;
use super::dialogs::open::OpenDialog;
use super::dialogs::schema::SchemaEditor;
use super::dialogs::statistics::{FileContent, StatisticsReport};
use super::mentions_wish::MentionsWish;
use super::records::RecordAction;
use super::view_state::Mode;
use crate::edit::likeness::Likeness;
use crate::edit::schema::SchemaEdit;
use crate::edit::verbs::relations::Fit;
use crate::edit::wrong_text::WrongText;
use crate::model::document::Status;
use crate::model::entity::AttributeValue;
use crate::model::id::{
    ArticleId, CorrectionId, DocumentId, EntityId, Label, LayerId, RelationId, Role, SegmentId,
};
use crate::model::layer::Scope;
use crate::model::meta::PageMeta;
use crate::session::continuations::ArticleAt;
use crate::session::documents::DocumentFilter;
use crate::session::export::ExportRequest;
use crate::session::import::ImportRequest;
use crate::session::import_pages::PagesRequest;
use crate::session::mentions::Fate;
use crate::session::propagate::Extent;
use crate::session::search::SortBy;
use crate::text::span::Span;

/// How far a change reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// This document.
    Document,
    /// All documents of the project.
    Project,
}

/// One thing to do after drawing.
#[derive(Debug, Clone)]
pub enum Action {
    /// Something that the palette knows.
    Run(Command),
    /// Work on articles or on entities.
    SetMode(Mode),
    /// Edit another layer.
    SetLayer(LayerId),
    /// Show a document.
    OpenDocument(DocumentId),
    /// Select and show a stretch of the page.
    Reveal(Span),
    /// Select an entity and show it.
    SelectEntity(EntityId),
    /// Give the selection to article number N.
    Assign(usize),
    /// Give the selection to an article.
    AssignTo(ArticleId),
    /// Give the selection a role.
    SetRole(Role),
    /// Show a question of the review, by its fingerprint.
    ShowQuestion(String),
    /// Answer the question at hand with one of the articles it offers, from 0.
    ChooseArticle(usize),
    /// Review what this layer says.
    SetReviewed(LayerId),
    /// Accept all that the proposer is at least so sure of, in per cent, from now on.
    SetSureness(u8),
    /// Tag the selection, or relabel the entity under the caret.
    Tag(Label),
    /// Give an entity another label.
    Relabel(EntityId, Label),
    /// Give an entity other ends.
    Resize(EntityId, Span),
    /// Remove entities.
    Untag(Vec<EntityId>),
    /// Saves what is being typed into an attribute.
    SettleAttribute,
    /// Set an attribute.
    SetAttribute(Owner, String, Option<AttributeValue>),
    /// Something with authority records.
    Record(RecordAction),
    /// Relate two entities; the way is asked for if there are several.
    RelateEntities(EntityId, EntityId),
    /// Relate two entities in this way.
    Relate(Fit),
    /// Remove a relation.
    Unrelate(RelationId),
    /// Say what a stretch of raw text should read.
    Correct(Span, String),
    /// Take corrections away.
    RemoveCorrections(Vec<CorrectionId>),
    /// Correct the same wrong text wherever it stands.
    CorrectAll(WrongText, Reach),
    /// Tag all places of a name.
    TagAlike(Box<Likeness>, Extent),
    /// Count the mentions that a form means.
    CountMentions(MentionsWish),
    /// Relabel or remove the mentions that a form means.
    ChangeMentions(MentionsWish, Fate),
    /// Search the corpus: what is filled in now.
    Search,
    /// Show the hit of a row of the search, from 0.
    ShowHit(usize),
    /// Order the hits of the search.
    SortHits(SortBy),
    /// Tag the chosen hits of the search.
    TagHits(Label),
    /// Ask where the hits of the search are to be written.
    AskHits,
    /// Close the search.
    CloseSearch,
    /// Move an article to a place among the articles.
    MoveArticle(ArticleId, usize),
    /// Move a segment to a place in an article.
    MoveSegment(SegmentId, ArticleId, usize),
    /// Make one article part of another.
    MergeArticles {
        /// What goes.
        from: ArticleId,
        /// What stays.
        into: ArticleId,
    },
    /// Delete an article.
    DeleteArticle(ArticleId),
    /// Give an article a title.
    SetTitle(ArticleId, String),
    /// Say which article one continues.
    LinkContinuation(Scope, ArticleId, ArticleId),
    /// An article continues nothing any more.
    UnlinkContinuation(ArticleId),
    /// Show an article of this page or another.
    GoToArticle(ArticleAt),
    /// Say how far the work on the document is.
    SetStatus(Status),
    /// Describe the document.
    SetMeta(DocumentId, PageMeta),
    /// Open a project file.
    OpenProject(PathBuf),
    /// Make a project file.
    NewProject(PathBuf),
    /// Import raw pages.
    Import(ImportRequest),
    /// Import annotations.
    ImportPages(PagesRequest),
    /// Export a dataset.
    Export(ExportRequest),
    /// Measure a layer against another one.
    Evaluate {
        /// What is taken as right.
        gold: LayerId,
        /// What is measured.
        layer: LayerId,
        /// On which documents.
        documents: DocumentFilter,
    },
    /// Remove a gazetteer of the project.
    RemoveGazetteer(String),
    /// Remember a report that gives way to the page.
    KeepEvaluation(Box<EvaluationReport>),
    /// Count what is in a layer.
    CountStatistics {
        /// The layer.
        layer: LayerId,
        /// Only in the documents of the list as it is filtered.
        listed: bool,
    },
    /// Remember statistics that give way to the page.
    KeepStatistics(Box<StatisticsReport>),
    /// Write a file that was made from statistics.
    WriteFile(PathBuf, FileContent),
    /// Count what a change of the schema would do.
    SurveySchema(Box<SchemaEdit>),
    /// Change the schema as an editor has it.
    ChangeSchema(Box<SchemaEditor>),
    /// Show what a label is for.
    ShowGuideline(Label),
    /// Stop the running job.
    CancelJob,
    /// Open a dialog.
    Open(Box<OpenDialog>),
    /// Show a problem of the page, by its place in the list.
    ShowProblem(usize),
    /// Mend a problem.
    FixProblem(usize),
    /// Ask why a problem is to be ignored.
    AskIgnore(usize),
    /// Ignore the problem that has this fingerprint, with a reason.
    IgnoreProblem(String, String),
    /// List an ignored problem again, by its place among the ignored ones.
    HeedProblem(usize),
    /// Show a stretch of any document.
    ShowPlace(DocumentId, Span),
    /// Go to a line, from 1.
    GoToLine(usize),
    /// Find in the page: look for the text as it stands now.
    Find(String),
    /// Forget a recent project.
    ForgetRecent(PathBuf),
}

/// Actions in the order in which they were sent.
#[derive(Debug, Default)]
pub struct Actions(RefCell<Vec<Action>>);

impl Actions {
    /// Asks for something to be done after drawing.
    pub fn send(&self, action: Action) {
        self.0.borrow_mut().push(action);
    }

    /// Whether something was asked for.
    pub fn is_waiting(&self) -> bool {
        !self.0.borrow().is_empty()
    }

    /// Takes everything that was asked for.
    pub fn take(&self) -> Vec<Action> {
        std::mem::take(&mut self.0.borrow_mut())
    }
}
