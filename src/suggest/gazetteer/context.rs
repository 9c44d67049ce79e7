//! Which of several places of one name is meant: the one that is near the other places
//! of the document.

use std::collections::BTreeMap;

use super::{Gazetteer, Name, NameKind};
use crate::model::place::{Level, Place};

/// What the places of a document say of where it is.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// How often each place, or a part of it, was named.
    named: BTreeMap<String, f64>,
}

impl Context {
    /// Takes note that a place was named so many times.
    pub fn note(&mut self, gazetteer: &Gazetteer, code: &str, times: f64) {
        let mut next = gazetteer.place(code);
        // Codes may be anything, rings included.
        for _ in 0..3 {
            let Some(place) = next else { return };
            *self.named.entry(place.code.clone()).or_default() += times;
            next = parent(gazetteer, place);
        }
    }

    /// How often the place, or a part of it, was named.
    fn weight(&self, code: &str) -> f64 {
        self.named.get(code).copied().unwrap_or(0.0).ln_1p()
    }

    /// How near a place is to those that were named, as the logarithm of odds.
    pub fn nearness(&self, gazetteer: &Gazetteer, place: &Place) -> f64 {
        let above = parent(gazetteer, place);
        let top = above.and_then(|above| parent(gazetteer, above));
        let of = |place: Option<&Place>| place.map_or(0.0, |it| self.weight(&it.code));
        2.0 * self.weight(&place.code) + 1.5 * of(above) + of(top)
    }
}

fn parent<'g>(gazetteer: &'g Gazetteer, place: &Place) -> Option<&'g Place> {
    gazetteer.place(place.parent.as_deref()?)
}

/// How likely a name is to mean a place, before anything is known of the document.
fn usual(place: &Place, kind: NameKind) -> f64 {
    let level = match place.level {
        Level::Province => 1.5,
        Level::Prefecture => 2.0,
        Level::County => 1.0,
    };
    let kind = match kind {
        NameKind::Full => 1.5,
        NameKind::Alias => 0.0,
        NameKind::Former => -1.5,
    };
    level + kind - if place.until.is_some() { 2.0 } else { 0.0 }
}

impl Gazetteer {
    /// The places that a name can mean with their probabilities, the likeliest first.
    pub fn ranked(&self, surface: &str, context: &Context) -> Vec<(&Place, f64)> {
        let names = self.names_of(surface).iter();
        let mut ranked: Vec<(&Place, f64)> = names
            .filter_map(|&Name { place, kind }| {
                let place = self.places.get(place as usize)?;
                let odds = usual(place, kind) + context.nearness(self, place);
                Some((place, odds.exp()))
            })
            .collect();
        // A place that has a name in two ways is one.
        ranked.sort_by(|a, b| a.0.code.cmp(&b.0.code).then(b.1.total_cmp(&a.1)));
        ranked.dedup_by(|later, first| later.0.code == first.0.code);
        let sum: f64 = ranked.iter().map(|(_, weight)| weight).sum();
        ranked.iter_mut().for_each(|(_, weight)| *weight /= sum);
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        ranked
    }
}
