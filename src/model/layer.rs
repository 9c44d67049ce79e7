//! Layers: complete sets of annotations beside each other.

use super::id::LayerId;

/// One complete set of annotations over the documents of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// Its identity.
    pub id: LayerId,
    /// Its name, unique in the project.
    pub name: String,
    /// Where its annotations come from.
    pub kind: LayerKind,
}

/// Where the annotations of a layer come from.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum LayerKind {
    /// A person who works in this project.
    Editor,
    /// A program that proposes.
    Machine,
    /// A file made elsewhere.
    Import,
    /// What was agreed upon.
    Adjudicated,
}

impl LayerKind {
    /// The name under which it is stored.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// The name of the layer that every project has: the editor's own.
pub const MAIN_LAYER: &str = "main";

/// The name of the machine layer that holds what the engines propose.
pub const SUGGESTIONS_LAYER: &str = "suggestions";

impl Layer {
    /// Whether the layer is made by the program from the rest of the project: its
    /// pages are replaced at each run and nothing of it is in the journal.
    pub fn is_derived(&self) -> bool {
        self.kind == LayerKind::Machine && self.name == SUGGESTIONS_LAYER
    }
}

/// The layer that a person works in and the document they work on: the scope of
/// nearly every change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    /// The page.
    pub document: super::id::DocumentId,
    /// The set of annotations.
    pub layer: LayerId,
}
