//! The title of an article: what it was given, or what its headline says.

use crate::model::annotations::Annotations;
use crate::model::article::Article;
use crate::text::projection::{Break, BreakContext, ProjectionInput, between};
use crate::text::source::SourceText;
use crate::text::span::Span;

/// The role whose segments make up the title of an article.
const HEADLINE: &str = "headline";

/// The title of an article: the one it was given, else what its headline segments
/// read in reading order, corrections applied. Runs of white space become one space.
///
/// Empty if there is neither.
pub fn title_of(source: &SourceText, annotations: &Annotations, article: &Article) -> String {
    if let Some(title) = &article.title
        && !title.trim().is_empty()
    {
        return title.clone();
    }
    let headline = annotations.segments_of(article.id).filter(|segment| {
        segment
            .role()
            .is_some_and(|role| is_headline(role.as_str()))
    });
    let spans: Vec<Span> = headline.map(|segment| segment.span).collect();
    let corrections = spans
        .iter()
        .flat_map(|span| annotations.corrections_in(*span));
    let corrections: Vec<_> = corrections
        .map(|it| (it.span, it.replacement.as_str()))
        .collect();
    headline_text(source, &spans, &corrections)
}

/// How a text begins, on one line: at most `most` code points, and `…` if there are more.
/// White space is one space between words, and nothing in scripts that have none there.
pub fn opening(text: &str, most: usize) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let mut opening = String::new();
    let mut room = most;
    for word in words.filter(|word| !word.is_empty()) {
        for c in between(&opening, word).chars().chain(word.chars()) {
            if room == 0 {
                opening.truncate(opening.trim_end().len());
                opening.push('…');
                return opening;
            }
            opening.push(c);
            room -= 1;
        }
    }
    opening
}

/// Whether segments of this role are read into the title.
pub(super) fn is_headline(role: &str) -> bool {
    role == HEADLINE
}

/// What some spans read one after the other, runs of white space as one space.
pub(super) fn headline_text(
    source: &SourceText,
    spans: &[Span],
    corrections: &[(Span, &str)],
) -> String {
    let input = ProjectionInput {
        source,
        segments: spans,
        flows: &[],
        // A line of a headline is a phrase of its own.
        breaks: &|_| Some(Break::Para),
        inferred: &BreakContext::default(),
        corrections,
    };
    let reading = input.project();
    let words: Vec<&str> = reading.text().split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::annotations::Parts;
    use crate::model::article::{Place, Segment};
    use crate::model::correction::Correction;
    use crate::model::entity::Attributes;
    use crate::model::id::{ArticleId, CorrectionId, Role, SegmentId};

    #[test]
    fn a_text_begins_on_one_line_and_says_that_it_goes_on() {
        for (text, begins) in [
            ("", ""),
            (" \n\u{0}", ""),
            ("  甲乙\r\n丙 丁\n", "甲乙丙丁"),
            ("甲乙丙丁戊", "甲乙丙丁戊"),
            ("甲乙丙丁戊\n己", "甲乙丙丁戊…"),
            ("甲乙丙丁 ab", "甲乙丙丁a…"),
            ("a\tb\u{1}c d", "a b c…"),
            ("abcd ef", "abcd…"),
        ] {
            assert_eq!(opening(text, 5), begins, "{text:?}");
        }
    }

    #[test]
    fn a_title_reads_as_the_headline_is_corrected() {
        let source = SourceText::new("健 康 沈 成\n药能停吗\n正文");
        let id = ArticleId::new();
        let article = Article {
            id,
            rank: 1,
            title: None,
            continues: None,
            attributes: Attributes::new(),
        };
        let headline = Segment {
            id: SegmentId::new(),
            span: Span::new(0, 12).unwrap(),
            place: Place::Article {
                article: id,
                rank: 1,
                role: Role::from(HEADLINE),
            },
        };
        let correction = |span, to: &str| Correction {
            id: CorrectionId::new(),
            span,
            replacement: to.to_owned(),
        };
        let mut parts = Parts {
            articles: vec![article.clone()],
            segments: vec![headline],
            ..Parts::default()
        };
        let raw = Annotations::from_parts(parts.clone());
        assert_eq!(title_of(&source, &raw, &article), "健 康 沈 成 药能停吗");
        parts.corrections = vec![correction(Span::new(0, 7).unwrap(), "健康沈城")];
        let corrected = Annotations::from_parts(parts);
        assert_eq!(title_of(&source, &corrected, &article), "健康沈城 药能停吗");
    }
}
