//! Typed links between mentions.

use super::id::{EntityId, RelationId, RelationType};

/// A typed, directed link between two mentions of one page.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// Its identity.
    pub id: RelationId,
    /// What it says, as the schema names it.
    pub label: RelationType,
    /// The mention it starts from.
    pub from: EntityId,
    /// The mention it leads to.
    pub to: EntityId,
}
