//! Which stretches of text are to become what.

use std::collections::{BTreeMap, BTreeSet};

use super::{Desk, Fact};
use crate::model::id::{ArticleId, Role, SegmentId};
use crate::text::span::Span;

/// A stretch of text and what it is to be.
pub(super) struct Wanted {
    /// Where, without white space at its ends.
    pub span: Span,
    /// What it is to belong to.
    pub home: Home,
    /// The segment of mine whose identity it takes on.
    pub id: Option<SegmentId>,
}

/// What a stretch of text is to belong to.
pub(super) enum Home {
    /// An article of theirs.
    Article {
        article: ArticleId,
        role: Role,
        /// Its place there (from 0); `None` for text that they have not assigned.
        place: Option<usize>,
    },
    /// No article.
    Furniture,
    /// Nothing.
    Free,
}

/// The stretches that facts speak of, in text order and without overlaps: of two
/// that overlap the later is left out.
pub(super) fn collect(desk: &Desk<'_>, facts: &[&Fact]) -> Vec<Wanted> {
    let mut named = BTreeSet::new();
    let mut wanted = Vec::new();
    let mut chosen = Vec::new();
    for fact in facts {
        match fact {
            Fact::Segment(id) => {
                named.insert(*id);
            }
            Fact::Free(span) => wanted.extend(stretch(desk, *span, Home::Free)),
            Fact::Open(span, articles) => {
                chosen.extend(articles.first().map(|&article| (*span, article)));
            }
            _ => {}
        }
    }
    for (span, article) in chosen {
        // An article that I do not have comes in with the text that is given to it.
        if desk.alignment.mine(article).is_none() {
            named.extend(desk.theirs.segments_of(article).map(|segment| segment.id));
        }
        let home = Home::Article {
            article,
            role: desk.page.schema.body_role(),
            place: None,
        };
        wanted.extend(stretch(desk, span, home));
    }
    wanted.extend(segments(desk, &named));
    wanted.sort_by_key(|wanted| wanted.span);
    without_overlaps(wanted)
}

fn stretch(desk: &Desk<'_>, span: Span, home: Home) -> Option<Wanted> {
    let span = desk.page.source.trim(span)?;
    let id = None;
    Some(Wanted { span, home, id })
}

fn segments<'d>(
    desk: &'d Desk<'_>,
    named: &'d BTreeSet<SegmentId>,
) -> impl Iterator<Item = Wanted> + 'd {
    let mut places = BTreeMap::new();
    for article in desk.theirs.articles() {
        let list = desk.theirs.segments_of(article.id);
        places.extend(list.map(|segment| segment.id).zip(0_usize..));
    }
    named.iter().filter_map(move |id| {
        let segment = desk.theirs.segment(*id)?;
        let span = desk.usable(segment)?;
        let home = match (segment.article(), segment.role()) {
            (Some(article), Some(role)) => Home::Article {
                article,
                role: role.clone(),
                place: places.get(id).copied(),
            },
            _ => Home::Furniture,
        };
        let id = None;
        Some(Wanted { span, home, id })
    })
}

fn without_overlaps(mut wanted: Vec<Wanted>) -> Vec<Wanted> {
    let mut end = None;
    wanted.retain(|wanted| {
        let free = end.is_none_or(|end| end <= wanted.span.start());
        if free {
            end = Some(wanted.span.end());
        }
        free
    });
    wanted
}
