//! The names of a gazetteer made ready for matching, with what is usual for each.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};

use super::around::words;
use crate::model::place::{Level, Place};
use crate::suggest::gazetteer::{Gazetteer, NameKind};
use crate::suggest::lexicon;

/// What places end with that is part of a mention.
pub(super) const SUFFIXES: [&str; 10] = [
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "市",
    "县",
    "区",
    "州",
    "盟",
    "旗",
];

/// Full names that are ordinary words: every city has a 新城区.
const ORDINARY: &str = "\
    城区 郊区 矿区 东区 西区 南区 北区 中区 新区 老城区 新城区 市中区 新市区 城中区 城东区 \
    城西区 城北区 城南区 中心区 西市区 工农区 南县 市区";

/// Short names that are also ordinary words, or names of mountains and lakes, though the
/// dictionary takes them for places only.
const WORDS: &str = "\
    大兴安岭 黄山 巢湖 洪湖 武夷山 井冈山 五指山 都江堰 三门峡 朝阳 白银 大同 中山 来宾 东方 \
    日照 海东 海西 海北 山南 普洱 城关 城中 城东 城西 城北 河东 河西 桥东 桥西 新城 老城 \
    新华 解放 向阳 红旗 前进 东风 胜利 中原 长安 西湖 南山 东湖 龙江 长江 江北 江南 黑河 \
    柳江 嫩江 安宁 康乐 永安 太平 安定 兴隆 高台 民乐 阿里 上街 东坡 东海 南海 南湖 三江 商城 \
    大关 大城 天山 天桥 天河 太湖 山城 平原 新建 新河 庐山 恒山 泰山 衡山 巫山 花山 灵山 象山 海港 \
    滨海 牡丹 甘泉 河口 江口 湖口 江城 古城 姑苏 长寿 青山 路桥 盐湖 龙门 咸丰 石柱 云霄 博爱 方正 \
    惠民 宝塔 木兰 钟楼 白塔 白杨 白玉 玄武 元宝 高明";

/// Short names that are nothing else, though the dictionary has them by chance among its
/// adverbs, verbs and common nouns.
const NO_WORDS: &str = "\
    个旧 临清 义乌 仪征 即墨 奉节 奉化 宝应 宣化 左权 平遥 库车 建宁 开化 房山 新会 新罗 新野 方城 \
    景泰 本溪 正定 河间 泰和 湖里 玉门 登封 离石 米脂 莎车 赤水 遵化 金门 镇远 项城 顺义 馆陶 高密 \
    龙口 神木 灵台 永福 民和 融水 保康 兴化 和龙 大通 天柱 孝义 定远 常熟 方山 永新 新民 红安 路南 \
    大冶 应城 建平 当阳 监利 西华 永和 赤壁 竹溪 太康 梁山 洪山 宁远 文昌 古田 秦安 罗田 麻城 高陵 \
    阳新 钟祥 金平 龙亭 上党 五峰 洪湖";

/// How a name stands for its places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// With its suffix: 陇南市, 恩施州.
    Full,
    /// Without: 陇南.
    Short,
    /// A province, which is no city but says where one is.
    Province,
}

/// A name and what is usual for it.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) name: String,
    pub(super) form: Form,
    /// The logarithm of the odds that this word is meant as a city, before anything else
    /// is known.
    pub(super) usual: f64,
    /// Whether the word has another meaning that is at least as usual.
    pub(super) ordinary: bool,
    /// Whether it is the name of a place of county level only.
    pub(super) minor: bool,
    /// What reading it as a word of its own costs, as [`lexicon::cost`].
    pub(super) cost: f64,
}

/// All names of a gazetteer.
#[derive(Debug)]
pub struct Names {
    known: Vec<Known>,
    automaton: Option<AhoCorasick>,
}

static BUILTIN: LazyLock<Names> = LazyLock::new(|| Names::of(Gazetteer::builtin()));

impl Names {
    /// The names of the built-in gazetteer, made ready when first asked for.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Makes the names of a gazetteer ready for matching (some milliseconds for China).
    pub fn of(gazetteer: &Gazetteer) -> Self {
        let mut names: Vec<&str> = gazetteer.names().collect();
        names.sort_unstable();
        let known: Vec<Known> = names
            .into_iter()
            .filter_map(|name| known(gazetteer, name))
            .collect();
        let automaton = AhoCorasickBuilder::new()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(known.iter().map(|it| &it.name));
        Self {
            known,
            automaton: automaton.ok(),
        }
    }

    /// Every occurrence of a name in a text, overlapping ones too, by their ends.
    pub(super) fn matches<'n>(
        &'n self,
        text: &'n str,
    ) -> impl Iterator<Item = (Range<usize>, &'n Known)> + 'n {
        let found = self.automaton.iter();
        let found = found.flat_map(move |it| it.find_overlapping_iter(text));
        found.filter_map(|it| Some((it.range(), self.known.get(it.pattern().as_usize())?)))
    }

    /// Whether a text is a name.
    pub(in crate::suggest::entities) fn has(&self, text: &str) -> bool {
        let at = self.known.binary_search_by(|it| it.name.as_str().cmp(text));
        at.is_ok()
    }
}

fn known(gazetteer: &Gazetteer, name: &str) -> Option<Known> {
    let long = name.chars().nth(1).is_some();
    let meanings: Vec<(&Place, NameKind)> = gazetteer.named(name).collect();
    let form = form(name, &meanings);
    // 郊区 and the like are no names without more, and once it was a name less so.
    let past = meanings.iter().all(|(place, kind)| is_past(place, *kind));
    let counted = form == Form::Full && is_two(name) && name.starts_with(NUMERALS);
    if !long || counted || past && (form == Form::Short || words(ORDINARY).any(|it| it == name)) {
        return None;
    }
    let cities = meanings.iter().filter(|(place, _)| is_city(place));
    let minor = cities
        .clone()
        .all(|(place, _)| place.level == Level::County);
    let (usual, ordinary) = match form {
        // 城区, 矿区, 东区.
        Form::Full => (
            4.0,
            words(ORDINARY).any(|it| it == name) || name.ends_with('区') && is_two(name),
        ),
        Form::Short => usual(name, &meanings, minor),
        Form::Province => (0.0, false),
    };
    Some(Known {
        name: name.to_owned(),
        form,
        usual,
        ordinary,
        minor,
        cost: match form {
            Form::Short if lexicon::is_word(name) => lexicon::cost(name),
            Form::Short => 13.0,
            Form::Full | Form::Province => 11.0,
        },
    })
}

const NUMERALS: [char; 11] = [
    '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两',
];

fn is_two(name: &str) -> bool {
    name.chars().count() == 2
}

fn is_city(place: &Place) -> bool {
    place.level != Level::Province || place.is_municipality()
}

fn is_past(place: &Place, kind: NameKind) -> bool {
    kind == NameKind::Former || place.until.is_some()
}

fn form(name: &str, meanings: &[(&Place, NameKind)]) -> Form {
    let of_province =
        |(place, kind): &(&Place, NameKind)| !is_city(place) && !is_past(place, *kind);
    if meanings.iter().any(of_province) {
        return Form::Province;
    }
    let full = |(place, kind): &(&Place, NameKind)| match kind {
        NameKind::Full | NameKind::Former => true,
        // 恩施州 and 东乌旗, but not 通州 of 通州区.
        NameKind::Alias if name.contains("自治") => true,
        NameKind::Alias if name.ends_with('旗') && !is_two(name) => true,
        NameKind::Alias => SUFFIXES.iter().any(|it| {
            place.name.ends_with(it) && {
                let last = it.chars().next_back();
                last == name.chars().next_back() && it.starts_with("自治")
            }
        }),
    };
    let suffix = SUFFIXES.iter().any(|it| name.ends_with(it));
    if suffix && meanings.iter().any(full) {
        Form::Full
    } else {
        Form::Short
    }
}

/// The usual odds of a short name, and whether it is an ordinary word, too.
fn usual(name: &str, meanings: &[(&Place, NameKind)], minor: bool) -> (f64, bool) {
    let listed = words(WORDS).any(|it| it == name);
    let ordinary = listed || minor && is_ordinary(name);
    let mut alive = meanings
        .iter()
        .filter(|(place, kind)| !is_past(place, *kind));
    let district = alive.all(|(place, _)| place.name.ends_with('区'));
    let odds = match (minor, ordinary) {
        (false, false) => 2.5,
        (false, true) => -2.0,
        (true, false) => 0.9,
        (true, true) => -2.5,
    };
    (odds - if district { 1.5 } else { 0.0 }, ordinary)
}

/// Whether the dictionary has a word that is common and not first of all a place. Names of
/// counties that are rare in it have chance classes: 会宁 is a place, 靖远 a person.
fn is_ordinary(name: &str) -> bool {
    let tags = lexicon::dictionary().tag(name, false);
    let [tag] = tags.as_slice() else {
        return false;
    };
    if words(NO_WORDS).any(|it| it == name) {
        return false;
    }
    let common = lexicon::dictionary().suggest_freq(name);
    match tag.tag {
        "ns" => false,
        "nr" | "nrt" | "nrfg" => common >= 300,
        _ => lexicon::is_word(name) && common >= 60,
    }
}
