//! Repairing in which order segments and articles are read.

use std::collections::BTreeMap;

use broadsheet::model::annotations::Annotations;
use broadsheet::model::article::Segment;
use broadsheet::model::id::ArticleId;
use broadsheet::text::offset::CharOffset;

use super::editor::{Editor, Key, Place};
use super::text::Homes;

/// Puts segments and articles into the order of gold.
pub fn repair(editor: &mut Editor, homes: &Homes) {
    // In gold's order: that of ids would differ from run to run.
    let articles = editor.gold.annotations.articles();
    let pair = |gold: ArticleId| Some((gold, *homes.get(&gold)?));
    let pairs: Vec<_> = articles.filter_map(|it| pair(it.id)).collect();
    for (gold, mine) in pairs {
        loop {
            let annotations = editor.annotations();
            let list: Vec<_> = annotations.segments_of(mine).collect();
            let places = places(&editor.gold.annotations, annotations, gold, mine);
            let Some((from, to)) = next_move(&places) else {
                break;
            };
            let (id, caret) = (list[from].id, list[from].span.start());
            let drag = (Place::Inspector, Key::Drag(id, mine, to));
            let nudge = |step| (Place::At(caret), Key::Nudge(step));
            if !shift(editor, from, to, nudge, drag) {
                break;
            }
        }
    }
    repair_articles(editor, homes);
}

fn repair_articles(editor: &mut Editor, homes: &Homes) {
    let numbers: BTreeMap<_, _> = homes
        .iter()
        .map(|(gold, mine)| (*mine, editor.gold.annotations.article_number(*gold)))
        .collect();
    loop {
        let mine = editor.annotations();
        let list: Vec<_> = mine.articles().map(|article| article.id).collect();
        let place = |id| numbers.get(id).copied().flatten().unwrap_or(usize::MAX);
        let places: Vec<_> = list.iter().map(place).collect();
        let Some((from, to)) = next_move(&places) else {
            return;
        };
        let first = mine.segments_of(list[from]).next();
        let caret = first.map_or(CharOffset(0), |it| it.span.start());
        let drag = (Place::Inspector, Key::DragArticle(list[from], to));
        let nudge = |step| (Place::At(caret), Key::NudgeArticle(step));
        if !shift(editor, from, to, nudge, drag) {
            return;
        }
    }
}

/// One place by key, further by dragging.
fn shift(
    editor: &mut Editor,
    from: usize,
    to: usize,
    nudge: impl Fn(isize) -> (Place, Key),
    drag: (Place, Key),
) -> bool {
    let (place, key) = match (from, to) {
        (from, to) if from + 1 == to => nudge(1),
        (from, to) if to + 1 == from => nudge(-1),
        _ => drag,
    };
    editor.act(place, &key)
}

/// Where a segment stands in gold's order: by the segment of gold that begins there,
/// or by the last one before it.
fn place_in(starts: &[CharOffset], segment: &Segment) -> usize {
    let begins = |at: &usize| starts[*at] <= segment.span.start();
    let before = (0..starts.len()).filter(begins);
    before.max_by_key(|at| starts[*at]).unwrap_or(0)
}

/// How many things must move to put them in order.
fn moves(places: &[usize]) -> usize {
    places.len() - kept(places).len()
}

/// How many segments and articles stand out of gold's order.
pub fn out_of_order(gold: &Annotations, mine: &Annotations, homes: &Homes) -> usize {
    let inside: usize = homes
        .iter()
        .map(|(theirs, own)| moves(&places(gold, mine, *theirs, *own)))
        .sum();
    let own: BTreeMap<_, _> = homes.iter().map(|(gold, mine)| (*mine, *gold)).collect();
    let listed = mine.articles().filter_map(|it| own.get(&it.id));
    let numbers: Vec<_> = listed.filter_map(|it| gold.article_number(*it)).collect();
    inside + moves(&numbers)
}

/// The segments of an article of mine as places in the order of gold's.
fn places(gold: &Annotations, mine: &Annotations, theirs: ArticleId, own: ArticleId) -> Vec<usize> {
    let starts: Vec<_> = gold
        .segments_of(theirs)
        .map(|segment| segment.span.start())
        .collect();
    mine.segments_of(own)
        .map(|segment| place_in(&starts, segment))
        .collect()
}

/// The next thing to move, as its place and the one it goes to; `None` if all stand
/// right. As few things move as will do.
fn next_move(places: &[usize]) -> Option<(usize, usize)> {
    let kept = kept(places);
    let from = (0..places.len()).find(|at| !kept.contains(at))?;
    // It goes before the first of those that stay and are read later.
    let later = kept.iter().find(|at| places[**at] > places[from]);
    let to = later.map_or(places.len() - 1, |&at| if at > from { at - 1 } else { at });
    (from != to).then_some((from, to))
}

/// The longest list of things that stand in order already.
fn kept(places: &[usize]) -> Vec<usize> {
    // For each thing the best list that ends with it: length and the one before.
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let before = (0..at).filter(|other| places[*other] <= *place);
        let before = before.max_by_key(|other| best[*other].0);
        best.push((before.map_or(1, |other| best[other].0 + 1), before));
    }
    let mut last = (0..places.len()).max_by_key(|at| best[*at].0);
    let mut list = Vec::new();
    while let Some(at) = last {
        list.push(at);
        last = best[at].1;
    }
    list.reverse();
    list
}
