//! Stretches that may name a city, with what speaks for and against them.

use std::ops::Range;

use super::around::{Sign, signs, strain, suffix_goes_on};
use super::names::{Form, Names};
use crate::model::evidence::{Cue, Reason};
use crate::suggest::entities::found::without_overlaps;
use crate::suggest::lexicon;

/// Above this a name is no word of its own where it stands.
const MOST_STRAIN: f64 = 7.0;
/// What it costs to read a name that is in no dictionary, as [`lexicon::cost`].
const OWN_COST: f64 = 12.0;

/// A stretch that may name a city.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Where it stands in the plain text, in bytes.
    pub(super) range: Range<usize>,
    /// The name, in simplified script.
    pub(super) name: String,
    pub(super) form: Form,
    pub(super) ordinary: bool,
    pub(super) minor: bool,
    /// Whether a gazetteer has it.
    pub(super) listed: bool,
    pub(super) signs: Vec<Sign>,
    /// The logarithm of the odds that it is meant as a city.
    pub(super) odds: f64,
    /// What speaks for it, with how much.
    reasons: Vec<(f64, Reason)>,
}

impl Candidate {
    /// A stretch with the odds that it has by itself.
    pub(super) fn new(range: Range<usize>, name: &str, form: Form, odds: f64) -> Self {
        Self {
            range,
            name: name.to_owned(),
            form,
            ordinary: false,
            minor: true,
            listed: false,
            signs: Vec::new(),
            odds,
            reasons: Vec::new(),
        }
    }

    pub(super) fn has(&self, sign: Sign) -> bool {
        self.signs.contains(&sign)
    }

    pub(super) fn is_full(&self) -> bool {
        self.form == Form::Full
    }

    /// Adds to the odds, with a reason if it speaks for the name.
    pub(super) fn weigh(&mut self, odds: f64, cue: Cue, detail: &str) {
        self.odds += odds;
        if odds > 0.0 {
            self.reasons.push((odds, Reason::about(cue, detail)));
        }
    }

    /// The reasons, the strongest first.
    pub(super) fn reasons(&self) -> Vec<Reason> {
        let mut reasons = self.reasons.clone();
        reasons.sort_by(|a, b| b.0.total_cmp(&a.0));
        reasons.into_iter().map(|(_, reason)| reason).collect()
    }

    /// The probability that it is meant as a city.
    pub(super) fn score(&self) -> f64 {
        1.0 / (1.0 + (-self.odds).exp())
    }
}

/// The names of a gazetteer in a text, in its order, without overlaps: of those that can
/// be read as words the longest.
pub(super) fn candidates(text: &str, names: &Names) -> Vec<Candidate> {
    let works = works(text);
    let mut found: Vec<Candidate> = Vec::new();
    for (range, known) in names.matches(text) {
        if works.iter().any(|work| work.contains(&range.start)) {
            continue;
        }
        let after = text.get(range.end..).unwrap_or("");
        if known.form == Form::Full
            && known.name.chars().nth(2).is_some()
            && suffix_goes_on(&known.name, after)
        {
            continue;
        }
        let before = text.get(..range.start).unwrap_or("");
        if known.form == Form::Full && is_of_office(before, &known.name, after) {
            continue;
        }
        let strain = strain(text, &range, known.cost);
        if strain > MOST_STRAIN {
            continue;
        }
        let mut candidate = Candidate::new(range.clone(), &known.name, known.form, known.usual);
        candidate.odds -= 0.8 * (strain - 1.0).max(0.0);
        candidate.ordinary = known.ordinary;
        candidate.minor = known.minor;
        candidate.listed = true;
        candidate.signs = signs(text, &range, known.form != Form::Full);
        // 新城区建设, 老城区改造: what is built is no district yet.
        let built = ["建设", "改造", "规划", "开发", "拆迁", "扩建", "更新"];
        if known.ordinary && built.iter().any(|it| after.starts_with(it)) {
            candidate.odds -= 2.5;
        }
        found.push(candidate);
    }
    longest(found)
}

/// Whether a name that is no place can be read as a word of its own where it stands:
/// Han characters make no word with those beside it, letters go on at neither end.
pub(in crate::suggest::entities) fn is_free_standing(text: &str, range: &Range<usize>) -> bool {
    let letter = |c: char| c.is_alphanumeric() && !lexicon::is_han(c);
    let around =
        |c: Option<char>, own: Option<char>| c.is_some_and(letter) && own.is_some_and(letter);
    let name = text.get(range.clone()).unwrap_or_default();
    let before = text
        .get(..range.start)
        .and_then(|it| it.chars().next_back());
    let after = text.get(range.end..).and_then(|it| it.chars().next());
    if around(before, name.chars().next()) || around(after, name.chars().next_back()) {
        return false;
    }
    let known = lexicon::is_word(name).then(|| lexicon::cost(name));
    strain(text, range, known.unwrap_or(OWN_COST)) <= MOST_STRAIN
}

/// Whether a name is rather a word before an office and the beginning of that: 代县长,
/// 新任县委书记, 拟任县审计局局长.
fn is_of_office(before: &str, name: &str, after: &str) -> bool {
    let office = after.starts_with(['长', '委', '政', '人', '纪', '监']);
    let last = before.chars().next_back().filter(|it| lexicon::is_han(*it));
    let inside = last.is_some_and(|it| !"在到赴往于从市省北".contains(it));
    name == "代县" && office || name == "任县" && (office || inside)
}

/// Of candidates that overlap, the longest, of equally long ones the likeliest (安康 in
/// 商洛和安康, not 和安); in text order.
pub(super) fn longest(found: Vec<Candidate>) -> Vec<Candidate> {
    without_overlaps(
        found,
        |it| &it.range,
        |a, b| {
            let longer = b.range.len().cmp(&a.range.len());
            let likelier = longer.then(b.odds.total_cmp(&a.odds));
            likelier.then(a.range.start.cmp(&b.range.start))
        },
    )
}

/// The titles of works: 《…》. One that is not closed on its line is none.
pub(in crate::suggest::entities) fn works(text: &str) -> Vec<Range<usize>> {
    let mut works = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '《' => open.push(at),
            '》' => {
                if let Some(start) = open.pop() {
                    works.push(start..at);
                }
            }
            '\n' => open.clear(),
            _ => {}
        }
    }
    works
}
