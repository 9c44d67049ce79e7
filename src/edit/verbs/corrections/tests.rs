//! Laws of correcting: raw text never changes, nothing overlaps, undo is exact,
//! and the reading text says what was typed.

use proptest::prelude::*;

use super::super::desk::{Desk, changes};
use super::*;
use crate::edit::apply::take_back;
use crate::text::offset::CharOffset;
use crate::text::projection::{BreakContext, ProjectionInput};

impl Desk {
    /// Corrects the first `raw` and says what came of it.
    fn correct(&mut self, raw: &str, text: &str) -> Result<String, Refusal> {
        let transaction = correct(self.page(), self.span(raw), text)?;
        self.apply(&transaction);
        Ok(transaction.label.subject)
    }

    fn shown(&self) -> Vec<String> {
        let all = self.annotations.corrections();
        all.map(|it| format!("{}>{}", self.source.slice(it.span), it.replacement))
            .collect()
    }

    fn reading(&self) -> String {
        let corrections: Vec<_> = self.annotations.corrections().collect();
        let corrections: Vec<_> = corrections
            .iter()
            .map(|it| (it.span, it.replacement.as_str()))
            .collect();
        let input = ProjectionInput {
            source: &self.source,
            segments: &[],
            flows: &[],
            breaks: &|_| None,
            inferred: &BreakContext::of(&self.source),
            corrections: &corrections,
        };
        input.project_page().text().to_owned()
    }
}

#[test]
fn typing_replaces_an_empty_text_deletes_and_the_raw_text_takes_away() {
    let mut desk = Desk::new("国家的谛造者谛造者");
    assert_eq!(desk.correct("谛造", "缔造"), Ok("谛造 → 缔造".to_owned()));
    assert_eq!(desk.correct("谛造", "缔造"), Err(Refusal::AlreadySo));
    assert_eq!(desk.correct("国家", ""), Ok("国家 → ∅".to_owned()));
    assert_eq!(desk.shown(), ["国家>", "谛造>缔造"]);
    assert_eq!(desk.reading(), "的缔造者谛造者");
    assert_eq!(desk.correct("谛造", "谛造"), Ok("谛造".to_owned()));
    assert_eq!(desk.shown(), ["国家>"]);
    assert_eq!(desk.correct("造者", "造者"), Err(Refusal::AlreadySo));
}

#[test]
fn a_correction_takes_the_place_of_those_it_touches() {
    let mut desk = Desk::new("甲乙丙丁戊己");
    desk.correct("乙丙", "二").unwrap();
    desk.correct("丁", "四").unwrap();
    let id = desk.annotations.corrections().next().unwrap().id;
    // The span grows to whole corrections, as the person sees it.
    let all = Span::new(2, 4).unwrap();
    assert_eq!(desk.source.slice(grown(desk.page(), all)), "乙丙丁");
    desk.correct("丙丁", "〇").unwrap();
    assert_eq!(desk.shown(), ["乙丙丁>〇"]);
    desk.correct("丙", "零").unwrap();
    assert_eq!(desk.shown(), ["乙丙丁>零"]);
    assert_ne!(desk.annotations.corrections().next().unwrap().id, id);
    let id = desk.annotations.corrections().next().unwrap().id;
    desk.correct("丙", "玲").unwrap();
    assert_eq!(
        desk.annotations.corrections().next().unwrap().id,
        id,
        "edited"
    );
}

#[test]
fn what_is_not_there_cannot_be_corrected_or_removed() {
    let desk = Desk::new("甲乙");
    let beyond = Span::new(2, 9).unwrap();
    assert_eq!(correct(desk.page(), beyond, "丙"), Err(Refusal::NoText));
    let nowhere = [CorrectionId::new()];
    assert_eq!(
        remove(desk.page(), &nowhere),
        Err(Refusal::NoCorrectionHere)
    );
}

#[test]
fn a_caret_means_the_correction_that_it_touches() {
    let mut desk = Desk::new("甲乙丙丁");
    desk.correct("乙", "二").unwrap();
    desk.correct("丙", "三").unwrap();
    let at = |offset| {
        let caret = Span::caret(CharOffset(offset));
        let found = corrections_at(desk.page(), caret);
        found.first().map(|it| it.replacement.as_str())
    };
    assert_eq!(
        [at(0), at(1), at(2), at(3), at(4)],
        [None, Some("二"), Some("三"), Some("三"), None]
    );
}

#[test]
fn all_equal_places_are_corrected_as_one_change() {
    let mut desk = Desk::new("谛造者。谛造者，谛\n造者。谛造");
    desk.correct("谛造者", "缔造者").unwrap();
    let first = desk.annotations.corrections().next().unwrap().clone();
    let places = equal_places(desk.page(), &first);
    assert_eq!(places, [Span::new(4, 7).unwrap()]);
    let wrong = WrongText::of(&desk.source, &first).unwrap();
    let transaction = correct_all(desk.page(), &wrong).unwrap();
    assert_eq!(transaction.label.count, 1);
    desk.apply(&transaction);
    assert_eq!(desk.shown(), ["谛造者>缔造者", "谛造者>缔造者"]);
    assert_eq!(correct_all(desk.page(), &wrong), Err(Refusal::AlreadySo));
    assert_eq!(desk.source.text(), "谛造者。谛造者，谛\n造者。谛造");
}

proptest! {
    #[test]
    fn correcting_and_undoing_is_the_identity_and_nothing_overlaps(
        text in "[甲乙a \\n]{1,30}",
        edits in prop::collection::vec((0_u32..32, 0_u32..6, "[甲乙a\\n]{0,3}"), 1..8),
    ) {
        let mut desk = Desk::new(&text);
        for (start, len, right) in edits {
            let before = desk.annotations.clone();
            let span = Span::new(start, start + len).unwrap();
            let Ok(transaction) = correct(desk.page(), span, &right) else { continue };
            let end = desk.source.span().end();
            let inside = Span::between(span.start().min(end), span.end().min(end));
            // With what was corrected here before: typing the raw text again leaves nothing.
            let whole = grown(desk.page(), inside);
            desk.apply(&transaction);
            let raw = desk.source.slice(whole);
            let now: Vec<_> = desk.annotations.corrections_in(whole).collect();
            match now.as_slice() {
                [] => prop_assert_eq!(raw, right),
                [one] => prop_assert_eq!((one.span, &one.replacement), (whole, &right)),
                _ => prop_assert!(false, "two corrections in one place"),
            }
            let mut undone = desk.annotations.clone();
            let done = changes(&transaction);
            take_back(&mut undone, done.iter());
            prop_assert_eq!(undone, before);
            prop_assert_eq!(desk.source.text(), text.as_str());
        }
        let first = desk.annotations.corrections().next().cloned();
        if let Some(wrong) = first.and_then(|first| WrongText::of(&desk.source, &first))
            && let Ok(transaction) = correct_all(desk.page(), &wrong)
        {
            desk.apply(&transaction);
            prop_assert!(open_places(desk.page(), &wrong).is_empty());
        }
    }
}
