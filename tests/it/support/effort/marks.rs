//! Repairing line ends, corrections and titles.

use broadsheet::edit::verbs::{articles, corrections};
use broadsheet::edit::wrong_text::WrongText;
use broadsheet::model::annotations::Annotations;
use broadsheet::model::correction::Correction;
use broadsheet::text::offset::CharOffset;
use broadsheet::text::span::Span;

use super::editor::{Editor, Key, Place};
use super::gold::{effective, own_title};
use super::text;

/// Line ends that one `P` puts right: from the first to the last wrong one, by their
/// upper lines from 1.
type Stretch = (u32, u32);

/// Makes line ends, corrections and titles those of gold.
pub fn repair(editor: &mut Editor) {
    for stretch in wrong_breaks(editor, editor.annotations()) {
        let place = break_place(editor, stretch);
        editor.act(place, &Key::Break);
    }
    repair_corrections(editor);
    repair_titles(editor);
}

/// The stretches of wrong line ends; what gold does not decide may lie in between.
pub fn wrong_breaks(editor: &Editor, mine: &Annotations) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut open = None;
    for gold in editor.gold.line_breaks() {
        let is_wrong = effective(mine, editor.inferred(), gold.line) != gold.kind;
        if open != Some(gold.kind) {
            open = None;
        }
        match stretches.last_mut() {
            Some(last) if is_wrong && open.is_some() => last.1 = gold.line,
            _ if is_wrong => {
                stretches.push((gold.line, gold.line));
                open = Some(gold.kind);
            }
            _ => {}
        }
    }
    stretches
}

fn break_place(editor: &Editor, (first, last): Stretch) -> Place {
    let source = &editor.source;
    let start = source.line_span(first as usize - 1).start();
    if first == last {
        return Place::At(start);
    }
    let below = (last as usize..source.line_count()).find(|&line| !source.is_blank_line(line));
    let below = below.expect("text below a decided line end");
    let end = source.line_span(below).start();
    let end = source.trim(Span::between(end, source.span().end()));
    let end = end.map_or(source.span().end(), |text| CharOffset(text.start().0 + 1));
    Place::Selected(Span::between(start, end))
}

/// Corrections of gold that are not mine.
pub fn missing<'a>(editor: &'a Editor, mine: &Annotations) -> Vec<&'a Correction> {
    let gold = &editor.gold.annotations;
    gold.corrections().filter(|one| !has(mine, one)).collect()
}

/// Corrections of mine that are none of gold's.
pub fn extra(editor: &Editor, mine: &Annotations) -> Vec<Correction> {
    let gold = &editor.gold.annotations;
    let extra = mine.corrections().filter(|one| !has(gold, one));
    extra.cloned().collect()
}

fn has(layer: &Annotations, wanted: &Correction) -> bool {
    layer
        .corrections_in(wanted.span)
        .any(|it| it.span == wanted.span && it.replacement == wanted.replacement)
}

/// The keys beside the text for a correction or a title: the command and Enter.
const COMMAND_AND_ENTER: usize = 2;

fn repair_corrections(editor: &mut Editor) {
    for correction in extra(editor, editor.annotations()) {
        editor.reach(Place::At(correction.span.start()));
        editor.press(1);
        let removed = corrections::remove(editor.page(), &[correction.id]);
        editor.carry_out(removed.expect("a correction of mine"));
    }
    let wanted: Vec<_> = missing(editor, editor.annotations())
        .into_iter()
        .cloned()
        .collect();
    for correction in wanted {
        if has(editor.annotations(), &correction) {
            continue;
        }
        editor.reach(Place::Selected(correction.span));
        editor.press(COMMAND_AND_ENTER + correction.replacement.chars().count());
        let typed = corrections::correct(editor.page(), correction.span, &correction.replacement);
        editor.carry_out(typed.expect("another text"));
        correct_equals(editor, &correction);
    }
}

/// Applies a correction to all equal places where each of them is gold's too.
fn correct_equals(editor: &mut Editor, correction: &Correction) {
    let Some(wrong) = WrongText::of(&editor.source, correction) else {
        return;
    };
    let places = corrections::open_places(editor.page(), &wrong);
    let gold = &editor.gold.annotations;
    let is_gold = |&span: &Span| {
        has(
            gold,
            &Correction {
                span,
                ..correction.clone()
            },
        )
    };
    if !places.is_empty() && places.iter().all(is_gold) {
        editor.press(COMMAND_AND_ENTER);
        let done = corrections::correct_all(editor.page(), &wrong);
        editor.carry_out(done.expect("open places"));
    }
}

fn repair_titles(editor: &mut Editor) {
    let homes = text::homes(editor, editor.annotations());
    let articles = editor.gold.annotations.articles();
    let pair = |gold| Some((gold, *homes.get(&gold)?));
    let pairs: Vec<_> = articles.filter_map(|it| pair(it.id)).collect();
    for (gold, mine) in pairs {
        let annotations = editor.annotations();
        let article = annotations.article(mine).expect("an article of mine");
        let wanted = editor.gold.titles.get(&gold).cloned();
        if own_title(&editor.source, editor.inferred(), annotations, article) == wanted {
            continue;
        }
        let wanted = wanted.unwrap_or_default();
        let first = annotations.segments_of(mine).next();
        let caret = first.expect("an article has text").span.start();
        editor.reach(Place::At(caret));
        editor.press(COMMAND_AND_ENTER + wanted.chars().count());
        let transaction = articles::set_title(editor.page(), mine, &wanted);
        editor.carry_out(transaction.expect("another title"));
    }
}
