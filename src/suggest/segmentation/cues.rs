//! Words and marks by which newspapers tell what a piece of text is: datelines,
//! bylines, captions, folios, imprints, notes of continuation.
//!
//! Every expression is general newspaper usage. They look at text without white
//! space, since extractors space names and numbers at will.

use std::sync::LazyLock;

use regex::Regex;

/// An expression that is compiled when it is first asked.
macro_rules! expression {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new($pattern).ok());
    };
}

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
expression!(CAPTION_MARK, r"^[▲▼◀▶△▽←→↑↓◤◢◣◥►◄]");
expression!(
    CAPTION_WORDS,
    r"^[（(]?(?:图为|圖為|上图|下图|左图|右图|资料图|图[①②③④⑤⑥⑦⑧⑨一二三四五六1-9][）):：为])"
);
expression!(
    CAPTION_END,
    r"(?:摄影报道|(?:记者|通讯员)?\p{Han}{2,4}摄|[/／]摄|摄影|攝影?|供图|图片来源\S{0,12}|/图)[）)]?。?$"
);
expression!(
    CREDIT,
    r"^(?:本报|新华社)?(?:特约|实习)?(?:记者|通讯员)?[\p{Han}·/]{2,14}?(?:摄影报道|摄影|文/图|图/文|摄)。?$"
);
expression!(
    FOLIO,
    r"^第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})版$|^[A-Z]?\d{1,3}版?$|\d{4}年\d{1,2}月\d{1,2}日.{0,3}星期[一二三四五六日天]|^星期[一二三四五六日天]|第[\d一二三四五六七八九十０-９]{1,3}版.{0,12}年|年.{1,4}月.{1,4}日.{0,14}(?:版|星期|期|[A-D]\d{1,2}$)|[A-D]\d{1,2}.{0,4}年.{1,4}月.{1,4}日$|^第.{1,3}版$|^(?i:\w+day,?\s.{4,24}\b(?:19|20)\d\d\b)|(?i:\bpage\s\d{1,3}$)"
);
expression!(
    IMPRINT,
    r"(?:责任编辑|責任編輯|责编|本版编辑|编辑[：:]|美编|校对|版式|组版|电子信箱|投稿邮箱|E-?mail|刊号|邮发代号|承印|总编辑[：:]|值班(?:编辑|主任|总编|编委)|主编[：:]|图片编辑|本版[稿插图]|来信请寄|本报地址|零售|定价|CMYK|©|ISSN)"
);
expression!(
    CONTINUED,
    r"^[（(【\[]?(?:下转|上接|紧接|转|接|下轉|上接)第?(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})版[^）)]{0,12}[）)】\]]?$|^[（(]?(?i:continued|suite|fortsetzung)\b.{0,40}$"
);
expression!(
    NUMBERED,
    r"^(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．]|第[一二三四五六七八九十]{1,3}[章节条篇]|[①-⑳]|[IVX]{1,4}\.\s)"
);

fn holds(expression: &LazyLock<Option<Regex>>, text: &str) -> bool {
    expression.as_ref().is_some_and(|it| it.is_match(text))
}

/// How many characters of `text` the dateline at its beginning has, the date and
/// the comma after it included. `text` has no white space if it is Chinese.
pub(super) fn dateline(text: &str) -> Option<usize> {
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
pub(super) fn byline(text: &str) -> bool {
    text.chars().count() <= 40
        && (holds(&BYLINE_HAN, text) || holds(&BYLINE_MARK, text) || holds(&BYLINE_LATIN, text))
}

/// Whether a caption mark opens the text.
pub(super) fn caption_mark(text: &str) -> bool {
    holds(&CAPTION_MARK, text)
}

/// Whether words that open a caption open the text.
pub(super) fn caption_words(text: &str) -> bool {
    holds(&CAPTION_WORDS, text)
}

/// Whether the text ends by naming a photographer.
pub(super) fn caption_end(text: &str) -> bool {
    holds(&CAPTION_END, text)
}

/// Whether the whole text is the credit of a photographer.
pub(super) fn credit(text: &str) -> bool {
    text.chars().count() <= 18 && holds(&CREDIT, text)
}

/// Whether the text is a folio: page number or date of the issue.
pub(super) fn folio(text: &str) -> bool {
    text.chars().count() <= 40 && holds(&FOLIO, text)
}

/// Whether the text names editors, addresses or numbers of the paper, near its beginning
/// and not in a sentence.
pub(super) fn imprint(text: &str) -> bool {
    const NEAR: usize = 10;
    let found = IMPRINT.as_ref().and_then(|it| it.find(text));
    let near = found.is_some_and(|found| {
        text.get(..found.start())
            .is_some_and(|before| before.chars().count() <= NEAR)
    });
    near && text.chars().count() <= 60 && !text.contains(['，', '。', '；', '、'])
}

/// Whether the whole text is a note that an article goes on or comes from elsewhere.
pub(super) fn continued(text: &str) -> bool {
    holds(&CONTINUED, text)
}

/// Whether the text opens like a letter to the paper.
pub(super) fn salutation(text: &str) -> bool {
    [
        "编辑同志",
        "编辑部",
        "尊敬的编辑",
        "本报编辑部",
        "编辑先生",
        "編輯先生",
        "主编同志",
        "Sir,",
        "Dear ",
    ]
    .iter()
    .any(|words| text.starts_with(words))
}

/// Whether the text is nothing but a name: in brackets, spaced, or with a frequent
/// family name.
pub(super) fn bare_name(text: &str) -> bool {
    const FAMILIES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱丘夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚";
    let core = text.trim_matches(['（', '）', '(', ')']);
    let letters: Vec<char> = core.chars().filter(|c| !c.is_whitespace()).collect();
    if !(2..=3).contains(&letters.len()) || !letters.iter().all(|c| super::lines::is_han(*c)) {
        return false;
    }
    let spaced = letters.len() == 2 && core.contains(char::is_whitespace);
    let bracketed = core.len() < text.len();
    spaced || bracketed || letters.len() == 3 && FAMILIES.contains(letters[0])
}

/// Whether a note says that the article goes on elsewhere.
pub(super) fn goes_on(text: &str) -> bool {
    text.contains(['下', '转', '轉']) || text.to_lowercase().contains("continued on")
}

/// Whether a note says that the article comes from elsewhere.
pub(super) fn comes_from(text: &str) -> bool {
    text.contains(['上', '接']) && continued(text)
}

/// The length of a note of continuation at the end of the text, in characters.
pub(super) fn note_after(text: &str) -> Option<u32> {
    let at = text.rfind(['（', '(', '【'])?;
    let note = text.get(at..)?;
    (at > 0 && continued(&squeeze(note))).then(|| note.chars().count() as u32)
}

/// The length of a note of continuation at the beginning of the text, in characters.
pub(super) fn note_before(text: &str) -> Option<u32> {
    let (note, rest) = text.split_once(['）', ')', '】'])?;
    (!rest.is_empty() && note.starts_with(['（', '(', '【']) && continued(&squeeze(note)))
        .then(|| note.chars().count() as u32 + 1)
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether the text opens with a number of a section.
pub(super) fn numbered(text: &str) -> bool {
    holds(&NUMBERED, text)
}

/// Whether the text opens with somebody who speaks in an interview: `问：` `记者：`.
pub(super) fn speaker(text: &str) -> bool {
    ["问", "答", "记者", "主持人", "編者", "编者", "Q", "A"]
        .iter()
        .any(|who| {
            text.strip_prefix(who)
                .is_some_and(|rest| rest.starts_with(['：', ':']))
        })
}

/// Whether words open the text with which reports begin paragraphs.
pub(super) fn opens_paragraph(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "据了解",
        "据介绍",
        "据悉",
        "据统计",
        "记者了解到",
        "记者从",
        "会议指出",
        "会议强调",
        "会议要求",
        "近年来",
        "下一步",
        "与此同时",
    ];
    WORDS.iter().any(|word| text.starts_with(word))
}

/// Whether the text ends with a word for a kind of report, as subheadlines do.
pub(super) fn report_word(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "综述",
        "纪实",
        "侧记",
        "扫描",
        "见闻",
        "纪事",
        "访谈",
        "札记",
        "透视",
        "观察",
        "掠影",
        "小记",
        "述评",
        "调查",
        "報導",
        "一年记",
    ];
    WORDS.iter().any(|word| text.ends_with(word))
}

/// Whether the text is a row of a table: three or more cells, most of them numbers.
pub(super) fn tabular(text: &str) -> bool {
    let cells: Vec<&str> = text.split_whitespace().collect();
    let number = |cell: &&str| cell.chars().all(|c| !c.is_alphabetic());
    let numbers = cells.iter().copied().filter(|cell| number(cell)).count();
    cells.len() >= 3 && numbers >= 2 && numbers * 2 >= cells.len()
}

/// Whether two texts are rows of one table: as many cells, three or more, and a number
/// in each.
pub(super) fn same_table(a: &str, b: &str) -> bool {
    let number = |text: &str| {
        text.split_whitespace()
            .any(|cell| !cell.chars().any(char::is_alphabetic))
    };
    cells(a) >= 3 && cells(a) == cells(b) && number(a) && number(b)
}

/// How many pieces white space cuts a text into.
pub(super) fn cells(text: &str) -> usize {
    text.split_whitespace().count()
}

/// How many characters the mark and lead word at the beginning of a brief have
/// (`◆供热 …`).
pub(super) fn lead_word(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(|c| "◆●■★▪◇※◎".contains(c))?;
    let (word, after) = rest.trim_start().split_once(char::is_whitespace)?;
    let spaces = rest.chars().take_while(|c| c.is_whitespace()).count();
    let letters = word.chars().count();
    let plain = word.chars().all(char::is_alphanumeric);
    ((2..=8).contains(&letters) && plain && after.trim().chars().count() >= 3)
        .then_some(1 + spaces + letters)
}

/// Whether a number in a circle, or of a picture, opens the text.
pub(super) fn number_mark(text: &str) -> bool {
    text.starts_with(|c| matches!(c, '①'..='⑳'))
}

/// The number with which a heading opens, up to 99.
pub(super) fn number(text: &str) -> Option<u32> {
    if !numbered(text) {
        return None;
    }
    let digits: String = text
        .chars()
        .skip_while(|c| "（(第".contains(*c))
        .take(3)
        .collect();
    let arabic: String = digits.chars().take_while(char::is_ascii_digit).collect();
    if let Ok(number) = arabic.parse() {
        return Some(number);
    }
    let mut number = 0;
    for c in digits.chars() {
        match "一二三四五六七八九".chars().position(|d| d == c) {
            Some(digit) => number += digit as u32 + 1,
            None if c == '十' => number = number.max(1) * 10,
            None => break,
        }
    }
    (number > 0).then_some(number)
}

/// Whether the text opens with the dash of a subheadline.
pub(super) fn dash(text: &str) -> bool {
    ["——", "──", "—", "――", "-—", "--"]
        .iter()
        .any(|mark| text.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_counted() {
        assert_eq!(number("三、水到"), Some(3));
        assert_eq!(number("（二十一）水到"), Some(21));
        assert_eq!(number("12、水到"), Some(12));
        assert_eq!(number("三水到"), None);
    }

    #[test]
    fn rows_and_briefs_show_their_marks() {
        assert!(tabular("个旧 11 8 6") && tabular("菜籽油 12.40 12.40 —"));
        assert!(!tabular("阮 棠 3") && !tabular("春来早 花开满城"));
        assert_eq!(lead_word("◆供热 城区的锅炉昨天点火"), Some(3));
        assert_eq!(lead_word("◆城区的锅炉昨天点火"), None);
        assert!(report_word("——某市工作综述") && !report_word("综述会议"));
    }

    #[test]
    fn datelines_end_after_the_date() {
        for (text, head) in [
            (
                "本报金昌讯（通讯员陆漪洁）1月29日，金昌市",
                "本报金昌讯（通讯员陆漪洁）1月29日，",
            ),
            (
                "本报甲县讯（通讯员王某）29日至31日，会议",
                "本报甲县讯（通讯员王某）29日至31日，",
            ),
            ("本报讯（记者张三）春风", "本报讯（记者张三）"),
            (
                "新华社北京1月29日电（记者李四）国家",
                "新华社北京1月29日电（记者李四）",
            ),
            ("LEEDS — Eleven", "LEEDS — "),
        ] {
            assert_eq!(dateline(text), Some(head.chars().count()), "{text}");
        }
        for text in [
            "本报通讯员张三报道",
            "新华社区的居民",
            "本报告指出",
            "A man — old",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }

    #[test]
    fn bylines_are_whole_lines() {
        for text in [
            "通讯员李正轩",
            "本报记者王小明通讯员张三",
            "（记者李四）",
            "□王五",
            "By Nora Quill",
        ] {
            assert!(byline(text), "{text}");
        }
        for text in ["记者在现场看到，", "通讯员李正轩说，今年好", "本报讯"] {
            assert!(!byline(text), "{text}");
        }
    }

    #[test]
    fn photographers_end_captions() {
        for text in ["孩子们在看书。张三摄", "通讯员赵某摄影报道", "（李四供图）"]
        {
            assert!(caption_end(text), "{text}");
        }
        assert!(!caption_end("他喜欢摄影展览"));
        assert!(credit("通讯员赵某某摄影报道") && credit("张三摄"));
        assert!(!credit("问候。张三摄"));
    }

    #[test]
    fn notes_and_folios_are_told_from_text() {
        assert!(continued("（下转第三版）") && continued("（上接一版）"));
        assert!(!continued("上接天下转地"));
        assert!(folio("第四版") && folio("2024年4月20日星期六"));
        assert!(!folio("第四版面向读者"));
        assert!(numbered("一、提高") && numbered("（二）提高") && !numbered("一提高"));
    }
}
