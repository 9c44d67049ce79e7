//! What holds for every reading text, whatever goes in.

use proptest::prelude::*;

use super::*;
use crate::text::offset::CharOffset;

/// A page with segments in a random order, decisions and corrections.
#[derive(Debug, Clone)]
struct Case {
    text: String,
    segments: Vec<Span>,
    flows: Vec<bool>,
    decisions: Vec<Option<Break>>,
    corrections: Vec<(Span, String)>,
}

impl Case {
    fn read(&self, corrected: bool) -> (SourceText, ReadingText) {
        let source = SourceText::new(self.text.as_str());
        let corrections: Vec<_> = self
            .corrections
            .iter()
            .filter(|_| corrected)
            .map(|(span, text)| (*span, text.as_str()))
            .collect();
        let reading = ProjectionInput {
            source: &source,
            segments: &self.segments,
            flows: &self.flows,
            breaks: &|line| self.decisions.get(line as usize % 16).copied().flatten(),
            inferred: &BreakContext::of(&source),
            corrections: &corrections,
        }
        .project();
        (source, reading)
    }
}

fn texts() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "政", "协", "，", "。", "“", "𠮷", "か", "a", "B", "é", "1", ".", ",", "-", "\u{AD}", " ",
        "  ", "\u{3000}", "\n", "\n\n", "\r\n", "\r", "\t", "정", "—", "\u{1}",
    ]);
    prop::collection::vec(parts, 0..60).prop_map(|parts| parts.concat())
}

fn decisions() -> impl Strategy<Value = Vec<Option<Break>>> {
    let kinds = prop::sample::select(vec![None, Some(Break::Soft), Some(Break::Para)]);
    prop::collection::vec(kinds, 16)
}

fn flows() -> impl Strategy<Value = Vec<bool>> {
    prop::collection::vec(any::<bool>(), 0..8)
}

/// Spans between consecutive cuts, those that `keep` says.
fn spans(len: u32, cuts: &[prop::sample::Index], keep: &[bool]) -> Vec<Span> {
    let mut cuts: Vec<u32> = cuts
        .iter()
        .map(|cut| cut.index(len as usize + 1) as u32)
        .collect();
    cuts.sort_unstable();
    cuts.windows(2)
        .zip(keep)
        .filter(|(pair, keep)| **keep && pair[0] < pair[1])
        .map(|(pair, _)| Span::new(pair[0], pair[1]).unwrap())
        .collect()
}

fn cases() -> impl Strategy<Value = Case> {
    let cuts = || prop::collection::vec(any::<prop::sample::Index>(), 2..8);
    let keep = || prop::collection::vec(prop::bool::weighted(0.7), 8);
    let replacements = prop::collection::vec("[政a \n-]{0,3}", 8);
    (
        texts(),
        cuts(),
        keep(),
        any::<u64>(),
        decisions(),
        flows(),
        cuts(),
        keep(),
        replacements,
    )
        .prop_map(
            |(text, cuts, kept, order, decisions, flows, marks, marked, replacements)| {
                let len = text.chars().count() as u32;
                let mut segments = spans(len, &cuts, &kept);
                segments
                    .sort_by_key(|span| (u64::from(span.start().0) + 1).wrapping_mul(order | 1));
                let corrections = spans(len, &marks, &marked)
                    .into_iter()
                    .zip(replacements)
                    .collect();
                Case {
                    text,
                    segments,
                    flows,
                    decisions,
                    corrections,
                }
            },
        )
}

/// Anything: spans out of range, overlapping, in any order.
fn wild() -> impl Strategy<Value = Case> {
    let span =
        || (0_u32..80, 0_u32..80).prop_map(|(a, b)| Span::between(CharOffset(a), CharOffset(b)));
    let corrections = prop::collection::vec((span(), ".{0,3}"), 0..6);
    let segments = prop::collection::vec(span(), 0..6);
    (texts(), segments, flows(), decisions(), corrections).prop_map(
        |(text, segments, flows, decisions, corrections)| Case {
            text,
            segments,
            flows,
            decisions,
            corrections,
        },
    )
}

/// The segment of `reading` in which a reading position lies as a character.
fn segment_of(reading: &ReadingText, at: u32) -> Option<&SegmentText> {
    reading
        .segments()
        .iter()
        .find(|it| it.reading.contains(&at))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_copied_character_is_the_raw_one_and_maps_back(case in cases()) {
        let (source, reading) = case.read(true);
        for (at, c) in (0_u32..).zip(reading.text().chars()) {
            let raw = reading.raw_of(at..at + 1);
            let changed = |span: Span| case.corrections.iter().any(|(it, _)| it.overlaps(span));
            match raw.as_slice() {
                [] => prop_assert!(c == ' ' || c == '\n', "{:?} comes from nowhere", c),
                [span] if !changed(*span) => {
                    prop_assert_eq!(source.slice(*span), c.to_string());
                    prop_assert_eq!(reading.reading_range_of(*span), Some(at..at + 1));
                    prop_assert_eq!(reading.reading_of(span.start(), Bias::After), Some(at));
                    prop_assert_eq!(reading.reading_of(span.end(), Bias::Before), Some(at + 1));
                    prop_assert_eq!(reading.raw_at(at, Bias::After), Some(span.start()));
                    prop_assert_eq!(reading.raw_at(at + 1, Bias::Before), Some(span.end()));
                }
                [span] => {
                    let back = reading.reading_range_of(*span).unwrap();
                    prop_assert!(back.contains(&at));
                }
                _ => prop_assert!(false, "one character from {:?}", raw),
            }
        }
    }

    #[test]
    fn raw_and_reading_ranges_agree(case in cases(), a in 0_u32..90, b in 0_u32..90) {
        let (source, reading) = case.read(true);
        let range = a.min(b).min(reading.len())..a.max(b).min(reading.len());
        let spans = reading.raw_of(range.clone());
        for pair in spans.windows(2) {
            prop_assert!(!pair[0].overlaps(pair[1]) && pair[0].end() != pair[1].start());
        }
        let inside = reading.segments().iter().any(|segment| {
            spans.iter().all(|span| segment.raw.covers(*span))
        });
        if let Some(hull) = reading.hull_of(range.clone()) {
            prop_assert!(inside && source.contains(hull));
            prop_assert!(spans.iter().all(|span| hull.covers(*span)));
            let back = reading.reading_range_of(hull).unwrap();
            prop_assert!(back.start >= range.start || back.end <= range.end || !back.is_empty());
        }
        let raw = Span::between(CharOffset(a), CharOffset(b));
        if let Some(found) = reading.reading_range_of(raw) {
            prop_assert!(found.start <= found.end && found.end <= reading.len());
        } else {
            let touched = reading.segments().iter().any(|segment| segment.raw.overlaps(raw));
            prop_assert!(!touched);
        }
    }

    #[test]
    fn every_offset_of_a_segment_has_a_place_and_places_grow(case in cases()) {
        let (_, reading) = case.read(true);
        for segment in reading.segments() {
            let mut last = (segment.reading.start, segment.reading.start);
            for raw in segment.raw.start().0..=segment.raw.end().0 {
                let before = reading.reading_of(CharOffset(raw), Bias::Before).unwrap();
                let after = reading.reading_of(CharOffset(raw), Bias::After).unwrap();
                if raw > segment.raw.start().0 && raw < segment.raw.end().0 {
                    prop_assert!(before >= last.0 && after >= last.1 && before <= after);
                    prop_assert!(after <= segment.reading.end);
                    last = (before, after);
                }
            }
        }
        for raw in 0..200 {
            let inside = reading.segments().iter()
                .any(|it| it.raw.start().0 <= raw && raw <= it.raw.end().0);
            prop_assert_eq!(reading.reading_of(CharOffset(raw), Bias::After).is_some(), inside);
        }
    }

    #[test]
    fn without_corrections_only_separators_are_new(case in cases()) {
        let (source, reading) = case.read(false);
        let chars: Vec<char> = reading.text().chars().collect();
        for (at, c) in (0_u32..).zip(&chars) {
            prop_assert!(*c != '\r');
            if reading.raw_of(at..at + 1).is_empty() {
                prop_assert!(*c == ' ' || *c == '\n');
                let neighbours = [at.wrapping_sub(1), at + 1];
                for near in neighbours {
                    let near = chars.get(near as usize);
                    prop_assert!(near.is_some_and(|c| !c.is_whitespace()), "{:?}", reading.text());
                }
                let between = segment_of(&reading, at + 1).is_some_and(|it| it.reading.start == at + 1);
                prop_assert!(*c == '\n' || between || segment_of(&reading, at).is_some());
            }
        }
        let ink: usize = reading.segments().iter().map(|it| source.ink(it.raw) as usize).sum();
        let hyphens = |text: &str| text.matches(['-', '\u{AD}']).count();
        let read = reading.source().ink(reading.source().span()) as usize;
        let raw: String = reading.segments().iter().map(|it| source.slice(it.raw)).collect();
        prop_assert_eq!(ink - read, hyphens(&raw) - hyphens(reading.text()));
    }

    #[test]
    fn segments_that_do_not_flow_are_parted_by_one_line_end(case in cases()) {
        let (_, reading) = case.read(true);
        let with_text: Vec<_> = reading.segments().iter().filter(|it| !it.reading.is_empty()).collect();
        for pair in with_text.windows(2) {
            let between = pair[0].reading.end..pair[1].reading.start;
            prop_assert!(reading.raw_of(between.clone()).is_empty());
            let flows = case.flows.get(pair[1].index).copied().unwrap_or_default();
            prop_assert!(between.len() == 1 || flows && between.is_empty());
            let parted = reading.text().chars().nth(between.start as usize) == Some('\n');
            prop_assert!(parted || flows);
        }
        prop_assert_eq!(with_text.first().map_or(0, |it| it.reading.start), 0);
        prop_assert_eq!(with_text.last().map_or(0, |it| it.reading.end), reading.len());
    }

    #[test]
    fn nothing_that_goes_in_makes_it_panic(
        case in wild(), at in any::<u32>(), a in 0_u32..90, b in 0_u32..90,
    ) {
        let (_, reading) = case.read(true);
        for bias in [Bias::Before, Bias::After] {
            reading.reading_of(CharOffset(at), bias);
            reading.raw_at(at, bias);
            reading.raw_at(a, bias);
        }
        reading.raw_of(a..b);
        reading.raw_of(a..at);
        reading.hull_of(a..b);
        reading.hull_of(a..at);
        reading.reading_range_of(Span::between(CharOffset(a), CharOffset(at)));
        prop_assert!(!reading.text().contains('\r'));
        prop_assert!(reading.paragraphs().all(|it| it.start < it.end && it.end <= reading.len()));
    }
}
