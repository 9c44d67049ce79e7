//! Names before an office: somebody is made its holder, relieved of it, or said to hold it.

use super::beside::{ELSEWHERE, IN_LIST, past_brackets};
use super::lists::{APPOINTING, AS};
use super::reading::{Known, Reading, name_from, name_to};
use super::{Named, Office};
use crate::model::evidence::Cue;
use crate::suggest::entities::names;
use crate::suggest::entities::passage::{Passage, is_han};

/// Those who are made, or no longer are, the holders of an office. `next` is the office
/// named after it.
pub(super) fn made(
    passage: &Passage,
    office: &Office,
    next: Option<&Office>,
    known: &Known,
) -> Vec<Named> {
    let last = appointed(passage, office, known)
        .or_else(|| dismissed(passage, office, next, known))
        .or_else(|| among(passage, office, known));
    if let Some(last) = last {
        let mut found = earlier(passage, last.range.start, office, known);
        found.push(Named::of(passage, &last, office, Cue::Appointed));
        return found;
    }
    let told = of_life(passage, office, known)
        .or_else(|| resigning(passage, office, known))
        .or_else(|| being(passage, office, known));
    let named = told.map(|name| Named::of(passage, &name, office, Cue::Appointed));
    named.into_iter().collect()
}

/// 任命张三为市教育局局长, 张三当选为…主席.
fn appointed(passage: &Passage, office: &Office, known: &Known) -> Option<Reading> {
    let words = AS.iter().filter(|word| passage.ends(office.start, word));
    let word = words.max_by_key(|word| word.len())?;
    let to = before_comrade(passage, office.start - word.chars().count());
    let to = before_brackets(passage, to);
    name_to(passage, to, IN_LIST, known).and_then(|name| fits_before(passage, name))
}

/// 免去张三的市水务局局长职务, 免去张三同志县教育局局长职务.
fn dismissed(
    passage: &Passage,
    office: &Office,
    next: Option<&Office>,
    known: &Known,
) -> Option<Reading> {
    let of = passage.ends(office.start, "的");
    let to = before_comrade(passage, office.start - usize::from(of));
    if to == office.start {
        return None;
    }
    let near = |it: &&Office| it.noun.start <= office.noun.end + 24;
    let last = next.filter(near).unwrap_or(office);
    let end = passage.len().min(last.noun.end + 14);
    let tail = passage.part(office.noun.end..end);
    let clause = tail.split(['。', '；', '\n']).next().unwrap_or_default();
    if !clause.contains("职务") {
        return None;
    }
    name_to(passage, to, IN_LIST, known).and_then(|name| fits_before(passage, name))
}

/// 张三、李四等县领导: the last of them.
fn among(passage: &Passage, office: &Office, known: &Known) -> Option<Reading> {
    if !office.group || !passage.ends(office.start, "等") {
        return None;
    }
    let mut name = name_to(passage, office.start - 1, IN_LIST, known)?;
    name.gain += 6.0;
    (name.gain > 0.0 && !is_han(passage.before(name.range.start))).then_some(name)
}

/// The names of a list before its last one.
fn earlier(passage: &Passage, start: usize, office: &Office, known: &Known) -> Vec<Named> {
    let mut found = Vec::new();
    let mut at = start;
    while passage.before(at) == '、' {
        let to = before_brackets(passage, at - 1);
        let name = name_to(passage, to, IN_LIST, known);
        let Some(name) = name.and_then(|name| fits_before(passage, name)) else {
            break;
        };
        at = name.range.start;
        found.push(Named::of(passage, &name, office, Cue::Listed));
    }
    found
}

/// 张三，女，回族，1975年3月生，现任县妇联主席: whose life is told.
fn of_life(passage: &Passage, office: &Office, known: &Known) -> Option<Reading> {
    let told = ["现任", "曾任", "历任", "拟任", "任", "，"];
    if !told.iter().any(|word| passage.ends(office.start, word)) {
        return None;
    }
    let ends = |at: &usize| "。；\n".contains(passage.char(*at));
    let start = (0..office.start).rev().find(ends).map_or(0, |at| at + 1);
    let name = name_from(passage, start, ELSEWHERE, known)?;
    let end = past_brackets(passage, name.range.end);
    if end >= office.start || passage.char(end) != '，' {
        return None;
    }
    let next = end + 1;
    let clause = passage.part(next..passage.len().min(next + 14));
    let clause = clause.split('，').next().unwrap_or_default();
    let life =
        ["男", "女"].contains(&clause) || ["岁", "生", "族"].iter().any(|it| clause.ends_with(it));
    (life && name.gain > 0.0).then_some(name)
}

/// 接受张三因工作变动辞去县长职务的请求.
fn resigning(passage: &Passage, office: &Office, known: &Known) -> Option<Reading> {
    if !passage.ends(office.start, "辞去") {
        return None;
    }
    let near = passage.part(office.start.saturating_sub(24)..office.start);
    let clause = near.rsplit(['。', '；', '，', '\n']).next()?;
    let verbs = ["接受", "同意", "批准"];
    let (at, verb) = verbs.iter().find_map(|it| Some((clause.rfind(it)?, it)))?;
    let rest = clause.get(at + verb.len()..)?;
    let start = office.start - rest.chars().count();
    name_from(passage, start, ELSEWHERE, known).filter(|name| name.gain > 0.0)
}

/// 张三是村党支部书记, 张三身为村支书: a full name that begins the clause.
fn being(passage: &Passage, office: &Office, known: &Known) -> Option<Reading> {
    let words = ["曾是", "原是", "就是", "也是", "还是", "是", "身为", "作为"];
    let word = words.iter().find(|it| passage.ends(office.start, it))?;
    let to = before_comrade(passage, office.start - word.chars().count());
    let name = name_to(passage, to, ELSEWHERE, known)?;
    let surname = names::has_surname(&passage.chars_of(name.range.clone()));
    let before = passage.before(name.range.start);
    let open = !is_han(before) || before == '的';
    (surname && open && name.range.len() >= 3 && name.gain > 3.0).then_some(name)
}

/// The place before 同志, if that ends here.
fn before_comrade(passage: &Passage, at: usize) -> usize {
    if passage.ends(at, "同志") {
        at - 2
    } else {
        at
    }
}

/// The place before brackets that end here: 王丽君（女）.
pub(super) fn before_brackets(passage: &Passage, at: usize) -> usize {
    if passage.before(at) != '）' {
        return at;
    }
    let near = at.saturating_sub(12)..at;
    let open = near.rev().find(|at| passage.char(*at) == '（');
    open.unwrap_or(at)
}

/// A name, as it is weighed when its office follows; it begins after a mark or a verb of
/// appointing.
fn fits_before(passage: &Passage, mut name: Reading) -> Option<Reading> {
    let start = name.range.start;
    let open = !is_han(passage.before(start)) || passage.gap(start);
    let told = APPOINTING.iter().any(|verb| passage.ends(start, verb));
    // 选举于文生为: between such a verb and the office hardly anything else stands.
    let surely = [
        "选举",
        "补选",
        "任命",
        "免去",
        "推选",
        "提名",
        "推荐",
        "免去：",
    ]
    .iter()
    .any(|verb| passage.ends(start, verb));
    let chars = passage.chars_of(name.range.clone());
    let known = names::has_known_surname(&chars) || names::is_sounds(&chars);
    name.gain += match (surely, open) {
        (true, _) if known => 8.0,
        (false, true) if known => 7.0,
        (_, true) | (true, _) => 0.0,
        (false, false) => -5.0,
    };
    (name.gain > 0.0 && (open || told)).then_some(name)
}
