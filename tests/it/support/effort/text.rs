//! Repairing whose text is whose, as what, and where it is cut.
//!
//! The editor goes down the page once, run by run: first the right owner, by
//! whichever keys leave least to do, then the roles. What is then still cut or
//! ordered otherwise comes last. A second round repairs what the first has disturbed.

use std::collections::BTreeMap;

use broadsheet::model::annotations::Annotations;
use broadsheet::model::article::{Place as Belongs, Segment};
use broadsheet::model::id::{ArticleId, Role};
use broadsheet::review::difference::Alignment;
use broadsheet::text::source::SourceText;
use broadsheet::text::span::Span;

use super::editor::{Editor, Key, Place, Trial};
use super::gold::{Owner, Run};
use super::order;

/// More rounds than this are needed by no page.
const ROUNDS: usize = 4;
/// What text in wrong hands costs: a drag and a digit.
const REASSIGN: u32 = 3;

/// My article for each of gold.
pub type Homes = BTreeMap<ArticleId, ArticleId>;

type Steps = Vec<(Place, Key)>;

/// Makes articles, segments, roles, order and furniture those of gold.
pub fn repair(editor: &mut Editor) {
    let mut homes = homes(editor, editor.annotations());
    let runs = editor.gold.runs.clone();
    for _ in 0..ROUNDS {
        let before = editor.price;
        for at in 0..runs.len() {
            settle_owner(editor, &mut homes, &runs, at);
            for (span, role) in &runs[at].segments {
                settle_role(editor, *span, role);
            }
        }
        cut(editor, &runs);
        order::repair(editor, &homes);
        if editor.price == before {
            break;
        }
    }
}

/// The articles of a layer that are those of gold.
pub fn homes(editor: &Editor, mine: &Annotations) -> Homes {
    let gold = &editor.gold.annotations;
    let alignment = Alignment::new(&editor.source, mine, gold);
    let pair = |id| Some((id, alignment.mine(id)?));
    gold.articles().filter_map(|it| pair(it.id)).collect()
}

/// How many runs are in wrong hands.
pub fn wrong_runs(editor: &Editor, mine: &Annotations, homes: &Homes) -> usize {
    let wrong = |run: &&Run| wrong_part(&editor.source, mine, homes, run).is_some();
    editor.gold.runs.iter().filter(wrong).count()
}

/// From the first character of a run in wrong hands to the last.
pub fn wrong_part(
    source: &SourceText,
    mine: &Annotations,
    homes: &Homes,
    run: &Run,
) -> Option<Span> {
    let is_right = |segment: Option<&Segment>| match (run.owner, segment) {
        (Owner::Nobody, segment) => segment.is_none(),
        (_, None) => false,
        (Owner::Furniture, Some(segment)) => segment.place == Belongs::Furniture,
        (Owner::Article(id), Some(segment)) => {
            segment.article().is_some() && segment.article() == homes.get(&id).copied()
        }
    };
    let parts = parts(source, mine, run.span).into_iter();
    let wrong = parts.filter(|(_, segment)| !is_right(*segment));
    wrong.map(|(span, _)| span).reduce(Span::hull)
}

/// A stretch of text cut where its owner changes, without white space at the ends.
fn parts<'a>(
    source: &SourceText,
    mine: &'a Annotations,
    span: Span,
) -> Vec<(Span, Option<&'a Segment>)> {
    let mut free = span.start();
    let mut parts = Vec::new();
    for segment in mine.segments_in(span) {
        let Some(inside) = segment.span.intersection(span) else {
            continue;
        };
        parts.push((Span::between(free, inside.start()), None));
        parts.push((inside, Some(segment)));
        free = inside.end();
    }
    parts.push((Span::between(free, span.end()), None));
    let trimmed = parts.into_iter();
    trimmed
        .filter_map(|(span, owner)| Some((source.trim(span)?, owner)))
        .collect()
}

/// Gives a run to whom it belongs.
fn settle_owner(editor: &mut Editor, homes: &mut Homes, runs: &[Run], at: usize) {
    let run = &runs[at];
    adopt(editor, homes, run);
    // A step that leaves part of the run to do is followed by one that does not.
    for _ in 0..3 {
        let mine = editor.annotations();
        let Some(wrong) = wrong_part(&editor.source, mine, homes, run) else {
            return;
        };
        let ways = ways(editor, homes, runs, at, wrong);
        let tried = ways.iter().filter_map(|steps| {
            let trial = editor.attempt(steps)?;
            let mut homes = homes.clone();
            settle_home(&trial.annotations, &mut homes, run);
            Some((toll(editor, &trial, &homes), steps))
        });
        let Some((_, best)) = tried.min_by_key(|(toll, _)| *toll) else {
            return;
        };
        for (place, key) in best.clone() {
            editor.act(place, &key);
        }
        settle_home(editor.annotations(), homes, run);
    }
}

/// What a step costs and what it leaves to pay.
fn toll(editor: &Editor, trial: &Trial, homes: &Homes) -> u32 {
    let wrong = wrong_runs(editor, &trial.annotations, homes);
    trial.price.total() + REASSIGN * wrong as u32
}

/// An article of mine that is none of gold's, and has the whole run, is taken for the
/// one that is missing.
fn adopt(editor: &Editor, homes: &mut Homes, run: &Run) {
    let Owner::Article(id) = run.owner else {
        return;
    };
    if homes.contains_key(&id) {
        return;
    }
    let mut owners = parts(&editor.source, editor.annotations(), run.span)
        .into_iter()
        .map(|(_, owner)| owner.and_then(Segment::article));
    let first = owners.next().flatten();
    if let Some(first) = first
        && owners.all(|owner| owner == Some(first))
        && !homes.values().any(|home| *home == first)
    {
        homes.insert(id, first);
    }
}

/// Remembers the article that was started for a run.
fn settle_home(mine: &Annotations, homes: &mut Homes, run: &Run) {
    if let Owner::Article(id) = run.owner
        && !homes.contains_key(&id)
        && let Some(segment) = mine.segments_in(run.span).next()
        && let Some(article) = segment.article()
        && !homes.values().any(|home| *home == article)
    {
        homes.insert(id, article);
    }
}

/// The ways to give the `wrong` part of a run to whom it belongs.
fn ways(editor: &Editor, homes: &Homes, runs: &[Run], at: usize, wrong: Span) -> Vec<Steps> {
    let run = &runs[at];
    let start = Place::At(wrong.start());
    match run.owner {
        Owner::Nobody => vec![vec![(Place::Over(wrong), Key::Unassign)]],
        Owner::Furniture => vec![vec![(Place::Over(wrong), Key::Furniture)]],
        Owner::Article(id) => match homes.get(&id) {
            None => {
                let key = start_key(&editor.source, wrong);
                let alone = vec![(Place::Over(wrong), Key::Unassign), (start, key.clone())];
                vec![vec![(start, key)], alone]
            }
            Some(&home) => {
                let give = |span| vec![(Place::Over(span), Key::Assign(home))];
                let mine = editor.annotations();
                let is_wrong = |run: &&Run| {
                    run.owner == Owner::Article(id)
                        && wrong_part(&editor.source, mine, homes, run).is_some()
                };
                let far = runs[at..].iter().rfind(is_wrong).unwrap_or(run);
                let far = wrong.hull(far.span);
                vec![
                    vec![(start, Key::JoinAbove)],
                    vec![(start, Key::MergeAbove)],
                    give(wrong),
                    give(run.span),
                    give(far),
                ]
            }
        },
    }
}

/// `B` where the line begins with the text, else `Shift+B`.
fn start_key(source: &SourceText, wrong: Span) -> Key {
    let line = source.line_span(source.line_of(wrong.start()));
    let head = Span::between(line.start(), wrong.start());
    if source.ink(head) == 0 {
        Key::Start
    } else {
        Key::StartHere
    }
}

/// Whether the text is in one segment of this role, which may be longer.
fn is_of_role(mine: &Annotations, span: Span, role: &Role) -> bool {
    let mut around = mine.segments_in(span);
    let first = around.next();
    first.is_some_and(|it| it.role() == Some(role) && it.span.covers(span))
}

/// Makes a segment of gold one of mine, or part of a longer one of its role.
fn settle_role(editor: &mut Editor, span: Span, role: &Role) {
    let mine = editor.annotations();
    if is_of_role(mine, span, role) {
        return;
    }
    let whole: Steps = vec![(Place::Over(span), Key::Role(role.clone()))];
    let others = parts(&editor.source, mine, span).into_iter();
    let others = others.filter(|(_, it)| it.and_then(Segment::role) != Some(role));
    let pieces: Steps = others
        .map(|(piece, _)| (Place::Over(piece), Key::Role(role.clone())))
        .collect();
    let does = |steps: &&Steps| {
        let trial = editor.attempt(steps);
        trial.is_some_and(|trial| is_of_role(&trial.annotations, span, role))
    };
    let price = |steps: &Steps| editor.attempt(steps).map(|trial| trial.price.total());
    let ways = [whole, pieces];
    let best = ways.iter().filter(does).min_by_key(|steps| price(steps));
    for (place, key) in best.cloned().unwrap_or_default() {
        editor.act(place, &key);
    }
}

/// Cuts segments where gold begins another one.
fn cut(editor: &mut Editor, runs: &[Run]) {
    for (span, _) in runs.iter().flat_map(|run| &run.segments) {
        let at = span.start();
        let first = editor.annotations().segments_in(*span).next();
        if first.is_some_and(|it| it.span.start() < at && it.span.contains(at)) {
            editor.act(Place::At(at), &Key::Split);
        }
    }
}
