//! Questions about text that the proposer could not assign.

use super::segments::uncovered;
use super::{Aspect, Choice, Desk, Fact, Kind, Question};
use crate::model::evidence::OpenBlock;

/// The number of articles among which an editor chooses, at most.
const CHOICES: usize = 3;

/// Adds a question for each open block that still belongs to nothing in mine.
pub(super) fn ask(desk: &Desk<'_>, questions: &mut Vec<Question>) {
    if desk.asks(Aspect::Articles) {
        let open = desk.theirs.open.iter();
        questions.extend(open.filter_map(|block| question(desk, block)));
    }
}

fn question(desk: &Desk<'_>, block: &OpenBlock) -> Option<Question> {
    let span = desk.source.trim(block.span)?;
    let fingerprint = format!("open {span}");
    let spans = uncovered(desk.source, span, desk.mine, |_| true);
    if spans.is_empty() || desk.is_rejected(&fingerprint) {
        return None;
    }
    let known = |&&(id, _): &&(_, f64)| desk.cores.contains_key(&id);
    let listed = block.choices.iter().filter(known).take(CHOICES);
    let ids: Vec<_> = listed.clone().map(|&(id, _)| id).collect();
    let choice = |&(id, score): &(_, f64)| Choice {
        article: desk.article(id),
        score,
    };
    let choices: Vec<_> = listed.map(choice).collect();
    let score = choices.first()?.score;
    Some(Question {
        kind: Kind::Choose { choices },
        facts: spans
            .iter()
            .map(|&span| Fact::Open(span, ids.clone()))
            .collect(),
        spans,
        score: Some(score),
        reasons: Vec::new(),
        fingerprint: fingerprint.clone(),
        parts: vec![fingerprint],
    })
}
