//! Questions about text: whose it is, as what, and where it is cut.

use std::collections::BTreeMap;

use super::line_breaks::Coming;
use super::{Aspect, Desk, Fact, Kind, Part, Question, fingerprint, weight};
use crate::model::annotations::Annotations;
use crate::model::article::{Place, Segment};
use crate::model::evidence::Subject;
use crate::model::id::{ArticleId, Role, SegmentId};
use crate::text::source::SourceText;
use crate::text::span::Span;

/// A segment of theirs and the stretches of it that mine has otherwise.
type Differing<'a> = (&'a Segment, Vec<Span>);

/// The segments of theirs that mine does not have so.
#[derive(Default)]
pub(super) struct Found<'a> {
    /// Those of articles without a partner.
    new: BTreeMap<ArticleId, Vec<&'a Segment>>,
    /// Those with text that is not in the article, by the number of the article.
    assigned: BTreeMap<(Option<usize>, Role), (ArticleId, Vec<Differing<'a>>)>,
    /// Those that only have another role.
    roles: Vec<(ArticleId, &'a Role, Differing<'a>)>,
    /// Those that are only cut otherwise, with the one segment of mine that covers
    /// them, if it is one.
    cuts: Vec<(ArticleId, &'a Segment, Option<SegmentId>)>,
    furniture: Vec<Differing<'a>>,
}

impl<'a> Found<'a> {
    /// Looks at every segment of theirs, in the order of the text.
    pub(super) fn new(desk: &Desk<'a>) -> Self {
        let mut found = Self::default();
        for segment in desk.theirs.annotations.segments() {
            let Some(span) = desk.source.trim(segment.span) else {
                continue;
            };
            match &segment.place {
                Place::Furniture => found.look_at_furniture(desk, segment, span),
                Place::Article { article, role, .. } if desk.schema.role(role).is_some() => {
                    found.look_at_text(desk, segment, span, *article, role);
                }
                Place::Article { .. } => {}
            }
        }
        found
    }

    fn look_at_furniture(&mut self, desk: &Desk<'a>, segment: &'a Segment, span: Span) {
        let same = |other: &Segment| other.place == Place::Furniture;
        let rest = uncovered(desk.source, span, desk.mine, same);
        if !rest.is_empty() {
            self.furniture.push((segment, rest));
        }
    }

    fn look_at_text(
        &mut self,
        desk: &Desk<'a>,
        segment: &'a Segment,
        span: Span,
        article: ArticleId,
        role: &'a Role,
    ) {
        let Some(mine) = desk.alignment.mine(article) else {
            self.new.entry(article).or_default().push(segment);
            return;
        };
        let is_here = |other: &Segment| other.article() == Some(mine);
        let same = |other: &Segment| is_here(other) && other.role() == Some(role);
        let rest = uncovered(desk.source, span, desk.mine, same);
        if rest.is_empty() {
            let mut around = desk.mine.segments_in(span);
            let sole = around.next().filter(|_| around.next().is_none());
            if sole.is_none_or(|sole| desk.source.trim(sole.span) != Some(span)) {
                self.cuts
                    .push((article, segment, sole.map(|segment| segment.id)));
            }
        } else if uncovered(desk.source, span, desk.mine, is_here).is_empty() {
            self.roles.push((article, role, (segment, rest)));
        } else {
            let key = (
                desk.theirs.annotations.article_number(article),
                role.clone(),
            );
            let group = self.assigned.entry(key);
            group
                .or_insert_with(|| (article, Vec::new()))
                .1
                .push((segment, rest));
        }
    }

    /// The articles of theirs without a partner that are asked for, each with the
    /// fingerprint of the question.
    pub(super) fn new_articles(&self, desk: &Desk<'_>) -> BTreeMap<ArticleId, String> {
        if !desk.asks(Aspect::Articles) {
            return BTreeMap::new();
        }
        let words = |&id: &ArticleId| {
            let segments = desk.theirs.annotations.segments_of(id);
            let list = fingerprint::list(desk.source, segments);
            (id, fingerprint::joined("article", &list))
        };
        let mut all: BTreeMap<_, _> = self.new.keys().map(words).collect();
        all.retain(|_, fingerprint| !desk.is_rejected(fingerprint));
        all
    }
}

/// Adds the questions about segments and furniture. `coming` are the new articles
/// to ask for and the line ends that come in with each.
pub(super) fn ask(
    desk: &Desk<'_>,
    found: Found<'_>,
    coming: BTreeMap<ArticleId, Coming>,
    questions: &mut Vec<Question>,
) {
    if desk.asks(Aspect::Articles) {
        for (article, coming) in coming {
            let segments = found.new.get(&article).map_or(&[][..], Vec::as_slice);
            questions.push(new_article(desk, article, segments, coming));
        }
        for ((_, role), (article, group)) in found.assigned {
            let article = desk.article(article);
            let kind = Kind::Assign { article, role };
            questions.extend(of_segments(desk, kind, group));
        }
        ask_furniture(desk, found.furniture, questions);
    }
    if desk.asks(Aspect::Roles) {
        for (article, role, differing) in found.roles {
            let kind = Kind::Role {
                article: desk.article(article),
                from: common_role(desk, &differing.1),
                role: role.clone(),
            };
            questions.extend(of_segments(desk, kind, vec![differing]));
        }
    }
    if desk.asks(Aspect::Cuts) && desk.silence_denies() {
        ask_cuts(desk, &found.cuts, questions);
    }
}

fn new_article(desk: &Desk<'_>, id: ArticleId, segments: &[&Segment], coming: Coming) -> Question {
    let whole = [Subject::Article(id)];
    let (mut score, mut reasons) = weight::weakest(desk.theirs.evidence, whole);
    if score.is_none() {
        let each = segments.iter().map(|segment| Subject::Segment(segment.id));
        (score, reasons) = weight::weakest(desk.theirs.evidence, each);
    }
    let facts = segments.iter().map(|segment| Fact::Segment(segment.id));
    let line_breaks = coming.line_breaks.len();
    Question {
        kind: Kind::NewArticle {
            article: desk.article(id),
            segments: segments.len(),
            line_breaks,
        },
        spans: segments
            .iter()
            .filter_map(|segment| desk.source.trim(segment.span))
            .collect(),
        score,
        reasons,
        fingerprint: coming.fingerprint.clone(),
        facts: facts.chain(coming.line_breaks).collect(),
        parts: vec![coming.fingerprint],
    }
}

/// A question about segments, without those that were rejected.
fn of_segments(desk: &Desk<'_>, kind: Kind, group: Vec<Differing<'_>>) -> Option<Question> {
    let mut spans = Vec::new();
    let mut parts = Vec::new();
    for (segment, differing) in group {
        let part = segment_part(desk, segment);
        if !desk.is_rejected(&part.fingerprint) {
            spans.extend(differing);
            parts.push(part);
        }
    }
    desk.question(kind, spans, parts)
}

fn segment_part(desk: &Desk<'_>, segment: &Segment) -> Part {
    let core = segment.article().map_or("", |article| desk.core(article));
    Part {
        fact: Fact::Segment(segment.id),
        fingerprint: fingerprint::segment(desk.source, segment, core),
        subject: Some(Subject::Segment(segment.id)),
    }
}

/// One question for each run of furniture that no other text interrupts.
fn ask_furniture(desk: &Desk<'_>, furniture: Vec<Differing<'_>>, questions: &mut Vec<Question>) {
    let mut run: Vec<Differing<'_>> = Vec::new();
    for differing in furniture {
        let end = run.last().map(|(segment, _)| segment.span.end());
        let goes_on = end.is_none_or(|end| {
            desk.source
                .ink(Span::between(end, differing.0.span.start()))
                == 0
        });
        if !goes_on {
            let done = std::mem::take(&mut run);
            questions.extend(of_segments(desk, Kind::Furniture, done));
        }
        run.push(differing);
    }
    questions.extend(of_segments(desk, Kind::Furniture, run));
}

/// One question for each article that is cut otherwise.
///
/// A segment of mine that is longer than one of theirs, and covers no other of the
/// same kind, is not cut but too long: what it has too much is asked elsewhere.
fn ask_cuts(
    desk: &Desk<'_>,
    cuts: &[(ArticleId, &Segment, Option<SegmentId>)],
    questions: &mut Vec<Question>,
) {
    let mut inside: BTreeMap<SegmentId, usize> = BTreeMap::new();
    for sole in cuts.iter().filter_map(|(_, _, sole)| *sole) {
        *inside.entry(sole).or_default() += 1;
    }
    let too_long = |sole: &Option<SegmentId>| {
        sole.and_then(|sole| inside.get(&sole))
            .is_some_and(|&count| count == 1)
    };
    let mut groups: BTreeMap<ArticleId, Vec<Differing<'_>>> = BTreeMap::new();
    for (article, segment, sole) in cuts {
        if !too_long(sole) {
            let span = desk.source.trim(segment.span).unwrap_or(segment.span);
            let group = groups.entry(*article).or_default();
            group.push((segment, vec![span]));
        }
    }
    for (article, group) in groups {
        let article = desk.article(article);
        questions.extend(of_segments(desk, Kind::Cut { article }, group));
    }
}

/// The role that mine gives to these stretches, if it is one.
fn common_role(desk: &Desk<'_>, spans: &[Span]) -> Option<Role> {
    let roles = |span: &Span| desk.mine.segments_in(*span).filter_map(Segment::role);
    let mut all = spans.iter().flat_map(roles);
    let first = all.next()?;
    all.all(|role| role == first).then(|| first.clone())
}

/// The stretches of `span` with ink that no segment of `layer` for which `counts`
/// holds has.
pub(super) fn uncovered(
    source: &SourceText,
    span: Span,
    layer: &Annotations,
    counts: impl Fn(&Segment) -> bool,
) -> Vec<Span> {
    let mut free = span.start();
    let mut rest = Vec::new();
    for segment in layer.segments_in(span).filter(|segment| counts(segment)) {
        if free < segment.span.start() {
            rest.extend(source.trim(Span::between(free, segment.span.start())));
        }
        free = free.max(segment.span.end());
    }
    if free < span.end() {
        rest.extend(source.trim(Span::between(free, span.end())));
    }
    rest
}
