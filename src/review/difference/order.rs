//! Questions about the order of things, titles, attributes of articles and continuations.

use std::collections::{BTreeMap, BTreeSet};

use super::{Aspect, Desk, Fact, Kind, Part, Question, fingerprint};
use crate::model::annotations::Annotations;
use crate::model::article::Article;
use crate::model::entity::{Attributes, united};
use crate::model::evidence::Subject;
use crate::model::id::{ArticleId, SegmentId};
use crate::review::same::continues;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Adds the questions about orders, titles, attributes and continuations.
pub(super) fn ask(desk: &Desk<'_>, questions: &mut Vec<Question>) {
    if desk.asks(Aspect::Order) {
        for (theirs, mine) in desk.aligned() {
            questions.extend(segment_order(desk, theirs, mine));
        }
        questions.extend(article_order(desk));
    }
    if desk.asks(Aspect::Titles) {
        for (theirs, mine) in desk.aligned() {
            questions.extend(title(desk, theirs, mine));
            questions.extend(attributes(desk, theirs, mine));
            questions.extend(continuation(desk, theirs, mine));
        }
    }
}

/// Where the text of each segment of my article stands in the order of theirs:
/// the place (from 0) of the segment of theirs that shares most with it.
///
/// Segments of mine that share nothing with their article have no place in it.
pub(in crate::review) fn places_of(
    source: &SourceText,
    theirs: &Annotations,
    article: ArticleId,
    mine: impl Iterator<Item = Span>,
) -> Vec<Option<usize>> {
    let segments = theirs.segments_of(article).map(|segment| segment.id);
    let places: BTreeMap<SegmentId, usize> = segments.zip(0..).collect();
    let place = |span: Span| {
        let shared = theirs.segments_in(span).filter_map(|segment| {
            let place = *places.get(&segment.id)?;
            let common = source.trim(segment.span.intersection(span)?)?;
            Some((common.len(), std::cmp::Reverse(place)))
        });
        shared.max().map(|(_, place)| place.0)
    };
    mine.map(place).collect()
}

fn segment_order(desk: &Desk<'_>, theirs: ArticleId, mine: ArticleId) -> Option<Question> {
    let other = desk.theirs.annotations;
    let spans: Vec<_> = desk.mine.segments_of(mine).map(|s| s.span).collect();
    let places = places_of(desk.source, other, theirs, spans.iter().copied());
    let known = spans.into_iter().zip(places);
    let known = known.filter_map(|(span, place)| Some((span, place?)));
    let late = out_of_order(known);
    if late.is_empty() {
        return None;
    }
    let list = fingerprint::list(desk.source, other.segments_of(theirs));
    let fingerprint = fingerprint::joined("order", &list);
    let article = desk.article(theirs);
    let subject = Some(Subject::Article(theirs));
    alone(
        desk,
        Kind::Order { article },
        late,
        Fact::Order(theirs),
        fingerprint,
        subject,
    )
}

/// Those that stand after one that should come later.
fn out_of_order<T>(list: impl Iterator<Item = (T, usize)>) -> Vec<T> {
    let mut highest = 0;
    let late = list.filter_map(|(item, place)| {
        let late = place < highest;
        highest = highest.max(place);
        late.then_some(item)
    });
    late.collect()
}

fn article_order(desk: &Desk<'_>) -> Option<Question> {
    let other = desk.theirs.annotations;
    let known = desk.mine.articles().filter_map(|article| {
        let theirs = desk.alignment.theirs(article.id)?;
        let first = desk.mine.segments_of(article.id).next()?;
        Some((first.span, other.article_number(theirs)?))
    });
    let late = out_of_order(known);
    if late.is_empty() {
        return None;
    }
    let cores = other
        .articles()
        .map(|article| desk.core(article.id).to_owned());
    let fingerprint = fingerprint::joined("articles", &cores.collect::<Vec<_>>());
    alone(
        desk,
        Kind::ArticleOrder,
        late,
        Fact::ArticleOrder,
        fingerprint,
        None,
    )
}

fn title(desk: &Desk<'_>, theirs: ArticleId, mine: ArticleId) -> Option<Question> {
    let title = desk.theirs.annotations.article(theirs)?.title.clone();
    let same = desk.mine.article(mine)?.title == title;
    if same || (title.is_none() && !desk.silence_denies()) {
        return None;
    }
    let words = format!(
        "{} of {}",
        title.as_deref().unwrap_or(""),
        desk.core(theirs)
    );
    let article = desk.article(theirs);
    let kind = Kind::Title { article, title };
    let fingerprint = fingerprint::words("title", &words);
    about(desk, kind, (theirs, mine), Fact::Title(theirs), fingerprint)
}

/// What an article is said to be becomes, as [`described`] has it.
fn attributes(desk: &Desk<'_>, theirs: ArticleId, mine: ArticleId) -> Option<Question> {
    let keep = !desk.silence_denies();
    let other = &desk.theirs.annotations.article(theirs)?.attributes;
    let own = &desk.mine.article(mine)?.attributes;
    let wanted = described(own, other, keep);
    let differs = |name: &&String| own.get(*name) != wanted.get(*name);
    let names: BTreeSet<&String> = own.keys().chain(wanted.keys()).filter(differs).collect();
    if names.is_empty() {
        return None;
    }
    let article = desk.article(theirs);
    let names = names.into_iter().cloned().collect();
    let kind = Kind::Attributes { article, names };
    let fingerprint = fingerprint::attributes(other, desk.core(theirs));
    let fact = Fact::Attributes { id: theirs, keep };
    about(desk, kind, (theirs, mine), fact, fingerprint)
}

/// What an article of mine is said to be when theirs is taken over; with `keep`, what
/// theirs leaves open stays as mine has it.
pub(in crate::review) fn described(
    mine: &Attributes,
    theirs: &Attributes,
    keep: bool,
) -> Attributes {
    if keep {
        united(theirs, mine)
    } else {
        theirs.clone()
    }
}

/// What an article of theirs continues, in the ids of mine.
pub(in crate::review) enum Continued {
    /// This, or nothing.
    Known(Option<ArticleId>),
    /// An article of theirs that I do not have yet.
    Missing,
}

/// Finds what `article` of theirs continues: an article of this page by its
/// partner, as `mine` gives it, one elsewhere by its id.
pub(in crate::review) fn continued(
    source: &SourceText,
    theirs: &Annotations,
    article: &Article,
    mine: impl Fn(ArticleId) -> Option<ArticleId>,
) -> Continued {
    let Some(target) = continues(source, theirs, article) else {
        return Continued::Known(None);
    };
    if let Some(mine) = mine(target) {
        return Continued::Known(Some(mine));
    }
    match theirs.article(target) {
        Some(_) => Continued::Missing,
        None => Continued::Known(Some(target)),
    }
}

fn continuation(desk: &Desk<'_>, theirs: ArticleId, mine: ArticleId) -> Option<Question> {
    let other = desk.theirs.annotations;
    let article = other.article(theirs)?;
    let partner = |id| desk.alignment.mine(id);
    let Continued::Known(target) = continued(desk.source, other, article, partner) else {
        return None;
    };
    let now = continues(desk.source, desk.mine, desk.mine.article(mine)?);
    let same = now == target;
    if same || (target.is_none() && !desk.silence_denies()) {
        return None;
    }
    let end = match article.continues {
        Some(id) if other.article(id).is_some() => desk.core(id).to_owned(),
        Some(id) => id.to_string(),
        None => String::new(),
    };
    let words = format!("{} from {end}", desk.core(theirs));
    let fingerprint = fingerprint::words("continues", &words);
    let article = desk.article(theirs);
    let kind = Kind::Continues { article, target };
    let fact = Fact::Continues(theirs);
    about(desk, kind, (theirs, mine), fact, fingerprint)
}

/// A question about an article of theirs as a whole, asked where its partner begins.
fn about(
    desk: &Desk<'_>,
    kind: Kind,
    (theirs, mine): (ArticleId, ArticleId),
    fact: Fact,
    fingerprint: String,
) -> Option<Question> {
    let first = desk.mine.segments_of(mine).next();
    let place = first.map(|segment| segment.span).into_iter().collect();
    let subject = Some(Subject::Article(theirs));
    alone(desk, kind, place, fact, fingerprint, subject)
}

/// A question of one part, unless it was rejected.
fn alone(
    desk: &Desk<'_>,
    kind: Kind,
    spans: Vec<Span>,
    fact: Fact,
    fingerprint: String,
    subject: Option<Subject>,
) -> Option<Question> {
    if desk.is_rejected(&fingerprint) {
        return None;
    }
    let part = Part {
        fact,
        fingerprint,
        subject,
    };
    desk.question(kind, spans, vec![part])
}
