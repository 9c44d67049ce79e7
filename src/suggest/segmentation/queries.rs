//! What the terms of heads and captions say for runs of texts, looked up once for each
//! text so that many ways of cutting the page can be compared.

use super::cohesion::{Bag, Terms, shared, size};

/// The terms of one head or caption, looked up in every text.
#[derive(Debug, Default)]
pub(super) struct Query {
    /// By term that occurs in any text: how much rarer it is on the page than one
    /// occurrence in one term.
    rarity: Vec<f32>,
    /// By text, in reading order: which of these terms it has, and how often.
    hits: Vec<Vec<(usize, f32)>>,
}

/// The queries of a page by block, and the sizes of its texts.
#[derive(Debug, Default)]
pub(super) struct Queries {
    queries: Vec<Query>,
    sizes: Vec<f32>,
}

impl Queries {
    /// Looks up `queries` (by block) in `texts`.
    pub fn new(terms: &Terms, queries: &[&Bag], texts: &[&Bag]) -> Self {
        Self {
            queries: queries
                .iter()
                .map(|bag| Query::new(terms, bag, texts))
                .collect(),
            sizes: texts.iter().map(|bag| size(bag)).collect(),
        }
    }

    /// How much more likely the terms of a block are in a run of texts than on the page,
    /// as a log-likelihood ratio (query likelihood, Ponte and Croft 1998, mixed half and
    /// half with the page). Neighbouring pairs of characters depend on one another, so it
    /// is halved.
    ///
    /// A head may speak of one part of a long article only, so the best text counts too,
    /// less the logarithm of the number of texts among which it was chosen.
    pub fn affinity(&self, block: usize, run: &std::ops::Range<usize>) -> f32 {
        let whole = self.of_run(block, run);
        if run.len() < 2 {
            return whole;
        }
        let each = run
            .clone()
            .map(|text| self.of_run(block, &(text..text + 1)));
        let best = each.fold(f32::NEG_INFINITY, f32::max) - (run.len() as f32).ln();
        whole.max(best)
    }

    fn of_run(&self, block: usize, run: &std::ops::Range<usize>) -> f32 {
        let Some(query) = self.queries.get(block) else {
            return 0.0;
        };
        let size: f32 = self.sizes.get(run.clone()).unwrap_or_default().iter().sum();
        let mut counts = vec![0.0; query.rarity.len()];
        for &(term, count) in query
            .hits
            .get(run.clone())
            .unwrap_or_default()
            .iter()
            .flatten()
        {
            if let Some(place) = counts.get_mut(term) {
                *place += count;
            }
        }
        let each = counts
            .iter()
            .zip(&query.rarity)
            .map(|(count, rarity)| (0.5 + 0.5 * count * rarity / size.max(1.0)).ln());
        0.5 * each.sum::<f32>()
    }
}

impl Query {
    fn new(terms: &Terms, bag: &Bag, texts: &[&Bag]) -> Self {
        let known: Bag = bag
            .iter()
            .filter(|(id, _)| terms.ratio(*id) > 0.0)
            .copied()
            .collect();
        let hits = texts.iter().map(|text| {
            let found = shared(&known, text).map(|((id, _), (_, count))| {
                (known.partition_point(|(other, _)| *other < id), count)
            });
            found.collect()
        });
        Self {
            hits: hits.collect(),
            rarity: known.iter().map(|(id, _)| terms.ratio(*id)).collect(),
        }
    }
}
