//! Questions about line ends.

use std::collections::BTreeMap;

use super::{Aspect, Desk, Fact, Kind, Part, Question};
use crate::model::article::Segment;
use crate::model::evidence::Subject;
use crate::model::id::ArticleId;
use crate::model::line_break::{BreakKind, LineBreak};
use crate::text::span::Span;

/// A new article to ask for, and the line ends that come in with it.
pub(super) struct Coming {
    pub fingerprint: String,
    pub line_breaks: Vec<Fact>,
}

/// One line end that they decide otherwise.
#[derive(Clone, Copy)]
struct Differing {
    line: u32,
    kind: Option<BreakKind>,
    /// The article of theirs that it stands in.
    article: Option<ArticleId>,
    /// How sure they are; people always are, without saying so.
    score: Option<f64>,
}

/// What is asked together: line ends of one article that are alike.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Together {
    /// All that the proposer is sure of.
    Sure,
    /// All that are to be undecided.
    Undecided,
    /// Joins that follow each other, by a number for each run.
    Run(usize),
}

/// Adds the questions about line ends, except those that come in with a `new`
/// article of theirs; each has its fingerprint.
pub(super) fn ask(
    desk: &Desk<'_>,
    new: BTreeMap<ArticleId, String>,
    questions: &mut Vec<Question>,
) -> BTreeMap<ArticleId, Coming> {
    let entry = |(id, fingerprint)| {
        let line_breaks = Vec::new();
        (
            id,
            Coming {
                fingerprint,
                line_breaks,
            },
        )
    };
    let mut coming: BTreeMap<_, _> = new.into_iter().map(entry).collect();
    let mut groups: BTreeMap<(Option<ArticleId>, Together), Vec<Differing>> = BTreeMap::new();
    let mut runs = Runs::default();
    for differing in all(desk) {
        let home = differing.article.and_then(|id| coming.get_mut(&id));
        let sure = differing
            .score
            .is_none_or(|score| score >= desk.options.sure);
        if let (Some(home), true, Some(_)) = (home, sure, differing.kind) {
            home.line_breaks.push(fact(&differing));
        } else {
            let together = match differing.kind {
                None => Together::Undecided,
                Some(_) if sure && differing.score.is_some() => Together::Sure,
                Some(kind) => Together::Run(runs.number(differing.article, kind)),
            };
            let group = groups.entry((differing.article, together)).or_default();
            group.push(differing);
        }
    }
    for ((article, _), group) in groups {
        questions.extend(question(desk, article, &group));
    }
    coming
}

/// Numbers for runs of line ends that are asked one by one or, if they are joins,
/// together up to the next paragraph end or other article.
#[derive(Default)]
struct Runs {
    count: usize,
    open: Option<Option<ArticleId>>,
}

impl Runs {
    fn number(&mut self, article: Option<ArticleId>, kind: BreakKind) -> usize {
        let joins = kind == BreakKind::Soft;
        if !(joins && self.open == Some(article)) {
            self.count += 1;
        }
        self.open = joins.then_some(article);
        self.count
    }
}

/// All line ends that they decide otherwise and that were not rejected, by line.
fn all(desk: &Desk<'_>) -> Vec<Differing> {
    if !desk.asks(Aspect::LineBreaks) {
        return Vec::new();
    }
    let lines = u32::try_from(desk.source.line_count()).unwrap_or(u32::MAX);
    let theirs = desk.theirs.annotations;
    let mut found: Vec<_> = theirs
        .line_breaks()
        .filter(|LineBreak { line, .. }| (1..=lines).contains(line))
        .filter(|&LineBreak { line, kind }| desk.mine.line_break(line) != Some(kind))
        .map(|LineBreak { line, kind }| differing(desk, line, Some(kind)))
        .collect();
    if desk.silence_denies() {
        let only_mine = desk.mine.line_breaks();
        let only_mine = only_mine.filter(|mine| theirs.line_break(mine.line).is_none());
        found.extend(only_mine.map(|mine| differing(desk, mine.line, None)));
    }
    found.retain(|differing| !desk.is_rejected(&words(differing)));
    found.sort_by_key(|differing| differing.line);
    found
}

fn differing(desk: &Desk<'_>, line: u32, kind: Option<BreakKind>) -> Differing {
    let span = desk.source.line_span(line.saturating_sub(1) as usize);
    let end = desk.source.trim(span).unwrap_or(span).end();
    let owner = desk.theirs.annotations.segment_at(end.back(1));
    let score = desk
        .theirs
        .evidence
        .and_then(|evidence| evidence.get(&Subject::LineBreak(line)))
        .map(|evidence| evidence.score);
    Differing {
        line,
        kind,
        article: owner.and_then(Segment::article),
        score,
    }
}

fn fact(differing: &Differing) -> Fact {
    Fact::LineBreak(differing.line, differing.kind)
}

fn words(differing: &Differing) -> String {
    let kind = differing.kind.map_or("undecided", BreakKind::as_str);
    format!("line {} {kind}", differing.line)
}

fn question(desk: &Desk<'_>, article: Option<ArticleId>, group: &[Differing]) -> Option<Question> {
    let count = |kind| group.iter().filter(|one| one.kind == kind).count();
    let kind = Kind::LineBreaks {
        article: article.map(|article| desk.article(article)),
        soft: count(Some(BreakKind::Soft)),
        para: count(Some(BreakKind::Para)),
        undecided: count(None),
    };
    let span = |one: &Differing| line_end(desk, one.line);
    let part = |one: &Differing| Part {
        fact: fact(one),
        fingerprint: words(one),
        subject: Some(Subject::LineBreak(one.line)),
    };
    let parts = group.iter().map(part).collect();
    desk.question(kind, group.iter().map(span).collect(), parts)
}

/// The place of a line end: the last character of the line's text.
fn line_end(desk: &Desk<'_>, line: u32) -> Span {
    let span = desk.source.line_span(line.saturating_sub(1) as usize);
    let end = desk.source.trim(span).unwrap_or(span).end();
    Span::between(end.back(1).max(span.start()), end)
}
