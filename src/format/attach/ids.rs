//! The ids of a record and the ids that its parts get in the project.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::Attacher;
use super::problem::Part;

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
    pub(super) fn give(&mut self, part: Part<'a>, attacher: &mut Attacher<'_>) -> I {
        let known = part
            .id
            .filter(|_| !attacher.options.fresh_ids)
            .and_then(|name| Uuid::parse_str(name).ok())
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
