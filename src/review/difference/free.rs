//! Questions about text that I have assigned and they have not.

use std::collections::BTreeMap;

use super::segments::uncovered;
use super::{ArticleRef, Aspect, Desk, Fact, Kind, Part, Question};
use crate::model::id::ArticleId;
use crate::text::span::Span;

/// Adds one question for each article of mine with such text, and for each run of
/// such furniture that no other text interrupts.
pub(super) fn ask(desk: &Desk<'_>, questions: &mut Vec<Question>) {
    if !desk.silence_denies() || !desk.asks(Aspect::Articles) {
        return;
    }
    let mut articles: BTreeMap<ArticleId, (Vec<Span>, u32)> = BTreeMap::new();
    let mut furniture: Vec<Span> = Vec::new();
    for segment in desk.mine.segments() {
        let Some(span) = desk.source.trim(segment.span) else {
            continue;
        };
        let free = uncovered(desk.source, span, desk.theirs.annotations, |_| true);
        if let Some(article) = segment.article() {
            let (spans, ink) = articles.entry(article).or_default();
            spans.extend(free);
            *ink += desk.source.ink(span);
            continue;
        }
        for span in free {
            let end = furniture.last().map(|last| last.end());
            if end.is_some_and(|end| desk.source.ink(Span::between(end, span.start())) > 0) {
                questions.extend(question(desk, None, std::mem::take(&mut furniture), false));
            }
            furniture.push(span);
        }
    }
    questions.extend(question(desk, None, furniture, false));
    for (article, (spans, ink)) in articles {
        let free: u32 = spans.iter().map(|&span| desk.source.ink(span)).sum();
        let article = ArticleRef {
            theirs: desk.alignment.theirs(article),
            mine: Some(article),
        };
        questions.extend(question(desk, Some(article), spans, free == ink));
    }
}

fn question(
    desk: &Desk<'_>,
    article: Option<ArticleRef>,
    spans: Vec<Span>,
    whole: bool,
) -> Option<Question> {
    let part = |&span: &Span| Part {
        fact: Fact::Free(span),
        fingerprint: format!("free {span}"),
        subject: None,
    };
    let mut kept = spans;
    kept.retain(|span| !desk.is_rejected(&format!("free {span}")));
    let parts = kept.iter().map(part).collect();
    desk.question(Kind::Free { article, whole }, kept, parts)
}
