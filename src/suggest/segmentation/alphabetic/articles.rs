//! Articles of stretches: cut at the boundaries, with captions and continued texts put
//! where their words are.

use super::super::cohesion::{Bag, union};
use super::boundaries::Texts;
use super::cues;
use super::label::Label;
use super::signs::Sign;
use super::stretches::{Page, Start, Stretch};

/// An article: its stretches in order, and how sure each is as log-odds.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// Stretches of head and text.
    pub stretches: Vec<(usize, f32)>,
    /// Captions.
    pub captions: Vec<(usize, f32)>,
}

/// What was found on a page.
pub(super) struct Layout {
    pub articles: Vec<Found>,
    /// Lines of heads that name a collection of items.
    pub sections: Vec<usize>,
}

/// Cuts the page into articles.
pub(super) fn articles(page: &Page, all: &[Stretch], odds: &[f32], texts: &Texts) -> Layout {
    let mut found: Vec<Found> = Vec::new();
    let mut current = 0;
    for (at, (stretch, &odds)) in all.iter().zip(odds).enumerate() {
        if stretch.caption {
            continue;
        }
        let board = Board { page, all, texts };
        if let Some(article) = board.left_open(&found, current, at) {
            current = article;
        } else if odds > 0.0 || found.is_empty() {
            current = found.len();
            found.push(Found::default());
        }
        if let Some(article) = found.get_mut(current) {
            article.stretches.push((at, odds.abs()));
        }
    }
    if found.is_empty() && !all.is_empty() {
        found.push(Found {
            stretches: vec![(0, 0.5)],
            captions: Vec::new(),
        });
    }
    attach_captions(all, texts, &mut found);
    let sections = sections(page, all, &found);
    Layout {
        articles: found,
        sections,
    }
}

/// What is needed to find where a text goes on.
struct Board<'a> {
    page: &'a Page<'a>,
    all: &'a [Stretch],
    texts: &'a Texts,
}

impl Board<'_> {
    /// The article that a text without a head goes on with: one that was left inside a
    /// sentence, if the text begins inside one, or stands apart and shares more words with
    /// it than with the article above, whose last sentence has ended.
    fn left_open(&self, found: &[Found], current: usize, at: usize) -> Option<usize> {
        let own = self.all.get(at)?;
        let first = own.text.first().copied()?;
        let plain = matches!(own.start, Start::Plain | Start::Inside);
        if !own.head.is_empty() || !plain {
            return None;
        }
        let open = |article: &Found| {
            let last = article
                .stretches
                .last()
                .and_then(|(at, _)| self.all.get(*at));
            last.is_some_and(|it| {
                it.signed == 0 && it.text.last().is_some_and(|at| !self.page.ends(*at))
            })
        };
        if found.get(current).is_some_and(open) && self.page.has(first, Sign::LowerStart) {
            return Some(current);
        }
        let source = found.iter().rposition(open).filter(|it| *it != current)?;
        let divided = found.get(source).and_then(|it| it.stretches.last());
        let divided = divided
            .and_then(|(at, _)| self.all.get(*at)?.text.last())
            .is_some_and(|at| cues::hyphen(self.page.text(*at)));
        let inside = own.start == Start::Inside && divided;
        let apart = self.page.lines.set_off(first) || own.parted;
        let nearer = || self.shared(found.get(source), at) >= self.shared(found.get(current), at);
        (inside || apart && nearer()).then_some(source)
    }

    /// The likeness of a stretch to what an article has so far.
    fn shared(&self, article: Option<&Found>, at: usize) -> f32 {
        let bags = article.into_iter().flat_map(|it| &it.stretches);
        let sum = bags
            .filter_map(|(at, _)| self.texts.bags.get(*at))
            .fold(Bag::new(), |sum, bag| union(&sum, bag));
        let own = self.texts.bags.get(at);
        own.map_or(0.0, |own| self.texts.terms.cosine(own, &sum))
    }
}

fn attach_captions(all: &[Stretch], texts: &Texts, found: &mut [Found]) {
    let bags: Vec<Bag> = found
        .iter()
        .map(|article| {
            let bags = article
                .stretches
                .iter()
                .filter_map(|(at, _)| texts.bags.get(*at));
            bags.fold(Bag::new(), |sum, bag| union(&sum, bag))
        })
        .collect();
    for (at, stretch) in all.iter().enumerate() {
        let placed = found
            .iter()
            .any(|article| article.stretches.iter().any(|(own, _)| *own == at));
        let Some(own) = texts.bags.get(at).filter(|_| stretch.caption && !placed) else {
            continue;
        };
        let near = found
            .iter()
            .rposition(|article| article.stretches.iter().any(|(other, _)| *other < at))
            .unwrap_or(0);
        let score = |article: usize| {
            let cosine = bags
                .get(article)
                .map_or(0.0, |bag| texts.terms.cosine(own, bag));
            let beside = if article == near {
                0.06
            } else if article == near + 1 {
                0.04
            } else {
                0.0
            };
            cosine + beside
        };
        let mut ranked: Vec<(usize, f32)> = (0..found.len())
            .map(|article| (article, score(article)))
            .collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        let second = ranked.get(1).map_or(0.0, |it| it.1);
        if let Some(&(article, best)) = ranked.first()
            && let Some(article) = found.get_mut(article)
        {
            article.captions.push((at, 0.5 + 20.0 * (best - second)));
        }
    }
}

/// Heads over a column of items that have beginnings of their own, and heads without text
/// that name a collection: they belong to no item.
fn sections(page: &Page, all: &[Stretch], found: &[Found]) -> Vec<usize> {
    let mut lines = Vec::new();
    let first = |at: usize| {
        found
            .get(at)
            .and_then(|article| article.stretches.first())
            .and_then(|(at, _)| all.get(*at))
    };
    let item =
        |at: usize| first(at).is_some_and(|it| it.head.is_empty() && it.start != Start::Plain);
    for at in 0..found.len() {
        let Some(stretch) = first(at) else { continue };
        let titles: Vec<usize> = stretch
            .head
            .iter()
            .copied()
            .take_while(|&at| page.label(at) == Label::Title)
            .collect();
        let Some(&top) = titles.first() else { continue };
        let begins = stretch.start != Start::Plain;
        let named = page.has(top, Sign::Section);
        let lone = titles.len() == stretch.head.len();
        let column =
            begins && stretch.start != Start::Notice && item(at + 1) && (item(at + 2) || named);
        if named && (stretch.text.is_empty() || titles.len() > 1 || begins)
            || column && titles.len() == 1 && lone
        {
            lines.push(top);
        }
    }
    lines
}
