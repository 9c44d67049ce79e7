//! Words with which letters, interviews, reports and their paragraphs open or close.

/// Whether the text opens like a letter to the paper.
pub fn salutation(text: &str) -> bool {
    const EDITORS: [&str; 7] = [
        "编辑同志",
        "编辑部",
        "尊敬的编辑",
        "本报编辑部",
        "编辑先生",
        "編輯先生",
        "主编同志",
    ];
    let called = |rest: &str| rest.chars().take(4).any(|c| "：:，,".contains(c));
    EDITORS
        .iter()
        .any(|words| text.strip_prefix(words).is_some_and(called))
        || ["Sir,", "Dear "]
            .iter()
            .any(|words| text.starts_with(words))
}

/// Whether the text opens with somebody who speaks in an interview: `问：` `记者：`.
pub fn speaker(text: &str) -> bool {
    ["问", "答", "记者", "主持人", "編者", "编者", "Q", "A"]
        .iter()
        .any(|who| {
            text.strip_prefix(who)
                .is_some_and(|rest| rest.starts_with(['：', ':']))
        })
}

/// Whether words open the text with which reports begin paragraphs.
pub fn opens_paragraph(text: &str) -> bool {
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
pub fn report_word(text: &str) -> bool {
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

/// Whether the text opens with the dash of a subheadline.
pub fn dash(text: &str) -> bool {
    ["——", "──", "—", "――", "-—", "--"]
        .iter()
        .any(|mark| text.starts_with(mark))
}
