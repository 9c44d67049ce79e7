//! Laws of tagging all that is alike: what is found reads as the name, what is in
//! the way stays, taking back is exact.

use proptest::prelude::*;

use super::super::desk::{Desk, changes};
use super::super::{corrections, entities};
use super::*;
use crate::edit::apply::take_back;
use crate::edit::likeness::{ConflictKind, Likeness, Places};
use crate::model::reading::Readings;
use crate::text::projection::BreakContext;

impl Desk {
    fn whole(&self) -> WholeReading {
        let inferred = BreakContext::of(&self.source);
        Readings::of(&self.source, &self.annotations, &inferred).whole(false)
    }

    fn tag(&mut self, span: Span, label: &str) -> &mut Self {
        let done = entities::tag(self.page(), span, &Label::from(label)).unwrap();
        self.apply(&done);
        self
    }

    /// What the first mention of `label` is like, and where.
    fn places(&self, label: &str) -> (Likeness, Places) {
        let first = self
            .annotations
            .entities()
            .find(|it| it.label.as_str() == label);
        let whole = self.whole();
        let like = Likeness::of(&whole, first.unwrap()).unwrap();
        let places = like.places(self.page(), &whole, None);
        (like, places)
    }

    fn tag_all(&self, like: &Likeness, places: &Places) -> Outcome {
        let (label, authority) = (&like.label, like.authority);
        tag_places(self.page(), &places.open, label, authority, like.surface())
    }

    fn texts(&self, places: &Places) -> Vec<&str> {
        let open = places.open.iter();
        open.map(|it| self.source.slice(it.span)).collect()
    }
}

#[test]
fn a_name_is_found_over_line_ends_spaces_and_corrections() {
    let mut desk = Desk::new("代表来自陇南市，在陇\n南市和陇 南市，又到隴南市和陇南。\n");
    desk.tag(desk.nth("陇南市", 0), "CITY");
    let wrong = desk.nth("隴", 0);
    let mended = corrections::correct(desk.page(), wrong, "陇").unwrap();
    desk.apply(&mended);
    let (like, places) = desk.places("CITY");
    assert_eq!(like.surface(), "陇南市");
    assert_eq!(desk.texts(&places), ["陇\n南市", "陇 南市", "隴南市"]);
    assert_eq!((places.already, places.conflicts.len()), (1, 0));
    let done = desk.tag_all(&like, &places).unwrap();
    assert_eq!(
        (done.label.count, done.label.subject.as_str()),
        (3, "陇南市")
    );
    desk.apply(&done);
    let (like, places) = desk.places("CITY");
    assert_eq!((places.already, places.open.len()), (4, 0));
    assert_eq!(desk.tag_all(&like, &places), Err(Refusal::AlreadySo));
}

#[test]
fn a_mention_cut_by_a_line_end_is_the_same_name_in_one_line() {
    let mut desk = Desk::new("在陇\n南市调研，后回陇南市。\n");
    desk.tag(desk.nth("陇\n南市", 0), "CITY");
    let (like, places) = desk.places("CITY");
    assert_eq!(like.surface(), "陇南市");
    assert_eq!(desk.texts(&places), ["陇南市"]);
}

#[test]
fn what_is_in_the_way_is_told_and_left_alone() {
    let mut desk = Desk::new("城关，城关镇，城关人，城关，在城关。");
    desk.tag(desk.nth("城关", 0), "CITY");
    desk.tag(desk.nth("城关镇", 0), "INITIATIVE");
    desk.tag(desk.nth("关人", 0), "OFFICIAL");
    desk.tag(desk.nth("城关", 3), "OFFICIAL");
    desk.tag(desk.nth("关", 4), "OFFICIAL");
    let (like, places) = desk.places("CITY");
    let kinds: Vec<_> = places.conflicts.iter().map(|it| it.kind).collect();
    use ConflictKind::{Across, Around, Inside, OtherLabel};
    assert_eq!(kinds, [Inside, Across, OtherLabel, Around]);
    assert_eq!(places.open.len(), 0);
    assert_eq!(desk.tag_all(&like, &places), Err(Refusal::AlreadySo));
}

#[test]
fn a_record_goes_to_places_that_lack_it_and_never_over_another() {
    let mut desk = Desk::new("张伟、张伟、张伟、张伟");
    for nth in 0..3 {
        desk.tag(desk.nth("张伟", nth), "OFFICIAL");
    }
    let (mine, other) = (AuthorityId::new(), AuthorityId::new());
    let mentions: Vec<_> = desk.annotations.entities().cloned().collect();
    for (mention, record) in mentions.iter().zip([mine, other]) {
        let linked = Entity {
            authority: Some(record),
            ..mention.clone()
        };
        desk.annotations.put_entity(linked.id, Some(linked));
    }
    let (like, places) = desk.places("OFFICIAL");
    assert_eq!(like.authority, Some(mine));
    let unlinked: Vec<_> = places.open.iter().map(|it| it.unlinked).collect();
    assert_eq!(unlinked, [Some(mentions[2].id), None]);
    assert_eq!(places.conflicts.len(), 1);
    assert_eq!(places.conflicts[0].kind, ConflictKind::OtherRecord);
    let done = desk.tag_all(&like, &places).unwrap();
    desk.apply(&done);
    let records: Vec<_> = desk.annotations.entities().map(|it| it.authority).collect();
    assert_eq!(records, [Some(mine), Some(other), Some(mine), Some(mine)]);
}

#[test]
fn an_article_is_a_limit_and_furniture_is_left_out() {
    use super::super::{articles, segments};
    let mut desk = Desk::new("甲市乙市\n甲市\n甲市报\n甲市丙\n");
    desk.tag(desk.nth("甲市", 0), "CITY");
    for nth in [0, 1, 3] {
        let at = desk.nth("甲市", nth).start();
        if let Ok(done) = articles::start(desk.page(), at, articles::Start::Line) {
            desk.apply(&done);
        }
    }
    let furniture = desk.nth("甲市报", 0);
    let done = segments::toggle_furniture(desk.page(), furniture).unwrap();
    desk.apply(&done);
    let (like, places) = desk.places("CITY");
    assert_eq!(places.open.len(), 2);
    let last = desk.annotations.articles().next_back().unwrap().id;
    let here = like.places(desk.page(), &desk.whole(), Some(last));
    assert_eq!(here.open.len(), 1);
    assert_eq!(desk.source.line_of(here.open[0].span.start()), 3);
}

#[test]
fn many_are_chosen_by_label_record_and_how_they_read() {
    let mut desk = Desk::new("陇南市、陇\n南市、西安市、张伟");
    for (text, label) in [
        ("陇南市", "CITY"),
        ("陇\n南市", "CITY"),
        ("西安市", "CITY"),
        ("张伟", "OFFICIAL"),
    ] {
        desk.tag(desk.nth(text, 0), label);
    }
    let count = |label: Option<&str>, surface: Option<Pattern>| {
        let test = MentionTest {
            label: label.map(Label::from),
            authority: None,
            surface,
        };
        test.chosen(desk.page(), &desk.whole(), None).len()
    };
    let words = |text| Pattern::words(text, true).ok();
    let regex = |text| Pattern::regex(text, true).ok();
    assert_eq!(count(None, None), 4);
    assert_eq!(count(Some("CITY"), words("陇南市")), 2);
    assert_eq!(count(Some("CITY"), words("陇南")), 0);
    assert_eq!(count(None, regex("^陇南市$")), 2);
    assert_eq!(count(Some("CITY"), regex("南|伟")), 2);
    let test = MentionTest {
        authority: Some(AuthorityId::new()),
        ..MentionTest::default()
    };
    assert!(test.chosen(desk.page(), &desk.whole(), None).is_empty());
    let all = MentionTest::default().chosen(desk.page(), &desk.whole(), None);
    let done = relabel_all(desk.page(), &all, &Label::from("OFFICIAL")).unwrap();
    assert_eq!(done.label.count, 3);
    desk.apply(&done);
    let again = relabel_all(desk.page(), &all, &Label::from("OFFICIAL"));
    assert_eq!(again, Err(Refusal::AlreadySo));
}

#[test]
fn a_name_that_a_correction_makes_of_space_is_no_place_to_tag() {
    let mut desk = Desk::new("，\n\n 市\n ，");
    desk.tag(desk.nth("市", 0), "CITY");
    let space = Span::new(1, 2).unwrap();
    let made = corrections::correct(desk.page(), space, "市").unwrap();
    desk.apply(&made);
    let (like, places) = desk.places("CITY");
    assert_eq!((places.open.len(), places.already), (0, 1));
    assert_eq!(desk.tag_all(&like, &places), Err(Refusal::AlreadySo));
}

#[test]
fn two_of_one_place_do_not_both_get_the_label() {
    let mut desk = Desk::new("清江县。\n");
    let span = desk.nth("清江县", 0);
    for label in ["CITY", "INITIATIVE"] {
        let mut draft = Draft::new(desk.page());
        draft.push(PageChange::Entity(Change::Insert(Entity {
            id: EntityId::new(),
            span,
            label: Label::from(label),
            authority: None,
            attributes: Attributes::new(),
            parts: Vec::new(),
        })));
        let done = draft.finish(EditLabel::new(Deed::Other), span).unwrap();
        desk.apply(&done);
    }
    let all: Vec<_> = desk.annotations.entities().map(|it| it.id).collect();
    let done = relabel_all(desk.page(), &all, &Label::from("OFFICIAL")).unwrap();
    assert_eq!((all.len(), done.label.count), (2, 1));
}

proptest! {
    #[test]
    fn tagging_all_alike_reads_alike_overlaps_nothing_and_is_taken_back(
        text in "[陇南市县a \n，]{1,40}",
        mentions in prop::collection::vec((0_u32..40, 1_u32..5, 0_usize..3), 1..6),
        wrong in (0_u32..40, 1_u32..4, "[陇南市]{0,3}"),
    ) {
        let mut desk = Desk::new(&text);
        for (start, len, label) in mentions {
            let end = (start + len).min(desk.source.len());
            let span = Span::new(start.min(end), end).unwrap();
            let label = ["CITY", "OFFICIAL", "INITIATIVE"][label];
            if let Ok(done) = entities::tag(desk.page(), span, &Label::from(label)) {
                desk.apply(&done);
            }
        }
        let span = Span::new(wrong.0, wrong.0 + wrong.1).unwrap();
        if let Ok(done) = corrections::correct(desk.page(), span, &wrong.2) {
            desk.apply(&done);
        }
        let whole = desk.whole();
        let Some(first) = desk.annotations.entities().next().cloned() else {
            return Ok(());
        };
        let Some(like) = Likeness::of(&whole, &first) else {
            return Ok(());
        };
        let places = like.places(desk.page(), &whole, None);
        for place in &places.open {
            let read = whole.reads(place.span).map(name_of);
            prop_assert_eq!(read, Some(name_of(like.surface())));
            prop_assert!(desk.annotations.entities_in(place.span).next().is_none());
        }
        for conflict in &places.conflicts {
            let mention = desk.annotations.entity(conflict.mention).unwrap();
            prop_assert!(mention.span.overlaps(conflict.span));
        }
        let before = desk.annotations.clone();
        let Ok(done) = desk.tag_all(&like, &places) else {
            prop_assert!(places.open.is_empty());
            return Ok(());
        };
        desk.apply(&done);
        let new: Vec<_> = desk.annotations.entities().filter(|it| before.entity(it.id).is_none()).collect();
        for one in &new {
            let alone = desk.annotations.entities_in(one.span).count() == 1;
            prop_assert!(alone, "a new mention overlaps nothing");
        }
        take_back(&mut desk.annotations, changes(&done).iter());
        prop_assert_eq!(desk.annotations, before);
    }
}
