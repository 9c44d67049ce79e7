//! What texts speak of: whether two pieces of running text are of one article, told by
//! their characters and pairs of characters.
//!
//! Single characters beside pairs tell pieces of a dozen lines apart better than either
//! (as chains of characters do on noisy transcripts; Xie, Yang and Liu 2011). How rare a
//! character is in general is known from the dictionary, how rare a pair is from the page.

use std::collections::HashMap;

use super::cohesion::{Bag, cosine, union};
use super::lines::is_han;
use crate::suggest::lexicon;

/// Characters that cost less than this in nats are in any text.
const COMMON: f32 = 5.0;
/// What a character counts against a pair, by nat of rarity.
const SINGLE: f32 = 0.2;
/// Texts of fewer characters say less in proportion.
const ENOUGH: f32 = 60.0;

/// The characters and pairs of some pieces of text.
#[derive(Debug, Default)]
pub(super) struct Topics {
    /// By piece: its terms, counted.
    pieces: Vec<Bag>,
    /// By piece: its number of characters.
    sizes: Vec<f32>,
    /// By term: what it counts.
    weights: Vec<f32>,
    /// The cosine that two longer pieces have on average.
    pub usual: f32,
}

impl Topics {
    /// Counts the terms of pieces of text; spaces do not matter.
    pub fn new(texts: &[String]) -> Self {
        let mut ids: HashMap<(char, Option<char>), u32> = HashMap::new();
        let mut spread: Vec<f32> = Vec::new();
        let mut general: Vec<f32> = Vec::new();
        let mut pieces = Vec::with_capacity(texts.len());
        for text in texts {
            let mut counts: HashMap<u32, f32> = HashMap::new();
            for term in terms(text) {
                let id = *ids.entry(term).or_insert_with(|| {
                    spread.push(0.0);
                    general.push(weight(term));
                    spread.len() as u32 - 1
                });
                *counts.entry(id).or_default() += 1.0;
            }
            let mut bag: Bag = counts.into_iter().collect();
            bag.sort_unstable_by_key(|(id, _)| *id);
            for (id, _) in &bag {
                if let Some(spread) = spread.get_mut(*id as usize) {
                    *spread += 1.0;
                }
            }
            pieces.push(bag);
        }
        let all = texts.len() as f32;
        let rarity = |spread: &f32| (1.0 + all / spread).ln();
        let weights = spread.iter().zip(&general).map(|(s, g)| rarity(s) * g);
        let size = |text: &String| text.chars().filter(|c| is_han(*c)).count() as f32;
        let mut topics = Self {
            weights: weights.collect(),
            sizes: texts.iter().map(size).collect(),
            pieces,
            usual: 0.0,
        };
        topics.usual = topics.usual_cosine();
        topics
    }

    /// How much more than usual two groups of pieces have in common, in tenths of a cosine;
    /// less if one of them is short.
    pub fn likeness(&self, a: &[usize], b: &[usize]) -> f32 {
        let size = |group: &[usize]| -> f32 {
            let sizes = group.iter().filter_map(|&piece| self.sizes.get(piece));
            sizes.sum()
        };
        let trust = (size(a).min(size(b)) / ENOUGH).min(1.0);
        10.0 * trust * (self.cosine(&self.bag(a), &self.bag(b)) - self.usual)
    }

    fn bag(&self, group: &[usize]) -> Bag {
        let bags = group.iter().filter_map(|&piece| self.pieces.get(piece));
        bags.fold(Bag::new(), |all, bag| union(&all, bag))
    }

    fn cosine(&self, a: &Bag, b: &Bag) -> f32 {
        cosine(a, b, |id| {
            self.weights.get(id as usize).copied().unwrap_or(0.0)
        })
    }

    fn usual_cosine(&self) -> f32 {
        const MOST: usize = 30;
        let long = |piece: &usize| self.sizes.get(*piece).is_some_and(|size| *size > ENOUGH);
        let long: Vec<usize> = (0..self.pieces.len()).filter(long).take(MOST).collect();
        let bag = |piece: usize| self.bag(&[piece]);
        let pairs = || {
            let each = long.iter().enumerate();
            each.flat_map(|(n, &a)| long.iter().skip(n + 1).map(move |&b| (a, b)))
        };
        let sum: f32 = pairs().map(|(a, b)| self.cosine(&bag(a), &bag(b))).sum();
        if long.len() > 1 {
            sum / pairs().count() as f32
        } else {
            0.1
        }
    }
}

/// The Han characters of a text and the pairs of neighbours.
fn terms(text: &str) -> impl Iterator<Item = (char, Option<char>)> + '_ {
    let next = text.chars().skip(1).map(Some).chain([None]);
    let pairs = text.chars().zip(next).filter(|(c, _)| is_han(*c));
    pairs.flat_map(|(c, next)| {
        let pair = next.filter(|c| is_han(*c)).map(|next| (c, Some(next)));
        [Some((c, None)), pair].into_iter().flatten()
    })
}

fn weight(term: (char, Option<char>)) -> f32 {
    match term {
        (_, Some(_)) => 1.0,
        (c, None) => {
            let cost = lexicon::cost(c.encode_utf8(&mut [0; 4])) as f32;
            SINGLE * (cost - COMMON).max(0.05)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_one_story_are_alike() {
        let texts = [
            "菌农把羊肚菌从菌棚里背下山，一筐一筐装进冷藏车，索道修好以后再也不用人背。",
            "孩子们围着旧收音机和坏闹钟，老师教他们用螺丝刀拆开，零件摆在白布上。",
            "索道的管理归菌农自己，每天两户人家装筐卸筐，羊肚菌下了山一筐也没有摔过。",
        ];
        let topics = Topics::new(&texts.map(str::to_owned));
        assert!(topics.likeness(&[0], &[2]) > 0.1);
        assert!(topics.likeness(&[0], &[1]) < 0.0);
        assert!(topics.likeness(&[0, 2], &[2, 0]) > 5.0);
        assert!(topics.likeness(&[], &[7]).abs() < 1e-6);
    }
}
