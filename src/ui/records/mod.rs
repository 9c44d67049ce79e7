//! Authority records in the window: what is asked for, and what the panel shows.

pub mod state;
pub mod words;

use crate::model::authority::Authority;
use crate::model::id::{AuthorityId, DocumentId, EntityId};
use crate::model::layer::Scope;

/// A record that mentions are to be linked to.
#[derive(Debug, Clone)]
pub enum RecordChoice {
    /// One of the project.
    There(AuthorityId),
    /// One that is made first.
    New(Box<Authority>),
}

/// What drawing asks for where records are concerned.
#[derive(Debug, Clone)]
pub enum RecordAction {
    /// Link a mention of a page, then offer those that read the same.
    Link(Scope, EntityId, RecordChoice),
    /// Link these mentions of a page.
    LinkAll(Scope, Vec<EntityId>, AuthorityId),
    /// Take the links of these mentions of the page on screen away.
    Unlink(Vec<EntityId>),
    /// Leave the panel.
    Close,
    /// Show a record in the panel.
    Show(AuthorityId),
    /// Show a mention on its page.
    Go(DocumentId, EntityId),
    /// Ask what a record should say.
    AskEdit(AuthorityId),
    /// Ask which of two records stays.
    AskMerge(AuthorityId, AuthorityId),
    /// Ask for the name of the record that some mentions of one get.
    AskSplit(AuthorityId, Vec<EntityId>),
    /// Make a record say this.
    Edit(Box<[Authority; 2]>),
    /// Delete a record that nothing mentions.
    Delete(AuthorityId),
    /// Make one record part of another.
    Merge {
        /// What stays.
        kept: AuthorityId,
        /// What goes.
        gone: AuthorityId,
    },
    /// Give mentions of a record one of their own.
    Split(AuthorityId, Box<Authority>, Vec<EntityId>),
}
