//! Problems that only show when many pages are looked at together.

use std::collections::BTreeMap;

use super::labels::{ranked, surface};
use super::{Fix, Kind, Problem};
use crate::edit::draft::Page;
use crate::model::id::{DocumentId, EntityId, Label};
use crate::text::span::Span;

/// So many places are remembered for a surface and a label.
const PLACES: usize = 50;

/// How surfaces are labelled all over a project, gathered page by page.
#[derive(Debug, Clone, Default)]
pub struct LabelTally {
    surfaces: BTreeMap<String, BTreeMap<Label, Uses>>,
}

/// Where a surface has a label.
#[derive(Debug, Clone, Default)]
struct Uses {
    count: u64,
    /// The first places, in the order in which pages were added.
    places: Vec<(DocumentId, Span, EntityId)>,
}

impl LabelTally {
    /// Adds the entities of a page.
    pub fn add(&mut self, page: Page<'_>) {
        for entity in page.annotations.entities() {
            let words = entity.surface(page.source);
            let surface = surface(&words);
            let labels = match self.surfaces.get_mut(surface.as_ref()) {
                Some(labels) => labels,
                None => self.surfaces.entry(surface.into_owned()).or_default(),
            };
            let uses = labels.entry(entity.label.clone()).or_default();
            uses.count += 1;
            if uses.places.len() < PLACES {
                let place = (page.scope.document, entity.span, entity.id);
                uses.places.push(place);
            }
        }
    }

    /// The pages on which a surface has a label that is the rarer one in the project,
    /// unless that page itself has both: then the page's own list says so.
    pub fn problems(&self) -> Vec<(DocumentId, Problem)> {
        let mut found = Vec::new();
        for (surface, labels) in &self.surfaces {
            if labels.len() > 1 {
                mixed(surface, labels, &mut found);
            }
        }
        found
    }
}

fn mixed(surface: &str, labels: &BTreeMap<Label, Uses>, found: &mut Vec<(DocumentId, Problem)>) {
    let ranked = ranked(labels.iter().map(|(label, uses)| (label, uses.count)));
    let [(common, most), rarer @ ..] = ranked.as_slice() else {
        return;
    };
    for (label, count) in rarer {
        let Some(uses) = labels.get(*label) else {
            continue;
        };
        let mut by_page: BTreeMap<DocumentId, Vec<(Span, EntityId)>> = BTreeMap::new();
        for &(document, span, entity) in &uses.places {
            by_page.entry(document).or_default().push((span, entity));
        }
        for (document, places) in by_page {
            let told_there = labels
                .iter()
                .filter(|(other, _)| other != label)
                .any(|(_, uses)| uses.places.iter().any(|(page, ..)| *page == document));
            let Some(&(first, _)) = places.first() else {
                continue;
            };
            if told_there {
                continue;
            }
            let mut problem = Problem::new(Kind::MixedInCorpus, first)
                .about(surface)
                .against(format!("{label} · {common}"))
                .fixed_by((most > count).then(|| Fix::Relabel {
                    entities: places.iter().map(|(_, id)| *id).collect(),
                    label: (*common).clone(),
                }));
            problem.spans = places.iter().map(|(span, _)| *span).collect();
            found.push((document, problem));
        }
    }
}
