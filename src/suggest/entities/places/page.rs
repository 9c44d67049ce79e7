//! What a page says of places as a whole: which it names in full, and where it is.

use std::collections::BTreeSet;

use super::around::Sign;
use super::candidate::Candidate;
use super::names::Form;
use crate::model::place::Level;
use crate::suggest::gazetteer::{Context, Gazetteer};

/// The places that a page names beyond doubt.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Where the page is.
    pub(super) context: Context,
    /// The codes of places that are named in full.
    named: BTreeSet<String>,
    /// Those and the places that they are part of.
    around: BTreeSet<String>,
    /// Full names that no gazetteer has.
    unlisted: BTreeSet<String>,
}

impl Page {
    /// What the candidates of all passages of a page say.
    pub(super) fn of(all: &[Vec<Candidate>], gazetteer: &Gazetteer) -> Self {
        let mut page = Self::default();
        let sure = |it: &&Candidate| {
            let clear = it.odds > 1.0 && !it.ordinary && !it.has(Sign::Excluded);
            match it.form {
                Form::Full => clear,
                Form::Province => true,
                Form::Short => !it.ordinary && it.has(Sign::Dateline),
            }
        };
        let sure: Vec<&Candidate> = all.iter().flatten().filter(sure).collect();
        // First what has one meaning, then what the others help to understand.
        for single in [true, false] {
            for candidate in &sure {
                let ranked = gazetteer.ranked(&candidate.name, &page.context);
                let Some((place, probability)) = ranked.first() else {
                    if single && candidate.is_full() {
                        page.unlisted.insert(candidate.name.clone());
                    }
                    continue;
                };
                if (ranked.len() == 1) == single {
                    let code = place.code.clone();
                    page.context.note(gazetteer, &code, *probability);
                    if candidate.is_full() {
                        page.named.insert(code.clone());
                    }
                    page.note_around(gazetteer, &code);
                }
            }
        }
        page
    }

    fn note_around(&mut self, gazetteer: &Gazetteer, code: &str) {
        let mut next = gazetteer.place(code);
        for _ in 0..3 {
            let Some(place) = next else { return };
            self.around.insert(place.code.clone());
            next = place.parent.as_deref().and_then(|it| gazetteer.place(it));
        }
    }

    /// The full name under which the page names a place, too.
    pub(super) fn in_full<'g>(&self, gazetteer: &'g Gazetteer, name: &str) -> Option<&'g str> {
        let mut meanings = gazetteer.named(name);
        let found = meanings.find(|(place, _)| self.named.contains(&place.code));
        found.map(|(place, _)| place.name.as_str())
    }

    /// Whether a place of this name lies where the page is; `None` if that is not known.
    pub(super) fn is_near(&self, gazetteer: &Gazetteer, name: &str) -> Option<bool> {
        let places = |it: &&String| {
            gazetteer
                .place(it)
                .is_some_and(|it| it.level != Level::Province)
        };
        self.around.iter().find(places)?;
        let near = |code: Option<&str>| code.is_some_and(|it| self.around.contains(it));
        Some(
            gazetteer
                .named(name)
                .any(|(place, _)| near(place.parent.as_deref())),
        )
    }

    /// Full names on the page that no gazetteer has.
    pub(super) fn unlisted(&self) -> impl Iterator<Item = &str> {
        self.unlisted.iter().map(String::as_str)
    }
}
