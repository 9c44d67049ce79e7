//! Labelling lines: what each line with text is, found for the whole page at once.
//!
//! A linear chain over the lines: each label has a weight for each sign of a
//! line and for each label before it, and the best sequence is found by Viterbi's
//! algorithm. The weights to start from are written down here as log-odds; pages
//! that editors accepted change them (see `learned`).

use strum::{EnumCount, IntoEnumIterator};

use super::features::Feature;
use super::weights::{SIGNS, STEPS};

/// What a line is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, strum::EnumCount, strum::EnumIter,
)]
pub(super) enum Label {
    Kicker,
    Headline,
    Subheadline,
    Byline,
    /// A first line of a body that begins with a dateline.
    Dateline,
    Heading,
    /// The first line of a paragraph.
    Lead,
    /// A further line of a paragraph.
    Body,
    Caption,
    /// A further line of a caption.
    CaptionBody,
    Furniture,
}

impl Label {
    /// Kicker, headline or heading: what these are depends on what stands around.
    pub fn is_title(self) -> bool {
        matches!(self, Self::Kicker | Self::Headline | Self::Heading)
    }

    /// Whether the line is running text of an article.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Dateline | Self::Lead | Self::Body)
    }

    /// Whether the line is part of a caption.
    pub fn is_caption(self) -> bool {
        matches!(self, Self::Caption | Self::CaptionBody)
    }
}

/// The weights of the chain.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weights {
    /// By label, then sign.
    pub signs: [[f32; Feature::COUNT]; Label::COUNT],
    /// By label before, then label.
    pub steps: [[f32; Label::COUNT]; Label::COUNT],
}

impl Default for Weights {
    /// The weights before anything was learned.
    fn default() -> Self {
        let mut weights = Self {
            signs: [[0.0; Feature::COUNT]; Label::COUNT],
            steps: [[0.0; Label::COUNT]; Label::COUNT],
        };
        for &(labels, signs) in SIGNS {
            for &label in labels {
                for &(sign, weight) in signs {
                    *weights.sign(label, sign) += weight;
                }
            }
        }
        for &(before, label, weight) in STEPS {
            *weights.step(before, label) += weight;
        }
        weights
    }
}

impl Weights {
    /// The weight of a sign for a label.
    pub fn sign(&mut self, label: Label, sign: Feature) -> &mut f32 {
        &mut self.signs[label as usize][sign as usize]
    }

    /// The weight of a label after another.
    pub fn step(&mut self, before: Label, label: Label) -> &mut f32 {
        &mut self.steps[before as usize][label as usize]
    }

    /// What the signs of a line say for each label.
    pub fn emissions(&self, signs: &[Feature]) -> [f32; Label::COUNT] {
        let mut scores = [0.0; Label::COUNT];
        for (score, weights) in scores.iter_mut().zip(&self.signs) {
            *score = signs.iter().filter_map(|&s| weights.get(s as usize)).sum();
        }
        scores
    }

    /// The best sequence of labels given the signs of each line.
    pub fn decode(&self, lines: &[Vec<Feature>]) -> Vec<Label> {
        let scores: Vec<_> = lines.iter().map(|signs| self.emissions(signs)).collect();
        self.best(&scores)
    }

    /// The best sequence of labels (Viterbi 1967) given what each line says for each
    /// label. Linear in the number of lines.
    pub fn best(&self, lines: &[[f32; Label::COUNT]]) -> Vec<Label> {
        let mut back: Vec<[u8; Label::COUNT]> = Vec::with_capacity(lines.len());
        let mut scores = [0.0_f32; Label::COUNT];
        for (at, own) in lines.iter().enumerate() {
            let mut next = [f32::NEG_INFINITY; Label::COUNT];
            let mut from = [0_u8; Label::COUNT];
            for (label, (next, from)) in next.iter_mut().zip(&mut from).enumerate() {
                for (before, score) in scores.iter().enumerate() {
                    let step = if at == 0 {
                        0.0
                    } else {
                        self.steps[before][label]
                    };
                    if score + step > *next {
                        *next = score + step;
                        *from = before as u8;
                    }
                }
                *next += own[label];
            }
            scores = next;
            back.push(from);
        }
        trace(&scores, &back)
    }
}

/// The labels on the best way, read from its end.
fn trace(scores: &[f32; Label::COUNT], back: &[[u8; Label::COUNT]]) -> Vec<Label> {
    let best = (0..Label::COUNT).max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
    let mut at = best.unwrap_or(0);
    let all: Vec<Label> = Label::iter().collect();
    let mut labels = Vec::with_capacity(back.len());
    for from in back.iter().rev() {
        labels.push(all[at]);
        at = usize::from(from[at]);
    }
    labels.reverse();
    labels
}

#[cfg(test)]
mod tests {
    use super::super::features::features;
    use super::super::lines::Lines;
    use super::*;
    use crate::text::source::SourceText;

    fn labels(text: &str) -> Vec<Label> {
        let source = SourceText::new(text);
        Weights::default().decode(&features(&Lines::of(&source), &|_| false))
    }

    #[test]
    fn a_plain_item_is_read_as_it_is_laid_out() {
        let text = "清渠通水到村头\n本报甲县讯（记者王某）三月五日清晨，\n渠水流进最后一块田。去年这个时候，这里还是\n一片干土，今年种下了第一茬油菜，长得不错。\n责任编辑：李某某";
        let found = labels(text);
        assert!(found[0].is_title());
        assert_eq!(found[1], Label::Dateline);
        assert!(found[2].is_text() && found[3].is_text());
        assert_eq!(found[4], Label::Furniture);
    }

    #[test]
    fn a_page_without_lines_has_no_labels() {
        assert_eq!(labels(" \n\n"), []);
    }
}
