//! Labelling lines: what each line with text is, found for the whole page at once.
//!
//! A linear chain over the lines: each label has a weight for each sign of a
//! line and for each label before it, and the best sequence is found by Viterbi's
//! algorithm. The weights to start from are written down here as log-odds; pages
//! that editors accepted change them (see `learned`).

use strum::{EnumCount, IntoEnumIterator};

use super::features::Feature;

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

use Label::{
    Body, Byline, Caption, CaptionBody, Dateline, Furniture, Heading, Headline, Kicker, Lead,
    Subheadline,
};

impl Label {
    /// Kicker, headline or heading: what these are depends on what stands around.
    pub fn is_title(self) -> bool {
        matches!(self, Kicker | Headline | Heading)
    }

    /// Whether the line is running text of an article.
    pub fn is_text(self) -> bool {
        matches!(self, Dateline | Lead | Body)
    }

    /// Whether the line is part of a caption.
    pub fn is_caption(self) -> bool {
        matches!(self, Caption | CaptionBody)
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
        for &(sign, by_label) in SIGNS {
            for &(label, weight) in by_label {
                *weights.sign(label, sign) += weight;
            }
        }
        for label in [Kicker, Headline, Heading] {
            for &(sign, weight) in TITLE {
                *weights.sign(label, sign) += weight;
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

    /// The best sequence of labels (Viterbi 1967). Linear in the number of lines.
    pub fn decode(&self, lines: &[Vec<Feature>]) -> Vec<Label> {
        let mut back: Vec<[u8; Label::COUNT]> = Vec::with_capacity(lines.len());
        let mut scores = [0.0_f32; Label::COUNT];
        for (at, signs) in lines.iter().enumerate() {
            let own = self.emissions(signs);
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

/// What speaks for any kind of title.
const TITLE: &[(Feature, f32)] = &[
    (Feature::Always, -0.5),
    (Feature::EndFinal, -4.0),
    (Feature::EndComma, -3.0),
    (Feature::InnerFinal, -4.0),
    (Feature::NarrowOpen, 2.5),
    (Feature::VeryNarrowOpen, 0.5),
    (Feature::WiderOpen, 2.5),
    (Feature::FullOpen, -0.5),
    (Feature::Long, -7.0),
    (Feature::VeryLongTitle, -1.0),
    (Feature::SetOffAbove, 0.7),
    (Feature::SetOffBelow, 0.7),
    (Feature::Couplet, 2.5),
    (Feature::AfterComma, -2.5),
    (Feature::BeforeDateline, 1.5),
    (Feature::BeforeDash, 2.5),
    (Feature::BeforeByline, 1.5),
    (Feature::Capitals, 2.0),
    (Feature::LowerStart, -2.0),
    (Feature::NeverFirst, -5.0),
    (Feature::LetterSpaced, 2.0),
    (Feature::ShadowOriginal, 3.0),
    (Feature::OpenStanza, 2.5),
    (Feature::Dateline, -6.0),
    (Feature::CaptionMark, -6.0),
    (Feature::Dash, -2.0),
];

/// What each sign says of the other labels, as log-odds.
const SIGNS: &[(Feature, &[(Label, f32)])] = &[
    (
        Feature::Always,
        &[
            (Kicker, -0.8),
            (Heading, -0.4),
            (Subheadline, -3.0),
            (Byline, -4.0),
            (Dateline, -4.0),
            (Caption, -3.0),
            (CaptionBody, -1.5),
            (Furniture, -3.5),
        ],
    ),
    (Feature::CaptionMark, &[(Caption, 9.0)]),
    (Feature::CaptionWords, &[(Caption, 5.0)]),
    (Feature::CaptionEnd, &[(Caption, 4.5), (CaptionBody, 3.0)]),
    (Feature::Dateline, &[(Dateline, 10.0)]),
    (Feature::Byline, &[(Byline, 8.0)]),
    (
        Feature::Dash,
        &[(Subheadline, 8.0), (Lead, -2.0), (Body, -1.0)],
    ),
    (
        Feature::Numbered,
        &[
            (Heading, 1.5),
            (Kicker, -2.0),
            (Headline, -1.0),
            (Lead, 0.5),
        ],
    ),
    (Feature::Folio, &[(Furniture, 7.0)]),
    (Feature::Imprint, &[(Furniture, 7.5)]),
    (Feature::Continued, &[(Furniture, 8.0)]),
    (Feature::Junk, &[(Furniture, 5.0)]),
    (Feature::ShadowCopy, &[(Furniture, 9.0)]),
    (Feature::Doubled, &[(Furniture, 7.0)]),
    (Feature::KnownFurniture, &[(Furniture, 8.0)]),
    (
        Feature::EndFinal,
        &[
            (Lead, 0.5),
            (Body, 1.5),
            (Byline, -2.0),
            (Furniture, -1.5),
            (Subheadline, -2.0),
        ],
    ),
    (
        Feature::EndComma,
        &[(Lead, 1.0), (Body, 1.5), (Furniture, -1.5)],
    ),
    (
        Feature::InnerFinal,
        &[
            (Lead, 2.0),
            (Body, 2.0),
            (Byline, -3.0),
            (Furniture, -1.5),
            (Subheadline, -2.0),
        ],
    ),
    (Feature::InnerComma, &[(Lead, 0.5), (Body, 0.5)]),
    (Feature::Full, &[(Lead, 1.0), (Body, 1.5)]),
    (Feature::FullOpen, &[(Body, 0.5)]),
    (Feature::LostIndent, &[(Lead, 1.0)]),
    (
        Feature::NarrowOpen,
        &[(Lead, -3.0), (Body, -3.5), (CaptionBody, -0.5)],
    ),
    (Feature::WiderOpen, &[(Lead, -1.0), (Body, -1.5)]),
    (
        Feature::Long,
        &[(Lead, 4.0), (Body, 1.0), (Caption, -1.0), (Furniture, -2.0)],
    ),
    (Feature::Indented, &[(Lead, 2.0), (Body, -1.0)]),
    (Feature::SetOffAbove, &[(Body, -1.0), (CaptionBody, -3.0)]),
    (
        Feature::AfterFinal,
        &[(Lead, 1.0), (Body, -0.5), (CaptionBody, -2.5)],
    ),
    (
        Feature::AfterOpen,
        &[(Lead, -0.5), (Body, 0.8), (CaptionBody, 0.5)],
    ),
    (
        Feature::AfterComma,
        &[(Lead, -3.0), (Body, 2.0), (CaptionBody, 1.0)],
    ),
    (Feature::LowerStart, &[(Lead, -2.0), (Body, 1.5)]),
    (Feature::NeverFirst, &[(Lead, -3.0), (Body, 1.5)]),
    (
        Feature::Couplet,
        &[(Kicker, 0.4), (Lead, -2.0), (Body, -2.0)],
    ),
    (Feature::Top, &[(Furniture, 0.5)]),
    (Feature::Foot, &[(Furniture, 0.5)]),
];

/// What a label says of the one after it, as log-odds; 0 where nothing is said.
const STEPS: &[(Label, Label, f32)] = &[
    (Lead, Body, 0.5),
    (Body, Body, 0.5),
    (Dateline, Body, 1.5),
    (Dateline, Lead, -1.0),
    (Dateline, Headline, -1.0),
    (Kicker, Body, -3.0),
    (Headline, Body, -3.0),
    (Heading, Body, -3.0),
    (Subheadline, Body, -3.0),
    (Byline, Body, -3.0),
    (Furniture, Body, -1.5),
    (Caption, Body, -3.0),
    (CaptionBody, Body, -3.0),
    (Caption, CaptionBody, 1.0),
    (CaptionBody, CaptionBody, 0.5),
    (Kicker, CaptionBody, -6.0),
    (Headline, CaptionBody, -6.0),
    (Subheadline, CaptionBody, -6.0),
    (Heading, CaptionBody, -6.0),
    (Byline, CaptionBody, -6.0),
    (Dateline, CaptionBody, -6.0),
    (Lead, CaptionBody, -6.0),
    (Body, CaptionBody, -6.0),
    (Furniture, CaptionBody, -6.0),
    (Kicker, Headline, 0.5),
    (Headline, Dateline, 0.5),
    (Byline, Lead, 0.5),
    (Heading, Lead, 0.5),
    (Subheadline, Lead, 0.5),
];

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
        assert_eq!(found[1], Dateline);
        assert!(found[2].is_text() && found[3].is_text());
        assert_eq!(found[4], Furniture);
    }

    #[test]
    fn a_page_without_lines_has_no_labels() {
        assert_eq!(labels(" \n\n"), []);
    }
}
