//! What stands around a name and says whether it is meant as a city.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::names::SUFFIXES;
use crate::suggest::lexicon;

/// The words of a list.
pub(super) fn words(list: &str) -> impl Iterator<Item = &str> {
    list.split_ascii_whitespace()
}

/// Compiles an expression that is part of the program.
fn compiled(expression: &str) -> Option<Regex> {
    Regex::new(expression).ok()
}

/// What follows a place in a dateline: 讯, 电, a date, a reporter.
static DATELINE_END: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(
        r"^[\s　]*(?:讯|电|消息|[0-9０-９一二三四五六七八九十]{1,3} ?月 ?[0-9０-９一二三四五六七八九十]{1,3} ?日[\s　]*(?:讯|电|消息))",
    )
});

/// What stands before a place in a dateline.
const DATELINE_STARTS: &str = "本报 本刊 本台 新华社 中新社 人民网 新华网 记者发自 发自";

/// Words before a name that lead to a place.
const LEADING: &str = "\
    于 行经 在 到 赴 来 至 从 往 住 驻 由 自 向 进 游 离开 途经 来到 走进 前往 抵达 位于 \
    地处 家住 援建 返回 奔赴";

/// What stands behind the name of a place where something of that place is named.
const BODIES: &str = "\
    分局 海关 警方 政协 政府 市委 县委 人大 法院 检察 公安 交警 消防 税务 供电 移民 一中 \
    二中 三中 四中 五中 六中 师范学校 籍 城区 县城 市区 市民 境内 全境 各界 干部 群众 各县";

/// What follows the name of a district where its authorities are named.
const AUTHORITIES: &str = "\
    区长 区委 区政府 区人大 区政协 区纪委 委书记 委副书记 政府 政协 人民";

/// Names of which a place is only a part: universities, companies, papers.
const EXCLUDING: &str = "\
    大学 学院 公司 集团 银行 晚报 日报 晨报 都市报 报社 出版社 酒厂 饭店 宾馆 酒店 大厦 药业 \
    股份 研究院 研究所 科技园 商场 百货 影城 航空 信用社 证券 保险 制药 啤酒 驾校 驾驶学校";

/// Dishes and products that are called after a place.
const PRODUCTS: &str = "\
    牛肉面 拉面 炒饭 烤鸭 火锅 米粉 高粱酒 白酒 老酒 花牛 百合 凉皮 泡馍 刀削面 豆腐 烧饼 \
    臊子面 浆水面 晒醋 暖锅 菜系 小吃 陈醋 白兔 评书 大曲 特曲 \
    苹果 香梨 酥梨 雪梨 鸭梨 贡梨 蜜桃 水蜜桃 葡萄 西瓜 甜瓜 蜜瓜 大枣 红枣 小枣 冬枣 核桃 板栗 \
    猕猴桃 脐橙 蜜柚 沙田柚 蜜橘 荔枝 芒果 杨梅 枇杷 大樱桃 枸杞 花椒 当归 党参 黄芪 天麻 山药 \
    大米 贡米 小米 挂面 粉丝 米线 香菇 木耳 绿茶 红茶 白茶 黑茶 毛尖 毛峰 银针 瓜片 砖茶 乌龙茶 \
    火腿 腊肉 熏肉 熏鸡 烧鸡 扒鸡 三黄鸡 麻鸭 板鸭 盐水鸭 咸鸭蛋 滩羊 黑猪 黄牛 牦牛肉 羊杂 \
    榨菜 泡菜 豆瓣 豆豉 香醋 米醋 黄酒 米酒 老窖 大闸蟹 小龙虾 贻贝 海参 黄鱼 带鱼 麻花 麻糖 酥糖 \
    剪纸 皮影 年画 刺绣 紫砂 青瓷 白瓷 唐三彩 端砚 宣纸 云锦 壮锦 泥塑 风筝 梆子 花鼓戏 采茶戏";

/// Lesser places and works of men that have the name of a place.
const LESSER: &str = "\
    镇 乡 村 街 路 巷 弄 社区 大道 大桥 大街 小区 派出所 小学 新区 开发区 高新区 经济区 \
    示范区 保护区 工业园 产业园 风景区 景区 林场 农场 牧场 煤矿 油田 水库 水电站 电站 灌区 \
    火车站 西站 东站 南站 北站 站 机场 国际机场 高铁 铁路 高速 港 寺 庙 塔 古城 古镇 石窟 \
    会战 战役 军区 会议精神 事变 条约 省 池 渡 码头 桥 滩 坝 沟 湿地";

/// Works of men that are called after a place; of one character each, so they must be words
/// of their own: 长春道, 汉中门, but not 平安门诊.
const LESSER_WORDS: &str = "道 门";

/// What follows a place that is spoken of as one.
const NAMED: &str = "旧称 古称 旧名 古名 曾名 原名 别称 又称 史称 古为 古属 旧属";

/// Parts of nature.
const NATURE: &str = "\
    河 江 湖 山 海 岛 湾 岭 峡 泉 沙漠 盆地 平原 草原 高原 丘陵 岸 上游 中游 下游 流域 沿岸 \
    两岸 干流 支流 水系 生态补水";

/// Where something is in a thing, which a place has not: 高台上, 朝阳下.
const INSIDE: &str = "\
    上 下 里 中 边 间 前 后 是";

/// What was found around a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Sign {
    /// It is the place of a dateline.
    Dateline,
    /// It stands at the beginning of a line, before a colon.
    Head,
    /// It opens a line.
    LineStart,
    /// A word leads to a place.
    Leading,
    /// A body of that place follows.
    Body,
    /// Its authorities follow: 区长, 区委.
    Authority,
    /// It is part of the name of a university, a company, a paper.
    Excluded,
    /// It is part of the name of a dish or a product.
    Product,
    /// It is part of the name of a lesser place, a road, a station.
    Lesser,
    /// It is part of the name of a river or a mountain.
    Nature,
    /// Something follows that things have and places have not.
    Inside,
    /// People of that place follow.
    People,
    /// It stands in quotation marks, as a word.
    Quoted,
    /// Its other names follow: 旧称.
    Named,
    /// It is spaced to the width of three characters, as names of people are.
    Spread,
}

/// The signs around a name in a text.
pub(super) fn signs(text: &str, range: &Range<usize>, short: bool) -> Vec<Sign> {
    let before = text.get(..range.start).unwrap_or("");
    let after = text.get(range.end..).unwrap_or("");
    let starts = |list: &str| words(list).any(|it| after.starts_with(it));
    let ends = |list: &str| words(list).any(|it| before.ends_with(it));
    let line = before.rsplit('\n').next().unwrap_or(before);
    let opens = line
        .trim_start_matches([' ', '　', '▲', '●', '■', '▇', '【', '—', '·'])
        .is_empty();
    let mut signs = Vec::new();
    let mut add = |sign, holds: bool| {
        if holds {
            signs.push(sign);
        }
    };
    let dated = DATELINE_END.as_ref().is_some_and(|it| it.is_match(after));
    let boxed = before.ends_with('【') && after.starts_with('】');
    add(
        Sign::Dateline,
        boxed || dated && (opens || ends(DATELINE_STARTS)),
    );
    add(Sign::Head, opens && after.starts_with(['：', ':']));
    add(Sign::LineStart, opens);
    add(Sign::Leading, ends(LEADING));
    add(Sign::Body, starts(BODIES));
    add(Sign::Authority, !short && starts(AUTHORITIES));
    add(Sign::Excluded, !dated && is_excluded(after));
    add(Sign::Named, starts(NAMED));
    if short {
        add(Sign::Product, starts(PRODUCTS));
        let lesser = starts(LESSER) && !after.starts_with("省委") || is_lesser_word(after);
        add(Sign::Lesser, lesser);
        add(Sign::Nature, starts(NATURE));
        add(Sign::Inside, starts(INSIDE) && !after.starts_with("中心"));
        add(Sign::People, is_people(after));
        let quoted = before.ends_with(['“', '「', '‘']) && after.starts_with(['”', '」', '’']);
        add(Sign::Quoted, quoted);
    }
    signs
}

/// Whether what follows goes on as a name that a place is only a part of.
fn is_excluded(after: &str) -> bool {
    let near: usize = after.chars().take(14).map(char::len_utf8).sum();
    let near = after.get(..near).unwrap_or("");
    let end = near
        .find(|c: char| !super::super::plain::is_han(c))
        .unwrap_or(near.len());
    let near = near.get(..end).unwrap_or("");
    if !words(EXCLUDING).any(|it| near.contains(it)) {
        return false;
    }
    // The dictionary has 大学校长 as one word, and 大学生, which is another thing.
    if near.starts_with("大学") && !near.starts_with("大学生") {
        return true;
    }
    for token in lexicon::dictionary().tag(near, false) {
        if words(EXCLUDING).any(|it| token.word.ends_with(it)) {
            return true;
        }
        let name = token
            .tag
            .starts_with(['n', 'a', 'b', 'j', 'f', 'k', 'l', 'x', 's', 'g'])
            || token.tag == "vn"
            || token.word.chars().nth(1).is_none() && token.tag.starts_with('m');
        if !name || token.word == "市" || token.word == "县" {
            return false;
        }
    }
    false
}

/// Whether a work of men follows whose name is one character, which is a word here.
fn is_lesser_word(after: &str) -> bool {
    let end = after
        .char_indices()
        .nth(3)
        .map_or(after.len(), |(at, _)| at);
    let near = after.get(..end).unwrap_or("");
    let first = words(LESSER_WORDS).find(|it| near.starts_with(it));
    let word = lexicon::dictionary()
        .cut(near, false)
        .first()
        .map(|it| it.word);
    first.is_some() && first == word
}

/// Whether people of the place follow: 武汉人, but not 武汉人民.
fn is_people(after: &str) -> bool {
    const OTHERS: &str = "人民 人大 人社 人口 人才 人事 人力 人均 人工";
    after.starts_with('人') && !words(OTHERS).any(|it| after.starts_with(it))
}

/// Whether the suffix of a name belongs to the word that follows: 陇南市情, 兰州市民,
/// 花椒大市场; but not 兰州市民政局.
pub(super) fn suffix_goes_on(name: &str, after: &str) -> bool {
    const FOLLOW: [(char, &[&str]); 4] = [
        ('市', &["情", "民", "区", "场"]),
        ('县', &["情", "域"]),
        ('区', &["情", "域", "块", "别", "分"]),
        ('州', &["情"]),
    ];
    const OTHERS: &str = "\
    分局 分院 分会 分行 分校 分公司 分中心 民政 民族 民主 民盟 民革 民建 民进 民宗 民俗 民间 民办 民营 民兵 民警 区县 场站";
    let last = name.chars().next_back();
    let mut kinds = FOLLOW.iter().filter(|(suffix, _)| last == Some(*suffix));
    kinds.any(|(_, words)| words.iter().any(|it| after.starts_with(it)))
        && !words(OTHERS).any(|it| after.starts_with(it))
}

/// How much more it costs to read a name of its own here than not to, as the logarithm of
/// odds: much if the characters at its ends make words with those beside it.
pub(super) fn strain(text: &str, range: &Range<usize>, cost: f64) -> f64 {
    const NEAR: usize = 4;
    let han = super::super::plain::is_han;
    let before = text.get(..range.start).unwrap_or("");
    let after = text.get(range.end..).unwrap_or("");
    let left: usize = before
        .chars()
        .rev()
        .take(NEAR)
        .take_while(|c| han(*c))
        .map(char::len_utf8)
        .sum();
    let right: usize = after
        .chars()
        .take(NEAR)
        .take_while(|c| han(*c))
        .map(char::len_utf8)
        .sum();
    let of = |from: usize, to: usize| text.get(from..to).map_or(0.0, lexicon::cost);
    let (from, to) = (range.start - left, range.end + right);
    let free = of(from, to);
    let apart = of(from, range.start) + cost + of(range.end, to);
    // 礼县 and 县委 share a character in 礼县委.
    let name = text.get(range.clone()).unwrap_or("");
    let last = name.chars().next_back().map_or(0, char::len_utf8);
    let shares = name.ends_with(['市', '县', '区', '州', '旗', '盟'])
        && after.starts_with(['委', '长', '直', '级', '政', '人']);
    let shared = of(from, range.start) + cost + of(range.end - last, to);
    let forced = if shares { apart.min(shared) } else { apart };
    let strain = forced - free;
    // The dictionary has 北京市公安局 as one word.
    if name.chars().nth(2).is_some() && SUFFIXES.iter().any(|it| name.ends_with(it)) {
        let left = of(from, range.start) + of(range.start, to) - free;
        return strain.min(left + 2.0);
    }
    strain
}
