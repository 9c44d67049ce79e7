//! The key `meta` of a page: newspaper, date and page first, then the rest by
//! name.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserializer, Serializer};

use super::lenient::Text;
use crate::model::meta::PageMeta;

const NEWSPAPER: &str = "newspaper";
const DATE: &str = "date";
const PAGE: &str = "page";

/// Writes the three known names always, so that every line has the same keys.
pub fn serialize<S: Serializer>(meta: &PageMeta, out: S) -> Result<S::Ok, S::Error> {
    let known = [NEWSPAPER, DATE, PAGE];
    let mut map = out.serialize_map(None)?;
    for (name, value) in known.iter().zip([&meta.newspaper, &meta.date, &meta.page]) {
        map.serialize_entry(name, value)?;
    }
    for (name, value) in &meta.extra {
        if !known.contains(&name.as_str()) {
            map.serialize_entry(name, value)?;
        }
    }
    map.end()
}

/// Reads any names; numbers and truth values are taken as text, lists and
/// objects are passed over.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PageMeta, D::Error> {
    struct Meta;
    impl<'de> Visitor<'de> for Meta {
        type Value = PageMeta;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object with newspaper, date and page")
        }

        fn visit_unit<E>(self) -> Result<PageMeta, E> {
            Ok(PageMeta::default())
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PageMeta, A::Error> {
            let mut meta = PageMeta::default();
            while let Some((name, Text(value))) = map.next_entry::<String, Text>()? {
                match (name.as_str(), value) {
                    (NEWSPAPER, value) => meta.newspaper = value,
                    (DATE, value) => meta.date = value,
                    (PAGE, value) => meta.page = value,
                    (_, Some(value)) => {
                        meta.extra.insert(name, value);
                    }
                    (_, None) => {}
                }
            }
            Ok(meta)
        }
    }
    from.deserialize_any(Meta)
}
