//! Names of places and what they stand for.
//!
//! One name can mean several places (there are six 鼓楼区), and one place has several
//! names (陇南, 陇南市, once 陇南地区). Which one is meant, the other places of the
//! document say: [`Context`].

mod builtin;
mod context;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use context::Context;

use crate::model::place::Place;

static BUILTIN: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::of(builtin::places()));

/// Places by name and code.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    places: Vec<Place>,
    names: HashMap<Box<str>, Vec<Name>>,
    codes: HashMap<Box<str>, u32>,
    /// The longest name in code points.
    longest: usize,
}

/// One meaning of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Name {
    /// The place, by its number.
    place: u32,
    kind: NameKind,
}

/// How a name belongs to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// Its full official name.
    Full,
    /// Another name that is in use.
    Alias,
    /// A name that it had once.
    Former,
}

impl Gazetteer {
    /// The divisions of China, made ready when first asked for (about ten milliseconds).
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// A gazetteer of these places; of two with one code the later counts.
    pub fn of(places: impl IntoIterator<Item = Place>) -> Self {
        let mut gazetteer = Self::default();
        gazetteer.extend(places);
        gazetteer
    }

    /// Adds places; one whose code is there takes the place of the other.
    pub fn extend(&mut self, places: impl IntoIterator<Item = Place>) {
        for place in places {
            match self.codes.get(&*place.code) {
                Some(&at) => self.replace(at, place),
                None => self.add(place),
            }
        }
    }

    fn add(&mut self, place: Place) {
        let at = self.places.len() as u32;
        self.codes.insert(place.code.clone().into(), at);
        self.put_names(at, &place);
        self.places.push(place);
    }

    fn replace(&mut self, at: u32, place: Place) {
        let Some(old) = self.places.get(at as usize) else {
            return;
        };
        for (name, _) in names_of_place(old) {
            if let Some(meanings) = self.names.get_mut(name) {
                meanings.retain(|name| name.place != at);
                if meanings.is_empty() {
                    self.names.remove(name);
                }
            }
        }
        self.put_names(at, &place);
        if let Some(slot) = self.places.get_mut(at as usize) {
            *slot = place;
        }
    }

    fn put_names(&mut self, at: u32, place: &Place) {
        for (name, kind) in names_of_place(place) {
            self.longest = self.longest.max(name.chars().count());
            let meanings = self.names.entry(name.into()).or_default();
            meanings.push(Name { place: at, kind });
        }
    }

    /// The places in the order in which they came.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The place with a code.
    pub fn place(&self, code: &str) -> Option<&Place> {
        let at = *self.codes.get(code)?;
        self.places.get(at as usize)
    }

    /// All names, in no order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(|name| &**name)
    }

    fn names_of(&self, surface: &str) -> &[Name] {
        self.names.get(surface).map_or(&[], Vec::as_slice)
    }

    /// The places that a name can mean and how it belongs to them.
    pub fn named(&self, surface: &str) -> impl Iterator<Item = (&Place, NameKind)> {
        let meanings = self.names_of(surface).iter();
        meanings.filter_map(|name| Some((self.places.get(name.place as usize)?, name.kind)))
    }

    /// The likeliest place that a mention means: by the whole of it, or by the longest
    /// name in it (政协陇南市委员会), of equally long ones the first.
    pub fn find(&self, mention: &str, context: &Context) -> Option<&Place> {
        let best = |name: &str| self.ranked(name, context).first().map(|(place, _)| *place);
        let mention = mention.trim();
        if let Some(place) = best(mention) {
            return Some(place);
        }
        let borders: Vec<usize> = mention.char_indices().map(|(at, _)| at).collect();
        let count = borders.len();
        let border = |at: usize| borders.get(at).copied().unwrap_or(mention.len());
        let mut parts = (2..=self.longest.min(count))
            .rev()
            .flat_map(|len| (0..=count - len).map(move |from| (from, from + len)));
        parts.find_map(|(from, to)| best(mention.get(border(from)..border(to))?))
    }
}

/// The names of a place that are not empty, each with how it belongs to it.
fn names_of_place(place: &Place) -> impl Iterator<Item = (&str, NameKind)> {
    let full = std::iter::once((place.name.as_str(), NameKind::Full));
    let aliases = place.aliases.iter();
    let aliases = aliases.map(|it| (it.as_str(), NameKind::Alias));
    let former = place.former.iter();
    let former = former.map(|it| (it.name.as_str(), NameKind::Former));
    let all = full.chain(aliases).chain(former);
    all.filter(|(name, _)| !name.is_empty())
}
