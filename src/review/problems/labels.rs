//! Surfaces that have several labels on a page.

use std::borrow::Cow;
use std::collections::HashMap;

use super::look::Look;
use super::{Fix, Kind, Problem};
use crate::model::entity::Entity;
use crate::model::id::Label;

/// Finds surfaces that are tagged with one label here and with another there. What is
/// rarer is shown, and made like the rest if the rest is more.
pub(super) fn find(look: &Look<'_>, found: &mut Vec<Problem>) {
    let mut by_surface: HashMap<Cow<'_, str>, Vec<&Entity>> = HashMap::new();
    for &(entity, text) in look.entities.iter().filter(|it| !it.0.is_interrupted()) {
        by_surface.entry(surface(text)).or_default().push(entity);
    }
    for (surface, entities) in &by_surface {
        let Some(first) = entities.first() else {
            continue;
        };
        if entities.iter().any(|entity| entity.label != first.label) {
            mixed(surface, entities, found);
        }
    }
}

/// The surface as it is compared: without the white space of line breaks.
pub(super) fn surface(text: &str) -> Cow<'_, str> {
    let spaced = |c: char| c.is_whitespace();
    if text.contains(spaced) {
        Cow::Owned(text.replace(spaced, ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// The labels of a surface with their numbers, the commonest first.
pub(super) fn ranked<'a>(labels: impl Iterator<Item = (&'a Label, u64)>) -> Vec<(&'a Label, u64)> {
    let mut ranked: Vec<(&Label, u64)> = Vec::new();
    for (label, count) in labels {
        match ranked.iter_mut().find(|(other, _)| *other == label) {
            Some((_, sum)) => *sum += count,
            None => ranked.push((label, count)),
        }
    }
    ranked.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
    ranked
}

fn mixed(surface: &str, entities: &[&Entity], found: &mut Vec<Problem>) {
    let ranked = ranked(entities.iter().map(|entity| (&entity.label, 1)));
    let [(common, most), rarer @ ..] = ranked.as_slice() else {
        return;
    };
    for (label, count) in rarer {
        let of_label = || entities.iter().filter(|entity| entity.label == **label);
        let Some(first) = of_label().next() else {
            continue;
        };
        let mut problem = Problem::new(Kind::MixedLabels, first.span)
            .about(surface)
            .against(format!("{label} · {common}"));
        problem.spans = of_label().map(|entity| entity.span).collect();
        let common_one = entities.iter().find(|entity| entity.label == **common);
        problem.spans.extend(common_one.map(|entity| entity.span));
        found.push(problem.fixed_by((most > count).then(|| Fix::Relabel {
            entities: of_label().map(|entity| entity.id).collect(),
            label: (*common).clone(),
        })));
    }
}
