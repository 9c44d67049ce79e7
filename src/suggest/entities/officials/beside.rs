//! Names beside an office: after it, in a list after it, before it, and the few that need none.

use super::appointed::before_brackets;
use super::lists::{ADDRESS, COUNTRIES, DOCTRINES, LEADERS, REPORTERS};
use super::reading::{Known, Reading, name_from, name_to};
use super::{Named, Office, appointed};
use crate::model::evidence::{Cue, Reason};
use crate::suggest::entities::names;
use crate::suggest::entities::passage::{Passage, is_han};
use crate::suggest::lexicon;

/// What it costs to read no name right after an office, in a list, and elsewhere.
const AFTER_OFFICE: f64 = 1.0;
pub(super) const IN_LIST: f64 = -2.0;
pub(super) const ELSEWHERE: f64 = -5.0;

/// The name right after an office, and those of the list that it begins.
pub(super) fn after(
    passage: &Passage,
    office: &Office,
    offices: &[Office],
    known: &Known,
) -> Vec<Named> {
    let mut found = Vec::new();
    let mut from = office.noun.end;
    if office.group && passage.char(from) == '有' {
        from += 1;
    }
    if passage.char(from) == '：' {
        from += 1;
    }
    let mut free = AFTER_OFFICE;
    let called = called(passage, from)
        .or_else(|| whose(passage, office))
        .or_else(|| by(passage, from));
    if let Some(called) = called {
        (from, free) = (called, IN_LIST);
    }
    while let Some(name) = read(passage, office, from, free, known) {
        let end = past_brackets(passage, name.range.end);
        let cue = if free == AFTER_OFFICE {
            Cue::Office
        } else {
            Cue::Listed
        };
        found.push(Named::of(passage, &name, office, cue));
        // 委员：张三　李四　王五: nothing but blanks between them.
        let spaced = passage.before(office.noun.end + 1) == '：' && passage.gap(end);
        let spaced = Some(end).filter(|_| spaced && is_han(passage.char(end)));
        let Some(next) = next_item(passage, end).or(spaced) else {
            break;
        };
        if of_another(passage, next, offices) {
            break;
        }
        (from, free) = (next, IN_LIST);
    }
    found
}

/// Where the name begins of which a holder of the office is told: 书记叫, 支书姓郝，叫.
fn called(passage: &Passage, at: usize) -> Option<usize> {
    let surname = passage.char(at) == '姓' && passage.char(at + 2) == '，';
    let at = if surname { at + 3 } else { at };
    let words = ["名叫", "名字叫", "叫做", "叫", "就是", "是"];
    let word = words.iter().find(|word| passage.has(at, word))?;
    Some(at + word.chars().count())
}

/// Where the name begins of whom it says that they hold the office: 身为镇长的李梅.
fn whose(passage: &Passage, office: &Office) -> Option<usize> {
    let words = [
        "身为", "作为", "担任", "时任", "曾任", "现任", "兼任", "当过", "当选", "任",
    ];
    let told = words.iter().any(|word| passage.ends(office.start, word))
        || passage
            .part(office.start..office.noun.start)
            .contains("时任");
    let of = told && passage.char(office.noun.end) == '的';
    of.then_some(office.noun.end + 1)
}

/// Where the name begins of whom an office is given to: 县长一职由张三接任.
fn by(passage: &Passage, at: usize) -> Option<usize> {
    let words = ["一职由", "职务由", "之职由", "先后由", "由"];
    let word = words.iter().find(|word| passage.has(at, word))?;
    let from = at + word.chars().count();
    let near = passage.part(from..passage.run(from, 9));
    let given = ["担任", "接任", "出任", "兼任", "代理", "继任"];
    given.iter().any(|it| near.contains(it)).then_some(from)
}

/// How much likelier a name is right after an office the fuller it is told: 县教育局局长 is
/// hardly said of nobody, 局长 is.
fn weight(passage: &Passage, office: &Office) -> f64 {
    let members = ["常委", "委员", "干部", "党组成员"];
    let several = office.group || members.iter().any(|it| passage.ends(office.noun.end, it));
    match several {
        true => 0.0,
        false if office.public >= 3.0 => 2.0,
        false => -1.0,
    }
}

/// What it costs that a name has no surname that is known, and no sounds of names.
const UNKNOWN: f64 = 4.0;

/// The name at `from`, where it may stand after the office.
fn read(
    passage: &Passage,
    office: &Office,
    from: usize,
    free: f64,
    known: &Known,
) -> Option<Reading> {
    let right_after = free == AFTER_OFFICE;
    let free = free
        + if right_after {
            weight(passage, office)
        } else {
            0.0
        };
    let mut name = name_from(passage, from, free, known)?;
    if right_after {
        // 武汉市长江大桥: what the noun may be part of counts against it.
        let end = passage.run(from, 6);
        let border = office.noun.end - office.start;
        let cut = lexicon::word_across(passage.part(office.start..end), border);
        name.gain -= if cut.is_some() { 8.0 } else { 0.0 };
        let chars = passage.chars_of(name.range.clone());
        let known =
            chars.contains(&'·') || names::has_known_surname(&chars) || names::is_sounds(&chars);
        name.gain -= if known { 0.0 } else { UNKNOWN };
    }
    (name.gain > 0.0).then_some(name)
}

/// The place behind brackets that say more of a person: （女，回族）, （右二）.
pub(super) fn past_brackets(passage: &Passage, at: usize) -> usize {
    if passage.char(at) != '（' {
        return at;
    }
    let near = at..passage.len().min(at + 14);
    near.clone()
        .find(|at| passage.char(*at) == '）')
        .map_or(at, |at| at + 1)
}

/// Where the next item of a list begins, if one follows.
pub(super) fn next_item(passage: &Passage, at: usize) -> Option<usize> {
    if passage.char(at) == '、' {
        return Some(at + 1);
    }
    let words = ["以及", "和", "与", "及"];
    let word = words.iter().find(|word| passage.has(at, word))?;
    Some(at + word.chars().count())
}

/// Whether an item of a list names an office of its own.
fn of_another(passage: &Passage, from: usize, offices: &[Office]) -> bool {
    let end = passage.run(from, 30);
    offices
        .iter()
        .any(|it| (from..end).contains(&it.noun.start))
}

/// A name before an office: somebody is made its holder, or it says who somebody is.
pub(super) fn before(
    passage: &Passage,
    office: &Office,
    next: Option<&Office>,
    known: &Known,
) -> Vec<Named> {
    let made = appointed::made(passage, office, next, known);
    if !made.is_empty() {
        return made;
    }
    let named = set_beside(passage, office, known).or_else(|| addressed(passage, office, known));
    named.into_iter().collect()
}

/// 张三（市水务局局长）, 张三，市水务局局长，.
fn set_beside(passage: &Passage, office: &Office, known: &Known) -> Option<Named> {
    let told = ["现任", "时任", "原任", "曾任", "现为", "系", "为", "任"];
    let word = told.iter().find(|word| passage.ends(office.start, word));
    let begin = office.start - word.map_or(0, |word| word.chars().count());
    let to = begin.checked_sub(1)?;
    let (open, close) = (passage.char(to), passage.char(office.noun.end));
    let bracket = open == '（' && "），、".contains(close);
    let comma = open == '，' && "，。；\n".contains(close) && office.body.len() >= 2;
    // A table has the name and the office in two columns.
    let columns = passage.gap(begin) && office.body.len() >= 2;
    if !bracket && !comma && !columns {
        return None;
    }
    if columns {
        return in_columns(passage, office, begin, known);
    }
    let name = name_to(passage, to, ELSEWHERE, known)?;
    let alone =
        !is_han(passage.before(name.range.start)) && name.gain > if comma { 3.0 } else { 0.0 };
    alone.then(|| Named::of(passage, &name, office, Cue::Office))
}

/// 程前进　县审计局局长: the name stands alone before a blank, at the beginning of a line or
/// after a blank.
fn in_columns(passage: &Passage, office: &Office, begin: usize, known: &Known) -> Option<Named> {
    let to = before_brackets(passage, begin);
    let name = name_to(passage, to, IN_LIST, known)?;
    let start = name.range.start;
    let alone = passage.before(start) == '\n' || passage.gap(start);
    let surname = names::has_known_surname(&passage.chars_of(name.range.clone()));
    (alone && surname && name.gain > 0.0).then(|| Named::of(passage, &name, office, Cue::Office))
}

/// 李强总理, 申屠岸县长: an office said after a full name as a form of address.
fn addressed(passage: &Passage, office: &Office, known: &Known) -> Option<Named> {
    let address = ADDRESS.contains(&passage.part(office.noun.clone()));
    let to = office.noun.start;
    let first = passage.run_back(to, 5);
    let alone = (2..=4).contains(&(to - first));
    let name = name_to(passage, to, ELSEWHERE, known)?;
    let told = known.contains_key(passage.part(name.range.clone()));
    let start = name.range.start;
    let spread = name.range.len() == 2 && passage.gap(start + 1) && !passage.gap(to);
    let dotted = passage.part(name.range.clone()).contains('·') && !is_han(passage.before(start));
    let least = match (spread, start == first && alone) {
        (true, _) => 0.0,
        // Nothing else stands there: of characters of names, three are hardly anything else.
        (_, true) if names::is_usual(&passage.chars_of(name.range.clone())) => -4.0,
        (_, true) => 2.5,
        _ => f64::INFINITY,
    };
    let name_alone = name.gain > least;
    let surname = names::has_surname(&passage.chars_of(name.range.clone()));
    let is_usual = names::is_usual(&passage.chars_of(name.range.clone()));
    let usual =
        surname && name.range.len() == 3 && address && name.gain > if is_usual { 1.0 } else { 6.0 };
    let body = !spread && lists_body(passage, name.range.start..to);
    (told || dotted || ((name_alone && surname || usual) && !body)).then(|| {
        let mut named = Named::of(passage, &name, office, Cue::Office);
        let title = office.noun.clone();
        named.body = None;
        named.reason = Reason::about(Cue::Office, passage.said(title.clone()));
        named.title = Some(title);
        named
    })
}

/// Whether a would-be name before an office is rather the name of a body: 党支部书记.
fn lists_body(passage: &Passage, range: std::ops::Range<usize>) -> bool {
    let last = passage.before(range.end);
    let text = passage.part(range);
    let tags = lexicon::dictionary().tag(text, false);
    // The dictionary has names of people, too.
    let person = tags.iter().all(|it| it.tag.starts_with("nr"));
    let whole = lexicon::is_word(text) && !person;
    whole
        || COUNTRIES.contains(&text)
        || "委部局厅处科院校会组村镇乡市县区州盟旗省府站所室办党团队中政社协联街道副长"
            .contains(last)
}

/// Leaders that everybody knows, where the text speaks of the person.
pub(super) fn leaders(passage: &Passage) -> Vec<Named> {
    let mut found = Vec::new();
    for name in LEADERS.iter() {
        for (byte, _) in passage.text().match_indices(name) {
            let start = passage.position(byte);
            let range = start..start + name.chars().count();
            if !in_doctrine(passage, range.end) {
                found.push(Named {
                    range,
                    score: 0.97,
                    ends: true,
                    reason: Reason::about(Cue::WellKnown, *name),
                    title: None,
                    body: None,
                });
            }
        }
    }
    found
}

/// Whether a name that ends at `end` is part of the name of a doctrine: no mark, office or
/// verb stands between them.
pub(super) fn in_doctrine(passage: &Passage, end: usize) -> bool {
    let text = passage.part(end..passage.run(end, 16));
    let starts = ["新时代中国特色", "新时代"]
        .iter()
        .any(|it| text.starts_with(it));
    let person = ["总书记", "同志", "主席", "在", "关于", "对", "的"]
        .iter()
        .any(|it| text.starts_with(it));
    let named = DOCTRINES
        .iter()
        .any(|it| text.find(it).is_some_and(|at| at <= 18));
    starts || (!person && named)
}

/// Whether a place is right behind words for those who made a report.
pub(super) fn is_reporter(passage: &Passage, start: usize, end: usize) -> bool {
    let before = REPORTERS.iter().any(|word| passage.ends(start, word));
    let after = ["摄", "文/图", "摄影", "/文", "/摄", "供图"]
        .iter()
        .any(|word| passage.has(end, word) && !is_han(passage.char(end + word.chars().count())));
    before || after
}
