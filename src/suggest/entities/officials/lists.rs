//! Words around the names of officials.

use crate::suggest::entities::wordlist::{WordList, words};

/// What officials are said to do, and what else stands right after their names.
pub(super) static AFTER: WordList = WordList::new(|| {
    words(
        "\
    说 表示 指出 强调 要求 主持 出席 参加 带领 带队 率队 率领 介绍 告诉 认为 提出 提醒 感叹 坦言 透露
    解释 回忆 回答 宣布 到 等 一行 代表 作 作了 讲话 致辞 致词 深入 前往 先后 分别 来到 走进 赴 当场
    现场 正在 听取 考察 调研 视察 检查 督导 督查 慰问 走访 看望 会见 接见 接受 担任 宣读 传达 通报 部署
    汇报 发言 点评 总结 列席 参会 陪同 主持召开 主持会议 签署 签发 任命 当选 辞去 兼任 算 算过 听 看 听了
    看了 端 端出 请来 每 每月 每天 一边 一起 共同 亲自 随机 随后 随 如今 现在 今年 去年 近日 日前 说道
    笑着 拿出 领着 陪着 索性 第一个 同志 出任 到场 到庭 送行 答复 答道 陪 打开 捧着 站 带头 走村入户
    笑着说 高兴地说 自豪地说 蹲点 夫妇 通电话 举行 会谈 策划 扮成 任审判长 掏出 翻开 指着 握着 举着 领
    宣布行动 教 见 巡河 巡查 指挥 指挥疏导 呼吁 通话 访问 抵达 签字 授牌 揭牌 宣讲 讲 讲授 主审 领学
    作报告 作表态发言 致欢迎辞 点名 回应 补充 补充道 直言 应约 应邀 受邀 称 道 提到 谈到 谈起 说起 解读
    建议 提议 希望 展示 发布 发表 发出 致电 致信 批示 敦促 承诺 警告 批评 重申 声明 指责 叮嘱 勉励 鼓励
    祝贺 祝愿 宣誓 作工作报告 作政府工作报告 率团 率代表团 帮 帮助 动员 组织 协调 联系 入户 入村 下乡 驻村
    指导 牵头 分管 负责 缺席 主讲 领衔 督办 敲响 扛 递给 握住 望着 想起 记得 知道 觉得 牺牲 题词 逝世
    病逝 落马 受审 涉嫌 遇难 殉职 专程 冒雨 冒雪 顶着 赶到 赶来 赶赴 来到现场 接过 拍板 走上 登上 步入
    回来 家的 家里 家中 家访 委托 笑道 告诉记者 立刻 马上 当即 连夜 一行人 两 三 开庭 闭庭 应诉 出庭 点赞
    点题 答记者问 接访 约访 走村 回信 去世 辞世 就职 履新 到任 离任 卸任 上任 述职 述廉 述学 调度 推介
    推荐 邀请 感谢 走在 站在 坐在 住在 蹲在 守在 赶在 跑到 走到 打来 挂断 摆摆手 摇头 点头 起身 转身 伸手
    举起 放下 拉着 扶着 背着 拍着 看着 听着 挨家挨户 逐户 坐镇 值守 值班 吹响 按下 来看 来了 来电 建言
    建言献策 寄语 答问 捡到 共商 对阵 服气 分头 分三路 分两路 分路 下田 挂帅 卷起 皱着 骑着 化身 变身
    致欢迎词 致祝酒词 致答谢辞 抱起 抱着 把钥匙 许下 察看 查看 抓起 严把 送上 道歉 坐下 启动 揭幕 剪彩 奠基
    植树 领取 颁奖 颁发 授予 赠送 转交 移交 送来 送去 送到 捐赠 捐出 自掏腰包 接待 会晤 磋商 表态 发誓
    立下 定下 算了 算起 打算 决定 确定 明确 认定 判断 分析 研判 评价 评论 夸赞 称赞 赞扬 肯定 感慨 感叹道
    叹气 喊道 问道 问起 反问 追问 直说 实说 笑言 笑答 打趣 解答 作答 应答 回复 复函 来信 去电 致贺 致哀
    出访 来访 到访 访华 访美 抵京 离京 离开 返回 回国 启程 出发 起程 会同 偕 偕同 携 携手 率先 领头 领办
    包抓 包联 联系点 兑现 签下 签约 签订 批准 批复 审定 审阅 圈阅 主抓 主政 主管 主导 履职 尽责 坐诊 查房
    授课 上课 开讲 讲课 讲党课 继而 进而 就是 最后 首先 其次 今晨 今晚 今早 今 昨 昨晚 昨日 昨天 明天起
    当天 当日 当晚 当年 那天 那年 这天 这些年 近年来 多年来 事后 会后 随即 现场办公 暗访 明察暗访 石破天惊
    和蔼可亲 平易近人 雷厉风行 雷打不动 成竹在胸 严阵以待 白手起家 齐聚一堂 齐抓共管 全心全意 从容应对 万万没
    时隔 于凌晨 于当日 于近日 于今年 于当天 何在 何必 谈体会 边走边 方知 包村 包片 牛年 任组长 路上 路遇
    两人 二人 三人 等人 本人 自己 夫人 先生 女士 上岗",
    )
});

/// Words that stand there, too, and after which a clause goes on: no mark follows them.
pub(super) static OPEN: WordList = WordList::new(|| {
    words(
        "\
    在 对 就 向 与 和 同 及 以及 则 也 又 还 都 曾 曾经 已 正 将 把 从 于 被 任 给 让 跟 由 用
    请 是 的 当 受 带 带着 有 没有 没 率",
    )
});

/// Words of how, when and where somebody does what follows.
pub(super) static MANNER: WordList = WordList::new(|| {
    words(
        "\
    夸 叹 喊 问 签 笑 接着 便 却 才 总 总是 常 常常 经常 时常 偶尔 一直 从来 早已 早就 刚 刚刚 终于
    最终 今起 高度 全面 连续 年度 集中 积极 认真 充分 直接 主动 深刻 严格 切实 及时 进一步 继续 始终 坚决
    坚持 立即 迅速 紧急 联合 定期 不定期 轮流 逐一 逐个 多次 再次 首次 依次 仔细 详细 热情 耐心 真诚 诚恳
    高兴 激动 动情 深情 成功 周密 妥善 安全 全程 全票 高票 高声 相继 公开 从严 成天 常年 整天 白天 连年
    当面 当众 亲手 亲口 亲笔 实地 专题 雪夜 终身 武断 时刻 谈 金句 田间 田头 景区 车前 江边 年终 华丽 致
    姓 成了 成为 路过 方才 何时 何以 许久 安排 安慰 盛赞 许诺",
    )
});

/// Offices abroad stand behind the names of these, which the dictionary takes for persons.
pub(super) static COUNTRIES: WordList = WordList::new(|| {
    words(
        "沙特 约旦 卡塔尔 巴林 阿曼 科威特 摩纳哥 秘鲁 智利 乍得 马里 贝宁 多哥 加纳 古巴 海地 文莱 安道尔",
    )
});

/// Nouns that follow an office and make something else of it.
pub(super) static BELONGS: WordList = WordList::new(|| {
    words(
        "\
    人选 候选人 职务 一职 之职 岗位 任期 身份 办公 会议 热线 信箱 接待日 讲话 助理 家属 级 制 令 杯
    质量奖 提名奖 任前 任职 任免 任内 任上 述职 述责 述廉 座谈会 联席会 培训班 研讨班 选举 选拔 竞选 候选
    继任者",
    )
});

/// Verbs before a name that somebody is made or unmade the holder of an office.
pub(super) static APPOINTING: WordList = WordList::new(|| {
    words(
        "\
    任命 决定任命 选举 补选 推选 推举 提名 免去 接受 同意 选举产生 决定 任 聘任
    聘请 推荐 提请任命 还有 的有 包括 选 改选 会上 会议选举 增补 撤销 由",
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
