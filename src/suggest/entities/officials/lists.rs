//! Words around the names of officials.

/// What officials are said to do, and what else stands right after their names.
pub(super) const AFTER: &[&str] = &[
    "说", "表示", "指出", "强调", "要求", "主持", "出席", "参加", "带领", "带队", "率队", "率领",
    "介绍", "告诉", "认为", "提出", "提醒", "感叹", "坦言", "透露", "解释", "回忆", "回答", "宣布",
    "在", "对", "到", "就", "向", "与", "和", "同", "及", "以及", "等", "一行", "代表", "作", "作了",
    "讲话", "致辞", "致词", "深入", "前往", "先后", "分别", "来到", "走进", "赴", "当场", "现场",
    "则", "也", "又", "还", "都", "曾", "曾经", "已", "正", "正在", "将", "把", "从", "于", "被",
    "听取", "考察", "调研", "视察", "检查", "督导", "督查", "慰问", "走访", "看望", "会见", "接见",
    "接受", "担任", "任", "宣读", "传达", "通报", "部署", "安排", "汇报", "发言", "点评", "总结",
    "列席", "参会", "陪同", "主持召开", "主持会议", "签署", "签发", "任命", "当选", "辞去", "兼任",
    "算", "算过", "听", "看", "听了", "看了", "带", "带着", "端", "端出", "没有", "没", "给", "请",
    "请来", "跟", "让", "每", "每月", "每天", "一边", "一起", "共同", "亲自", "随机", "随后", "随",
    "如今", "现在", "今年", "去年", "近日", "日前", "的", "是", "说道", "笑着", "拿出", "领着", "陪着",
    "索性", "第一个", "同志", "率", "出任", "到场", "到庭", "送行", "答复", "答道", "陪", "打开",
    "捧着", "站",
];

/// Verbs before a name that somebody is made or unmade the holder of an office.
pub(super) const APPOINTING: &[&str] = &[
    "任命", "决定任命", "选举", "补选", "推选", "推举", "提名", "免去", "接受", "同意", "选举产生",
    "决定", "任", "聘任", "聘请", "选", "改选", "会上", "会议选举", "增补", "撤销", "由",
];

/// Words between a name and the office that is given to it.
pub(super) const AS: &[&str] = &[
    "为", "任", "担任", "出任", "兼任", "当选", "当选为", "任命为", "现任", "升任", "调任", "改任",
    "接任", "继任", "选为", "同志为", "同志任", "同志担任", "不再担任", "辞去",
];

/// What comes before the names of those who made a report.
pub(super) const REPORTERS: &[&str] = &[
    "通讯员", "记者", "摄影报道", "实习生", "摄影", "供稿", "撰文", "整理",
];

/// Words that make the name before them part of that of a doctrine.
pub(super) const DOCTRINES: &[&str] = &["思想", "理论", "主义", "论述摘编"];

/// Offices that are said after a full name, as in a form of address.
pub(super) const ADDRESS: &[&str] = &[
    "总书记", "主席", "总理", "委员长", "总统", "首相", "国务委员", "副主席", "副总理", "书记", "部长",
    "外长",
];

/// Leaders whose names everybody who reads newspapers knows.
pub(super) const LEADERS: &[&str] = &["习近平"];
