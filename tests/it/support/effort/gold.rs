//! What a page is to say in the end, and whether it does.

use std::collections::BTreeMap;

use broadsheet::model::annotations::{Annotations, Parts};
use broadsheet::model::article::{Article, Segment};
use broadsheet::model::id::{ArticleId, Role};
use broadsheet::model::line_break::{BreakKind, LineBreak};
use broadsheet::review::same::says_the_same;
use broadsheet::session::reading::inferred_break;
use broadsheet::text::projection::{BreakContext, ProjectionInput};
use broadsheet::text::source::SourceText;
use broadsheet::text::span::Span;

/// What a stretch of text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// An article of gold.
    Article(ArticleId),
    /// No article.
    Furniture,
    /// Nothing.
    Nobody,
}

/// Text that belongs together and that nothing else interrupts.
#[derive(Debug, Clone)]
pub struct Run {
    pub owner: Owner,
    /// From the first character with ink to the last.
    pub span: Span,
    /// Its segments in the order of the text; none for furniture.
    pub segments: Vec<(Span, Role)>,
}

/// What annotators say of a page.
pub struct Gold {
    pub annotations: Annotations,
    /// The whole page, in the order of the text.
    pub runs: Vec<Run>,
    /// Titles that are not just the headline.
    pub titles: BTreeMap<ArticleId, String>,
}

impl Gold {
    pub fn new(source: &SourceText, inferred: &BreakContext, annotations: &Annotations) -> Self {
        let titles = annotations.articles().filter_map(|article| {
            let title = own_title(source, inferred, annotations, article)?;
            Some((article.id, title))
        });
        Self {
            runs: runs(source, annotations),
            titles: titles.collect(),
            annotations: annotations.clone(),
        }
    }

    /// Line ends that gold decides, by line.
    pub fn line_breaks(&self) -> impl Iterator<Item = LineBreak> + '_ {
        self.annotations.line_breaks()
    }

    /// Whether `mine` says what gold says.
    pub fn is_said(
        &self,
        source: &SourceText,
        inferred: &BreakContext,
        mine: &Annotations,
    ) -> bool {
        let [mine, gold] =
            [mine, &self.annotations].map(|layer| self.essence(source, inferred, layer));
        says_the_same(source, &mine, &gold)
    }

    /// A layer without what does not count: line ends as they take effect, and only
    /// where gold decides them; titles only where they are not just the headline.
    fn essence(
        &self,
        source: &SourceText,
        inferred: &BreakContext,
        layer: &Annotations,
    ) -> Annotations {
        let article = |article: &Article| Article {
            title: own_title(source, inferred, layer, article),
            continues: None,
            ..article.clone()
        };
        let lines = self.line_breaks().map(|gold| LineBreak {
            kind: effective(layer, inferred, gold.line),
            ..gold
        });
        Annotations::from_parts(Parts {
            articles: layer.articles().map(article).collect(),
            segments: layer.segments().cloned().collect(),
            line_breaks: lines.collect(),
            corrections: layer.corrections().cloned().collect(),
            ..Parts::default()
        })
    }
}

/// What a line end means in a layer, decided or inferred.
pub fn effective(layer: &Annotations, inferred: &BreakContext, line: u32) -> BreakKind {
    let seems = || inferred_break(inferred, line).unwrap_or(BreakKind::Soft);
    layer.line_break(line).unwrap_or_else(seems)
}

fn runs(source: &SourceText, gold: &Annotations) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut free = source.span().start();
    for segment in gold.segments() {
        let Some(span) = source.trim(segment.span) else {
            continue;
        };
        add_free(source, Span::between(free, span.start()), &mut runs);
        free = span.end();
        let owner = segment.article().map_or(Owner::Furniture, Owner::Article);
        let part = segment.role().map(|role| (span, role.clone()));
        match runs.last_mut() {
            Some(last) if last.owner == owner => {
                last.span = last.span.hull(span);
                last.segments.extend(part);
            }
            _ => runs.push(Run {
                owner,
                span,
                segments: part.into_iter().collect(),
            }),
        }
    }
    add_free(source, Span::between(free, source.span().end()), &mut runs);
    runs
}

fn add_free(source: &SourceText, gap: Span, runs: &mut Vec<Run>) {
    runs.extend(source.trim(gap).map(|span| Run {
        owner: Owner::Nobody,
        span,
        segments: Vec::new(),
    }));
}

/// The title of an article if it is not what its headline reads, white space aside.
pub fn own_title(
    source: &SourceText,
    inferred: &BreakContext,
    layer: &Annotations,
    article: &Article,
) -> Option<String> {
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    let given = squeeze(article.title.as_deref()?);
    let is_headline =
        |segment: &&Segment| segment.role().is_some_and(|it| it.as_str() == "headline");
    let headline: Vec<_> = layer
        .segments_of(article.id)
        .filter(is_headline)
        .map(|segment| segment.span)
        .collect();
    let corrections: Vec<_> = layer
        .corrections()
        .map(|one| (one.span, one.replacement.as_str()))
        .collect();
    let reading = ProjectionInput {
        source,
        segments: &headline,
        flows: &[],
        breaks: &|_| None,
        inferred,
        corrections: &corrections,
    };
    let read = squeeze(reading.project().text());
    (!given.is_empty() && given != read).then_some(given)
}
