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

/// What opened the article at hand.
#[derive(Clone, Copy, Default)]
struct Opened {
    /// A head with a dateline below it.
    dated: bool,
    /// A head that names a collection, or an item below one.
    section: bool,
}

/// What is usual on a page.
struct Usual {
    /// How the heads are set that surely open articles.
    settings: Vec<Setting>,
    /// Whether blank lines set off the heads of articles.
    set_off: bool,
    /// How many heads have a dateline below them.
    reports: usize,
    /// How many stretches begin in capitals without a head.
    notices: usize,
}

impl Usual {
    fn of(page: &Page, all: &[Stretch]) -> Self {
        let sure = |(at, stretch): &(usize, &Stretch)| *at == 0 || attributed(page, stretch);
        let bare = |it: &&Stretch| it.head.is_empty() && it.start == Start::Notice;
        let heads: Vec<usize> = all
            .iter()
            .skip(1)
            .filter_map(|it| it.head.first().copied())
            .collect();
        let apart = heads
            .iter()
            .filter(|at| page.has(**at, Sign::SetOffAbove))
            .count();
        Self {
            settings: all
                .iter()
                .enumerate()
                .filter(sure)
                .filter_map(|(_, it)| setting(page, it))
                .collect(),
            set_off: apart >= 3 && apart * 2 >= heads.len(),
            reports: all
                .iter()
                .filter(|it| !it.head.is_empty() && it.start == Start::Dateline)
                .count(),
            notices: all.iter().filter(bare).count(),
        }
    }
}

/// By stretch: the log-odds that an article begins with it.
pub(super) fn boundaries(page: &Page, all: &[Stretch], texts: &Texts) -> Vec<f32> {
    let usual = Usual::of(page, all);
    let mut odds = Vec::with_capacity(all.len());
    let mut above = Bag::new();
    let mut opened = Opened {
        dated: usual.reports >= 2,
        section: false,
    };
    let mut before: Option<&Stretch> = None;
    for (stretch, bag) in all.iter().zip(&texts.bags) {
        if stretch.caption {
            odds.push(0.0);
            continue;
        }
        let own = match before {
            None => 9.0,
            Some(before) => {
                let head = if stretch.head.is_empty() {
                    weight::BARE
                } else {
                    of_head(page, stretch, &usual)
                };
                head + of_start(page, stretch, &usual, opened)
                    + of_gap(page, before, stretch)
                    + texts.apart(&above, bag)
            }
        };
        if own > 0.0 {
            let first = stretch.head.first();
            opened = Opened {
                dated: first.is_some() && stretch.start == Start::Dateline,
                section: first.map_or(opened.section, |at| page.has(*at, Sign::Section)),
            };
            above = bag.clone();
        } else {
            above = union(&above, bag);
        }
        before = Some(stretch);
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

fn of_head(page: &Page, stretch: &Stretch, usual: &Usual) -> f32 {
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
        && !usual.settings.is_empty()
    {
        odds += if usual.settings.contains(&own) {
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
    } else if usual.set_off {
        odds += weight::NOT_SET_OFF;
    }
    odds
}

fn of_start(page: &Page, stretch: &Stretch, usual: &Usual, opened: Opened) -> f32 {
    let first = stretch.text.first().copied().unwrap_or_default();
    let bare = stretch.head.is_empty();
    match stretch.start {
        Start::Dateline
            if bare && opened.dated && !opened.section && !page.lines.set_off(first) =>
        {
            weight::REPORT
        }
        Start::Dateline => weight::DATELINE,
        Start::Salutation => weight::SALUTATION,
        Start::RunIn => weight::RUN_IN,
        Start::Bullet if opened.section => weight::RUN_IN,
        Start::Verse => weight::VERSE,
        Start::Notice
            if usual.notices >= NOTICES || cues::begins_with(page.text(first), words::NOTICE) =>
        {
            weight::NOTICE
        }
        Start::Notice | Start::Bullet | Start::Inside | Start::Plain => 0.0,
    }
}

fn of_gap(page: &Page, before: &Stretch, stretch: &Stretch) -> f32 {
    let mut odds = 0.0;
    if stretch.parted {
        odds += weight::RULE;
    }
    if before.signed > 0 {
        odds += weight::SIGNED;
    }
    let open = before.text.last().is_some_and(|at| !page.ends(*at));
    if open && before.signed == 0 && !stretch.parted {
        odds += if stretch.head.is_empty() {
            weight::OPEN
        } else {
            weight::OPEN_HEAD
        };
    }
    odds
}
