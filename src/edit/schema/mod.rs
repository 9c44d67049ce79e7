//! Changing the schema of a project whose annotations already use it.
//!
//! A [`SchemaEdit`] says what the schema was, what it is to be, and where names of the
//! old one lead that the new one does not have. A [`Plan`] made of it says of any row
//! what it becomes, or why it cannot: what is in use is moved or stays, and never goes
//! unseen. [`SchemaDraft`] is the schema while a person edits it: it remembers which
//! old name each definition has come from.

mod attributes;
mod convert;
mod draft;
mod draft_gone;
mod draft_items;
mod names;
mod page;
mod plan;
mod troubles;

pub use convert::{convert, fits};
pub use draft::{Heir, SchemaDraft};
pub use draft_items::{AttributeForm, ChoiceForm, Item, Kind, LabelForm, RelationForm, RoleForm};
pub use names::{Moves, Name, Owner};
pub use plan::{Finding, Hitch, Plan, PlanError, Step};
pub use troubles::{At, Field, Trouble, What};

use crate::model::schema::Schema;

/// A change of the schema.
#[derive(Debug, Clone, PartialEq)]
pub struct SchemaEdit {
    /// The schema for which the change was thought out.
    pub before: Schema,
    /// The schema that is wanted.
    pub after: Schema,
    /// Where names of the first lead that are called otherwise in the second.
    pub moves: Moves,
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
