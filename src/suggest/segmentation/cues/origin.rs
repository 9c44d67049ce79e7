//! Where a text comes from: datelines, bylines, names.

use std::sync::LazyLock;

use regex::Regex;

use super::{expression, holds};
use crate::suggest::segmentation::lines::is_han;

expression!(
    DATELINE_HAN,
    r"^(?x:
        (?:本报|本刊|本台|本社|新华社|新華社|中新社|中央社|新华网|人民网|据[^，。,、（(]{2,8}?(?:社|网|报))
        [^，。,（(：:；、]{0,14}?(?:讯|訊|日?专?電|日?专?电)
        (?:[（(][^）)]{1,40}[）)])?
    )"
);
expression!(
    DATELINE_BY,
    r"^(?:本报|本刊|新华社|新華社)[^（(。，]{0,14}[（(](?:[^）)]{0,6})(?:记者|通讯员|記者)[^）)]{2,30}[）)]"
);
expression!(
    DATELINE_BARE,
    r"^[（(](?:本报)?(?:记者|通讯员|記者)[^）)。，]{2,16}[）)]"
);
expression!(
    DATE_AFTER,
    r"^(?:(?:\d{2,4}年)?\d{1,2}月\d{1,2}日?(?:[至到—－~～-]+(?:\d{1,2}月)?\d{1,2}日?)?|\d{1,2}日(?:[至到—－~～-]+\d{1,2}日)?)[，,]"
);
expression!(
    DATELINE_LATIN,
    r"^(?x:
        \p{Lu}[\p{Lu}\ .'’,-]{2,30}(?:\s*\([^)]{1,12}\))?(?:,\s[\p{L}.]{3,10}\s\d{1,2})?\.?\s*[—–]\s
        | \p{Lu}[\p{L}\ .'’-]{2,30},\s(?:le\s|den\s|am\s)?\d{1,2}\.?\s\p{L}{3,10}\.?(?:\s\d{4})?\.?\s*(?:[—–:]|\(\p{L}{2,12}\.?\))
    )"
);
expression!(
    BYLINE_HAN,
    r"^(?x:
        [（(]?[□■◎●○△◇]?(?:本报|本刊|新华社|新華社)?
        (?:特约|特派|实习|见习|首席|驻[^，。]{1,8}?)*
        (?:记者|通讯员|实习生|评论员|记者站|記者|作者|读者|撰文|文图|图文|文/图|图/文|文/|文：|供稿)[：:/]?
        [^，。；！？：]{2,34}
    )$"
);
expression!(BYLINE_MARK, r"^[□■◎◇○]\p{Han}{2,4}$");
expression!(
    BYLINE_LATIN,
    r"^(?:(?i:by)\s+\p{Lu}|(?i:by our)\s|From [Oo]ur\s|De notre (?:correspondant|envoy)|Par\s+\p{Lu}[\p{L}.-]+\s\p{Lu}|Von\s+(?:unserem|\p{Lu}[\p{L}.-]+\s\p{Lu}[\p{L}-]+$))"
);
/// How many characters of `text` the dateline at its beginning has, the date and
/// the comma after it included. `text` has no white space if it is Chinese.
pub fn dateline(text: &str) -> Option<usize> {
    let head: String = text.chars().take(90).collect();
    let found = |expression: &LazyLock<Option<Regex>>| {
        let found = expression.as_ref()?.find(&head)?;
        // 通讯员 holds 讯.
        let rest = head.get(found.end()..)?;
        (!rest.starts_with('员')).then_some(found.end())
    };
    let end = found(&DATELINE_HAN)
        .or_else(|| found(&DATELINE_BY))
        .or_else(|| found(&DATELINE_LATIN))
        .or_else(|| found(&DATELINE_BARE).filter(|end| head.len() > end + 12))?;
    let rest = head.get(end..)?;
    let date = DATE_AFTER.as_ref().and_then(|it| it.find(rest));
    let end = end + date.map_or(0, |it| it.end());
    Some(head.get(..end)?.chars().count())
}

/// Whether the whole text is a byline.
pub fn byline(text: &str) -> bool {
    // Words of sentences, never of names.
    const SENTENCE: [char; 12] = [
        '的', '了', '着', '在', '到', '是', '把', '说', '这', '也', '就', '被',
    ];
    text.chars().count() <= 40
        && !text.contains(SENTENCE)
        && (holds(&BYLINE_HAN, text) || holds(&BYLINE_MARK, text) || holds(&BYLINE_LATIN, text))
}

/// Whether the text, with its white space, names who wrote a letter to the paper:
/// `甲县读者 王 某`, or anybody whose name is spaced: `退休教师 王 某某`.
pub fn reader(text: &str) -> bool {
    let Some((who, name)) = text.split_once(char::is_whitespace) else {
        return false;
    };
    let parts: Vec<usize> = name
        .split_whitespace()
        .map(|part| part.chars().count())
        .collect();
    let name: Vec<char> = name.chars().filter(|c| !c.is_whitespace()).collect();
    let short =
        who.chars().count() <= 12 && (2..=4).contains(&name.len()) && who.chars().count() >= 2;
    let plain = who.chars().chain(name).all(is_han);
    let spaced = parts.as_slice() == [1, 1] || parts.as_slice() == [1, 2];
    short && plain && (spaced || WRITERS.iter().any(|writer| who.ends_with(writer)) || lives(who))
}

/// Whether the text is a place in two steps, as people give it who sign a letter: `甲县乙镇`.
fn lives(who: &str) -> bool {
    let village = ["镇", "乡", "村", "街道", "社区"];
    let inside = |rest: &str| rest.chars().skip(1).any(|c| "省市县区旗".contains(c));
    village
        .iter()
        .filter_map(|kind| who.strip_suffix(kind))
        .any(inside)
}

/// Who writes letters to papers, or gives advice in them.
const WRITERS: [&str; 14] = [
    "读者",
    "市民",
    "居民",
    "村民",
    "网友",
    "职工",
    "家长",
    "讀者",
    "研究员",
    "教授",
    "工程师",
    "农艺师",
    "医师",
    "律师",
];

/// Whether the text is nothing but a name: in brackets, spaced, or with a frequent
/// family name.
pub fn bare_name(text: &str) -> bool {
    const FAMILIES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱丘夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚";
    let core = text.trim_matches(['（', '）', '(', ')']);
    let letters: Vec<char> = core.chars().filter(|c| !c.is_whitespace()).collect();
    if !(2..=3).contains(&letters.len()) || !letters.iter().all(|c| is_han(*c)) {
        return false;
    }
    let mut parts = core.split_whitespace().map(|part| part.chars().count());
    let spaced = parts.next() == Some(1) && parts.next().is_some() && parts.next().is_none();
    let bracketed = core.len() < text.len();
    spaced || bracketed || letters.len() == 3 && FAMILIES.contains(letters[0])
}
