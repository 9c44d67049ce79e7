//! Authority records: the things that mentions speak of.

use super::entity::Attributes;
use super::id::{AuthorityId, Label};

/// One record of the authority file: a place, a person, a programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Authority {
    /// Its identity.
    pub id: AuthorityId,
    /// The label of the mentions that it stands for.
    pub label: Label,
    /// The full official name.
    pub canonical: String,
    /// Other names, in the order in which they were given.
    pub aliases: Vec<String>,
    /// An external code, such as GB/T 2260 for places.
    pub code: Option<String>,
    /// Free notes of the editors.
    pub note: String,
    /// What else is said of it, by the ids that the schema gives.
    pub attributes: Attributes,
}

impl Authority {
    /// All names, the canonical one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let aliases = self.aliases.iter().map(String::as_str);
        std::iter::once(self.canonical.as_str()).chain(aliases)
    }

    /// Whether this is one of the names.
    pub fn is_named(&self, name: &str) -> bool {
        self.names().any(|own| own == name)
    }
}
