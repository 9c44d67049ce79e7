//! Problems of entities and what corrections do to them.

use super::{BODY, Desk, HEAD, OTHER_BODY};
use crate::model::id::AuthorityId;
use crate::review::problems::Kind;

#[test]
fn an_entity_lies_in_one_article() {
    let lines = [HEAD, ("1b", "公园在青禾"), ("2h", "市河道清淤"), OTHER_BODY];
    let across = Desk::of(&lines).entity("CITY", "青禾\n市", 0);
    across.mended(Kind::EntityAcross);
    let inside = Desk::of(&[HEAD, ("1b", "公园在青禾"), ("1b", "市的河边。")]);
    assert_eq!(inside.entity("CITY", "青禾\n市", 0).kinds(), []);
    let furniture = Desk::of(&[HEAD, BODY, ("x", "青禾日报")]);
    furniture
        .entity("CITY", "青禾", 1)
        .mended(Kind::EntityInFurniture);
}

#[test]
fn entities_of_a_label_do_not_overlap() {
    let desk = || Desk::of(&[HEAD, ("1b", "青禾市城东区的公园开放。")]);
    let twice = desk()
        .entity("CITY", "青禾市", 0)
        .entity("CITY", "青禾市", 0);
    twice.mended(Kind::EntityTwice);
    let over = desk()
        .entity("CITY", "青禾市城东区", 0)
        .entity("CITY", "城东区", 0);
    over.mended(Kind::EntityOverlap);
    let nested = desk()
        .entity("INITIATIVE", "青禾市城东区", 0)
        .entity("CITY", "城东区", 0);
    assert_eq!(nested.kinds(), []);
}

#[test]
fn the_ends_of_an_entity_are_those_of_a_name() {
    let desk = || Desk::of(&[HEAD, ("1b", "青禾市，“清河”行动在青禾市开展。")]);
    desk()
        .entity("CITY", "青禾市，", 0)
        .mended(Kind::EntityEdge);
    let open = desk().entity("INITIATIVE", "“清河", 0);
    open.mended(Kind::EntityEdge);
    let short = desk().entity("CITY", "青禾市", 0).entity("CITY", "青禾", 2);
    short.mended(Kind::EntityEdge);
    let whole = desk().entity("INITIATIVE", "“清河”行动", 0);
    assert_eq!(whole.kinds(), []);
    let word = Desk::of(&[HEAD, ("1b", "The mayor of York spoke.")]);
    word.entity("CITY", "Yor", 0).mended(Kind::EntityEdge);
}

#[test]
fn a_surface_has_one_label() {
    let mixed = Desk::of(&[HEAD, ("1b", "王海在王海，王海说。")])
        .entity("OFFICIAL", "王海", 0)
        .entity("CITY", "王海", 1)
        .entity("OFFICIAL", "王海", 2);
    mixed.mended(Kind::MixedLabels);
    let even = Desk::of(&[HEAD, ("1b", "王海在王海说。")])
        .entity("OFFICIAL", "王海", 0)
        .entity("CITY", "王海", 1);
    let found = even.problems_in(&even.annotations());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].fix, None, "nobody knows which is right");
}

#[test]
fn corrections_leave_entities_whole() {
    let desk = || Desk::of(&[HEAD, ("1b", "青禾巿委召开会议。")]).entity("CITY", "青禾巿", 0);
    assert_eq!(
        desk().correction("青禾巿委", "青禾市委").kinds(),
        [Kind::CorrectionInside]
    );
    assert_eq!(
        desk().correction("巿委召", "市召").kinds(),
        [Kind::CorrectionAcross]
    );
    let mut linked = desk().correction("巿", "市");
    linked.parts.entities[0].authority = Some(AuthorityId::new());
    assert_eq!(linked.kinds(), []);
}

#[test]
fn attributes_that_the_schema_asks_for_are_missed() {
    let mut desk = Desk::of(&[HEAD, BODY]).entity("OFFICIAL", "市民", 0);
    assert_eq!(desk.kinds(), []);
    for label in &mut desk.schema.labels {
        label
            .attributes
            .iter_mut()
            .for_each(|it| it.required = true);
    }
    assert_eq!(desk.kinds(), [Kind::MissingAttribute]);
}
