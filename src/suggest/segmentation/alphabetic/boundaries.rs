//! Where articles begin: signs of the head, of the first line and of what stands
//! before, weighed against how well the text goes with that above (lexical cohesion,
//! Hearst 1997).

use super::super::cohesion::{Bag, Terms, size, union};
use super::signs::Sign;
use super::stretches::{Page, Start, Stretch};
use super::weights::boundary as weight;
use super::words;
use super::{cues, label::Label};

/// So many terms make the cohesion of a text reliable.
const ENOUGH: f32 = 25.0;
/// So many stretches that begin in capitals make a column of advertisements.
const NOTICES: usize = 3;

/// How the letters of a head are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Setting {
    Caps,
    TitleCase,
    Sentence,
}

/// The terms of every stretch.
pub(super) struct Texts {
    pub terms: Terms,
    pub bags: Vec<Bag>,
}

impl Texts {
    /// Counts the terms of all stretches; words that were cut at line ends are joined.
    pub fn new(page: &Page, all: &[Stretch]) -> Self {
        let mut terms = Terms::default();
        let bags: Vec<Bag> = all
            .iter()
            .map(|stretch| {
                let mut text = String::new();
                for &at in stretch.head.iter().chain(&stretch.text) {
                    let line = page.text(at);
                    match line.strip_suffix(['-', '¬', '‐', '\u{ad}']) {
                        Some(cut) => text.push_str(cut),
                        None => text.extend([line, " "]),
                    }
                }
                terms.bag(&text)
            })
            .collect();
        bags.iter().for_each(|bag| terms.add(bag));
        Self { terms, bags }
    }

    /// What the shared words of two texts say for one article, as log-odds against it.
    pub fn apart(&self, above: &Bag, below: &Bag) -> f32 {
        let sure = (size(above).min(size(below)) / ENOUGH).min(1.0);
        sure * weight::COHESION * (self.terms.cosine(above, below) - weight::EVEN)
    }
}

/// By stretch: the log-odds that an article begins with it.
pub(super) fn boundaries(page: &Page, all: &[Stretch], texts: &Texts) -> Vec<f32> {
    let sure: Vec<Setting> = all
        .iter()
        .enumerate()
        .filter(|(at, stretch)| *at == 0 || attributed(page, stretch))
        .filter_map(|(_, it)| setting(page, it))
        .collect();
    let bare = |stretch: &&Stretch| stretch.head.is_empty() && stretch.start == Start::Notice;
    let notices = all.iter().filter(bare).count();
    let mut odds = Vec::with_capacity(all.len());
    let mut above = Bag::new();
    for (at, stretch) in all.iter().enumerate() {
        let Some(bag) = texts.bags.get(at) else {
            continue;
        };
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        let own = match before {
            None => 9.0,
            Some(before) => {
                let head = if stretch.head.is_empty() {
                    weight::BARE
                } else {
                    of_head(page, stretch, &sure)
                };
                head + of_start(page, stretch, notices)
                    + of_gap(page, before, stretch)
                    + texts.apart(&above, bag)
            }
        };
        above = if own > 0.0 {
            bag.clone()
        } else {
            union(&above, bag)
        };
        odds.push(own);
    }
    odds
}

/// Whether a byline, a dateline or a salutation follows the head.
fn attributed(page: &Page, stretch: &Stretch) -> bool {
    let byline = stretch
        .head
        .iter()
        .any(|&at| page.label(at) == Label::Byline);
    !stretch.head.is_empty()
        && (byline || matches!(stretch.start, Start::Dateline | Start::Salutation))
}

fn setting(page: &Page, stretch: &Stretch) -> Option<Setting> {
    let &first = stretch
        .head
        .iter()
        .find(|at| page.label(**at) == Label::Title)?;
    Some(match () {
        () if page.has(first, Sign::Caps) => Setting::Caps,
        () if page.has(first, Sign::TitleCase) => Setting::TitleCase,
        () => Setting::Sentence,
    })
}

fn of_head(page: &Page, stretch: &Stretch, sure: &[Setting]) -> f32 {
    let words: usize = stretch
        .head
        .iter()
        .map(|&at| page.text(at).split_whitespace().count())
        .sum();
    let first = stretch.head.first().copied().unwrap_or_default();
    let mut odds = weight::HEAD;
    if attributed(page, stretch) {
        odds += weight::ATTRIBUTED;
    }
    if stretch.head.len() >= 2 || words >= 5 {
        odds += weight::LARGE;
    } else if words <= 3 {
        odds += weight::SMALL;
    }
    if let Some(own) = setting(page, stretch)
        && !sure.is_empty()
    {
        odds += if sure.contains(&own) {
            weight::LIKE
        } else {
            weight::UNLIKE
        };
    }
    if page.has(first, Sign::Numbered) {
        odds += weight::NUMBERED;
    }
    if page.has(first, Sign::SetOffAbove) {
        odds += weight::SET_OFF;
    }
    odds
}

fn of_start(page: &Page, stretch: &Stretch, notices: usize) -> f32 {
    let first = stretch.text.first().map_or("", |at| page.text(*at));
    match stretch.start {
        Start::Dateline => weight::DATELINE,
        Start::Salutation => weight::SALUTATION,
        Start::RunIn => weight::RUN_IN,
        Start::Notice if notices >= NOTICES || cues::begins_with(first, words::NOTICE) => {
            weight::NOTICE
        }
        Start::Notice | Start::Plain => 0.0,
    }
}

fn of_gap(page: &Page, before: &Stretch, stretch: &Stretch) -> f32 {
    let mut odds = 0.0;
    if stretch.parted {
        odds += weight::RULE;
    }
    if before.signed {
        odds += weight::SIGNED;
    }
    if before.last().is_some_and(|at| !page.ends(at))
        && !before.text.is_empty()
        && !before.signed
        && !stretch.parted
    {
        odds += weight::OPEN;
    }
    odds
}
