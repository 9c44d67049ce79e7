//! What the built-in gazetteer knows, and that any gazetteer is safe.

use proptest::prelude::*;

use super::*;
use crate::model::place::{FormerName, Level};

fn code_of(mention: &str) -> Option<&'static str> {
    let found = Gazetteer::builtin().find(mention, &Context::default());
    found.map(|place| place.code.as_str())
}

/// The code that a name means in a document that also names other places.
fn code_among(mention: &str, others: &[&str]) -> Option<&'static str> {
    let gazetteer = Gazetteer::builtin();
    let mut context = Context::default();
    for other in others {
        context.note(gazetteer, other, 1.0);
    }
    gazetteer.find(mention, &context).map(|it| it.code.as_str())
}

#[test]
fn all_names_of_a_place_lead_to_it() {
    for mention in ["陇南", "陇南市", "政协陇南市委员会", " 陇南市 ", "陇南地区"]
    {
        assert_eq!(code_of(mention), Some("621200"), "{mention}");
    }
    for mention in ["积石山保安族东乡族撒拉族自治县", "积石山县", "积石山"] {
        assert_eq!(code_of(mention), Some("622927"), "{mention}");
    }
    assert_eq!(code_of("临夏州"), Some("622900"));
    assert_eq!(code_of("临夏市政协"), Some("622901"));
    assert_eq!(code_of("礼县"), Some("621226"));
    assert_eq!(code_of("襄樊市"), Some("420600"));
    assert_eq!(code_of("北京"), Some("110000"));
}

#[test]
fn what_is_no_place_leads_nowhere() {
    for mention in ["", "礼", "市", "县", "人民政协", "\n", "政协委员会"] {
        assert_eq!(code_of(mention), None, "{mention:?}");
    }
}

#[test]
fn the_other_places_say_which_of_one_name_is_meant() {
    // 城关区 is in Lanzhou and in Lhasa, 鼓楼区 in Nanjing, Fuzhou, Kaifeng, Xuzhou.
    assert_eq!(code_among("城关区", &["620103"]), Some("620102"));
    assert_eq!(code_among("城关区", &["540100"]), Some("540102"));
    assert_eq!(code_among("鼓楼区", &["350100"]), Some("350102"));
    assert_eq!(code_among("鼓楼", &["410200", "410204"]), Some("410204"));
    assert_eq!(code_among("甘南", &["622900"]), Some("623000"));
    assert_eq!(code_among("甘南", &["230208"]), Some("230225"));
}

#[test]
fn probabilities_are_what_they_are_called() {
    let ranked = Gazetteer::builtin().ranked("鼓楼区", &Context::default());
    assert!(ranked.len() >= 4);
    let sum: f64 = ranked.iter().map(|(_, probability)| probability).sum();
    assert!((sum - 1.0).abs() < 1e-9);
    assert!(ranked.windows(2).all(|two| two[0].1 >= two[1].1));
}

#[test]
fn places_of_ones_own_stand_beside_the_built_in_ones_and_before_them() {
    let mine = |code: &str, name: &str, alias: &str| Place {
        code: code.to_owned(),
        name: name.to_owned(),
        level: Level::County,
        parent: Some(code.to_owned()),
        aliases: vec![alias.to_owned()],
        former: vec![FormerName {
            name: "老名".to_owned(),
            years: None,
        }],
        until: None,
    };
    let mut gazetteer = Gazetteer::builtin().clone();
    gazetteer.extend([mine("x1", "青禾县", "青禾"), mine("621226", "礼州", "")]);
    let context = Context::default();
    let code = |it: &str| gazetteer.find(it, &context).map(|it| it.code.clone());
    assert_eq!(code("青禾").as_deref(), Some("x1"));
    assert_eq!(code("礼州").as_deref(), Some("621226"));
    assert_eq!(code("礼县"), None);
    assert_eq!(
        gazetteer.place("x1").map(|it| it.name.as_str()),
        Some("青禾县")
    );
    // A place that is its own parent ends no walk upwards.
    let mut context = Context::default();
    context.note(&gazetteer, "x1", 1.0);
    assert!(context.nearness(&gazetteer, &mine("x1", "青禾县", "")) > 0.0);
}

fn place(code: usize, names: &[usize]) -> Place {
    const NAMES: [&str; 5] = ["", "甲县", "乙县", "丙县", "丁县"];
    let name = |at: &usize| NAMES[*at].to_owned();
    Place {
        code: code.to_string(),
        name: names.first().map(name).unwrap_or_default(),
        level: Level::County,
        parent: None,
        aliases: names.iter().skip(1).take(2).map(name).collect(),
        former: names
            .iter()
            .skip(3)
            .map(|at| FormerName {
                name: name(at),
                years: None,
            })
            .collect(),
        until: None,
    }
}

/// Every meaning of every name, in order.
fn meanings(gazetteer: &Gazetteer) -> Vec<(String, String, NameKind)> {
    let of_name = |name: &str| {
        let name = name.to_owned();
        let named = gazetteer.named(&name);
        let named: Vec<_> = named
            .map(|(place, kind)| (name.clone(), place.code.clone(), kind))
            .collect();
        assert!(!named.is_empty(), "{name} means nothing");
        named
    };
    let mut all: Vec<_> = gazetteer.names().flat_map(of_name).collect();
    all.sort();
    all
}

#[test]
fn a_whole_table_takes_the_place_of_another_at_once() {
    let table = |suffix: &str| -> Vec<Place> {
        let one = |n: usize| Place {
            name: format!("{n}{suffix}"),
            ..place(n, &[])
        };
        (0..50_000).map(one).collect()
    };
    // One look at all names for each place would take hours.
    let mut gazetteer = Gazetteer::of(table("县"));
    gazetteer.extend(table("市"));
    assert_eq!(gazetteer.names().count(), 50_000);
    assert!(gazetteer.names_of("7县").is_empty());
    assert_eq!(gazetteer.named("7市").count(), 1);
}

proptest! {
    /// However often places take the place of others, names mean what they would if
    /// only the last of each code had ever been there.
    #[test]
    fn a_place_that_gives_way_leaves_nothing_behind(
        places in proptest::collection::vec(
            (0..4_usize, proptest::collection::vec(0..5_usize, 0..5)),
            0..20,
        ),
    ) {
        let places: Vec<Place> = places.iter().map(|(code, names)| place(*code, names)).collect();
        let replaced = Gazetteer::of(places.iter().cloned());
        let last = (0..4_usize).filter_map(|code| {
            places.iter().rfind(|it| it.code == code.to_string()).cloned()
        });
        let fresh = Gazetteer::of(last);
        prop_assert_eq!(meanings(&replaced), meanings(&fresh));
    }

    #[test]
    fn nothing_that_is_asked_for_panics(mention in "\\PC{0,30}|[陇南市县区 \n]{0,40}") {
        let gazetteer = Gazetteer::builtin();
        let found = gazetteer.find(&mention, &Context::default());
        if let Some(place) = found {
            let names = std::iter::once(&place.name)
                .chain(&place.aliases)
                .chain(place.former.iter().map(|it| &it.name));
            prop_assert!(names.into_iter().any(|name| mention.contains(name.as_str())));
        }
    }
}
