//! The title of an article: what it was given, or what its headline says.

use crate::model::annotations::Annotations;
use crate::model::article::Article;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// The role whose segments make up the title of an article.
const HEADLINE: &str = "headline";

/// The title of an article: the one it was given, else the raw text of its
/// headline segments in reading order. Runs of white space become one space.
///
/// Empty if there is neither.
pub fn title_of(source: &SourceText, annotations: &Annotations, article: &Article) -> String {
    match &article.title {
        Some(title) if !title.trim().is_empty() => title.clone(),
        _ => {
            let headline = annotations
                .segments_of(article.id)
                .filter(|segment| {
                    segment
                        .role()
                        .is_some_and(|role| is_headline(role.as_str()))
                })
                .map(|segment| segment.span);
            headline_text(source, headline)
        }
    }
}

/// Whether segments of this role are read into the title.
pub(super) fn is_headline(role: &str) -> bool {
    role == HEADLINE
}

/// The text of some spans one after the other, runs of white space as one space.
pub(super) fn headline_text(source: &SourceText, spans: impl Iterator<Item = Span>) -> String {
    let mut title = String::new();
    for span in spans {
        for word in source.slice(span).split_whitespace() {
            if !title.is_empty() {
                title.push(' ');
            }
            title.push_str(word);
        }
    }
    title
}
