//! How like a person's name some characters are.
//!
//! A name is judged as a word is: by what it costs to read it so, −ln of its probability,
//! to be set against what the words of the dictionary cost
//! ([`lexicon::cost`](crate::suggest::lexicon)). A Han name is a surname and one or two
//! characters (Sun, Huang and Fang 1994, *Identifying Chinese names in unrestricted texts*);
//! long names without a surname are Tibetan, Mongolian, Uyghur or foreign ones, of
//! characters that write sounds.

mod lists;
mod sounds;

use std::collections::HashMap;
use std::sync::LazyLock;

use lists::{
    COMMON_GIVEN, COMMON_SURNAMES, COMPOUND_SURNAMES, JAPANESE_SURNAMES, RARE_GIVEN, RARE_SURNAMES,
    USUAL_GIVEN, USUAL_SURNAMES,
};

use crate::suggest::lexicon;

/// The longest name that is tried, in characters, without parts parted by dots.
pub(super) const LONGEST: usize = 7;

/// What characters cost in names.
struct Costs {
    surname: HashMap<char, f64>,
    given: HashMap<char, f64>,
}

static COSTS: LazyLock<Costs> = LazyLock::new(|| Costs {
    surname: tiers(&[
        (COMMON_SURNAMES, 4.6),
        (USUAL_SURNAMES, 6.8),
        (RARE_SURNAMES, 9.0),
    ]),
    given: tiers(&[
        (COMMON_GIVEN, 5.6),
        (USUAL_GIVEN, 6.6),
        (RARE_GIVEN, 7.8),
        (NEVER_GIVEN, 16.0),
    ]),
});

/// Characters that are in no given name.
const NEVER_GIVEN: &str = "的了在是与及就说对从被把这那哪每各着么吗呢吧也都还会要让给向很我你他她它们之\
不其因却但或且将只该则等省市县区局厅委部省书记席协称讲问答地";

/// What a character costs that is not in the lists.
const OTHER_SURNAME: f64 = 14.0;
const NEVER_SURNAME: f64 = 20.0;
const OTHER_GIVEN: f64 = 9.5;

/// What 之 costs as the last character of a name, where alone it stands: 王羲之.
const LAST_ZHI: f64 = 8.5;

fn tiers(lists: &[(&str, f64)]) -> HashMap<char, f64> {
    let mut costs = HashMap::new();
    for (characters, cost) in lists {
        for c in characters.chars().filter(|c| !c.is_whitespace()) {
            costs.entry(c).or_insert(*cost);
        }
    }
    costs
}

fn surname(c: char) -> f64 {
    let other = if NEVER_GIVEN.contains(c) {
        NEVER_SURNAME
    } else {
        OTHER_SURNAME
    };
    COSTS.surname.get(&c).copied().unwrap_or(other)
}

fn given(c: char) -> f64 {
    COSTS.given.get(&c).copied().unwrap_or(OTHER_GIVEN)
}

/// What a character costs in a given name after a surname of two characters, which people of
/// other languages have, too.
fn sounding(c: char) -> f64 {
    given(c).min(if sounds::is_pure(&[c]) {
        6.4
    } else {
        OTHER_GIVEN
    })
}

/// What it costs to read these characters as a person's name, if they can be one.
pub(super) fn cost(name: &[char]) -> Option<f64> {
    [han(name), sounds::cost(name), known(name)]
        .into_iter()
        .flatten()
        .min_by(f64::total_cmp)
}

/// What it costs to read characters as one part of a name whose parts are parted by dots.
pub(super) fn sound_cost(part: &[char]) -> f64 {
    sounds::part_cost(part)
}

/// Whether a name begins with a usual surname.
pub(super) fn has_surname(name: &[char]) -> bool {
    let first = name.first().is_some_and(|c| surname(*c) < 8.0);
    first || compound(name)
}

/// Whether a name is one that is often a part of longer ones: 扎西.
pub(super) fn is_part(name: &str) -> bool {
    sounds::is_part(name)
}

/// Whether all characters are such as write the sounds of names.
pub(super) fn is_all_sounds(name: &[char]) -> bool {
    sounds::is_pure(name)
}

/// Whether characters are like a name that writes sounds.
pub(super) fn is_sounds(name: &[char]) -> bool {
    sounds::cost(name).is_some()
}

/// Whether a name begins with a character that is a surname of somebody.
pub(super) fn has_known_surname(name: &[char]) -> bool {
    let first = name.first().is_some_and(|c| surname(*c) < 10.0);
    first || compound(name)
}

/// Whether a name is one of the commonest surnames and two characters that are in many or
/// some given names.
pub(super) fn is_usual(name: &[char]) -> bool {
    match name {
        [first, one, two] => surname(*first) < 5.0 && given(*one) < 7.0 && given(*two) < 7.0,
        _ => false,
    }
}

fn compound(name: &[char]) -> bool {
    let surname: String = name.iter().take(2).collect();
    COMPOUND_SURNAMES.contains(&surname.as_str())
}

/// A surname and one or two characters.
fn han(name: &[char]) -> Option<f64> {
    let simple = match name {
        [first, one] => Some(surname(*first) + given(*one) + 1.6),
        [first, one, '之'] => Some(surname(*first) + given(*one) + LAST_ZHI + 0.2),
        [first, one, two] => Some(surname(*first) + given(*one) + given(*two) + 0.2),
        // A married woman's name with both surnames, as in Hong Kong.
        [first, second, one, two] if surname(*first) < 7.0 && surname(*second) < 7.0 => {
            Some(surname(*first) + surname(*second) + given(*one) + given(*two) + 5.0)
        }
        _ => None,
    };
    let double = match name {
        [_, _, one] if compound(name) => Some(8.0 + given(*one)),
        [_, _, one, two] if compound(name) => Some(9.5 + sounding(*one) + sounding(*two)),
        _ => None,
    };
    // Two characters of a surname, two of the given name, in one of a hundred names abroad.
    let japanese = match name {
        [one, two, given @ ..] if (1..=2).contains(&given.len()) => {
            let surname: String = [one, two].into_iter().collect();
            let cost = 11.0 + given.iter().map(|it| self::given(*it)).sum::<f64>();
            let known = JAPANESE_SURNAMES.contains(&surname.as_str());
            known.then_some(cost + if given.len() == 1 { 3.0 } else { 0.0 })
        }
        _ => None,
    };
    // A surname of the Han and a given name of another people: 吴布和.
    let mixed = match name {
        [first, given @ ..] if (2..=4).contains(&given.len()) => {
            let given: String = given.iter().collect();
            sounds::is_part(&given).then(|| surname(*first) + 12.0)
        }
        _ => None,
    };
    [simple, double, japanese, mixed]
        .into_iter()
        .flatten()
        .min_by(f64::total_cmp)
}

/// A name of the dictionary.
fn known(name: &[char]) -> Option<f64> {
    let text: String = name.iter().collect();
    let tags = lexicon::dictionary().tag(&text, false);
    match tags.as_slice() {
        [one] if one.tag.starts_with("nr") && name.len() > 1 => Some(lexicon::cost(&text)),
        // 宝音德力格尔 is known as the place that is called so.
        [one] if one.tag.starts_with("ns") && name.len() > 3 && sounds::cost(name).is_some() => {
            Some(lexicon::cost(&text) + 4.0)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost_of(name: &str) -> f64 {
        cost(&name.chars().collect::<Vec<_>>()).unwrap_or(99.0)
    }

    #[test]
    fn names_are_cheaper_than_other_characters() {
        for name in [
            "王毅",
            "齐永刚",
            "欧阳靖",
            "申屠岸",
            "桑吉才让",
            "额尔敦其木格",
        ] {
            assert!(
                cost_of(name) < 12.0 + 5.0 * name.chars().count() as f64,
                "{name}"
            );
        }
        for other in ["的回答", "调研时", "会议", "在会上"] {
            assert!(cost_of(other) > cost_of("齐永刚"), "{other}");
        }
    }

    #[test]
    fn the_verb_after_a_name_is_not_part_of_it() {
        assert!(cost_of("祁连生") < cost_of("祁连") + lexicon::cost("生"));
        assert!(cost_of("王毅") + lexicon::cost("说") < cost_of("王毅说"));
    }
}
