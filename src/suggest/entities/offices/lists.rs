//! Words of offices: the nouns that name them, what stands before these, and look-alikes.

use crate::suggest::entities::wordlist::{WordList, words};

/// Offices that are seldom anything else than public.
pub(super) static PUBLIC: WordList = WordList::new(|| {
    words(
        "\
    书记 副书记 总书记 第一书记 主席 副主席 国家主席 市长 副市长 县长 副县长 区长
    副区长 州长 副州长 盟长 副盟长 旗长 副旗长 省长 副省长 镇长 副镇长 乡长 副乡长
    部长 副部长 局长 副局长 厅长 副厅长 处长 副处长 科长 副科长 司长 副司长 署长
    副署长 秘书长 副秘书长 委员长 副委员长 检察长 副检察长 总理 副总理 总统 副总统
    首相 副首相 大使 公使 总领事 司令员 副司令员 司令 政委 政治委员 参谋长 常委
    专员 副专员 指挥长 副指挥长 审计长 议长 外长 防长 财长 国务委员 国务卿 行政长官
    督察长 自治区主席 巡视员 总指挥 国王 驻华大使 党组成员 工委书记 总干事 支书 副支书 总支书记 支书记
    副首相 副议长 副外长 副防长 副总干事 副总领事 副政委 副参谋长 副司令 副行政长官
    知事 副知事 大臣 副大臣 官房长官 外相 防卫相 财务相 特使 临时代办 总检察长 王储
    市长助理 县长助理 区长助理 州长助理 省长助理 镇长助理 乡长助理 部长助理
    干事长 副干事长 首席部长 国务秘书 国务部长 府尹 副府尹 总督 副总督 大公 首席秘书 特首 苏木达 嘎查达 参赞 大法官 首席大法官 首席检察官 女王 天皇",
    )
});

/// Offices that are public in many bodies, though not in all.
pub(super) static MOSTLY_PUBLIC: WordList = WordList::new(|| {
    words(
        "\
    主任 副主任 院长 副院长 校长 副校长 所长 副所长 站长 副站长 馆长 副馆长 台长
    副台长 组长 副组长 支队长 副支队长 大队长 副大队长 中队长 副中队长 庭长 副庭长
    园长 副园长 教导员 指导员 河长 林长 田长 湖长 调研员 主任委员 副主任委员 村长
    副村长 关长 理事长 副理事长 总队长 副总队长 团委书记 里长 街道主任 领导 领导同志
    发言人 新闻发言人 主委 副主委 组织委员 宣传委员 统战委员 政法委员 纪委委员
    审判委员会委员 检察委员会委员 监察委员会委员 监委委员 工委委员 总经济师 总规划师 总农艺师
    专职委员 部务委员 生产队长 民兵连长 军长 副军长 师长 副师长 旅长 副旅长 总司令 副总司令
    总审计师 总会计师 分局长 副分局长",
    )
});

/// Offices that are more often private: they count with a public body before them.
pub(super) static OFTEN_PRIVATE: WordList = WordList::new(|| {
    words(
        "\
    会长 副会长 社长 副社长 队长 副队长 行长 副行长 团长 副团长 负责人 干部
    总工程师 场长 委员 党委委员 政协委员 总裁 副总裁",
    )
});

/// Words that begin or end like an office and are none.
pub(super) static NONE: WordList = WordList::new(|| {
    words(
        "\
    委员会 主席团 书记处 主任医师 副主任医师 主任科员 主任编辑 主任记者 主席令 主席台
    主席国 常委会 委员会会 家长 班主任 车间主任 局长办 校长杯 市长热线 市长信箱
    县长信箱 主席会议 主任会议 常委会议 书记信箱 领导小组 领导干部 领导班子 领导人
    领导力 领导下 领导者 领导机关 领导机构 领导责任 领导组 领导核心 领导作用 领导体制
    领导权 领导职务 主任护师 主任技师 主任药师 委员们 干部职工 干部群众 干部队伍
    大使馆 总领事馆 委员接待 委员活动 委员工作 委员讲堂 委员培训 委员小组 干部作风
    河长办 林长办 河长制 林长制 田长制 湖长制 路长制 链长制 院长制 校长制 市长办 秘书长办 书记员 总统府 总理府 主席府 总督府 司令部 校长室 院长室 局长室 主任室 市长室 县长室 书记室 总统制 市长质量奖
    总统选举 总统候选人 总理级 市长级 市长奖 县长质量奖 主任级 大使级 部长会议 外长会议 外长会晤 外长会 部长会
    副主任科员 副主任编辑 副主任记者 副主任护师 副主任技师 副主任药师 部长级 局长级 总书记重要 主任助理 局长助理 常委会主任会议 法官学院 检察官学院",
    )
});

/// Ends of the names of public bodies.
pub(super) static BODIES: WordList = WordList::new(|| {
    words(
        "\
    委 厅 部 办 政协 人大 政府 法院 检察院 人大常委会 常委会 党组 党委 党工委
    工委 纪委 监委 委员会 委会 支部 总支 党支部 街道 街道办 办事处
    学校 小学 中学 大学 学院 医院 卫生院 派出所 分局 公安
    消防 救援 支队 大队 中心 残联 侨联 台联 青联 社科联 关工委 老龄委 供销社 执法 工商联 妇联 团委 总工会 文联 科协 红十字会 行署
    指挥部 残疾人联合会 园区 管委会 新区 开发区 林场 税务 海关 军分区 武装部 外交
    国务院 常务委员会 局 工作队 新华社 通讯社 日报社 公社 嘎查 苏木 组织",
    )
});

/// Ends of the names of places, which public bodies and others have before their own.
pub(super) static PLACES: WordList = WordList::new(|| words("市 县 区 州 盟 旗 省 镇 乡 村 社区"));

/// Parts of the names of bodies that are no public ones.
pub(super) static PRIVATE: WordList = WordList::new(|| {
    words(
        "\
    公司 集团 合作社 厂 商会 协会 学会 超市 酒店 饭店 俱乐部 车间 球队
    乐队 艺术团 剧团 歌舞团 乐团 基金会 研究会 旅行社 宣传队
    文艺队 合唱团 有限 银行",
    )
});

/// Words of a body or an office that the dictionary takes for verbs, adverbs or the like.
pub(super) static OFFICIAL_WORDS: WordList = WordList::new(|| {
    words(
        "\
    原 前 时任 副 兼 代 代理 常务 第一 名誉 党组 党委 教育 组织 宣传 统战 管理
    监督 监管 监察 巡察 改革 发展 建设 规划 交通 运输 司法 审计 统计 应急 信访
    防汛 抗旱 救灾 减灾 扶贫 援疆 援藏 服务 保障 保护 生态 调查 检察 审判 执行
    执法 协商 提案 联络 联谊 学习 研究 指导 督导 督查 检查 救援 退役 保密 机要
    接待 招商 融媒 卫健 文旅 住建 农牧 发改 工信 人社 卫生 计生 公安 办公 驻村
    驻",
    )
});

/// Names of departments of two tasks, which are one word of the name of a body.
pub(super) static TWOFOLD: WordList = WordList::new(|| {
    words(
        "\
    住房和城乡 人力资源和社会 文化和旅游 工业和信息化 经济和信息化 发展和改革 教育和体育
    自然资源和规划 卫生和计划生育 人口和计划生育 林业和草原 粮食和物资 科学和技术 民族和宗教
    广播和电视 文化和体育 环境和资源 环境与资源 城乡建设与环境 监察和司法 财政和金融 法制和
    侨务和外事 农业和农村 机关和事业 市场和质量 港澳和台湾 信息和通信 交通和运输 住房与城乡
    人力资源与社会 发展与改革 教育与体育 农业与农村 监督和司法 民族和宗教",
    )
});

/// Words at which an office begins at the latest.
pub(super) static OUTSIDE: WordList = WordList::new(|| {
    words(
        "\
    同志 会议 记者 今天 日前 近日 昨日 昨天 上午 下午 一行 活动 工作 讲话 精神
    情况 通讯员 代表 有关 相关 等 各 全体 新任 现任 图 图为 其中 时候 时 后
    期间 之后 讯 电 专访 当 人 据 拟任 曾任 任 会中 原任",
    )
});
