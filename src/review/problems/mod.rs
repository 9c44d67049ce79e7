//! What is probably wrong on a page, as a list that an editor can walk through.
//!
//! Problems are advice. They are computed from a page and what is known around it,
//! and nothing is stored of them but which ones an editor has decided to ignore. The
//! aim is a list that is worth reading: it should be nearly empty on a page that is
//! well annotated and speak where a page is not.
//!
//! Everything here takes time about linear in the page, because the list is live.

mod articles;
mod continuations;
pub mod corpus;
mod entities;
mod entity_edges;
mod fix;
mod flow;
mod gaps;
mod kind;
mod labels;
mod look;
mod paragraphs;
mod repeats;
mod shape;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use fix::Fix;
pub use kind::{Kind, Severity};

use crate::edit::draft::Page;
use crate::model::id::ArticleId;
use crate::text::projection::BreakContext;
use crate::text::span::Span;
use look::Look;

/// What is known around a page.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// What is inferred for the line ends that nobody has decided; made of the page.
    pub breaks: &'a BreakContext,
    /// The articles, on any page, that another article continues.
    pub continued: &'a BTreeSet<ArticleId>,
}

/// Something that is probably wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub kind: Kind,
    /// How bad it is.
    pub severity: Severity,
    /// Where, in code points of the raw text; never empty. The first is the place to
    /// go to, the others are what it has to do with.
    pub spans: Vec<Span>,
    /// The article that it is about, by its number from 1.
    pub article: Option<usize>,
    /// The words it is about, shortened; may be empty.
    pub text: String,
    /// What the text is at odds with: another text, a label, an attribute; may be empty.
    pub other: String,
    /// What would mend it.
    pub fix: Option<Fix>,
}

impl Problem {
    /// A problem at a place of which there is nothing more to say.
    fn new(kind: Kind, place: Span) -> Self {
        Self {
            kind,
            severity: kind.severity(),
            spans: vec![place],
            article: None,
            text: String::new(),
            other: String::new(),
            fix: None,
        }
    }

    /// The same about an article.
    fn of(mut self, look: &Look<'_>, article: Option<ArticleId>) -> Self {
        self.article = article.and_then(|id| look.page.annotations.article_number(id));
        self
    }

    /// The same about some words.
    fn about(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// The same at odds with something.
    fn against(mut self, other: impl Into<String>) -> Self {
        self.other = other.into();
        self
    }

    /// The same with what would mend it.
    fn fixed_by(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    /// The place to go to.
    pub fn place(&self) -> Span {
        self.spans.first().copied().unwrap_or_default()
    }

    /// What tells this problem from the others of the page, for ever: it depends on
    /// what is wrong and where, not on ids or on what was found before it.
    pub fn fingerprint(&self) -> String {
        let kind = self.kind.as_str();
        let start = self.place().start();
        if self.kind == Kind::MissingInArticle {
            return format!("{kind}@{start}={}", self.other);
        }
        if self.kind.is_of_article() {
            return format!("{kind}@{start}");
        }
        if matches!(self.kind, Kind::MixedLabels | Kind::MixedInCorpus) {
            return format!("{kind}@{}={}", self.text, self.other);
        }
        match self.spans.get(1) {
            None => format!("{kind}@{}", self.place()),
            Some(second) => format!("{kind}@{}&{}", self.place(), second.start()),
        }
    }
}

/// Looks for problems on a page, in the order of the text.
///
/// A page on which no article and no furniture is marked has no problems of
/// segmentation: the work has not begun.
pub fn problems(page: Page<'_>, context: Context<'_>) -> Vec<Problem> {
    let look = Look::at(page, context);
    let mut found = Vec::new();
    if !look.segments.is_empty() {
        let repeats = repeats::Repeats::of(&look);
        gaps::find(&look, &repeats, &mut found);
        articles::find(&look, &mut found);
        flow::find(&look, &mut found);
        paragraphs::find(&look, &mut found);
        repeats.find(&look, &mut found);
        continuations::find(&look, &mut found);
    }
    entities::find(&look, &mut found);
    entity_edges::find(&look, &mut found);
    labels::find(&look, &mut found);
    found.sort_by_key(|problem| (problem.place().start(), problem.severity, problem.kind));
    found
}
