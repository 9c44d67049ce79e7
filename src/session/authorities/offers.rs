//! Which records, and which places that have none yet, a mention may mean.
//!
//! Nothing is linked here: a person chooses. Records that share a name are all offered,
//! those first that the rest of the page speaks for.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{NameQuery, Typed};
use crate::edit::verbs::authorities::one_line;
use crate::model::authority::Authority;
use crate::model::entity::{Attributes, Entity, OMITTED};
use crate::model::id::{AuthorityId, EntityId, Label};
use crate::model::layer::Scope;
use crate::model::place::Place;
use crate::session::Session;
use crate::session::pages::OpenPage;
use crate::suggest::gazetteer::{Context, Gazetteer};

/// No more than this are offered.
const MOST: usize = 60;
/// The label of places in the default schema.
const PLACES: &str = "CITY";
/// A shorter name inside another says nothing, in code points.
const SHORTEST_PART: usize = 2;
/// So many mentions of a page say enough of where it is.
const CONTEXT: usize = 400;

/// What a mention may be linked to.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A record of the project.
    Record(AuthorityId),
    /// A place of the gazetteer that the project has no record of.
    Place(PlaceOffer),
}

/// A place that may become a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceOffer {
    /// Its code, as in GB/T 2260.
    pub code: String,
    /// Its full official name.
    pub name: String,
    /// The names of what it is part of, the largest first.
    pub within: Vec<String>,
    /// The last year of a place that is no more.
    pub until: Option<u16>,
    /// Other names in use.
    pub aliases: Vec<String>,
}

/// Why something is offered.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter, strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Why {
    /// It has this very name.
    Name,
    /// It has this name as an alias.
    Alias,
    /// The engines took the mention for it.
    Proposed,
    /// The gazetteer says that the name means it.
    Gazetteer,
    /// One name is part of the other.
    Part,
    /// Its pinyin is what was typed.
    Pinyin,
    /// Its code is what was typed.
    Code,
    /// The page mentions it elsewhere.
    OnPage,
    /// Other places of the page are near it.
    Near,
}

impl Why {
    /// The name under which its text is looked up.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// How much it speaks for an offer.
    fn weight(self) -> u32 {
        match self {
            Self::Name => 100,
            Self::Alias => 90,
            Self::Gazetteer => 70,
            // A place of the gazetteer that is proposed comes before a record of its name.
            Self::Proposed => 60,
            Self::Code => 60,
            Self::Part => 40,
            Self::Pinyin => 30,
            Self::OnPage => 20,
            Self::Near => 10,
        }
    }
}

/// Something that a mention may be linked to.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// What it is.
    pub target: Target,
    /// Why it is offered, the strongest reason first.
    pub whys: Vec<Why>,
    /// Whether another record has the name that the mention has, too.
    pub twin: bool,
}

impl Offer {
    fn weight(&self) -> u32 {
        self.whys.iter().map(|why| why.weight()).sum()
    }
}

/// A mention that is to be linked, with what its page says of the things it may mean.
#[derive(Debug, Clone)]
pub struct Linking {
    /// Its page.
    pub scope: Scope,
    /// The mention.
    pub mention: EntityId,
    /// Its label.
    pub label: Label,
    /// What it reads.
    pub surface: String,
    /// The record that it has.
    pub now: Option<AuthorityId>,
    /// The code of the place for which the engines took it.
    proposed: Option<String>,
    /// How often the rest of the page mentions each record.
    on_page: BTreeMap<AuthorityId, u32>,
    /// The places that the rest of the page names.
    places: Context,
}

impl Session {
    /// What is to be known for linking a mention of an open page; `None` if it is not
    /// there.
    pub fn linking(&self, scope: Scope, mention: EntityId) -> Option<Linking> {
        let page = self.page(scope)?;
        let entity = page.annotations.entity(mention)?;
        let others = || page.annotations.entities().filter(|it| it.id != mention);
        let mut on_page = BTreeMap::new();
        for record in others().filter_map(|it| it.authority) {
            *on_page.entry(record).or_default() += 1;
        }
        let mut places = Context::default();
        let mut of_places: BTreeMap<&Label, bool> = BTreeMap::new();
        for other in others().take(CONTEXT) {
            let of_place = of_places
                .entry(&other.label)
                .or_insert_with(|| self.names_places(&other.label));
            if let Some(code) = self.place_of(page, other, *of_place) {
                places.note(self.gazetteer(), &code, 1.0);
            }
        }
        Some(Linking {
            scope,
            mention,
            label: entity.label.clone(),
            surface: reads(page, entity),
            now: entity.authority,
            proposed: self.proposed_code(scope.document, entity),
            on_page,
            places,
        })
    }

    /// The code of the place that a mention of a page certainly means; one without a
    /// record is looked at only if its label is `of_place`.
    fn place_of(&self, page: &OpenPage, entity: &Entity, of_place: bool) -> Option<String> {
        if let Some(record) = entity.authority.and_then(|id| self.authority(id)) {
            return record.code.clone();
        }
        if !of_place {
            return None;
        }
        let name = reads(page, entity);
        let mut places = self.gazetteer().named(&name).map(|(place, _)| place);
        let first = places.next()?;
        let sole = places.all(|other| other.code == first.code);
        sole.then(|| first.code.clone())
    }

    /// Whether a label is one of places: that of the default schema, and any whose
    /// records have codes of the gazetteer.
    fn names_places(&self, label: &Label) -> bool {
        let gazetteer = self.gazetteer();
        let known = |record: &Authority| {
            let code = record.code.as_deref();
            record.label == *label && code.is_some_and(|code| gazetteer.place(code).is_some())
        };
        label.as_str() == PLACES || self.authorities().any(known)
    }

    /// What a mention may mean, the likeliest first. Where nothing is `typed` its own
    /// surface is looked for.
    pub fn offers(&self, linking: &Linking, typed: &str) -> Vec<Offer> {
        let wanted = one_line(typed);
        let words = Typed::new(&wanted);
        let typed = !wanted.is_empty();
        let asked = Asked {
            linking,
            query: words.query(),
            name: if typed { &wanted } else { &linking.surface },
            typed,
            places: self.names_places(&linking.label),
            gazetteer: self.gazetteer(),
        };
        let mut offers = self.record_offers(&asked);
        if asked.places {
            // A record is known by its code, or else by its name.
            let known: BTreeSet<&str> = self
                .authorities()
                .filter(|record| record.label == linking.label)
                .map(|record| record.code.as_deref().unwrap_or(&record.canonical))
                .collect();
            offers.extend(asked.places_beside(&known));
        }
        offers.sort_by_key(|offer| std::cmp::Reverse(offer.weight()));
        offers.truncate(MOST);
        offers
    }

    fn record_offers(&self, asked: &Asked<'_>) -> Vec<Offer> {
        let label = &asked.linking.label;
        let meant = asked.meant();
        let records = self.authorities().filter(|record| record.label == *label);
        let offers = records.filter_map(|record| {
            let whys = asked.whys_of(record, &meant);
            (!whys.is_empty()).then_some(Offer {
                target: Target::Record(record.id),
                twin: record.is_named(asked.name) && self.sole_record(label, asked.name).is_none(),
                whys,
            })
        });
        offers.collect()
    }
}

/// What is looked for.
struct Asked<'a> {
    linking: &'a Linking,
    /// What was typed, or else what the mention reads.
    name: &'a str,
    /// What was typed.
    query: NameQuery<'a>,
    typed: bool,
    /// Whether the gazetteer is asked, too.
    places: bool,
    gazetteer: &'a Gazetteer,
}

impl<'a> Asked<'a> {
    /// The codes of the places that the name can mean by the gazetteer.
    fn meant(&self) -> BTreeSet<&'a str> {
        if !self.places {
            return BTreeSet::new();
        }
        let gazetteer = self.gazetteer;
        let named = gazetteer.ranked(self.name, &self.linking.places);
        let mut codes: BTreeSet<_> = named.iter().map(|(place, _)| place.code.as_str()).collect();
        if codes.is_empty() && !self.typed {
            let inside = gazetteer.find(self.name, &self.linking.places);
            codes.extend(inside.map(|place| place.code.as_str()));
        }
        codes
    }

    fn whys_of(&self, record: &Authority, meant: &BTreeSet<&str>) -> Vec<Why> {
        let code = record.code.as_deref();
        let mut whys = Vec::new();
        if record.canonical == self.name {
            whys.push(Why::Name);
        } else if record.is_named(self.name) {
            whys.push(Why::Alias);
        } else if code.is_some_and(|code| meant.contains(code)) {
            whys.push(Why::Gazetteer);
        } else if self.shares_a_part(record) {
            whys.push(Why::Part);
        } else if self.typed && record.names().any(|name| self.query.sounds_in(name)) {
            whys.push(Why::Pinyin);
        } else if self.typed && code.is_some_and(|code| code.starts_with(self.name)) {
            whys.push(Why::Code);
        } else if self.typed {
            return whys;
        }
        if code.is_some() && code == self.linking.proposed.as_deref() {
            whys.push(Why::Proposed);
        }
        if self.linking.on_page.contains_key(&record.id) {
            whys.push(Why::OnPage);
        }
        let near = code.and_then(|code| self.gazetteer.place(code));
        if !whys.is_empty() && near.is_some_and(|place| self.is_near(place)) {
            whys.push(Why::Near);
        }
        whys
    }

    /// Whether a name of the record is part of the one that is looked for, or has it as
    /// a part.
    fn shares_a_part(&self, record: &Authority) -> bool {
        let long = |name: &str| name.chars().count() >= SHORTEST_PART;
        record.names().any(|name| {
            let inside = !self.typed && long(name) && self.name.contains(name);
            let around = (self.typed || long(self.name)) && name.contains(self.name);
            inside || around || self.typed && self.query.is_part_of(name)
        })
    }

    fn is_near(&self, place: &Place) -> bool {
        self.linking.places.nearness(self.gazetteer, place) > 0.0
    }

    /// Places without a record, the codes or names of those that have one being `known`.
    fn places_beside(&self, known: &BTreeSet<&str>) -> Vec<Offer> {
        let gazetteer = self.gazetteer;
        let mut met: BTreeSet<&str> = known.clone();
        let mut offers = Vec::new();
        let mut add = |place: &'a Place, why| {
            let named = known.contains(place.name.as_str());
            if offers.len() < MOST && !named && met.insert(place.code.as_str()) {
                let mut whys = vec![why];
                let proposed = self.linking.proposed.as_ref() == Some(&place.code);
                whys.extend(proposed.then_some(Why::Proposed));
                whys.extend(self.is_near(place).then_some(Why::Near));
                offers.push(Offer {
                    target: Target::Place(PlaceOffer::of(place, gazetteer)),
                    whys,
                    twin: false,
                });
            }
        };
        let code = self.linking.proposed.as_deref().filter(|_| !self.typed);
        if let Some(place) = code.and_then(|code| gazetteer.place(code)) {
            add(place, Why::Gazetteer);
        }
        for (place, _) in gazetteer.ranked(self.name, &self.linking.places) {
            add(place, Why::Gazetteer);
        }
        if !self.typed
            && let Some(place) = gazetteer.find(self.name, &self.linking.places)
        {
            add(place, Why::Part);
        }
        if self.typed {
            let names = |place: &'a Place| std::iter::once(&place.name).chain(&place.aliases);
            for place in gazetteer.places() {
                if names(place).any(|name| self.query.is_part_of(name)) {
                    add(place, Why::Part);
                } else if place.code.starts_with(self.name) {
                    add(place, Why::Code);
                } else if self.query.sounds_in(&place.name) {
                    add(place, Why::Pinyin);
                }
            }
        }
        offers
    }
}

impl PlaceOffer {
    fn of(place: &Place, gazetteer: &Gazetteer) -> Self {
        let mut within = Vec::new();
        let mut next = place.parent.as_deref();
        // Codes may be anything, rings included.
        while let Some(above) = next.and_then(|code| gazetteer.place(code))
            && within.len() < 3
        {
            within.insert(0, above.name.clone());
            next = above.parent.as_deref();
        }
        Self {
            code: place.code.clone(),
            name: place.name.clone(),
            within,
            until: place.until,
            aliases: place.aliases.clone(),
        }
    }

    /// What tells it from another place of its name: what it is part of, and when it ended.
    pub fn about(&self) -> String {
        let ended = self.until.map(|year| format!("–{year}"));
        let parts: Vec<String> = self.within.iter().cloned().chain(ended).collect();
        parts.join(" ")
    }

    /// The record that the place becomes.
    pub fn record(&self, label: &Label) -> Authority {
        Authority {
            id: AuthorityId::new(),
            label: label.clone(),
            canonical: self.name.clone(),
            aliases: self.aliases.clone(),
            code: Some(self.code.clone()),
            note: self.about(),
            attributes: Attributes::new(),
        }
    }
}

/// What a mention reads; where corrections leave nothing of it, its raw text.
fn reads(page: &OpenPage, entity: &Entity) -> String {
    let readings = page.readings();
    let pieces = entity.pieces();
    let read = pieces.map(|piece| one_line(readings.stretch(piece).text()));
    let read: Vec<_> = read.filter(|piece| !piece.is_empty()).collect();
    if read.is_empty() {
        one_line(&entity.surface(&page.source))
    } else {
        read.join(OMITTED)
    }
}
