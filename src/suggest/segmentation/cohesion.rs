//! How well pieces of text go together: shared rare terms.
//!
//! Terms are pairs of neighbouring characters for Han and kana, which beat words
//! on noisy Chinese text (Xie, Zeng and Feng 2008), and the first six letters of a
//! word for other scripts. Heads are matched to text by query likelihood (Ponte
//! and Croft 1998; see `queries`), texts to one another by the cosine of their weighted terms.

use std::collections::HashMap;

use super::lines::is_wide;

/// Letters of a word that count.
const STEM: usize = 6;

/// The terms of some texts, counted.
#[derive(Debug, Default)]
pub(super) struct Terms {
    ids: HashMap<String, u32>,
    /// By term: how often it occurs in all texts that were added as context.
    total: Vec<f32>,
    /// By term: in how many of them.
    spread: Vec<f32>,
    size: f32,
    texts: f32,
}

/// The terms of one text with their counts, sorted by term.
pub(super) type Bag = Vec<(u32, f32)>;

impl Terms {
    /// The terms of a text.
    pub fn bag(&mut self, text: &str) -> Bag {
        let mut counts: HashMap<u32, f32> = HashMap::new();
        let mut word = String::new();
        let mut before = None;
        for c in text.chars().chain([' ']) {
            if is_wide(c) && c.is_alphanumeric() {
                if let Some(before) = before {
                    let id = self.id(&String::from_iter([before, c]));
                    *counts.entry(id).or_default() += 1.0;
                }
                before = Some(c);
            } else if !c.is_whitespace() || !is_wide(before.unwrap_or('a')) {
                before = None;
            }
            if c.is_alphanumeric() && !is_wide(c) {
                word.extend(c.to_lowercase());
            } else if !word.is_empty() {
                if word.chars().count() >= 3 {
                    let stem: String = word.chars().take(STEM).collect();
                    let id = self.id(&stem);
                    *counts.entry(id).or_default() += 1.0;
                }
                word.clear();
            }
        }
        let mut bag: Bag = counts.into_iter().collect();
        bag.sort_unstable_by_key(|(id, _)| *id);
        bag
    }

    fn id(&mut self, term: &str) -> u32 {
        if let Some(&id) = self.ids.get(term) {
            return id;
        }
        let id = self.total.len() as u32;
        self.ids.insert(term.to_owned(), id);
        self.total.push(0.0);
        self.spread.push(0.0);
        id
    }

    /// Adds a text to what is usual on the page.
    pub fn add(&mut self, bag: &Bag) {
        for &(id, count) in bag {
            if let Some(total) = self.total.get_mut(id as usize) {
                *total += count;
            }
            if let Some(spread) = self.spread.get_mut(id as usize) {
                *spread += 1.0;
            }
            self.size += count;
        }
        self.texts += 1.0;
    }

    /// The number of all terms over the number of occurrences of this one; 0 if it
    /// occurs in no text.
    pub fn ratio(&self, id: u32) -> f32 {
        let total = self.total.get(id as usize).copied().unwrap_or(0.0);
        if total > 0.0 { self.size / total } else { 0.0 }
    }

    /// The inverse frequency of a term over the texts.
    pub fn rarity(&self, id: u32) -> f32 {
        let spread = self.spread.get(id as usize).copied().unwrap_or(0.0);
        (1.0 + self.texts / spread.max(0.5)).ln()
    }

    /// The cosine of two bags weighted by rarity, from 0 to 1.
    pub fn cosine(&self, a: &Bag, b: &Bag) -> f32 {
        cosine(a, b, |id| self.rarity(id))
    }
}

/// The cosine of two bags whose terms weigh what `weight` says, from 0 to 1.
pub(super) fn cosine(a: &Bag, b: &Bag, weight: impl Fn(u32) -> f32) -> f32 {
    let weigh = |&(id, count): &(u32, f32)| (1.0 + count.ln()) * weight(id);
    let norm = |bag: &Bag| bag.iter().map(|t| weigh(t).powi(2)).sum::<f32>().sqrt();
    let dot: f32 = shared(a, b).map(|(x, y)| weigh(&x) * weigh(&y)).sum();
    let norms = norm(a) * norm(b);
    if norms > 0.0 { dot / norms } else { 0.0 }
}

/// The number of terms in a bag.
pub(super) fn size(bag: &Bag) -> f32 {
    bag.iter().map(|(_, count)| count).sum()
}

/// The terms that are in both bags.
pub(super) fn shared<'a>(
    a: &'a Bag,
    b: &'a Bag,
) -> impl Iterator<Item = ((u32, f32), (u32, f32))> + 'a {
    let mut rest = b.as_slice();
    a.iter().filter_map(move |&x| {
        let skip = rest.partition_point(|y| y.0 < x.0);
        rest = rest.get(skip..).unwrap_or_default();
        rest.first().filter(|y| y.0 == x.0).map(|&y| (x, y))
    })
}

/// The union of two bags.
pub(super) fn union(a: &Bag, b: &Bag) -> Bag {
    let mut all: Bag = a.iter().chain(b).copied().collect();
    all.sort_unstable_by_key(|(id, _)| *id);
    all.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    all
}

#[cfg(test)]
mod tests {
    use super::super::queries::Queries;
    use super::*;

    #[test]
    fn rare_words_tell_texts_apart() {
        let mut terms = Terms::default();
        let texts = ["甲县政协召开会议学习文件", "乙市政协召开会议部署工作"];
        let bags: Vec<Bag> = texts.iter().map(|text| terms.bag(text)).collect();
        bags.iter().for_each(|bag| terms.add(bag));
        let head = terms.bag("乙市政协召开会议");
        let queries = Queries::new(&terms, &[&head], &[&bags[0], &bags[1]]);
        assert!(queries.affinity(0, &(1..2)) > 0.0);
        assert!(queries.affinity(0, &(0..1)) < 0.0);
        assert!(queries.affinity(0, &(0..2)).abs() < 0.5);
        assert!((terms.cosine(&bags[0], &bags[0]) - 1.0).abs() < 1e-4);
    }
}
