//! Words around the names of officials.

use crate::suggest::entities::wordlist::{WordList, words};

/// What officials are said to do, and what else stands right after their names.
pub(super) static AFTER: WordList = WordList::new(|| {
    words(
        "\
    说 表示 指出 强调 要求 主持 出席 参加 带领 带队 率队 率领 介绍 告诉 认为
    提出 提醒 感叹 坦言 透露 解释 回忆 回答 宣布 在 对 到 就 向 与 和 同 及
    以及 等 一行 代表 作 作了 讲话 致辞 致词 深入 前往 先后 分别 来到 走进 赴
    当场 现场 则 也 又 还 都 曾 曾经 已 正 正在 将 把 从 于 被 听取 考察
    调研 视察 检查 督导 督查 慰问 走访 看望 会见 接见 接受 担任 任 宣读 传达
    通报 部署 安排 汇报 发言 点评 总结 列席 参会 陪同 主持召开 主持会议 签署 签发
    任命 当选 辞去 兼任 算 算过 听 看 听了 看了 带 带着 端 端出 没有 没 给 请
    请来 跟 让 每 每月 每天 一边 一起 共同 亲自 随机 随后 随 如今 现在 今年
    去年 近日 日前 的 是 说道 笑着 拿出 领着 陪着 索性 第一个 同志 率 出任 到场
    到庭 送行 答复 答道 陪 打开 捧着 站 带头 走村入户 笑着说 高兴地说 自豪地说
    蹲点 夫妇 通电话 举行 会谈 策划 扮成 任审判长 掏出 翻开 指着 握着 举着 领
    宣布行动 教 见 巡河 巡查 指挥 指挥疏导 呼吁 通话 访问 抵达 签 签字 授牌 揭牌
    宣讲 讲 讲授 主审 领学 作报告 作表态发言 致欢迎辞 点名 回应 补充 补充道 直言
    笑 笑道 告诉记者 立刻 马上 当即 连夜 一行人 两 三 用",
    )
});

/// Verbs before a name that somebody is made or unmade the holder of an office.
pub(super) static APPOINTING: WordList = WordList::new(|| {
    words(
        "\
    任命 决定任命 选举 补选 推选 推举 提名 免去 接受 同意 选举产生 决定 任 聘任
    聘请 选 改选 会上 会议选举 增补 撤销 由",
    )
});

/// Words between a name and the office that is given to it.
pub(super) static AS: WordList = WordList::new(|| {
    words(
        "\
    为 任 担任 出任 兼任 当选 当选为 任命为 现任 升任 调任 改任 接任 继任 选为
    同志为 同志任 同志担任 不再担任 辞去 拟任 曾任 历任 接替 同志辞去 提名为 推选为
    选举为 被任命为 被选为 任职",
    )
});

/// What comes before the names of those who made a report.
pub(super) static REPORTERS: WordList = WordList::new(|| {
    words(
        "\
    通讯员 记者 摄影报道 实习生 摄影 供稿 撰文 整理",
    )
});

/// Words that make the name before them part of that of a doctrine.
pub(super) static DOCTRINES: WordList = WordList::new(|| {
    words(
        "\
    思想 理论 主义 论述摘编",
    )
});

/// Offices that are said after a full name, as in a form of address.
pub(super) static ADDRESS: WordList = WordList::new(|| {
    words(
        "\
    总书记 主席 总理 委员长 总统 首相 国务委员 副主席 副总理 书记 部长 外长",
    )
});

/// Leaders whose names everybody who reads newspapers knows.
pub(super) static LEADERS: WordList = WordList::new(|| {
    words(
        "\
    习近平",
    )
});
