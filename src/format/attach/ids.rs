//! The ids of a record and the ids that its parts get in the project.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::Attacher;
use super::problem::Part;
use crate::model::document::Sha256;

/// The id that an article of a record gets in a space: the same wherever the record
/// and links to it come from. An id that is no UUID is unique on its page only.
pub(super) fn article_id(space: Uuid, document: &str, name: &str) -> Uuid {
    let own = Uuid::parse_str(name);
    let home = if own.is_ok() { "" } else { document };
    let words = format!("{space}\n{home}\n{name}");
    let Sha256(digest) = Sha256::of(words.as_bytes());
    let (half, _) = digest.split_at(16);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(half);
    // Version 8 of RFC 9562: made by a rule of our own.
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// The ids given to the parts of one kind.
pub(super) struct Ids<'a, I> {
    by_name: HashMap<&'a str, I>,
    used: HashSet<Uuid>,
    wrap: fn(Uuid) -> I,
    fresh: fn() -> I,
}

impl<'a, I: Copy> Ids<'a, I> {
    /// No ids yet; `wrap` makes one of a UUID, `fresh` makes a new one.
    pub(super) fn new(wrap: fn(Uuid) -> I, fresh: fn() -> I) -> Self {
        Self {
            by_name: HashMap::new(),
            used: HashSet::new(),
            wrap,
            fresh,
        }
    }

    /// The id of the part that the record calls `name`.
    pub(super) fn get(&self, name: &str) -> Option<I> {
        self.by_name.get(name).copied()
    }

    /// Gives an id to a part. One that calls itself as an earlier one did is
    /// listed and gets an id of its own.
    ///
    /// `derived` is the id that it gets if its own may not be used.
    pub(super) fn give(
        &mut self,
        part: Part<'a>,
        derived: Option<Uuid>,
        attacher: &mut Attacher<'_>,
    ) -> I {
        let known = part
            .id
            .filter(|_| !attacher.options.fresh_ids)
            .and_then(|name| Uuid::parse_str(name).ok())
            .or(derived)
            .filter(|&uuid| self.used.insert(uuid));
        let id = known.map_or_else(self.fresh, self.wrap);
        if let Some(name) = part.id {
            if self.by_name.contains_key(name) {
                attacher.problem(
                    part,
                    "another one has the same id; it was given a new one, and relations lead \
                     to the first",
                );
            } else {
                self.by_name.insert(name, id);
            }
        }
        id
    }
}
