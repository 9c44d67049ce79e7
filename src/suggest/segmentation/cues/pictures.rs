//! Captions of pictures and the names of photographers.

use std::sync::LazyLock;

use regex::Regex;

use super::{expression, holds};

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
/// Whether a caption mark opens the text.
pub fn caption_mark(text: &str) -> bool {
    holds(&CAPTION_MARK, text)
}

/// Whether words that open a caption open the text.
pub fn caption_words(text: &str) -> bool {
    holds(&CAPTION_WORDS, text)
}

/// Whether the text ends by naming a photographer.
pub fn caption_end(text: &str) -> bool {
    holds(&CAPTION_END, text)
}

/// Whether the whole text is the credit of a photographer.
pub fn credit(text: &str) -> bool {
    text.chars().count() <= 18 && holds(&CREDIT, text)
}

/// Whether the whole text is the credit of a photographer who wrote nothing else.
pub fn takes_picture(text: &str) -> bool {
    const TAKES: [&str; 3] = ["摄", "攝", "摄影报道"];
    let core = text.trim_end_matches('。');
    credit(text) && TAKES.iter().any(|word| core.ends_with(word))
}

/// Whether a number in a circle, or of a picture, opens the text.
pub fn number_mark(text: &str) -> bool {
    text.starts_with(|c| matches!(c, '①'..='⑳'))
}
