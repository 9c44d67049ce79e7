//! Officials in English text: Deputy mayor Xiang Yuhe; Dorje Tsering, head of the bureau.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::evidence::Cue;
use crate::suggest::entities::found::{Found, Kind};

/// Words that are in no name of a person.
const NOT_IN_NAMES: &str = "In On At The A By For From With After Before When As County City \
District Province Prefecture Town Township Village Court People’s People's Bureau Council \
Committee Party School Hospital University Street Road River Mountain";

/// How sure a name beside an office is, and one that is repeated.
const SCORE: f64 = 0.85;
const AGAIN: f64 = 0.75;

const NAME: &str = r"(?P<name>[A-Z][\w’'-]+(?: (?:[A-Z]\.|[A-Z][\w’'-]+)){1,3})";
const OFFICE: &str = r"(?P<office>(?:(?i:deputy|vice|former|acting|foreign|prime|finance|lord|party|county|city)[ -])*(?i:mayor|mayoress|minister|president|governor|premier|chairman|chairwoman|chairperson|secretary|ambassador|alderman|commissioner|senator|magistrate|secretary-general|chancellor|prefect|bailiff|head teacher|headmaster|headmistress|principal|prosecutor-general|presiding judge|chief judge|party chief|police chief|county chief|district chief|county head|district head|bureau chief|bureau director|magistrate|sheriff|councillor|speaker))";

static BESIDE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let bodies = "bureau|office|department|council|commission|committee|authority|ministry";
    let after = format!(
        r"{NAME}, (?:the |its |a )?(?:(?:[A-Z]\w+|town|city|county)['’]s )?(?:[a-z]+ )?{OFFICE}\b"
    );
    let head = format!(
        r"{NAME}, (?P<office>(?:deputy |acting |vice[ -])?(?:head|director|chief|chair) of (?:the |its )?(?:[\w’'-]+ ){{0,3}}(?:{bodies}))\b"
    );
    let before = format!(r"\b{OFFICE}(?: of [A-Z]\w+)?,? {NAME}");
    let leads =
        format!(r"{NAME}, who (?P<office>(?:leads|heads|chairs) [A-Z]?[\w’'-]+(?: [\w’'-]+)?)");
    let several = format!(
        r"(?i:(?P<office>mayor|minister|president|governor|secretar|magistrate|chief)(?:ie)?s) of [A-Z][\w ]+, {NAME},"
    );
    let second = format!(
        r"(?i:(?P<office>mayor|minister|president|governor|secretar|magistrate|chief)(?:ie)?s) of [A-Z][\w ]+, [A-Z][\w -]+, and [A-Z][\w ]+, {NAME}"
    );
    let of_body = format!(r"{OFFICE} of (?:the |its )?[\w’' -]{{1,48}}, {NAME},");
    let its = format!(
        r"\b(?i:its|whose|the {bodies}['’]s) (?P<office>(?:deputy |acting |former )?(?:director|head|chief|chair)), {NAME},"
    );
    let of_place = format!(
        r"{NAME}, (?P<office>(?:deputy |acting )?(?:head|chief) of [A-Z][\w’'-]+ (?:County|District|Township|Town|Prefecture|City))\b"
    );
    let patterns = [
        after, head, before, leads, several, second, of_body, its, of_place,
    ];
    patterns
        .iter()
        .filter_map(|it| Regex::new(it).ok())
        .collect()
});

/// Adds the officials of English passages.
pub(super) fn add(texts: &[&str], found: &mut [Vec<Found>]) {
    let mut names: Vec<String> = Vec::new();
    for (text, found) in texts.iter().zip(found.iter_mut()) {
        for pattern in BESIDE.iter().filter(|_| may_name(text)) {
            for one in pattern.captures_iter(text) {
                let (Some(name), Some(office)) = (one.name("name"), one.name("office")) else {
                    continue;
                };
                if !is_name(name.as_str()) {
                    continue;
                }
                let mut official = Found::new(name.range(), Kind::Official, SCORE);
                official.title = Some(office.as_str().to_owned());
                push(found, official.because(Cue::Office, office.as_str()));
                names.push(name.as_str().to_owned());
            }
        }
    }
    for (text, found) in texts.iter().zip(found.iter_mut()) {
        for name in &names {
            for range in repeats(text, name) {
                let again = Found::new(range, Kind::Official, AGAIN);
                push(found, again.because(Cue::SamePerson, name.as_str()));
            }
        }
        found.sort_by_key(|it| it.range.start);
    }
}

/// Whether words with capitals can be a name: no word of a body or a sentence is among them.
fn is_name(words: &str) -> bool {
    // An initial is no article, and An is a surname, too.
    let is_other = |(at, word): (usize, &str)| {
        let mut others = NOT_IN_NAMES.split_whitespace();
        (at == 0 || word.len() > 2) && others.any(|it| it == word)
    };
    !words.split(' ').enumerate().any(is_other)
}

/// Whether a text may have a name of two parts, which each expression asks for. To look is
/// much faster than they are, and few texts in other scripts have any.
fn may_name(text: &str) -> bool {
    let mut pairs = text.as_bytes().windows(2);
    pairs.any(|it| matches!(it, [b' ', next] if next.is_ascii_uppercase()))
}

/// Adds a mention where there is none.
fn push(found: &mut Vec<Found>, one: Found) {
    let range = &one.range;
    if found
        .iter()
        .all(|it| it.range.end <= range.start || range.end <= it.range.start)
    {
        found.push(one);
    }
}

/// Where a text repeats a name: whole, or as Mr or Ms and one part of it.
fn repeats(text: &str, name: &str) -> Vec<Range<usize>> {
    let whole = text.match_indices(name).map(|(at, _)| at..at + name.len());
    let mut ranges: Vec<Range<usize>> = whole.collect();
    for part in name.split(' ') {
        let forms = [
            "Mr",
            "Mrs",
            "Ms",
            "Miss",
            "Mayor",
            "Minister",
            "Governor",
            "President",
        ];
        for form in forms {
            let address = format!("{form} {part}");
            for (at, _) in text.match_indices(&address) {
                let end = at + address.len();
                let goes_on = text
                    .get(end..)
                    .is_some_and(|it| it.starts_with(char::is_alphanumeric));
                if !goes_on {
                    ranges.push(end - part.len()..end);
                }
            }
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_officials_stand_beside_their_offices() {
        let text = "Deputy mayor Xiang Yuhe said so. “No,” said Dorje Tsering, head of the county's forestry bureau. Mr Xiang left; Gao Hong, who is an engineer, stayed. Chen Yu, deputy head of the water department, smiled.";
        let mut found = vec![Vec::new()];
        add(&[text], &mut found);
        let names: Vec<&str> = found[0].iter().map(|it| &text[it.range.clone()]).collect();
        assert_eq!(names, ["Xiang Yuhe", "Dorje Tsering", "Xiang", "Chen Yu"]);
    }
}
