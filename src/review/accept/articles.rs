//! Articles, segments and furniture as the facts have them.

use std::collections::{BTreeMap, BTreeSet};

use super::ranks::ranks;
use super::sheet::{Entry, Sheet};
use super::wanted::{Home, Wanted, collect};
use super::{Desk, Fact};
use crate::edit::draft::Draft;
use crate::model::article::{Article, Place, Segment};
use crate::model::id::{ArticleId, SegmentId};
use crate::review::difference::{Continued, continued, described};
use crate::text::span::Span;

/// Lays over the draft what facts say about text and articles.
pub(super) fn lay(desk: &Desk<'_>, facts: &[&Fact], draft: &mut Draft<'_>) {
    let mut wanted = collect(desk, facts);
    let cut = Cut::new(desk, &mut wanted);
    let homes = Homes::new(desk, &wanted);
    let sheets = sheets(desk, facts, wanted, &cut, &homes, draft);
    lay_articles(desk, facts, &sheets, &homes, draft);
    for (article, sheet) in sheets {
        if sheet.is_empty() {
            draft.remove_article(article);
        } else {
            sheet.put(article, draft);
        }
    }
    cut.lay(desk, draft);
}

/// What is left of the segments of mine from which something is taken.
struct Cut {
    left: BTreeMap<SegmentId, Vec<Span>>,
    /// Segments of which nothing is left and whose identity nobody took on.
    gone: Vec<SegmentId>,
}

impl Cut {
    /// Cuts the wanted stretches out; one that swallows a segment of mine takes on
    /// its identity.
    fn new(desk: &Desk<'_>, wanted: &mut [Wanted]) -> Self {
        let mut taken: BTreeMap<SegmentId, Vec<(Span, usize)>> = BTreeMap::new();
        for (number, wanted) in wanted.iter().enumerate() {
            for segment in desk.page.annotations.segments_in(wanted.span) {
                let parts = taken.entry(segment.id).or_default();
                parts.push((wanted.span, number));
            }
        }
        let mut cut = Self {
            left: BTreeMap::new(),
            gone: Vec::new(),
        };
        for (id, parts) in taken {
            let Some(segment) = desk.page.annotations.segment(id) else {
                continue;
            };
            let left = remains(desk, segment.span, &parts);
            if left.is_empty() && !hand_on(id, segment.span, &parts, wanted) {
                cut.gone.push(id);
            }
            cut.left.insert(id, left);
        }
        cut
    }

    /// Lays what is left of furniture over the draft, and what is gone.
    fn lay(&self, desk: &Desk<'_>, draft: &mut Draft<'_>) {
        for &id in &self.gone {
            draft.remove_segment(id);
        }
        let place = Place::Furniture;
        for (&id, left) in &self.left {
            let segment = desk.page.annotations.segment(id);
            if segment.is_none_or(|segment| segment.place != place) {
                continue;
            }
            for (number, &span) in left.iter().enumerate() {
                let id = if number == 0 { id } else { SegmentId::new() };
                let place = place.clone();
                draft.set_segment(Segment { id, span, place });
            }
        }
    }
}

/// The parts of `span` with ink that are not taken; `taken` is in text order.
fn remains(desk: &Desk<'_>, span: Span, taken: &[(Span, usize)]) -> Vec<Span> {
    let source = desk.page.source;
    let mut free = span.start();
    let mut left = Vec::new();
    for (part, _) in taken {
        if free < part.start() {
            left.extend(source.trim(Span::between(free, part.start())));
        }
        free = free.max(part.end());
    }
    if free < span.end() {
        left.extend(source.trim(Span::between(free, span.end())));
    }
    left
}

/// Gives the identity of a swallowed segment to the stretch that shares most with
/// it; `false` if that has one or needs none.
fn hand_on(id: SegmentId, span: Span, taken: &[(Span, usize)], wanted: &mut [Wanted]) -> bool {
    let shared = |part: Span| part.intersection(span).map_or(0, Span::len);
    let best = taken.iter().max_by_key(|(part, _)| shared(*part));
    let heir = best.and_then(|(_, number)| wanted.get_mut(*number));
    match heir {
        Some(heir) if heir.id.is_none() && !matches!(heir.home, Home::Free) => {
            heir.id = Some(id);
            true
        }
        _ => false,
    }
}

/// Where the articles of theirs are in mine, newly made ones included.
struct Homes<'d> {
    desk: &'d Desk<'d>,
    new: BTreeMap<ArticleId, ArticleId>,
}

impl<'d> Homes<'d> {
    fn new(desk: &'d Desk<'_>, wanted: &[Wanted]) -> Self {
        let targets = wanted.iter().filter_map(|wanted| match wanted.home {
            Home::Article { article, .. } => Some(article),
            Home::Furniture | Home::Free => None,
        });
        let missing = targets.filter(|&article| desk.alignment.mine(article).is_none());
        let missing: BTreeSet<_> = missing.collect();
        let new = missing
            .into_iter()
            .map(|article| (article, ArticleId::new()))
            .collect();
        Self { desk, new }
    }

    fn mine(&self, theirs: ArticleId) -> Option<ArticleId> {
        let made = || self.new.get(&theirs).copied();
        self.desk.alignment.mine(theirs).or_else(made)
    }
}

/// The lists of all articles that change.
fn sheets(
    desk: &Desk<'_>,
    facts: &[&Fact],
    wanted: Vec<Wanted>,
    cut: &Cut,
    homes: &Homes<'_>,
    draft: &mut Draft<'_>,
) -> BTreeMap<ArticleId, Sheet> {
    let ordered: BTreeSet<ArticleId> = facts
        .iter()
        .filter_map(|fact| match fact {
            Fact::Order(theirs) => desk.alignment.mine(*theirs),
            _ => None,
        })
        .collect();
    let owner = |id: &SegmentId| desk.page.annotations.segment(*id)?.article();
    let mut touched: BTreeSet<_> = cut.left.keys().filter_map(owner).collect();
    touched.extend(&ordered);
    let mut coming: BTreeMap<ArticleId, Vec<Entry>> = BTreeMap::new();
    for wanted in wanted {
        settle(wanted, homes, &mut coming, draft);
    }
    touched.extend(coming.keys());
    let mut sheets = BTreeMap::new();
    for article in touched {
        let mut sheet = Sheet::new(desk, article, |segment| cut.left.get(&segment.id).cloned());
        let newcomers = coming.remove(&article).unwrap_or_default();
        let (placed, open): (Vec<_>, Vec<_>) = newcomers
            .into_iter()
            .partition(|entry| entry.place.is_some());
        sheet.insert(placed);
        for entry in open {
            sheet.insert_in_flow(desk, entry);
        }
        if ordered.contains(&article) {
            sheet.sort();
        }
        sheets.insert(article, sheet);
    }
    sheets
}

/// Puts a stretch among the newcomers of its article, or on the draft if it is
/// furniture.
fn settle(
    wanted: Wanted,
    homes: &Homes<'_>,
    coming: &mut BTreeMap<ArticleId, Vec<Entry>>,
    draft: &mut Draft<'_>,
) {
    let Wanted { span, home, id } = wanted;
    let id = id.unwrap_or_else(SegmentId::new);
    match home {
        Home::Free => {}
        Home::Furniture => draft.set_segment(Segment {
            id,
            span,
            place: Place::Furniture,
        }),
        Home::Article {
            article,
            role,
            place,
        } => {
            if let Some(mine) = homes.mine(article) {
                coming.entry(mine).or_default().push(Entry {
                    id,
                    span,
                    role,
                    rank: None,
                    place,
                    exact: place.is_some(),
                    gone: false,
                });
            }
        }
    }
}

/// Lays new articles, the order of all, titles and continuations over the draft.
fn lay_articles(
    desk: &Desk<'_>,
    facts: &[&Fact],
    sheets: &BTreeMap<ArticleId, Sheet>,
    homes: &Homes<'_>,
    draft: &mut Draft<'_>,
) {
    let is_left = |article: &&Article| sheets.get(&article.id).is_none_or(|s| !s.is_empty());
    let mut list: Vec<Article> = desk
        .page
        .annotations
        .articles()
        .filter(is_left)
        .cloned()
        .collect();
    let old: BTreeSet<ArticleId> = list.iter().map(|article| article.id).collect();
    // What continued an article that goes continues nothing.
    let goes = |id: &ArticleId| desk.page.annotations.article(*id).is_some() && !old.contains(id);
    for article in &mut list {
        article.continues = article.continues.filter(|target| !goes(target));
    }
    insert_new(desk, sheets, homes, &mut list);
    if facts.contains(&&Fact::ArticleOrder) {
        sort(desk, homes, &mut list);
    }
    let have: Vec<_> = list
        .iter()
        .map(|article| Some(article.rank).filter(|_| old.contains(&article.id)))
        .collect();
    let mut list: BTreeMap<ArticleId, Article> = list
        .into_iter()
        .zip(ranks(&have))
        .map(|(article, rank)| (article.id, Article { rank, ..article }))
        .collect();
    let named = Named::new(facts);
    for theirs in desk.theirs.articles() {
        if let Some(mine) = homes.mine(theirs.id).and_then(|id| list.get_mut(&id)) {
            describe(desk, &named, theirs, homes, mine);
        }
    }
    list.into_values()
        .for_each(|article| draft.set_article(article));
}

/// Puts each new article after the one before it in the order of theirs; the very
/// first goes before what comes after it there, or to its place in the raw text.
fn insert_new(
    desk: &Desk<'_>,
    sheets: &BTreeMap<ArticleId, Sheet>,
    homes: &Homes<'_>,
    list: &mut Vec<Article>,
) {
    let mut before: Option<ArticleId> = None;
    for theirs in desk.theirs.articles() {
        let Some(mine) = homes.mine(theirs.id) else {
            continue;
        };
        if homes.new.contains_key(&theirs.id) {
            let at = match before {
                Some(before) => list.iter().position(|a| a.id == before).map(|at| at + 1),
                None => first_place(desk, sheets.get(&mine), list),
            };
            let article = Article {
                id: mine,
                rank: 0,
                title: theirs.title.clone(),
                continues: None,
                attributes: theirs.attributes.clone(),
            };
            list.insert(at.unwrap_or(list.len()), article);
        }
        before = Some(mine);
    }
}

fn first_place(desk: &Desk<'_>, sheet: Option<&Sheet>, list: &[Article]) -> Option<usize> {
    let known = |article: &Article| desk.alignment.theirs(article.id).is_some();
    if let Some(next) = list.iter().position(known) {
        return Some(next);
    }
    let start = sheet.and_then(Sheet::start)?;
    let annotations = desk.page.annotations;
    let first = |id| {
        annotations
            .segments_of(id)
            .map(|segment| segment.span)
            .min()
    };
    let before = list
        .iter()
        .rposition(|article| first(article.id).is_some_and(|span| span < start));
    Some(before.map_or(0, |at| at + 1))
}

/// Puts the articles that theirs has too into its order; the others stay.
fn sort(desk: &Desk<'_>, homes: &Homes<'_>, list: &mut [Article]) {
    let theirs = desk.theirs.articles().zip(0_usize..);
    let places: BTreeMap<ArticleId, usize> = theirs
        .filter_map(|(article, place)| Some((homes.mine(article.id)?, place)))
        .collect();
    let known = |article: &Article| places.get(&article.id).copied();
    let mut sorted: Vec<_> = list
        .iter()
        .filter(|a| known(a).is_some())
        .cloned()
        .collect();
    sorted.sort_by_key(known);
    let slots = list
        .iter_mut()
        .filter(|article| places.contains_key(&article.id));
    for (slot, article) in slots.zip(sorted) {
        *slot = article;
    }
}

/// The articles of theirs whose title, attributes and continuation are taken over.
#[derive(Default)]
struct Named {
    titles: BTreeSet<ArticleId>,
    /// Each with whether what theirs leaves open stays.
    attributes: BTreeMap<ArticleId, bool>,
    continued: BTreeSet<ArticleId>,
}

impl Named {
    fn new(facts: &[&Fact]) -> Self {
        let mut named = Self::default();
        for fact in facts {
            match fact {
                Fact::Title(id) => named.titles.insert(*id),
                Fact::Attributes { id, keep } => named.attributes.insert(*id, *keep).is_none(),
                Fact::Continues(id) => named.continued.insert(*id),
                _ => false,
            };
        }
        named
    }
}

/// Sets title, attributes and continuation where a fact says so or the article is new; also
/// where what it continues is new.
fn describe(
    desk: &Desk<'_>,
    named: &Named,
    theirs: &Article,
    homes: &Homes<'_>,
    mine: &mut Article,
) {
    if named.titles.contains(&theirs.id) {
        mine.title.clone_from(&theirs.title);
    }
    if let Some(&keep) = named.attributes.get(&theirs.id) {
        mine.attributes = described(&mine.attributes, &theirs.attributes, keep);
    }
    let is_new = |id: &ArticleId| homes.new.contains_key(id);
    let comes = is_new(&theirs.id) || theirs.continues.as_ref().is_some_and(is_new);
    if (comes || named.continued.contains(&theirs.id))
        && let Continued::Known(target) =
            continued(desk.page.source, desk.theirs, theirs, |id| homes.mine(id))
    {
        mine.continues = target;
    }
}
