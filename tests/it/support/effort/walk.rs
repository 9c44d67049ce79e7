//! Answering what the engines propose.
//!
//! The editor knows gold, and so answers each question rightly: yes if that leaves no
//! more to repair than no would. How much is left is estimated, not tried out.

use std::collections::BTreeSet;

use broadsheet::edit::transaction::Transaction;
use broadsheet::model::annotations::Annotations;
use broadsheet::review::accept::{accept as accepted, accept_choice};
use broadsheet::review::bulk::Bulk;
use broadsheet::review::difference::{Kind, Question};
use broadsheet::session::review::{Answer, Review};

use super::editor::Editor;
use super::text::{Homes, homes, wrong_part};
use super::{Way, marks, order};

/// From how much on the window counts the engines as sure until told otherwise.
const SURE: f64 = 0.9;
/// More questions than this are asked by no page.
const MOST_QUESTIONS: usize = 2000;

/// Takes over what is proposed, the way that is wanted.
pub fn accept(editor: &mut Editor, way: Way) {
    if way == Way::Alone {
        return;
    }
    let document = editor.scope.document;
    let suggester = editor.session.suggester(&[]).expect("engines");
    let proposed = editor.session.suggest_anew(document, &suggester);
    proposed.expect("a proposal");
    // F5, the mode for it, and F2 back to the mode for repairs.
    editor.press(2);
    let bulk = match way {
        Way::All => Some(Bulk::All),
        Way::Sure => Some(Bulk::Above(SURE)),
        Way::Walk | Way::Alone => None,
    };
    if let Some(bulk) = bulk {
        editor.press(1);
        let done = editor.session.accept_suggestions(document, bulk);
        done.expect("legal suggestions");
    }
    answer_all(editor, |question| {
        way == Way::Walk || (way == Way::All && question.is_choice())
    });
}

/// Answers the questions that are meant, from top to bottom, one key each.
fn answer_all(editor: &mut Editor, is_meant: impl Fn(&Question) -> bool) {
    let layer = editor.session.suggestions_layer().expect("suggestions");
    let mut met = BTreeSet::new();
    for _ in 0..MOST_QUESTIONS {
        let review = editor.session.review(editor.scope.document, layer);
        let review = review.expect("a review").expect("a proposal");
        let new = |one: &&Question| is_meant(one) && !met.contains(&one.fingerprint);
        let Some(question) = review.questions.iter().find(new) else {
            return;
        };
        met.insert(question.fingerprint.clone());
        editor.press(1);
        let question = std::slice::from_ref(question);
        match best_answer(editor, &review, &question[0]) {
            Some(answer) => editor.session.review_accept(&review, question, answer),
            None => editor.session.review_reject(&review, question, ""),
        }
        .expect("a legal answer");
    }
}

/// The answer that leaves least to do; `None` for no.
fn best_answer(editor: &Editor, review: &Review, question: &Question) -> Option<Answer> {
    let theirs = review.theirs.annotations();
    let answers: Vec<_> = match &question.kind {
        Kind::Choose { choices } => (0..choices.len()).map(Answer::Choice).collect(),
        _ => vec![Answer::Yes],
    };
    let page = editor.page();
    let tried = answers.into_iter().filter_map(|answer| {
        let transaction: Transaction = match answer {
            Answer::Choice(at) => accept_choice(page, theirs, question, at),
            Answer::Yes => accepted(page, theirs, std::slice::from_ref(question)),
        }
        .ok()?;
        let after = editor.after(page.annotations, &transaction);
        Some((left_to_do(editor, &after), answer))
    });
    let (left, answer) = tried.min_by_key(|(left, _)| *left)?;
    (left <= left_to_do(editor, page.annotations)).then_some(answer)
}

/// About how many keys and clicks a page is away from gold.
fn left_to_do(editor: &Editor, mine: &Annotations) -> usize {
    let homes = homes(editor, mine);
    let gold = &editor.gold.annotations;
    let missing = marks::missing(editor, mine);
    let typed: usize = missing
        .iter()
        .map(|it| 4 + it.replacement.chars().count())
        .sum();
    text_left(editor, mine, &homes)
        + 2 * order::out_of_order(gold, mine, &homes)
        + 2 * marks::wrong_breaks(editor, mine).len()
        + 2 * marks::extra(editor, mine).len()
        + typed
}

/// What is to be done about owners and roles: a drag and a key for a run in wrong
/// hands, a click and a key for a role.
fn text_left(editor: &Editor, mine: &Annotations, homes: &Homes) -> usize {
    let body = editor.page().schema.body_role();
    let run = |run: &super::gold::Run| {
        let wrong = wrong_part(&editor.source, mine, homes, run).is_some();
        let role = |(span, role): &&_| {
            let mut around = mine.segments_in(*span);
            let is = around
                .next()
                .is_some_and(|it| it.role() == Some(role) && it.span.covers(*span));
            !is && (!wrong || *role != body)
        };
        3 * usize::from(wrong) + 2 * run.segments.iter().filter(role).count()
    };
    editor.gold.runs.iter().map(run).sum()
}
