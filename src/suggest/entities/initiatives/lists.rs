//! Words of initiatives: the nouns that say of what kind they are, and words around them.

use crate::suggest::entities::wordlist::{WordList, words};

/// Nouns that make a quoted name before them an initiative.
pub(super) static HEADS: WordList = WordList::new(|| {
    words(
        "\
    行动 专项行动 行动计划 工程 计划 战略 机制 制度 品牌 品牌体系 活动 系列活动
    工作法 模式 项目 攻坚战 保卫战 歼灭战 大会战 战役 倡议 主题教育 学习教育
    专题教育 教育活动 革命 运动 规划 创建 试点 工作机制 服务品牌 协作机制 体制
    专项斗争 专项整治 方案 规定动作 积分制 微改造 协商平台 监督平台 服务平台 联盟
    大讲堂 计划书 评比 评选 竞赛活动 责任制 承包制 计画",
    )
});

/// Nouns of which it is less sure.
pub(super) static WEAK_HEADS: WordList = WordList::new(|| {
    words(
        "\
    建设 改革 教育 治理 体系 方案 规划 运动 革命 创建 试点 联盟 评选 评比 大讲堂
    服务平台 监督平台 协商平台 竞赛活动 体制 专项整治",
    )
});

/// Heads that end a name only if nothing of the list follows: what they then belong to is
/// something else (战略布局, 工程师, 活动中心).
pub(super) static NOT_BEFORE: WordList = WordList::new(|| {
    words(
        "\
    布局 中心 中 室 站 点 日 周 月 基地 师 队 学院 公司 局 处 部 系 大学 化
    组 路线 者 力 派 指南 人 生 家 区 厅 委 场 场所 阵地 指挥部 学校 制 法
    书",
    )
});

/// Words after a head that belong to a meeting or a paper on it, whole quotations before
/// which are topics.
pub(super) static TOPICS: WordList = WordList::new(|| {
    words(
        "\
    座谈会 会议 论坛 研讨会 专题 培训班 协商 双月 议政 调研 报告会 课题 讲座 演讲
    展 征文 推进会",
    )
});

/// Verbs that say that somebody carries something out, and others that have such a thing
/// for their object.
pub(super) static CARRIED_OUT: WordList = WordList::new(|| {
    words(
        "\
    开展 实施 启动 推进 深化 落实 打造 推行 建立 参加 参与 推动 执行 扛牢 组织
    举办 推出 创建 擦亮 坚持 完善 健全 创新 依托 借助 围绕 列入 纳入 聚焦 结合
    深入 扎实 持续 全面 大力 加快 先后 认真 严格 积极 探索 构建 制定 出台 发起
    试行 实行 服务 对接 融入 抓好 抓实 做好 助力 助推 支持 响应 投身 承担 承办
    主动 抢抓 利用 用好 通过 按照 根据 提出 部署 配合 强化 巩固 拓展 加强 做实
    做优 叫响 唱响 打好 打赢 贯穿 贯彻 践行 得益于 包括 属于 作为 号召 倡导 建设
    总投资 总结 正在 正式 继续 进行 采取 采用 成为 形成 受益 带动 配套 引进 争取
    投入 统筹 确保 随着 自从 高质量 广泛 相继 同时 已经 共同 又",
    )
});

/// Heads that end names without quotation marks, with the probability that a name which is
/// special and has a verb of carrying out before it is an initiative.
pub(super) const PLAIN_HEADS: &[(&str, f64)] = &[
    ("专项行动", 0.72),
    ("行动计划", 0.6),
    ("行动", 0.68),
    ("工程", 0.58),
    ("战略", 0.75),
    ("计划", 0.58),
    ("攻坚战", 0.7),
    ("保卫战", 0.75),
    ("主题教育", 0.75),
    ("学习教育", 0.8),
    ("专项斗争", 0.7),
    ("革命", 0.4),
    ("活动", 0.2),
    ("机制", 0.2),
    ("制度", 0.2),
    ("模式", 0.2),
    ("项目", 0.3),
    ("品牌", 0.3),
    ("工作法", 0.75),
];

/// Words that make the name of an activity or a campaign a special one.
pub(super) static SPECIAL: WordList = WordList::new(|| {
    words(
        "\
    大提升 大走访 大讨论 大调研 大排查 大整治 大练兵 大比武 大学习 大竞赛 提升 整治
    攻坚 专项 三年 百日 倍增 振兴 营养改善 保护 治理 改造 示范 培育 领航 赋能
    关爱 结对 医共体 惠民",
    )
});

/// Words that say nothing of one initiative: a name of these alone is of many.
pub(super) static GENERIC: WordList = WordList::new(|| {
    words(
        "\
    水利 民生 重点 重大 基础设施 建筑 建设 安置 一期 二期 三期 系统 系统性 配套
    安全 工作 年度 监督 协商 招生 发展 国家 统一 集体 救援 执法 实际 具体 各项
    各种 各类 系列 一系列 管理 学习 文化 文艺 体育 志愿 服务 交流 培训 宣传 主题
    党日 主题党日 这项 该 本次 此次 这次 有关 相关 新 大 小 好 双 政府 企业
    社会 生产 生活 军事 战略 战术 经济 投资 产业 项目 公益 慈善 教育 教学 科研
    施工 土建 道路 公路 铁路 桥梁 隧道 住房 供水 供电 供暖 绿化 亮化 污水 处理
    改建 扩建 新建 在建 续建 主体 附属 装修 装饰 维修 实践 教育实践 联谊 健身
    娱乐 竞赛 比赛 评选 采风 庆祝 纪念 捐赠 慰问 走访 调研 视察 履职 读书 群众
    机关 干部 专题 作战 自觉 思想 政治 积极 整改 采购 生育 旅游 工业 农业 水电
    民心 样板 优质 精品 形象 面子 豆腐渣 信息 技术 软件 生物 基因 总体 长期
    中长期 五年 下一步 原 旧 老 其他 另 一项 两项 多项 几项 首个 国内 省级 市级
    县级 国家级 重要 主要 共同 联合 治理 保护 改造 示范 提升 专项 保障 扶贫 开发
    特色 生态 环保 安居 拆迁 搬迁 还款 旅行 训练 作息 复习",
    )
});

/// Initiatives of the whole country that everybody knows.
pub(super) static WELL_KNOWN: WordList = WordList::new(|| {
    words(
        "\
    乡村振兴战略 光盘行动 希望工程 东数西算工程 党史学习教育 党纪学习教育 西部大开发
    西部大开发战略 南水北调工程 南水北调中线工程 南水北调东线工程 三北防护林工程
    三北防护林体系建设工程 三北工程 退耕还林工程 退耕还林还草工程 天然林保护工程
    农村义务教育学生营养改善计划 健康中国战略 健康中国行动 创新驱动发展战略 科教兴国战略
    人才强国战略 可持续发展战略 区域协调发展战略 就业优先战略 军民融合发展战略
    西气东输工程 三支一扶计划 西部计划 春蕾计划 雨露计划 特岗计划 银龄讲学计划
    长江经济带发展战略 京津冀协同发展战略 东北振兴战略 中部崛起战略 新型城镇化战略
    蓝天保卫战 碧水保卫战 净土保卫战 扫黑除恶专项斗争 党的群众路线教育实践活动
    三严三实专题教育 两学一做学习教育 精准扶贫工程 厕所革命 人才强省战略 强省会行动
    强县域行动 强工业行动 强科技行动 河长制 林长制 田长制 湖长制 天眼工程 探月工程
    载人航天工程 母亲水窖工程 阳光工程 菜篮子工程 金太阳工程 农村人居环境整治提升行动
    农村人居环境整治三年行动 国家安全战略 数字中国战略 制造强国战略 质量强国战略
    网络强国战略 积极应对人口老龄化国家战略 自由贸易试验区提升战略",
    )
});

/// Verbs of carrying out that also stand inside names.
pub(super) static INSIDE: WordList = WordList::new(|| {
    words(
        "\
    建设 服务 创新 发展 组织 加强 结合 总结 贯彻 强化 巩固 拓展 完善 健全 深化
    支持 创建 助力 推进 推动 全面 深入 共同 主动 又 提出 进行 成为 部署 统筹
    确保 配套 带动 践行 对接 融入 围绕 包括",
    )
});

/// Words at the beginning of a name that stand outside of it.
pub(super) static FIRST_OUTSIDE: WordList = WordList::new(|| {
    words(
        "\
    建设 发展 重点 重大 工作 大力 全面 深入 共同 主动 推进 推动 完善 健全 深化
    加强 支持 强化 巩固 组织 围绕 助力 部署 统筹 参与 坚决",
    )
});

/// Words at which a name without quotation marks begins at the earliest: they stand
/// outside of it.
pub(super) static OUTSIDE: WordList = WordList::new(|| {
    words(
        "\
    全市 全县 全省 全区 全国 全州 全旗 全镇 我市 我县 我省 我区 本市 市里 县里
    今年 去年 明年 各类 各项 各种 系列 一系列 这项 这个 该 此项 这些 一批 多个
    一个 两个 三个 几个 每个 首个 最大 其他 有关 相关 市委 县委 区委 省委 市政府
    县政府 省政府 中央 政协 市政协 县政协 开工",
    )
});
