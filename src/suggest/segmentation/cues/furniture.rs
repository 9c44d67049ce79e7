//! What is printed around articles: folios, imprints, notes of continuation.

use std::sync::LazyLock;

use regex::Regex;

use super::{expression, holds};
use crate::suggest::segmentation::lines::is_han;

// Borders of words are those of ASCII: with others the engine could not take its fast way
// through Chinese text.
expression!(
    FOLIO,
    r"^第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})版$|^[A-Z]?\d{1,3}版?$|\d{4}年\d{1,2}月\d{1,2}日.{0,3}星期[一二三四五六日天]|^星期[一二三四五六日天]|第[\d一二三四五六七八九十０-９]{1,3}版.{0,12}年|年.{1,4}月.{1,4}日.{0,14}(?:版|星期|期|[A-D]\d{1,2}$)|[A-D]\d{1,2}.{0,4}年.{1,4}月.{1,4}日$|^第.{1,3}版$|^(?i:\w+day,?\s.{4,24}(?-u:\b)(?:19|20)\d\d(?-u:\b))|(?i:(?-u:\b)page\s\d{1,3}$)"
);
expression!(
    PAPER,
    r"^\p{Han}{2,6}(?:日报|晚报|时报|周报|早报|晨报|快报|商报|导报|民报|日報|時報)(?:·\p{Han}{1,4})?第?(?:[A-D]?\d{1,2})?版?$"
);
expression!(
    IMPRINT,
    r"(?:责任编辑|責任編輯|责编|本版编辑|编辑[：:]|美编|校对|版式|组版|电子信箱|投稿邮箱|E-?mail|刊号|邮发代号|承印|总编辑[：:]|值班(?:编辑|主任|总编|编委)|主编[：:]|图片编辑|本版[稿插图]|(?:新闻|读者|广告|发行|订阅|投诉|举报|报警|监督|值班)(?:热线|电话|邮箱|专线)|来信请寄|本报地址|零售|定价|CMYK|©|ISSN)"
);
expression!(
    CALL,
    r"^(?:来稿|来信|投稿|应征)请|^本(?:栏|版|刊|报)(?:目)?(?:长期)?(?:欢迎|征集|征稿)|^欢迎(?:来稿|投稿|赐稿|来信)|[\w.+-]{2,}@[\w-]{2,}\.\w{2,}"
);
expression!(
    CONTINUED,
    r"^[（(【\[]?(?:下转|上接|紧接|转|接|下轉|上接)第?(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})版[^）)]{0,12}[）)】\]]?$|^[（(]?(?i:continued|suite|fortsetzung)(?-u:\b).{0,40}$"
);
/// Whether the text is a folio: page number or date of the issue.
pub fn folio(text: &str) -> bool {
    text.chars().count() <= 40 && holds(&FOLIO, text)
}

/// Whether the text is the name of a paper, perhaps with that of a column and the number of the
/// page.
pub fn paper(text: &str) -> bool {
    holds(&PAPER, text)
}

/// Whether the text is two short names with a dot between, as column heads are: `人物·对话`.
pub fn dotted(text: &str) -> bool {
    let short = |part: &str| {
        let letters = part.chars().count();
        (2..=4).contains(&letters) && part.chars().all(is_han)
    };
    text.split_once('·')
        .is_some_and(|(a, b)| short(a) && short(b))
}

/// Whether the text names editors, addresses or numbers of the paper, near its beginning
/// and not in a sentence.
pub fn imprint(text: &str) -> bool {
    const NEAR: usize = 10;
    let found = IMPRINT.as_ref().and_then(|it| it.find(text));
    let near = found.is_some_and(|found| {
        text.get(..found.start())
            .is_some_and(|before| before.chars().count() <= NEAR)
    });
    let short = text.chars().count() <= 60;
    near && short && !text.contains(['，', '。', '；', '、'])
}

/// Whether the text calls for contributions, or gives the address for them.
pub fn call(text: &str) -> bool {
    text.chars().count() <= 45 && !text.ends_with(['，', '。']) && holds(&CALL, text)
}

/// Whether the text is the name of a supplement.
pub fn supplement(text: &str) -> bool {
    const KINDS: [&str; 6] = ["专刊", "副刊", "周刊", "特刊", "月刊", "专版"];
    (3..=12).contains(&text.chars().count())
        && text.chars().all(|c| is_han(c) || c == '·')
        && KINDS.iter().any(|kind| text.ends_with(kind))
}

/// Whether the whole text is a note that an article goes on or comes from elsewhere.
pub fn continued(text: &str) -> bool {
    holds(&CONTINUED, text)
}

/// Whether a note says that the article goes on elsewhere.
pub fn goes_on(text: &str) -> bool {
    text.contains(['下', '转', '轉']) || text.to_lowercase().contains("continued on")
}

/// Whether a note says that the article comes from elsewhere.
pub fn comes_from(text: &str) -> bool {
    text.contains(['上', '接']) && continued(text)
}

/// The length of a note of continuation at the end of the text, in characters.
pub fn note_after(text: &str) -> Option<u32> {
    let at = text.rfind(['（', '(', '【'])?;
    let note = text.get(at..)?;
    (at > 0 && continued(&squeeze(note))).then(|| note.chars().count() as u32)
}

/// The length of a note of continuation at the beginning of the text, in characters.
pub fn note_before(text: &str) -> Option<u32> {
    let (note, rest) = text.split_once(['）', ')', '】'])?;
    (!rest.is_empty() && note.starts_with(['（', '(', '【']) && continued(&squeeze(note)))
        .then(|| note.chars().count() as u32 + 1)
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
