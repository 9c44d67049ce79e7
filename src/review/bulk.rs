//! Many questions with one answer.

use super::difference::Question;
use crate::model::id::ArticleId;
use crate::text::span::Span;

/// Which questions are meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bulk {
    /// All.
    All,
    /// Those about which the proposer is at least so sure, from 0 to 1.
    Above(f64),
    /// Those with a part in this text.
    In(Span),
    /// Those about an article of mine or of theirs.
    Article(ArticleId),
}

impl Bulk {
    /// The questions that are meant. Those that offer several answers never are:
    /// nobody but the reviewer chooses.
    pub fn pick(self, questions: &[Question]) -> Vec<Question> {
        let meant = |question: &&Question| match self {
            Self::All => true,
            Self::Above(least) => question.score.is_some_and(|score| score >= least),
            Self::In(span) => question.touches(span),
            Self::Article(id) => question
                .subject()
                .is_some_and(|subject| subject.mine == Some(id) || subject.theirs == Some(id)),
        };
        let answerable = questions.iter().filter(|question| !question.is_choice());
        answerable.filter(meant).cloned().collect()
    }
}
