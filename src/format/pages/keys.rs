//! Which keys of a page nobody reads?
//!
//! A second, cheap walk over the JSON of a page, so that a misspelt key is
//! reported instead of being lost in silence.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// No more names than this are remembered for a file.
const MAX_KEYS: usize = 64;

/// No name is remembered with more code points than this.
const MAX_NAME: usize = 60;

/// What keys a value may have.
enum Shape {
    /// Any, or none.
    Free,
    /// A list of values of one shape.
    List(&'static Shape),
    /// An object with these keys.
    Object(&'static [(&'static str, Shape)]),
}

use Shape::{Free, List, Object};

/// The shape of a page, as `PageRecord` reads it.
const PAGE: Shape = Object(&[
    ("document", Free),
    ("sha256", Free),
    ("meta", Free),
    ("layer", Free),
    ("text", Free),
    ("articles", List(&ARTICLE)),
    ("furniture", Free),
    ("line_breaks", Free),
    ("entities", List(&ENTITY)),
    ("relations", List(&RELATION)),
    ("corrections", List(&CORRECTION)),
]);
const ARTICLE: Shape = Object(&[
    ("id", Free),
    ("title", Free),
    (
        "continues",
        Object(&[("document", Free), ("article", Free)]),
    ),
    ("attributes", Free),
    ("segments", List(&SEGMENT)),
]);
const SEGMENT: Shape = Object(&[("start", Free), ("end", Free), ("role", Free)]);
const ENTITY: Shape = Object(&[
    ("id", Free),
    ("start", Free),
    ("end", Free),
    ("parts", Free),
    ("label", Free),
    ("canonical", Free),
    ("attributes", Free),
]);
const RELATION: Shape = Object(&[("id", Free), ("label", Free), ("from", Free), ("to", Free)]);
const CORRECTION: Shape = Object(&[("start", Free), ("end", Free), ("to", Free)]);

/// Adds the keys of a page that nobody reads to `found`, those of inner objects
/// with where they are: `entities.note`.
///
/// `page` is JSON that has been read; of anything else nothing is found.
pub(super) fn unknown_keys(page: &[u8], found: &mut BTreeSet<String>) {
    let mut json = serde_json::Deserializer::from_slice(page);
    let walk = Walk {
        shape: &PAGE,
        path: "",
        found,
    };
    // The page was read before: there is no error to report here.
    drop(walk.deserialize(&mut json));
}

/// A walk over one value.
struct Walk<'a> {
    shape: &'a Shape,
    path: &'a str,
    found: &'a mut BTreeSet<String>,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        match self.shape {
            Free => from.deserialize_ignored_any(IgnoredAny).map(drop),
            _ => from.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let shape = match self.shape {
            List(shape) => shape,
            _ => &Free,
        };
        while list
            .next_element_seed(Walk {
                shape,
                path: self.path,
                found: &mut *self.found,
            })?
            .is_some()
        {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let known = match self.shape {
            Object(known) => *known,
            _ => &[],
        };
        while let Some(key) = map.next_key::<String>()? {
            let entry = known.iter().find(|(name, _)| *name == key);
            if entry.is_none() {
                note(self.found, self.path, &key);
            }
            let shape = entry.map_or(&Free, |(_, shape)| shape);
            map.next_value_seed(Walk {
                shape,
                path: &key,
                found: &mut *self.found,
            })?;
        }
        Ok(())
    }
}

fn note(found: &mut BTreeSet<String>, path: &str, key: &str) {
    if found.len() < MAX_KEYS {
        let name: String = key.chars().take(MAX_NAME).collect();
        found.insert(if path.is_empty() {
            name
        } else {
            format!("{path}.{name}")
        });
    }
}
