//! Words and marks by which newspapers tell what a piece of text is: datelines,
//! bylines, captions, folios, imprints, notes of continuation.
//!
//! Every expression is general newspaper usage. They look at text without white
//! space, since extractors space names and numbers at will.

mod furniture;
mod origin;
mod pictures;
mod rows;
mod sayings;

use std::sync::LazyLock;

use regex::Regex;

pub(super) use furniture::{
    call, comes_from, continued, dotted, folio, goes_on, imprint, note_after, note_before, paper,
    supplement,
};
pub(super) use origin::{bare_name, byline, dateline, reader};
pub(super) use pictures::{
    caption_end, caption_mark, caption_words, credit, number_mark, takes_picture,
};
pub(super) use rows::{cells, lead_word, number, numbered, same_table, tabular};
pub(super) use sayings::{dash, opens_paragraph, report_word, salutation, speaker};

/// An expression that is compiled when it is first asked.
macro_rules! expression {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new($pattern).ok());
    };
}
use expression;

fn holds(expression: &LazyLock<Option<Regex>>, text: &str) -> bool {
    expression.as_ref().is_some_and(|it| it.is_match(text))
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
    fn sentences_about_reporters_are_no_bylines() {
        assert!(!byline("记者带着信到县里走了三个部") && !byline("读者的来信"));
        for text in ["甲县读者 王 某", "市民 柳 成荫", "退休教师 温 如玉"] {
            assert!(reader(text), "{text}");
        }
        assert!(!reader("读者来信") && !reader("树在山上长 钱从账上来"));
        for text in ["丙县丁镇 柴某某", "省农科院研究员 景某某"] {
            assert!(reader(text), "{text}");
        }
        assert!(!reader("丁镇 柴某某") && !reader("走进丙县丁镇 看新渠通水"));
        assert!(bare_name("闻 一舟") && !bare_name("渡口"));
    }

    #[test]
    fn letters_call_the_editors() {
        assert!(
            salutation("编辑同志：我家") && salutation("尊敬的编辑部：") && salutation("Dear Sir")
        );
        assert!(!salutation("编辑部的故事") && !salutation("编辑同志"));
    }

    #[test]
    fn names_of_papers_are_whole_lines() {
        assert!(paper("河东日报B02") && paper("闽江口日报·县域"));
        assert!(!paper("记者走进河东日报社") && !paper("河东日报创刊七十年座谈会举行"));
    }

    #[test]
    fn calls_for_letters_are_furniture() {
        assert!(call("来稿请寄某路1号，请勿一稿多投") && call("信箱 yuan@paper.example"));
        assert!(!call("来信请求修渠的农民说，") && !call("他说本栏欢迎来信。"));
        assert!(supplement("某水警务专刊") && !supplement("副刊的故事"));
    }

    #[test]
    fn photographers_end_captions() {
        for text in ["孩子们在看书。张三摄", "通讯员赵某摄影报道", "（李四供图）"]
        {
            assert!(caption_end(text), "{text}");
        }
        assert!(!caption_end("他喜欢摄影展览"));
        assert!(credit("通讯员赵某某摄影报道") && credit("张三摄"));
        assert!(takes_picture("通讯员赵某某摄") && !takes_picture("本报记者王某文/图"));
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
