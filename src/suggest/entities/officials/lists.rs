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
    应约 应邀 受邀 受 称 道 提到 谈到 谈起 说起 解读 建议 提议 希望 展示 发布 发表 发出 致电 致信 批示
    敦促 承诺 警告 批评 重申 声明 指责 叮嘱 勉励 鼓励 祝贺 祝愿 宣誓 作工作报告 作政府工作报告 率团
    率代表团 帮 帮助 动员 组织 协调 联系 入户 入村 下乡 驻村 指导 牵头 分管 负责 缺席 主讲 领衔 督办
    敲响 扛 递给 握住 望着 想起 记得 知道 觉得 有 牺牲 题词 逝世 病逝 落马 受审 涉嫌 遇难 殉职 专程
    冒雨 冒雪 顶着 赶到 赶来 赶赴 来到现场 接过 拍板 走上 登上 步入 回来 家的 家里 家中 家访 委托 陪 笑 笑道 告诉记者 立刻 马上 当即 连夜 一行人 两 三 用",
    )
});

/// Verbs before a name that somebody is made or unmade the holder of an office.
pub(super) static APPOINTING: WordList = WordList::new(|| {
    words(
        "\
    任命 决定任命 选举 补选 推选 推举 提名 免去 接受 同意 选举产生 决定 任 聘任
    聘请 还有 的有 包括 选 改选 会上 会议选举 增补 撤销 由",
    )
});

/// Words between a name and the office that is given to it.
pub(super) static AS: WordList = WordList::new(|| {
    words(
        "\
    为 任 当 当上 当了 分别当选为 分别当选 分别任 分别担任 担任 出任 兼任 当选 当选为 任命为 现任 升任 调任 改任 接任 继任 选为
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

/// What people are who are named without an office; a name often follows.
pub(super) static ROLES: WordList = WordList::new(|| {
    words(
        "\
    通讯员 记者 实习生 作者 读者 编辑 村民 农民 牧民 渔民 居民 市民 网友 乘客 游客 民警 辅警
    交警 警员 消防员 战士 教师 老师 教练 教授 副教授 研究员 讲师 医生 医师 主任医师 护士 村医
    学生 同学 校友 队员 选手 运动员 球员 裁判员 法官 审判员 书记员 检察官 律师 公证员 司机
    驾驶员 船员 工人 职工 员工 矿工 技工 技术员 农技员 农艺师 工程师 高级工程师 网格员 护林员
    河道员 气象员 志愿者 社工 快递员 店主 摊主 业主 车主 买主 户主 船主 大户 经理 总经理 董事长
    老板 创始人 厂长 社员 合作社理事长 厨师 画家 作家 诗人 书法家 歌手 演员 导演 编剧 主持人
    鼓手 舵手 传承人 艺人 老人 大爷 大娘 大妈 大叔 儿子 女儿 孙子 孙女 丈夫 妻子 父亲 母亲 爷爷
    奶奶 哥哥 弟弟 姐姐 妹妹 嫌疑人 被告人 被告 原告 被害人 受害人 证人 申请人 申请执行人
    被执行人 被申请人 当事人 党员 老兵 烈士 英雄 劳模 馆员 讲解员 售票员 列车员 乘务员 站务员
    种植户 养殖户 脱贫户 地名学家 学者 专家 院士",
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
