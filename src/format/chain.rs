//! Articles that run on over pages, put together for export.

use std::collections::{BTreeMap, BTreeSet};

use super::export_page::ExportPage;
use super::reading::ArticleReading;
use crate::model::article::{Article, Segment};
use crate::model::id::ArticleId;
use crate::model::reading::Readings;
use crate::text::projection::{self, BreakContext, ends_final, opens_like_item, opens_with_mark};

/// A further part of an article.
#[derive(Clone, Copy)]
pub struct ArticlePart<'a> {
    /// The page that it is on.
    pub page: ExportPage<'a>,
    /// The article of that page.
    pub article: ArticleId,
}

/// What is known of the articles of one page beyond the page.
#[derive(Clone, Default)]
pub struct Chains<'a> {
    /// Articles that are parts of another one, which is written elsewhere.
    pub elsewhere: BTreeSet<ArticleId>,
    /// The further parts of articles that begin here, in reading order.
    pub more: BTreeMap<ArticleId, Vec<ArticlePart<'a>>>,
}

/// An article with all its parts as they should read.
pub(super) struct WholeArticle<'a> {
    /// The parts, the first one from the page that is written.
    pub parts: Vec<PartReading<'a>>,
    /// Their texts, one after the other, a line end between them unless a page ends in
    /// mid-sentence.
    pub text: String,
}

/// One part of an article.
pub(super) struct PartReading<'a> {
    /// The page that it is on.
    pub page: ExportPage<'a>,
    /// The article of that page.
    pub article: &'a Article,
    /// Its number on that page, from 1.
    pub number: usize,
    /// How it should read.
    pub reading: ArticleReading<'a>,
    /// Where it begins in the text of the whole, in code points.
    pub start: u32,
}

impl<'a> WholeArticle<'a> {
    /// The article of `page` with the parts that it has elsewhere.
    pub(super) fn of(
        page: &ExportPage<'a>,
        readings: &Readings<'_>,
        article: &'a Article,
        chains: &Chains<'a>,
    ) -> Self {
        let mut whole = Self {
            parts: Vec::new(),
            text: String::new(),
        };
        whole.add(page, article, ArticleReading::of(page, readings, article));
        for part in chains.more.get(&article.id).into_iter().flatten() {
            if let Some(article) = part.page.annotations.article(part.article) {
                let page = &part.page;
                let inferred = BreakContext::of(page.source);
                let readings = Readings::of(page.source, page.annotations, &inferred);
                let reading = ArticleReading::of(page, &readings, article);
                whole.add(page, article, reading);
            }
        }
        whole
    }

    fn add(&mut self, page: &ExportPage<'a>, article: &'a Article, reading: ArticleReading<'a>) {
        let mut start = self.parts.last().map_or(0, PartReading::end);
        if !self.text.is_empty() && !reading.text.text().is_empty() {
            let between = self.between(&reading);
            self.text.push_str(between);
            // Each separator is one byte long, if any.
            start += u32::from(!between.is_empty());
        }
        self.text.push_str(reading.text.text());
        self.parts.push(PartReading {
            page: *page,
            article,
            number: page.annotations.article_number(article.id).unwrap_or(1),
            reading,
            start,
        });
    }
}

impl WholeArticle<'_> {
    /// What stands between the text so far and the next part.
    fn between(&self, next: &ArticleReading<'_>) -> &'static str {
        let before = self.parts.iter().rev().flat_map(|it| it.reading.last());
        let bodies = [before.into_iter().next(), next.first()];
        let is_body = |it: &Option<&Segment>| {
            it.and_then(Segment::role)
                .is_some_and(|it| it.as_str() == "body")
        };
        let text = next.text.text();
        let parted = ends_final(&self.text) || opens_with_mark(text) || opens_like_item(text);
        if parted || !bodies.iter().all(is_body) {
            "\n"
        } else {
            projection::between(&self.text, text)
        }
    }
}

impl PartReading<'_> {
    /// Where it ends in the text of the whole, in code points.
    pub(super) fn end(&self) -> u32 {
        self.start + self.reading.text.len()
    }
}
