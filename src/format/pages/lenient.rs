//! Leaves of a page record that take what they find.
//!
//! A number where text should be must cost one mention, not the whole page. So
//! a leaf of the wrong kind is kept as what stood there, for the report, and so are
//! the parts and the attributes of one thing, and a piece of furniture. Only a broken
//! skeleton (no JSON, a list of things that is none) fails the page.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::ContinuesRecord;
use crate::model::entity::AttributeValue;
use crate::model::line_break::BreakKind;
use crate::text::offset::CharOffset;

/// At most this many code points of a wrong value are quoted.
const QUOTED: usize = 40;

/// A whole number that is not negative, or what stood in its place (nothing for
/// a key that was missing).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(pub Result<u32, String>);

/// What a line end means, or what stood in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind(pub Result<BreakKind, String>);

/// The value of an attribute, or what stood in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Value(pub Result<AttributeValue, String>);

/// A list or an object that belongs to one thing, or what stood in its place as JSON,
/// its beginning if it is long.
#[derive(Debug, Clone, PartialEq)]
pub struct Nest<T>(pub Result<T, String>);

/// A text; numbers and truth values are taken as text, anything else as `None`.
pub(super) struct Text(pub Option<String>);

/// A JSON value without what lists and objects have in them.
enum Leaf<'a> {
    Null,
    Flag(bool),
    Whole(i128),
    Real(f64),
    Text(&'a str),
    List,
    Object,
}

impl fmt::Display for Leaf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Flag(flag) => flag.fmt(f),
            Self::Whole(number) => number.fmt(f),
            Self::Real(number) => write!(f, "{number:e}"),
            Self::Text(text) if text.chars().nth(QUOTED).is_some() => {
                write!(f, "{:?}…", text.chars().take(QUOTED).collect::<String>())
            }
            Self::Text(text) => write!(f, "{text:?}"),
            Self::List => f.write_str("a list"),
            Self::Object => f.write_str("an object"),
        }
    }
}

/// Reads any JSON value and makes a `T` of its leaf.
struct AnyLeaf<F>(F);

impl<'de, T, F: FnOnce(Leaf<'_>) -> T> Visitor<'de> for AnyLeaf<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<T, E> {
        Ok((self.0)(Leaf::Null))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<T, E> {
        Ok((self.0)(Leaf::Flag(flag)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<T, E> {
        Ok((self.0)(Leaf::Whole(number.into())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<T, E> {
        Ok((self.0)(Leaf::Whole(number.into())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<T, E> {
        Ok((self.0)(Leaf::Real(number)))
    }

    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok((self.0)(Leaf::Text(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<T, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok((self.0)(Leaf::List))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok((self.0)(Leaf::Object))
    }
}

impl Number {
    /// The number that the key of an object is: digits and nothing else.
    fn of_key(key: &str) -> Self {
        let number = Some(key)
            .filter(|key| key.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|key| key.parse().ok());
        Self(number.ok_or_else(|| Leaf::Text(key).to_string()))
    }

    fn of(leaf: &Leaf<'_>) -> Self {
        let number = match *leaf {
            Leaf::Whole(number) => u32::try_from(number).ok(),
            // Tables of other tools turn whole numbers into 12.0.
            Leaf::Real(number) if number.fract() == 0.0 && (0.0..4e9).contains(&number) => {
                Some(number as u32)
            }
            _ => None,
        };
        Self(number.ok_or_else(|| leaf.to_string()))
    }
}

impl Default for Number {
    /// What a missing key gives.
    fn default() -> Self {
        Self(Err(String::new()))
    }
}

impl From<CharOffset> for Number {
    fn from(offset: CharOffset) -> Self {
        Self(Ok(offset.0))
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Ok(number) => out.serialize_u32(*number),
            Err(instead) => out.serialize_str(instead),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(AnyLeaf(|leaf: Leaf<'_>| Self::of(&leaf)))
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(match &self.0 {
            Ok(kind) => kind.as_str(),
            Err(instead) => instead,
        })
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(AnyLeaf(|leaf: Leaf<'_>| {
            let kind = match &leaf {
                Leaf::Text(text) => text.parse().ok(),
                _ => None,
            };
            Self(kind.ok_or_else(|| leaf.to_string()))
        }))
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Ok(AttributeValue::Text(text)) => out.serialize_str(text),
            Ok(AttributeValue::Flag(flag)) => out.serialize_bool(*flag),
            Ok(AttributeValue::Number(number)) if number.is_finite() => out.serialize_f64(*number),
            Ok(AttributeValue::Number(_)) => out.serialize_none(),
            Err(instead) => out.serialize_str(instead),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(AnyLeaf(|leaf: Leaf<'_>| {
            Self(match leaf {
                Leaf::Text(text) => Ok(AttributeValue::Text(text.to_owned())),
                Leaf::Flag(flag) => Ok(AttributeValue::Flag(flag)),
                Leaf::Whole(number) => Ok(AttributeValue::Number(number as f64)),
                Leaf::Real(number) => Ok(AttributeValue::Number(number)),
                Leaf::Null | Leaf::List | Leaf::Object => Err(leaf.to_string()),
            })
        }))
    }
}

impl<T: Default + PartialEq> Nest<T> {
    /// Whether it is there and has nothing in it.
    pub(super) fn is_nothing(&self) -> bool {
        self.0.as_ref().is_ok_and(|value| *value == T::default())
    }
}

impl<T: Default> Default for Nest<T> {
    fn default() -> Self {
        Self(Ok(T::default()))
    }
}

impl<T: Serialize> Serialize for Nest<T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Ok(value) => value.serialize(out),
            Err(instead) => out.serialize_str(instead),
        }
    }
}

impl<'de, T: Default + serde::de::DeserializeOwned> Deserialize<'de> for Nest<T> {
    /// `null` says the same as a missing key.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(from)?;
        Ok(Self(Option::<T>::deserialize(&value).map_or_else(
            |_| Err(beginning(&value.to_string())),
            |read| Ok(read.unwrap_or_default()),
        )))
    }
}

/// As much of a text as is quoted.
fn beginning(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(AnyLeaf(|leaf: Leaf<'_>| {
            Self(match leaf {
                Leaf::Text(text) => Some(text.to_owned()),
                Leaf::Flag(flag) => Some(flag.to_string()),
                Leaf::Whole(number) => Some(number.to_string()),
                Leaf::Real(number) => Some(number.to_string()),
                Leaf::Null | Leaf::List | Leaf::Object => None,
            })
        }))
    }
}

/// Reads a text that may be missing; see [`Text`].
pub(super) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Text::deserialize(from).map(|text| text.0)
}

/// Reads which article is continued: an object, or its id alone; anything else is
/// nothing.
pub(super) fn continues<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<ContinuesRecord>, D::Error> {
    let text = |value: &serde_json::Value| value.as_str().map(ToOwned::to_owned);
    let value = serde_json::Value::deserialize(from)?;
    let article = text(&value).or_else(|| text(value.get("article")?));
    let document = value.get("document").and_then(text).unwrap_or_default();
    Ok(article.map(|article| ContinuesRecord { document, article }))
}

/// Reads a text; one that is missing is empty.
pub(super) fn string<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Text::deserialize(from).map(|text| text.0.unwrap_or_default())
}

/// Reads a value for which `null` says the same as a missing key.
pub(super) fn null_as_default<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Option::<T>::deserialize(from).map(Option::unwrap_or_default)
}

/// An object whose keys are numbers, as a list, so that a key that is no number
/// or is there twice can be reported.
pub(super) mod pairs {
    use super::*;

    /// Writes the pairs in the order in which they stand.
    pub fn serialize<S: Serializer>(pairs: &[(Number, Kind)], out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(pairs.len()))?;
        for (Number(number), kind) in pairs {
            match number {
                Ok(number) => map.serialize_entry(number, kind)?,
                Err(instead) => map.serialize_entry(instead, kind)?,
            }
        }
        map.end()
    }

    /// Reads the pairs in the order of the file.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<(Number, Kind)>, D::Error> {
        from.deserialize_any(Pairs)
    }

    struct Pairs;

    impl<'de> Visitor<'de> for Pairs {
        type Value = Vec<(Number, Kind)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object from line numbers to \"soft\" or \"para\"")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Vec::new())
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut pairs = Vec::new();
            while let Some(Key(number)) = map.next_key()? {
                pairs.push((number, map.next_value()?));
            }
            Ok(pairs)
        }
    }

    /// A key, read without keeping its text.
    struct Key(Number);

    impl<'de> Deserialize<'de> for Key {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            from.deserialize_str(AnyLeaf(|leaf: Leaf<'_>| match leaf {
                Leaf::Text(key) => Ok(Number::of_key(key)),
                _ => Err(()),
            }))?
            .map(Self)
            .map_err(|()| D::Error::custom("a key is a text"))
        }
    }
}
