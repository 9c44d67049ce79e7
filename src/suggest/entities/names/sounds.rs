//! Names that write sounds: Tibetan, Mongolian, Uyghur, Kazakh and foreign ones.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Characters that write the sounds of names.
const SOUNDS: &str = "\
阿不都卜杜买买提吐尔逊艾力尼瓦孜肉依拉木江玉素甫居马洪古丽热汗克库万亚森迪\
扎西多杰次仁顿珠旦增达瓦玛央金姆嘎白巴桑吉才让索南卓仓尕藏加措洛丹旺贡嘉仁青东周华贝考\
额敦其格乌力图布和朝鲁孟苏斯琴呼勒特日根娜高娃哈塔雅满都那顺毕勒宝音德力青包\
普京朗马龙拜登默茨伊什卢卡申科罗佐夫里奥莫迪安维恩托米泽连洪森莱本内塔胡利比尔纳萨法塞勒冯夏伦弗威廉詹姆约翰\
埃耶济戴邓捷戈赫韦魏佩蓬潘乔凯坎莉菲费芬伯博波茨泰瑟歇锡詹葛缪穆廷奈霍豪亨芭蒂黛狄娅琼丝茜杰蒙\
若恰切兹雷哥秋确拥措珍登呷惹且\
合曼赛帕尤吾努铁麦益培堆边基舒沃谢皮迈鲍此取品农茸追吹昌兰都果乃伍";

/// Parts of names of the peoples of China, each of which is a word in its own language.
const PARTS: &str = "\
扎西 次仁 多吉 多杰 卓玛 才让 才仁 尼玛 达瓦 达娃 巴桑 拉姆 央金 旺姆 旺堆 平措 索南 洛桑 丹增 嘎玛 格桑 桑吉 仁青 仁增 \
加措 嘉措 顿珠 贡布 贡嘎 普布 边巴 拉巴 白玛 曲珍 曲扎 次旺 次旦 旦增 群培 强巴 云丹 尕藏 才旦 才旺 措姆 卓嘎 德吉 江村 \
泽仁 泽旺 格勒 尕玛 南杰 朋措 昂旺 阿旺 土登 此里 农布 取品 品初 鲁茸 都吉 斯那 定主 七林 吹批 追玛 永宗 华旦 关却 完玛 \
拉毛 东智 项欠 切羊 昂秀 更登 周毛 周先 仁欠 公保 华锐 完德 才吉 俄日 尕让 罗布 罗桑 旺杰 旺扎 欧珠 晋美 坚赞 益西 \
巴图 巴特尔 巴雅尔 巴音 巴彦 宝音 布和 呼和 苏和 朝鲁 孟和 孟克 图雅 其木格 格日勒 德力格尔 额尔敦 额尔德尼 乌力吉 乌日娜 \
乌兰 乌云 娜仁 娜日 萨仁 斯琴 塔娜 高娃 其其格 通拉嘎 阿拉腾 阿古拉 那顺 达来 青格乐 吉日嘎拉 哈斯 胡日查 毕力格 敖日格乐 \
恩和 满都拉 满达 朝克图 图门 图们 特木尔 斯日古楞 白音 孟根 牧仁 扎木苏 道尔吉 达木 巴依尔 才次克 苏日 托娅 花日 \
买买提 买买 吐尔逊 吐尔洪 艾山 艾力 艾买提 艾合买提 阿不都 阿布都 阿卜杜 热合曼 热依木 克里木 外力 卡德尔 古丽 古力 木拉提 \
玉素甫 依明 伊明 依布拉音 肉孜 努尔 阿依 帕提曼 帕夏 阿曼 麦麦提 图尔荪 赛买提 库尔班 吾买尔 吾甫尔 司马义 依马木 买提 \
哈力克 萨比尔 别克 努尔兰 叶尔 巴合提 哈那提 赛力克 木合塔尔 沙吾提 沙提 马合 合曼 依卡 阿依努尔 古丽娜 提江 帕尔 \
丁真 四郎 拥忠 降初 泽郎 官却 杰布 昂文 旦巴 罗绒 洛绒 多登 曲批 降央 降巴 扎巴 志玛 拥措 向秋 呷绒 登巴 仁真 贡秋 根秋 土呷 \
其美 其麦 才昂 昂江 求吉 求周 索昂 代青 旦周 旦正 桑杰 桑旦 桑珠 格来 加央 加羊 扎洛 贡桑 德勒 旦却 久美 久西 尖措 拉加 拉杰 南卡 诺布 \
古体 木呷 日火 拉且 阿果 伍果 阿呷 拉哈 约布 石布 日者 子日 尔哈 沙日";

static PART_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| PARTS.split_whitespace().collect());

/// What such a part costs, however long it is.
const PART: f64 = 8.5;

/// Whether characters are such a part.
pub(super) fn is_part(text: &str) -> bool {
    PART_SET.contains(text)
}

/// What it costs to read characters as the parts of one name, with single sounds between
/// them.
fn parts_cost(name: &[char]) -> f64 {
    let mut least = vec![0.0];
    for end in 1..=name.len() {
        let single = name.get(end - 1).map_or(f64::INFINITY, |c| sound(*c));
        let single = single + least.get(end - 1).copied().unwrap_or_default();
        let parts = (2..=4.min(end)).filter_map(|length| {
            let text: String = name.get(end - length..end)?.iter().collect();
            is_part(&text).then(|| least.get(end - length).copied().unwrap_or_default() + PART)
        });
        let best = parts.fold(single, f64::min);
        least.push(best);
    }
    least.pop().unwrap_or_default()
}

/// Characters that are words of their own, and write no sounds.
const WORDS: &str = "到在说的对与将向等称同表出会见应致是有于";

fn sound(c: char) -> f64 {
    if SOUNDS.contains(c) { 5.2 } else { 10.5 }
}

/// Whether a name is made of two such parts and nothing else: 丁真罗布.
fn is_two_parts(name: &[char]) -> bool {
    (2..name.len().saturating_sub(1)).any(|middle| {
        name.split_at_checked(middle).is_some_and(|(one, two)| {
            is_part(&String::from_iter(one)) && is_part(&String::from_iter(two))
        })
    })
}

/// Whether all characters write sounds.
pub(super) fn is_pure(name: &[char]) -> bool {
    name.iter().all(|c| SOUNDS.contains(*c))
}

/// What it costs to read characters as the sounds of a name, if they can be such.
pub(super) fn cost(name: &[char]) -> Option<f64> {
    if !(2..=super::LONGEST).contains(&name.len()) {
        return None;
    }
    let strange = name.iter().filter(|c| !SOUNDS.contains(**c)).count();
    let start = match name.len() {
        2 => 8.0,
        3 => 5.5,
        _ => 4.0,
    };
    let word = name
        .iter()
        .any(|c| WORDS.contains(*c) && !SOUNDS.contains(*c));
    ((strange <= 1 && !word) || is_two_parts(name)).then(|| start + parts_cost(name))
}

/// What it costs to read characters as one part of a name whose parts are parted by dots.
pub(super) fn part_cost(part: &[char]) -> f64 {
    let of = |c: &char| if SOUNDS.contains(*c) { 5.0 } else { 8.5 };
    part.iter().map(of).sum()
}
