//! Which article of mine is which of theirs.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::annotations::Annotations;
use crate::model::article::Segment;
use crate::model::id::ArticleId;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Pairs of articles of two layers of a page: the same article, told apart only
/// by what each layer gives it. No article is in two pairs.
///
/// Pairs are taken by the ink they share, most first, and only where they share at
/// least half of the smaller one: an article of which an editor has only marked the
/// headline is found again, one that merely strays into another is not.
#[derive(Debug, Clone, Default)]
pub struct Alignment {
    mine: BTreeMap<ArticleId, ArticleId>,
    theirs: BTreeMap<ArticleId, ArticleId>,
}

impl Alignment {
    /// Aligns the articles of two layers. Time is that of reading the text once
    /// and sorting the pairs that meet; the answer does not depend on ids.
    pub fn new(source: &SourceText, mine: &Annotations, theirs: &Annotations) -> Self {
        let sizes = [mine, theirs].map(|layer| ink_of_articles(source, layer));
        let [my_size, their_size] = &sizes;
        let mut pairs = Vec::new();
        for ((my, their), shared) in shared_ink(source, mine, theirs) {
            let smaller = my_size.get(&my).min(their_size.get(&their)).copied();
            if shared > 0 && smaller.is_some_and(|smaller| shared.saturating_mul(2) >= smaller) {
                let place = (theirs.article_number(their), mine.article_number(my));
                pairs.push((Reverse(shared), place, my, their));
            }
        }
        pairs.sort_unstable();
        let mut alignment = Self::default();
        for (_, _, my, their) in pairs {
            let free = !alignment.theirs.contains_key(&my) && !alignment.mine.contains_key(&their);
            if free {
                alignment.mine.insert(their, my);
                alignment.theirs.insert(my, their);
            }
        }
        alignment
    }

    /// My article for one of theirs.
    pub fn mine(&self, theirs: ArticleId) -> Option<ArticleId> {
        self.mine.get(&theirs).copied()
    }

    /// Their article for one of mine.
    pub fn theirs(&self, mine: ArticleId) -> Option<ArticleId> {
        self.theirs.get(&mine).copied()
    }
}

fn ink_of_articles(source: &SourceText, layer: &Annotations) -> BTreeMap<ArticleId, u32> {
    let mut sizes = BTreeMap::new();
    for segment in layer.segments() {
        if let Some(article) = segment.article() {
            *sizes.entry(article).or_default() += source.ink(segment.span);
        }
    }
    sizes
}

/// The ink that each two articles share; one pass over both layers.
fn shared_ink(
    source: &SourceText,
    mine: &Annotations,
    theirs: &Annotations,
) -> BTreeMap<(ArticleId, ArticleId), u32> {
    let mut shared = BTreeMap::new();
    for (my, their, span) in meetings(mine, theirs) {
        if let (Some(my), Some(their)) = (my.article(), their.article()) {
            *shared.entry((my, their)).or_default() += source.ink(span);
        }
    }
    shared
}

/// Every stretch that a segment of mine and one of theirs have in common, in text
/// order.
fn meetings<'a>(
    mine: &'a Annotations,
    theirs: &'a Annotations,
) -> impl Iterator<Item = (&'a Segment, &'a Segment, Span)> {
    let mut left = mine.segments().peekable();
    let mut right = theirs.segments().peekable();
    std::iter::from_fn(move || {
        loop {
            let (&a, &b) = (left.peek()?, right.peek()?);
            if a.span.end() <= b.span.end() {
                left.next();
            } else {
                right.next();
            }
            if let Some(common) = a.span.intersection(b.span) {
                return Some((a, b, common));
            }
        }
    })
}
